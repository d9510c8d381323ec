"""Names on the still map, laid out by rank around the marks (``map/labels.js`` in Python)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geodash.views.drawing import LABELS, MARKS
from geodash.views.drawing.labels import Type
from geodash.views.still.base import Base
from geodash.views.still.marks import Box, hits
from geodash.views.still.view import View
from geodash.views.still.words import SANS, SERIF, cut, number, width, xml

LARGE = 0.03  # of the picture: a country that fills as much is named
_ORDER = {name: i for i, name in enumerate(LABELS.order)}
_SUB = LABELS.types["sub"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name that may stand on the map; ``around`` is how far it keeps from its point."""

    text: str
    latitude: float
    longitude: float
    kind: str
    order: str
    rank: int = 3
    sub: tuple[str, ...] = ()
    place_id: str = ""
    around: float = 0.0
    dot: bool = False
    free: bool = False  # of no country, a border say: may stand on any side


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box and how its lines are aligned: start, middle or end."""

    label: Label
    box: Box
    align: str
    x: float
    y: float


def base_labels(base: Base, view: View) -> Iterator[Label]:
    """The names that the base map has for this zoom."""
    for n in base.names_drawn:
        if n.fits(view.zoom):
            town = n.kind == "town"
            around = 7.0 if town else 0.0
            yield Label(n.text, *n.point, n.kind, n.kind, n.rank, n.sub, n.place_id, around, town)


def country_labels(base: Base, view: View) -> Iterator[Label]:
    """Names for countries that fill some of the picture and have no name of this zoom in it.

    Where one side of a border is named, so is the other.
    """
    named = {
        base.country_at(t.latitude, t.longitude)
        for t in base_labels(base, view)
        if t.kind == "country" and view.holds(t.latitude, t.longitude)
    }
    for code, share, point in base.countries_in(view):
        known = base.country_names.get(code)
        if share >= LARGE and known and code not in named:
            yield Label(known.text, *point, "country", "country", 2, place_id=known.place_id)


def wanted(own: Sequence[Label], base: Iterable[Label]) -> list[Label]:
    """All names that could show, most important first; one name per place."""
    shown: list[Label] = []
    for label in own:
        if not any(_same_place(label, s) and s.text == label.text for s in shown):
            shown.append(label)
    own_areas = {label.text for label in own if label.order == "area"}
    for label in base:
        if label.kind == "town" and any(s.kind != "area" and _same_place(s, label) for s in own):
            continue
        if label.text not in own_areas:
            shown.append(label)
    return sorted(shown, key=lambda s: (_ORDER.get(s.order, 5), s.rank))


def _same_place(a: Label, b: Label) -> bool:
    near = abs(a.latitude - b.latitude) < 0.02
    return near and abs(a.longitude - b.longitude) < 0.02


def layout(labels: Iterable[Label], view: View, base: Base, taken: Sequence[Box]) -> list[Placed]:
    """Places what there is room for, in the order given; a selected place is always named."""
    covered = list(taken)
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
        spot = _spot(label, x, y, view, base, covered)
        if spot:
            placed.append(spot)
            left, top, right, bottom = spot.box
            covered.append((left - LABELS.gap, top - 1, right + LABELS.gap, bottom + 1))
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
        if not _clear(box, view, covered):
            continue
        if not shifted or _may_shift(label, box, view, base):
            return Placed(label, box, align, x, y)
    if label.order == "area":
        near = None if label.free else _anywhere(label, x, y, view, base, covered, 170)
        if near:
            return near
        free = ((b, a) for b, a, _ in spots if _clear(b, view, covered))
        return next((Placed(label, b, a, x, y) for b, a in free), None)
    if label.kind == "country":
        return _anywhere(label, x, y, view, base, covered)
    if label.order == "selected" and 0 <= x <= view.width and 0 <= y <= view.height:
        return Placed(label, _inside(spots[0][0], view), spots[0][1], x, y)
    return None


def _clear(box: Box, view: View, covered: Sequence[Box]) -> bool:
    """Whether a box lies in the picture and on nothing else."""
    across = box[0] > 4 and box[2] < view.width - 4
    inside = across and box[1] > 4 and box[3] < view.height - 4
    return inside and not any(hits(box, t) for t in covered)


def _anywhere(
    label: Label,
    x: float,
    y: float,
    view: View,
    base: Base,
    covered: Sequence[Box],
    reach: float = math.inf,
) -> Placed | None:
    """Room for a name on its country's land in view, the nearest to where it should stand."""
    w, h = _size(label)
    code = base.country_at(label.latitude, label.longitude)
    rows = [
        (x0, y0) for y0 in range(14, int(view.height), 14) for x0 in range(14, int(view.width), 20)
    ]
    for cx, cy in sorted(rows, key=lambda p: (math.hypot(p[0] - x, p[1] - y), p)):
        if math.hypot(cx - x, cy - y) > reach:
            break
        box = (cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2)
        if not _clear(box, view, covered):
            continue
        if all(
            base.country_at(*view.degrees(px, cy)) == code for px in (box[0] + 4, cx, box[2] - 4)
        ):
            return Placed(label, box, "middle", x, y)
    return None


