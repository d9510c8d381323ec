"""What the store asks of whatever holds the events: a few answers that add up.

Each answer is a sum over events. So it may be given by arrays in memory, by a database over files or by several
machines, each for its part, and two such parts are added up number by number. Everything else (names, words,
denominators, the controls, bars, and wholes that give way to their parts) is worked out of these few thousand
numbers, once for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from geodash.query.filter import Filter
from geodash.query.grid import Cells, Grid

Flags = np.ndarray
"""``bool``, one an event."""


class Partial(Protocol):
    """The events of one collection; positions count them in time order, the undated last.

    ``table`` is one of the tables of combinations (:mod:`geodash.query.schema`): the answer has a number for
    each of its rows. ``without`` names a part of the filter that is not asked.
    """

    def cube(self, f: Filter, parts: Sequence[str]) -> Mapping[str, np.ndarray]:
        """Of each part named, and of ``""``, events by ``closed`` that pass all *others*; at most seven parts.

        One pass is enough: of an event that fails, no more is asked than whether it fails one part alone.
        """

    def tally(self, table: str, f: Filter, without: str = "") -> np.ndarray:
        """Events that pass by their number in a table: in ``spans`` of intervals, in ``people`` of actors …"""

    def passing_at(self, at: np.ndarray, f: Filter, without: str = "") -> Flags:
        """Whether the events at these few positions pass."""

    def numbers(self, table: str, at: np.ndarray) -> np.ndarray:
        """What numbers the events at these few positions have in a table."""

    def cells(self, f: Filter, grid: Grid, but: np.ndarray) -> Cells:
        """What passes and has a mark of its own, by the cells around a view; ``but`` are few positions left out."""

    def page(self, f: Filter, limit: int | None = None) -> np.ndarray:
        """The positions of the first that pass."""
