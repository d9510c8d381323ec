"""Events told as a paragraph of plain sentences, each fact with a footnote to the words that say so.

The grammar is that of the card: the title is the sentence, with date and place as exact as they are
known; a claim has its claimant, and right after it the other side's answer or the lack of one; a
toll stands once, with whose, who says so and the other side's state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import (
    Actor,
    Collection,
    DateBasis,
    Event,
    Fact,
    Mention,
    PlaceRole,
    Relation,
    Stance,
    Status,
)
from geodash.domain.parties import parties
from geodash.geo.names import PlaceNames
from geodash.views.card.content import Card, card_of
from geodash.views.card.said import Said
from geodash.views.footnotes import Footnote, date_remark, footnote_of, sources
from geodash.views.places import place_label
from geodash.words.dates import UNDATED, date_label
from geodash.words.differing import what_differs
from geodash.words.isolated import isolated
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.notes import editors_note
from geodash.words.says import named_source, split_title
from geodash.words.texts import capital
from geodash.words.verbs import nominal, passive

#: How an answer is brought in, by how it bears on the claim.
_ANSWER = {
    Relation.DENIES: "In answer",
    Relation.RESPONDS_TO: "In answer",
    Relation.ABOUT: "On this",
    Relation.PART_OF: "On the same",
}
_SENTENCE = (Fact.WHAT, Fact.WHO, Fact.WHEN, Fact.WHERE)
#: Answers to answers are told up to here.
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class NotedRun:
    """Words of a sentence; ``notes`` are the numbers of the footnotes that stand after them."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on one event; ``opens`` where a new event is told, not an answer or a remark."""

    event_id: str
    runs: tuple[NotedRun, ...]
    opens: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences and their footnotes, numbered from 1 in the order of their marks.

    ``beside`` are the events told only as answers: the other side goes with a claim even where the
    filter leaves it out.
    """

    sentences: tuple[Sentence, ...]
    footnotes: tuple[Footnote, ...]
    beside: tuple[str, ...] = ()

    def pieces(self, least: int = 9) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences in paragraphs of at least ``least``; a claim is not parted from its answer."""
        pieces: list[list[Sentence]] = []
        for sentence in self.sentences:
            if not pieces or (sentence.opens and len(pieces[-1]) >= least):
                pieces.append([])
            pieces[-1].append(sentence)
        return tuple(map(tuple, pieces))

    @property
    def text(self) -> str:
        """The paragraph as plain text, marks in square brackets, the footnotes under it."""
        told = " ".join(
            "".join(run.text + "".join(f"[{n}]" for n in run.notes) for run in sentence.runs)
            for sentence in self.sentences
        )
        notes = "\n".join(f"[{note.number}] {note.text}" for note in self.footnotes)
        return f"{told}\n\n{notes}\n" if notes else f"{told}\n"


def paragraph(
    collection: Collection, events: Iterable[Event], names: PlaceNames | None = None
) -> Paragraph:
    """The events told in the order given; raises ``KeyError`` for one that isn't there."""
    events = tuple(events)
    writer = _Writer(lookup_of(collection), events, names)
    sentences = tuple(writer.sentences())
    told = dict.fromkeys(s.event_id for s in sentences if s.event_id not in writer.chosen)
    return Paragraph(sentences, tuple(writer.footnotes), tuple(told))


