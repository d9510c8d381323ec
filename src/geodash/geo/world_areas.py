"""Outlines of the world's provinces and districts: ``areas.sqlite``, behind ``areas.geojson``; read one by one.

The area of a division has its place's own id: ``geonames:379253`` is the place Khartoum and, as ``area_id``,
its outline. ``tools/geodata_build/world_areas_file.py`` writes the file.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import zlib
from functools import cached_property, lru_cache
from pathlib import Path

from geodash.geo.areas import AREA_PREFIX, Area
from geodash.geo.packed_shape import GRID, unpacked
from geodash.geo.per_file import per_file
from geodash.geo.plain_names import plain_name
from geodash.geo.world import geonames_number

FILE = "areas.sqlite"
_ASK = """SELECT name, country, kinds.kind, lat, lon, status, note, shape FROM areas
  JOIN kinds ON kinds.n = areas.kind JOIN words ON words.n = areas.words WHERE areas.n = ?"""
_Row = tuple[str, str, str, int, int, str, str, bytes]


class WorldAreas:
    """Areas by id. For use by several threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._kept = lru_cache(256)(self._get)

    def __reduce__(self) -> tuple[type[WorldAreas], tuple[Path]]:
        """In another process the file is opened anew."""
        return WorldAreas, (self._path,)

    @cached_property
    def _db(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def get(self, area_id: str) -> Area | None:
        """The area with this id, with or without ``area:`` in front, or ``None``."""
        return self._kept(area_id.removeprefix(AREA_PREFIX))

    def _get(self, area_id: str) -> Area | None:
        number = geonames_number(area_id)
        row = self._row(number) if number is not None else None
        if row is None:
            return None
        name, country, kind, lat, lon, status, note, shape = row
        try:
            geojson = unpacked(shape)
        except (ValueError, zlib.error):
            return None
        return Area(
            area_id=area_id,
            name=plain_name(name, country),
            kind=kind,
            status=status,
            note=note,
            latitude=round(lat * GRID, 3),
            longitude=round(lon * GRID, 3),
            geojson=geojson,
        )

    def _row(self, number: int) -> _Row | None:
        """What the file has of a number; nothing where it is none of ours."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            found: _Row | None = self._db.execute(_ASK, (number,)).fetchone()
            return found
        return None


@per_file
def open_areas(path: Path) -> WorldAreas:
    """The file's areas; nothing is read before somebody asks."""
    return WorldAreas(path)
