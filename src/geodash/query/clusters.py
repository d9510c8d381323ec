"""What is in view, counted cell by cell, for more events than a map can draw one by one.

Cells are a fixed grid of Web Mercator pixels, so panning doesn't move clusters. Neighbouring cells
whose centroids nearly touch are one cluster, so that a town on a cell's border isn't two.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from geodash.domain.kinds import AnyKind
from geodash.geo.longitudes import WORLD, turned
from geodash.query.columns import Columns
from geodash.query.partial import Flags
from geodash.query.parts import BBox

CELL_PIXELS = 64
#: Centroids nearer than this part of a cell's side belong together.
_TOUCH = 0.75
#: A cluster of at most so many lists its members; a stack on a single point may be higher.
FEW = 20
STACK = 100
_MAX_ZOOM = 22
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
class _Cell:
    """One cell of the grid; ``members`` are positions in time order."""

    cx: int
    cy: int
    x: float
    y: float
    members: np.ndarray
    joined: list[_Cell] = field(default_factory=list)


def clusters(columns: Columns, at: np.ndarray, view: BBox, zoom: int) -> list[Cluster]:
    """Clusters of the events at these positions with their centroid in the view, the largest first."""
    scale = 2 ** max(0, min(_MAX_ZOOM, zoom)) * 256 / CELL_PIXELS
    # Whole cells and their neighbours, so that what is at the edge of the view doesn't change it.
    at = at[(columns.mark & _near(columns, view, 2 / scale))[at]]
    heads = _merged(_cells(columns, at, scale), _TOUCH / scale, max(1, round(scale)))
    found = (_cluster(columns, head) for head in heads)
    inside = [cluster for cluster in found if _inside(view, cluster)]
    return sorted(inside, key=lambda c: (-c.count, c.lat, c.lon))


def _near(columns: Columns, view: BBox, pad: float) -> Flags:
    west, east = ((lon + 180) / 360 for lon in (view.west, view.east))
    north, south = _mercator_y(view.north), _mercator_y(view.south)
    # A view that reaches within a cell of the 180th meridian sees its neighbours beyond it.
    width = (east - west) % 1 if (west, east) != (0.0, 1.0) else 1.0
    left, right = west - pad, west + width + pad
    if left >= 0 and right <= 1:  # what lies round the world takes several times as long
        across = (columns.x >= left) & (columns.x <= right)
    else:
        across = (columns.x - left) % 1 <= width + 2 * pad
    return across & (columns.y >= north - pad) & (columns.y <= south + pad)


def _mercator_y(lat: float) -> float:
    lat = max(-85.05, min(85.05, lat))
    return 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)


def _cells(columns: Columns, at: np.ndarray, scale: float) -> list[_Cell]:
    """The occupied cells, found by one stable sort that keeps time order within each."""
    if not len(at):
        return []
    x, y = columns.x[at], columns.y[at]
    cx, cy = (np.floor(v * scale).astype(np.int64) for v in (x, y))
    key = (cx - cx.min()) * (cy.max() - cy.min() + 1) + cy - cy.min()
    if key.max() < 2**16:
        key = key.astype(np.uint16)  # sorted in linear time
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order].astype(np.int64), prepend=-1))
    sizes = np.diff(starts, append=len(order))
    sum_x, sum_y = np.add.reduceat(x[order], starts), np.add.reduceat(y[order], starts)
    return [
        _Cell(int(cx[i]), int(cy[i]), sx / n, sy / n, at[order[s : s + n]])
        for s, n, sx, sy, i in zip(starts, sizes, sum_x, sum_y, order[starts], strict=True)
    ]


def _merged(cells: Iterable[_Cell], touch: float, across: int) -> list[_Cell]:
    """Small cells join the nearest larger neighbour that they touch; heads never touch each other.

    The first of a row's ``across`` cells is the last one's neighbour.
    """
    heads: dict[tuple[int, int], _Cell] = {}
    for cell in sorted(cells, key=lambda c: (-len(c.members), c.cx, c.cy)):
        near = [
            (math.hypot(_between(head.x, cell.x), head.y - cell.y), key)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if (head := heads.get(key := ((cell.cx + dx) % across, cell.cy + dy)))
        ]
        distance, key = min(near, default=(math.inf, (0, 0)))
        if distance < touch:
            heads[key].joined.append(cell)
        else:
            heads[(cell.cx % across, cell.cy)] = cell
    return list(heads.values())


def _between(a: float, b: float) -> float:
    """How far apart two places of the unit square are, by the shorter way round."""
    return abs((a - b + 0.5) % 1 - 0.5)


def _cluster(columns: Columns, head: _Cell) -> Cluster:
    at = head.members
    if head.joined:
        at = np.concatenate([at, *(cell.members for cell in head.joined)])
    lat, lon = columns.latitude[at], columns.longitude[at]
    if lon.max() - lon.min() > WORLD / 2:  # on both sides of the 180th meridian
        lon = np.where(lon < 0, lon + WORLD, lon)
    bounds = BBox(*(float(v) for v in (lon.min(), lat.min(), lon.max(), lat.max())))
    counts = np.bincount(columns.kind[at], minlength=len(columns.kinds))
    kinds = {kind: int(n) for kind, n in zip(columns.kinds, counts, strict=True) if n}
    count = len(at)
    flat = max(bounds.east - bounds.west, bounds.north - bounds.south) < _SAME_POINT
    listed = count <= (STACK if flat else FEW)
    ids = tuple(columns.event_id[np.sort(at)]) if listed else ()
    return Cluster(
        float(lat.mean()), turned(float(lon.mean())), count, kinds, bounds, ids, flat and count > 1
    )


def _inside(view: BBox, c: Cluster) -> bool:
    across = (
        view.west <= c.lon <= view.east
        if view.west <= view.east
        else c.lon >= view.west or c.lon <= view.east
    )
    return across and view.south <= c.lat <= view.north
