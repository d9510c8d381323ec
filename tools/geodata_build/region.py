"""The 10m region: one gap-free coverage from which land, borders and district lines all come.

Natural Earth's lines are off by one or two kilometres, which puts some towns into the
neighbouring state. Here the line is moved around such a town (`patch_around`), and everything is
derived from the corrected faces, so that fills, borders and areas never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from math import cos, radians
from pathlib import Path

import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from . import natural_earth as ne

REGION = box(18.5, 33.5, 55.0, 44.5)
GRID = 1e-4
KM = 1 / 111.32
DETAILED = ("ARM", "AZE", "GEO", "GRC", "IRN", "TUR")
CHECKED = (*DETAILED, "IRQ", "SYR")  # towns of these states decide where a line is moved
MAX_PATCH_KM = 3.5
EXCLAVE_KM2 = 50.0
# Towns on the map that must lie in their own district as well: GeoNames id -> adm1_code.
DISTRICT_TOWNS = {147625: "AZE-1735"}
# Towns on their own side that Natural Earth's line nearly touches although the border is far: kilometres
# to clear. Kapan: the line passes at 300 m; the Armenian village of Syunik, 5.6 km farther east, has the
# margin of any town for which the line was moved.
CLEAR_KM = {174875: 2.5, 13132983: 1.2}
# Settlements missing from GeoNames' 500+ list that the maps need on the right side.
EXTRA_TOWNS = {"AZE": [(46.54333, 39.58972)], "ARM": []}


@dataclass
class Region:
    """The corrected coverage, all on a 1e-4 degree grid."""

    units: dict[str, BaseGeometry]
    iso3: dict[str, str]
    patched: list[str] = field(default_factory=list)

    def country(self, iso3: str) -> BaseGeometry:
        """Land of one state inside the region."""
        return shapely.union_all([g for k, g in self.units.items() if self.iso3[k] == iso3])

    @property
    def countries(self) -> dict[str, BaseGeometry]:
        """Land by state."""
        return {iso: self.country(iso) for iso in sorted(set(self.iso3.values()))}

    @property
    def land(self) -> BaseGeometry:
        """All land."""
        return shapely.union_all(list(self.units.values()))

    @property
    def sea(self) -> BaseGeometry:
        """What is not land: seas and the Caspian (lakes count as land here)."""
        return REGION.difference(self.land)


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """The areal parts of a geometry; stray lines and points are dropped."""
    flat = chain.from_iterable(shapely.get_parts(p) for p in shapely.get_parts(geometry))
    return shapely.union_all([p for p in flat if p.geom_type == "Polygon"])


def _km(geometry: BaseGeometry, lat: float, back: bool = False) -> BaseGeometry:
    """Scale degrees to kilometres around a latitude (or back); good to 1 % over 30 km."""
    x, y = cos(radians(lat)) / KM, 1 / KM
    if back:
        x, y = 1 / x, 1 / y
    return affinity.scale(geometry, x, y, origin=(0, 0))


def _raw_units(root: Path) -> tuple[dict[str, BaseGeometry], dict[str, str]]:
    units, iso3 = {}, {}
    for code, item in ne.admin1(root).items():
        if item["adm0_a3"] in DETAILED and item["geometry"].intersects(REGION):
            units[code], iso3[code] = item["geometry"], item["adm0_a3"]
    for iso, land in ne.countries(root, "10m").items():
        if iso not in DETAILED and land.intersects(REGION):
            units[iso], iso3[iso] = land, iso
    clipped = {k: polygons(shapely.intersection(g, REGION)) for k, g in units.items()}
    return {k: g for k, g in clipped.items() if not g.is_empty}, iso3


def _towns(root: Path, codes: set[str]) -> list[tuple[int, str, str, Point]]:
    """(id, state, GeoNames admin-1 code, point) of every settlement in the region."""
    iso = ne.iso3_of(root)
    towns = []
    for key, c in sorted(ne.cities(root).items()):
        point = Point(c["longitude"], c["latitude"])
        if iso.get(c["countrycode"]) in codes and REGION.contains(point):
            code = f"{c['countrycode']}.{c['admin1code']}"
            towns.append((key, iso[c["countrycode"]], code, point))
    extra = [(0, s, "", Point(p)) for s, points in EXTRA_TOWNS.items() for p in points]
    return towns + extra


def patch_around(
    point: Point, own: BaseGeometry, others: list[Point], clear: float = 1.2
) -> BaseGeometry:
    """The ground to hand over so that `point` lies about `clear` km inside `own` (degrees).

    A tongue from the point to its own territory, its corners filled, without the
    surroundings of other parties' settlements.
    """
    lat = point.y
    p, land = _km(point, lat), _km(own, lat)
    near = land.intersection(p.buffer(12))
    foot = shapely.shortest_line(p, near).coords[-1]
    tongue = shapely.MultiPoint([p.coords[0], foot]).convex_hull.buffer(clear)
    grown = shapely.union_all([near, tongue]).buffer(1.5, quad_segs=4).buffer(-1.5, quad_segs=4)
    keep = [_km(o, lat).buffer(0.7) for o in others if o.distance(point) < 0.1]
    patch = grown.intersection(p.buffer(5)).difference(shapely.union_all([near, *keep]))
    parts = [g for g in shapely.get_parts(patch) if g.distance(p) < clear]
    whole = shapely.union_all(parts).simplify(0.15)
    return _km(whole, lat, back=True)


def _move_lines(root: Path, region: Region) -> None:
    """Move borders around towns that Natural Earth puts into the neighbouring state."""
    towns = _towns(root, set(CHECKED))
    by_code = {v["gn_a1_code"]: k for k, v in ne.admin1(root).items()}
    for key, iso, code, point in towns:
        want = DISTRICT_TOWNS.get(key)
        hits = [k for k, g in region.units.items() if g.intersects(point)]
        right = iso in {region.iso3[k] for k in hits} and want in (None, *hits)
        if not hits or (right and key not in CLEAR_KM):
            continue
        own = region.country(iso)
        if point.distance(own) * 111 > MAX_PATCH_KM:
            continue
        if want is None:
            want = by_code.get(code)
            mine = {k: g for k, g in region.units.items() if region.iso3[k] == iso}
            if want not in mine or mine[want].distance(point) * 111 > MAX_PATCH_KM + 2:
                want = min(mine, key=lambda k: mine[k].distance(point))
        others = [p for _, s, _, p in towns if s != iso]
        base = own if key not in DISTRICT_TOWNS else region.units[want]
        _hand_over(region, want, patch_around(point, base, others, CLEAR_KM.get(key, 1.2)))
        region.patched.append(f"{key or 'extra'} {iso} {code} -> {want}")


def _hand_over(region: Region, want: str, patch: BaseGeometry) -> None:
    for key, geometry in region.units.items():
        same_state = region.iso3[key] == region.iso3[want]
        if key != want and geometry.intersects(patch) and (not same_state or patch.area):
            region.units[key] = polygons(geometry.difference(patch))
    # buffer: close the seam between patch and territory
    joined = shapely.union_all([region.units[want], patch.buffer(2e-5)])
    region.units[want] = polygons(joined)


def _faces(region: Region) -> None:
    """Node all outlines on the grid, rebuild the units as faces: no gaps, no overlaps."""
    units = region.units
    outlines = [g.boundary for g in units.values()] + [REGION.boundary]
    noded = shapely.union_all(outlines, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    keys = list(units)
    tree = shapely.STRtree([units[k] for k in keys])
    owners: dict[str, list[BaseGeometry]] = {}
    orphans = []
    for face in faces:
        inside = tree.query(face.representative_point(), predicate="intersects")
        if len(inside):
            owners.setdefault(keys[min(inside)], []).append(face)
        elif face.area < 5e-4:
            orphans.append(face)
    built = {k: shapely.coverage_union_all(v) for k, v in owners.items()}
    for face in orphans:  # slivers between neighbours; real bays touch the sea and stay out
        _adopt(face, built)
    region.units = dict(sorted(built.items()))


def _adopt(face: BaseGeometry, built: dict[str, BaseGeometry]) -> None:
    shared = {k: g.intersection(face).length for k, g in built.items() if g.intersects(face)}
    if sum(shared.values()) > 0.98 * face.length:
        best = max(sorted(shared), key=shared.__getitem__)
        built[best] = shapely.union_all([built[best], face])


def _drop_exclaves(region: Region) -> list[str]:
    """Give land enclaves below EXCLAVE_KM2 to the state around them, whoever's they are."""
    dropped = []
    states = region.countries
    for key in list(region.units):
        for part in shapely.get_parts(region.units[key]):
            size = part.area * 111.32**2 * cos(radians(part.centroid.y))
            if size > EXCLAVE_KM2 or part.distance(REGION.boundary) == 0:
                continue
            for iso, land in states.items():
                inside = part.boundary.difference(land.boundary).length < 1e-9
                if iso != region.iso3[key] and inside:
                    _give_part(region, key, part, iso)
                    dropped.append(f"{key} {size:.0f} km2 -> {iso}")
    return dropped


