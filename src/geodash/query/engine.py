"""An embedded DuckDB that any number of threads may ask at once.

One root connection holds the tables; every query runs on a cursor of its own, taken from a pool,
because a DuckDB connection must not be used by two threads at the same time. Nothing is read from
or written to a disk or a network.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import numpy as np
import pandas as pd

_POOL = 16
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
}


class Engine:
    """The root connection and its pool of cursors."""

    def __init__(self) -> None:
        self.root = duckdb.connect(":memory:", config=_CONFIG)
        self._idle: list[duckdb.DuckDBPyConnection] = []
        self._lock = threading.Lock()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query with ``?`` placeholders."""
        with self._cursor() as cursor:
            return cursor.execute(sql, list(params)).fetchall()

    def arrays(self, sql: str, params: Sequence[object] = ()) -> dict[str, np.ndarray]:
        """The columns of a query that has no NULL, by name."""
        with self._cursor() as cursor:
            columns = cursor.execute(sql, list(params)).fetchnumpy()
        return {name: np.asarray(column) for name, column in columns.items()}

    def make(self, sql: str, source: pd.DataFrame) -> None:
        """Runs a statement that makes a table of a frame, called ``source`` in it."""
        with self._cursor() as cursor:
            cursor.register("source", source)
            cursor.execute(sql)
            cursor.unregister("source")

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            cursor = self._idle.pop() if self._idle else self.root.cursor()
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        with self._lock:
            if len(self._idle) < _POOL:
                self._idle.append(cursor)
                return
        cursor.close()
