"""What comes of a file's rows: the counts that add up, reasons in groups, the rows behind them, in words."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from typing import Any

from geodash.collection.read.problems import SHOWN
from geodash.domain.problem import Problem
from geodash.imports.ledger import Ledger
from geodash.imports.mends import Mends
from geodash.imports.plan import Plan
from geodash.imports.shown.columns import opened, remarks_by_column
from geodash.imports.shown.facts import standing_facts
from geodash.words.lists import listed
from geodash.words.numbers import number_of

Json = dict[str, Any]
#: What the problems of one code have in common.
REASONS: Mapping[str, str] = {
    "cells": "Another number of cells than the header",
    "short": "Fewer cells than the header",
    "cut-off": "The last line is cut off",
    "quote": "A quotation mark is missing",
    "no-event": "No event",
    "no-article": "Words that no article has",
    "one-id-two-rows": "Two different rows with one id",
    "date-blank": "A date that stands for nothing",
    "date-era": "A date before our era",
    "date-form": "No date that can be read",
    "date-format": "No date that can be read",
    "date-half": "A last day without a first",
    "date-impossible": "No such day",
    "date-mangled": "A date that a spreadsheet spoilt",
    "date-order": "Day or month first is not known",
    "date-reversed": "Ends before it starts",
    "date-serial": "A number that may be a day",
    "degrees": "No degrees",
    "half-point": "Half a point",
    "mended": "Corrected while it was brought",
    "null-island": "0,0 stands for no place",
    "range": "Degrees that there are not",
    "swapped": "Latitude and longitude seem swapped",
    "toll": "No figure can be read",
    "toll-order": "Lowest, best and highest toll out of order",
}
_PARTS = (
    ("new", "new", "events that this collection did not have"),
    ("updated", "changed", "same id, other values"),
    ("as_before", "as before", "same id, same values"),
    ("merged", "repeats", "the same row or event again; counted once"),
    ("left_out", "left out", "each with its reason"),
)


def parts(plan: Plan) -> list[Json]:
    """The counts, which add up to the rows that were read."""
    return [
        {"key": key, "words": words, "note": _note(plan, key) or note, "count": getattr(plan, key)}
        for key, words, note in _PARTS
    ]


def _note(plan: Plan, key: str) -> str:
    if key == "updated" and plan.changed:
        return ", ".join(f"{name} {count:,}" for name, count in plan.changed.most_common(3))
    return ""


def groups(ledger: Ledger, columns: Collection[str] = ()) -> list[Json]:
    """Reasons: rows left out first, then remarks, each with the rows that are held; cells of ``columns`` can be corrected."""
    found = []
    for (severity, code, column), count in sorted(
        ledger.counts.items(), key=lambda item: (item[0][0] != "error", -item[1])
    ):
        rows = [
            row_of(p, columns)
            for p in ledger.shown
            if (p.severity, p.code, p.column) == (severity, code, column)
        ]
        found.append(
            {
                "left_out": severity == "error",
                "title": REASONS.get(code, code),
                "column": column,
                "count": count,
                "rows": rows,
                "more": f"{count - len(rows):,} more in the CSV" if count > len(rows) else "",
            }
        )
    return found


def row_of(problem: Problem, columns: Collection[str] = ()) -> Json:
    """Where, what, why, and what mends it; ``number`` is the row’s where its cell can be corrected on the page."""
    # Of a longer value only the beginning is known here.
    whole = len(problem.value) < SHOWN and problem.code != "mended"
    return {
        "number": problem.row if problem.column in columns and whole else None,
        "row": f"{problem.row or 0:,}" + (f" ({problem.line:,})" if problem.line else ""),
        "column": problem.column,
        "value": problem.value,
        "reason": problem.reason,
        "mend": problem.fix,
    }


def outcome(plan: Plan) -> Json:
    """All that is said of a plan: before it is taken and after."""
    terms = plan.dataset
    return {
        "facts": standing_facts(plan),
        "parts": parts(plan),
        "read": plan.read,
        "read_words": number_of(plan.read, "row"),
        "left_words": number_of(plan.left_out, "row left out", "rows left out")
        if plan.left_out
        else "",
        "see": _see(plan),
        "groups": groups(plan.ledger, plan.brought.table.columns),
        "remarks": _remarks(plan),
        "columns": remarks_by_column(plan),
        "withdrawn": _withdrawn(plan),
        "actors": _actors(plan),
        "updates": plan.updates,
        "licence": {
            "title": terms.title,
            "licence": terms.licence,
            "cite": terms.cited,
            "own": bool(plan.brought.form.licence),
        },
        "open": opened(plan.brought.questions),
        "to_come": _to_come(plan),
        "years": sorted((int(year), count) for year, count in plan.years.items() if year),
        "undated": plan.years[""],
    }


def _remarks(plan: Plan) -> int:
    return sum(n for (severity, *_), n in plan.ledger.counts.items() if severity != "error")


def _see(plan: Plan) -> str:
    """What leads to the reasons; blank where there are none."""
    if plan.left_out:
        return f"See the {plan.left_out:,} left out"
    remarks = _remarks(plan)
    return f"See {number_of(remarks, 'remark')}" if remarks else ""


def _to_come(plan: Plan) -> list[Json]:
    """The counts of the foot, without those of which there are none."""
    found = [p for p in parts(plan) if p["count"] or p["key"] == "new"]
    return [{"count": f"{p['count']:,}", "words": p["words"]} for p in found]


def _withdrawn(plan: Plan) -> Json:
    gone = plan.withdrawn
    return {
        "count": len(gone),
        "words": "in the earlier edition and not in this file; they stay, marked as withdrawn",
        "ids": gone[:50],
    }


def _actors(plan: Plan) -> str:
    new = [actor.name for actor in plan.actors.new.values()]
    if not new:
        return ""
    more = [f"{len(new) - 5:,} more"] if len(new) > 5 else []
    return f"{number_of(len(new), 'new actor')}: {listed([*new[:5], *more])}."


def command(
    name: str,
    form: str,
    told: Mapping[str, str],
    answers: Mapping[str, str],
    more: Mapping[str, str],
    mends: Mends,
) -> str:
    """The same in a terminal."""
    words = ["geodash", "import", name]
    if form:
        words += ["--as", form]
    for option, pairs in (("--map", told), ("--answer", answers)):
        for key, value in pairs.items():
            words += [option, f"{key}={value}"]
    for (number, column), value in mends.items():
        words += ["--mend", f"{number}:{column}={value}"]
    for option, value in more.items():
        if value:
            words += [f"--{option}", value]
    return shlex.join(words)
