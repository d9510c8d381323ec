"""What is wrong with a collection, as the pages are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geodash.domain.problem import Problem

Json = dict[str, Any]

MOST_PROBLEMS = 300
_ORDER = ("error", "warning", "info")


def problem_json(p: Problem) -> Json:
    """A problem: where (file, row, line), what is wrong, the cell, what helps."""
    return {
        "severity": p.severity,
        "where": p.where,
        "reason": p.reason,
        "fix": p.fix,
        "value": p.value,
        "file": p.file,
        "row": p.row,
        "line": p.line,
    }


def problems_json(problems: Iterable[Problem], most: int = MOST_PROBLEMS) -> Json:
    """Counts, and the gravest ``most`` of them; ``more`` were left out."""
    found = sorted(problems, key=lambda p: _ORDER.index(p.severity))
    return {
        "errors": sum(p.severity == "error" for p in found),
        "warnings": sum(p.severity == "warning" for p in found),
        "more": max(0, len(found) - most),
        "items": [problem_json(p) for p in found[:most]],
    }
