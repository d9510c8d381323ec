"""The events of an article as a list: in the text's order, parts below their whole."""

from __future__ import annotations

from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.marks import telling
from geodash.coding.desk.missing import gaps
from geodash.coding.draft.rows import PROVISIONAL, is_provisional
from geodash.coding.sentences import paragraph_number
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Event, Relation, Status

Json = dict[str, Any]


def events_here(found: Candidate, article_id: str) -> list[Json]:
    """The events that the article tells, and those of the draft that no words tell yet."""
    collection = found.collection
    lookup = lookup_of(collection)
    first: dict[str, int] = {}
    for mention in telling(found, article_id):
        first[mention.event_id] = min(mention.start, first.get(mention.event_id, mention.start))
    end = len(collection.articles[article_id].body)
    told = {m.event_id for m in collection.mentions if m.article_id == article_id}
    loose = [
        i
        for i in collection.events
        if i in told or (is_provisional(i) and not lookup.mentions.get(i))
    ]
    for event_id in loose:
        first.setdefault(event_id, end)
    ids = sorted((i for i in first), key=lambda i: (first[i], _number(i), i))
    wholes = _wholes(found, set(ids))
    ordered = [(i, 0) for i in ids if i not in wholes]
    made: list[tuple[str, int]] = []
    for ident, depth in ordered:
        _below(ident, depth, ids, wholes, made)
    return [_line(found, collection.events[i], depth, first[i], article_id) for i, depth in made]


def _wholes(found: Candidate, here: set[str]) -> dict[str, str]:
    """Each part here, with the whole that heads it."""
    return {
        link.from_event: link.to_event
        for link in found.collection.links
        if link.relation is Relation.PART_OF and link.from_event in here and link.to_event in here
    }


def _below(
    ident: str, depth: int, ids: list[str], wholes: dict[str, str], made: list[tuple[str, int]]
) -> None:
    made.append((ident, depth))
    for part in ids:
        if wholes.get(part) == ident and all(part != i for i, _ in made):
            _below(part, depth + 1, ids, wholes, made)


def _line(found: Candidate, event: Event, depth: int, at: int, article_id: str) -> Json:
    lookup = lookup_of(found.collection)
    articles = {m.article_id for m in lookup.mentions.get(event.event_id, ())} - {article_id}
    body = found.collection.articles[article_id].body
    return {
        "id": event.event_id,
        "title": event.title,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status is Status.PLANNED,
        "paragraph": paragraph_number(body, at) if at < len(body) else None,
        "depth": depth,
        "also": len(articles),
        "withdrawn": bool(event.withdrawn),
        "state": _state(found, event.event_id),
        "open": bool(gaps(found, event.event_id)),
        "unkinded": not event.event_type
        and is_provisional(event.event_id)
        and f"{event.event_id}|kind" not in found.state.looked,
    }


def _state(found: Candidate, event_id: str) -> str:
    """``new``, ``done``, ``changed`` or ``saved``: what becomes of it when the draft is saved."""
    state = found.state
    draft = state.draft
    touched = event_id in draft.of("events") or any(
        (change.now or {}).get("event_id") == event_id for change in draft.of("mentions").values()
    )
    if event_id in state.done:
        return "done"
    if is_provisional(event_id):
        return "new"
    return "changed" if touched else "saved"


def _number(event_id: str) -> int:
    digits = event_id.removeprefix(PROVISIONAL)
    return int(digits) if digits.isdigit() else 0
