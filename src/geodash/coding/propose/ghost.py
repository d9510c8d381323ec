"""What a new event may begin with: of some words of an article, the cells of a row as a proposal, each with why."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from geodash.coding.propose.clauses import Act, Clause, clauses, is_aside
from geodash.coding.propose.engine import Read
from geodash.coding.propose.model import ActorFound, Happening, PlaceChoice, Span
from geodash.coding.propose.refused import spot_of
from geodash.domain.kinds import Kind
from geodash.words.lists import listed

_ROLES = {
    "seat": "Said in the speaker’s capital or headquarters: {place}.",
    "scene": "The words “{words}” stand with it.",
    "subject": "No place is told: the country of those of whom it tells.",
}


def ghost(read: Read, article_id: str, start: int, end: int) -> dict[str, Any]:
    """The beginnings of a row for the words from ``start`` to ``end`` of an article that was read.

    ``cells`` are texts as in ``events.csv``; ``because`` says why, by the rows of the card (what, when, where, about, who,
    whom, source); ``types`` are what it may be; ``offers`` words that carry a fact besides (whom “both sides” points back
    to); ``spots`` the words from which the value of a row follows, at which it can be refused. Words without anything to propose give empty cells. Raises ``ValueError`` for a stretch that the body hasn’t.
    """
    body = read.text.body
    if not 0 <= start < end <= len(body):
        raise ValueError("There are no such words in the article.")
    told = _told(read, article_id, start, end)
    found = {
        "start": start,
        "end": end,
        "quote": body[start:end],
        "cells": _cells(told, body) if told else {},
        "types": _types(read, told),
        "because": _because(read, told) if told else {},
        "spots": _spots(read, told) if told else {},
        "offers": _offers(told, start, end) if told else [],
        "supports": _supports(read, told, start, end),
        "new_actors": [
            asdict(n)
            for n in read.parties.lacking(
                dict.fromkeys((*told.actors, *told.recipients, *told.attributed_to))
            )
        ]
        if told
        else [],
        "engine": read.engine,
    }
    return found


def _told(read: Read, article_id: str, start: int, end: int) -> Happening | None:
    """The happening of a stretch: the first that its words tell, before what they tell beside it; else one without a type."""
    for one in read.given:
        if one.trigger.start >= start and one.trigger.end <= end:
            return one
    sentence = next(
        ((s, e) for s, e, _ in read.text.sentences if s < end and e > start), (start, end)
    )
    whole = (min(start, sentence[0]), max(end, sentence[1]))
    inside = [c for c in clauses(read.text.body, *whole) if c.start < end and c.end > start]
    found = [a for c in inside for a in read.happenings.acts(c) if a.start < end and a.end > start]
    ranked = sorted(found, key=lambda a: is_aside(read.text.body, a))
    for least in (False, True):
        for act in ranked:
            told = read.happenings.of(act, least=least)
            if told and told.types and spot_of(article_id, told) not in read.refused:
                return told
    bare = Act(start, start, "do", ("",), Clause(start, end, whole))
    told = read.happenings.of(bare)
    return replace(told, types=(), title="") if told else None


def _spots(read: Read, told: Happening) -> dict[str, list[dict[str, Any]]]:
    """The words from which a row's values follow, as what they can be refused: what, quote, occurrence."""

    def spot(what: str, span: Span) -> dict[str, Any]:
        return {"what": what, "quote": span.quote, "occurrence": span.occurrence}

    sides = {*told.actors, *told.recipients}
    first, last = told.span.start, told.span.end
    named = [
        a for a in read.actors if first <= a.span.start < last and sides.intersection(a.actors)
    ]
    return {
        "when": [spot("date", told.date.span)] if told.date else [],
        "where": [spot("place", told.place_words)] if told.place_words else [],
        "who": [spot("actor", a.span) for a in named],
    }


