"""The base map's file: every level cut into cells, the same bytes from the same shapes.

How it is read: `src/geodash/geo/base_file.py` and, for what is packed, `base_cells.py`.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.base_cells import Cell, Points, packed
from geodash.geo.base_file import place

SCHEMA = """
PRAGMA page_size = 1024;
CREATE TABLE cells (at INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE relief (at INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE countries (iso3 TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
"""
MOST_LATITUDE = 85.05

XY = tuple[int, int]
Shapes = np.ndarray


def mercator(shapes: Sequence[shapely.Geometry]) -> Shapes:
    """Degrees to Web Mercator's unit square, from its north-west corner."""

    def convert(points: np.ndarray) -> np.ndarray:
        phi = np.radians(np.clip(points[:, 1], -MOST_LATITUDE, MOST_LATITUDE))
        return np.column_stack(
            ((points[:, 0] + 180) / 360, (1 - np.arctanh(np.sin(phi)) / np.pi) / 2)
        )

    moved: Shapes = shapely.transform(np.array(shapes, dtype=object), convert)
    return moved


Numbered = list[tuple[int, shapely.Geometry]]


def cut(shapes: Shapes, to: int) -> Iterator[tuple[XY, Numbered]]:
    """Yield the cells of zoom ``to`` that have something, with what lies in each and which shape it is of."""
    yield from _cut([(i, g) for i, g in enumerate(shapes) if not g.is_empty], to, 0, 0, 0)


def _cut(numbered: Numbered, to: int, z: int, x: int, y: int) -> Iterator[tuple[XY, Numbered]]:
    if not numbered:
        return
    if z == to:
        yield (x, y), numbered
        return
    shapes = np.array([g for _, g in numbered], dtype=object)
    k = 2.0 ** -(z + 1)
    cells = [(2 * x + dx, 2 * y + dy) for dx in (0, 1) for dy in (0, 1)]
    boxes = [(cx * k, cy * k, (cx + 1) * k, (cy + 1) * k) for cx, cy in cells]
    parts = [shapely.clip_by_rect(shapes, *box) for box in boxes]
    # Where an edge lies along the box, what is quick may take the outside for the inside.
    off = np.abs(sum(map(shapely.area, parts)) - shapely.area(shapes))
    for i in np.flatnonzero(off > 1e-6 * shapely.area(shapes) + 1e-15):
        whole = shapely.make_valid(shapes[i])
        for part, box in zip(parts, boxes, strict=True):
            part[i] = shapely.intersection(whole, shapely.box(*box))
    for part, (cx, cy) in zip(parts, cells, strict=True):
        inside = [(i, g) for (i, _), g in zip(numbered, part, strict=True) if not g.is_empty]
        yield from _cut(inside, to, z + 1, cx, cy)


def polygons_in(shape: shapely.Geometry, z: int, x: int, y: int, extent: int) -> list[list[Points]]:
    """The polygons of what lies in a cell, in its units: valid, and wound alike."""
    whole = shapely.set_precision(shapely.make_valid(_to_units(shape, z, x, y, extent)), 1.0)
    found = []
    for part in _parts(whole, "Polygon"):
        outline = shapely.orient_polygons(shapely.normalize(part))
        rings = [outline.exterior, *outline.interiors]
        found.append([_points(ring)[:-1] for ring in rings])
    return found


def lines_in(shape: shapely.Geometry, z: int, x: int, y: int, extent: int) -> list[Points]:
    """The lines of what lies in a cell, in its units; nothing of what vanishes."""
    found = []
    for part in _parts(_to_units(shape, z, x, y, extent), "LineString"):
        points = _points(part)
        kept = np.concatenate(([True], (np.diff(points, axis=0) != 0).any(axis=1)))
        if kept.sum() > 1:
            found.append(points[kept])
    return sorted(found, key=lambda p: p.tolist())


def _to_units(shape: shapely.Geometry, z: int, x: int, y: int, extent: int) -> shapely.Geometry:
    k = extent * 2.0**z
    return shapely.transform(shape, lambda p: np.clip(p * k - (x * extent, y * extent), 0, extent))


def _parts(shape: shapely.Geometry, kind: str) -> list[shapely.Geometry]:
    flat = [q for p in shapely.get_parts(shape) for q in shapely.get_parts(p)]
    return [p for p in flat if p.geom_type == kind and not p.is_empty]


def _points(line: shapely.Geometry) -> Points:
    return np.rint(shapely.get_coordinates(line)).astype(np.int64)


def write(
    path: Path,
    cells: Mapping[tuple[int, int, int], Cell],
    relief: Mapping[tuple[int, int, int], bytes],
    countries: Mapping[str, str],
) -> None:
    """Write the file anew."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        rows = ((place(*key), packed(cell)) for key, cell in sorted(cells.items()))
        db.executemany("INSERT INTO cells VALUES (?,?)", rows)
        rows = ((place(*key), data) for key, data in sorted(relief.items()))
        db.executemany("INSERT INTO relief VALUES (?,?)", rows)
        db.executemany("INSERT INTO countries VALUES (?,?)", sorted(countries.items()))
    db.execute("VACUUM")
    db.close()
