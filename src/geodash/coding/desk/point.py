"""A place that no gazetteer knows: a point set by hand and how near it is known, or an area that is drawn."""

from __future__ import annotations

from typing import Any

from geodash.coding.desk.card_where import point_cells
from geodash.coding.draft.drawn import (
    DrawnError,
    across,
    cells_of,
    corners_of,
    mark_of,
    outline_of,
    point_of,
)
from geodash.collection.read.degrees import read_degrees
from geodash.domain.extent import Point
from geodash.domain.model import Collection
from geodash.geo.countries import Countries
from geodash.geo.names import PlaceNames

Json = dict[str, Any]
#: Kilometres up to which a point is the place itself, and near it; beyond, an area says it better.
_EXACT, _NEAR = 2.0, 25.0
_BEYOND = "Known no nearer than that, it is an area: draw it, or pick its district, province or country by name."
#: Along a line, or in an area that is no division.
_FUZZY = "5"


def point(
    latitude: str,
    longitude: str,
    km: str,
    words: str,
    collection: Collection,
    names: PlaceNames,
    countries: Countries | None,
) -> Json:
    """What the point sets (``set``) and the ``country`` that it is in, or an ``error`` in a sentence.

    ``words`` say where it is: a country that they name is the one that it must be in. The radius itself is not kept.
    """
    try:
        where = point_of(latitude, longitude)
    except DrawnError as error:
        return {"error": str(error)}
    radius = read_degrees(km or "1", "longitude").value or 1.0
    if radius > _NEAR:
        return {"error": _BEYOND}
    if countries and (reason := across(where, words, collection, names, countries)):
        return {"error": reason}
    near = "1" if radius <= _EXACT else "2"
    return {"set": _cells(where, near), "country": _country(where, countries)}


def area(
    corners: str,
    words: str,
    collection: Collection,
    names: PlaceNames,
    countries: Countries | None,
) -> Json:
    """An outline or a line: its ``corners`` as a draft keeps them, its ``outline``, what it sets (``set``)."""
    try:
        found = corners_of(corners)
        outline = outline_of(found)
    except DrawnError as error:
        return {"error": str(error)}
    where = mark_of(outline)
    if countries and (reason := across(where, words, collection, names, countries)):
        return {"error": reason}
    return {"corners": cells_of(found), "outline": outline, "set": _cells(where, _FUZZY)}


def _cells(where: Point, near: str) -> dict[str, str]:
    point = point_cells("", where.latitude, where.longitude)
    return point | {"area_id": "", "where_prec": near, "place_role": "scene"}


def _country(where: Point, countries: Countries | None) -> str:
    """The country that it is in beyond doubt; blank near a border, and at sea."""
    inside = countries.around([where])[0] if countries else frozenset()
    return next(iter(inside)) if len(inside) == 1 else ""
