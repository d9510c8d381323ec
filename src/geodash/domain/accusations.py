"""Who is accused by whom, and which words are no answer to it: what threads are made from.

The rules and why they are so stand in :mod:`geodash.domain.threads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodash.domain.kept import kept
from geodash.domain.kinds import KIND_TYPES, EventType, Kind
from geodash.domain.links import Links
from geodash.domain.model import Collection, Relation, Status
from geodash.domain.parties import parties, voices

#: Relations of an answer, the strongest first, and those of a direct one.
ANSWERING = (Relation.DENIES, Relation.RESPONDS_TO, Relation.ABOUT)
_REPLYING = ANSWERING[:2]
#: Words directed against somebody, who may answer them.
_ACCUSING = frozenset({EventType.DISAPPROVE, EventType.THREATEN})
#: Types of acts of which an article's own voice accuses whoever does them.
_DONE_TO = frozenset({EventType.COERCE, EventType.CRIME})
#: Types of acts that others bear, whoever tells of them.
_ENDURED = _DONE_TO | {EventType.SANCTION}
#: Types of what is done against somebody.
_AGAINST = _ACCUSING.union(KIND_TYPES[Kind.VIOLENCE], KIND_TYPES[Kind.PRESSURE])


class Accusations(Links):
    """The links of a collection, with who accuses whom in its events."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        # Worked out once: each of the thousands of parts of a war asks for the same.
        self._no_answers: dict[tuple[str, Relation, str], tuple[bool, bool]] = {}
        self._answered_apart: dict[tuple[str, str], frozenset[str]] = {}

    @kept
    def accused(self, event_id: str) -> tuple[str, ...]:
        """The parties that an event accuses of something on the word of others."""
        event = self.collection.events[event_id]
        if event.withdrawn or self._planned(event_id):
            return ()
        doers, targets = self._parties(event.actors), self._parties(event.recipients)
        sayers = self._parties(event.attributed_to)
        others = tuple(p for p in doers if p not in sayers)
        if event.one_sided and others:
            return others
        if event.plover in _DONE_TO and not event.one_sided:
            return tuple(p for p in others if p not in targets)
        if event.plover in (_AGAINST if event.one_sided else _ACCUSING):
            return tuple(p for p in targets if p not in doers and p not in sayers)
        return ()

    @kept
    def concerned(self, event_id: str) -> tuple[str, ...]:
        """Whose words belong beside an event: the accused; of an account by nobody named also those who suffered it.

        It is not their account either.
        """
        event, accused = self.collection.events[event_id], self.accused(event_id)
        if not accused or event.attributed_to:
            return accused
        return tuple(dict.fromkeys((*accused, *self._parties(event.recipients))))

    def _wants_answer(self, event_id: str) -> bool:
        """One side's account; an act against people; words to somebody that are no answer."""
        event = self.collection.events[event_id]
        if event.withdrawn or self._planned(event_id):
            return False
        if event.one_sided:
            return True
        if any(r in _REPLYING for _, r in self._from.get(event_id, ())):
            return False
        if event.plover in _ACCUSING | _ENDURED:
            return True
        # A call on both sides is directed against neither.
        to = len(self._parties(event.recipients))
        alone = to == 1 or (to > 1 and event.plover is EventType.REJECT)
        return event.plover_kind is Kind.ACCUSATION and alone

    def spoken_of(self, event_id: str) -> tuple[str, ...]:
        """Wholes that an event is about, or that the statement is about in which it is told."""
        speaking, own = self._speaking(event_id), {event_id, *self.family(event_id)}
        statements = (
            e
            for e, r in self._to.get(event_id, ())
            if r is Relation.ABOUT and speaking & self._speaking(e)
        )
        found: dict[str, None] = {}
        for told in (event_id, *statements):
            for spoken in self._about(told):
                wholes = self.ancestors(spoken)
                found |= dict.fromkeys((spoken, *wholes) if self._parts(spoken) else wholes)
        return tuple(e for e in found if e not in own)

    # What is no answer

    def _no_answer(self, event_id: str, relation: Relation, to: str) -> tuple[bool, bool]:
        """Whether words on an event merely accuse in turn, and whether they are an appeal to others."""
        key = event_id, relation, to
        if key not in self._no_answers:
            found = self._in_turn(event_id, relation, to), self._appeals(event_id, relation, to)
            self._no_answers[key] = found
        return self._no_answers[key]

    def _in_turn(self, event_id: str, relation: Relation, to: str) -> bool:
        """Whether an event accuses or threatens who speaks in another, of a matter of its own."""
        event = self.collection.events[event_id]
        if relation is not Relation.RESPONDS_TO or event.plover not in _ACCUSING:
            return False
        if not self._speaking(to).intersection(self.accused(event_id)):
            return False
        matter = {e for at in (to, *self._about(to)) for e in self.family(at)}
        own = {e for at in self._about(event_id) for e in (at, *self.ancestors(at))}
        return matter.isdisjoint(own)

    def _appeals(self, event_id: str, relation: Relation, to: str) -> bool:
        """Whether an event asks somebody for something who has no part in what it is about."""
        event, other = self.collection.events[event_id], self.collection.events[to]
        if relation is not Relation.ABOUT or event.plover is not EventType.DEMAND:
            return False
        asked = self._parties(event.recipients)
        part = self._parties((*other.actors, *other.recipients, *other.attributed_to))
        return bool(asked) and set(part).isdisjoint(asked)

    def _apart(self, answer: str, whole: str) -> frozenset[str]:
        """The parts of a whole that an event denies or answers."""
        key = answer, whole
        if key not in self._answered_apart:
            replied = {e for e, r in self._from.get(answer, ()) if r in _REPLYING}
            parts = self.descendants(whole) if replied else ()
            self._answered_apart[key] = frozenset(replied.intersection(parts))
        return self._answered_apart[key]

    def _about(self, event_id: str) -> Iterator[str]:
        return (e for e, r in self._from.get(event_id, ()) if r is Relation.ABOUT)

    def _speaking(self, event_id: str) -> set[str]:
        if self._planned(event_id):
            return set()
        return set(self._parties(voices(self.collection.events[event_id])))

    def _planned(self, event_id: str) -> bool:
        return self.collection.events[event_id].status is Status.PLANNED

    def _parties(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        return parties(self.collection.actors, actor_ids)
