"""From bytes to text: UTF-8 where a line is UTF-8, and whatever else a line may be.

A row pasted from another file must not spoil the others: bytes that are no UTF-8 are read one by
one, and said, as long as the rest of the file is UTF-8.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: What Windows and Excel write where it isn't UTF-8.
OTHER = "cp1252"
#: Letters of two bytes in UTF-8 that people write; others come about by chance in cp1252.
_USUAL = re.compile(r"[À-ſȘ-țʼΆ-ώЀ-ґԱ-և֐-ת؀-ۿ]")
_LONG = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ERRORS = "geodash-strays"


@dataclass(frozen=True, slots=True)
class Stray:
    """Bytes of another encoding in a line (1-based), and what they were read as."""

    line: int
    data: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, its encoding and mark, and the bytes of other encodings in it."""

    text: str
    encoding: str
    bom: bytes
    sound: bool
    strays: tuple[Stray, ...] = ()


def decode_bytes(data: bytes) -> Decoded:
    """Read ``data``; ``sound`` is false when it isn't the encoding that it should be.

    UTF-8, else UTF-16 by its mark or its zeros, else cp1252; UTF-8 with some other bytes in it is
    read as UTF-8, and those bytes as cp1252. Nothing fails: at worst a character is ``\\ufffd``.
    """
    encoding, bom = "utf-8", b""
    for mark, name in BOMS:
        if data.startswith(mark):
            encoding, bom = name, mark
            break
    else:
        encoding = _wide(data) or encoding
    rest = data[len(bom) :]
    try:
        return Decoded(rest.decode(encoding), encoding, bom, sound=True)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return Decoded(rest.decode(encoding, errors="replace"), encoding, bom, sound=False)
    if not bom and not _mostly_utf8(rest):
        return Decoded(rest.decode(OTHER, errors="replace"), OTHER, bom, sound=False)
    return Decoded(rest.decode("utf-8", errors=_ERRORS), "utf-8", bom, True, _strays(rest))


def _wide(data: bytes) -> str:
    """UTF-16 that lost its mark: every other byte of its header is zero."""
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 8 > max(even, odd) or len(head) < 16:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode(OTHER, errors="replace"), error.end


codecs.register_error(_ERRORS, _read_stray)


def _mostly_utf8(data: bytes) -> bool:
    """Whether what isn't ASCII is UTF-8 with some other bytes, and not the other way round."""
    if _valid_long(data):
        return True
    kept = data.decode("utf-8", errors="ignore")
    usual = len(_USUAL.findall(kept))
    wrong = len(data) - len(kept.encode("utf-8"))
    return usual > 0 and wrong <= 4 * usual


def _valid_long(data: bytes) -> bool:
    """Whether a character of three bytes or more is there: by chance it hardly is."""
    for match in _LONG.finditer(data):
        try:
            match[0].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _strays(data: bytes) -> tuple[Stray, ...]:
    """The strays of each line, together; lines end as ``\\n``, ``\\r\\n`` or ``\\r``."""
    found = []
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), start=1):
        if line.isascii():
            continue
        wrong, at = [], 0
        while at < len(line):
            try:
                line[at:].decode("utf-8")
                break
            except UnicodeDecodeError as error:
                wrong.append(line[at + error.start : at + error.end])
                at += error.end
        if wrong:
            joined = b"".join(wrong)
            found.append(Stray(number, joined, joined.decode(OTHER, errors="replace")))
    return tuple(found)
