"""Where marks stand that would cover each other: apart, each with a line to its place (``map/apart.js``).

What lies on two sides of a border is never one mark where there is room for two, but far out, where it is
one that names both sides; no seat's disc lies on a mark where there is room beside it. Nothing is moved onto
the land of another state. The most important stay where they are, unless what must stand apart from them
has its place there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from geodash.views.drawing import MARKS
from geodash.views.still.base import Base
from geodash.views.still.marks import Box, box_of, hits
from geodash.views.still.spots import Spot
from geodash.views.still.view import XY, View


def stand_apart(
    spots: Sequence[Spot], on: Callable[[Spot], bool], base: Base, view: View
) -> list[Spot]:
    """The spots that remain, those in view moved so that none covers another.

    A mark without room near its place joins the one that stands there, far out a seat does too; a ring gives
    way altogether.
    ``on``: whether a spot is selected.
    """
    ranked = sorted(spots, key=lambda s: (_ORDER[s.kind], not on(s), -len(s.events)))
    marks = [s for s in spots if s.kind == "mark"]
    placed: list[Spot] = []
    for spot in ranked:
        if not (-40 < spot.x < view.width + 40 and -40 < spot.y < view.height + 40):
            placed.append(spot)
            continue
        taken = [core_of(s, on(s)) for s in placed]
        if spot.kind == "ring":
            if not any(hits(core_of(spot, on=False), box) for box in taken):
                placed.append(spot)
            continue
        others = [s for s in marks if spot.kind == "mark" and s is not spot and s.side != spot.side]
        taken += [_around(_place(s), MARKS.place + 1) for s in others]
        if at := _where(spot, on(spot), taken, base, view):
            if at != (spot.x, spot.y):
                spot.place, (spot.x, spot.y) = (spot.x, spot.y), at
        elif (spot.kind == "mark" or view.zoom < MARKS.sides_from) and (
            head := _under(spot, on, placed)
        ):
            head.events += spot.events
            continue
        placed.append(spot)
    return [s for s in spots if s in placed]


_ORDER = {"mark": 0, "seat": 1, "country": 2, "ring": 3}


def core_of(spot: Spot, on: bool) -> Box:
    """What a spot is drawn on, without what names keep clear of it and without a chip's words."""
    if spot.kind != "mark":
        reach = MARKS.ring if spot.kind == "ring" else MARKS.numbered
        return _around((spot.x, spot.y), reach + (4.5 if on else 0))
    left, top, right, bottom = spot.extent(on)
    less = MARKS.clear / 2
    return spot.x + left + less, spot.y + top + less, spot.x + right - less, spot.y + bottom - less


def _around(at: XY, half: float) -> Box:
    return at[0] - half, at[1] - half, at[0] + half, at[1] + half


def _place(spot: Spot) -> XY:
    return spot.place or (spot.x, spot.y)


def _where(spot: Spot, on: bool, taken: Sequence[Box], base: Base, view: View) -> XY | None:
    """The nearest free place; of a country's chip, which has no place in it, one with room for its name."""
    core = core_of(spot, on)
    if spot.kind == "country" and (at := _room(spot, box_of(spot, on), taken, base, view)):
        return at
    return _room(spot, core, taken, base, view)


def _room(spot: Spot, core: Box, taken: Sequence[Box], base: Base, view: View) -> XY | None:
    """The nearest free place, on its own side of a border or on water."""
    x, y = spot.x, spot.y
    left, top, right, bottom = core
    for away, dx, dy in _ways(MARKS.apart if view.zoom >= MARKS.sides_from else MARKS.apart_far):
        box = (left + dx, top + dy, right + dx, bottom + dy)
        if any(hits(box, other) for other in taken) or not _inside(box, view, away):
            continue
        land = away and spot.side and base.country_at(*view.degrees(x + dx, y + dy))
        if not land or land == spot.side:
            return x + dx, y + dy
    return None


def _ways(most: float) -> Iterator[tuple[float, float, float]]:
    """How far, and where to: the nearest first, from the east round by the south."""
    yield 0.0, 0.0, 0.0
    away = MARKS.apart_step
    while away <= most:
        for i in range(MARKS.apart_ways):
            angle = 2 * math.pi * i / MARKS.apart_ways
            yield away, away * math.cos(angle), away * math.sin(angle)
        away += MARKS.apart_step


def _inside(box: Box, view: View, away: float) -> bool:
    """Whether what has been moved stands in view as a whole."""
    within = box[0] > 2 and box[1] > 2 and box[2] < view.width - 2 and box[3] < view.height - 2
    return not away or within


def _under(spot: Spot, on: Callable[[Spot], bool], placed: Sequence[Spot]) -> Spot | None:
    """The mark nearest to where one without room should stand."""
    near = (s for s in placed if s.kind == "mark")
    marks = [
        s
        for s in near
        if spot.kind == "mark" or math.dist((s.x, s.y), (spot.x, spot.y)) <= MARKS.apart
    ]
    return min(marks, key=lambda s: math.dist((s.x, s.y), (spot.x, spot.y)), default=None)
