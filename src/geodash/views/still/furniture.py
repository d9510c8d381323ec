"""What stands around the still map: scale bar, boundary note, caption, inset, names at the edge."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geodash.views.drawing import GROUND, MARKS
from geodash.views.palette import LINE
from geodash.views.still.base import Base
from geodash.views.still.glyphs import ours
from geodash.views.still.marks import THINNEST, Box
from geodash.views.still.paths import paths
from geodash.views.still.view import View
from geodash.views.still.words import SANS, cut, number, width, xml
from geodash.words.lists import listed
from geodash.words.notes import BOUNDARIES
from geodash.words.numbers import number_of, plural

SIZE = 12.5
_EARTH = 40_075.017  # kilometres around the equator
_STEPS = tuple(n * 10**p for p in range(4) for n in (1, 2, 5))
INSET = (124.0, 84.0)


def _text(x: float, y: float, text: str) -> str:
    """A line on a ground that was measured for it: whatever font shows it keeps to that length."""
    held = f' textLength="{number(width(text, SIZE))}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-family="{SANS}" font-size="{SIZE}" '
        f'font-weight="400" fill="#2B2A28"{held if ours(text) else ""}>{xml(text)}</text>'
    )


def scale_bar(view: View) -> tuple[str, Box]:
    """A bar of a round length at the lower left, true in the middle of the map."""
    latitude = view.degrees(view.width / 2, view.height / 2)[0]
    per_km = view.k / (_EARTH * math.cos(math.radians(latitude)))
    most = min(96.0, view.width * 0.24)
    km = max((s for s in _STEPS if s * per_km <= most), default=_STEPS[0])
    w, y = km * per_km, view.height - 12
    text = f"{km} km"
    ground = max(w, width(text, SIZE)) + 14
    svg = (
        f'<rect x="7" y="{number(y - 21)}" width="{number(ground)}" height="27" rx="2" '
        f'fill="{MARKS.paper}" fill-opacity=".78"/>'
        f'<path d="M13 {number(y - 5)}V{number(y)}H{number(13 + w)}V{number(y - 5)}" fill="none" '
        f'stroke="#3A342B" stroke-width="1.5"/>' + _text(13 + 4, y - 6, text)
    )
    return svg, (5, y - 23, 9 + ground, view.height)


def note(view: View, text: str = BOUNDARIES) -> tuple[str, Box]:
    """The short boundary note at the lower right."""
    w = width(text, SIZE) + 14
    x, y = view.width - w, view.height - 20
    svg = (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="20" '
        f'fill="{MARKS.paper}" fill-opacity=".86"/>' + _text(x + 7, y + 14.5, text)
    )
    return svg, (x - 4, y - 3, view.width, view.height)


def _most(view: View) -> int:
    """Letters of a line that keeps clear of the edges."""
    return int((view.width - 40) / (SIZE * 0.47))


def caption(view: View, text: str, above: int = 0) -> tuple[str, Box]:
    """A line on paper at the lower left, above the scale bar and so many others; cut where it is too long."""
    text = cut(text, _most(view))
    w = width(text, SIZE + 0.5) + 18
    y = view.height - 64 - 27 * above
    svg = (
        f'<rect x="7" y="{number(y)}" width="{number(w)}" height="25" rx="2" fill="{MARKS.paper}" '
        f'fill-opacity=".92"/>' + _text(15, y + 17, text)
    )
    return svg, (5, y - 2, 11 + w, y + 27)


def outside(view: View, names: Sequence[str]) -> str:
    """``Not on this map: Washington, Moscow and 3 others``, as many names as have room; blank for none."""
    for n in range(len(names), 0, -1):
        rest = len(names) - n
        told = listed([*names[:n], f"{rest} {plural(rest, 'other')}"] if rest else names)
        text = f"Not on this map: {told}"
        if len(text) <= _most(view):
            return text
    return f"Not on this map: {number_of(len(names), 'place')}" if names else ""


def inset(view: View, base: Base, scale: float) -> tuple[str, Box] | None:
    """Where in the region the map lies, at the upper right; ``None`` for a view outside it.

    Without names: there is room for three, and every border would have one on one side only.
    """
    layer = base.layer("locator.geojson")
    west, south, east, north = view.bounds
    if layer is None or west < 12 or east > 73 or south < 27 or north > 58 or east - west > 24:
        return None
    w, h = INSET
    x0, y0 = view.width - w - 9, 9.0
    middle_lat, middle_lon = (south + north) / 2, (west + east) / 2
    small = View.around(
        min(44.0, max(37.0, middle_lat + 1.5)), min(48.0, max(31.0, middle_lon)), 1.7, w, h
    )
    land = [s for s, p in zip(layer.shapes, layer.properties, strict=True)
            if p.get("scope") == "region" and p.get("kind") == "land"]  # fmt: skip
    lines = [s for s, p in zip(layer.shapes, layer.properties, strict=True)
             if p.get("scope") == "region" and p.get("kind") == "borders"]  # fmt: skip
    left, top = small.at(north, west)
    right, bottom = small.at(south, east)
    svg = (
        f'<svg x="{number(x0)}" y="{y0:g}" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}">'
        f'<rect width="{w:g}" height="{h:g}" fill="{GROUND.sea}"/>'
        f'<path d="{paths(land, small, scale, True)}" fill="{GROUND.land}" fill-rule="evenodd"/>'
        f'<path d="{paths(lines, small, scale, False)}" fill="none" stroke="#C9C0AE" '
        f'stroke-width="{THINNEST}"/>'
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}" '
        f'height="{number(bottom - top)}" fill="{MARKS.ink}" fill-opacity=".08" stroke="{MARKS.ink}" '
        'stroke-width="2"/></svg>'
        f'<rect x="{number(x0)}" y="{y0:g}" width="{w:g}" height="{h:g}" fill="none" '
        f'stroke="{LINE}" stroke-width="1.4"/>'
    )
    return svg, (x0 - 6, 0, view.width, y0 + h + 6)


def at_edge(
    view: View,
    start: tuple[float, float],
    end: tuple[float, float],
    name: str,
    taken: Sequence[Box],
) -> tuple[str, Box]:
    """A seat that lies outside: its name on paper where the line to it leaves the map."""
    text = cut(name, 28)
    west = start[0] < end[0]
    shown = f"‹ {text}" if west else f"{text} ›"
    w, h = width(shown, 14, weight=600) + 22, 28.0
    x, y = _leaving(view, start, end, w / 2 + 8, h / 2 + 8)
    for other in taken:
        if other[0] < x + w / 2 and other[2] > x - w / 2 and other[1] < y + h and other[3] > y - h:
            y = other[3] + h if y < view.height / 2 else other[1] - h
    svg = (
        f'<g class="edge"><rect x="{number(x - w / 2)}" y="{number(y - h / 2)}" '
        f'width="{number(w)}" height="{h:g}" rx="14" fill="{MARKS.paper}" stroke="{MARKS.ink}" '
        f'stroke-width="1.4"/><text x="{number(x)}" y="{number(y + 5)}" font-family="{SANS}" '
        f'font-size="14" font-weight="600" fill="{MARKS.ink}" text-anchor="middle">{xml(shown)}</text></g>'
    )
    return svg, (x - w / 2 - 3, y - h / 2 - 3, x + w / 2 + 3, y + h / 2 + 3)


def _leaving(
    view: View, start: tuple[float, float], end: tuple[float, float], mx: float, my: float
) -> tuple[float, float]:
    """Where the straight line from ``end`` (inside) to ``start`` meets the margin."""
    dx, dy = start[0] - end[0], start[1] - end[1]
    reach = 1.0
    for delta, at, low, high in (
        (dx, end[0], mx, view.width - mx),
        (dy, end[1], my, view.height - my),
    ):
        if delta:
            reach = min(reach, max(0.0, ((high if delta > 0 else low) - at) / delta))
    x, y = end[0] + dx * reach, end[1] + dy * reach
    return min(view.width - mx, max(mx, x)), min(view.height - my, max(my, y))
