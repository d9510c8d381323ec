"""Places and areas that an editor set on the map: read from a draft's cells and checked.

A place is a row as in ``geodata/places.csv``. An area has ``area_id``, ``name``, ``kind`` and ``corners``:
latitude and longitude of each in degrees, with ``;`` between them; two corners are a line, more an area.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geodash.coding.draft.rows import Cells
from geodash.collection.read.degrees import read_degrees
from geodash.domain.extent import Point
from geodash.domain.model import Collection
from geodash.geo.areas import Area
from geodash.geo.gazetteer import Place
from geodash.geo.names import PlaceNames
from geodash.words.lists import listed

if TYPE_CHECKING:
    from geodash.geo.countries import Countries

MOST_CORNERS = 300
_LONGEST_NAME = 120
#: What an area drawn by hand is to the map: it has no edge that anybody else drew.
SKETCH = "sketch"
_RANK = 5
_NO_DEGREES = "Write degrees, such as 39.84 and 45.67."
_BETWEEN = re.compile(r"[;\n]+")


class DrawnError(ValueError):
    """A place or an area can't be taken as it is; the message is for the editor."""


def point_of(latitude: str, longitude: str) -> Point:
    """Degrees as they were typed; raises :class:`DrawnError`."""
    lat, lon = read_degrees(latitude, "latitude").value, read_degrees(longitude, "longitude").value
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        raise DrawnError(_NO_DEGREES)
    if lat == lon == 0:
        raise DrawnError("0 and 0 is a point in the sea that stands for no place known.")
    return Point(lat, lon)


def corners_of(text: str) -> list[Point]:
    """The corners of an outline or a line; raises :class:`DrawnError`."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > MOST_CORNERS:
        raise DrawnError(f"An area has {MOST_CORNERS} corners at most.")
    found = []
    for part in parts:
        pair = part.replace(",", " ").split() if part.count(",") <= 1 else part.split()
        if len(pair) != 2:
            raise DrawnError("Write a corner as latitude and longitude, such as 39.84 45.67.")
        found.append(point_of(*pair))
    if len(set(found)) < 2:
        raise DrawnError("Set two corners for a line, three or more for an area.")
    return found


def cells_of(corners: Sequence[Point]) -> str:
    """The corners as a draft keeps them."""
    return ";".join(f"{p.latitude:.5g} {p.longitude:.6g}" for p in corners)


def outline_of(corners: Sequence[Point]) -> dict[str, Any]:
    """The corners as a GeoJSON geometry; raises :class:`DrawnError` for an edge that crosses itself."""
    import shapely

    ring = [(round(p.longitude, 4), round(p.latitude, 4)) for p in corners]
    ring = [at for n, at in enumerate(ring) if n == 0 or at != ring[n - 1]]
    if max(x for x, _ in ring) - min(x for x, _ in ring) > 180:
        raise DrawnError("It goes more than half round the world: set its corners on one side.")
    if len(set(ring)) == 2:
        return {"type": "LineString", "coordinates": [list(at) for at in ring]}
    if ring[0] != ring[-1]:
        ring.append(ring[0])
    shape = shapely.Polygon(ring)
    if not shape.is_valid or not shape.area:
        raise DrawnError("Its edge crosses itself: set the corners one after the other around it.")
    return {"type": "Polygon", "coordinates": [[list(at) for at in ring]]}


def place_of(cells: Cells) -> Place:
    """A row of a draft's places; raises :class:`DrawnError`."""
    point = point_of(cells.get("latitude", ""), cells.get("longitude", ""))
    return Place(
        place_id=cells.get("place_id", ""),
        name=_name(cells),
        name_other=_line(cells.get("name_other", "")),
        country=cells.get("country", "") if re.fullmatch("[A-Z]{3}", cells.get("country", "")) else "",
        latitude=point.latitude,
        longitude=point.longitude,
        rank=_RANK,
    )  # fmt: skip


def area_of(cells: Cells) -> Area:
    """A row of a draft's areas; raises :class:`DrawnError`."""
    geometry = outline_of(corners_of(cells.get("corners", "")))
    at = mark_of(geometry)
    return Area(
        area_id=cells.get("area_id", ""),
        name=_name(cells),
        kind="line" if geometry["type"] == "LineString" else SKETCH,
        note=_line(cells.get("note", "")),
        latitude=at.latitude,
        longitude=at.longitude,
        geojson=geometry,
    )


def mark_of(geometry: dict[str, Any]) -> Point:
    """The point that stands for an outline: within it, or on the line."""
    from shapely.geometry import shape

    at = shape(geometry).representative_point()
    return Point(round(float(at.y), 4), round(float(at.x), 4))


def across(
    where: Point, words: str, collection: Collection, names: PlaceNames, countries: Countries
) -> str:
    """Why a point can't be where words say: it lies in another country than the one that they name."""
    named = _countries_in(words, collection, names)
    (inside,) = countries.around([where])
    if not named or not inside or named & inside:
        return ""
    states = {a.country: a.name for a in collection.actors.values() if a.kind == "state"}
    there = listed(sorted(_called(names, c, states) for c in inside if c))
    said = listed(sorted(_called(names, c, states) for c in named), "or")
    return f"This is in {there}; the place was said to be in {said}." if there else ""


def _called(names: PlaceNames, code: str, states: Mapping[str, str]) -> str:
    country = names.country(code)
    return country.name if country else states.get(code, code)


def _countries_in(words: str, collection: Collection, names: PlaceNames) -> set[str]:
    """The countries that words name, by the names of states and of their people in ``actors.csv``."""
    found = set()
    for actor in collection.actors.values():
        if actor.kind != "state" or not actor.country:
            continue
        called = {actor.name, _called(names, actor.country, {}), *actor.aliases}
        pattern = "|".join(re.escape(c) for c in called if len(c) > 3)
        # “Armenian” and “Armenia’s” name it too.
        if pattern and re.search(rf"(?<!\w)(?:{pattern})(?:n|s|’s|'s|ns|i|is)?(?!\w)", words):
            found.add(actor.country)
    return found


def _name(cells: Cells) -> str:
    name = _line(cells.get("name", ""))
    if not name:
        raise DrawnError("Say what it is called.")
    if len(name) > _LONGEST_NAME:
        raise DrawnError(f"A name has {_LONGEST_NAME} characters at most.")
    return name


def _line(text: str) -> str:
    return " ".join(text.split())
