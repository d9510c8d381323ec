"""How a workbook's cells were when it was written out: kept on a hidden sheet, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook

from geodash.exchange.sheets import SHEETS, STATE, Sheet, Value, decoded, encoded, mark

Key = tuple[str, ...]
_VERSION, _MARK, _COLUMNS = "version", "mark", "columns"
#: The sheet of the articles, and its table here.
ARTICLES = "Articles"
_KNOWN = (*SHEETS, ARTICLES)


@dataclass(slots=True)
class State:
    """What was exported: the version, and of each row the marks of its cells.

    ``mark`` is the workbook's own, as :class:`geodash.exchange.selection.Selection` has it.
    ``marks`` has them by table, key and column; a blank cell has none. ``prints`` are hashes of
    whole rows, all that workbooks of earlier versions have.
    """

    version: str = ""
    mark: str = ""
    marks: dict[tuple[str, Key], Mapping[str, str]] = field(default_factory=dict)
    prints: dict[tuple[str, Key], str] = field(default_factory=dict)

    def keys(self, table: str) -> set[Key]:
        """The rows of a table that were exported."""
        return {key for found, key in (*self.marks, *self.prints) if found == table}


class StateSheet:
    """Writes the hidden sheet."""

    def __init__(self, version: str, mark: str = "") -> None:
        self._rows: list[tuple[str, str, str]] = [(_VERSION, "", version)]
        if mark:
            self._rows.append((_MARK, "", mark))

    def columns(self, layout: Sheet) -> None:
        """A table begins, with these columns."""
        self._rows.append((_COLUMNS, layout.table, json.dumps(layout.names)))

    def told(self, names: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """The sheet Articles, which is for reading: so that a change in it is noticed."""
        self._rows.append((_COLUMNS, ARTICLES, json.dumps(names)))
        for row in rows:
            marks = ",".join(mark(value, None) for value in row)
            self._rows.append((ARTICLES, json.dumps([row[0]]), marks))

    def row(self, layout: Sheet, values: Mapping[str, Value]) -> None:
        """A row of it."""
        marks = ",".join(mark(values[n], layout.columns.get(n)) for n in layout.names)
        self._rows.append((layout.table, json.dumps(layout.key(values)), marks))

    def write(self, book: Workbook) -> None:
        """Add the sheet; not for eyes."""
        sheet = book.create_sheet(STATE)
        sheet.sheet_state = "veryHidden"
        for row in self._rows:
            sheet.append([encoded(text) for text in row])


def read_state(rows: Iterable[Sequence[object]]) -> State:
    """The state from the rows of the hidden sheet; raises ``ValueError`` for what is none."""
    state = State()
    columns: dict[str, list[str]] = {}
    for cells in rows:
        texts = [str(cell or "") for cell in cells[:3]]
        if len(texts) < 3:
            continue
        kind, name, text = texts[0], *(decoded(t.replace("x005F_", "")) for t in texts[1:])
        if kind == _VERSION:
            state.version = text
        elif kind == _MARK:
            state.mark = text
        elif kind == _COLUMNS and name in _KNOWN:
            columns[name] = json.loads(text)
        elif kind in _KNOWN:
            key = tuple(json.loads(name))
            if "," in text:
                marks = text.split(",")
                state.marks[kind, key] = dict(zip(columns.get(kind, ()), marks, strict=True))
            else:
                state.prints[kind, key] = text
    return state
