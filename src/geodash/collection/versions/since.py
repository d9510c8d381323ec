"""What changed since an older version that somebody hands in as a zip: bounded, and kept nowhere."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodash.collection.load import CollectionError, load
from geodash.collection.versions.archive import unpack
from geodash.collection.versions.diff import diff
from geodash.collection.versions.report import diff_lines, sentence
from geodash.domain.model import Collection

#: Bytes of the zip as it comes, of its files together, and lines of an answer.
MOST_PACKAGE = 20 * 2**20
MOST_UNPACKED = 100 * 2**20
MOST_LINES = 1000
_EVENT = re.compile(r"Event (?:added|changed|withdrawn|reinstated): (\S+) “")
_PASSAGE = re.compile(r"Passage \S+ of (\S+) “")


def changes_since(package: bytes, new: Collection) -> dict[str, Any]:
    """``sentence``, ``items`` in plain English and how many ``more`` lines there would be.

    An item has ``text``, its ``details``, and ``event``: the id of the event of the newer version that
    it speaks of, or blank. Raises ``CollectionError`` when the zip is no collection or too large.
    """
    with tempfile.TemporaryDirectory(prefix="geodash-") as temporary:
        file, folder = Path(temporary) / "older.zip", Path(temporary) / "older"
        file.write_bytes(package)
        folder.mkdir()
        try:
            unpack(file, folder, MOST_UNPACKED)
        except CollectionError as error:
            # Whoever sent it knows no path of this machine, and needs none.
            raise CollectionError(str(error).replace(str(file), "the file")) from error
        changes = diff(load(folder), new)
    lines = list(diff_lines(changes))[1:]
    return {
        "sentence": sentence(changes),
        "items": list(_items(lines[:MOST_LINES], new)),
        "more": max(0, len(lines) - MOST_LINES),
    }


def _items(lines: list[str], new: Collection) -> Iterator[dict[str, Any]]:
    """Each line with the indented ones below it."""
    item: dict[str, Any] | None = None
    for line in lines:
        if line.startswith(" ") and item:
            item["details"].append(line.strip())
            continue
        if item:
            yield item
        named = _EVENT.match(line) or _PASSAGE.match(line)
        event = named.group(1) if named and named.group(1) in new.events else ""
        item = {"text": line, "details": [], "event": event}
    if item:
        yield item
