"""JSON that is cut off, or of which some lines are broken: what is whole, and where the rest stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from geodash.imports.table import Omitted

_FIX = "Get the whole file, or mend it there, and bring it again; nothing is doubled."
_CUT = "The file is cut off here."
_LINE = "This line is no JSON that can be read."
_SHOWN = 200
#: What begins and ends values, and whatever stands in quotes.
_MARK = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Whole:
    """What can be read of a file, and what of it can't."""

    value: Any
    broken: tuple[Omitted, ...] = ()


def lines_of(text: str) -> Whole | None:
    """The objects of a text that has one a line; ``None`` for any other.

    Its first line is a whole object, and no fewer lines are than are broken.
    """
    found: list[Any] = []
    broken: list[Omitted] = []
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    for count, (number, line) in enumerate(lines, start=1):
        said = line.strip().removeprefix("\x1e")
        try:
            found.append(json.loads(said))
        except (ValueError, RecursionError):
            if count == 1:
                return None
            reason = _CUT if count == len(lines) and not text.endswith("\n") else _LINE
            broken.append(_broken(count, said, reason, number))
    if len(lines) < 2 or len(broken) > len(found):
        return None
    return Whole(found, tuple(broken))


def until_cut(text: str) -> Whole | None:
    """A value that ends too soon, with the elements of its list that are whole; ``None`` where it isn't only that."""
    #: Of each list and object that is open: its mark, and where its last whole element ends.
    open_: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(text):
        what = mark[0]
        if what in "[{":
            open_.append((what, mark.end(), 0))
        elif what in "]}":
            if not open_:
                return None
            open_.pop()
            if open_:
                kind, end, count = open_[-1]
                done = (kind, mark.end(), count + 1) if what == "}" else (kind, end, count)
                open_[-1] = done
    at = next((i for i, (kind, _, _) in enumerate(open_) if kind == "["), None)
    if at is None or not open_[at][2]:
        return None
    _, end, count = open_[at]
    closing = "".join("]" if kind == "[" else "}" for kind, _, _ in reversed(open_[: at + 1]))
    try:
        value = json.loads(text[:end] + closing)
    except (ValueError, RecursionError):
        return None
    rest = text[end:].lstrip(", \r\n\t")
    line = text.count("\n", 0, len(text) - len(rest)) + 1
    return Whole(value, (_broken(count + 1, rest, _CUT, line),))


def _broken(number: int, said: str, reason: str, line: int) -> Omitted:
    code = "cut-off" if reason == _CUT else "json"
    return Omitted(number, said.strip()[:_SHOWN], reason, code, _FIX, line)
