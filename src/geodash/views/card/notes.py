"""The editor's notes that belong on a card."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodash.domain.lookup import Lookup
from geodash.domain.model import EditorNote, Event
from geodash.domain.notes import note_paragraph, quotes_from
from geodash.domain.passage import sentence_span
from geodash.views.card.passages import Passage


def notes_on_passage(passage: Passage) -> tuple[EditorNote, ...]:
    """Those that quote words of the passage's paragraph, or name it."""
    article = passage.article
    if article is None or not passage.number:
        return ()
    text = "".join(s.text for s in (*passage.before, *passage.core, *passage.after))
    return tuple(
        note
        for note in article.notes
        if quotes_from(note.text, text) or note_paragraph(article, note) == passage.number
    )


def notes_on_event(lookup: Lookup, event: Event) -> tuple[EditorNote, ...]:
    """Those that quote a sentence of the event, or speak of its figure; each once."""
    articles = lookup.collection.articles
    sentences: dict[str, list[str]] = {}
    for mention in lookup.mentions.get(event.event_id, ()):
        mark = lookup.mark_of(mention)
        if mark:
            body = articles[mention.article_id].body
            start, end = sentence_span(body, mark.start, mark.end)
            sentences.setdefault(mention.article_id, []).append(body[start:end])
    figures = _figures(lookup, event)
    found = (
        note
        for article_id, texts in sentences.items()
        for note in articles[article_id].notes
        if any(quotes_from(note.text, text) for text in texts) or _speaks_of(note, figures)
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
