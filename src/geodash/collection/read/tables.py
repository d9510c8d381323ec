"""Reading a CSV file as people really save them: any encoding, delimiter and line end.

The result is rows of text with their place in the file; what the text means is ``cells``' job.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from geodash.collection.read.contract import ESSENTIAL, LATER, Column
from geodash.collection.read.decoding import decoded, say_stray
from geodash.collection.read.encoding import Stray
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.datasets import DATASET
from geodash.domain.typography import is_invisible

# The module's own limit (128 kB) would end the reading of a file at one long cell.
csv.field_size_limit(2**31 - 1)

DELIMITERS = (",", ";", "\t", "|")
_DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
#: No table of events has more, and what reads tables grows with the square of them.
MOST_COLUMNS = 1000
#: The header is looked for among so many lines with text.
HEADER_WITHIN = 20
_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml|table)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r'"?sep=(.?)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written, so that it can be written the same way again."""

    encoding: str = "utf-8"
    bom: bytes = b""
    delimiter: str = ","
    newline: str = "\n"
    #: Lines above the header, which are no part of the table, and whether one is Excel's ``sep=``.
    above: int = 0
    separator_line: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record: cells by column of the contract, and the other columns in ``extra``."""

    at: FilePlace
    cells: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)


def read_table(
    data: bytes, file: str, table: str, columns: Mapping[str, Column], log: ProblemLog
) -> tuple[list[Row], Dialect]:
    """The records of one table of the contract.

    Rows with too many or too few cells, unbalanced quotes, unknown, missing or doubled columns
    are reported to ``log``; the rest of the file is read all the same.
    """
    found = decoded(data, file, log)
    dialect = Dialect(found.encoding, found.bom)
    if not found.certain:
        return [], dialect
    if _PAGE.match(found.text):
        fix = "Open it with its program, and save it as CSV (UTF-8)."
        log.add(FilePlace(file), "not-text", "This is a web page or XML; it was not read.", fix)
        return [], dialect
    lines = list(io.StringIO(found.text, newline=""))
    if not any(line.strip() for line in lines):
        log.add(
            FilePlace(file),
            "empty-file",
            "The file is empty.",
            f"Give it a header: {','.join(columns)}",
        )
        return [], dialect
    dialect = sniff(lines, columns, dialect)
    _say_above(lines, dialect, file, log)
    if dialect.delimiter != ",":
        log.add(
            FilePlace(file, 1, 1),
            "delimiter",
            f"The columns are separated by {_DELIMITER_NAMES.get(dialect.delimiter, dialect.delimiter)}.",
            "Nothing to do; commas are the standard.",
            severity="warning",
        )
    records = list(_records(lines, dialect, file, log))
    if other := _other_delimiter(records, lines):
        used, own = _DELIMITER_NAMES[other], _DELIMITER_NAMES[dialect.delimiter]
        log.add(
            records[1][0],
            "delimiter",
            f"The columns of the header are separated by {own}, those of the rows by {used}; no row was read.",
            "Use one separator throughout.",
        )
        return [], dialect
    _say_strays(found.strays, [at for at, _ in records], file, log)
    header_at, header = records[0] if records else (FilePlace(file, 1, 1), [])
    if len(header) > MOST_COLUMNS:
        log.add(
            header_at,
            "columns",
            f"The header has {len(header):,} columns, more than {MOST_COLUMNS:,}; the file was not read.",
            "Keep the columns of the contract, and those you need beside them.",
        )
        return [], dialect
    header_names = _header(header, header_at, table, columns, log)
    if any(name not in header_names for name in ESSENTIAL[table]):
        return [], dialect
    return list(_rows(_body(records, log), header_names, columns, log)), dialect


def _other_delimiter(records: Sequence[tuple[FilePlace, list[str]]], lines: Sequence[str]) -> str:
    """What the rows are separated by, when not one of them is by what the header is; else blank."""
    width = len(records[0][1]) if records else 0
    if width < 3 or len(records) < 2 or any(len(cells) > 1 for _, cells in records[1:]):
        return ""
    first = lines[(records[1][0].line or 1) - 1]
    found = (d for d in DELIMITERS if len(next(csv.reader([first], delimiter=d), [])) > 2)
    return next(found, "")


def _body(
    records: Sequence[tuple[FilePlace, list[str]]], log: ProblemLog
) -> list[tuple[FilePlace, list[str]]]:
    """The records below the header."""
    keys = list(map(column_key, records[0][1]))
    return [(at, cells) for at, cells in records[1:] if not _is_header(cells, keys, at, log)]


def _is_header(cells: Sequence[str], keys: Sequence[str], at: FilePlace, log: ProblemLog) -> bool:
    """Whether a row is the header (its ``keys``) once more, as where two files were put together."""
    if len(cells) != len(keys) or any(column_key(c) != k for c, k in zip(cells, keys, strict=True)):
        return False
    log.add(
        at, "above-header", "The header stands here again: not read.", "Take the row away.",
        severity="warning",
    )  # fmt: skip
    return True


def _say_strays(
    strays: Sequence[Stray], places: Sequence[FilePlace], file: str, log: ProblemLog
) -> None:
    """Report bytes of other encodings at their rows; a row's cells may hold several lines."""
    if not strays:
        return
    broken = [FilePlace(file, p.row, p.line) for p in log.items if p.file == file and p.row]
    begins = sorted({at.line or 0: at for at in (*broken, *places)}.items())
    for stray in strays:
        found = [at for line, at in begins if line <= stray.line]
        row = found[-1].row if found else None
        say_stray(stray, FilePlace(file, row, stray.line), log)


