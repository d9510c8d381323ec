"""Names on the still map, laid out by rank around the marks (``map/labels.js`` in Python)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Point
from geodash.views.drawing import COUNTRIES, LABELS, MARKS
from geodash.views.still import grounds
from geodash.views.still.base import Base
from geodash.views.still.beside import astray, candidates, line_from
from geodash.views.still.countries import Room, complete, even, one_sided, room
from geodash.views.still.ground_seen import ground_of
from geodash.views.still.land import Land
from geodash.views.still.marks import Box, hits
from geodash.views.still.parties import first, hushed, in_codes, rooms, uneven, unnamed
from geodash.views.still.together import together
from geodash.views.still.typeset import Label, Placed, clear
from geodash.views.still.view import XY, View, mercator

_ORDER = {name: i for i, name in enumerate(LABELS.order)}


def base_labels(base: Base, view: View, lit: Sequence[Label] = ()) -> Iterator[Label]:
    """The names that the base map has for this zoom; ``lit`` are the names of tinted areas.

    Towns that a tinted road links come before other names, and a zoom earlier. Without those whose
    point is too far from the picture for a name.
    """
    roads = tuple(area.ground for area in lit if area.road and area.ground is not None)
    yield from _linked(base, view, roads)


@lru_cache(64)
def _linked(base: Base, view: View, roads: Sequence[BaseGeometry]) -> Sequence[Label]:
    return tuple(_base_labels(base, view, roads))


def _base_labels(base: Base, view: View, roads: Sequence[BaseGeometry]) -> Iterator[Label]:
    for n in (*base.names_about(view, 60), *base.names_near(view)):
        if n.ground is None and not _in_reach(view, *view.at(*n.point)):
            continue
        town = n.kind == "town"
        linked = town and any(_touches(n.point, road) for road in roads)
        if n.fits(view.zoom) or (linked and n.fits(view.zoom + 1)):
            around = LABELS.beside if town else 0.0
            order = "must" if n.ground is not None else "linked" if linked else n.kind
            yield Label(
                n.text, *n.point, n.kind, order, 0 if linked else n.rank, n.sub, n.place_id, around, town,
                area_id=n.area_id, ground=n.ground, short=n.short, exclave=n.exclave,
            )  # fmt: skip


def _in_reach(view: View, x: float, y: float) -> bool:
    """Whether the name of a point could show in the picture."""
    return -60 < x < view.width + 60 and -30 < y < view.height + 30


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
    return sorted(shown, key=lambda s: (_ORDER.get(s.order, 5), s.rank, _southward(s)))


def _southward(label: Label) -> float:
    """Of names that may stand at one mark the northern comes first, and so stands above the others."""
    return -label.latitude if label.order in ("selected", "event") else 0.0


def _same_place(a: Label, b: Label) -> bool:
    near = abs(a.latitude - b.latitude) < 0.02
    return near and abs(a.longitude - b.longitude) < 0.02


def layout(
    labels: Sequence[Label],
    land: Land,
    taken: Sequence[Box],
    around: Sequence[Box] = (),
    soft: Sequence[Box] = (),
    parties: Sequence[str] = (),
) -> list[Placed]:
    """Places what there is room for, in the order given: names give way to all that is drawn.

    The names of countries are made complete before anything that matters less has its place. Where a
    border would have a name on one side only, they are laid out anew, before the names of events.
    ``taken`` is what names keep clear of, ``around`` of it what stands over any map. A bare town's
    keeps clear of ``soft`` edges too: what is known no closer than an area would seem to be there.
    Where one of the ``parties`` (codes of countries) is not named, they come first of all; of one that finds
    no room even so, no neighbour is named.
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
        if land.view.zoom < COUNTRIES.even_below:
            tries.append(_complete(others, areas, land, there, taken, soft, "region", codes=True))
    best = even(land, there, min(tries, key=lambda placed: len(one_sided(land, there, placed))))
    if unnamed(land, parties, best) or uneven(land, parties, best):
        names = first(land, parties, taken)
        others = [label for label in labels if label.kind != "country"]
        clear_of = [*taken, *rooms(names)]
        far = land.view.zoom < COUNTRIES.even_below
        tries = [
            names
            + _complete(others, areas, land, there, clear_of, soft, "region", names, codes=codes)
            for codes in ((False, True) if far else (False,))
        ]
        again = even(land, there, min(tries, key=lambda p: len(one_sided(land, there, p))), parties)
        best = again if unnamed(land, parties, best) or not uneven(land, parties, again) else best
    named = hushed(land, parties, in_codes(land, there, parties, best, taken))
    return together(labels, named, land.view)


