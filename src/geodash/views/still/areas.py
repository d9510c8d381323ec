"""The area or line that a selected event is of: a flat grey tint and its name."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.geo.areas import Area
from geodash.views.still.base import paths, project
from geodash.views.still.view import View

INK = "#3A342B"
_STATUS = {"nagorno-karabakh": ("internationally recognised", "as part of Azerbaijan")}


@dataclass(frozen=True, slots=True)
class AreaName:
    """What is written on a tinted area, and where."""

    text: str
    sub: tuple[str, ...]
    latitude: float
    longitude: float
    line: bool = False


def tint(area: Area, view: View, scale: float) -> str:
    """The shape of an area, flat and grey; a line as a broad pale band."""
    d = paths([project(area.geometry)], view, scale, close=not area.is_line)
    if not d:
        return ""
    slim = area.kind == "corridor"
    if area.is_line:
        look = f'fill="none" stroke="{INK}" stroke-width="9" stroke-opacity=".3"'
    else:
        # The straight edges of a generalised sea would look like a boundary.
        edge = area.kind != "sea"
        weight, strength = (2, 0.9) if slim else (1.4, 0.6)
        look = f'fill="{INK}" fill-opacity="{0.34 if slim else 0.2}"'
        look += (
            f' stroke="{INK}" stroke-width="{weight}" stroke-opacity="{strength}"' if edge else ""
        )
    return (
        f'<path class="area" d="{d}" {look} fill-rule="evenodd" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def name_of(area: Area) -> AreaName:
    """Both names for a contested district; its years for an outline of the past."""
    years = [d.year for d in (area.valid_from, area.valid_to) if d]
    sub = list(_STATUS.get(area.area_id, ()))
    if area.kind == "historical" and len(years) == 2:
        sub.append(f"outline of the oblast of {years[0]}–{years[1]}")
    both = area.kind == "district" and area.name_other
    text = f"{area.name_other} district" if both else area.name
    if text.endswith(")") and " (" in text:
        text, more = text.removesuffix(")").split(" (", 1)
        sub.insert(0, more)
    return AreaName(text, tuple(sub), area.latitude, area.longitude, area.is_line)
