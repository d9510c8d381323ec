"""Texts as people see them: what differs in characters alone is equal, a word or figure is not.

Line ends and all kinds of blanks are one blank, all dashes a hyphen, curly quotes straight ones;
soft hyphens and characters without width are nothing; letters are composed. Case, punctuation,
hyphens and digits stay: people see them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

#: Drawn with marks of their own although their category says “format”.
DRAWN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
#: No width, though their category doesn't say so: joiner, fillers, choosers of a variant.
NO_WIDTH = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
#: Dashes that are letters' or lists' own and not exchanged for a hyphen.
_WAVY = frozenset("\u301c\u3030\u30a0")
_SINGLE = frozenset("'‘’‚‛′ʼʻʹ`´‹›＇")
_DOUBLE = frozenset('"“”„‟″ʺ«»＂〝〞')
_DASHES = frozenset("-−⁃")
#: Ways of writing the same letter: wide, narrow, joined, at the end of a word.
_SAME_LETTER = ("<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>", "<noBreak>")

#: Characters that are seen as they are written, whatever stands beside them: the most of most texts.
_AS_IT_IS = re.compile(r"[!#-&(-,./0-_a-~]+")

_NAMES = {
    "\n": "a line end", "\t": "a tab", "\xa0": "a no-break blank", "\u202f": "a no-break blank",
    "\xad": "a soft hyphen", "…": "an ellipsis",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """``text`` as people see it; the character at ``n`` is ``[starts[n]:ends[n]]`` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` (not empty) stands in the original."""
        return self.starts[start], self.ends[end - 1]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` begins and ends between characters of the original."""
        begins = start == 0 or self.starts[start] != self.starts[start - 1]
        return begins and (end == len(self.text) or self.starts[end] != self.starts[end - 1])

    def index(self, offset: int) -> int:
        """The position in ``text`` of what stands at ``offset`` of the original, or after it."""
        return bisect_left(self.starts, offset)


def as_seen(text: str) -> Seen:
    """``text`` as people see it, with the way back."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, size = 0, len(text)
    while at < size:
        run = _AS_IT_IS.match(text, at)
        # The last of them may carry a mark.
        if run is not None and (stop := run.end() - 1) > at:
            out.append(text[at:stop])
            starts.extend(range(at, stop))
            ends.extend(range(at + 1, stop + 1))
            at = stop
            continue
        written, end = _character(text, at)
        if written in (" ", "-") and out and out[-1] == written:
            ends[-1] = end
        else:
            out.extend(written)
            starts.extend([at] * len(written))
            ends.extend([end] * len(written))
        at = end
    return Seen("".join(out), tuple(starts), tuple(ends))


def seen_text(text: str) -> str:
    """``text`` as people see it, without blanks at its ends: a key by which alike texts are equal."""
    return as_seen(text).text.strip()


def _character(text: str, at: int) -> tuple[str, int]:
    """The letter at ``at`` with its marks as it is seen, blank for what isn't, and where it ends."""
    end, size = at + 1, len(text)
    while end < size and goes_on(text[end]):
        end += 1
    char = text[at:end]
    if len(char) > 1:
        char = unicodedata.normalize("NFC", "".join(c for c in char if not is_invisible(c)))
    return "".join(map(_written, char)), end


def goes_on(char: str) -> bool:
    """Whether a character belongs to the one before it: a mark, or the rest of a Korean syllable."""
    return char > "\u02ff" and (
        "\u1160" <= char <= "\u11ff" or unicodedata.category(char)[0] == "M"
    )


@lru_cache(maxsize=4096)
def is_invisible(char: str) -> bool:
    """Whether a character has no width: a soft hyphen, a joiner, a mark of direction."""
    if char < "\x80":
        return False
    variant = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    formats = unicodedata.category(char) == "Cf" and char not in DRAWN_FORMATS
    return variant or formats or char in NO_WIDTH


def is_quote(char: str) -> bool:
    """Whether a character is a quotation mark, an apostrophe, or put for one."""
    return char in _SINGLE or char in _DOUBLE


def is_dash(char: str) -> bool:
    """Whether a character is a hyphen, a minus or a dash of any width."""
    return char in _DASHES or (unicodedata.category(char) == "Pd" and char not in _WAVY)


@lru_cache(maxsize=16384)
def _written(char: str) -> str:
    """One character as it is seen; nothing for one that isn't."""
    if char.isspace():
        return " "
    if is_quote(char):
        return "'" if char in _SINGLE else '"'
    if is_dash(char):
        return "-"
    if char.isascii():
        return char
    if is_invisible(char):
        return ""
    composed = unicodedata.normalize("NFC", char)
    joined = "\ufb00" <= char <= "\ufb06" or "\ufb13" <= char <= "\ufb17" or char == "…"
    if joined or unicodedata.decomposition(composed).startswith(_SAME_LETTER):
        return "".join(map(_written, unicodedata.normalize("NFKC", composed)))
    return composed


def other_characters(quote: str, passage: str) -> str:
    """What ``passage``, which looks like ``quote``, is written with, in words; may be blank."""
    found = [_named(c) for c in passage if c not in quote and (not c.isalnum() or is_invisible(c))]
    if not found and unicodedata.normalize("NFC", quote) == unicodedata.normalize("NFC", passage):
        return "accents composed in another way"
    return ", ".join(dict.fromkeys(found))


def _named(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    if char.isspace():
        return "another blank"
    if is_invisible(char):
        return "a character without width"
    if unicodedata.combining(char):
        return "an accent of its own"
    if is_quote(char):
        return "straight quotation marks" if char.isascii() else "quotation marks of its own"
    return f"“{char}”"


def differences(quote: str, passage: str, most: int = 3) -> str:
    """What differs to the eye: ``“twelve” for “ten”; “, he said” added``; blank if nothing does.

    The article's words come first, the quote's second.
    """
    there, here = (seen_text(t).split(" ") for t in (passage, quote))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        old, new = " ".join(here[a:b]), " ".join(there[c:d])
        if kind == "insert":
            found.append(f"“{new}” added")
        elif kind == "delete":
            found.append(f"no “{old}”")
        elif kind == "replace":
            found.append(f"“{new}” for “{old}”")
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return "; ".join(found[:most]) + more
