"""Other ways to read a pair of coordinates, and how to say that one of them is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodash.collection.checks.flag import Flag
from geodash.domain.extent import Bounds, Point, kilometres

#: So near are two coordinates that agree.
_SAME = 0.3
#: Degrees by which numbers of one place may differ.
_ABOUT = 0.5
#: A reading so near leads nowhere else.
_HERE_KM = 100.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a point may have been meant to be, and what was done to it."""

    point: Point
    code: str
    column: str
    reason: str

    def flag(self, why: str = "") -> Flag:
        """The doubt, with why."""
        fix = (
            f"If so, write latitude {self.point.latitude:g} and longitude {self.point.longitude:g}."
        )
        reason = f"{self.reason}: {why}." if why else f"{self.reason}."
        return Flag(self.column, self.code, reason, fix)


def readings(p: Point) -> Iterator[Reading]:
    """The pair with its numbers exchanged, with other signs, or both; the likeliest first."""
    lat, lon = p
    signs = ((1, 1), (-1, 1), (1, -1), (-1, -1))
    exchanged = abs(lon) <= 90
    if exchanged:
        yield Reading(
            Point(lon, lat), "swapped", "latitude", "Latitude and longitude seem to be swapped"
        )
    for a, b in signs[1:]:
        if (a < 0 and not lat) or (b < 0 and not lon):
            continue
        column = "latitude" if a < 0 else "longitude"
        yield Reading(Point(a * lat, b * lon), "sign-lost", column, _signs(p, a, b))
    for a, b in signs[1:]:
        if exchanged:
            reason = "Latitude and longitude seem to be swapped, and a minus sign to be wrong"
            yield Reading(Point(a * lon, b * lat), "swapped", "latitude", reason)


def _signs(p: Point, a: int, b: int) -> str:
    names = [n for n, sign in (("latitude", a), ("longitude", b)) if sign < 0]
    values = [v for v, sign in zip(p, (a, b), strict=True) if sign < 0]
    seem = "seems" if len(names) == 1 else "seem"
    if all(v > 0 for v in values):
        what = f"{seem} to lack {'its' if len(names) == 1 else 'their'} minus sign"
    elif all(v < 0 for v in values):
        what = f"{seem} to have a minus sign too many"
    else:
        what = "seem to have each other’s minus sign"
    return f"{' and '.join(names).capitalize()} {what}"


def off_by_degrees(p: Point, target: Point, name: str) -> Reading | None:
    """``p`` with whole degrees or a decimal point put right, if that leads to ``target``."""
    for at, column in enumerate(("latitude", "longitude")):
        other = 1 - at
        if abs(p[other] - target[other]) > _SAME:
            continue
        apart = p[at] - target[at]
        right: float | None = None
        if abs(apart) >= 1 and abs(apart - round(apart)) <= _SAME / 3:
            right = p[at] - round(apart)
        for factor in (10.0, 0.1, 100.0, 0.01):
            if abs(p[at]) > 1e-9 and abs(p[at] * factor - target[at]) <= _SAME / 3:
                right = p[at] * factor
        if right is not None:
            right = round(right, 6)
            point = Point(right, p[1]) if at == 0 else Point(p[0], right)
            reason = f"The {column} is off: that of {name} is {target[at]:g}"
            return Reading(point, "degrees-off", column, reason)
    return None


def elsewhere(here: Point) -> list[Reading]:
    """The readings that lead elsewhere: at 180° and at the equator a sign hardly matters."""
    return [r for r in readings(here) if not near(r.point, here, _HERE_KM)]


def inside(point: Point, box: Bounds) -> bool:
    """Whether a point is in a box, or nearly; one round the world holds everything."""
    west, south, east, north = box
    across = east - west > 180 or west - _ABOUT <= point.longitude <= east + _ABOUT
    return across and south - _ABOUT <= point.latitude <= north + _ABOUT


def same_numbers(a: Point, b: Point) -> bool:
    """Whether two pairs have about the same numbers, whatever their order and signs."""
    (p, q), (r, t) = (abs(a[0]), abs(a[1])), (abs(b[0]), abs(b[1]))
    straight = abs(p - r) <= _ABOUT and abs(q - t) <= _ABOUT
    return straight or (abs(p - t) <= _ABOUT and abs(q - r) <= _ABOUT)


def near(a: Point, b: Point, km: float) -> bool:
    """Whether two points are within ``km``; most are told apart by their latitudes."""
    return abs(a[0] - b[0]) * 110 <= km and kilometres(a, b) <= km
