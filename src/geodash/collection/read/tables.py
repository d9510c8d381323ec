"""Reading a CSV file as people really save them: any encoding, delimiter and line end.

The result is rows of text with their place in the file; what the text means is ``cells``' job.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from geodash.collection.read.contract import ESSENTIAL, Column
from geodash.collection.read.problems import FilePlace, ProblemLog

# The module's own limit (128 kB) would end the reading of a file at one long cell.
csv.field_size_limit(2**31 - 1)

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written, so that it can be written the same way again."""

    encoding: str = "utf-8"
    bom: bytes = b""
    delimiter: str = ","
    newline: str = "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: cells by column of the contract, and the other columns in ``extra``."""

    at: FilePlace
    cells: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)


def decode(data: bytes, file: str, log: ProblemLog) -> tuple[str, Dialect]:
    """The text of a file and its encoding: UTF-8, else what the byte order mark says, else cp1252."""
    at = FilePlace(file)
    encoding, bom = "utf-8", b""
    for mark, name in BOMS:
        if data.startswith(mark):
            encoding, bom = name, mark
            break
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252" if encoding == "utf-8" else encoding
        text = data[len(bom) :].decode(encoding, errors="replace")
        log.add(
            at,
            "encoding",
            f"The file is not UTF-8; it was read as {encoding}.",
            "Save it as UTF-8 and look at letters with accents.",
            severity="warning",
        )
    else:
        if encoding != "utf-8":
            log.add(at, "encoding", "The file is UTF-16.", "Save it as UTF-8.", severity="warning")
        elif bom:
            log.add(
                at,
                "bom",
                "The file begins with a byte order mark.",
                "Nothing to do; “UTF-8 without BOM” is tidier.",
                severity="info",
            )
    if "\0" in text:
        log.add(
            at,
            "nul",
            f"The file holds {text.count(chr(0))} NUL characters; they were left out.",
            "Save it again as text.",
            severity="warning",
        )
        text = text.replace("\0", "")
    return text, Dialect(encoding, bom)


def read_table(
    data: bytes, file: str, table: str, columns: Mapping[str, Column], log: ProblemLog
) -> tuple[list[Row], Dialect]:
    """The records of one table of the contract.

    Rows with too many or too few cells, unbalanced quotes, unknown, missing or doubled columns
    are reported to ``log``; the rest of the file is read all the same.
    """
    text, dialect = decode(data, file, log)
    lines = list(io.StringIO(text, newline=""))
    if not any(line.strip() for line in lines):
        log.add(
            FilePlace(file),
            "empty-file",
            "The file is empty.",
            f"Give it a header: {','.join(columns)}",
        )
        return [], dialect
    dialect = sniff(lines, columns, dialect)
    if dialect.delimiter != ",":
        name = {";": "semicolons", "\t": "tabs", "|": "bars"}[dialect.delimiter]
        log.add(
            FilePlace(file, 1, 1),
            "delimiter",
            f"The columns are separated by {name}.",
            "Nothing to do; commas are the standard.",
            severity="warning",
        )
    records = _records(lines, dialect.delimiter, file, log)
    header_at, header = next(records, (FilePlace(file, 1, 1), []))
    names = _header(header, header_at, table, columns, log)
    if any(name not in names for name in ESSENTIAL[table]):
        return [], dialect
    return list(_rows(records, names, columns, log)), dialect


def sniff(lines: Sequence[str], columns: Container[str], dialect: Dialect) -> Dialect:
    """``dialect`` with the file's line end and delimiter: the delimiter that finds most of the contract's columns in the first line that has text."""
    first = next(line for line in lines if line.strip())

    def known(delimiter: str) -> int:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(column_key(cell) in columns for cell in cells)

    newline = "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"
    best = max(DELIMITERS, key=known)
    return Dialect(dialect.encoding, dialect.bom, best, newline)


def column_key(name: str) -> str:
    """A column's name as the contract may know it: blanks and case don't count."""
    return name.strip().casefold().replace(" ", "_")


