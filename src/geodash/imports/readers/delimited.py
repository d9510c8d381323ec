"""CSV, TSV and their kin, as a stream: delimiter, header, line ends and quotes found out from the file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from geodash.collection.read.problems import FilePlace
from geodash.imports.cells import Column
from geodash.imports.ledger import Ledger
from geodash.imports.readers.blocks import BLOCK, SMALL, Lines, Wide, cut, texts_of
from geodash.imports.readers.headers import Knows, two_lines
from geodash.imports.readers.quotes import as_meant, trouble
from geodash.imports.readers.text import Letters, letters_of
from geodash.imports.table import (
    BATCH,
    MOST_COLUMNS,
    WHOLE,
    Batch,
    Gathered,
    Part,
    Refused,
    unique_names,
)

_DELIMITERS = ",;\t|"
_SAMPLE = 400
#: No cell is longer; a quotation mark that is never closed ends here instead of at the end of the file.
_LONGEST = 4_000_000
#: A line of more characters is looked at no further.
_LINE = 20_000_000
_UNDOUBLED = "A quotation mark stands within a quoted cell and isn’t doubled"
_UNBALANCED = "The double quotes of this line don't balance."
#: In place of a record that has no end.
_BROKEN = "\0broken"


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited text; ``above`` lines stand before the first row, ``skipped`` of them below the header.

    ``shape`` makes a row of the cells of a line whose width may be another; ``wide`` does it with the columns
    of lines that all have one of the ``widths``.
    """

    path: Path
    name: str
    columns: tuple[str, ...]
    delimiter: str
    letters: Letters
    above: int
    first: int
    noticed: tuple[str, ...] = ()
    quoted: bool = True
    numeric: bool = False
    shape: Callable[[list[str]], list[str] | None] | None = None
    wide: Wide | None = None
    widths: tuple[int, ...] = ()
    part: Part = WHOLE

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """The rows; a record that doesn't fit the header is mended where that is certain, else left out."""
        yield from _Stream(self, ledger).batches()


