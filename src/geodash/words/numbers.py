"""How many: a number with its noun, in figures or in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")

#: What a number written in one word says, from ``one`` on.
NUMBER_WORDS: Mapping[str, int] = MappingProxyType(
    {w: n for n, w in enumerate((*_WORDS, *_TEENS)) if n}
    | {w: n for n, w in zip(range(20, 101, 10), _TENS, strict=True)}
)


def plural(n: int, noun: str, many: str = "") -> str:
    """The noun as it stands after the number: ``event`` after 1, ``events`` after all others."""
    return noun if n == 1 else many or f"{noun}s"


def number_of(n: int, noun: str, many: str = "") -> str:
    """``1 event``, ``2 events``, ``1,234 events``."""
    return f"{n:,} {plural(n, noun, many)}"


def number_word(n: int) -> str:
    """``three`` for 3; figures above ten."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else f"{n:,}"


def spelled(n: int, noun: str, many: str = "") -> str:
    """``one event``, ``nine articles``, ``103 events``."""
    return f"{number_word(n)} {plural(n, noun, many)}"
