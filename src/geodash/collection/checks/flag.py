"""A doubt about an event."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt about one column of an event."""

    column: str
    code: str
    reason: str
    fix: str
    severity: str = "warning"
