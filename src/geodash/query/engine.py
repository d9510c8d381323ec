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

_POOL = 16


class Engine:
    """The root connection and its pool of cursors."""

    def __init__(self) -> None:
        self.root = duckdb.connect(
            ":memory:",
            config={"enable_external_access": "false", "autoinstall_known_extensions": "false"},
        )
        self._idle: list[duckdb.DuckDBPyConnection] = []
        self._lock = threading.Lock()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query with ``?`` placeholders."""
        with self._cursor() as cursor:
            return cursor.execute(sql, list(params)).fetchall()

    def one(self, sql: str, params: Sequence[object] = ()) -> tuple[Any, ...]:
        """The single row of a query that always has one."""
        return self.rows(sql, params)[0]

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
