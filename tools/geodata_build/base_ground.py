"""Land, lakes, rivers, province lines and borders of the whole world at each fineness of the base map.

All of a level comes from one coverage, so that land and lines never disagree: Natural Earth 10m under the
boundary policy, with the corrected region in its place, generalised with common lines kept common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import cos, radians
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from . import base_rivers, world_policy
from . import natural_earth as ne
from . import region as rg

GRID = 1e-4
#: Square kilometres of a square degree at the equator.
KM2 = 111.32**2
#: Tolerance in degrees, islands and lakes left out below so many square kilometres, by level; the provinces' last.
TOLERANCES = (0.2, 0.05, 0.016, 0.0025)
PROVINCES = 0.006
ISLANDS_KM2 = (1500.0, 60.0, 5.0, 0.0)
LAKES_KM2 = (5000.0, 900.0, 150.0, 6.0)
#: A stretch of border is disputed if Natural Earth has a line that says so within this.
NEAR_DISPUTED = 0.02
#: People of a town around which a border is moved, and pairs of states of which a town's owner is not ours to say.
MOVED_FROM = 3000
NOT_MOVED = {
    ("ISR", "PSE"),
    ("ESH", "MAR"),
    ("ISR", "SYR"),
    ("SYR", "ISR"),
    ("IND", "CHN"),
    ("CHN", "IND"),
}
NOT_MOVED |= {
    ("IND", "PAK"),
    ("PAK", "IND"),
    ("UKR", "RUS"),
    ("RUS", "UKR"),
    ("SRB", "XKX"),
    ("XKX", "SRB"),
}
#: States that are a city: half of it is not in another.
CITIES = ("HKG", "MAC", "VAT", "MCO", "GIB", "SGP")
DISPUTED_PAIRS = {("SRB", "XKX"), ("ISR", "SYR"), ("ESH", "MAR")}
#: Where the Golan Heights lie.
GOLAN = (35.4, 32.6, 36.2, 33.5)
#: Of which states both sides of an inner line would be two policies: their parts are drawn as one.
WHOLE = ("CYP", "SOM")
#: Units so small that their lines would be a net over the map.
NETS = ("SVN", "MLT", "LVA", "MKD", "AZE")


@dataclass
class Ground:
    """A level: land by country, lakes, rivers, province lines, borders by (disputed, left, right)."""

    lands: dict[str, BaseGeometry]
    lakes: list[BaseGeometry]
    rivers: BaseGeometry = field(default_factory=shapely.MultiLineString)
    streams: BaseGeometry = field(default_factory=shapely.MultiLineString)
    provinces: BaseGeometry = field(default_factory=shapely.MultiLineString)
    borders: dict[tuple[bool, str, str], BaseGeometry] = field(default_factory=dict)


@cache
def states(root: Path) -> dict[str, BaseGeometry]:
    """Land of every state, 10m; inside the region that of the region."""
    corrected = rg.build(root).countries
    found = {}
    for iso, land in ne.countries(root, "10m").items():
        outside = land
        if land.intersects(rg.REGION):
            outside = rg.polygons(land.difference(rg.REGION))
        parts = [g for g in (outside, corrected.get(iso)) if g is not None and not g.is_empty]
        found[iso] = shapely.set_precision(shapely.union_all(parts), GRID)
    found = {iso: land for iso, land in found.items() if not land.is_empty}
    _settle(root, found)
    _move_lines(root, found)
    return found


def _settle(root: Path, land: dict[str, BaseGeometry]) -> None:
    """The Golan Heights to Syria, Western Sahara whole, as the areas of the world have them."""
    north = shapely.clip_by_rect(land["ISR"], *GOLAN)
    for part, old, new in (
        (world_policy.east_of_line(root, north), "ISR", "SYR"),
        (shapely.clip_by_rect(land["MAR"], -30, 0, 0, world_policy.SAHARA_NORTH), "MAR", "ESH"),
    ):
        moved = shapely.set_precision(rg.polygons(part), GRID)
        land[old] = shapely.set_precision(rg.polygons(land[old].difference(moved)), GRID)
        land[new] = shapely.set_precision(rg.polygons(land[new].union(moved)), GRID)


def _move_lines(root: Path, land: dict[str, BaseGeometry]) -> None:
    """Move borders around towns that they have in the neighbouring state, as in the region."""
    codes, iso = list(land), ne.iso3_of(root)
    towns = [c for _, c in sorted(ne.cities(root).items()) if c["population"] >= MOVED_FROM]
    owner = [iso.get(c["countrycode"], "") for c in towns]
    points = shapely.points([(c["longitude"], c["latitude"]) for c in towns])
    tree = shapely.STRtree(points)
    wrong = [
        (int(at), state)
        for state in codes
        for at in tree.query(land[state], predicate="contains")
        if state not in CITIES
        and owner[at] in land
        and owner[at] != state
        and (owner[at], state) not in NOT_MOVED
        and not rg.REGION.contains(points[at])
    ]
    for at, state in sorted(wrong):
        own, point = land[owner[at]], points[at]
        if land[state].contains(point) and point.distance(own) * 111 <= rg.MAX_PATCH_KM:
            near = tree.query(point, predicate="dwithin", distance=0.1)
            others = [points[i] for i in near if owner[i] != owner[at]]
            patch = rg.patch_around(
                point, shapely.clip_by_rect(own, *point.buffer(1).bounds), others
            )
            patch = shapely.set_precision(rg.polygons(patch.intersection(land[state])), GRID)
            land[state] = shapely.set_precision(rg.polygons(land[state].difference(patch)), GRID)
            land[owner[at]] = shapely.set_precision(rg.polygons(own.union(patch)), GRID)
            print(f"  border moved: {towns[at]['name']} {state} -> {owner[at]}")


def levels(root: Path) -> list[Ground]:
    """The levels, the coarsest first."""
    land = states(root)
    keys = list(land)
    disputed = _disputed(root)
    found = []
    fineness = zip(TOLERANCES, ISLANDS_KM2, LAKES_KM2, strict=True)
    for at, (tolerance, island, lake) in enumerate(fineness):
        slim = shapely.coverage_simplify([land[k] for k in keys], tolerance)
        shapes = dict(zip(keys, (shapely.make_valid(g) for g in slim), strict=True))
        borders = _borders(shapes, disputed)
        lands = {k: without_specks(rg.polygons(g), island) for k, g in shapes.items()}
        rivers = base_rivers.of_level(root, at, tolerance)
        found.append(Ground(lands, lakes_of(root, lake, tolerance), *rivers, borders=borders))
    found[-1].provinces = _provinces(root)
    return found


def km2(shape: BaseGeometry) -> float:
    """Square kilometres, roughly."""
    return float(shape.area * KM2 * cos(radians(shape.centroid.y))) if not shape.is_empty else 0.0


def without_specks(land: BaseGeometry, least: float) -> BaseGeometry:
    """Without islets below ``least`` km², but never without the whole of a state."""
    parts = sorted(shapely.get_parts(land), key=lambda g: -g.area)
    kept = [p for p in parts if km2(p) >= least] or parts[:1]
    return shapely.multipolygons(kept)


def edges(
    shapes: Sequence[BaseGeometry],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The stretches that two shapes share: their ends on the grid, and the two shapes of each."""
    rings = shapely.boundary(np.array(shapes, dtype=object))
    lines, owner = shapely.get_parts(rings, return_index=True)
    points, line = shapely.get_coordinates(lines, return_index=True)
    grid = np.rint(points / GRID).astype(np.int64)
    same = line[1:] == line[:-1]
    a, b, who = grid[:-1][same], grid[1:][same], owner[line[:-1][same]]
    turn = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    ends = np.where(turn[:, None], np.hstack([b, a]), np.hstack([a, b]))
    order = np.lexsort((who, *ends.T[::-1]))
    ends, who = ends[order], who[order]
    twice = (ends[1:] == ends[:-1]).all(axis=1) & (who[1:] != who[:-1])
    return ends[:-1][twice] * GRID, who[:-1][twice], who[1:][twice]


