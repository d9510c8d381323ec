"""The collection as an import finds it: the header and ids of its events, its actors and data sets."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodash.collection.read.contract import default_contract
from geodash.collection.read.encoding import decode_bytes
from geodash.collection.read.tables import Dialect, column_key, sniff
from geodash.collection.sources import MARKS, CollectionError
from geodash.collection.write.journal import heal
from geodash.collection.write.large import digest_at
from geodash.collection.write.table import UnwritableError
from geodash.domain.datasets import DATASET, SOURCE_ID, Dataset, datasets_of
from geodash.domain.model import Actor

_EVENTS, _ACTORS, _PACKAGE, _CHANGES = "events.csv", "actors.csv", "datapackage.json", "changes.csv"


@dataclass(frozen=True, slots=True)
class Known:
    """An event that stands in the collection: of which data set, by which id, whether it was withdrawn."""

    dataset: str
    source_id: str
    withdrawn: bool


@dataclass(slots=True)
class Standing:
    """A collection's tables as far as an import needs them; ``digests`` name the files as they were read."""

    folder: Path
    header: list[str]
    newline: str
    events: dict[str, Known]
    actors: dict[str, Actor]
    datasets: dict[str, Dataset]
    descriptor: dict[str, Any]
    digests: dict[str, str]
    edited: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Standing:
        """Read it. Raises ``CollectionError``, and ``UnwritableError`` for a table that isn't plain UTF-8."""
        if not any((folder / name).exists() for name in MARKS):
            raise CollectionError(
                f"{folder} is no collection; geodash new {folder} makes an empty one"
            )
        heal(folder)
        digests = {n: digest_at(folder / n) for n in (_EVENTS, _ACTORS, _PACKAGE, _CHANGES)}
        header, newline = _header(folder / _EVENTS)
        descriptor = _descriptor(folder / _PACKAGE)
        standing = cls(
            folder, header, newline, {}, _actors(folder / _ACTORS), datasets_of(descriptor), descriptor, digests,
        )  # fmt: skip
        at = {name: i for i, name in enumerate(header)}
        for _, row in standing.records():
            cells = [row[at[n]] if n in at and at[n] < len(row) else "" for n in ("event_id", DATASET, SOURCE_ID, "withdrawn")]  # fmt: skip
            standing.events[cells[0].strip()] = Known(cells[1], cells[2], bool(cells[3].strip()))
        standing.edited = _edited(folder / _CHANGES)
        return standing

    def records(self) -> Iterator[tuple[str, list[str]]]:
        """The rows of ``events.csv``, each as it stands in the file and as cells."""
        path = self.folder / _EVENTS
        if not path.exists():
            return
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = raw_records(file)
            next(rows, None)
            for raw in rows:
                cells = next(csv.reader(io.StringIO(raw, newline="")), [])
                if any(cells):
                    yield raw, cells


def raw_records(lines: Iterator[str]) -> Iterator[str]:
    """Records as they stand in a file: lines, joined where a quotation mark is open."""
    held: list[str] = []
    open_ = False
    for line in lines:
        open_ ^= line.count('"') % 2 == 1
        held.append(line)
        if not open_:
            yield "".join(held)
            held.clear()
    if held:
        yield "".join(held)


def _header(path: Path) -> tuple[list[str], str]:
    known = default_contract().tables["events"]
    if not path.exists():
        return list(known), "\n"
    with path.open("rb") as file:
        head = file.read(65536)
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            raise UnwritableError("events.csv is not UTF-8: save it as UTF-8 first") from error
        text = head[: error.start].decode("utf-8-sig")
    lines = list(io.StringIO(text, newline=""))
    if not text.strip():
        return list(known), "\n"
    dialect = sniff(lines, known, Dialect("utf-8", b""))
    if dialect.delimiter != "," or dialect.above:
        raise UnwritableError("events.csv has no commas between its cells, or lines above its header: save it as CSV (UTF-8) first")  # fmt: skip
    names = next(csv.reader(lines))
    return [column_key(n) if column_key(n) in known else n.strip() for n in names], dialect.newline


def _descriptor(path: Path) -> dict[str, Any]:
    if not path.exists():
        return copy.deepcopy(dict(default_contract().descriptor))
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnwritableError(
            f"datapackage.json can't be read ({str(error)[:80]}): correct it first"
        ) from error
    if not isinstance(found, dict):
        raise UnwritableError("datapackage.json is no JSON object: correct it first")
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    found = decode_bytes(path.read_bytes())
    return list(csv.DictReader(io.StringIO(found.text.replace("\0", ""), newline="")))


def _actors(path: Path) -> dict[str, Actor]:
    actors = {}
    for row in _rows(path):
        actor_id, name = (row.get("actor_id") or "").strip(), (row.get("name") or "").strip()
        if actor_id:
            aliases = tuple(a.strip() for a in (row.get("aliases") or "").split(";") if a.strip())
            actors[actor_id] = Actor(actor_id, name or actor_id, aliases=aliases)
    return actors


def _edited(path: Path) -> dict[str, set[str]]:
    """Which cells of which events somebody changed on the page Code."""
    found: dict[str, set[str]] = {}
    for row in _rows(path):
        if row.get("table") == "events" and row.get("column"):
            found.setdefault(str(row.get("id")), set()).add(str(row["column"]))
    return found
