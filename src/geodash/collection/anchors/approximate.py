"""Approximate string matching by Myers' bit-parallel algorithm, on Python's long integers.

One pass over the text finds every place where a pattern ends with at most *k* edits; no place is
missed, which matters where two similar passages must be told apart. It takes about a microsecond
a character, whatever the pattern's length up to a few hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Texts up to this length are searched as a whole.
SHORT = 2_000
#: Longer texts only around pieces of the pattern of this length.
PIECE = 8
#: A piece that occurs no more often is rare.
RARE = 32
#: Work has an end also where a text says the same all over: characters that are searched, places that
#: are looked at, and characters that are gone through to count the pieces.
MOST_SEARCHED, MOST_HITS, MOST_COUNTED = 80_000, 50_000, 100_000_000
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
    """The parts of ``text``, in order and apart, where ``pattern`` may stand.

    Where that would be too much to search, the likeliest: those that most pieces speak for.
    """
    if len(text) <= SHORT or len(pattern) < 2 * PIECE:
        return [(0, len(text))]
    begins = _begins(pattern, text)
    reach = len(pattern) + 2 * slack
    parts = _joined((begin - slack for begin in set(begins)), reach, len(text))
    if sum(stop - begin for begin, stop in parts) <= MOST_SEARCHED:
        return parts
    votes = Counter(begin // reach for begin in begins)
    likely = votes.most_common(max(1, MOST_SEARCHED // (2 * reach)))
    return _joined((n * reach - slack for n, _ in likely), 2 * reach, len(text))


def _begins(pattern: str, text: str) -> list[int]:
    """Where the pattern would begin if a piece of it stands where it stands in ``text``; bounded."""
    step = max(PIECE // 2, len(pattern) * len(text) // MOST_COUNTED)
    pieces: dict[str, list[int]] = {}
    for offset in range(0, len(pattern) - PIECE + 1, step):
        pieces.setdefault(pattern[offset : offset + PIECE], []).append(offset)
    counts = {piece: text.count(piece) for piece in pieces}
    # Pieces that are everywhere tell nothing, as long as there are rare ones.
    rare = [piece for piece, n in counts.items() if 0 < n <= RARE]
    begins: list[int] = []
    for piece in rare or sorted(pieces, key=lambda piece: counts[piece]):
        at = text.find(piece)
        while at >= 0:
            if len(begins) >= MOST_HITS:
                return begins
            begins.extend(at - offset for offset in pieces[piece])
            at = text.find(piece, at + PIECE)
    return begins


def _joined(begins: Iterable[int], length: int, end: int) -> list[tuple[int, int]]:
    """Parts of this length, in order; those that touch are one."""
    parts: list[tuple[int, int]] = []
    for at in sorted(begins):
        begin, stop = max(0, at), min(end, at + length)
        if parts and begin <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(stop, parts[-1][1]))
        elif begin < stop:
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
