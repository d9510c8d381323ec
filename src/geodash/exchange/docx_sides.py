"""The counts of a comparison as a table in Word."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell

from geodash.exchange.docx_runs import add_words
from geodash.exchange.selection import Sides
from geodash.exchange.xml_text import writable

#: Millimetres; together the width of the text.
_WIDTHS = (76, 42, 42)


def add_tallies(document: Document, sides: Sides) -> None:
    """Titles over rows of what is counted, with how many events A and B have of it."""
    table = document.add_table(rows=0, cols=len(_WIDTHS))
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    _fill(table.add_row().cells, ("", sides.a, sides.b), bold=True)
    for title, rows in sides.tallies:
        if rows:
            _fill(table.add_row().cells, (title, "", ""), bold=True)
        for label, a, b in rows:
            _fill(table.add_row().cells, (label, f"{a:,}", f"{b:,}"))


def _fill(cells: Sequence[_Cell], texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text, width in zip(cells, texts, _WIDTHS, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table text"
        add_words(paragraph, writable(text))
        cell.width = Mm(width)
        for run in paragraph.runs:
            run.bold = bold
    for cell in cells[1:]:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
