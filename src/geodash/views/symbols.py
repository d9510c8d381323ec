"""Marks and colours: the one place where kinds get their hue and shape.

Browser (``assets/core/dom.js``), map, still pictures and legend all read from here. Colours were chosen
for ΔE2000 of at least 12 from each other under normal and colour-deficient vision and at least 15
from the flags of the parties (``tests/test_symbols.py`` measures it).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geodash.domain.model import Kind
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


SYMBOLS: dict[Kind, Symbol] = {
    Kind.VIOLENCE: Symbol(
        "#640F1A",
        ("#640F1A", "#D9747F"),
        _polygon(4, 0, 10.4),
        "DIAMOND",
    ),
    Kind.PRESSURE: Symbol(
        "#B4640F",
        ("#B4640F", "#DE9A51"),
        _polygon(6, 0, 9.8),
        "HEXAGON",
    ),
    Kind.ACCUSATION: Symbol(
        "#9657F6",
        ("#9657F6", "#B48CFA"),
        "M0 -9.4L9.4 7.4L-9.4 7.4Z",
        "ISOSCELES_TRIANGLE",
    ),
    Kind.HANDOVER: Symbol(
        "#326B6B",
        ("#326B6B", "#6FB3B3"),
        _polygon(4, 45, 11.2),
        "RECTANGLE",
    ),
    Kind.TALKS: Symbol(
        "#B3D88A",
        ("#7FAF4E", "#B3D88A"),
        _circle(8.6),
        "OVAL",
    ),
    Kind.OTHER: Symbol(
        "#9A948A",
        ("#857F75", "#B0AAA0"),
        _circle(8.6),
        "OVAL",
    ),
}

#: Ink edge of every mark.
EDGE = INK


def as_json(names: Mapping[Kind, str] = MappingProxyType({})) -> dict[str, object]:
    """What the browser needs to draw and name any mark (``core/told.js``: ``symbols``).

    ``names`` are the collection's own.
    """
    return {
        "radius": RADIUS,
        "quote": QUOTE_PATH,
        "quote_radius": QUOTE_RADIUS,
        "kinds": {
            kind.value: {
                "label": kind_label(kind, names),
                "phrase": kind_phrase(kind, names),
                "color": s.color,
                "path": s.path,
            }
            for kind, s in SYMBOLS.items()
        },
    }


def as_css() -> str:
    """The kinds' tints as ``--gd-kind-…``; ``gd-k-…`` and ``gd-k2-…`` give one to what has it."""
    tints = (f"--gd-kind-{k}:light-dark({','.join(s.tints)});" for k, s in SYMBOLS.items())
    uses = (
        f".gd-{name}-{kind}{{--{name}:var(--gd-kind-{kind})}}"
        for name in ("k", "k2")
        for kind in SYMBOLS
    )
    return f":root,.gd-root{{{''.join(tints)}}}{''.join(uses)}"
