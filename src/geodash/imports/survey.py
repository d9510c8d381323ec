"""A first look at all rows of a file: what its columns and ids tell together, in constant memory.

The order of day and month, whether numbers are days, which ids come more than once, and which codes
nobody knows can only be said of the whole file.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha1

import numpy as np
import pyarrow as pa

from geodash.collection.read.tables import column_key
from geodash.imports.cells import Column, distinct, has_any, joined, matches, mended, padded
from geodash.imports.dates import (
    ColumnOrder,
    column_order,
    is_missing,
    read_day,
    serial_day,
    spelling,
)
from geodash.imports.form import Form, Mapped
from geodash.imports.ledger import Ledger
from geodash.imports.numbers import points_group
from geodash.imports.table import Batch, Table

#: Different dates that are looked at together.
_MOST = 200_000
PREVIEW = 300
TOLLS = ("deaths", "deaths_low", "deaths_high")
#: Hexadecimal digits of a row’s name.
_NAME = 12


@dataclass(slots=True)
class Survey:
    """What was found. ``repeated`` are ids of which there are several rows; ``trusted`` says whether
    they are ids at all; ``unknown`` are codes of each field that the format doesn't know, with rows;
    ``points`` whether the points in a column of tolls part thousands, where it has some.
    """

    rows: int = 0
    orders: dict[str, ColumnOrder] = field(default_factory=dict)
    serials: dict[str, str] = field(default_factory=dict)
    repeated: set[int] = field(default_factory=set)
    trusted: bool = True
    unknown: dict[str, Counter[str]] = field(default_factory=dict)
    points: dict[str, bool | None] = field(default_factory=dict)
    preview: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    ids: array[int] = field(default_factory=lambda: array("q"))

    contents: array[int] = field(default_factory=lambda: array("Q"))

    def holds(self) -> Callable[[str, str], bool]:
        """Whether the file has an event, by its id in the collection and its own id."""
        ids, contents = set(self.ids), set(self.contents)

        def there(event_id: str, own: str) -> bool:
            if ids:
                return bool(own) and hash(own) in ids
            name = event_id.rpartition(":")[2].partition("-")[0]
            return len(name) == _NAME and _hexadecimal(name) in contents

        return there


def content_names(batch: Batch) -> list[str]:
    """Names rows by their cells; one that was corrected by those that the file has."""
    rows: list[bytes] = joined(batch.columns, "\x1f").cast(pa.binary()).to_pylist()
    names = [sha1(row).hexdigest()[:_NAME] for row in rows]
    if batch.named:
        names = [batch.named.get(n, own) for n, own in zip(batch.numbers, names, strict=True)]
    return names


def _hexadecimal(name: str) -> int:
    try:
        return int(name, 16)
    except ValueError:
        return -1


def ident(cell: str) -> str:
    """An id as it is meant: ``412067`` of the spreadsheet's ``412067.0``."""
    text = cell.strip()
    if "." not in text:
        return text
    head, point, rest = text.partition(".")
    return head if point and head.isdecimal() and rest.strip("0") == "" else text


def idents(column: Column) -> Column:
    """A column of ids as they are meant."""
    return mended(column, matches(column, r"\.") | padded(column), ident)


