"""What is said of one event: the one source for panel, slide, paragraph, report and table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from geodash.domain.datasets import Assertion, assertion_of
from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import (
    ANSWER,
    CORRECTION,
    Collection,
    EditorNote,
    Event,
    Fact,
    Mention,
    Relation,
    Stance,
)
from geodash.domain.notes import told, whose_words
from geodash.geo.names import PlaceNames
from geodash.views.card.answers import AnswerWriter, link_word
from geodash.views.card.facts import FactRow, FactTable
from geodash.views.card.missing import charges_in
from geodash.views.card.notes import notes_on_event, notes_on_passage
from geodash.views.card.passages import FactWords, Passage, passage_of, words_of
from geodash.views.card.said import Answers, Said
from geodash.views.cite import Citation, cite
from geodash.views.places import place_label
from geodash.words.dates import date_label, date_label_short
from geodash.words.differing import told_differently, what_differs
from geodash.words.kinds import kind_label
from geodash.words.notes import editors_note
from geodash.words.says import account


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A row of the facts table with the words that say so."""

    row: FactRow
    words: tuple[FactWords, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """An event that this one is linked to, with its place and date in words."""

    event: Event
    place: str
    when: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else the event is told; ``disputed`` says what that article tells differently, or is blank."""

    passage: Passage
    disputed: str


@dataclass(frozen=True, slots=True)
class Differs:
    """That articles tell the event differently, in words, and a passage of each."""

    words: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Card:
    """The card of one event, in values; no logic of meaning is left to whoever lays it out.

    Each part is worked out when it is first asked for: a table doesn't pay for the answers.
    """

    lookup: Lookup
    event: Event
    names: PlaceNames

    # The head

    @property
    def kind(self) -> str:
        """The reader's kind in words."""
        return kind_label(self.event.kind)

    @property
    def account(self) -> str:
        """Whose its telling is, where it isn't the article's own; blank for that."""
        return account(self.event)

    @property
    def when(self) -> str:
        """The date in words."""
        return date_label(self.event)

    @cached_property
    def best(self) -> Mention | None:
        """The mention to show first."""
        return self.lookup.best(self.event.event_id)

    @cached_property
    def passage(self) -> Passage | None:
        """The words to show first, in their paragraph; ``None`` for an event without any."""
        return passage_of(self.lookup, self.best) if self.best else None

    @cached_property
    def assertion(self) -> Assertion | None:
        """What a data set asserts, of an event behind which no article stands."""
        return None if self.best else assertion_of(self.event, self.lookup.collection.datasets)

    @cached_property
    def caution(self) -> str:
        """What a reader of the passage must not take for this event's own, or for ours: the toll of the
        whole, and words that take a side, by an editors' note on whose they are.
        """
        said = (whose_words(note) for note in self.near_notes)
        whose = (editors_note(text) for text in said if text)
        return " ".join(filter(None, (self._toll_of_whole, *whose)))

    @property
    def _toll_of_whole(self) -> str:
        toll = next((row for row in self.rows if row.key == "toll"), None)
        if self.passage is None or toll is None or not toll.of_whole:
            return ""
        marked = {mark.mention_id for piece in self.passage.core for mark in piece.marks}
        if not marked.intersection(m.mention_id for m in toll.mentions):
            return ""
        return f"{toll.of_whole}: {toll.notes[0]}."

    @cached_property
    def citation(self) -> Citation:
        """The event's footnote, without an address."""
        return cite(self.lookup.collection, self.event.event_id)

    @property
    def version(self) -> str:
        """The collection's version."""
        return self.lookup.collection.version

    @property
    def replaced_by(self) -> Relative | None:
        """The event that it was merged into, if it was."""
        found = self.event.replaced_by
        return self._relatives((found,))[0] if found else None

    # What others say

    @cached_property
    def answers(self) -> Answers:
        """What others say of it, and who is silent."""
        return self._writer.answers()

    @cached_property
    def answered(self) -> tuple[Said, ...]:
        """What the event itself denies, responds to, is about or is said in turn for."""
        return self._writer.answered()

    @property
    def answered_groups(self) -> tuple[tuple[str, tuple[Said, ...]], ...]:
        """The same under their headings: what it merely accuses in turn is not what it is about."""
        turn = tuple(s for s in self.answered if s.answer.in_turn)
        about = tuple(s for s in self.answered if not s.answer.in_turn)
        headed = (("What this is about", about), (link_word(turn[0].answer) if turn else "", turn))
        return tuple((heading, said) for heading, said in headed if said)

    @cached_property
    def _writer(self) -> AnswerWriter:
        return AnswerWriter(self.lookup, self.event.event_id)

    # Facts

    @cached_property
    def table(self) -> FactTable:
        """Writes the facts one by one."""
        return FactTable(self.lookup, self.event, self.names)

    @cached_property
    def rows(self) -> tuple[FactRow, ...]:
        """The facts in words."""
        return self.table.rows()

    @cached_property
    def facts(self) -> tuple[ToldFact, ...]:
        """The facts, each with the words that say so."""
        return tuple(
            ToldFact(row, words_of(self.lookup, row.mentions, self.passage)) for row in self.rows
        )

    @property
    def about(self) -> tuple[str, ...]:
        """The names of the places that a statement is about."""
        return tuple(map(self.names.name, self.event.about_places))

    # Further events and articles

    @cached_property
    def umbrellas(self) -> tuple[Relative, ...]:
        """What it is part of."""
        return self._relatives(self.lookup.threads.umbrellas(self.event.event_id))

    @cached_property
    def members(self) -> tuple[Relative, ...]:
        """Its parts."""
        return self._relatives(self.lookup.threads.members(self.event.event_id))

    @cached_property
    def before(self) -> tuple[Relative, ...]:
        """What it follows."""
        return self._relatives(self.lookup.threads.follows(self.event.event_id)[0])

    @cached_property
    def after(self) -> tuple[Relative, ...]:
        """What follows it."""
        return self._relatives(self.lookup.threads.follows(self.event.event_id)[1])

    def _relatives(self, ids: Iterable[str]) -> tuple[Relative, ...]:
        found = (self.lookup.collection.events[i] for i in ids)
        return tuple(Relative(e, place_label(e, self.names), date_label_short(e)) for e in found)

    @cached_property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The event's best mention in each further article, with what that article disputes."""
        ranked: dict[str, Mention] = {}
        for mention in self._mentions:
            here = self.best and mention.article_id == self.best.article_id
            if here and mention.stance is Stance.REPORTS:
                continue
            held = ranked.get(mention.article_id)
            if held is None or _rank(mention) > _rank(held):
                ranked[mention.article_id] = mention
        return tuple(
            Elsewhere(
                passage_of(self.lookup, m),
                self._disputed(m),
            )
            for m in ranked.values()
        )

    def _disputed(self, mention: Mention) -> str:
        found = self.lookup.differing.get(self.event.event_id)
        differs = found and mention.article_id in {m.article_id for m in found.passages}
        return (what_differs(found.what) or "it") if found and differs else ""

    @cached_property
    def differs(self) -> Differs | None:
        """What articles tell differently of it, with their passages; ``None`` where they don't."""
        found = self.lookup.differing.get(self.event.event_id)
        if found is None:
            return None
        passages = tuple(passage_of(self.lookup, m) for m in found.passages)
        return Differs(told_differently(found), passages)

    # Editor's notes

    @cached_property
    def near_notes(self) -> tuple[EditorNote, ...]:
        """Those on words of the sentence shown."""
        return notes_on_passage(self.passage) if self.passage else ()

    @cached_property
    def notes(self) -> tuple[EditorNote, ...]:
        """The others that concern the event."""
        return tuple(note for note in self._own_notes if note not in self.near_notes)

    @cached_property
    def in_sight(self) -> tuple[EditorNote, ...]:
        """Those that are never folded away: answers that the articles lack, to what wants one; corrections of words
        that are shown.
        """
        return (*self.answering, *(n for n in self.near_notes if n.kind == CORRECTION))

    @property
    def told_answers(self) -> tuple[str, ...]:
        """The answers among them, for places with little room."""
        return tuple(told(note.text) for note in self.answering)

    @cached_property
    def answering(self) -> tuple[EditorNote, ...]:
        """Those that tell answers which the articles lack, to the event, or to what the words of a reply tell beside it.

        Where nobody is accused, only those on the event's own words: the rest of the sentence is another's matter.
        """
        accuses = self.lookup.threads.accused(self.event.event_id)
        replies = any(a.answer.relation is not Relation.ABOUT for a in self.answered)
        wanted = self.editors if accuses else self._own_notes
        if replies and not accuses:
            acts = (self.lookup.collection.events[i] for i in sorted(self._told_beside))
            wanted = tuple(note for act in acts for note in notes_on_event(self.lookup, act))
        return tuple(n for n in self.editors if n.kind == ANSWER and n in wanted)

    @property
    def _told_beside(self) -> set[str]:
        """What a reply charges in passing, and what it answers in the same sentence."""
        charged = {c.event_id for c in charges_in(self.lookup, self.event.event_id)}
        if self.passage is None:
            return charged
        shown = set(self.lookup.told_in(self.passage.mention.article_id, *self.passage.span))
        return charged | {a.answer.event.event_id for a in self.answered} & shown

    @cached_property
    def cautions_beside(self) -> tuple[str, ...]:
        """What notes say of whose the words are in what stands beside the passage: answers, and what it is about.

        What stands below the passage, or among the notes on it, is not said again.
        """
        known = {whose_words(note) for note in self.editors}
        said = (*self.answers.all, *self.answered)
        replies = (reply for one in said for reply in one.replies)
        return tuple(
            dict.fromkeys(c for one in (*said, *replies) for c in one.cautions() if c not in known)
        )

    @property
    def editors(self) -> tuple[EditorNote, ...]:
        """All of them, those on the sentence shown first."""
        return (*self.near_notes, *self.notes)

    @cached_property
    def _own_notes(self) -> tuple[EditorNote, ...]:
        return notes_on_event(self.lookup, self.event)

    @property
    def _mentions(self) -> Sequence[Mention]:
        return self.lookup.mentions.get(self.event.event_id, ())


def card_of(collection: Collection, event_id: str, names: PlaceNames | None = None) -> Card:
    """The card of an event; raises ``KeyError`` for one that isn't there."""
    return Card(lookup_of(collection), collection.events[event_id], names or PlaceNames())


def _rank(mention: Mention) -> tuple[bool, bool, int]:
    """Disagreement first, then what happened, then the most facts."""
    return mention.stance is Stance.DISPUTES, Fact.WHAT in mention.supports, len(mention.supports)
