"""The rows of a collection as texts, cell by cell as the files have them: what a draft begins from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geodash.coding.draft.rows import key_of
from geodash.collection.read.contract import KEYS, default_contract
from geodash.collection.write.table import TableFile, UnwritableError

#: A row: column → text.
Texts = dict[str, str]


@dataclass(frozen=True)
class Rows:
    """The rows of all tables by id, in file order, and the columns of each file."""

    tables: Mapping[str, Mapping[str, Texts]]
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of_event(self, event_id: str) -> list[Texts]:
        """The mentions of an event."""
        return [m for m in self.tables["mentions"].values() if m.get("event_id") == event_id]


def read_rows(folder: Path) -> Rows:
    """The tables in ``folder``; a missing one is empty.

    Raises ``UnwritableError`` with one sentence for a file that could not be written back as it is.
    """
    tables, columns = {}, {}
    contract = default_contract().tables
    for table in KEYS:
        known = list(contract[table])
        tables[table], columns[table] = _table(folder, table, known)
    return Rows(tables, columns)


def _table(folder: Path, table: str, known: list[str]) -> tuple[dict[str, Texts], list[str]]:
    try:
        file = TableFile.read(folder, f"{table}.csv", known)
    except FileNotFoundError:
        return {}, known
    except OSError as error:
        raise UnwritableError(f"{table}.csv can’t be read: {error.strerror}") from error
    found: dict[str, Texts] = {}
    for row in file.rows:
        cells = {column: file.get(row, column) for column in file.columns if column}
        if any(v.strip() for v in cells.values()):
            found.setdefault(key_of(table, cells), cells)
    return found, [c for c in file.columns if c]
