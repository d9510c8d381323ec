"""Tables without a header: GDELT's own files (tabs, no quotes, rows of two lengths), editions of UCDP's."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geodash.imports.formats.gdelt import COLUMNS, WIDTHS, shape, widened
from geodash.imports.formats.ucdp import COLUMNS as UCDP_COLUMNS
from geodash.imports.formats.ucdp import without_header
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
        path, name, COLUMNS, "\t", letters, 0, 1, tuple(noticed),
        quoted=False, shape=shape, wide=widened, widths=WIDTHS,
    )  # fmt: skip


def named(table: Delimited, head: Sequence[str]) -> Delimited:
    """The table; with UCDP's names where its “header” is the first event of a file without one."""
    first = next(csv.reader(head, delimiter=table.delimiter), [])
    if table.above != 1 or not without_header(first):
        return table
    noticed = (*table.noticed, "No header: 49 cells, read as UCDP GED’s.")
    return replace(table, columns=UCDP_COLUMNS, above=0, first=1, noticed=noticed)


def _day(cell: str) -> bool:
    return len(cell) == 8 and cell.isdecimal()
