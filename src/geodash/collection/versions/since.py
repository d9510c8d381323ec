"""What changed since an older version that somebody hands in as a zip: bounded, and kept nowhere."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any

from geodash.collection.load import load
from geodash.collection.sources import CollectionError
from geodash.collection.versions.archive import unpack
from geodash.collection.versions.diff import diff
from geodash.collection.versions.report import DiffItem, diff_items, sentence
from geodash.collection.write.temporary import temporary_folder
from geodash.domain.model import Collection

#: Bytes of the zip as it comes, of its files together, and lines of an answer.
MOST_PACKAGE = 20 * 2**20
MOST_UNPACKED = 100 * 2**20
MOST_LINES = 1000


def changes_since(package: bytes, new: Collection) -> dict[str, Any]:
    """``sentence``, ``items`` in plain English and how many ``more`` lines there would be.

    An item has ``text``, its ``details``, and ``event``: the id of the event of the newer version that
    it speaks of, or blank. Raises ``CollectionError`` when the zip is no collection or too large.
    """
    with temporary_folder() as temporary:
        file, folder = temporary / "older.zip", temporary / "older"
        file.write_bytes(package)
        folder.mkdir()
        try:
            unpack(file, folder, MOST_UNPACKED)
        except CollectionError as error:
            # Whoever sent it knows no path of this machine, and needs none.
            raise CollectionError(str(error).replace(str(file), "the file")) from error
        changes = diff(load(folder), new)
    items = list(diff_items(changes))
    ends = list(accumulate(1 + len(item.details) for item in items))
    shown = bisect_right(ends, MOST_LINES)
    return {
        "sentence": sentence(changes),
        "items": [_item(item, new) for item in items[:shown]],
        "more": ends[-1] - (ends[shown - 1] if shown else 0) if items else 0,
    }


def _item(item: DiffItem, new: Collection) -> dict[str, Any]:
    known = item.event_id if item.event_id in new.events else ""
    return {"text": item.text, "details": list(item.details), "event": known}
