"""A draft laid over the collection that it was begun on, as if it had been saved already.

Only rows that differ are read and looked at; the others are taken as they were. So it is quick enough for
every key that an editor presses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from geodash.coding.draft.geodata import areas_in, known_with, places_in
from geodash.coding.draft.rows import Cells, Draft, is_provisional, key_of
from geodash.collection.checks.meaning import check
from geodash.collection.checks.mentions import considered_in
from geodash.collection.checks.references import resolve
from geodash.collection.checks.tables import Tables
from geodash.collection.read import rows as read
from geodash.collection.read.cells import RowCells, TableCells
from geodash.collection.read.contract import KEYS, Contract
from geodash.collection.read.folder import home_of
from geodash.collection.read.known_places import KnownPlaces, known_places
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.read.tables import Row
from geodash.domain.editing import Considered
from geodash.domain.kinds import Kinds
from geodash.domain.model import Collection, Event, Link
from geodash.domain.model import Row as ReadRow
from geodash.domain.problem import Problem
from geodash.exchange.cells import cell
from geodash.exchange.sheets import contract_of

T = TypeVar("T", bound=ReadRow)

#: A row of a draft: its table and its id there.
RowId = tuple[str, str]
#: What is said of an id that its row is still waiting for.
_OF_IDS = frozenset({"pattern", "id-alike"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """The collection as it would be, and what is wrong with each row that the draft touches."""

    collection: Collection
    problems: Mapping[RowId, tuple[Problem, ...]]


def overlay(collection: Collection, draft: Draft, geodata: KnownPlaces | None = None) -> Collection:
    """The collection with the draft's rows in it, provisional ids and all; its problems stay those of before."""
    return candidate(collection, draft, geodata).collection


def candidate(
    collection: Collection,
    draft: Draft,
    geodata: KnownPlaces | None = None,
    wording: bytes | None = None,
) -> Candidate:
    """The same with the problems of all rows that changed, and of the events that these speak of.

    ``geodata`` and ``wording`` are the collection's own where they aren't given.
    """
    geodata = geodata or known_places(Path(collection.path))
    geodata = known_with(geodata, places_in(draft), areas_in(draft))
    reading = _Reading(contract_of(collection), draft, collection.kinds)
    rest = _without(collection, draft)
    tables = Tables(
        events=reading.rows("events", read.event),
        mentions=reading.rows("mentions", read.mention),
        links=reading.rows("links", read.link),
        actors=reading.rows("actors", read.actor),
        articles=collection.articles,
    )
    anchors = resolve(tables, geodata, ProblemLog(), rest)
    considered = considered_in(reading.rows("considered", read.considered), collection.articles)
    made = replace(
        collection,
        events=_put(collection.events, {e.event_id: e for e, _ in tables.events}, rest.events),
        mentions=_listed(collection.mentions, (m for m, _ in tables.mentions), rest.mentions),
        links=_listed(collection.links, (k for k, _ in tables.links), rest.links),
        actors=_put(collection.actors, {a.actor_id: a for a, _ in tables.actors}, rest.actors),
        considered=_listed(collection.considered, considered, rest.considered),
        anchors={k: a for k, a in collection.anchors.items() if k not in draft.of("mentions")}
        | anchors,
    )
    tables.events += [
        (made.events[i], reading.cells("events", i, _as_text(made.events[i])))
        for i in _touched(made, collection, draft)
    ]
    wording = _wording(collection) if wording is None else wording
    check(made, tables, geodata, wording, ProblemLog())
    return Candidate(made, reading.problems())


