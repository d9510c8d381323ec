"""Rivers of the base map: Natural Earth's centre lines, by rank, on land and outside the lakes that are drawn.

Of a river that is also a border both lines are drawn: they are of two sources' accuracy, and neither is the other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

SOURCE = "usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
#: The last rank that is drawn at each level, and the last of the great ones.
RANKS, GREAT = (2, 4, 8, 99), 4
#: A line is generalised less than land: it has no neighbour to keep to, and bends are what one knows it by.
SHARE = 0.7
NAMES = Path(__file__).parent / "data" / "rivers.csv"
#: Two names of one river are so many degrees apart.
LEAST = 1.0


@cache
def source(root: Path) -> gpd.GeoDataFrame:
    """Natural Earth's rivers: ``name`` (with letters missing), ``scalerank``, lines in degrees."""
    return gpd.read_file(root / SOURCE)


def of_level(root: Path, level: int, tolerance: float) -> tuple[BaseGeometry, BaseGeometry]:
    """Great rivers and lesser ones of a level, generalised; they go on through lakes."""
    frame = source(root)
    ranks = frame["scalerank"]
    some = ranks <= RANKS[level], ranks <= GREAT
    return tuple(  # type: ignore[return-value]
        shapely.simplify(_merged(frame.geometry[some[0] & mask].values), tolerance * SHARE)
        for mask in (some[1], ~some[1])
    )


def named(root: Path) -> Iterator[tuple[str, int, float, shapely.Point]]:
    """Names of data/rivers.csv along their rivers: name, rank, part of its length, point.

    The first stands in the middle, the next halfway between it and the ends, and so on, ever closer; a part of
    1 is the whole river, 1/2 one of its halves. Natural Earth's own names have lost their accents.
    """
    frame = source(root)
    with NAMES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            own = frame[frame["name"].isin(row["source"].split(";"))]
            line = max(shapely.get_parts(_merged(own.geometry.values)), key=lambda g: g.length)
            part = 1.0
            while line.length * part > LEAST:
                for at in np.arange(part / 2, 1, part):
                    yield (
                        row["name"],
                        int(own["scalerank"].min()),
                        part,
                        line.interpolate(at, normalized=True),
                    )
                part /= 2


def _merged(lines: np.ndarray) -> BaseGeometry:
    parts = shapely.get_parts(shapely.union_all(lines))
    return shapely.line_merge(shapely.multilinestrings(parts))


def on_land(
    lines: list[np.ndarray], land: list[list[np.ndarray]], lakes: list[list[np.ndarray]]
) -> list[np.ndarray]:
    """What of a cell's lines lies on its land and in none of its lakes, in its units."""
    if not lines or not land:
        return []
    ground = shapely.union_all(_polygons(land))
    if lakes:
        ground = ground.difference(shapely.union_all(_polygons(lakes)))
    kept = shapely.intersection(shapely.MultiLineString(lines), ground)
    flat = shapely.get_parts(shapely.get_parts(kept))
    found = [
        np.rint(shapely.get_coordinates(p)).astype(np.int64)
        for p in flat
        if p.geom_type == "LineString" and not p.is_empty
    ]
    return [p for p in map(_without_repeats, found) if len(p) > 1]


def _without_repeats(points: np.ndarray) -> np.ndarray:
    return points[np.concatenate(([True], (np.diff(points, axis=0) != 0).any(axis=1)))]


def _polygons(polygons: list[list[np.ndarray]]) -> list[shapely.Polygon]:
    return [shapely.Polygon(rings[0], rings[1:]) for rings in polygons]
