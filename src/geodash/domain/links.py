"""The links between events: wholes and parts, what follows what."""

from __future__ import annotations

from collections.abc import Callable

from geodash.domain.model import Collection, Relation, time_order

#: So many levels of wholes or parts are looked through; real ones have one or two.
DEPTH = 16


class Links:
    """The links of a collection, indexed by both ends.

    Links to or from an event that isn't there lead nowhere, nor do those to a withdrawn one.
    """

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._to: dict[str, list[tuple[str, Relation]]] = {}
        self._from: dict[str, list[tuple[str, Relation]]] = {}
        for link in collection.links:
            source = collection.events.get(link.from_event)
            target = collection.events.get(link.to_event)
            if source is None or target is None:
                continue
            if not source.withdrawn:
                self._to.setdefault(target.event_id, []).append((source.event_id, link.relation))
            if not target.withdrawn:
                self._from.setdefault(source.event_id, []).append((target.event_id, link.relation))

    def umbrellas(self, event_id: str) -> tuple[str, ...]:
        """What the event is part of."""
        return tuple(e for e, r in self._from.get(event_id, ()) if r is Relation.PART_OF)

    def members(self, event_id: str) -> tuple[str, ...]:
        """The parts of an umbrella, in time order."""
        events = (self.collection.events[i] for i in self._parts(event_id))
        return tuple(e.event_id for e in sorted(events, key=time_order))

    def ancestors(self, event_id: str) -> tuple[str, ...]:
        """What the event is part of, what that is part of, and so on, the nearest first."""
        return _reached(event_id, self.umbrellas)

    def descendants(self, event_id: str) -> tuple[str, ...]:
        """The parts of an umbrella, their parts, and so on, the nearest first."""
        return _reached(event_id, self._parts)

    def family(self, event_id: str) -> tuple[str, ...]:
        """The event itself, then all that it is part of, then all its parts."""
        wholes, parts = self.ancestors(event_id), self.descendants(event_id)
        return tuple(dict.fromkeys((event_id, *wholes, *parts)))

    def follows(self, event_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The events that this one follows, and those that follow it."""
        before = tuple(e for e, r in self._from.get(event_id, ()) if r is Relation.FOLLOWS)
        after = tuple(e for e, r in self._to.get(event_id, ()) if r is Relation.FOLLOWS)
        return before, after

    def _parts(self, event_id: str) -> tuple[str, ...]:
        return tuple(e for e, r in self._to.get(event_id, ()) if r is Relation.PART_OF)


def _reached(event_id: str, step: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """All that ``step`` leads to from an event, the nearest first, the event itself left out."""
    found: dict[str, None] = {}
    level: tuple[str, ...] = (event_id,)
    for _ in range(DEPTH):
        following = (e for at in level for e in step(at) if e != event_id and e not in found)
        level = tuple(dict.fromkeys(following))
        if not level:
            break
        found.update(dict.fromkeys(level))
    return tuple(found)
