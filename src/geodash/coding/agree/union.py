"""What holds of two codings of one fact at once: the days of both, the people of both, the figures of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from geodash.domain.model import Actor, DateBasis, Event
from geodash.exchange.cells import cell
from geodash.words.dates import date_label
from geodash.words.lists import listed
from geodash.words.names import actor_names

Actors = Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Union:
    """The cells that it sets, and how it is said."""

    cells: Mapping[str, str]
    text: str


def union(fact: str, one: Event, other: Event, actors: Actors) -> Union | None:
    """What both say of a fact; ``None`` where only one can be right."""
    way = _WAYS.get(fact)
    return way(one, other, actors) if way else None


def _when(one: Event, other: Event, _: Actors) -> Union | None:
    mine, theirs = one.interval, other.interval
    if mine is None or theirs is None or mine == theirs:
        return None
    first, last = min(mine.first, theirs.first), max(mine.last, theirs.last)
    made = replace(one, date_start=first, date_end=last, date_basis=DateBasis.INFERRED)
    cells = {
        c: cell(getattr(made, c)) for c in ("date_start", "date_end", "date_kind", "date_basis")
    }
    return Union({**cells, "date_note": one.date_note or other.date_note}, date_label(made))


def _who(one: Event, other: Event, actors: Actors) -> Union | None:
    columns = {c: _both(getattr(one, c), getattr(other, c)) for c in ("actors", "recipients")}
    said = [listed(actor_names(actors, ids)) for ids in columns.values() if ids]
    return Union({c: ";".join(ids) for c, ids in columns.items()}, " → ".join(said))


def _says(one: Event, other: Event, actors: Actors) -> Union | None:
    if one.status != other.status:
        return None
    ids = _both(one.attributed_to, other.attributed_to)
    cells = {"status": one.status.value, "attributed_to": ";".join(ids)}
    return Union(cells, listed(actor_names(actors, ids)))


def _toll(one: Event, other: Event, _: Actors) -> Union | None:
    figures = [
        n
        for e in (one, other)
        for n in (e.deaths_low, e.deaths_best, e.deaths_high)
        if n is not None
    ]
    if len(set(figures)) < 2:
        return None
    low, high = min(figures), max(figures)
    whose = ";".join(_both(one.deaths_of, other.deaths_of))
    cells = {
        "deaths_low": str(low),
        "deaths_best": "",
        "deaths_high": str(high),
        "deaths_of": whose,
    }
    return Union(cells, f"{low:,} to {high:,}")


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys((*one, *other)))


_WAYS: Mapping[str, Callable[[Event, Event, Actors], Union | None]] = {
    "when": _when,
    "who": _who,
    "says": _says,
    "toll": _toll,
}
