"""Gathering problems, so that a million equal ones say it once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from geodash.domain.problem import Problem

LIMIT = 50
#: Cells that were read for certain, only not in the usual form: a few show the kind.
FEW = 3
_CERTAIN = frozenset({"date-format", "decimal-comma", "number-form"})
SHOWN = 60


def shorten(text: str, limit: int = SHOWN) -> str:
    """``text`` cut to ``limit`` characters, for quoting in a problem."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where in a file something stands: spreadsheet row, and line of the file."""

    file: str
    row: int | None = None
    line: int | None = None


@dataclass(slots=True)
class ProblemLog:
    """Collects problems; after ``LIMIT`` of one kind in one column it only counts."""

    items: list[Problem] = field(default_factory=list)
    _seen: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def add(
        self,
        at: FilePlace,
        code: str,
        reason: str,
        fix: str,
        *,
        column: str = "",
        value: str = "",
        severity: str = "error",
    ) -> None:
        """Record one problem; ``code`` names its kind, ``value`` is shortened."""
        key = (at.file, column, code, severity)
        self._seen[key] += 1
        if self._seen[key] <= _limit(code, severity):
            shown = shorten(value)
            self.items.append(
                Problem(at.file, reason, fix, at.row, column, shown, severity, at.line, code)
            )

    def all(self) -> tuple[Problem, ...]:
        """All problems, and one more for each kind of which some were only counted."""
        more = [
            Problem(
                file,
                f"{count - _limit(code, severity):,} more of this kind.",
                "See the ones listed.",
                column=column,
                severity=severity,
                code=code,
            )
            for (file, column, code, severity), count in self._seen.items()
            if count > _limit(code, severity)
        ]
        return (*self.items, *more)


def _limit(code: str, severity: str) -> int:
    """After how many problems of one kind in one column the rest are counted."""
    return FEW if code in _CERTAIN and severity == "warning" else LIMIT
