"""The little that validation needs to know of places and areas.

Read straight from ``geodata/places.csv`` and ``geodata/areas.geojson``; a caller that has a
gazetteer in memory can pass a ``KnownPlaces`` of its own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geodash.domain.extent import Point
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.folders import packaged_folders
from geodash.geo.per_file import per_file

#: First and last day an area is valid for; ``None`` is open.
Validity = tuple[date | None, date | None]
#: Names by id, with ``;`` between several.
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Known ids: areas with the dates they are valid for, places with their points.

    ``None`` means unknown, and nothing is checked against it. ``names`` are those of a place or,
    with ``area:`` before its id, of an area, with ``;`` between them.
    """

    areas: Mapping[str, Validity] | None = None
    places: Mapping[str, Point] | None = None
    names: Names = field(default_factory=dict)


def known_places(collection: Path) -> KnownPlaces:
    """The geodata of a collection; what it has none of comes with the package."""
    areas = places = None
    for folder in (collection / "geodata", *packaged_folders()):
        areas = _read_areas(folder / "areas.geojson") if areas is None else areas
        places = _read_places(folder / "places.csv") if places is None else places
    ids_of_areas, area_names = areas or (None, {})
    ids_of_places, place_names = places or (None, {})
    return KnownPlaces(ids_of_areas, ids_of_places, {**area_names, **place_names})


@per_file
def _read_areas(path: Path) -> tuple[Mapping[str, Validity], Names] | None:
    """The days of areas and their names, by id."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found: dict[str, Validity] = {}
        names: dict[str, str] = {}
        for feature in features:
            properties = feature["properties"]
            interval = _day(properties.get("valid_from")), _day(properties.get("valid_to"))
            # A historical outline serves later events too: its label carries its dates.
            historical = properties.get("kind") == "historical"
            ident = str(properties["area_id"])
            found[ident] = (None, None) if historical else interval
            names[AREA_PREFIX + ident] = str(properties.get("name") or "")
        return found, names
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@per_file
def _read_places(path: Path) -> tuple[Mapping[str, Point], Names] | None:
    """The points of places and their names, by id."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, [])
            ident, lat, lon = map(header.index, ("place_id", "latitude", "longitude"))
            called = [n for n, c in enumerate(header) if c in ("name", "name_other", "aliases")]
            found: dict[str, Point] = {}
            names: dict[str, str] = {}
            for row in filter(None, rows):
                found[row[ident]] = Point(float(row[lat]), float(row[lon]))
                names[row[ident]] = ";".join(row[n] for n in called if n < len(row))
            return found, names
    except (OSError, ValueError, IndexError, csv.Error):
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
