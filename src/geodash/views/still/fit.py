"""Which part of the world a still map shows when nobody has chosen it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from geodash.domain.extent import Bounds, Interval, Point
from geodash.domain.model import Event
from geodash.domain.wholes import giving_way
from geodash.geo.areas import AREA_PREFIX, Area
from geodash.geo.layers import GeoData
from geodash.geo.longitudes import around_all, bounds_of
from geodash.views.drawing import GROUND
from geodash.views.places import draw
from geodash.views.slides import Frame
from geodash.views.still.base import base_of
from geodash.views.still.view import WORLD, View, mercator

#: Further out than the live map: a small picture holds the world.
MIN_ZOOM = 1.0
#: Never nearer than this of our own accord: one town in its surroundings; further out beyond the latitude from
#: which on a map of the same zoom shows too little of them.
NEAREST, NEAREST_TO = 8.0, 60.0
#: A speaker's seat further from what is spoken of than this zoom can hold is named at the edge.
FURTHEST_SEAT = 5.5
# A view is saved with centre and zoom; this is the map on Explore that it was seen on, in units.
COMPOSED = (820.0, 600.0)
PADDING = (100.0, 76.0)


def frame_of(
    geodata: GeoData,
    events: Sequence[Event],
    *,
    selected: Iterable[str] = (),
    members: Mapping[str, Sequence[str]] | None = None,
    size: tuple[float, float] = (480, 540),
    home: Bounds | None = None,
) -> Frame:
    """The frame that shows ``events``, the ``selected`` ones above all, on a map of ``size`` units.

    Its ``bounds`` have the shape of ``size``. ``home`` is shown when no event has a place.
    """
    chosen = tuple(selected)
    frame = Frame(events=tuple(e.event_id for e in events), selected=chosen)
    view = view_of(geodata, events, frame, size, members=members, home=home)
    west, south, east, north = (round(v, 4) for v in view.bounds)
    return replace(frame, bounds=(west, south, east, north))


def view_of(
    geodata: GeoData,
    events: Sequence[Event],
    frame: Frame,
    size: tuple[float, float],
    *,
    members: Mapping[str, Sequence[str]] | None = None,
    home: Bounds | None = None,
) -> View:
    """What a frame shows on a map of ``size`` units: its bounds, its centre, else what fits."""
    if frame.bounds and all(map(math.isfinite, frame.bounds)):
        return _fit(frame.bounds, size, (0, 0), GROUND.most_zoom)
    if frame.center and all(map(math.isfinite, frame.center)):
        zoom = NEAREST if frame.zoom is None or not math.isfinite(frame.zoom) else frame.zoom
        zoom = max(MIN_ZOOM, min(GROUND.most_zoom, zoom) + _shrunk(size))
        return View.around(*frame.center, zoom, *size)
    wanted = _wanted(events, frame.selected, members or {})
    around = _around(geodata, wanted, size)
    if around is None:
        return _fit(home or GROUND.detailed, size, (0, 0), GROUND.most_zoom)
    return _fit(around, size, _padding(size), _nearest(around))


def saved_of(view: View) -> tuple[float, float, float]:
    """Zoom, latitude and longitude with which an address' ``map`` shows the same on such a map."""
    lat, lon = view.degrees(view.width / 2, view.height / 2)
    return view.zoom - _shrunk((view.width, view.height)), lat, lon


def _shrunk(size: tuple[float, float]) -> float:
    """Zoom steps by which a map of ``size`` units shows from further what a view was saved on."""
    return min(0.0, math.log2(min(size[0] / COMPOSED[0], size[1] / COMPOSED[1])))


def _nearest(bounds: Bounds) -> float:
    far = math.cos(math.radians((bounds[1] + bounds[3]) / 2)) / math.cos(math.radians(NEAREST_TO))
    return NEAREST + min(0.0, math.log2(max(far, 0.1)))


def _wanted(
    events: Sequence[Event], selected: Sequence[str], members: Mapping[str, Sequence[str]]
) -> list[Event]:
    """The selected events (of an umbrella, its members), else all."""
    ids = {m for s in selected for m in (s, *members.get(s, ()))}
    shown = {e.event_id for e in events}
    heads = giving_way(ids, shown, lambda whole: members.get(whole, ()))
    chosen = [e for e in events if e.event_id in ids and e.event_id not in heads]
    return chosen or [e for e in events if e.event_id in ids] or list(events)


