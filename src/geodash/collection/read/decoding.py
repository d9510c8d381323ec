"""A file's bytes as text, with a problem for whatever is odd about how it is encoded."""

from __future__ import annotations

import re
from dataclasses import replace

from geodash.collection.read.encoding import Candidate, Decoded, Stray, decode_bytes
from geodash.collection.read.plausible import words_of
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.problem import Problem

#: How files begin that are no text, and what they are.
_NO_TEXT = (
    (b"PK\x03\x04", "an Excel or Word file, or a zip"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document in rich text"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
#: UTF-8 that was read as cp1252 and saved: a first byte, then bytes of 80 to BF.
_TWICE = re.compile(r"[Â-ßà-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+")
_LINE_END = re.compile(r"\r\n|\r|\n")


def decode(data: bytes, file: str, log: ProblemLog) -> str | None:
    """The text of a file, as ``decode_bytes`` finds it; what is odd is reported.

    ``None`` for a file whose encoding is uncertain: every word of it might be wrong.
    """
    found = decoded(data, file, log)
    for stray in found.strays:
        say_stray(stray, FilePlace(file, None, stray.line), log)
    return found.text if found.certain else None


def opened_text(
    data: bytes, file: str, said: str
) -> tuple[str | None, tuple[Problem, ...], tuple[Candidate, ...]]:
    """The text of a file that somebody opens on a page, of the encoding ``said`` if it isn't blank.

    ``None`` where it is uncertain, with the problem and the encodings that it may have. Raises
    ``ValueError`` when there is no such encoding.
    """
    log = ProblemLog()
    if said:
        from geodash.collection.read.guess import known_encoding

        said = known_encoding(said)
    found = decoded(data, file, log, said)
    return (found.text if found.certain else None), log.all(), found.candidates


def decoded(data: bytes, file: str, log: ProblemLog, said: str | None = None) -> Decoded:
    """The text with its encoding; bytes of other encodings are still to be reported.

    ``said`` is what it is if it isn't UTF-8, by default what the process was told.
    """
    at = FilePlace(file)
    if what := next((what for begin, what in _NO_TEXT if data.startswith(begin)), ""):
        fix = "Open it with its program, and save it as CSV (UTF-8) or as plain text."
        log.add(at, "not-text", f"This is {what}, whatever its name says; it was not read.", fix)
        return Decoded("", "utf-8", b"", sound=False, certain=False)
    found = decode_bytes(data, said)
    text = found.text
    _say_twice(text, file, log)
    if not found.certain:
        _say_uncertain(found, at, log)
    elif not found.sound:
        log.add(
            at,
            "encoding",
            f"The file is not UTF-8; it was read as {found.encoding}{_first_odd(text)}.",
            "Look whether its letters are right, and save it as UTF-8; if they aren’t, say --encoding NAME.",
            severity="warning",
        )
    elif found.encoding != "utf-8":
        log.add(at, "encoding", "The file is UTF-16.", "Save it as UTF-8.", severity="warning")
    elif found.bom:
        log.add(
            at,
            "bom",
            "The file begins with a byte order mark.",
            "Nothing to do; “UTF-8 without BOM” is tidier.",
            severity="info",
        )
    if "\0" in text:
        log.add(
            at,
            "nul",
            f"The file holds {text.count(chr(0))} NUL characters; they were left out.",
            "Save it again as text.",
            severity="warning",
        )
        found = replace(found, text=text.replace("\0", ""))
    return found


def _say_twice(text: str, file: str, log: ProblemLog) -> None:
    """Name the words that were UTF-8, read as cp1252 and saved so; they stay as they are."""
    if not _TWICE.search(text):
        return
    for number, line in enumerate(_LINE_END.split(text), start=1):
        words = [w for w in re.findall(r"[^\s,;|\"]+", line) if _TWICE.search(w)]
        meant = next(((w, m) for w in words if (m := _once(w)) and m != w), None)
        if meant:
            log.add(
                FilePlace(file, None, number),
                "encoding-twice",
                f"“{meant[0][:40]}” seems to be “{meant[1][:40]}”: its letters were read in a wrong encoding "
                "and saved.",
                "Save the file again from where they were right, or write them anew.",
                value=meant[0],
                severity="warning",
            )


def _once(word: str) -> str:
    """What a word was before it was read as cp1252; blank when it was nothing."""
    try:
        data = b"".join(c.encode("cp1252" if c > "\x9f" else "latin-1") for c in word)
        return data.decode("utf-8")
    except UnicodeError:
        return ""


def _say_uncertain(found: Decoded, at: FilePlace, log: ProblemLog) -> None:
    """Nothing of the file was read; how its first words would look in the encodings it may have."""
    if found.said:
        reason = f"The file is neither UTF-8 nor {found.said}, as was said; it was not read."
        fix = "Save it as UTF-8, or say its encoding with --encoding."
    elif found.candidates:
        samples = " or ".join(f"“{c.sample}” ({c.encoding})" for c in found.candidates)
        reason = (
            f"The file is not UTF-8, and its encoding is not certain: {samples}? It was not read."
        )
        fix = "Save it as UTF-8, or say which it is: --encoding NAME."
    else:
        reason = "The file is not UTF-8, nor text in an encoding that is known; it was not read."
        fix = "Save it as UTF-8, or say its encoding with --encoding."
    log.add(at, "encoding-unsure", reason, fix)


def _first_odd(text: str) -> str:
    """Where in a file of another encoding the first letter is that may have been read wrong."""
    word = next(iter(words_of(text, 1)), "")
    if not word:
        return ""
    return (
        f" (first in line {len(_LINE_END.findall(text, 0, text.index(word))) + 1}: “{word[:20]}”)"
    )


def say_stray(stray: Stray, at: FilePlace, log: ProblemLog) -> None:
    """Report bytes of another encoding at their row, and what they were read as."""
    wrong = " ".join(f"{byte:02X}" for byte in stray.data[:8])
    if not stray.read:
        log.add(
            at,
            "encoding-row",
            f"Here the file is not UTF-8 (byte {wrong}), nor anything that is certain; “\ufffd” stands there.",
            "Write these letters anew, and save the file as UTF-8.",
            value=stray.text,
        )
        return
    log.add(
        at,
        "encoding-row",
        f"Here the file is not UTF-8 (byte {wrong}); that was read as “{stray.text[:8]}”.",
        "Look at its letters with accents, and save the file as UTF-8.",
        value=stray.text,
        severity="warning",
    )
