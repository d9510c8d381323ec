"""What is said of an import: before it, and of every row after it; in words, as CSV, as an exit code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from geodash.collection.report import plain
from geodash.imports.mends import bare
from geodash.imports.readers.delimited import Delimited
from geodash.imports.recognise import Brought
from geodash.imports.take import Taken
from geodash.imports.undo import Noted, Undone
from geodash.words.days import day
from geodash.words.numbers import number_of

#: Exit codes: rows were left out, though the others are in.
LEFT_OUT = 3
_SHOWN = 5
#: Events that stay after an undo and are named.
_KEPT = 50


def sentence(brought: Brought, collection: str, updates: str = "") -> str:
    """What is about to happen, as the page and the command say it."""
    edition = f", updating {updates}" if updates else ""
    return f"Bring {brought.path.name} as {brought.form.title} into {collection}{edition}"


def brought_lines(brought: Brought) -> Iterator[str]:
    """What the file was recognised as, what its columns become, and what is asked."""
    form, survey = brought.form, brought.survey
    yield plain(f"{brought.table.name}: {form.title}, {number_of(survey.rows, 'row')}")
    for sentence in brought.noticed:
        yield f"    {plain(sentence)}"
    table = bare(brought.table)
    if isinstance(table, Delimited) and not table.letters.sure:
        yield "    Or say which encoding it has: --encoding NAME."
    for column, order in survey.orders.items():
        if order.why:
            yield plain(f"    Dates in “{column}”: {order.why}.")
    for column, why in survey.serials.items():
        yield plain(f"    Numbers in “{column}” are days as Excel counts them: {why}.")
    kept = sum(use.field == "keep" for use in brought.mapped.uses)
    for use in brought.mapped.uses:
        if use.field != "keep":
            sure = f" ({use.sure}: {use.why})" if use.sure != "sure" else ""
            yield plain(f"    {use.column} → {use.field}{sure}")
    if kept:
        yield f"    {number_of(kept, 'more column is', 'more columns are')} kept as they are"
    for question in brought.questions:
        yield plain(f"? {question.asks} {question.evidence}")
        offered = "|".join(o.value for o in question.options[:6]) + (
            "|…" if len(question.options) > 6 else ""
        )
        yield plain(f'    --answer "{question.key}={offered}". {question.unanswered}')


def taken_lines(taken: Taken, *, dry_run: bool) -> Iterator[str]:
    """Every row of the file, and why those that are left out are."""
    plan = taken.plan
    for problem in plan.ledger.of("error")[:40]:
        value = f" “{plain(problem.value)}”" if problem.value.strip() else ""
        yield f"left out: {plain(problem.where)}{value}: {plain(problem.reason)} {plain(problem.fix)}"
    shown: dict[tuple[str, str], int] = {}
    for problem in plan.ledger.of("warning"):
        key = (problem.code, problem.column)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] <= _SHOWN:
            value = f" “{plain(problem.value)}”" if problem.value.strip() else ""
            yield f"remark: {plain(problem.where)}{value}: {plain(problem.reason)} {plain(problem.fix)}"
    for (severity, code, column), count in plan.ledger.counts.items():
        if severity == "warning":
            yield plain(
                f"{number_of(count, 'remark')} of the kind {code}"
                + (f" in “{column}”." if column else ".")
            )
    for event_id in plan.withdrawn[:20]:
        yield plain(f"withdrawn: {event_id}, not in the file any more")
    if len(plan.withdrawn) > 20:
        yield f"and {len(plan.withdrawn) - 20:,} more withdrawn"
    if plan.changed:
        columns = ", ".join(f"{name} {count:,}" for name, count in plan.changed.most_common(8))
        yield plain(f"Changed cells of the updated: {columns}.")
    yield _sum(taken)
    yield from _after(taken, dry_run)


def _sum(taken: Taken) -> str:
    plan = taken.plan
    return (
        f"{number_of(plan.read, 'row')} read = {plan.new:,} new + {plan.updated:,} updated + "
        f"{plan.as_before:,} as before + {plan.merged:,} merged + {plan.left_out:,} left out; "
        f"{len(plan.withdrawn):,} withdrawn, {number_of(len(plan.actors.new), 'new actor')}."
    )


def _after(taken: Taken, dry_run: bool) -> Iterator[str]:
    plan = taken.plan
    terms = plan.dataset.terms
    yield plain(f"Data set {plan.dataset.dataset_id}: {terms}.")
    if taken.again:
        yield f"Same file as on {taken.again}; nothing to do."
    elif dry_run:
        yield "Nothing was written (--dry-run)."
    elif not taken.written:
        yield "Nothing differs; nothing was written."
    for name, backup in taken.backups.items():
        yield f"{name} as it was: {plain(str(backup))}"


def noted_words(noted: Noted) -> str:
    """An import that can be undone, in a sentence."""
    counts = ((noted.new, "new"), (noted.updated, "changed"), (noted.withdrawn, "withdrawn"))
    said = ", ".join(f"{count:,} {words}" for count, words in counts if count) or "nothing new"
    when = day(datetime.fromisoformat(noted.moment).date())
    return plain(f"Last brought: {noted.file} on {when}, {said}.")


def undone_lines(undone: Undone) -> Iterator[str]:
    """What became of an import that was taken back."""
    counts = (
        (undone.removed, number_of(undone.removed, "event is gone", "events are gone")),
        (undone.restored, number_of(undone.restored, "is as before", "are as before")),
        (undone.articles, number_of(undone.articles, "article is gone", "articles are gone")),
    )
    said = ", ".join(words for count, words in counts if count) or "no event is another"
    yield plain(f"The import of {undone.noted.file} was undone: {said}.")
    for kept in undone.kept[:_KEPT]:
        yield plain(f"{kept.name}: {kept.why}")
    if len(undone.kept) > _KEPT:
        yield f"and {len(undone.kept) - _KEPT:,} more that were changed since"


def write_report(taken: Taken, target: Path, *, below: bool = False) -> None:
    """Every row that was left out or came in with a remark, as CSV, ``below`` what stands there already.

    Raises ``OSError``.
    """
    with (
        (taken.plan.path / "report.csv").open("rb") as rows,
        target.open("ab" if below else "wb") as out,
    ):
        if below:
            rows.readline()
        shutil.copyfileobj(rows, out)


def exit_code(taken: Taken) -> int:
    """0: every row is in; 3: some were left out."""
    return LEFT_OUT if taken.plan.left_out else 0
