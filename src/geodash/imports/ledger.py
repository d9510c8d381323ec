"""What became of the rows: each problem with its place, kept in a file, the first of each kind in memory."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import IO

from geodash.collection.read.problems import FilePlace, shorten
from geodash.domain.problem import Problem

#: Problems of one kind and column that are held to be shown; the report has all.
SHOWN = 50
HEADER = ("outcome", "file", "row", "line", "column", "value", "reason", "fix", "code")
_OUTCOMES = {"error": "left out", "warning": "remark", "info": "note"}


@dataclass(slots=True)
class Ledger:
    """Rows read and left out, remarks and notes; ``out`` is a text file that gets every one as CSV."""

    out: IO[str] | None = None
    read: int = 0
    left_out: int = 0
    shown: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def header(self) -> None:
        """Begin the file."""
        if self.out:
            csv.writer(self.out, lineterminator="\n").writerow(HEADER)

    def leave_out(
        self, at: FilePlace, code: str, reason: str, fix: str, *, column: str = "", value: str = ""
    ) -> None:
        """A row that doesn't enter the collection."""
        self.left_out += 1
        self._add(at, code, reason, fix, column, value, "error")

    def remark(
        self, at: FilePlace, code: str, reason: str, fix: str, *, column: str = "", value: str = ""
    ) -> None:
        """Something about a row that does enter it."""
        self._add(at, code, reason, fix, column, value, "warning")

    def _add(
        self,
        at: FilePlace,
        code: str,
        reason: str,
        fix: str,
        column: str,
        value: str,
        severity: str,
    ) -> None:
        key = (severity, code, column)
        self.counts[key] += 1
        if self.counts[key] <= SHOWN:
            shown = shorten(value)
            self.shown.append(
                Problem(at.file, reason, fix, at.row, column, shown, severity, at.line, code)
            )
        if self.out:
            row = (_OUTCOMES[severity], at.file, at.row, at.line, column, value, reason, fix, code)
            csv.writer(self.out, lineterminator="\n").writerow(row)

    def of(self, severity: str) -> list[Problem]:
        """The problems that are held, of one severity."""
        return [p for p in self.shown if p.severity == severity]
