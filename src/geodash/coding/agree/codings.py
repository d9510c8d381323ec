"""The folders ``codings/<name>/`` of a collection: begun, closed article by article, pairs decided by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from geodash.collection.read.contract import OPTIONAL_TABLES, TABLES, default_contract
from geodash.collection.read.folder import CODINGS, home_of
from geodash.collection.sources import MARKS
from geodash.collection.write.files import write_file
from geodash.collection.write.journal import content_of
from geodash.collection.write.table import TableFile
from geodash.collection.write.whole import replace_file

#: Stands for the collection's own coding.
MAIN = "main"
CLOSED, PAIRS, SETTLED = "closed.csv", "pairs.csv", "settled.csv"
CLOSED_COLUMNS = ("article_id", "date", "by")
PAIR_COLUMNS = ("event_id", "other", "other_event", "same", "by", "date")
SETTLED_COLUMNS = ("event_id", "other", "other_event", "fact", "choice", "by", "date")
#: Whose coding of a fact was taken.
CHOICES = ("one", "other", "both")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_YES = {"yes": True, "no": False}


class CodingError(ValueError):
    """There is no such coding, or there can't be; the message says why."""


def names_of(home: Path) -> list[str]:
    """The codings beside a collection's own, by name."""
    try:
        found = sorted(p.name for p in (home / CODINGS).iterdir() if p.is_dir())
    except OSError:
        return []
    return [
        n for n in found if _NAME.fullmatch(n) and home_of(home / CODINGS / n) != home / CODINGS / n
    ]


def begin(home: Path, name: str, *, with_actors: bool = False) -> Path:
    """The folder of a coder; made with empty tables where there is none.

    ``with_actors`` gives it the collection's list of actors to begin with. Raises :class:`CodingError` for a
    name that can't be one, ``OSError``.
    """
    if not _NAME.fullmatch(name) or name == MAIN:
        raise CodingError(
            f"“{name}” can’t be a coder’s name: it is made of small letters, digits and hyphens, and is not {MAIN}"
        )
    if home_of(home) != home:
        raise CodingError(f"{home} is itself a second coding; name the collection that it codes")
    if not any((home / mark).is_file() for mark in MARKS):
        raise CodingError(f"{home} is no collection")
    folder = home / CODINGS / name
    folder.mkdir(parents=True, exist_ok=True)
    for table in (*TABLES, *OPTIONAL_TABLES):
        columns = ",".join(default_contract().tables[table]) + "\n"
        data = content_of(home / "actors.csv") if with_actors and table == "actors" else None
        if not (folder / f"{table}.csv").exists():
            replace_file(folder / f"{table}.csv", data or columns.encode(), over=False)
    return folder


def folder_of(home: Path, name: str) -> Path:
    """The folder behind ``main``, a coder's name or a path; raises :class:`CodingError`."""
    if name == MAIN:
        return home
    for folder in (home / CODINGS / name, Path(name)):
        if folder.is_dir() and any((folder / mark).is_file() for mark in MARKS):
            return folder
    known = ", ".join((MAIN, *names_of(home)))
    raise CodingError(f"there is no coding “{name}”; there are: {known}")


def closed(folder: Path) -> Mapping[str, date | None] | None:
    """The articles that a coder has closed, with the days; ``None`` where nothing says so."""
    rows = _rows(folder, CLOSED, CLOSED_COLUMNS)
    if rows is None:
        return None
    return {row["article_id"]: _day(row["date"]) for row in rows if row["article_id"]}


def _rows(folder: Path, name: str, columns: tuple[str, ...]) -> list[dict[str, str]] | None:
    """The rows of a table, ``None`` where there is no such file; raises ``OSError``, :class:`UnwritableError`."""
    data = content_of(folder / name)
    if data is None:
        return None
    table = _opened(folder, name, columns, data)
    return [{c: table.get(row, c).strip() for c in columns} for row in table.rows]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def close(folder: Path, article_id: str, by: str = "") -> None:
    """Notes that an article is coded and nothing of its coding changes any more; raises ``OSError``."""
    if article_id in (closed(folder) or {}):
        return
    _put(folder, CLOSED, CLOSED_COLUMNS, {"article_id": article_id}, {}, by)


def decided(folder: Path, other: str) -> dict[tuple[str, str], bool]:
    """What somebody decided of events of this coding and events of ``other``: whether they are one."""
    return {
        (r["event_id"], r["other_event"]): _YES[r["same"].lower()]
        for r in _rows(folder, PAIRS, PAIR_COLUMNS) or ()
        if r["other"] == other and r["same"].lower() in _YES
    }


def decide(
    folder: Path, event: str, other: str, other_event: str, same: bool | None, by: str = ""
) -> None:
    """Notes that two events are one, or are not; ``None`` lets go of it. Raises ``OSError``."""
    named = {"event_id": event, "other": other, "other_event": other_event}
    more = None if same is None else {"same": "yes" if same else "no"}
    _put(folder, PAIRS, PAIR_COLUMNS, named, more, by)


def settled(folder: Path, other: str) -> dict[tuple[str, str, str], str]:
    """What was chosen of events coded differently: by own event, the other's, and the fact."""
    return {
        (r["event_id"], r["other_event"], r["fact"]): r["choice"]
        for r in _rows(folder, SETTLED, SETTLED_COLUMNS) or ()
        if r["other"] == other and r["choice"] in CHOICES
    }


def settle(
    folder: Path, event: str, other: str, other_event: str, fact: str, choice: str, by: str = ""
) -> None:
    """Notes whose coding of a fact was taken; a blank ``choice`` lets go of it. Raises ``OSError``."""
    named = {"event_id": event, "other": other, "other_event": other_event, "fact": fact}
    _put(folder, SETTLED, SETTLED_COLUMNS, named, {"choice": choice} if choice else None, by)


def _put(
    folder: Path,
    name: str,
    columns: tuple[str, ...],
    named: Mapping[str, str],
    more: Mapping[str, str] | None,
    by: str,
) -> None:
    """Has one row with these cells, or none."""
    data = content_of(folder / name)
    if data is None and more is None:
        return
    table = _opened(folder, name, columns, data)
    for row in reversed(list(table.rows)):
        if all(table.get(row, c).strip() == text for c, text in named.items()):
            table.remove(row)
    if more is not None:
        table.append({**named, **more, "by": by, "date": _today()})
    write_file(folder, name, table.render(), data)


def both_decided(home: Path, one: str, other: str) -> dict[tuple[str, str], bool]:
    """What was decided of two codings, by the events of the first and of the second."""
    found: dict[tuple[str, str], bool] = {}
    if other != MAIN:
        back = decided(folder_of(home, other), one)
        found |= {(a, b): yes for (b, a), yes in back.items()}
    return found | (decided(folder_of(home, one), other) if one != MAIN else {})


def _opened(folder: Path, name: str, columns: tuple[str, ...], data: bytes | None) -> TableFile:
    header = (",".join(columns) + "\n").encode()
    return TableFile.of(folder, name, header if data is None else data, list(columns))


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
