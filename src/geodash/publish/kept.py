"""``v/<day>/``: the pages as they stood on a day, kept for good: their text and maps, as they were sent.

A kept page is the page itself, told the day and where the page of today is. Its links to articles and events lead to
those kept with it; style, script and fonts are those that all pages share, kept as long as a version needs them. What
asks for further files stays behind: the live map, pictures of links, frames.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from geodash.publish.leaf import Leaf, digest
from geodash.publish.write import SiteError
from geodash.views.templating import render

Json = dict[str, Any]
#: Where they stand.
FOLDER = "v"
#: What there is once for all versions: an address of it, from a page, by a template of ours. Text holds no bare quote.
_SHARED = re.compile(rf'\b(href|src)="((?:\.\./)*(?:_|explore|corrections|{FOLDER})/)')
_LIVE = re.compile(r' data-live="[^"]*"')
#: The templates' marks around what a head says of the files beside a page: they go with it, a kept page stays.
_BESIDE = re.compile(r"<!--beside-->.*?<!--/beside-->", re.DOTALL)
#: The templates' slot for what says that a page is kept.
_SLOT = "<!--kept-->"


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that is kept; ``version`` is the collection's, ``needs`` the shared files.

    ``pages`` are the addresses below its folder; ``None`` for one that is being made: of all pages there are.
    """

    day: date
    version: str
    needs: tuple[str, ...]
    pages: frozenset[str] | None = None

    @property
    def folder(self) -> str:
        """Where it stands below the root."""
        return f"{FOLDER}/{self.day.isoformat()}/"

    def has(self, path: str) -> bool:
        """Whether the page of a path below the root is in it; the first page’s is blank."""
        return path in self.pages if self.pages is not None else is_page_file(f"{path}index.html")


def kept_in(manifest: Mapping[str, Any], site: Path) -> tuple[Kept, ...]:
    """The versions that a ``site`` keeps, the newest first, as far as their files are there."""
    found = []
    for day, told in sorted(manifest.get("kept", {}).items(), reverse=True):
        at = f"{FOLDER}/{day}/"
        pages = frozenset(
            path.removeprefix(at).removesuffix("index.html")
            for path in manifest["files"]
            if path.startswith(at) and (site / path).is_file()
        )
        if pages:  # of a folder that somebody took away there is nothing
            needs = tuple(told["needs"])
            found.append(Kept(date.fromisoformat(day), told["version"], needs, pages))
    return tuple(found)


def lost_of(manifest: Mapping[str, Any], site: Path) -> list[tuple[str, int]]:
    """The folders of versions that a ``site`` kept and lost files of, and of how many: once lost nobody makes them."""
    found = []
    for day, told in manifest.get("kept", {}).items():
        at = f"{FOLDER}/{day}/"
        own = (path for path in manifest["files"] if path.startswith(at))
        if lost := sum(not (site / path).is_file() for path in (*own, *told["needs"])):
            found.append((at, lost))
    return found


def keeping(
    kept: Sequence[Kept], day: date | None, version: str, needs: Iterable[str]
) -> tuple[Kept, ...]:
    """The same and, of ``day``, the ``version`` that is being published; its pages ask for what they ``need``.

    Raises ``SiteError`` where another one is kept at that day: it stays as it is.
    """
    there = next((one for one in kept if one.day == day), None)
    if day is None or (there and there.version == version):
        return tuple(kept)
    if there:
        raise SiteError(
            f"{there.folder} keeps version {there.version} and stays as it is; keep version {version} under another day"
        )
    made = Kept(day, version, tuple(needs))
    return tuple(sorted((made, *kept), key=lambda one: one.day, reverse=True))


def told_of(kept: Iterable[Kept]) -> Json:
    """What the manifest says of them."""
    return {one.day.isoformat(): {"version": one.version, "needs": list(one.needs)} for one in kept}


def kept_leaves(
    kept: Sequence[Kept],
    left: Mapping[str, Sequence[str]],
    files: Mapping[str, Sequence[str]],
    read: Callable[[str], bytes],
) -> Iterator[Leaf]:
    """The files of the versions, as ``write_site`` asks for what is ``beside``.

    Those that are there stay as they are, those of a new one are made of the pages of today.
    """
    for one in kept:
        if one.pages is None:
            for path in filter(is_page_file, files):
                yield _made(one, path, files[path][1], read)
    needs = {path for one in kept for path in one.needs}
    for path, (key, *_) in left.items():
        if path in needs or path.startswith(f"{FOLDER}/"):
            yield Leaf(path, key, partial(read, path))


def is_page_file(path: str) -> bool:
    """Whether a file is the first page, or the page of an article or event."""
    folder, _, rest = path.partition("/")
    return path == "index.html" or (
        folder in ("a", "e") and rest.count("/") == 1 and rest.endswith("/index.html")
    )


def _made(one: Kept, path: str, known: str, read: Callable[[str], bytes]) -> Leaf:
    return Leaf(
        f"{one.folder}{path}",
        digest(known, one.folder),
        lambda: as_kept(read(path).decode(), path, one.day).encode(),
    )


def as_kept(html: str, path: str, day: date) -> str:
    """A page of ours by its path as it is kept: two folders further down, without what asks for further files."""
    up = "../" * (2 + path.count("/"))
    note = render(
        "published/_kept_note.html", day_kept=day, now=f"{up}{path.removesuffix('index.html')}"
    )
    html = _SHARED.sub(r'\1="../../\2', _BESIDE.sub("", _LIVE.sub("", html)))
    return html.replace(_SLOT, note, 1)
