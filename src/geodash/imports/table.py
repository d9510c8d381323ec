"""What every reader makes of a file: named columns, and rows of text in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, count, islice
from typing import NamedTuple, Protocol

import pyarrow as pa

from geodash.collection.read.problems import FilePlace
from geodash.imports.cells import Column, Rows, column_of
from geodash.imports.ledger import Ledger

#: Rows that are read, mapped and written at a time.
BATCH = 10_000
#: A file with more columns is not looked at; what a collection can have of them is said when it is taken.
MOST_COLUMNS = 2_000


class Refused(ValueError):  # noqa: N818 – it is said to whoever brings the file
    """The file is not read; the message says why, and what to do."""


class Batch:
    """Rows of equal width; ``numbers`` as a spreadsheet counts them, ``lines`` where each begins.

    They are held as rows or as columns, whichever they came as, and made into the other when it is asked for.
    ``named`` are rows, by number, that are known by what the file has in them, as their cells were corrected.
    """

    __slots__ = ("_columns", "_rows", "lines", "named", "numbers")

    def __init__(
        self,
        rows: Sequence[Sequence[str]] = (),
        numbers: Sequence[int] = (),
        lines: Sequence[int] = (),
        columns: Sequence[Column] | None = None,
        named: Mapping[int, str] | None = None,
    ) -> None:
        self._rows: list[Sequence[str]] | None = list(rows) if columns is None else None
        self._columns = columns
        self.numbers, self.lines = list(numbers), list(lines)
        self.named: Mapping[int, str] = named or {}

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def rows(self) -> list[Sequence[str]]:
        """Its rows."""
        if self._rows is None:
            self._rows = list(zip(*(c.to_pylist() for c in self.columns), strict=True))
        return self._rows

    @property
    def columns(self) -> Sequence[Column]:
        """Its columns; of no rows there are none."""
        if self._columns is None:
            self._columns = [column_of(cells) for cells in zip(*self.rows, strict=True)]
        return self._columns

    def cell(self, row: int, column: int) -> str:
        """One cell."""
        if self._rows is not None:
            return self._rows[row][column]
        return str(self.columns[column][row].as_py())

    def add(self, row: Sequence[str], number: int, line: int) -> None:
        """One row more."""
        self.rows.append(row)
        self._columns = None
        self.numbers.append(number)
        self.lines.append(line)

    def only(self, wanted: Rows) -> Batch:
        """Those of its rows that are wanted."""
        mask = pa.array(wanted)
        columns = [column.filter(mask) for column in self.columns]
        numbers, lines = compress(self.numbers, wanted), compress(self.lines, wanted)
        return Batch((), list(numbers), list(lines), columns, self.named)


class Gathered:
    """Rows and columns as they come, to be taken as one batch; ``loose`` takes single rows."""

    def __init__(self) -> None:
        self.loose = Batch()
        self._parts: list[Batch] = []

    def __len__(self) -> int:
        return sum(map(len, self._parts)) + len(self.loose)

    def columns(self, columns: Sequence[Column], number: int, line: int) -> int:
        """Rows as columns, the first of them by its number and line; says how many they are."""
        self._close()
        rows = len(columns[0])
        self._parts.append(
            Batch((), range(number, number + rows), range(line, line + rows), columns)
        )
        return rows

    def batch(self) -> Batch:
        """All that came, which is let go of."""
        self._close()
        parts, self._parts = self._parts, []
        if len(parts) == 1:
            return parts[0]
        columns = [pa.concat_arrays(c) for c in zip(*(p.columns for p in parts), strict=True)]
        numbers = chain.from_iterable(part.numbers for part in parts)
        lines = chain.from_iterable(part.lines for part in parts)
        return Batch((), list(numbers), list(lines), columns)

    def _close(self) -> None:
        if len(self.loose):
            self._parts.append(self.loose)
            self.loose = Batch()


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a file holds the rows, and what is to be known of it; blank where it is the whole file."""

    said: str = ""
    note: str = ""


