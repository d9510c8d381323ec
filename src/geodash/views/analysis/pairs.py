"""Who is said to have acted on whom: pairs with their kinds; each is a filter that shows just its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from geodash.domain.lookup import Lookup
from geodash.domain.model import Event
from geodash.query.filter import Filter
from geodash.query.parts.pairs import ARROW
from geodash.query.store import Store
from geodash.views.analysis.claims import account_of
from geodash.views.analysis.figures import Json, by_kind, figure, sides
from geodash.words.numbers import number_of

MOST_PAIRS = 40
NOBODY = "nobody named"


def pairs(
    store: Store, lookup: Lookup, f: Filter, events: Iterable[Event], *, countries: bool
) -> Json:
    """The pairs among the events, the most frequent first; those that name one side only last.

    The two directions of a pair stand side by side, by the names of who acted. A whole counts in a
    pair only where none of its parts does; how many of the parts are of one account is told.

    Counted under all other parts of the filter, by the filter itself, so that a click shows
    exactly as many. An event between several parties is in several pairs, what happens without anybody
    doing it (``doerless``) in none.
    """
    events = list(events)
    found: dict[str, int] = {}
    for event in (e for e in events if not e.doerless):
        for pair in _pairs_of(store, event, countries=countries):
            found[pair] = found.get(pair, 0) + 1
    names = {pair: _names(store, pair) for pair in found}

    most: dict[tuple[str, ...], int] = {}
    for pair, n in found.items():
        most[_both(names[pair])] = max(n, most.get(_both(names[pair]), 0))

    def rank(pair: str) -> tuple[bool, int, tuple[str, ...], list[str]]:
        both = _both(names[pair])
        return NOBODY in names[pair], -most[both], both, [n.casefold() for n in names[pair]]

    ranked = sorted(found, key=rank)
    return {
        "by": "country" if countries else "actor",
        "rows": [_row(store, lookup, f, pair, names[pair]) for pair in ranked[:MOST_PAIRS]],
        "more": max(0, len(ranked) - MOST_PAIRS),
        "doerless": figure(e for e in events if e.doerless),
    }


def _pairs_of(store: Store, event: Event, *, countries: bool) -> list[str]:
    doers = sides(store.vocabulary, event.actors, countries=countries) or ("",)
    targets = sides(store.vocabulary, event.recipients, countries=countries) or ("",)
    # Where both act on each other, nobody is meant to act on himself.
    mutual = len(doers) > 1 and set(doers) == set(targets)
    return [
        f"{a}{ARROW}{b}" for a in doers for b in targets if (a or b) and not (mutual and a == b)
    ]


def _both(names: tuple[str, str]) -> tuple[str, ...]:
    """The same for either direction of a pair."""
    return tuple(sorted(name.casefold() for name in names))


def _names(store: Store, pair: str) -> tuple[str, str]:
    a, _, b = pair.partition(ARROW)
    name = store.vocabulary.actor_name
    return name(a) if a else NOBODY, name(b) if b else NOBODY


def _row(store: Store, lookup: Lookup, f: Filter, pair: str, names: tuple[str, str]) -> Json:
    events = store.events(store.counted(replace(f, pairs=(pair,))))
    return {
        "pair": pair,
        "from": names[0],
        "to": names[1],
        "total": figure(events),
        "kinds": by_kind(events),
        "one_sided": by_kind(e for e in events if e.one_sided),
        "parts": _parts(lookup, events),
    }


def _parts(lookup: Lookup, events: Iterable[Event]) -> str:
    """How many of the events are parts of one account beside others of them; blank where none is."""
    of = Counter(account_of(lookup, e).event_id for e in events)
    several = [n for n in of.values() if n > 1]
    if not several:
        return ""
    accounts = "one account" if len(several) == 1 else number_of(len(several), "account")
    return f"{sum(several):,} of them are parts of {accounts}"
