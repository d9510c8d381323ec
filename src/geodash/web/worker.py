"""The process that a job is done in: ``python -P -m geodash.web.worker TASK SECONDS BYTES``.

It is given its task's arguments on standard input, pickled by :mod:`geodash.web.jobs` and by nobody
else, and answers on standard output.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.collection.sources import CollectionError
from geodash.collection.versions.since import changes_since
from geodash.domain.briefing import Briefing
from geodash.domain.model import Collection
from geodash.web.jobs import DONE, NO_DISK, NO_MEMORY, REFUSED, limit_this_process

if TYPE_CHECKING:
    from geodash.exchange.selection import Selection

# What a task alone needs is imported by it: somebody waits for each process to begin.


def _diff(package: bytes, new: Collection) -> bytes:
    """What changed since the version in a zip, as JSON."""
    return json.dumps(changes_since(package, new), ensure_ascii=False).encode()


def _briefing(path: str, version: str, briefing: Briefing, suffix: str) -> bytes:
    """A briefing as a file, made of the version that was asked."""
    from geodash.web.site import Site

    site = Site.open(Path(path))
    if site.data_version != version:
        raise CollectionError("The collection has just changed. Ask again.")
    return site.shows.made(briefing, suffix)


def _export(name: str, selection: Selection) -> bytes:
    """A view as a file."""
    from geodash.exchange.registry import FORMATS

    return FORMATS[name].write(selection)


def _article(data: bytes, name: str) -> bytes:
    """The article in somebody's file, as JSON."""
    from geodash.coding.intake.brought import UnreadableError
    from geodash.coding.intake.read import read

    try:
        return read(data, name).to_json()
    except UnreadableError as error:
        raise CollectionError(str(error)) from error


TASKS: dict[str, Callable[..., bytes]] = {
    "diff": _diff,
    "briefing": _briefing,
    "export": _export,
    "article": _article,
}


def main(task: str, seconds: str, memory: str) -> int:
    """Does one task; returns the exit code."""
    given = pickle.load(sys.stdin.buffer)
    limit_this_process(float(seconds), int(memory))
    # Whatever is printed on the way is no part of the answer.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        answer = DONE + TASKS[task](*given)
    except CollectionError as error:
        answer = REFUSED + str(error).encode()
    except MemoryError:
        return NO_MEMORY
    except OSError:
        return NO_DISK
    with out:
        out.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
