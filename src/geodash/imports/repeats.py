"""Several rows with one id: the same row twice, an event told once for each actor, two editions, or a clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from geodash.collection.read.problems import FilePlace
from geodash.collection.read.tables import column_key
from geodash.imports.ledger import Ledger
from geodash.imports.recognise import Brought
from geodash.imports.table import BATCH, Batch

#: A row with its number and line.
Held1 = tuple[Sequence[str], int, int]


@dataclass(slots=True)
class Held:
    """Rows by id, in the order of the file."""

    rows: dict[str, list[Held1]] = field(default_factory=dict)

    def add(self, name: str, row: Sequence[str], number: int, line: int) -> None:
        """One row more."""
        self.rows.setdefault(name, []).append((row, number, line))


def settle(
    held: Held, brought: Brought, ledger: Ledger
) -> Iterator[tuple[Batch, list[Batch], int]]:
    """Batches of rows that stand for their id, with the other rows of each event, and how many were merged."""
    form, columns = brought.mapped.form, brought.table.columns
    keys = [column_key(c) for c in columns]
    alike = [i for i, key in enumerate(keys) if key not in form.differ]
    stamp = keys.index(form.stamp) if form.stamp in keys else None
    batch, unions, merged = Batch(), [], 0
    for name, rows in held.rows.items():
        kept, others = _one_of(rows, alike if form.differ else None, stamp)
        if kept is None:
            _clash(name, rows, brought, ledger)
            continue
        batch.add(*kept)
        unions.append(others)
        merged += len(rows) - 1
        if len(batch) >= BATCH:
            yield batch, unions, merged
            batch, unions, merged = Batch(), [], 0
    if len(batch):
        yield batch, unions, merged


def _one_of(
    rows: list[Held1], alike: list[int] | None, stamp: int | None
) -> tuple[Held1 | None, Batch]:
    """The row that stands for all, and those whose actors are added; ``None`` where they clash."""
    different = {tuple(row): (row, number, line) for row, number, line in reversed(rows)}
    first = rows[0]
    if len(different) == 1:
        return first, Batch()
    if stamp is not None:
        newest = max((row[stamp] for row, *_ in rows), key=_moment)
        now = [one for one in rows if one[0][stamp] == newest]
        if len(now) < len(rows):
            return _one_of(now, alike, None)
    if alike is not None and len({tuple(row[i] for i in alike) for row, *_ in rows}) == 1:
        others = Batch()
        for row, number, line in rows[1:]:
            others.add(row, number, line)
        return first, others
    return None, Batch()


def _moment(cell: str) -> tuple[int, str]:
    text = cell.strip().removesuffix(".0")
    return (int(text), "") if text.isdecimal() else (0, text)


def _clash(name: str, rows: list[Held1], brought: Brought, ledger: Ledger) -> None:
    """All rows of the id are left out: which of them is right isn't for us to say."""
    columns = brought.table.columns
    for row, number, line in rows:
        other = next(o for o in rows if tuple(o[0]) != tuple(row))
        at = next(i for i, (a, b) in enumerate(zip(row, other[0], strict=True)) if a != b)
        reason = f"{name} again: “{row[at][:40]}” here, “{other[0][at][:40]}” in row {other[1]:,}."
        ledger.leave_out(
            FilePlace(brought.table.name, number, line), "one-id-two-rows", reason,
            "Take one of them out of the file, or give it an id of its own.", column=columns[at], value=row[at],
        )  # fmt: skip
