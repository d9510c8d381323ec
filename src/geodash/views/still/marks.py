"""Marks, chips, rings, brackets and lines, drawn as the live map draws them (``map/marks.js``)."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from typing import get_args

from geodash.domain.kinds import AnyKind
from geodash.views.drawing import MARKS
from geodash.views.still.spots import Side, Spot
from geodash.views.still.view import XY
from geodash.views.still.words import SANS, cut, number, width, xml
from geodash.views.symbols import QUOTE_PATH, QUOTE_RADIUS, RADIUS, symbol_of
from geodash.words.isolated import isolated

CHIP_SIZE = 14.5
#: Thinner lines are lost on a bad link: 2.5 pixels of a slide 1920 wide.
THINNEST = 1.25
Box = tuple[float, float, float, float]

_STOPS = "".join(
    f'<stop offset="{at:g}" stop-color="{MARKS.soft_color}" stop-opacity="{opacity:g}"/>'
    for at, opacity in MARKS.soft_stops
)
DEFS = f'<radialGradient id="gd-soft">{_STOPS}</radialGradient>'


def shape(
    kind: AnyKind,
    planned: bool = False,
    one_sided: bool = False,
    r: float = MARKS.radius,
    badge_at: XY = MARKS.badge_at,
) -> str:
    """A kind's mark around 0,0; ``badge_at``: where its badge stands, in radii."""
    symbol = symbol_of(kind)
    scale = r / RADIUS
    wide, dots = MARKS.edge, ""
    if planned:
        dash = " ".join(f"{d / scale:.2f}" for d in MARKS.dash)
        wide, dots = MARKS.planned, f' stroke-dasharray="{dash}" stroke-linecap="round"'
    text = (
        f'<path d="{symbol.path}" transform="scale({scale:g})" '
        f'fill="{MARKS.paper if planned else symbol.color}" stroke="{MARKS.ink}" '
        f'stroke-width="{wide / scale:.2f}" stroke-linejoin="round"{dots}/>'
    )
    if planned:
        core = scale * MARKS.core
        text += f'<path d="{symbol.path}" transform="scale({core:g})" fill="{symbol.color}"/>'
    return text + (_badge(r, badge_at) if one_sided else "")


def _badge(r: float, at: XY) -> str:
    b = max(MARKS.badge_least, r * MARKS.badge)
    x, y = (number(r * part) for part in at)
    return (
        f'<g transform="translate({x} {y})">'
        f'<circle r="{b:g}" fill="{MARKS.paper}" stroke="{MARKS.ink}" stroke-width="{THINNEST}"/>'
        f'<path d="{QUOTE_PATH}" transform="scale({b / QUOTE_RADIUS:.2f})" fill="{MARKS.ink}"/></g>'
    )


def brackets(half: float) -> str:
    """Corner brackets in ink over white: the one sign of "selected"."""
    v, arm = MARKS.bracket_height, MARKS.bracket_arm
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    d = "".join(
        f"M{number(sx * (half - arm))} {sy * v:g}H{number(sx * half)}V{sy * (v - arm):g}"
        for sx, sy in corners
    )
    lines = "".join(
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{w:g}" stroke-linecap="square"/>'
        for color, w in zip((MARKS.paper, MARKS.ink), MARKS.bracket_widths, strict=True)
    )
    return f"<g>{lines}</g>"


def mark(spot: Spot, selected: bool) -> str:
    """The mark of one place: its kinds side by side, edge, badge, count, brackets."""
    kinds = spot.kinds
    wide = MARKS.wide + (len(kinds) - 1) * MARKS.step
    parts = []
    if spot.soft:
        parts.append(f'<circle r="{MARKS.radius * MARKS.soft:g}" fill="url(#gd-soft)"/>')
    for i, (kind, at) in enumerate(zip(kinds, spot.badges, strict=True)):
        drawn = shape(kind, spot.planned, at is not None, badge_at=at or MARKS.badge_at)
        parts.append(f'<g transform="translate({number(spot.across(i))} 0)">{drawn}</g>')
    if len(spot.events) > 1:
        parts.append(_count(len(spot.events), wide / 2 + MARKS.count_gap))
    if selected:
        parts.append(brackets(wide / 2 + MARKS.bracket_gap))
    return f"<g{_place(spot)}>{''.join(parts)}</g>"


