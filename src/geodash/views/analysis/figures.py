"""A figure is a number with the ids of its events: every number leads to its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geodash.domain.kinds import AnyKind, ordered
from geodash.domain.model import Event
from geodash.domain.parties import party_of
from geodash.query.vocabulary import Vocabulary

#: Ids that travel with a figure; the count is always whole.
MOST_IDS = 300

Json = dict[str, Any]


def figure(events: Iterable[Event]) -> Json:
    """``{"n": …, "ids": […]}`` in the order given."""
    ids = [e.event_id for e in events]
    return {"n": len(ids), "ids": ids[:MOST_IDS]}


def by_kind(events: Iterable[Event]) -> Json:
    """Kind → figure, in the order of the legend, kinds without an event left out."""
    groups: dict[AnyKind, list[Event]] = {}
    for event in events:
        groups.setdefault(event.kind, []).append(event)
    return {kind.value: figure(groups[kind]) for kind in ordered(groups)}


def country_or_actor(vocabulary: Vocabulary, actor_id: str) -> str:
    """The code of an actor's country; the topmost actor it belongs to where it has none."""
    code = vocabulary.country_of(actor_id)
    if code:
        return code
    return party_of(vocabulary.actors, actor_id)


def sides(vocabulary: Vocabulary, ids: Iterable[str], *, countries: bool) -> tuple[str, ...]:
    """The actors as coded, or their countries, each once."""
    values = (country_or_actor(vocabulary, i) if countries else i for i in ids)
    return tuple(dict.fromkeys(values))
