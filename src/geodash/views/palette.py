"""The colours of paper, ink and lines in all that leaves the app: pictures, slides, documents, sheets.

``#RRGGBB``. The pages themselves have a light and a dark set of their own (``core/tokens.css``).
"""

PAPER = "#FFFDF8"
INK = "#1B2430"
SECOND = "#4F483D"
ACCENT = "#1F4E5F"
#: Behind the head of a table.
HEAD = "#F4EDDD"
HAIRLINE = "#C9BFAC"
#: Drawn over a map or a strip, where a hairline would be lost.
LINE = "#857B6A"


def bare(color: str) -> str:
    """``1B2430``, as Word and Excel want it."""
    return color.removeprefix("#")
