"""Files to bring, all invented, and what came of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodash.domain.problem import Problem
from geodash.imports.recognise import Brought, bring
from geodash.imports.take import Taken, take

ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
UCDP = [
    "id",
    "relid",
    "year",
    "active_year",
    "type_of_violence",
    "conflict_name",
    "dyad_name",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "best",
    "high",
    "low",
]


@dataclass(frozen=True)
class Outcome:
    """A file that was imported: its plan, and ``events.csv`` as rows."""

    brought: Brought
    taken: Taken
    events: list[dict[str, str]]
    folder: Path

    @property
    def counts(self) -> tuple[int, int, int, int, int, int]:
        """Read, new, updated, as before, merged, left out."""
        p = self.taken.plan
        return p.read, p.new, p.updated, p.as_before, p.merged, p.left_out

    def problems(self, severity: str) -> list[Problem]:
        return self.taken.plan.ledger.of(severity)

    def column(self, name: str) -> list[str]:
        return [e[name] for e in self.events]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def imported(
    folder: Path,
    name: str,
    data: str | bytes,
    *,
    told: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    form: str = "",
    dry_run: bool = False,
    updates: str = "",
) -> Outcome:
    """Bring a file into the collection below ``folder``, which is made if need be."""
    path, collection = folder / name, folder / "collection"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    if not collection.exists():
        collection.mkdir()
        (collection / "datapackage.json").write_text('{"name": "c", "title": "A collection"}')
        (collection / "events.csv").write_text("event_id,title\n")
    brought = bring(path, form=form, told=told, answers=answers)
    taken = take(brought, collection, dry_run=dry_run, updates=updates)
    outcome = Outcome(brought, taken, rows_of(collection / "events.csv"), collection)
    taken.plan.close()
    return outcome


def text_of(header: Sequence[str], rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """A delimited text of rows that name only what matters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue()


def acled(event_id: str, **cells: str) -> dict[str, str]:
    """A row of ACLED’s, invented."""
    return {
        "event_id_cnty": event_id, "event_date": "09 May 2020", "year": "2020", "time_precision": "1",
        "event_type": "Protests", "sub_event_type": "Peaceful protest", "actor1": "Protesters (Armenia)",
        "country": "Armenia", "location": "Goris", "latitude": "39.5111", "longitude": "46.3417",
        "geo_precision": "1", "source": "Example News; Other", "notes": "On 9 May people met.",
        "fatalities": "0", "timestamp": "1600000000",
    } | cells  # fmt: skip


def ucdp(event_id: str, **cells: str) -> dict[str, str]:
    """A row of UCDP GED, invented."""
    return {
        "id": event_id, "year": "1993", "type_of_violence": "1", "dyad_name": "Government of A - B",
        "side_a": "Government of A", "side_b": "B", "source_office": "Example Agency",
        "source_headline": "Shots near Goris", "where_prec": "2", "where_coordinates": "Goris town",
        "latitude": "39.5111", "longitude": "46.3417", "date_prec": "1",
        "date_start": "4/23/1993 12:00:00 AM", "date_end": "4/23/1993 12:00:00 AM",
        "best": "4", "low": "2", "high": "6",
    } | cells  # fmt: skip
