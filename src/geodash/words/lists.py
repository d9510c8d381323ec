"""Several things in one phrase."""

from __future__ import annotations

from collections.abc import Iterable

from geodash.words.isolated import isolated


def listed(items: Iterable[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``; blank for nothing. Names from right to left are isolated."""
    *head, last = [isolated(item) for item in items] or [""]
    return f"{', '.join(head)} {word} {last}" if head else last


def some(items: Iterable[str], word: str = "or") -> str:
    """``a, b or c``; of four and more the first two and ``3 others``."""
    items = list(items)
    if len(items) > 3:
        items = [*items[:2], f"{len(items) - 2} others"]
    return listed(items, word)
