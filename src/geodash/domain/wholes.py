"""An umbrella gives way to its members: what is told of a whole and of its parts is shown once.

This is the one place that says when. Where a million events are counted, the same is done with
flags (:meth:`geodash.query.shown.Sets.once`); a browser is told the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

#: All parts of an event, parts of parts too; blank for one that is no whole.
PartsOf = Callable[[str], Iterable[str]]


def giving_way(wholes: Iterable[str], present: AbstractSet[str], parts: PartsOf) -> frozenset[str]:
    """Those of the events of which a part is ``present`` itself."""
    return frozenset(whole for whole in wholes if not present.isdisjoint(parts(whole)))
