"""Land, water and lines of a geodata folder in Mercator, read once and cut to a view."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Bounds, Point
from geodash.geo.layers import GeoData
from geodash.geo.longitudes import around_all, near, turned
from geodash.geo.names import PlaceNames
from geodash.geo.per_file import per_file
from geodash.views.drawing import GROUND
from geodash.views.still.view import MOST_LATITUDE, View, mercator
from geodash.views.still.words import number

#: Units around the view that are drawn too, so that no cut edge shows.
MARGIN = 5.0
# A country larger than this many degrees each way of its name is shown in part.
MOST_COUNTRY = 7.0

G = TypeVar("G", BaseGeometry, np.ndarray)


@dataclass(frozen=True)
class Layer:
    """The features of a file: shapes in Mercator's unit square, an index, their properties."""

    shapes: np.ndarray
    tree: shapely.STRtree
    properties: tuple[dict[str, Any], ...]

    def within(self, box: Bounds) -> list[tuple[BaseGeometry, dict[str, Any]]]:
        """Features that touch a box, with their properties, in the order of the file.

        A box that reaches out of the unit square finds the land beyond the 180th meridian there.
        """
        found: list[tuple[BaseGeometry, dict[str, Any]]] = []
        for turn in range(math.floor(box[0]), math.floor(box[2]) + 1):
            there = shapely.box(box[0] - turn, box[1], box[2] - turn, box[3])
            for i in sorted(int(i) for i in self.tree.query(there)):
                found.append((shifted(self.shapes[i], turn), self.properties[i]))
        return found

    @cached_property
    def pieces(self) -> tuple[shapely.STRtree, tuple[str, ...]]:
        """The parts of all shapes, each with the code of its country."""
        parts, owner = shapely.get_parts(self.shapes, return_index=True)
        codes = tuple(str(self.properties[int(i)].get("iso3", "")) for i in owner)
        return shapely.STRtree(parts), codes


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
        self.relief = geodata.relief
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

    def country_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the country that a point lies in, as drawn; ``None`` at sea."""
        piece = self.piece_at(latitude, longitude)
        return piece[0] if piece else None

    def piece_at(self, latitude: float, longitude: float) -> tuple[str, int] | None:
        """The piece of land, an island say, that a point lies on: its country, a number."""
        w, s, e, n = GROUND.detailed
        longitude = turned(longitude)
        fine = self.path("region.geojson") and w < longitude < e and s < latitude < n
        tree, codes = self._pieces("region.geojson" if fine else "countries.geojson")
        found = tree.query(shapely.Point(*mercator(latitude, longitude)), predicate="intersects")
        return (codes[int(found[0])], int(found[0])) if len(found) else None

    def _pieces(self, name: str) -> tuple[shapely.STRtree, tuple[str, ...]]:
        """The parts of all countries of a layer, each with its country's code."""
        layer = self.layer(name)
        return layer.pieces if layer else (shapely.STRtree([]), ())

    def land_in(self, view: View) -> list[tuple[BaseGeometry, dict[str, Any]]]:
        """Land that touches the view, with its properties: the detailed layer where it holds it all."""
        box = cut_box(view, 0)
        name = "region.geojson" if self.is_detailed(view) else "countries.geojson"
        layer = self.layer(name)
        return layer.within(box) if layer else []

    def is_detailed(self, view: View) -> bool:
        """Whether the detailed layer covers the whole view."""
        west, south, east, north = view.bounds
        w, s, e, n = GROUND.detailed
        return self.layer("region.geojson") is not None and (
            west > w and south > s and east < e and north < n
        )

    @cached_property
    def country_names(self) -> dict[str, MapName]:
        """The first name of each country, by the code of the land that it stands on."""
        found: dict[str, MapName] = {}
        for name in self.names_drawn:
            if name.kind == "country" and (code := self.country_at(*name.point)):
                found.setdefault(code, name)
        return found

    def country_name(self, code: str) -> str:
        """What the country of a code is called on the map, else in the layer; else the code."""
        if known := self.country_names.get(code):
            return known.text
        layer = self.layer("countries.geojson")
        told = (p for p in layer.properties if p.get("iso3") == code) if layer else iter(())
        return str(next(told, {}).get("name") or code)

    def country_box(self, latitude: float, longitude: float) -> Bounds:
        """Degrees that show the country of a point (its capital), or a good part around it."""
        code = self.country_at(latitude, longitude)
        layer = self.layer("countries.geojson")
        found = (
            [s for s, p in zip(layer.shapes, layer.properties, strict=True) if p["iso3"] == code]
            if layer and code
            else []
        )
        reach = MOST_COUNTRY
        limit = (
            longitude - reach * 1.4,
            latitude - reach,
            longitude + reach * 1.4,
            latitude + reach,
        )
        if not found:
            return limit
        parts = shapely.bounds(shapely.get_parts(np.array(found, dtype=object)))
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


