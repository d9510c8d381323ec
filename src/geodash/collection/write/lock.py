"""One writer at a time, and no reader in the middle of a write; also across processes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from geodash.collection.write.whole import replace_file

#: The folder for what geodash keeps beside a collection: its lock, its journal, its backups.
STATE = ".geodash"
_LOCK = "lock"


@contextlib.contextmanager
def locked(collection: Path) -> Iterator[None]:
    """Hold the collection's write lock; waits for other writers, also in other processes."""
    folder = collection / STATE
    folder.mkdir(exist_ok=True)
    with (folder / _LOCK).open("a+b") as handle:
        _lock(handle.fileno(), alone=True)
        try:
            ignore = folder / ".gitignore"
            if not ignore.exists():
                replace_file(ignore, b"*\n")
            yield
        finally:
            _unlock(handle.fileno())


@contextlib.contextmanager
def unwritten(collection: Path) -> Iterator[None]:
    """Keep writers waiting while files are read; nothing is created where nobody ever wrote."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            handle = stack.enter_context((collection / STATE / _LOCK).open("rb"))
            # Some network folders know no locks: what can't be had must not end the reading.
            _lock(handle.fileno(), alone=False)
            stack.callback(_unlock, handle.fileno())
        yield


@contextlib.contextmanager
def held(file: Path) -> Iterator[bool]:
    """Hold the lock of a file, which is made where there is none; at once ``False`` where another holds it."""
    with contextlib.ExitStack() as stack:
        handle = stack.enter_context(file.open("a+b"))
        alone = True
        try:
            _lock(handle.fileno(), alone=True, wait=False)
            stack.callback(_unlock, handle.fileno())
        except (BlockingIOError, PermissionError):
            alone = False
        except OSError:
            pass  # Some network folders know no locks.
        yield alone


def written_before(collection: Path) -> bool:
    """Whether anybody ever held the write lock."""
    return (collection / STATE / _LOCK).exists()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, alone: bool, wait: bool = True) -> None:
        # There is no lock for readers here: they hold the writers' for a moment.
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, *, alone: bool, wait: bool = True) -> None:
        how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        fcntl.flock(descriptor, how if wait else how | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
