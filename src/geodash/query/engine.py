"""An embedded DuckDB that any number of threads may ask at once.

There is one database in a process, and every engine has a part of it that no other one sees: opening
another database would take half as long again as filling it. The root connection makes the tables; every
query runs on a cursor of its own, taken from a pool, because a DuckDB connection must not be used by two
threads at the same time. Nothing is read from or written to a disk or a network.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pandas as pd

_POOL = 16
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
}
_NUMBERS = itertools.count(1)
_LOCK = threading.Lock()
#: The parts of engines that are gone. Whoever comes next lets go of them: an engine may be collected
#: in the midst of another one's query.
_GONE: deque[str] = deque()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config=_CONFIG)


class Engine:
    """The root connection and its pool of cursors."""

    def __init__(self) -> None:
        self._part = f"part{next(_NUMBERS)}"
        with _LOCK:
            _database().execute(f"ATTACH ':memory:' AS {self._part}")
        weakref.finalize(self, _GONE.append, self._part)
        self.root = self._connected()
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
        if _GONE:
            _let_go()
        with self._lock:
            cursor = self._idle.pop() if self._idle else self._connected()
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

    def _connected(self) -> duckdb.DuckDBPyConnection:
        with _LOCK:
            connection = _database().cursor()
        connection.execute(f"USE {self._part}")
        return connection


def _let_go() -> None:
    """Gives back the memory of engines that are gone."""
    with _LOCK:
        for part in [_GONE.popleft() for _ in range(len(_GONE))]:
            _database().execute(f"DETACH {part}")
