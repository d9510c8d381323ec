"""Two events that are one, told twice: which stays, what it takes of the other, what an editor is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.rows import Rows, Texts
from geodash.coding.draft.facts import FACTS, columns_of, fact_of
from geodash.coding.draft.in_words import FactWords, label_of
from geodash.coding.draft.rows import is_provisional
from geodash.geo.names import PlaceNames

Json = dict[str, Any]
#: What is said of a row itself, not of what happened.
_OF_ROW = "standing"
#: Columns that say nothing without the others of their fact.
_BESIDE = frozenset(("date_kind", "date_basis", "place_role", "where_prec"))


def twins(found: Candidate, saved: Rows, one: str, other: str, names: PlaceNames) -> Json:
    """How two events of a draft become one: the older stays (``into``), the other is ``gone``.

    ``filled`` are the cells that the one that stays lacks, ``asked`` the facts that both give, and not alike, in words;
    ``rows`` the saved rows of both, for a page that has not opened them. Raises ``ValueError`` with a sentence.
    """
    events = found.rows["events"]
    if one == other or one not in events or other not in events:
        raise ValueError("Two events become one: one of them isn’t there any more.")
    if any(events[i].get("withdrawn") for i in (one, other)):
        raise ValueError("One of them is withdrawn already.")
    into, gone = sorted((one, other), key=_age)
    words = FactWords(found.collection, names)
    filled: Texts = {}
    asked = []
    for fact in _facts(events[into], events[gone]):
        columns = columns_of("events", fact)
        stays, goes = ({c: events[i].get(c, "") for c in columns} for i in (into, gone))
        if not _says(stays):
            filled |= {c: v for c, v in goes.items() if _says(goes) and v}
        elif _says(goes) and stays != goes:
            said = (words.say("events", i, fact, events[i]) for i in (into, gone))
            kept, lost = said
            told = {"fact": fact, "label": label_of(fact), "stays": kept, "goes": lost}
            asked.append(told | {"set": goes})
    return {
        "into": into,
        "gone": gone,
        "titles": {i: events[i].get("title", "") for i in (into, gone)},
        "filled": filled,
        "asked": asked,
        "rows": _saved(saved, (into, gone)),
    }


def _age(event_id: str) -> tuple[bool, int, str]:
    """Saved ones before new ones, and the lower number first."""
    digits = re.findall(r"\d+", event_id)
    return is_provisional(event_id), int(digits[-1]) if digits else 0, event_id


def _facts(one: Texts, other: Texts) -> Iterator[str]:
    own = (c for c in (*one, *other) if c != "event_id")
    facts = dict.fromkeys((*FACTS["events"], *(fact_of("events", c) for c in own)))
    return (fact for fact in facts if fact != _OF_ROW)


def _says(cells: Texts) -> bool:
    return any(text.strip() for column, text in cells.items() if column not in _BESIDE)


def _saved(saved: Rows, ids: tuple[str, str]) -> Json:
    tables = saved.tables
    ends = ("from_event", "to_event")
    return {
        "events": {i: r for i, r in tables["events"].items() if i in ids},
        "mentions": {i: m for i, m in tables["mentions"].items() if m["event_id"] in ids},
        "links": {
            i: k for i, k in tables["links"].items() if any(k.get(e, "") in ids for e in ends)
        },
    }