def _complete(
    labels: Sequence[Label],
    areas: Sequence[Label],
    land: Land,
    there: Room,
    taken: Sequence[Box],
    soft: Sequence[Box],
    last: str,
    done: Sequence[Placed] = (),
    *,
    codes: bool = False,
) -> list[Placed]:
    """All names but those that are ``done``; the countries' are made complete after those of the order ``last``, by ``codes`` first.

    No town of one of ``areas`` is named without the area.
    """
    soon = [x for x in labels if _ORDER.get(x.order, 99) <= _ORDER[last]]
    towns = [x for x in labels if x.kind == "town"]
    dots = _dots((x for x in towns if _may_be_led(x, land.view)), land.view)
    seats = _dots((x for x in towns if x.dot and x.rank <= LABELS.seat_rank), land.view)
    placed = [p for p in _placed(soon, land, taken, soft, dots, seats) if _at_home(p, land)]
    placed += complete(land, there, [*done, *placed], [*taken, *rooms(placed)], even=codes)
    rest = [x for x in labels if _ORDER.get(x.order, 99) > _ORDER[last]]
    without = missing(areas, placed)
    rest = [x for x in rest if x.order != "town" or not any(_within(x, m) for m in without)]
    return placed + _placed(rest, land, [*taken, *rooms(placed)], soft, dots)


def _dots(towns: Iterable[Label], view: View) -> list[Box]:
    points = (view.at(x.latitude, x.longitude) for x in towns)
    return [(x - 4, y - 4, x + 4, y + 4) for x, y in points]


def asked(labels: list[Label], view: View) -> list[Label]:
    """Without the names that may be missing after all: too little of their area is in view.

    Where an event names a place in an area, the area is named however little of it is seen.
    """
    events = [x for x in labels if x.order in ("selected", "event")]

    def in_view(label: Label) -> bool:
        ground = ground_of(label, view)
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


def _placed(
    labels: Iterable[Label],
    land: Land,
    taken: Sequence[Box],
    soft: Sequence[Box],
    dots: Sequence[Box] = (),
    seats: Sequence[Box] = (),
) -> list[Placed]:
    """Names one after another. If they can, those of areas, and with a line, keep clear of the ``dots`` of important towns
    too, those of countries of ``seats``, those that may not be missing of what is tinted of other areas.
    """
    covered, view = list(taken), land.view
    placed: list[Placed] = []
    tinted = [x for x in labels if x.kind == "area"]
    for label in labels:
        if label.ground is not None:
            if named := _grounded(label, land, covered, tinted, dots):
                placed.append(named)
                covered += rooms([named])
            continue
        place = view.at(label.latitude, label.longitude)
        x, y = label.at or place
        if not _in_reach(view, x, y):
            continue
        if label.kind == "country" and _named(label, x, y, placed):
            continue
        # What is taken has some room around it already.
        half = 3 - MARKS.clear
        dot = (x - half, y - half, x + half, y + half)
        bare = label.dot and label.order == "town"
        if bare and any(hits(dot, t) for t in covered):
            continue
        beside = [
            p for p in placed if label.cover and p.label.cover and hits(label.cover, p.label.cover)
        ]
        spot = None
        if label.kind == "country" and seats:
            spot = _spot(label, (x, y), place, land, [*covered, *seats], beside)
        spot = spot or _spot(
            label, (x, y), place, land, [*covered, *soft] if bare else covered, beside
        )
        if spot is None and _may_be_led(label, view):
            around = [*covered, *soft] if bare else covered
            off = [
                (d[0] - 3, d[1] - 3, d[2] + 3, d[3] + 3)
                for d in dots
                if not hits(d, label.cover or dot)
            ]
            pointed = _pointed(label, (x, y), view)
            led = (grounds.place(pointed, land, [*around, *off]) if off else None) or grounds.place(
                pointed, land, around
            )
            # Of several names at one mark none stands out of their order, with a line or without.
            if led and not any(_upside_down(led.box, place[1], p) for p in beside):
                spot = replace(led, x=place[0], y=place[1])
        if spot:
            placed.append(spot)
            covered += rooms([spot])
    return placed


