"""Where and when an event is, as values that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import NamedTuple

#: West, south, east, north in degrees.
Bounds = tuple[float, float, float, float]
#: Degrees north and south at which Web Mercator ends.
MOST_LATITUDE = 85.05
#: UCDP ``date_prec`` to the most days of its interval; what is longer is 5.
PREC_DAYS: Mapping[int, int] = MappingProxyType({1: 1, 2: 6, 3: 7, 4: 31})


class Point(NamedTuple):
    """A point in WGS 84 degrees."""

    latitude: float
    longitude: float


class Interval(NamedTuple):
    """Days from ``first`` to ``last``, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has; 1 for a single day."""
        return (self.last - self.first).days + 1

    @property
    def date_prec(self) -> int:
        """UCDP ``date_prec``: 1 day, 2 2–6 days, 3 week, 4 month, 5 longer."""
        return next((prec for prec, most in PREC_DAYS.items() if self.days <= most), 5)


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance of two points."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
