"""Shapes as SVG path data: cut to what a picture shows, simplified, in steps of a tenth."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Bounds
from geodash.views.drawing import GROUND
from geodash.views.still.view import View
from geodash.views.still.words import of_tenths

#: Units around the view that are drawn too, so that no cut edge shows.
MARGIN = 5.0
#: As Shapely numbers its types: lines and rings; what is made of several.
_LINES, _COLLECTIONS = (1, 2), 4


def cut_box(view: View, margin: float = MARGIN) -> Bounds:
    """The view and a margin (units) as a box of the unit square."""
    k = view.k
    return (
        (view.left - margin) / k,
        (view.top - margin) / k,
        (view.left + view.width + margin) / k,
        (view.top + view.height + margin) / k,
    )


def paths(shapes: Iterable[BaseGeometry], view: View, scale: float, close: bool) -> str:
    """SVG path data of shapes (unit square), cut to the view and simplified to 0.3 pixels.

    Far out, where a picture holds half a continent, to 0.6: a coast is not read there.
    """
    given = np.array([*shapes], dtype=object)
    if not len(given):
        return ""
    box = cut_box(view)
    x0, y0, x1, y1 = shapely.bounds(given).T
    cut = ~((x0 >= box[0]) & (y0 >= box[1]) & (x1 <= box[2]) & (y1 <= box[3]))
    if cut.any():
        given[cut] = shapely.clip_by_rect(given[cut], *box)
    tolerance = (0.3 if view.zoom >= GROUND.far else 0.6) / scale / view.k
    lines = _lines(shapely.simplify(given, tolerance, preserve_topology=False))
    points, line = shapely.get_coordinates(lines, return_index=True)
    tenths = np.rint((points * view.k - (view.left, view.top)) * 10).astype(np.int64)
    moves = np.diff(tenths, axis=0)
    # A step within a line, not from one to the next, and not on the spot.
    steps = np.flatnonzero((line[1:] == line[:-1]) & (moves != 0).any(axis=1))
    first = np.searchsorted(line, np.arange(len(lines)))
    return _data(tenths[first].tolist(), moves[steps], line[steps], close)


def _data(starts: list[list[int]], moves: npt.NDArray[np.int64], line: npt.NDArray[np.intp], close: bool) -> str:  # fmt: skip
    """Relative path data; nothing for a line that vanishes at a tenth."""
    said = [f"{of_tenths(x)} {of_tenths(y)}" for x, y in moves.tolist()]
    ends = np.searchsorted(line, np.arange(len(starts)), side="right").tolist()
    parts: list[str] = []
    begin = 0
    for (x, y), end in zip(starts, ends, strict=True):
        if end - begin >= (2 if close else 1):
            steps = " ".join(said[begin : end - close]).replace(" -", "-")
            parts.append(f"M{of_tenths(x)} {of_tenths(y)}l{steps}{'z' if close else ''}")
        begin = end
    return "".join(parts)


def _lines(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """The rings and lines that shapes are made of, in their order; without points and what is empty."""
    parts = shapely.get_parts(shapes)
    while (shapely.get_type_id(parts) >= _COLLECTIONS).any():
        parts = shapely.get_parts(parts)
    parts = parts[~shapely.is_empty(parts)]
    kinds = shapely.get_type_id(parts)
    rings, of = shapely.get_rings(parts, return_index=True)
    (plain,) = np.nonzero(np.isin(kinds, _LINES))
    found = np.concatenate((rings, parts[plain]))
    order = np.argsort(np.concatenate((of, plain)), kind="stable")
    return np.asarray(found[order])
