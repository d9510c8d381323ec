"""A table without what an import wrote: three states of it are compared, the last is what stands now."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from geodash.collection.read.contract import ESSENTIAL, REFERS, default_contract
from geodash.imports.standing import header_of, records_of

EDITED = "It was changed since; it stays."
_USED = "It has passages, links or a slide by now, or replaces another event; it stays."
_REPLACED = "replaced_by"
_CELLS = "Changed since, and kept: {columns}."


@dataclass(frozen=True, slots=True)
class Kept:
    """An event or an article that isn't wholly as before the import, and why."""

    name: str
    why: str


@dataclass(slots=True)
class Back:
    """What became of the rows; ``stayed`` are those that came with the import and aren't taken out."""

    removed: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)
    stayed: set[str] = field(default_factory=set)


class _State:
    """A file of a table at one time, its rows by the columns of another."""

    def __init__(self, path: Path | None, table: str, columns: list[str] | None = None) -> None:
        self.path, self.name = path, f"{table}.csv"
        self.header = header_of(path, table)[0] if path else []
        at = {name: i for i, name in enumerate(self.header)}
        self.places = [at.get(name, -1) for name in columns or self.header]
        self.id = at.get(ESSENTIAL[table][0], -1)

    def rows(self) -> Iterator[tuple[str, str, list[str]]]:
        """Id, the row as it stands, and its cells by the wanted columns."""
        if self.path is None:
            return
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            found = records_of(file, self.name)
            next(found, None)
            for raw, cells in found:
                if any(cells):
                    yield self._cell(cells, self.id).strip(), raw, self.full(cells)

    def full(self, cells: list[str]) -> list[str]:
        return [self._cell(cells, i) for i in self.places]

    @staticmethod
    def _cell(cells: list[str], i: int) -> str:
        return cells[i] if 0 <= i < len(cells) else ""


def ids_in(path: Path) -> set[str]:
    """The ids of the events in a file."""
    return {event_id for event_id, _, _ in _State(path, "events").rows()}


def actors_in(path: Path) -> set[str]:
    """The ids of the actors that the events in a file name."""
    table = default_contract().tables["events"]
    columns = [name for name, named in REFERS["events"].items() if named == "actors"]
    separators = [table[name].separator or ";" for name in columns]
    return {
        item.strip()
        for _, _, cells in _State(path, "events", columns).rows()
        for cell, separator in zip(cells, separators, strict=True)
        for item in cell.split(separator)
    }


def taken_back(
    before: Path | None, after: Path, now: Path, out: Path, used: set[str], table: str = "events"
) -> Back:
    """Write to ``out`` what stands ``now`` of a table without what came between ``before`` and ``after``.

    Rows whose ids are ``used`` stay. What is the same in all three isn't kept in memory but for a number.
    """
    columns, newline, encoding = header_of(now, table)
    old, new = _State(before, table, columns), _State(after, table, columns)
    there = {event_id: hash(tuple(cells)) for event_id, _, cells in old.rows()}
    fresh: dict[str, int] = {}
    changed: dict[str, list[str]] = {}
    for event_id, _, cells in new.rows():
        if event_id not in there:
            fresh[event_id] = hash(tuple(cells))
        elif there[event_id] != hash(tuple(cells)):
            changed[event_id] = cells
    used = used | _replacing(now, table, fresh, used)
    earlier = {event_id: cells for event_id, _, cells in old.rows() if event_id in changed}
    back, added = (
        Back(),
        [name for name in columns if name in new.header and name not in old.header],
    )
    rows = out.with_suffix(".rows")
    with rows.open("w", encoding="utf-8", newline="") as file:
        filled = False
        for event_id, raw, cells in _State(now, table).rows():
            if event_id in fresh:
                if hash(tuple(cells)) == fresh[event_id] and event_id not in used:
                    back.removed += 1
                    continue
                edited = hash(tuple(cells)) != fresh[event_id]
                back.kept.append(Kept(event_id, EDITED if edited else _USED))
                back.stayed.add(event_id)
            elif event_id in changed:
                cells = _restored(
                    event_id, cells, changed[event_id], earlier[event_id], columns, back
                )
                raw = ""
            filled = filled or any(c for n, c in zip(columns, cells, strict=True) if n in added)
            _write(file, raw, cells, newline)
    _finish(rows, out, columns, [] if filled else added, newline, encoding)
    return back


def _replacing(now: Path, table: str, fresh: Mapping[str, int], used: set[str]) -> set[str]:
    """The events that stand in the place of others which stay: somebody's own, or edited or used ones."""
    rows = _State(now, table)
    if _REPLACED not in rows.header:
        return set()
    at = rows.header.index(_REPLACED)
    return {
        cells[at].strip()
        for event_id, _, cells in rows.rows()
        if cells[at] and (event_id in used or hash(tuple(cells)) != fresh.get(event_id))
    }


def _restored(
    event_id: str, now: list[str], after: list[str], before: list[str], columns: list[str], back: Back
) -> list[str]:  # fmt: skip
    """The cells as before, but for those that somebody changed since."""
    back.restored += 1
    since = [n for n, a, b in zip(columns, now, after, strict=True) if a != b]
    if since:
        back.kept.append(Kept(event_id, _CELLS.format(columns=", ".join(since))))
    return [old if here == new else here for here, new, old in zip(now, after, before, strict=True)]


def _write(file: IO[str], raw: str, cells: list[str], newline: str) -> None:
    if raw.endswith(("\n", "\r")):
        file.write(raw)
    elif raw:
        file.write(raw + newline)
    else:
        csv.writer(file, lineterminator=newline).writerow(cells)


def _finish(
    rows: Path, out: Path, columns: list[str], dropped: list[str], newline: str, encoding: str
) -> None:
    """The file, without the columns that came with the import where nothing stands in them any more."""
    keep = [i for i, name in enumerate(columns) if name not in dropped]
    last = keep == list(range(len(keep)))
    tail = "," * len(dropped)
    with (
        rows.open(encoding="utf-8", newline="") as source,
        out.open("w", encoding=encoding, newline="") as file,
    ):
        csv.writer(file, lineterminator=newline).writerow([columns[i] for i in keep])
        for raw, cells in records_of(source):
            body = raw.rstrip("\r\n")
            if dropped and last and body.endswith(tail):
                file.write(body.removesuffix(tail) + newline)
            elif dropped:
                _write(file, "", [cells[i] for i in keep if i < len(cells)], newline)
            else:
                file.write(raw)
