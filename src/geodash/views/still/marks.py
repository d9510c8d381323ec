"""Marks, chips, rings, brackets and lines, drawn as the live map draws them (``map/marks.js``)."""

from __future__ import annotations

from collections.abc import Iterable

from geodash.domain.model import Kind
from geodash.views.still.spots import Spot
from geodash.views.still.words import SANS, cut, number, width, xml
from geodash.views.symbols import EDGE, QUOTE_PATH, RADIUS, SYMBOLS

R = 9.0
PAPER = "#FFFDF8"
HALO = "#F8F4EA"
SEAT_R = 7.5
CHIP_SIZE = 14.5
#: Thinner lines are lost on a bad link: 2.5 pixels of a slide 1920 wide.
THINNEST = 1.25
Box = tuple[float, float, float, float]

DEFS = (
    '<radialGradient id="gd-soft"><stop offset="0" stop-color="#2B2A28" stop-opacity=".5"/>'
    '<stop offset=".45" stop-color="#2B2A28" stop-opacity=".34"/>'
    '<stop offset="1" stop-color="#2B2A28" stop-opacity="0"/></radialGradient>'
)


def shape(kind: Kind, planned: bool = False, one_sided: bool = False, r: float = R) -> str:
    """A kind's mark around 0,0."""
    symbol = SYMBOLS[kind]
    scale = r / RADIUS
    width_, dash = (
        (1.9, f' stroke-dasharray="{0.1 / scale:.2f} {3.1 / scale:.2f}"') if planned else (1.3, "")
    )
    cap = ' stroke-linecap="round"' if planned else ""
    text = (
        f'<path d="{symbol.path}" transform="scale({scale:g})" '
        f'fill="{PAPER if planned else symbol.color}" stroke="{EDGE}" '
        f'stroke-width="{width_ / scale:.2f}" stroke-linejoin="round"{dash}{cap}/>'
    )
    if planned:
        text += f'<path d="{symbol.path}" transform="scale({scale / 2:g})" fill="{symbol.color}"/>'
    return text + (_badge(r) if one_sided else "")


def _badge(r: float) -> str:
    b = max(4.2, r * 0.62)
    return (
        f'<g transform="translate({number(r * 0.95)} {number(-r * 1.02)})">'
        f'<circle r="{b:g}" fill="{PAPER}" stroke="{EDGE}" stroke-width="{THINNEST}"/>'
        f'<path d="{QUOTE_PATH}" transform="scale({b / 6:.2f})" fill="{EDGE}"/></g>'
    )


def brackets(half: float) -> str:
    """Corner brackets in ink over white: the one sign of "selected"."""
    v, arm = 19, 8
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    d = "".join(
        f"M{number(sx * (half - arm))} {sy * v}H{number(sx * half)}V{sy * (v - arm)}"
        for sx, sy in corners
    )
    lines = "".join(
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{w}" stroke-linecap="square"/>'
        for color, w in ((PAPER, 6), (EDGE, 3))
    )
    return f"<g>{lines}</g>"


def mark(spot: Spot, selected: bool) -> str:
    """The mark of one place: its kinds side by side, edge, badge, count, brackets."""
    kinds = spot.kinds
    wide = 20 + (len(kinds) - 1) * 11
    parts = []
    if spot.soft:
        parts.append(f'<circle r="{R * 2.7:g}" fill="url(#gd-soft)"/>')
    for i, kind in enumerate(kinds):
        last = i == len(kinds) - 1
        x = (i - (len(kinds) - 1) / 2) * 11
        drawn = shape(kind, spot.planned, last and spot.one_sided)
        parts.append(f'<g transform="translate({number(x)} 0)">{drawn}</g>')
    if len(spot.events) > 1:
        parts.append(_count(len(spot.events), wide / 2 + 3))
    if selected:
        parts.append(brackets(wide / 2 + 11))
    return f"<g{_place(spot)}>{''.join(parts)}</g>"


