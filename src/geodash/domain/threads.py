"""Who accuses whom, who answers, who stays silent: one set of rules for the page and the check.

The card of an event and ``geodash check`` both ask here, so they can't disagree. The rules, and why:

**Accused** is whoever is named on the word of others and could contradict it.

- Of a one-sided act, those said to have done it, minus those who say so. Of an unnamed source's
  account too only the doers: whoever suffered an act isn't charged with it.
- Where nobody but the source is named as doer, those it was done to, if it is an act *against*
  somebody (violence, pressure): theirs is then the other side. Of meetings, help and the like that
  a source tells of itself nobody is accused; told of somebody else they are a claim about him.
- Of a complaint (DISAPPROVE) or a threat (THREATEN), those it is directed at: the first charges
  them with something, the second is an act against them that the speaker calls his own. A DEMAND
  asks for deeds, not for an account (calls on both sides to stop would read as two parties'
  silence), and a REJECT mostly is an answer: if it asked for another, no thread would end.
- Of an act that an article reports in its own voice and that is done to somebody or against the law
  (COERCE, CRIME), its doers: the article alone charges them. Of fighting (ASSAULT) it doesn't: both
  sides of it have their accounts, which are linked.
- Nobody by what is withdrawn or planned.

**Answering** is an event that denies the claim, responds to it or is about it. Wholes and parts
answer for each other: a denial of three attacks denies each, and a word on one of them is a word on
the report of the three. What the accused tell of the same whole is their account of it, linked or
not. What the claim itself denies counts as well, being the contrary account; what it merely
responds to or is about doesn't: complaining of an act doesn't make its doer speak.

**Heard** is who speaks in an answer or in a reply to one. Who is said to act doesn't speak by that,
and a planned answer hasn't been given. **Silent** are the accused not heard, apart from those of
whom no answer can be expected because nobody speaks for them (civilians, groupings without a voice).

Everybody counts as the state or organisation he belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geodash.domain.links import Links
from geodash.domain.model import (
    KIND_TYPES,
    Collection,
    Event,
    EventType,
    Kind,
    Relation,
    Status,
    time_order,
)
from geodash.domain.parties import has_voice, parties, voices

_ANSWERING = (Relation.DENIES, Relation.RESPONDS_TO, Relation.ABOUT)
_RANK = {relation: rank for rank, relation in enumerate(_ANSWERING)}
#: Words directed against somebody, who may answer them.
_CHARGES = frozenset({EventType.DISAPPROVE, EventType.THREATEN})
#: Types of acts with which an article's own voice charges whoever does them.
_DONE_TO = frozenset({EventType.COERCE, EventType.CRIME})
#: Types of what is done against somebody.
_AGAINST = _CHARGES.union(KIND_TYPES[Kind.VIOLENCE], KIND_TYPES[Kind.PRESSURE])


@dataclass(frozen=True, slots=True)
class Answer:
    """An event that answers another; ``via`` is the whole or part it is linked to, or blank.

    ``relation`` is ``PART_OF`` for what the accused tell of the same whole. ``voices`` are the
    actor ids who speak, ``replies`` what answers this answer in turn.
    """

    event: Event
    relation: Relation
    voices: tuple[str, ...]
    via: str = ""
    replies: tuple[Answer, ...] = ()


class Threads(Links):
    """The links of a collection, and who answers whom along them."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        # Worked out once: each of the thousands of parts of a war asks for the same.
        self._tellers: dict[str, dict[str, dict[str, None]]] = {}
        self._heard: dict[str, set[str]] = {}
        self._spoken: dict[str, set[str]] = {}

    def answers(self, event_id: str) -> tuple[Answer, ...]:
        """What answers, denies or is about the event or its family, in time order.

        An event appears once, by its strongest relation; a reply to an answer stands under it
        unless it answers the event itself.
        """
        found = self._incoming(self.family(event_id), self.accused(event_id))
        found = _in_time((*found, *self._accounts(event_id, found)))
        shown = {answer.event.event_id for answer in found} | {event_id}
        return tuple(replace(a, replies=self._replies(a.event.event_id, shown)) for a in found)

    def answered(self, event_id: str) -> tuple[Answer, ...]:
        """What the event itself denies, responds to or is about, in time order."""
        outgoing = self._from.get(event_id, ())
        return self._ranked((other, r, "") for other, r in outgoing if r in _ANSWERING)

    def denied(self, event_id: str) -> bool:
        """Whether an event denies this one or one of its family."""
        return any(
            relation is Relation.DENIES and not self._planned(other)
            for at in self.family(event_id)
            for other, relation in self._to.get(at, ())
        )

    def _incoming(self, family: tuple[str, ...], accused: Iterable[str] = ()) -> tuple[Answer, ...]:
        """Answers from outside the family, and those of the accused from anywhere."""
        own, known, asked = family[0], set(family), set(accused)
        return self._ranked(
            (other, relation, "" if target == own else target)
            for target in family
            for other, relation in self._to.get(target, ())
            if relation in _ANSWERING and (other not in known or asked & self._speaking(other))
        )

    def _replies(self, event_id: str, shown: set[str]) -> tuple[Answer, ...]:
        return tuple(r for r in self._incoming((event_id,)) if r.event.event_id not in shown)

    def _accounts(self, event_id: str, known: Iterable[Answer]) -> list[Answer]:
        """What the accused tell of the same whole: other parts of it that are theirs to tell."""
        seen = {event_id, *(answer.event.event_id for answer in known)}
        found = []
        for whole in (event_id, *self.ancestors(event_id)):
            for party in self.accused(event_id):
                for part in self._told(whole).get(party, ()):
                    if part not in seen:
                        seen.add(part)
                        told, via = self.collection.events[part], "" if whole == event_id else whole
                        found.append(Answer(told, Relation.PART_OF, voices(told), via))
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

    def _ranked(self, rows: Iterable[tuple[str, Relation, str]]) -> tuple[Answer, ...]:
        best: dict[str, Answer] = {}
        for event_id, relation, via in rows:
            known = best.get(event_id)
            if known is None or _RANK[relation] < _RANK[known.relation]:
                event = self.collection.events[event_id]
                best[event_id] = Answer(event, relation, voices(event), via)
        return _in_time(best.values())

    # Parties

    def accused(self, event_id: str) -> tuple[str, ...]:
        """The parties that an event charges with something on the word of others."""
        event = self.collection.events[event_id]
        if event.withdrawn or self._planned(event_id):
            return ()
        doers, targets = self._parties(event.actors), self._parties(event.recipients)
        sayers = self._parties(event.attributed_to)
        others = tuple(p for p in doers if p not in sayers)
        if event.one_sided and others:
            return others
        if event.event_type in _DONE_TO and not event.one_sided:
            return tuple(p for p in others if p not in targets)
        if event.event_type in (_AGAINST if event.one_sided else _CHARGES):
            return tuple(p for p in targets if p not in doers and p not in sayers)
        return ()

    def heard(self, event_id: str) -> tuple[str, ...]:
        """Those of the accused parties of whom the articles give an answer or an account."""
        accused = self.accused(event_id)
        if not accused:
            return ()
        spoke = set().union(*(self._heard_at(at) for at in self.family(event_id)))
        for denied, relation in self._from.get(event_id, ()):
            spoke |= self._speaking(denied) if relation is Relation.DENIES else set()
        for whole in (event_id, *self.ancestors(event_id)):
            told = self._told(whole)
            spoke.update(told)
            if not spoke.issuperset(accused):
                spoke.update(*(self._spoken_to(a) for p in accused for a in told.get(p, ())))
        return tuple(p for p in accused if p in spoke)

    def silent(self, event_id: str) -> tuple[str, ...]:
        """The accused parties of whom the articles give no answer, by name."""
        heard, actors = self.heard(event_id), self.collection.actors
        quiet = [p for p in self.accused(event_id) if p not in heard and has_voice(actors, p)]
        return tuple(sorted(quiet, key=lambda p: (actors[p].name.casefold(), p)))

    def _heard_at(self, event_id: str) -> set[str]:
        """Who speaks in the answers linked to this very event, or in replies to them."""
        if event_id not in self._heard:
            answers = (e for e, r in self._to.get(event_id, ()) if r in _ANSWERING)
            replying = (self._spoken_to(answer) for answer in answers)
            self._heard[event_id] = self._spoken_to(event_id).union(*replying)
        return self._heard[event_id]

    def _spoken_to(self, event_id: str) -> set[str]:
        if event_id not in self._spoken:
            answers = (e for e, r in self._to.get(event_id, ()) if r in _ANSWERING)
            self._spoken[event_id] = set().union(*(self._speaking(answer) for answer in answers))
        return self._spoken[event_id]

    def _speaking(self, event_id: str) -> set[str]:
        if self._planned(event_id):
            return set()
        return set(self._parties(voices(self.collection.events[event_id])))

    def _planned(self, event_id: str) -> bool:
        return self.collection.events[event_id].status is Status.PLANNED

    def _parties(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        return parties(self.collection.actors, actor_ids)


def _in_time(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda a: time_order(a.event)))
