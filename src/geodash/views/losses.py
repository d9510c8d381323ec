"""Losses by side: whose dead, how many, who says so, and what the other side says.

Members of an umbrella never multiply its toll: where a whole has a figure, its parts' figures are
contained in it and stand aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodash.collection.threads import parties
from geodash.model import Event
from geodash.views.dates import date_label
from geodash.views.lookup import Lookup
from geodash.views.panel_answers import AnswerWriter, Said
from geodash.views.wording import actor_names, listed, named_source, toll_figure


@dataclass(frozen=True, slots=True)
class Loss:
    """One figure and the event that bears it.

    ``of`` are the parties whose dead are counted (names, blank where not said), ``others`` the
    parties involved of whose dead the articles give no figure; ``places`` are those that a toll
    of several places covers together; ``answers`` what others say of it.
    """

    event_id: str
    title: str
    when: str
    of: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None
    figure: str
    says: str
    others: tuple[str, ...]
    places: tuple[str, ...]
    answers: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class SideLosses:
    """The sum of a side's figures; ``best`` is ``None`` where the articles give none."""

    side: str
    best: int | None
    events: tuple[str, ...]


def losses(lookup: Lookup, event_ids: Iterable[str]) -> list[Loss]:
    """The figures that bear on the events, each once, in time order."""
    bearers = (_bearer(lookup, event_id) for event_id in event_ids)
    found = dict.fromkeys(b.event_id for b in bearers if b)
    return [_loss(lookup, event_id) for event_id in found]


def by_side(found: Iterable[Loss]) -> list[SideLosses]:
    """Sums of ``best`` by party in alphabetical order, those without any figure too."""
    sums: dict[str, int | None] = {}
    events: dict[str, list[str]] = {}
    for loss in found:
        side = listed(loss.of) or "not said whose"
        if loss.best is not None:
            sums[side] = (sums.get(side) or 0) + loss.best
        for party in (side, *loss.others):
            sums.setdefault(party, None)
            events.setdefault(party, []).append(loss.event_id)
    return [
        SideLosses(side, sums[side], tuple(events[side])) for side in sorted(sums, key=str.casefold)
    ]


def has_toll(event: Event) -> bool:
    """Whether the event bears a figure of its own."""
    return any(n is not None for n in (event.deaths_best, event.deaths_low, event.deaths_high))


def _bearer(lookup: Lookup, event_id: str) -> Event | None:
    """The widest whole with a figure, else the event itself if it has one."""
    line = (event_id, *lookup.threads.ancestors(event_id))
    tolls = [e for i in line if has_toll(e := lookup.collection.events[i]) and not e.withdrawn]
    return tolls[-1] if tolls else None


def _loss(lookup: Lookup, event_id: str) -> Loss:
    event, actors = lookup.collection.events[event_id], lookup.collection.actors
    involved = parties(actors, (*event.actors, *event.recipients))
    counted = set(parties(actors, event.deaths_of))
    relatives = [event, *(a.event for a in lookup.threads.answers(event_id))]
    for other in relatives:
        if has_toll(other):
            counted.update(parties(actors, other.deaths_of))
    without = [p for p in involved if p not in counted] if event.deaths_of else []
    members = (lookup.collection.events[i] for i in lookup.threads.members(event_id))
    places = tuple(dict.fromkeys(m.place_name for m in members if m.place_name))
    answers = AnswerWriter(lookup, event_id).answers()
    return Loss(
        event_id,
        event.title,
        date_label(event),
        tuple(actor_names(actors, parties(actors, event.deaths_of))),
        event.deaths_low,
        event.deaths_best,
        event.deaths_high,
        toll_figure(event),
        named_source(event, actors),
        tuple(sorted(actor_names(actors, without), key=str.casefold)),
        places if len(places) > 1 else (),
        tuple(answers.other),
    )
