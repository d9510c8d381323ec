"""Folding of names, so that a search finds them however they are written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that do not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ə": "a",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ς": "σ",
        "-": " ",
        "‐": " ",
        "–": " ",
        "/": " ",
        ".": " ",
        ",": " ",
    }
)
_DROPPED = frozenset("'’‘ʼʻʿʾ`´ʹʺ\"“”()")
_FOLDED_SCRIPTS = ("LATIN", "GREEK")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in a form in which spelling variants are equal.

    Lower case; Latin and Greek letters lose their marks (ı → i, ə → a, ş → s, ό → ο);
    apostrophes go, hyphens and slashes become spaces, runs of spaces one. Other scripts
    (Armenian, Cyrillic, Arabic …) keep their letters. Never fails; may return "".
    """
    # "İ" must lose its dot before case folding makes a combining mark of it.
    plain = unicodedata.normalize("NFC", text.replace("İ", "i")).casefold()
    out: list[str] = []
    for char in plain.translate(_LETTERS):
        if char in _DROPPED:
            continue
        base = unicodedata.normalize("NFD", char)[0]
        if base != char and unicodedata.name(base, "").startswith(_FOLDED_SCRIPTS):
            char = base
        elif unicodedata.combining(char) and (not out or out[-1].isascii()):
            continue
        out.append(char)
    return " ".join("".join(out).split())
