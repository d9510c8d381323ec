"""A header of two lines: names above names, as merged cells and machine names over labels leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

#: Whether a cell is the name of something that events have: a date, a place, a toll …
Knows = Callable[[str], bool]


def two_lines(upper: Sequence[str], lower: Sequence[str], knows: Knows) -> list[str] | None:
    """Of each column the name that is known, else that of the line that says more; ``None`` where the lower is a row."""
    filled = [cell for cell in lower if cell.strip()]
    known = sum(map(knows, filled))
    if known < 2 or 2 * known <= len(filled) or any(map(_counts, filled)):
        return None
    first, second = (lower, upper) if known > sum(map(knows, upper)) else (upper, lower)
    pairs = zip_longest(first, second, fillvalue="")
    return [
        other if not name.strip() or (knows(other) and not knows(name)) else name
        for name, other in pairs
    ]


def _counts(cell: str) -> bool:
    return any(map(str.isdigit, cell))
