"""Spots of a text that look like misprints: they stay, and an editor is told."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

from geodash.domain.passage import paragraphs

_SPOTS = re.compile(
    rf"(?:{'|'.join(month_name[1:])})\d"
    r"|\w [,.](?=\s|\Z)"
    r"|(?<=\S)  +(?=\S)"
    r"|[^\W\d_][.,;][A-Z][a-z]{2}"
    r"|\b(?!(?:had|that)\b)([^\W\d_]{2,}) \1\b"
)
_ADDRESS = re.compile(r"://|@|www\.")
_SHOWN, _WIDE = 5, 40


def odd_spots(body: str) -> Iterator[tuple[str, int | None]]:
    """Each spot with the words around it, and the number of its paragraph."""
    for start, end, number in odd_spans(body):
        yield body[start:end].strip("“”\"'()[]"), number


def odd_spans(body: str) -> Iterator[tuple[int, int, int | None]]:
    """Where those words stand in the body, and the number of their paragraph."""
    for block in paragraphs(body):
        text = body[block.start : block.end]
        for match in _SPOTS.finditer(text):
            begin = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            end = text.find(" ", match.end())
            words = text[begin : end if end >= 0 else len(text)][:_WIDE]
            if not _ADDRESS.search(words):
                first = block.start + begin
                yield first, first + len(words), block.number


def odd_line(body: str) -> str:
    """All of them in a sentence; blank without any."""
    found = list(odd_spots(body))
    if not found:
        return ""
    shown = [f"“{words}”" + (f" (¶{n})" if n is not None else "") for words, n in found[:_SHOWN]]
    more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    one = len(found) == 1
    return (
        f"{len(found):,} odd spot{'s' * (not one)} {'is' if one else 'are'} kept as printed: "
        f"{', '.join(shown)}{more}."
    )
