"""Where and when an event is, as values that are there whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

#: West, south, east, north in degrees.
Bounds = tuple[float, float, float, float]


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
        for prec, limit in ((1, 1), (2, 6), (3, 7), (4, 31)):
            if self.days <= limit:
                return prec
        return 5
