"""Names of the countries in view: no border has a name on one side only.

A country whose land in view has room for its name is named, if not at the place that the base map has
for it, then elsewhere on its land, smaller, in two lines or by its code; where only islands of it
are in view, in brackets beside these (``map/country_names.js`` does the same). Only what is too
small for all of these, or covered by marks, has none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geodash.views.drawing import COUNTRIES
from geodash.views.still.base import Base, MapName
from geodash.views.still.country_forms import forms, label_of
from geodash.views.still.ground import Seen
from geodash.views.still.marks import Box
from geodash.views.still.paths import cut_box
from geodash.views.still.typeset import Label, Placed, clear, size_of
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
        box = cut_box(self.view, 0)
        parts: dict[str, list[shapely.Geometry]] = {}
        for code, shape in self.seen.lands:
            seen = shapely.clip_by_rect(shape, *box)
            if not seen.is_empty:
                parts.setdefault(code, []).append(seen)
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
        edge = np.repeat(np.arange(len(crossed)), crossed)
        at = np.arange(len(edge)) + np.repeat(north - (np.cumsum(crossed) - crossed), crossed)
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
        within = (boxes[:, 1:2] + 2 <= rows) & (rows <= boxes[:, 3:] - 2)
        if len(rows):
            none = np.flatnonzero(~within.any(1))
            middle = (boxes[none, 1:2] + boxes[none, 3:]) / 2
            within[none, np.abs(rows - middle).argmin(1)] = True
        codes, at, x0, x1 = self._every_stretch
        others = np.flatnonzero((codes != code) & np.asarray(within.any(0))[at])
        across = np.minimum(x1[others], boxes[:, 2:3]) - np.maximum(x0[others], boxes[:, :1])
        covered = (np.maximum(across, 0) * within[:, at[others]]).sum(1)
        return np.asarray(covered / np.maximum(1e-9, (boxes[:, 2] - boxes[:, 0]) * within.sum(1)))

    @cached_property
    def _every_stretch(self) -> tuple[npt.NDArray[Any], ...]:
        """Whose land it is, which row it is on, where it begins and ends."""
        found = [
            (code, i, x0, x1)
            for code, rows in self.spans.items()
            for i, row in enumerate(rows)
            for x0, x1 in row
        ]
        codes, at, x0, x1 = zip(*found, strict=True) if found else ((), (), (), ())
        return np.array(codes, object), np.array(at, int), np.array(x0, float), np.array(x1, float)

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
        box = cut_box(self.view, 0)
        length: dict[tuple[str, str], float] = {}
        for shape, _, pair in self.seen.borders:
            a, b = sorted(pair)
            seen = shapely.clip_by_rect(shape, *box)
            if a and b:
                length[a, b] = length.get((a, b), 0.0) + seen.length * self.view.k
        return {pair for pair, units in length.items() if units >= COUNTRIES.border}


@dataclass(frozen=True, slots=True)
class Room:
    """Which countries would be named in an empty picture, and which have room for a code that would
    stand beside an unnamed neighbour of their like, so that they have none.
    """

    able: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


def room(land: Land, around: Sequence[Box]) -> Room:
    """What there is room for; ``around`` is what stands over any map."""
    if land.view.zoom < COUNTRIES.complete_from:
        return Room()
    fits = {code: form for code in land.spans if (form := _fits(land, code, around))}
    able = set(fits)
    while alone := {c for c in able if fits[c] == "code" and not land.like(c) <= able}:
        able -= alone
    return Room(frozenset(able), frozenset(fits) - able)


def _fits(land: Land, code: str, around: Sequence[Box]) -> str:
    """What of a country has room in an empty picture: its name, its code, nothing."""
    name = land.base.country_names.get(code)
    for form, wide, afloat in _tries(name.text if name else code, code, land.near):
        w, h = size_of(form)
        for x, y in land.spots(code, wide, afloat):
            if clear((x - w / 2, y - h / 2, x + w / 2, y + h / 2), land.view, around):
                return "code" if form.text == code else "name"
    return ""


def complete(
    land: Land, room: Room, placed: Sequence[Placed], covered: Sequence[Box], *, even: bool = False
) -> list[Placed]:
    """Names for the countries in view that have none yet; ``covered`` is what they keep clear of.

    With ``even`` all have their code first, and a fuller name where that leaves room for it.
    """
    if land.view.zoom < COUNTRIES.complete_from:
        return []
    done = named(land.base, placed) | room.silent
    # The smallest first: the others have more room to give way in.
    order = sorted(land.spans, key=lambda c: (land.widest(c), c))
    order = [code for code in order if code in land.base.country_names and code not in done]
    if not even:
        return list(_each(land, order, covered, brief=False).values())
    found: dict[str, Placed] = {}
    for _ in range(COUNTRIES.rounds):
        found = _each(land, order, covered, brief=True)
        left = [code for code in order if code not in found and code in room.able]
        if not left:
            break
        order = [*left, *(code for code in order if code not in left)]
    return _fuller(land, found, covered)


def _each(
    land: Land, order: Sequence[str], covered: Sequence[Box], *, brief: bool
) -> dict[str, Placed]:
    """Names of countries one after another, by code."""
    taken, found = list(covered), {}
    for code in order:
        if spot := spot_for(land, code, land.base.country_names[code], taken, brief=brief):
            found[code] = spot
            taken.append(spot.box)
    return found


def _fuller(land: Land, found: Mapping[str, Placed], covered: Sequence[Box]) -> list[Placed]:
    """More of each name, the largest country's first, where all others leave room for it."""
    out = dict(found)
    for code in sorted(found, key=lambda c: (-land.widest(c), c)):
        others = [*covered, *(p.box for c, p in out.items() if c != code)]
        out[code] = spot_for(land, code, land.base.country_names[code], others) or out[code]
    return list(out.values())


