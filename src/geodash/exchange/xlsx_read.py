"""Reading a workbook's sheets: each cell's value, and a problem for each that holds none."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol, cast

import openpyxl
from openpyxl import Workbook

from geodash.collection.read.contract import Column
from geodash.collection.read.tables import column_key
from geodash.domain.problem import Problem
from geodash.exchange.sheets import DERIVED, SHEETS, STATE, Value, decoded

#: A workbook that unpacks to more is refused.
MOST_BYTES = 400_000_000
_MOST_COLUMNS = 300


class WorkbookError(ValueError):
    """The file is no workbook that can be read; the message says why."""


class Found(Protocol):
    """A cell as openpyxl reads it."""

    @property
    def value(self) -> object:
        """Text, number, day, or ``None``."""

    @property
    def data_type(self) -> str:
        """``f`` for a formula, ``e`` for an error."""


class FoundSheet(Protocol):
    """A sheet of a workbook that was opened to be read; the stubs know none."""

    def reset_dimensions(self) -> None:
        """Forget the size that the file gives itself."""

    def iter_rows(self, *, max_col: int) -> Iterator[tuple[Found, ...]]:
        """Its rows, filled up to so many cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's value, and for a text how it stands in the file."""

    value: Value
    raw: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below the header, by column; ``number`` as the spreadsheet counts."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class Book:
    """The sheets of a workbook by table, how its rows were when written out, and what is wrong."""

    name: str
    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    prints: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self,
        table: str,
        reason: str,
        fix: str,
        row: int | None = None,
        column: str = "",
        value: str = "",
        severity: str = "error",
    ) -> None:
        """Report something in the sheet of ``table``."""
        file = f"{self.name}, sheet {SHEETS.get(table, table)}"
        self.problems.append(
            Problem(file, reason, fix, row, column, value[:80], severity, code="import")
        )


def read_book(path: Path, tables: Mapping[str, Mapping[str, Column]]) -> Book:
    """Read the four tables of a workbook; raises ``WorkbookError``, or ``OSError`` for no file."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_BYTES:
                raise WorkbookError(f"{path.name} unpacks to more than {MOST_BYTES:,} bytes")
        workbook = openpyxl.load_workbook(path, read_only=True)
    except (OSError, WorkbookError):
        raise
    except Exception as error:
        # A damaged package fails in as many ways as it has parts.
        raise WorkbookError(f"{path.name} can't be read as an Excel workbook (.xlsx)") from error
    try:
        return _read(path.name, workbook, tables)
    except WorkbookError:
        raise
    except Exception as error:
        raise WorkbookError(f"{path.name} is damaged: {str(error)[:120]}") from error
    finally:
        workbook.close()


def _read(name: str, workbook: Workbook, tables: Mapping[str, Mapping[str, Column]]) -> Book:
    book = Book(name)
    titles = {column_key(title): title for title in workbook.sheetnames}
    for table, title in SHEETS.items():
        found = titles.get(column_key(title))
        if found is not None:
            rows = _rows(cast(FoundSheet, workbook[found]))
            _table(book, table, rows, tables[table])
    if not book.columns:
        wanted = ", ".join(SHEETS.values())
        raise WorkbookError(f"{name} has none of the sheets {wanted}")
    if STATE in workbook.sheetnames:
        for _, cells in _rows(cast(FoundSheet, workbook[STATE])):
            texts = [str(cell.value) for cell in cells[:3]]
            if len(texts) == 3 and texts[0] in SHEETS:
                key = tuple(json.loads(decoded(texts[1].replace("x005F_", ""))))
                book.prints[texts[0], key] = texts[2]
    return book


def _rows(sheet: FoundSheet) -> Iterator[tuple[int, Sequence[Found]]]:
    # The size that a file gives itself may be a million empty rows.
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1)


def _table(
    book: Book,
    table: str,
    rows: Iterator[tuple[int, Sequence[Found]]],
    columns: Mapping[str, Column],
) -> None:
    _, header = next(rows, (1, ()))
    names: list[str] = []
    for cell in header:
        name = str(cell.value or "").strip()
        name = column_key(name) if column_key(name) in columns else decoded(name)
        if name and name in names:
            book.problem(table, "This column appears twice.", "Remove one.", 1, name)
        names.append("" if name.endswith(DERIVED) else name)
    book.columns[table] = [name for name in names if name]
    book.rows[table] = []
    for number, cells in rows:
        named = {
            name: _cell(book, table, number, name, cell, columns.get(name))
            for name, cell in zip(names, cells, strict=False)
            if name
        }
        if any(cell.value is not None for cell in named.values()):
            book.rows[table].append(SheetRow(number, named))


def _cell(
    book: Book, table: str, number: int, name: str, cell: Found, column: Column | None
) -> Cell:
    value = cell.value
    if value is None or value == "":
        return Cell(None)
    at = (number, name, str(value))
    if cell.data_type == "f":
        book.problem(
            table, "The cell holds a formula.", "Write its value, or format it as text.", *at
        )
        return Cell(None)
    if cell.data_type == "e":
        book.problem(table, "The cell holds an error value.", "Correct or empty it.", *at)
        return Cell(None)
    if isinstance(value, str):
        return Cell(decoded(value).replace("\r\n", "\n") or None, value)
    if isinstance(value, datetime | date | time):
        day = _day(value)
        if day is None:
            book.problem(
                table, "The cell holds a time of day.", "Write the day alone, 2022-09-13.", *at
            )
            return Cell(None)
        is_date = column is not None and column.type == "date"
        return Cell(day if is_date else day.isoformat())
    return Cell(_number(value, column))


def _day(value: date | datetime | time) -> date | None:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else None
    return value if isinstance(value, date) else None


def _number(value: object, column: Column | None) -> Value:
    """A number for a column of numbers, its digits for a text; a whole one without ``.0``."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    wanted = column is not None and column.type in ("integer", "number")
    return value if wanted and isinstance(value, int | float) else str(value)
