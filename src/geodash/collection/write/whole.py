"""A file that is there as a whole or not at all, whatever ends the process that writes it.

It is written beside its target under a name of its own, synced, and renamed. The name says whose it
is and its writer holds it locked, so that what a killed process left is known and taken away.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

#: The ending of files that are being written.
ENDING = ".geodash-new"
#: Seconds after which one that nobody holds was left by a killed process, where no lock says so.
_OLD = 5
_LONGEST = 60
_STALE = re.compile(r"\..*\.[a-z0-9_]{8}" + re.escape(ENDING), re.DOTALL)


def replace_file(target: Path, data: bytes, *, over: bool = True) -> None:
    """Write ``data`` to ``target`` as a whole or, with ``OSError``, not at all.

    ``FileExistsError`` when there is such a file and it must not be written ``over``.
    """
    sweep(target.parent, target.name, _OLD)
    temporary, descriptor = _staged(target, data)
    try:
        if sys.platform == "win32":
            os.close(descriptor)  # an open file can't be renamed there
        _place(temporary, target, over=over)
    finally:
        temporary.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(descriptor)
    sync_folder(target.parent)


def stage(target: Path, data: bytes) -> Path:
    """The file beside ``target`` that can take its place: complete, and on the disk."""
    temporary, descriptor = _staged(target, data)
    os.close(descriptor)
    return temporary


def stage_copy(target: Path, source: Path) -> Path:
    """The same with the content of the file ``source``, which may be larger than memory."""
    temporary, descriptor = _staged(target, source)
    os.close(descriptor)
    return temporary


def _staged(target: Path, data: bytes | Path) -> tuple[Path, int]:
    """The complete file, and it still open and held."""
    name, descriptor = "", -1
    try:
        descriptor, name = tempfile.mkstemp(ENDING, _prefix(target.name), target.parent)
        _hold(descriptor)
        with os.fdopen(os.dup(descriptor), "wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                with data.open("rb") as source:
                    shutil.copyfileobj(source, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, name)
        else:
            Path(name).chmod(0o644)
    except BaseException as error:
        if descriptor >= 0:
            os.close(descriptor)
        if name:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:
            # Who reads the message knows the file by its own name.
            raise type(error)(error.errno, error.strerror, str(target)) from error
        raise
    return Path(name), descriptor


def _place(temporary: Path, target: Path, *, over: bool) -> None:
    if over:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise FileExistsError(error.errno, error.strerror, str(target)) from error
    except OSError:
        # A disk without hard links: the look and the renaming are two steps there.
        if target.exists():
            raise FileExistsError(17, "File exists", str(target)) from None
        temporary.replace(target)


def sync_folder(folder: Path) -> None:
    """Make new names survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path, name: str = "", age: float = 0) -> None:
    """Take away what killed writers left in ``folder``: of the file ``name`` only, of an ``age``."""
    for entry in _stale(folder, _prefix(name) if name else "."):
        with contextlib.suppress(OSError):
            if time.time() - entry.stat().st_mtime >= age:
                _take_away(Path(entry.path))


def is_stale(name: str) -> bool:
    """Whether a file is called like one that is being written."""
    return _STALE.fullmatch(name) is not None


def has_stale(folder: Path) -> bool:
    """Whether there is anything to take away, unless its writer lives."""
    return bool(_stale(folder, "."))


def _stale(folder: Path, prefix: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [e for e in entries if e.name.startswith(prefix) and is_stale(e.name)]
    except OSError:
        return []


def _prefix(name: str) -> str:
    # Short enough that a name of the longest length still has room for its endings.
    return f".{name.encode('utf-8', 'surrogateescape')[:_LONGEST].decode(errors='ignore')}."


if sys.platform == "win32":

    def _hold(descriptor: int) -> None:
        """An open file can't be taken away here."""

    def _take_away(path: Path) -> None:
        path.unlink()
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _take_away(path: Path) -> None:
        with path.open("rb") as file:
            # Fails while its writer lives.
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
