"""A workbook's cells into the collection's tables: three readings of each, and what was changed by whom.

A cell has a base (how it was when the workbook was made, or last taken from it), a text in the workbook
and one in the collection. Who changed it is known from the base: the reader's changes are taken, those
of others stay, and where both changed it, it is refused by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geodash.collection.read.contract import KEYS
from geodash.collection.read.problems import shorten
from geodash.collection.write.log import CALLED
from geodash.exchange.sheets import CUT, Value, fingerprint
from geodash.exchange.xlsx_earlier import Earlier
from geodash.exchange.xlsx_ids import BookIds, Meant
from geodash.exchange.xlsx_read import Cell, SheetRow
from geodash.exchange.xlsx_rows import SELECTORS, Key, Keyed, Table

#: From so many cells on, a column whose texts only changed places was sorted by itself.
_SORTED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that says something else; ``old`` and ``new`` as the CSV file has them."""

    table: str
    key: Key
    column: str
    old: str
    new: str
    row: int


class Merge:
    """Takes over one sheet; what it changes stands in ``changes`` and ``added``, new rows by their keys with what they are called."""

    def __init__(self, table: Table, ids: BookIds, earlier: Earlier, version: str) -> None:
        self.at, self.table, self.ids, self.earlier = table, table.table, ids, earlier
        self.file = table.file
        #: Without its hidden sheet a workbook of this very version is as good.
        self.whole = table.book.state is None and table.book.made_of == version != ""
        self.changes: list[Change] = []
        self.added: dict[Key, str] = {}
        self.absent = 0
        self.numbers: dict[int, int] = {}
        self._by_cells: dict[frozenset[str], dict[frozenset[tuple[str, str]], Key]] = {}

    def run(self) -> None:
        """Take over every row that was identified, or report why not."""
        for keyed in self.at.rows:
            if keyed.key in self.at.places:
                self.numbers[self.at.places[keyed.key]] = keyed.row.number
        wrong = {k.key for k in self.at.rows if self._is_anothers(k)}
        self._check_columns()
        for keyed in self.at.rows:
            if keyed.key in wrong:
                continue
            if keyed.key in self.at.places:
                self._merge(keyed)
            elif keyed.key in self.at.relinked:
                self._relink(keyed, self.at.relinked[keyed.key])
            elif self._was_exported(keyed.key):
                self._say_gone(keyed)
            else:
                self._append(keyed)
        state = self.at.book.state
        if state:
            named = {k.key for k in self.at.rows} | set(self.at.relinked.values())
            self.absent = len((state.keys(self.table) & self.at.places.keys()) - named)
        self._say_unknown_columns()

    # Rows that are there ----------------------------------------------------------------------

    def _merge(self, keyed: Keyed) -> None:
        row, key = keyed.row, keyed.key
        differing = {
            name: cell
            for name, cell in row.cells.items()
            if name not in KEYS[self.table]
            and (name in self.at.columns or name in self.file.columns)
            and self.at.mark(name, cell) != self.at.now(key, name)
        }
        if not differing or (self._only_print(key) and self._as_printed(keyed)):
            return
        taken: dict[str, str] = {}
        for name, cell in differing.items():
            base = self._base(key, name)
            if base == self.at.mark(name, cell):
                continue  # somebody else's change, or none
            meant = self._meant(row, name, cell)
            if meant is None or self.at.mark(name, Cell(meant.text)) == self.at.now(key, name):
                continue
            if base != self.at.now(key, name):
                if base is None and cell.value is None and not self.whole:
                    continue  # what the reader never had
                if not (base is None and self._may(key)):
                    self._refuse(keyed, name, base)
                    continue
            self._say_meant(row, name, meant)
            if self._set(row, key, name, meant.text):
                taken[name] = self.at.mark(name, cell)
        if taken:
            self.earlier.take(self.table, key, taken)
        if self.table == "mentions" and "quote" in taken:
            self._forget(key, row, taken)

    def _base(self, key: Key, name: str) -> str | None:
        """The mark of the cell that the reader began with; ``None`` if it isn't known."""
        before = self.earlier.base(self.table, key, name)
        if before is not None:
            return before
        exported = self.at.exported(key)
        return None if exported is None else exported.get(name, "")

    def _may(self, key: Key) -> bool:
        """Whether all differences are the reader's, though no base is known."""
        if self.whole:
            return True
        current = self.at.known.get(key)
        return (
            self._only_print(key)
            and current is not None
            and fingerprint(current) == self._print(key)
        )

    def _print(self, key: Key) -> str:
        state = self.at.book.state
        return state.prints.get((self.table, key), "") if state else ""

    def _only_print(self, key: Key) -> bool:
        return bool(self._print(key))

    def _as_printed(self, keyed: Keyed) -> bool:
        """Whether the row is as a workbook of an earlier version was written."""
        values: dict[str, Value] = {}
        for name, cell in keyed.row.cells.items():
            value, column = cell.value, self.at.columns.get(name)
            if column is not None and column.type == "number" and isinstance(value, int):
                value = float(value)
            if isinstance(value, str) and column is not None and column.type == "date":
                value = _day(value)
            values[name] = value
        return fingerprint(values) == self._print(keyed.key)

    def _refuse(self, keyed: Keyed, name: str, base: str | None) -> None:
        there = shorten(_text(self.at.value(keyed.key, name)), 80)
        file = self.file.name
        fix = f"Write into the cell what {file} has, or make a new workbook and change it there."
        if base is not None:
            reason = (
                "This cell was changed after the workbook was made, by you and by somebody else: "
                f"{file} has “{there}” now."
            )
        elif self._only_print(keyed.key):
            reason = f"This row of {file} was changed after the workbook was made: it has “{there}” here."
        elif self.at.book.state is None:
            reason = (
                f"The workbook’s hidden sheet is missing, and {file} has “{there}”: what you changed "
                "can’t be told from what others did."
            )
        else:
            reason = f"Somebody else has added a row with this id meanwhile; it has “{there}” here."
            fix = "Leave the id of your row blank: it gets the next."
        self.at.say(keyed.row, name, reason, fix)

    def _set(self, row: SheetRow, key: Key, name: str, text: str) -> bool:
        old = (self.at.known.get(key) or {}).get(name)
        if isinstance(old, str) and old.endswith(CUT):
            reason = "The text was too long for a cell and stands here only in part."
            self.at.say(row, name, reason, "Leave the cell as it was; change it in the CSV file.")
            return False
        if name not in self.file.columns:
            self.file.add_columns([name])
        at = self.at.places[key]
        before = self.file.get(at, name)
        if self.file.set(at, name, text):
            self.changes.append(Change(self.table, key, name, before, text, row.number))
        return True

    def _forget(self, key: Key, row: SheetRow, taken: Mapping[str, str]) -> None:
        """Another quote stands elsewhere: its old place is left for ``geodash anchor`` to find."""
        for name in SELECTORS:
            if name not in taken and self.file.get(self.at.places[key], name):
                self._set(row, key, name, "")

    def _relink(self, keyed: Keyed, old: Key) -> None:
        """A link that joins other events now, or is another relation."""
        self._merge(Keyed(keyed.row, old))
        at, row = self.at.places[old], keyed.row.number
        self.numbers[at] = row
        for name, before, after in zip(KEYS["links"], old, keyed.key, strict=True):
            if self.file.set(at, name, after):
                self.changes.append(Change("links", keyed.key, name, before, after, row))

    # New rows ---------------------------------------------------------------------------------

    def _append(self, keyed: Keyed) -> None:
        values: dict[str, str] = {}
        for name, cell in keyed.row.cells.items():
            if cell.value is None or not (name in self.at.columns or name in self.file.columns):
                continue
            meant = self._meant(keyed.row, name, cell)
            if meant is None:
                return
            self._say_meant(keyed.row, name, meant)
            values[name] = meant.text
        values |= dict(zip(KEYS[self.table], keyed.key, strict=True))
        self.file.add_columns([name for name in values if name not in self.file.columns])
        self.numbers[self.file.append(values)] = keyed.row.number
        self.added[keyed.key] = values.get(CALLED.get(self.table, "relation"), "")
        marks = {name: self.at.mark(name, cell) for name, cell in keyed.row.cells.items()}
        self.earlier.take(self.table, keyed.key, marks, added=True)

    def _was_exported(self, key: Key) -> bool:
        state = self.at.book.state
        return bool(state and key in state.keys(self.table))

    def _say_gone(self, keyed: Keyed) -> None:
        """A row that somebody removed meanwhile: it matters only if the reader changed it."""
        exported = self.at.exported(keyed.key)
        cells = keyed.row.cells
        if exported is not None:
            changed = [n for n, c in cells.items() if self.at.mark(n, c) != exported.get(n, "")]
        else:
            changed = [] if self._as_printed(keyed) else [KEYS[self.table][0]]
        if changed:
            reason = f"This row is no longer in {self.file.name}."
            fix = "Remove it here, or give it a new id."
            self.at.say(keyed.row, changed[0], reason, fix)

    # Cells ------------------------------------------------------------------------------------

    def _meant(self, row: SheetRow, name: str, cell: Cell) -> Meant | None:
        """What a cell means as text; ``None`` for what can't be told, which is reported."""
        column = self.at.columns.get(name)
        if column is None or name in KEYS[self.table]:
            return Meant(_text(cell.value))
        found = self.ids.meant(self.table, column, Cell(_text(cell.value), cell.raw, cell.held))
        if found.refused:
            self.at.say(row, name, found.reason, found.fix)
            return None
        return found

    def _say_meant(self, row: SheetRow, name: str, meant: Meant) -> None:
        cell = row.cells[name]
        if meant.reason:
            self.at.say(row, name, meant.reason, "Nothing to do, if that is it.", "warning")
        elif isinstance(cell.held, date) and not isinstance(cell.value, date):
            reason = f"The spreadsheet holds a day here; it was written as {meant.text}."
            fix = "If that isn’t what you wrote, format the cell as text and write it again."
            self.at.say(row, name, reason, fix, "warning")

    def _is_anothers(self, keyed: Keyed) -> bool:
        """Whether a row has the cells of another: sorted without its ids; reported."""
        state, own = self.at.book.state, self.at.exported(keyed.key)
        if state is None or own is None:
            return False
        cells = {n: c for n, c in keyed.row.cells.items() if n not in KEYS[self.table]}
        marks = {name: self.at.mark(name, cell) for name, cell in cells.items()}
        if sum(map(bool, marks.values())) < 2 or all(own.get(n, "") == m for n, m in marks.items()):
            return False
        said = frozenset(marks.items())
        other = self._rows_by_cells(frozenset(marks)).get(said)
        if other is None or other == keyed.key:
            return False
        reason = f"This row has what {' '.join(other)} had when the workbook was made."
        fix = "Were the other columns sorted without this one? Undo that."
        self.at.say(keyed.row, KEYS[self.table][0], reason, fix)
        return True

    def _rows_by_cells(self, names: frozenset[str]) -> Mapping[frozenset[tuple[str, str]], Key]:
        made = self._by_cells
        if names not in made:
            state = self.at.book.state
            made[names] = {
                frozenset((n, marks.get(n, "")) for n in names): key
                for (table, key), marks in (state.marks if state else {}).items()
                if table == self.table
            }
        return made[names]

    def _check_columns(self) -> None:
        """A column of which the texts only changed places was sorted alone."""
        for name in self.at.book.columns[self.table]:
            if name in KEYS[self.table]:
                continue
            moved: list[tuple[SheetRow, str, str]] = []
            for keyed in self.at.rows:
                exported, cell = self.at.exported(keyed.key), keyed.row.cells.get(name)
                if exported is not None and cell is not None:
                    old, new = exported.get(name, ""), self.at.mark(name, cell)
                    moved.extend([(keyed.row, old, new)] if old != new else [])
            old_texts, new_texts = sorted(m[1] for m in moved), sorted(m[2] for m in moved)
            distinct = len(set(old_texts) - {""}) >= _SORTED
            if distinct and old_texts == new_texts:
                reason = f"The cells of this column only changed places, in {len(moved)} rows."
                fix = "Was it sorted without the others? Undo that; what is meant so, change in two steps."
                self.at.say(moved[0][0], name, reason, fix)

    def _say_unknown_columns(self) -> None:
        for name in self.at.book.columns[self.table]:
            if name not in self.at.columns and name not in self.file.columns:
                self.at.book.problem(
                    self.table,
                    f"{self.file.name} has no such column; it was not read.",
                    "Nothing to do, or add the column to the CSV file first.",
                    1,
                    name,
                    severity="warning",
                )


def _text(value: Value) -> str:
    """A value as the CSV file has it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
