"""How closely a place or a date is known, in words.

What is said of *one* event stands apart from what a filter says, which is read as "at most": an
event known to the province is not known to “the province or better”.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geodash.domain.model import DateKind, Event, PlaceRole
from geodash.words import days
from geodash.words.dates import UNDATED


@dataclass(frozen=True, slots=True)
class PlaceStep:
    """A step of UCDP's ``where_prec``.

    Of an event: ``known`` is a remark, ``cell`` the same in the fewest words. Of a filter:
    ``choice`` in a list, ``phrase`` in the sentence.
    """

    known: str
    cell: str
    choice: str
    phrase: str


@dataclass(frozen=True, slots=True)
class DateStep:
    """A step of UCDP's ``date_prec``; ``known`` heads the events of just this step.

    What is known of one event says :func:`date_known`.
    """

    known: str
    choice: str
    phrase: str


PLACE: Mapping[int, PlaceStep] = MappingProxyType(
    {
        1: PlaceStep("the place itself", "exact", "Exact place", "at an exact place"),
        2: PlaceStep(
            "within about 25 km",
            "within about 25 km",
            "Within about 25 km",
            "placed within about 25 km",
        ),
        3: PlaceStep(
            "somewhere in the district",
            "district",
            "District or better",
            "placed to the district or better",
        ),
        4: PlaceStep(
            "somewhere in the province",
            "province",
            "Province or better",
            "placed to the province or better",
        ),
        5: PlaceStep(
            "along a line or in an area without sharp bounds",
            "line or area",
            "Area, line or better",
            "placed to an area, a line or better",
        ),
        6: PlaceStep(
            "no closer than the country",
            "country",
            "Country or better",
            "placed to the country or better",
        ),
        7: PlaceStep(
            "at sea or in the air",
            "sea or air",
            "Any scene, sea and air too",
            "with a scene of any precision",
        ),
    }
)

#: What the disc of a seat or a country's chip says, in a legend.
SEAT = "no scene named: speaker’s capital"
NO_SCENE = f"{SEAT}, or {PLACE[6].known}"
#: What a ring stands at, and how it is called where it is not drawn beside these words.
SPOKEN = "place spoken of"
RING = f"small ring: {SPOKEN}"
#: Of a mark that stands aside, where it would lie on another.
MOVED = "line with a dot: to a mark’s own place"
#: Of the line from a speaker’s seat.
ABOUT = "line: to what its words are about"

DATE: Mapping[int, DateStep] = MappingProxyType(
    {
        1: DateStep("the day", "The day", "dated to the day"),
        2: DateStep("2 to 6 days", "Less than a week", "dated to less than a week"),
        3: DateStep("a week", "A week or better", "dated to the week or better"),
        4: DateStep("8 to 31 days", "A month or better", "dated to the month or better"),
        5: DateStep("more than a month", "A year or better", "dated to the year or better"),
    }
)


def place_known(event: Event) -> str:
    """How closely the place of one event is known, in the fewest words; blank for a subject."""
    if event.where_prec:
        return PLACE[event.where_prec].cell
    if event.point is None:
        return "not on the map"
    return "the speaker’s seat" if event.place_role is PlaceRole.SEAT else ""


def date_known(event: Event) -> str:
    """How closely the date of one event is known: ``the day``, ``some time in 25 years``.

    ``all through a month`` is one that lasted it, ``undated`` one without a date.
    """
    if event.interval is None:
        return UNDATED
    if event.interval.days == 1:
        return "the day"
    length = days.length(*event.interval)
    lasted = event.date_kind is DateKind.THROUGHOUT
    return f"all through {length}" if lasted else f"some time in {length}"
