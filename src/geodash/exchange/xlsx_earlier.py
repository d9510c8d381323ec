"""What was taken from a workbook before, so that it can be read again while work goes on.

A workbook knows how the collection was when it was made. What has been imported from it since is kept
in the collection (``.geodash/imported.json``): it is what a later change of the same reader rests on.
That it is the same is known by the workbook's path, its own mark, and who the spreadsheet says saved it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geodash.collection.write.lock import STATE
from geodash.exchange.xlsx_read import Book

NAME = f"{STATE}/imported.json"
_MOST = 40

Key = tuple[str, ...]


@dataclass(slots=True)
class Taken:
    """One row as the workbook had it: marks of the cells taken by column; all of an ``added`` row."""

    added: bool = False
    marks: dict[str, str] = field(default_factory=dict)


class Earlier:
    """The rows that were taken from one workbook, by table and key; ``original`` is the file."""

    def __init__(self, original: bytes | None, workbook: Path, book: Book) -> None:
        mark = book.state.mark if book.state else ""
        name = "\0".join((workbook.resolve().as_posix(), mark, book.saved_by))
        self._name = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]
        self.original = original
        self._all = _read(self.original)
        self.rows = _rows(self._all.get(self._name))

    def forget(self) -> None:
        """It is another workbook of the same path."""
        self.rows = {}

    def base(self, table: str, key: Key, column: str) -> str | None:
        """The mark of a cell as it was taken; ``None`` if it never was."""
        taken = self.rows.get((table, key))
        if taken is None:
            return None
        return taken.marks.get(column, "" if taken.added else None)

    def added(self, table: str) -> Iterator[tuple[Key, Taken]]:
        """Rows that came from the workbook as new ones."""
        return ((key, t) for (found, key), t in self.rows.items() if found == table and t.added)

    def take(self, table: str, key: Key, marks: Mapping[str, str], *, added: bool = False) -> None:
        """Remember cells that are taken now."""
        taken = self.rows.setdefault((table, key), Taken(added))
        taken.marks.update(marks)

    def render(self) -> bytes:
        """The file with what was taken from this workbook, the last one read at the end."""
        rows = [[t, list(key), x.added, x.marks] for (t, key), x in self.rows.items()]
        kept = {n: v for n, v in self._all.items() if n != self._name} | {self._name: rows}
        last = dict(list(kept.items())[-_MOST:])
        return json.dumps(last, ensure_ascii=False, separators=(",", ":")).encode()


def _read(data: bytes | None) -> dict[str, object]:
    """All workbooks; a damaged file is as good as none: what rests on it is asked about again."""
    try:
        found = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _rows(found: object) -> dict[tuple[str, Key], Taken]:
    try:
        return {
            (str(table), tuple(map(str, key))): Taken(bool(added), dict(marks))
            for table, key, added, marks in found  # type: ignore[attr-defined]  # else it is none
        }
    except (TypeError, ValueError):
        return {}
