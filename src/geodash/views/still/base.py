"""Land, water and lines of a geodata folder in Mercator, read once and cut to a view."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import MOST_LATITUDE, Bounds, Point
from geodash.geo.base_file import level_of
from geodash.geo.layers import GeoData
from geodash.geo.longitudes import around_all, near
from geodash.geo.names import PlaceNames
from geodash.geo.per_file import per_file
from geodash.views.still.ground import Seen, pieces_of
from geodash.views.still.paths import MARGIN, cut_box
from geodash.views.still.view import View, mercator

#: A picture has more pixels than units: it is drawn with the ground of a map so many zooms nearer.
FINER = 0.7
# A country larger than this many degrees each way of its name is shown in part.
MOST_COUNTRY = 7.0

G = TypeVar("G", BaseGeometry, np.ndarray)


@dataclass(frozen=True)
class Layer:
    """The features of a file: shapes in Mercator's unit square, their properties."""

    shapes: np.ndarray
    properties: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class MapName:
    """A name of the base map, with the lines below it and the zooms at which it may stand."""

    text: str
    kind: str
    point: Point
    sub: tuple[str, ...]
    place_id: str
    rank: int
    min_zoom: float
    max_zoom: float
    #: Of a country's name.
    iso3: str = ""
    short: str = ""
    area_id: str = ""
    exclave: bool = False
    ground: BaseGeometry | None = None

    def fits(self, zoom: float) -> bool:
        """Whether it belongs to this zoom."""
        return self.min_zoom <= zoom <= self.max_zoom


