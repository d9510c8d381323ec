"""Where a geometry stands: a point as it is, a line or an area by a point on it, said to be one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from shapely import to_geojson, transform
from shapely.errors import GEOSException
from shapely.geometry import MultiPoint
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry

from geodash.imports.readers.objects import text

#: Puts coordinates of another projection into degrees.
Project = Callable[..., tuple[Any, ...]]
LATITUDE, LONGITUDE, PRECISION = "geometry.latitude", "geometry.longitude", "geometry.precision"
_SHAPE, _ALTITUDE = "geometry", "geometry.altitude"


def point_cells(geometry: Any, project: Project | None = None) -> dict[str, str]:
    """The cells of a GeoJSON geometry or a shape; none for one that is missing or empty."""
    if geometry is None:
        return {}
    if isinstance(geometry, dict):
        if geometry.get("type") == "Point" and project is None:
            return plain_point(geometry.get("coordinates"))
        try:
            geometry = shape_of(geometry)
        except (GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError):
            return {_SHAPE: json.dumps(geometry)[:100_000]}
    if not isinstance(geometry, BaseGeometry) or geometry.is_empty:
        return {}
    if project is not None:
        geometry = transform(geometry, lambda points: np.column_stack(project(*points.T)))
    if isinstance(geometry, MultiPoint) and len(geometry.geoms) == 1:
        geometry = geometry.geoms[0]
    if geometry.geom_type == "Point":
        return plain_point(list(geometry.coords[0]))
    on = geometry.representative_point()
    return {
        LATITUDE: _number(round(on.y, 6)), LONGITUDE: _number(round(on.x, 6)), PRECISION: "5",
        _SHAPE: to_geojson(geometry),
    }  # fmt: skip


def plain_point(coordinates: Any) -> dict[str, str]:
    """The cells of longitude, latitude and perhaps an altitude."""
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return {}
    cells = {LATITUDE: _number(coordinates[1]), LONGITUDE: _number(coordinates[0])}
    if len(coordinates) > 2 and coordinates[2] is not None:
        cells[_ALTITUDE] = _number(coordinates[2])
    return cells


def _number(value: object) -> str:
    if isinstance(value, bool) or value is None or value != value:
        return ""
    return text(value) if isinstance(value, float) else str(value)
