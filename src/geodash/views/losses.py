"""Losses by side: each figure once, with whose, who says so, and what the other side says.

A figure stands on one row, that of the whole where parts share it; what a part gives of the same
side's dead, while the whole has a figure too, is shown but not added. A side that is involved and
of which no figure is given has a line that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import Collection, Event, Fact
from geodash.domain.parties import parties, voices
from geodash.geo.names import PlaceNames
from geodash.views.card.content import card_of
from geodash.views.card.facts import supporting
from geodash.views.card.said import Answers
from geodash.views.footnotes import Footnote, footnote_of
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.says import named_source

REPORTED, NOT_REPORTED = "reported", "not reported"


@dataclass(frozen=True, slots=True)
class Loss:
    """One figure of dead, or, without one, a side of which none is given.

    ``sides`` are the parties as actor ids (none: whose dead is not said), ``side_name`` their names;
    ``whose`` the actors' own names. ``added`` is what it adds to the sum of its side: the best
    figure, else the lower bound, else the upper; ``None`` for a part of a figure that is counted
    already, or without a figure. ``others`` are what the other sides say, and who is silent;
    ``own`` what a side of which no figure is given says itself.
    """

    event: Event
    sides: tuple[str, ...]
    side_name: str
    whose: str
    says: str
    best: int | None = None
    low: int | None = None
    high: int | None = None
    added: int | None = None
    others: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: Footnote | None = None

    @property
    def state(self) -> str:
        """``reported`` where there is a figure, else ``not reported``."""
        return REPORTED if self.reported else NOT_REPORTED

    @property
    def reported(self) -> bool:
        """Whether there is a figure."""
        return any(n is not None for n in (self.best, self.low, self.high))


def losses(
    collection: Collection, events: Iterable[Event], names: PlaceNames | None = None
) -> tuple[Loss, ...]:
    """The losses of events and of the wholes they are part of, sides by name, then by time."""
    lookup = lookup_of(collection)
    bearers: dict[str, Event] = {}
    for event in events:
        bearer = card_of(collection, event.event_id, names).table.toll_bearer()
        if bearer and not bearer.withdrawn:
            bearers.setdefault(bearer.event_id, bearer)
    found = [_loss(lookup, bearer, names, bearers) for bearer in bearers.values()]
    found += _unreported(lookup, bearers.values(), found)
    return tuple(sorted(found, key=lambda loss: (not loss.sides, loss.side_name.casefold())))


def sums(found: Sequence[Loss]) -> dict[tuple[str, str], int | None]:
    """The sum by the side's name and by who says so; ``None`` where no figure is given.

    Figures of different sources are never added up: they may speak of the same dead.
    """
    totals: dict[tuple[str, str], int | None] = {}
    for loss in found:
        key = loss.side_name, loss.says
        known = totals.setdefault(key, None)
        if loss.added is not None:
            totals[key] = (known or 0) + loss.added
    return totals


def _loss(lookup: Lookup, event: Event, names: PlaceNames | None, bearers: Iterable[str]) -> Loss:
    actors = lookup.collection.actors
    sides = parties(actors, event.deaths_of)
    card = card_of(lookup.collection, event.event_id, names)
    row = card.table.toll()
    words = supporting(lookup.mentions.get(event.event_id, ()), Fact.TOLL)
    figures = (event.deaths_best, event.deaths_low, event.deaths_high)
    counted = next((n for n in figures if n is not None), None)
    notes = list(row.notes) if row else []
    for whole in lookup.threads.ancestors(event.event_id):
        above = lookup.collection.events[whole]
        if whole in bearers and set(parties(actors, above.deaths_of)) & set(sides):
            counted = None
            notes.append(f"not added: part of the figure of “{above.title}” ({whole})")
            break
    return Loss(
        event,
        sides,
        listed(actor_names(actors, sides)) or "not said",
        listed(actor_names(actors, event.deaths_of)) or "not said",
        named_source(event, actors) or "the article, in its own voice",
        *figures,
        added=counted,
        others=_others(card.answers),
        notes=tuple(notes),
        source=footnote_of(lookup, words[0], (Fact.TOLL,)) if words else None,
    )


def _others(answers: Answers) -> tuple[str, ...]:
    """What those accused by the row say, in their titles; or that the articles give no answer."""
    said = (s.answer.event.title for s in answers.concerned)
    return tuple(filter(None, (*said, answers.no_answer.rstrip("."))))


def _unreported(lookup: Lookup, bearers: Iterable[Event], found: Sequence[Loss]) -> list[Loss]:
    """A line for each side of the events above of which no figure is given."""
    actors = lookup.collection.actors
    known = {side for loss in found for side in loss.sides}
    lines: dict[str, Loss] = {}
    for event in bearers:
        for side in parties(actors, (*event.actors, *event.recipients)):
            if side in known or side in lines:
                continue
            own = [
                answer.event.title
                for answer in lookup.threads.answers(event.event_id)
                if side in parties(actors, voices(answer.event))
            ]
            name = actor_names(actors, (side,))[0]
            lines[side] = Loss(event, (side,), name, name, "", own=tuple(own))
    return list(lines.values())
