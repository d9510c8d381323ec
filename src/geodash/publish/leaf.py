"""One file of what is published: where it stands, what it depends on, how it is made."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file by its ``path`` below the root, as ``e/cc-0001/index.html``.

    ``key`` changes whenever the content does: whoever has the file of the same key has it as it is. ``make`` may
    take its time. ``remake`` makes it of the file as it was (``None`` where that is not what it should be), if its
    ``drawn`` has not changed, on which all depends that takes time.
    """

    path: str
    key: str
    make: Callable[[], bytes]
    drawn: str = ""
    remake: Callable[[bytes], bytes | None] = field(default=lambda _: None)

    @classmethod
    def of(cls, path: str, data: bytes) -> Leaf:
        """A file whose content is at hand."""
        return cls(path, digest(data), lambda: data)


def packed(data: bytes) -> bytes:
    """A file as it lies, gzipped: a server that squeezes nothing sends no more. The page unpacks it (``.bin``)."""
    return gzip.compress(data, 9, mtime=0)


#: The files of a page by their paths, each found out about when it is asked for by its path.
Makers = dict[str, Callable[[str], Leaf]]


def digest(*parts: str | bytes) -> str:
    """Sixteen hexadecimal digits of what something depends on."""
    found = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(f"{len(raw)}:".encode())
        found.update(raw)
    return found.hexdigest()[:16]
