"""Where a name may stand around its place, and whether it seems to be another's there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodash.views.drawing import LABELS
from geodash.views.still.marks import Box
from geodash.views.still.typeset import Label, size_of
from geodash.views.still.view import XY, View


def beside(label: Label, lines: Sequence[Box], bodies: Sequence[Box], view: View) -> Label:
    """A label that knows what is drawn at its point, if it is of a place with a mark, and the other marks.

    ``bodies`` are marks without the words of chips.
    """
    if label.order not in ("selected", "event") or not label.around or label.dot:
        return label
    x, y = label.at or view.at(label.latitude, label.longitude)
    there = [b for b in (*lines, *bodies) if b[0] <= x <= b[2] and b[1] <= y <= b[3]]
    if not there:
        return label
    others = tuple(b for b in bodies if b not in there)
    lefts, tops, rights, bottoms = zip(*there, strict=True)
    cover = (min(lefts), min(tops), max(rights), max(bottoms))
    return replace(label, cover=cover, others=others)


def line_from(box: Box, label: Label, at: XY) -> tuple[XY, XY] | None:
    """From a name to the mark that it stands a step away from; none right beside it, if it is beside no other."""
    if label.cover is None:
        return None
    end = (min(box[2], max(box[0], at[0])), min(box[3], max(box[1], at[1])))
    away = _between(label.cover, box) > LABELS.led
    return (end, at) if away or astray(label, box) else None


def _between(a: Box, b: Box) -> float:
    """How far a box is from another."""
    return math.hypot(max(a[0] - b[2], b[0] - a[2], 0), max(a[1] - b[3], b[1] - a[3], 0))


def astray(label: Label, box: Box) -> bool:
    """Whether a name would stand as near to another mark as to its own."""
    own = label.cover and _between(label.cover, box)
    return own is not None and any(_between(other, box) <= own for other in label.others)


def candidates(label: Label, x: float, y: float) -> list[tuple[Box, str, bool]]:
    """The boxes a name may take, best first: box, alignment, whether it has moved away."""
    w, h = size_of(label)
    if not label.around:
        return [
            ((x + dx - w / 2, y + dy - h / 2, x + dx + w / 2, y + dy + h / 2), "middle", bool(dx or dy))
            for dx, dy in _shifts(label)
        ]  # fmt: skip
    if label.cover:
        return [c for gap in LABELS.outward for c in _around(label.cover, (x, y), (w, h), gap)]
    d = label.around
    corner = (x - d * 0.7, y - d * 0.5, x + d * 0.7, y + d * 0.5)
    sides = list(_around((x - d, y - d + 3, x + d, y + d - 3), (x, y), (w, h), 0))[:4]
    return [*sides, *_corners(corner, (w, h), 0)]


def _around(cover: Box, at: XY, size: XY, gap: float) -> Iterator[tuple[Box, str, bool]]:
    """Beside, below and above a box at the height of a point in it, then at its corners."""
    (left, top, right, bottom), (x, y), (w, h) = cover, at, size
    yield (right + gap, y - h / 2, right + gap + w, y + h / 2), "start", False
    yield (left - gap - w, y - h / 2, left - gap, y + h / 2), "end", False
    yield (x - w / 2, bottom + gap, x + w / 2, bottom + gap + h), "middle", False
    yield (x - w / 2, top - gap - h, x + w / 2, top - gap), "middle", False
    for slide in LABELS.slides:
        for up in (slide, -slide):
            y0 = min(bottom, max(top, y + up))
            yield (right + gap, y0 - h / 2, right + gap + w, y0 + h / 2), "start", False
            yield (left - gap - w, y0 - h / 2, left - gap, y0 + h / 2), "end", False
    yield from _corners(cover, size, gap)


def _corners(cover: Box, size: XY, gap: float) -> Iterator[tuple[Box, str, bool]]:
    (left, top, right, bottom), (w, h) = cover, size
    for x0, align in ((right + gap, "start"), (left - gap - w, "end")):
        for y0 in (bottom + gap, top - gap - h):
            yield (x0, y0, x0 + w, y0 + h), align, False
    for x0, align in ((left, "start"), (right - w, "end")):
        for y0 in (bottom + gap, top - gap - h):
            yield (x0, y0, x0 + w, y0 + h), align, False


def _shifts(label: Label) -> tuple[tuple[float, float], ...]:
    return LABELS.shifts if label.kind == "country" else LABELS.shifts[:5]
