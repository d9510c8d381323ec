"""Before and after a day: two lists side by side, in whole events, never in percentages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from geodash.domain.model import Event, Kind
from geodash.query.store import Store
from geodash.views.analysis.figures import Json, figure, sides
from geodash.views.places import place_label
from geodash.words.kinds import kind_label

MOST_ROWS = 12

Keys = Callable[[Event], Iterable[str]]


def change(store: Store, events: Sequence[Event], at: date) -> Json:
    """Kinds, parties and places before the day and from it on, the largest difference first.

    An event whose interval reaches over the day is in neither list, nor is an undated one; both
    are counted.
    """
    before = [e for e in events if e.interval and e.interval.last < at]
    after = [e for e in events if e.interval and e.interval.first >= at]
    across = [e for e in events if e.interval and e.interval.first < at <= e.interval.last]
    vocabulary = store.vocabulary

    def parties(event: Event) -> Iterable[str]:
        both = (*event.actors, *event.recipients)
        names = map(vocabulary.actor_name, sides(vocabulary, both, countries=True))
        return dict.fromkeys(names)

    def place(event: Event) -> Iterable[str]:
        return (place_label(event, vocabulary.places),) if event.point else ()

    kinds = {k.value: kind_label(k, vocabulary.kind_names) for k in Kind}
    return {
        "at": at.isoformat(),
        "before": figure(before),
        "after": figure(after),
        "across": figure(across),
        "undated": figure(e for e in events if e.interval is None),
        "lists": [
            _list("kind", "By kind", before, after, lambda e: (e.kind.value,), kinds),
            _list("actor", "By party", before, after, parties),
            _list("place", "By place", before, after, place),
        ],
    }


def _list(
    key: str,
    title: str,
    before: Sequence[Event],
    after: Sequence[Event],
    keys: Keys,
    labels: Mapping[str, str] | None = None,
) -> Json:
    groups: dict[str, tuple[list[Event], list[Event]]] = {}
    for side, events in enumerate((before, after)):
        for event in events:
            for value in keys(event):
                groups.setdefault(value, ([], []))[side].append(event)
    ranked = sorted(
        groups.items(), key=lambda g: (-abs(len(g[1][1]) - len(g[1][0])), g[0].casefold())
    )
    rows = [
        {
            "value": value,
            "label": (labels or {}).get(value, value),
            "before": figure(one),
            "after": figure(two),
        }
        for value, (one, two) in ranked[:MOST_ROWS]
    ]
    return {"key": key, "title": title, "rows": rows, "more": max(0, len(ranked) - MOST_ROWS)}