def _records(
    lines: list[str], delimiter: str, file: str, log: ProblemLog
) -> Iterator[tuple[FilePlace, list[str]]]:
    """The non-blank records with their places; a line that breaks the quoting is left out."""
    begin, row = 0, 0
    while begin < len(lines):
        reader = csv.reader(islice(lines, begin, None), delimiter=delimiter, strict=True)
        done = 0
        try:
            for record in reader:
                row += 1
                line, done = begin + done + 1, reader.line_num
                if any(cell.strip() for cell in record):
                    yield FilePlace(file, row, line), record
            return
        except csv.Error:
            row += 1
            bad = begin + done
            log.add(
                FilePlace(file, row, bad + 1),
                "quoting",
                "The double quotes of this row don't balance; the row was left out.",
                'Put the cell between double quotes and double every " inside it.',
                value=lines[bad].rstrip("\r\n"),
            )
            begin = bad + 1


def _header(
    header: list[str],
    at: FilePlace,
    table: str,
    columns: Mapping[str, Column],
    log: ProblemLog,
) -> list[str]:
    """The name of each column of the file: the contract's name, or its own made unique."""
    names: list[str] = []
    unknown: list[str] = []
    for position, cell in enumerate(header, start=1):
        key = column_key(cell)
        if key in columns and key not in names:
            if key != cell:
                _say_header(log, at, "column-name", f"This column was read as “{key}”.", cell)
            names.append(key)
            continue
        name = cell.strip() or f"column {position}"
        if key in columns or name in names:
            _say_header(
                log, at, "column-twice", "This column appears twice; the first is used.", cell
            )
        else:
            unknown.append(name)
        unique, n = name, 2
        while unique in names or unique in columns:
            unique, n = f"{name} ({n})", n + 1
        names.append(unique)
    _say_columns(names, unknown, at, table, columns, log)
    return names


def _say_header(log: ProblemLog, at: FilePlace, code: str, reason: str, cell: str) -> None:
    fix = "Rename the column." if code == "column-name" else "Remove one of them."
    log.add(at, code, reason, fix, column=cell.strip(), value=cell, severity="warning")


def _say_columns(
    names: list[str],
    unknown: list[str],
    at: FilePlace,
    table: str,
    columns: Mapping[str, Column],
    log: ProblemLog,
) -> None:
    for name in columns:
        if name in names:
            continue
        if name in ESSENTIAL[table]:
            log.add(
                at,
                "column-missing",
                "This column is missing, and no row can be read without it.",
                f"Add a column named {name}.",
                column=name,
            )
        else:
            log.add(
                at,
                "column-missing",
                "This column is missing; it was read as blank.",
                f"Add a column named {name}, even if its cells are empty.",
                column=name,
                severity="warning",
            )
    for name in unknown:
        log.add(
            at,
            "column-unknown",
            "The contract doesn't know this column; it is kept as it is.",
            "Nothing to do, unless it is a known one misspelt.",
            column=name,
            severity="info",
        )


def _rows(
    records: Iterator[tuple[FilePlace, list[str]]],
    names: list[str],
    columns: Mapping[str, Column],
    log: ProblemLog,
) -> Iterator[Row]:
    width = len(names)
    inside = [(i, name) for i, name in enumerate(names) if name in columns]
    outside = [(i, name) for i, name in enumerate(names) if name not in columns]
    for at, record in records:
        if len(record) != width:
            surplus = record[width:]
            if len(record) < width or any(cell.strip() for cell in surplus):
                _say_ragged(at, len(record), width, log)
            record = record[:width] + [""] * (width - len(record))
            if any(cell.strip() for cell in surplus):
                continue
        yield Row(at, {n: record[i] for i, n in inside}, {n: record[i] for i, n in outside})


def _say_ragged(at: FilePlace, found: int, width: int, log: ProblemLog) -> None:
    if found > width:
        log.add(
            at,
            "ragged",
            f"The row has {found} cells, the header {width}; the row was left out.",
            "A cell with a comma in it must stand between double quotes.",
        )
    else:
        log.add(
            at,
            "ragged",
            f"The row has {found} cells, the header {width}; the missing ones were read as blank.",
            "Fill the row up with commas; check that the file wasn't cut off.",
            severity="warning",
        )
