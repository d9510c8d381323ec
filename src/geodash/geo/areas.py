"""Areas and lines that events can be about: properties, geometry, and when they are valid."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Point
from geodash.geo.per_file import per_file

AREA_PREFIX = "area:"


@dataclass(frozen=True)
class Area:
    """A feature of ``areas.geojson``; an open end of its validity is ``None``.

    The days are those on which the outline held (a corridor's route, a former oblast). ``status`` is a
    line that stands below its name wherever it is named, or "".
    """

    area_id: str
    name: str
    name_other: str = ""
    kind: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = ""
    note: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    geojson: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def geometry(self) -> BaseGeometry:
        """The outline in degrees (WGS 84); parsed when first asked for."""
        return shape(self.geojson)

    @property
    def is_line(self) -> bool:
        """Whether the feature is a line: a border."""
        return "Line" in self.geojson.get("type", "")


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _area(feature: dict[str, Any]) -> Area:
    p, geojson = feature["properties"], feature["geometry"]
    lat, lon = p.get("label_lat"), p.get("label_lon")
    if lat is None or lon is None:
        inside = shape(geojson).representative_point()
        lat, lon = inside.y, inside.x
    return Area(
        area_id=str(p["area_id"]),
        name=p.get("name") or str(p["area_id"]),
        name_other=p.get("name_other") or "",
        kind=p.get("kind") or "",
        valid_from=_day(p.get("valid_from")),
        valid_to=_day(p.get("valid_to")),
        status=p.get("status") or "",
        note=p.get("note") or "",
        latitude=float(lat),
        longitude=float(lon),
        geojson=geojson,
    )


class Areas:
    """The areas of a geodata folder by id; ids are taken with or without ``area:`` in front.

    Its own are what it is gone through for; ``get`` also knows what there is behind them.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._by_id = {area.area_id: area for area in areas}
        self._behind: Callable[[str], Area | None] | None = None

    def before(self, behind: Callable[[str], Area | None]) -> Areas:
        """The same areas, with all those behind them that ``behind`` finds by id."""
        found = Areas(())
        found._by_id, found._behind = self._by_id, behind
        return found

    @classmethod
    def load(cls, path: Path) -> Areas:
        """Read a GeoJSON file; without the file there are no areas.

        Raises ValueError or KeyError when the file is no FeatureCollection of areas.
        """
        if not path.is_file():
            return cls([])
        return _areas(path)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Area]:
        return iter(self._by_id.values())

    def __contains__(self, area_id: object) -> bool:
        return isinstance(area_id, str) and self.get(area_id) is not None

    def get(self, area_id: str) -> Area | None:
        """The area, or ``None``."""
        bare = area_id.removeprefix(AREA_PREFIX)
        own = self._by_id.get(bare)
        return self._behind(bare) if own is None and self._behind else own

    def name(self, area_id: str) -> str | None:
        """Its name, or ``None`` for an unknown id."""
        area = self.get(area_id)
        return area.name if area else None

    def point(self, area_id: str) -> Point | None:
        """The point that stands for it (on a line, on it)."""
        area = self.get(area_id)
        return Point(area.latitude, area.longitude) if area else None


@per_file
def _areas(path: Path) -> Areas:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return Areas([_area(f) for f in features])
