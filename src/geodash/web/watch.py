"""Files of a served collection that change on disk become a new version.

Saving takes an editor or an import a moment, and several files may belong to one change: a state
counts once two looks agree on it, and a version is only kept when nothing changed while it was read.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.collection.read.folder import home_of
from geodash.collection.sources import FILES, SHARED
from geodash.web.heading import summary
from geodash.web.served import Served, Trouble

if TYPE_CHECKING:
    from geodash.web.site import Site

_REFUSED = "The collection has changed, but can’t be shown as it is now; the version before stays:"
#: Subfolders that belong to a collection, and the endings of their files that count.
_FOLDERS = {
    "articles": (".md",),
    "briefings": (".yaml", ".yml"),
    "geodata": (".csv", ".geojson", ".json", ".sqlite"),
}

#: A file's inode, time of change in nanoseconds and size, by its path in the folder.
Stamps = Mapping[str, tuple[int, int, int]]
Say = Callable[[str], None]


def stamps_of(folder: Path) -> Stamps:
    """Of all files that make up a version of the collection; a file that goes meanwhile is none."""
    home = home_of(folder)
    found = dict(_stamps(folder, "", FILES))
    if home != folder:
        found |= _stamps(home, "home/", SHARED)
    for name, endings in _FOLDERS.items():
        # Briefings tell of the collection's own coding.
        base = folder if name == "briefings" else home
        found |= _stamps(base / name, f"{name}/", endings)
    return found


def _stamps(folder: Path, prefix: str, endings: tuple[str, ...]) -> Stamps:
    found = {}
    for entry in _entries(folder):
        # Names that begin so are drafts, and what editors put beside a file.
        if entry.name.endswith(endings) and entry.name[0] not in "._":
            with contextlib.suppress(OSError):
                stat = entry.stat()
                found[prefix + entry.name] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


class Watch:
    """Looks at the files of a served collection and has changes taken up.

    ``say`` is told what happened, in lines for the terminal.
    """

    def __init__(
        self, served: Served, say: Say, stamps: Callable[[Path], Stamps] = stamps_of
    ) -> None:
        self._served, self._say = served, say
        self._stamps = partial(stamps, served.path)
        # What is served was read after this, so nothing can have changed unseen.
        self._taken = self._seen = self._stamps()

    def look(self) -> None:
        """One look; a changed state that the look before saw too is taken up or refused."""
        now = self._stamps()
        settled, self._seen = now == self._seen, now
        if now == self._taken or not settled:
            return
        site, trouble = self._served.site(), self._served.trouble
        if self._served.renew(still=lambda: self._stamps() == now):
            self._taken = now
            self._tell(site, trouble)

    def _tell(self, site: Site, trouble: Trouble | None) -> None:
        now = self._served.trouble
        if now and now != trouble:
            self._say(_REFUSED)
            for line in now.lines():
                self._say(f"  {line}")
        if trouble and not now:
            self._say("The collection’s files are in order again.")
        if self._served.site() is not site:
            self._say(f"The collection has changed: {summary(self._served.site().collection)}")
