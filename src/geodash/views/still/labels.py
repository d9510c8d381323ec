"""Names on the still map, laid out by rank around the marks (``map/labels.js`` in Python)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Point
from geodash.views.drawing import COUNTRIES, LABELS
from geodash.views.still import grounds
from geodash.views.still.base import Base
from geodash.views.still.countries import Land, Room, complete, one_sided, room
from geodash.views.still.marks import Box, along, hits
from geodash.views.still.typeset import Label, Placed, clear, size_of
from geodash.views.still.view import View, mercator

_ORDER = {name: i for i, name in enumerate(LABELS.order)}


def base_labels(base: Base, view: View, lit: Sequence[Label] = ()) -> Iterator[Label]:
    """The names that the base map has for this zoom; ``lit`` are the names of tinted areas.

    Towns that a tinted road links come before other names, and a zoom earlier.
    """
    roads = [area.ground for area in lit if area.road and area.ground is not None]
    for n in base.names_drawn:
        town = n.kind == "town"
        linked = town and any(_touches(n.point, road) for road in roads)
        if n.fits(view.zoom) or (linked and n.fits(view.zoom + 1)):
            around = LABELS.beside if town else 0.0
            order = "must" if n.ground is not None else "event" if linked else n.kind
            yield Label(
                n.text, *n.point, n.kind, order, 0 if linked else n.rank, n.sub, n.place_id, around, town,
                area_id=n.area_id, ground=n.ground, short=n.short, exclave=n.exclave,
            )  # fmt: skip


def _touches(point: Point, ground: BaseGeometry) -> bool:
    return ground.distance(shapely.Point(*mercator(*point))) * 360 <= LABELS.linked


def wanted(own: Sequence[Label], base: Iterable[Label]) -> list[Label]:
    """All names that could show, most important first; one name per place.

    A tinted area's own name stands for the name that may not be missing there, and may not be missing.
    """
    known = list(base)
    musts = {label.area_id for label in known if label.order == "must"}
    shown: list[Label] = []
    for label in own:
        if not any(_same_place(label, s) and s.text == label.text for s in shown):
            shown.append(replace(label, order="must") if label.area_id in musts else label)
    lit = {label.area_id for label in own if label.area_id}
    own_areas = {label.text for label in own if label.order == "area"}
    spoken_of = {label.text for label in own}
    for label in known:
        if label.kind == "town" and any(s.kind != "area" and _same_place(s, label) for s in own):
            continue
        if label.kind == "water" and label.text in spoken_of:
            continue
        if label.text not in own_areas and label.area_id not in lit:
            shown.append(label)
    return sorted(shown, key=lambda s: (_ORDER.get(s.order, 5), s.rank))


def _same_place(a: Label, b: Label) -> bool:
    near = abs(a.latitude - b.latitude) < 0.02
    return near and abs(a.longitude - b.longitude) < 0.02


def layout(
    labels: Sequence[Label],
    land: Land,
    taken: Sequence[Box],
    around: Sequence[Box] = (),
    soft: Sequence[Box] = (),
) -> list[Placed]:
    """Places what there is room for, in the order given; a selected place is always named.

    The names of countries are made complete before anything that matters less has its place. Where a
    border would have a name on one side only, they are laid out anew, before the names of events.
    ``taken`` is what names keep clear of, ``around`` of it what stands over any map. A bare town's
    keeps clear of ``soft`` edges too: what is known no closer than an area would seem to be there.
    """
    areas = [x for x in labels if x.order == "must"]
    labels = asked(list(labels), land.view)
    if land.view.zoom < COUNTRIES.complete_from:
        labels = [label for label in labels if label.kind != "country"]
    there = room(land, around)
    tries = [_complete(labels, areas, land, there, taken, soft, last="country")]
    if one_sided(land, there, tries[0]):
        others = [label for label in labels if label.kind != "country"]
        tries.append(_complete(others, areas, land, there, taken, soft, last="region"))
    return min(tries, key=lambda placed: len(one_sided(land, there, placed)))


def _complete(
    labels: Sequence[Label],
    areas: Sequence[Label],
    land: Land,
    there: Room,
    taken: Sequence[Box],
    soft: Sequence[Box],
    last: str,
) -> list[Placed]:
    """All names; the countries' are made complete after those of the order ``last``.

    No town of one of ``areas`` is named without the area.
    """
    soon = [x for x in labels if _ORDER.get(x.order, 99) <= _ORDER[last]]
    placed = [p for p in _placed(soon, land, taken, soft) if _at_home(p, land)]
    placed += complete(land, there, placed, [*taken, *_rooms(placed)])
    rest = [x for x in labels if _ORDER.get(x.order, 99) > _ORDER[last]]
    without = missing(areas, placed)
    rest = [x for x in rest if x.order != "town" or not any(_within(x, m) for m in without)]
    return placed + _placed(rest, land, [*taken, *_rooms(placed)], soft)


def asked(labels: list[Label], view: View) -> list[Label]:
    """Without the names that may be missing after all: too little of their area is in view.

    Where an event names a place in an area, the area is named however little of it is seen.
    """
    events = [x for x in labels if x.order in ("selected", "event")]

    def in_view(label: Label) -> bool:
        ground = grounds.ground_of(label, view)
        return ground is not None and (ground.asks or any(_within(e, label) for e in events))

    return [x for x in labels if x.order != "must" or in_view(x)]


def _within(label: Label, area: Label) -> bool:
    """Whether a place lies in an area."""
    point = shapely.Point(*mercator(label.latitude, label.longitude))
    return area.ground is not None and bool(area.ground.intersects(point))


def missing(labels: Iterable[Label], placed: Iterable[Placed]) -> list[Label]:
    """The names that may not be missing and have no place."""
    there = {p.label.area_id for p in placed}
    return [x for x in labels if x.order == "must" and x.area_id not in there]


def _at_home(placed: Placed, land: Land) -> bool:
    """Whether a name, if it is a country's, lies on that country rather than on its neighbours."""
    if placed.label.kind != "country":
        return True
    code = land.base.country_at(placed.label.latitude, placed.label.longitude)
    return code is None or land.holds(code, placed.box)


