"""The map's named views: those that a collection names, and one of everything."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from typing import Any

from geodash.domain.model import Collection

Json = dict[str, Any]

#: Degrees; beyond it an event is left to a chip at the edge of the view of everything.
_FAR = 50
_WORLD: Json = {"name": "World", "bounds": [-170, -56, 180, 76]}


def homes_of(collection: Collection, descriptor: Mapping[str, Any]) -> list[Json]:
    """``name`` and ``bounds`` (west, south, east, north in degrees) of each, in their order.

    ``descriptor`` is ``datapackage.json``; what in it is no view is left out.
    """
    named = descriptor.get("geodash:views")
    views = [v for v in named if _is_view(v)] if isinstance(named, list) else []
    bounds = _bounds(collection)
    if bounds and not any(v["name"] == "All" for v in views):
        views.append({"name": "All", "bounds": bounds})
    return views or [_WORLD]


def _bounds(collection: Collection) -> list[float] | None:
    """Around all events but the few that lie a continent away from the rest."""
    located = [e.point for e in collection.events.values() if e.point]
    points = [(p.longitude, p.latitude) for p in located]
    if not points:
        return None
    middle = [statistics.median(axis) for axis in zip(*points, strict=True)]
    near = [p for p in points if math.dist(p, middle) <= _FAR] or points
    lons, lats = zip(*near, strict=True)
    return [min(lons) - 2, max(-80, min(lats) - 2), max(lons) + 2, min(80, max(lats) + 2)]


def _is_view(view: object) -> bool:
    """Whether an entry of ``geodash:views`` names a rectangle: west, south, east, north."""
    if not isinstance(view, dict) or not isinstance(view.get("name"), str):
        return False
    bounds = view.get("bounds")
    if not isinstance(bounds, list) or len(bounds) != 4:
        return False
    if not all(isinstance(n, int | float) for n in bounds):
        return False
    w, s, e, n = bounds
    return bool(-180 <= w < e <= 180 and -85 <= s < n <= 85)
