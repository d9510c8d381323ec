"""What is in view, counted cell by cell, for more events than a map can draw one by one.

Cells are a fixed grid of Web Mercator pixels, so panning doesn't move clusters. Neighbouring cells
whose centroids nearly touch are one cluster, so that a town on a cell's border isn't two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from geodash.domain.kinds import AnyKind
from geodash.geo.longitudes import WORLD, turned
from geodash.query.grid import STACK, Cells, Grid
from geodash.query.parts import BBox

#: Centroids nearer than this part of a cell's side belong together.
_TOUCH = 0.75
#: A cluster of at most so many lists its members; a stack on a single point may be higher.
FEW = 20
_SAME_POINT = 1e-4


@dataclass(slots=True)
class Cluster:
    """Events near each other in view.

    ``ids`` in time order when they are few, else empty; ``stack``: all on one point; ``bounds`` in
    degrees, east beyond 180 where they cross that meridian.
    """

    lat: float
    lon: float
    count: int
    kinds: dict[AnyKind, int]
    bounds: BBox
    ids: tuple[str, ...] = ()
    stack: bool = False


@dataclass(slots=True)
class _Head:
    """A cell of the grid and those that joined it, by their rows."""

    cx: int
    cy: int
    x: float
    y: float
    row: int
    joined: list[int] = field(default_factory=list)


def clusters(
    cells: Cells, grid: Grid, kinds: Sequence[AnyKind], ids: Callable[[np.ndarray], Iterable[str]]
) -> list[Cluster]:
    """Clusters with their centroid in the view, the largest first; ``ids`` has those of positions."""
    heads = _merged(cells, _TOUCH / grid.scale, max(1, round(grid.scale)))
    found = (_cluster(cells, np.array([h.row, *h.joined]), grid, kinds, ids) for h in heads)
    inside = [cluster for cluster in found if _inside(grid.view, cluster)]
    return sorted(inside, key=lambda c: (-c.count, c.lat, c.lon))


def _merged(cells: Cells, touch: float, across: int) -> list[_Head]:
    """Small cells join the nearest larger neighbour that they touch; heads never touch each other.

    The first of a row's ``across`` cells is the last one's neighbour.
    """
    heads: dict[tuple[int, int], _Head] = {}
    for row in np.lexsort((cells.cy, cells.cx, -cells.count)).tolist():
        cx, cy, count = int(cells.cx[row]), int(cells.cy[row]), int(cells.count[row])
        x, y = float(cells.x[row]) / count, float(cells.y[row]) / count
        near = [
            (math.hypot(_between(head.x, x), head.y - y), key)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if (head := heads.get(key := ((cx + dx) % across, cy + dy)))
        ]
        distance, key = min(near, default=(math.inf, (0, 0)))
        if distance < touch:
            heads[key].joined.append(row)
        else:
            heads[(cx % across, cy)] = _Head(cx, cy, x, y, row)
    return list(heads.values())


def _between(a: float, b: float) -> float:
    """How far apart two places of the unit square are, by the shorter way round."""
    return abs((a - b + 0.5) % 1 - 0.5)


def _cluster(
    cells: Cells,
    rows: np.ndarray,
    grid: Grid,
    kinds: Sequence[AnyKind],
    ids: Callable[[np.ndarray], Iterable[str]],
) -> Cluster:
    count = int(cells.count[rows].sum())
    west, east, lon = cells.west[rows], cells.east[rows], float(cells.lon[rows].sum())
    if east.max() - west.min() > WORLD / 2:  # on both sides of the 180th meridian
        beyond = cells.cx[rows] < grid.scale / 2
        west, east = west + WORLD * beyond, east + WORLD * beyond
        lon += WORLD * int(cells.count[rows][beyond].sum())
    box = (west.min(), cells.south[rows].min(), east.max(), cells.north[rows].max())
    bounds = BBox(*map(float, box))
    found = zip(kinds, cells.kinds[rows].sum(axis=0).tolist(), strict=True)
    flat = max(bounds.east - bounds.west, bounds.north - bounds.south) < _SAME_POINT
    listed = count <= (STACK if flat else FEW)
    named: Iterable[str] = ()
    if listed:
        named = ids(np.sort(np.concatenate([cells.few[row] for row in rows.tolist()])))
    return Cluster(
        float(cells.lat[rows].sum()) / count,
        turned(lon / count),
        count,
        {kind: n for kind, n in found if n},
        bounds,
        tuple(named),
        flat and count > 1,
    )


def _inside(view: BBox, c: Cluster) -> bool:
    across = (
        view.west <= c.lon <= view.east
        if view.west <= view.east
        else c.lon >= view.west or c.lon <= view.east
    )
    return across and view.south <= c.lat <= view.north
