"""What an event still lacks before it is done."""

from __future__ import annotations

from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.ghosts import proposed
from geodash.coding.draft.rows import is_provisional
from geodash.collection.checks.fairness import check_wording, default_wording
from geodash.domain.model import Event
from geodash.words.coding import NEW_EVENT

Json = dict[str, Any]
#: Of a title, in characters.
LONGEST_TITLE = 90
#: Problems of values that are half there or the wrong way round: such an event is not done.
_BROKEN = frozenset(
    ("date-half", "date-reversed", "date-format", "half-point", "null-island", "toll-order")
)
_FIRST = "Still missing"


def gaps(found: Candidate, event_id: str) -> list[Json]:
    """What is missing, in the order of the card: its row, and a sentence."""
    event = found.collection.events[event_id]
    lacking = [*_title(event), *_kind(found, event), *_passage(found, event), *_rows(found, event)]
    lacking += _claim(found, event)
    lacking += [
        {"row": "title", "words": f"{p.reason} {p.fix}"}
        for p in found.problems.get(event_id, ())
        if p.code in _BROKEN
    ]
    return lacking


def _gap(row: str, what: str, look: str = "") -> Json:
    """``look`` is the remedy's word for a row that only wants to be looked at."""
    return {"row": row, "words": f"{_FIRST}: {what}.", "look": look}


def _title(event: Event) -> list[Json]:
    if event.title == NEW_EVENT:
        return [_gap("title", "a title")]
    if len(event.title) > LONGEST_TITLE:
        return [_gap("title", f"a shorter title, {LONGEST_TITLE} characters at most")]
    loaded = check_wording([("title", event.title)], default_wording())
    return [_gap("title", f"a calmer word than “{f.word}” in the title") for f in loaded[:1]]


def _kind(found: Candidate, event: Event) -> list[Json]:
    looked = not _is_new(event) or f"{event.event_id}|kind" in found.state.looked
    return [] if event.event_type or looked else [_gap("kind", "its kind")]


def _passage(found: Candidate, event: Event) -> list[Json]:
    return [] if found.mentions_of(event.event_id) else [_gap("what", "the words that tell it")]


def _rows(found: Candidate, event: Event) -> list[Json]:
    """A new event's rows are filled, or somebody said that nothing is given."""
    if not _is_new(event):
        return []
    wanted = (
        ("when", bool(event.interval), "a day, or say that none is given", "none is given"),
        ("where", event.point is not None, "a place, or say that none is given", "none is given"),
        (
            "who",
            bool(event.actors) or event.doerless,
            "who did it, or say that it is left open",
            "left open",
        ),
    )
    return [
        _gap(row, what, look)
        for row, there, what, look in wanted
        if not there and f"{event.event_id}|{row}" not in found.state.looked
    ]


def _claim(found: Candidate, event: Event) -> list[Json]:
    """One side's word is not saved as the article's because nobody looked at what is proposed."""
    if "says" not in proposed(found, event.event_id):
        return []
    return [_gap("says", "whether one side alone says so; take what is proposed, or refuse it")]


def _is_new(event: Event) -> bool:
    return is_provisional(event.event_id)
