"""``geodash import``: an edited workbook back into the collection's tables.

Only cells that say something else than the collection are written, new rows are added below, and
nothing is ever deleted: a workbook of a filtered view knows nothing of the other rows. The outcome is
read and checked as a whole before a byte is written, and all tables are written or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from geodash.collection.load import load_sources
from geodash.collection.read.contract import TABLES, Column
from geodash.collection.sources import Sources
from geodash.collection.write.files import write_files
from geodash.collection.write.table import TableFile, UnwritableError
from geodash.domain.model import Collection, Row
from geodash.domain.problem import Problem
from geodash.exchange.sheets import (
    CUT,
    KEYS,
    SHEETS,
    Sheet,
    Value,
    contract_of,
    encoded,
    fingerprint,
)
from geodash.exchange.xlsx_read import Book, Cell, SheetRow, read_book

_SELECTORS = ("prefix", "suffix", "start", "end")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that says something else; ``old`` and ``new`` as the CSV file has them."""

    table: str
    key: tuple[str, ...]
    column: str
    old: str
    new: str
    row: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What a workbook changes; ``written`` unless there are errors or it was a dry run."""

    changes: tuple[Change, ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    absent: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    backups: Mapping[str, Path] = field(default_factory=dict)
    written: bool = False

    @property
    def sound(self) -> bool:
        """Whether it can be written."""
        return all(p.severity != "error" for p in self.problems)


def import_xlsx(file: Path, collection: Path, *, dry_run: bool = False) -> Imported:
    """Read a workbook back into the collection in a folder.

    Raises ``WorkbookError`` for a file that is no workbook, ``OSError`` for one that isn't there,
    ``UnwritableError`` and ``ChangedError`` as ``TableFile`` does.
    """
    sources = Sources.of(collection)
    known = load_sources(sources)
    contract = contract_of(known)
    book = read_book(file, contract.tables)
    tables = {t: _Merge(book, t, contract.tables[t], known, sources) for t in book.rows}
    for merge in tables.values():
        merge.run()
    touched = {t: m for t, m in tables.items() if m.changes or m.added}
    result = Imported(
        tuple(c for m in tables.values() for c in m.changes),
        tuple((t, key) for t, m in tables.items() for key in m.added),
        {t: m.absent for t, m in tables.items() if m.absent},
        tuple(book.problems),
    )
    if result.sound and touched:
        found = _tried(sources, known, touched, book.name)
        result = replace(result, problems=(*result.problems, *found))
    if dry_run or not (touched and result.sound):
        return result
    files = {f"{t}.csv": (m.file.render(), m.file.original) for t, m in touched.items()}
    basis = {name: data for name, data in sources.basis.items() if name not in files}
    return replace(result, backups=write_files(collection, files, basis), written=True)


class _Merge:
    """One sheet beside its table."""

    def __init__(
        self,
        book: Book,
        table: str,
        columns: Mapping[str, Column],
        collection: Collection,
        sources: Sources,
    ) -> None:
        self.book, self.table, self.columns = book, table, columns
        self.file = _open(sources, table, columns)
        held = getattr(collection, table)
        rows: list[Row] = list(held.values() if isinstance(held, Mapping) else held)
        self.layout = Sheet.of(table, columns, rows)
        values = map(self.layout.values, rows)
        self.known = {self.layout.key(row): row for row in values}
        self.places: dict[tuple[str, ...], int] = {}
        for at in self.file.rows:
            key = tuple(self.file.get(at, name).strip() for name in KEYS[table])
            self.places.setdefault(key, at)
        self.changes: list[Change] = []
        self.added: list[tuple[str, ...]] = []
        self.absent = 0
        self.numbers: dict[int, int] = {}

    def run(self) -> None:
        """Take over every row of the sheet, or report why not."""
        missing = [n for n in KEYS[self.table] if n not in self.book.columns[self.table]]
        if missing:
            fix = f"Name the column {missing[0]}."
            self.book.problem(self.table, "This column is missing.", fix, 1, missing[0])
            return
        seen: dict[tuple[str, ...], int] = {}
        for row in self.book.rows[self.table]:
            key = tuple(_text(_value(row, name)).strip() for name in KEYS[self.table])
            if not all(key):
                blank = KEYS[self.table][key.index("")]
                self._say(row, blank, "The id is blank.", "Fill it in, or empty the row.")
            elif key in seen:
                fix = "Give it an id of its own, or remove one of the rows."
                self._say(row, KEYS[self.table][0], f"Row {seen[key]} has the same id.", fix)
            else:
                seen[key] = row.number
                self._take(row, key)
        given = {key for table, key in self.book.prints if table == self.table}
        self.absent = len(given.difference(seen))
        self._say_unknown_columns()

    def _take(self, row: SheetRow, key: tuple[str, ...]) -> None:
        printed = self.book.prints.get((self.table, key))
        if key not in self.places:
            if printed:
                reason = f"This row is no longer in {self.file.name}."
                self._say(row, KEYS[self.table][0], reason, "Remove it here, or give it a new id.")
            else:
                self._append(row, key)
            return
        at = self.places[key]
        self.numbers[at] = row.number
        changed = {n: c for n, c in row.cells.items() if not self._same(key, at, n, c)}
        changed = {n: c for n, c in changed.items() if n in self.columns or n in self.file.columns}
        current = self.known.get(key)
        if changed and printed and current is not None and printed != fingerprint(current):
            self._say(
                row,
                next(iter(changed)),
                f"This row of {self.file.name} was changed after the workbook was made.",
                "Make a new workbook, and change the cells again there.",
            )
            return
        for name, cell in changed.items():
            self._set(row, key, at, name, cell)
        if self.table == "mentions" and "quote" in changed:
            self._forget(key, at, row, changed)

    def _same(self, key: tuple[str, ...], at: int, name: str, cell: Cell) -> bool:
        """Whether a cell says what the collection has, however the spreadsheet writes it."""
        row = self.known.get(key)
        value: Value = row.get(name) if row is not None else self.file.get(at, name) or None
        if isinstance(value, str):
            written = encoded(value)
            # openpyxl undoes one of the escapes itself when a text is shared.
            forms = (written, written.replace("x005F_", ""))
            return cell.raw in forms or _text(cell.value) == value
        if isinstance(value, int | float) and isinstance(cell.value, int | float):
            return float(value) == float(cell.value)
        return _text(value) == _text(cell.value)

    def _set(self, row: SheetRow, key: tuple[str, ...], at: int, name: str, cell: Cell) -> None:
        old = (self.known.get(key) or {}).get(name)
        if isinstance(old, str) and old.endswith(CUT):
            reason = "The text was too long for a cell and stands here only in part."
            self._say(row, name, reason, "Leave the cell as it was; change it in the CSV file.")
            return
        if name not in self.file.columns:
            self.file.add_columns([name])
        before = self.file.get(at, name)
        if self.file.set(at, name, _text(cell.value)):
            new = self.file.get(at, name)
            self.changes.append(Change(self.table, key, name, before, new, row.number))

    def _forget(
        self, key: tuple[str, ...], at: int, row: SheetRow, changed: Mapping[str, Cell]
    ) -> None:
        """Another quote stands elsewhere: its old place is left for ``geodash anchor`` to find."""
        for name in _SELECTORS:
            if name not in changed and self.file.get(at, name):
                self._set(row, key, at, name, Cell(None))

    def _append(self, row: SheetRow, key: tuple[str, ...]) -> None:
        values = {n: _text(c.value) for n, c in row.cells.items() if c.value is not None}
        values = {n: v for n, v in values.items() if n in self.columns or n in self.file.columns}
        self.file.add_columns([name for name in values if name not in self.file.columns])
        at = self.file.append(values)
        self.numbers[at] = row.number
        self.added.append(key)

    def _say(self, row: SheetRow, column: str, reason: str, fix: str) -> None:
        value = _text(_value(row, column))
        self.book.problem(self.table, reason, fix, row.number, column, value)

    def _say_unknown_columns(self) -> None:
        for name in self.book.columns[self.table]:
            if name not in self.columns and name not in self.file.columns:
                self.book.problem(
                    self.table,
                    f"{self.file.name} has no such column; it was not read.",
                    "Nothing to do, or add the column to the CSV file first.",
                    1,
                    name,
                    severity="warning",
                )


def _open(sources: Sources, table: str, columns: Mapping[str, Column]) -> TableFile:
    name = f"{table}.csv"
    data = sources.data.get(name)
    if data is None:
        raise UnwritableError(f"{name} is missing: create it with a header first")
    return TableFile.of(sources.folder, name, data, list(columns))


def _value(row: SheetRow, name: str) -> Value:
    cell = row.cells.get(name)
    return cell.value if cell else None


def _text(value: Value) -> str:
    """A value as the CSV file has it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _tried(
    sources: Sources, before: Collection, touched: Mapping[str, _Merge], name: str
) -> list[Problem]:
    """What would be wrong with the collection that wasn't before, at its place in the workbook."""
    after = load_sources(sources.changed({f"{t}.csv": m.file.render() for t, m in touched.items()}))
    known = Counter(map(_identity, before.problems))
    found = []
    for problem in after.problems:
        if known[_identity(problem)] > 0:
            known[_identity(problem)] -= 1
        elif problem.severity != "info":
            found.append(_moved(problem, touched, name))
    return found


def _identity(problem: Problem) -> tuple[str, ...]:
    return problem.file, problem.column, problem.code, problem.value, problem.reason


def _moved(problem: Problem, touched: Mapping[str, _Merge], name: str) -> Problem:
    """A problem of a CSV file where the workbook has its cause; as it is if it has none."""
    table = problem.file.removesuffix(".csv")
    if table in TABLES and table in touched and problem.row is not None:
        number = touched[table].numbers.get(problem.row - 1)
        if number is not None:
            file = f"{name}, sheet {SHEETS[table]}"
            return replace(problem, file=file, row=number, line=None)
    return problem