def _merged(ends: np.ndarray) -> BaseGeometry:
    """Stretches joined into as few lines as possible."""
    lines = shapely.linestrings(ends.reshape(-1, 2, 2))
    return shapely.line_merge(shapely.multilinestrings(lines))


def _disputed(root: Path) -> BaseGeometry:
    frame = ne.read(root, "cultural", "ne_10m_admin_0_boundary_lines_land")
    odd = frame[frame["FEATURECLA"] != "International boundary (verify)"]
    return shapely.union_all(shapely.buffer(odd.geometry.values, NEAR_DISPUTED))


def _borders(
    shapes: Mapping[str, BaseGeometry], disputed: BaseGeometry
) -> dict[tuple[bool, str, str], BaseGeometry]:
    """Each border once. In the region only what the policy calls so is disputed."""
    keys = list(shapes)
    ends, left, right = edges([shapes[k] for k in keys])
    middles = shapely.points((ends[:, :2] + ends[:, 2:]) / 2)
    shapely.prepare(disputed)
    odd = shapely.contains(disputed, middles) & ~shapely.contains(rg.REGION, middles)
    pairs = [tuple(sorted((keys[i], keys[j]))) for i, j in zip(left, right, strict=True)]
    groups: dict[tuple[bool, str, str], list[int]] = {}
    for at, (a, b) in enumerate(pairs):
        kind = bool(odd[at]) or (a, b) in DISPUTED_PAIRS or not (a and b)
        groups.setdefault((kind, a, b), []).append(at)
    return {key: _merged(ends[some]) for key, some in sorted(groups.items())}


def _provinces(root: Path) -> BaseGeometry:
    """Lines between the provinces of one state; inside the region those of the corrected units."""
    region = rg.build(root)
    units = {}
    for code, unit in sorted(ne.admin1(root).items()):
        state = "UKR" if code in ne.CRIMEA else unit["adm0_a3"]
        if state not in NETS and ne.MERGED.get(state, state) not in WHOLE[:1]:
            units[code] = (state, shapely.set_precision(unit["geometry"], GRID))
    slim = shapely.coverage_simplify([g for _, g in units.values()], PROVINCES)
    outside = _inner([s for s, _ in units.values()], list(slim))
    ours = shapely.union_all([region.country(iso) for iso in rg.DETAILED])
    inside = _inner(list(region.iso3.values()), list(region.units.values()))
    lines = [outside.difference(ours), shapely.simplify(inside, 0.0015)]
    return shapely.line_merge(
        shapely.multilinestrings(
            [line for g in lines for line in shapely.get_parts(g) if line.geom_type == "LineString"]
        )
    )


def _inner(owners: Sequence[str], shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    ends, left, right = edges(shapes)
    state = np.array(owners, dtype=object)
    return _merged(ends[state[left] == state[right]])


def lakes_of(root: Path, least: float, tolerance: float) -> list[BaseGeometry]:
    """Lakes of ``least`` km² and more, generalised."""
    frame = ne.read(root, "physical", "ne_10m_lakes")
    found = []
    for lake in frame.geometry:
        if km2(lake) >= least:
            slim = shapely.make_valid(shapely.simplify(lake, tolerance * 0.8))
            found.append(without_specks(rg.polygons(slim), least / 50))
    return found
