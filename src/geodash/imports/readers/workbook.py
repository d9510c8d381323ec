"""Excel workbooks: the sheet that holds events, its typed cells as plain text."""

from __future__ import annotations

import marshal
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, cast

import openpyxl

from geodash.imports.ledger import Ledger
from geodash.imports.readers.headers import Knows, two_lines
from geodash.imports.readers.objects import text
from geodash.imports.table import (
    BATCH,
    MOST_COLUMNS,
    WHOLE,
    Batch,
    Part,
    Refused,
    unique_names,
)

#: Blank rows after which a sheet is over, whatever size it claims.
_BLANK = 2_000
_LOOKED_AT = 40
#: The ways in which a damaged workbook fails.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, TypeError, SyntaxError,
    AttributeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; its header stands in row ``header``."""

    path: Path
    sheet: str
    name: str
    columns: tuple[str, ...]
    header: int
    noticed: tuple[str, ...] = ()
    numeric: bool = True
    part: Part = WHOLE
    spool: Spool = field(default_factory=lambda: Spool(), compare=False)

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """The rows below the header that hold something; unpacked once, then read from a temporary file."""
        for batch in self.spool.of(self._batches):
            ledger.read += len(batch)
            yield batch

    def _batches(self) -> Iterator[Batch]:
        batch = Batch()
        for number, row in _rows(self.path, self.sheet, len(self.columns)):
            if number <= self.header or not any(row):
                continue
            if number == self.header + 1 and all(c.startswith("#") for c in row if c):
                continue
            batch.add(row, number, number)
            if len(batch) >= BATCH:
                yield batch
                batch = Batch()
        if len(batch):
            yield batch


@dataclass(slots=True)
class Spool:
    """Batches that are costly to read, kept in a file of our own as long as this is there."""

    file: IO[bytes] | None = None

    def of(self, read: Callable[[], Iterator[Batch]]) -> Iterator[Batch]:
        """The batches, read by ``read`` the first time."""
        if self.file is None:
            file = tempfile.TemporaryFile(prefix="geodash-sheet-")  # noqa: SIM115 – kept as long as this is
            for batch in read():
                marshal.dump((batch.rows, batch.numbers, batch.lines), file)
            self.file = file
        self.file.seek(0)
        while True:
            try:
                rows, numbers, lines = marshal.load(self.file)
            except EOFError:
                return
            yield Batch(rows, numbers, lines)


def sheets(
    path: Path, name: str, score: Callable[[tuple[str, ...]], float], knows: Knows = lambda _: False
) -> list[Sheet]:
    """The sheets that hold a table, best first by ``score`` of their headers, which may have two rows of names that ``knows``."""
    found, titles = [], _titles(path)
    for place, title in enumerate(titles, start=1):
        head = _head(path, title, knows)
        if head is None:
            continue
        at, header, claims, more = head
        noticed = []
        if claims > 1_000_000:
            noticed.append(f"The sheet claims {claims:,} rows.")
        columns = unique_names(header)
        part = Part(f"sheet {place} of {len(titles)}, “{title}”", f"header in row {at}")
        sheet = Sheet(path, title, f"{name}, sheet {title}", columns, at, tuple(noticed), part=part)
        found.append((score(columns) + min(more, 30) / 1000, sheet))
    if not found:
        raise Refused(f"No table found in {name}: {len(titles)} sheets without rows of cells.")
    found.sort(key=lambda pair: -pair[0])
    return [sheet for _, sheet in found]


def _open(path: Path) -> Any:
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _DAMAGED as error:
        raise Refused(f"{path.name} can't be read as an Excel workbook (.xlsx).") from error


def _titles(path: Path) -> list[str]:
    book = _open(path)
    try:
        return [str(sheet.title) for sheet in book.worksheets]
    finally:
        book.close()


def _head(path: Path, title: str, knows: Knows) -> tuple[int, list[str], int, int] | None:
    """Row and cells of the header, the rows that the sheet claims, and how many were seen below it."""
    rows = []
    for number, row in _rows(path, title, MOST_COLUMNS + 1):
        rows.append((number, row))
        if len(rows) >= _LOOKED_AT:
            break
    filled = [(n, row, sum(map(bool, row))) for n, row in rows if any(row)]
    if len(filled) < 2:
        return None
    most = max(count for _, _, count in filled)
    if most < 2:
        return None
    at, row, _ = next(f for f in filled if 2 * f[2] > most and f[2] > 1)
    while row and not row[-1]:
        row = row[:-1]
    width = max(len(row), max(_length(r) for _, r, _ in filled if r is not row))
    header = row + [""] * (width - len(row))
    below = next((r[:width] for n, r, _ in filled if n == at + 1), [])
    if both := two_lines(header, below, knows):
        at, header = at + 1, both
    book = _open(path)
    try:
        claims = book[title].max_row or 0
    finally:
        book.close()
    return at, header, claims, len(filled)


def _length(row: list[str]) -> int:
    return max((i for i, cell in enumerate(row, start=1) if cell), default=0)


def _rows(path: Path, title: str, width: int) -> Iterator[tuple[int, list[str]]]:
    book = _open(path)
    try:
        sheet = cast(Any, book[title])
        sheet.reset_dimensions()
        blank = 0
        for number, row in enumerate(sheet.iter_rows(max_col=width, values_only=True), start=1):
            cells = [_text(v) for v in row]
            cells += [""] * (width - len(cells) if width <= MOST_COLUMNS else 0)
            blank = 0 if any(cells) else blank + 1
            if blank > _BLANK:
                return
            yield number, cells
    except _DAMAGED as error:
        raise Refused(f"{path.name} is damaged: {str(error)[:100]}") from error
    finally:
        book.close()


def _text(value: object) -> str:
    """A typed cell as the text that a CSV of the sheet would have, with ISO dates."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return text(value) if isinstance(value, float) else str(value)
