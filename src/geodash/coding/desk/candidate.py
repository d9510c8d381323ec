"""The collection as it would be with a draft saved: only the part that an article's events bear on.

The part is what the article mentions, and what is linked to that, however large the collection is. Its
rows are read and checked as those of the files are, so that nothing is said here that ``geodash check``
would not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from geodash.coding.desk.rows import Rows, Texts
from geodash.coding.desk.state import State
from geodash.coding.draft.rows import Cells, is_provisional
from geodash.collection.checks.meaning import check
from geodash.collection.checks.references import resolve
from geodash.collection.checks.tables import Tables
from geodash.collection.read import rows as readers
from geodash.collection.read.cells import RowCells, TableCells
from geodash.collection.read.contract import KEYS, Column, default_contract
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.read.tables import Row
from geodash.domain.kinds import Kinds
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.words.coding import NEW_EVENT

T = TypeVar("T")
#: How far links are followed from the article's events: to a claim's whole, and to what answers that.
_STEPS = 3


@dataclass(frozen=True)
class Candidate:
    """The part as a collection, its rows as texts, and what is wrong by event id and column."""

    collection: Collection
    rows: Mapping[str, Mapping[str, Texts]]
    problems: Mapping[str, tuple[Problem, ...]]
    state: State

    def event_row(self, event_id: str) -> Texts:
        """The cells of an event."""
        return self.rows["events"][event_id]

    def mentions_of(self, event_id: str) -> list[Texts]:
        """The rows of an event's mentions, in file order."""
        return [m for m in self.rows["mentions"].values() if m.get("event_id") == event_id]

    def links_of(self, event_id: str) -> list[Texts]:
        """The links in which an event stands at either end."""
        ends = ("from_event", "to_event")
        return [k for k in self.rows["links"].values() if event_id in (k.get(e) for e in ends)]


def candidate(
    collection: Collection,
    rows: Rows,
    state: State,
    article_id: str,
    geodata: KnownPlaces,
    wording: bytes | None,
) -> Candidate:
    """Puts the draft over the rows, keeps the part around an article, reads and checks it."""
    whole = {table: overlaid(rows.tables[table], state.of(table)) for table in KEYS}
    part = _part(whole, article_id)
    log = ProblemLog()
    contract = default_contract().tables

    def read(table: str, build: Any) -> list[tuple[Any, RowCells]]:
        return _read(part[table], contract[table], build, table, log, collection.kinds)

    tables = Tables(
        events=read("events", readers.event),
        mentions=read("mentions", readers.mention),
        links=read("links", readers.link),
        actors=read("actors", readers.actor),
        articles=collection.articles,
    )
    anchors = resolve(tables, geodata, log)
    made = replace(
        collection,
        events={e.event_id: e for e, _ in tables.events},
        mentions=tuple(m for m, _ in tables.mentions),
        links=tuple(link for link, _ in tables.links),
        actors={a.actor_id: a for a, _ in tables.actors},
        anchors=anchors,
        problems=(),
    )
    check(made, tables, geodata, wording, log)
    return Candidate(made, part, _by_event(part, log.all()), state)


def overlaid(rows: Mapping[str, Texts], changed: Mapping[str, Cells | None]) -> dict[str, Texts]:
    """The rows of a table with those of a draft in their places, new ones below."""
    now = {i: None if cells is None else dict(cells) for i, cells in changed.items()}
    return {i: cells for i, cells in {**rows, **now}.items() if cells is not None}


def _part(whole: dict[str, dict[str, Texts]], article_id: str) -> dict[str, dict[str, Texts]]:
    mentions, links = whole["mentions"], whole["links"]
    kept = {m["event_id"] for m in mentions.values() if m.get("article_id") == article_id}
    kept |= {i for i in whole["events"] if is_provisional(i)}
    for _ in range(_STEPS):
        ends = ((k["from_event"], k["to_event"]) for k in links.values())
        kept |= {e for pair in ends if kept.intersection(pair) for e in pair}
    events = {i: _titled(cells) for i, cells in whole["events"].items() if i in kept}
    return {
        "events": events,
        "mentions": {i: m for i, m in mentions.items() if m["event_id"] in events},
        "links": {
            i: k for i, k in links.items() if k["from_event"] in events and k["to_event"] in events
        },
        "actors": whole["actors"],
        "considered": whole["considered"],
    }


def _titled(cells: Texts) -> Texts:
    """A row without a title would be left out; the editor has only not come to it yet."""
    return cells if cells.get("title", "").strip() else {**cells, "title": NEW_EVENT}


def _read(
    rows: Mapping[str, Texts],
    columns: Mapping[str, Column],
    build: Any,
    table: str,
    log: ProblemLog,
    kinds: Kinds,
) -> list[tuple[Any, RowCells]]:
    """The rows that can stand; the number of a row is its place in ``rows``."""
    made = [
        Row(FilePlace(f"{table}.csv", at), _known(cells, columns), _extra(cells, columns))
        for at, cells in enumerate(rows.values())
    ]
    cells = TableCells.of(made, columns, log, kinds)
    found = ((build(cells.at(row)), cells.at(row)) for row in made)
    return [(item, at) for item, at in found if item is not None]


def _known(cells: Texts, columns: Iterable[str]) -> dict[str, str]:
    return {c: cells.get(c, "") for c in columns}


def _extra(cells: Texts, columns: Mapping[str, Column]) -> dict[str, str]:
    return {c: v for c, v in cells.items() if c not in columns}


def _by_event(
    part: Mapping[str, Mapping[str, Texts]], problems: Iterable[Problem]
) -> dict[str, tuple[Problem, ...]]:
    """What is wrong with events and their mentions, once each, in the order it was found."""
    ids = {
        "events.csv": list(part["events"]),
        "mentions.csv": [m["event_id"] for m in part["mentions"].values()],
    }
    found: dict[str, dict[tuple[str, str, str], Problem]] = {}
    for problem in problems:
        known = ids.get(problem.file)
        if known is None or problem.row is None or not 0 <= problem.row < len(known):
            continue
        same = (problem.code, problem.column, problem.reason)
        found.setdefault(known[problem.row], {}).setdefault(same, problem)
    return {event_id: tuple(same.values()) for event_id, same in found.items()}
