"""Approximate string matching by Myers' bit-parallel algorithm, on Python's long integers.

One pass over the text finds every place where a pattern ends with at most *k* edits; no place is
missed, which matters where two similar passages must be told apart. It takes about a microsecond
a character, whatever the pattern's length up to a few hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Texts up to this length are searched as a whole.
SHORT = 2_000
#: Longer texts only around pieces of the pattern of this length.
PIECE = 8
#: A piece that occurs no more often is rare.
RARE = 32
#: Longer patterns aren't searched for: the work grows with both lengths.
LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` is ``errors`` edits away from the pattern."""

    start: int
    end: int
    errors: int


def _distances(pattern: str, text: str, *, anchored: bool) -> Iterator[int]:
    """For each character of ``text``: edits between ``pattern`` and the best text ending there.

    ``anchored``: that text begins where ``text`` begins; else anywhere.
    """
    size = len(pattern)
    masks: dict[str, int] = {}
    for i, char in enumerate(pattern):
        masks[char] = masks.get(char, 0) | (1 << i)
    full, high, carry = (1 << size) - 1, 1 << (size - 1), int(anchored)
    plus, minus, errors = full, 0, size
    for char in text:
        equal = masks.get(char, 0)
        vertical = equal | minus
        across = (((equal & plus) + plus) ^ plus) | equal
        up = minus | ~(across | plus)
        down = plus & across
        if up & high:
            errors += 1
        elif down & high:
            errors -= 1
        up = (up << 1) | carry
        down <<= 1
        plus = (down | ~(vertical | up)) & full
        minus = up & vertical & full
        yield errors


def prefix_distance(pattern: str, text: str) -> int:
    """Fewest edits between ``pattern`` and any beginning of ``text``."""
    if not pattern:
        return 0
    return min((len(pattern), *_distances(pattern, text, anchored=True)))


def search(pattern: str, text: str, max_errors: int, limit: int = 8) -> list[Match]:
    """The best matches of ``pattern`` in ``text``, fewest errors first, without near doubles.

    A match that ends within half the pattern's length of a better one is left out. Of a long
    text only the parts that share ``PIECE`` characters in a row with the pattern are searched.
    """
    if not pattern or len(pattern) > LONGEST:
        return []
    ends = sorted(
        (errors, begin + end)
        for begin, stop in _parts(pattern, text, max_errors)
        for end, errors in enumerate(_distances(pattern, text[begin:stop], anchored=False), 1)
        if errors <= max_errors
    )
    apart = max(1, len(pattern) // 2)
    chosen: list[tuple[int, int]] = []
    for errors, end in ends:
        if all(abs(end - other) >= apart for _, other in chosen):
            chosen.append((errors, end))
            if len(chosen) == limit:
                break
    return [Match(_start_of(pattern, text, end, errors), end, errors) for errors, end in chosen]


def _parts(pattern: str, text: str, slack: int) -> list[tuple[int, int]]:
    """The parts of ``text``, in order and apart, where ``pattern`` may stand."""
    if len(text) <= SHORT or len(pattern) < 2 * PIECE:
        return [(0, len(text))]
    offsets = range(0, len(pattern) - PIECE + 1, PIECE // 2)
    pieces = [(offset, pattern[offset : offset + PIECE]) for offset in offsets]
    # Pieces that are everywhere tell nothing, as long as there are rare ones.
    rare = [(o, piece) for o, piece in pieces if 0 < text.count(piece) <= RARE]
    found = []
    for offset, piece in rare or pieces:
        at = text.find(piece)
        while at >= 0:
            begin = at - offset - slack
            found.append((max(0, begin), min(len(text), begin + len(pattern) + 2 * slack)))
            at = text.find(piece, at + PIECE)
    parts: list[tuple[int, int]] = []
    for begin, stop in sorted(found):
        if parts and begin <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(stop, parts[-1][1]))
        else:
            parts.append((begin, stop))
    return parts


def _start_of(pattern: str, text: str, end: int, errors: int) -> int:
    """Where the match that ends at ``end`` begins; of several beginnings the likeliest length."""
    size = len(pattern)
    back = text[max(0, end - size - errors) : end][::-1]
    lengths = [
        length
        for length, found in enumerate(_distances(pattern[::-1], back, anchored=True), start=1)
        if found <= errors
    ]
    return end - min(lengths, key=lambda length: abs(length - size), default=0)
