"""Rows of a collection's tables: read as the collection reads them, added in the file's own writing; rows as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from geodash.collection.read.contract import ESSENTIAL, default_contract
from geodash.collection.read.problems import ProblemLog
from geodash.collection.read.tables import read_table
from geodash.collection.write.table import TableFile, UnwritableError
from geodash.imports.table import Refused


def own_text(folder: Path, name: str) -> str | None:
    """A table that somebody keeps for imports beside the collection's; ``None`` where there is none. Raises ``Refused``."""
    try:
        return (folder / name).read_text("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{name} can’t be read; save it as CSV (UTF-8).") from error


def rows_of(folder: Path, table: str) -> list[Mapping[str, str]]:
    """The rows of a table that can be read, by column of the contract; none where there is no file."""
    return rows_in(folder / f"{table}.csv", table)


def rows_in(path: Path, table: str) -> list[Mapping[str, str]]:
    """The same of a file elsewhere, such as a backup."""
    if not path.exists():
        return []
    columns = default_contract().tables[table]
    rows, _ = read_table(path.read_bytes(), f"{table}.csv", table, columns, ProblemLog())
    return [row.cells for row in rows]


def appended(folder: Path, table: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The file of a table with some rows below; one that isn't there begins with its header.

    Raises ``UnwritableError`` for a file that can't be written without losing something.
    """
    columns = list(default_contract().tables[table])
    path = folder / f"{table}.csv"
    data = path.read_bytes() if path.exists() else b""
    file = TableFile.of(
        folder, path.name, data if data.strip() else (",".join(columns) + "\n").encode(), columns
    )
    if missing := [c for c in ESSENTIAL[table] if c not in file.columns]:
        raise UnwritableError(f"{path.name} has no column {missing[0]}: add it first")
    for row in rows:
        # A blank cell needs no column.
        filled = {n: text for n, text in row.items() if text or n in file.columns}
        file.add_columns(list(filled))
        file.append({n: text.encode("utf-8", "replace").decode() for n, text in filled.items()})
    return file.render()