def _rooms(placed: Iterable[Placed]) -> list[Box]:
    """What names take, with what they keep free beside them and along their lines."""
    found: list[Box] = []
    for p in placed:
        left, top, right, bottom = p.box
        found.append((left - LABELS.gap, top - 1, right + LABELS.gap, bottom + 1))
        found += along(*p.leader) if p.leader else []
    return found


def _placed(
    labels: Iterable[Label], land: Land, taken: Sequence[Box], soft: Sequence[Box]
) -> list[Placed]:
    covered, view = list(taken), land.view
    placed: list[Placed] = []
    for label in labels:
        if label.ground is not None:
            if named := grounds.place(label, land, covered):
                placed.append(named)
                covered += _rooms([named])
            continue
        x, y = view.at(label.latitude, label.longitude)
        if not (-60 < x < view.width + 60 and -30 < y < view.height + 30):
            continue
        if label.kind == "country" and _named(label, x, y, placed):
            continue
        dot = (x - 3, y - 3, x + 3, y + 3)
        bare = label.dot and label.order == "town"
        if bare and any(hits(dot, t) for t in covered):
            continue
        spot = _spot(label, x, y, land, [*covered, *soft] if bare else covered)
        if spot:
            placed.append(spot)
            covered += _rooms([spot])
    return placed


def _named(label: Label, x: float, y: float, placed: Iterable[Placed]) -> bool:
    """Whether the country's name stands near already."""
    return any(
        p.label.kind == "country"
        and p.label.place_id == label.place_id
        and math.hypot(p.x - x, p.y - y) < LABELS.apart
        for p in placed
    )


