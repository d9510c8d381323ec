"""Text search: how titles, passages and queries are folded, and what a query looks for.

A text is folded once (case, diacritics, punctuation) and kept between spaces, so that a word is
found at its beginning by ``LIKE '% word%'`` in any database. A query never meets a wildcard of its
own: after folding only letters, digits and single spaces are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from geodash.geo.fold import fold

_ASCII_GAPS = re.compile(r"[^a-z0-9]+")
#: What ``fold`` drops without leaving a gap, for the short way of ASCII texts.
_ASCII_DROPPED = str.maketrans("", "", "'`\"()")
_PHRASE = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]|([^\"“”«»]+)")
#: Names longer than this many words are not looked for inside a query.
_LONGEST_NAME = 5
#: A known name this short is a whole word: "Kos" is not the beginning of "Kosovo".
_SHORT_WORD = 3

Variants = Callable[[str], Iterable[str]]


def search_key(text: str) -> str:
    """Folded words of a text, single spaces between: ``"Türkiye’s İzmir"`` → ``turkiye s izmir``."""
    if text.isascii():
        return _ASCII_GAPS.sub(" ", text.lower().translate(_ASCII_DROPPED)).strip()
    # Word by word: fold() keeps what it has folded, and whole texts would fill its memory.
    folded = " ".join(map(fold, text.split()))
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def document(texts: Iterable[str]) -> str:
    """Several texts of one event as one searchable string; no phrase runs from one into the next."""
    return f" {' | '.join(filter(None, map(search_key, texts)))} "


def patterns(query: str, variants: Variants) -> Iterator[tuple[str, ...]]:
    """``LIKE`` patterns of a query: every group must match, any pattern of a group will do.

    ``variants`` gives the other names of a folded name (or nothing). Words between double quotes
    stay together.
    """
    for quoted, plain in _PHRASE.findall(query):
        words = search_key(quoted or plain).split()
        if quoted and words:
            yield _group(" ".join(words), variants)
            continue
        while words:
            size = next(
                (
                    n
                    for n in range(min(_LONGEST_NAME, len(words)), 1, -1)
                    if _known(words, n, variants)
                ),
                1,
            )
            yield _group(" ".join(words[:size]), variants)
            words = words[size:]


def _known(words: list[str], size: int, variants: Variants) -> bool:
    return any(True for _ in variants(" ".join(words[:size])))


def _group(phrase: str, variants: Variants) -> tuple[str, ...]:
    names = list(variants(phrase))
    return tuple(
        dict.fromkeys((_pattern(phrase, bool(names)), *(_pattern(n, True) for n in names)))
    )


def _pattern(phrase: str, is_name: bool) -> str:
    whole_word = is_name and len(phrase) <= _SHORT_WORD
    return f"% {phrase} %" if whole_word else f"% {phrase}%"
