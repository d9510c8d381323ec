"""What kind of file somebody brought, by what is in it; its name only helps."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from geodash.coding.intake.brought import LARGEST, UnreadableError

TEXT, WORD, PAGE, PDF = "text", "Word file", "web page", "PDF"

_TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|meta|script)\b", re.IGNORECASE)
_ANY_TAG = re.compile(rb"</?(?:p|div|h[1-6]|span|a|br|li|ul)\b", re.IGNORECASE)
_OTHERS = (
    (b"{\\rtf", "This is an RTF file; open it in a word processor and save it as .docx."),
    (b"\x89PNG", "This is a picture; paste its text."),
    (b"\xff\xd8\xff", "This is a picture; paste its text."),
    (b"GIF8", "This is a picture; paste its text."),
    (b"\x1f\x8b", "This is a compressed file; unpack it first."),
    (b"7z\xbc\xaf", "This is a compressed file; unpack it first."),
    (b"Rar!", "This is a compressed file; unpack it first."),
)  # fmt: skip
_OFFICE = {
    "xl/": "This is a spreadsheet, no article; geodash import reads an edited export.",
    "ppt/": "This is a presentation, no article; paste its text.",
    "content.xml": "This is an OpenDocument file; save it as .docx.",
    "META-INF/container.xml": "This is an e-book; paste the text of the article.",
}
_MANY = 10_000


def kind_of(data: bytes, name: str = "") -> str:
    """One of the kinds that are read; raises ``UnreadableError`` with a reason for any other."""
    if len(data) > LARGEST:
        raise UnreadableError(too_large())
    if not data.strip():
        raise UnreadableError("There is no text in it.")
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(data)
    if data.startswith(b"PK"):
        raise UnreadableError("This is a compressed file with nothing in it.")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError("This file has a password; save it without, and add that.")
        raise UnreadableError("This is a file of an old Word or Excel; save it as .docx.")
    for start, reason in _OTHERS:
        if data.startswith(start):
            raise UnreadableError(reason)
    if b"%PDF-" in data[:1024]:
        return PDF
    return _of_text(data, name)


def too_large() -> str:
    """The reason why a huge file isn't read."""
    return f"It has more than {LARGEST // 10**6} MB; an article has less. Paste its text."


def _of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError("The file is broken: it ends before it should.") from error
    if len(names) > _MANY:
        raise UnreadableError("The file holds too many parts for an article.")
    if any(name.startswith("word/") for name in names):
        return WORD
    for part, reason in _OFFICE.items():
        if any(name.startswith(part) for name in names):
            raise UnreadableError(reason)
    raise UnreadableError("This is a compressed folder; unpack it first.")


def _of_text(data: bytes, name: str) -> str:
    head = data[:65536].replace(b"\0", b"")
    if re.match(rb"(?:From:|MIME-Version:|Subject:|Date:|Snapshot-Content-Location:)", head) and (
        b"multipart/related" in head
    ):
        raise UnreadableError("This is a page saved as one file (MHTML); save it as “HTML only”.")
    stray = sum(1 for byte in data[:4096] if byte < 9 or 13 < byte < 27)
    if stray * 10 > len(data[:4096]) and not _is_wide(data):
        raise UnreadableError("This is no text, nor a file of a kind that is read here.")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    # A text may speak of tags; a page begins with one.
    begins = _TAG.match(start) or (
        start.startswith((b"<?xml", b"<!--")) and _TAG.search(start[:4096])
    )
    named = PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml") and _ANY_TAG.search(head)
    return PAGE if begins or named else TEXT


def _is_wide(data: bytes) -> bool:
    """Whether every other byte is zero, as in UTF-16."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or 3 * data[:400].count(0) > len(data[:400])
