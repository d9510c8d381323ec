"""What holds of two codings of one fact at once: the days of both, the people of both, the figures of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from geodash.domain.model import DateBasis, Event


def union(fact: str, one: Event, other: Event) -> Event | None:
    """``one`` with what both say of a fact.

    ``None`` where only one can be right, and where one of the two says all of it already.
    """
    way = _WAYS.get(fact)
    return way(one, other) if way else None


def _when(one: Event, other: Event) -> Event | None:
    mine, theirs = one.interval, other.interval
    if mine is None or theirs is None:
        return None
    first, last = min(mine.first, theirs.first), max(mine.last, theirs.last)
    if (first, last) in (mine, theirs):
        return None
    note = one.date_note or other.date_note
    basis = DateBasis.INFERRED
    return replace(one, date_start=first, date_end=last, date_basis=basis, date_note=note)


def _who(one: Event, other: Event) -> Event | None:
    people = _both(one.actors, other.actors), _both(one.recipients, other.recipients)
    if any(_as_sets(people) == _as_sets((e.actors, e.recipients)) for e in (one, other)):
        return None
    return replace(one, actors=people[0], recipients=people[1])


def _says(one: Event, other: Event) -> Event | None:
    sources = _both(one.attributed_to, other.attributed_to)
    if one.status != other.status or set(sources) in (
        set(one.attributed_to),
        set(other.attributed_to),
    ):
        return None
    return replace(one, attributed_to=sources)


def _toll(one: Event, other: Event) -> Event | None:
    found = [
        n
        for e in (one, other)
        for n in (e.deaths_low, e.deaths_best, e.deaths_high)
        if n is not None
    ]
    if len(set(found)) < 2:
        return None
    whose = _both(one.deaths_of, other.deaths_of)
    low, high = min(found), max(found)
    return replace(one, deaths_low=low, deaths_best=None, deaths_high=high, deaths_of=whose)


def _as_sets(people: tuple[tuple[str, ...], tuple[str, ...]]) -> list[frozenset[str]]:
    return [frozenset(ids) for ids in people]


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


_WAYS: Mapping[str, Callable[[Event, Event], Event | None]] = {
    "when": _when,
    "who": _who,
    "says": _says,
    "toll": _toll,
}
