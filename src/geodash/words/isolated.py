"""Words of others within our sentences, where they are written from right to left.

Our sentences run from left to right. A name, title or quote in Arabic, Hebrew, Persian or Urdu that
stands in one takes the brackets, dots and figures beside it along to its own side, unless it is
isolated (Unicode's FIRST STRONG ISOLATE): then it is one thing in our line, laid out by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BEGIN, _END = "\u2068", "\u2069"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_OTHER_CONTROLS = re.compile("[\u202a-\u202e\u2066\u2067]")
_RIGHT = ("R", "AL", "AN")
#: Where all letters of these kinds are: most texts have none, and needn't be looked at letter by letter.
_RIGHT_BLOCKS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def leans_right(text: str) -> bool:
    """Whether any letter of a text is written from right to left."""
    return bool(_RIGHT_BLOCKS.search(text)) and any(
        unicodedata.bidirectional(c) in _RIGHT for c in text
    )


def begins_right(text: str) -> bool:
    """Whether a text by itself runs from right to left, as its first letter does; isolates are skipped."""
    depth = 0
    for c in text:
        depth += {_BEGIN: 1, _END: -1}.get(c, 0)
        side = unicodedata.bidirectional(c)
        if depth <= 0 and side in ("L", "R", "AL"):
            return side != "L"
    return False


def isolated(text: str) -> str:
    """Text of others to stand in a sentence of ours; as it is where nothing in it has a direction of its own.

    Marks of direction in it end with it; isolates that it leaves open are closed.
    """
    if not leans_right(text) and not _CONTROLS.search(text):
        return text
    if text.startswith(_BEGIN) and text.endswith(_END) and len(_ISOLATES.findall(text)) == 2:
        return text
    return f"{_BEGIN}{_even(text)}{_END}"


def balanced(text: str) -> str:
    """Text for a picture or a slide: closed isolates stay, all other marks of direction go."""
    return text if text.isascii() else _even(_OTHER_CONTROLS.sub("", text))


def _even(text: str) -> str:
    """Text that closes each isolate that it opens, and none that it doesn't."""
    depth, kept = 0, []
    for c in text:
        if c == _END and not depth:
            continue
        depth += (c == _END) * -1 + (c in "\u2066\u2067\u2068")
        kept.append(c)
    return "".join(kept) + _END * depth


def directed(text: str) -> Iterator[tuple[str, bool]]:
    """A line of ours in stretches: the text, and whether it runs from right to left.

    Each isolate is one; outside of them, so is each stretch from a letter of such a script to the last
    without one of ours between.
    """
    for part in re.split(f"({_BEGIN}[^{_BEGIN}{_END}]*{_END})", text):
        if not part:
            continue
        if part.startswith(_BEGIN) and begins_right(part[1:-1]):
            yield part, True
        else:
            yield from _stretches(part)


def _closed(text: str, first: int, last: int, end: int) -> int:
    """The last place of a stretch with the brackets that close those opened in it."""
    depth = 0
    for k in range(first, end):
        kind = unicodedata.category(text[k])
        depth += (kind in ("Ps", "Pi")) - (kind in ("Pe", "Pf"))
        if depth < 0:
            break
        if kind in ("Pe", "Pf"):
            last = max(last, k)
    return last


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    sides = [unicodedata.bidirectional(c) for c in text]
    start = i = 0
    while i < len(text):
        if sides[i] not in ("R", "AL"):
            i += 1
            continue
        last = i
        while i < len(text) and sides[i] != "L":
            if sides[i] in _RIGHT:
                last = i
            i += 1
        first = next(k for k in range(start, len(text)) if sides[k] in ("R", "AL"))
        last = _closed(text, first, last, i)
        if first > start:
            yield text[start:first], False
        yield text[first : last + 1], True
        start = i = last + 1
    if start < len(text):
        yield text[start:], False
