"""What an import would do, worked out in full before anything is written.

Every row of the file is new, updated, as before, merged into another, or left out with its reason; the
sum is checked. The events lie staged in files, so that memory doesn't grow with them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodash.collection.read.contract import default_contract
from geodash.collection.read.tables import MOST_COLUMNS
from geodash.domain.datasets import COLUMNS, Dataset
from geodash.imports.actors import Actors
from geodash.imports.cells import Column, column_of, csv_lines, distinct, text_of
from geodash.imports.convert import Converter
from geodash.imports.form import kept_names
from geodash.imports.ledger import Ledger
from geodash.imports.mends import bare
from geodash.imports.passages import Marked, marked, passages
from geodash.imports.recognise import Brought
from geodash.imports.repeats import Held, settle
from geodash.imports.standing import Standing
from geodash.imports.survey import idents
from geodash.imports.table import Batch, Records, Refused


@dataclass(slots=True)
class Plan:
    """What came of the rows, with the files that hold it. ``updated`` counts cells by column, too.

    ``ours`` are the columns of ``events.csv`` that are this file's.
    """

    brought: Brought
    dataset: Dataset
    ledger: Ledger
    header: list[str]
    ours: frozenset[str]
    folder: tempfile.TemporaryDirectory[str]
    new: int = 0
    merged: int = 0
    updated: int = 0
    as_before: int = 0
    withdrawn: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    #: Events that came of the file, by the year in which they begin; blank for undated ones.
    years: Counter[str] = field(default_factory=Counter)
    there: dict[str, int] = field(default_factory=dict)
    actors: Actors = field(default_factory=lambda: Actors({}))
    updates: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the staged files lie."""
        return Path(self.folder.name)

    @property
    def read(self) -> int:
        """Rows of the file."""
        return self.ledger.read

    @property
    def left_out(self) -> int:
        """Rows that don't enter."""
        return self.ledger.left_out

    def close(self) -> None:
        """Take the staged files away."""
        self.folder.cleanup()


def staged(
    brought: Brought,
    standing: Standing,
    dataset: Dataset,
    updates: str,
    progress: Progress | None = None,
) -> Plan:
    """Convert a whole file beside the collection; ``updates`` says which data set's earlier edition it is.

    ``progress`` is told the plan so far, now and again; what it raises ends the import, and nothing has
    been written. Raises ``Refused`` for a file with more columns than a collection can have.
    """
    ours = dict.fromkeys((*COLUMNS, *kept_names(brought.table.columns).values()))
    header = _header(brought, standing, ours)
    folder = tempfile.TemporaryDirectory(prefix="geodash-import-")
    report = (Path(folder.name) / "report.csv").open("w", encoding="utf-8", newline="")
    ledger = Ledger(report)
    ledger.header()
    plan = Plan(brought, dataset, ledger, header, frozenset(ours), folder, updates=updates)
    plan.actors = Actors(standing.actors)
    try:
        with report:
            _Stage(plan, standing).run(progress)
    except BaseException:
        plan.close()
        raise
    return plan


def _header(brought: Brought, standing: Standing, ours: Mapping[str, None]) -> list[str]:
    """The columns of ``events.csv`` as they are, then what is missing of the contract's, ours, the file's."""
    known = default_contract().tables["events"]
    names = [*dict.fromkeys((*standing.header, *known, *ours))]
    if len(names) > MOST_COLUMNS:
        table = brought.table
        raise Refused(
            f"{table.name} has {len(table.columns):,} columns: events.csv would have {len(names):,} with them, "
            f"and {MOST_COLUMNS:,} are read at most. Save the columns that matter as a file of their own."
        )
    return names


#: Is told a plan as far as it has come.
Progress = Callable[[Plan], None]


