"""Whether a point lies in the division that its row names, as far as the outlines can tell.

Which division a place belongs to is said by its codes, never by lying inside; an outline only tells whether
the point of a row can be meant. Outlines are generalised, and those of districts the most, so what is near is in.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapely.geometry import Point as Spot

from geodash.collection.checks.flag import Flag
from geodash.collection.checks.readings import elsewhere
from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.extent import Point
from geodash.domain.model import Event
from geodash.geo.areas import Area
from geodash.geo.longitudes import WORLD

#: Degrees, some 11 km: what outlines may be off, and a town at the edge.
OFF = 0.1
#: Known no closer than a district or a province: the point stands for one.
_COARSE = (3, 4)


def outside(event: Event, here: Point, geodata: KnownPlaces) -> Iterator[Flag]:
    """The doubt that a point is in the area of its event, or in the division of its place; one at most."""
    area = geodata.outline(event.area_id)
    # A point in a town or near it is compared with the town's own.
    if not event.area_id and event.where_prec in _COARSE:
        area = geodata.division(event.place_id)
    if area is None or _holds(area, here):
        return
    what = f"area:{area.area_id}" if event.area_id else f"{area.name} ({area.area_id})"
    if meant := next((r for r in elsewhere(here) if _holds(area, r.point)), None):
        yield meant.flag(f"it then lies in {what}")
    elif event.area_id:
        yield Flag(
            "latitude", "far-from-place", f"The point is not in {what}.",
            "Correct the point or the area; that of an area is its representative point.",
        )  # fmt: skip
    else:
        yield Flag(
            "latitude", "other-province",
            f"The point doesn’t lie in {what}, in which {event.place_id} is.",
            "Correct the point or the id.",
        )  # fmt: skip


def _holds(area: Area, here: Point) -> bool:
    """Whether a point is in an area or near it, on whichever count of longitude."""
    turns = (here.longitude, here.longitude - WORLD, here.longitude + WORLD)
    return any(area.geometry.distance(Spot(lon, here.latitude)) <= OFF for lon in turns)
