"""Names on the still map, laid out by rank around the marks (``map/labels.js`` in Python)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from geodash.views.drawing import COUNTRIES, LABELS
from geodash.views.still.base import Base
from geodash.views.still.countries import Land, Room, complete, one_sided, room
from geodash.views.still.marks import Box, hits
from geodash.views.still.typeset import Label, Placed, clear, size_of
from geodash.views.still.view import View

_ORDER = {name: i for i, name in enumerate(LABELS.order)}


def base_labels(base: Base, view: View) -> Iterator[Label]:
    """The names that the base map has for this zoom."""
    for n in base.names_drawn:
        if n.fits(view.zoom):
            town = n.kind == "town"
            around = 7.0 if town else 0.0
            yield Label(n.text, *n.point, n.kind, n.kind, n.rank, n.sub, n.place_id, around, town)


def wanted(own: Sequence[Label], base: Iterable[Label]) -> list[Label]:
    """All names that could show, most important first; one name per place."""
    shown: list[Label] = []
    for label in own:
        if not any(_same_place(label, s) and s.text == label.text for s in shown):
            shown.append(label)
    own_areas = {label.text for label in own if label.order == "area"}
    spoken_of = {label.text for label in own}
    for label in base:
        if label.kind == "town" and any(s.kind != "area" and _same_place(s, label) for s in own):
            continue
        if label.kind == "water" and label.text in spoken_of:
            continue
        if label.text not in own_areas:
            shown.append(label)
    return sorted(shown, key=lambda s: (_ORDER.get(s.order, 5), s.rank))


def _same_place(a: Label, b: Label) -> bool:
    near = abs(a.latitude - b.latitude) < 0.02
    return near and abs(a.longitude - b.longitude) < 0.02


def layout(
    labels: Iterable[Label],
    land: Land,
    taken: Sequence[Box],
    around: Sequence[Box] = (),
    soft: Sequence[Box] = (),
) -> list[Placed]:
    """Places what there is room for, in the order given; a selected place is always named.

    The names of countries are made complete before anything that matters less has its place. Where a
    border would have a name on one side only, they are laid out anew, before the names of events.
    ``taken`` is what names keep clear of, ``around`` of it what stands over any map. A bare town's
    keeps clear of ``soft`` edges too: what is known no closer than an area would seem to be there.
    """
    labels = list(labels)
    if land.view.zoom < COUNTRIES.complete_from:
        labels = [label for label in labels if label.kind != "country"]
    there = room(land, around)
    tries = [_complete(labels, land, there, taken, soft, last="country")]
    if one_sided(land, there, tries[0]):
        others = [label for label in labels if label.kind != "country"]
        tries.append(_complete(others, land, there, taken, soft, last="region"))
    return min(tries, key=lambda placed: len(one_sided(land, there, placed)))


def _complete(
    labels: Sequence[Label],
    land: Land,
    there: Room,
    taken: Sequence[Box],
    soft: Sequence[Box],
    last: str,
) -> list[Placed]:
    """All names; the countries' are made complete after those of the order ``last``."""
    soon = [x for x in labels if _ORDER.get(x.order, 99) <= _ORDER[last]]
    placed = [p for p in _placed(soon, land, taken, soft) if _at_home(p, land)]
    placed += complete(land, there, placed, [*taken, *map(_room, placed)])
    rest = [x for x in labels if _ORDER.get(x.order, 99) > _ORDER[last]]
    return placed + _placed(rest, land, [*taken, *map(_room, placed)], soft)


def _at_home(placed: Placed, land: Land) -> bool:
    """Whether a name, if it is a country's, lies on that country rather than on its neighbours."""
    if placed.label.kind != "country":
        return True
    code = land.base.country_at(placed.label.latitude, placed.label.longitude)
    return code is None or land.holds(code, placed.box)


def _room(placed: Placed) -> Box:
    """What a name takes, with what it keeps free beside it."""
    left, top, right, bottom = placed.box
    return left - LABELS.gap, top - 1, right + LABELS.gap, bottom + 1


def _placed(
    labels: Iterable[Label], land: Land, taken: Sequence[Box], soft: Sequence[Box]
) -> list[Placed]:
    covered, view, base = list(taken), land.view, land.base
    placed: list[Placed] = []
    for label in labels:
        x, y = view.at(label.latitude, label.longitude)
        if not (-60 < x < view.width + 60 and -30 < y < view.height + 30):
            continue
        if label.kind == "country" and _named(label, x, y, placed):
            continue
        dot = (x - 3, y - 3, x + 3, y + 3)
        if label.dot and any(hits(dot, t) for t in covered):
            continue
        spot = _spot(label, x, y, view, base, [*covered, *soft] if label.dot else covered)
        if spot:
            placed.append(spot)
            covered.append(_room(spot))
    return placed


def _named(label: Label, x: float, y: float, placed: Iterable[Placed]) -> bool:
    """Whether the country's name stands near already."""
    return any(
        p.label.kind == "country"
        and p.label.place_id == label.place_id
        and math.hypot(p.x - x, p.y - y) < LABELS.apart
        for p in placed
    )


