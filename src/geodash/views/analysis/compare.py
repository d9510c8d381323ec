"""A and B side by side: what each holds, what only one has, what both have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from geodash.domain.differing import Differing
from geodash.domain.model import Article, Event
from geodash.geo.layers import GeoData
from geodash.query.compare import WAYS, By, Comparison, Letter, comparison, describe
from geodash.query.filter import Filter
from geodash.query.params import query_string
from geodash.query.store import Store
from geodash.views.analysis.figures import Json, figure, sides
from geodash.views.analysis.side_maps import SideMaps
from geodash.views.analysis.side_times import times
from geodash.views.analysis.tallies import tallies
from geodash.views.places import place_label
from geodash.words.dates import date_brief
from geodash.words.differing import differs
from geodash.words.numbers import number_of

#: Events listed one by one.
MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Shares:
    """The events of two sides in time order, as the page counts them; those of both are in either."""

    a: Sequence[Event]
    b: Sequence[Event]

    @classmethod
    def of(cls, store: Store, compared: Comparison) -> Shares:
        """What the two filters count."""
        a, b = (store.events(store.counted(side.filter)) for _, side in compared.sides)
        return cls(a, b)

    @property
    def both(self) -> list[Event]:
        """Those that lie in both."""
        in_b = {e.event_id for e in self.b}
        return [e for e in self.a if e.event_id in in_b]

    @property
    def all(self) -> list[Event]:
        """Each once, those of A first."""
        in_a = {e.event_id for e in self.a}
        return [*self.a, *(e for e in self.b if e.event_id not in in_a)]


class Sides:
    """A comparison with the events of either side and the maps that show them, each worked out once."""

    def __init__(self, store: Store, geodata: GeoData, compared: Comparison) -> None:
        self.store, self._geodata, self.compared = store, geodata, compared

    @cached_property
    def shares(self) -> Shares:
        """What either side counts."""
        return Shares.of(self.store, self.compared)

    @cached_property
    def maps(self) -> SideMaps:
        """Pictures of either side in the view of both."""
        return SideMaps(self.store, self._geodata, self.shares.all)

    def picture(self, letter: Letter, *, small: bool) -> str:
        """The map of one side as SVG."""
        own = self.shares.a if letter == "a" else self.shares.b
        label = dict(self.compared.sides)[letter].label
        title = f"Map of {letter.upper()}, {label}: {number_of(len(own), 'event')}"
        return self.maps.picture(own, title, small=small)


def compare(sides: Sides, articles: Sequence[Article], differing: Mapping[str, Differing]) -> Json:
    """Both sides in words and figures; their maps are pictures of their own (:meth:`Sides.picture`)."""
    found = _compared(sides.store, articles, sides.compared, sides.shares, sides.maps)
    lists = (found["both"], found["a"]["only"], found["b"]["only"])
    for row in (row for listed in lists for row in listed["rows"]):
        row["differs"] = differs(differing, row["id"])
    return found


def _compared(
    store: Store,
    articles: Sequence[Article],
    compared: Comparison,
    shares: Shares,
    maps: SideMaps,
) -> Json:
    words, shared = describe(store, compared), compared.words(store.vocabulary)
    return {
        "by": compared.way.by,
        "word": compared.way.word,
        "params": dict(compared.side_params()),
        "query": query_string([*compared.shared.to_params(), *compared.side_params()]),
        "amount": words.amount,
        "said": f"{f', {shared}' if shared else ''}; {'; '.join(words.rest)}.",
        "a": _side(store, compared, maps, shares.a, shares.b, 0),
        "b": _side(store, compared, maps, shares.b, shares.a, 1),
        "both": _listed(store, shares.both),
        "tallies": tallies(store, compared, shares.a, shares.b),
        "times": times(store, compared, shares.a, shares.b, articles),
        "view": maps.slide_view,
        "choices": choices(store, compared),
    }


def ways(store: Store, shared: Filter, compared: Comparison | None) -> list[Json]:
    """What can be compared under a filter, each with the parameters of the sides to begin with."""
    found = []
    for way in WAYS:
        here = compared is not None and compared.way == way
        begun = compared if here else comparison(store, shared, way)
        if begun:
            params = dict(begun.side_params())
            found.append({"by": way.by, "label": way.label, "params": params})
    return found


def choices(store: Store, compared: Comparison) -> list[Json]:
    """The parties or articles that a side can be, with their events under the shared filter."""
    facet: dict[By, str] = {"parties": "actors", "articles": "articles"}
    if compared.way.by not in facet:
        return []
    counts = store.facets(compared.shared)[facet[compared.way.by]]
    vocabulary = store.vocabulary
    parties = compared.way.by == "parties"
    name = vocabulary.actor_name if parties else vocabulary.article_title
    values = {value for value, n in counts.items() if n}
    values |= {value for _, side in compared.sides for _, value in side.params}
    rows = [{"value": v, "label": name(v), "count": counts.get(v, 0)} for v in values]
    return sorted(rows, key=lambda r: (str(r["label"]).casefold(), r["value"]))


def _side(
    store: Store,
    compared: Comparison,
    maps: SideMaps,
    own: Sequence[Event],
    other: Sequence[Event],
    at: int,
) -> Json:
    _, side = compared.sides[at]
    there = {e.event_id for e in other}
    names = store.vocabulary.places

    def place(event: Event) -> Iterable[str]:
        return (place_label(event, names),) if event.point else ()

    def who(event: Event) -> Iterable[str]:
        ids = (*event.actors, *event.recipients)
        return map(store.vocabulary.actor_name, sides(store.vocabulary, ids, countries=False))

    return {
        "label": side.label,
        "query": side.filter.to_query(),
        "total": figure(own),
        "elsewhere": figure(maps.elsewhere(own)),
        "unplaced": figure(e for e in own if not e.point),
        "only": _listed(store, [e for e in own if e.event_id not in there]),
        "places": _apart(own, other, place),
        "who": _apart(own, other, who),
    }


def _apart(
    own: Sequence[Event], other: Sequence[Event], values: Callable[[Event], Iterable[str]]
) -> list[Json]:
    """The values that no event of the other side has, those with most events first."""
    there = {value for event in other for value in values(event)}
    found: dict[str, list[Event]] = {}
    for event in own:
        for value in dict.fromkeys(values(event)):
            if value not in there:
                found.setdefault(value, []).append(event)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    return [{"label": value, "events": figure(events)} for value, events in ranked]


def _listed(store: Store, events: Sequence[Event]) -> Json:
    """All as a figure, and the first of them one by one."""
    return {"total": figure(events), "rows": [_row(store, e) for e in events[:MOST_LISTED]]}


def _row(store: Store, event: Event) -> Json:
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status.value == "planned",
        "title": event.title,
        "when": date_brief(event),
        "where": place_label(event, store.vocabulary.places),
    }
