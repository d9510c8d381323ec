"""Reading a collection: files in, validated rows and problems out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from geodash.collection.checks.meaning import check
from geodash.collection.checks.references import Tables, resolve
from geodash.collection.read import rows
from geodash.collection.read.articles import published_orders, read_article
from geodash.collection.read.cells import RowCells, TableCells
from geodash.collection.read.contract import TABLES, Contract, default_contract, parse_contract
from geodash.collection.read.folder import article_files, tables_beside
from geodash.collection.read.known_places import KnownPlaces, known_places
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.read.tables import read_table
from geodash.domain.model import Article, Collection, Link

T = TypeVar("T")


class CollectionError(OSError):
    """There is no collection at a path."""


#: Files besides the articles that make up a version.
FILES = ("datapackage.json", *(f"{table}.csv" for table in TABLES), "wording.yaml")
#: Any of them makes a folder a collection.
MARKS = ("datapackage.json", "events.csv")


@dataclass(slots=True)
class _Sources:
    """The bytes of a collection's files, each read once, by name relative to its folder."""

    folder: Path
    log: ProblemLog
    data: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """The file's bytes, or ``None`` (reported, unless it merely isn't there)."""
        path = self.folder / name
        try:
            if not path.is_file():
                return None
            self.data[name] = path.read_bytes()
        except OSError as error:
            self.log.add(
                FilePlace(name),
                "unreadable",
                f"The file can't be read: {error.strerror or 'input/output error'}.",
                "Check its permissions.",
            )
            return None
        return self.data[name]

    def version(self) -> str:
        """A hash of names and contents of all files read."""
        digest = hashlib.sha256()
        for name, data in sorted(self.data.items()):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()[:16]


def load(path: str | Path, geodata: KnownPlaces | None = None) -> Collection:
    """Read and validate the collection in the folder ``path``; writes nothing.

    Bad content never raises: it comes back as ``problems``, with all that is good. ``geodata``
    has the places and areas to check ids against; by default the collection's own, else the
    packaged ones. Raises ``CollectionError`` when ``path`` is no folder.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise CollectionError(f"{folder} is not a folder")
    log = ProblemLog()
    sources = _Sources(folder, log)
    contract = _contract(sources)
    articles, beside = _articles(sources)
    tables = Tables(
        events=_table(sources, contract, "events", rows.event, "event_id"),
        mentions=_table(sources, contract, "mentions", rows.mention, "mention_id"),
        links=_table(sources, contract, "links", rows.link, ""),
        actors=_table(sources, contract, "actors", rows.actor, "actor_id"),
        articles=articles,
        beside=beside,
    )
    sources.read("wording.yaml")
    geodata = geodata if geodata is not None else known_places(folder)
    anchors = resolve(tables, geodata, log)
    collection = Collection(
        path=str(folder),
        title=contract.title,
        events={e.event_id: e for e, _ in tables.events},
        mentions=tuple(m for m, _ in tables.mentions),
        links=tuple(link for link, _ in tables.links),
        actors={a.actor_id: a for a, _ in tables.actors},
        articles=articles,
        version=sources.version(),
        description=contract.description,
        anchors=anchors,
    )
    check(collection, tables, geodata, sources.data.get("wording.yaml"), log)
    return replace(collection, problems=log.all())


def _contract(sources: _Sources) -> Contract:
    name = "datapackage.json"
    data = sources.read(name)
    if data is None:
        return default_contract()
    try:
        return parse_contract(data.decode("utf-8-sig"))
    except ValueError as error:
        sources.log.add(
            FilePlace(name),
            "datapackage",
            f"It can't be read ({str(error)[:80]}); the default contract was used.",
            "Correct it, or take the one that `geodash new` writes.",
        )
        return default_contract()


def _articles(sources: _Sources) -> tuple[Mapping[str, Article], Mapping[str, str]]:
    """The articles by id, and the files beside them that aren't taken, by what their id would be."""
    names, beside = article_files(sources.folder, sources.log)
    files = {name: data for name in names if (data := sources.read(name)) is not None}
    orders = published_orders(files.values())
    found = {}
    for name, data in files.items():
        article_id = name.removeprefix("articles/").removesuffix(".md")
        found[article_id] = read_article(article_id, data, name, sources.log, orders)
    return found, beside


def _table(
    sources: _Sources,
    contract: Contract,
    table: str,
    build: Callable[[RowCells], T | None],
    key: str,
) -> list[tuple[T, RowCells]]:
    """The good rows of one table, each with its cells for later problems."""
    name, log = f"{table}.csv", sources.log
    data = sources.read(name)
    if data is None:
        if not any(p.file == name for p in log.items):
            _say_missing(name, tables_beside(sources.folder, name), log)
        return []
    found, _ = read_table(data, name, table, contract.tables[table], log)
    cells = TableCells.of(found, contract.tables[table], log)
    good: list[tuple[T, RowCells]] = []
    seen: dict[object, int | None] = {}
    for row in found:
        at = cells.at(row)
        item = build(at)
        if item is None:
            continue
        ident = _triple(item) if isinstance(item, Link) else getattr(item, key)
        if ident in seen:
            _say_duplicate(at, key, seen[ident])
            continue
        seen[ident] = row.at.row
        good.append((item, at))
    return good


def _triple(link: Link) -> tuple[str, str, str]:
    return link.from_event, link.to_event, link.relation


def _say_missing(name: str, other: str, log: ProblemLog) -> None:
    essential = name in ("events.csv", "mentions.csv")
    log.add(
        FilePlace(name),
        "file-missing",
        "The file is missing.",
        f"Is it {other}? Save that as {name}."
        if other
        else "Create it, with at least a header; `geodash new` writes an empty collection.",
        severity="error" if essential else "warning",
    )


def _say_duplicate(at: RowCells, key: str, first: int | None) -> None:
    if key:
        at.problem(
            key,
            "duplicate-id",
            f"Row {first} has the same {key}; this row was left out.",
            "Give it an id of its own.",
        )
    else:
        at.problem(
            "from_event", "duplicate", f"Row {first} says the same.", "Remove one.", "warning"
        )
