"""What a save would do: the rows of a draft put together with those that others saved, checked, not written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodash.coding.draft.anchored import SELECTORS, LostError, anchored
from geodash.coding.draft.drawing import Drawing
from geodash.coding.draft.errors import RefusedError
from geodash.coding.draft.ids import Given, give_ids, with_ids
from geodash.coding.draft.merge import Choices, Merged, changed, merge
from geodash.coding.draft.ready import Ready, ready
from geodash.coding.draft.rows import Cells, Change, Draft
from geodash.coding.draft.tables import WRITTEN, Table, open_tables
from geodash.collection.load import load_sources
from geodash.collection.read.problems import shorten
from geodash.collection.sources import Sources
from geodash.collection.write.log import CALLED, moment
from geodash.collection.write.log import TABLE as LOG
from geodash.collection.write.table import UnwritableError
from geodash.domain.model import Collection
from geodash.domain.problem import Problem, newly

MOST_BY, MOST_WHY = 100, 300

Changes = Mapping[str, Mapping[str, Change]]


@dataclass(frozen=True, slots=True)
class Plan:
    """A save that could be made: ``files`` are the new contents and those they replace.

    ``changes`` are the rows as they are in the collection and as they will be, by the ids that they
    will have; ``given`` has the ids of the new ones. ``after`` is the collection as it will be.
    """

    sources: Sources
    ready: Ready
    merged: Merged
    given: Given
    changes: Changes
    files: Mapping[str, tuple[bytes, bytes | None]]
    before: Collection
    after: Collection
    when: str
    drawing: Drawing


def plan(
    sources: Sources,
    draft: Draft,
    choices: Choices | None = None,
    *,
    leave: Iterable[str] = (),
    by: str = "",
    why: str = "",
    known: Collection | None = None,
) -> Plan:
    """Put a draft together with the collection as it is; raises :class:`RefusedError`.

    ``leave`` are events that stay in the draft though they are done; ``known`` is the collection if it
    was read before. Where something is still to be decided the collection's own stands.
    """
    before = known if known and known.version == sources.version() else load_sources(sources)
    split = ready(draft, leave)
    try:
        tables = open_tables(sources, {*split.going.rows, LOG})
        log = Table.of(sources, LOG)
    except UnwritableError as error:
        raise RefusedError(
            f"The collection can’t be saved to as it is now: {error}. Your draft is safe."
        ) from error
    current = {name: table.rows(split.going.of(name)) for name, table in tables.items()}
    merged = merge(current, split.going, choices)
    taken = {name: table.places for name, table in tables.items()}
    drawing = Drawing.of(sources.folder, split.going)
    given = give_ids(merged.rows, {**taken, **drawing.taken}, before.changes)
    rows = _standing(with_ids(merged.rows, given), before)
    drawing.put(rows, before)
    changes = put_rows(tables, _without_twins(rows, before, tables)) | drawing.changes
    when = moment()
    for row in logged(changes, when, by[:MOST_BY], why[:MOST_WHY]):
        log.file.append(row)
    written = {t.file.name: t.written for t in (*tables.values(), log)} if changes else {}
    loaded = sources.changed({name: new for name, (new, _) in written.items()})
    after = load_sources(loaded, drawing.known)
    written |= drawing.files
    if wrong := newly(_errors(before), _errors(after)):
        raise RefusedError(
            "Not saved; nothing was changed. These would be wrong in the collection:",
            (_said(problem, tables) for problem in wrong),
        )
    return Plan(sources, split, merged, given, changes, written, before, after, when, drawing)


def _standing(
    rows: Mapping[str, Mapping[str, Cells | None]], before: Collection
) -> dict[str, dict[str, Cells | None]]:
    """The rows, with all passages where they stand now."""
    made: dict[str, dict[str, Cells | None]] = {t: dict(changes) for t, changes in rows.items()}
    lost = []
    for table in ("mentions", "considered"):
        for ident, cells in made.get(table, {}).items():
            if cells is None:
                continue
            try:
                made[table][ident] = anchored(cells, before.articles)
            except LostError as error:
                lost.append(f"“{shorten(str(error), 120)}”")
    if lost:
        raise RefusedError(
            "Not saved; nothing was changed. The article was changed meanwhile, and these words "
            "aren’t found in it for certain; choose them again:",
            lost,
        )
    return made


def _without_twins(
    rows: dict[str, dict[str, Cells | None]], before: Collection, tables: Mapping[str, Table]
) -> dict[str, dict[str, Cells | None]]:
    """The rows; a passage that somebody else has coded for the same event meanwhile is that one."""
    mentions = rows.get("mentions", {})
    places = tables["mentions"].places if "mentions" in tables else {}
    there = {(m.event_id, m.article_id, m.start, m.quote): m.mention_id for m in before.mentions}
    for ident, cells in list(mentions.items()):
        if cells is None or ident in places:
            continue
        start = int(cells["start"])
        twin = there.get((cells["event_id"], cells["article_id"], start, cells["quote"]))
        if twin and twin not in mentions and (own := tables["mentions"].rows([twin])):
            facts = (
                *own[twin].get("supports", "").split(";"),
                *cells.get("supports", "").split(";"),
            )
            mentions[twin] = {**own[twin], "supports": ";".join(dict.fromkeys(filter(None, facts)))}
            del mentions[ident]
    return rows


def put_rows(
    tables: Mapping[str, Table], rows: Mapping[str, Mapping[str, Cells | None]]
) -> dict[str, dict[str, Change]]:
    """Write the rows into the tables; returns what that changes."""
    made: dict[str, dict[str, Change]] = {}
    for name in WRITTEN:
        for ident, cells in rows.get(name, {}).items():
            was = tables[name].rows([ident]).get(ident)
            if was is None and cells is None:
                continue
            if was is None or cells is None or changed(was, cells):
                tables[name].put(ident, cells)
                made.setdefault(name, {})[ident] = Change(was, cells)
    return made


def logged(changes: Changes, when: str, by: str, why: str) -> list[dict[str, str]]:
    """The rows of the log: one for each cell, one for each row that came or went."""
    found = []
    for table, rows in changes.items():
        for ident, change in rows.items():
            head = {"when": when, "by": by, "why": why, "table": table}
            head["id"] = " ".join(ident.split("|")) if table == "links" else ident
            was, now = change.was, change.now
            if was is None or now is None:
                ends = _called(table, was), _called(table, now)
                found.append({**head, "before": ends[0], "after": ends[1]})
                continue
            for column in sorted(changed(was, now) - set(SELECTORS)):
                cells = {"before": was.get(column, ""), "after": now.get(column, "")}
                found.append({**head, "column": column, **cells})
    return found


def _called(table: str, cells: Cells | None) -> str:
    return "" if cells is None else cells.get(CALLED.get(table, "relation"), "") or "?"


def _errors(collection: Collection) -> list[Problem]:
    return [p for p in collection.problems if p.severity == "error"]


def _said(problem: Problem, tables: Mapping[str, Table]) -> str:
    """A problem for the editor, with the row by its name rather than its number."""
    table = tables.get(problem.file.removesuffix(".csv"))
    if table is None or problem.row is None:
        return str(problem)
    record = next((i for i, at in table.places.items() if at == problem.row - 1), "")
    cells = table.rows([record]).get(record, {})
    name = _called(table.name, cells) if cells else ""
    return f"“{shorten(name, 90)}”: {problem.reason} {problem.fix}" if name else str(problem)
