"""The events in memory: which a filter lets through, as one flag an event, and what is added up of them.

The database answers each part of a filter once, mostly of a few thousand combinations; its answer is kept as flags in time order,
and any combination of parts is then an AND of flags. A control that counts under "all other parts" costs no query, and
changing one part asks only for that part.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import numpy as np

from geodash.query.columns import Columns
from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.grid import Cells, Grid, cells
from geodash.query.partial import Flags
from geodash.query.parts import EVENTS, Clause
from geodash.query.schema import COMBINED
from geodash.query.vocabulary import Vocabulary

#: Flags kept of the last conditions asked for, in bytes.
_KEPT_BYTES = 96 * 2**20


class Memory:
    """:class:`~geodash.query.partial.Partial` over arrays; safe from any number of threads."""

    def __init__(self, engine: Engine, columns: Columns, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._columns = columns
        self._of = columns.of
        self._sizes = {t: engine.rows(f"SELECT count(*) FROM {t}")[0][0] for t in COMBINED}
        self._size = len(columns)
        self._kept: OrderedDict[Clause, Flags] = OrderedDict()
        self._most_kept = max(32, _KEPT_BYTES // max(1, self._size))
        self._lock = threading.Lock()

    def cube(self, f: Filter, parts: Sequence[str]) -> Mapping[str, np.ndarray]:
        """See :meth:`~geodash.query.partial.Partial.cube`."""
        asked = {n: self.flags(clause) for n, clause in f.clauses(self._vocabulary).items()}
        own = {name: asked[name] for name in parts if name in asked}
        passing = self.passing(f, *own)
        size = self._sizes["closed"]
        if not own:
            return dict.fromkeys(("", *parts), self._counted("closed", passing))
        group = _groups(passing, list(own.values()))
        # Failing two parts or more is a group of its own, behind all others.
        found = np.bincount(group * size + self._of["closed"], minlength=(len(own) + 2) * size)
        through = found[:size]
        alone = {name: found[i * size : (i + 1) * size] for i, name in enumerate(own, 1)}
        return {n: through + alone[n] if n in alone else through for n in ("", *parts)}

    def tally(self, table: str, f: Filter, without: str = "") -> np.ndarray:
        """See :meth:`~geodash.query.partial.Partial.tally`."""
        return self._counted(table, self.passing(f, without))

    def passing_at(self, at: np.ndarray, f: Filter, without: str = "") -> Flags:
        """See :meth:`~geodash.query.partial.Partial.passing_at`."""
        flags = np.ones(len(at), dtype=bool)
        for name, clause in f.clauses(self._vocabulary).items():
            if name != without:
                flags &= self.flags(clause)[at]
        return flags

    def numbers(self, table: str, at: np.ndarray) -> np.ndarray:
        """See :meth:`~geodash.query.partial.Partial.numbers`."""
        found: np.ndarray = self._of[table][at]
        return found

    def cells(self, f: Filter, grid: Grid, but: np.ndarray) -> Cells:
        """See :meth:`~geodash.query.partial.Partial.cells`."""
        flags = self.passing(f) & self._columns.mark & grid.near(self._columns)
        flags[but] = False
        return cells(self._columns, np.flatnonzero(flags), grid.scale)

    def page(self, f: Filter, limit: int | None = None) -> np.ndarray:
        """See :meth:`~geodash.query.partial.Partial.page`."""
        return np.flatnonzero(self.passing(f))[:limit]

    def passing(self, f: Filter, *without: str) -> Flags:
        """All events that pass; ``without`` names parts that are not asked."""
        flags = np.ones(self._size, dtype=bool)
        for name, clause in f.clauses(self._vocabulary).items():
            if name not in without:
                flags &= self.flags(clause)
        return flags

    def flags(self, clause: Clause) -> Flags:
        """The events for which a condition holds; not to be written to."""
        with self._lock:
            kept = self._kept.get(clause)
            if kept is not None:
                self._kept.move_to_end(clause)
                return kept
        flags = self._asked(clause)
        flags.setflags(write=False)
        with self._lock:
            self._kept[clause] = flags
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
        return flags

    def _asked(self, clause: Clause) -> Flags:
        number, size = (
            ("n", self._size) if clause.over == EVENTS else (clause.over, self._sizes[clause.over])
        )
        sql = f"SELECT e.{number} AS at FROM {clause.over} e WHERE {clause.sql}"
        flags = np.zeros(size, dtype=bool)
        flags[self._engine.arrays(sql, clause.params)["at"]] = True
        return flags if clause.over == EVENTS else flags[self._of[clause.over]]

    def _counted(self, table: str, flags: Flags) -> np.ndarray:
        of = self._of[table]
        return np.bincount(of if flags.all() else of[flags], minlength=self._sizes[table])


def _groups(others: Flags, own: Sequence[Flags]) -> np.ndarray:
    """Of each event 0 where it passes, the part of ``own`` counted from 1 that it fails alone, or more."""
    assert len(own) <= 7, "at most seven parts: each has a bit of its own"
    failed = np.zeros(len(others), dtype=np.uint8)
    for bit, flags in enumerate(own):
        failed |= (~flags).view(np.uint8) << np.uint8(bit)
    more = len(own) + 1
    group = np.full(2 ** len(own), more, dtype=np.int64)
    group[0] = 0
    for bit in range(len(own)):
        group[1 << bit] = bit + 1
    return np.where(others, group[failed], more)
