"""Outlines packed small: whole numbers on a grid, each less the one before, squeezed together."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

#: Degrees: about a hundred metres, less than a pixel at zoom 10.
GRID = 0.001


def packed(shape: BaseGeometry) -> bytes:
    """A polygon or multipolygon on the grid as bytes."""
    polygons = getattr(shape, "geoms", [shape])
    numbers: list[int] = [len(polygons)]
    x = y = 0
    for polygon in polygons:
        rings = [polygon.exterior, *polygon.interiors]
        numbers.append(len(rings))
        for ring in rings:
            points = [(round(lon / GRID), round(lat / GRID)) for lon, lat in ring.coords][:-1]
            numbers.append(len(points))
            for lon, lat in points:
                numbers += (_folded(lon - x), _folded(lat - y))
                x, y = lon, lat
    return zlib.compress(b"".join(map(_bytes, numbers)), 9)


def unpacked(data: bytes) -> dict[str, Any]:
    """The outline as a GeoJSON geometry, a MultiPolygon; raises ValueError or zlib.error for what is none."""
    numbers = _numbers(np.frombuffer(zlib.decompress(data), np.uint8))
    at = 0
    before = np.zeros(2, np.int64)

    def count() -> int:
        nonlocal at
        at += 1
        if at > len(numbers):
            raise ValueError("the outline ends too early")
        return int(numbers[at - 1])

    def ring() -> list[list[float]]:
        nonlocal at, before
        size = 2 * count()
        steps = numbers[at : at + size]
        if size == 0 or len(steps) < size:
            raise ValueError("the outline ends too early")
        at += size
        unfolded = (steps >> 1) ^ -(steps & 1)
        points = before + unfolded.reshape(-1, 2).cumsum(axis=0)
        before = points[-1]
        found: list[list[float]] = (points / round(1 / GRID)).tolist()
        return [*found, found[0]]

    polygons = [[ring() for _ in range(count())] for _ in range(count())]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _folded(number: int) -> int:
    """Small numbers of either sign as small numbers from nought."""
    return 2 * number if number >= 0 else -2 * number - 1


def _bytes(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the highest bit says that there is more."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes((*found, number))


def _numbers(data: np.ndarray) -> np.ndarray:
    ends = np.flatnonzero(data < 128)
    if not len(ends):
        return np.zeros(0, np.int64)
    starts = np.concatenate(([0], ends[:-1] + 1))
    data = data[: ends[-1] + 1]
    place = np.arange(len(data)) - np.repeat(starts, ends - starts + 1)
    return np.add.reduceat((data & 127).astype(np.int64) << (7 * place), starts)
