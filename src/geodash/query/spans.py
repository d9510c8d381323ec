"""The intervals of a collection, each once: what bars and extents are counted from."""

from __future__ import annotations

import numpy as np

from geodash.query.columns import Columns
from geodash.query.shown import Flags


class Spans:
    """The combinations of interval, kind and background that there are, one value each.

    Days count from 1970-01-01; ``kind`` is the position in :attr:`kinds`. Undated events are in none
    of them. Events are in time order, so that ``of``, the number of each dated event's interval, hardly
    jumps about.
    """

    def __init__(self, columns: Columns) -> None:
        self.kinds = columns.kinds
        self._dated = columns.dated
        first, last = columns.first[columns.dated], columns.last[columns.dated]
        kind, background = columns.kind[columns.dated], columns.background[columns.dated]
        start = int(first.min(initial=0))
        # Nine thousand years of days, twice, and a few kinds: far from the end of 64 bits.
        days = int((last.astype(np.int64) - first).max(initial=0)) + 1
        key = (first.astype(np.int64) - start) * days + (last.astype(np.int64) - first)
        key = (key * len(self.kinds) + kind) * 2 + background
        _, at, self.of = np.unique(key, return_index=True, return_inverse=True)
        self.first: np.ndarray = first[at]
        self.last: np.ndarray = last[at]
        self.kind: np.ndarray = kind[at]
        self.background: np.ndarray = background[at]

    def counts(self, shown: Flags) -> np.ndarray:
        """Of each interval the events that are shown, which adds up over any sets of events."""
        found: np.ndarray = np.bincount(self.of[shown[self._dated]], minlength=len(self.first))
        return found
