"""The map's named views: those that a collection names, else one of each part of the world that it is about."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from geodash.domain.extent import Point
from geodash.domain.model import Collection, Context, Event, PlaceRole
from geodash.geo.longitudes import WORLD, apart, arc, together
from geodash.geo.names import PlaceNames
from geodash.geo.spread import groups
from geodash.views.home_names import countries_in, part_name

Json = dict[str, Any]

#: Views at most, that of everything among them.
MOST_HOMES = 4
#: A part of the world has a view of its own from this many events on, and this part of all.
_LEAST, _SHARE = 2, 0.05
#: Parts of the whole that a gap is to be, tried in turn; what part of the events may be in no view but that of everything.
_GAPS, _LEFT = (0.22, 0.3, 0.4), 0.1
#: Parts that hold less of the events together are not what a collection is about: it opens with everything.
_HELD = 0.5
#: Degrees; beyond it an event is left to a chip at the edge of the view of everything.
_FAR = 50
#: Room around what is shown, as a part of it and in degrees of latitude at least; and the least height.
_AIR, _LEAST_AIR, _LEAST_HIGH = 0.12, 0.4, 3.0
#: Degrees around the middle of a country, of which no more is known.
_LAND = 5
#: Events by which the parts of the world are told; names ask for the place of each.
_ENOUGH = 1500
#: From so many points on, a few may be left out of a view.
_MANY = 10
#: Degrees of latitude that a map shows.
_POLAR = 84
_WORLD: Json = {"name": "World", "bounds": [-170, -56, 180, 76]}
ALL = "All"


def homes_of(
    collection: Collection, descriptor: Mapping[str, Any], names: PlaceNames | None = None
) -> list[Json]:
    """``name`` and ``bounds`` (west, south, east, north in degrees) of each, in their order.

    ``descriptor`` is ``datapackage.json``; what in it is no view is left out. Where it names none, the parts
    of the world in which the events are have one each, the one with most events first; then everything.
    """
    named = descriptor.get("geodash:views")
    views = [_plain(v) for v in named if _is_view(v)] if isinstance(named, list) else []
    events = _shown(collection)
    parts = [] if views else _parts(events, names or PlaceNames())
    views += [{"name": name, "bounds": _around(_points(part))} for name, part in parts]
    bounds = _bounds(_points(events), _points(e for _, part in parts for e in part))
    if bounds and not any(v["name"] == ALL for v in views):
        views.append({"name": ALL, "bounds": bounds})
    return views or _of_countries(collection, names or PlaceNames()) or [_WORLD]


def _of_countries(collection: Collection, names: PlaceNames) -> list[Json]:
    """Of a collection in which nothing is placed yet: the countries that it says it is about."""
    listed = filter(None, map(names.country, collection.usual.countries))
    points = [p for p in (names.point(c.place_id) for c in listed) if p]
    return [{"name": ALL, "bounds": _padded(points, _LAND, _LAND)}] if points else []


def _shown(collection: Collection) -> list[Event]:
    """The events that have a place and are shown at first; without any, all that have one."""
    located = [e for e in collection.events.values() if e.point and not e.withdrawn]
    return [e for e in located if e.context is not Context.BACKGROUND] or located


def _parts(events: Sequence[Event], names: PlaceNames) -> list[tuple[str, list[Event]]]:
    """The parts of the world with a view of their own; none where everything is in one or has one name."""
    # A speaker's seat is where the speaker sits, not what the collection is about.
    scenes = [e for e in events if e.place_role is not PlaceRole.SEAT] or list(events)
    # Of very many, every so many-th tells as much.
    scenes = scenes[:: math.ceil(len(scenes) / _ENOUGH) or 1]
    large = _large(scenes)
    lands = [countries_in(group, names) for group in large]
    called = [
        part_name(
            group,
            names,
            closer=any(lands[at] and lands[at] <= other for other in lands[:at] + lands[at + 1 :]),
        )
        for at, group in enumerate(large)
    ]
    # What has no name, or one that is another's too, is seen with everything.
    both = zip(called, large, strict=True)
    named = [(name, g) for name, g in both if name not in ("", ALL) and called.count(name) == 1]
    return named if _held([g for _, g in named]) >= _HELD * len(scenes) else []


def _large(events: Sequence[Event]) -> list[list[Event]]:
    """The groups that have a view: parted by the smallest gap with which hardly an event is in none."""
    tried: list[list[list[Event]]] = []
    for gap in _GAPS:
        found = [[events[at] for at in group] for group in groups(_points(events), gap)]
        if len(found) <= 1:
            break
        large = [g for g in found if len(g) >= max(_LEAST, _SHARE * len(events))][: MOST_HOMES - 1]
        tried.append(large)
        if _held(large) >= (1 - _LEFT) * len(events):
            return large
    else:
        return max(tried, key=_held)
    return []


def _held(groups_: Sequence[Sequence[Event]]) -> int:
    return sum(map(len, groups_))


def _points(events: Any) -> list[Point]:
    return [e.point for e in events if e.point]


def _bounds(points: Sequence[Point], kept: Sequence[Point]) -> list[float] | None:
    """Around all points but the few that lie a continent away from the rest and have no view of their own."""
    if not points:
        return None
    lons = together([p.longitude for p in points])
    middle = Point(statistics.median(p.latitude for p in points), statistics.median(lons))
    close = [p for p in points if apart(p, middle) <= _FAR] or list(points)
    return _padded([*close, *kept], 2, 2)


def _around(points: Sequence[Point]) -> list[float]:
    """Around points, with air and never closer than a region; of many, without a few that lie far off."""
    points = _bulk(points)
    lats = [p.latitude for p in points]
    high = max(lats) - min(lats)
    air = max(_LEAST_AIR, _AIR * high, (_LEAST_HIGH - high) / 2)
    # A degree of longitude is shorter the nearer the pole.
    short = max(0.1, math.cos(math.radians(sum(lats) / len(lats))))
    west, east = arc((p.longitude, p.longitude) for p in points)
    return _padded(points, air, max(air / short, _AIR * (east - west)))


def _bulk(points: Sequence[Point]) -> Sequence[Point]:
    """The points without the tenth that is furthest from the middle, where that makes the view half as large."""
    if len(points) < _MANY:
        return points
    lons = together([p.longitude for p in points])
    middle = Point(statistics.median(p.latitude for p in points), statistics.median(lons))
    nearest = sorted(points, key=lambda p: apart(p, middle))[: math.ceil(0.9 * len(points))]
    (w0, s0, e0, n0), (w1, s1, e1, n1) = (_padded(p, 1, 1) for p in (points, nearest))
    return nearest if (e1 - w1) * (n1 - s1) < (e0 - w0) * (n0 - s0) / 2 else points


def _padded(points: Sequence[Point], high: float, wide: float) -> list[float]:
    west, east = arc((p.longitude, p.longitude) for p in points)
    lats = [p.latitude for p in points]
    west, east = west - wide, east + wide
    if east - west >= WORLD:
        west, east = -WORLD / 2, WORLD / 2
    turns = WORLD if west < -WORLD / 2 else 0
    # Nearer to a pole than a map shows, what is nearest to it is shown.
    south, north = (max(-_POLAR, min(_POLAR, lat)) for lat in (min(lats) - high, max(lats) + high))
    south, north = min(south, _POLAR - 2 * high), max(north, 2 * high - _POLAR)
    return [round(v, 4) for v in (west + turns, south, east + turns, north)]


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
