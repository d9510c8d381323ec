"""Drafts on disk: what a browser did, a line a step, as it came.

A file for each article and browser. Lines are only ever appended, so that a server that is killed loses the
last one at most; what they mean is the page's matter.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geodash.collection.write.journal import DRAFTS, content_of
from geodash.collection.write.lock import STATE, locked

_ENDING = ".jsonl"
_KEY = re.compile(r"[a-z0-9]{8,40}")
#: Bytes of a name that any disk takes, with its ending.
_LONGEST = 120
MOST_LINE = 2 * 2**20
MOST_FILE = 32 * 2**20
#: Seconds since another browser wrote that a colleague counts as being there.
THERE = 120


class DraftError(ValueError):
    """A draft can't be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The draft of one article in one browser; ``key`` is that browser's own."""

    folder: Path
    article: str
    key: str

    @classmethod
    def of(cls, folder: Path, article: str, key: str) -> DraftFile:
        """Raises :class:`DraftError` for a key that is none."""
        if not _KEY.fullmatch(key):
            raise DraftError("A browser’s key is 8 to 40 small letters and digits.")
        return cls(folder, article, key)

    @property
    def name(self) -> str:
        """Its name in the collection's folder, whatever the article is called."""
        return f"{STATE}/{DRAFTS}/{_safe(self.article)}--{self.key}{_ENDING}"

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    def lines(self, since: int = 0) -> list[Any]:
        """The lines from one on, a torn last one and what isn't JSON left out."""
        data = content_of(self.path) or b""
        return _whole(data)[since:]

    def last_step(self) -> int:
        """The highest number of a step; 0 before the first."""
        steps = (line.get("n") for line in self.lines() if isinstance(line, dict))
        return max((n for n in steps if isinstance(n, int)), default=0)

    def append(self, lines: Sequence[Any]) -> int:
        """Add lines and return how many there are; raises :class:`DraftError` for too much, ``OSError``."""
        new = b"".join(_written(line) for line in lines)
        (self.folder / STATE / DRAFTS).mkdir(parents=True, exist_ok=True)
        with locked(self.folder), self.path.open("a+b") as file:
            file.seek(0)
            before = file.read()
            if len(before) + len(new) > MOST_FILE:
                raise DraftError("The draft is too long to be kept: save what is done.")
            # What a killed server left half-written is no line, and must not spoil the next.
            file.write(_joint(before) + new)
            file.flush()
            os.fsync(file.fileno())
        return len(_whole(before)) + len(lines)

    def with_line(
        self, line: Any, *, settled: bool = False
    ) -> dict[str, tuple[bytes, bytes | None]]:
        """The file with one more line, and what it replaces, to be written together with others.

        ``settled``: nothing of it is unsaved, so nothing before the line matters any more.
        """
        before = content_of(self.path)
        (self.folder / STATE / DRAFTS).mkdir(parents=True, exist_ok=True)
        kept = [line] if settled else [*_whole(before or b""), line]
        return {self.name: (b"".join(map(_written, kept)), before)}

    def others(self, now: float | None = None) -> str | None:
        """Who wrote to a draft of this article in another browser just now: a name, or blank if they didn’t sign in.

        ``None``: nobody.
        """
        now, own = time.time() if now is None else now, self.path.name
        head = f"{_safe(self.article)}--"
        try:
            with os.scandir(self.path.parent) as entries:
                there = [
                    Path(e.path)
                    for e in entries
                    if e.name.startswith(head)
                    and e.name != own
                    and _KEY.fullmatch(e.name.removeprefix(head).removesuffix(_ENDING))
                    and now - e.stat().st_mtime < THERE
                ]
            names = [_signed_by(path) for path in there]
        except OSError:
            return None
        return next(filter(None, names), "") if names else None


def signed(lines: Sequence[Any], by: str) -> list[Any]:
    """The lines with who did them, whatever they say of it themselves; as they are where nobody signed in."""
    return [{**line, "by": by} if by and isinstance(line, dict) else line for line in lines]


def _signed_by(path: Path) -> str:
    """Who did the last step; it stands at the end of a long file."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - MOST_LINE))
        data = file.read()
    last = _whole(data.rstrip(b"\n").rpartition(b"\n")[2])
    found = last[0].get("by") if last and isinstance(last[0], dict) else ""
    return found if isinstance(found, str) else ""


def _safe(article: str) -> str:
    """A file name of ASCII for any id."""
    name = quote(article, safe="")
    if len(name) <= _LONGEST and not name.startswith("."):
        return name.replace("~", "%7E")
    return f"_{hashlib.sha256(article.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _written(line: Any) -> bytes:
    data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(data) > MOST_LINE:
        raise DraftError("One step of the draft is too long to be kept.")
    return data + b"\n"


def _joint(before: bytes) -> bytes:
    return b"" if not before or before.endswith(b"\n") else b"\n"


def _whole(data: bytes) -> list[Any]:
    found = []
    # A line that only lacks its end is whole; of one that was torn nothing can be read.
    for part in data.split(b"\n"):
        try:
            found.append(json.loads(part))
        except (ValueError, RecursionError):
            continue
    return found
