"""A proposer that is a program of the reader’s own: an article in, lines of JSON out, in bounded time and size.

The program is run as it is named, without a shell. It is trusted with the article and with nothing else:
``checked.py`` looks at every line before anybody sees it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import IO, Any

from geodash.domain.model import Article, Collection
from geodash.words.coding import type_words

#: Seconds that it may take, bytes of its answer, lines that are looked at.
SECONDS, MOST_BYTES, MOST_LINES = 120.0, 4_000_000, 5_000
_PIECE = 65_536
_SHOWN = 200


class ProgramError(RuntimeError):
    """It can't be run, or fails; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program said: its lines, and what is to be told of it."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


def as_input(collection: Collection, article: Article) -> dict[str, Any]:
    """What a program is handed: the article, the actors, the types that events may have."""
    return {
        "geodash": 1,
        "article": {
            "id": article.article_id,
            "title": article.title,
            "body": article.body,
            "language": article.language,
            "publisher": article.publisher,
            "published_earliest": _day(article.published_earliest),
            "published_latest": _day(article.published_latest),
        },
        "actors": [
            {
                "actor_id": a.actor_id,
                "name": a.name,
                "kind": a.kind,
                "country": a.country,
                "aliases": list(a.aliases),
            }
            for a in collection.actors.values()
        ],
        "types": [
            {"type": t.value, "kind": t.kind.value, "words": type_words(t).words, "doer": t.doer}
            for t in collection.kinds.by_type.values()
        ],
    }


def _day(when: object) -> str:
    return str(when) if when else ""


def run(
    command: str, told: dict[str, Any], *, seconds: float = SECONDS, most: int = MOST_BYTES
) -> Answer:
    """Runs ``command`` with ``told`` as JSON on its standard input.

    What it says until its time or its size is up counts, and a note says that it was ended. Raises ``ProgramError``
    when it can't be started, or says nothing and fails.
    """
    data = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
    process = _start(command)
    said, errors = _Reader(process.stdout, most), _Reader(process.stderr, _PIECE, keep_on=True)
    writer = threading.Thread(target=_write, args=(process, data), daemon=True)
    for thread in (said, errors, writer):
        thread.start()
    notes: list[str] = []
    until = time.monotonic() + seconds
    try:
        said.join_until(until)
        whole = not said.is_alive() and not said.full
        if said.is_alive():
            notes.append(f"The program was ended after {seconds:g} seconds.")
        elif said.full:
            notes.append(f"The program was ended after {most:,} bytes.")
        elif not _ends(process, until):
            notes.append(f"The program was ended after {seconds:g} seconds.")
    finally:
        _end(process)
    failed = not notes and process.returncode not in (0, None)
    lines = said.lines(whole=whole)
    if failed:
        errors.join_until(time.monotonic() + 1)
        why = errors.tail()
        text = f"The program failed with {process.returncode}{': ' + why if why else ''}"
        if not lines:
            raise ProgramError(f"{text}.")
        notes.append(f"{text}; what it said before is taken.")
    if len(lines) > MOST_LINES:
        notes.append(f"Of its {len(lines):,} lines the first {MOST_LINES:,} are looked at.")
    return Answer(tuple(lines[:MOST_LINES]), tuple(notes))


def _start(command: str) -> subprocess.Popen[bytes]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ProgramError(f"The command can’t be read: {error}.") from error
    if not words:
        raise ProgramError("The command is blank.")
    try:
        return subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ProgramError(f"“{words[0]}” can’t be started: {why}.") from error


def _write(process: subprocess.Popen[bytes], data: bytes) -> None:
    # A program that reads nothing is no error.
    with contextlib.suppress(OSError, ValueError):
        if process.stdin:
            process.stdin.write(data)
            process.stdin.close()


def _ends(process: subprocess.Popen[bytes], until: float) -> bool:
    """Whether it ends by itself by then, who has said all."""
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it and what it has started; its group is its own."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)


class _Reader(threading.Thread):
    """Reads a stream until its end or until so many bytes; ``keep_on``: the rest is read and forgotten."""

    def __init__(self, stream: IO[bytes] | None, most: int, *, keep_on: bool = False) -> None:
        super().__init__(daemon=True)
        self._stream, self._most, self._keep_on = stream, most, keep_on
        self._parts: list[bytes] = []
        self._size, self.full = 0, False

    def run(self) -> None:
        """Until the stream ends."""
        with contextlib.suppress(OSError, ValueError):
            while self._stream and (part := os.read(self._stream.fileno(), _PIECE)):
                if self._size < self._most:
                    self._parts.append(part[: self._most - self._size])
                self._size += len(part)
                if self._size >= self._most and not self._keep_on:
                    self.full = True
                    return

    def join_until(self, when: float) -> None:
        """Waits for its end, or for the time."""
        self.join(max(0.0, when - time.monotonic()))

    def lines(self, *, whole: bool) -> list[str]:
        """What was read as lines that are not blank; the last only where it is ``whole``."""
        text = b"".join(self._parts).decode("utf-8", "replace")
        rows = text.split("\n")
        if not whole and rows:
            rows.pop()
        return [row for row in (r.strip() for r in rows) if row]

    def tail(self) -> str:
        """The last line, shortened and without what a terminal would act on."""
        rows = self.lines(whole=True)
        shown = "".join(c for c in rows[-1] if c.isprintable()) if rows else ""
        return shown[-_SHOWN:]