class Base:
    """What does not change from map to map of one geodata folder."""

    def __init__(self, geodata: GeoData) -> None:
        # Not kept: the cache of bases must not keep its own keys alive.
        self._paths = {name: geodata.path(name) for name in geodata.files}
        self.ground = pieces_of(geodata.base)
        self.names = PlaceNames(geodata.gazetteer, geodata.areas)
        self._layers: dict[str, Layer | None] = {}

    def path(self, name: str) -> Path | None:
        """The file of a layer, or ``None``."""
        return self._paths.get(name)

    def layer(self, name: str) -> Layer | None:
        """A GeoJSON file's features; ``None`` without the file."""
        if name not in self._layers:
            path = self.path(name)
            self._layers[name] = _read(path) if path else None
        return self._layers[name]

    @cached_property
    def names_drawn(self) -> tuple[MapName, ...]:
        """The names that stand on the map at one zoom or another."""
        path = self.path("labels.geojson")
        return _names(path) if path else ()

    @cached_property
    def _drawn_at(self) -> np.ndarray:
        """Where they stand in the unit square, a row for each."""
        return np.array([mercator(*name.point) for name in self.names_drawn]).reshape(-1, 2)

    def names_about(self, view: View, margin: float) -> Iterator[MapName]:
        """Those of them that stand in a view and so many units around it, or are of an area, wherever that ends."""
        at, k = self._drawn_at, view.k
        middle = np.array([view.left + view.width / 2, view.top + view.height / 2]) / k
        away = np.abs(at - middle)
        # By the shorter way round.
        away[:, 0] = np.minimum(away[:, 0] % 1, 1 - away[:, 0] % 1)
        reach = np.array([view.width / 2 + margin, view.height / 2 + margin]) / k
        near = np.asarray((away <= reach).all(1))
        yield from (
            n
            for n, there in zip(self.names_drawn, near, strict=True)
            if there or n.ground is not None
        )

    def names_near(self, view: View) -> Iterator[MapName]:
        """The names that come with the ground of a view."""
        for kind, text, latitude, longitude, zoom, rank in self.seen(view, 0).names:
            if view.holds(latitude, longitude, -2 * MARGIN):
                yield MapName(text, kind, Point(latitude, longitude), (), "", rank, zoom, 99)

    def country_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the country that a point lies in, as drawn closest by; ``None`` at sea."""
        return self.ground.country_at(latitude, longitude)

    def seen(self, view: View, margin: float = MARGIN) -> Seen:
        """The ground of a view and a margin (units) around it."""
        return self.ground.within(cut_box(view, margin), level_of(view.zoom + FINER).z)

    @cached_property
    def country_names(self) -> dict[str, MapName]:
        """The first name of each country, by its code."""
        found: dict[str, MapName] = {}
        for name in self.names_drawn:
            if name.iso3:
                found.setdefault(name.iso3, name)
        return found

    def country_name(self, code: str) -> str:
        """What the country of a code is called on the map, else in the layer; else the code."""
        if known := self.country_names.get(code):
            return known.text
        return self.ground.names.get(code) or code

    def country_box(self, latitude: float, longitude: float) -> Bounds:
        """Degrees that show the country of a point (its capital), or a good part around it."""
        code = self.country_at(latitude, longitude)
        found = self.ground.world(code) if code else []
        reach = MOST_COUNTRY
        limit = (
            longitude - reach * 1.4,
            latitude - reach,
            longitude + reach * 1.4,
            latitude + reach,
        )
        if not found:
            return limit
        parts = shapely.bounds(np.array(found, dtype=object))
        seen = []
        for x0, y0, x1, y1 in parts:
            turn = near((x0 + x1) / 2 * 360 - 180, longitude) - ((x0 + x1) / 2 * 360 - 180)
            west, east = x0 * 360 - 180 + turn, x1 * 360 - 180 + turn
            north, south = (_latitude(y) for y in (y0, y1))
            box = (
                max(west, limit[0]),
                max(south, limit[1]),
                min(east, limit[2]),
                min(north, limit[3]),
            )
            if box[0] < box[2] and box[1] < box[3]:
                seen.append(box)
        return around_all(seen) if seen else limit


_BASES: WeakKeyDictionary[GeoData, Base] = WeakKeyDictionary()


def base_of(geodata: GeoData) -> Base:
    """The base of a geodata folder; made once."""
    found = _BASES.get(geodata)
    if found is None:
        found = _BASES[geodata] = Base(geodata)
    return found


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def project(geometry: G) -> G:
    """Degrees to Mercator's unit square."""

    def convert(points: np.ndarray) -> np.ndarray:
        phi = np.radians(np.clip(points[:, 1], -MOST_LATITUDE, MOST_LATITUDE))
        return np.column_stack(
            ((points[:, 0] + 180) / 360, (1 - np.arcsinh(np.tan(phi)) / math.pi) / 2)
        )

    moved: G = shapely.transform(geometry, convert)
    return moved


def _name(feature: dict[str, Any]) -> MapName:
    lon, lat = feature["geometry"]["coordinates"][:2]
    told = feature["properties"]
    return MapName(
        text=told["text"],
        kind=told["kind"],
        point=Point(float(lat), float(lon)),
        sub=tuple(s for s in (told.get("sub") or "").split("\n") if s),
        place_id=told.get("place_id") or "",
        rank=int(told.get("rank", 3)),
        min_zoom=told.get("min_zoom", 0),
        max_zoom=told.get("max_zoom", 99),
        iso3=told.get("iso3") or "",
        short=told.get("short") or "",
        area_id=told.get("area_id") or "",
        exclave=bool(told.get("exclave")),
        ground=project(shapely.Polygon(told["ground"])) if told.get("ground") else None,
    )


@per_file
def _names(path: Path) -> tuple[MapName, ...]:
    return tuple(
        _name(feature)
        for feature in json.loads(path.read_text("utf-8"))["features"]
        if (feature.get("geometry") or {}).get("type") == "Point"
    )


@per_file
def _read(path: Path) -> Layer:
    collection = json.loads(path.read_text("utf-8"))
    features = [f for f in collection["features"] if f.get("geometry")]
    shapes = np.array([shapely.geometry.shape(f["geometry"]) for f in features], dtype=object)
    if len(shapes):
        shapes = project(shapes)
    properties = tuple(f.get("properties") or {} for f in features)
    return Layer(shapes, properties)
