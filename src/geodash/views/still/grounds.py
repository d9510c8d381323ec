"""Where the name of an area stands: on its ground or near it, on its own side of a border.

So stand the names of tinted areas, and those that may not be missing where their area is in view. Where
there is no room, a line leads to the area; where there is none for that either, a tinted area has no
name (``map/grounds.js`` does the same). A name without a line has its middle on the area: beside it, it would
name the neighbour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geodash.views.drawing import COUNTRIES, LABELS, MARKS
from geodash.views.still.ground_seen import Floats, Ground, ground_of
from geodash.views.still.land import Land
from geodash.views.still.marks import Box
from geodash.views.still.typeset import Label, Placed, size_of
from geodash.views.still.view import View

#: So many places for a name are looked at together.
BLOCK = 256


@dataclass(frozen=True)
class _Spots:
    """Free places for one form of a name: their boxes, how far each is from where the name should
    stand, and from the area; whether it needs no line there.
    """

    form: Label
    boxes: Floats
    distances: Floats
    gaps: Floats
    there: npt.NDArray[np.bool_]

    def where(self, wanted: npt.NDArray[Any]) -> _Spots:
        """Some of them."""
        found = (x[wanted] for x in (self.boxes, self.distances, self.gaps, self.there))
        return _Spots(self.form, *found)

    def put(self, i: int, ground: Ground, *, led: bool) -> Placed:
        """The name at one of them, with a line to its area or without."""
        x0, y0, x1, y1 = self.boxes[i].tolist()
        leader = _leaders(self.boxes[i : i + 1], ground)[0].tolist() if led else None
        line = ((leader[0][0], leader[0][1]), (leader[1][0], leader[1][1])) if leader else None
        return Placed(self.form, (x0, y0, x1, y1), "middle", *ground.anchor, line)


def home_of(land: Land, label: Label) -> str | None:
    """The country in which a place lies; of one on the coast, which may lie just off it, the nearest."""
    if code := land.base.country_at(label.latitude, label.longitude):
        return code
    x, y = land.view.at(label.latitude, label.longitude)
    for away in COUNTRIES.ashore_within:
        for turn in range(8):
            dx, dy = math.cos(turn * math.pi / 4) * away, math.sin(turn * math.pi / 4) * away
            if code := land.base.country_at(*land.view.degrees(x + dx, y + dy)):
                return code
    return None


def strange(label: Label, tinted: Sequence[Label], view: View) -> list[Box]:
    """What is tinted of other areas than a name's own, row by row: on it, it would be taken for that area's."""
    own = ground_of(label, view)
    found: list[Box] = []
    for area in tinted:
        ground = ground_of(area, view)
        if own and ground and area.area_id != label.area_id:
            found += _rows_of(ground.shape, own.shape)
    return found


@lru_cache(64)
def _rows_of(shape: BaseGeometry, without: BaseGeometry) -> tuple[Box, ...]:
    """A shape but for another as boxes, one row below the other; none of a line."""
    if not shape.area:
        return ()
    left, top, right, bottom = shape.bounds
    half = COUNTRIES.row / 2
    rows = [
        LineString(((left, y), (right, y))) for y in np.arange(top, bottom, COUNTRIES.row) + half
    ]
    rest = shape.difference(without.buffer(LABELS.own_edge))
    stretches = (part.bounds for row in rows for part in shapely.get_parts(rest.intersection(row)))
    return tuple((x0, y - half, x1, y + half) for x0, y, x1, _ in stretches if x0 < x1)


def place(label: Label, land: Land, covered: Sequence[Box]) -> Placed | None:
    """The best place for an area's name: near on its own side, with a line, or across a border."""
    ground = ground_of(label, land.view)
    if ground is None:
        return None
    at = _Sides(label, ground, land)
    pointed = ground.shape.geom_type == "Point"
    over = covered
    if pointed:
        # A name of a point has a line to it, which ends where its mark begins.
        over = [b for b in covered if not shapely.box(*b).intersects(ground.shape)]
    most = COUNTRIES.outside if label.order == "country" else LABELS.away
    if label.exclave:
        most = LABELS.strayed
    near, far = [], []
    for form in forms(label):
        free = _free(form, ground, land.view, covered)
        near.append(free.where(free.there))
        far.append(free.where(~free.there & (free.gaps <= most)))
        if (i := at.home(near[-1])) is not None:
            return near[-1].put(i, ground, led=False)
    if label.order == "country":
        return _led(at, near, far, over, 7)
    if (led := _led(at, near, far, over, 10)) or pointed:
        return led
    # Else the mark of what happened there stands over the end of its line.
    end = shapely.Point(ground.anchor).buffer(MARKS.radius)
    over = [b for b in over if not shapely.box(*b).intersects(end)]
    return _led(at, near, far, over, 7)


