"""Marks and colours: the one place where kinds get their hue and shape.

Browser (``assets/core/dom.js``), map, still pictures and legend all read from here. Colours, those that a
collection can choose for its own kinds too, have a ΔE2000 of at least 12 from each other under normal and
colour-deficient vision and at least 15 from the flags of the parties (``tests/test_symbols.py`` measures it).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geodash.domain.kinds import KINDS, AnyKind, Kinds
from geodash.views.palette import INK
from geodash.words.kinds import kind_label, kind_phrase

#: Every path is drawn around 0,0 with this outer radius.
RADIUS = 10.0

#: Opening double quotation mark, drawn around 0,0 in a disc of this radius: the badge of a
#: one-sided account.
QUOTE_RADIUS = 6.0
QUOTE_PATH = (
    "M-.6-2.3C-2.6-1.7-3.5-.5-3.5 1c0 .9.6 1.5 1.4 1.5S-.8 1.9-.8 1.2-1.3 0-2-.1"
    "C-1.9-.8-1.3-1.4-.4-1.8zM3.2-2.3C1.2-1.7.3-.5.3 1c0 .9.6 1.5 1.4 1.5S3 1.9 3 1.2 2.5 0 1.8-.1"
    "C1.9-.8 2.5-1.4 3.4-1.8z"
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a kind is shown: its fill and its outline; its name is in :mod:`geodash.words.kinds`.

    ``tints`` draw a line under text on the light and on the dark ground, where ``color`` may not
    show. ``office`` names the outline among PowerPoint's ready-made shapes.
    """

    color: str
    tints: tuple[str, str]
    path: str
    office: str


def _polygon(n: int, turn: float, radius: float) -> str:
    """A regular polygon with ``n`` corners, the first at ``turn`` degrees (0 = right)."""
    points = []
    for i in range(n):
        angle = math.radians(turn + 360 * i / n)
        points.append(f"{radius * math.cos(angle):.2f} {radius * math.sin(angle):.2f}")
    return "M" + "L".join(points) + "Z"


def _circle(radius: float) -> str:
    return f"M{-radius} 0A{radius} {radius} 0 1 1 {radius} 0A{radius} {radius} 0 1 1 {-radius} 0Z"


def _star() -> str:
    """Five points, the first upwards."""
    points = []
    for i in range(10):
        angle, radius = math.radians(-90 + 36 * i), 5.2 if i % 2 else 11.2
        points.append(f"{radius * math.cos(angle):.2f} {radius * math.sin(angle):.2f}")
    return "M" + "L".join(points) + "Z"


#: Fill, and the tints of a line under text on the light and the dark ground.
_COLORS: Mapping[str, tuple[str, tuple[str, str]]] = MappingProxyType(
    {
        "wine": ("#640F1A", ("#640F1A", "#D9747F")),
        "amber": ("#B4640F", ("#B4640F", "#DE9A51")),
        "violet": ("#9657F6", ("#9657F6", "#B48CFA")),
        "teal": ("#326B6B", ("#326B6B", "#6FB3B3")),
        "green": ("#B3D88A", ("#7FAF4E", "#B3D88A")),
        "pink": ("#F7BAEB", ("#A8559A", "#F7BAEB")),
        "brown": ("#775544", ("#775544", "#B9937F")),
        "lavender": ("#9999EE", ("#6D6DD0", "#9999EE")),
        "slate": ("#668899", ("#55768A", "#8FB0C2")),
        "plum": ("#770077", ("#770077", "#D06FD0")),
        "grey": ("#9A948A", ("#857F75", "#B0AAA0")),
    }
)
#: Path around 0,0, and its name among PowerPoint's ready-made shapes.
_SHAPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "diamond": (_polygon(4, 0, 10.4), "DIAMOND"),
        "hexagon": (_polygon(6, 0, 9.8), "HEXAGON"),
        "triangle": ("M0 -9.4L9.4 7.4L-9.4 7.4Z", "ISOSCELES_TRIANGLE"),
        "square": (_polygon(4, 45, 11.2), "RECTANGLE"),
        "circle": (_circle(8.6), "OVAL"),
        "pentagon": (_polygon(5, -90, 9.8), "REGULAR_PENTAGON"),
        "star": (_star(), "STAR_5_POINT"),
        "cross": (
            "M-3.4 -9.2H3.4V-3.4H9.2V3.4H3.4V9.2H-3.4V3.4H-9.2V-3.4H-3.4Z",
            "CROSS",
        ),
        "drop": ("M8.4 -8.4L8.4 0A8.4 8.4 0 1 1 0 -8.4Z", "TEAR"),
        "wedge": ("M-9.4 -7.4L9.4 -7.4L0 9.4Z", "FLOWCHART_MERGE"),
    }
)


def _symbol(color: str, shape: str) -> Symbol:
    fill, tints = _COLORS[color]
    path, office = _SHAPES[shape]
    return Symbol(fill, tints, path, office)


def symbol_of(kind: AnyKind) -> Symbol:
    """The mark of a kind, geodash's or a collection's own."""
    return _symbol(kind.color, kind.shape)


#: Ink edge of every mark.
EDGE = INK


def as_json(kinds: Kinds = KINDS) -> dict[str, object]:
    """What the browser needs to draw and name any mark (``core/told.js``: ``symbols``).

    ``kinds`` are the collection's, in the order of its legend; ``type`` is what its types are called.
    """
    return {
        "radius": RADIUS,
        "quote": QUOTE_PATH,
        "quote_radius": QUOTE_RADIUS,
        "type": "type" if kinds.beside_plover else "PLOVER type",
        "kinds": {
            kind.value: {
                "label": kind_label(kind),
                "phrase": kind_phrase(kind),
                "color": symbol_of(kind).color,
                "path": symbol_of(kind).path,
                "hue": kind.color,
            }
            for kind in kinds
        },
    }


def as_css() -> str:
    """The tints as ``--gd-kind-…`` by the name of a colour; ``gd-k-…`` and ``gd-k2-…`` give one to what has it."""
    tints = (f"--gd-kind-{c}:light-dark({','.join(pair)});" for c, (_, pair) in _COLORS.items())
    uses = (f".gd-{n}-{c}{{--{n}:var(--gd-kind-{c})}}" for n in ("k", "k2") for c in _COLORS)
    return f":root,.gd-root{{{''.join(tints)}}}{''.join(uses)}"