@dataclass(slots=True)
class _Writer:
    """Tells events one after the other, and remembers what has been told."""

    lookup: Lookup
    events: Sequence[Event]
    names: PlaceNames | None
    footnotes: list[Footnote] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    tolls: set[str] = field(default_factory=set)
    answered: dict[str, set[str]] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    chosen: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.chosen = frozenset(event.event_id for event in self.events)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The collection's actors."""
        return self.lookup.collection.actors

    def sentences(self) -> Iterator[Sentence]:
        """All events, those told as answers not again."""
        for event in self.events:
            if event.event_id not in self.told:
                yield from self._tell(event)

    def _tell(
        self, event: Event, opening: str = "", asked: tuple[str, ...] = ()
    ) -> Iterator[Sentence]:
        """An event with all that must not be parted from it; ``asked`` is what it answers."""
        self.told.add(event.event_id)
        yield self._event(event, opening)
        yield from self._claimant(event)
        yield from self._disputes(event)
        card = card_of(self.lookup.collection, event.event_id, self.names)
        yield from self._toll(card)
        if card.answers.no_answer:
            yield _plain(event, card.answers.no_answer)
        yield from self._told_answers(card)
        here: list[Said] = []
        elsewhere: list[Said] = []
        answers = card.answers.concerned
        self.answered[event.event_id] = {said.answer.event.event_id for said in answers}
        for said in answers:
            if said.answer.event.event_id not in asked:
                (elsewhere if self._elsewhere(said, asked) else here).append(said)
        yield from self._see(event, elsewhere)
        for said in here:
            # An answer may have been told meanwhile, as the answer to another.
            if said.answer.event.event_id not in self.told:
                asked_now = (*asked, event.event_id)
                yield from self._tell(said.answer.event, self._opening(said), asked_now)

    def _told_answers(self, card: Card) -> Iterator[Sentence]:
        """What editors' notes tell of an answer that the articles lack, once."""
        for text in card.told_answers:
            if text not in self.noted:
                self.noted.add(text)
                yield _plain(card.event, editors_note(text))

    def _elsewhere(self, said: Said, asked: tuple[str, ...]) -> bool:
        """Whether an answer is told in another place: it was before, or has a turn of its own."""
        event_id = said.answer.event.event_id
        if event_id in self.told or len(asked) >= _DEPTH:
            return True
        account = said.answer.relation is Relation.PART_OF
        return event_id in self.chosen and (account or bool(asked))

    def _see(self, event: Event, found: Sequence[Said]) -> Iterator[Sentence]:
        """Where the other side's word is told, if not here."""
        if not found:
            return
        speaking = (p for said in found for p in parties(self.actors, said.answer.voices))
        concerned = self.lookup.threads.concerned(event.event_id)
        names = listed(actor_names(self.actors, (p for p in speaking if p in concerned)))
        ids = {said.answer.event.event_id for said in found}
        events = self.lookup.collection.events
        for whole in self.lookup.threads.ancestors(event.event_id):
            if ids <= self.answered.get(whole, set()):
                title = events[whole].title
                yield _plain(
                    event, f"For the side of {names}, see what follows “{isolated(title)}”."
                )
                return
        titles = listed([f"“{isolated(said.answer.event.title)}”" for said in found])
        yield _plain(event, f"For the side of {names}, see {titles}.")

    # The event itself

    def _event(self, event: Event, opening: str) -> Sentence:
        """``Title (date; place).``, a mark after each phrase and one for the whole at the end."""
        found = sources(self.lookup, event, _SENTENCE)
        marks: dict[Fact | None, list[Mention]] = {}
        for mention in found.mentions:
            facts = found.facts(mention)
            marks.setdefault(facts[0] if len(facts) == 1 else None, []).append(mention)

        def run(
            text: str, *facts: Fact | None, remark: bool = False, more: Iterable[Footnote] = ()
        ) -> NotedRun:
            notes = [
                footnote_of(self.lookup, mention, found.facts(mention))
                for fact in facts
                for mention in marks.get(fact, ())
            ]
            if remark:
                notes.append(date_remark(event))
            return NotedRun(text, self._added((*notes, *more)))

        inferred = event.date_basis is DateBasis.INFERRED and event.interval is not None
        title, verb = self._clause(event)
        before, between, when = (
            (f" {verb} ", " (", _when(event)) if verb else (" (", "; ", _when(event))
        )
        runs = (
            run(f"{opening}{isolated(title)}", Fact.WHAT, Fact.WHO),
            run(before),
            run(when, Fact.WHEN, remark=inferred),
            run(between),
            run(self._where(event), Fact.WHERE),
            run(").", None, more=self._editors(event)),
        )
        return Sentence(event.event_id, runs, not opening)

    def _clause(self, event: Event) -> tuple[str, str]:
        """The title as a clause with its verb; or as a noun, and the verb that dates it."""
        title = event.title.rstrip(".")
        act, source = split_title(title)
        rest = title[len(act) :]
        acting = [self.actors[i] for i in event.actors if i in self.actors]
        doers = [name for actor in acting for name in (actor.name, *actor.aliases)]
        if whole := passive(act, doers):
            return f"{whole}{rest}", ""
        verb = nominal(act, doers)
        if not verb:
            return title, ""
        said = f"{title}," if source else title
        if event.status is Status.PLANNED:
            return said, verb
        return said, f"{verb} dated" if event.interval else f"{verb} told with"

    def _editors(self, event: Event) -> Iterator[Footnote]:
        """The editors' notes on its words, each where they are first told, corrections wherever the card shows them;
        answers among them are told in the text.
        """
        card = card_of(self.lookup.collection, event.event_id, self.names)
        for note in card.editors:
            new = note.text not in self.noted or note in card.in_sight
            if new and note not in card.answering:
                self.noted.add(note.text)
                yield Footnote(editors_note(note.text), event.event_id)

    def _where(self, event: Event) -> str:
        if event.place_role is PlaceRole.SEAT:
            return "no place named"
        # The phrase stands in brackets itself.
        return isolated(place_label(event, self.names).replace(" (", ", ").replace(")", ""))

    def _claimant(self, event: Event) -> Iterator[Sentence]:
        """Who says so, where the title doesn't."""
        source = named_source(event, self.actors)
        if event.one_sided and not source:
            yield _plain(event, "The article does not name who says so.")
        elif source and not split_title(event.title)[1] and source not in event.title:
            word = "According to" if event.one_sided else "The article cites"
            yield _plain(event, f"{word} {source}.")

    def _disputes(self, event: Event) -> Iterator[Sentence]:
        """Each article that contradicts another on this event."""
        for mention in self.lookup.mentions.get(event.event_id, ()):
            article = self.lookup.collection.articles.get(mention.article_id)
            if mention.stance is Stance.DISPUTES and article:
                what = what_differs(mention.disputes_what) or "this"
                notes = self._added([footnote_of(self.lookup, mention)])
                text = f"“{isolated(article.title)}” tells {what} differently."
                yield Sentence(event.event_id, (NotedRun(text, notes),))

    # Toll and answers

    def _toll(self, card: Card) -> Iterator[Sentence]:
        """The figure, once for a whole and all its parts."""
        row, bearer = card.table.toll(), card.table.toll_bearer()
        if row is None or bearer is None or bearer.event_id in self.tolls:
            return
        self.tolls.add(bearer.event_id)
        told_in = {m.article_id: m for m in reversed(row.mentions)}.values()
        notes = self._added([footnote_of(self.lookup, m, (Fact.TOLL,)) for m in told_in])
        text = "; ".join((f"Dead: {row.value}", *row.notes))
        yield Sentence(card.event.event_id, (NotedRun(f"{text}.", notes),))

    def _opening(self, said: Said) -> str:
        title = said.answer.event.title
        named = said.runs_on or split_title(title)[1] or not said.voice
        opening = capital(said.scope) or _ANSWER[said.answer.relation]
        return f"{opening}: " if named else f"{opening}, {isolated(said.voice)}: "

    def _added(self, notes: Iterable[Footnote]) -> tuple[int, ...]:
        numbers = []
        for note in notes:
            numbers.append(len(self.footnotes) + 1)
            self.footnotes.append(note.numbered(numbers[-1]))
        return tuple(numbers)


def _when(event: Event) -> str:
    if event.interval is None:
        label = date_label(event)
        return "no date given" if label == UNDATED else label
    inferred = event.date_basis is DateBasis.INFERRED
    return f"{date_label(event)}, date inferred" if inferred else date_label(event)


def _plain(event: Event, text: str) -> Sentence:
    return Sentence(event.event_id, (NotedRun(text),))
