"""From bytes to text: UTF-8 where a line is UTF-8, and whatever else a line may be.

A row pasted from another file must not spoil the others: bytes that are no UTF-8 are read one by
one, and said, as long as the rest of the file is UTF-8. Of any other file the encoding is worked
out; where it isn't certain nothing is read, for every word of it might be wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from geodash.collection.read.plausible import odd_words, words_of

if TYPE_CHECKING:
    from geodash.collection.read.guess import Reading

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: What one process is told by its environment: the encoding of files that are no UTF-8.
SAID_VARIABLE = "GEODASH_ENCODING"
#: What Windows and Excel write in the west, where it isn't UTF-8.
OTHER = "cp1252"
#: Signs of two bytes in UTF-8 that people write; others come about by chance elsewhere.
_USUAL = re.compile(r"[\u00a0µÀ-ſȘ-țʼΆ-ώЀ-ґԱ-և֐-ת؀-ۿ\u0800-\U0010ffff]")
_OTHERS = re.compile(r"[^\x00-\x7f]")
_RUN = re.compile(rb"[\x80-\xff]+")
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Stray:
    """Bytes of another encoding in a line (1-based), and what they were read as."""

    line: int
    data: bytes
    text: str

    @property
    def read(self) -> bool:
        """Whether they could be read at all."""
        return "\ufffd" not in self.text


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that a file may have, and some of its words as they are then."""

    encoding: str
    sample: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, its encoding and mark, and the bytes of other encodings in it.

    ``sound``: it is UTF-8 or UTF-16 as it should be. ``candidates`` are what an uncertain file, whose
    text is blank, may be; ``said`` is the encoding that someone said, where the file isn't of it.
    """

    text: str
    encoding: str
    bom: bytes
    sound: bool
    strays: tuple[Stray, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    certain: bool = True
    said: str = ""


def said_encoding() -> str:
    """The encoding that this process was told files have that are no UTF-8; blank when it wasn't."""
    return os.environ.get(SAID_VARIABLE, "")


def decode_bytes(data: bytes, said: str | None = None) -> Decoded:
    """Read ``data``; ``said`` is the encoding it has if it is no UTF-8, by default the process's.

    UTF-8, else UTF-16 by its mark or its zeros, else what was said, else the encoding that is
    certain; UTF-8 with some other bytes in it is read as UTF-8, and those bytes as what was said,
    cp1252, or what they are for certain. Never raises; what can't be read is ``\ufffd``.
    """
    said = said_encoding() if said is None else said
    encoding, bom = "utf-8", b""
    for mark, name in BOMS:
        if data.startswith(mark):
            encoding, bom = name, mark
            break
    else:
        encoding = _wide(data) or encoding
    rest = data[len(bom) :]
    try:
        text = rest.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return Decoded(rest.decode(encoding, errors="replace"), encoding, bom, sound=False)
    else:
        if encoding != "utf-8" or bom or not _may_be_other(rest, text):
            return Decoded(text, encoding, bom, sound=True)
        return _other(rest, said, also=text)
    if bom or mostly_utf8(rest):
        return _with_strays(rest, bom, said)
    return _other(rest, said)


def _wide(data: bytes) -> str:
    """UTF-16 that lost its mark: every other byte of its header is zero."""
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 8 > max(even, odd) or len(head) < 16:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _may_be_other(data: bytes, text: str) -> bool:
    """Whether valid UTF-8 looks like a few bytes of another encoding that are so by chance."""
    if b"\x1b$" in data:
        return True
    if text.isascii():
        return False
    others = [match[0] for match in islice(_OTHERS.finditer(text), 7)]
    if not 0 < len(others) <= 6 or max(others) > "\u07ff":
        return False
    if all(c <= "\xff" or _USUAL.match(c) for c in others):
        return False
    words = words_of(text)
    return odd_words(text, words) == len(words)


def mostly_utf8(data: bytes) -> bool:
    """Whether what isn't ASCII is UTF-8 with some other bytes, and not the other way round.

    Bytes that stand together are one or the other as a whole, unless a word was pasted into another.
    """
    usual = wrong = 0
    for match in _RUN.finditer(data):
        try:
            usual += len(_USUAL.findall(match[0].decode("utf-8")))
        except UnicodeDecodeError:
            kept = match[0].decode("utf-8", errors="ignore")
            wrong += len(match[0]) - len(kept.encode("utf-8"))
    return usual > 0 and wrong <= 4 * usual


