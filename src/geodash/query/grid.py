"""The cells of a map: what is in each adds up, however the events are divided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geodash.query.columns import Columns, mercator
from geodash.query.parts import BBox

CELL_PIXELS = 64
#: So many members of a cell are listed; what has more on a single point is listed no longer.
STACK = 100
_MAX_ZOOM = 22


class Grid(NamedTuple):
    """The cells that a view touches; ``scale`` of them lie side by side round the world."""

    view: BBox
    scale: float

    @classmethod
    def of(cls, view: BBox, zoom: int) -> Grid:
        """Cells of a fixed number of pixels at this zoom."""
        return cls(view, 2 ** max(0, min(_MAX_ZOOM, zoom)) * 256 / CELL_PIXELS)

    def near(self, columns: Columns) -> np.ndarray:
        """Which events are in the view or within two cells of it: what is at its edge doesn't change it."""
        pad = 2 / self.scale
        west, east = ((lon + 180) / 360 for lon in (self.view.west, self.view.east))
        north, south = mercator(np.array([self.view.north, self.view.south]))
        # A view that reaches within a cell of the 180th meridian sees its neighbours beyond it.
        width = (east - west) % 1 if (west, east) != (0.0, 1.0) else 1.0
        left, right = west - pad, west + width + pad
        if left >= 0 and right <= 1:  # what lies round the world takes several times as long
            across = (columns.x >= left) & (columns.x <= right)
        else:
            across = (columns.x - left) % 1 <= width + 2 * pad
        flags: np.ndarray = across & (columns.y >= north - pad) & (columns.y <= south + pad)
        return flags


@dataclass(frozen=True, slots=True)
class Cells:
    """The occupied cells, a row each: numbers, sums and extremes of their events.

    ``x``, ``y`` (Web Mercator, the world from 0 to 1), ``lat`` and ``lon`` are sums; ``kinds`` has a column a kind;
    ``few`` has the positions of the events in cells of at most :data:`STACK`, in time order.
    """

    cx: np.ndarray
    cy: np.ndarray
    count: np.ndarray
    x: np.ndarray
    y: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    west: np.ndarray
    south: np.ndarray
    east: np.ndarray
    north: np.ndarray
    kinds: np.ndarray
    few: dict[int, np.ndarray]


def cells(columns: Columns, at: np.ndarray, scale: float) -> Cells:
    """Of the events at these positions, found by one stable sort that keeps time order within each cell."""
    cx, cy = (np.floor(v[at] * scale).astype(np.int64) for v in (columns.x, columns.y))
    key = cx * int(cy.max(initial=0) + 1) + cy
    if len(key):
        key -= key.min()
    if key.max(initial=0) < 2**16:
        key = key.astype(np.uint16)  # sorted in linear time
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order].astype(np.int64), prepend=-1))
    sizes = np.diff(starts, append=len(order))
    at, first = at[order], order[starts]
    x, y, lat, lon = (v[at] for v in (columns.x, columns.y, columns.latitude, columns.longitude))
    wide = len(columns.kinds)
    row = np.repeat(np.arange(len(starts)) * wide, sizes)
    kinds = np.bincount(row + columns.kind[at], minlength=len(starts) * wide)

    def per_cell(how: np.ufunc, values: np.ndarray) -> np.ndarray:
        found: np.ndarray = how.reduceat(values, starts) if len(starts) else values
        return found

    return Cells(
        cx=cx[first],
        cy=cy[first],
        count=sizes,
        x=per_cell(np.add, x),
        y=per_cell(np.add, y),
        lat=per_cell(np.add, lat),
        lon=per_cell(np.add, lon),
        west=per_cell(np.minimum, lon),
        south=per_cell(np.minimum, lat),
        east=per_cell(np.maximum, lon),
        north=per_cell(np.maximum, lat),
        kinds=kinds.reshape(len(starts), wide),
        few={
            i: at[starts[i] : starts[i] + sizes[i]] for i in np.flatnonzero(sizes <= STACK).tolist()
        },
    )
