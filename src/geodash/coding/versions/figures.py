"""Figures that a sentence prints, with what makes them a bound: “at least 49”, “40 to 50”, “up to twenty”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodash.coding.versions.align import Token
from geodash.words.numbers import NUMBER_WORDS

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_LOW = (
    ("at", "least"),
    ("more", "than"),
    ("no", "fewer", "than"),
    ("over",),
    ("not", "less", "than"),
)
_HIGH = (("up", "to"), ("at", "most"), ("fewer", "than"), ("less", "than"), ("no", "more", "than"), ("under",))  # fmt: skip
_NEAR = (("about",), ("around",), ("some",), ("nearly",), ("almost",), ("roughly",), ("approximately",))  # fmt: skip
_HEDGES = (("low", _LOW), ("high", _HIGH), ("best", _NEAR))


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure says; the tokens ``first`` to ``last`` print it, its hedge included."""

    low: int | None
    best: int | None
    high: int | None
    first: int
    last: int

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers themselves."""
        return frozenset(n for n in (self.low, self.best, self.high) if n is not None)

    @property
    def reading(self) -> tuple[int | None, int | None, int | None]:
        """Lowest, best, highest."""
        return self.low, self.best, self.high


def number_of(text: str) -> int | None:
    """The whole number that a word or digits say."""
    if _DIGITS.fullmatch(text):
        return int(text.replace(",", ""))
    return NUMBER_WORDS.get(text.lower())


def figures(tokens: Sequence[Token]) -> Iterator[Figure]:
    """The figures of a sentence in order; years and days are figures too, to whoever asks."""
    words = [t.text.lower() for t in tokens]
    at = 0
    while at < len(words):
        number = number_of(words[at])
        if number is None:
            at += 1
            continue
        found = _range(words, at, number) or _one(words, at, number)
        yield found
        at = found.last + 1


def _range(words: Sequence[str], at: int, low: int) -> Figure | None:
    joined = words[at + 1] if at + 2 < len(words) else ""
    between = at > 0 and words[at - 1] == "between" and joined == "and"
    high = number_of(words[at + 2]) if joined in ("to", "-") or between else None
    if high is None or high <= low:
        return None
    return Figure(low, None, high, at - between, at + 2)


def _one(words: Sequence[str], at: int, number: int) -> Figure:
    # The longest hedge counts: “no more than” is no “more than”.
    hedges = [(hedge, side) for side, all_ in _HEDGES for hedge in all_]
    for hedge, side in sorted(hedges, key=lambda h: -len(h[0])):
        if tuple(words[max(0, at - len(hedge)) : at]) == hedge:
            return _made(number, side, at - len(hedge), at)
    if tuple(words[at + 1 : at + 3]) == ("or", "more"):
        return Figure(number, None, None, at, at + 2)
    return Figure(None, number, None, at, at)


def _made(number: int, side: str, first: int, last: int) -> Figure:
    return Figure(
        number if side == "low" else None,
        number if side == "best" else None,
        number if side == "high" else None,
        first,
        last,
    )
