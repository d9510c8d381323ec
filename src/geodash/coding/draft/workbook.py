"""An edited workbook as changes of a draft: what ``geodash import`` would write, and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geodash.collection.write.table import UnwritableError
from geodash.collection.write.temporary import temporary_folder
from geodash.exchange.xlsx_import import Imported, import_xlsx
from geodash.exchange.xlsx_read import WorkbookError
from geodash.words.numbers import number_of

Json = dict[str, Any]
_SHOWN = 20


class WorkbookRefusedError(ValueError):
    """The file can't be taken; the message says why."""


def changes_in(data: bytes, folder: Path) -> Json:
    """The ``cells`` that the workbook changes (table, id, column, text), and in ``notes`` what it can't.

    Raises :class:`WorkbookRefusedError`.
    """
    with temporary_folder() as temporary:
        file = temporary / "workbook.xlsx"
        file.write_bytes(data)
        try:
            found = import_xlsx(file, folder, dry_run=True)
        except (WorkbookError, UnwritableError) as error:
            raise WorkbookRefusedError(str(error)) from error
    cells = [
        {"table": c.table, "id": "|".join(c.key), "column": c.column, "text": c.new}
        for c in found.changes
    ]
    return {"cells": cells if found.sound else [], "notes": _notes(found)}


def _notes(found: Imported) -> list[str]:
    wrong = [p for p in found.problems if found.sound or p.severity == "error"]
    notes = [f"{p.where}: {p.reason} {p.fix}" for p in wrong[:_SHOWN]]
    if not found.sound:
        notes.insert(0, "Nothing was taken; mend these in the workbook first:")
    if found.added:
        rows = number_of(len(found.added), "new row")
        notes.append(f"Left out: {rows}. Begin an event here, where its words are.")
    return notes
