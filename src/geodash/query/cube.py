"""Counts of all columns with few values from one pass over the events.

The events fall into some thousand *combinations* of these columns. One histogram counts the events of each
combination that pass every part of a filter, and beside it, for each column's own part, those that fail
this part alone. The two together are what passes all *other* parts: every control of such a column is
added up from these few thousand numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.schema import CLOSED_OF
from geodash.query.shown import Flags, Sets


class Cube:
    """Histograms over the table ``closed`` (:mod:`geodash.query.schema`); safe from any number of threads."""

    def __init__(self, engine: Engine, sets: Sets) -> None:
        self._sets = sets
        #: The combination of each event, by its position in time order.
        self.of: np.ndarray = engine.arrays(CLOSED_OF)["closed"]
        self._size = int(self.of.max(initial=-1)) + 1

    def counts(self, f: Filter, names: Sequence[str]) -> Mapping[str, np.ndarray]:
        """Of each part named, events by combination that pass all others; at most seven parts."""
        asked = self._sets.asked(f)
        own = {name: asked[name] for name in names if name in asked}
        group = self._groups(self._sets.passing(f, *own), list(own.values()))
        size = self._size
        # Failing two parts or more is a group of its own, behind all others.
        found = np.bincount(group * size + self.of, minlength=(len(own) + 2) * size)
        passing = found[:size]
        alone = {name: found[i * size : (i + 1) * size] for i, name in enumerate(own, 1)}
        return {name: passing + alone[name] if name in alone else passing for name in names}

    @staticmethod
    def _groups(others: Flags, own: Sequence[Flags]) -> np.ndarray:
        """Of each event 0 where it passes, the part of ``own`` counted from 1 that it fails alone, or more."""
        failed = np.zeros(len(others), dtype=np.uint8)
        for bit, flags in enumerate(own):
            failed |= (~flags).view(np.uint8) << np.uint8(bit)
        more = len(own) + 1
        group = np.full(2 ** len(own), more, dtype=np.int64)
        group[0] = 0
        for bit in range(len(own)):
            group[1 << bit] = bit + 1
        return np.where(others, group[failed], more)