class _Stream:
    """One reading: the physical lines of the record at hand are kept, to look at again if it is broken."""

    def __init__(self, table: Delimited, ledger: Ledger) -> None:
        self.table, self.ledger = table, ledger
        self.lines: list[str] = []
        self.number, self.line = table.first, table.above + 1
        self.width = len(table.columns)
        self.widths = list(table.widths or (self.width,))
        self.ended = True
        #: Bytes that are looked at in small blocks, as one of their rows isn't as it should be.
        self.careful = 0

    def batches(self) -> Iterator[Batch]:
        csv.field_size_limit(_LONGEST)
        table, gathered = self.table, Gathered()
        with table.path.open("rb") as file:
            source = Lines(file, table.letters, table.above)
            while block := source.block(SMALL if self.careful > 0 else BLOCK):
                if columns := self._quick(block):
                    self._passed(gathered.columns(columns, self.number, self.line))
                elif self.careful <= 0 and len(block) > SMALL:
                    self.careful = len(block)
                    source.back(block)
                    continue
                else:
                    texts = list(texts_of(block, source.errors))
                    self._slow(chain(texts, source.texts()), len(texts), gathered.loose)
                self.careful -= len(block)
                if len(gathered) >= BATCH:
                    yield self._counted(gathered.batch())
        if len(gathered):
            yield self._counted(gathered.batch())

    def _passed(self, rows: int) -> None:
        self.number += rows
        self.line += rows

    def _quick(self, block: bytes) -> Sequence[Column] | None:
        """The columns of a block, if each of its lines is a row as it is; ``None`` where one has to be looked at."""
        table = self.table
        for width in tuple(self.widths):
            columns = cut(block, table.delimiter, width, quoted=table.quoted)
            if columns is not None:
                # Most likely the next has it, too.
                self.widths.remove(width)
                self.widths.insert(0, width)
                return table.wide(columns) if table.wide else columns
        return None

    def _slow(self, source: Iterator[str], count: int, batch: Batch) -> None:
        """Take the records that begin in the next ``count`` lines."""
        lines, end = self.lines, self.line + count
        for record in _records(self._lines(source), self.table):
            begin = self.line
            self.line += len(lines)
            if len(record) == self.width and self._plain(record):
                batch.add(record, self.number, begin)
                self.number += 1
            elif any(map(str.strip, record)):
                self._odd(record, begin, batch)
            else:
                self.number += 1
            lines.clear()
            if self.line >= end:
                return

    def _plain(self, record: list[str]) -> bool:
        """Whether a record of the right width is a row as it is; a lost quotation mark joins lines into one."""
        if self.table.shape is not None or not (record[0] or any(record)):
            return False
        if len(self.lines) > 1 and sum(line.count('"') for line in self.lines) % 2:
            return False
        return not self._trouble()

    def _trouble(self) -> str:
        """What is wrong with the quotation marks of the lines at hand."""
        return trouble(self.lines, self.table.delimiter) if self.table.quoted else ""

    def _counted(self, batch: Batch) -> Batch:
        self.ledger.read += len(batch)
        return batch

    def _lines(self, file: Iterator[str]) -> Iterator[str]:
        lines = self.lines
        for line in file:
            lines.append(line)
            self.ended = line[-1] in "\r\n"
            yield line

    def _odd(self, record: list[str], begin: int, batch: Batch) -> None:
        """A record of another width."""
        if self.table.shape:
            shaped = self.table.shape(record)
            if shaped is None:
                self._leave_out(begin, "cells", f"{len(record)} cells", self._wrong(record))
            else:
                batch.add(shaped, self.number, begin)
            self.number += 1
            return
        broken = record == [_BROKEN]
        if (broken or len(self.lines) > 1) and self._apart(begin, batch, broken):
            return
        wrong = self._trouble()
        if wrong == "within" and not broken:
            self._within(begin, batch)
        elif len(record) > self.width and not any(map(str.strip, record[self.width :])):
            batch.add(record[: self.width], self.number, begin)
        elif len(record) > self.width:
            self._leave_out(begin, "cells", f"{len(record)} cells", self._wrong(record))
        elif not self.ended or wrong == "open":
            what = (
                "the last cell has no closing quotation mark"
                if wrong == "open"
                else f"the last line has {len(record)} of {self.width} cells"
            )
            reason = f"The file is cut off here: {what}."
            self._leave_out(begin, "cut-off", f"{len(record)} cells", reason)
        else:
            batch.add(record + [""] * (self.width - len(record)), self.number, begin)
            at = FilePlace(self.table.name, self.number, begin)
            reason = f"The row has {len(record)} of {self.width} cells; the missing ones were read as blank."
            self.ledger.remark(at, "short", reason, "See whether cells are missing within the row.")
        self.number += 1

    def _within(self, begin: int, batch: Batch) -> None:
        """A record with a quotation mark within a quoted cell that isn't doubled."""
        text = "".join(self.lines)
        cells = as_meant(text, self.table.delimiter, self.width)
        if cells is None:
            reason = f"{_UNDOUBLED}, so it can’t be said where the cell ends."
            self._leave_out(begin, "quoting", text.strip()[:200], reason)
            return
        batch.add(cells, self.number, begin)
        at = FilePlace(self.table.name, self.number, begin)
        self.ledger.remark(
            at, "quoting", f"{_UNDOUBLED}; the cell was read with its marks as they stand.",
            "See whether the cell is whole, and double the marks in it.", value=text.strip()[:200],
        )  # fmt: skip

    def _wrong(self, record: Sequence[str]) -> str:
        return f"The row has {len(record)} cells, the header {self.width}: a delimiter stands in a cell without quotes, or one is missing."

    def _leave_out(self, line: int, code: str, value: str, reason: str, number: int = 0) -> None:
        self.ledger.read += 1
        at = FilePlace(self.table.name, number or self.number, line)
        fix = "Mend the line in the file and bring it again; nothing is doubled."
        self.ledger.leave_out(at, code, reason, fix, column="all", value=value)

    def _apart(self, begin: int, batch: Batch, broken: bool) -> bool:
        """Lines that a lost quotation mark joined, each for itself; those that fit the header are rows."""
        parts = [
            next(csv.reader([line], delimiter=self.table.delimiter), []) for line in self.lines
        ]
        if not broken and sum(len(part) == self.width for part in parts) * 2 <= len(parts):
            return False
        for at, (part, line) in enumerate(zip(parts, self.lines, strict=True)):
            if len(part) == self.width:
                batch.add(part, self.number, begin + at)
            elif any(map(str.strip, part)):
                cut = not self.ended and at == len(parts) - 1
                code = "cut-off" if cut else "quoting"
                reason = "The file is cut off here." if cut else _UNBALANCED
                self._leave_out(begin + at, code, line.strip()[:200], reason)
            self.number += 1
        return True


