"""What is in view, counted cell by cell, for more events than a map can draw one by one.

Cells are a fixed grid of Web Mercator pixels, so panning doesn't move clusters. Neighbouring cells
whose centroids nearly touch are one cluster, so that a town on a cell's border isn't two.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from geodash.model import Kind
from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.parts import BBox
from geodash.query.shown import Sets

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
    degrees.
    """

    lat: float
    lon: float
    count: int
    kinds: dict[Kind, int]
    bounds: BBox
    ids: tuple[str, ...] = ()
    stack: bool = False


@dataclass(slots=True)
class _Cell:
    cx: int
    cy: int
    count: int
    sums: tuple[float, float, float, float]
    """Of latitude, longitude, x and y."""
    bounds: BBox
    kinds: dict[Kind, int]
    joined: list[_Cell] = field(default_factory=list)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.sums[2] / self.count, self.sums[3] / self.count)


_KINDS = ", ".join(f"count(*) FILTER (WHERE kind = '{k.value}')" for k in Kind)
#: Seats and whole countries stand in chips, not among the marks.
_MARKS = (
    "latitude IS NOT NULL AND longitude IS NOT NULL"
    " AND (place_role IS NULL OR place_role <> 'seat') AND (where_prec IS NULL OR where_prec <> 6)"
)


def clusters(engine: Engine, sets: Sets, f: Filter, view: BBox, zoom: int) -> list[Cluster]:
    """Clusters with their centroid in the view, the largest first."""
    scale = 2 ** max(0, min(_MAX_ZOOM, zoom)) * 256 / CELL_PIXELS
    sql, params = sets.begin(f)
    where, values = _in_view(view, 2 / scale)
    points = (
        f"{sql}, points AS (SELECT n, event_id, kind, latitude AS la, longitude AS lo, x, y,"
        f" CAST(floor(x * {scale}) AS INTEGER) AS cx, CAST(floor(y * {scale}) AS INTEGER) AS cy"
        f" FROM shown WHERE {_MARKS} AND {where})"
    )
    rows = engine.rows(
        f"{points} SELECT cx, cy, count(*), sum(la), sum(lo), sum(x), sum(y),"
        f" min(lo), min(la), max(lo), max(la), {_KINDS} FROM points GROUP BY cx, cy",
        (*params, *values),
    )
    found = [_cluster(head) for head in _merged(map(_cell, rows), _TOUCH / scale)]
    found = [(c, cells) for c, cells in found if _inside(view, c)]
    _list_members(engine, points, (*params, *values), found)
    return sorted((c for c, _ in found), key=lambda c: (-c.count, c.lat, c.lon))


def _in_view(view: BBox, pad: float) -> tuple[str, tuple[float, ...]]:
    west, east = ((lon + 180) / 360 for lon in (view.west, view.east))
    north, south = _mercator_y(view.north), _mercator_y(view.south)
    word = "AND" if view.west <= view.east else "OR"
    return (
        f"(x >= ? {word} x <= ?) AND y BETWEEN ? AND ?",
        (west - pad, east + pad, north - pad, south + pad),
    )


def _mercator_y(lat: float) -> float:
    lat = max(-85.05, min(85.05, lat))
    return 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)


def _cell(row: tuple) -> _Cell:
    kinds = {kind: n for kind, n in zip(Kind, row[11:], strict=True) if n}
    return _Cell(row[0], row[1], row[2], row[3:7], BBox(*row[7:11]), kinds)


def _merged(cells: Iterable[_Cell], touch: float) -> list[_Cell]:
    """Small cells join the nearest larger neighbour that they touch; heads never touch each other."""
    heads: dict[tuple[int, int], _Cell] = {}
    for cell in sorted(cells, key=lambda c: (-c.count, c.cx, c.cy)):
        near = [
            (math.dist(head.centre, cell.centre), key)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if (head := heads.get(key := (cell.cx + dx, cell.cy + dy)))
        ]
        distance, key = min(near, default=(math.inf, None))
        if key is not None and distance < touch:
            heads[key].joined.append(cell)
        else:
            heads[(cell.cx, cell.cy)] = cell
    return list(heads.values())


def _cluster(head: _Cell) -> tuple[Cluster, list[_Cell]]:
    cells = [head, *head.joined]
    count = sum(c.count for c in cells)
    kinds = {k: n for k in Kind if (n := sum(c.kinds.get(k, 0) for c in cells))}
    bounds = BBox(
        min(c.bounds.west for c in cells),
        min(c.bounds.south for c in cells),
        max(c.bounds.east for c in cells),
        max(c.bounds.north for c in cells),
    )
    lat, lon = (sum(c.sums[i] for c in cells) / count for i in (0, 1))
    flat = max(bounds.east - bounds.west, bounds.north - bounds.south) < _SAME_POINT
    return Cluster(lat, lon, count, kinds, bounds, stack=flat and count > 1), cells


def _inside(view: BBox, c: Cluster) -> bool:
    across = (
        view.west <= c.lon <= view.east
        if view.west <= view.east
        else c.lon >= view.west or c.lon <= view.east
    )
    return across and view.south <= c.lat <= view.north


def _list_members(
    engine: Engine, points: str, params: tuple, found: list[tuple[Cluster, list[_Cell]]]
) -> None:
    owner = {
        (cell.cx, cell.cy): cluster
        for cluster, cells in found
        if cluster.count <= (STACK if cluster.stack else FEW)
        for cell in cells
    }
    if not owner:
        return
    values = ", ".join(f"({cx}, {cy})" for cx, cy in owner)
    rows = engine.rows(
        f"{points}, few(cx, cy) AS (VALUES {values})"
        " SELECT p.cx, p.cy, p.event_id FROM points p JOIN few USING (cx, cy) ORDER BY p.n",
        params,
    )
    members: dict[int, list[str]] = {}
    for cx, cy, event_id in rows:
        members.setdefault(id(owner[(cx, cy)]), []).append(event_id)
    for cluster, _ in found:
        cluster.ids = tuple(members.get(id(cluster), ()))
