"""Whether a text can be what somebody wrote: a file read in a wrong encoding rarely looks like words.

Scripts that are mixed within a word, capitals inside it, signs between its letters, marks without
a letter, vowels in impossible places: each costs nothing to see, and none needs a dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

#: Signs that stand between words, or beside figures, in any language.
_USUAL_SIGNS = frozenset("«»“”‘’„‚‹›–—…·•°€£§©®™№×±½¼¾²³ªº¿¡،؛؟٪")
_WITHIN_WORDS = frozenset("’‘ʼ–—·‑׳״")
_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "LATIN"})
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u0655\u0670\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
_LETTERS = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+")
_HEBREW_SIGNS = re.compile("[׳״]|(?<=[א-ת])['’](?=[א-ת])")
_OTHER = re.compile(r"[^\x00-\x7f]")
#: A word is looked at no further, and so many of a text.
_REACH = 60
_ENOUGH = 10_000
_GAP = re.compile(r"[\s,;|\"]+")
#: Letters that a language of these encodings has only for its own phonetics, or had.
_UNUSED = frozenset("ƒĸŉſŀĿħŧĦŦฃฅ")
_NO_FIRST = re.compile(r"[ъыьйЪЫЬ](?![оеОЕ])|[ךםןףץ]|[ةىئؤء]|[ะาำๅ็่้๊๋์]")
_NO_LAST = re.compile(r"(?:.ъ|σ|[כמנפצ]{2}|[เแโใไ])$")
_NO_INSIDE = re.compile(r"ς(?=\w)|[ךםןףץ](?=\w)|ة(?=\w)|ى(?=\w)|[бвгджзклмнпрстфхцчшщ]й|[ъьЪЬ]{2}")
#: Signs before a word that want another after one: alone they stand for a letter.
_PAIRS = {
    "‚": frozenset("‘’"), "„": frozenset("“”"), "‘": frozenset("’"), "»": frozenset("«"),
    "«": frozenset("»"), "—": frozenset(),
}  # fmt: skip
#: Where Polish, Spanish, Czech, Slovak, Nordic and Icelandic letters never stand.
_NO_LATIN = re.compile(
    "[ńśź][aeiouyąęó]|ñ(?![aeiouáéíóúü])|[ďť][eiyéí]|ň[eiyéí]|[rř]ř|řr|[aeiouyáéíóúýäô][ĺŕ]"
    "|[ĺŕ](?:[aeiouyáéíóúýäô]|$)|a[äåæ]|þ(?:$|[bcdfgkmnpqstxz])|^[ðğ]|(?:^|[^aeiouyäöü])ß"
)
#: An encoding in which the common signs come first, and the last lead byte of these.
Common = tuple[str, int]
NONE: Common = ("ascii", 0)
_GREEK_VOWELS = re.compile(r"(?:ι[αοεω]υ?|αι|ει|οι|υι|ου|αυ|ευ|ηυ|[αεηιουω])")
_ACCENTED = frozenset("άέήίόύώΐΰΆΈΉΊΌΎΏ")


def odd_words(text: str, words: Sequence[str], common: Common = NONE) -> int:
    """How many of a text's ``words`` that aren't ASCII (:func:`words_of`) nobody would have written.

    All of them when the text has a character that no text has (a control, one without meaning). ``common``
    tells which Chinese signs are common ones where its encoding is used.
    """
    alone = {a for a, closing in _PAIRS.items() if a in text and not closing.intersection(text)}
    found = [_faults(word, common) for word in words]
    if None in found:
        return len(found)
    return sum(
        1
        for word, n in zip(words, found, strict=True)
        if n or (word[0] in alone and word[1:2].isalpha())
    )


def words_of(text: str, most: int = 3000) -> list[str]:
    """What stands between blanks and separators and isn't ASCII, each once, in order; ``most`` of them.

    Of a run without blanks, pieces: a file may be one word of ninety megabytes.
    """
    found: dict[str, None] = {}
    at = looked = 0
    while len(found) < most and looked < _ENOUGH and (match := _OTHER.search(text, at)):
        looked += 1
        begin, end = match.start(), match.end()
        if not _GAP.match(match[0]):
            before = _GAP.split(text[max(at, begin - _REACH) : begin])[-1]
            gap = _GAP.search(text, begin, begin + _REACH)
            end = gap.start() if gap else min(len(text), begin + _REACH)
            found[before + text[begin:end]] = None
        at = end
    return list(found)


@cache
def script(char: str) -> str:
    """The first word of a character's name: ``LATIN``, ``CYRILLIC``, ``CJK`` …"""
    return unicodedata.name(char, "").partition(" ")[0].partition("-")[0]


