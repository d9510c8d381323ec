"""The area or line that a selected event is of: a flat grey tint and its name."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from geodash.geo.areas import Area
from geodash.views.area_names import area_name
from geodash.views.drawing import AREAS
from geodash.views.drawing.areas import Tint
from geodash.views.still.base import project
from geodash.views.still.ground import shifted
from geodash.views.still.paths import paths
from geodash.views.still.typeset import Label
from geodash.views.still.view import View
from geodash.views.still.words import cut

_STOPS = "".join(
    f'<stop offset="{at:g}" stop-color="{AREAS.ink}" stop-opacity="{opacity:g}"/>'
    for at, opacity in AREAS.fade
)
DEFS = f'<radialGradient id="gd-soft-area">{_STOPS}</radialGradient>'


def tint(area: Area, view: View, scale: float, *, beside: bool = False) -> str:
    """The shape of an area, flat and grey; a line as a broad pale band. ``beside``: the event, which
    is about it, has a place of its own.
    """
    looks = AREAS.beside if beside else AREAS.tints
    look = looks["line" if area.is_line else area.kind if area.kind in looks else "area"]
    if not (look.fill or look.weight):
        return ""
    outline = project(area.geometry)
    # One fade over all would leave the outer pieces without any fill.
    pieces = shapely.get_parts(outline) if look.fades else [outline]
    return "".join(_shape(area, piece, look, view, scale) for piece in pieces)


def _shape(area: Area, outline: BaseGeometry, look: Tint, view: View, scale: float) -> str:
    around = [shifted(outline, turn) for turn in (-1, 0, 1)]
    d = paths(around, view, scale, close=not area.is_line)
    if not d:
        return ""
    color = "url(#gd-soft-area)" if look.fades else AREAS.ink
    fill = f'fill="{color}" fill-opacity="{look.fill:g}"' if look.fill else 'fill="none"'
    edge = (
        f' stroke="{AREAS.ink}" stroke-width="{look.weight:g}" stroke-opacity="{look.opacity:g}"'
        if look.weight
        else ""
    )
    return (
        f'<path class="area" d="{d}" {fill}{edge} fill-rule="evenodd" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def label_of(area: Area) -> Label:
    """Its name; what stands in brackets has a line of its own, since a still map is narrow."""
    text, sub, alone = area_name(area)
    if text.endswith(")") and " (" in text:
        text, more = text.removesuffix(")").split(" (", 1)
        sub = (more, *sub)
    at = (area.latitude, area.longitude)
    return Label(
        cut(text), *at, "area", "area", 0, sub,
        free=area.is_line, area_id=area.area_id, ground=project(area.geometry), on_water=area.kind == "islands",
        road=area.kind == "corridor", alone=alone,
    )  # fmt: skip
