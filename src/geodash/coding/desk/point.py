"""A place that no gazetteer knows: a point set by hand, and how near it is known."""

from __future__ import annotations

import re
from typing import Any

from geodash.collection.read.degrees import read_degrees
from geodash.domain.extent import Point
from geodash.domain.model import Collection
from geodash.geo.countries import Countries
from geodash.geo.names import PlaceNames
from geodash.words.lists import listed

Json = dict[str, Any]
#: Kilometres up to which a point is the place itself, and near it; beyond, an area says it better.
_EXACT, _NEAR = 2.0, 25.0
_BEYOND = (
    "Known no nearer than that, it is an area: pick its district, province or country by name."
)


def point(
    latitude: str,
    longitude: str,
    km: str,
    words: str,
    collection: Collection,
    names: PlaceNames,
    countries: Countries | None,
) -> Json:
    """The cells that the point sets, or an ``error`` in a sentence.

    ``words`` say where it is: a country that they name is the one that it must be in. The radius itself is not kept.
    """
    lat, lon = read_degrees(latitude, "latitude"), read_degrees(longitude, "longitude")
    wrong = lat.value is None or lon.value is None
    if (
        lat.value is None
        or lon.value is None
        or wrong
        or abs(lat.value) > 90
        or abs(lon.value) > 180
    ):
        return {"error": "Write degrees, such as 39.84 and 45.67."}
    radius = read_degrees(km or "1", "longitude").value or 1.0
    if radius > _NEAR:
        return {"error": _BEYOND}
    where = Point(lat.value, lon.value)
    if countries and (reason := _across(where, words, collection, names, countries)):
        return {"error": reason}
    return {
        "set": {
            "place_id": "",
            "area_id": "",
            "latitude": f"{where.latitude:.4f}".rstrip("0").rstrip("."),
            "longitude": f"{where.longitude:.4f}".rstrip("0").rstrip("."),
            "where_prec": "1" if radius <= _EXACT else "2",
            "place_role": "scene",
        }
    }


def _across(
    where: Point, words: str, collection: Collection, names: PlaceNames, countries: Countries
) -> str:
    """Why the point can't be where the words say: it lies in another country than the one that they name."""
    named = _countries_in(words, collection, names)
    (inside,) = countries.around([where])
    if not named or not inside or named & inside:
        return ""
    there = listed(sorted(_called(names, c) for c in inside if c))
    said = listed(sorted(_called(names, c) for c in named), "or")
    return f"This is in {there}; the place was said to be in {said}." if there else ""


def _called(names: PlaceNames, code: str) -> str:
    country = names.country(code)
    return country.name if country else code


def _countries_in(words: str, collection: Collection, names: PlaceNames) -> set[str]:
    """The countries that words name, by the names of states and of their people in ``actors.csv``."""
    found = set()
    for actor in collection.actors.values():
        if actor.kind != "state" or not actor.country:
            continue
        called = {actor.name, _called(names, actor.country), *actor.aliases}
        pattern = "|".join(re.escape(c) for c in called if len(c) > 3)
        # “Armenian” and “Armenia’s” name it too.
        if pattern and re.search(rf"(?<!\w)(?:{pattern})(?:n|s|’s|'s|ns|i|is)?(?!\w)", words):
            found.add(actor.country)
    return found