def even(
    land: Land, room: Room, placed: Sequence[Placed], parties: Sequence[str] = ()
) -> list[Placed]:
    """Without the names of countries that have a neighbour without one, where room is scarce; parties have theirs."""
    found = list(placed)
    while not land.near and (pairs := one_sided(land, room, found)):
        alone = {land.base.country_names[one].place_id for one, _ in pairs if one not in parties}
        if not alone:
            break
        found = [p for p in found if p.label.order != "country" or p.label.place_id not in alone]
    return found


def spot_for(
    land: Land, code: str, name: MapName, taken: Sequence[Box], *, brief: bool = False
) -> Placed | None:
    """Where a country is named on its land, in the fullest form that has room, ``brief`` its shortest only."""
    at = land.middles[code]
    tries = _tries(name.text, code, land.near)
    for form, wide, afloat in (t for t in tries if not brief or t[0].text == tries[-1][0].text):
        w, h = size_of(form)
        for x, y in land.outward(code, wide, afloat):
            box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            if clear(box, land.view, taken):
                return _placed(form, name, box, at)
    return _beside(land, code, name, taken) if land.near else None


@lru_cache(1000)
def _tries(name: str, code: str, near: bool) -> Sequence[tuple[Label, float, bool]]:
    """Each form with the width that must be on land, and whether its ends may lie on water."""
    found: list[tuple[Label, float, bool]] = []
    for form in forms(name, code):
        wide = size_of(form)[0]
        found.append((form, wide, False))
        if near and form.kind == "country_small":
            found.append((form, wide, True))
    # A country that is narrower than its shortest name has it astride its borders.
    if near:
        form, wide, _ = found[-1]
        found.append((form, wide * COUNTRIES.astride - 2 * COUNTRIES.margin, False))
    return found


def _beside(land: Land, code: str, name: MapName, taken: Sequence[Box]) -> Placed | None:
    """In brackets on the water around the middle of a country's islands."""
    if not _islands(land, code):
        return None
    label = label_of(f"({name.text})", "country_small")
    w, h = size_of(label)
    mx, my = land.middles[code]
    for gap in COUNTRIES.beside:
        dx, dy = gap + w / 2, gap + h
        for x, y in ((mx, my + dy), (mx, my - dy), (mx + dx, my), (mx - dx, my)):
            box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            if clear(box, land.view, taken) and land.at_sea(box):
                return _placed(label, name, box, (mx, my))
    return None


def _islands(land: Land, code: str) -> bool:
    """Whether all that is seen of a country lies within the picture, without a border, and is large
    enough to matter.
    """
    if any(code in pair for pair in land.borders):
        return False
    return land.whole(code) and land.widest(code) ** 2 >= COUNTRIES.island


def _placed(form: Label, name: MapName, box: Box, at: XY) -> Placed:
    label = replace(form, latitude=name.point[0], longitude=name.point[1], place_id=name.place_id)
    return Placed(label, box, "middle", *at)


def named(base: Base, placed: Iterable[Placed]) -> set[str]:
    """Codes of the countries whose names stand on the map."""
    codes = {name.place_id: code for code, name in base.country_names.items()}
    return {codes.get(p.label.place_id, "") for p in placed if p.label.order == "country"}


def one_sided(land: Land, room: Room, placed: Iterable[Placed]) -> list[tuple[str, str]]:
    """Borders with a name on one side only: codes of the named and of the unnamed country.

    What would have no name in an empty picture either doesn't count.
    """
    known = named(land.base, placed)
    return [
        (one, other)
        for pair in sorted(land.borders)
        for one, other in (pair, pair[::-1])
        if one in known and other not in known and other in room.able
    ]
