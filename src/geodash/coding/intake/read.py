"""One way in for every kind of file."""

from __future__ import annotations

from geodash.coding.intake.brought import LONGEST, Brought, UnreadableError
from geodash.coding.intake.kinds import PAGE, PDF, WORD, kind_of
from geodash.coding.intake.text_ import read_text


def read(data: bytes, name: str = "") -> Brought:
    """The article in a file's bytes; ``name`` is the file's, blank for pasted text.

    Raises ``UnreadableError`` with one plain sentence. What isn't plain text is a stranger's program
    of a kind: it is read in a process of its own (:mod:`geodash.web.worker`).
    """
    kind = kind_of(data, name)
    try:
        brought = _read(kind, data, name)
    except RecursionError as error:
        raise UnreadableError("It is nested too deeply for an article; paste its text.") from error
    if sum(map(len, brought.blocks)) > LONGEST:
        raise UnreadableError("It has more text than a book; paste the article’s.")
    return brought


def _read(kind: str, data: bytes, name: str) -> Brought:
    # Each reader is imported when there is such a file: lxml and PDFium take their time.
    if kind == WORD:
        from geodash.coding.intake.docx_ import read_docx

        return read_docx(data)
    if kind == PAGE:
        from geodash.coding.intake.html_ import read_page

        return read_page(data)
    if kind == PDF:
        from geodash.coding.intake.pdf_ import read_pdf

        return read_pdf(data)
    return read_text(data, name)


def is_light(data: bytes, name: str = "") -> bool:
    """Whether it is plain text that is read in a moment, without a process of its own."""
    return len(data) < 10**6 and kind_of(data, name) not in (PAGE, PDF, WORD)
