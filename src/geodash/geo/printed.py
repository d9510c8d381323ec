"""The names that the base map prints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from geodash.domain.extent import Point
from geodash.geo.per_file import per_file


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name of ``labels.geojson``: ``kind`` is country, province, region, water or town.

    ``place_id`` is the gazetteer's, an area's (``area:…``) or blank; ``least_zoom`` is from which on
    the map prints it.
    """

    text: str
    sub: str
    kind: str
    place_id: str
    point: Point
    least_zoom: float


@per_file
def read_printed(path: Path) -> tuple[PrintedName, ...]:
    """The names of a file, in its order; features that are no named points are left out.

    Raises OSError when the file cannot be read, ValueError when it is no JSON.
    """
    features = json.loads(path.read_text(encoding="utf-8")).get("features", ())
    return tuple(_name(f) for f in features if f["properties"].get("text"))


def _name(feature: dict[str, dict[str, str]]) -> PrintedName:
    p = feature["properties"]
    lon, lat = map(float, feature["geometry"]["coordinates"][:2])
    return PrintedName(
        text=p["text"],
        sub=p.get("sub") or "",
        kind=p.get("kind") or "",
        place_id=p.get("place_id") or "",
        point=Point(lat, lon),
        least_zoom=float(p.get("min_zoom") or 0),
    )