def _spot(label: Label, x: float, y: float, land: Land, covered: Sequence[Box]) -> Placed | None:
    """The first free place on the name's own side of all borders, else the one least across them."""
    view, base = land.view, land.base
    spots = list(_candidates(label, x, y))
    free = [
        (box, align)
        for box, align, shifted in spots
        if clear(box, view, covered) and (not shifted or _may_shift(label, box, view, base))
    ]
    if found := _own_side(label, free, land):
        return Placed(label, *found, x, y)
    if label.order == "selected" and 0 <= x <= view.width and 0 <= y <= view.height:
        return Placed(label, _inside(spots[0][0], view), spots[0][1], x, y)
    return None


def _own_side(label: Label, free: Sequence[tuple[Box, str]], land: Land) -> tuple[Box, str] | None:
    code = land.base.country_at(label.latitude, label.longitude) if free else None
    if (code is None and not label.on_water) or label.kind in ("country", "water"):
        return next(iter(free), None)
    if not free:
        return None
    abroad = land.foreign(code, np.array([box for box, _ in free]))
    at_home = np.flatnonzero(abroad <= LABELS.across)
    if len(at_home):
        return free[int(at_home[0])]
    strict = label.dot or label.on_water
    return free[int(abroad.argmin())] if abroad.min() <= LABELS.abroad or not strict else None


def _inside(box: Box, view: View) -> Box:
    """The box pushed into the picture."""
    dx = min(0.0, view.width - 4 - box[2]) or max(0.0, 4 - box[0])
    dy = min(0.0, view.height - 4 - box[3]) or max(0.0, 4 - box[1])
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def _candidates(label: Label, x: float, y: float) -> Iterator[tuple[Box, str, bool]]:
    """The boxes a name may take, best first: box, alignment, whether it has moved away."""
    w, h = size_of(label)
    if not label.around:
        for dx, dy in _shifts(label):
            left, top = x + dx - w / 2, y + dy - h / 2
            yield (left, top, left + w, top + h), "middle", bool(dx or dy)
        return
    d = label.around
    yield (x + d, y - h / 2, x + d + w, y + h / 2), "start", False
    yield (x - d - w, y - h / 2, x - d, y + h / 2), "end", False
    yield (x - w / 2, y + d - 3, x + w / 2, y + d - 3 + h), "middle", False
    yield (x - w / 2, y - d + 3 - h, x + w / 2, y - d + 3), "middle", False
    yield (x + d * 0.7, y + d * 0.5, x + d * 0.7 + w, y + d * 0.5 + h), "start", False
    yield (x + d * 0.7, y - d * 0.5 - h, x + d * 0.7 + w, y - d * 0.5), "start", False
    yield (x - d * 0.7 - w, y + d * 0.5, x - d * 0.7, y + d * 0.5 + h), "end", False
    yield (x - d * 0.7 - w, y - d * 0.5 - h, x - d * 0.7, y - d * 0.5), "end", False


def _shifts(label: Label) -> tuple[tuple[float, float], ...]:
    return LABELS.shifts if label.kind == "country" else LABELS.shifts[:5]


def _may_shift(label: Label, box: Box, view: View, base: Base) -> bool:
    """A name gives way a little, and stays in the country whose name it is or in which it lies."""
    y = (box[1] + box[3]) / 2
    middle = view.degrees((box[0] + box[2]) / 2, y)
    reach = LABELS.reach.get(label.kind, 0.0)
    north, east = (
        abs(a - b) for a, b in zip(middle, (label.latitude, label.longitude), strict=True)
    )
    if view.zoom >= LABELS.shift_from and (north > reach or east > reach * 1.4):
        return False
    if label.kind == "water":
        return True
    own = base.country_at(label.latitude, label.longitude)
    ends = [middle]
    if label.kind == "country":
        ends += [view.degrees(box[0] + 8, y), view.degrees(box[2] - 8, y)]
    return all(base.country_at(*p) == own for p in ends)