def _around(geodata: GeoData, events: Iterable[Event], size: tuple[float, float]) -> Bounds | None:
    """The bounds of what the events are of and about; seats where they aren't far away."""
    boxes: list[Bounds] = []
    seats: list[Point] = []
    for event in events:
        about = about_boxes(geodata, event) if draw(event) == "seat" else []
        boxes += about or own_boxes(geodata, event)
        if about and event.point:
            seats.append(event.point)
    if not boxes:
        return None
    found = around_all(boxes)
    for lat, lon in seats:
        wider = around_all([found, (lon, lat, lon, lat)])
        if _zoom(wider, size, _padding(size)) >= FURTHEST_SEAT:
            found = wider
    return found


def own_boxes(geodata: GeoData, event: Event) -> list[Bounds]:
    """Where an event itself is: its area, its country or its point."""
    where, point = draw(event), event.point
    if point is None:
        return [bounds_of(a.geometry) for a in areas_of(geodata, event)]
    if where == "country":
        return [base_of(geodata).country_box(*point)]
    if where == "area":
        return [bounds_of(a.geometry) for a in areas_of(geodata, event)] or [_point(point)]
    return [_point(point)]


def about_boxes(geodata: GeoData, event: Event) -> list[Bounds]:
    """What a statement is about: areas and points, those that have one."""
    boxes = []
    for place_id in event.about_places:
        if place_id.startswith(AREA_PREFIX):
            area = geodata.areas.get(place_id)
            boxes += [bounds_of(area.geometry)] if area else []
        elif (point := base_of(geodata).names.point(place_id)) is not None:
            place = base_of(geodata).names.place(place_id)
            country = place is not None and place.kind == "country"
            boxes.append(base_of(geodata).country_box(*point) if country else _point(point))
    return boxes


def areas_of(geodata: GeoData, event: Event) -> list[Area]:
    """The areas of an event and of what it is about, those whose outline held at the time.

    A former unit's outline (``historical``) is always dated in its label and may stand.
    """
    about = (a for a in event.about_places if a.startswith(AREA_PREFIX))
    ids = dict.fromkeys(a.removeprefix(AREA_PREFIX) for a in (event.area_id, *about) if a)
    found = [area for i in ids if (area := geodata.areas.get(i)) is not None]
    return [a for a in found if a.kind == "historical" or _held(a, event.interval)]


def _held(area: Area, days: Interval | None) -> bool:
    if days is None:
        return True
    begun = area.valid_from is None or area.valid_from <= days.last
    return begun and (area.valid_to is None or area.valid_to >= days.first)


def _point(point: Point) -> Bounds:
    return point[1], point[0], point[1], point[0]


def _padding(size: tuple[float, float]) -> tuple[float, float]:
    return min(PADDING[0], size[0] * 0.21), min(PADDING[1], size[1] * 0.17)


def _zoom(bounds: Bounds, size: tuple[float, float], padding: tuple[float, float]) -> float:
    """The zoom at which bounds fill the map but for its padding (units a side)."""
    (x0, y1), (x1, y0) = mercator(bounds[1], bounds[0]), mercator(bounds[3], bounds[2])
    spans = ((x1 - x0, size[0] - 2 * padding[0]), (y1 - y0, size[1] - 2 * padding[1]))
    return min(math.log2(room / (max(span, 1e-9) * WORLD)) for span, room in spans)


def _fit(
    bounds: Bounds, size: tuple[float, float], padding: tuple[float, float], nearest: float
) -> View:
    """The view of these bounds, in their Mercator middle."""
    zoom = max(MIN_ZOOM, min(nearest, _zoom(bounds, size, padding)))
    (x0, y1), (x1, y0) = mercator(bounds[1], bounds[0]), mercator(bounds[3], bounds[2])
    k = WORLD * 2**zoom
    x = (x0 + x1) / 2 % 1  # counted from -180, whichever way the bounds were
    return View(x * k - size[0] / 2, (y0 + y1) / 2 * k - size[1] / 2, zoom, size[0], size[1])
