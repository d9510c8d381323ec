"""The collection's tables open for a save: rows by id as they stand in the files, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geodash.coding.draft.merge import changed
from geodash.coding.draft.rows import Cells, key_of
from geodash.collection.read.contract import KEYS, default_contract
from geodash.collection.sources import Sources
from geodash.collection.write.table import TableFile, UnwritableError

#: In the order in which they are written: what is named comes first.
WRITTEN = ("actors", "events", "mentions", "links", "considered")


@dataclass(slots=True)
class Table:
    """One file, with the position of each row by its id; of a link ``from|to|relation``."""

    name: str
    file: TableFile
    new: bool
    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Sources, name: str) -> Table:
        """The table as it stands; one that isn't there begins with its header.

        Raises ``UnwritableError`` for a file that can't be written without losing something.
        """
        file, columns = f"{name}.csv", list(default_contract().tables[name])
        if file in sources.unreadable:
            raise UnwritableError(f"{file} can’t be read: {sources.unreadable[file]}")
        data = sources.data.get(file)
        header = (",".join(columns) + "\n").encode()
        opened = TableFile.of(sources.folder, file, header if data is None else data, columns)
        table = cls(name, opened, data is None)
        if missing := [c for c in KEYS.get(name, ()) if c not in opened.columns]:
            raise UnwritableError(f"{file} has no column {missing[0]}")
        keys = [(c, opened.columns.index(c)) for c in KEYS.get(name, ())]
        for row in opened.rows if keys else ():
            record = opened.records[row]
            if ident := key_of(name, {c: record.value(at) for c, at in keys}):
                table.places.setdefault(ident, row)
        return table

    def rows(self, ids: Iterable[str]) -> dict[str, Cells]:
        """The rows of some ids, those that are there."""
        return {i: self._cells(self.places[i]) for i in ids if i in self.places}

    def _cells(self, row: int) -> Cells:
        record = self.file.records[row]
        return {name: record.value(at) for at, name in enumerate(self.file.columns)}

    def put(self, ident: str, cells: Cells | None) -> None:
        """Have the row say this; what it says already stays as it is written."""
        at = self.places.get(ident)
        if cells is None:
            if at is not None:
                self.file.remove(at)
                del self.places[ident]
            return
        # A blank cell needs no column.
        filled = {name: text for name, text in cells.items() if name in self.file.columns or text}
        self.file.add_columns([name for name in filled if name not in self.file.columns])
        if at is None:
            self.places[ident] = self.file.append(filled)
            return
        for column in changed(self._cells(at), filled) & filled.keys():
            self.file.set(at, column, filled[column])

    @property
    def written(self) -> tuple[bytes, bytes | None]:
        """The new content and the one that it replaces."""
        return self.file.render(), None if self.new else self.file.original


def open_tables(sources: Sources, names: Iterable[str]) -> dict[str, Table]:
    """The tables that a draft changes."""
    return {name: Table.of(sources, name) for name in WRITTEN if name in set(names)}


def contents(tables: Mapping[str, Table]) -> dict[str, bytes]:
    """What the files will hold."""
    return {table.file.name: table.written[0] for table in tables.values()}