def _give_part(region: Region, key: str, part: BaseGeometry, iso: str) -> None:
    region.units[key] = region.units[key].difference(part)
    near = {
        k: g.intersection(part).length
        for k, g in region.units.items()
        if region.iso3[k] == iso and g.intersects(part)
    }
    best = max(sorted(near), key=near.__getitem__)
    region.units[best] = shapely.union_all([region.units[best], part])


@cache
def build(root: Path) -> Region:
    """The corrected region."""
    units, iso3 = _raw_units(root)
    region = Region(units, iso3)
    _move_lines(root, region)
    _faces(region)
    region.patched += [f"enclave {d}" for d in _drop_exclaves(region)]
    region.units = {k: g for k, g in region.units.items() if not g.is_empty}
    return region


def shared_lines(shapes: dict[str, BaseGeometry]) -> dict[tuple[str, str], BaseGeometry]:
    """Common boundary lines of each pair of neighbours, each stretch once."""
    keys = list(shapes)
    tree = shapely.STRtree([shapes[k] for k in keys])
    pairs = {}
    for i, j in sorted(tuple(p) for p in tree.query([shapes[k] for k in keys], "touches").T):
        if i < j:
            common = shapes[keys[i]].boundary.intersection(shapes[keys[j]].boundary)
            line = merge(shapely.get_parts(common))
            if not line.is_empty:
                pairs[keys[i], keys[j]] = line
    return pairs


def merge(parts: object) -> BaseGeometry:
    """Join pieces of line work into as few lines as possible; points are dropped."""
    flat = chain.from_iterable(shapely.get_parts(p) for p in parts)
    lines = [p for p in flat if p.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines)) if lines else LineString()
