"""``geodash import``: an edited workbook back into the collection's tables.

Only cells that its reader changed are written, new rows are added below, and nothing is ever
deleted: a workbook of a filtered view knows nothing of the other rows. The outcome is
read and checked as a whole before a byte is written, and all tables are written or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from geodash.collection.load import load_sources
from geodash.collection.read.contract import KEYS, TABLES, Contract
from geodash.collection.read.known_places import known_places
from geodash.collection.sources import Sources
from geodash.collection.write import log
from geodash.collection.write.files import write_files
from geodash.collection.write.journal import content_of
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.exchange.sheets import SHEETS, contract_of
from geodash.exchange.xlsx_earlier import NAME as IMPORTED
from geodash.exchange.xlsx_earlier import Earlier
from geodash.exchange.xlsx_ids import book_ids
from geodash.exchange.xlsx_merge import Change, Merge
from geodash.exchange.xlsx_read import Book, Cell, read_book
from geodash.exchange.xlsx_rows import Table

#: Tables whose rows have ids of their own.
_OWN = ("events", "mentions", "actors")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a workbook changes; ``written`` unless there are errors or it was a dry run."""

    changes: tuple[Change, ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    absent: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    backups: Mapping[str, Path] = field(default_factory=dict)
    written: bool = False

    @property
    def sound(self) -> bool:
        """Whether it can be written."""
        return all(p.severity != "error" for p in self.problems)


def import_xlsx(file: Path, collection: Path, *, dry_run: bool = False) -> Imported:
    """Read a workbook back into the collection in a folder.

    Raises ``WorkbookError`` for a file that is no workbook, ``OSError`` for one that isn't there,
    ``UnwritableError`` as ``TableFile`` does, ``ChangedError`` when a file of the collection was
    changed meanwhile.
    """
    sources, original = Sources.of(collection), content_of(collection / IMPORTED)
    known = load_sources(sources)
    contract = contract_of(known)
    book = read_book(file, contract.tables)
    earlier = Earlier(original, file, book)
    merges = _merged(book, known, sources, earlier, contract)
    touched = {t: m for t, m in merges.items() if m.changes or m.added}
    result = Imported(
        tuple(c for m in merges.values() for c in m.changes),
        tuple((t, key) for t, m in merges.items() for key in m.added),
        {t: m.absent for t, m in merges.items() if m.absent},
        tuple(book.problems),
    )
    if result.sound and touched:
        found = _tried(sources, known, touched, book.name)
        result = replace(result, problems=(*result.problems, *found))
    if dry_run or not (touched and result.sound):
        return result
    files: dict[str, tuple[bytes, bytes | None]] = {
        f"{t}.csv": (m.file.render(), m.file.original) for t, m in touched.items()
    }
    basis = {name: data for name, data in sources.basis.items() if name not in files}
    logged = log.with_rows(collection, sources.data.get(log.NAME), _logged(touched, file.name))
    files |= {
        IMPORTED: (earlier.render(), earlier.original),
        log.NAME: (logged, basis.pop(log.NAME, None)),
    }
    backups = write_files(collection, files, basis)
    return replace(result, backups=backups, written=True)


def _merged(
    book: Book, known: Collection, sources: Sources, earlier: Earlier, contract: Contract
) -> dict[str, Merge]:
    """The sheets merged into their tables; rows are identified in all before a cell is read."""
    tables = {t: Table(book, t, contract.tables[t], known, sources, earlier) for t in book.rows}
    keys = {
        t: [key[0] for key in tables[t].places] if t in tables else _ids(known, t) for t in _OWN
    }
    ids = book_ids(book, known, keys, known_places(sources.folder))
    _forget_anothers(tables, earlier)
    # A link names events, and a mention may name an event that is new.
    for table in sorted(tables, key=("actors", "events", "mentions", "links").index):
        tables[table].identify(ids)
    merges = {t: Merge(table, ids, earlier, known.version) for t, table in tables.items()}
    for merge in merges.values():
        merge.run()
    return merges


def _logged(touched: Mapping[str, Merge], name: str) -> Iterator[dict[str, str]]:
    """The rows of the log of changes: one for each cell, one for each row that came."""
    why = f"The workbook “{name}” was taken back in."
    for table, merge in touched.items():
        for change in merge.changes:
            came = log.whole(table, " ".join(change.key), why=why)
            yield log.cell(came, change.column, change.old, change.new)
        for key, called in merge.added.items():
            yield log.whole(table, " ".join(key), after=called or "?", why=why)


def _ids(known: Collection, table: str) -> list[str]:
    """The ids of a table that the workbook has no sheet of."""
    if table == "mentions":
        return [m.mention_id for m in known.mentions]
    return list(known.events if table == "events" else known.actors)


def _forget_anothers(tables: Mapping[str, Table], earlier: Earlier) -> None:
    """A workbook that has nothing of what was taken from its path before is another one."""
    for table, found in tables.items():
        rows = {
            str((r.cells.get(KEYS[table][0]) or Cell(None)).value): r
            for r in found.book.rows[table]
        }
        for (name, key), taken in earlier.rows.items():
            if name != table:
                continue
            if taken.added:
                return
            row, exported = rows.get(key[0]), found.exported(key) or {}
            for column in taken.marks if row is not None and len(key) == 1 else ():
                cell = row.cells.get(column) if row is not None else None
                if cell is not None and found.mark(column, cell) != exported.get(column, ""):
                    return
    earlier.forget()


def _tried(
    sources: Sources, before: Collection, touched: Mapping[str, Merge], name: str
) -> list[Problem]:
    """What would be wrong with the collection that wasn't before, at its place in the workbook."""
    after = load_sources(sources.changed({f"{t}.csv": m.file.render() for t, m in touched.items()}))
    known = Counter(map(_identity, before.problems))
    found = []
    for problem in after.problems:
        if known[_identity(problem)] > 0:
            known[_identity(problem)] -= 1
        elif problem.severity != "info":
            found.append(_moved(problem, touched, name))
    return found


def _identity(problem: Problem) -> tuple[str, ...]:
    return problem.file, problem.column, problem.code, problem.value, problem.reason


def _moved(problem: Problem, touched: Mapping[str, Merge], name: str) -> Problem:
    """A problem of a CSV file where the workbook has its cause; as it is if it has none."""
    table = problem.file.removesuffix(".csv")
    if table in TABLES and table in touched and problem.row is not None:
        number = touched[table].numbers.get(problem.row - 1)
        if number is not None:
            file = f"{name}, sheet {SHEETS[table]}"
            return replace(problem, file=file, row=number, line=None)
    return problem
