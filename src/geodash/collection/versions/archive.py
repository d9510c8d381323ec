"""Opening a collection that comes as a zip: unpacked into a folder of its own, and bounded.

A zip is a stranger's: only names that belong to a collection are taken, none leads outside the
folder, and no more than :data:`MOST_BYTES` are unpacked, whatever the zip says of itself.
"""

from __future__ import annotations

import contextlib
import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from geodash.collection.sources import FILES, MARKS, CollectionError
from geodash.collection.write.temporary import temporary_folder

MOST_BYTES = 500 * 2**20
MOST_FILES = 20_000
_FOLDERS = ("articles", "briefings", "geodata")
_CHUNK = 2**20
#: A flag of an entry: its name is UTF-8.
_SAYS_UTF8 = 0x800
#: What Windows can't hold, or takes for a device, a drive or another folder.
_UNPORTABLE = re.compile(
    r'[<>:"|?*\\\x00-\x1f]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$)',
    re.IGNORECASE,
)
#: Damaged, encrypted, of an unknown method, or with a name that the disk refuses.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The folder of the collection at ``path``: itself, or a zip's content for as long as it lasts.

    Raises ``CollectionError`` for what is neither, or can't be unpacked.
    """
    if path.is_dir():
        yield path
        return
    if not path.is_file() or not zipfile.is_zipfile(path):
        raise CollectionError(f"{path} is not a folder, nor the zip of a collection")
    with temporary_folder() as folder:
        unpack(path, folder)
        yield folder


def unpack(path: Path, folder: Path, most: int | None = None) -> None:
    """Write the files of a collection in the zip ``path`` into ``folder``.

    At most ``most`` bytes, else :data:`MOST_BYTES`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _unpack(archive, folder, MOST_BYTES if most is None else most)
    except CollectionError:
        raise
    except _BROKEN as error:
        # Where it was unpacked to is nobody's business.
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise CollectionError(f"{path} can't be unpacked: {why}") from error


def _unpack(archive: zipfile.ZipFile, folder: Path, most: int) -> None:
    entries = [e for e in archive.infolist() if not e.is_dir()]
    if len(entries) > MOST_FILES:
        raise CollectionError(f"the zip has {len(entries):,} files, more than {MOST_FILES:,}")
    names = [_name_of(entry) for entry in entries]
    root = _root(names)
    left = most
    for entry, full in zip(entries, names, strict=True):
        name = _inside(full, root)
        if name is None:
            continue
        target = folder / name
        if os.name == "nt" and _UNPORTABLE.search(name):
            raise CollectionError(
                f"{name} is no name for a file on this system: unpack it elsewhere"
            )
        if target.exists():
            # Twice in the zip, or one of two that this disk takes for the same.
            raise CollectionError(f"the zip has two files that this disk calls {name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        left = _copy(archive, entry, target, left, most)


def _copy(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, most: int
) -> int:
    """Write one file; returns how many of ``most`` bytes may still come."""
    with archive.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise CollectionError(f"the zip holds more than {most:,} bytes")
            file.write(chunk)
    return left


def _root(names: list[str]) -> str:
    """The one folder that holds everything in some zips; the collection lies where its tables do."""
    found = [n for n in names if PurePosixPath(n).name in MARKS]
    if not found:
        raise CollectionError(f"the zip holds no collection: there is no {' or '.join(MARKS)}")
    shortest = min(found, key=lambda n: n.count("/"))
    return shortest[: shortest.rfind("/") + 1]


def _name_of(entry: zipfile.ZipInfo) -> str:
    """A file's name; of zips that say nothing of their letters, as UTF-8 where that is possible."""
    if not entry.flag_bits & _SAYS_UTF8:
        with contextlib.suppress(UnicodeError):
            return entry.filename.encode("cp437").decode("utf-8")
    return entry.filename


def _inside(name: str, root: str) -> str | None:
    """The name below the collection's folder, or ``None`` for what is no part of it."""
    if not name.startswith(root) or "\0" in name:
        return None
    parts = tuple(name[len(root) :].split("/"))
    if any(p in ("", "..", ".") for p in parts):
        return None
    known = parts[0] in _FOLDERS if len(parts) > 1 else parts[0] in (*FILES, "README.md")
    return "/".join(parts) if known and len(parts) <= 3 else None