def _faults(word: str, common: Common) -> int | None:
    """How many things are wrong with a word; ``None`` when it has what no text has."""
    faults = 0
    for at, char in enumerate(word):
        if char < "\x80":
            continue
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
            return None
        before, after = word[at - 1] if at else " ", word[at + 1 : at + 2]
        faults += _odd_sign(char, kind, before, after)
    runs = (m[0] for m in _LETTERS.finditer(_HEBREW_SIGNS.sub("", word)) if not m[0].isascii())
    return faults + sum(_odd_letters(run, common) for run in runs)


def _odd_sign(char: str, kind: str, before: str, after: str) -> bool:
    inside = before.isalpha() and after.isalpha()
    if kind[0] == "M":
        own = script(char)
        return not (
            unicodedata.category(before)[0] == "M"
            or (before.isalpha() and own in ("COMBINING", script(before)))
        )
    if kind == "Cf":
        return (
            "LATIN" in (script(before), script(after or " ")) and char in "\u200c\u200d\u200e\u200f"
        )
    if char >= "\u2e80":
        return False
    if char in "ªº":
        return inside
    if (char in "±×§°€£" and before.isalpha()) or (char in "±×€£§²³¹" and after.isalpha()):
        return True
    if kind[0] in "SN":
        return char not in _USUAL_SIGNS or inside
    if char == "’" and not before.isalnum() and script(after or " ") == "GREEK":
        return True
    if kind[0] == "P":
        opening = char in "‚„‹¿¡" and before.isalpha()
        return opening or char not in (_WITHIN_WORDS if inside else _USUAL_SIGNS | _WITHIN_WORDS)
    return kind == "Lm" and char not in _WITHIN_WORDS


def _odd_letters(run: str, common: Common) -> bool:
    """Whether letters that stand together are no word of any language."""
    letters = [c for c in run if c.isalpha() and c not in "ªºʼ"]
    scripts = {script(c) for c in letters}
    if len(scripts) > 1 and not scripts <= _EAST and not scripts <= {"HANGUL", "LATIN"}:
        return True
    if (
        len(scripts) > 1
        and "LATIN" in scripts
        and 3 * sum(c < "\u2e80" for c in run) > 2 * len(run)
    ):
        return True
    if scripts & {"HALFWIDTH", "BOPOMOFO"} or _UNUSED.intersection(run):
        return True
    pairs = pairwise(letters)
    if any(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairs):
        return True
    if _NO_FIRST.match(run) or _NO_LAST.search(run) or _NO_INSIDE.search(run):
        return True
    if scripts == {"LATIN"}:
        others = sum(1 for c in letters if c > "\x7f")
        crowded = others >= 4 and 4 * others > 3 * len(letters)
        return crowded or _NO_LATIN.search(run.lower()) is not None
    if scripts == {"GREEK"}:
        return _odd_greek(run)
    if scripts == {"CYRILLIC"}:
        return len(letters) > 4 and not re.search("[аеёиоуыэюяєіїў]", run.lower())
    return _rare(letters, common)


def _odd_greek(run: str) -> bool:
    """A Greek word of two syllables has one accent (or two), unless it is in capitals."""
    accents = sum(c in _ACCENTED for c in run)
    plain = "".join(c for c in unicodedata.normalize("NFD", run.lower()) if c.isalpha())
    syllables = len(_GREEK_VOWELS.findall(plain))
    return accents > 2 or (not accents and syllables > 1 and not run.isupper())


def _rare(signs: Iterable[str], common: Common) -> bool:
    """Whether half of the Chinese signs or Korean syllables are no common ones of who writes so."""
    found = [_is_common(c, *common) for c in signs if script(c) in ("CJK", "HANGUL")]
    return bool(found) and 2 * sum(found) <= len(found)


@cache
def _is_common(char: str, encoding: str, last: int) -> bool:
    data = char.encode(encoding, "ignore")
    return len(data) == 2 and data[0] <= last
