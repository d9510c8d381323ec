"""The little that validation needs to know of places and areas.

Read straight from ``geodata/places.csv`` and ``geodata/areas.geojson``; a caller that has a
gazetteer in memory can pass a ``KnownPlaces`` of its own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from math import cos, inf, radians
from pathlib import Path

from geodash.collection.read.folder import home_of
from geodash.domain.extent import Bounds, Point, kilometres
from geodash.geo.areas import AREA_PREFIX, Area
from geodash.geo.base_file import FILE as BASE
from geodash.geo.base_file import LEVELS, open_base
from geodash.geo.countries import read_countries
from geodash.geo.folders import packaged_folders
from geodash.geo.gazetteer import Place
from geodash.geo.names import DIVISIONS, PROVINCE
from geodash.geo.per_file import MOST, Same, per_file
from geodash.geo.place_keys import place_key
from geodash.geo.world import FILE as WORLD
from geodash.geo.world import World, open_world
from geodash.geo.world_areas import FILE as WORLD_AREAS
from geodash.geo.world_areas import WorldAreas, open_areas

#: First and last day an area is valid for; ``None`` is open.
Validity = tuple[date | None, date | None]
#: Names by id, with ``;`` between several.
Names = Mapping[str, str]
#: What the files of areas and of places say; see their readers.
_Areas = tuple[Mapping[str, Validity], Names, Mapping[str, Bounds], Mapping[str, Point]] | None
_Places = tuple[Mapping[str, Point], Names, Names, Names] | None


@dataclass(frozen=True)
class KnownPlaces:
    """Known ids: areas with the dates they are valid for, places with their points.

    ``None`` means unknown, and nothing is checked against it. ``names`` are those of a place or,
    with ``area:`` before its id, of an area, with ``;`` between them. ``countries`` are the codes
    of places by id, ``lands`` the names of countries by code, ``outlines`` the base map with
    the land of all countries, ``boxes`` the bounds of areas by id, ``marks`` the points at which their
    names stand, ``world`` the places behind ``places``, ``outlines_of`` the areas behind ``areas``.
    """

    areas: Mapping[str, Validity] | None = None
    places: Mapping[str, Point] | None = None
    names: Names = field(default_factory=dict)
    countries: Names = field(default_factory=dict)
    lands: Names = field(default_factory=dict)
    outlines: Path | None = None
    boxes: Mapping[str, Bounds] = field(default_factory=dict)
    marks: Mapping[str, Point] = field(default_factory=dict)
    world: World | None = None
    outlines_of: WorldAreas | None = None

    def knows_area(self, area_id: str) -> bool:
        """Whether there is such an area; yes while none are known."""
        return self.areas is None or area_id in self.areas or bool(self.outline(area_id))

    def outline(self, area_id: str) -> Area | None:
        """A province or district of the world that ``areas.geojson`` has not."""
        own = self.areas is None or area_id in self.areas
        return self.outlines_of.get(area_id) if self.outlines_of and area_id and not own else None

    def mark(self, area_id: str) -> Point | None:
        """The point at which the name of an area stands, if it is known."""
        far = self.outline(area_id)
        return Point(far.latitude, far.longitude) if far else self.marks.get(area_id)

    def division(self, place_id: str) -> Area | None:
        """The outline of a province or district, else of the province that a place is in by its codes."""
        place = self.world.get(place_id) if self.world and place_id else None
        if place is None or self.outlines_of is None:
            return None
        if place.kind in DIVISIONS and (own := self.outlines_of.get(place_id)):
            return own
        if not place.admin1 or self.world is None:
            return None
        named = (ranked.place for ranked, _ in self.world.named(place_key(place.admin1)))
        found = (
            p
            for p in named
            if p.kind in DIVISIONS and (p.country, p.admin1) == (place.country, place.admin1)
        )
        first = min(found, key=lambda p: (p.kind != PROVINCE, p.place_id), default=None)
        return self.outlines_of.get(first.place_id) if first else None

    def knows(self, place_id: str) -> bool:
        """Whether there is such a place; yes while none are known."""
        return self.places is None or place_id in self.places or bool(self._far(place_id))

    def point(self, place_id: str) -> Point | None:
        """Where a place lies, if it is known."""
        if self.places and place_id in self.places:
            return self.places[place_id]
        far = self._far(place_id)
        return far.point if far else None

    def country(self, place_id: str) -> str:
        """The code of the country that a place is in; blank where it is not known or in none."""
        if self.places and place_id in self.places:
            return self.countries.get(place_id, "")
        far = self._far(place_id)
        return far.country if far else ""

    def _far(self, place_id: str) -> Place | None:
        """A place of the world that ``places.csv`` has not."""
        return self.world.get(place_id) if self.world and place_id else None

    def called(self, name: str) -> Sequence[Point]:
        """The points of all places of a name (in lower case)."""
        return self._called.get(name, ()) if name else ()

    def nearest(self, point: Point, most_km: float) -> str:
        """The id of the nearest place, up to 150 km away; blank if none is within ``most_km``."""
        away, ident = self._nearest(point)
        return ident if away <= most_km else ""

    @cached_property
    def _nearest(self) -> Callable[[Point], tuple[float, str]]:
        """How far the nearest place is, and its id. A collection is checked again with every change."""
        return lru_cache(ASKED)(self._look_around)

    def _look_around(self, point: Point) -> tuple[float, str]:
        row, column = _cell(point)
        reach = range(-_REACH, _REACH + 1)
        wide = min(180, round(_REACH / max(0.02, cos(radians(point.latitude)))) + 1)
        cells = ((row + i, (column + j) % 360) for i in reach for j in range(-wide, wide + 1))
        near = (entry for cell in cells for entry in self._cells.get(cell, ()))
        return min(((kilometres(point, p), i) for i, p in near), default=(inf, ""))

    def countries_at(self, points: Sequence[Point]) -> Sequence[frozenset[str] | None]:
        """The countries at or near each point, by the outlines; ``None`` without them."""
        if self.outlines is None:
            return [None] * len(points)
        try:
            return read_countries(self.outlines).around(points)
        except (OSError, ValueError, LookupError, TypeError):
            return [None] * len(points)

    @cached_property
    def _called(self) -> dict[str, list[Point]]:
        found: dict[str, list[Point]] = {}
        for ident, point in (self.places or {}).items():
            for name in dict.fromkeys(self.names.get(ident, "").casefold().split(";")):
                if name.strip():
                    found.setdefault(name.strip(), []).append(point)
        return found

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[tuple[str, Point]]]:
        found: dict[tuple[int, int], list[tuple[str, Point]]] = {}
        for ident, point in (self.places or {}).items():
            found.setdefault(_cell(point), []).append((ident, Point(*point)))
        return found


#: Points whose nearest place is kept.
ASKED = 8192
#: Cells of a degree to look in for the nearest place: 150 km.
_REACH = 2


def _cell(point: tuple[float, float]) -> tuple[int, int]:
    return int(point[0] // 1), int(point[1] // 1) % 360


def known_places(collection: Path) -> KnownPlaces:
    """The geodata of a collection; what it has none of comes with the package."""
    areas = places = outlines = world = behind = None
    for folder in (home_of(collection) / "geodata", *packaged_folders()):
        areas = _read_areas(folder / "areas.geojson") if areas is None else areas
        places = _read_places(folder / "places.csv") if places is None else places
        if outlines is None and (folder / BASE).is_file() and _read_base(folder / BASE):
            outlines = folder / BASE
        if world is None and (folder / WORLD).is_file():
            world = open_world(folder / WORLD)
        if behind is None and (folder / WORLD_AREAS).is_file():
            behind = open_areas(folder / WORLD_AREAS)
    return _together(Same(areas), Same(places), outlines, world, behind)


def unreadable_geodata(collection: Path) -> list[str]:
    """The files of a collection's own geodata that are there but can't be used, by name."""
    own = {"places.csv": _read_places, "areas.geojson": _read_areas, BASE: _read_base}
    folder = collection / "geodata"
    return [
        f"geodata/{name}"
        for name, read in own.items()
        if (folder / name).is_file() and read(folder / name) is None
    ]


@lru_cache(MOST)
def _together(
    areas: Same[_Areas],
    places: Same[_Places],
    outlines: Path | None,
    world: World | None,
    behind: WorldAreas | None,
) -> KnownPlaces:
    """Kept as long as its files are: who asks again finds the names looked up."""
    ids_of_areas, area_names, boxes, marks = areas.value or (None, {}, {}, {})
    ids_of_places, place_names, countries, lands = places.value or (None, {}, {}, {})
    names = {**area_names, **place_names}
    return KnownPlaces(
        ids_of_areas, ids_of_places, names, countries, lands, outlines, boxes, marks, world, behind
    )  # fmt: skip


def _read_base(path: Path) -> bytes | None:
    """The coarse world; ``None`` where the file is no base map."""
    return open_base(path).cell(LEVELS[0].z, 0, 0)


@per_file
def _read_areas(path: Path) -> _Areas:
    """The days of areas, their names, their bounds and their marks, by id."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found: dict[str, Validity] = {}
        names: dict[str, str] = {}
        boxes: dict[str, Bounds] = {}
        marks: dict[str, Point] = {}
        for feature in features:
            properties = feature["properties"]
            interval = _day(properties.get("valid_from")), _day(properties.get("valid_to"))
            # A historical outline serves later events too: its label carries its dates.
            historical = properties.get("kind") == "historical"
            ident = str(properties["area_id"])
            found[ident] = (None, None) if historical else interval
            names[AREA_PREFIX + ident] = str(properties.get("name") or "")
            if corners := list(_corners((feature.get("geometry") or {}).get("coordinates"))):
                x, y = zip(*corners, strict=True)
                boxes[ident] = (min(x), min(y), max(x), max(y))
            at = properties.get("label_lat"), properties.get("label_lon")
            if None not in at:
                marks[ident] = Point(*map(float, at))
        return found, names, boxes, marks
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@per_file
def _read_places(path: Path) -> _Places:
    """The points of places, their names and their countries, by id; the names of countries by code."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, [])
            ident, lat, lon = map(header.index, ("place_id", "latitude", "longitude"))
            called = [n for n, c in enumerate(header) if c in ("name", "name_other", "aliases")]
            country = header.index("country") if "country" in header else None
            kind = header.index("kind") if "kind" in header else None
            found: dict[str, Point] = {}
            names: dict[str, str] = {}
            countries: dict[str, str] = {}
            lands: dict[str, str] = {}
            for row in filter(None, rows):
                found[row[ident]] = Point(float(row[lat]), float(row[lon]))
                names[row[ident]] = ";".join(row[n] for n in called if n < len(row))
                if country is not None and country < len(row):
                    countries[row[ident]] = row[country]
                    if kind is not None and row[kind] == "country":
                        lands[row[country]] = names[row[ident]]
            return found, names, countries, lands
    except (OSError, ValueError, IndexError, csv.Error):
        return None


def _corners(coordinates: object) -> Iterator[tuple[float, float]]:
    """All positions of a geometry, longitude first, however deep they lie."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _corners(part)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
