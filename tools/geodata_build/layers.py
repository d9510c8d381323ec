"""The locator: land and borders of the inset map."""

from __future__ import annotations

from pathlib import Path

import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from . import natural_earth as ne
from .output import Feature, write_geojson
from .region import merge, polygons, shared_lines

LOCATOR = box(10, 25, 75, 60)


def _simplified(shapes: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Simplify neighbours together, so that common borders stay common."""
    keys = list(shapes)
    snapped = shapely.set_precision([shapes[k] for k in keys], 1e-4)
    slim = shapely.coverage_simplify(snapped, tolerance)
    return {k: polygons(shapely.make_valid(g)) for k, g in zip(keys, slim, strict=True)}


def _without_specks(land: BaseGeometry, area: float) -> BaseGeometry:
    """Drop islets below `area` square degrees, but never the whole of a state."""
    parts = sorted(shapely.get_parts(land), key=lambda g: -g.area)
    kept = [p for p in parts if p.area >= area] or parts[:1]
    return shapely.union_all(kept)


def write_locator(root: Path, out: Path) -> None:
    """locator.geojson: tiny land and borders for the inset map."""
    states = _simplified(ne.countries(root, "50m"), 0.3)
    land = shapely.union_all(list(states.values()))
    near = _without_specks(polygons(land.intersection(LOCATOR)), 0.1)
    lines = merge(line.intersection(LOCATOR) for line in shared_lines(states).values())
    coarse = ne.read(root, "physical", "ne_110m_land").union_all()
    coarse = coarse.difference(ne.read(root, "physical", "ne_110m_lakes").union_all())
    globe = _without_specks(coarse.simplify(1.0), 6.0)
    features: list[Feature] = [
        ({"scope": "region", "kind": "land"}, near),
        ({"scope": "region", "kind": "borders"}, lines),
        ({"scope": "world", "kind": "land"}, globe),
    ]
    write_geojson(out / "locator.geojson", features, 1)
