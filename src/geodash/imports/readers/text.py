"""The letters of a text file: UTF-8, another encoding that is certain, else cp1252, always said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from geodash.collection.read.encoding import BOMS, OTHER, Candidate, candidates_of, mostly_utf8

_PIECE = 1 << 20
_SAMPLE = 4 << 20
#: Bytes of lines with other letters, which tell what they can be.
_WORDS = 1 << 15


@dataclass(frozen=True, slots=True)
class Letters:
    """An encoding, Python's handler for bytes that aren't of it, and how sure it is.

    ``words`` say what was found, blank for UTF-8 as it should be.
    """

    encoding: str
    errors: str = "strict"
    words: str = ""
    sure: bool = True


def letters_of(path: Path, said: str = "") -> Letters:
    """The encoding of a file of any size, in constant memory."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in BOMS:
        if head.startswith(mark):
            if name == "utf-8":
                return Letters("utf-8-sig", STRAY)
            return Letters(name.removesuffix("-le").removesuffix("-be"), "replace", f"{name}.")
    if head[1:40:2].count(0) > 15 or head[:40:2].count(0) > 15:
        wide = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
        return Letters(wide, "replace", f"{wide}, without a mark.")
    wrong, usual = _scan(path)
    if not wrong:
        return Letters("utf-8")
    if said and said != "utf-8":
        return Letters(said, "replace", f"Read as {said}, as was said.")
    if usual > wrong or said or mostly_utf8(head):
        return Letters(
            "utf-8", STRAY, f"UTF-8, but for {wrong:,} stray bytes, read as {OTHER}.", sure=False
        )
    # Few files need it, and its tables take a while.
    from geodash.collection.read.guess import guess

    found = guess(head).sure
    if found:
        return Letters(found.encoding, STRAY, f"Not UTF-8: read as {found.encoding}.")
    words = f"Not UTF-8, and not certain: read as {OTHER}. If letters are wrong, save the file as UTF-8."
    return Letters(OTHER, STRAY, words, sure=False)


def readings_of(path: Path) -> tuple[Candidate, ...]:
    """What a file that is no UTF-8 can be, each with some of its words as they are then; likelier ones first."""
    lines, size = [], 0
    with path.open("rb") as file:
        for line in file.read(_SAMPLE).splitlines():
            if not line.isascii():
                lines.append(line)
                size += len(line)
            if size > _WORDS:
                break
    return candidates_of(b"\n".join(lines))


def _scan(path: Path) -> tuple[int, int]:
    """Bytes that are no UTF-8, and characters of several bytes that are."""
    wrong = usual = 0
    rest = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            data = rest + piece
            rest = b""
            if data.isascii():
                continue
            while True:
                try:
                    text = data.decode("utf-8")
                except UnicodeDecodeError as error:
                    if error.end == len(data) and error.reason == "unexpected end of data":
                        usual += _more(data[: error.start].decode("utf-8"))
                        rest = data[error.start :]
                        break
                    usual += _more(data[: error.start].decode("utf-8"))
                    wrong += 1
                    data = data[error.end :]
                    if wrong > 20_000:
                        return wrong, usual
                else:
                    usual += _more(text)
                    break
    return wrong + len(rest), usual


def _more(text: str) -> int:
    return 0 if text.isascii() else sum(c > "\x7f" for c in text)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that the encoding doesn't have, as cp1252 has it, else as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data = error.object[error.start : error.end]
    try:
        return data.decode(OTHER), error.end
    except UnicodeDecodeError:
        return data.decode("latin-1"), error.end


#: The name under which Python knows how stray bytes are read.
STRAY = "geodash-stray"
codecs.register_error(STRAY, _stray)
