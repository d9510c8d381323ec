"""What a slide's map shows: room around the places of its events, never closer than they are known."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geodash.domain.extent import Bounds, Point
from geodash.domain.model import Actor, Event, PlaceRole
from geodash.geo.areas import AREA_PREFIX, Areas
from geodash.geo.longitudes import WORLD, apart, arc, bounds_of, together
from geodash.geo.names import PlaceNames
from geodash.views.places import draw
from geodash.views.slides import Frame

_AIR = 0.3
#: Degrees of latitude: a town needs its country around it, a whole country its neighbours.
_LEAST = 2.2
_LEAST_COUNTRY = 11.0
_LEAST_COUNTRIES = 5.0
#: Degrees; further from the middle of all, an event doesn't widen the view of many.
_FAR = 12.0
#: Degrees; so near to what happened, a capital or a country's name is shown with it.
_NEAR = 3.5
#: Of the events shown, those of a party.
PARTY = 0.1
_SCENES = ("exact", "near", "area")
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")


@dataclass(frozen=True, slots=True)
class Seen:
    """How a page shows a view: what its map holds and has selected, and how many pixels it has."""

    frame: Frame = field(default_factory=Frame)
    size: tuple[int, int] | None = None


def seen_in(pairs: Sequence[tuple[str, str]]) -> Seen:
    """What an address says of it: ``event``, ``map=zoom/latitude/longitude``, ``size=820x600``."""
    told = dict(pairs)
    chosen = (told["event"],) if told.get("event") else ()
    size = _SIZE.fullmatch(told.get("size", ""))
    frame = framed(Frame(selected=chosen), pairs)
    return Seen(frame, (int(size[1]), int(size[2])) if size else None)


def framed(frame: Frame, pairs: Sequence[tuple[str, str]]) -> Frame:
    """The frame that the saved view had, if it had one: ``map=zoom/latitude/longitude``."""
    text = next((value for key, value in pairs if key == "map"), "")
    try:
        zoom, lat, lon = (float(v) for v in text.split("/"))
    except ValueError:
        return frame
    if not (0 <= zoom <= 22 and abs(lat) <= 85 and abs(lon) <= 180):
        return frame
    return replace(frame, bounds=None, center=Point(lat, lon), zoom=zoom)


def around(points: Sequence[Point], least: float = _LEAST, air: float = _AIR) -> Bounds | None:
    """West, south, east, north around points, at least ``least`` degrees high; ``air`` is room on each
    side, as a share of what is shown.

    One that crosses the 180th meridian ends beyond it.
    """
    if not points:
        return None
    lats = [p.latitude for p in points]
    south, north = min(lats), max(lats)
    west, east = arc((p.longitude, p.longitude) for p in points)
    middle = (south + north) / 2
    stretch = 1 / max(0.2, math.cos(math.radians(middle)))
    half_lat = max((north - south) * (0.5 + air), least / 2)
    half_lon = max((east - west) * (0.5 + air), least / 2 * stretch)
    lon = (west + east) / 2
    return (
        round(max(lon - WORLD / 2, lon - half_lon), 4),
        round(max(-84, middle - half_lat), 4),
        round(min(lon + WORLD / 2, lon + half_lon), 4),
        round(min(84, middle + half_lat), 4),
    )


def points_of(event: Event, names: PlaceNames, areas: Areas | None = None) -> list[Point]:
    """Where an event shows: its point, the outline it is of, what a statement is about."""
    found = [event.point] if event.point else []
    if event.area_id and areas is not None:
        found += _corners(areas, event.area_id)
    if event.place_role is PlaceRole.SEAT:
        for place in event.about_places:
            corners = _corners(areas, place) if areas and place.startswith(AREA_PREFIX) else []
            point = names.point(place)
            found += corners or ([point] if point else [])
    return found


def speakers_points(event: Event, names: PlaceNames, actors: Mapping[str, Actor]) -> list[Point]:
    """Of a statement about no one place, or one about a country: its point, and the countries of who speaks and to whom.

    Those a continent away are left out, or neither side could be seen.
    """
    if event.point is None or draw(event) not in ("seat", "country"):
        return []
    codes = {actors[i].country for i in (*event.actors, *event.recipients) if i in actors}
    places = (names.country(code) for code in sorted(codes))
    points = [place.point for place in places if place and place.point]
    return [event.point, *(p for p in points if apart(p, event.point) <= _FAR)]


def parties_of(events: Sequence[Event], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The countries that act, are acted on or tell of it in a tenth of the events at least, those of most first."""
    found: Counter[str] = Counter()
    for event in events:
        found.update(countries_of(event, actors))
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(code for code, n in ranked if n >= len(events) * PARTY)


def countries_of(event: Event, actors: Mapping[str, Actor]) -> set[str]:
    """The codes of the countries that act, are acted on or tell of it."""
    ids = (*event.actors, *event.recipients, *event.attributed_to)
    there = (actors[i].country for i in ids if i in actors)
    return {code for code in there if code}


def least_of(events: Iterable[Event], *, several: bool = False) -> float:
    """How many degrees of latitude to show at least: more where only the country is known.

    ``several``: the view reaches from one country's capital to another's, and what is between them is in it.
    """
    wide = all(draw(e) == "country" for e in events)
    if wide and several:
        return _LEAST_COUNTRIES
    return _LEAST_COUNTRY if wide else _LEAST


def around_event(
    event: Event,
    members: Sequence[Event],
    names: PlaceNames,
    areas: Areas | None,
    actors: Mapping[str, Actor],
) -> Bounds | None:
    """Around one event, of a whole around its ``members``; ``None`` for what has no place."""
    points = [p for e in (members or (event,)) for p in points_of(e, names, areas)]
    points = points or points_of(event, names, areas)
    if set(points) == {event.point}:
        points = speakers_points(event, names, actors) or points
    return around(points, least_of((event, *members), several=len(set(points)) > 1))


def around_many(
    events: Sequence[Event], names: PlaceNames, near: float = _NEAR, air: float = _AIR
) -> Bounds | None:
    """Around the events that happened somewhere, and the seats and countries within ``near`` degrees.

    Few far events don't widen the view of many.
    """
    scenes = [p for e in events if draw(e) in _SCENES for p in points_of(e, names)[:1]]
    others = [p for e in events if draw(e) not in _SCENES for p in points_of(e, names)[:1]]
    if not scenes:
        scenes, others = others, []
    if not scenes:
        return None
    east = together([p.longitude for p in scenes])
    middle = Point(statistics.median(p.latitude for p in scenes), statistics.median(east))
    core = [p for p in scenes if apart(p, middle) <= _FAR] or scenes
    close = [p for p in others if any(apart(p, q) <= near for q in core)]
    return around([*core, *close], air=air)


def _corners(areas: Areas | None, area_id: str) -> list[Point]:
    area = areas.get(area_id) if areas is not None else None
    if area is None or area.kind == "sea":
        return []
    west, south, east, north = bounds_of(area.geometry)
    return [Point(south, west), Point(north, east)]
