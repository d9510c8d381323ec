"""Reading a workbook's sheets: each cell's value, and a problem for each that holds none."""

from __future__ import annotations

import re
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
from geodash.exchange.sheets import DERIVED, SHEETS, STATE, Value, decoded, mark
from geodash.exchange.xlsx_state import ARTICLES, State, read_state

#: A workbook that unpacks to more is refused.
MOST_BYTES = 400_000_000
_MOST_COLUMNS = 300
#: No sheet of events has more; as many rows of a stranger's take minutes to compare.
MOST_ROWS = 200_000
#: A number that may be a year; from here on it is one of the days that spreadsheets count.
_MOST_YEAR = 2200
ABOUT = "About"
#: As :func:`geodash.words.notes.version_line` writes it.
_VERSION = re.compile(r"collection version ([0-9a-f]{16})\b")


class WorkbookError(ValueError):
    """The file is no workbook that can be read; the message says why."""


class Found(Protocol):
    """A cell as openpyxl reads it."""

    @property
    def value(self) -> object:
        """Text, number, day, or ``None``."""

    @property
    def number_format(self) -> object:
        """How a number is shown."""

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
    """A cell's value as its column has it; ``raw`` is how a text stands in the file.

    ``held`` is what the spreadsheet holds, where that is no text: a number, a day, a truth value.
    """

    value: Value
    raw: str = ""
    held: int | float | date | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below the header, by column; ``number`` as the spreadsheet counts."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class Book:
    """The sheets of a workbook by table, how they were when written out, and what is wrong.

    ``state`` is ``None`` where the hidden sheet is missing; ``made_of`` the version that the sheet
    About names; ``saved_by`` who saved it last, where the spreadsheet says so.
    """

    name: str
    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    state: State | None = None
    made_of: str = ""
    saved_by: str = ""
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
    workbook = _opened(path)
    try:
        return _read(path.name, workbook, tables)
    except WorkbookError:
        raise
    except Exception as error:
        raise WorkbookError(f"{path.name} is damaged: {str(error)[:120]}") from error
    finally:
        workbook.close()


def _opened(path: Path) -> Workbook:
    """A workbook to be read and closed, unless it unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_BYTES:
                raise WorkbookError(f"{path.name} unpacks to more than {MOST_BYTES:,} bytes")
        return openpyxl.load_workbook(path, read_only=True)
    except (OSError, WorkbookError):
        raise
    except Exception as error:
        # A damaged package fails in as many ways as it has parts.
        raise WorkbookError(f"{path.name} can't be read as an Excel workbook (.xlsx)") from error


def is_own(path: Path) -> bool:
    """Whether a file is a workbook that geodash wrote, or one laid out like it."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        workbook = _opened(path)
    except (WorkbookError, OSError):
        # What it is else is found out by whoever reads it.
        return False
    try:
        if STATE in workbook.sheetnames:
            return True
        title = SHEETS["events"]
        if title not in workbook.sheetnames:
            return False
        sheet = cast(FoundSheet, workbook[title])
        first = next(sheet.iter_rows(max_col=_MOST_COLUMNS), ())
        return any(column_key(str(cell.value)) == "event_id" for cell in first) and any(
            name in workbook.sheetnames for name in (SHEETS["mentions"], ABOUT)
        )
    except Exception:
        # Nor is it ours where not even the header can be read.
        return False
    finally:
        workbook.close()


def _read(name: str, workbook: Workbook, tables: Mapping[str, Mapping[str, Column]]) -> Book:
    book = Book(name, saved_by=str(workbook.properties.lastModifiedBy or ""))
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
        rows = _rows(cast(FoundSheet, workbook[STATE]))
        book.state = read_state([cell.value for cell in cells[:3]] for _, cells in rows)
        if ARTICLES in workbook.sheetnames:
            _say_told(book, book.state, _rows(cast(FoundSheet, workbook[ARTICLES])))
    elif ABOUT in workbook.sheetnames:
        texts = (str(c.value) for _, cs in _rows(cast(FoundSheet, workbook[ABOUT])) for c in cs[:2])
        made_of = (_VERSION.search(text) for text in texts)
        book.made_of = next((match[1] for match in made_of if match), "")
    return book


def _say_told(book: Book, state: State, rows: Iterator[tuple[int, Sequence[Found]]]) -> None:
    """Changes of the articles, which stand in the workbook for reading only."""
    _, header = next(rows, (1, ()))
    names = [str(cell.value or "") for cell in header]
    for number, cells in rows:
        marks = state.marks.get((ARTICLES, (str(cells[0].value),))) if cells else None
        for name, cell in zip(names, cells, strict=False) if marks else ():
            value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            raw = value if isinstance(value, str) else ""
            told = value if isinstance(value, str | int | float | date) else None
            if marks and name in marks and mark(told, None, raw) != marks[name]:
                reason = "This sheet is for reading: what was changed here is not taken."
                fix = f"Change it in articles/{cells[0].value}.md."
                at = (number, name, str(value or ""))
                book.problem(ARTICLES, reason, fix, *at, severity="warning")


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
            if len(book.rows[table]) > MOST_ROWS:
                title = SHEETS[table]
                raise WorkbookError(
                    f"{book.name}, sheet {title}, has more than {MOST_ROWS:,} rows: import it in parts"
                )


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
        return Cell(day if is_date else day.isoformat(), held=day)
    if not isinstance(value, int | float):
        return Cell(str(value))
    _check_number(book, table, at, cell, value, column)
    return Cell(_number(value, column), held=value)


def _check_number(
    book: Book,
    table: str,
    at: tuple[int, str, str],
    cell: Found,
    value: float,
    column: Column | None,
) -> None:
    """A number that isn't what one sees, or no value of its column, is none."""
    if column is None or isinstance(value, bool):
        return
    if column.type == "date" and not 0 < value < _MOST_YEAR:
        reason = "The cell holds a number where a day belongs."
        book.problem(table, reason, "Format it as a date, or write 2022-09-13 as text.", *at)
    elif column.type in ("integer", "number") and "%" in str(cell.number_format):
        reason = f"The cell shows a percentage and holds {value:g}."
        book.problem(table, reason, "Format it as a number, and look what it is.", *at)


def _day(value: date | datetime | time) -> date | None:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else None
    return value if isinstance(value, date) else None


def _number(value: int | float, column: Column | None) -> Value:
    """A number for a column of numbers, its digits for a text; a whole one without ``.0``."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    wanted = column is not None and column.type in ("integer", "number")
    return value if wanted else str(value)
