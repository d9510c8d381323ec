"""How a workbook's cells are written and look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import cast
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from geodash.exchange.sheets import FIRST_DAY, Value, encoded, fitted
from geodash.views.palette import HAIRLINE, HEAD, INK, SECOND, bare

_FONT = "Calibri"
_HEAD = Font(name=_FONT, bold=True, color=bare(INK))
_READ_ONLY = Font(name=_FONT, italic=True, color=bare(SECOND))
_FILL = PatternFill("solid", fgColor=bare(HEAD))
_RULE = Border(bottom=Side("thin", color=bare(HAIRLINE)))
_TOP = Alignment(vertical="top")
_LEFT = Alignment(vertical="top", horizontal="left")
_WRAP = Alignment(vertical="top", wrap_text=True)
#: Beginnings that a spreadsheet takes for a formula when the text is typed in again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATE = "yyyy-mm-dd"
_NARROW, _WIDE, _PROSE = 11, 26, 52
#: From this many characters on a column wraps.
_LONG = 30
#: Points.
_LINE = 15
#: Ready styles by workbook and alignment.
_STYLES: WeakKeyDictionary[Workbook, dict[object, StyleArray]] = WeakKeyDictionary()


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write a value with its type; text is never taken for a formula, blank stays blank."""
    cell = cast(Cell, sheet.cell(row, column))  # nothing is merged here
    _align(cell, _TOP)
    if value is None or value == "":
        return cell
    if isinstance(value, date) and value >= FIRST_DAY:
        cell.value = value
        _align(cell, _LEFT, _DATE)
    elif isinstance(value, date):
        _text(cell, value.isoformat())
        note = "A text: spreadsheets know no dates before March 1900."
        cell.comment = Comment(note, "geodash", width=260, height=60)
    elif isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value
    return cell


def _text(cell: Cell, text: str) -> None:
    cell.value = encoded(fitted(text))
    # After the value: openpyxl itself takes "=…" for a formula and "#N/A" for an error.
    cell.data_type = "s"
    if "\n" in text or len(text) > _LONG:
        _align(cell, _WRAP)
    if text.startswith(_FORMULA):
        cell.quotePrefix = True


def _align(cell: Cell, alignment: Alignment, number_format: str = "General") -> None:
    """The same as setting the cell's properties, which looks each up among the book's styles."""
    made = _STYLES.setdefault(cast(Workbook, cell.parent.parent), {})
    key = alignment.horizontal, alignment.wrap_text
    if key not in made:
        cell.alignment, cell.number_format = alignment, number_format
        made[key] = copy(cell._style)  # type: ignore[attr-defined]  # missing in the stubs
    cell._style = copy(made[key])  # type: ignore[attr-defined]  # missing in the stubs


def head(sheet: Worksheet, names: Sequence[str], read_only: Sequence[str] = ()) -> None:
    """The first row: names, frozen by :func:`finish`."""
    for position, name in enumerate(names, start=1):
        cell = put(sheet, 1, position, name)
        cell.font = _READ_ONLY if name in read_only else _HEAD
        cell.fill, cell.border = _FILL, _RULE


def finish(sheet: Worksheet, frozen: str = "B2", lines: int = 4) -> None:
    """Freeze the header, let it filter, and give columns and rows a size for what they hold.

    Rows show at most ``lines`` lines.
    """
    sheet.freeze_panes = frozen
    last = f"{get_column_letter(max(sheet.max_column, 1))}{max(sheet.max_row, 1)}"
    sheet.auto_filter.ref = f"A1:{last}"
    for position, column in enumerate(sheet.iter_cols(), start=1):
        lengths = sorted(len(str(c.value)) for c in column[1:] if c.value is not None)
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        width = _PROSE if usual > 2 * _LONG else _WIDE if usual > _NARROW + 7 else usual + 3
        title = min(len(str(column[0].value or "")) + 4, _WIDE)
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = max(width, title, _NARROW)
    _heights(sheet, 2, lines)
    _printed(sheet)
    sheet.print_title_rows = "1:1"


def _heights(sheet: Worksheet, first: int, lines: int) -> None:
    """Heights for wrapped text: not every program works them out when it opens a file."""
    for number, row in enumerate(sheet.iter_rows(min_row=first), start=first):
        needed = 1
        for position, cell in enumerate(row, start=1):
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                width = sheet.column_dimensions[get_column_letter(position)].width
                found = (-(-len(line) // (width * 0.92)) or 1 for line in cell.value.split("\n"))
                needed = max(needed, int(sum(found)))
        sheet.row_dimensions[number].height = _LINE * min(needed, lines)


def _printed(sheet: Worksheet) -> None:
    """All columns on one page's width, on its side."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def pairs(sheet: Worksheet, rows: Mapping[str, str]) -> None:
    """Names and texts in two columns, for reading."""
    for name, text in rows.items():
        row = sheet.max_row + (1 if sheet["A1"].value else 0)
        put(sheet, row, 1, name).font = _HEAD
        put(sheet, row, 2, text).alignment = _WRAP
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 100
    sheet.sheet_view.showGridLines = False
    _heights(sheet, 1, 40)
    _printed(sheet)
