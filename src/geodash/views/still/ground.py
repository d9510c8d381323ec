"""The ground of still maps: pieces of the base map as shapes of Mercator's unit square."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from threading import Lock

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Bounds
from geodash.geo.base_cells import KINDS, Cell, Points, Rings, unpacked
from geodash.geo.base_file import LEVELS, BaseFile
from geodash.geo.longitudes import turned
from geodash.geo.per_file import MOST
from geodash.views.still.view import mercator

#: Cells that are kept, of each base map that is in use.
KEPT = 256
#: Points of which it is kept in which country they lie: names of a view are tried at the same ones again and again.
ASKED = 8192
#: A border: its line, whether it is disputed, and the countries on either side.
Border = tuple[BaseGeometry, bool, tuple[str, str]]


@dataclass
class Seen:
    """What a view shows of the ground; land is cut into cells."""

    lands: list[tuple[str, BaseGeometry]] = field(default_factory=list)
    lakes: list[BaseGeometry] = field(default_factory=list)
    shores: list[BaseGeometry] = field(default_factory=list)
    rivers: list[BaseGeometry] = field(default_factory=list)
    streams: list[BaseGeometry] = field(default_factory=list)
    provinces: list[BaseGeometry] = field(default_factory=list)
    borders: list[Border] = field(default_factory=list)
    #: Kind, text, latitude, longitude, zoom from which it stands, rank.
    names: list[tuple[str, str, float, float, int, int]] = field(default_factory=list)


class GroundPieces:
    """The base map of a geodata folder; without a file of it there is open water."""

    def __init__(self, file: BaseFile | None) -> None:
        self.file = file
        self._cell = lru_cache(KEPT)(self._read)
        self._one = Lock()
        self._within = lru_cache(MOST)(self._seen)
        self._country = lru_cache(ASKED)(self._country_of)

    @cached_property
    def names(self) -> dict[str, str]:
        """What the country of a code is called."""
        return self.file.names if self.file else {}

    def within(self, box: Bounds, z: int) -> Seen:
        """What touches a box of the unit square; beyond its edges the world goes on. Not to be changed: others have it too."""
        return self._within(box, z)

    def _seen(self, box: Bounds, z: int) -> Seen:
        seen = Seen()
        for shapes, turn in self._touching(box, z):
            seen.lands += [(code, shifted(shape, turn)) for code, shape in shapes.lands]
            seen.borders += [(shifted(line, turn), odd, pair) for line, odd, pair in shapes.borders]
            for name in ("lakes", "shores", "rivers", "streams", "provinces"):
                getattr(seen, name).extend(shifted(one, turn) for one in getattr(shapes, name))
            seen.names += shapes.names
        return seen

    def _touching(self, box: Bounds, z: int) -> Iterator[tuple[Seen, int]]:
        n = 2**z
        for column in range(math.floor(box[0] * n), math.floor(box[2] * n) + 1):
            for y in range(max(0, math.floor(box[1] * n)), min(n - 1, math.floor(box[3] * n)) + 1):
                turn, x = divmod(column, n)
                if found := self._cell(z, x, y):
                    yield found[0], turn

    def country_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the country that a point lies in; ``None`` at sea."""
        return self._country(latitude, longitude)

    def _country_of(self, latitude: float, longitude: float) -> str | None:
        z = LEVELS[-1].z
        at = mercator(latitude, turned(longitude))
        x, y = (min(2**z - 1, int(v * 2**z)) for v in at)
        found = self._cell(z, x, y)
        if not found:
            return None
        seen, tree = found
        # Asked for the same coast again and again: prepared, it is looked through once. Two threads at a prepared
        # shape's first use would end the process, so the tree has shapes of its own, used by one at a time.
        with self._one:
            near = np.sort(tree.query(shapely.Point(at)))
            lands = tree.geometries[near]
            shapely.prepare(lands)
            on = near[shapely.intersects_xy(lands, *at)]
        return seen.lands[int(on[0])][0] if len(on) else None

    def world(self, code: str) -> list[BaseGeometry]:
        """The parts of a country, coarsely and whole."""
        found = self._cell(LEVELS[0].z, 0, 0)
        return [shape for iso3, shape in found[0].lands if iso3 == code] if found else []

    def _read(self, z: int, x: int, y: int) -> tuple[Seen, shapely.STRtree] | None:
        data = self.file.cell(z, x, y) if self.file else None
        if data is None:
            return None
        seen = _shapes(unpacked(data), z, x, y)
        lands = np.array([shape for _, shape in seen.lands], dtype=object)
        return seen, shapely.STRtree(shapely.from_wkb(shapely.to_wkb(lands)))


@lru_cache(MOST)
def pieces_of(file: BaseFile | None) -> GroundPieces:
    """The base map of a file, which all maps share: their cells are read once."""
    return GroundPieces(file)


def shifted(shape: BaseGeometry, turns: int) -> BaseGeometry:
    """A shape of the unit square, so many turns of the globe further east."""
    if not turns:
        return shape
    moved: BaseGeometry = shapely.transform(shape, lambda points: points + np.array([turns, 0]))
    return moved


def _shapes(cell: Cell, z: int, x: int, y: int) -> Seen:
    whole = cell.extent * 2**z
    corner = np.array([x, y]) * cell.extent

    def polygon(rings: Rings) -> BaseGeometry:
        outline, *holes = ((ring + corner) / whole for ring in rings)
        return shapely.Polygon(outline, holes)

    def line(points: Points) -> shapely.LineString:
        return shapely.LineString((points + corner) / whole)

    def lines(all_of: Sequence[Points]) -> BaseGeometry:
        return shapely.MultiLineString([line(points) for points in all_of])

    def name(told: tuple[str, str, int, int, int, int]) -> tuple[str, str, float, float, int, int]:
        letter, text, px, py, zoom, rank = told
        kind = KINDS[letter]
        u, v = (np.array([px, py]) + corner) / whole
        latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * v))))
        return kind, text, latitude, float(u) * 360 - 180, zoom, rank

    return Seen(
        [(code, polygon(rings)) for code, polygons in cell.lands for rings in polygons],
        [polygon(rings) for rings in cell.lakes],
        [
            line(part)
            for rings in cell.lakes
            for ring in rings
            for part in _inner(ring, cell.extent)
        ],
        [line(points) for points in cell.rivers],
        [line(points) for points in cell.streams],
        [line(points) for points in cell.provinces],
        [(lines(some), disputed, (left, right)) for disputed, left, right, some in cell.borders],
        [name(told) for told in cell.names],
    )


def _inner(ring: Points, extent: int) -> Iterator[Points]:
    """The stretches of a ring that are no edge of the cell."""
    closed = np.vstack([ring, ring[:1]])
    same = (closed[1:] == closed[:-1]) & ((closed[1:] == 0) | (closed[1:] == extent))
    for part in np.split(closed, np.flatnonzero(same.any(axis=1)) + 1):
        if len(part) > 1:
            yield part
