"""Taking an import back: what it wrote is noted beside the backups, and taken out of what stands now.

Where nothing was written since, the files are those from before. Where something was, events, passages, articles
and actors are compared with what the import made of them, cell by cell; what somebody changed or uses since
stays, and is named.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geodash.collection.read.contract import default_contract
from geodash.collection.write import log
from geodash.collection.write.journal import BACKUPS, content_of, digest_of, heal
from geodash.collection.write.large import New, digest_at, write_large
from geodash.collection.write.lock import STATE, locked
from geodash.collection.write.table import UnwritableError
from geodash.collection.write.whole import replace_file
from geodash.domain.datasets import Dataset, datasets_of
from geodash.imports.rows import rows_in
from geodash.imports.taken_back import EDITED, Back, Kept, actors_in, ids_in, taken_back
from geodash.imports.uses import TABLES, Passages, Rows, linked_events, named_articles, shown
from geodash.words.numbers import number_of

NAME = "imports.json"
_PACKAGE, _EVENTS, _MENTIONS = "datapackage.json", "events.csv", "mentions.csv"
_ACTORS, _ARTICLES = "actors.csv", "articles/"
_NAMED = "It has passages by now, or a briefing shows it; it stays."
#: Imports that are remembered; their backups may be gone before.
_MOST = 20


def events_of(title: str, new: int, changed: int) -> str:
    """What came of a data set, or went again, as the log calls it."""
    more = f", {changed:,} changed" if changed else ""
    return f"{title}: {number_of(new, 'event')}{more}"


class NotUndoneError(ValueError):
    """The import can't be taken back; the message says why."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An import that was written: what it brought, and of each file its backup (blank: there was none) and its
    content afterwards as a digest.
    """

    moment: str
    dataset: str
    title: str
    file: str
    new: int
    updated: int
    withdrawn: int
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of it: events that went, events that are as before, what stays as somebody changed it since,
    and articles that went.
    """

    noted: Noted
    removed: int
    restored: int
    kept: tuple[Kept, ...] = ()
    articles: int = 0


def note_import(
    collection: Path, dataset: Dataset, counts: tuple[int, int, int], names: Iterable[str], backups: Mapping[str, Path]
) -> Noted:  # fmt: skip
    """Remember an import that was written just now: new, updated and withdrawn events, files and their backups."""
    names = tuple(names)
    noted = Noted(
        datetime.now(UTC).isoformat(timespec="microseconds"),
        dataset.dataset_id,
        dataset.title,
        dataset.file,
        *counts,
        {name: backups[name].name if name in backups else "" for name in names},
        {name: digest_at(collection / name) for name in names},
    )
    with locked(collection):
        _save(collection, [*noted_imports(collection), noted][-_MOST:])
    return noted


def noted_imports(collection: Path) -> list[Noted]:
    """Imports that can perhaps be taken back, the last one last."""
    try:
        listed = json.loads((collection / STATE / NAME).read_bytes())
        return [Noted(**one) for one in listed]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _save(collection: Path, noted: list[Noted]) -> None:
    text = json.dumps([asdict(one) for one in noted], ensure_ascii=False, indent=1)
    replace_file(collection / STATE / NAME, text.encode("utf-8", "replace"))


def undo(collection: Path, moment: str = "", by: str = "") -> Undone:
    """Take the last import back; with ``moment`` only if it is that one. ``by`` is who does, for the log of changes.

    Raises ``NotUndoneError``, ``UnwritableError``, and ``ChangedError`` when somebody writes meanwhile; all is
    then as it was.
    """
    heal(collection)
    listed = noted_imports(collection)
    if not listed:
        raise NotUndoneError("There is no import here that could be undone.")
    noted = listed[-1]
    if moment and noted.moment != moment:
        raise NotUndoneError("Another file was imported since; that import is undone first.")
    now = {name: digest_at(collection / name) for name in noted.after}
    with tempfile.TemporaryDirectory(prefix="geodash-undo-") as folder:
        work = _Undoing(collection, noted, now, Path(folder))
        files = work.files()
        known = content_of(collection / log.NAME)
        rests = {**now, **work.rests, log.NAME: digest_of(known)}
        line = log.whole(
            "datasets", noted.dataset, before=events_of(noted.title, work.removed, work.restored), by=by,
            why=f"The import of “{noted.file}” was undone.",
        )  # fmt: skip
        logged = {log.NAME: log.with_rows(collection, known, [line])}
        write_large(collection, files | logged, rests)
    with locked(collection):
        _save(collection, listed[:-1])
    gone = sum(new is None for new in files.values())
    return Undone(noted, work.removed, work.restored, tuple(work.kept), gone)