def _spot(
    label: Label, x: float, y: float, view: View, base: Base, covered: Sequence[Box]
) -> Placed | None:
    spots = list(_candidates(label, x, y, view))
    for box, align, shifted in spots:
        if not clear(box, view, covered):
            continue
        if not shifted or _may_shift(label, box, view, base):
            return Placed(label, box, align, x, y)
    if label.order == "area":
        near = None if label.free else _anywhere(label, x, y, view, base, covered, 170)
        if near:
            return near
        free = ((b, a) for b, a, _ in spots if clear(b, view, covered))
        return next((Placed(label, b, a, x, y) for b, a in free), None)
    if label.order == "selected" and 0 <= x <= view.width and 0 <= y <= view.height:
        return Placed(label, _inside(spots[0][0], view), spots[0][1], x, y)
    return None


def _anywhere(
    label: Label,
    x: float,
    y: float,
    view: View,
    base: Base,
    covered: Sequence[Box],
    reach: float,
) -> Placed | None:
    """Room for a name on its own ground, the nearest to where it should stand."""
    w, h = size_of(label)
    rows = [
        (x0, y0) for y0 in range(14, int(view.height), 14) for x0 in range(14, int(view.width), 20)
    ]
    for cx, cy in sorted(rows, key=lambda p: (math.hypot(p[0] - x, p[1] - y), p)):
        if math.hypot(cx - x, cy - y) > reach:
            break
        box = (cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2)
        if not clear(box, view, covered):
            continue
        if _on_own_ground(label, box, view, base):
            return Placed(label, box, "middle", x, y)
    return None


def _inside(box: Box, view: View) -> Box:
    """The box pushed into the picture."""
    dx = min(0.0, view.width - 4 - box[2]) or max(0.0, 4 - box[0])
    dy = min(0.0, view.height - 4 - box[3]) or max(0.0, 4 - box[1])
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def _candidates(label: Label, x: float, y: float, view: View) -> Iterator[tuple[Box, str, bool]]:
    """The boxes a name may take, best first: box, alignment, whether it has moved away."""
    w, h = size_of(label)
    if label.order == "area":
        for r in (22, 44, 70, 100, 140, 190):
            for left, top in (
                (x + r, y - h / 2), (x - r - w, y - h / 2), (x - w / 2, y + r),
                (x - w / 2, y - r - h), (x + r * 0.7, y + r * 0.7), (x - r * 0.7 - w, y + r * 0.7),
            ):  # fmt: skip
                yield (left, top, left + w, top + h), "middle", not label.free
        return
    if not label.around:
        for dx, dy in _shifts(label):
            left, top = x + dx - w / 2, y + dy - h / 2
            yield (left, top, left + w, top + h), "middle", bool(dx or dy)
        return
    d = label.around
    yield (x + d, y - h / 2, x + d + w, y + h / 2), "start", False
    yield (x - d - w, y - h / 2, x - d, y + h / 2), "end", False
    yield (x - w / 2, y + d - 3, x + w / 2, y + d - 3 + h), "middle", False
    yield (x - w / 2, y - d + 3 - h, x + w / 2, y - d + 3), "middle", False
    yield (x + d * 0.7, y + d * 0.5, x + d * 0.7 + w, y + d * 0.5 + h), "start", False
    yield (x + d * 0.7, y - d * 0.5 - h, x + d * 0.7 + w, y - d * 0.5), "start", False


def _shifts(label: Label) -> tuple[tuple[float, float], ...]:
    return LABELS.shifts if label.kind == "country" else LABELS.shifts[:5]


def _may_shift(label: Label, box: Box, view: View, base: Base) -> bool:
    """A name gives way a little, and stays in the country whose name it is or in which it lies."""
    y = (box[1] + box[3]) / 2
    middle = view.degrees((box[0] + box[2]) / 2, y)
    reach = LABELS.reach.get(label.kind, 0.0)
    north, east = (
        abs(a - b) for a, b in zip(middle, (label.latitude, label.longitude), strict=True)
    )
    if view.zoom >= LABELS.shift_from and (north > reach or east > reach * 1.4):
        return False
    if label.kind == "water":
        return True
    if label.kind == "area":
        return _on_own_ground(label, box, view, base)
    own = base.country_at(label.latitude, label.longitude)
    ends = [middle]
    if label.kind == "country":
        ends += [view.degrees(box[0] + 8, y), view.degrees(box[2] - 8, y)]
    return all(base.country_at(*p) == own for p in ends)


def _on_own_ground(label: Label, box: Box, view: View, base: Base) -> bool:
    """Whether an area's name lies on water or on the land that the area is of.

    Never on another island or in another country: it would seem to be the name of that.
    """
    own = base.piece_at(label.latitude, label.longitude)
    y = (box[1] + box[3]) / 2
    points = (view.degrees(float(x), y) for x in np.arange(box[0] + 2, box[2], 8))
    return all(base.piece_at(*point) in (None, own) for point in points)
