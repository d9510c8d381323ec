"""A draft: the rows that an editor changed, each as it was opened and as it is now.

Cells are texts as the CSV files have them. What a browser sends is a stranger's until it was read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from geodash.collection.read.contract import KEYS

#: What a draft may change; places and areas are those that it adds to the collection's own.
TABLES = ("actors", "events", "mentions", "links", "considered", "places", "areas")
#: Rows that may be taken out; of the others nothing ever goes, an event is withdrawn.
_GOING = ("mentions", "links", "considered")
#: Begins the id of a row that has none of its own yet.
PROVISIONAL = "~"

MOST_ROWS = 5_000
MOST_CELLS = 200
MOST_TEXT = 100_000
_LONGEST_ID = 300

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One row: how it ``was`` when it was opened, ``None`` for a new one; ``now``, ``None`` for a gone one."""

    was: Cells | None
    now: Cells | None


@dataclass(frozen=True, slots=True)
class Draft:
    """All rows of an article's coding that somebody changed since ``version`` of the collection.

    ``rows`` are by table and id; of a link the id is ``from|to|relation``. ``done`` are the events that
    may be saved.
    """

    article: str
    version: str = ""
    rows: Mapping[str, Mapping[str, Change]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, value: object) -> Draft:
        """A draft as a browser sends it; raises ``ValueError`` with a sentence for what is none."""
        if not isinstance(value, dict):
            raise ValueError("A draft is an object with article, version, rows and done.")
        tables = value.get("rows", {})
        if not isinstance(tables, dict) or any(name not in TABLES for name in tables):
            raise ValueError(f"The rows of a draft are those of {', '.join(TABLES)}.")
        if sum(len(rows) for rows in tables.values() if isinstance(rows, dict)) > MOST_ROWS:
            raise ValueError(
                f"A draft has {MOST_ROWS:,} changed rows at most: save some of them first."
            )
        rows = {name: dict(_changes(name, tables[name])) for name in TABLES if name in tables}
        done = value.get("done", [])
        if not isinstance(done, list):
            raise ValueError("done lists the ids of events.")
        return cls(
            _text(value.get("article", ""), "article", _LONGEST_ID),
            _text(value.get("version", ""), "version", _LONGEST_ID),
            rows,
            frozenset(_text(ident, "done", _LONGEST_ID) for ident in done),
        )

    def as_json(self) -> dict[str, Any]:
        """The same as :meth:`from_json` takes it."""
        rows = {
            table: {i: {"was": _plain(c.was), "now": _plain(c.now)} for i, c in changes.items()}
            for table, changes in self.rows.items()
            if changes
        }
        return {
            "article": self.article,
            "version": self.version,
            "rows": rows,
            "done": sorted(self.done),
        }

    def signed(self, by: str) -> Draft:
        """Where rows say who read something, it was ``by``, whatever the browser wrote there."""
        read = {
            ident: Change(c.was, {**c.now, "by": by} if c.now is not None else None)
            for ident, c in self.of("considered").items()
        }
        return replace(self, rows={**self.rows, "considered": read}) if read else self

    def of(self, table: str) -> Mapping[str, Change]:
        """The changed rows of one table by id."""
        return self.rows.get(table, {})

    def __bool__(self) -> bool:
        return any(self.rows.values())


def is_provisional(ident: str) -> bool:
    """Whether a row got its id from a draft and has none of its own yet."""
    return ident.startswith(PROVISIONAL)


def key_of(table: str, cells: Cells) -> str:
    """The id of a row in a draft: ``cc-0041``, of a link ``cc-0041|cc-0036|denies``; blank for a row without."""
    parts = [cells.get(column, "").strip() for column in KEYS[table]]
    return "|".join(parts) if any(parts) else ""


def _changes(table: str, rows: object) -> Iterator[tuple[str, Change]]:
    if not isinstance(rows, dict):
        raise ValueError(f"The rows of {table} are an object by id.")
    for ident, change in rows.items():
        name = _text(ident, f"an id of {table}", _LONGEST_ID)
        if not name or not isinstance(change, dict):
            raise ValueError(f"A row of a draft’s {table} has an id, was and now.")
        was, now = (_cells(table, change.get(side)) for side in ("was", "now"))
        if now is None and was is not None and table not in _GOING:
            raise ValueError(f"A row of {table} is never taken out: an event is withdrawn.")
        if was != now:
            yield name, Change(was, now)


def _cells(table: str, value: object) -> Cells | None:
    if value is None:
        return None
    if not isinstance(value, dict) or len(value) > MOST_CELLS:
        raise ValueError(f"A row of {table} has {MOST_CELLS} cells at most, by column.")
    return {
        _text(name, f"a column of {table}", _LONGEST_ID): _text(cell, f"{table}, {name}", MOST_TEXT)
        for name, cell in value.items()
    }


def _text(value: object, what: str, most: int) -> str:
    """A text that a file can hold."""
    if not isinstance(value, str):
        raise ValueError(f"Not a text: {what[:80]}.")
    if len(value) > most:
        raise ValueError(f"Longer than {most:,} characters: {what[:80]}.")
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(f"It holds characters that no file can hold: {what[:80]}.")
    return value


def _plain(cells: Cells | None) -> dict[str, str] | None:
    return None if cells is None else dict(cells)
