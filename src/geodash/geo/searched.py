"""The words of a text as they are searched for: folded, in scripts with and without blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from geodash.geo.fold import fold

#: The short way of ASCII texts, in small letters: what ``fold`` drops without leaving a gap, and what
#: parts words. A regular expression of any dialect.
ASCII_DROPPED = "'`\"()"
ASCII_GAPS = "[^a-z0-9]+"
_ASCII_GAPS = re.compile(ASCII_GAPS)
_ASCII_DROPPED = str.maketrans("", "", ASCII_DROPPED)
#: Letters of scripts that put no blanks between words, each with the marks that follow it.
_SCRIPTS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u3005-\u3007\u3031-\u3035\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua980-\ua9df"
    "\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGNS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
    "\u17b4-\u17d3\u17dd\u1a55-\u1a7f\u1b34-\u1b44\ua9b3-\ua9c0\u3099\u309a"
)
_UNSPACED = re.compile(f"[{_SCRIPTS}][{_SIGNS}]*")
_TOKEN = re.compile(r"\S+")


#: The same for a language that isn't Python's: scripts and signs as ranges of a character class.
UNSPACED = (_SCRIPTS, _SIGNS)


def search_key(text: str) -> str:
    """Folded words of a text, single spaces between: ``"Türkiye’s İzmir"`` → ``turkiye s izmir``."""
    return " ".join(search_words(text))


def search_words(text: str) -> list[str]:
    """The words of a text, folded; one without blanks inside as its letters: ``北 京``."""
    if text.isascii():
        return _ASCII_GAPS.sub(" ", text.lower().translate(_ASCII_DROPPED)).split()
    # Word by word: fold() keeps what it has folded, and whole texts would fill its memory.
    folded = " ".join(map(fold, text.split()))
    kept = "".join(c if c.isalnum() or _is_sign(c) else " " for c in folded)
    return [_spaced(word) for word in kept.split()]


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """The words of :func:`search_key`, each with where it begins and ends in the text.

    Words that the text writes in one may share their place.
    """
    found = []
    for token in _TOKEN.finditer(text):
        for first, last in _parts_of(token.group()):
            part = token.group()[first:last]
            begin, end = token.start() + first, token.start() + last
            found += [(word, begin, end) for word in search_key(part).split()]
    return found


def _parts_of(token: str) -> list[tuple[int, int]]:
    """Where the words of a token may stand; the whole of it where it is taken apart otherwise."""
    if token.isalnum() and token.isascii():
        return [(0, len(token))]
    bounds: list[tuple[int, int]] = []
    at = begin = 0
    while at <= len(token):
        alone = _UNSPACED.match(token, at)
        if at == len(token) or alone or _parts(token[at]):
            if at > begin:
                bounds.append((begin, at))
            begin = at + 1
        if alone:
            bounds.append(alone.span())
            begin = alone.end()
        at = max(at + 1, alone.end() if alone else 0)
    whole = " ".join(search_key(token[first:last]) for first, last in bounds) == search_key(token)
    return [_trimmed(token, *b) for b in bounds] if whole else [(0, len(token))]


@lru_cache(maxsize=4096)
def _parts(char: str) -> bool:
    """Whether a character between letters parts them."""
    return " " in search_key(f"a{char}b")


def _trimmed(token: str, first: int, last: int) -> tuple[int, int]:
    """Without what is no part of the word at its ends: quotation marks, brackets."""
    while last - first > 1 and not search_key(token[first]):
        first += 1
    while last - first > 1 and not (search_key(token[last - 1]) or _is_sign(token[last - 1])):
        last -= 1
    return first, last


def _is_sign(char: str) -> bool:
    """Whether a mark is part of how a word is written, as vowels are in Thai and Hindi."""
    return not char.isascii() and unicodedata.category(char) in ("Mn", "Mc")


def _spaced(word: str) -> str:
    """A word with spaces round each letter, with its signs, of a script that has no blanks."""
    return word if word.isascii() else " ".join(_UNSPACED.sub(r" \g<0> ", word).split())
