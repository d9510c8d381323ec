"""Folders for the time being, which don't outlast a killed process by much."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PREFIX = "geodash-tmp-"
#: Seconds: a younger one may be just about to be held.
_YOUNG = 60


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of one's own as long as it lasts; what killed processes left is taken away first."""
    _sweep()
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name,
        _held(name),
    ):
        yield Path(name)


if sys.platform == "win32":

    def _sweep() -> None:
        """There is no lock on a folder that would tell whether it is in use."""

    @contextlib.contextmanager
    def _held(name: str) -> Iterator[None]:
        yield
else:
    import fcntl

    def _sweep() -> None:
        with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
            for entry in entries:
                if entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False):
                    with contextlib.suppress(OSError):
                        _take_away(entry)

    def _take_away(entry: os.DirEntry[str]) -> None:
        stat = entry.stat(follow_symlinks=False)
        if stat.st_uid != os.getuid() or time.time() - stat.st_mtime < _YOUNG:
            return
        # Fails while its process lives.
        with _held(entry.path, os.O_NOFOLLOW):
            shutil.rmtree(entry.path, ignore_errors=True)

    @contextlib.contextmanager
    def _held(name: str, flags: int = 0) -> Iterator[None]:
        descriptor = os.open(name, os.O_RDONLY | flags)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(descriptor)
