"""What was corrected in the events, by the log of changes: when, by whom, why, and each cell before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from geodash.collection.read.contract import REFERS, default_contract
from geodash.domain.editing import CellChange
from geodash.domain.model import Collection, Event
from geodash.words import days
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.texts import shortened

#: Saves that are listed, events of one of them, characters of a cell.
MOST_SAVES, MOST_EVENTS, _ROOM = 30, 20, 160


@dataclass(frozen=True, slots=True)
class Cell:
    """One column before and after, in words; blank for nothing."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """An event, with the cells in which it was corrected; those of its passages and links too."""

    event: Event
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """All that one save corrected; ``more`` events beside those listed.

    ``moment`` is when, in ISO 8601, or as the log has it.
    """

    when: str
    by: str
    why: str
    events: tuple[Corrected, ...]
    more: int = 0
    moment: str = ""


def corrections(collection: Collection) -> list[Correction]:
    """The saves that corrected an event, the newest first; what was new with a save is no correction."""
    found = []
    for (when, by, why), rows in groupby(collection.changes, lambda c: (c.when, c.by, c.why)):
        events = tuple(_corrected(collection, list(rows)))
        if events:
            more = max(0, len(events) - MOST_EVENTS)
            found.append(Correction(_day(when), by, why, events[:MOST_EVENTS], more, when))
    return found[::-1]


def _corrected(collection: Collection, rows: list[CellChange]) -> Iterator[Corrected]:
    new = {c.id for c in rows if c.table == "events" and not c.column and not c.before}
    passages = {m.mention_id: m.event_id for m in collection.mentions}
    cells: dict[str, list[Cell]] = {}
    for change in rows:
        event_id = _event_of(change, passages)
        if event_id in collection.events and event_id not in new:
            cells.setdefault(event_id, []).append(_cell(collection, change))
    for event_id, told in cells.items():
        yield Corrected(collection.events[event_id], tuple(told))


def _event_of(change: CellChange, passages: dict[str, str]) -> str:
    if change.table == "links":
        return change.id.partition(" ")[0]
    return passages.get(change.id, "") if change.table == "mentions" else change.id


def _cell(collection: Collection, change: CellChange) -> Cell:
    if change.table == "links":
        _, other, relation = (*change.id.split(" "), "", "")[:3]
        title = collection.events[other].title if other in collection.events else other
        words = f"{relation.replace('_', ' ')}: “{title}”"
        ends = ("", words) if change.after else (words, "")
        return Cell("Link", *ends)
    known = default_contract().tables.get(change.table, {}).get(change.column)
    name = known.title if known else change.column
    if change.table == "mentions":
        name = f"Passage: {name}" if name else "Passage"
    before, after = (_said(collection, change, text) for text in (change.before, change.after))
    return Cell(name, before, after)


def _said(collection: Collection, change: CellChange, text: str) -> str:
    if not text:
        return ""
    kind = REFERS.get(change.table, {}).get(change.column)
    if kind == "actors":
        return listed(actor_names(collection.actors, _items(text)))
    if kind == "events" and text in collection.events:
        return f"“{collection.events[text].title}”"
    return shortened(" ".join(text.split()), _ROOM)


def _items(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split(";"))


def _day(when: str) -> str:
    """A moment as its day; as it is written where it is none."""
    try:
        return days.day(datetime.fromisoformat(when).date())
    except ValueError:
        return when
