"""What the kinds are called: a name must be true of every event under it, and judge none.

A collection may call a kind something else, or have kinds of its own (``geodash:kinds`` in its
``datapackage.json``). Everything that shows a kind asks here, the browser by ``views/told.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geodash.domain.kinds import AnyKind, Kind

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


def kind_label(kind: AnyKind) -> str:
    """For legends, lists and controls: ``Talks and support``."""
    return kind.called or _LABELS[Kind(kind.value)]


def kind_phrase(kind: AnyKind) -> str:
    """Within a sentence: ``talks and support``."""
    return _within(kind.called) if kind.called else _PHRASES[Kind(kind.value)]


def _within(name: str) -> str:
    """A collection's own name without its capital, unless it is one of several (``NATO’s``)."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
