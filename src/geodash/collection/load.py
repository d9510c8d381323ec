"""Reading a collection: files in, validated rows and problems out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from geodash.collection.checks.meaning import check
from geodash.collection.checks.mentions import considered_in
from geodash.collection.checks.references import resolve
from geodash.collection.checks.tables import Tables
from geodash.collection.read import rows
from geodash.collection.read.articles import published_orders, read_article
from geodash.collection.read.cells import RowCells, TableCells
from geodash.collection.read.contract import TABLES, Contract, default_contract, parse_contract
from geodash.collection.read.folder import files_beside, tables_beside
from geodash.collection.read.known_places import KnownPlaces, known_places, unreadable_geodata
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.read.tables import read_table
from geodash.collection.read.usual import usual
from geodash.collection.sources import Sources
from geodash.domain.datasets import datasets_of
from geodash.domain.editing import CellChange
from geodash.domain.model import Article, Collection, Link
from geodash.domain.problem import Problem

T = TypeVar("T")


def load(
    path: str | Path, geodata: KnownPlaces | None = None, *, thorough: bool = False
) -> Collection:
    """Read and validate the collection in the folder ``path``.

    Bad content never raises: it comes back as ``problems``, with all that is good. ``geodata``
    has the places and areas to check ids against; by default the collection's own, else the
    packaged ones. ``thorough`` looks up in the outlines of countries every point that nothing
    vouches for, which takes a second. Writes nothing, but finishes a write that was interrupted. Raises
    ``CollectionError`` when ``path`` is no folder.
    """
    return load_sources(Sources.of(path), geodata, thorough=thorough)


def load_sources(
    sources: Sources, geodata: KnownPlaces | None = None, *, thorough: bool = False
) -> Collection:
    """The same from files that were read before."""
    folder, log = sources.home, ProblemLog()
    sources.report(log)
    contract = _contract(sources, log)
    articles, beside = _articles(sources, log)
    left_out: dict[str, int | None] = {}
    considered = _table(sources, contract, "considered", rows.considered, "considered_id", log)
    changes = _table(sources, contract, "changes", rows.change, "", log)
    tables = Tables(
        events=_table(sources, contract, "events", rows.event, "event_id", log, left_out),
        mentions=_table(sources, contract, "mentions", rows.mention, "mention_id", log),
        links=_table(sources, contract, "links", rows.link, "", log),
        actors=_table(sources, contract, "actors", rows.actor, "actor_id", log),
        articles=articles,
        beside=beside,
        left_out=left_out,
    )
    if geodata is None:
        _say_geodata(folder, log)
        geodata = known_places(folder)
    anchors = resolve(tables, geodata, log)
    collection = Collection(
        path=str(sources.folder),
        title=contract.title,
        events={e.event_id: e for e, _ in tables.events},
        mentions=tuple(m for m, _ in tables.mentions),
        links=tuple(link for link, _ in tables.links),
        actors={a.actor_id: a for a, _ in tables.actors},
        articles=articles,
        version=sources.version(),
        description=contract.description,
        kinds=contract.kinds,
        anchors=anchors,
        considered=tuple(considered_in(considered, articles)),
        changes=tuple(c for c, _ in changes),
        datasets=datasets_of(contract.descriptor),
        usual=usual(contract.descriptor, log),
    )
    check(collection, tables, geodata, sources.data.get("wording.yaml"), log, thorough=thorough)
    return replace(collection, problems=tuple(_causes(log.all())))


def _say_geodata(folder: Path, log: ProblemLog) -> None:
    for name in unreadable_geodata(folder):
        log.add(
            FilePlace(name),
            "geodata",
            "It can't be read; geodash's own stands in its place, without the ids of this one.",
            "Save it as UTF-8, and compare it with geodash's.",
            severity="warning",
        )


#: What is said of other files when one of an uncertain encoding was not read.
_FOLLOWS = {
    "events.csv": ("unknown-event", "left-out"),
    "mentions.csv": ("unsupported",),
    "actors.csv": ("unknown-actor",),
}


_UNREAD = {(code, "error") for code in ("encoding-unsure", "not-text", "delimiter")}


def _causes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Without what only follows from a table that was not read."""
    problems = list(problems)
    unread = [p.file for p in problems if (p.code, p.severity) in _UNREAD]
    follows = tuple(code for file in unread for code in _FOLLOWS.get(file, ()))
    return (p for p in problems if not (follows and p.code.startswith(follows)))


def _contract(sources: Sources, log: ProblemLog) -> Contract:
    name = "datapackage.json"
    data = sources.data.get(name)
    if data is None:
        return default_contract()
    try:
        return parse_contract(data.decode("utf-8-sig"), log)
    except ValueError as error:
        log.add(
            FilePlace(name),
            "datapackage",
            f"It can't be read ({str(error)[:80]}); the default contract was used.",
            "Correct it, or take the one that `geodash new` writes.",
        )
        return default_contract()


def _articles(sources: Sources, log: ProblemLog) -> tuple[Mapping[str, Article], Mapping[str, str]]:
    """The articles by id, and the files beside them that aren't taken, by what their id would be."""
    files = {name: sources.data[name] for name in sources.articles()}
    beside = files_beside(sources.home, list(files), log)
    orders = published_orders(files.values())
    found = {}
    for name, data in files.items():
        article_id = name.removeprefix("articles/").removesuffix(".md")
        if article := read_article(article_id, data, name, log, orders):
            found[article_id] = article
        else:
            beside[article_id] = name
    return found, beside


def _table(
    sources: Sources,
    contract: Contract,
    table: str,
    build: Callable[[RowCells], T | None],
    key: str,
    log: ProblemLog,
    left_out: dict[str, int | None] | None = None,
) -> list[tuple[T, RowCells]]:
    """The good rows of one table, each with its cells for later problems.

    ``left_out`` is told the ids of the others, with their rows.
    """
    name = f"{table}.csv"
    data = sources.data.get(name)
    if data is None:
        if table in TABLES and name not in sources.unreadable:
            _say_missing(name, tables_beside(sources.folder, name), log)
        return []
    found, _ = read_table(data, name, table, contract.tables[table], log)
    cells = TableCells.of(found, contract.tables[table], log, contract.kinds)
    good: list[tuple[T, RowCells]] = []
    seen: dict[object, int | None] = {}
    for row in found:
        at = cells.at(row)
        item = build(at)
        if item is None:
            if left_out is not None:
                left_out[row.cells.get(key, "").strip()] = row.at.row
            continue
        if not isinstance(item, CellChange):
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
