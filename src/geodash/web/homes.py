"""The map's named views: those that a collection names, and one of everything."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Any

from geodash.domain.extent import Point
from geodash.domain.model import Collection
from geodash.geo.longitudes import WORLD, apart, arc, together

Json = dict[str, Any]

#: Degrees; beyond it an event is left to a chip at the edge of the view of everything.
_FAR = 50
_WORLD: Json = {"name": "World", "bounds": [-170, -56, 180, 76]}


def homes_of(collection: Collection, descriptor: Mapping[str, Any]) -> list[Json]:
    """``name`` and ``bounds`` (west, south, east, north in degrees) of each, in their order.

    ``descriptor`` is ``datapackage.json``; what in it is no view is left out.
    """
    named = descriptor.get("geodash:views")
    views = [_plain(v) for v in named if _is_view(v)] if isinstance(named, list) else []
    bounds = _bounds(collection)
    if bounds and not any(v["name"] == "All" for v in views):
        views.append({"name": "All", "bounds": bounds})
    return views or [_WORLD]


def _bounds(collection: Collection) -> list[float] | None:
    """Around all events but the few that lie a continent away from the rest."""
    located = [e.point for e in collection.events.values() if e.point]
    if not located:
        return None
    lons = together([p.longitude for p in located])
    middle = Point(statistics.median(p.latitude for p in located), statistics.median(lons))
    close = [p for p in located if apart(p, middle) <= _FAR] or located
    west, east = arc((p.longitude, p.longitude) for p in close)
    lats = [p.latitude for p in close]
    return [west - 2, max(-84, min(lats) - 2), east + 2, min(84, max(lats) + 2)]


def _plain(view: Json) -> Json:
    """A view that crosses the 180th meridian ends beyond it."""
    w, s, e, n = view["bounds"]
    return {**view, "bounds": [w, s, e if w < e else e + WORLD, n]}


def _is_view(view: object) -> bool:
    """Whether an entry of ``geodash:views`` names a rectangle: west, south, east, north.

    One that crosses the 180th meridian has an east of less than its west, or of more than 180; round
    most of the globe it would be west and east mixed up.
    """
    if not isinstance(view, dict) or not isinstance(view.get("name"), str):
        return False
    bounds = view.get("bounds")
    if not isinstance(bounds, list) or len(bounds) != 4:
        return False
    if not all(isinstance(n, int | float) for n in bounds):
        return False
    w, s, e, n = bounds
    across = w < e <= w + WORLD or 0 < e + WORLD - w <= WORLD / 2
    return bool(across and -180 <= w <= 180 and e >= -180 and -85 <= s < n <= 85)
