"""An umbrella gives way to its members: what is told of a whole and of its parts is shown once.

This is the one place that says when. Where a million events are counted, the same is done with
flags (:class:`geodash.query.counted.Counted`); a browser is told the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from geodash.domain.links import Links
from geodash.domain.model import Collection, Relation

#: All parts of an event, parts of parts too; blank for one that is no whole.
PartsOf = Callable[[str], Iterable[str]]


def giving_way(wholes: Iterable[str], present: AbstractSet[str], parts: PartsOf) -> frozenset[str]:
    """Those of the events of which a part is ``present`` itself."""
    return frozenset(whole for whole in wholes if not present.isdisjoint(parts(whole)))


def events_and_rows(collection: Collection) -> tuple[int, int]:
    """How many events a collection tells of, and in how many rows; what is withdrawn is none."""
    rows = {i for i, e in collection.events.items() if not e.withdrawn}
    wholes = rows.intersection(
        k.to_event for k in collection.links if k.relation is Relation.PART_OF
    )
    aside = giving_way(wholes, rows, Links(collection).descendants)
    return len(rows) - len(aside), len(rows)
