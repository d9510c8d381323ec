"""The events of an article as a table: a row an event, its values in words that can be typed back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.card_where import PLACE_CELLS, WhereRow
from geodash.coding.draft.facts import columns_of
from geodash.coding.draft.rows import is_provisional
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Context, Event, Fact, PlaceRole, Status
from geodash.geo.names import PlaceNames
from geodash.words.coding import FACTS, NEW_EVENT, type_words
from geodash.words.days import day, span
from geodash.words.names import actor_names
from geodash.words.tolls import toll_figure

Json = dict[str, Any]
#: What the words of a fact are to a row: some say it, it was worked out, nothing is said, nothing was done yet.
SAID, WORKED, UNSAID, LACKING = "said", "worked", "unsaid", "lacking"
#: The columns that can be edited, what they are called, and the cells behind them.
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kind": ("Kind", columns_of("events", "kind")),
    "title": ("What", columns_of("events", "title")),
    "when": ("When", columns_of("events", "when")),
    "where": ("Where", (*PLACE_CELLS, "place_role")),
    "who": ("Who", ("actors",)),
    "whom": ("To or with whom", ("recipients",)),
    "says": ("Whose word", columns_of("events", "says")),
    "toll": ("Toll", columns_of("events", "toll")),
    "note": ("Note", ("note",)),
}
ARTICLE, NOBODY, PLANNED, DENIED = "the article", "nobody named", "planned", "denied"
#: What stands before a place.
NEAR, SAID_IN, ABOUT = "near", "said in", "about"
_NEAR_STEP = 2


def columns() -> list[Json]:
    """The columns, as the page draws them."""
    return [{"key": k, "label": label, "cells": list(c)} for k, (label, c) in COLUMNS.items()]


def rows(
    found: Candidate, here: Sequence[Json], wrong: Iterable[Json], names: PlaceNames
) -> list[Json]:
    """A row for each of the events ``here``, those that were withdrawn left out."""
    troubles: dict[str, list[Json]] = {}
    for problem in wrong:
        if problem["severity"] != "info":
            troubles.setdefault(problem["event"], []).append(problem)
    lines = (line for line in here if not line["withdrawn"])
    return [_row(found, line, troubles.get(line["id"], []), names) for line in lines]


def _row(found: Candidate, line: Json, wrong: list[Json], names: PlaceNames) -> Json:
    event = found.collection.events[line["id"]]
    facts = _facts(found, event)
    told = [p["words"] for p in wrong]
    if not told and LACKING in facts and line["open"]:
        told = ["Not looked at yet"]
    return {
        "id": event.event_id,
        "text": texts(found, event, names),
        "cells": found.event_row(event.event_id),
        "facts": facts,
        "problems": told,
        "background": event.context is Context.BACKGROUND,
    } | {k: line[k] for k in ("paragraph", "depth", "kind", "one_sided", "planned", "unkinded")}


def texts(found: Candidate, event: Event, names: PlaceNames) -> dict[str, str]:
    """What stands in each column."""

    def people(ids: tuple[str, ...]) -> str:
        return typed_list(actor_names(found.collection.actors, ids))

    new = not event.event_type and is_provisional(event.event_id)
    unseen = new and f"{event.event_id}|kind" not in found.state.looked
    return {
        "kind": "" if unseen else type_words(event.event_type).short,
        "title": "" if event.title == NEW_EVENT else event.title,
        "when": _when(event),
        "where": _where(found, event, names),
        "who": people(event.actors),
        "whom": people(event.recipients),
        "says": _says(event, people(event.attributed_to)),
        "toll": toll_figure(event),
        "note": event.note,
    }


def typed_list(names: Sequence[str]) -> str:
    """Names with commas between them; with semicolons where a name has a comma."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _when(event: Event) -> str:
    days = event.interval
    if days is None:
        return ""
    return day(days.first, short=True) if days.first == days.last else span(*days, short=True)


def _where(found: Candidate, event: Event, names: PlaceNames) -> str:
    place = WhereRow(found, event, found.event_row(event.event_id), names).place()
    if not place:
        return ""
    if event.place_role is PlaceRole.SEAT:
        return f"{SAID_IN} {place}"
    if event.place_role is PlaceRole.SUBJECT:
        return f"{ABOUT} {place}"
    return f"{NEAR} {place}" if event.where_prec == _NEAR_STEP else place


def _says(event: Event, source: str) -> str:
    if event.status is Status.REPORTED:
        return f"{ARTICLE}, citing {source}" if source else ARTICLE
    if event.status is Status.PLANNED:
        return f"{PLANNED}, says {source}" if source else PLANNED
    if event.status is Status.DISPUTED:
        return f"{source or NOBODY}, {DENIED}"
    return f"only {source}" if source else NOBODY


def _facts(found: Candidate, event: Event) -> list[str]:
    """How each of the five facts is borne out, in the order of their keys; blank for no toll."""
    told = lookup_of(found.collection).mentions.get(event.event_id, ())
    said = {fact for m in told for fact in m.supports}
    worked = event.date_basis == "inferred"
    seat = event.place_role is not PlaceRole.SCENE
    known = {
        Fact.WHAT: LACKING,
        Fact.WHEN: (WORKED if worked else LACKING) if event.interval else "",
        Fact.WHERE: (WORKED if seat else LACKING) if event.point else "",
        Fact.WHO: LACKING if event.actors else "",
        Fact.TOLL: LACKING if toll_figure(event) else "",
    }
    return [SAID if f in said else known[f] or _unsaid(found, event, f) for f in FACTS]


def _unsaid(found: Candidate, event: Event, fact: Fact) -> str:
    if fact is Fact.TOLL:
        return ""
    looked = f"{event.event_id}|{fact.value}" in found.state.looked
    return UNSAID if looked or not is_provisional(event.event_id) else LACKING
