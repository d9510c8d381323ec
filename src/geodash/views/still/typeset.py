"""How a name is set on the still map: its lines, their size, its SVG (``map/typeset.js``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geodash.views.drawing import LABELS, MARKS
from geodash.views.drawing.labels import Type
from geodash.views.still.marks import Box
from geodash.views.still.view import XY, View
from geodash.views.still.words import SANS, SERIF, number, width, xml

_SUB = LABELS.types["sub"]
_LINE = 1.28


@dataclass(frozen=True, slots=True)
class Label:
    """A name that may stand on the map.

    ``around`` is how far it keeps from its point; ``cover`` is what is drawn there, which it stands beside.
    """

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
    on_water: bool = False  # of islands or of a sea: may stand on no land
    area_id: str = ""
    ground: BaseGeometry | None = None  # what it is the name of, in the unit square
    short: str = ""
    exclave: bool = False  # what it is the name of is all that its country has here
    road: bool = False  # of a tinted road: the towns that it links are named before others
    below: str = ""  # the rest of a country's name that takes two lines
    cover: Box | None = None
    others: tuple[Box, ...] = ()  # the other marks, which it should not seem to be the name of
    alone: int = 0  # so many of the lines below it, the last, are a statement of their own
    at: XY | None = None  # where the mark stands that it is the name of, if not at its point


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box and how its lines are aligned: start, middle or end."""

    label: Label
    box: Box
    align: str
    x: float
    y: float
    leader: tuple[XY, XY] | None = None  # a line from the name to what it is the name of


def _lines(label: Label) -> list[str]:
    """The name as it is set, in a line or two."""
    lines = [label.text, label.below] if label.below else [label.text]
    return [_capitals(t) for t in lines] if LABELS.types[label.kind].capitals else lines


def _capitals(text: str) -> str:
    return (text.replace("i", "İ") if text in LABELS.dotted else text).upper()


def size_of(label: Label) -> tuple[float, float]:
    """Width and height of a name with the lines below it."""
    kind, lines = LABELS.types[label.kind], _lines(label)
    widths = [_line_width(text, kind) for text in lines]
    widths += [_line_width(s, _SUB) for s in label.sub]
    return max(widths) + 3, kind.size * _LINE * len(lines) + LABELS.sub_line * len(label.sub)


def _family(kind: Type) -> str:
    return SERIF if kind.serif else SANS


def _line_width(text: str, kind: Type) -> float:
    return width(text, kind.size, _family(kind), kind.weight, kind.italic) + (
        kind.spacing * kind.size * len(text)
    )


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
    texts = _lines(label)
    lines = ""
    for i, text in enumerate(texts):
        lines += _text(text, kind, x, y + kind.size * _LINE * i, placed.align)
    y = top + kind.size * _LINE * len(texts) + 13
    for i, sub in enumerate(label.sub):
        lines += _text(sub, _SUB, x, y + LABELS.sub_line * i, placed.align)
    name = (
        f' data-place="{xml(label.text)}"'
        if label.order in ("selected", "must", "event", "area")
        else ""
    )
    return f'{_leader(placed)}{dot}<g class="label {label.order}"{name}>{lines}</g>'


def _leader(placed: Placed) -> str:
    if placed.leader is None:
        return ""
    (x0, y0), (x1, y1) = placed.leader
    d = f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}"
    widths = ((MARKS.halo, 3.5), (LABELS.leader, LABELS.leader_width))
    line = "".join(
        f'<path class="leader" d="{d}" fill="none" stroke="{color}" stroke-width="{w:g}"/>'
        for color, w in widths
    )
    ground = placed.label.ground
    if ground is None or ground.geom_type == "Point" or placed.label.order == "country":
        return line
    # On an area nothing else says where it ends.
    return (
        f'{line}<circle cx="{number(x1)}" cy="{number(y1)}" r="{LABELS.leader_end:g}" fill="{LABELS.leader}" '
        f'stroke="{MARKS.halo}" stroke-width="1"/>'
    )


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


def clear(box: Box, view: View, covered: Sequence[Box]) -> bool:
    """Whether a box lies in the picture and on nothing else."""
    left, top, right, bottom = box
    if left <= 4 or right >= view.width - 4 or top <= 4 or bottom >= view.height - 4:
        return False
    # As in hits(), but written out: asked more often than anything else of a map.
    for x0, y0, x1, y1 in covered:
        if left < x1 and x0 < right and top < y1 and y0 < bottom:
            return False
    return True