def _inside(box: Box, view: View) -> Box:
    """The box pushed into the picture."""
    dx = min(0.0, view.width - 4 - box[2]) or max(0.0, 4 - box[0])
    dy = min(0.0, view.height - 4 - box[3]) or max(0.0, 4 - box[1])
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def text_of(label: Label) -> str:
    """The name as it is set."""
    return label.text.upper() if LABELS.types[label.kind].capitals else label.text


def _size(label: Label) -> tuple[float, float]:
    """Width and height of a name with the lines below it."""
    widths = [_line_width(text_of(label), LABELS.types[label.kind])]
    widths += [_line_width(s, _SUB) for s in label.sub]
    return max(widths) + 3, LABELS.types[label.kind].size * 1.28 + LABELS.sub_line * len(label.sub)


def _family(kind: Type) -> str:
    return SERIF if kind.serif else SANS


def _line_width(text: str, kind: Type) -> float:
    return width(text, kind.size, _family(kind), kind.weight, kind.italic) + (
        kind.spacing * kind.size * len(text)
    )


def _candidates(label: Label, x: float, y: float, view: View) -> Iterator[tuple[Box, str, bool]]:
    """The boxes a name may take, best first: box, alignment, whether it has moved away."""
    w, h = _size(label)
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
    own = base.country_at(label.latitude, label.longitude)
    ends = [middle]
    if label.kind in ("country", "area"):
        ends += [view.degrees(box[0] + 8, y), view.degrees(box[2] - 8, y)]
    return all(base.country_at(*p) == own for p in ends)


def svg(placed: Placed) -> str:
    """A name with its halo, the lines below it, and the dot of a bare town."""
    label, (left, top, right, _) = placed.label, placed.box
    kind = LABELS.types[label.kind]
    x = {"start": left + 1, "middle": (left + right) / 2, "end": right - 1}[placed.align]
    y = top + kind.size * 0.98
    dot = ""
    if label.dot:
        dot = (
            f'<circle cx="{number(placed.x)}" cy="{number(placed.y)}" r="2.9" fill="#5B5348" '
            f'stroke="{MARKS.halo}" stroke-width="{1.25}"/>'
        )
    lines = _text(text_of(label), kind, x, y, placed.align)
    y = top + kind.size * 1.28 + 11.5
    for i, sub in enumerate(label.sub):
        lines += _text(sub, _SUB, x, y + LABELS.sub_line * i, placed.align)
    name = (
        f' data-place="{xml(label.text)}"' if label.order in ("selected", "event", "area") else ""
    )
    return f'{dot}<g class="label {label.order}"{name}>{lines}</g>'


def _text(text: str, kind: Type, x: float, y: float, align: str) -> str:
    look = [f'font-family="{_family(kind)}"', f'font-size="{kind.size:g}"', f'fill="{kind.color}"']
    if kind.weight != 400:
        look.append(f'font-weight="{kind.weight}"')
    if kind.italic:
        look.append('font-style="italic"')
    if kind.spacing:
        look.append(f'letter-spacing="{kind.spacing * kind.size:.2f}"')
    if align != "start":
        look.append(f'text-anchor="{align}"')
    if kind.halo:
        look.append(
            f'stroke="{MARKS.halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        )
    return f'<text x="{number(x)}" y="{number(y)}" {" ".join(look)}>{xml(text)}</text>'


def named(label: Label, text: str) -> Label:
    """The same label with another, shortened text."""
    return replace(label, text=cut(text))
