"""Where the name of an area stands: on its ground or near it, on its own side of a border.

So stand the names of tinted areas, and those that may not be missing where their area is in view. Where
there is no room near, a line leads to the area; where there is none for that either, a tinted area has no
name (``map/grounds.js`` does the same).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.views.drawing import LABELS
from geodash.views.still.countries import Land
from geodash.views.still.marks import Box
from geodash.views.still.typeset import Label, Placed, size_of
from geodash.views.still.view import XY, View


@dataclass(frozen=True, slots=True)
class _Spot:
    """A free place for a name: how far from where it should stand, and from the area."""

    box: Box
    distance: float
    gap: float


@dataclass(frozen=True)
class Ground:
    """The part of an area that is in view, in units of the picture, and where its name should stand."""

    shape: BaseGeometry
    anchor: XY
    share: float
    fills: float

    @property
    def asks(self) -> bool:
        """Whether so much is in view that a name may not be missing."""
        return self.share >= LABELS.seen or self.fills >= LABELS.fills


def ground_of(label: Label, view: View) -> Ground | None:
    """What is in view of a label's area; nothing where none of it is."""
    if label.ground is None:
        return None
    whole = shapely.transform(label.ground, lambda p: p * view.k - (view.left, view.top))
    seen = shapely.clip_by_rect(whole, 0, 0, view.width, view.height)
    if seen.is_empty:
        return None
    x, y = view.at(label.latitude, label.longitude)
    if not (8 <= x <= view.width - 8 and 8 <= y <= view.height - 8):
        point = seen.representative_point()
        x, y = point.x, point.y
    share = seen.area / whole.area if whole.area else 1.0
    return Ground(seen, (x, y), share, seen.area / (view.width * view.height))


def place(label: Label, land: Land, covered: Sequence[Box]) -> Placed | None:
    """The best place for an area's name: near on its own side, with a line, or across a border."""
    ground = ground_of(label, land.view)
    if ground is None:
        return None
    at = _Sides(label, ground, land)
    reach = LABELS.near if label.order == "must" and label.kind != "area" else LABELS.near_tint
    free = [(form, s) for form in forms(label) for s in _free(form, ground, land.view, covered)]
    near = [x for x in free if x[1].gap <= reach]
    beyond = [x for x in free if x[1].gap > reach and not _over(_leader(x[1], ground), covered)]
    found = (
        next((x for x in near if at.home(x[1])), None)
        or next((x for x in beyond if at.home(x[1])), None)
        or _astride(near, at)
        or min(beyond, key=lambda x: x[1].distance, default=None)
    )
    if found is None:
        return None
    form, spot = found
    leader = None if spot.gap <= reach else _leader(spot, ground)
    return Placed(form, spot.box, "middle", *ground.anchor, leader)