def _other(data: bytes, said: str, also: str | None = None) -> Decoded:
    """A file that is no UTF-8; ``also`` is what it would be by chance."""
    from geodash.collection.read.guess import guess

    if said:
        try:
            return Decoded(data.decode(said), said, b"", sound=False)
        except (UnicodeError, LookupError):
            return Decoded("", said, b"", sound=False, certain=False, said=said)
    # Hardly any file needs it, and every start of geodash would wait for its tables.
    found = guess(data)
    if found.sure:
        return Decoded(found.sure.text, found.sure.encoding, b"", sound=False)
    if also is not None and not found.others:
        return Decoded(also, "utf-8", b"", sound=True)
    candidates = _candidates([r for r in found.others if r.sound] or found.others)
    return Decoded("", OTHER, b"", sound=False, candidates=candidates[:3], certain=False)


def candidates_of(data: bytes) -> tuple[Candidate, ...]:
    """What bytes that are no UTF-8 can be, likelier ones first; encodings that say the same count as one."""
    from geodash.collection.read.guess import guess

    return _candidates(guess(data).others)


def _candidates(readings: Iterable[Reading]) -> tuple[Candidate, ...]:
    candidates: dict[str, Candidate] = {}
    for reading in readings:
        sample = _sample(reading.text)
        candidates.setdefault(sample, Candidate(reading.encoding, sample))
    return tuple(candidates.values())


def _sample(text: str) -> str:
    """The first words of a text that aren't ASCII."""
    return " ".join(words_of(text, 3))[:48]


def _with_strays(data: bytes, bom: bytes, said: str) -> Decoded:
    """UTF-8 with other bytes in it, which are read as what they most likely are."""
    wrong = [m for m in _RUN.finditer(data) if not _is_utf8(m[0])]
    encoding = said or _encoding_of([_word_around(data, m) for m in wrong])
    pieces, at, line, counted = [], 0, 1, 0
    lines: dict[int, list[tuple[bytes, str]]] = {}
    for match in wrong:
        text, strays = _mixed(match[0], encoding)
        pieces += [data[at : match.start()].decode(), text]
        line += len(_LINE_ENDS.findall(data, counted, match.start()))
        counted = match.start()
        lines.setdefault(line, []).extend(strays)
        at = match.end()
    text = "".join((*pieces, data[at:].decode()))
    found = (
        Stray(line, b"".join(d for d, _ in parts), "".join(t for _, t in parts))
        for line, parts in lines.items()
    )
    return Decoded(text, "utf-8", bom, True, tuple(found))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _word_around(data: bytes, match: re.Match[bytes]) -> bytes:
    """Bytes with the letters beside them, which tell more of what they are."""
    before = re.search(rb"[\x80-\xffA-Za-z]*\Z", data[max(0, match.start() - 40) : match.start()])
    after = re.match(rb"[\x80-\xffA-Za-z]*", data[match.end() : match.end() + 40])
    return (before[0] if before else b"") + match[0] + (after[0] if after else b"")


def _encoding_of(words: list[bytes]) -> str:
    """What stray words are in: what they are for certain, else cp1252 if it can be; else blank."""
    from geodash.collection.read.guess import guess

    found = guess(b" ".join(words[:2000]))
    if found.sure:
        return found.sure.encoding
    west = next((r for r in found.others if r.encoding == OTHER), None)
    return OTHER if west is None or west.sound else ""


def _mixed(data: bytes, encoding: str) -> tuple[str, list[tuple[bytes, str]]]:
    """Bytes that stand together, and those among them that are no UTF-8 with what they were read as.

    A word that is mostly of another encoding is all of it; else only what can't be UTF-8 is.
    """
    wrong = len(data) - len(data.decode("utf-8", "ignore").encode())
    if encoding != OTHER and 2 * wrong >= len(data):
        text = _as(data, encoding)
        return text, [(data, text)]
    text, at = "", 0
    strays: list[tuple[bytes, str]] = []
    while at < len(data):
        try:
            return text + data[at:].decode(), strays
        except UnicodeDecodeError as error:
            bad = data[at + error.start : at + error.end]
            text += data[at : at + error.start].decode() + _as(bad, encoding)
            strays.append((bad, _as(bad, encoding)))
            at += error.end
    return text, strays


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding) if encoding else "\ufffd"
    except (UnicodeError, LookupError):
        return "\ufffd"