def _led(
    at: _Sides, near: Sequence[_Spots], far: Sequence[_Spots], over: Sequence[Box], until: int
) -> Placed | None:
    """An area's name with a line that is free on so many tenths of its way, else across a border."""
    label, ground = at.label, at.ground
    pointed, country = ground.shape.geom_type == "Point", label.order == "country"
    beyond = []
    for spots in far:
        clear = ~_over(_leaders(spots.boxes, ground), over, until)
        if pointed and not country:
            clear &= at.ashore(spots)
        beyond.append(spots.where(clear))
        if (i := at.home(beyond[-1])) is not None:
            return beyond[-1].put(i, ground, led=True)
    if not country and (astride := _astride(near, at)):
        return astride[0].put(astride[1], ground, led=False)
    # A town's name stands mostly on its own side; one that may not be missing with a line as without one.
    further: tuple[float, ...] = (LABELS.abroad, LABELS.astride) if pointed and not country else ()
    further = (LABELS.abroad,) if label.order == "must" and not pointed else further
    led = (at.wet(spots, most) for most in (LABELS.across, *further) for spots in beyond)
    if (found := next((p for p in led if p), None)) or not (
        label.exclave and label.order == "must"
    ):
        return found
    close = [s for s in beyond if len(s.boxes)]
    # The nearest of each is its first.
    nearest = min(close, key=lambda s: float(s.distances[0]), default=None)
    return nearest.put(0, ground, led=True) if nearest else None