def _count(n: int, x: float) -> str:
    text, high = str(n), MARKS.count_height
    w = MARKS.count_pad + len(text) * MARKS.count_digit
    return (
        f'<g transform="translate({number(x)} {MARKS.count_below:g})"><rect x="{-w / 2:g}" '
        f'y="{-high / 2:g}" width="{w:g}" height="{high:g}" rx="{high / 2:g}" '
        f'fill="{MARKS.paper}" stroke="{MARKS.ink}" stroke-width="{THINNEST}"/>'
        f'<text y="{MARKS.count_baseline}" text-anchor="middle" font-family="{SANS}" '
        f'font-size="12.5" font-weight="600" fill="{MARKS.ink}">{text}</text></g>'
    )


def _place(spot: Spot) -> str:
    ids = xml(" ".join(e.event_id for e in spot.events))
    return f' data-events="{ids}" transform="translate({number(spot.x)} {number(spot.y)})"'


def chip_text(spot: Spot) -> str:
    """``Yerevan 6``; the bare name where one statement was made."""
    name = cut(spot.name, 34)
    return f"{isolated(name)} {len(spot.events)}" if len(spot.events) > 1 else name


def chip(spot: Spot, selected: bool) -> str:
    """A seat's or a country's chip: a white disc, beside it the name and how many.

    Without room for its words the disc holds how many.
    """
    text, n = "", len(spot.events)
    if not spot.bare:
        x = MARKS.seat + (9 if selected else 6)
        place = {
            "east": f'x="{x:g}" y="5"',
            "west": f'x="{-x:g}" y="5" text-anchor="end"',
            "above": f'y="{-x - 1:g}" text-anchor="middle"',
            "below": f'y="{x + 11:g}" text-anchor="middle"',
        }[spot.words]
        text = (
            f'<text {place} font-family="{SANS}" font-size="{CHIP_SIZE}" '
            f'font-weight="{600 if selected else 400}" fill="{MARKS.ink}" stroke="{MARKS.halo}" '
            f'stroke-width="3.6" stroke-linejoin="round" paint-order="stroke">'
            f"{xml(chip_text(spot))}</text>"
        )
    elif n > 1:
        text = (
            f'<text y="{MARKS.count_baseline}" text-anchor="middle" font-family="{SANS}" '
            f'font-size="12.5" font-weight="600" fill="{MARKS.ink}">{n}</text>'
        )
    ring = (
        f'<circle r="{MARKS.seat + 4.5:g}" fill="{MARKS.paper}" stroke="{MARKS.ink}" stroke-width="3"/>'
        if selected
        else ""
    )
    r = MARKS.numbered if spot.bare and n > 1 else MARKS.seat
    disc = f'<circle r="{r - MARKS.seat_edge / 2:g}" fill="{MARKS.paper}" stroke="{MARKS.ink}" stroke-width="{MARKS.seat_edge:g}"/>'
    return f"<g{_place(spot)}>{ring}{disc}{text}</g>"


def ring(spot: Spot) -> str:
    """A small ring: nothing happened here, but it is spoken of."""
    ids = _place(spot).replace("data-events", "data-spoken-of", 1)
    return f'<g{ids}><circle r="{MARKS.ring - MARKS.ring_edge / 2:g}" fill="{MARKS.paper}" stroke="{MARKS.ink}" stroke-width="{MARKS.ring_edge:g}"/></g>'


