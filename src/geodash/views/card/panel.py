"""The card of one event: the passage first, the other side's answer, each fact with its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import Collection, EditorNote, Event, Fact, Mention, Stance
from geodash.domain.passage import sentence_span
from geodash.query.places import PlaceNames
from geodash.views.article import note_paragraph, quotes_from
from geodash.views.card.answers import Answers, AnswerWriter, Said
from geodash.views.card.facts import FactRow, FactTable
from geodash.views.card.passages import Passage, passage_of, words_of
from geodash.views.cite import cite
from geodash.views.places import place_label
from geodash.views.symbols import SYMBOLS
from geodash.views.templating import render
from geodash.words.event_dates import date_label, date_label_short
from geodash.words.wording import actor_names, listed


def card(
    collection: Collection,
    event_id: str,
    resolver: PlaceNames | None = None,
    report: str = "",
) -> dict[str, Any]:
    """The panel card of an event: ``html`` (escaped) and ``text``, its pieces as plain strings.

    Raises ``KeyError`` for an event that isn't there. Glyphs are empty ``[data-kind]`` slots and
    the footnote's address is an empty ``[data-fill=url]``, both filled by the page. ``report`` is where
    a problem with the event is reported to, a ``mailto:``.
    """
    context = card_context(collection, event_id, resolver) | {"report": report}
    return {"html": render("card.html", **context), "text": _as_text(context)}


def card_context(
    collection: Collection, event_id: str, resolver: PlaceNames | None = None
) -> dict[str, Any]:
    """What the card says, as values: the one source for card and slide; raises ``KeyError``."""
    return _Card(lookup_of(collection), event_id, resolver).context()


class _Card:
    def __init__(self, lookup: Lookup, event_id: str, resolver: PlaceNames | None) -> None:
        self.lookup = lookup
        self.collection = lookup.collection
        self.event: Event = self.collection.events[event_id]
        self.mentions: Sequence[Mention] = lookup.mentions.get(event_id, ())
        self.resolver = resolver
        self.names = resolver or PlaceNames()

    def context(self) -> dict[str, Any]:
        """Everything the template needs; no logic of meaning is left to it."""
        event, threads = self.event, self.lookup.threads
        best = self.lookup.best(event.event_id)
        passage = passage_of(self.lookup, best) if best else None
        rows = FactTable(threads, self.lookup.mentions, event.event_id, self.resolver).rows()
        answers = AnswerWriter(self.lookup, event.event_id)
        near = self.near(passage)
        silent = threads.silent(event.event_id)
        before, after = threads.follows(event.event_id)
        return {
            "event": event,
            "kind": SYMBOLS[event.kind].label,
            "when": date_label(event),
            "passage": passage,
            "caution": self.caution(passage, rows),
            "near_notes": near,
            "answers": answers.answers(),
            "silent": listed(actor_names(self.collection.actors, silent), "or"),
            "answered": answers.answered(),
            "facts": [(row, words_of(self.lookup, row.mentions, passage)) for row in rows],
            "umbrellas": self.events(threads.umbrellas(event.event_id)),
            "members": self.events(threads.members(event.event_id)),
            "before": self.events(before),
            "after": self.events(after),
            "elsewhere": self.elsewhere(best),
            "about": [self.names.name(p) for p in event.about_places],
            "notes": [note for note in self.notes() if note not in near],
            "citation": cite(self.collection, event.event_id),
            "version": self.collection.version,
        }

    def caution(self, passage: Passage | None, rows: Sequence[FactRow]) -> str:
        """What a reader of the passage must not take for this event's own: the toll of the whole."""
        toll = next((row for row in rows if row.key == "toll"), None)
        if passage is None or toll is None or not toll.of_whole:
            return ""
        pieces = (mark for piece in passage.core for mark in piece.marks)
        if not any(mark.mention_id in {m.mention_id for m in toll.mentions} for mark in pieces):
            return ""
        return f"{toll.of_whole}: {toll.notes[0]}."

    def events(self, ids: Sequence[str]) -> list[tuple[Event, str, str]]:
        """Events with the labels of their place and date."""
        found = (self.collection.events[i] for i in ids)
        return [(e, place_label(e, self.resolver), date_label_short(e)) for e in found]

    def elsewhere(self, best: Mention | None) -> list[tuple[Passage, str]]:
        """The event's best mention in each further article, with what that article disputes."""
        ranked: dict[str, Mention] = {}
        for mention in self.mentions:
            here = best and mention.article_id == best.article_id
            if here and mention.stance is Stance.REPORTS:
                continue
            held = ranked.get(mention.article_id)
            if held is None or _rank(mention) > _rank(held):
                ranked[mention.article_id] = mention
        return [
            (
                passage_of(self.lookup, m),
                listed(m.disputes_what) if m.stance is Stance.DISPUTES else "",
            )
            for m in ranked.values()
        ]

    def near(self, passage: Passage | None) -> list[EditorNote]:
        """Editor's notes that quote words of the shown paragraph, or name it."""
        if passage is None or passage.article is None or not passage.number:
            return []
        article = passage.article
        text = "".join(s.text for s in (*passage.before, *passage.core, *passage.after))
        return [
            note
            for note in article.notes
            if quotes_from(note.text, text) or note_paragraph(article, note) == passage.number
        ]

    def notes(self) -> list[EditorNote]:
        """Editor's notes that quote a sentence of this event, or speak of its figure."""
        sentences: dict[str, list[str]] = {}
        for mention in self.mentions:
            mark = self.lookup.mark_of(mention)
            if mark:
                body = self.collection.articles[mention.article_id].body
                start, end = sentence_span(body, mark.start, mark.end)
                sentences.setdefault(mention.article_id, []).append(body[start:end])
        found = [
            note
            for article_id, texts in sentences.items()
            for note in self.collection.articles[article_id].notes
            if any(quotes_from(note.text, text) for text in texts) or self._on_figure(note)
        ]
        return list(dict.fromkeys(found))

    def _on_figure(self, note: EditorNote) -> bool:
        family = (self.event.event_id, *self.lookup.threads.umbrellas(self.event.event_id))
        figures = {self.collection.events[i].deaths_best for i in family} - {None}
        return any(re.search(rf"(?<![\d–]){n}(?![\d–])", note.text) for n in figures)


def _rank(mention: Mention) -> tuple[bool, bool, int]:
    """Disagreement first, then what happened, then the most facts."""
    return mention.stance is Stance.DISPUTES, Fact.WHAT in mention.supports, len(mention.supports)


def _all_said(answers: Answers) -> list[Said]:
    return [*answers.other, *answers.rest, *answers.same, *answers.acts]


def _as_text(context: dict[str, Any]) -> dict[str, Any]:
    passage: Passage | None = context["passage"]
    return {
        "kind": context["kind"],
        "when": context["when"],
        "title": context["event"].title,
        "passage": "".join(s.text for s in passage.core) if passage else "",
        "answers": [
            {"event": s.answer.event.event_id, "voice": s.voice, "title": s.title, "quote": s.quote}
            for s in _all_said(context["answers"])
        ],
        "silent": context["silent"],
        "facts": [
            {
                "fact": row.key,
                "label": row.label,
                "value": row.value,
                "notes": list(row.notes),
                "quotes": [w.quote for w in words],
            }
            for row, words in context["facts"]
        ],
        "cite": context["citation"].text,
    }
