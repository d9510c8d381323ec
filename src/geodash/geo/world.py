"""The places of the world: ``world.sqlite``, behind ``places.csv``; read where it lies, never whole.

A place has a number, GeoNames' where it has one. Its names are keys (``geo/place_keys.py``) in order, packed in
chunks: a chunk has the first key, a line for each key (a character for how many letters it shares with
the one before, the rest of it, a tab and how many places have it where more than one do), and the
places as 32-bit numbers, their lowest bytes first, then the next: twice the place's, plus one where it is its main name.
``tools/geodata_build/world_file.py`` writes it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import threading
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from geodash.geo.gazetteer import Place
from geodash.geo.per_file import per_file

FILE = "world.sqlite"
_PREFIX = "geonames:"
#: Numbers from here on are not GeoNames'.
_OWN = 2_000_000_000
#: What the file multiplies with to have whole numbers: degrees, weights.
_DEGREES, _WEIGHTS = 1e4, 20
#: Below each of these weights a place has one rank less.
_RANKS = (6.0, 5.0, 4.5, 3.7)
#: Names of one row of ``lists``, by number.
_List = tuple[str, ...]
_ROW = (
    "SELECT n, name, kind, country, admin1, lat, lon, weight, place_id, name_other "
    "FROM places LEFT JOIN own USING (n) WHERE n IN ({})"
)
#: As many numbers as one question may have in any SQLite.
_MOST = 900


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place of the world and its weight: the decimal logarithm of its people, or what amounts to it."""

    place: Place
    weight: float


class World:
    """Places by id and by name. For use by several threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._chunk = lru_cache(12)(self._read_chunk)
        self._kept = lru_cache(4096)(self._get)

    @cached_property
    def _db(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or ``None``."""
        return self._kept(place_id)

    def _get(self, place_id: str) -> Place | None:
        number = self._number(place_id)
        found = self.places([number]) if number is not None else {}
        return found[number].place if number is not None and number in found else None

    def code(self, place_id: str) -> tuple[str, str]:
        """The codes of a province: GeoNames' and ISO 3166-2; blank where there are none."""
        rows = self._ask("SELECT code, iso FROM units WHERE n = ?", (self._number(place_id),))
        return (rows[0][0], rows[0][1]) if rows else ("", "")

    def places(self, numbers: Iterable[int]) -> dict[int, Ranked]:
        """The places with these numbers; those that there aren't are left out."""
        wanted, found = list(numbers), {}
        for start in range(0, len(wanted), _MOST):
            some = wanted[start : start + _MOST]
            for row in self._ask(_ROW.format(",".join("?" * len(some))), some):
                found[row[0]] = self._ranked(row)
        return found

    def named(self, key: str) -> Sequence[tuple[int, bool]]:
        """The numbers of the places that have a key, and whether it is of their main name."""
        if not self._firsts:
            return ()
        keys, starts, refs = self._chunk(self._first(key))
        at = bisect_left(keys, key)
        if at == len(keys) or keys[at] != key:
            return ()
        return [(ref >> 1, bool(ref & 1)) for ref in refs[starts[at] : starts[at + 1]]]

    def beginning(self, prefix: str, most: int = 4000) -> Iterator[str]:
        """Yield keys that begin with ``prefix``, in order, ``most`` of them at most."""
        first: str | None = self._first(prefix) if self._firsts else None
        while first is not None and most > 0:
            keys, *_ = self._chunk(first)
            for at in range(bisect_left(keys, prefix), len(keys)):
                if not keys[at].startswith(prefix) or most <= 0:
                    return
                most -= 1
                yield keys[at]
            rows = self._ask("SELECT min(first) FROM names WHERE first > ?", (first,))
            first = rows[0][0] if rows else None

    def _first(self, key: str) -> str:
        """The first key of the chunk in which a key would be."""
        return self._firsts[max(0, bisect_left(self._firsts, key + "\0") - 1)]

    @cached_property
    def _firsts(self) -> list[str]:
        return [row[0] for row in self._ask("SELECT first FROM names ORDER BY first")]

    def _read_chunk(self, first: str) -> tuple[list[str], list[int], array[int]]:
        """Keys, where the places of each begin, and the places."""
        ((packed, refs),) = self._ask("SELECT keys, refs FROM names WHERE first = ?", (first,))
        keys, starts, before = [], [0], ""
        for line in zlib.decompress(packed).decode().split("\n"):
            rest, _, many = line[1:].partition("\t")
            before = before[: ord(line[0]) - 32] + rest
            keys.append(before)
            starts.append(starts[-1] + int(many or 1))
        planes = zlib.decompress(refs)
        size = len(planes) // 4
        whole = bytearray(len(planes))
        for plane in range(4):
            whole[plane::4] = planes[plane * size : (plane + 1) * size]
        numbers = array("I", bytes(whole))
        if sys.byteorder == "big":
            numbers.byteswap()
        return keys, starts, numbers

    def _number(self, place_id: str) -> int | None:
        bare = place_id.removeprefix(_PREFIX)
        if bare != place_id:
            return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None
        rows = self._ask("SELECT n FROM own WHERE place_id = ?", (place_id,))
        return int(rows[0][0]) if rows else None

    def _ranked(self, row: tuple[Any, ...]) -> Ranked:
        number, name, kind, country, admin1, lat, lon, weight, place_id, other = row
        found = Place(
            place_id=place_id or f"{_PREFIX}{number}",
            name=name,
            name_other=other or "",
            kind=self._kinds[kind],
            country=self._countries[country],
            admin1=self._admin1[admin1],
            latitude=None if lat is None else lat / _DEGREES,
            longitude=None if lon is None else lon / _DEGREES,
            rank=1 + sum(weight / _WEIGHTS < least for least in _RANKS),
        )
        return Ranked(found, weight / _WEIGHTS)

    @cached_property
    def _kinds(self) -> _List:
        return self._list("kind")

    @cached_property
    def _countries(self) -> _List:
        return self._list("country")

    @cached_property
    def _admin1(self) -> _List:
        return self._list("admin1")

    def _list(self, name: str) -> _List:
        rows = self._ask("SELECT value FROM lists WHERE list = ? ORDER BY n", (name,))
        return tuple(row[0] for row in rows)

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What the file answers; nothing where it is none of ours, or for no text."""
        with self._lock, contextlib.suppress(sqlite3.Error, UnicodeError):
            return self._db.execute(question, values).fetchall()
        return []


@per_file
def open_world(path: Path) -> World:
    """The file's places; nothing is read before somebody asks, and of a file of something else nothing is known."""
    return World(path)
