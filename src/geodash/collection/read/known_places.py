"""The little that validation needs to know of places and areas.

Read straight from ``geodata/places.csv`` and ``geodata/areas.geojson``; a caller that has a
gazetteer in memory can pass a ``KnownPlaces`` of its own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodash.domain.extent import Point
from geodash.geo.folders import packaged_folders
from geodash.geo.per_file import per_file

#: First and last day an area is valid for; ``None`` is open.
Validity = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Known ids: areas with the dates they are valid for, places with their points.

    ``None`` means unknown, and nothing is checked against it.
    """

    areas: Mapping[str, Validity] | None = None
    places: Mapping[str, Point] | None = None


def known_places(collection: Path) -> KnownPlaces:
    """The geodata of a collection; what it has none of comes with the package."""
    areas = places = None
    for folder in (collection / "geodata", *packaged_folders()):
        areas = _read_areas(folder / "areas.geojson") if areas is None else areas
        places = _read_places(folder / "places.csv") if places is None else places
    return KnownPlaces(areas, places)


@per_file
def _read_areas(path: Path) -> Mapping[str, Validity] | None:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found: dict[str, Validity] = {}
        for feature in features:
            properties = feature["properties"]
            interval = _day(properties.get("valid_from")), _day(properties.get("valid_to"))
            # A historical outline serves later events too: its label carries its dates.
            historical = properties.get("kind") == "historical"
            found[str(properties["area_id"])] = (None, None) if historical else interval
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@per_file
def _read_places(path: Path) -> Mapping[str, Point] | None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, [])
            ident, lat, lon = map(header.index, ("place_id", "latitude", "longitude"))
            return {row[ident]: Point(float(row[lat]), float(row[lon])) for row in rows if row}
    except (OSError, ValueError, IndexError, csv.Error):
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
