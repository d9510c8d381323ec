"""Text that a spreadsheet would run: an apostrophe before it, and taken away again on reading."""

from __future__ import annotations

import re

_NUMBER = r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?"
#: What Excel, LibreOffice or Google Sheets may take for a formula; full-width forms too.
_RUNS = re.compile(rf"'*(?!{_NUMBER}\Z)[ \u00a0]*[=+\-@\t\r\n|＝＋－＠]", re.ASCII)


def guard(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might run it; numbers stay."""
    return f"'{text}" if _RUNS.match(text) else text


def unguard(text: str) -> str:
    """Undoes :func:`guard`: exactly the text that was guarded."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
