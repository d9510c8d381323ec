"""GDELT's own files: tabs, no quotes, no header, and rows of two lengths in one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geodash.imports.formats.gdelt import COLUMNS, shape
from geodash.imports.readers.delimited import Delimited
from geodash.imports.readers.text import letters_of


def gdelt_table(
    path: Path, name: str, head: Sequence[str], encoding: str, *, forced: bool = False
) -> Delimited | None:
    """The file as a table with the names of 2.0; ``None`` for what isn't GDELT without a header."""
    rows = [line.rstrip("\r\n").split("\t") for line in head if line.strip()]
    good = [cells for cells in rows if (wide := shape(cells)) is not None and _day(wide[1])]
    if not good or (2 * len(good) < len(rows) and not forced):
        return None
    letters = letters_of(path, encoding)
    widths = sorted({len(cells) for cells in good})
    noticed = [f"No header: rows of {' and '.join(map(str, widths))} cells, read as GDELT’s."]
    if letters.words:
        noticed.append(letters.words)
    return Delimited(
        path, name, COLUMNS, "\t", letters, 0, 1, tuple(noticed), quoted=False, shape=shape
    )


def _day(cell: str) -> bool:
    return len(cell) == 8 and cell.isdecimal()