def _count(n: int, x: float) -> str:
    text = str(n)
    w = 8 + len(text) * 7
    return (
        f'<g transform="translate({number(x)} 9)"><rect x="{-w / 2:g}" y="-8" width="{w}" '
        f'height="16" rx="8" fill="{PAPER}" stroke="{EDGE}" stroke-width="{THINNEST}"/>'
        f'<text y="4.4" text-anchor="middle" font-family="{SANS}" font-size="12.5" '
        f'font-weight="600" fill="{EDGE}">{text}</text></g>'
    )


def _place(spot: Spot) -> str:
    ids = xml(" ".join(e.event_id for e in spot.events))
    return f' data-events="{ids}" transform="translate({number(spot.x)} {number(spot.y)})"'


def chip_text(spot: Spot) -> str:
    """``Yerevan 6``; the bare name where one statement was made."""
    name = cut(spot.name, 34)
    return f"{name} {len(spot.events)}" if len(spot.events) > 1 else name


def chip(spot: Spot, selected: bool) -> str:
    """A seat's or a country's chip: a white disc, beside it the name and how many."""
    weight = 600 if selected else 400
    text = ""
    if not spot.bare:
        text = (
            f'<text x="{SEAT_R + (9 if selected else 6):g}" y="5" font-family="{SANS}" '
            f'font-size="{CHIP_SIZE}" font-weight="{weight}" fill="{EDGE}" stroke="{HALO}" '
            f'stroke-width="3.6" stroke-linejoin="round" paint-order="stroke">'
            f"{xml(chip_text(spot))}</text>"
        )
    ring = (
        f'<circle r="{SEAT_R + 4.5:g}" fill="{PAPER}" stroke="{EDGE}" stroke-width="3"/>'
        if selected
        else ""
    )
    disc = f'<circle r="{SEAT_R:g}" fill="{PAPER}" stroke="{EDGE}" stroke-width="1.6"/>'
    return f"<g{_place(spot)}>{ring}{disc}{text}</g>"


def ring(spot: Spot) -> str:
    """A small ring: nothing happened here, but it is spoken of."""
    ids = _place(spot).replace("data-events", "data-spoken-of", 1)
    return f'<g{ids}><circle r="4.5" fill="{PAPER}" stroke="{EDGE}" stroke-width="1.7"/></g>'


def line(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From a seat to what the statement is about: a plain line, no arrow, no claim."""
    d = f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}"
    return "".join(
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{w}"/>'
        for color, w in ((PAPER, 4.5), (EDGE, 1.6))
    )


def box_of(spot: Spot, selected: bool) -> Box:
    """What a spot covers, in units."""
    x, y = spot.x, spot.y
    if spot.kind == "ring":
        return x - 6, y - 6, x + 6, y + 6
    if spot.kind == "mark":
        half = 11 + 5.5 * (len(spot.kinds) - 1)
        if selected:
            return x - half - 11, y - 21, x + half + 11, y + 21
        return x - half - 1, y - 17 if spot.one_sided else y - 12, x + half + 8, y + 14
    pad = SEAT_R + (6 if selected else 2)
    text = 0 if spot.bare else 10 + width(chip_text(spot), CHIP_SIZE, weight=600)
    return x - pad, y - max(pad, 10), x + pad + text, y + max(pad, 10)


def crowd(spots: Iterable[Spot], selected: set[str], right: float) -> None:
    """Chips whose words would run into a mark or out of the picture keep only their disc."""
    taken: list[Box] = []
    ordered = sorted(spots, key=lambda s: (s.kind != "mark", -len(s.events)))
    for spot in ordered:
        on = any(e.event_id in selected for e in spot.events)
        box = box_of(spot, on)
        if spot.kind in ("seat", "country") and not on:
            spot.bare = box[2] > right or any(hits(box, t) for t in taken)
            box = box_of(spot, on)
        if spot.kind != "ring":
            taken.append(box)


def hits(a: Box, b: Box) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
