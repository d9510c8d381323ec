"""Folding of names, so that a search finds them however they are written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from geodash.domain.typography import DRAWN_FORMATS, NO_WIDTH, is_invisible

# Letters that do not decompose into a base letter and a mark, and those that people exchange.
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
        "ё": "е",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "-": " ",
        "‐": " ",
        "–": " ",
        "/": " ",
        ".": " ",
        ",": " ",
        "־": " ",
    }
)
#: Not letters to a reader: apostrophes, quotation marks, brackets, the Arabic stroke that fills a line.
_DROPPED = frozenset("'’‘ʼʻʿʾ`´ʹʺ\"“”()ـ׳״")
_FOLDED_SCRIPTS = ("LATIN", "GREEK", "ARABIC", "HEBREW")
#: Marks that say how a letter sounds; those of other scripts (Thai, Devanagari …) are letters.
_SOUNDS = ("COMBINING", "ARABIC", "HEBREW", "SYRIAC")


def rules() -> dict[str, Any]:
    """What :func:`fold` goes by, for whoever folds elsewhere: ``letters`` and what each becomes, the
    letters ``dropped``, the scripts that ``lose`` their marks, the marks of ``sounds`` by their script, the formats that
    are ``drawn`` and what else is ``unseen``. Marks that many scripts share are among those of sounds, but
    for the ones ``kept``."""
    return {
        "letters": {chr(letter): to for letter, to in _LETTERS.items()},
        "dropped": "".join(sorted(_DROPPED)),
        "lose": [name.capitalize() for name in _FOLDED_SCRIPTS],
        # As a regular expression knows the marks that are called COMBINING.
        "sounds": ["Inherited", "Cyrillic", *(name.capitalize() for name in _SOUNDS[1:])],
        "kept": "".join(filter(_is_tone, map(chr, range(0x900, 0x1D00)))),
        "drawn": "".join(sorted(DRAWN_FORMATS)),
        "unseen": "".join(sorted(NO_WIDTH)),
    }


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in a form in which spelling variants are equal.

    Lower case; Latin, Greek, Arabic and Hebrew letters lose their marks (ı → i, ə → a, ş → s, ό → ο,
    أ → ا); wide letters and digits of all scripts become plain ones; apostrophes and what isn't seen
    go, hyphens and slashes become spaces, runs of spaces one. Other scripts (Armenian, Cyrillic,
    Thai …) keep their letters. Never fails; may return "".
    """
    # "İ" must lose its dot before case folding makes a combining mark of it.
    seen = (c for c in text.replace("İ", "i") if c not in _DROPPED and not is_invisible(c))
    plain = unicodedata.normalize("NFKC", "".join(seen)).casefold()
    out = map(_folded, unicodedata.normalize("NFC", plain).translate(_LETTERS))
    return " ".join("".join(out).split())


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    """One letter without its marks; nothing for a mark."""
    if char.isascii():
        return "" if char in _DROPPED else char
    if char in _DROPPED or (_is_mark(char) and unicodedata.name(char, "").startswith(_SOUNDS)):
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    base = unicodedata.normalize("NFD", char)[0]
    folded = base != char and unicodedata.name(base, "").startswith(_FOLDED_SCRIPTS)
    return base.translate(_LETTERS) if folded else char


def _is_tone(char: str) -> bool:
    """Whether a mark is one of those with which the Vedas are sung, in whatever script."""
    return _is_mark(char) and unicodedata.name(char, "").startswith(
        ("VEDIC", "DEVANAGARI STRESS", "DEVANAGARI GRAVE", "DEVANAGARI ACUTE")
    )


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"
