"""Taking a plan: one locked, atomic write of events, actors and the description, with backups."""

from __future__ import annotations

import contextlib
import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from geodash.collection.read.contract import default_contract
from geodash.collection.read.ids import id_of_name
from geodash.collection.write import log
from geodash.collection.write.journal import content_of
from geodash.collection.write.large import New, digest_at, write_large
from geodash.domain.datasets import DATASET, KEY, Dataset
from geodash.imports.plan import Plan, Progress, staged
from geodash.imports.recognise import Brought
from geodash.imports.rows import appended
from geodash.imports.standing import Standing
from geodash.imports.undo import Noted, events_of, note_import

_EDITION = re.compile(r"(?:v|ged)[ _]?(\d{2})[._]?(\d{1,2})(?!\d)", re.IGNORECASE)
#: Digits of a file's name that change from one edition to the next.
_DIGITS = re.compile(r"(?<![\d.])(\d{2,4}(?:[._-]\d{1,4}){1,3}|\d{3,8})(?![\d])")
#: A share of an earlier edition's events that a file must have to be its next edition.
_MOST_OF_IT = 0.5


@dataclass(frozen=True, slots=True)
class Taken:
    """A plan that was worked out, the backups of what it replaced and how it can be undone if it was written.

    ``basis`` is what the plan rests on, where there is something to write.
    """

    plan: Plan
    written: bool = False
    backups: dict[str, Path] = field(default_factory=dict)
    again: str = ""
    noted: Noted | None = None
    basis: Standing | None = None


def take(
    brought: Brought,
    collection: Path,
    *,
    dry_run: bool = False,
    updates: str = "",
    licence: str = "",
    citation: str = "",
    progress: Progress | None = None,
    by: str = "",
) -> Taken:
    """Plan the import of a file into a collection, and write it unless it is a ``dry_run``.

    ``updates`` names the data set of which it is a new edition (``none``: of none); by default the one
    of which it has most events; ``by`` is who imports it, for the log of changes. Raises ``CollectionError``, ``UnwritableError``, and ``ChangedError``
    when somebody changed the collection meanwhile; the collection is then as it was.
    """
    standing = Standing.of(collection)
    dataset, earlier = _dataset(brought, standing, updates, licence, citation)
    plan = staged(brought, standing, dataset, earlier, progress)
    try:
        _compose(plan, standing)
        total = plan.new + plan.updated + plan.as_before + plan.merged + plan.left_out
        if total != plan.read:
            raise AssertionError(f"{plan.read:,} rows were read, {total:,} accounted for")
        same = standing.datasets.get(dataset.dataset_id)
        again = same.imported if same and same.digest == dataset.digest and _nothing(plan) else ""
        if _nothing(plan):
            return Taken(plan, again=again)
        # Of the events that stand nothing is needed any more.
        worked_out = Taken(plan, again=again, basis=replace(standing, events={}, edited={}))
        return worked_out if dry_run else written(worked_out, by)
    except BaseException:
        plan.close()
        raise


def written(taken: Taken, by: str = "") -> Taken:
    """Writes a plan that was worked out, if there is something to write; raises as :func:`take` does."""
    plan, standing = taken.plan, taken.basis
    if standing is None:
        return taken
    # A file that wasn't read is a new one.
    expected = dict.fromkeys(plan.files, "") | standing.digests
    files = _files(plan, standing)
    line = log.whole(
        "datasets", plan.dataset.dataset_id, after=events_of(plan.dataset.title, plan.new, plan.updated), by=by,
        why=f"“{plan.dataset.file}” was imported.",
    )  # fmt: skip
    known = content_of(standing.folder / log.NAME)
    logged = {log.NAME: log.with_rows(standing.folder, known, [line])}
    backups = write_large(standing.folder, files | logged, expected)
    noted = None
    # It is in by now: a full disk only costs the way back.
    with contextlib.suppress(OSError):
        counts = plan.new, plan.updated, len(plan.withdrawn)
        noted = note_import(standing.folder, plan.dataset, counts, files, backups)
    return Taken(plan, True, backups, noted=noted)


