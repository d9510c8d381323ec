"""Which encoding a file has that is not UTF-8: only where one reading is sure.

``chardet`` tells how well each encoding's text agrees with the languages that are written in it.
That is no proof for the few words of a table: a reading must also look like words, be spelt with
the letters of as few languages as possible, and leave every other text behind.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import chardet

from geodash.collection.read.plausible import NONE, Common, odd_words, words_of
from geodash.geo.fold import fold
from geodash.geo.folders import packaged_folders
from geodash.geo.world import FILE as WORLD
from geodash.geo.world import open_world

#: Letters beside a–z by language; capitals are found by their small ones.
_ALPHABETS = {
    "fr": "àâæçéèêëîïôœùûüÿ", "de": "äöüßé", "es": "áéíñóúü", "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíîòóù", "nl": "éëïöüèá", "da": "æøåéä", "sv": "äåöéü", "is": "áðéíóúýþæö",
    "ca": "àçéèíïóòúü", "sq": "çë", "tr": "çğıöşüâîûi̇", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîşţ", "hr": "čćđšž",
    "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž", "loans": "áäçéíóöü",
}  # fmt: skip
_WEST = "fr de es pt it nl da sv is ca sq et"
_MIDDLE = "pl cs sk hu ro hr de"
_BALTIC = "lt lv et"
_TURKISH = "tr fr de es pt it nl da sv ca sq"


@dataclass(frozen=True, slots=True)
class _Kind:
    """An encoding that files have: languages of its Latin letters, and which Chinese signs are common.

    ``old`` are those of systems that are hardly met any more; they win only where no other can be.
    """

    languages: str = ""
    common: Common = NONE
    old: bool = False


#: In the order in which one gives its name to a text that several have alike.
_KINDS = {
    "cp1252": _Kind(_WEST), "cp1250": _Kind(_MIDDLE), "cp1254": _Kind(_TURKISH),
    "cp1257": _Kind(_BALTIC), "cp1251": _Kind(), "cp1253": _Kind(), "cp1255": _Kind(),
    "cp1256": _Kind("fr"), "cp874": _Kind(), "cp932": _Kind("", ("euc_jp", 0xCF)),
    "gb18030": _Kind("", ("gb2312", 0xD7)), "big5": _Kind("", ("big5", 0xC6)), "cp949": _Kind("", ("euc_kr", 0xC8)),
    "euc-jp": _Kind("", ("euc_jp", 0xCF)), "koi8-r": _Kind(), "koi8-u": _Kind(),
    "iso8859-2": _Kind(_MIDDLE), "iso8859-5": _Kind(), "iso8859-6": _Kind(), "iso8859-7": _Kind(),
    "iso8859-8": _Kind(), "iso8859-9": _Kind(_TURKISH), "iso8859-13": _Kind(_BALTIC),
    "iso8859-15": _Kind(_WEST), "cp866": _Kind(old=True), "cp850": _Kind(_WEST, old=True),
    "cp437": _Kind(_WEST, old=True), "cp852": _Kind(_MIDDLE, old=True),
    "cp857": _Kind(_TURKISH, old=True), "mac-roman": _Kind(_WEST, old=True),
    "mac-latin2": _Kind(_MIDDLE, old=True), "mac-turkish": _Kind(_TURKISH, old=True),
    "mac-cyrillic": _Kind(old=True), "mac-greek": _Kind(old=True),
}  # fmt: skip
#: What English has with accents, as it is mostly written.
_ENGLISH = frozenset({
    "café", "cafés", "cliché", "clichés", "communiqué", "communiqués", "décor", "détente", "émigré",
    "émigrés", "état", "exposé", "façade", "façades", "fiancé", "fiancée", "naïve", "née", "niño", "noël",
    "protégé", "résumé", "rôle", "señor", "soirée",
})  # fmt: skip
_WORD = re.compile(rb"[\x80-\xff]+[^\s,;\"]{0,60}")
_BEFORE = re.compile(rb"[^\s,;\"]*\Z")
#: What Python calls encodings, and reads escapes or names of hosts by.
_NO_FILES = frozenset(
    {"unicode-escape", "raw-unicode-escape", "unicode_escape", "idna", "punycode"}
)
#: In place of a number of languages: there is none that spells so.
_NONE = 99
#: No Japanese text is without them; a Chinese one that is read as Japanese is.
_KANA = re.compile(r"[ぁ-ヺ]")
_ENOUGH = 100_000
#: A share of words that may look odd: names in the letters of a third script, slips.
_ODD = 0.08


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that the bytes can stand for, in ``encoding``."""

    encoding: str
    text: str
    score: float
    #: Words that nobody would have written, and their share.
    odd: int
    share: float
    #: How few it takes to spell its words.
    languages: int
    old: bool

    @property
    def sound(self) -> bool:
        """Whether somebody can have written it."""
        return self.share <= _ODD and self.languages < _NONE

    @property
    def strain(self) -> int:
        """What it takes to believe in it: odd words, and languages."""
        return self.odd + max(1, self.languages)


@dataclass(frozen=True, slots=True)
class Guess:
    """``sure`` is the reading beyond doubt, if one is; ``others`` all that it can be, best first."""

    sure: Reading | None
    others: tuple[Reading, ...]


