"""How sure a place is, and what may be drawn for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
#: UCDP's "near": within about this many kilometres of the named place.
NEAR_KM = 25.0

Point = tuple[float, float]


class Extent(StrEnum):
    """What stands on the map for a place."""

    EXACT = "exact"
    NEAR = "near"
    AREA = "area"
    COUNTRY = "country"
    NONE = "none"


#: UCDP where_prec → what to draw, and the words a reader sees.
EXTENT_OF_PRECISION = {
    1: Extent.EXACT,
    2: Extent.NEAR,
    3: Extent.AREA,
    4: Extent.AREA,
    5: Extent.AREA,
    6: Extent.COUNTRY,
    7: Extent.AREA,
}
MEANING = {
    1: "the named place itself",
    2: "within about 25 km of the named place",
    3: "somewhere in the district",
    4: "somewhere in the province",
    5: "along a line or in a loosely described area",
    6: "somewhere in the country",
    7: "at sea or in the air",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw: ``point`` is (latitude, longitude) or ``None``; ``area_id`` may be "".

    ``radius_km`` is the stated uncertainty around the point where there is one. It is said in
    words; the soft edge of a mark is no circle of that size.
    """

    extent: Extent
    point: Point | None = None
    area_id: str = ""
    radius_km: float | None = None

    @property
    def soft(self) -> bool:
        """Whether the mark has a soft edge: anything but an exact point."""
        return self.extent in (Extent.NEAR, Extent.AREA)


def drawing(where_prec: int | None, point: Point | None, area_id: str = "") -> Drawing:
    """What to draw for an event's place.

    ``where_prec`` is UCDP's 1 to 7 or ``None`` (a seat, or unknown). Without a point nothing is
    drawn but an area; a country is said in words and never drawn. A precision outside 1 to 7
    counts as an area when there is one, else as near.
    """
    if where_prec is None:
        extent = Extent.AREA if area_id else Extent.EXACT
    else:
        unknown = Extent.AREA if area_id else Extent.NEAR
        extent = EXTENT_OF_PRECISION.get(where_prec, unknown)
    if extent is Extent.COUNTRY:
        return Drawing(Extent.COUNTRY, point)
    if point is None and not (extent is Extent.AREA and area_id):
        return Drawing(Extent.NONE)
    radius = NEAR_KM if extent is Extent.NEAR else None
    return Drawing(extent, point, area_id if extent is Extent.AREA else "", radius)


def meaning(where_prec: int | None) -> str:
    """A precision in words, "" when there is none."""
    return MEANING.get(where_prec, "") if where_prec is not None else ""


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres between two (latitude, longitude) points in degrees.

    Haversine on a sphere: within 0.6 % of the distance on the ellipsoid.
    """
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b[1] - a[1]) / 2
    chord = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))
