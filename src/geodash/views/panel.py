"""The card of one event: the passage first, the other side's answer, each fact with its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geodash.model import Article, Collection, EditorNote, Event, Fact, Mention, Stance
from geodash.query.places import PlaceNames
from geodash.views.answers import Answer, parties, party_of, unanswered, voices
from geodash.views.article import quotes_from
from geodash.views.cite import cite, date_inferred
from geodash.views.dates import date_label, date_label_short, window_label
from geodash.views.facts import FactRow, FactTable, actor_names, listed, split_title, supporting
from geodash.views.lookup import Lookup, lookup_of
from geodash.views.passage import Mark, Segment, paragraph_at, segments, sentence_span
from geodash.views.places import place_label
from geodash.views.symbols import SYMBOLS
from geodash.views.templating import render

_ANSWER_WORDS = 120
_ANSWERS_SHOWN = 3
_FACT_WORDS = 110
#: Words that stand in the passage above need only be recognised.
_SHOWN_WORDS = 64


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their sentence; ``before`` and ``after`` are the rest of the paragraph.

    ``article`` is ``None`` when the collection lacks it, ``number`` when the words weren't found.
    """

    mention: Mention
    article: Article | None
    core: tuple[Segment, ...]
    before: tuple[Segment, ...] = ()
    after: tuple[Segment, ...] = ()
    number: int | None = None
    found: bool = False
    window: str = ""
    inferred: bool = False

    @property
    def marked(self) -> set[str]:
        """The mentions whose words stand in the paragraph."""
        pieces = (*self.before, *self.core, *self.after)
        return {mark.mention_id for piece in pieces for mark in piece.marks}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as the card words it: who, what in our voice, what in theirs."""

    answer: Answer
    voice: str
    title: str
    quote: str
    when: str
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words behind a fact; ``shown`` when they stand in the passage's own paragraph."""

    mention_id: str
    quote: str
    passage: Passage
    shown: bool


