"""Claims and answers: which are one side's alone, which are answered, which disputed; and losses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geodash.model import Event, Status
from geodash.views.analysis.figures import Json
from geodash.views.dates import date_label_short
from geodash.views.lookup import Lookup
from geodash.views.losses import Loss, by_side, losses
from geodash.views.panel_answers import AnswerWriter, Said
from geodash.views.wording import actor_names, listed, named_source

_ANSWERS = 3
GROUPS = (
    ("disputed", "Told by one side, denied by another"),
    ("answered", "Answered by those whom it concerns"),
    ("alone", "One side’s account, without an answer in the articles"),
)


def claims(lookup: Lookup, events: Sequence[Event]) -> list[Json]:
    """The three groups, each with its claims in time order.

    A claim is an event told by one side, or words that charge somebody. Parts of a whole that is
    itself a claim stand under the whole.
    """
    groups: dict[str, list[Json]] = {key: [] for key, _ in GROUPS}
    for event in _wholes(lookup, events):
        accused = lookup.threads.accused(event.event_id)
        if not (event.one_sided or accused):
            continue
        groups[_group(lookup, event)].append(_claim(lookup, event, accused))
    return [{"key": key, "title": title, "rows": groups[key]} for key, title in GROUPS]


def _wholes(lookup: Lookup, events: Iterable[Event]) -> list[Event]:
    """Each event, or the claim that it is part of, once."""
    found: dict[str, Event] = {}
    for event in events:
        above = [lookup.collection.events[i] for i in lookup.threads.ancestors(event.event_id)]
        whole = next((e for e in reversed(above) if e.one_sided and not e.withdrawn), event)
        found.setdefault(whole.event_id, whole)
    return list(found.values())


def _group(lookup: Lookup, event: Event) -> str:
    if event.status is Status.DISPUTED or lookup.threads.denied(event.event_id):
        return "disputed"
    return "answered" if lookup.threads.heard(event.event_id) else "alone"


def _claim(lookup: Lookup, event: Event, accused: Sequence[str]) -> Json:
    actors = lookup.collection.actors
    silent = lookup.threads.silent(event.event_id)
    said = AnswerWriter(lookup, event.event_id).answers().other
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "title": event.title,
        "when": date_label_short(event),
        "parts": len(lookup.threads.members(event.event_id)),
        "says": named_source(event, actors),
        "about": listed(sorted(actor_names(actors, accused), key=str.casefold)),
        "answers": [_answer(s) for s in said[:_ANSWERS]],
        "silent": listed(actor_names(actors, silent), "or"),
    }


def _answer(said: Said) -> Json:
    event = said.answer.event
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "voice": said.voice,
        "runs_on": said.runs_on,
        "title": said.title,
        "quote": said.quote,
    }


def toll(lookup: Lookup, events: Sequence[Event]) -> Json:
    """Losses by side and figure by figure."""
    found = losses(lookup, (e.event_id for e in events))
    sums = [{"side": s.side, "best": s.best, "ids": list(s.events)} for s in by_side(found)]
    return {"sides": sums, "rows": [_loss(lookup, loss) for loss in found]}


def _loss(lookup: Lookup, loss: Loss) -> Json:
    event = lookup.collection.events[loss.event_id]
    return {
        "id": loss.event_id,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "title": loss.title,
        "when": loss.when,
        "figure": loss.figure,
        "best": loss.best,
        "of": listed(loss.of),
        "says": loss.says,
        "not_reported": listed(loss.others, "or"),
        "places": listed(loss.places),
        "answers": [_answer(s) for s in loss.answers[:_ANSWERS]],
    }
