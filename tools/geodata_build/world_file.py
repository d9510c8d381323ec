"""The world file: places and their names in one SQLite file, the same bytes from the same rows.

How it is read: `src/geodash/geo/world.py` and, for what is packed, `world_blocks.py`.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.world_blocks import (
    DEGREES,
    PER_BLOCK,
    PER_CHUNK,
    REF_WIDTH,
    SOUTH,
    WEIGHTS,
    WEST,
    WIDTHS,
    planes,
)

SCHEMA = """
PRAGMA page_size = 1024;
CREATE TABLE lists (list TEXT, n INTEGER, value TEXT, PRIMARY KEY (list, n)) WITHOUT ROWID;
CREATE TABLE places (block INTEGER PRIMARY KEY, first INTEGER, texts BLOB, numbers BLOB);
CREATE INDEX places_first ON places (first);
CREATE TABLE own (place_id TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID;
CREATE TABLE units (n INTEGER PRIMARY KEY, code TEXT, iso TEXT);
CREATE TABLE names (chunk INTEGER PRIMARY KEY, first TEXT, keys BLOB, refs BLOB);
CREATE INDEX names_first ON names (first);
"""


@dataclass
class Entry:
    """A place of the world; `main` are the keys of its own names, `keys` those of all others."""

    n: int
    name: str
    kind: str
    country: str = ""
    admin1: str = ""
    point: tuple[float, float] | None = None
    weight: float = 0.0
    place_id: str = ""
    name_other: str = ""
    code: str = ""
    iso: str = ""
    spelled: list[str] = field(default_factory=list)
    main: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file anew."""
    rows = sorted(entries, key=lambda e: e.n)
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        _write_places(db, rows)
        own = [(e.place_id, at) for at, e in enumerate(rows) if e.place_id]
        db.executemany("INSERT INTO own VALUES (?,?)", own)
        units = [(e.n, e.code, e.iso) for e in rows if e.code]
        db.executemany("INSERT INTO units VALUES (?,?,?)", units)
        _write_names(db, rows)
    db.execute("VACUUM")
    db.close()


def _numbered(db: sqlite3.Connection, name: str, values: Iterable[str]) -> dict[str, int]:
    """Words as numbers, from 0."""
    found = {value: n for n, value in enumerate(sorted({"", *values}))}
    db.executemany("INSERT INTO lists VALUES (?,?,?)", ((name, n, v) for v, n in found.items()))
    return found


def _write_places(db: sqlite3.Connection, rows: list[Entry]) -> None:
    """Places in blocks: their words line by line, and each of their numbers as a column."""
    kinds = _numbered(db, "kind", (e.kind for e in rows))
    countries = _numbered(db, "country", (e.country for e in rows))
    admin1 = _numbered(db, "admin1", (e.admin1 for e in rows))
    for block, start in enumerate(range(0, len(rows), PER_BLOCK)):
        some = rows[start : start + PER_BLOCK]
        lines = ("\t".join((e.name, e.name_other, e.place_id)).rstrip("\t") for e in some)
        before = [some[0].n, *(e.n for e in some)]
        points = [[round(v * DEGREES) for v in e.point] if e.point else None for e in some]
        columns: list[list[int]] = [
            [e.n - last for e, last in zip(some, before, strict=False)],
            [lat_lon[0] + SOUTH if lat_lon else 0 for lat_lon in points],
            [lat_lon[1] + WEST if lat_lon else 0 for lat_lon in points],
            [admin1[e.admin1] for e in some],
            [countries[e.country] for e in some],
            [kinds[e.kind] for e in some],
            [round(WEIGHTS * e.weight) for e in some],
        ]
        numbers = b"".join(map(planes, columns, WIDTHS))
        packed = (zlib.compress(part, 9) for part in ("\n".join(lines).encode(), numbers))
        db.execute("INSERT INTO places VALUES (?,?,?,?)", (block, some[0].n, *packed))


def _write_names(db: sqlite3.Connection, rows: list[Entry]) -> None:
    """Keys in order, in chunks: each as how much it shares with the one before, the rest, and how many places."""
    refs: dict[str, list[int]] = {}
    for at, e in enumerate(rows):
        for key in e.main:
            refs.setdefault(key, []).append(2 * at + 1)
        for key in e.keys - e.main:
            refs.setdefault(key, []).append(2 * at)
    keys = sorted(refs)
    for chunk, start in enumerate(range(0, len(keys), PER_CHUNK)):
        lines, numbers, before = [], list[int](), ""
        for key in keys[start : start + PER_CHUNK]:
            shared = 0
            while shared < min(len(before), len(key), 90) and before[shared] == key[shared]:
                shared += 1
            found = sorted(refs[key])
            many = f"\t{len(found)}" if len(found) > 1 else ""
            lines.append(f"{chr(32 + shared)}{key[shared:]}{many}")
            numbers.extend(found)
            before = key
        packed = ("\n".join(lines).encode(), planes(numbers, REF_WIDTH))
        parts = (zlib.compress(part, 9) for part in packed)
        db.execute("INSERT INTO names VALUES (?,?,?,?)", (chunk, keys[start], *parts))
