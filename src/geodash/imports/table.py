"""What every reader makes of a file: named columns, and rows of text in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from geodash.collection.read.problems import FilePlace
from geodash.imports.ledger import Ledger

#: Rows that are read, mapped and written at a time.
BATCH = 10_000
#: A file with more columns is not looked at; what a collection can have of them is said when it is taken.
MOST_COLUMNS = 2_000


class Refused(ValueError):  # noqa: N818 – it is said to whoever brings the file
    """The file is not read; the message says why, and what to do."""


@dataclass(slots=True)
class Batch:
    """Rows of equal width; ``numbers`` as a spreadsheet counts them, ``lines`` where each begins."""

    rows: list[Sequence[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add(self, row: Sequence[str], number: int, line: int) -> None:
        """One row more."""
        self.rows.append(row)
        self.numbers.append(number)
        self.lines.append(line)


class Table(Protocol):
    """A file as a table. It can be read more than once, and is never whole in memory unless it is small."""

    @property
    def name(self) -> str:
        """The file, and what in it: ``a.xlsx, sheet Liste``."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names as the file has them, each once; a column without one is ``column 3``."""

    @property
    def noticed(self) -> tuple[str, ...]:
        """What there is to know of the file, in sentences."""

    @property
    def numeric(self) -> bool:
        """Whether its cells are typed, so that numbers of days can be told from text."""

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """Its rows; what can't be read is left out and told to ``ledger``."""


@dataclass(frozen=True, slots=True)
class Records:
    """A table that is in memory: features, slides, annotations."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    noticed: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    numeric: bool = False
    omitted: tuple[tuple[int, str, str], ...] = ()
    articles: tuple[tuple[str, str], ...] = ()

    def with_article(self, article_id: str, body: str) -> Records:
        """The same with a text that comes along."""
        return replace(self, articles=((article_id, body),))

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """Its rows, by their ``numbers`` or from 1; what is no event (``omitted``: number, value, reason) is left out."""
        for number, value, reason in self.omitted:
            ledger.read += 1
            at = FilePlace(self.name, number)
            ledger.leave_out(at, "no-event", reason, "Nothing to do.", column="all", value=value)
        for start in range(0, len(self.rows), BATCH):
            rows = list(self.rows[start : start + BATCH])
            numbers = list(self.numbers[start : start + BATCH])
            numbers = numbers or list(range(start + 1, start + 1 + len(rows)))
            ledger.read += len(rows)
            yield Batch(list(rows), numbers, numbers)


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
    return Records(name, columns, rows, tuple(noticed), tuple(numbers), omitted=tuple(omitted))


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
