"""What editors leave beside the events: words they read and did not code, and what they changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as day
from enum import StrEnum


class NoEvent(StrEnum):
    """Why words that were read are no event."""

    CONDITION = "condition"
    MOTIVE = "motive"
    FORECAST = "forecast"
    VIEW = "view"
    STATE = "state"
    RHETORIC = "rhetoric"
    SILENCE = "silence"
    REPEATED = "repeated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Usual:
    """What articles of a collection are where they don't say it themselves; ``countries`` (ISO 3166 alpha-3) are those
    in which a place is looked for first."""

    publisher: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """One row of ``considered.csv``: words that were read and hold no event.

    The selectors are those of a mention.
    """

    considered_id: str
    article_id: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    reason: NoEvent = NoEvent.OTHER
    by: str = ""
    date: day | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One row of ``changes.csv``: a cell that was changed, or a row that came (no ``before``) or went.

    ``when`` is a moment in ISO 8601; ``column`` is blank for a whole row.
    """

    when: str
    by: str
    why: str
    table: str
    id: str
    column: str
    before: str
    after: str
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