def _records(lines: Iterator[str], table: Delimited) -> Iterator[list[str]]:
    if not table.quoted:
        for line in lines:
            yield line.rstrip("\r\n").split(table.delimiter)
        return
    while True:
        try:
            yield from csv.reader(lines, delimiter=table.delimiter)
            return
        except csv.Error:
            # A cell without end: what was read so far is looked at line by line.
            yield [_BROKEN]


def head_of(path: Path, letters: Letters, lines: int = _SAMPLE) -> list[str]:
    """The first lines of a text."""
    found = []
    with path.open(encoding=letters.encoding, errors=letters.errors, newline="") as file:
        for _ in range(lines):
            line = file.readline(_LINE)
            if not line:
                break
            if len(line) >= _LINE:
                raise Refused(f"{path.name} has a line of more than {_LINE:,} characters.")
            found.append(line)
    return found


def delimited(
    path: Path, name: str = "", said: str = "", knows: Knows = lambda _: False
) -> Delimited:
    """A text as a table; raises ``Refused`` for one that is none. A header of two lines is one by names that ``knows``."""
    letters = letters_of(path, said)
    lines = head_of(path, letters)
    if any("\0" in line for line in lines[:50]):
        raise Refused(f"{name or path.name} is no text: it holds NUL characters.")
    above = 0
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) <= 5:
        above = 1
    delimiter, records = _delimiter(lines[above:])
    if not records:
        raise Refused(f"{name or path.name} is empty, or holds no table.")
    skip, header = _header(records)
    noticed = [letters.words] if letters.words else []
    used = sum(lines_ for _, lines_ in records[: skip + 1])
    above += used
    first, part = skip + 2, WHOLE
    if skip:
        noticed.append(f"The header is in line {above}; {skip} above it are no rows.")
        part = Part(f"below line {above}", "its header; above it are no rows")
    rest = records[skip + 1 :]
    if rest and (both := two_lines(header, rest[0][0], knows)):
        header, above, first = both, above + rest[0][1], first + 1
        noticed.append(f"The header has two lines, to line {above}.")
        rest = rest[1:]
    if rest and _is_hxl(rest[0][0]):
        above, first = above + rest[0][1], first + 1
        noticed.append(f"Line {above} holds HXL tags, so it is no row.")
    if "" in header:
        noticed.append("A column without a header is kept as “column N”.")
    columns = unique_names(header)
    return Delimited(
        path,
        name or path.name,
        columns,
        delimiter,
        letters,
        above,
        first,
        tuple(noticed),
        part=part,
    )


_Sampled = list[tuple[list[str], int]]


def _delimiter(lines: list[str]) -> tuple[str, _Sampled]:
    """The delimiter that cuts the lines into most records of one width, and those records."""
    best: tuple[float, str, _Sampled] = (-1.0, ",", [])
    for delimiter in _DELIMITERS:
        records = _sample(lines, delimiter)
        widths = Counter(len(r) for r, _ in records if any(map(str.strip, r)))
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda i: (i[1] * (i[0] > 1), i[0]))
        score = (width > 1) * count / sum(widths.values()) * (1 + min(width, 60) / 100)
        if score > best[0]:
            best = (score, delimiter, records)
    return best[1], best[2]


def _sample(lines: list[str], delimiter: str) -> _Sampled:
    reader, found, done = csv.reader(lines, delimiter=delimiter), [], 0
    try:
        for record in reader:
            if len(record) > MOST_COLUMNS:
                unique_names(record)
            found.append((record, reader.line_num - done))
            done = reader.line_num
    except csv.Error:
        pass
    return found


def _header(records: _Sampled) -> tuple[int, list[str]]:
    """How many records stand above the header, and the header."""
    widths = Counter(len(r) for r, _ in records)
    usual = max(widths, key=lambda w: (widths[w] * (w > 1), w))
    for at, (record, _) in enumerate(records[:30]):
        filled = [c for c in record if c.strip()]
        if len(record) == usual and 2 * len(filled) > len(record):
            return at, record
    return 0, records[0][0]


def _is_hxl(record: list[str]) -> bool:
    filled = [c.strip() for c in record if c.strip()]
    return bool(filled) and all(c.startswith("#") for c in filled)
