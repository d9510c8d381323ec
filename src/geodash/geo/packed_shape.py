"""Outlines packed small: whole numbers on a grid, each less the one before, squeezed together."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from shapely.geometry.base import BaseGeometry

#: Degrees: about a hundred metres, less than a pixel at zoom 10.
GRID = 0.001
_Ring = list[tuple[float, float]]


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
    numbers = _numbers(zlib.decompress(data))
    at = [0, 0]
    try:
        polygons = [
            [_ring(numbers, at) for _ in range(next(numbers))] for _ in range(next(numbers))
        ]
    except StopIteration as error:
        raise ValueError("the outline ends too early") from error
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(numbers: Iterator[int], at: list[int]) -> list[list[float]]:
    found = []
    for _ in range(next(numbers)):
        for axis in (0, 1):
            at[axis] += _unfolded(next(numbers))
        found.append([round(at[0] * GRID, 3), round(at[1] * GRID, 3)])
    return [*found, found[0]]


def _folded(number: int) -> int:
    """Small numbers of either sign as small numbers from nought."""
    return 2 * number if number >= 0 else -2 * number - 1


def _unfolded(number: int) -> int:
    return number >> 1 if number % 2 == 0 else -(number >> 1) - 1


def _bytes(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the highest bit says that there is more."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes((*found, number))


def _numbers(data: Iterable[int]) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
