"""The intervals of a collection, each once: what bars and extents are counted from."""

from __future__ import annotations

import numpy as np

from geodash.query.columns import Closed
from geodash.query.counted import Counted
from geodash.query.engine import Engine
from geodash.query.filter import Filter

_EPOCH = "DATE '1970-01-01'"


class Spans:
    """The combinations of interval, kind and background that there are, one value each.

    Days count from 1970-01-01; ``kind`` is the position in :attr:`kinds`. Undated events are in none
    of them.
    """

    def __init__(self, engine: Engine, closed: Closed, counted: Counted) -> None:
        self._counted = counted
        self.kinds = closed.kinds
        names = ", ".join(f"'{kind.value}'" for kind in self.kinds)
        # Those without a date come last in their table.
        found = engine.arrays(
            f"SELECT CAST(date_start - {_EPOCH} AS INTEGER) AS first,"
            f" CAST(date_end - {_EPOCH} AS INTEGER) AS last,"
            f" CAST(list_position([{names}], kind) - 1 AS TINYINT) AS kind, background"
            " FROM spans WHERE date_start IS NOT NULL ORDER BY spans"
        )
        self.first: np.ndarray = found["first"]
        self.last: np.ndarray = found["last"]
        self.kind: np.ndarray = found["kind"]
        self.background: np.ndarray = found["background"]

    def counts(self, f: Filter, without: str = "") -> np.ndarray:
        """Of each interval the events that count."""
        return self._counted.tally("spans", f, without)[: len(self.first)]