def _say_above(lines: Sequence[str], dialect: Dialect, file: str, log: ProblemLog) -> None:
    above = [line.strip() for line in lines[: dialect.above] if line.strip()]
    if above and not (dialect.separator_line and len(above) == 1):
        said = "A line" if len(above) == 1 else f"{len(above)} lines"
        log.add(
            FilePlace(file, 1, 1),
            "above-header",
            f"{said} above the header: not read.",
            "Take it away: the first line names the columns.",
            value=above[-1].strip(",;\t|"),
            severity="warning",
        )


def sniff(lines: Sequence[str], columns: Container[str], dialect: Dialect) -> Dialect:
    """``dialect`` with the file's line end, its delimiter, and where its header is.

    The header is the first line that has text, unless a line below it has many more of the
    contract's columns (a title stands above it). The delimiter is the one that finds most of
    them there, or what Excel's line ``sep=;`` says.
    """
    filled = [n for n, line in enumerate(lines[:200]) if line.strip()][:HEADER_WITHIN]
    if not filled:
        filled = [next(n for n, line in enumerate(lines) if line.strip())]
    separator = _SEPARATOR.fullmatch(lines[filled[0]].strip().strip(",;\t|"))
    delimiters: tuple[str, ...] = DELIMITERS
    if separator:
        delimiters = (separator[1] or ";", *DELIMITERS)
        filled = filled[1:] or filled

    def known(line: str, delimiter: str) -> int:
        keys = map(column_key, next(csv.reader([line], delimiter=delimiter), []))
        return len({key for key in keys if key in columns})

    def most_known(line: str) -> int:
        # Those that are not in a line all leave it whole.
        whole = next((d for d in delimiters if d not in line), None)
        return max(known(line, d) for d in delimiters if d in line or d == whole)

    best = {n: most_known(lines[n]) for n in filled}
    most = max(best.values())
    header = next((n for n in filled if most > 1 and 2 * best[n] >= most), filled[0])
    first = lines[header]
    newline = "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"
    return replace(
        dialect,
        delimiter=max(delimiters, key=lambda d: known(first, d)),
        newline=newline,
        above=header,
        separator_line=bool(separator),
    )


def column_key(name: str) -> str:
    """A column's name as the contract may know it: blanks, case and what has no width don't count."""
    seen = name if name.isascii() else "".join(c for c in name if not is_invisible(c))
    return "_".join(seen.casefold().split())


def _records(
    lines: list[str], dialect: Dialect, file: str, log: ProblemLog
) -> Iterator[tuple[FilePlace, list[str]]]:
    """The non-blank records from the header on, with their places.

    A line that breaks the quoting is left out. A spreadsheet doesn't show the line ``sep=;``.
    """
    begin, delimiter = dialect.above, dialect.delimiter
    row = begin - dialect.separator_line
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
    useless = any(name not in names for name in ESSENTIAL[table])
    for name in columns:
        # Without a row that can be read nothing else matters.
        if name in names or name in LATER or (useless and name not in ESSENTIAL[table]):
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
    # Where data sets were brought in, their columns are meant to be here.
    for name in () if DATASET in unknown else unknown:
        log.add(
            at,
            "column-unknown",
            "The contract doesn't know this column; it is kept as it is.",
            "Nothing to do, unless it is a known one misspelt.",
            column=name,
            severity="info",
        )


def _rows(
    records: Iterable[tuple[FilePlace, list[str]]],
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
