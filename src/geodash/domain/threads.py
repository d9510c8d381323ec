"""Who accuses whom, who answers, who stays silent: one set of rules for the page and the check.

The card of an event and ``geodash check`` both ask here, so they can't disagree. The rules, and why:

**Accused** is whoever is named on the word of others and could contradict it.

- Of a one-sided act, those said to have done it, minus those who say so. Of an unnamed source's
  account too only the doers: whoever suffered an act isn't accused of it.
- Where nobody but the source is named as doer, those it was done to, if it is an act *against*
  somebody (violence, pressure): theirs is then the other side. Of meetings, help and the like that
  a source tells of itself nobody is accused; told of somebody else they are a claim about him.
- Of a complaint (DISAPPROVE) or a threat (THREATEN), those it is directed at: the first accuses
  them of something, the second is an act against them that the speaker calls his own. A DEMAND
  asks for deeds, not for an account (calls on both sides to stop would read as two parties'
  silence), and a REJECT mostly is an answer: if it asked for another, no thread would end.
- Of an act that an article reports in its own voice and that is done to somebody or against the law
  (COERCE, CRIME), its doers: the article alone accuses them. Of fighting (ASSAULT) it doesn't: both
  sides of it have their accounts, which are linked.
- Nobody by what is withdrawn or planned.

**Answering** is an event that denies the claim, responds to it or is about it. What the claim itself
denies counts as well, being the contrary account; what it merely responds to or is about doesn't:
complaining of an act doesn't make its doer speak. No answers are

- a word on a sibling: who denies or answers one part, and speaks of the whole too, answers that part;
- what answers a whole that one side alone does, for parts of it that others do: arms against an invasion answer no act
  of those whom they are for;
- an accusation or threat in return (``in_turn``) that speaks of another matter than the claim;
- a request to third parties (``appeal``).

**To the point** are answers to the claim itself or to one of its parts. What is said of the whole
that a claim is part of, or that it (or the statement which makes it) is about, is an answer **on the
whole**: it is told as that, beside the line that there is no separate one. So is what the accused tell of
other parts of the whole: it is their account of it, linked or not.

**Heard** is who speaks in an answer or in a reply to one. Who is said to act doesn't speak by that,
and a planned answer hasn't been given. **Silent** are the accused not heard, apart from those of
whom no answer can be expected because nobody speaks for them (civilians, groupings without a voice).
**Unanswered** is what wants an answer and has none, though nobody is named who is silent.

Everybody counts as the state or organisation he belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from geodash.domain.accusations import ANSWERING, Accusations
from geodash.domain.kept import kept
from geodash.domain.model import Collection, Event, Relation, time_order
from geodash.domain.parties import has_voice, voices

_RANK = {relation: rank for rank, relation in enumerate(ANSWERING)}


@dataclass(frozen=True, slots=True)
class Answer:
    """An event that answers another; ``via`` is the whole or part it is linked to, or blank.

    ``relation`` is ``PART_OF`` for what the accused tell of the same whole. ``voices`` are the
    actor ids who speak, ``replies`` what answers this answer in turn. ``of_whole``: it speaks of a
    whole, not to the point. ``in_turn`` and ``appeal`` are no answers: an accusation in return that
    speaks of another matter, a request to third parties.
    """

    event: Event
    relation: Relation
    voices: tuple[str, ...]
    via: str = ""
    replies: tuple[Answer, ...] = ()
    of_whole: bool = False
    in_turn: bool = False
    appeal: bool = False

    @property
    def bears(self) -> bool:
        """Whether it counts as an answer, be it to the point or on the whole."""
        return not (self.in_turn or self.appeal)


@dataclass(slots=True)
class _OfWhole:
    """Who speaks of a whole; ``doers`` who answers its doers, ``apart`` those who answer some of its parts, with these."""

    all: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    apart: list[tuple[set[str], frozenset[str]]] = field(default_factory=list)


class Threads(Accusations):
    """The links of a collection, and who answers whom along them."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        # Worked out once: each of the thousands of parts of a war asks for the same.
        self._tellers: dict[str, dict[str, dict[str, None]]] = {}
        self._heard: dict[str, set[str]] = {}
        self._spoken: dict[str, set[str]] = {}
        self._on_wholes: dict[str, _OfWhole] = {}

    def answers(self, event_id: str) -> tuple[Answer, ...]:
        """What answers, denies or is about the event, its parts or its wholes, in time order.

        An event appears once, by its strongest relation; a reply to an answer stands under it
        unless it answers the event itself.
        """
        found = _merged(self._incoming(event_id))
        found = _in_time((*found, *self._accounts(event_id, found)))
        shown = {answer.event.event_id for answer in found} | {event_id}
        return tuple(replace(a, replies=self._replies(a.event.event_id, shown)) for a in found)

    def answered(self, event_id: str) -> tuple[Answer, ...]:
        """What the event itself denies, responds to or is about, in time order.

        ``in_turn`` and ``appeal`` tell of the event's own words on it: that they are no answer.
        """
        outgoing = ((e, r) for e, r in self._from.get(event_id, ()) if r in ANSWERING)
        found = ((self._answer(e, r), self._no_answer(event_id, r, e)) for e, r in outgoing)
        return _merged(replace(a, in_turn=turn, appeal=appeal) for a, (turn, appeal) in found)

    def denied(self, event_id: str) -> bool:
        """Whether an event denies this one or one of its family."""
        return any(
            relation is Relation.DENIES and not self._planned(other)
            for at in self.family(event_id)
            for other, relation in self._to.get(at, ())
        )

    def dismissed_with(self, answer_id: str, event_id: str) -> bool:
        """Whether an event denies others beside this one and what belongs to it: all in one."""
        family = set(self.family(event_id))
        denied = (e for e, r in self._from.get(answer_id, ()) if r is Relation.DENIES)
        return any(e not in family for e in denied)

    def _incoming(self, event_id: str) -> Iterator[Answer]:
        """Answers from outside the family, and those of the accused from anywhere."""
        family, asked = self.family(event_id), set(self.accused(event_id))
        known, wholes = set(family), set(self.ancestors(event_id))
        further = self.spoken_of(event_id) if asked else ()
        for at in (*family, *further):
            for other, relation in self._to.get(at, ()):
                theirs = bool(asked & self._speaking(other))
                if relation not in ANSWERING or other == event_id:
                    continue
                if at in wholes and not self._reaches(event_id, at, relation):
                    continue
                of_whole = at in wholes or at in further
                if of_whole and self._apart(other, at).difference(known):
                    continue
                answer = self._answer(other, relation, at, "" if at == event_id else at, of_whole)
                if theirs and answer.bears if at in further else theirs or other not in known:
                    yield answer

    def _reaches(self, part: str, whole: str, relation: Relation) -> bool:
        """Whether an answer to what a whole's doers do is one to this part of it: they do it, or nobody is named."""
        if relation is Relation.ABOUT:
            return True
        doers, theirs = (
            set(self._parties(self.collection.events[i].actors)) for i in (whole, part)
        )
        return not doers or not theirs or bool(doers & theirs)

    def _answer(
        self, event_id: str, relation: Relation, to: str = "", via: str = "", of_whole: bool = False
    ) -> Answer:
        event = self.collection.events[event_id]
        turn, appeal = self._no_answer(event_id, relation, to) if to else (False, False)
        said = voices(event)
        return Answer(event, relation, said, via, (), of_whole, in_turn=turn, appeal=appeal)

    def _replies(self, event_id: str, shown: set[str]) -> tuple[Answer, ...]:
        rows = (
            self._answer(e, r, event_id) for e, r in self._to.get(event_id, ()) if r in ANSWERING
        )
        return _merged(a for a in rows if a.event.event_id not in shown | {event_id})

    def _accounts(self, event_id: str, known: Iterable[Answer]) -> list[Answer]:
        """What the concerned tell of the same whole: other parts of it that are theirs to tell."""
        seen = {event_id, *(answer.event.event_id for answer in known)}
        found = []
        for whole in (event_id, *self.ancestors(event_id)):
            for party in self.concerned(event_id):
                for part in self._told(whole).get(party, ()):
                    if part not in seen:
                        seen.add(part)
                        told, apart = self.collection.events[part], whole != event_id
                        found.append(
                            Answer(
                                told,
                                Relation.PART_OF,
                                voices(told),
                                whole if apart else "",
                                of_whole=apart,
                            )
                        )
        return found

    def _told(self, whole: str) -> Mapping[str, dict[str, None]]:
        """The parts of a whole by the parties that tell of them, planned ones left out.

        What a party tells as part of a whole of its own isn't repeated: that whole stands for it.
        """
        if whole not in self._tellers:
            told: dict[str, dict[str, None]] = {}
            for part in self.descendants(whole):
                # An act that is told by nobody is nobody's account.
                if not self.collection.events[part].attributed_to:
                    continue
                for party in self._speaking(part):
                    mine = told.setdefault(party, {})
                    if not any(above in mine for above in self.umbrellas(part)):
                        mine[part] = None
            self._tellers[whole] = told
        return self._tellers[whole]

    @kept
    def heard(self, event_id: str) -> tuple[str, ...]:
        """Those of the accused parties of whom the articles give an answer to the point."""
        accused = self.accused(event_id)
        spoke = self._to_the_point(event_id, accused) if accused else set()
        return tuple(p for p in accused if p in spoke)

    @kept
    def heard_on_whole(self, event_id: str) -> tuple[str, ...]:
        """Those of the accused who speak of the whole alone, or of other parts of it."""
        heard = self.heard(event_id)
        left = [p for p in self.accused(event_id) if p not in heard]
        spoke = self._spoken_on(event_id) if left else set()
        for whole in self.ancestors(event_id) if left else ():
            spoke |= self._accounted(whole, left)
        return tuple(p for p in left if p in spoke)

    @kept
    def silent(self, event_id: str) -> tuple[str, ...]:
        """The accused parties of whom the articles give no answer at all, by name."""
        accused, actors = self.accused(event_id), self.collection.actors
        if not accused:
            return ()
        heard = (*self.heard(event_id), *self.heard_on_whole(event_id))
        quiet = [p for p in accused if p not in heard and has_voice(actors, p)]
        return tuple(sorted(quiet, key=lambda p: (actors[p].name.casefold(), p)))

    @kept
    def unanswered(self, event_id: str) -> bool:
        """Whether it wants an answer and has none, though nobody is named who is silent."""
        if not self._wants_answer(event_id) or self.silent(event_id):
            return False
        if self.heard(event_id) or self.heard_on_whole(event_id):
            return False
        own, within = self._speaking(event_id), self.descendants(event_id)
        spoke = set().union(*(self._heard_at(at) for at in (event_id, *within)))
        return not spoke.difference(own)

    def _to_the_point(self, event_id: str, accused: Iterable[str]) -> set[str]:
        """Who answers the event or a part of it, or tells of its parts; whom it denies."""
        within = (event_id, *self.descendants(event_id))
        spoke = set().union(*(self._heard_at(at) for at in within))
        for denied, relation in self._from.get(event_id, ()):
            spoke |= self._speaking(denied) if relation is Relation.DENIES else set()
        return spoke | self._accounted(event_id, accused)

    def _accounted(self, whole: str, accused: Iterable[str]) -> set[str]:
        """Who tells of parts of a whole; who replies to what the accused tell of them."""
        told = self._told(whole)
        replied = (self._spoken_to(part) for p in accused for part in told.get(p, ()))
        return set(told).union(*replied)

    def _spoken_on(self, event_id: str) -> set[str]:
        """Who speaks of the wholes that the event is part of, or that it is about."""
        own = {*self.family(event_id)}
        spoke: set[str] = set()
        for whole in (*self.ancestors(event_id), *self.spoken_of(event_id)):
            words = self._of_whole(whole)
            spoke |= words.all
            if whole not in own or self._reaches(event_id, whole, Relation.RESPONDS_TO):
                spoke |= words.doers
            spoke.update(*(who for who, parts in words.apart if parts <= own))
        return spoke

    def _of_whole(self, whole: str) -> _OfWhole:
        if whole not in self._on_wholes:
            made = self._on_wholes[whole] = _OfWhole()
            for answer, relation in self._to.get(whole, ()):
                if relation not in ANSWERING:
                    continue
                who = self._spoken_to(answer) | self._said(answer, relation, whole)
                parts = self._apart(answer, whole)
                if parts:
                    made.apart.append((who, parts))
                elif relation is Relation.ABOUT:
                    made.all |= who
                else:
                    made.doers |= who
        return self._on_wholes[whole]

    def _said(self, answer: str, relation: Relation, to: str) -> set[str]:
        """Who speaks in an answer; nobody where it is none."""
        return set() if any(self._no_answer(answer, relation, to)) else self._speaking(answer)

    def _heard_at(self, event_id: str) -> set[str]:
        """Who speaks in the answers linked to this very event, or in replies to them."""
        if event_id not in self._heard:
            answers = (e for e, r in self._to.get(event_id, ()) if r in ANSWERING)
            replying = (self._spoken_to(answer) for answer in answers)
            self._heard[event_id] = self._spoken_to(event_id).union(*replying)
        return self._heard[event_id]

    def _spoken_to(self, event_id: str) -> set[str]:
        if event_id not in self._spoken:
            answers = ((e, r) for e, r in self._to.get(event_id, ()) if r in ANSWERING)
            said = (self._said(answer, relation, event_id) for answer, relation in answers)
            self._spoken[event_id] = set().union(*said)
        return self._spoken[event_id]


def _merged(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Each event once, by its strongest relation and by what it is linked to most nearly."""
    best: dict[str, Answer] = {}
    for new in answers:
        old = best.get(new.event.event_id, new)
        # Of two links, one to the event itself and one to a part of it, the first counts.
        whole = [a for a in (old, new) if not a.via or a.of_whole] or [old, new]
        relation = min((a.relation for a in whole), key=lambda r: _RANK[r])
        near = old if not old.of_whole or new.of_whole else new
        near = new if not new.via and old.via else near
        best[new.event.event_id] = replace(
            near,
            relation=relation,
            in_turn=old.in_turn and new.in_turn,
            appeal=old.appeal and new.appeal,
        )
    return _in_time(best.values())


def _in_time(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda a: time_order(a.event)))
