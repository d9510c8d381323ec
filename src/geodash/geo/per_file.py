"""What a file says, read once for as long as the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

#: Files kept for each way of reading: the layers of a map, of a collection and of the package.
MOST = 16


def per_file(read: Callable[[Path], T]) -> Callable[[Path], T]:
    """Keeps what ``read`` gives for a path until the file is written again; errors are not kept.

    What is kept is shared by all who ask, so ``read`` gives something that nobody changes.
    """

    @lru_cache(MOST)
    def kept(path: Path, *_state: int) -> T:
        return read(path)

    @wraps(read)
    def of(path: Path) -> T:
        try:
            now = path.stat()
        except OSError:
            return read(path)  # says in its own way that there is no such file
        return kept(path, now.st_mtime_ns, now.st_size, now.st_ino)

    return of


class Same(Generic[T]):
    """A value as the key of what is made of it: equal to nothing but itself."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)
