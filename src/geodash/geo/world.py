"""The places of the world: ``world.sqlite``, behind ``places.csv``; read where it lies, never whole.

A place has a number, GeoNames' where it has one, and stands at a place in the file: places are in order of
their numbers, names in order of their keys (``geo/place_keys.py``), and both are packed some hundreds
at a time (``geo/world_blocks.py``), so that a question unpacks what it asks for and little more.
``tools/geodata_build/world_file.py`` writes it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from geodash.geo.gazetteer import Place
from geodash.geo.per_file import per_file
from geodash.geo.plain_names import plain_name
from geodash.geo.world_blocks import DEGREES, PER_BLOCK, SOUTH, WEIGHTS, WEST, Block, Chunk

FILE = "world.sqlite"
#: What was added since, in a file of the same form: a change to it costs kilobytes, not ten megabytes.
MORE = "world_more.sqlite"
_PREFIX = "geonames:"
#: Below each of these weights a place has one rank less.
_RANKS = (6.0, 5.0, 4.5, 3.7)
#: So many keys are looked up sooner than the checksums of all are made.
_FEW = 500
#: Names of one row of ``lists``, by number.
_List = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place of the world and its weight: the decimal logarithm of its people, or what amounts to it."""

    place: Place
    weight: float


class World:
    """Places by id and by name. For use by several threads at once."""

    def __init__(self, path: Path, more: World | None = None) -> None:
        """``more`` knows places besides; what it has of a place that both know goes first."""
        self._path, self._more = path, more
        self._asked = 0
        self._lock = threading.Lock()
        self._chunk = lru_cache(12)(self._read_chunk)
        self._block = lru_cache(128)(self._read_block)
        self._kept = lru_cache(4096)(self._get)

    def __reduce__(self) -> tuple[type[World], tuple[Path, World | None]]:
        """In another process the file is opened anew."""
        return World, (self._path, self._more)

    @cached_property
    def _db(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or ``None``."""
        return self._kept(place_id)

    def _get(self, place_id: str) -> Place | None:
        if self._more and (added := self._more.get(place_id)):
            return added
        at = self._at(place_id)
        return None if at is None else self._ranked(at).place

    def code(self, place_id: str) -> tuple[str, str]:
        """The codes of a province: GeoNames' and ISO 3166-2; blank where there are none."""
        rows = self._ask("SELECT code, iso FROM units WHERE n = ?", (geonames_number(place_id),))
        return (rows[0][0], rows[0][1]) if rows else ("", "")

    def named(self, key: str) -> Sequence[tuple[Ranked, bool]]:
        """The places that have a key, each with whether it is of its main name."""
        return (*(self._more.named(key) if self._more else ()), *self._own_named(key))

    def _own_named(self, key: str) -> Sequence[tuple[Ranked, bool]]:
        if not self._firsts:
            return ()
        chunk = self._chunk(self._near(key))
        at = bisect_left(chunk.keys, key)
        if at == len(chunk.keys) or chunk.keys[at] != key:
            return ()
        return [(self._ranked(ref >> 1), bool(ref & 1)) for ref in chunk.refs(at)]

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` that some place has; others may be among them. Quick for thousands at a time."""
        self._asked += len(keys)
        if self._asked < _FEW:
            return set(keys)
        sums = np.fromiter(
            (crc32(k.encode("utf-8", "replace")) for k in keys), np.uint32, len(keys)
        )
        at = np.searchsorted(self._sums[:-1], sums) if len(self._sums) else sums[:0]
        found = {k for k, there in zip(keys, self._sums[at] == sums, strict=False) if there}
        return found | self._more.known(keys) if self._more else found

    @cached_property
    def _sums(self) -> npt.NDArray[np.uint32]:
        """The checksums of all keys: four bytes each. Half a second, so not before somebody asks."""
        parts = [
            np.fromiter((crc32(k.encode("utf-8", "replace")) for k in keys), np.uint32, len(keys))
            for keys in (self._read_chunk(n).keys for n in range(len(self._firsts)))
        ]
        return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint32)

    def beginning(self, prefix: str, most: int = 4000) -> Iterator[str]:
        """Yield keys that begin with ``prefix``, in order, ``most`` of them at most."""
        found = self._own_beginning(prefix, most)
        if self._more:
            found = merge(found, self._more.beginning(prefix, most))
        yield from islice((key for key, _ in groupby(found)), most)

    def _own_beginning(self, prefix: str, most: int) -> Iterator[str]:
        for number in range(self._near(prefix), len(self._firsts)):
            keys = self._chunk(number).keys
            for at in range(bisect_left(keys, prefix), len(keys)):
                if not keys[at].startswith(prefix) or most <= 0:
                    return
                most -= 1
                yield keys[at]

    def _near(self, key: str) -> int:
        """The chunk in which a key would be."""
        return max(0, bisect_right(self._firsts, key) - 1)

    @cached_property
    def _firsts(self) -> list[str]:
        return [row[0] for row in self._ask("SELECT first FROM names ORDER BY first")]

    @cached_property
    def _first_numbers(self) -> list[int]:
        return [row[0] for row in self._ask("SELECT first FROM places ORDER BY first")]

    def _read_chunk(self, number: int) -> Chunk:
        ((keys, refs),) = self._ask("SELECT keys, refs FROM names WHERE chunk = ?", (number,))
        return Chunk(keys, refs)

    def _read_block(self, number: int) -> Block:
        ask = "SELECT first, texts, numbers FROM places WHERE block = ?"
        ((first, texts, numbers),) = self._ask(ask, (number,))
        return Block(first, texts, numbers)

    def _at(self, place_id: str) -> int | None:
        """Where in the file a place stands."""
        if not place_id.startswith(_PREFIX):
            rows = self._ask("SELECT at FROM own WHERE place_id = ?", (place_id,))
            return int(rows[0][0]) if rows else None
        number = geonames_number(place_id)
        if number is None or not self._first_numbers or number < self._first_numbers[0]:
            return None
        block = bisect_right(self._first_numbers, number) - 1
        numbers = self._block(block).numbers
        at = bisect_left(numbers, number)
        return block * PER_BLOCK + at if numbers[at : at + 1] == [number] else None

    def _ranked(self, at: int) -> Ranked:
        """The place that stands at ``at``."""
        block, at = self._block(at // PER_BLOCK), at % PER_BLOCK
        name, other, place_id = block.words(at)
        lat, lon, admin1, country, kind, weight = block.told(at)
        state = self._countries[country]
        found = Place(
            place_id=place_id or f"{_PREFIX}{block.numbers[at]}",
            name=plain_name(name, state),
            name_other=other,
            kind=self._kinds[kind],
            country=state,
            admin1=plain_name(self._admin1[admin1], state),
            latitude=(lat - SOUTH) / DEGREES if lat else None,
            longitude=(lon - WEST) / DEGREES if lon else None,
            rank=1 + sum(weight / WEIGHTS < least for least in _RANKS),
        )
        return Ranked(found, weight / WEIGHTS)

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


def geonames_number(place_id: str) -> int | None:
    """GeoNames' number in an id (``geonames:379253``), if there is one."""
    bare = place_id.removeprefix(_PREFIX)
    whole = bare != place_id and bare.isascii() and bare.isdigit() and len(bare) < 10
    return int(bare) if whole else None


@per_file
def open_world(path: Path) -> World:
    """The file's places and those added beside it; nothing is read before somebody asks, and of a file of something
    else nothing is known."""
    more = path.with_name(MORE)
    return World(path, World(more) if more.is_file() else None)