def shifted(shape: BaseGeometry, turns: int) -> BaseGeometry:
    """A shape of the unit square, so many turns of the globe further east."""
    if not turns:
        return shape
    moved: BaseGeometry = shapely.transform(shape, lambda points: points + np.array([turns, 0]))
    return moved


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
    return Layer(shapes, shapely.STRtree(shapes), properties)


def cut_box(view: View, margin: float = MARGIN) -> Bounds:
    """The view and a margin (units) as a box of the unit square."""
    k = view.k
    return (
        (view.left - margin) / k,
        (view.top - margin) / k,
        (view.left + view.width + margin) / k,
        (view.top + view.height + margin) / k,
    )


def paths(shapes: Iterable[BaseGeometry], view: View, scale: float, close: bool) -> str:
    """SVG path data of shapes (unit square), cut to the view and simplified to 0.3 pixels.

    Far out, where a picture holds half a continent, to 0.6: a coast is not read there.
    """
    box = cut_box(view)
    tolerance = (0.3 if view.zoom >= GROUND.far else 0.6) / scale / view.k
    parts: list[str] = []
    for shape in shapes:
        x0, y0, x1, y1 = shape.bounds
        whole = x0 >= box[0] and y0 >= box[1] and x1 <= box[2] and y1 <= box[3]
        found = shape if whole else shapely.clip_by_rect(shape, *box)
        found = shapely.simplify(found, tolerance, preserve_topology=False)
        for line in _lines(found):
            parts.append(_path(line * view.k - (view.left, view.top), close))
    return "".join(parts)


def _lines(geometry: BaseGeometry) -> list[np.ndarray]:
    """The coordinate rows of each ring or line."""
    rows: list[np.ndarray] = []
    for part in shapely.get_parts(geometry):
        if part.is_empty or part.geom_type == "Point":
            continue
        if part.geom_type == "Polygon":
            rows += [shapely.get_coordinates(r) for r in (part.exterior, *part.interiors)]
        elif part.geom_type in ("LineString", "LinearRing"):
            rows.append(shapely.get_coordinates(part))
        else:
            rows += _lines(part)
    return rows


def _path(points: np.ndarray, close: bool) -> str:
    """Relative path data with one decimal; nothing for what vanishes at that."""
    tenths = np.rint(points * 10).astype(np.int64)
    moves = np.diff(tenths, axis=0)
    moves = moves[np.any(moves != 0, axis=1)]
    if len(moves) < (2 if close else 1):
        return ""
    steps: Sequence[tuple[int, int]] = moves[:-1].tolist() if close else moves.tolist()
    text = f"M{number(tenths[0, 0] / 10)} {number(tenths[0, 1] / 10)}l"
    text += " ".join(f"{number(x / 10)} {number(y / 10)}" for x, y in steps).replace(" -", "-")
    return text + ("z" if close else "")
