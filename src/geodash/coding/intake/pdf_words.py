"""The words of a PDF's pages with the boxes that they are printed in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from geodash.coding.intake.brought import UnreadableError

#: A book has a thousand pages and two million letters.
_PAGES, _LETTERS = 1500, 3_000_000
_PASSWORD = raw.FPDF_ERR_PASSWORD
#: PDFium's sign for a hyphen at the end of a line.
_HYPHENS = (0x02, 0xFFFE)
#: Two letters farther apart than this part of their size are of two words.
_APART = 0.25
#: Letters turned by more (radians) are no line of the text.
_TURNED = 0.1


@dataclass(slots=True)
class Word:
    """Letters printed in a row; ``spaced``: a blank stands before it. Points, from the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False
    spaced: bool = True

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Sheet:
    """One page: its words in the order of the file, its height, pictures, and letters that no one can tell."""

    words: list[Word]
    height: float
    pictures: int
    unknown: int = 0
    turned: str = ""


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages; raises ``UnreadableError`` for a file that is locked, broken or endless."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise UnreadableError(
                "This PDF has a password; save it without, and add that."
            ) from error
        raise UnreadableError(
            "The PDF is broken; open it and copy its text, and paste that."
        ) from error
    try:
        if len(document) > _PAGES:
            raise UnreadableError(
                f"It has {len(document):,} pages; an article has fewer. Paste its text."
            )
        letters = 0
        for number in range(len(document)):
            try:
                sheet, count = _sheet(document[number])
            except pdfium.PdfiumError:
                continue  # a page that is no page; the others may be
            letters += count
            if letters > _LETTERS:
                raise UnreadableError("It has more text than any article; paste the article’s.")
            yield sheet
    finally:
        document.close()


def _sheet(page: Any) -> tuple[Sheet, int]:
    text = page.get_textpage()
    count = text.count_chars()
    pictures = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    sheet = Sheet([], page.get_height(), pictures)
    if count <= _LETTERS:
        _Letters(text, sheet).read(count)
    text.close()
    page.close()
    return sheet, count


class _Letters:
    """Makes words of the letters of one page."""

    def __init__(self, text: Any, sheet: Sheet) -> None:
        self._text, self._sheet = text, sheet
        self._word: Word | None = None
        self._box = raw.FS_RECTF()
        self._spaced = True

    def read(self, count: int) -> None:
        """All letters, in the order of the file."""
        turned: list[str] = []
        for index in range(count):
            code = raw.FPDFText_GetUnicode(self._text, index)
            char = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else "\ufffd"
            if code not in _HYPHENS and (
                char in " \t\r\n" or raw.FPDFText_IsGenerated(self._text, index) == 1
            ):
                self._end()
                continue
            if "\ud800" <= char <= "\udfff" or "\ue000" <= char <= "\uf8ff" or char == "\ufffd":
                self._sheet.unknown += 1
                char = "\ufffd"
            angle = raw.FPDFText_GetCharAngle(self._text, index) % 6.2832
            if _TURNED < angle < 6.2832 - _TURNED:
                turned.append(char)
                self._end()
                continue
            self._add(char, index)
        self._end()
        self._sheet.turned = "".join(turned)

    def _end(self) -> None:
        self._word, self._spaced = None, True

    def _add(self, char: str, index: int) -> None:
        if not raw.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(self._box)):
            return
        box, word = self._box, self._word
        size = raw.FPDFText_GetFontSize(self._text, index) or 1.0
        size = max(size, box.top - box.bottom) if size <= 1.5 else size
        if word is not None:
            level = abs((box.bottom + box.top) / 2 - word.middle) < 0.3 * word.size
            if level and -size < box.left - word.right < _APART * size:
                word.text += char
                word.right = max(word.right, box.right)
                word.left = min(word.left, box.left)
                return
        bold = raw.FPDFText_GetFontWeight(self._text, index) >= 600
        self._word = Word(char, box.left, box.bottom, box.right, box.top, size, bold, self._spaced)
        self._spaced = False
        self._sheet.words.append(self._word)
