"""Outlines of the world's provinces and districts: geodata/areas.sqlite, from Natural Earth's 10m admin-1.

Which outline is whose is not taken on trust: Natural Earth's units name a division of GeoNames, but many are
of another year than GeoNames' list, and some names are wrong. A division has an outline where the settlements
that GeoNames counts to it are those that lie inside. Whose land is whose: `world_policy.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from . import natural_earth as ne
from . import region as rg
from . import world, world_policy
from .areas import label_point
from .world_areas_file import Outline, write_outlines
from .world_file import Entry

NAME = "areas.sqlite"
#: Degrees: what is simplified away at most, roughly; how far outside a settlement may lie.
TOLERANCE, OFF = 0.011, 0.06
#: What part of a division's settlements lie inside, and of those inside belong to it, at least.
HELD, PURE = 0.8, 0.75
#: What part of an area that is put together of several units may be missing in its midst.
HOLE = 0.02
#: Square degrees: islets below are left out of divisions that are larger.
SPECK = 3e-5


@dataclass
class Units:
    """Natural Earth's units as they are drawn here, and the settlements that lie in each."""

    root: Path
    shapes: Mapping[str, BaseGeometry]

    @cached_property
    def towns(self) -> tuple[list[int], list[BaseGeometry]]:
        """All settlements: ids and points."""
        found = sorted(ne.cities(self.root).items())
        lons, lats = ([c[key] for _, c in found] for key in ("longitude", "latitude"))
        return [n for n, _ in found], list(shapely.points(lons, lats))

    @cached_property
    def inside(self) -> dict[str, list[int]]:
        """The settlements in each unit."""
        ids, points = self.towns
        keys = list(self.shapes)
        tree = shapely.STRtree(points)
        found: dict[str, list[int]] = {key: [] for key in keys}
        pairs = tree.query([self.shapes[key] for key in keys], predicate="contains")
        for unit, town in pairs.T:
            found[keys[unit]].append(ids[town])
        return found


@dataclass
class Divisions:
    """GeoNames' divisions with the settlements that it counts to each."""

    root: Path

    @cached_property
    def entries(self) -> dict[int, Entry]:
        """All that the gazetteer of the world has, by number."""
        admin1 = world._english(self.root, 1)
        return {e.n: e for e in world.divisions(self.root, admin1)}

    @cached_property
    def members(self) -> dict[int, set[int]]:
        """Ids of settlements by the number of their division."""
        rows, lines = world._subdivisions(self.root), world._members(self.root)
        return {
            int(rows[line - 1]["id"]): set(towns)
            for line, towns in lines.items()
            if rows[line - 1]["id"]
        }

    @cached_property
    def codes(self) -> dict[int, str]:
        """GeoNames' codes by number."""
        return {int(s["id"]): s["code"] for s in world._subdivisions(self.root) if s["id"]}

    @cached_property
    def of_town(self) -> dict[int, list[int]]:
        """The divisions of each settlement."""
        found: dict[int, list[int]] = {}
        for n, towns in self.members.items():
            for town in towns:
                found.setdefault(town, []).append(n)
        return found


def _shapes(root: Path) -> dict[str, BaseGeometry]:
    """All units, those of the detailed region with its corrected lines, and nobody's land given to its state."""
    inside = rg.build(root).units
    found = {}
    for code, unit in ne.admin1(root).items():
        shape = rg.polygons(unit["geometry"])
        if code in inside:
            shape = shapely.union_all([inside[code], rg.polygons(shape.difference(rg.REGION))])
        found[code] = shape
    return world_policy.settled(root, found)


