"""What a browser has changed and not saved, as the page Code sends it whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geodash.coding.desk.rows import Texts

Json = dict[str, Any]

#: Tables whose rows a draft may change.
TABLES = ("events", "mentions", "links", "actors", "considered")
#: More than an editor changes in a week; a page that sends more has gone wrong.
MOST_ROWS = 5000


@dataclass(frozen=True)
class State:
    """Changed rows: by table and id the row as it is now, ``None`` for one taken out.

    ``done`` are the events that may be saved, ``looked`` what was looked at: ``~1|where``.
    """

    rows: Mapping[str, Mapping[str, Texts | None]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    looked: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, given: object) -> State:
        """Raises ``ValueError`` with a sentence for what is none."""
        if given is None:
            return cls()
        if not isinstance(given, dict):
            raise ValueError("The draft is no object.")
        tables = given.get("rows") or {}
        if not isinstance(tables, dict):
            raise ValueError("The draft’s rows are no object.")
        rows = {table: _changed(table, tables.get(table) or {}) for table in TABLES}
        if sum(map(len, rows.values())) > MOST_ROWS:
            raise ValueError(f"A draft has at most {MOST_ROWS:,} rows.")
        return cls(rows, _names(given.get("done")), _names(given.get("looked")))

    def of(self, table: str) -> Mapping[str, Texts | None]:
        """The changed rows of a table."""
        return self.rows.get(table, {})


def _changed(table: str, given: object) -> dict[str, Texts | None]:
    if not isinstance(given, dict):
        raise ValueError(f"The draft’s {table} are no object.")
    found: dict[str, Texts | None] = {}
    for ident, change in given.items():
        now = change.get("now") if isinstance(change, dict) else change
        if not (now is None or isinstance(now, dict)):
            raise ValueError(f"A row of the draft’s {table} is no object.")
        found[str(ident)] = None if now is None else {str(k): str(v) for k, v in now.items()}
    return found


def _names(given: object) -> frozenset[str]:
    return frozenset(str(v) for v in given) if isinstance(given, list) else frozenset()
