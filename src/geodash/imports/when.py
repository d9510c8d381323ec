"""When a row happened: its columns of dates, with how sure the day is, as first and last day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from geodash.collection.read.dates import Order, Reading
from geodash.collection.read.month_names import month_number
from geodash.imports.cells import Column, Which, distinct
from geodash.imports.dates import is_missing, read_day, serial_day
from geodash.imports.form import Mapped
from geodash.imports.survey import Survey, code_of, ident

_NOTES = {
    "week": "The data set gives {day} as a day within a week.",
    "month": "The data set gives {day} as a day within a month.",
    "year": "The data set gives {day} as a day within a year.",
}
_FIELDS = ("date", "date_end", "date_prec", "year", "month", "day")


class When(NamedTuple):
    """First and last day as ISO text, or blank; ``code`` with the rest says why something is blank."""

    first: str = ""
    last: str = ""
    note: str = ""
    code: str = ""
    column: str = ""
    reason: str = ""
    fix: str = ""


class Whens:
    """Reads the dates of one file, by what its columns were found to mean."""

    def __init__(self, mapped: Mapped, survey: Survey) -> None:
        self.columns = {name: mapped.column(name) for name in _FIELDS}
        self.codes = mapped.form.codes.get("date_prec", {})
        self.orders, self.serials = survey.orders, survey.serials
        self._memo: dict[tuple[str, ...], When] = {}

    def of(self, cells: Sequence[Column], at: dict[str, int]) -> tuple[Which, list[When]]:
        """The different days of a batch, and which of them each row has."""
        named = [name for name in _FIELDS if self.columns[name]]
        if not named:
            return np.zeros(len(cells[0]), np.int64), [When()]
        which, keys = distinct([cells[at[self.columns[name]]] for name in named])
        memo, found = self._memo, []
        for key in keys:
            when = memo.get(key)
            if when is None:
                said = dict(zip(named, key, strict=True))
                when = memo[key] = self._when(*(said.get(name, "") for name in _FIELDS))
            found.append(when)
        if len(memo) > 100_000:
            memo.clear()
        return which, found

    def _when(self, start: str, end: str, prec: str, year: str, month: str, day: str) -> When:
        if not self.columns["date"] and self.columns["year"]:
            return self._of_parts(year, month, day)
        if is_missing(start):
            if is_missing(end):
                return When()
            return self._bad("date", "date-half", "There is a last day but no first; both are blank.", "Fill in the first day.")  # fmt: skip
        first, last, wrong = self._days(start, "date")
        if wrong:
            return self._said(wrong, "date", year)
        if not is_missing(end):
            _, until, wrong = self._days(end, "date_end")
            if wrong and self.codes.get(code_of(prec)) == "day":
                until = first
            elif wrong:
                return self._said(wrong, "date_end", "")
            if until < first:
                return self._bad("date_end", "date-reversed", f"It ends before it starts ({first}); both days are blank.", "Swap or correct them.")  # fmt: skip
            return When(first.isoformat(), until.isoformat())
        kind = self.codes.get(code_of(prec), "") if first == last else ""
        return spread(first, last, kind)

    def _days(self, cell: str, name: str) -> tuple[date, date, Reading | None]:
        """First and last day of a cell; with a reading that says why there are none."""
        column = self.columns[name]
        if column in self.serials and (day := serial_day(cell)):
            return day, day, None
        found = self._read(cell, column)
        if found.value:
            return found.value, found.value, None
        if found.days:
            return *found.days, None
        return date.min, date.min, found

    def _read(self, cell: str, column: str) -> Reading:
        order = self.orders.get(column)
        if order is None:
            return read_day(cell)
        found = read_day(cell, order.of(cell))
        # Of a column that disagrees with itself only what can be read in one way is.
        return (
            read_day(cell) if found.code == "date-impossible" and order.of(cell) is None else found
        )

    def _of_parts(self, year: str, month: str, day: str) -> When:
        """A day, month or year of columns of their own; 0 and blank stand for not known."""
        if is_missing(year) or not ident(year).lstrip("-").isdecimal() or int(ident(year)) < 1:
            return When()
        y, name = int(ident(year)), ident(month)
        m = int(name) if name.isdecimal() else (month_number(name) or 0) if name else 0
        d = int(ident(day)) if ident(day).isdecimal() else 0
        if not 1 <= m <= 12:
            return When(f"{y:04d}-01-01", f"{y:04d}-12-31")
        most = monthrange(y, m)[1]
        if d > most:
            return self._bad(
                "day", "date-impossible", f"{y}-{m:02d} had {most} days.", "Correct the day."
            )
        first, last = (d, d) if d else (1, most)
        return When(f"{y:04d}-{m:02d}-{first:02d}", f"{y:04d}-{m:02d}-{last:02d}")

    def _bad(self, name: str, code: str, reason: str, fix: str) -> When:
        return When("", "", "", code, self.columns[name], reason, fix)

    def _said(self, found: Reading, name: str, year: str) -> When:
        fix = found.fix
        if is_year(year):
            fix = f"{fix} The year beside it is {ident(year)}."
        return self._bad(name, found.code, found.reason, fix)


def is_year(cell: str) -> bool:
    """Whether a cell is a year of four digits."""
    return len(ident(cell)) == 4 and ident(cell).isdecimal()


def spread(first: date, last: date, kind: str) -> When:
    """A day that stands for its week (three days before and after), month or year."""
    day, given = first, first.isoformat()
    if kind == "week":
        first, last = day - timedelta(days=3), day + timedelta(days=3)
    elif kind == "month":
        first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    elif kind == "year":
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    note = _NOTES[kind].format(day=given) if kind in _NOTES else ""
    return When(first.isoformat(), last.isoformat(), note)


ORDERS = {"day-first": Order.DAY_FIRST, "month-first": Order.MONTH_FIRST}