def card(
    collection: Collection, event_id: str, resolver: PlaceNames | None = None
) -> dict[str, Any]:
    """The panel card of an event: ``html`` (escaped) and ``text``, its pieces as plain strings.

    Raises ``KeyError`` for an event that isn't there. Glyphs are empty ``[data-kind]`` slots and
    the footnote's address is an empty ``[data-fill=url]``, both filled by the page.
    """
    context = _Card(lookup_of(collection), event_id, resolver).context()
    return {"html": render("card.html", **context), "text": _as_text(context)}


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
        passage = self.passage(best) if best else None
        rows = FactTable(threads, self.lookup.mentions, event.event_id, self.resolver).rows()
        answers, more = self.answers()
        silent = unanswered(threads, event.event_id)
        before, after = threads.follows(event.event_id)
        return {
            "event": event,
            "kind": SYMBOLS[event.kind].label,
            "when": date_label(event),
            "passage": passage,
            "caution": self.caution(passage, rows),
            "answers": answers,
            "more_answers": more,
            "silent": listed(actor_names(self.collection.actors, silent), "or"),
            "answered": [self.said(a) for a in threads.answered(event.event_id)],
            "facts": [(row, self.words(row, passage)) for row in rows],
            "umbrellas": self.events(threads.umbrellas(event.event_id)),
            "members": self.events(threads.members(event.event_id)),
            "before": self.events(before),
            "after": self.events(after),
            "elsewhere": self.elsewhere(best),
            "about": [self.names.name(p) for p in event.about_places],
            "notes": self.notes(),
            "citation": cite(self.collection, event.event_id),
            "version": self.collection.version,
        }

    def answers(self) -> tuple[list[Said], list[Said]]:
        """What the other side answers, then the same side, then others, each by time.

        The second list holds what goes beyond a few; the other side is always in the first.
        """
        actors = self.collection.actors
        relatives = self.lookup.threads.family(self.event.event_id)
        family = [self.collection.events[i] for i in relatives]
        involved = set(parties(actors, (a for e in family for a in (*e.actors, *e.recipients))))
        speaking = set(parties(actors, voices(self.event)))
        ranked: tuple[list[Said], ...] = ([], [], [])
        for answer in self.lookup.threads.answers(self.event.event_id):
            side = set(parties(actors, answer.voices))
            rank = 0 if side & (involved - speaking) else 1 if side & speaking else 2
            ranked[rank].append(self.said(answer))
        room = (
            max(1, _ANSWERS_SHOWN - len(own))
            if len(own) + len(others) > _ANSWERS_SHOWN + 1
            else len(others)
        )
        return own + others[:room], others[room:]

    def passage(self, mention: Mention) -> Passage:
        """The sentence around a mention, with this event's other words in it marked too."""
        article = self.collection.articles.get(mention.article_id)
        mark = self.lookup.mark_of(mention)
        if article is None or mark is None:
            return Passage(mention, article, (Segment(mention.quote),))
        body = article.body
        marks = self._marks(mention.article_id, mention.event_id)
        first = paragraph_at(body, mark.start)
        last = paragraph_at(body, max(mark.start, mark.end - 1))
        start, end = sentence_span(body, mark.start, mark.end)
        return Passage(
            mention,
            article,
            core=tuple(segments(body, start, end, marks)),
            before=tuple(segments(body, first.start, start, marks)),
            after=tuple(segments(body, end, last.end, marks)),
            number=first.number,
            found=True,
            window=window_label(article),
            inferred=date_inferred(article),
        )

    def _marks(self, article_id: str, event_id: str) -> list[Mark]:
        """The words of an event in an article, with those on the toll of what it is part of."""
        mentions = list(self.lookup.mentions.get(event_id, ()))
        for umbrella in self.lookup.threads.umbrellas(event_id):
            mentions += supporting(self.lookup.mentions.get(umbrella, ()), Fact.TOLL)
        marks = (self.lookup.mark_of(m) for m in mentions if m.article_id == article_id)
        return [mark for mark in marks if mark]

    def words(self, row: FactRow, shown: Passage | None) -> list[Words]:
        """The words behind a fact, each with where it stands."""
        found = []
        for mention in row.mentions:
            passage = self.passage(mention)
            here = bool(
                shown
                and shown.found
                and passage.found
                and mention.mention_id in shown.marked
                and (mention.article_id, passage.number) == (shown.mention.article_id, shown.number)
            )
            quote = shortened(mention.quote, _SHOWN_WORDS if here else _FACT_WORDS)
            found.append(Words(mention.mention_id, quote, passage, here))
        return found

    def caution(self, passage: Passage | None, rows: Sequence[FactRow]) -> str:
        """What a reader of the passage must not take for this event's own: the toll of the whole."""
        toll = next((row for row in rows if row.key == "toll"), None)
        if passage is None or toll is None or not toll.of_whole:
            return ""
        pieces = (mark for piece in passage.core for mark in piece.marks)
        if not any(mark.mention_id in {m.mention_id for m in toll.mentions} for mark in pieces):
            return ""
        return f"{toll.of_whole}: {toll.notes[0]}."

    def said(self, answer: Answer) -> Said:
        """An answer in words: “Azerbaijan: Armenian forces fired at posts” and its quote."""
        event, actors = answer.event, self.collection.actors
        title, voice = split_title(event.title)
        voice = _capital(voice)
        if not voice:
            speakers = actor_names(actors, answer.voices)
            speakers += actor_names(actors, (party_of(actors, v) for v in answer.voices))
            if speakers and not any(name.casefold() in title.casefold() for name in speakers):
                voice = listed(actor_names(actors, (party_of(actors, v) for v in answer.voices)))
        mention = self.lookup.tersest(event.event_id)
        when = date_label_short(event)
        return Said(
            answer,
            voice,
            title,
            shortened(mention.quote, _ANSWER_WORDS) if mention else "",
            "" if _same_time(event, self.event) else when,
            tuple(self.said(reply) for reply in answer.replies),
        )

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
            (self.passage(m), listed(m.disputes_what) if m.stance is Stance.DISPUTES else "")
            for m in ranked.values()
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


def _same_time(event: Event, other: Event) -> bool:
    """Whether an answer's date adds nothing: its interval holds the beginning of the other's."""
    if event.date_start is None or event.date_end is None or other.date_start is None:
        return event.dated == other.dated
    return event.date_start <= other.date_start <= event.date_end


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, cut at a word and marked with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"


def _as_text(context: dict[str, Any]) -> dict[str, Any]:
    passage: Passage | None = context["passage"]
    return {
        "kind": context["kind"],
        "when": context["when"],
        "title": context["event"].title,
        "passage": "".join(s.text for s in passage.core) if passage else "",
        "answers": [
            {"event": s.answer.event.event_id, "voice": s.voice, "title": s.title, "quote": s.quote}
            for s in (*context["answers"], *context["more_answers"])
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
