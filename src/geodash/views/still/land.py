"""The countries in view: whose land is where, row by row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geodash.views.drawing import COUNTRIES
from geodash.views.still.base import Base
from geodash.views.still.ground import Seen
from geodash.views.still.marks import Box
from geodash.views.still.paths import cut_box
from geodash.views.still.view import XY, View

#: From west to east on one row.
Span = tuple[float, float]


@dataclass(frozen=True)
class Land:
    """The countries in view: their land row by row, in units of the picture."""

    base: Base
    view: View
    #: Names are laid out on the same land again and again.
    _outward: dict[tuple[str, float, bool], list[XY]] = field(default_factory=dict, compare=False)

    @cached_property
    def rows(self) -> list[float]:
        """Where land is looked at, from north to south."""
        return [float(y) for y in np.arange(COUNTRIES.row, self.view.height, COUNTRIES.row)]

    @property
    def near(self) -> bool:
        """Whether so close that a country may be named on the water beside it, or astride its borders."""
        return self.view.zoom >= COUNTRIES.even_below

    @cached_property
    def seen(self) -> Seen:
        """The ground of the view."""
        return self.base.seen(self.view, 0)

    @cached_property
    def shapes(self) -> Mapping[str, shapely.Geometry]:
        """The land of each country in view by its code, in the unit square."""
        parts: dict[str, list[shapely.Geometry]] = {}
        seen = _cut([shape for _, shape in self.seen.lands], self.view)
        for (code, _), shape in zip(self.seen.lands, seen, strict=True):
            if shape is not None and not shape.is_empty:
                parts.setdefault(code, []).append(shape)
        parts.pop("", None)
        return {c: shapely.union_all(some) if some[1:] else some[0] for c, some in parts.items()}

    @cached_property
    def spans(self) -> Mapping[str, list[list[Span]]]:
        """By code, for each row the stretches on this country's land."""
        return {code: self._stretches(shape) for code, shape in self.shapes.items()}

    def _stretches(self, shape: shapely.Geometry) -> list[list[Span]]:
        """Between each two edges of the land that cross a row."""
        view, rows = self.view, np.array(self.rows)
        rings = shapely.get_rings(shapely.get_parts(shape))
        points, ring = shapely.get_coordinates(rings, return_index=True)
        points = points * view.k - (view.left, view.top)
        (x0, y0), (x1, y1) = points[:-1].T, points[1:].T
        # An edge has its northern end, not its southern one: where two meet, a row crosses one.
        north = np.searchsorted(rows, np.minimum(y0, y1))
        crossed = (np.searchsorted(rows, np.maximum(y0, y1)) - north) * (ring[:-1] == ring[1:])
        edge, turn = _counted(crossed)
        at = north[edge] + turn
        x = x0[edge] + (rows[at] - y0[edge]) * ((x1 - x0)[edge] / (y1 - y0)[edge])
        order = np.lexsort((x, at))
        found: list[list[Span]] = [[] for _ in rows]
        for i, west, east in zip(
            at[order][::2].tolist(), x[order][::2].tolist(), x[order][1::2].tolist(), strict=True
        ):
            if east > west:
                found[i].append((west, east))
        return found

    def widest(self, code: str) -> float:
        """The longest stretch of a country, in units."""
        return max((x1 - x0 for row in self.spans[code] for x0, x1 in row), default=0.0)

    def spots(self, code: str, wide: float, afloat: bool) -> Iterator[XY]:
        """Middles of a name so wide on a country's land; ``afloat``, its ends may lie on water."""
        need = wide / 2 + COUNTRIES.margin
        for i, y in enumerate(self.rows):
            for x0, x1 in self.spans[code][i]:
                if afloat and x1 - x0 < wide * COUNTRIES.ashore:
                    continue
                west, east = self._dry(code, i, (x0, x1)) if afloat else (x0, x1)
                west, east = max(west + need, x0), min(east - need, x1)
                if east >= west:
                    yield from (((west + east) / 2, y), (west, y), (east, y))
                    for x in np.arange(west, east, COUNTRIES.step):
                        yield float(x), y

    def outward(self, code: str, wide: float, afloat: bool) -> Sequence[XY]:
        """The same, each once, those nearest to the middle of the country's land first."""
        asked = (code, wide, afloat)
        if asked not in self._outward:
            at, spots = self.middles[code], set(self.spots(code, wide, afloat))
            self._outward[asked] = sorted(spots, key=lambda p: (math.dist(p, at), p))
        return self._outward[asked]

    def _dry(self, code: str, row: int, span: Span) -> Span:
        """A stretch with the water beside it, as far as the next country or the picture reach."""
        others = [s for c, rows in self.spans.items() if c != code for s in rows[row]]
        west = max((x1 for _, x1 in others if x1 <= span[0] + 1), default=0.0)
        east = min((x0 for x0, _ in others if x0 >= span[1] - 1), default=self.view.width)
        return west, east

    def holds(self, code: str, box: Box) -> bool:
        """Whether enough of a name's middle line is on a country's own land or on water."""
        y = (box[1] + box[3]) / 2
        i = min(range(len(self.rows)), key=lambda i: abs(self.rows[i] - y))
        foreign = sum(
            max(0.0, min(x1, box[2]) - max(x0, box[0]))
            for other, rows in self.spans.items()
            if other != code
            for x0, x1 in rows[i]
        )
        return foreign <= (box[2] - box[0]) * (1 - COUNTRIES.own)

    def foreign(self, code: str | None, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """How much of each box lies on the land of others than the country of a code, 0 to 1."""
        rows = np.array(self.rows)
        if not len(rows):
            return np.zeros(len(boxes))
        # The rows that a box lies on, else the one nearest to its middle.
        first = np.searchsorted(rows, boxes[:, 1] + 2)
        last = np.searchsorted(rows, boxes[:, 3] - 2, "right")
        none = np.flatnonzero(last <= first)
        middle = (boxes[none, 1:2] + boxes[none, 3:]) / 2
        first[none] = np.abs(rows - middle).argmin(1)
        last[none] = first[none] + 1
        codes, at, x0, x1 = self._every_stretch
        others = np.flatnonzero(codes != self._numbers.get(code or "", -1))
        begins, ends = (np.searchsorted(at[others], x) for x in (first, last))
        box, turn = _counted(ends - begins)
        met = others[begins[box] + turn]
        across = np.minimum(x1[met], boxes[box, 2]) - np.maximum(x0[met], boxes[box, 0])
        covered = np.bincount(box, np.maximum(across, 0), len(boxes))
        return np.asarray(covered / np.maximum(1e-9, (boxes[:, 2] - boxes[:, 0]) * (last - first)))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """A number for each country in view."""
        return {code: n for n, code in enumerate(self.spans)}

    @cached_property
    def _every_stretch(self) -> tuple[npt.NDArray[Any], ...]:
        """Whose land it is by number, which row it is on, where it begins and ends; from north to south."""
        found = [
            (self._numbers[code], i, x0, x1)
            for i in range(len(self.rows))
            for code, rows in self.spans.items()
            for x0, x1 in rows[i]
        ]
        codes, at, x0, x1 = zip(*found, strict=True) if found else ((), (), (), ())
        return np.array(codes, int), np.array(at, int), np.array(x0, float), np.array(x1, float)

    @cached_property
    def middles(self) -> Mapping[str, XY]:
        """By code, the middle of a country's land in view."""
        return {code: self._middle(rows) for code, rows in self.spans.items()}

    def _middle(self, rows: Sequence[Sequence[Span]]) -> XY:
        at = zip(self.rows, rows, strict=True)
        found = [(x1 - x0, (x0 + x1) / 2, y) for y, row in at for x0, x1 in row]
        whole = sum(w for w, _, _ in found) or 1.0
        return sum(w * x for w, x, _ in found) / whole, sum(w * y for w, _, y in found) / whole

    def at_sea(self, box: Box) -> bool:
        """Whether a box lies on water."""
        rows = [i for i, y in enumerate(self.rows) if box[1] - 4 <= y <= box[3] + 4]
        return bool(rows) and not any(
            x0 < box[2] and x1 > box[0]
            for spans in self.spans.values()
            for i in rows
            for x0, x1 in spans[i]
        )

    def like(self, code: str) -> set[str]:
        """The neighbours in view that are not much smaller than a country."""
        pairs = (pair for pair in self.borders if code in pair)
        beside = {other for pair in pairs for other in pair} - {code}
        least = self.size(code) * COUNTRIES.like
        return {other for other in beside if self.size(other) >= least}

    def size(self, code: str) -> float:
        """How much of a country is in view: the length of its stretches on all rows."""
        return sum(x1 - x0 for row in self.spans.get(code, ()) for x0, x1 in row)

    def whole(self, code: str) -> bool:
        """Whether no edge of the picture cuts a country's land."""
        rows = self.spans[code]
        within = all(x0 > 1 and x1 < self.view.width - 1 for row in rows for x0, x1 in row)
        return within and not rows[0] and not rows[-1]

    @cached_property
    def borders(self) -> set[tuple[str, str]]:
        """Pairs of countries of whose common border a good stretch is in view."""
        length: dict[tuple[str, str], float] = {}
        seen = shapely.length(_cut([shape for shape, _, _ in self.seen.borders], self.view))
        for (_, _, pair), units in zip(self.seen.borders, seen.tolist(), strict=True):
            a, b = sorted(pair)
            # What is out of view has no length.
            if a and b and not math.isnan(units):
                length[a, b] = length.get((a, b), 0.0) + units * self.view.k
        return {pair for pair, units in length.items() if units >= COUNTRIES.border}


def _counted(many: npt.NDArray[Any]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Each position as often as its number says, and beside it how often it came before."""
    which = np.repeat(np.arange(len(many)), many)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)


@lru_cache(64)
def land_of(base: Base, view: View) -> Land:
    """The countries of a view, which maps of the same view have in common."""
    return Land(base, view)


def _cut(shapes: Sequence[shapely.Geometry], view: View) -> npt.NDArray[np.object_]:
    """What is in view of each shape; ``None`` of one that lies wholly outside."""
    box, found = cut_box(view, 0), np.full(len(shapes), None, object)
    if not len(shapes):
        return found
    given = np.array(shapes, object)
    x0, y0, x1, y1 = shapely.bounds(given).T
    near = (x0 <= box[2]) & (x1 >= box[0]) & (y0 <= box[3]) & (y1 >= box[1])
    found[near] = shapely.clip_by_rect(given[near], *box)
    return found
