"""Areas and lines that events can be about: geodata/areas.geojson."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from . import natural_earth as ne
from . import region as rg
from .area_list import (
    COAST,
    COAST_KM,
    COAST_POINT,
    CORRIDORS,
    DISTRICTS,
    ISLANDS,
    ISLANDS_ELSEWHERE,
    ISLANDS_POINT,
    KOS,
    PROVINCES,
    RHODES,
    SEAS,
    STRIP,
    STRIP_POINT,
    Spec,
)
from .output import Feature, write_geojson

METRIC = 32638  # UTM 38N: metres over the Lachin corridor
AEGEAN = 32635  # UTM 35N: metres over the Dodecanese
HALF_WIDTH = 2500.0
# Shared NE 10m borders outside the detailed region.
FAR_BORDERS = {
    "tajikistan-afghanistan-border": ("TJK", "AFG", "Tajikistan–Afghanistan border"),
    "uzbekistan-afghanistan-border": ("UZB", "AFG", "Uzbekistan–Afghanistan border"),
    "russia-ukraine-border": ("RUS", "UKR", "Russia–Ukraine border"),
    "ireland-united-kingdom-border": ("IRL", "GBR", "Ireland–United Kingdom border"),
}
NEAR_BORDERS = {
    "armenia-azerbaijan-border": ("ARM", "AZE", "Armenia–Azerbaijan border"),
    "azerbaijan-iran-border": ("AZE", "IRN", "Azerbaijan–Iran border"),
    "armenia-iran-border": ("ARM", "IRN", "Armenia–Iran border"),
    "armenia-turkiye-border": ("ARM", "TUR", "Armenia–Türkiye border"),
    "greece-turkiye-border": ("GRC", "TUR", "Greece–Türkiye land border"),
}
ON_LAND = {"gegharkunik": (45.62, 40.1)}  # the middle of the province is Lake Sevan
BORDER_NOTE = "Generalised and approximate (about 2 km); not for legal or navigational use."


@dataclass
class Area:
    """One feature of areas.geojson."""

    spec: Spec
    geometry: BaseGeometry
    point: shapely.Point | None = None

    def label(self) -> shapely.Point:
        """The point that stands for the area."""
        return self.point or label_point(self.geometry)

    def feature(self) -> Feature:
        """Properties, with a label point inside the area (or on the line), and geometry."""
        s = self.spec
        point = self.label()
        properties = {
            "area_id": s.area_id,
            "name": s.name,
            "name_other": s.name_other,
            "kind": s.kind,
            "valid_from": s.valid_from,
            "valid_to": s.valid_to,
            "note": s.note,
            "label_lat": round(point.y, 4),
            "label_lon": round(point.x, 4),
        }
        return properties, self.geometry


def label_point(geometry: BaseGeometry) -> shapely.Point:
    """A point well inside the largest part; for a line the middle of its longest part."""
    parts = shapely.get_parts(geometry)
    if geometry.geom_type.endswith("LineString"):
        longest = max(parts, key=lambda p: p.length)
        return longest.interpolate(0.5, normalized=True)
    largest = max(parts, key=lambda p: p.area)
    centre = largest.centroid
    if largest.contains(centre) and largest.boundary.distance(centre) > 0.02:
        return centre
    return shapely.maximum_inscribed_circle(largest, 0.005).interpolate(0)


def _slim(geometry: BaseGeometry, tolerance: float) -> BaseGeometry:
    return rg.polygons(shapely.make_valid(geometry.simplify(tolerance)))


def unit_shape(root: Path, codes: tuple[str, ...]) -> BaseGeometry:
    """Union of admin-1 units: corrected ones inside the region, else Natural Earth's."""
    inside = rg.build(root).units
    raw = ne.admin1(root)
    if all(c in inside for c in codes):
        return shapely.union_all([inside[c] for c in codes])
    return shapely.union_all([raw[c]["geometry"] for c in codes])


def _codes(root: Path, spec: Spec) -> tuple[str, ...]:
    """The adm1 codes of a spec: those given, and all units of a Natural Earth `region`."""
    if not spec.ne_region:
        return spec.codes
    units = ne.admin1(root)
    region = sorted(k for k, u in units.items() if u["region"] == spec.ne_region)
    return (*spec.codes, *region)


def _divisions(root: Path) -> list[Area]:
    areas = []
    for spec in (*PROVINCES, *DISTRICTS):
        shape = unit_shape(root, _codes(root, spec))
        inside = shape.intersects(rg.REGION)
        point = shapely.Point(ON_LAND[spec.area_id]) if spec.area_id in ON_LAND else None
        areas.append(Area(spec, _slim(shape, 0.002 if inside else 0.004), point))
    return areas


def island(root: Path, lon: float, lat: float, country: str = "GRC") -> BaseGeometry:
    """The island of a country nearest to a point of it."""
    parts = shapely.get_parts(rg.build(root).country(country))
    here = shapely.Point(lon, lat)
    return min(parts, key=lambda p: p.distance(here))


def _islands(root: Path) -> list[Area]:
    south = shapely.get_parts(unit_shape(root, ("GRC-3013",)))
    east = [unit_shape(root, ("GRC-2988",)), *(p for p in south if p.centroid.x > 26.15)]
    east += [island(root, *point) for point in ISLANDS_ELSEWHERE]
    one = "Generalised coast (1:10 million)."
    return [
        Area(ISLANDS, _slim(shapely.union_all(east), 0.002), shapely.Point(ISLANDS_POINT)),
        Area(Spec("kos", "Kos", "islands", note=one), island(root, *KOS)),
        Area(Spec("rhodes", "Rhodes", "islands", note=one), island(root, *RHODES)),
    ]


