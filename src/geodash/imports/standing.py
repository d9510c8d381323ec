"""The collection as an import finds it: the header and ids of its events, its actors and data sets."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodash.collection.read.contract import ESSENTIAL, default_contract
from geodash.collection.read.folder import home_of
from geodash.collection.read.tables import Dialect, column_key, sniff
from geodash.collection.sources import MARKS, CollectionError
from geodash.collection.write.journal import heal
from geodash.collection.write.large import digest_at
from geodash.collection.write.table import UnwritableError
from geodash.domain.datasets import DATASET, SOURCE_ID, Dataset, datasets_of
from geodash.domain.model import Actor
from geodash.imports.rows import rows_of

_EVENTS, _PACKAGE = "events.csv", "datapackage.json"
#: What an import rests on: none of it may have become another while it ran.
_READ = (_EVENTS, "actors.csv", "mentions.csv", "changes.csv", _PACKAGE)
_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Known:
    """An event that stands in the collection: of which data set, by which id, whether it was withdrawn."""

    dataset: str
    source_id: str
    withdrawn: bool


@dataclass(slots=True)
class Standing:
    """A collection's tables as far as an import needs them; ``digests`` name the files as they were read.

    ``encoding`` is that of ``events.csv``: UTF-8, with its mark where it has one.
    """

    folder: Path
    header: list[str]
    newline: str
    events: dict[str, Known]
    actors: dict[str, Actor]
    datasets: dict[str, Dataset]
    descriptor: dict[str, Any]
    digests: dict[str, str]
    encoding: str = "utf-8"
    edited: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Standing:
        """Read it. Raises ``CollectionError``, and ``UnwritableError`` for a table to be repaired first."""
        if not any((folder / name).exists() for name in MARKS):
            raise CollectionError(
                f"{folder} is no collection; geodash new {folder} makes an empty one"
            )
        if home_of(folder) != folder:
            raise CollectionError(
                f"{folder} is a second coding: bring the file into the collection that it codes, {home_of(folder)}"
            )
        heal(folder)
        digests = {name: digest_at(folder / name) for name in _READ}
        header, newline, encoding = header_of(folder / _EVENTS)
        descriptor = descriptor_of(folder)
        standing = cls(
            folder, header, newline, {}, _actors(folder), datasets_of(descriptor), descriptor, digests, encoding,
        )  # fmt: skip
        at = {name: i for i, name in enumerate(header)}
        for _, row in standing.records():
            cells = [row[at[n]] if n in at and at[n] < len(row) else "" for n in ("event_id", DATASET, SOURCE_ID, "withdrawn")]  # fmt: skip
            event_id = cells[0].strip()
            if event_id and event_id in standing.events:
                raise UnwritableError(f"{_EVENTS} has {event_id} twice: repair it first")
            standing.events[event_id] = Known(cells[1], cells[2], bool(cells[3].strip()))
        standing.edited = _edited(folder)
        return standing

    def records(self) -> Iterator[tuple[str, list[str]]]:
        """The rows of ``events.csv``, each as it stands in the file and as cells."""
        path = self.folder / _EVENTS
        if not path.exists():
            return
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = records_of(file)
            next(rows, None)
            for raw, cells in rows:
                if any(cells):
                    yield raw, cells


def records_of(file: Iterable[str], name: str = _EVENTS) -> Iterator[tuple[str, list[str]]]:
    """The records of a table: the lines of each as they stand there, and its cells."""
    held: list[str] = []

    def lines() -> Iterator[str]:
        for line in file:
            held.append(line)
            yield line

    reader = csv.reader(lines(), strict=True)
    try:
        for cells in reader:
            yield "".join(held), cells
            held.clear()
    except csv.Error as error:
        line = reader.line_num - len(held) + 1
        raise UnwritableError(f"{name} line {line}: the double quotes don't balance") from error


def header_of(path: Path, table: str = "events") -> tuple[list[str], str, str]:
    """The columns, the line end and the encoding of a table's file, which may be a backup."""
    known, name, key = default_contract().tables[table], f"{table}.csv", ESSENTIAL[table][0]
    if not path.exists():
        return list(known), "\n", "utf-8"
    with path.open("rb") as file:
        head = file.read(65536)
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            raise UnwritableError(f"{name} is not UTF-8: save it as UTF-8 first") from error
        text = head[: error.start].decode("utf-8-sig")
    lines = list(io.StringIO(text, newline=""))
    encoding = "utf-8-sig" if head.startswith(_BOM) else "utf-8"
    if not text.strip():
        return list(known), "\n", encoding
    dialect = sniff(lines, known, Dialect("utf-8", b""))
    if dialect.delimiter != "," or dialect.above:
        raise UnwritableError(f"{name} has no commas between its cells, or lines above its header: save it as CSV (UTF-8) first")  # fmt: skip
    names = next(csv.reader(lines))
    header = [column_key(n) if column_key(n) in known else n.strip() for n in names]
    if key not in header:
        raise UnwritableError(f"{name} has no column {key}: add it first")
    return header, dialect.newline, encoding


def descriptor_of(folder: Path) -> dict[str, Any]:
    """The collection’s description; the contract’s where it has none."""
    path = folder / _PACKAGE
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


def _actors(folder: Path) -> dict[str, Actor]:
    actors = {}
    for row in rows_of(folder, "actors"):
        actor_id, name = row["actor_id"].strip(), row["name"].strip()
        if actor_id:
            aliases = tuple(a.strip() for a in row.get("aliases", "").split(";") if a.strip())
            actors[actor_id] = Actor(actor_id, name or actor_id, aliases=aliases)
    return actors


def _edited(folder: Path) -> dict[str, set[str]]:
    """Which cells of which events somebody changed on the page Code."""
    found: dict[str, set[str]] = {}
    for row in rows_of(folder, "changes"):
        if row["table"] == "events" and row.get("column"):
            found.setdefault(row["id"], set()).add(row["column"])
    return found
