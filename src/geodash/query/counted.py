"""What counts: an umbrella only where none of its members passes.

What is told of the whole and of its parts is one thing and is counted once. Umbrellas are few: whatever holds
the events counts all, and those that stand beside a member are taken off here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.grid import Cells, Grid
from geodash.query.partial import Flags, Partial


class Counted:
    """The answers of a :class:`~geodash.query.partial.Partial` with umbrellas taken off; safe from any number of threads."""

    def __init__(self, engine: Engine, partial: Partial) -> None:
        self.partial = partial
        pairs = engine.arrays("SELECT umbrella, member FROM umbrella_members")
        #: Positions of wholes and of their parts, pair by pair.
        self.umbrellas, self.members = pairs["umbrella"], pairs["member"]

    def beside(self, f: Filter, without: str = "") -> Flags:
        """Of each pair whether both pass."""
        if not len(self.umbrellas):
            return np.zeros(0, dtype=bool)
        both = np.concatenate([self.umbrellas, self.members])
        whole, part = np.split(self.partial.passing_at(both, f, without), 2)
        flags: Flags = whole & part
        return flags

    def covered(self, f: Filter, without: str = "") -> np.ndarray:
        """Positions of the umbrellas that stand beside a member, in time order."""
        return np.unique(self.umbrellas[self.beside(f, without)])

    def tally(self, table: str, f: Filter, without: str = "") -> np.ndarray:
        """What counts by its number in a table of combinations."""
        return self._less(table, self.partial.tally(table, f, without), self.covered(f, without))

    def cube(self, f: Filter, parts: Sequence[str]) -> Mapping[str, np.ndarray]:
        """What counts under all other parts by its number in ``closed``; ``""`` is under all."""
        found = self.partial.cube(f, parts)
        return {n: self._less("closed", cells, self.covered(f, n)) for n, cells in found.items()}

    def cells(self, f: Filter, grid: Grid) -> Cells:
        """What counts and has a mark of its own, by the cells around a view."""
        return self.partial.cells(f, grid, self.covered(f))

    def page(self, f: Filter) -> np.ndarray:
        """Positions of what counts, in time order."""
        at, covered = self.partial.page(f), self.covered(f)
        return at[~np.isin(at, covered)] if len(covered) else at

    def _less(self, table: str, counts: np.ndarray, covered: np.ndarray) -> np.ndarray:
        if not len(covered):
            return counts
        return counts - np.bincount(self.partial.numbers(table, covered), minlength=len(counts))
