"""The table of a file's columns: what each becomes, some values, how sure that is and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from geodash.domain.kinds import EventType
from geodash.imports.dates import is_missing
from geodash.imports.form import FIELDS
from geodash.imports.guess import GENERIC
from geodash.imports.plan import Plan
from geodash.imports.questions import Option, Question
from geodash.imports.recognise import Brought
from geodash.imports.shown.facts import ASKS
from geodash.words.kinds import kind_label
from geodash.words.labels import type_label
from geodash.words.numbers import number_of, spelled
from geodash.words.texts import capital

Json = dict[str, Any]
#: Values of a column that are shown, and characters of each.
_VALUES, _LONGEST = 3, 60
#: Columns that no field takes are told in one line of a known format where there are more.
_FEW = 4


def fields() -> list[Json]:
    """The menu of what a column can become."""
    return [{"key": key, "words": words} for key, words in FIELDS.items()]


def columns(brought: Brought) -> list[Json]:
    """A row a column, in the order of the file; of a known format those that are kept come last, ``more``."""
    asked = {q.column for q in brought.questions}
    known = brought.form.key != GENERIC.key
    kept = sum(use.field == "keep" for use in brought.mapped.uses)
    rows = []
    for at, use in enumerate(brought.mapped.uses):
        stays = use.field == "keep"
        why = use.why or ("comes back out in every export" if stays else "")
        if use.column in asked:
            why = "waits for the question above"
        rows.append(
            {
                "column": use.column,
                "field": use.field,
                "mark": ASKS if use.column in asked else "kept" if stays else str(use.sure),
                "why": why,
                "values": _values(brought, at),
                "more": known and stays and kept > _FEW,
            }
        )
    return sorted(rows, key=lambda row: bool(row["more"]))


def _values(brought: Brought, at: int) -> list[str]:
    found: dict[str, None] = {}
    for _, row in brought.survey.preview:
        if not is_missing(row[at]):
            found[" ".join(row[at].split())[:_LONGEST]] = None
        if len(found) == _VALUES:
            break
    return list(found)


def remarks_by_column(plan: Plan) -> dict[str, str]:
    """What was odd in the cells of a column, counted."""
    counted: Counter[str] = Counter()
    for (_, _, column), count in plan.ledger.counts.items():
        if column:
            counted[column] += count
    return {c: number_of(n, "cell to look at", "cells to look at") for c, n in counted.items()}


def questions(brought: Brought, answers: dict[str, str]) -> list[Json]:
    """Cards of what is asked, with the answers that were given; unknown words of a column share one."""
    own = [q for q in brought.questions if not q.word]
    words = [q for q in brought.questions if q.word]
    cards = [
        {
            "asks": q.asks,
            "column": q.column,
            "evidence": q.evidence,
            "unanswered": q.unanswered,
            "key": q.key,
            "answer": answers.get(q.key, ""),
            "options": [
                {"value": o.value, "words": o.words, "effect": o.effect} for o in q.options
            ],
        }
        for q in own
    ]
    return [*cards, *([_words(words, answers)] if words else [])]


def _words(asked: list[Question], answers: dict[str, str]) -> Json:
    first = asked[0]
    count = capital(spelled(len(asked), "word"))
    return {
        "asks": f"{count} of “{first.column}” {'is' if len(asked) == 1 else 'are'} unknown: of which kind?",
        "column": first.column,
        "evidence": "",
        "unanswered": first.unanswered,
        "words": [
            {
                "key": q.key,
                "word": q.word[:_LONGEST],
                "rows": number_of(q.rows, "row"),
                "answer": answers.get(q.key, ""),
            }
            for q in asked
        ],
        "options": [_kind(o) for o in first.options],
    }


def _kind(option: Option) -> Json:
    """A type below its reader's kind."""
    if option.value not in EventType.__members__:
        return {"value": option.value, "words": option.words, "group": ""}
    one = EventType(option.value)
    return {"value": one.value, "words": type_label(one), "group": kind_label(one.kind)}


def opened(questions: Iterable[Question]) -> str:
    """What becomes of what is left unanswered, in a sentence; blank where nothing is."""
    left = list(questions)
    if not left:
        return ""
    count = capital(spelled(len(left), "question is", "questions are"))
    return f"{count} open. Unanswered: {left[0].unanswered[0].lower()}{left[0].unanswered[1:]}"