@dataclass(frozen=True)
class _Sides:
    """Which side of a border is a name's own: its country, of an exclave and of islands no more than these."""

    label: Label
    ground: Ground
    land: Land

    @cached_property
    def code(self) -> str | None:
        if self.label.on_water or self.label.exclave:
            return None
        return home_of(self.land, self.label)

    def abroad(self, boxes: Floats) -> Floats:
        """How much of each box lies on others' land."""
        if self.label.free:
            return np.zeros(len(boxes))
        shares = self.land.foreign(self.code, boxes)
        if self.label.exclave:
            # Most lie beside the area, as can be seen without cutting it.
            for i in np.flatnonzero((shares > 0) & _touched(boxes, [self.ground.shape.bounds])):
                x0, y0, x1, y1 = boxes[i].tolist()
                own = self.ground.overlap((x0, y0, x1, y1))
                shares[i] -= own / ((x1 - x0) * (y1 - y0))
        return shares

    def ashore(self, spots: _Spots) -> npt.NDArray[np.bool_]:
        """Which places a town may be named at: further off than some way it is on land."""
        there: npt.NDArray[np.bool_] = spots.gaps <= LABELS.at_sea
        if self.code is None or self.label.free:
            return np.ones(len(there), bool)
        far = np.flatnonzero(~there)
        there[far] = self.land.foreign(None, spots.boxes[far]) > 0.5
        return there

    def home(self, spots: _Spots) -> int | None:
        """The first place where a name, and the way from it to its area, keep to their own side."""
        for first in range(0, len(spots.boxes), BLOCK):
            boxes = spots.boxes[first : first + BLOCK]
            for i in np.flatnonzero(self.abroad(boxes) <= LABELS.across):
                if self._reached(boxes[i : i + 1]):
                    return first + int(i)
        return None

    def wet(self, spots: _Spots, share: float) -> Placed | None:
        """The name with a line at the first place with no more than a share of it on others' land, whatever
        the line crosses; a country's crosses little of others' land.
        """
        country = self.label.order == "country"
        code = self.code if country and self.code in self.land.spans else None
        most = max(COUNTRIES.crossed, self.land.widest(code) if code else 0.0)
        for i in np.flatnonzero(self.abroad(spots.boxes) <= share).tolist():
            if not country or self._crossed(spots.boxes[i : i + 1]) <= most:
                return spots.put(i, self.ground, led=True)
        return None

    def _reached(self, box: Floats) -> bool:
        """Whether the shortest way from a name to its area crosses nobody else's land."""
        return self._crossed(box) == 0

    def _crossed(self, box: Floats) -> float:
        """How much of the shortest way from a name to its area lies on others' land, in units."""
        start, end = _ends(box, self.ground)[0]
        length = math.dist(start, end)
        steps = max(1, int(length // 4))
        way = start + (end - start) * (np.arange(steps) / steps)[:, None]
        share = (self.abroad(np.hstack((way - 0.5, way + 0.5))) > 0).mean()
        return float(share * length) if share else 0.0


def _astride(near: Sequence[_Spots], at: _Sides) -> tuple[_Spots, int] | None:
    """The name that crosses a border least."""
    found = [
        (share, distance, n, i)
        for n, spots in enumerate(near)
        for i, (share, distance) in enumerate(
            zip(at.abroad(spots.boxes).tolist(), spots.distances.tolist(), strict=True)
        )
    ]
    share, _, n, i = min(found, default=(1.0, 0.0, 0, 0))
    # All around an exclave is others' land.
    most = LABELS.astride if at.label.exclave else LABELS.abroad
    return (near[n], i) if share <= most else None


def forms(label: Label) -> Iterator[Label]:
    """How an area may be named, the fullest first: broader, narrower, in short, smaller, parted at its hyphen."""
    yield label
    if label.order == "area" and len(label.text) >= LABELS.long:
        lines = _wrapped(label.text.split(), 2)
        if len(lines) == 2:  # a single word has one
            yield replace(label, text=lines[0], below=lines[1])
    may = label.order == "must" and len(" ".join(label.sub).split()) > 2
    for n in (3, 1) if may else ():
        yield replace(label, sub=_set_in(label, n))
    yield from _apart(label)
    if label.order == "must" and label.kind != "area":
        small = replace(label, kind="area_small")
        for n in (3, 4) if may else ():
            yield replace(small, sub=_set_in(label, n))
        yield from _apart(small)
        if "-" in label.text and may:
            first, rest = label.text.split("-", 1)
            yield replace(small, text=f"{first}-", below=rest, sub=_set_in(label, 4))


def _set_in(label: Label, n: int) -> tuple[str, ...]:
    """The lines below a name, ``n`` of them; those that are a statement of their own after these."""
    until = len(label.sub) - label.alone
    own = " ".join(label.sub[until:]).split()
    lines = _wrapped(" ".join(label.sub[:until]).split(), n)
    return (*lines, *(_wrapped(own, 1 if n == 1 else 2) if own else ()))


def _apart(label: Label) -> Iterator[Label]:
    """A name whose end in brackets has a line of its own, in full and in short."""
    for text in (label.text, label.short):
        if " (" in text:
            name, rest = text.split(" (", 1)
            if text != label.text:
                yield replace(label, text=text)
            yield replace(label, text=name, sub=(f"({rest}", *label.sub))


def _wrapped(words: Sequence[str], n: int) -> list[str]:
    """Words in ``n`` lines of about one length."""
    whole, lines, at = len(" ".join(words)), [""], 0
    for word in words:
        if lines[-1] and at + len(word) / 2 > whole * len(lines) / n:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        at += len(word) + 1
    return lines


def _free(label: Label, ground: Ground, view: View, covered: Sequence[Box]) -> _Spots:
    """The free places on an area and around it, the nearest to where the name should stand first."""
    wide, high = size_of(label)
    grid = ground.grid(view, (wide / 2, high / 2))
    clear = ~_touched(grid.boxes, covered) & (grid.boxes[:, :2] > 4).all(1)
    clear &= (grid.boxes[:, 2] < view.width - 4) & (grid.boxes[:, 3] < view.height - 4)
    some = np.flatnonzero(clear)
    boxes, points, gaps = grid.boxes[some], grid.points[some], grid.gaps(ground, some)
    distances = np.hypot(points[:, 0] - ground.anchor[0], points[:, 1] - ground.anchor[1])
    if label.free:
        distances[gaps < LABELS.off] += LABELS.onto
    order = np.lexsort((boxes[:, 1], boxes[:, 0], distances))
    there = _there(label, ground, points, gaps)
    return _Spots(label, boxes, distances, gaps, there).where(order[gaps[order] <= LABELS.away])


def _there(label: Label, ground: Ground, points: Floats, gaps: Floats) -> npt.NDArray[np.bool_]:
    """Where a name needs no line: with its middle on the area; beside what is narrower than names are."""
    if label.order == "country" or ground.shape.geom_type == "Point":
        return np.asarray(gaps <= 0)
    if label.free or label.road or label.on_water:
        return np.asarray(gaps <= LABELS.near)
    return np.asarray(shapely.intersects_xy(ground.shape, points[:, 0], points[:, 1]))


def _touched(boxes: Floats, covered: Sequence[Box]) -> npt.NDArray[np.bool_]:
    """Which boxes meet something that is there."""
    touched = np.zeros(len(boxes), bool)
    if not len(boxes):
        return touched
    lefts, tops, rights, bottoms = np.ascontiguousarray(boxes.T)
    west, north, east, south = lefts.min(), tops.min(), rights.max(), bottoms.max()
    for x0, y0, x1, y1 in covered:
        if west < x1 and x0 < east and north < y1 and y0 < south:
            touched |= (lefts < x1) & (rights > x0) & (tops < y1) & (bottoms > y0)
    return touched


def _ends(boxes: Floats, ground: Ground) -> Floats:
    """The shortest ways from the edges of names to their area, as pairs of points."""
    ways = shapely.shortest_line(shapely.box(*boxes.T), ground.shape)
    return np.asarray(shapely.get_coordinates(ways).reshape(-1, 2, 2))


def _leaders(boxes: Floats, ground: Ground) -> Floats:
    """From the edges of names into their area, as pairs of points."""
    lines = _ends(boxes, ground)
    if ground.shape.area:
        lines[:, 1] = (lines[:, 1] + ground.anchor) / 2
    return lines


def _over(lines: Floats, covered: Sequence[Box], until: int) -> npt.NDArray[np.bool_]:
    """Which lines would run through something else on the first so many tenths of their way."""
    steps = (np.arange(until) / 10)[:, None]
    points = lines[:, None, 0] + (lines[:, None, 1] - lines[:, None, 0]) * steps
    flat = points.reshape(-1, 2)
    over: npt.NDArray[np.bool_] = _touched(np.hstack((flat, flat)), covered).reshape(-1, until)
    return np.asarray(over.any(1))
