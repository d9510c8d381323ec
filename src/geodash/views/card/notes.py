"""The editor's notes that belong on a card."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodash.domain.lookup import Lookup
from geodash.domain.model import EditorNote, Event
from geodash.domain.notes import is_on
from geodash.views.card.passages import Passage


def notes_on_passage(passage: Passage) -> tuple[EditorNote, ...]:
    """Those on words of the sentence shown: what is said of its neighbour is none of its own."""
    article = passage.article
    if article is None or not passage.found:
        return ()
    return tuple(note for note in article.notes if is_on(article, note, *passage.span))


def notes_on_event(lookup: Lookup, event: Event) -> tuple[EditorNote, ...]:
    """Those on the event's own words, or that speak of its figure; each once.

    What it shares with the rest of a sentence that only names a place or a person for it, it does not have.
    """
    articles = lookup.collection.articles
    words: dict[str, list[tuple[int, int]]] = {}
    for mention in lookup.mentions.get(event.event_id, ()):
        mark = lookup.mark_of(mention)
        if mark:
            words.setdefault(mention.article_id, []).append((mark.start, mark.end))
    figures = _figures(lookup, event)
    found = (
        note
        for article_id, spans in words.items()
        for note in articles[article_id].notes
        if any(is_on(articles[article_id], note, *span) for span in spans)
        or _speaks_of(note, figures)
    )
    return tuple(dict.fromkeys(found))


def speaks_of_toll(lookup: Lookup, event: Event, notes: Iterable[EditorNote]) -> bool:
    """Whether one of the notes speaks of the event's figure."""
    figures = _figures(lookup, event)
    return any(_speaks_of(note, figures) for note in notes)


def _figures(lookup: Lookup, event: Event) -> set[int]:
    """The tolls of the event and of what it is part of."""
    family = (event.event_id, *lookup.threads.umbrellas(event.event_id))
    best = (lookup.collection.events[i].deaths_best for i in family)
    return {figure for figure in best if figure is not None}


def _speaks_of(note: EditorNote, figures: set[int]) -> bool:
    return any(re.search(rf"(?<![\d–]){n}(?![\d–])", note.text) for n in figures)