def _nothing(plan: Plan) -> bool:
    return not (plan.new or plan.updated or plan.withdrawn or plan.files)


# Which data set it is ---------------------------------------------------------------------------


def _dataset(
    brought: Brought, standing: Standing, updates: str, licence: str, citation: str
) -> tuple[Dataset, str]:
    """The data set that the file is, and of which known one it is a new edition (blank: of none)."""
    form, path = brought.form, brought.path
    earlier = "" if updates == "none" else updates or _earlier(brought, standing)
    if earlier and earlier not in standing.datasets:
        raise ValueError(
            f"there is no data set “{earlier}”; there are: {', '.join(standing.datasets) or 'none'}"
        )
    known = standing.datasets.get(earlier)
    edition = _EDITION.search(path.stem)
    title = form.title if form.licence else path.stem
    return Dataset(
        earlier or _free(brought, standing),
        known.title if known else title,
        f"{edition[1]}.{edition[2]}" if edition else "",
        licence or form.licence or (known.licence if known else ""),
        citation or form.citation or (known.citation if known else ""),
        form.url,
        form.key,
        path.name,
        digest_at(path),
        datetime.now(UTC).date().isoformat(),
    ), earlier  # fmt: skip


def _earlier(brought: Brought, standing: Standing) -> str:
    """The data set of which the file has most events: by their ids, else by their contents."""
    same = {d.dataset_id for d in standing.datasets.values() if d.form == brought.form.key}
    there = brought.survey.holds()
    counted: dict[str, list[int]] = {}
    for event_id, event in standing.events.items():
        if event.dataset in same and not event.withdrawn:
            tally = counted.setdefault(event.dataset, [0, 0])
            tally[0] += 1
            tally[1] += there(event_id, event.source_id)
    best = max(counted, key=lambda name: counted[name][1] / counted[name][0], default="")
    return best if best and counted[best][1] >= _MOST_OF_IT * counted[best][0] else ""


def _stem(name: str) -> str:
    """A file's name without ending and edition, for ids."""
    return id_of_name(_DIGITS.sub("", Path(name).stem))[:40].strip("-") or "table"


def _free(brought: Brought, standing: Standing) -> str:
    stem = brought.form.key if brought.form.global_ids else _stem(brought.path.name)
    name, n = stem, 2
    while name in standing.datasets:
        name, n = f"{stem}-{n}", n + 1
    return name


# The new files ----------------------------------------------------------------------------------


#: What an import never changes of an event that is there.
_OURS = frozenset(
    {
        "event_id",
        DATASET,
        "withdrawn",
        "replaced_by",
        "note",
        "context",
        "date_kind",
        "place_id",
        "area_id",
    }
)
#: Columns of the contract that an import fills.
_FILLED = frozenset(default_contract().tables["events"]) - _OURS


def _compose(plan: Plan, standing: Standing) -> None:
    """``events.csv`` as it will be: what stands, with the rows that the file has anew, then the new ones."""
    end = standing.newline
    same = plan.header == standing.header
    more = "," * (len(plan.header) - len(standing.header))
    with (
        (plan.path / "events.csv").open(
            "w", encoding=standing.encoding, errors="replace", newline=""
        ) as out,
        (plan.path / "there.csv").open("rb") as there,
    ):
        _line(out, plan.header, end)
        merging = _Merging(plan, standing, there)
        for raw, row in standing.records():
            new = merging.row(raw, row)
            if new is not None:
                _line(out, new, end)
            elif same and raw.endswith(("\n", "\r")):
                out.write(raw)
            elif len(row) == len(standing.header):
                out.write(raw.rstrip("\r\n") + more + end)
            else:
                # A row of another length than its header.
                _line(out, (row + [""] * len(plan.header))[: max(len(row), len(plan.header))], end)
        # The new rows are UTF-8 already, as all of the file is.
        out.flush()
        with (plan.path / "new.csv").open("rb") as new_rows:
            shutil.copyfileobj(new_rows, out.buffer, 1 << 20)


