"""What is wrong with a file of a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file, said so that its owner can put it right.

    ``row`` is the line as a spreadsheet numbers it (the header is row 1), ``None`` outside tables;
    ``line`` is the line of the file (where cells hold line breaks, not that of the row), ``None``
    for the whole file. ``severity`` is ``error`` (the row or value was left out), ``warning``
    (kept, look at it) or ``info``. ``code`` names the kind of problem, such as ``date-order``.
    """

    file: str
    reason: str
    fix: str
    row: int | None = None
    column: str = ""
    value: str = ""
    severity: str = "error"
    line: int | None = None
    code: str = ""

    @property
    def where(self) -> str:
        """``events.csv row 7 (line 9), column latitude``; ``briefings/a.yaml line 4, view``."""
        table = self.row is not None or self.file.endswith(".csv")
        where, column = self.file, "column " * table + self.column
        if self.row is None:
            where += f" line {self.line}" if self.line is not None else ""
        else:
            where += f" row {self.row}"
            where += f" (line {self.line})" if self.line not in (None, self.row) else ""
        return f"{where}, {column}" if self.column else where

    def __str__(self) -> str:
        """``events.csv row 7, column latitude: reason fix`` on one line."""
        return f"{self.where}: {self.reason} {self.fix}".strip()


def newly(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of ``after`` that weren't there before; a row may have moved, so rows don't count."""
    known = Counter(map(_name, before))
    found = []
    for problem in after:
        name = _name(problem)
        known[name] -= 1
        if known[name] < 0:
            found.append(problem)
    return tuple(found)


def _name(p: Problem) -> tuple[str, str, str, str]:
    return p.file, p.code, p.column, p.value
