"""The files of a collection, read once and all of one state."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from geodash.collection.read.contract import OPTIONAL_TABLES, TABLES
from geodash.collection.read.encoding import said_encoding
from geodash.collection.read.folder import home_of, is_article
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.write.files import Contents
from geodash.collection.write.journal import BACKUPS, Healed, UnfinishedError, heal
from geodash.collection.write.journal import NAME as JOURNAL
from geodash.collection.write.lock import STATE, unwritten, written_before


class CollectionError(OSError):
    """There is no collection at a path."""


#: Files besides the articles that make up a version.
FILES = (
    "datapackage.json",
    *(f"{table}.csv" for table in (*TABLES, *OPTIONAL_TABLES)),
    "wording.yaml",
)
#: Those of them that a second coding has from the collection that it codes.
SHARED = ("datapackage.json", "wording.yaml")
#: Any of them makes a folder a collection.
MARKS = ("datapackage.json", "events.csv")


@dataclass(frozen=True, slots=True)
class Sources:
    """The bytes of a collection's files, each read once, by name relative to its folder.

    A second coding has its articles and what else is ``SHARED`` from the collection that it codes, by the
    names that they have there.

    ``unreadable`` are files that are there but could not be read, with the reason; ``unnamed``
    articles whose names are no text; ``healed`` tells of a write that was finished before.
    """

    folder: Path
    data: Mapping[str, bytes]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    unnamed: tuple[str, ...] = ()
    healed: Healed | None = None

    @classmethod
    def of(cls, path: str | Path) -> Sources:
        """Read the files of the collection in the folder ``path``, all of one state.

        A write that was interrupted is finished first. Raises ``CollectionError`` when ``path``
        is no folder, or has an interrupted write that can't be finished.
        """
        folder = Path(path)
        if not folder.is_dir():
            raise CollectionError(f"{folder} is not a folder")
        home = home_of(folder)
        try:
            healed = heal(folder)
            if home != folder:
                heal(home)
        except UnfinishedError as error:
            raise CollectionError(str(error)) from error
        while True:
            before = [written_before(f) for f in (folder, home)]
            with unwritten(folder), unwritten(home) if home != folder else nullcontext():
                found = cls._read(folder, healed)
            # Nobody kept the first writer of all waiting.
            if before == [written_before(f) for f in (folder, home)]:
                return found

    @classmethod
    def _read(cls, folder: Path, healed: Healed | None) -> Sources:
        data: dict[str, bytes] = {}
        unreadable: dict[str, str] = {}
        home = home_of(folder)
        articles, unnamed = _article_files(home)
        for name in (*FILES, *articles):
            path = (folder if name in FILES and name not in SHARED else home) / name
            try:
                if path.is_file():
                    data[name] = path.read_bytes()
            except OSError as error:
                unreadable[name] = error.strerror or "input/output error"
        return cls(folder, data, unreadable, unnamed, healed)

    def changed(self, files: Mapping[str, bytes]) -> Sources:
        """The same with other contents of some files."""
        return replace(self, data={**self.data, **files}, healed=None)

    @property
    def basis(self) -> Contents:
        """All contents, and ``None`` for the files that a collection may have and this one doesn't."""
        found = {name: None for name in FILES if name not in self.unreadable} | dict(self.data)
        if self.home == self.folder:
            return found
        up = os.path.relpath(self.home, self.folder.resolve()).replace(os.sep, "/")
        own = {name for name in FILES if name not in SHARED}
        return {name if name in own else f"{up}/{name}": data for name, data in found.items()}

    @property
    def home(self) -> Path:
        """The folder of the articles."""
        return home_of(self.folder)

    def articles(self) -> list[str]:
        """Names of the article files that were read."""
        return [name for name in self.data if name.startswith("articles/")]

    def version(self) -> str:
        """A hash of names and contents of all files read."""
        # The same bytes are another text in another encoding.
        digest = hashlib.sha256(said_encoding().encode())
        for name, data in sorted(self.data.items()):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()[:16]

    def report(self, log: ProblemLog) -> None:
        """What there is to say of the files themselves."""
        for name, why in self.unreadable.items():
            log.add(
                FilePlace(name),
                "unreadable",
                f"The file can't be read: {why}.",
                "Check its permissions.",
            )
        for name in self.unnamed:
            log.add(
                FilePlace(name),
                "article-name",
                "The file's name is no text in UTF-8; the article was left out.",
                "Rename it with letters, digits and hyphens.",
            )
        if self.healed:
            _say_healed(self.healed, log)


def _article_files(folder: Path) -> tuple[list[str], tuple[str, ...]]:
    """The articles; those beginning with ``_`` or ``.`` are drafts. Then what has no name in text."""
    try:
        found = sorted(p.name for p in (folder / "articles").iterdir())
    except OSError:
        return [], ()
    names = [f"articles/{n}" for n in found if is_article(n)]
    # A name that is no UTF-8 comes with surrogates, which no file can hold.
    texts = [n for n in names if not any("\ud800" <= char <= "\udfff" for char in n)]
    wrong = [n.encode("utf-8", "backslashreplace").decode() for n in names if n not in texts]
    return texts, tuple(wrong)


def _say_healed(healed: Healed, log: ProblemLog) -> None:
    at, names = FilePlace(f"{STATE}/{JOURNAL}"), ", ".join(healed.names)
    if healed.damaged:
        log.add(
            at,
            "interrupted",
            "A write was interrupted here, and its note is damaged: the tables may be of two states.",
            f"Compare them with {STATE}/{BACKUPS}, then remove {STATE}/{JOURNAL}.",
        )
        return
    what = "taken back" if healed.undone else "finished"
    log.add(
        at,
        "interrupted",
        f"A write that was interrupted was {what} now: {names}.",
        "Repeat it, if it is wanted." if healed.undone else "Nothing to do.",
        severity="warning",
    )
    for name in healed.foreign:
        log.add(
            FilePlace(name),
            "interrupted",
            "The file was changed after a write of it had been interrupted; it was left as it is.",
            f"Compare it with {STATE}/{BACKUPS}, then remove {STATE}/{JOURNAL}.",
        )