class Surveyor:
    """Looks at batches of one table."""

    def __init__(self, table: Table, mapped: Mapped) -> None:
        self.table, self.mapped = table, mapped
        self.at = {name: i for i, name in enumerate(table.columns)}
        self.survey = Survey()
        self.dates = [c for f in ("date", "date_end") for c in mapped.columns(f)[:1]]
        self.siblings = [c for f in ("year", "month") for c in mapped.columns(f)[:1]]
        self.together: Counter[tuple[str, ...]] = Counter()
        self.codes: dict[str, Counter[tuple[str, ...]]] = {}
        self.ids, self.whole = array("q"), array("q")
        self.tolls = {c: set[str]() for f in TOLLS if (c := mapped.column(f))}

    def run(self, progress: Callable[[int], None] | None = None) -> Survey:
        """The whole file once; ``progress`` is told the rows so far, and what it raises ends it."""
        for batch in self.table.batches(Ledger()):
            self._look(batch)
            if progress:
                progress(self.survey.rows)
        found = self.survey
        own = {column: column_order(self._cells(column)) for column in self.dates}
        for column in self.dates:
            found.orders[column] = self._order(column, own)
            if why := self._serial(column):
                found.serials[column] = why
        degrees = [row[self.at[c]] for _, row in found.preview for c in self._degrees()]
        found.points = {c: points_group(cells, degrees) for c, cells in self.tolls.items() if cells}
        self._repeats()
        for name, counted in self.codes.items():
            self._unknown(name, counted)
        found.ids = self.ids
        return found

    def _look(self, batch: Batch) -> None:
        found, columns = self.survey, batch.columns
        found.rows += len(batch)
        if len(found.preview) < PREVIEW:
            room = PREVIEW - len(found.preview)
            rows = zip(*(c.slice(0, room).to_pylist() for c in columns), strict=True)
            found.preview += list(zip(batch.numbers[:room], rows, strict=True))
        if self.dates and len(self.together) < _MOST:
            _count(self.together, [columns[self.at[c]] for c in (*self.dates, *self.siblings)])
        for column, cells in self.tolls.items():
            if len(cells) < _MOST and has_any(columns[self.at[column]], (b".",)):
                cells.update(c for (c,) in distinct([columns[self.at[column]]])[1] if "." in c)
        for name in ("type", "where_prec", "date_prec"):
            used = self.mapped.columns(name)
            if used and name in self.mapped.form.codes:
                counted = self.codes.setdefault(name, Counter())
                if len(counted) < _MOST:
                    form = self.mapped.form
                    _count(counted, [codes_of(form, c, columns[self.at[c]]) for c in used])
        if column := self.mapped.column("id"):
            self.ids.extend(map(hash, idents(columns[self.at[column]]).to_pylist()))
            if not self.mapped.form.global_ids:
                self.whole.extend(map(hash, joined(columns, "\x1f").to_pylist()))
        else:
            found.contents.extend(int(name, 16) for name in content_names(batch))

    def _degrees(self) -> list[str]:
        return [c for f in ("latitude", "longitude") if (c := self.mapped.column(f))]

    # Dates

    def _cells(self, column: str) -> Counter[str]:
        at, cells = self.dates.index(column), Counter[str]()
        for row, count in self.together.items():
            if not is_missing(row[at]):
                cells[row[at]] += count
        return cells

    def _order(self, column: str, own: dict[str, ColumnOrder]) -> ColumnOrder:
        """By its own values; else by the rows, and not against what other columns say of a spelling."""
        others = {c: o for c, o in own.items() if c != column}
        elsewhere = {f: o for other in others.values() for f, o in other.told.items()}
        alone = column_order(self._cells(column), (), elsewhere)
        if not alone.asks:
            return alone
        return column_order(
            self._cells(column), self._pairs(self.dates.index(column), own), elsewhere
        )

    def _pairs(self, at: int, own: dict[str, ColumnOrder]) -> Iterator[tuple[str, list[str], int]]:
        """What else the rows say of a date."""
        for row, count in self.together.items():
            others = []
            for n, column in enumerate(self.siblings, start=len(self.dates)):
                if column == self.mapped.column("month"):
                    others.append(f"month:{row[n].strip().removesuffix('.0')}")
            for n, column in enumerate(self.dates):
                day = self._sure(row[n], own[column]) if n != at else None
                if day:
                    others.append(f"{'not-before' if n == 0 else 'not-after'}:{day}")
            if others:
                yield row[at], others, count

    @staticmethod
    def _sure(cell: str, known: ColumnOrder) -> date | None:
        """The day of a cell that can be read in one way only, by itself or by what its spelling tells."""
        return read_day(cell, known.told.get(spelling(cell))).value if cell.strip() else None

    def _serial(self, column: str) -> str:
        """Why a column's numbers are days as Excel counts them; blank where nothing says so."""
        at = self.dates.index(column)
        years = self.mapped.column("year")
        numbers = agree = 0
        for row, count in self.together.items():
            day = serial_day(row[at])
            if day is None:
                continue
            numbers += count
            if years and row[len(self.dates) + self.siblings.index(years)].strip()[:4] == str(
                day.year
            ):
                agree += count
        if numbers and agree == numbers:
            return "the year beside them agrees"
        if numbers and self.table.numeric and not years:
            return "the workbook holds numbers in a column of dates"
        return ""

    # Ids and codes

    def _repeats(self) -> None:
        if not self.ids:
            return
        ids, whole = np.frombuffer(self.ids, np.int64), np.frombuffer(self.whole, np.int64)
        values, counts = np.unique(ids, return_counts=True)
        self.survey.repeated = set(values[counts > 1].tolist())
        if self.mapped.form.global_ids:
            return
        pairs = np.unique(np.stack((ids, whole)), axis=1)[0]
        values, counts = np.unique(pairs, return_counts=True)
        clashing = int(counts[counts > 1].sum())
        if clashing > max(2, len(ids) // 50):
            column = self.mapped.column("id")
            self.survey.trusted = False
            self.survey.noticed.append(
                f"“{column}” has {clashing:,} rows that share an id and differ: it isn't an id of events; rows are known by their contents."
            )

    def _unknown(self, name: str, counted: Counter[tuple[str, ...]]) -> None:
        codes = self.mapped.form.codes[name]
        unknown: Counter[str] = Counter()
        for cells, rows in counted.items():
            said = [code_of(c) for c in cells if not is_missing(c)]
            if said and not any(c in codes for c in said):
                unknown[next(c for c in cells if not is_missing(c)).strip()] += rows
        if unknown:
            self.survey.unknown[name] = unknown


def _count(counted: Counter[tuple[str, ...]], columns: Sequence[Column]) -> None:
    """Counts the different rows of some columns."""
    which, rows = distinct(columns)
    for row, count in zip(rows, np.bincount(which).tolist(), strict=True):
        counted[row] += count


def codes_of(form: Form, name: str, column: Column) -> Column:
    """A column of codes, with the noughts that a program took from them (``20`` of ``020``)."""
    digits = form.digits.get(column_key(name), 0)
    if not digits:
        return column
    short = matches(column, rf"^\d{{1,{digits}}}(?:\.0)?$")
    return mended(column, short, lambda cell: ident(cell).zfill(digits))


def code_of(cell: str) -> str:
    """A code as a table of codes has it: ``1`` of ``1.0``, words folded."""
    return ident(cell).casefold()


def survey_of(
    table: Table, mapped: Mapped, progress: Callable[[int], None] | None = None
) -> Survey:
    """Looks at all rows once."""
    return Surveyor(table, mapped).run(progress)
