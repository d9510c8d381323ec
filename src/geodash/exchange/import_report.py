"""What ``geodash import`` prints: the cells that change, the rows that come, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.collection.read.problems import shorten
from geodash.collection.report import WORDS, plain
from geodash.exchange.sheets import SHEETS
from geodash.exchange.xlsx_import import Imported
from geodash.words.numbers import number_of

_SHOWN = 200


def import_lines(result: Imported, *, dry_run: bool) -> Iterator[str]:
    """The report, in plain text that is safe to show."""
    for change in result.changes[:_SHOWN]:
        old, new = (shorten(plain(text), 60) for text in (change.old, change.new))
        where = f"{SHEETS[change.table]} row {change.row}, {' '.join(change.key)}"
        yield plain(f"{where}, {change.column}:") + f" “{old}” → “{new}”"
    if len(result.changes) > _SHOWN:
        yield f"and {len(result.changes) - _SHOWN:,} more"
    for table, key in result.added[:_SHOWN]:
        yield plain(f"{SHEETS[table]}: new row {' '.join(key)}")
    if len(result.added) > _SHOWN:
        yield f"and {len(result.added) - _SHOWN:,} more"
    # Of rows that were refused it isn't known which they are.
    for table, count in result.absent.items() if result.sound else ():
        yield (
            f"{SHEETS[table]}: {number_of(count, 'row')} of the export not in the workbook any more; "
            "left as they are (to withdraw an event, fill in its column withdrawn)"
        )
    for problem in result.problems:
        shown = f" “{shorten(plain(problem.value), 60)}”" if problem.value.strip() else ""
        yield f"{WORDS[problem.severity]}: {plain(problem.where)}{shown}"
        yield f"    {plain(problem.reason)} {plain(problem.fix)}"
    yield _summary(result, dry_run)
    if result.written and any(c.column == "quote" for c in result.changes):
        yield "Quotes were changed: let “geodash anchor” find them in their articles."
    for name, backup in result.backups.items():
        yield f"{name} as it was: {plain(str(backup))}"


def _summary(result: Imported, dry_run: bool) -> str:
    what = f"{number_of(len(result.changes), 'cell')} changed, {number_of(len(result.added), 'row')} added"
    if not result.sound:
        errors = sum(p.severity == "error" for p in result.problems)
        return f"Nothing was written: {number_of(errors, 'error')}. Without them: {what}."
    if not (result.changes or result.added):
        return "Nothing differs; nothing was written."
    return f"{what}; nothing was written (--dry-run)." if dry_run else f"{what}."