def line(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From a seat to what the statement is about: a plain line, no arrow, no claim."""
    d = f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}"
    return "".join(
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{w:g}"/>'
        for color, w in zip((MARKS.paper, MARKS.ink), MARKS.line_widths, strict=True)
    )


def along(start: XY, end: XY) -> list[Box]:
    """Small boxes along a line, so that names keep clear of it."""
    steps = max(1, int(math.dist(start, end) // 7))
    points = (
        (start[0] + (end[0] - start[0]) * i / steps, start[1] + (end[1] - start[1]) * i / steps)
        for i in range(steps + 1)
    )
    return [(x - 4, y - 4, x + 4, y + 4) for x, y in points]


#: The class of the line of a mark that has been moved.
LEAD = 'class="lead"'


def lead(spot: Spot) -> str:
    """From a mark or a seat that has been moved to its place."""
    if spot.place is None or spot.kind == "country":
        return ""  # of a country no place in it is meant
    (x0, y0), (x1, y1) = spot.place, (spot.x, spot.y)
    d = f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}"
    lines = "".join(
        f'<path {LEAD} d="{d}" fill="none" stroke="{color}" stroke-width="{w:g}"/>'
        for color, w in ((MARKS.halo, 3.5), (MARKS.ink, THINNEST))
    )
    dot = f'<circle cx="{number(x0)}" cy="{number(y0)}" r="{MARKS.place:g}" fill="{MARKS.ink}"/>'
    return lines + dot


def box_of(spot: Spot, selected: bool) -> Box:
    """What a spot covers, in units: of a chip the disc and its words."""
    a = body_of(spot, selected)
    if spot.bare or spot.kind in ("mark", "ring"):
        return a
    b = _words(spot, selected)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def body_of(spot: Spot, selected: bool) -> Box:
    """The same without a chip's words."""
    x, y = spot.x, spot.y
    if spot.kind == "ring":
        return x - 6, y - 6, x + 6, y + 6
    if spot.kind == "mark":
        left, top, right, bottom = spot.extent(selected)
        return x + left, y + top, x + right, y + bottom
    r = max(MARKS.seat + (6 if selected else 2), MARKS.numbered)
    return x - r, y - r, x + r, y + r


def _words(spot: Spot, selected: bool) -> Box:
    """What a chip's words cover, beside its disc."""
    x, y, off = spot.x, spot.y, MARKS.seat + (6 if selected else 2)
    wide = width(chip_text(spot), CHIP_SIZE, weight=600)
    if spot.words in ("east", "west"):
        left = x + off if spot.words == "east" else x - off - wide - 10
        return left, y - 10, left + wide + 10, y + 10
    top = y - off - 18 if spot.words == "above" else y + off
    return x - wide / 2, top, x + wide / 2, top + 18


def crowd(
    spots: Sequence[Spot],
    selected: set[str],
    corner: XY,
    marked: Container[str] = (),
    ends: Sequence[XY] = (),
) -> None:
    """Chips have their words where these run into nothing, on one of four sides: all seats, or none.

    One seat with a name beside another without would be one side's; so with countries. The selected one
    always has its name, and where a mark has the same name (``marked``) a chip may do without. At ``ends``
    lines to what is spoken of end. ``corner``: how far words may reach to the right and to the bottom.
    """
    on = {id(s) for s in spots if any(e.event_id in selected for e in s.events)}
    ordered = sorted(spots, key=lambda s: (s.kind != "mark", id(s) not in on, -len(s.events)))
    taken = [box_of(s, id(s) in on) for s in ordered if s.kind in ("mark", "ring")]
    taken += [(x - 6, y - 6, x + 6, y + 6) for x, y in ends]
    taken += [box for s in ordered for box in leads(s)]
    chips = [s for s in ordered if s.kind in ("seat", "country")]
    # No words on another chip's disc, whichever comes first.
    discs = [body_of(s, id(s) in on) for s in chips]
    for i, spot in enumerate(chips):
        _turn(spot, id(spot) in on, corner, [*taken, *discs[:i], *discs[i + 1 :]])
        if not spot.bare:
            taken.append(_words(spot, id(spot) in on))
    for kind in ("seat", "country"):
        there = [s for s in chips if 0 <= s.x <= corner[0] and 0 <= s.y <= corner[1]]
        seen = [s for s in there if s.kind == kind and id(s) not in on]
        if any(s.bare and s.name not in marked for s in seen):
            for spot in seen:
                spot.bare = True


def leads(spot: Spot) -> list[Box]:
    """Small boxes along the line from a spot that has been moved to its place."""
    return along(spot.place, (spot.x, spot.y)) if spot.place and spot.kind != "country" else []


def _turn(spot: Spot, selected: bool, corner: XY, taken: Sequence[Box]) -> None:
    """Turns a chip's words to a side where they run into nothing; without one, only a selected one has any."""
    inside = None
    for spot.words in get_args(Side):
        box = _words(spot, selected)
        if box[0] > 4 and box[1] > 4 and box[2] <= corner[0] and box[3] <= corner[1]:
            if not any(hits(box, t) for t in taken):
                spot.bare = False
                return
            inside = inside or spot.words
    spot.bare, spot.words = not selected, inside or "east"


def hits(a: Box, b: Box) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
