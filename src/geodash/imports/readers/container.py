"""What a file is by its first bytes, and what is packed in it: unpacked within limits, never by its name."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from geodash.imports.table import Refused

#: Nothing is unpacked beyond this.
MOST_BYTES = 2_000_000_000
#: What a part of a workbook may be when it is unpacked.
MOST_WORKBOOK = 1_000_000_000
_PIECE = 1 << 20
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_REFUSED = (
    (_OLD_EXCEL, "an old Excel file (.xls)", "Save it as .xlsx or CSV."),
    (b"%PDF-", "a PDF", "Bring the table behind it."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"\x89PNG", "a picture", "Bring the data behind it."),
    (b"\xff\xd8\xff", "a picture", "Bring the data behind it."),
    (b"PAR1", "a Parquet file", "Save it as CSV."),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's content: ``path`` is where it lies (unpacked if it was packed), ``name`` what it is called.

    ``kind`` is ``text``, ``json``, ``xml``, ``workbook``, ``geo``; ``words`` say what it is.
    ``inside`` is the file's own name in the archive that it was unpacked of, ``keep`` holds the temporary folder
    as long as this is used.
    """

    path: Path
    name: str
    kind: str
    words: str
    noticed: tuple[str, ...] = ()
    beside: Path | None = None
    inside: str = ""
    keep: list[object] = field(default_factory=list, compare=False)


def opened(path: Path) -> Opened:
    """Look at a file. Raises ``Refused`` for what can't be read, ``OSError`` for no file."""
    return _opened(path, path.name, path.parent, 0)


def _opened(path: Path, name: str, beside: Path, depth: int) -> Opened:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\0 \r\n\t"):
        raise Refused(f"{name} is empty.")
    for begin, what, fix in _REFUSED:
        if head.startswith(begin):
            raise Refused(f"{name} is {what}. {fix}")
    if head.startswith(b"PK\x03\x04"):
        return _zip(path, name, beside, depth)
    if head.startswith(b"\x1f\x8b"):
        return _gzip(path, name, beside, depth)
    if head.startswith(b"SQLite format 3\0"):
        return Opened(path, name, "geo", "a GeoPackage or another SQLite file", beside=beside)
    if head.startswith(b"\0\0\x27\x0a") or head.startswith(b"fgb"):
        return Opened(path, name, "geo", "a shapefile", beside=beside)
    # A sequence of JSON texts (RFC 8142) parts them by record separators.
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x1e")
    if start[:1] in (b"{", b"["):
        return Opened(path, name, "json", "JSON", beside=beside)
    if start[:1] == b"<":
        return Opened(path, name, "xml", "XML", beside=beside)
    return Opened(path, name, "text", "text", beside=beside)


def _zip(path: Path, name: str, beside: Path, depth: int) -> Opened:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [
                e
                for e in archive.infolist()
                if not e.is_dir() and not e.filename.startswith("__MACOSX/")
            ]
            names = {e.filename for e in entries}
            size = sum(e.file_size for e in entries)
            if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
                if size > MOST_WORKBOOK:
                    raise _too_big(name, size, MOST_WORKBOOK)
                return Opened(path, name, "workbook", "an Excel workbook", beside=beside)
            if size > MOST_BYTES:
                raise _too_big(name, size, MOST_BYTES)
            if any(e.flag_bits & 1 for e in entries):
                raise Refused(f"{name} is encrypted. Unpack it first.")
            return _member(archive, entries, name, depth)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise Refused(f"{name} is a damaged zip.") from error


def _member(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, depth: int
) -> Opened:
    """The one file of an archive that holds data; a shapefile is several."""
    if depth > 2:
        raise Refused(f"{name} is packed too deeply. Unpack it first.")
    folder = tempfile.TemporaryDirectory(prefix="geodash-unpacked-")
    into = Path(folder.name)
    data = [
        e
        for e in entries
        if _ending(e.filename) not in ("txt", "md", "pdf", "png", "jpg", "xml", "html", "")
    ]
    shapes = [e for e in entries if _ending(e.filename) == "shp"]
    if len(shapes) == 1:
        stem = shapes[0].filename[:-4]
        for entry in entries:
            if entry.filename.startswith(stem + "."):
                _unpack(archive.open(entry), into / f"shape.{_ending(entry.filename)}", name)
        return _kept(Opened(into / "shape.shp", name, "geo", "a shapefile"), folder)
    chosen = next((e for e in entries if e.filename.lower() == "doc.kml"), None)
    kmls = [e for e in entries if _ending(e.filename) == "kml"]
    chosen = chosen or (kmls[0] if kmls else None)
    if chosen is None:
        data = data or entries
        if len(data) != 1:
            listed = ", ".join(e.filename for e in data[:6])
            raise Refused(
                f"{name} holds {len(data)} files ({listed}). Unpack it, and bring those that hold events."
            )
        chosen = data[0]
    target = into / f"unpacked.{_ending(chosen.filename) or 'txt'}"
    _unpack(archive.open(chosen), target, name)
    found = _opened(target, f"{name}, {chosen.filename}", into, depth + 1)
    inside = ", ".join(filter(None, (chosen.filename, found.inside)))
    return _kept(replace(found, inside=inside), folder)


def _gzip(path: Path, name: str, beside: Path, depth: int) -> Opened:
    if depth > 2:
        raise Refused(f"{name} is packed too deeply. Unpack it first.")
    folder = tempfile.TemporaryDirectory(prefix="geodash-unpacked-")
    target = Path(folder.name) / "unpacked"
    try:
        with gzip.open(path) as source:
            _unpack(source, target, name)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise Refused(f"{name} is a damaged gzip file.") from error
    return _kept(_opened(target, name, Path(folder.name), depth + 1), folder)


def _unpack(source: IO[bytes] | gzip.GzipFile, target: Path, name: str) -> None:
    """What is unpacked is counted: a size that an archive names is only its word."""
    size = 0
    with source, target.open("wb") as out:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise Refused(
                    f"{name} unpacks to more than {MOST_BYTES // 10**9} GB; stopped there."
                )
            out.write(piece)


def _kept(found: Opened, folder: tempfile.TemporaryDirectory[str]) -> Opened:
    found.keep.append(folder)
    return found


def _ending(name: str) -> str:
    return (
        name.rsplit("/", 1)[-1].rpartition(".")[2].lower() if "." in name.rsplit("/", 1)[-1] else ""
    )


def _too_big(name: str, size: int, most: int) -> Refused:
    return Refused(
        f"{name} unpacks to {size / 1e9:,.0f} GB; {most / 1e9:,.0f} GB are unpacked at most."
    )
