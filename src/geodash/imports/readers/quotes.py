"""Cells whose quotation marks aren't doubled: ``"He said "no""``, which a reader of CSV takes for ``He said no""``."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np


def trouble(lines: Sequence[str], delimiter: str) -> str:
    """What is wrong with the quotation marks of a record: ``open`` (one has no end), ``within`` (one stands
    where the cell goes on), or nothing."""
    if not any('"' in line for line in lines):
        return ""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "open" if "unexpected end" in str(error) else "within"
    return ""


def as_meant(text: str, delimiter: str, width: int) -> list[str] | None:
    """The cells of such a record, every mark in its place; ``None`` where no reading has so many cells."""
    text = text.rstrip("\r\n")
    if '\\"' in text:
        doubled = [text.replace('\\"', '""')]
        if not trouble(doubled, delimiter):
            cells = next(csv.reader(doubled, delimiter=delimiter), [])
            if len(cells) == width:
                return cells
    shapes = _shapes(delimiter)
    closed = shapes.closed.search(text + delimiter)
    # “"no" he said”: the mark ends a quotation that the cell begins with, and isn't the cell's own.
    cells_of = (shapes.bare, shapes.quoted) if closed else (shapes.quoted, shapes.bare)
    for cell in cells_of:
        cells = [_cell(match) for match in cell.finditer(text + delimiter)]
        if len(cells) == width:
            return cells
    return None


def _cell(match: re.Match[str]) -> str:
    if (proper := match["proper"]) is not None:
        return proper.replace('""', '"')
    within = match.groupdict().get("within")
    return match["plain"] if within is None else within


class _Shapes(NamedTuple):
    """Cells with the delimiter after each: with marks within quotes, or with marks that are all text."""

    quoted: re.Pattern[str]
    bare: re.Pattern[str]
    closed: re.Pattern[str]


@lru_cache(maxsize=8)
def _shapes(delimiter: str) -> _Shapes:
    end = re.escape(delimiter)
    proper = r'"(?P<proper>(?:[^"]|"")*)"'
    within = rf'"(?P<within>(?:[^"]|"(?!{end}))*)"'
    plain = rf"(?P<plain>[^{end}]*)"
    return _Shapes(
        re.compile(rf"(?:{proper}|{within}|{plain}){end}"),
        re.compile(rf"(?:{proper}|{plain}){end}"),
        re.compile(rf'(?:^|{end})"[^"{end}]*[^"{end}\s]"[^"\w{end}]'),
    )


def suspect(block: bytes, delimiter: str) -> bool:
    """Whether some mark in a block of lines may stand within a cell without being doubled."""
    # By arrays: a block has megabytes, and often a mark on both sides of each cell.
    found = np.frombuffer(b"\n%b\n\n" % block, np.uint8)
    marks = np.flatnonzero(found == ord('"'))
    before, after, next_but_one = found[marks - 1], found[marks + 1], found[marks + 2]
    border, ends = (np.zeros(256, np.bool_) for _ in range(2))
    border[[ord("\n"), ord(delimiter)]] = True
    ends[[ord("\n"), ord("\r"), ord(delimiter), ord('"')]] = True
    alone = ~(ends[before] | ends[after])
    empty = border[before] & (after == ord('"')) & ~ends[next_but_one]
    return bool((alone | empty).any())