def _sets(units: Units, divisions: Divisions) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Yield division, the units that may be it, and whether these name it themselves."""
    named: dict[int, list[str]] = {}
    for code, unit in sorted(ne.admin1(units.root).items()):
        if code in units.shapes and int(unit["gn_id"] or 0) > 0:
            named.setdefault(int(unit["gn_id"]), []).append(code)
    for n, codes in named.items():
        yield n, tuple(codes), True
    held: dict[int, list[str]] = {}
    for code, towns in sorted(units.inside.items()):
        of = Counter(n for town in towns for n in divisions.of_town.get(town, ()))
        for n, count in of.items():
            if count >= HELD * len(towns):
                held.setdefault(n, []).append(code)
    for n, codes in held.items():
        yield n, tuple(codes), False


def _is_of(
    units: Units, divisions: Divisions, n: int, codes: tuple[str, ...], shape: BaseGeometry
) -> bool:
    """Whether the settlements of a division are those of the units."""
    own = divisions.members.get(n, set())
    there = {town for code in codes for town in units.inside[code]}
    if not own:
        return not there or len(there) < 3
    ids, points = units.towns
    place = dict(zip(ids, points, strict=True))
    lost = [town for town in own - there if town in place and place[town].distance(shape) > OFF]
    strange = [town for town in there - own if place[town].distance(shape.boundary) > OFF]
    return len(lost) <= (1 - HELD) * len(own) and len(strange) <= (1 - PURE) * len(there)


def _has_hole(shape: BaseGeometry) -> bool:
    """Whether another unit lies inside: it is then part of the division, or the division is a part of both."""
    rings = (ring for part in shapely.get_parts(shape) for ring in part.interiors)
    return sum(shapely.Polygon(ring).area for ring in rings) > HOLE * shape.area


def matched(units: Units, divisions: Divisions) -> dict[int, tuple[str, ...]]:
    """The units of each division that has an outline."""
    found: dict[int, tuple[str, ...]] = {}
    refused = []
    for n, codes, named in _sets(units, divisions):
        if n in found or n not in divisions.entries or divisions.codes[n] in world_policy.WITHOUT:
            continue
        shape = shapely.union_all([units.shapes[code] for code in codes])
        if _is_of(units, divisions, n, codes, shape) and (named or not _has_hole(shape)):
            found[n] = codes
        elif named:
            refused.append(f"{divisions.codes[n]} {divisions.entries[n].name}: {', '.join(codes)}")
    for line in sorted(refused):
        print("  not the same land:", line)
    return found


def _simple(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Units with fewer corners; neighbours keep their common lines."""
    keys = list(shapes)
    flat = [shapely.set_precision(shapes[key], 1e-5) for key in keys]
    slim = shapely.coverage_simplify(flat, TOLERANCE)
    return {
        key: _without_specks(rg.polygons(shapely.make_valid(s)))
        for key, s in zip(keys, slim, strict=True)
    }


def _without_specks(shape: BaseGeometry) -> BaseGeometry:
    parts = list(shapely.get_parts(shape))
    large = [p for p in parts if p.area >= SPECK]
    return shapely.union_all(large or [max(parts, key=lambda p: p.area)]) if parts else shape


def outlines(root: Path) -> Iterator[Outline]:
    """All areas of the file."""
    units, divisions = Units(root, _shapes(root)), Divisions(root)
    sets = matched(units, divisions)
    slim = _simple(units.shapes)
    curated = {e.n: e for e, _ in world.curated(root) if e.n}
    for n, codes in sorted(sets.items()):
        entry = curated.get(n, divisions.entries[n])
        shape = shapely.union_all([slim[code] for code in codes])
        code = divisions.codes[n]
        yield _outline(n, entry.name, entry.kind, entry.country, shape, world_policy.told(code))
    for n, name, kind, country, codes, told in world_policy.more(
        root, set(sets) | set(divisions.entries)
    ):
        yield _outline(n, name, kind, country, shapely.union_all([slim[c] for c in codes]), told)


def _outline(
    n: int, name: str, kind: str, country: str, shape: BaseGeometry, told: tuple[str, str]
) -> Outline:
    status, note = told
    point = label_point(shape)
    note = f"{note} {world_policy.APPROXIMATE}".strip()
    return Outline(
        n, name, kind, country, (round(point.y, 4), round(point.x, 4)), status, note, shape
    )


def write(root: Path, out: Path) -> None:
    """Write areas.sqlite."""
    write_outlines(out / NAME, outlines(root))
