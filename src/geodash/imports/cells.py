"""Columns of text, worked on as a whole: Arrow’s arrays, with Python for the cells that need it.

A column is an array of strings without nulls. What is usual in it is found by one look at all of its cells
or bytes; each different cell that isn't is handed to a function once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodash.imports.dates import is_missing

Column: TypeAlias = pa.Array
Rows: TypeAlias = npt.NDArray[np.bool_]
#: For each row the place of what it has in a list of what is different.
Which: TypeAlias = npt.NDArray[np.int64]
#: White space as Python knows it, but for the blank, within a class of RE2.
_WHITE = r"\x09-\x0d\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_ENDS = f"^[ {_WHITE}]|[ {_WHITE}]$"
_UNEVEN = f"^ | $|  |[{_WHITE}]"
#: No cell that says “not known” has as many characters; see ``is_missing``.
_SHORT = 12
_SPECIAL = r'[,"\r\n]'


def column_of(cells: Sequence[str]) -> Column:
    """Some texts as a column; a lone surrogate becomes a question mark, as in every file that is written."""
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([c.encode("utf-8", "replace").decode() for c in cells], pa.string())


def same(text: str, rows: int) -> Column:
    """A column that says the same everywhere."""
    return pa.repeat(pa.scalar(text, pa.string()), rows)


def rows_where(found: Column) -> Rows:
    """An array of Booleans as numpy has it."""
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _data(column: Column) -> memoryview:
    """All bytes of a column, one cell after the other."""
    buffer = column.buffers()[2]
    if buffer is None or not len(column):
        return memoryview(b"")
    offsets = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1, column.offset * 4)
    return memoryview(buffer)[offsets[0] : offsets[-1]]


def has_any(column: Column, marks: Iterable[bytes]) -> bool:
    """Whether some cell of a column has one of these bytes."""
    data = bytes(_data(column))
    return any(mark in data for mark in marks)


def matches(column: Column, pattern: str) -> Rows:
    """Which cells have what a pattern (RE2) says."""
    return rows_where(pc.match_substring_regex(column, pattern))


def filled(column: Column) -> Rows:
    """Which cells aren't empty."""
    return rows_where(pc.not_equal(column, ""))


# Each different cell once ------------------------------------------------------------------------


def distinct(columns: Sequence[Column]) -> tuple[Which, list[tuple[str, ...]]]:
    """The different rows of some columns as they come, and for each row of the columns which one it is."""
    if not columns:
        raise ValueError("of no columns there are no different rows")
    codes, parts = _encoded(columns[0])
    found: list[list[str]] = [parts]
    for column in columns[1:]:
        more, values = _encoded(column)
        joined = pa.array(codes * len(values) + more).dictionary_encode()
        codes = joined.indices.to_numpy().astype(np.int64)
        both = joined.dictionary.to_numpy()
        left, right = np.divmod(both, len(values) or 1)
        found = [[part[i] for i in left.tolist()] for part in found]
        found.append([values[i] for i in right.tolist()])
    return codes, list(zip(*found, strict=True))


def _encoded(column: Column) -> tuple[Which, list[str]]:
    encoded = column.dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def spread_out(values: Sequence[str], which: Which) -> Column:
    """A column of what was made of each different row."""
    return column_of(values).take(pa.array(which))


def mended(column: Column, odd: Rows, make: Callable[[str], str]) -> Column:
    """The column, with what ``make`` says of each of the ``odd`` cells."""
    if not odd.any():
        return column
    mask = pa.array(odd)
    which, cells = distinct([column.filter(mask)])
    return replaced(column, odd, spread_out([make(cell) for (cell,) in cells], which))


def replaced(column: Column, rows: Rows, cells: Sequence[str] | Column) -> Column:
    """The column with other cells in these rows."""
    made = cells if isinstance(cells, pa.Array) else column_of(cells)
    return pc.replace_with_mask(column, pa.array(rows), made)


def either(first: Column, second: Column, rows: Rows) -> Column:
    """The first column's cells in these rows, the second's in the others."""
    return pc.if_else(pa.array(rows), first, second)


# What cells say ----------------------------------------------------------------------------------


def missing(column: Column) -> Rows:
    """Which cells say that nothing is known."""
    short = rows_where(pc.less(pc.utf8_length(column), _SHORT))
    if not short.any():
        return short
    codes, values = distinct([column.filter(pa.array(short))])
    short[short] = np.array([is_missing(v) for (v,) in values], dtype=np.bool_)[codes]
    return short


def first_filled(columns: Sequence[Column]) -> Column:
    """Row by row the first cell that says something; blank where none does."""
    column, gone = columns[0], missing(columns[0])
    for other in columns[1:]:
        if not gone.any():
            return column
        column = either(other, column, gone)
        gone &= missing(other)
    return either(same("", len(column)), column, gone) if gone.any() else column


def unplain(column: Column) -> Rows:
    """Which cells may not be plain text: with markup, NUL or blanks around, or short enough to say “not known”."""
    odd = rows_where(pc.less(pc.utf8_length(column), _SHORT))
    if has_any(column, (b"<", b"&", b"\0")):
        odd |= matches(column, r"[<&\x00]")
    return odd | padded(column)


def padded(column: Column) -> Rows:
    """Which cells have white space around them."""
    return matches(column, _ENDS)


def uneven(column: Column) -> Rows:
    """Which cells have white space other than single blanks between words."""
    return matches(column, _UNEVEN)


def longer(column: Column, characters: int) -> Rows:
    """Which cells have more characters."""
    return rows_where(pc.greater(pc.utf8_length(column), characters))


# Rows as text ------------------------------------------------------------------------------------


def joined(columns: Sequence[Column], mark: str) -> Column:
    """The cells of each row, one after the other."""
    return pc.binary_join_element_wise(*columns, mark)


def without_blank(columns: Sequence[Column], mark: str) -> Column:
    """The same without the cells that are blank."""
    # Not by null_handling="skip": Arrow 26 leaves out the rows of which all cells are null.
    found = columns[0]
    for column in columns[1:]:
        here, more = filled(found), filled(column)
        one = either(found, column, here)
        found = either(joined([found, column], mark), one, here & more)
    return found


def csv_lines(columns: Sequence[Column | None], rows: int, end: str) -> Column:
    """Rows as lines of a CSV file; ``None`` is a column without a word."""
    parts: list[Column] = []
    blank = 0
    for column in columns:
        if column is None:
            blank += 1
            continue
        if blank:
            parts.append(pa.scalar("," * (blank - 1)))
            blank = 0
        parts.append(_quoted(column))
    if blank:
        parts.append(pa.scalar("," * (blank - 1)))
    if all(column is None for column in columns):
        parts = [same("," * (blank - 1), rows)]
    return joined([joined(parts, ","), pa.scalar("")], end)


def _quoted(column: Column) -> Column:
    """Cells with what has a meaning in CSV between quotation marks."""
    if not has_any(column, (b",", b'"', b"\r", b"\n")):
        return column
    inner = pc.replace_substring(column, '"', '""') if has_any(column, (b'"',)) else column
    between = joined([pa.scalar(""), inner, pa.scalar("")], '"')
    return either(between, column, matches(column, _SPECIAL))


def text_of(lines: Column) -> bytes:
    """All lines one after the other."""
    return bytes(_data(lines))
