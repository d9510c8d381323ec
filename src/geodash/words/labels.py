"""English words for the closed vocabularies: as labels of a control and inside a sentence.

Labels are for lists and controls, phrases for the running text of a filter in words. Kinds, which a
collection may name, are in :mod:`geodash.words.kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geodash.domain.kinds import AnyType, OwnType
from geodash.domain.model import PlaceRole, Status

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


_GENRES = {"report": "Report", "analysis": "Analysis", "opinion": "Opinion"}


def type_label(event_type: AnyType) -> str:
    """``ASSAULT`` as ``Assault``; a collection's own by the short words that it has."""
    own = event_type.short if isinstance(event_type, OwnType) else ""
    return own or event_type.value.replace("_", " ").capitalize()


def coded_as(event_type: AnyType) -> str:
    """For whoever looks at the coding: ``PLOVER ASSAULT``, ``type FLOOD``, ``type RESCUE (PLOVER AID)``."""
    plover = event_type.plover
    if plover and plover.value == event_type.value:
        return f"PLOVER {plover}"
    return f"type {event_type.value}" + (f" (PLOVER {plover})" if plover else "")


def genre_label(genre: str) -> str:
    """``analysis`` as ``Analysis``; a collection's own word stays as it is."""
    return _GENRES.get(genre, genre)
