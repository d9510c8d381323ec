"""Which row of the collection each row of a workbook is, however its id came out of the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodash.collection.read.contract import KEYS, Column
from geodash.collection.read.ids import asked as asked_about
from geodash.collection.sources import Sources
from geodash.collection.write.table import TableFile, UnwritableError
from geodash.domain.model import Collection, Row
from geodash.exchange.sheets import Sheet, Value, mark
from geodash.exchange.xlsx_earlier import Earlier
from geodash.exchange.xlsx_ids import BookIds
from geodash.exchange.xlsx_read import Book, Cell, SheetRow

Key = tuple[str, ...]
Marks = Mapping[str, str]
SELECTORS = ("prefix", "suffix", "start", "end")
_HALF = 0.5
#: The column that tells one row of a table from another as people see it.
_TELLING = {"events": "title", "mentions": "quote", "actors": "name"}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A row of the workbook and which row it is; ``blank`` where its own id cell is."""

    row: SheetRow
    key: Key
    blank: bool = False


class Table:
    """One table of the collection beside its sheet in the workbook."""

    def __init__(
        self,
        book: Book,
        table: str,
        columns: Mapping[str, Column],
        collection: Collection,
        sources: Sources,
        earlier: Earlier,
    ) -> None:
        self.book, self.table, self.columns, self.earlier = book, table, columns, earlier
        self.file = _open(sources, table, columns)
        held = getattr(collection, table)
        rows: list[Row] = list(held.values() if isinstance(held, Mapping) else held)
        self.layout = Sheet.of(table, columns, rows)
        values = map(self.layout.values, rows)
        self.known = {self.layout.key(row): row for row in values}
        self.places: dict[Key, int] = {}
        for at in self.file.rows:
            key = tuple(self.file.get(at, name).strip() for name in KEYS[table])
            if all(key):
                self.places.setdefault(key, at)
        self.rows: list[Keyed] = []
        #: Links of which an end or the relation was changed: the new key and the one before.
        self.relinked: dict[Key, Key] = {}

    def value(self, key: Key, name: str) -> Value:
        """What the collection has in a cell, as a workbook would be given it."""
        row = self.known.get(key)
        if row is not None and name in row:
            return row[name]
        return self.file.get(self.places[key], name) or None if key in self.places else None

    def now(self, key: Key, name: str) -> str:
        """The mark of a cell of the collection."""
        return mark(self.value(key, name), self.columns.get(name))

    def mark(self, name: str, cell: Cell) -> str:
        """The mark of a cell of the workbook."""
        return mark(cell.value, self.columns.get(name), cell.raw)

    def exported(self, key: Key) -> Marks | None:
        """The marks of a row when the workbook was made; ``None`` if it wasn't there or isn't known."""
        return self.book.state.marks.get((self.table, key)) if self.book.state else None

    def say(
        self, row: SheetRow, column: str, reason: str, fix: str, severity: str = "error"
    ) -> None:
        """Report a cell of the workbook."""
        cell = row.cells.get(column)
        value = "" if cell is None or cell.value is None else str(cell.value)
        self.book.problem(self.table, reason, fix, row.number, column, value, severity)

    # Which row it is --------------------------------------------------------------------------

    def identify(self, ids: BookIds) -> None:
        """Find out which row each one is; what can't be told is reported, and left out."""
        missing = [n for n in KEYS[self.table] if n not in self.book.columns[self.table]]
        if missing:
            fix = f"Name the column {missing[0]}."
            self.book.problem(self.table, "This column is missing.", fix, 1, missing[0])
            return
        find = self._link if self.table == "links" else self._own
        seen: dict[Key, int] = {}
        blank: list[SheetRow] = []
        for row in self.book.rows[self.table]:
            key = find(row, ids)
            if key == ():
                blank.append(row)
            elif key in seen:
                fix = "Give it an id of its own, or remove one of the rows."
                self.say(row, KEYS[self.table][0], f"Row {seen[key]} has the same id.", fix)
            elif key is not None:
                seen[key] = row.number
                self.rows.append(Keyed(row, key))
        gone = self._gone(set(seen))
        if self.table == "links":
            self._relink(set(gone))
            return
        self.rows = [k for k in self.rows if not self._renamed(k, gone)]
        self._name(blank, gone, ids)

    def _own(self, row: SheetRow, ids: BookIds) -> Key | None:
        """The key of a row by its own id, ``()`` for a blank one, ``None`` for one refused."""
        name = KEYS[self.table][0]
        cell = row.cells.get(name) or Cell(None)
        found = ids.own(self.table, cell)
        if found.refused:
            self.say(row, name, found.reason, found.fix)
            return None
        if not found.text:
            return ()
        if found.text not in ids.of[self.table]:
            ids.called(self.table, found.text, _text_of(row, "name"))
        return (found.text,)

    def _link(self, row: SheetRow, ids: BookIds) -> Key | None:
        """The key of a link: both events and the relation."""
        key = []
        for name in KEYS["links"]:
            cell = row.cells.get(name) or Cell(None)
            found = ids.meant("links", self.columns[name], cell)
            if found.refused or not found.text:
                reason = found.reason or "The cell is blank."
                self.say(row, name, reason, found.fix or "Fill it in, or empty the row.")
                return None
            key.append(found.text.strip())
        return tuple(key)

    def _relink(self, gone: set[Key]) -> None:
        """A new link and a missing one that agree in two of three cells are one that was changed."""
        new = [k.key for k in self.rows if k.key not in self.places]
        old = [key for key in gone if key in self.places]
        near = {n: [o for o in old if _agree(n, o) == 2] for n in new}
        for key, found in near.items():
            if len(found) == 1 and sum(found[0] in others for others in near.values()) == 1:
                self.relinked[key] = found[0]

    def _gone(self, seen: set[Key]) -> dict[Key, Marks]:
        """Rows that the workbook was made with, or gave before, and that aren't named in it now."""
        state = self.book.state
        keys = state.keys(self.table) if state else set(self.places)
        gone = {key: self.exported(key) or self._marks(key) for key in keys - seen}
        return gone | {
            k: taken.marks for k, taken in self.earlier.added(self.table) if k not in seen
        }

    def _marks(self, key: Key) -> Marks:
        return {name: self.now(key, name) for name in self.layout.names}

    def _renamed(self, keyed: Keyed, gone: Mapping[Key, Marks]) -> bool:
        """Whether a new row is one that is missing, under another id; reported."""
        if keyed.key in self.places or not gone:
            return False
        like = self._like(self._said(keyed.row), gone)
        if not like:
            return False
        was, name = next(iter(like))[0], KEYS[self.table][0]
        reason = f"This row was “{was}” when the workbook was made; ids are never changed."
        fix = f"Format the column as text, and write {was} again."
        self.say(keyed.row, name, reason, fix)
        return True

    def _name(self, blank: Iterable[SheetRow], gone: Mapping[Key, Marks], ids: BookIds) -> None:
        """Rows without an id: those of an earlier import are known again, others get the next."""
        column, told = KEYS[self.table][0], dict[tuple[tuple[str, str], ...], int]()
        taken = {key for key, _ in self.earlier.added(self.table)}
        free: dict[Key, Marks] = {}
        if blank:
            free = {k: gone[k] if k in gone else self._marks(k) for k in self._unnamed(gone)}
        for row in blank:
            marks = self._said(row)
            said = tuple(sorted(marks.items()))
            if said in told:
                fix = "Remove one of the rows, or give it an id of its own."
                self.say(row, column, f"Row {told[said]} says the same.", fix)
                continue
            told[said] = row.number
            same = self._like(marks, free)
            best = max(same, key=lambda key: (key in taken, same[key]), default=None)
            if best is not None and (best in taken or same[best] == 1):
                self.rows.append(Keyed(row, best, blank=True))
                del free[best]
            elif best is not None:
                reason = f"The id is blank, and the row seems to be “{best[0]}”."
                fix = f"Write {best[0]}; for another {self.table[:-1]}, an id of its own."
                self.say(row, column, reason, fix)
            else:
                self._give(row, ids)

    def _unnamed(self, gone: Mapping[Key, Marks]) -> list[Key]:
        """Rows of the collection that aren't named in the workbook, but could be in it."""
        named = {k.key for k in self.rows}
        exported = self.book.state.keys(self.table) if self.book.state else set()
        return [k for k in self.places if k not in named and (k in gone or k not in exported)]

    def _give(self, row: SheetRow, ids: BookIds) -> None:
        column, name = KEYS[self.table][0], _text_of(row, "name")
        if self.table == "actors" and (there := ids.of["actors"].called(name)):
            asked = asked_about(map(ids.of["actors"].shown, there[:3]))
            fix = f"{asked} Write its id, or give another actor an id of its own."
            self.say(row, column, "The id is blank, and there is an actor of this name.", fix)
            return
        ident = ids.next(self.table, name)
        if not ident:
            asked = ids.of["actors"].did_you_mean(name)
            self.say(row, column, "The id is blank.", asked or "Fill it in, or empty the row.")
            return
        ids.called(self.table, ident, name)
        self.say(row, column, f"The id was blank; it is {ident} now.", "Nothing to do.", "warning")
        self.rows.append(Keyed(row, (ident,), blank=True))

    def _said(self, row: SheetRow) -> dict[str, str]:
        """The marks of a row's cells that say something of their own."""
        keys = (*KEYS[self.table], *SELECTORS)
        found = {n: self.mark(n, c) for n, c in row.cells.items() if n not in keys}
        return {name: text for name, text in found.items() if text}

    def _like(self, said: Marks, others: Mapping[Key, Marks]) -> dict[Key, float]:
        """The rows that are the same in what tells rows from others, and in half of all: how much."""
        telling = _TELLING[self.table]
        if not said.get(telling):
            return {}
        found = {
            key: sum(marks.get(name) == text for name, text in said.items()) / len(said)
            for key, marks in others.items()
            if marks.get(telling) == said[telling]
        }
        return {key: like for key, like in found.items() if like >= _HALF}


def _agree(one: Key, other: Key) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _open(sources: Sources, table: str, columns: Mapping[str, Column]) -> TableFile:
    name = f"{table}.csv"
    data = sources.data.get(name)
    if data is None:
        raise UnwritableError(f"{name} is missing: create it with a header first")
    return TableFile.of(sources.folder, name, data, list(columns))


def _text_of(row: SheetRow, name: str) -> str:
    cell = row.cells.get(name)
    return "" if cell is None or cell.value is None else str(cell.value)
