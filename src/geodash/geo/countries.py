"""Which countries a point lies in or near, by the land of the base map."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.domain.extent import Point
from geodash.geo.base_file import LEVELS, BaseFile
from geodash.geo.per_file import per_file

if TYPE_CHECKING:
    import shapely

#: The outlines are generalised: a point so many degrees from a country may be in it.
NEAR = 0.25
#: Cells that are kept.
_KEPT = 256


class Countries:
    """The land of all countries, in the cells of the finest level; a point near a border is in both."""

    def __init__(self, base: BaseFile) -> None:
        self._base = base
        self._cell = lru_cache(_KEPT)(self._read)

    def around(self, points: Sequence[Point]) -> list[frozenset[str]]:
        """For each point the codes of the countries within ``NEAR`` of it; none is the sea.

        Land that is no country's has the code "".
        """
        return [frozenset(self._near(point)) for point in points]

    def _near(self, point: Point) -> Iterator[str]:
        import shapely  # only for those who have a point in doubt

        n = 2 ** LEVELS[-1].z
        west, east = (math.floor((point.longitude + d + 180) / 360 * n) for d in (-NEAR, NEAR))
        north, south = (_row(point.latitude + d, n) for d in (NEAR, -NEAR))
        for column in range(west, east + 1):
            turn, x = divmod(column, n)
            where = shapely.Point(point.longitude - 360 * turn, point.latitude)
            for y in range(north, south + 1):
                codes, tree = self._cell(x, y)
                for at in tree.query(where, predicate="dwithin", distance=NEAR):
                    yield codes[int(at)]

    def _read(self, x: int, y: int) -> tuple[list[str], shapely.STRtree]:
        """The countries of a cell, and their land in degrees."""
        import numpy as np
        import shapely

        from geodash.geo.base_cells import unpacked

        z, data = LEVELS[-1].z, self._base.cell(LEVELS[-1].z, x, y)
        cell = unpacked(data) if data else None
        whole = cell.extent * 2**z if cell else 1
        corner = np.array([x, y]) * (cell.extent if cell else 0)

        def degrees(ring: np.ndarray) -> np.ndarray:
            u, v = ((ring + corner) / whole).T
            return np.column_stack(
                (u * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * v)))))
            )

        found = [
            (code, shapely.Polygon(degrees(rings[0]), [degrees(hole) for hole in rings[1:]]))
            for code, polygons in (cell.lands if cell else ())
            for rings in polygons
        ]
        return [code for code, _ in found], shapely.STRtree([shape for _, shape in found])


def _row(latitude: float, n: int) -> int:
    """The row of cells that a latitude lies in; beyond the map the first or the last."""
    phi = math.radians(max(-85.0, min(85.0, latitude)))
    return min(n - 1, max(0, math.floor((1 - math.asinh(math.tan(phi)) / math.pi) / 2 * n)))


@per_file
def read_countries(path: Path) -> Countries:
    """The countries of a ``base.sqlite``; nothing is read before somebody asks."""
    return Countries(BaseFile(path))
