"""Whether a point that is only a mark stands where the geodata have it.

What happened somewhere in an area, in a country or at a seat has no point of its own: it is drawn at
the point of the area or the place. When that is moved, the rows have to follow. A point in a town or
near one is left to its coder, who may know more than the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterator

from geodash.collection.checks.flag import Flag
from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.extent import Point, kilometres
from geodash.domain.model import Event, PlaceRole

COUNTRY = 6
#: In a town, near one.
_EXACT = (1, 2)
#: Decimals to which a mark has to be met at most: ten metres.
_DECIMALS = 4


def off_mark(event: Event, here: Point, geodata: KnownPlaces) -> Iterator[Flag]:
    """A point that isn't that of its area, or of its country or seat, to the decimals it has."""
    seat = event.place_role is PlaceRole.SEAT
    if not seat and event.where_prec in _EXACT:
        return
    ident, mark, severity = "", None, "warning"
    if not seat and event.area_id and (of_area := geodata.mark(event.area_id)):
        ident, mark = f"area:{event.area_id}", of_area
    elif seat or event.where_prec == COUNTRY:
        # Other gazetteers have other points for a country or a city.
        ident, mark = event.place_id, geodata.point(event.place_id)
        severity = "info"
    if mark is None or _meets(here, mark):
        return
    yield Flag(
        "latitude", "off-mark",
        f"The point is {_far(kilometres(here, mark))} from that of {ident}.",
        f"Write {mark[0]} and {mark[1]}, or correct the id or where_prec.",
        severity,
    )  # fmt: skip


def _meets(here: Point, mark: tuple[float, float]) -> bool:
    """Whether a point is the mark, rounded to as many decimals as it is written with."""
    decimals = min(_DECIMALS, max(len(repr(v).partition(".")[2]) for v in here))
    # A hair above a half: a half may have been rounded either way.
    return all(abs(a - b) < 0.501 * 10**-decimals for a, b in zip(here, mark, strict=True))


def _far(km: float) -> str:
    return f"{km:.0f} km" if km >= 2 else f"{1000 * km:.0f} m"
