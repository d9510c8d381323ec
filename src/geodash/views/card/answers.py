"""What others say of an event, as its card words it: who speaks, what in our voice, what in theirs.

Words are put into a party's mouth only where the articles put them there: a claim that only they
make, an accusation or threat, or what an article cites them for. Acts stand apart, without a voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from geodash.domain.kinds import EventType, Kind
from geodash.domain.lookup import Lookup
from geodash.domain.model import Collection, Event, Mention, Relation
from geodash.domain.parties import parties, party_of, voices
from geodash.domain.passage import sentence_span
from geodash.domain.threads import Answer
from geodash.views.card.missing import (
    charges_in,
    missing_answer,
    missing_to,
    silent_names,
)
from geodash.views.card.said import Answers, Said
from geodash.views.card.wording import wording_of
from geodash.words.dates import date_label_short
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.says import split_title
from geodash.words.texts import QUOTE_ROOM, capital

_SHOWN = 3
_ORDER = (Relation.DENIES, Relation.RESPONDS_TO, Relation.ABOUT, Relation.PART_OF)


@dataclass(slots=True)
class _Row:
    """An answer with where its words stand: an article, the start of a sentence, and their span."""

    answer: Answer
    quote: str
    article_id: str = ""
    sentence: int = -1
    span: tuple[int, int] = (0, 0)
    spoken: bool = False
    cut: bool = False
    brief: str = ""


def link_word(answer: Answer) -> str:
    """How an event is linked to what it answers; words of another matter are no answer to it."""
    if answer.relation is Relation.ABOUT:
        return "About"
    return "In turn for" if answer.in_turn else "In answer to"


class AnswerWriter:
    """Words the answers to one event."""

    def __init__(self, lookup: Lookup, event_id: str) -> None:
        self.lookup = lookup
        self.collection: Collection = lookup.collection
        self.event: Event = self.collection.events[event_id]
        self.concerned = set(lookup.threads.concerned(event_id))

    def answers(self) -> Answers:
        """Who answers this event: the concerned first, then the others named, then the rest."""
        actors, event = self.collection.actors, self.event
        relatives = self.lookup.threads.family(event.event_id)
        family = [self.collection.events[i] for i in relatives]
        involved = set(parties(actors, (a for e in family for a in (*e.actors, *e.recipients))))
        # Only a claim or a statement has a side that speaks; a meeting or a war has none.
        speaking = set(parties(actors, voices(event))) if _is_spoken(event) else set()
        near: list[Said] = []
        far: list[Said] = []
        same: list[Said] = []
        acts: list[Said] = []
        quoted: set[tuple[str, int, str]] = set()
        threads = self.lookup.threads
        concerned = self.concerned
        rows = self._ordered(self._merged(threads.answers(event.event_id)))
        for row in self._raised(rows, speaking):
            side = set(parties(actors, row.answer.voices))
            if not row.spoken or (concerned and row.answer.appeal):
                group = acts
            elif side & (involved - speaking) or not (side & speaking or row.answer.via):
                group = near
            else:
                group = same if side & speaking else far
            said = self._said(row)
            # One sentence to two addressees is quoted once.
            words = (row.article_id, row.sentence, said.quote)
            group.append(replace(said, quote="", brief="") if words in quoted else said)
            quoted.add(words)
        return Answers(
            other=tuple(near[:_SHOWN]),
            rest=(*near[_SHOWN:], *far),
            same=tuple(same),
            acts=tuple(acts),
            concerned=tuple(
                said
                for said in (*near, *far, *same)
                if concerned.intersection(parties(actors, said.answer.voices))
            ),
            silent=silent_names(threads, event.event_id),
            no_answer=self._no_answer(),
        )

    def _no_answer(self) -> str:
        """Which answers are missing, to the event and to claims told in passing in its words."""
        own = missing_answer(self.lookup.threads, self.event.event_id)
        return " ".join(
            filter(None, (own, *missing_to(charges_in(self.lookup, self.event.event_id))))
        )

    def answered(self) -> tuple[Said, ...]:
        """What the event itself denies, responds to, is about or is said in turn for.

        Each in the words that tell most of it.
        """
        answered = self.lookup.threads.answered(self.event.event_id)
        rows = (self._row(a, self.lookup.best(a.event.event_id)) for a in answered)
        # “In turn” are the event's own words, not those that it answers.
        return tuple(replace(self._said(row), scope="") for row in rows)

    def _ordered(self, rows: Iterable[_Row]) -> list[_Row]:
        """The concerned before others, what answers this very event before what answers its whole."""
        threads, actors = self.lookup.threads, self.collection.actors
        nearness = {e: n for n, e in enumerate(threads.family(self.event.event_id))}

        def key(row: _Row) -> tuple[bool, bool, int, bool, int]:
            answer = row.answer
            side = set(parties(actors, answer.voices))
            # Of the merged, the statement comes first.
            own = _is_spoken(answer.event)
            near = nearness.get(answer.via, len(nearness)) if answer.via else 0
            rank = _ORDER.index(answer.relation)
            return not side & self.concerned, answer.in_turn, near, not own, rank

        return sorted(rows, key=key)  # stable: the rest stays in time order

    def _raised(self, rows: Iterable[_Row], speaking: set[str]) -> Iterator[_Row]:
        """The rows, with what the concerned reply to the claimant's own statement beside it.

        Under that statement it would be found by nobody who looks for the other side.
        """
        actors = self.collection.actors
        for row in rows:
            replies = row.answer.replies
            claimants = row.spoken and speaking.intersection(parties(actors, row.answer.voices))
            # The claimant hasn't the last word on his own claim: under others' words his go.
            off = self.concerned if claimants else speaking
            taken = [r for r in replies if off.intersection(parties(actors, r.voices))]
            left = tuple(r for r in replies if r not in taken)
            yield replace(row, answer=replace(row.answer, replies=left))
            yield from map(self._row, taken if claimants else ())

    def _row(self, answer: Answer, mention: Mention | None = None) -> _Row:
        spoken = _is_spoken(answer.event)
        mention = mention or self.lookup.tersest(answer.event.event_id)
        if mention is None:
            return _Row(answer, "", spoken=spoken)
        words = wording_of(self.lookup, mention)
        brief = wording_of(self.lookup, mention, brief=True).text
        row = _Row(answer, words.text, "", -1, words.span, spoken, words.cut, brief)
        if any(words.span):
            body = self.collection.articles[mention.article_id].body
            row.article_id = mention.article_id
            row.sentence = sentence_span(body, *words.span)[0]
        return row

    def _merged(self, answers: Iterable[Answer]) -> list[_Row]:
        """One row for what the same party says in the same sentence, in time order."""
        rows: list[_Row] = []
        for new in map(self._row, answers):
            at = next((i for i, old in enumerate(rows) if self._same_words(old, new)), None)
            if at is None:
                rows.append(new)
            else:
                rows[at] = self._joined(rows[at], new)
        return rows

    def _same_words(self, one: _Row, two: _Row) -> bool:
        if one.sentence < 0 or (one.article_id, one.sentence) != (two.article_id, two.sentence):
            return False
        actors = self.collection.actors
        if set(parties(actors, one.answer.voices)) != set(parties(actors, two.answer.voices)):
            return False
        if _addressed_apart(one.answer, two.answer):
            return False
        overlap = one.span[0] < two.span[1] and two.span[0] < one.span[1]
        return overlap or Relation.PART_OF in (one.answer.relation, two.answer.relation)

    def _joined(self, one: _Row, two: _Row) -> _Row:
        """The linked answer rather than a mere account, else the one that says more."""
        first, second = sorted((one, two), key=_says_less)
        start, end = min(one.span[0], two.span[0]), max(one.span[1], two.span[1])
        if (start, end) in (one.span, two.span):
            # Of what a party says the narrower words suffice; of two acts each has its own.
            quote = min(one.quote, two.quote, key=len) if second.spoken else first.quote
        else:
            both = self.collection.articles[one.article_id].body[start:end]
            quote = both if len(both) <= QUOTE_ROOM else first.quote
        known = {reply.event.event_id for reply in first.answer.replies}
        known |= {one.answer.event.event_id, two.answer.event.event_id}
        more = tuple(r for r in second.answer.replies if r.event.event_id not in known)
        answer = replace(first.answer, replies=(*first.answer.replies, *more))
        spoken = one.spoken or two.spoken
        return replace(first, answer=answer, quote=quote, span=(start, end), spoken=spoken)

    def _said(self, row: _Row) -> Said:
        """An answer in words: “Azerbaijan: Armenian forces fired at posts” and its quote."""
        event = row.answer.event
        voice, title, runs_on = self._voice(row.answer) if row.spoken else ("", event.title, False)
        side = set(parties(self.collection.actors, row.answer.voices))
        theirs = row.spoken and bool(side & self.concerned) and not row.answer.appeal
        scope = self._scope(row.answer) if theirs else ""
        # Words on another part, shown here, would read as if they were on this one.
        apart = row.answer.relation is Relation.PART_OF and bool(row.answer.via)
        mirrored = row.spoken and (apart or self._mirrored(row))
        return Said(
            row.answer,
            voice,
            title,
            "" if mirrored else row.quote,
            "" if _same_time(event, self.event) else date_label_short(event),
            runs_on,
            () if apart else tuple(map(self._said, self._merged(row.answer.replies))),
            row.cut and not mirrored,
            scope,
            self._silent(event),
            "" if mirrored else row.brief,
            tuple(
                c for c in charges_in(self.lookup, event.event_id) if c.line not in self._own_lines
            ),
            self.collection.articles.get(row.article_id),
        )

    def _silent(self, answer: Event) -> str:
        """That those whom an answer accuses give none; blank where the event's own line says so."""
        threads = self.lookup.threads
        if not threads.accused(answer.event_id):
            return ""
        line = missing_answer(threads, answer.event_id)
        return "" if line in self._own_lines else line

    @cached_property
    def _own_lines(self) -> frozenset[str]:
        """The lines on missing answers that the event has itself."""
        own = missing_answer(self.lookup.threads, self.event.event_id)
        told = (c.line for c in charges_in(self.lookup, self.event.event_id))
        return frozenset(filter(None, (own, *told)))

    def _scope(self, answer: Answer) -> str:
        """Of what an answer speaks, where that isn't the event; ``in turn`` for a mere accusation."""
        if answer.in_turn:
            return "in turn"
        if not answer.via:
            return ""
        via = self.collection.events[answer.via]
        mutual = via.plover is EventType.ASSAULT and set(via.actors) == set(via.recipients)
        called = "the fighting" if mutual else f"“{via.title}”"
        if answer.relation is Relation.PART_OF:
            return f"on another part of {called}"
        return f"on {called} as a whole" if answer.of_whole else f"on {called}"

    def _mirrored(self, row: _Row) -> bool:
        """Whether the words tell what two sides say at once: they are no one side's own."""
        actors, event = self.collection.actors, row.answer.event
        if not row.article_id:
            return False
        own = set(parties(actors, row.answer.voices))
        to = set(parties(actors, event.recipients))
        for told in self.lookup.told_in(row.article_id, *row.span):
            other = self.collection.events[told]
            theirs, at = (set(parties(actors, ids)) for ids in (voices(other), other.recipients))
            if (
                other.event_type == event.event_type
                and theirs & to
                and own & at
                and not own & theirs
            ):
                return True
        return False

    def _voice(self, answer: Answer) -> tuple[str, str, bool]:
        """Who speaks, the title without him, and whether it goes on from his name."""
        actors, title = self.collection.actors, answer.event.title
        act, source = split_title(title)
        if source:
            return capital(source), act, False
        belonging = actor_names(actors, (party_of(actors, v) for v in answer.voices))
        for name in (*actor_names(actors, answer.voices), *belonging):
            if title.startswith(f"{name} "):
                return name, title.removeprefix(name).strip(), True
        return listed(belonging), title, False


def _is_spoken(event: Event) -> bool:
    """Whether an event is somebody's word, or told on it."""
    return event.one_sided or event.plover_kind is Kind.ACCUSATION or bool(event.attributed_to)


def _addressed_apart(one: Answer, two: Answer) -> bool:
    """Whether one sentence tells two words or acts of a party, each to somebody else: one hides the other.

    Support for one side and a demand on the other are an example; accounts of what happened are none.
    """
    if one.relation is not two.relation or one.relation is Relation.PART_OF:
        return False
    to, at = set(one.event.recipients), set(two.event.recipients)
    return bool(to and at and not to & at)


def _says_less(row: _Row) -> tuple[bool, int]:
    return row.answer.relation is Relation.PART_OF, -len(row.quote)


def _same_time(event: Event, other: Event) -> bool:
    """Whether an answer's date adds nothing: its interval holds the beginning of the other's."""
    if event.interval is None or other.interval is None:
        return event.interval == other.interval
    return event.interval.first <= other.interval.first <= event.interval.last
