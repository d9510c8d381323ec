"""The world file: places and their names in one SQLite file, the same bytes from the same rows.

How it is read: `src/geodash/geo/world.py`.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PER_CHUNK = 2048
SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE lists (list TEXT, n INTEGER, value TEXT, PRIMARY KEY (list, n)) WITHOUT ROWID;
CREATE TABLE places (
  n INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER, country INTEGER, admin1 INTEGER,
  lat INTEGER, lon INTEGER, weight INTEGER
);
CREATE TABLE own (n INTEGER PRIMARY KEY, place_id TEXT UNIQUE, name_other TEXT);
CREATE TABLE units (n INTEGER PRIMARY KEY, code TEXT, iso TEXT);
CREATE TABLE names (first TEXT PRIMARY KEY, keys BLOB, refs BLOB) WITHOUT ROWID;
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
        kinds = _numbered(db, "kind", (e.kind for e in rows))
        countries = _numbered(db, "country", (e.country for e in rows))
        admin1 = _numbered(db, "admin1", (e.admin1 for e in rows))
        for e in rows:
            lat, lon = (round(v * 1e4) for v in e.point) if e.point else (None, None)
            row = (e.n, e.name, kinds[e.kind], countries[e.country], admin1[e.admin1], lat, lon)
            db.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?)", (*row, round(20 * e.weight)))
        own = [(e.n, e.place_id or None, e.name_other) for e in rows if e.place_id or e.name_other]
        db.executemany("INSERT INTO own VALUES (?,?,?)", own)
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


def _write_names(db: sqlite3.Connection, rows: list[Entry]) -> None:
    """Keys in order, in chunks: each as how much it shares with the one before, the rest, and how many places."""
    refs: dict[str, list[int]] = {}
    for e in rows:
        for key in e.main:
            refs.setdefault(key, []).append(2 * e.n + 1)
        for key in e.keys - e.main:
            refs.setdefault(key, []).append(2 * e.n)
    keys = sorted(refs)
    for start in range(0, len(keys), PER_CHUNK):
        lines, numbers, before = [], array("I"), ""
        for key in keys[start : start + PER_CHUNK]:
            shared = 0
            while shared < min(len(before), len(key), 90) and before[shared] == key[shared]:
                shared += 1
            found = sorted(refs[key])
            many = f"\t{len(found)}" if len(found) > 1 else ""
            lines.append(f"{chr(32 + shared)}{key[shared:]}{many}")
            numbers.extend(found)
            before = key
        if sys.byteorder == "big":
            numbers.byteswap()
        # Bytes of a like place together are more alike.
        planes = b"".join(numbers.tobytes()[plane::4] for plane in range(4))
        packed = zlib.compress("\n".join(lines).encode(), 9), zlib.compress(planes, 9)
        db.execute("INSERT INTO names VALUES (?,?,?)", (keys[start], *packed))