def _grounded(
    label: Label, land: Land, covered: Sequence[Box], tinted: Sequence[Label], dots: Sequence[Box]
) -> Placed | None:
    """The name of an area, clear of other areas' tints if it may not be missing, or of the dots of important towns, if it can."""
    others = grounds.strange(label, tinted, land.view) if label.order == "must" else []
    offs = (*(off for off in (others, dots) if off), ())
    found = (grounds.place(label, land, [*covered, *off]) for off in offs)
    return next((spot for spot in found if spot), None)


def _may_be_led(label: Label, view: View) -> bool:
    """Whether a name may stand away from its place, with a line: that of a mark, and of an important town."""
    if label.kind == "town":
        return label.rank <= LABELS.led_rank and view.zoom >= LABELS.led_from
    # Far out a line leads to a third country.
    return label.order in ("selected", "event") and view.zoom >= MARKS.sides_from


def _pointed(label: Label, at: XY, view: View) -> Label:
    """A name that has a line to its mark, for want of room beside it on its own side of a border."""
    point = shapely.Point((at[0] + view.left) / view.k, (at[1] + view.top) / view.k)
    return replace(label, ground=point)


def _named(label: Label, x: float, y: float, placed: Iterable[Placed]) -> bool:
    """Whether the country's name stands near already."""
    return any(
        p.label.kind == "country"
        and p.label.place_id == label.place_id
        and math.hypot(p.x - x, p.y - y) < LABELS.apart
        for p in placed
    )


def _spot(
    label: Label, at: XY, place: XY, land: Land, covered: Sequence[Box], beside: Sequence[Placed]
) -> Placed | None:
    """The first free place on the name's own side of all borders, else the one least across them.

    ``beside`` are names at the same mark: of several the northern stands above the southern.
    """
    view, base = land.view, land.base
    spots = candidates(label, *at)
    free = (
        (box, align)
        for box, align, shifted in spots
        if clear(box, view, covered)
        and (not shifted or _may_shift(label, box, view, base))
        and not any(_upside_down(box, place[1], p) for p in beside)
    )
    if label.kind in ("country", "water"):
        found = next(free, None)
    else:
        found = _own_side(label, sorted(free, key=lambda spot: astray(label, spot[0])), land)
    return Placed(label, *found, *place, line_from(found[0], label, at)) if found else None


def _upside_down(box: Box, y: float, other: Placed) -> bool:
    """Whether a name would stand above another of the same mark whose place is further north, or below."""
    apart = (box[1] + box[3]) / 2 - (other.box[1] + other.box[3]) / 2
    return abs(apart) > LABELS.level and (y - other.y) * apart < 0


def _own_side(label: Label, free: Sequence[tuple[Box, str]], land: Land) -> tuple[Box, str] | None:
    if not free:
        return None
    code = None if label.on_water else grounds.home_of(land, label)
    if code is None and not label.on_water:
        return free[0]
    abroad = land.foreign(code, np.array([box for box, _ in free]))
    at_home = np.flatnonzero(abroad <= LABELS.across)
    if len(at_home):
        return free[int(at_home[0])]
    far = land.view.zoom < MARKS.sides_from
    most = LABELS.abroad if far or label.dot or label.on_water else LABELS.astride
    return free[int(abroad.argmin())] if abroad.min() <= most else None


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
