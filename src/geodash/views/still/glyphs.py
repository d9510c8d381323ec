"""Which letters can be drawn: our fonts', else those of the fonts that this machine has.

A picture of text needs a font with its letters, unlike a page, which finds one in the reader's
browser. What no font has is not drawn at all: a row of boxes says less than nothing.
"""

from __future__ import annotations

import os
import struct
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

FONTS = Path(__file__).resolve().parents[2] / "assets" / "vendor" / "fonts"
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
# Names of cuts that are a poor stand-in for a plain one.
_ODD = (
    "bold",
    "italic",
    "oblique",
    "mono",
    "condensed",
    "narrow",
    "light",
    "black",
    "thin",
    "heavy",
)


class Face(NamedTuple):
    """A font file, and which of the fonts in it."""

    path: Path
    number: int = 0


def ours(text: str) -> bool:
    """Whether our own fonts have all letters of a text."""
    return all(map(_silent, set(text) - _own()))


@cache
def _own() -> frozenset[str]:
    """The letters that our fonts have in each cut."""
    codes = _codes(Face(FONTS / "sans-400.ttf")) & _codes(Face(FONTS / "serif-400.ttf"))
    return frozenset(map(chr, codes))


def writable(text: str) -> bool:
    """Whether our fonts and the machine's have all letters of a text."""
    return ours(text) or all(face_of(c) is not None or ours(c) for c in text)


@lru_cache(maxsize=4096)
def face_of(letter: str) -> Face | None:
    """The first font of the machine that has a letter."""
    return next((face for face in machine() if ord(letter) in _codes(face)), None)


def faces_for(text: str) -> list[Face]:
    """The machine's fonts that a text needs beside ours."""
    found = (face_of(c) for c in dict.fromkeys(text) if not ours(c))
    return list(dict.fromkeys(face for face in found if face))


@cache
def machine() -> tuple[Face, ...]:
    """The fonts of this machine, plain cuts first; looked for once a letter is missing."""
    files = {p for folder in _folders() for p in _walk(folder)}

    def plain(path: Path) -> tuple[int, str]:
        name = path.name.lower()
        return sum(word in name for word in _ODD), str(path)

    return tuple(Face(p, i) for p in sorted(files, key=plain) for i in range(_count(p)))


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, home / ".local/share/fonts", home / ".fonts"]


def _walk(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        yield from (Path(base, n) for n in names if n.lower().endswith(_ENDINGS))


def _silent(letter: str) -> bool:
    """Blanks and marks of format need no glyph."""
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc")


def _count(path: Path) -> int:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return 0
    return min(64, int.from_bytes(head[8:12])) if head[:4] == b"ttcf" else 1


@lru_cache(maxsize=512)
def _codes(face: Face) -> frozenset[int]:
    """The code points that a font has; none of a file that is no font."""
    try:
        return frozenset(_read(face.path.read_bytes(), face.number))
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()


def _read(data: bytes, index: int) -> set[int]:
    """The table ``cmap`` (OpenType): its widest Unicode subtable, of format 4 or 12."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for i in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * i)
        if tag == b"cmap":
            break
    else:
        return set()
    best: tuple[int, int] = (0, 0)
    for i in range(struct.unpack_from(">H", data, offset + 2)[0]):
        platform, encoding, at = struct.unpack_from(">HHI", data, offset + 4 + 8 * i)
        form = struct.unpack_from(">H", data, offset + at)[0]
        if form in (4, 12) and (platform == 0 or (platform, encoding) in ((3, 1), (3, 10))):
            best = max(best, (form, offset + at))
    form, at = best
    return _groups(data, at) if form == 12 else _segments(data, at) if form == 4 else set()


def _groups(data: bytes, at: int) -> set[int]:
    found: set[int] = set()
    for i in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * i)
        if first <= last <= sys.maxunicode:
            found.update(range(first + (glyph == 0), last + 1))
    return found


def _segments(data: bytes, at: int) -> set[int]:
    n = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{n}H", data, at + 14)
    starts = struct.unpack_from(f">{n}H", data, at + 16 + 2 * n)
    deltas = struct.unpack_from(f">{n}H", data, at + 16 + 4 * n)
    where = at + 16 + 6 * n
    offsets = struct.unpack_from(f">{n}H", data, where)
    found: set[int] = set()
    for i, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = where + 2 * i + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
            if glyph and ((not offset and (glyph + delta) & 0xFFFF) or offset):
                found.add(code)
    return found