class _Stage:
    """One conversion: new events go to one file, those that the collection has to another with an index."""

    def __init__(self, plan: Plan, standing: Standing) -> None:
        self.plan, self.standing = plan, standing
        brought = plan.brought
        self.converter = Converter(
            brought.table.columns, brought.mapped, brought.survey, plan.actors, plan.dataset.dataset_id,
            brought.table.name,
        )  # fmt: skip
        self.held = Held()
        self.marked: list[Marked] = []
        self.ids: set[int] = set()

    def run(self, progress: Progress | None) -> None:
        plan, survey = self.plan, self.plan.brought.survey
        column = plan.brought.mapped.column("id")
        at = plan.brought.table.columns.index(column) if column else -1
        repeated = survey.repeated if survey.trusted and column else set()
        with (
            (plan.path / "new.csv").open("wb") as new,
            (plan.path / "there.csv").open("wb") as there,
        ):
            for batch in plan.brought.table.batches(plan.ledger):
                if plan.brought.form.passages:
                    batch = self._told(batch)
                good = self._apart(batch, repeated, at) if repeated else batch
                if len(good):
                    self._write(self.converter.columns_of(good, plan.ledger), new, there)
                if progress:
                    progress(plan)
            self._settle(new, there)
        if self.marked:
            table = plan.brought.table
            own = bare(table)
            texts = dict(own.articles) if isinstance(own, Records) else {}
            plan.files = passages(self.marked, texts, self.standing.folder, table.name, plan.ledger)

    def _told(self, batch: Batch) -> Batch:
        """The rows that are no passages of events which the collection has."""
        columns = self.plan.brought.table.columns
        if "event" not in columns:
            return batch
        named = batch.columns[columns.index("event")].to_pylist()
        known = np.array([name in self.standing.events for name in named], dtype=np.bool_)
        of = dict(zip(columns, batch.only(known).columns, strict=True))
        cells = {name: column.to_pylist() for name, column in of.items()}
        self.marked += marked({**cells, "event_id": cells["event"]})
        self.plan.merged += int(known.sum())
        return batch.only(~known)

    def _apart(self, batch: Batch, repeated: set[int], at: int) -> Batch:
        """Rows whose id comes more than once wait for the others."""
        ids = idents(batch.columns[at]).to_pylist()
        waits = np.array([bool(name) and hash(name) in repeated for name in ids], dtype=np.bool_)
        if not waits.any():
            return batch
        for i in waits.nonzero()[0].tolist():
            self.held.add(ids[i], batch.rows[i], batch.numbers[i], batch.lines[i])
        return batch.only(~waits)

    def _settle(self, new: IO[bytes], there: IO[bytes]) -> None:
        plan = self.plan
        for batch, unions, merged in settle(self.held, plan.brought, plan.ledger):
            plan.merged += merged
            columns = self.converter.columns_of(batch, plan.ledger)
            if unions:
                self._unite(columns, unions)
            self._write(columns, new, there)

    def _unite(self, columns: dict[str, Column], unions: list[Batch]) -> None:
        """Whom the other rows of an event name are in it too."""
        actors, recipients = columns["actors"].to_pylist(), columns["recipients"].to_pylist()
        for i, others in enumerate(unions):
            if not others.rows:
                continue
            named = dict.fromkeys(actors[i].split(";"))
            for a, r in zip(*self.converter.sides(others), strict=True):
                named |= dict.fromkeys((a + ";" + r).split(";"))
            own = set(recipients[i].split(";"))
            actors[i] = ";".join(name for name in named if name and name not in own)
        columns["actors"] = column_of(actors)

    def _write(self, columns: dict[str, Column], new: IO[bytes], there: IO[bytes]) -> None:
        plan, known = self.plan, self.standing.events
        if plan.brought.form.passages:
            self.marked += marked({name: c.to_pylist() for name, c in columns.items()})
        rows = len(columns["event_id"])
        which, years = distinct([pc.utf8_slice_codeunits(columns["date_start"], 0, 4)])
        for (year,), count in zip(years, np.bincount(which).tolist(), strict=True):
            plan.years[year] += count
        fresh, parts = rows, [columns.get(name) for name in plan.header]
        if known:
            ids = columns["event_id"].to_pylist()
            here = np.array([event_id in known for event_id in ids], dtype=np.bool_)
            if here.any():
                lines = csv_lines(parts, rows, "\n").filter(pa.array(here))
                ends = np.cumsum([there.tell(), *pc.binary_length(lines).to_pylist()]).tolist()
                plan.there.update(zip(compress(ids, here), ends[:-1], strict=True))
                there.write(text_of(lines))
                fresh -= len(lines)
                parts = [column and column.filter(pa.array(~here)) for column in parts]
        if fresh:
            new.write(text_of(csv_lines(parts, fresh, self.standing.newline)))
        plan.new += fresh
