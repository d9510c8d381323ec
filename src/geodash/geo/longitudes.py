"""Longitudes go round: what lies on both sides of the 180th meridian is one place.

Whoever makes a view of points, compares or averages them asks here, and never a smallest and a
largest number. A stretch that crosses the meridian ends beyond 180: 178 to 181.2 is 178° E to
178.8° W. The browser's maps do the same (``core/longitudes.js``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate

import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Bounds, Point

WORLD = 360.0
#: Up to here a degree of longitude counts as one of latitude.
_FULL = math.cos(math.radians(45))


def near(longitude: float, reference: float) -> float:
    """The longitude as it is counted within half a turn of a reference."""
    return longitude - WORLD * _turns(longitude, reference)


def turned(longitude: float) -> float:
    """The longitude between -180 and 180."""
    return longitude if -180 <= longitude <= 180 else near(longitude, 0)


def arc(stretches: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The shortest stretch around the globe that holds all stretches (west, east).

    It begins between -180 and 180. Of two that are equally short the one that crosses no 180th meridian
    is taken. Raises ``ValueError`` for nothing.
    """
    found = sorted((near(west, 0), east - west) for west, east in stretches)
    if not found:
        raise ValueError("nothing lies nowhere")
    starts = [start for start, _ in found]
    # Begun at any of them, the stretch reaches to the furthest end; those before it come a turn later.
    ends = list(accumulate((start + width for start, width in found), max))
    later = list(accumulate((start + width for start, width in reversed(found)), max))[::-1]
    reaches = [later[0]]
    reaches += [max(later[i], ends[i - 1] + WORLD) for i in range(1, len(found))]
    wide, i = min(
        (reach - start, i) for i, (start, reach) in enumerate(zip(starts, reaches, strict=True))
    )
    return (starts[i], reaches[i]) if wide < WORLD else (-180.0, 180.0)


def together(longitudes: Sequence[float]) -> list[float]:
    """The longitudes counted on from the west of the shortest stretch that holds all of them."""
    if not longitudes:
        return []
    west, _ = arc((v, v) for v in longitudes)
    return [west + (v - west) % WORLD for v in longitudes]


def apart(a: Point, b: Point) -> float:
    """Degrees between two points as a map has them, by the shorter way round.

    Towards the poles, where a degree of longitude is short, it counts for less.
    """
    short = min(1.0, math.cos(math.radians((a.latitude + b.latitude) / 2)) / _FULL)
    return math.hypot(
        a.latitude - b.latitude, (near(a.longitude, b.longitude) - b.longitude) * short
    )


def around_all(boxes: Iterable[Bounds]) -> Bounds:
    """The smallest box around boxes; ``ValueError`` for none."""
    boxes = list(boxes)
    west, east = arc((w, e) for w, _, e, _ in boxes)
    return west, min(s for _, s, _, _ in boxes), east, max(n for _, _, _, n in boxes)


def bounds_of(geometry: BaseGeometry) -> Bounds:
    """The box around a geometry in degrees; one that is cut at the meridian is not the whole world."""
    parts = shapely.bounds(shapely.get_parts(geometry))
    return around_all((float(w), float(s), float(e), float(n)) for w, s, e, n in parts)


def _turns(longitude: float, reference: float) -> float:
    return float(round((longitude - reference) / WORLD))
