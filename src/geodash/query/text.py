"""Text search: how titles, passages and queries are folded, and what a query looks for.

A text is folded once (case, diacritics, punctuation) and kept between spaces, so that a word is
found at its beginning by ``LIKE '% word%'`` in any database. Scripts without blanks between words
(Chinese, Japanese, Thai …) are kept letter by letter, so that a word is found wherever it stands. A
query never meets a wildcard of its own: after folding only letters, digits and single spaces are
left.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any

from geodash.geo.fold import rules as folding
from geodash.geo.searched import UNSPACED, search_key, search_words

#: What Arabic and Hebrew write in one with the word: “the”, “and”, “in”, “to”, “from” …
_JOINED = {
    "ARABIC": ("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "و", "ف", "ب", "ك", "ل"),
    "HEBREW": ("ה", "ו", "ב", "כ", "ל", "מ", "ש", "וה", "שה", "מה", "כש", "וב", "ול", "ומ", "וש"),
}
#: The article, which a query may have and a text not.
_THE = {"ARABIC": "ال", "HEBREW": "ה"}
_PHRASE = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]|([^\"“”«»]+)")
#: Names longer than this many words are not looked for inside a query.
_LONGEST_NAME = 5
#: A known name this short is a whole word: "Kos" is not the beginning of "Kosovo".
_SHORT_WORD = 3

Variants = Callable[[str], Iterable[str]]


def document(texts: Iterable[str]) -> str:
    """Several texts of one event as one searchable string; no phrase runs from one into the next."""
    return f" {' | '.join(filter(None, map(search_key, texts)))} "


def patterns(query: str, variants: Variants) -> Iterator[tuple[str, ...]]:
    """``LIKE`` patterns of a query: every group must match, any pattern of a group will do.

    ``variants`` gives the other names of a folded name (or nothing). Words between double quotes
    stay together.
    """
    for quoted, plain in _PHRASE.findall(query):
        words = search_words(quoted or plain)
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


def rules() -> dict[str, Any]:
    """What queries are read by, for whoever reads them elsewhere; see the names of this module."""
    scripts, signs = UNSPACED
    joined = {name.capitalize(): list(found) for name, found in _JOINED.items()}
    the = {name.capitalize(): article for name, article in _THE.items()}
    return {
        **folding(),
        "unspaced": {"scripts": scripts, "signs": signs},
        "joined": joined,
        "the": the,
        "short": _SHORT_WORD,
        "longest": _LONGEST_NAME,
        "phrase": _PHRASE.pattern,
    }


def _known(words: list[str], size: int, variants: Variants) -> bool:
    return any(True for _ in variants(" ".join(words[:size])))


def _group(phrase: str, variants: Variants) -> tuple[str, ...]:
    names = list(variants(phrase))
    found = [_pattern(phrase, bool(names)), *(_pattern(n, True) for n in names)]
    found += [f"% {joined}%" for joined in _with_joined(phrase)]
    return tuple(dict.fromkeys(found))


def _with_joined(phrase: str) -> Iterator[str]:
    """An Arabic or Hebrew phrase with what may be written in one with its first word."""
    script = "" if phrase.isascii() else unicodedata.name(phrase[0], "").split(" ")[0]
    if script not in _JOINED:
        return
    the = _THE[script]
    bare = phrase.removeprefix(the)
    if len(bare) < _SHORT_WORD:
        bare = phrase
    if bare != phrase:
        yield bare
    if len(bare) >= _SHORT_WORD:
        yield from (joined + bare for joined in _JOINED[script])


def _pattern(phrase: str, is_name: bool) -> str:
    whole_word = is_name and len(phrase) <= _SHORT_WORD
    return f"% {phrase} %" if whole_word else f"% {phrase}%"


class Haystack:
    """Many texts, as ``document`` has them, asked together for those that answer a query."""

    def __init__(self, documents: Iterable[str]) -> None:
        self._texts = list(documents)
        # None of them has a line break: one search runs through all.
        self._all = "\n".join(self._texts)
        self._starts = list(accumulate((len(t) + 1 for t in self._texts), initial=0))

    def __len__(self) -> int:
        return len(self._texts)

    def holding(self, groups: Iterable[tuple[str, ...]]) -> list[int]:
        """The places of those that answer a query's ``patterns``, in order; none for no pattern."""
        # What is longest is rarest: the others are looked for only where that is.
        first, *rest = sorted(groups, key=lambda g: -min(map(len, g))) or [()]
        found = sorted({i for pattern in first for i in self._having(pattern.strip("%"))})
        return [i for i in found if matches(self._texts[i], rest)]

    def _having(self, needle: str) -> Iterator[int]:
        at = self._all.find(needle)
        while at >= 0:
            i = bisect_right(self._starts, at) - 1
            yield i
            at = self._all.find(needle, self._starts[i + 1])


def matches(text: str, groups: Iterable[tuple[str, ...]]) -> bool:
    """Whether a text, as ``document`` has it, answers a query's ``patterns``; what ``LIKE`` does."""
    return all(any(pattern.strip("%") in text for pattern in group) for group in groups)