@dataclass(slots=True)
class _Undoing:
    """Works out the files as they will be."""

    collection: Path
    noted: Noted
    now: Mapping[str, str]
    folder: Path
    removed: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)
    #: Further files on which it rests.
    rests: dict[str, str] = field(default_factory=dict)

    def files(self) -> dict[str, New]:
        noted = self.noted
        self.rests = {n: digest_at(self.collection / n) for n in TABLES if n not in noted.after}
        passages = self._passages()
        used = linked_events(self.collection) | shown(self.collection, "event") | passages.events
        if self._untouched(used):
            self.removed, self.restored = noted.new, noted.updated + noted.withdrawn
            tables = {name: self._before(name) for name in noted.after if not _is_article(name)}
            staying: set[str] = set()
        else:
            tables, staying = self._rows(passages, used)
        own = [row for row in passages.own if row["mention_id"].strip() in staying]
        return tables | self._articles([*passages.others, *own])

    def _untouched(self, used: set[str]) -> bool:
        """Whether all files are as the import left them, and nothing of it is in use."""
        after = self.noted.after.items()
        if any(self.now[name] != digest for name, digest in after if not _is_article(name)):
            return False
        backup = self.noted.before.get(_EVENTS)
        there = ids_in(self._backup(backup)) if used and backup else set()
        return used <= there or not (used - there) & ids_in(self.collection / _EVENTS)

    def _before(self, name: str) -> New:
        """A file as it was; where there was none, one that says nothing."""
        if self.noted.before[name]:
            return self._backup(self.noted.before[name])
        if name == _PACKAGE:
            return self._package()
        return (",".join(default_contract().tables[name.removesuffix(".csv")]) + "\n").encode()

    def _backup(self, name: str) -> Path:
        found = self.collection / STATE / BACKUPS / name
        if not found.exists():
            raise NotUndoneError(
                f"It can’t be undone any more: the backup {name} is gone, as the collection was saved often since."
            )
        return found

    def _after(self, name: str) -> Path:
        """A file as the import left it: it stands there, or was kept when it was written over."""
        digest = self.noted.after[name]
        if self.now[name] == digest:
            return self.collection / name
        flat = name.replace("/", "__")
        for path in sorted((self.collection / STATE / BACKUPS).glob(f"*-{digest[:8]}-{flat}")):
            if digest_at(path) == digest:
                return path
        raise NotUndoneError(
            f"It can’t be undone any more: {name} was changed by another program, or saved too often since."
        )

    def _passages(self) -> Passages:
        if _MENTIONS not in self.noted.after:
            return Passages(None, None, self.collection)
        try:
            after = self._after(_MENTIONS)
        except NotUndoneError:
            # Another program wrote it: none of its rows is taken for the import's, and all stay.
            return Passages(None, None, self.collection)
        backup = self.noted.before[_MENTIONS]
        return Passages(self._backup(backup) if backup else None, after, self.collection)

    def _rows(self, passages: Passages, used: set[str]) -> tuple[dict[str, New], set[str]]:
        """Row by row, and the import’s passages that stay, as their events do."""
        events = self._taken_back("events", used)
        self.removed, self.restored, self.kept = events.removed, events.restored, events.kept
        files: dict[str, New] = {_EVENTS: self.folder / _EVENTS, _PACKAGE: self._package()}
        staying = passages.of(events.stayed)
        if passages.own:
            untouched = self.now[_MENTIONS] == self.noted.after[_MENTIONS] and not staying
            if not untouched:
                self._taken_back("mentions", staying)
            files[_MENTIONS] = self._before(_MENTIONS) if untouched else self.folder / _MENTIONS
        if not self._actors_stay():
            files[_ACTORS] = self._before(_ACTORS)
        return files, staying

    def _actors_stay(self) -> bool:
        """Whether somebody edited the actors since, or an event that is left names one that came along."""
        if not self.now.get(_ACTORS) or self.now[_ACTORS] != self.noted.after[_ACTORS]:
            return True
        backup = self.noted.before[_ACTORS]
        before = rows_in(self._backup(backup), "actors") if backup else []
        brought = {row["actor_id"].strip() for row in rows_in(self.collection / _ACTORS, "actors")}
        brought -= {row["actor_id"].strip() for row in before}
        return not brought.isdisjoint(actors_in(self.folder / _EVENTS))

    def _taken_back(self, table: str, used: set[str]) -> Back:
        name = f"{table}.csv"
        backup = self.noted.before[name]
        before = self._backup(backup) if backup else None
        return taken_back(before, self._after(name), self.collection / name, self.folder / name, used, table)  # fmt: skip

    def _articles(self, mentions: Rows) -> dict[str, New]:
        """Articles that came along go, but for those that somebody changed or uses by now."""
        files: dict[str, New] = {}
        named: set[str] | None = None
        for name, digest in self.noted.after.items():
            if not _is_article(name) or not self.now[name]:
                continue
            if named is None:
                named = named_articles(self.collection, mentions)
            article = name.removeprefix(_ARTICLES).removesuffix(".md")
            if self.now[name] != digest:
                self.kept.append(Kept(article, EDITED))
            elif article in named:
                self.kept.append(Kept(article, _NAMED))
            else:
                files[name] = None
        return files

    def _package(self) -> bytes:
        """The description, with the data set’s source as it was before, or without it."""
        now = _json(self.collection / _PACKAGE)
        backup = self.noted.before.get(_PACKAGE, "")
        before = _json(self._backup(backup)) if backup else {}
        listed = now.get("sources")
        sources = []
        for entry in listed if isinstance(listed, list) else ():
            if self.noted.dataset not in datasets_of({"sources": [entry]}):
                sources.append(entry)
            elif old := _source(before, self.noted.dataset):
                sources.append(old)
        if sources or isinstance(listed, list):
            now["sources"] = sources
        if not sources and "sources" not in before:
            now.pop("sources", None)
        return (json.dumps(now, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _is_article(name: str) -> bool:
    return name.startswith(_ARTICLES)


def _source(descriptor: Mapping[str, Any], dataset: str) -> object:
    listed = descriptor.get("sources")
    found = listed if isinstance(listed, list) else []
    return next((e for e in found if dataset in datasets_of({"sources": [e]})), None)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnwritableError(f"{_PACKAGE} can't be read: correct it first") from error
    if not isinstance(found, dict):
        raise UnwritableError(f"{_PACKAGE} is no JSON object: correct it first")
    return found
