"""English words for the closed vocabularies: as labels of a control and inside a sentence.

Labels are for lists and controls, phrases for the running text of a filter in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from geodash.domain.model import EventType, Kind, PlaceRole, Status

KIND_PHRASES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.VIOLENCE: "violence",
        Kind.PRESSURE: "pressure without shots",
        Kind.ACCUSATION: "accusations and threats",
        Kind.HANDOVER: "hand-overs and help",
        Kind.TALKS: "talks and support",
        Kind.OTHER: "other kinds",
    }
)

STATUS_LABELS: Mapping[Status, str] = MappingProxyType(
    {
        Status.REPORTED: "Reported by an article",
        Status.CLAIMED: "One side’s account",
        Status.DISPUTED: "One side’s account, denied by another",
        Status.PLANNED: "Planned",
    }
)

STATUS_PHRASES: Mapping[Status, str] = MappingProxyType(
    {
        Status.REPORTED: "reported by an article itself",
        Status.CLAIMED: "told by one side only",
        Status.DISPUTED: "told by one side and denied by another",
        Status.PLANNED: "planned",
    }
)

ROLE_LABELS: Mapping[PlaceRole, str] = MappingProxyType(
    {
        PlaceRole.SCENE: "Where it happened",
        PlaceRole.SEAT: "The speaker’s seat",
        PlaceRole.SUBJECT: "The place spoken of",
    }
)

ROLE_PHRASES: Mapping[PlaceRole, str] = MappingProxyType(
    {
        PlaceRole.SCENE: "placed where it happened",
        PlaceRole.SEAT: "placed at the speaker’s seat",
        PlaceRole.SUBJECT: "placed at what is spoken of",
    }
)

#: UCDP ``where_prec``, read as "at most".
PRECISION_LABELS: Mapping[int, str] = MappingProxyType(
    {
        1: "Exact place",
        2: "Within about 25 km",
        3: "District or better",
        4: "Province or better",
        5: "Area, line or better",
        6: "Country or better",
        7: "Any scene, sea and air too",
    }
)

PRECISION_PHRASES: Mapping[int, str] = MappingProxyType(
    {
        1: "at an exact place",
        2: "placed within about 25 km",
        3: "placed to the district or better",
        4: "placed to the province or better",
        5: "placed to an area, a line or better",
        6: "placed to the country or better",
        7: "with a scene of any precision",
    }
)


#: UCDP ``date_prec``, read as "at most", in days of the interval.
DATE_DAYS: Mapping[int, int] = MappingProxyType({1: 1, 2: 6, 3: 7, 4: 31, 5: 366})

DATE_PRECISION_LABELS: Mapping[int, str] = MappingProxyType(
    {
        1: "The day",
        2: "Less than a week",
        3: "A week or better",
        4: "A month or better",
        5: "A year or better",
    }
)

DATE_PRECISION_PHRASES: Mapping[int, str] = MappingProxyType(
    {
        1: "dated to the day",
        2: "dated to less than a week",
        3: "dated to the week or better",
        4: "dated to the month or better",
        5: "dated to the year or better",
    }
)


def type_label(event_type: EventType) -> str:
    """``ASSAULT`` as ``Assault``."""
    return event_type.value.capitalize()


def either(items: Iterable[str], word: str = "or") -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *head, last = list(items) or [""]
    return f"{', '.join(head)} {word} {last}" if head else last


def some(items: Sequence[str], word: str = "or") -> str:
    """``a, b or c``; of four and more the first two and ``3 others``."""
    if len(items) <= 3:
        return either(items, word)
    return either([*items[:2], f"{len(items) - 2} others"], word)


def number_of(n: int, noun: str, plural: str = "") -> str:
    """``1 event``, ``2 events``, ``1,234 events``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"
