"""What is written on a lit area, on the live map and on still ones."""

from __future__ import annotations

from typing import Any, NamedTuple

from geodash.geo.areas import Area
from geodash.geo.names import whole_name
from geodash.words.days import years

#: Said wherever such an area is named, and never left out.
_STATUS = {"nagorno-karabakh": ("internationally recognised", "as part of Azerbaijan")}


class AreaName(NamedTuple):
    """The name, and lines below it; so many of these, the last, are a statement of their own (``alone``)."""

    text: str
    sub: tuple[str, ...] = ()
    alone: int = 0


def area_name(area: Area) -> AreaName:
    """Its name, and its years for an outline of the past."""
    sub = _STATUS.get(area.area_id, (area.status,) if area.status else ())
    name = whole_name(area.name, area.kind)
    if area.kind == "historical" and area.valid_from and area.valid_to:
        dated = years(area.valid_from.year, area.valid_to.year)
        return AreaName(name, (*sub, f"outline of the oblast of {dated}"), 1)
    return AreaName(name, sub)


def area_feature(area: Area) -> dict[str, Any]:
    """An area as a GeoJSON feature, with what is written on it (``text``, ``sub``) and where."""
    return {
        "type": "Feature",
        "properties": {
            "area_id": area.area_id,
            "name": area.name,
            "kind": area.kind,
            "note": area.note,
            "label_lat": area.latitude,
            "label_lon": area.longitude,
            **area_name(area)._asdict(),
        },
        "geometry": area.geojson,
    }
