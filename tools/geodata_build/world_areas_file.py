"""The file of outlines, the same bytes from the same areas; read by `src/geodash/geo/world_areas.py`."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.packed_shape import GRID, packed

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE areas (n INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT,
  lat INTEGER, lon INTEGER, words INTEGER, shape BLOB);
CREATE TABLE kinds (n INTEGER PRIMARY KEY, kind TEXT);
CREATE TABLE words (n INTEGER PRIMARY KEY, status TEXT, note TEXT);
"""


@dataclass
class Outline:
    """An area: GeoNames' number, what is said of it, the point of its name and its outline in degrees."""

    n: int
    name: str
    kind: str
    country: str
    point: tuple[float, float]
    status: str
    note: str
    shape: BaseGeometry


def write_outlines(path: Path, outlines: Iterable[Outline]) -> None:
    """Write the file anew."""
    rows = sorted(outlines, key=lambda o: o.n)
    kinds = {kind: n for n, kind in enumerate(sorted({o.kind for o in rows}))}
    words = {pair: n for n, pair in enumerate(sorted({(o.status, o.note) for o in rows}))}
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        db.executemany("INSERT INTO kinds VALUES (?,?)", ((n, kind) for kind, n in kinds.items()))
        db.executemany(
            "INSERT INTO words VALUES (?,?,?)", ((n, *pair) for pair, n in words.items())
        )
        for o in rows:
            point = (round(v / GRID) for v in o.point)
            told = (o.n, o.name, kinds[o.kind], o.country, *point, words[o.status, o.note])
            db.execute(
                "INSERT INTO areas VALUES (?,?,?,?,?,?,?,?)", (*told, packed(_on_grid(o.shape)))
            )
    db.execute("VACUUM")
    db.close()


def _on_grid(shape: BaseGeometry) -> BaseGeometry:
    """On the grid of the file, and valid on it; what is smaller than the grid stays as a speck."""
    snapped = shapely.set_precision(shape, GRID)
    if snapped.is_empty:
        snapped = shapely.set_precision(shape.buffer(1.5 * GRID, quad_segs=2), GRID)
    return shapely.orient_polygons(shapely.normalize(snapped))
