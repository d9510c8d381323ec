"""Cells that somebody corrected while a file was brought: read as if they stood there so, and told in the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from geodash.collection.read.problems import FilePlace
from geodash.imports.cells import replaced
from geodash.imports.ledger import Ledger
from geodash.imports.survey import content_names
from geodash.imports.table import Batch, Part, Table

#: A row by its number, a column by its name, and what is meant there.
Mends = Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class Mended:
    """A table with other values in some cells."""

    table: Table
    mends: Mends

    @property
    def name(self) -> str:
        """As the table’s."""
        return self.table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """As the table’s."""
        return self.table.columns

    @property
    def part(self) -> Part:
        """As the table’s."""
        return self.table.part

    @property
    def noticed(self) -> tuple[str, ...]:
        """As the table’s."""
        return self.table.noticed

    @property
    def numeric(self) -> bool:
        """As the table’s."""
        return self.table.numeric

    def batches(self, ledger: Ledger) -> Iterator[Batch]:
        """The rows as they are meant; what stood there is told."""
        left = dict(self.mends)
        for batch in self.table.batches(ledger):
            here = [key for key in left if batch.numbers[0] <= key[0] <= batch.numbers[-1]]
            for number, column in here:
                i = bisect_left(batch.numbers, number)
                if batch.numbers[i] == number:
                    batch = self._mended(batch, i, column, left.pop((number, column)), ledger)
            yield batch

    def _mended(self, batch: Batch, i: int, column: str, value: str, ledger: Ledger) -> Batch:
        at = self.columns.index(column)
        was = batch.cell(i, at)
        if was == value:
            return batch
        reason = f"Corrected while it was brought, to “{value[:60]}”."
        place = FilePlace(self.name, batch.numbers[i], batch.lines[i])
        ledger.remark(place, "mended", reason, "Correct the file, too.", column=column, value=was)
        rows = np.zeros(len(batch), dtype=np.bool_)
        rows[i] = True
        columns = list(batch.columns)
        columns[at] = replaced(columns[at], rows, [value])
        # A row without an id is still the one that the file has, whatever is corrected in it.
        (own,) = content_names(batch.only(rows))
        named = {**batch.named, batch.numbers[i]: own}
        return Batch((), batch.numbers, batch.lines, columns, named)


def bare(table: Table) -> Table:
    """The table itself, as the file has it."""
    return table.table if isinstance(table, Mended) else table


def mended(table: Table, mends: Mends) -> Table:
    """The table with some cells as they are meant. Raises ``ValueError`` for a column that it hasn't."""
    for number, column in mends:
        if column not in table.columns:
            raise ValueError(f"row {number:,} has no column “{column}”")
    return Mended(table, mends) if mends else table
