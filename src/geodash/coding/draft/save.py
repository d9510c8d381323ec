"""Saving a draft: all or nothing, merged with what others saved, logged, and what undoes it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geodash.coding.draft.errors import RefusedError
from geodash.coding.draft.merge import Choices, Conflict
from geodash.coding.draft.plan import Plan, plan
from geodash.coding.draft.rows import Change, Draft
from geodash.coding.draft.store import DraftFile
from geodash.collection.sources import CollectionError, Sources
from geodash.collection.write.files import ChangedError, write_files
from geodash.domain.model import Collection

#: So often others may be quicker before it is given up.
_TRIES = 20
#: What a save added and nobody takes out: other events may name it by now.
_STAYING = ("actors", "places", "areas")
_SAFE = "Not saved; nothing was changed. Your draft is safe."
#: One save at a time in this process; others are kept apart by the files themselves.
_SAVING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that was made, or with ``dry`` could be; ``line`` is what the log of the draft says of it."""

    plan: Plan
    line: dict[str, Any]
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Nothing was saved: these are to be decided first."""

    plan: Plan

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What both changed."""
        return self.plan.merged.conflicts


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was saved, and why."""

    reason: str
    problems: tuple[str, ...] = ()


def save(
    path: Path,
    draft: Draft,
    choices: Choices | None = None,
    by: str = "",
    why: str = "",
    *,
    leave: Iterable[str] = (),
    kept: DraftFile | None = None,
    step: int = 0,
    known: Collection | None = None,
    dry: bool = False,
) -> Saved | Conflicts | Refused:
    """Save the done events of a draft, with all that belongs to them, into the collection at ``path``.

    ``kept`` is where the draft lies and ``step`` its last one: that it was saved is noted there in the
    same write, so that nothing is ever saved twice. ``dry`` writes nothing.
    """
    left = tuple(leave)
    with _SAVING:
        for _ in range(_TRIES):
            try:
                made = plan(
                    Sources.of(path), draft, choices, leave=left, by=by, why=why, known=known
                )
                line = _line(made, step, kept)
                if dry:
                    return Saved(made, line, dry=True)
                if made.merged.conflicts:
                    return Conflicts(made)
                if made.changes:
                    _write(path, made, kept, line)
                return Saved(made, line)
            except RefusedError as error:
                return Refused(str(error), error.problems)
            except CollectionError as error:
                return Refused(f"{_SAFE} {error}")
            except ChangedError:
                continue  # somebody was quicker: once more, with what he saved
            except OSError as error:
                return Refused(f"{_SAFE} The disk says: {error.strerror or error}.")
    return Refused(f"{_SAFE} Others save all the time just now; try again in a moment.")


def _write(path: Path, made: Plan, kept: DraftFile | None, line: dict[str, Any]) -> None:
    files = dict(made.files)
    if kept is not None:
        files |= kept.with_line(line, settled=line["clean"])
    basis = {name: data for name, data in made.sources.basis.items() if name not in files}
    write_files(path, files, basis)


def _line(made: Plan, step: int, kept: DraftFile | None) -> dict[str, Any]:
    """What the log of a draft says of a save: which of its rows are saved, under which ids, and what undoes it.

    ``clean``: nothing else is left in the draft, so that the log begins anew.
    """
    later = kept is not None and kept.last_step() > step
    return {
        "saved": step,
        "clean": not made.ready.staying and not later,
        "ids": {table: dict(given) for table, given in made.given.items()},
        "rows": {table: list(rows) for table, rows in made.ready.going.rows.items()},
        "version": made.after.version,
        "inverse": inverse(made).as_json(),
    }


def inverse(made: Plan) -> Draft:
    """The draft that takes a save back: cells as they were before it, new events withdrawn.

    A new actor, place or area stays, and so do the words and links of an event that is withdrawn.
    """
    today = datetime.now(UTC).date().isoformat()
    rows: dict[str, dict[str, Change]] = {}
    done: set[str] = set()
    new = {i for i, c in made.changes.get("events", {}).items() if c.was is None}
    for table, changes in made.changes.items():
        for ident, change in changes.items():
            back = Change(change.now, change.was)
            cells = change.now or change.was or {}
            if table == "mentions":
                done.add(cells.get("event_id", ""))
            if table == "events":
                done.add(ident)
            if change.was is None and table == "events":
                back = Change(change.now, {**cells, "withdrawn": today})
            elif change.was is None and (table in _STAYING or new & set(cells.values())):
                continue
            rows.setdefault(table, {})[ident] = back
    return Draft(made.ready.going.article, made.after.version, rows, frozenset(done - {""}))
