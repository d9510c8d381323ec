"""The base map of the world in pieces: ``base.sqlite``, read where it lies, never whole.

A level is a fineness: cells of a zoom (``base_cells.py``) and the zooms of a map from which they are drawn.
Relief is grey pictures of cells, white where nothing changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from geodash.geo.per_file import per_file

FILE = "base.sqlite"


@dataclass(frozen=True, slots=True)
class Level:
    """Cells of ``z``, for maps of zoom ``least`` and more, until the next level begins; ``extent`` units wide."""

    z: int
    least: float
    extent: int


#: The coarsest first; its only cell is the whole world.
LEVELS = (Level(0, 0, 8192), Level(3, 3.5, 4096), Level(5, 5, 4096), Level(6, 7, 8192))
#: Relief is drawn from these zooms on; the finer pictures exist for the detailed region only.
RELIEF = (Level(4, 5, 450), Level(6, 7, 675))  # pixels wide


def level_of(zoom: float, levels: Sequence[Level] = LEVELS) -> Level:
    """The level that a map of a zoom is drawn with."""
    return next((one for one in reversed(levels) if zoom >= one.least), levels[0])


def place(z: int, x: int, y: int) -> int:
    """The key of a cell in the file."""
    return (z << 12 | x) << 12 | y


class BaseFile:
    """Pieces of the base map by where they are. For use by several threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[BaseFile], tuple[Path]]:
        """In another process the file is opened anew."""
        return BaseFile, (self._path,)

    @cached_property
    def _db(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with the content."""
        return hashlib.sha256(self._path.read_bytes()).hexdigest()[:12]

    def cell(self, z: int, x: int, y: int) -> bytes | None:
        """A packed cell; ``None`` for open water, and for what is no cell."""
        return self._one("cells", z, x, y)

    def relief(self, z: int, x: int, y: int) -> bytes | None:
        """A picture of the relief (WebP); ``None`` where there is none."""
        return self._one("relief", z, x, y)

    @cached_property
    def names(self) -> dict[str, str]:
        """What the country of a code is called."""
        return dict(self._ask("SELECT iso3, name FROM countries ORDER BY iso3"))

    def _one(self, table: str, z: int, x: int, y: int) -> bytes | None:
        rows = self._ask(f"SELECT data FROM {table} WHERE at = ?", (place(z, x, y),))
        return rows[0][0] if rows else None

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What the file answers; nothing where it is none of ours."""
        with self._lock, contextlib.suppress(sqlite3.Error, OverflowError):
            return self._db.execute(question, values).fetchall()
        return []


@per_file
def open_base(path: Path) -> BaseFile:
    """The file's pieces; nothing is read before somebody asks."""
    return BaseFile(path)
