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

#: First and last day an area is valid for; ``None`` is open.
Validity = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Known ids: areas with the dates they are valid for, places with their points.

    ``None`` means unknown, and nothing is checked against it. ``names`` are those of a place or,
    with ``area:`` before its id, of an area, with ``;`` between them.
    """

    areas: Mapping[str, Validity] | None = None
    places: Mapping[str, Point] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def known_places(collection: Path) -> KnownPlaces:
    """The geodata of a collection; what it has none of comes with the package."""
    areas = places = None
    names: dict[str, str] = {}
    for folder in (collection / "geodata", *packaged_folders()):
        areas = _read_areas(folder / "areas.geojson", names) if areas is None else areas
        places = _read_places(folder / "places.csv", names) if places is None else places
    return KnownPlaces(areas, places, names)


def _read_areas(path: Path, names: dict[str, str]) -> Mapping[str, Validity] | None:
    """Areas by id; their names go into ``names``."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found: dict[str, Validity] = {}
        for feature in features:
            properties = feature["properties"]
            interval = _day(properties.get("valid_from")), _day(properties.get("valid_to"))
            # A historical outline serves later events too: its label carries its dates.
            historical = properties.get("kind") == "historical"
            ident = str(properties["area_id"])
            found[ident] = (None, None) if historical else interval
            names[AREA_PREFIX + ident] = str(properties.get("name") or "")
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read_places(path: Path, names: dict[str, str]) -> Mapping[str, Point] | None:
    """Points by id; the names of the places go into ``names``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, [])
            ident, lat, lon = map(header.index, ("place_id", "latitude", "longitude"))
            called = [n for n, c in enumerate(header) if c in ("name", "name_other", "aliases")]
            found: dict[str, Point] = {}
            for row in filter(None, rows):
                found[row[ident]] = Point(float(row[lat]), float(row[lon]))
                names[row[ident]] = ";".join(row[n] for n in called if n < len(row))
            return found
    except (OSError, ValueError, IndexError, csv.Error):
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
