"""Drop-downs and limits of a workbook's cells, from the data contract."""

from __future__ import annotations

from typing import Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from geodash.collection.read.contract import Column
from geodash.exchange.sheets import Sheet
from geodash.exchange.xlsx_style import put
from geodash.words.texts import shortened

#: Rows below the last one that have the drop-downs, too.
SPARE = 500
LISTS = "Lists"
#: Columns whose cells name a row of another sheet: its first column offers the ids.
_REFERS = {"event_id": "Events", "from_event": "Events", "to_event": "Events"}
_REFERS |= {"article_id": "Articles", "parent": "Actors"}
_MOST_PROMPT = 255


def offer(book: Workbook, sheet: Worksheet, layout: Sheet) -> None:
    """Give the columns of ``sheet`` their drop-downs, limits and hints."""
    last = sheet.max_row + SPARE
    for position, name in enumerate(layout.names, start=1):
        column = layout.columns.get(name)
        if column is None:
            continue
        rule = _rule(book, layout, column)
        rule.promptTitle = name[:32]
        rule.prompt = shortened(column.description, _MOST_PROMPT)
        rule.showInputMessage = True
        rule.allow_blank = True
        letter = get_column_letter(position)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _rule(book: Workbook, layout: Sheet, column: Column) -> DataValidation:
    """What a cell may hold; a list of several values can't be offered, only explained."""
    if column.values and not column.separator:
        rule = DataValidation(type="list", formula1=_listed(book, layout, column))
        return _strict(rule, f"One of: {', '.join(column.values)}.")
    if column.name in _REFERS and column.name not in _own_key(layout):
        return DataValidation(type="list", formula1=f"={_REFERS[column.name]}!$A$2:$A$20000")
    if column.type in ("integer", "number") and column.minimum is not None:
        kind: Literal["whole", "decimal"] = "whole" if column.type == "integer" else "decimal"
        low, high = column.minimum, column.maximum
        if high is None:
            rule = DataValidation(kind, operator="greaterThanOrEqual", formula1=f"{low:g}")
            return _strict(rule, f"A number from {low:g}, or blank.")
        rule = DataValidation(kind, operator="between", formula1=f"{low:g}", formula2=f"{high:g}")
        return _strict(rule, f"A number from {low:g} to {high:g}, or blank.")
    return DataValidation()


def _own_key(layout: Sheet) -> tuple[str, ...]:
    return ("event_id",) if layout.table == "events" else ()


def _strict(rule: DataValidation, reason: str) -> DataValidation:
    rule.showErrorMessage, rule.errorStyle = True, "stop"
    rule.errorTitle, rule.error = "Not a value of this column", shortened(reason, _MOST_PROMPT)
    return rule


def _listed(book: Workbook, layout: Sheet, column: Column) -> str:
    """The values in a column of the hidden sheet: a formula could hold only short lists."""
    sheet = book[LISTS] if LISTS in book.sheetnames else book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    position = sheet.max_column + (1 if sheet["A1"].value else 0)
    put(sheet, 1, position, f"{layout.table}.{column.name}")
    for row, value in enumerate(column.values, start=2):
        put(sheet, row, position, value)
    letter = get_column_letter(position)
    return f"={LISTS}!${letter}$2:${letter}${len(column.values) + 1}"