def _coast(root: Path) -> Area:
    """Land of Türkiye within COAST_KM of Kos or Rhodes."""
    isles = gpd.GeoSeries([island(root, *KOS), island(root, *RHODES)], crs=4326)
    near = isles.to_crs(AEGEAN).buffer(1000 * COAST_KM).to_crs(4326).union_all()
    land = rg.polygons(rg.build(root).country("TUR").intersection(near))
    return Area(COAST, _slim(land, 0.002), shapely.Point(COAST_POINT))


def _seas(root: Path) -> list[Area]:
    ocean = ne.read(root, "physical", "ne_10m_ocean").union_all()
    near = rg.build(root).sea
    areas = []
    for spec, outline, tolerance in SEAS:
        sketch = Polygon(outline)
        water = near if rg.REGION.contains(sketch) else ocean
        sea = rg.polygons(water.intersection(sketch))
        parts = [p for p in shapely.get_parts(sea) if p.area > 0.01]
        areas.append(Area(spec, _slim(shapely.union_all(parts), tolerance)))
    return areas


def _lines(root: Path) -> list[Area]:
    near = rg.build(root).countries
    far = ne.countries(root, "10m")
    areas = []
    for table, land in ((NEAR_BORDERS, near), (FAR_BORDERS, far)):
        for area_id, (a, b, name) in table.items():
            snapped = {k: shapely.set_precision(land[k], rg.GRID) for k in (a, b)}
            common = snapped[a].boundary.intersection(snapped[b].boundary)
            line = rg.merge(shapely.get_parts(common)).simplify(0.002)
            parts = [p for p in shapely.get_parts(line) if p.length > 0.02]
            spec = Spec(area_id, name, "line", note=BORDER_NOTE)
            areas.append(Area(spec, shapely.union_all(parts)))
    return areas


def _corridors(root: Path) -> list[Area]:
    """Five-kilometre bands around straight legs between settlements, inside Azerbaijan."""
    azerbaijan = rg.build(root).country("AZE")
    areas = []
    for spec, route in CORRIDORS:
        line = gpd.GeoSeries([LineString(route)], crs=4326).to_crs(METRIC)
        band = line.buffer(HALF_WIDTH, cap_style="flat").to_crs(4326).iloc[0]
        inside = band.intersection(azerbaijan)
        main = max(shapely.get_parts(inside), key=lambda p: p.area)
        middle = LineString(route).intersection(main).interpolate(0.5, normalized=True)
        areas.append(Area(spec, _slim(main, 0.0005), middle))
    return [*areas, _strip(root, areas[0].geometry)]


def _strip(root: Path, first_route: BaseGeometry) -> Area:
    """What was handed over in August 2022: the first route within Lachin district."""
    (district,) = (spec for spec in DISTRICTS if spec.area_id == "lachin-district")
    inside = rg.polygons(first_route.intersection(unit_shape(root, district.codes)))
    return Area(STRIP, inside, shapely.Point(STRIP_POINT))


def _former_oblast(root: Path) -> Area:
    """The outline of the oblast that existed until 1991, from QGIS' seven line pieces."""
    path = root / "usr/share/qgis/resources/data/world_map.gpkg"
    lines = gpd.read_file(path, layer="disputed_borders")
    pieces = lines[lines["name"].str.contains("oblast", case=False, na=False)].geometry.values
    flat = [p for g in pieces for p in shapely.get_parts(g)]
    ring = _chain([list(p.coords) for p in flat])
    note = (
        "Outline of the Nagorno-Karabakh Autonomous Oblast of 1923–1991, generalised. "
        "Internationally recognised as part of Azerbaijan. Historical: shown only as the area of "
        "a selected event; the status and the extent actually held changed in 1994, 2020 and 2023."
    )
    spec = Spec(
        "nagorno-karabakh",
        "Nagorno-Karabakh",
        "historical",
        name_other="former autonomous oblast (1923–1991)",
        valid_from="1923-07-07",
        valid_to="1991-11-26",
        note=note,
    )
    inside = shapely.make_valid(Polygon(ring)).intersection(rg.build(root).country("AZE"))
    return Area(spec, _slim(rg.polygons(inside), 0.001))


def _chain(pieces: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Put line pieces end to end, always taking the nearest free end."""
    ring = pieces.pop(0)
    while pieces:
        end = shapely.Point(ring[-1])
        i, flip = min(
            ((i, f) for i in range(len(pieces)) for f in (0, -1)),
            key=lambda c: end.distance(shapely.Point(pieces[c[0]][c[1]])),
        )
        piece = pieces.pop(i)
        ring += piece if flip == 0 else piece[::-1]
    return ring


@cache
def build(root: Path) -> tuple[Area, ...]:
    """All areas, in order of their id."""
    areas = [*_divisions(root), *_islands(root), *_seas(root), *_lines(root), *_corridors(root)]
    areas += [_coast(root), _former_oblast(root)]
    return tuple(sorted(areas, key=lambda a: a.spec.area_id))


def write(root: Path, out: Path) -> None:
    """Write areas.geojson."""
    write_geojson(out / "areas.geojson", [a.feature() for a in build(root)])
