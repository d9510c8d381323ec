"""The order in which a page is read: what spans it, then its columns one by one; and its lines."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from geodash.coding.intake.pdf_words import Word

#: A gutter is so wide, in sizes of the letters; a column has so many lines, of so many letters.
_GUTTER, _LINES, _LETTERS = 0.9, 3, 14


@dataclass(slots=True)
class Line:
    """Words on one height, in the order in which they are read; ``column`` has its left and right edge."""

    words: list[Word]
    column: tuple[float, float] = (0.0, 0.0)

    @property
    def text(self) -> str:
        """The line as it is printed."""
        text, before = self.words[0].text, self.words[0]
        for word in self.words[1:]:
            gap = max(word.left - before.right, before.left - word.right)
            joined = not word.spaced and gap < 0.12 * word.size
            text += word.text if joined else f" {word.text}"
            before = word
        return text

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(w.left for w in self.words)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(w.right for w in self.words)

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return median(w.middle for w in self.words)

    @property
    def size(self) -> float:
        """The size that most of its letters have."""
        letters: Counter[float] = Counter()
        for word in self.words:
            letters[word.size] += len(word.text)
        return letters.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(w.bold for w in self.words)


def rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one height together, from the top."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.middle):
        last = found[-1] if found else None
        if last and abs(last[0].middle - word.middle) < 0.45 * max(last[0].size, word.size):
            last.append(word)
        else:
            found.append([word])
    return found


def lines(words: Sequence[Word]) -> list[Line]:
    """The lines of one column, from the top."""
    edges = (min((w.left for w in words), default=0.0), max((w.right for w in words), default=0.0))
    return [Line(_in_order(row), edges) for row in rows(words)]


def _in_order(row: list[Word]) -> list[Word]:
    letters = [unicodedata.bidirectional(c) for w in row for c in w.text]
    backwards = sum(b in ("R", "AL") for b in letters) > sum(b == "L" for b in letters)
    return sorted(row, key=lambda w: -w.right if backwards else w.left)


def columns(words: Sequence[Word], depth: int = 0) -> list[list[Word]]:
    """The words of a page parted into columns, in the order in which they are read."""
    if not words:
        return []
    bands = _bands(words)
    found = _longest(bands) if depth < 6 else None
    if found is None:
        return [list(words)]
    begin, end, gutter = found
    above = [w for band in bands[:begin] for w in band]
    inside = [w for band in bands[begin:end] for w in band]
    below = [w for band in bands[end:] for w in band]
    left = [w for w in inside if w.right <= gutter]
    right = [w for w in inside if w.right > gutter]
    parts = [left, right]
    if sum(unicodedata.bidirectional(c) in ("R", "AL") for w in inside for c in w.text) > len(
        inside
    ):
        parts.reverse()
    return [
        *columns(above, depth + 1),
        *(c for part in parts for c in columns(part, depth + 1)),
        *columns(below, depth + 1),
    ]


def _bands(words: Sequence[Word]) -> list[list[Word]]:
    """Words parted where a blank stripe goes all across."""
    bands: list[list[Word]] = []
    low = 0.0
    for word in sorted(words, key=lambda w: -w.middle):
        # Letters of the next line may reach into this one; their middles don't.
        bottom, top = word.middle - 0.3 * word.size, word.middle + 0.3 * word.size
        if bands and top > low:
            bands[-1].append(word)
            low = min(low, bottom)
        else:
            bands.append([word])
            low = bottom
    return bands


def _longest(bands: list[list[Word]]) -> tuple[int, int, float] | None:
    """The most bands in a row that stand in two columns, and where their gutter ends on the left."""
    best: tuple[int, int, float] | None = None
    begin = 0
    while begin < len(bands):
        if best is not None and len(bands) - begin <= best[1] - best[0]:
            break
        held: list[Word] = []
        for end in range(begin, len(bands)):
            held += bands[end]
            gutters = _gutters(held)
            if not gutters:
                break
            if best is None or end + 1 - begin > best[1] - best[0]:
                wide = next((g for g in gutters if _are_columns(held, g)), None)
                if wide is not None:
                    best = (begin, end + 1, wide)
        begin += 1
    return best


def _gutters(words: Sequence[Word]) -> list[float]:
    """Where a blank stripe goes all down, the widest first; the edges of the page count while one side is empty."""
    spans = sorted((w.left, w.right) for w in words)
    least = _GUTTER * median(w.size for w in words)
    edge, found = spans[0][1], []
    for left, right in spans[1:]:
        if left - edge >= least:
            found.append((left - edge, edge))
        edge = max(edge, right)
    return [at for _, at in sorted(found, reverse=True)]


def _are_columns(words: Sequence[Word], gutter: float) -> bool:
    """Whether the words on both sides are lines of prose, and not cells of a table."""
    for side in ([w for w in words if w.right <= gutter], [w for w in words if w.right > gutter]):
        printed = rows(side)
        letters = [sum(len(w.text) + 1 for w in row) for row in printed]
        if len(printed) < _LINES or median(letters) < _LETTERS:
            return False
    return True


def leading(found: Sequence[Line]) -> float:
    """The usual distance of two lines; 0 where there is none."""
    steps = [a.middle - b.middle for a, b in pairwise(found) if a.middle - b.middle > 0.5 * b.size]
    return median(steps) if steps else 0.0
