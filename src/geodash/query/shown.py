"""Which events a filter lets through, as one flag an event.

The database answers each part of a filter once; its answer is kept as flags in time order, and
any combination of parts is then an AND of flags. A control that counts under "all other parts" costs
no query, and changing one part asks only for that part.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np

from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.parts import Clause
from geodash.query.vocabulary import Vocabulary

#: Flags kept of the last conditions asked for, in bytes.
_KEPT_BYTES = 96 * 2**20

Flags = np.ndarray
"""``bool``, one an event, by its position in time order."""


class Sets:
    """The flags of filters over one store; safe from any number of threads."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary, size: int) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._size = size
        self._kept: OrderedDict[Clause, Flags] = OrderedDict()
        self._most_kept = max(32, _KEPT_BYTES // max(1, size))
        self._lock = threading.Lock()
        pairs = engine.arrays("SELECT umbrella, member FROM umbrella_members")
        #: Positions of wholes and of their parts, pair by pair.
        self.umbrellas, self.members = pairs["umbrella"], pairs["member"]

    def asked(self, f: Filter) -> dict[str, Flags]:
        """The flags of each part that restricts anything, by its name."""
        return {n: self.flags(clause) for n, clause in f.clauses(self._vocabulary).items()}

    def passing(self, f: Filter, *without: str) -> Flags:
        """All events that pass; ``without`` names parts that are not asked."""
        flags = np.ones(self._size, dtype=bool)
        for name, clause in f.clauses(self._vocabulary).items():
            if name not in without:
                flags &= self.flags(clause)
        return flags

    def shown(self, f: Filter, without: str = "") -> Flags:
        """Those that count: an umbrella only where none of its members passes.

        What is told of the whole and of its parts is one thing and is counted once.
        """
        return self.once(self.passing(f, without))

    def once(self, flags: Flags) -> Flags:
        """The flags without the umbrellas that stand beside a member."""
        flags = flags.copy()
        flags[self.umbrellas[flags[self.members]]] = False
        return flags

    def flags(self, clause: Clause) -> Flags:
        """The events for which a condition holds; not to be written to."""
        with self._lock:
            kept = self._kept.get(clause)
            if kept is not None:
                self._kept.move_to_end(clause)
                return kept
        found = self._engine.arrays(f"SELECT e.n FROM events e WHERE {clause.sql}", clause.params)
        flags = np.zeros(self._size, dtype=bool)
        flags[found["n"]] = True
        flags.setflags(write=False)
        with self._lock:
            self._kept[clause] = flags
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
        return flags
