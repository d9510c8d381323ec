"""A draft's rows into those that others saved meanwhile, cell by cell.

Each cell has three readings: as the editor opened it, as the editor has it now, as it stands in the collection.
What only one of the two changed is taken; only what both changed, and not alike, is a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from geodash.coding.draft.facts import columns_of, fact_of, touched
from geodash.coding.draft.rows import Cells, Change, Draft

YOURS, THEIRS = "yours", "theirs"
#: Stands for the row itself in a question: one has taken it out, the other changed it.
ROW = "row"

Rows = Mapping[str, Mapping[str, Cells]]
Choices = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One fact of a row that both changed: ``before`` as it was opened, ``None`` for a row that isn't there."""

    table: str
    id: str
    fact: str
    before: Cells | None
    yours: Cells | None
    theirs: Cells | None

    @property
    def key(self) -> str:
        """What a choice is kept under."""
        return f"{self.table}/{self.id}/{self.fact}"


@dataclass(frozen=True, slots=True)
class Together:
    """A row in which the editor and others changed different things, by their facts."""

    table: str
    id: str
    yours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows to be as they are in ``rows`` (``None``: gone); what is still to be decided."""

    rows: Mapping[str, Mapping[str, Cells | None]]
    conflicts: tuple[Conflict, ...] = ()
    put_together: tuple[Together, ...] = ()


@dataclass(slots=True)
class _Merge:
    choices: Choices
    conflicts: list[Conflict] = field(default_factory=list)
    put_together: list[Together] = field(default_factory=list)

    def row(self, table: str, ident: str, change: Change, current: Cells | None) -> Cells | None:
        """The row as it will be."""
        was, now = change.was, change.now
        if same(now, current):
            return current
        if was is None and current is None:
            return now
        if now is not None and current is not None:
            return self._cells(table, ident, was or {}, now, current)
        # One of them has taken it out.
        if same(was, current):
            return now
        chosen = self._asked(Conflict(table, ident, ROW, was, now, current))
        return now if chosen == YOURS else current

    def _cells(self, table: str, ident: str, was: Cells, now: Cells, current: Cells) -> Cells:
        mine, theirs = changed(was, now), changed(was, current)
        both = touched(mine) & touched(theirs)
        open_ = {c for c in both if now.get(c, "") != current.get(c, "")}
        facts = dict.fromkeys(fact_of(table, c) for c in (*now, *current) if c in open_)
        made = {**current, **{c: now.get(c, "") for c in mine if c not in open_}}
        for fact in facts:
            chosen = self._asked(Conflict(table, ident, fact, was, now, current))
            said = now if chosen == YOURS else current
            made |= {
                c: said.get(c, "") for c in columns_of(table, fact) if c in now or c in current
            }
        taken = _facts(table, mine, facts), _facts(table, theirs, facts)
        if all(taken):
            self.put_together.append(Together(table, ident, *taken))
        return made

    def _asked(self, conflict: Conflict) -> str:
        chosen = self.choices.get(conflict.key, "")
        if chosen not in (YOURS, THEIRS):
            self.conflicts.append(conflict)
        return chosen


def merge(current: Rows, draft: Draft, choices: Choices | None = None) -> Merged:
    """The draft's rows merged with the ``current`` ones of the collection, by table and id.

    ``choices`` say ``yours`` or ``theirs`` by :attr:`Conflict.key`; what isn't chosen stays as it is in the collection.
    """
    made = _Merge(choices or {})
    rows: dict[str, dict[str, Cells | None]] = {}
    for table, changes in draft.rows.items():
        there = current.get(table, {})
        rows[table] = {i: made.row(table, i, c, there.get(i)) for i, c in changes.items()}
    return Merged(rows, tuple(made.conflicts), tuple(made.put_together))


def same(one: Cells | None, other: Cells | None) -> bool:
    """Whether two rows say the same; a column that one lacks is blank."""
    if one is None or other is None:
        return one is other
    return not changed(one, other)


def changed(one: Cells, other: Cells) -> frozenset[str]:
    """The columns in which two rows differ, however their lines end."""
    return frozenset(_changed(one, other))


def _changed(one: Cells, other: Cells) -> Iterator[str]:
    for column in {**one, **other}:
        if _plain(one.get(column, "")) != _plain(other.get(column, "")):
            yield column


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _facts(table: str, columns: frozenset[str], but: Mapping[str, None]) -> tuple[str, ...]:
    facts = dict.fromkeys(fact_of(table, c) for c in sorted(columns))
    return tuple(fact for fact in facts if fact not in but)