def guess(data: bytes) -> Guess:
    """What bytes that are no UTF-8 stand for."""
    if b"\x1b$" in data and (shifted := _read(data, "iso2022_jp", _Kind(), 1.0)):
        return Guess(shifted, (shifted,))
    readings = _readings(data)
    usual = [r for r in readings if r.sound and not r.old]
    best = _best(usual or [r for r in readings if r.sound], readings) or _by_names(usual)
    texts: dict[str, Reading] = {}
    for reading in readings:
        texts.setdefault(reading.text, reading)
    score = {text: max(r.score for r in readings if r.text == text) for text in texts}
    others = sorted(texts.values(), key=lambda r: (not r.sound, r.old, -score[r.text]))
    return Guess(best, tuple(others))


def known_encoding(name: str) -> str:
    """Python's name of an encoding of text; raises ``ValueError`` when it is none."""
    try:
        found = codecs.lookup(name.strip())
        "é".encode(found.name, "replace").decode(found.name)
    except (LookupError, UnicodeError, TypeError) as error:
        raise ValueError(f"“{name}” is no encoding of text") from error
    if found.name in _NO_FILES:
        raise ValueError(f"“{name}” is no encoding of files")
    return found.name


def _readings(data: bytes) -> list[Reading]:
    """What every encoding makes of the bytes that can be all of them; those it can't are left out."""
    sample = _sample(data)
    if not sample:
        return []
    scores: dict[str, float] = {}
    for found in chardet.detect_all(sample, ignore_threshold=True, include_encodings=_KINDS):
        if name := found["encoding"]:
            scores[codecs.lookup(name).name] = found["confidence"]
    return [
        reading
        for name, kind in _KINDS.items()
        if (score := scores.get(codecs.lookup(name).name, 0)) > 0
        if (reading := _read(data, name, kind, score))
    ]


def _sample(data: bytes) -> bytes:
    """Words of the bytes that aren't ASCII, each once."""
    words: dict[bytes, None] = {}
    size = 0
    for match in islice(_WORD.finditer(data), _ENOUGH):
        before = _BEFORE.search(data[max(0, match.start() - 20) : match.start()])
        word = (before[0] if before else b"") + match[0]
        if word not in words:
            words[word] = None
            size += len(word)
        if size > _ENOUGH:
            break
    return b" ".join(words)


def _read(data: bytes, name: str, kind: _Kind, score: float) -> Reading | None:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    words = words_of(text)
    odd = odd_words(text, words, kind.common)
    languages = _languages(words, kind.languages)
    if kind.common[0] == "euc_jp" and not _KANA.search(text):
        languages = _NONE
    return Reading(name, text, score, odd, odd / max(1, len(words)), languages, kind.old)


def _languages(words: Sequence[str], languages: str) -> int:
    """How few of the languages have all letters of the Latin words, ``_NONE`` when not even all have."""
    wanted = {
        frozenset(
            c for c in word.lower() if "\x7f" < c < "\u0250" and c.isalpha() and c not in "ªº"
        )
        for word in words
    }
    wanted.discard(frozenset())
    if not languages:
        return _NONE if wanted else 0
    alphabets = [frozenset(_ALPHABETS[name]) for name in (*languages.split(), "loans")]
    number = 0
    while wanted:
        left = min(
            ({w for w in wanted if not w <= letters} for letters in alphabets),
            key=len,
            default=wanted,
        )
        if len(left) == len(wanted):
            return _NONE
        wanted, number = left, number + 1
    return number


def _best(chosen: Sequence[Reading], readings: Sequence[Reading]) -> Reading | None:
    """The reading that leaves all of another text far behind, if there is one."""
    if not chosen:
        return None
    best = min(chosen, key=lambda r: (r.strain, -r.score))
    rivals = [r for r in readings if r.share <= _ODD and r.text != best.text]
    size = sum(c > "\x7f" for word in words_of(best.text) for c in word)
    if size < (8 if best.old else 4 if not best.languages else 0):
        return None
    if not all(_beats(best, rival, size) for rival in rivals):
        return None
    return next(r for r in chosen if r.text == best.text)


def _beats(best: Reading, rival: Reading, size: int) -> bool:
    """Whether a reading is right and not its rival; ``size`` is how many letters there are to judge by."""
    if rival.languages == _NONE:
        return best.score >= 0.8 * rival.score
    margin = 5.0 if size < 7 else 2.5 if size < 12 else 1.6 if size < 30 else 1.35
    if rival.old and not best.old:
        margin = min(margin, 1.05)
    elif best.languages and best.strain == rival.strain:
        margin = max(margin, 2.0)
    if best.strain < rival.strain and size >= 4:
        margin = min(1.2, margin * 0.6)
    return best.score >= margin * rival.score


def _by_names(readings: Sequence[Reading]) -> Reading | None:
    """The one reading in which places of the world, or English words, are spelt as they are."""
    known = {r.text: _known(r.text) for r in readings}
    best = max(readings, key=lambda r: (len(known[r.text]), r.score), default=None)
    if best is None or not known[best.text]:
        return None
    for other in readings:
        if other.text != best.text and known[other.text] - known[best.text]:
            return None
        if other.text != best.text and len(known[other.text]) == len(known[best.text]):
            return None
    return next(r for r in readings if r.text == best.text)


def _known(text: str) -> set[str]:
    """The words that are a place's name letter for letter, or English."""
    worlds = [open_world(f / WORLD) for f in packaged_folders() if (f / WORLD).is_file()]
    words = {re.sub(r"^[^\w]+|[^\w]+$|['’]s?$", "", word) for word in words_of(text)[:200]}
    return {
        word
        for word in words
        if word.lower() in _ENGLISH
        or any(
            word in (ranked.place.name, ranked.place.name_other)
            for world in worlds[:1]
            for ranked, _ in world.named(fold(word))
        )
    }
