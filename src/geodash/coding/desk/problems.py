"""What is wrong with the events of an article, each with its remedies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.remedies import Remedies
from geodash.coding.draft.in_words import no_answer
from geodash.coding.draft.rows import is_provisional
from geodash.collection.checks.fairness import Stem, check_wording
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Event
from geodash.domain.problem import Problem

Json = dict[str, Any]
#: In plain words, where the reason of ``geodash check`` speaks of columns.
_PLAIN: Mapping[str, str] = {
    "unsupported": "No words of the article tell it yet.",
    "unsupported-what": "No words say what happened.",
    "unsupported-when": "No words say when, and the day is called printed.",
    "unsupported-where": "No words say where.",
    "unsupported-who": "No words say who.",
    "unsupported-toll": "No words give the toll.",
    "basis-blank": "Is the day printed or worked out?",
    "date-note-blank": "The day is worked out, and nothing says how.",
    "toll-whose": "A toll, but not whose dead.",
    "toll-source": "A toll, but not who says so.",
    "claimant-blank": "One side’s account, and nobody is named who says so.",
    "supports-blank": "Words that support nothing yet.",
    "precision-blank": "How near is the place known?",
    "off-mark": "The point is not where the map has this place: choose the place again.",
}
#: Notes that are shown while an event is new, since a press mends them.
_NOTED = frozenset(("who-unnamed", "where-unnamed"))
#: What is said of the id that a row is still waiting for.
_OF_IDS = frozenset(("pattern", "id-alike"))
_KEYS = {"what": "1", "when": "2", "where": "3", "who": "4", "toll": "5"}
#: Rows of the card by the column that is wrong.
_ROWS: Mapping[str, str] = {
    "title": "title", "event_type": "kind", "date_start": "when", "date_end": "when",
    "date_basis": "when", "date_kind": "when", "date_note": "when", "place_name": "where",
    "place_id": "where", "area_id": "where", "latitude": "where", "longitude": "where",
    "where_prec": "where", "place_role": "where", "about_places": "where", "actors": "who",
    "recipients": "who", "deaths_best": "toll", "deaths_low": "toll", "deaths_high": "toll",
    "deaths_of": "toll", "status": "says", "attributed_to": "says",
}  # fmt: skip


def problems(
    found: Candidate, here: Iterable[str], remedies: Remedies, stems: tuple[Stem, ...]
) -> list[Json]:
    """All of them, in the order of ``here``; withdrawn events have none."""
    made: list[Json] = []
    here = list(here)
    for event_id in here:
        event = found.collection.events[event_id]
        if event.withdrawn:
            continue
        for problem in found.problems.get(event_id, ()):
            noted = problem.severity != "info" or _worth(found, event_id, problem)
            if noted and problem.code not in _OF_IDS:
                made.append(_told(event, problem, remedies, stems))
        made += _silent(found, event, here, remedies)
        twins = remedies.told_elsewhere(event, found.whole)
        made += [t for t in twins if not _looked(found, event_id, t["remedies"][-1]["look"])]
    return made


def _looked(found: Candidate, event_id: str, what: str) -> bool:
    return f"{event_id}|{what}" in found.state.looked


def _worth(found: Candidate, event_id: str, problem: Problem) -> bool:
    """A note that words don't name whom they are said to: of the events that are being coded."""
    return problem.code in _NOTED and is_provisional(event_id)


def _told(event: Event, problem: Problem, remedies: Remedies, stems: tuple[Stem, ...]) -> Json:
    row = _ROWS.get(problem.column, "")
    fact = problem.code.removeprefix("unsupported-")
    words = _PLAIN.get(problem.code, problem.reason)
    ways = remedies.of(event, problem.code, row)
    if not ways or fact in _KEYS:
        ways += [_go(row, fact if fact in _KEYS else "")] if row or fact in _KEYS else []
    if problem.code == "wording":
        finding = next(iter(check_wording([("title", event.title)], stems)), None)
        hint = f" Instead: {finding.instead}." if finding and finding.instead else ""
        words = f"{problem.reason}{hint}"
    return {
        "event": event.event_id, "code": problem.code, "words": words, "row": row,
        "severity": problem.severity, "remedies": ways,
    }  # fmt: skip


def _go(row: str, fact: str) -> Json:
    """Leads to the row of the card, or says which key gives words to a fact."""
    if fact:
        return {"label": f"Select the words, then press {_KEYS[fact]}", "row": row or fact}
    return {"label": "Go there", "row": row}


def _silent(found: Candidate, event: Event, here: Iterable[str], remedies: Remedies) -> list[Json]:
    """An accusation to which the accused give no answer."""
    threads = lookup_of(found.collection).threads
    silent = threads.silent(event.event_id)
    if not silent or _looked(found, event.event_id, "answer"):
        return []
    return [
        {
            "event": event.event_id,
            "code": "no-answer",
            "words": no_answer(found.collection, event.event_id),
            "row": "links",
            "severity": "info",
            "remedies": [
                *remedies.answers(event, silent, here),
                {"label": "Link another", "row": "links", "ask": "link"},
            ],
        }
    ]
