"""The part of an area that is in view, and the places where its name may be tried: worked out once a view."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.views.drawing import LABELS
from geodash.views.still.marks import Box
from geodash.views.still.typeset import Label
from geodash.views.still.view import XY, View

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """The part of an area that is in view, in units of the picture, and where its name should stand."""

    shape: BaseGeometry
    anchor: XY
    share: float
    fills: float
    #: What was found out about places for names, which are tried again and again.
    _grids: dict[XY, _Grid] = field(default_factory=dict, compare=False)
    _overlaps: dict[Box, float] = field(default_factory=dict, compare=False)

    def grid(self, view: View, half: XY) -> _Grid:
        """Where a name may be tried that reaches so far each way from its middle."""
        if half not in self._grids:
            self._grids[half] = _Grid.of(self, view, half)
        return self._grids[half]

    def overlap(self, box: Box) -> float:
        """How much of a box lies on the area, in square units."""
        if box not in self._overlaps:
            self._overlaps[box] = shapely.clip_by_rect(self.shape, *box).area
        return self._overlaps[box]

    @property
    def asks(self) -> bool:
        """Whether so much is in view that a name may not be missing."""
        return self.share >= LABELS.seen or self.fills >= LABELS.fills


@dataclass(frozen=True)
class _Grid:
    """Places for a name's middle with its boxes; how far each is from the area is found out when it is asked."""

    points: Floats
    boxes: Floats
    _gaps: Floats

    @classmethod
    def of(cls, ground: Ground, view: View, half: XY) -> _Grid:
        """The places on an area and around it."""
        points = _grid(ground, view, np.array(half))
        return cls(points, np.hstack((points - half, points + half)), np.full(len(points), np.nan))

    def gaps(self, ground: Ground, some: npt.NDArray[np.intp]) -> Floats:
        """How far the boxes of these numbers are from the area."""
        new = some[np.isnan(self._gaps[some])]
        # Not prepared: others draw on this shape at the same time, and two at a prepared one's first use end the process.
        self._gaps[new] = shapely.distance(shapely.box(*self.boxes[new].T), ground.shape)
        return np.asarray(self._gaps[some])


def ground_of(label: Label, view: View) -> Ground | None:
    """What is in view of a label's area; nothing where none of it is."""
    if label.ground is None:
        return None
    return _ground_of(label.ground, (label.latitude, label.longitude), view)


@lru_cache(512)
def _ground_of(shape: BaseGeometry, at: XY, view: View) -> Ground | None:
    whole = shapely.transform(shape, lambda p: p * view.k - (view.left, view.top))
    seen = shapely.clip_by_rect(whole, 0, 0, view.width, view.height)
    if seen.is_empty:
        return None
    x, y = view.at(*at)
    if not (8 <= x <= view.width - 8 and 8 <= y <= view.height - 8):
        point = seen.representative_point()
        x, y = point.x, point.y
    share = seen.area / whole.area if whole.area else 1.0
    return Ground(seen, (x, y), share, seen.area / (view.width * view.height))


def _grid(ground: Ground, view: View, half: Floats) -> Floats:
    """Where the middle of a name is tried: the very place where it should stand, then step by step."""
    reach = half + LABELS.away
    low = np.maximum(5 + half, ground.shape.bounds[:2] - reach)
    high = np.minimum((view.width, view.height) - half - 5, ground.shape.bounds[2:] + reach)
    # The edge of the picture as well, where the last step would leave room.
    xs, ys = ([*np.arange(a, b, LABELS.step), b] for a, b in zip(low, high, strict=True))
    grid = np.column_stack((np.tile(xs, len(ys)), np.repeat(ys, len(xs))))
    return np.vstack((np.array([ground.anchor]), grid))
