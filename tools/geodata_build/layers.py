"""The base-map layers: world, region, borders, district lines, sea, lakes, locator."""

from __future__ import annotations

from pathlib import Path

import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from . import natural_earth as ne
from .output import Feature, write_geojson
from .region import REGION, Region, merge, polygons, shared_lines

WORLD_TOLERANCE = 0.03
LOCATOR = box(10, 25, 75, 60)
DISPUTED_PAIRS = {("SRB", "XKX")}
LAKE_MIN_KM2 = 60.0


def _simplified(shapes: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Simplify neighbours together, so that common borders stay common."""
    keys = list(shapes)
    snapped = shapely.set_precision([shapes[k] for k in keys], 1e-4)
    slim = shapely.coverage_simplify(snapped, tolerance)
    return {k: polygons(shapely.make_valid(g)) for k, g in zip(keys, slim, strict=True)}


def _properties(root: Path, iso3: str) -> dict[str, str]:
    name, other = ne.country_name(root, iso3, iso3)
    return {"iso3": iso3, "name": name, "name_other": other}


def world(root: Path) -> dict[str, BaseGeometry]:
    """All states, generalised for zoom levels up to about 6."""
    slim = _simplified(ne.countries(root, "50m"), WORLD_TOLERANCE)
    return {k: _without_specks(g, 0.004) for k, g in slim.items()}


def _without_specks(land: BaseGeometry, area: float) -> BaseGeometry:
    """Drop islets below `area` square degrees, but never the whole of a state."""
    parts = sorted(shapely.get_parts(land), key=lambda g: -g.area)
    kept = [p for p in parts if p.area >= area] or parts[:1]
    return shapely.union_all(kept)


def write_countries(root: Path, out: Path, region: Region) -> None:
    """countries.geojson (50m) and region.geojson (10m)."""
    states = world(root)
    write_geojson(
        out / "countries.geojson", [(_properties(root, k), g) for k, g in states.items()], 2
    )
    detailed = [(_properties(root, k), g) for k, g in region.countries.items()]
    write_geojson(out / "region.geojson", detailed)


def _kind(line: BaseGeometry, disputed: BaseGeometry) -> str:
    share = line.intersection(disputed).length / line.length
    return "disputed" if share > 0.5 else "international"


def _disputed_50m(root: Path) -> BaseGeometry:
    frame = ne.read(root, "cultural", "ne_50m_admin_0_boundary_lines_land")
    odd = frame[frame["FEATURECLA"] != "International boundary (verify)"]
    return shapely.union_all(odd.geometry.values).buffer(0.05)


def write_borders(root: Path, out: Path, region: Region) -> None:
    """borders.geojson: each border once; 10m inside the region, 50m outside."""
    features: list[Feature] = []
    for (a, b), line in shared_lines(region.countries).items():
        kind = "disputed" if (a, b) in DISPUTED_PAIRS else "international"
        features.append(({"kind": kind, "left": a, "right": b, "scale": "10m"}, line))
    disputed = _disputed_50m(root)
    for (a, b), line in shared_lines(world(root)).items():
        outside = merge([line.difference(REGION)])
        pieces: dict[str, list[BaseGeometry]] = {}
        for piece in shapely.get_parts(outside):
            pieces.setdefault(_kind(piece, disputed), []).append(piece)
        for kind, lines in sorted(pieces.items()):
            properties = {"kind": kind, "left": a, "right": b, "scale": "50m"}
            features.append((properties, merge(lines)))
    write_geojson(out / "borders.geojson", features, 3)


def write_admin1_lines(out: Path, region: Region) -> None:
    """admin1_lines.geojson: lines between districts of one state, each stretch once."""
    lines: dict[str, list[BaseGeometry]] = {}
    for (a, b), line in shared_lines(region.units).items():
        if region.iso3[a] == region.iso3[b]:
            lines.setdefault(region.iso3[a], []).append(line)
    merged = {iso: merge(parts) for iso, parts in sorted(lines.items())}
    features = [
        ({"iso3": iso}, shapely.simplify(line, 0.0015, preserve_topology=True))
        for iso, line in merged.items()
    ]
    write_geojson(out / "admin1_lines.geojson", features, 3)


def write_water(root: Path, out: Path, region: Region) -> None:
    """sea.geojson (the region's seas and the Caspian) and lakes.geojson."""
    parts = [p for p in shapely.get_parts(region.sea) if p.area > 2e-4]
    write_geojson(out / "sea.geojson", [({"name": "Sea"}, shapely.union_all(parts))])
    write_geojson(out / "lakes.geojson", lakes(root), 3)


def lakes(root: Path) -> list[Feature]:
    """Lakes of the region (10m) and the larger ones of the world (50m)."""
    features: list[Feature] = []
    for scale, smallest in (("10m", LAKE_MIN_KM2), ("50m", 3000.0)):
        for _, row in ne.read(root, "physical", f"ne_{scale}_lakes").iterrows():
            inside = row.geometry.intersects(REGION)
            size = row.geometry.area * 9500
            if inside is (scale == "10m") and size > smallest:
                name = row["name"] if isinstance(row["name"], str) else ""
                slim = row.geometry.simplify(0.001 if scale == "10m" else 0.02)
                features.append(({"name": name, "scale": scale}, slim))
    return features


def write_locator(root: Path, out: Path) -> None:
    """locator.geojson: tiny land and borders for the inset map."""
    states = _simplified(ne.countries(root, "50m"), 0.25)
    land = shapely.union_all(list(states.values()))
    near = _without_specks(polygons(land.intersection(LOCATOR)), 0.05)
    lines = merge(line.intersection(LOCATOR) for line in shared_lines(states).values())
    coarse = ne.read(root, "physical", "ne_110m_land").union_all()
    coarse = coarse.difference(ne.read(root, "physical", "ne_110m_lakes").union_all())
    globe = _without_specks(coarse.simplify(0.8), 6.0)
    features: list[Feature] = [
        ({"scope": "region", "kind": "land"}, near),
        ({"scope": "region", "kind": "borders"}, lines),
        ({"scope": "world", "kind": "land"}, globe),
    ]
    write_geojson(out / "locator.geojson", features, 1 + 1)