WHOLE = Part()


class Table(Protocol):
    """A file as a table. It can be read more than once, and is never whole in memory unless it is small."""

    @property
    def name(self) -> str:
        """The file, and what in it: ``a.xlsx, sheet Liste``."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names as the file has them, each once; a column without one is ``column 3``."""

    @property
    def part(self) -> Part:
        """Where in the file its rows are."""

    @property
    def noticed(self) -> tuple[str, ...]:
        """What there is to know of the file, in sentences."""

    @property
    def numeric(self) -> bool:
        """Whether its cells are typed, so that numbers of days can be told from text."""

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """Its rows; what can't be read is left out and told to ``ledger``."""


class Omitted(NamedTuple):
    """What of a file is no row: which one it would be, what is written there, why, what to do, and in which line."""

    number: int
    value: str
    reason: str
    code: str = "no-event"
    fix: str = "Nothing to do."
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """A table that is in memory: features, slides, annotations."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    noticed: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    numeric: bool = False
    omitted: tuple[Omitted, ...] = ()
    articles: tuple[tuple[str, str], ...] = ()
    part: Part = WHOLE

    def with_broken(self, broken: Sequence[Omitted]) -> Records:
        """The same with what of its file is broken, and its rows numbered as they stand between that."""
        if not broken:
            return self
        numbers = self.numbers or tuple(range(1, len(self.rows) + 1))
        known = max(numbers, default=0), *(one.number for one in self.omitted)
        gone = {one.number for one in broken}
        places = list(islice((n for n in count(1) if n not in gone), max(known)))
        omitted = (one._replace(number=places[one.number - 1]) for one in self.omitted)
        return replace(
            self, numbers=tuple(places[n - 1] for n in numbers), omitted=(*omitted, *broken)
        )

    def with_article(self, article_id: str, body: str) -> Records:
        """The same with a text that comes along."""
        return replace(self, articles=((article_id, body),))

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """Its rows, by their ``numbers`` or from 1; what is no event, or broken (``omitted``), is left out."""
        for one in self.omitted:
            ledger.read += 1
            at = FilePlace(self.name, one.number, one.line)
            ledger.leave_out(at, one.code, one.reason, one.fix, column="all", value=one.value)
        for start in range(0, len(self.rows), BATCH):
            rows = list(self.rows[start : start + BATCH])
            numbers = list(self.numbers[start : start + BATCH])
            numbers = numbers or list(range(start + 1, start + 1 + len(rows)))
            ledger.read += len(rows)
            yield Batch(rows, numbers, numbers)


def records(
    name: str,
    found: Sequence[dict[str, str]],
    noticed: Sequence[str] = (),
    omitted: Sequence[tuple[int, str, str]] = (),
    numbers: Sequence[int] = (),
) -> Records:
    """Rows that each name their own columns; a column that one lacks is blank there."""
    columns = tuple(dict.fromkeys(key for row in found for key in row))
    if len(columns) > MOST_COLUMNS:
        raise Refused(f"{name} has {len(columns):,} columns; {MOST_COLUMNS:,} are read at most.")
    rows = tuple(tuple(row.get(c, "") for c in columns) for row in found)
    if not rows and not omitted:
        raise Refused(f"{name} holds no events.")
    return Records(
        name,
        columns,
        rows,
        tuple(noticed),
        tuple(numbers),
        omitted=tuple(Omitted(*one) for one in omitted),
    )


def unique_names(header: Sequence[str]) -> tuple[str, ...]:
    """Column names, each once: what is blank or repeated gets a number."""
    if len(header) > MOST_COLUMNS:
        raise Refused(
            f"The table has {len(header):,} columns; {MOST_COLUMNS:,} are read at most. "
            "Save the columns that matter as a file of their own."
        )
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"column {position}"
        unique, n = name, 2
        while unique in taken:
            unique, n = f"{name} ({n})", n + 1
        taken.add(unique)
        names.append(unique)
    return tuple(names)
