"""What the kinds are called: a name must be true of every event under it, and judge none.

A collection may call a kind something else (``geodash:kinds`` in its ``datapackage.json``); ``own``
has these names. Everything that shows a kind asks here, the browser by ``views/told.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geodash.domain.model import Kind

#: Of a name in a legend or a chip, in characters.
LONGEST = 48

_LABELS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.VIOLENCE: "Violence",
        Kind.PRESSURE: "Military moves, protests, other acts, no shots",
        Kind.ACCUSATION: "Demands, accusations, refusals, threats",
        Kind.HANDOVER: "Hand-overs, supplies, cooperation",
        Kind.TALKS: "Talks and support",
        Kind.OTHER: "Other",
    }
)
_PHRASES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.VIOLENCE: "violence",
        Kind.PRESSURE: "military moves, protests and other acts without shots",
        Kind.ACCUSATION: "demands, accusations, refusals and threats",
        Kind.HANDOVER: "hand-overs, supplies and cooperation",
        Kind.TALKS: "talks and support",
        Kind.OTHER: "other kinds",
    }
)
_NONE: Mapping[Kind, str] = MappingProxyType({})


def kind_label(kind: Kind, own: Mapping[Kind, str] = _NONE) -> str:
    """For legends, lists and controls: ``Talks and support``."""
    return own.get(kind) or _LABELS[kind]


def kind_phrase(kind: Kind, own: Mapping[Kind, str] = _NONE) -> str:
    """Within a sentence: ``talks and support``."""
    name = own.get(kind)
    return _within(name) if name else _PHRASES[kind]


def _within(name: str) -> str:
    """A collection's own name without its capital, unless it is one of several (``NATO’s``)."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
