"""What is written on a lit area, on the live map and on still ones."""

from __future__ import annotations

from typing import NamedTuple

from geodash.geo.areas import Area
from geodash.words.days import years

#: Said wherever such an area is named, and never left out.
_STATUS = {"nagorno-karabakh": ("internationally recognised", "as part of Azerbaijan")}


class AreaName(NamedTuple):
    """The name, and lines below it."""

    text: str
    sub: tuple[str, ...] = ()


def area_name(area: Area) -> AreaName:
    """Its name, and its years for an outline of the past."""
    sub = _STATUS.get(area.area_id, ())
    if area.kind == "historical" and area.valid_from and area.valid_to:
        dated = years(area.valid_from.year, area.valid_to.year)
        sub = (*sub, f"outline of the oblast of {dated}")
    return AreaName(area.name, sub)