def _cells(told: Happening, body: str) -> dict[str, str]:
    """The cells of a row as texts; of what isn’t proposed there is none."""
    place, date = told.place, told.date
    cells = {
        "title": told.title,
        "event_type": told.types[0] if told.types else "",
        "actors": ";".join(told.actors),
        "recipients": ";".join(told.recipients),
        "status": told.status,
        "attributed_to": ";".join(told.attributed_to),
        "context": "foreground",
        "about_places": ";".join(_about(p) for p in told.about),
        "place_role": told.place_role,
    }
    if date and date.date_start:
        cells |= {
            k: getattr(date, k)
            for k in ("date_start", "date_end", "date_kind", "date_basis", "date_note")
        }
    if place:
        cells |= {"place_id": place.place_id, "area_id": place.area_id}
        cells |= {"latitude": _degrees(place.latitude), "longitude": _degrees(place.longitude)}
        if told.place_role != "seat":
            cells["where_prec"] = str(place.where_prec)
            cells["place_name"] = told.place_words.quote if told.place_words else ""
    return {column: text for column, text in cells.items() if text}


def _about(place: PlaceChoice) -> str:
    return f"area:{place.area_id}" if place.area_id else place.place_id


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _types(read: Read, told: Happening | None) -> list[dict[str, str]]:
    """Kind and PLOVER type, the likeliest first."""
    types = told.types if told else ()
    known = read.happenings.own.kinds.by_type
    return [
        {"event_type": t, "kind": known[t].kind.value if t else Kind.OTHER.value} for t in types
    ]


def _because(read: Read, told: Happening) -> dict[str, str]:
    """Why each is proposed, in words."""
    why = {}
    if told.types:
        why["what"] = f"The text says “{told.trigger.quote}”."
    if date := told.date:
        why["when"] = date.date_note or f"The text says “{date.span.quote}”."
        if date.needs:
            why["when"] = "Say when the article appeared: the day follows from it."
    if told.place:
        words = told.place_words.quote if told.place_words else ""
        why["where"] = _ROLES[told.place_role].format(place=told.place.label, words=words)
        if told.place_words and (reason := read.reason_of(told.place_words)):
            why["where"] = f"“{words}”: {reason}."
    if told.actors:
        why["who"] = _who(told, told.actors)
    if told.recipients:
        why["whom"] = _who(told, told.recipients)
    if told.status == "claimed":
        who = listed(map(read.parties.name, told.attributed_to))
        why["source"] = (
            f"Only {who} says so here." if who else "“It is said”: nobody is named who says so."
        )
    elif told.status == "planned":
        why["source"] = "It is told as still to come."
    else:
        why["source"] = "The article reports it."
    return why


def _who(told: Happening, ids: tuple[str, ...]) -> str:
    pointing = [r.reason for r in told.refers if set(r.actors) & set(ids)]
    return f"{pointing[0]}." if pointing else "Named in these words or before them."


def _offers(told: Happening, start: int, end: int) -> list[dict[str, Any]]:
    """Words elsewhere that carry a fact of it, to be added if an editor wants."""
    found = []
    for back in told.refers:
        for span in back.refers:
            if span.end <= start or span.start >= end:
                found.append(
                    {**asdict(span), "fact": "who", "says": f"{back.reason}. Add these words?"}
                )
    for fact, words in (
        ("where", told.place_words),
        ("when", told.date.span if told.date and told.date.date_start else None),
    ):
        if (
            words
            and (words.end <= start or words.start >= end)
            and words.quote != told.trigger.quote
        ):
            found.append(
                {
                    **asdict(words),
                    "fact": fact,
                    "says": f"“{words.quote}” says {fact}. Add these words?",
                }
            )
    return found


def _supports(read: Read, told: Happening | None, start: int, end: int) -> list[str]:
    """Which facts the words themselves carry."""
    if told is None:
        return []

    def inside(one: ActorFound) -> bool:
        return one.span.start >= start and one.span.end <= end

    named = {i for a in read.actors if inside(a) and not a.refers for i in a.actors}
    words, date = told.place_words, told.date
    facts = {
        "what": bool(told.types),
        "when": bool(
            date
            and start <= date.span.start
            and date.span.end <= end
            and date.date_basis == "stated"
        ),
        "where": bool(words and start <= words.start and words.end <= end),
        "who": bool(told.actors) and {*told.actors, *told.recipients} <= named,
    }
    return [fact for fact, there in facts.items() if there]
