"""The log of changes, ``changes.csv``: a row for each cell that was changed, and for each row that came or went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from geodash.collection.read.contract import default_contract
from geodash.collection.write.table import TableFile

TABLE = "changes"
NAME = f"{TABLE}.csv"
#: What a row of each table is called; of a link its relation.
CALLED = {
    "events": "title",
    "mentions": "quote",
    "actors": "name",
    "considered": "quote",
    "places": "name",
    "areas": "name",
}


def moment() -> str:
    """Now, as the log writes it: all rows of one save have the same."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def whole(
    table: str, ident: str, *, before: str = "", after: str = "", by: str = "", why: str = ""
) -> dict[str, str]:
    """A row that came (``after`` is what it is called) or went (``before``)."""
    head = {"when": moment(), "by": by, "why": why, "table": table, "id": ident}
    return {**head, "before": before, "after": after}


def cell(came: Mapping[str, str], column: str, before: str, after: str) -> dict[str, str]:
    """A cell that was changed, of the row that ``came`` tells of."""
    return {**came, "column": column, "before": before, "after": after}


def with_rows(folder: Path, data: bytes | None, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The log with more rows below; ``data`` is what it holds, ``None`` where there is none yet.

    Raises ``UnwritableError`` for one that can't be written back as it is.
    """
    columns = list(default_contract().tables[TABLE])
    header = (",".join(columns) + "\n").encode()
    file = TableFile.of(folder, NAME, data if data and data.strip() else header, columns)
    file.add_columns([name for name in columns if name not in file.columns])
    for row in rows:
        file.append({n: text.encode("utf-8", "replace").decode() for n, text in row.items()})
    return file.render()