class _Reading:
    """Reads the rows of a draft; each with a log of its own."""

    def __init__(self, contract: Contract, draft: Draft, kinds: Kinds) -> None:
        self._contract, self._draft, self._kinds = contract, draft, kinds
        self._logs: dict[RowId, ProblemLog] = {}

    def rows(self, table: str, build: Callable[[RowCells], T | None]) -> list[tuple[T, RowCells]]:
        """The changed rows of one table that can stand."""
        found = []
        for ident, change in self._draft.of(table).items():
            if change.now is not None:
                at = self.cells(table, ident, change.now)
                if (item := build(at)) is not None:
                    found.append((item, at))
        return found

    def cells(self, table: str, ident: str, now: Cells) -> RowCells:
        """The cells of one row."""
        log = self._logs.setdefault((table, ident), ProblemLog())
        columns = self._contract.tables[table]
        known = {name: now.get(name, "") for name in columns}
        own = {name: text for name, text in now.items() if name not in columns}
        return RowCells(
            Row(FilePlace(f"{table}.csv"), known, own),
            TableCells(columns, log, kinds=self._kinds),
        )

    def problems(self) -> dict[RowId, tuple[Problem, ...]]:
        """All that was said, by row; nothing of the form of provisional ids."""
        found = {row: tuple(_said(row, log)) for row, log in self._logs.items()}
        return {row: problems for row, problems in found.items() if problems}


def _said(row: RowId, log: ProblemLog) -> Iterator[Problem]:
    table, _ = row
    for problem in log.all():
        of_id = problem.column in KEYS[table] and problem.code in _OF_IDS
        if not (of_id and is_provisional(problem.value)):
            yield problem


def _without(collection: Collection, draft: Draft) -> Collection:
    """The rows that the draft leaves as they are."""
    tables = "events", "mentions", "links", "actors", "considered"
    gone = {table: draft.of(table).keys() for table in tables}
    return replace(
        collection,
        events={i: e for i, e in collection.events.items() if i not in gone["events"]},
        mentions=tuple(m for m in collection.mentions if m.mention_id not in gone["mentions"]),
        links=tuple(k for k in collection.links if _link_id(k) not in gone["links"]),
        actors={i: a for i, a in collection.actors.items() if i not in gone["actors"]},
        considered=tuple(
            c for c in collection.considered if c.considered_id not in gone["considered"]
        ),
    )


def _put(before: Mapping[str, T], changed: Mapping[str, T], rest: Mapping[str, T]) -> dict[str, T]:
    """All rows in their order, new ones at the end."""
    kept = {i: changed.get(i, row) for i, row in before.items() if i in changed or i in rest}
    return {**kept, **changed}


def _listed(before: Iterable[T], changed: Iterable[T], rest: Iterable[T]) -> tuple[T, ...]:
    by_name: list[dict[str, T]] = [
        {_name(row): row for row in rows} for rows in (before, changed, rest)
    ]
    return tuple(_put(*by_name).values())


def _name(row: ReadRow) -> str:
    if isinstance(row, Link):
        return _link_id(row)
    return row.considered_id if isinstance(row, Considered) else getattr(row, "mention_id", "")


def _link_id(link: Link) -> str:
    return key_of("links", _as_text(link))


def _as_text(row: Event | Link) -> dict[str, str]:
    """The cells that a row is read from."""
    names = [name for name in row.__dataclass_fields__ if name != "extra"]
    return {name: cell(getattr(row, name)) for name in names} | dict(row.extra)


def _touched(made: Collection, before: Collection, draft: Draft) -> list[str]:
    """The events whose own rows are as they were, but not their passages or links."""
    changed = draft.of("mentions").keys(), draft.of("links").keys()
    found = [m.event_id for c in (before, made) for m in c.mentions if m.mention_id in changed[0]]
    links = (k for c in (before, made) for k in c.links if _link_id(k) in changed[1])
    found += [i for k in links for i in (k.from_event, k.to_event)]
    own = draft.of("events")
    return [i for i in dict.fromkeys(found) if i in made.events and i not in own]


def _wording(collection: Collection) -> bytes | None:
    try:
        return (home_of(Path(collection.path)) / "wording.yaml").read_bytes()
    except OSError:
        return None
