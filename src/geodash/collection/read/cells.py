"""From the text of a row's cells to values, with a problem for each cell that can't be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar, overload

from geodash.collection.read.contract import Column
from geodash.collection.read.dates import Order, column_orders, read_date
from geodash.collection.read.degrees import Number, read_degrees, read_number, why_not_whole
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.read.tables import Row
from geodash.domain.kinds import KINDS, AnyType, Kinds

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

#: What people write for "no value".
NOTHING = frozenset({"na", "n/a", "null", "none", "nan", "-", "–", "—", "?", "#n/a"})
_FORMULA = re.compile(r"[=+@]|-[^\d\s.,]|[\t\r]")


@dataclass(slots=True)
class TableCells:
    """What reading the cells of one table needs: its columns, the order of its dates, the kinds."""

    columns: Mapping[str, Column]
    log: ProblemLog
    orders: dict[str, Order | None] = field(default_factory=dict)
    kinds: Kinds = KINDS

    @classmethod
    def of(
        cls,
        rows: list[Row],
        columns: Mapping[str, Column],
        log: ProblemLog,
        kinds: Kinds = KINDS,
    ) -> TableCells:
        """Prepare for ``rows``: each date column gets its order of day and month."""
        dated = [c.name for c in columns.values() if c.type == "date"]
        orders = column_orders({n: [r.cells.get(n, "") for r in rows] for n in dated})
        told = {n: order for n, order in orders.items() if order}
        if len(set(told.values())) > 1 and rows:
            said = ", ".join(f"{name} is {order}" for name, order in told.items())
            log.add(
                FilePlace(rows[0].at.file), "date-order",
                f"The date columns differ: {said}; each was read in its own way.",
                "Write dates as year-month-day, such as 2022-09-13.", severity="warning",
            )  # fmt: skip
        return cls(columns, log, orders, kinds)

    def at(self, row: Row) -> RowCells:
        """The cells of one row."""
        return RowCells(row, self)


@dataclass(slots=True)
class RowCells:
    """Reads the cells of one row; what can't be read comes out blank and is reported."""

    row: Row
    table: TableCells

    def problem(
        self, column: str, code: str, reason: str, fix: str, severity: str = "error"
    ) -> None:
        """Report the cell in ``column``."""
        self.table.log.add(
            self.row.at,
            code,
            reason,
            fix,
            column=column,
            value=self.row.cells.get(column, ""),
            severity=severity,
        )

    def verbatim(self, column: str) -> str:
        """The cell with its blanks; line ends become ``\\n``, as in an article's body."""
        text = self.row.cells.get(column, "")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def text(self, column: str) -> str:
        """Prose: blanks at its ends don't count; too long or formula-like is reported."""
        text = self.verbatim(column).strip()
        limit = self.table.columns[column].max_length
        if limit is not None and len(text) > limit:
            self.problem(
                column,
                "too-long",
                f"It has {len(text)} characters, more than {limit}.",
                "Shorten it.",
                "warning",
            )
        if text and _FORMULA.match(text):
            self.problem(
                column,
                "formula",
                "A spreadsheet would take this for a formula.",
                "Nothing to do here; exports put an apostrophe before it.",
                "info",
            )
        return text

    def ident(self, column: str) -> str:
        """An id: stripped (and said so), checked against its pattern but kept."""
        text = self.reference(column)
        if text and not self._fits(column, text):
            self.problem(
                column,
                "pattern",
                "An id is made of letters, digits, hyphens, dots and underscores.",
                "Choose another id, before others refer to it.",
                "warning",
            )
        return text

    def reference(self, column: str) -> str:
        """The id of another row or file: stripped (and said so). Its form is that one's matter."""
        raw = self.row.cells.get(column, "")
        text = raw.strip()
        if text != raw and text:
            self.problem(
                column, "blanks", "There are blanks around it.", f"Write “{text}”.", "warning"
            )
        return text

    def items(self, column: str) -> tuple[str, ...]:
        """A list: its items without blanks; empty and doubled ones are left out and reported."""
        raw = self.row.cells.get(column, "").strip()
        if not raw:
            return ()
        parts = [part.strip() for part in raw.split(self.table.columns[column].separator or ";")]
        found = tuple(dict.fromkeys(part for part in parts if part))
        if len(found) != len(parts):
            self.problem(
                column,
                "list",
                "The list has empty or repeated items; they were left out.",
                f"Write “{';'.join(found)}”." if found else "Leave the cell empty.",
                "warning",
            )
        return found

    def choices(self, column: str, enum: type[E]) -> tuple[E, ...]:
        """A list of an enumeration's values."""
        found = []
        for item in self.items(column):
            try:
                found.append(enum(item.lower()))
            except ValueError:
                self.problem(
                    column,
                    "value",
                    f"“{item[:40]}” is not one of the values.",
                    f"Use: {', '.join(enum)}.",
                )
        return tuple(found)

    @overload
    def choice(self, column: str, enum: type[E]) -> E | None: ...

    @overload
    def choice(self, column: str, enum: type[E], blank: E, unreadable: E | None = None) -> E: ...

    def choice(
        self, column: str, enum: type[E], blank: E | None = None, unreadable: E | None = None
    ) -> E | None:
        """One of an enumeration's values; ``blank`` for no value, ``unreadable`` for a wrong one."""
        return self._pick(column, {v.value: v for v in enum}, blank, unreadable)

    def event_type(self, column: str) -> AnyType | None:
        """A type of the collection's kinds; what stands for none where it is blank or unknown."""
        return self._pick(column, self.table.kinds.by_type, self.table.kinds.none, None)

    def _pick(
        self, column: str, values: Mapping[str, T], blank: T | None, unreadable: T | None
    ) -> T | None:
        raw = self._value(column)
        if not raw:
            return blank
        for text in (raw, raw.lower(), raw.upper()):
            if text in values:
                if text != raw:
                    fix = f"Write “{text}”."
                    self.problem(column, "value", "Upper or lower case differs.", fix, "warning")
                return values[text]
        fallback = unreadable if unreadable is not None else blank
        outcome = f"it was read as “{fallback}”" if fallback else "it was left blank"
        self.problem(
            column,
            "value",
            f"“{raw[:40]}” is not one of the values; {outcome}.",
            f"Use: {', '.join(values)}.",
        )
        return fallback

    def day(self, column: str) -> date | None:
        """A date."""
        raw = self._value(column)
        if not raw:
            return None
        reading = read_date(raw, self.table.orders.get(column))
        if reading.code:
            severity = "warning" if reading.value else "error"
            self.problem(column, reading.code, reading.reason, reading.fix, severity)
        return reading.value

    def number(self, column: str) -> float | None:
        """A number within the column's limits; a decimal comma or other digits are read and reported."""
        raw = self._value(column)
        return self._read(column, read_number(raw)) if raw else None

    def degrees(self, column: str) -> float | None:
        """A latitude or longitude within its limits, also in degrees, minutes and seconds."""
        raw = self._value(column)
        return self._read(column, read_degrees(raw, column)) if raw else None

    def integer(self, column: str) -> int | None:
        """A whole number within the column's limits."""
        raw = self._value(column)
        if not raw:
            return None
        found = read_number(raw)
        if found.value is None or not found.value.is_integer() or len(raw) > 18 or "," in raw:
            reason, fix = why_not_whole(raw)
            self.problem(column, "number", reason, fix)
            return None
        value = self._read(column, found)
        return None if value is None else int(value)

    def _read(self, column: str, found: Number) -> float | None:
        """What was found, reported unless it was plain."""
        value = None if found.value is None else self._within(column, found.value)
        if found.code and (value is not None or found.value is None):
            severity = "error" if value is None else "warning"
            self.problem(column, found.code, found.reason, found.fix, severity)
        return value

    def _value(self, column: str) -> str:
        """The stripped cell; words for "nothing" count as blank, and are reported."""
        text = self.row.cells.get(column, "").strip()
        if text and text.casefold() in NOTHING:
            self.problem(
                column, "blank", "It was read as blank.", "Leave the cell empty.", "warning"
            )
            return ""
        return text

    def _within(self, column: str, value: float) -> float | None:
        spec = self.table.columns[column]
        low, high = spec.minimum, spec.maximum
        if (low is None or value >= low) and (high is None or value <= high):
            return value
        limits = f"from {low} to {high}" if high is not None else f"{low} or more"
        self.problem(
            column, "range", f"The value must be {limits}.", "Correct it or leave it empty."
        )
        return None

    def _fits(self, column: str, text: str) -> bool:
        pattern = self.table.columns[column].pattern
        # A pattern over an absurdly long id is work for nothing.
        return len(text) <= 500 and (not pattern or re.fullmatch(pattern, text) is not None)
