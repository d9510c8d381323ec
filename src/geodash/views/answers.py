"""Who answers whom: the linked statements beside an event, and the parties that stay silent.

An answer to an umbrella answers its members and the other way round, so that a reader who opens one
of three attacks finds what the other side says about all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from geodash.model import Actor, Collection, Event, Kind, Relation

_ANSWERS = (Relation.DENIES, Relation.RESPONDS_TO, Relation.ABOUT)
_RANK = {relation: rank for rank, relation in enumerate(_ANSWERS)}
#: Those who have no spokesman, of whom no answer can be expected.
_VOICELESS = frozenset({"civilians", "other"})
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """An event that answers another; ``via`` is the umbrella or member it is linked to, or blank.

    ``relation`` is ``PART_OF`` for what the accused tell of the same whole. ``voices`` are the actor ids who speak, ``replies`` what answers this answer in turn.
    """

    event: Event
    relation: Relation
    voices: tuple[str, ...]
    via: str = ""
    replies: tuple[Answer, ...] = ()


class Threads:
    """The links of a collection, indexed by both ends; withdrawn events are left out."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._to: dict[str, list[tuple[str, Relation]]] = {}
        self._from: dict[str, list[tuple[str, Relation]]] = {}
        for link in collection.links:
            if link.from_event in collection.events and link.to_event in collection.events:
                self._to.setdefault(link.to_event, []).append((link.from_event, link.relation))
                self._from.setdefault(link.from_event, []).append((link.to_event, link.relation))

    def umbrellas(self, event_id: str) -> tuple[str, ...]:
        """What the event is part of."""
        return tuple(e for e, r in self._from.get(event_id, ()) if r is Relation.PART_OF)

    def members(self, event_id: str) -> tuple[str, ...]:
        """The parts of an umbrella, in time order."""
        ids = [e for e, r in self._to.get(event_id, ()) if r is Relation.PART_OF]
        events = [self.collection.events[i] for i in ids]
        return tuple(e.event_id for e in sorted(_standing(events), key=_by_time))

    def family(self, event_id: str) -> tuple[str, ...]:
        """The event itself, then what it is part of, up to the widest, then its members."""
        return tuple(dict.fromkeys((event_id, *self.ancestors(event_id), *self.members(event_id))))

    def ancestors(self, event_id: str) -> tuple[str, ...]:
        """What the event is part of, what that is part of, and so on, the nearest first."""
        ids: dict[str, None] = {}
        level = self.umbrellas(event_id)
        while level:
            ids.update(dict.fromkeys(level))
            above = (u for e in level for u in self.umbrellas(e))
            level = tuple(u for u in above if u not in ids and u != event_id)
        return tuple(ids)

    def answers(self, event_id: str) -> tuple[Answer, ...]:
        """What answers, denies or is about the event or its family, in time order.

        An event appears once, by its strongest relation; a reply to an answer stands under it
        unless it answers the event itself.
        """
        found = self._incoming(self.family(event_id))
        found = _in_time((*found, *self._other_accounts(event_id, found)))
        top = {answer.event.event_id for answer in found}
        return tuple(
            Answer(a.event, a.relation, a.voices, a.via, self._replies(a, top | {event_id}))
            for a in found
        )

    def answered(self, event_id: str) -> tuple[Answer, ...]:
        """What the event itself denies, responds to or is about, in time order."""
        return self._ranked(
            (self.collection.events[other], relation, "")
            for other, relation in self._from.get(event_id, ())
            if relation in _ANSWERS
        )

    def follows(self, event_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The events that this one follows, and those that follow it."""
        before = tuple(e for e, r in self._from.get(event_id, ()) if r is Relation.FOLLOWS)
        after = tuple(e for e, r in self._to.get(event_id, ()) if r is Relation.FOLLOWS)
        return before, after

    def _incoming(self, family: tuple[str, ...]) -> tuple[Answer, ...]:
        own = family[0]
        return self._ranked(
            (self.collection.events[other], relation, "" if target == own else target)
            for target in family
            for other, relation in self._to.get(target, ())
            if relation in _ANSWERS and other not in family
        )

    def _other_accounts(self, event_id: str, known: tuple[Answer, ...]) -> list[Answer]:
        """What the accused say of the same whole: other parts of it that are told by them."""
        event, actors = self.collection.events[event_id], self.collection.actors
        if not event.one_sided:
            return []
        family = self.family(event_id)
        accused = set(parties(actors, _asked(event))) - set(parties(actors, event.attributed_to))
        seen = {*family, *(a.event.event_id for a in known)}
        found = []
        for umbrella in family[1:]:
            for other in self.members(umbrella):
                told = self.collection.events[other]
                if other in seen or not accused & set(parties(actors, told.attributed_to)):
                    continue
                seen.add(other)
                found.append(Answer(told, Relation.PART_OF, told.attributed_to, umbrella))
        return found

    def _replies(self, answer: Answer, shown: set[str]) -> tuple[Answer, ...]:
        replies = self._incoming((answer.event.event_id,))
        return tuple(r for r in replies if r.event.event_id not in shown)

    def _ranked(self, rows: Iterable[tuple[Event, Relation, str]]) -> tuple[Answer, ...]:
        best: dict[str, Answer] = {}
        for event, relation, via in rows:
            if event.withdrawn:
                continue
            known = best.get(event.event_id)
            if known is None or _RANK[relation] < _RANK[known.relation]:
                best[event.event_id] = Answer(event, relation, voices(event), via)
        return _in_time(best.values())


def voices(event: Event) -> tuple[str, ...]:
    """Who speaks in an event, as actor ids.

    The claimants of an act that only they assert; the speakers of an accusation or threat; of
    anything else those whom the article cites, or if it cites nobody those who act.
    """
    if event.one_sided:
        return event.attributed_to
    if event.kind is Kind.ACCUSATION:
        return event.actors or event.attributed_to
    return event.attributed_to or event.actors


def party_of(actors: Mapping[str, Actor], actor_id: str) -> str:
    """The state or organisation that an actor belongs to: the top of its parents."""
    current = actor_id
    for _ in range(_DEPTH):
        actor = actors.get(current)
        if actor is None or not actor.parent or actor.parent not in actors:
            return current
        current = actor.parent
    return current


def parties(actors: Mapping[str, Actor], ids: Iterable[str]) -> tuple[str, ...]:
    """The parties of several actors, each once."""
    return tuple(dict.fromkeys(party_of(actors, i) for i in ids))


def unanswered(threads: Threads, event_id: str) -> tuple[str, ...]:
    """The accused or addressed parties of whom the articles give no answer, by name.

    For an act that only one side asserts, everyone else in it is asked; for an accusation or a
    threat, whoever it was directed at.
    """
    actors = threads.collection.actors
    event = threads.collection.events[event_id]
    spoke = parties(actors, voices(event))
    asked = [p for p in parties(actors, _asked(event)) if p not in spoke]
    heard = {p for a in threads.answers(event_id) for p in _speaks(actors, a)}
    heard |= {p for a in threads.answered(event_id) for p in _speaks(actors, a)}
    silent = [p for p in asked if p not in heard and _has_voice(actors, p)]
    return tuple(sorted(silent, key=lambda p: actors[p].name.casefold() if p in actors else p))


def _asked(event: Event) -> tuple[str, ...]:
    if event.one_sided:
        return (*event.actors, *event.recipients)
    if event.kind is Kind.ACCUSATION:
        return event.recipients
    return ()


def _speaks(actors: Mapping[str, Actor], answer: Answer) -> set[str]:
    event = answer.event
    # Who is said to have acted has not spoken by that.
    own = set(
        parties(actors, event.attributed_to if event.one_sided else voices(event) + event.actors)
    )
    return own.union(*(_speaks(actors, reply) for reply in answer.replies))


def _has_voice(actors: Mapping[str, Actor], party: str) -> bool:
    actor = actors.get(party)
    return actor is not None and actor.kind not in _VOICELESS


def _in_time(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda a: _by_time(a.event)))


def _standing(events: Iterable[Event]) -> list[Event]:
    return [e for e in events if not e.withdrawn]


def _by_time(event: Event) -> tuple[date, date, str]:
    return (event.date_start or date.max, event.date_end or date.max, event.event_id)