@dataclass(frozen=True)
class _Sides:
    """Which side of a border is a name's own: its country, of an exclave and of islands no more than these."""

    label: Label
    ground: Ground
    land: Land

    @property
    def code(self) -> str | None:
        if self.label.on_water or self.label.exclave:
            return None
        return self.land.base.country_at(self.label.latitude, self.label.longitude)

    def abroad(self, box: Box) -> float:
        """How much of a box lies on others' land."""
        if self.label.free:
            return 0.0
        share = self.land.foreign(self.code, box)
        if self.label.exclave and share:
            own = shapely.clip_by_rect(self.ground.shape, *box).area
            share -= own / ((box[2] - box[0]) * (box[3] - box[1]))
        return share

    def home(self, spot: _Spot) -> bool:
        """Whether a name there, and the way from it to its area, keep to its own side."""
        if self.abroad(spot.box) > LABELS.across:
            return False
        (x0, y0), (x1, y1) = _ends(spot, self.ground)
        steps = max(1, int(math.dist((x0, y0), (x1, y1)) // 4))
        way = ((x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps))
        return not any(self.abroad((x - 0.5, y - 0.5, x + 0.5, y + 0.5)) > 0 for x, y in way)


def _astride(near: Sequence[tuple[Label, _Spot]], at: _Sides) -> tuple[Label, _Spot] | None:
    """The name that crosses a border least."""
    shares = [(at.abroad(s.box), s.distance, i) for i, (_, s) in enumerate(near)]
    share, _, i = min(shares, default=(1.0, 0.0, 0))
    return near[i] if share <= LABELS.astride else None


def forms(label: Label) -> Iterator[Label]:
    """How an area may be named, the fullest first: broader, narrower, in short, smaller, parted at its hyphen."""
    yield label
    words = " ".join(label.sub).split() if label.order == "must" else []
    for n in (3, 1) if len(words) > 2 else ():
        yield replace(label, sub=tuple(_wrapped(words, n)))
    yield from _apart(label)
    if label.order == "must" and label.kind != "area":
        small = replace(label, kind="area_small")
        for n in (3, 4) if len(words) > 2 else ():
            yield replace(small, sub=tuple(_wrapped(words, n)))
        yield from _apart(small)
        if "-" in label.text and len(words) > 2:
            first, rest = label.text.split("-", 1)
            yield replace(small, text=f"{first}-", below=rest, sub=tuple(_wrapped(words, 4)))


def _apart(label: Label) -> Iterator[Label]:
    """A name whose end in brackets has a line of its own, in full and in short."""
    for text in (label.text, label.short):
        if " (" in text:
            name, rest = text.split(" (", 1)
            if text != label.text:
                yield replace(label, text=text)
            yield replace(label, text=name, sub=(f"({rest}", *label.sub))


def _wrapped(words: Sequence[str], n: int) -> list[str]:
    """Words in ``n`` lines of about one length."""
    whole, lines, at = len(" ".join(words)), [""], 0
    for word in words:
        if lines[-1] and at + len(word) / 2 > whole * len(lines) / n:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        at += len(word) + 1
    return lines


def _free(label: Label, ground: Ground, view: View, covered: Sequence[Box]) -> list[_Spot]:
    """The free places on an area and around it, the nearest to where the name should stand first."""
    w, h = size_of(label)
    x0, y0, x1, y1 = ground.shape.bounds
    reach = LABELS.away
    left, right = (
        max(5 + w / 2, x0 - reach - w / 2),
        min(view.width - 5 - w / 2, x1 + reach + w / 2),
    )
    top, bottom = (
        max(5 + h / 2, y0 - reach - h / 2),
        min(view.height - 5 - h / 2, y1 + reach + h / 2),
    )
    # The edge of the picture as well, where the last step would leave room.
    xs = [*np.arange(left, right, LABELS.step), right]
    ys = [*np.arange(top, bottom, LABELS.step), bottom]
    ax, ay = ground.anchor
    # The very place itself as well.
    points = np.array([(ax, ay), *((x, y) for y in ys for x in xs)])
    half = np.array((w / 2, h / 2))
    boxes = np.column_stack((points - half, points + half))
    clear = (boxes[:, 0] > 4) & (boxes[:, 1] > 4)
    clear &= (boxes[:, 2] < view.width - 4) & (boxes[:, 3] < view.height - 4)
    for left, top, right, bottom in covered:
        clear &= (
            (boxes[:, 0] >= right)
            | (boxes[:, 2] <= left)
            | (boxes[:, 1] >= bottom)
            | (boxes[:, 3] <= top)
        )
    boxes, points = boxes[clear], points[clear]
    gaps = shapely.distance(shapely.box(*boxes.T), ground.shape) if len(boxes) else np.zeros(0)
    found = []
    for box, (x, y), gap in zip(boxes.tolist(), points.tolist(), gaps.tolist(), strict=True):
        if gap <= reach:
            onto = LABELS.onto if label.free and gap < LABELS.off else 0.0
            found.append(_Spot(tuple(box), math.dist((x, y), ground.anchor) + onto, gap))
    return sorted(found, key=lambda s: (s.distance, s.box))


def _ends(spot: _Spot, ground: Ground) -> tuple[XY, XY]:
    """The shortest way from the edge of a name to its area."""
    ends = shapely.shortest_line(shapely.box(*spot.box), ground.shape).coords
    return (ends[0][0], ends[0][1]), (ends[-1][0], ends[-1][1])


def _leader(spot: _Spot, ground: Ground) -> tuple[XY, XY]:
    """From the edge of a name into its area."""
    start, (x, y) = _ends(spot, ground)
    if ground.shape.area:
        x, y = (x + ground.anchor[0]) / 2, (y + ground.anchor[1]) / 2
    return start, (x, y)


def _over(line: tuple[XY, XY], covered: Sequence[Box]) -> bool:
    """Whether a line would run through something else on its way; at its end it may."""
    (x0, y0), (x1, y1) = line
    points = [(x0 + (x1 - x0) * i / 10, y0 + (y1 - y0) * i / 10) for i in range(7)]
    return any(t[0] < x < t[2] and t[1] < y < t[3] for x, y in points for t in covered)
