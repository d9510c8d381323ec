"""Over time by kind, type, party or article: bars with uncertain dates spread evenly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from geodash.domain.model import EventType, Kind
from geodash.query.filter import Filter
from geodash.query.store import Store
from geodash.query.times import Bin, Unit
from geodash.views.analysis.figures import MOST_IDS, Json
from geodash.views.symbols import SYMBOLS
from geodash.words.labels import type_label

MOST_SERIES = 8
MOST_BARS = 48


def series(store: Store, f: Filter, by: str, period: tuple[date, date] | None) -> Json:
    """``unit``, ``bars`` (first and last day) and ``rows``: a value, its count, its share per bar.

    Only for kinds do the rows add up: an event with two parties or articles is in both.
    """
    unit, bars = store.bins(f, period, n=MOST_BARS)
    kinds = by == "kind"
    rows = _kinds(store, f, bars) if kinds else _others(store, f, by, period, unit)
    return {
        "by": by,
        "unit": unit,
        "adds_up": kinds,
        "bars": [{"from": b.start.isoformat(), "to": b.end.isoformat()} for b in bars],
        "rows": rows[:MOST_SERIES],
        "more": max(0, len(rows) - MOST_SERIES),
    }


def _kinds(store: Store, f: Filter, bars: list[Bin]) -> list[Json]:
    counts = store.facets(f)["kinds"]
    return [
        _row(
            kind.value,
            SYMBOLS[kind].label,
            store.counted(replace(f, kinds=(kind,))),
            [round(b.kinds.get(kind, 0), 3) for b in bars],
        )
        for kind in Kind
        if counts.get(kind.value) and (not f.kinds or kind in f.kinds)
    ]


def _others(
    store: Store, f: Filter, by: str, period: tuple[date, date] | None, unit: Unit | None
) -> list[Json]:
    facet, field, label = _DIMENSIONS[by]
    counts: Mapping[str, int] = store.facets(f)[facet]
    values = [v for v in counts if _stands_alone(store, by, v)]
    chosen = getattr(f, field)
    if chosen and by != "actor":
        values = [v for v in values if v in {str(c) for c in chosen}]
    values.sort(key=lambda v: (-counts[v], label(store, v).casefold()))
    rows = []
    for value in values[: MOST_SERIES + 1]:
        one = replace(f, **{field: (_typed(by, value),), "all_actors": False})
        if by == "actor" and chosen:
            one = replace(f, actors=(*f.actors, value), all_actors=True)
        _, bars = store.bins(one, period, unit=unit, n=MOST_BARS) if unit else (None, [])
        ids = store.counted(one)
        if ids:
            shares = [round(b.total, 3) for b in bars]
            rows.append(_row(value, label(store, value), ids, shares))
    return rows


def _row(value: str, label: str, ids: list[str], shares: list[float]) -> Json:
    total = {"n": len(ids), "ids": ids[:MOST_IDS]}
    return {"value": value, "label": label, "count": len(ids), "total": total, "shares": shares}


def _stands_alone(store: Store, by: str, value: str) -> bool:
    """Countries, and actors that belong to none: nobody is drawn beside his own country."""
    return (
        by != "actor"
        or value not in store.vocabulary.actors
        or not (store.vocabulary.country_of(value))
    )


def _typed(by: str, value: str) -> object:
    return EventType(value) if by == "type" else value


_DIMENSIONS = {
    "type": ("types", "types", lambda _, v: type_label(EventType(v))),
    "actor": ("actors", "actors", lambda store, v: store.vocabulary.actor_name(v)),
    "article": ("articles", "articles", lambda store, v: store.vocabulary.article_title(v)),
}
