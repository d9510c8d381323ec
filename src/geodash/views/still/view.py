"""Web Mercator in map units: where a point stands in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geodash.domain.extent import MOST_LATITUDE, Bounds
from geodash.geo.longitudes import near, turned

#: Side of the world at zoom 0, in units (Leaflet's tile size).
WORLD = 256.0
#: A place in the picture, in units from its upper left corner.
XY = tuple[float, float]


def mercator(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the unit square, x to the east, y to the south."""
    phi = math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, latitude)))
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(phi)) / math.pi) / 2


@dataclass(frozen=True, slots=True)
class View:
    """What the picture shows. ``left`` and ``top`` are its corner in units of this zoom."""

    left: float
    top: float
    zoom: float
    width: float
    height: float

    @classmethod
    def around(
        cls, latitude: float, longitude: float, zoom: float, width: float, height: float
    ) -> View:
        """The view with this centre (degrees) and zoom."""
        x, y = mercator(latitude, turned(longitude))
        k = WORLD * 2**zoom
        return cls(x * k - width / 2, y * k - height / 2, zoom, width, height)

    @property
    def k(self) -> float:
        """Units of the whole world at this zoom."""
        return WORLD * 2**self.zoom

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point (degrees) stands, in units from the upper left corner.

        By the shorter way round: each place stands once, on its side of the middle.
        """
        k = self.k
        x, y = mercator(latitude, near(longitude, (self.left + self.width / 2) / k * 360 - 180))
        return x * k - self.left, y * k - self.top

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a place in the picture."""
        u, v = (x + self.left) / self.k, (y + self.top) / self.k
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * v)))), u * 360 - 180

    @property
    def bounds(self) -> Bounds:
        """What is in view, in degrees."""
        north, west = self.degrees(0, 0)
        south, east = self.degrees(self.width, self.height)
        return west, south, east, north

    def holds(self, latitude: float, longitude: float, margin: float = 0) -> bool:
        """Whether a point is in view, ``margin`` units or more from the edge."""
        x, y = self.at(latitude, longitude)
        inside = margin <= x <= self.width - margin
        return inside and margin <= y <= self.height - margin