def _line(out: IO[str], row: list[str], end: str) -> None:
    csv.writer(out, lineterminator=end).writerow(row)


class _Merging:
    """Puts a file's rows into those that stand; ``there`` holds them, by the places that the plan knows."""

    def __init__(self, plan: Plan, standing: Standing, there: IO[bytes]) -> None:
        self.plan, self.there, self.edited = plan, there, standing.edited
        self.at = {name: i for i, name in enumerate(standing.header)}
        #: For each column of the new header its place in the old one, which may have no such.
        self.places = [self.at.get(name, -1) for name in plan.header]
        self.same = plan.header == standing.header
        fills = _FILLED | plan.ours
        self.merged = [
            (i, name, name in fills) for i, name in enumerate(plan.header) if name not in _OURS
        ]
        self.today = datetime.now(UTC).date().isoformat()

    def row(self, raw: str, cells: list[str]) -> list[str] | None:
        """The row as it will be; ``None`` where it stays as it is."""
        event_id = self._cell(cells, "event_id").strip()
        offset = self.plan.there.get(event_id)
        if offset is None:
            return self._withdrawn(event_id, cells)
        text = self._text(offset)
        if self.same and raw.rstrip("\r\n") == text:
            self.plan.as_before += 1
            return None
        return self._merged(self._full(cells), next(csv.reader([text])), event_id)

    def _cell(self, cells: list[str], name: str) -> str:
        i = self.at.get(name, len(cells))
        return cells[i] if i < len(cells) else ""

    def _full(self, cells: list[str]) -> list[str]:
        """The cells by the new header."""
        size = len(cells)
        return [cells[i] if 0 <= i < size else "" for i in self.places]

    def _text(self, offset: int) -> str:
        """A record of the file as it was written, without its end; quotation marks in it come in pairs."""
        self.there.seek(offset)
        line = self.there.readline()
        while line.count(b'"') % 2:
            line += self.there.readline()
        return line.decode().removesuffix("\n")

    def _withdrawn(self, event_id: str, cells: list[str]) -> list[str] | None:
        """An event that the file's earlier edition had."""
        updates = self.plan.updates
        if not updates or self._cell(cells, DATASET) != updates:
            return None
        if self._cell(cells, "withdrawn").strip():
            return None
        self.plan.withdrawn.append(event_id)
        row = self._full(cells)
        row[self.plan.header.index("withdrawn")] = self.today
        return row

    def _merged(self, row: list[str], new: list[str], event_id: str) -> list[str] | None:
        edited = self.edited.get(event_id, ())
        changed = [
            (i, name)
            for i, name, fills in self.merged
            if row[i] != new[i] and (new[i] or fills) and name not in edited
        ]
        if not changed:
            self.plan.as_before += 1
            return None
        self.plan.updated += 1
        self.plan.changed.update(name for _, name in changed if name in _FILLED)
        for i, _ in changed:
            row[i] = new[i]
        return row


def _files(plan: Plan, standing: Standing) -> dict[str, New]:
    files: dict[str, New] = {"events.csv": plan.path / "events.csv"}
    if plan.actors.new:
        new = (
            {"actor_id": a.actor_id, "name": a.name, "kind": a.kind}
            for a in plan.actors.new.values()
        )
        files["actors.csv"] = appended(standing.folder, "actors", new)
    files["datapackage.json"] = _package(plan, standing)
    return files | plan.files


def _package(plan: Plan, standing: Standing) -> bytes:
    """The collection's description, with the data set among its sources."""
    rows = plan.new + plan.updated + plan.as_before
    entry = replace(plan.dataset, rows=rows).entry()
    descriptor: dict[str, Any] = dict(standing.descriptor)
    listed = descriptor.get("sources")
    sources = list(_others(listed, plan.dataset.dataset_id)) if isinstance(listed, list) else []
    descriptor["sources"] = [*sources, entry]
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _others(listed: list[Any], dataset_id: str) -> Iterator[Any]:
    for entry in listed:
        own = entry.get(KEY) if isinstance(entry, dict) else None
        if not (isinstance(own, dict) and own.get("id") == dataset_id):
            yield entry
