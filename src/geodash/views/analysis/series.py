"""Over time by kind, type, party or article: bars with uncertain dates spread evenly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geodash.query.filter import Filter
from geodash.query.store import Store
from geodash.query.times import Bin, Unit
from geodash.views.analysis.figures import MOST_IDS, Json
from geodash.words.kinds import kind_label
from geodash.words.labels import type_label
from geodash.words.wholes import alone_note

MOST_SERIES = 8
MOST_BARS = 48


def series(store: Store, f: Filter, by: str, period: tuple[date, date] | None) -> Json:
    """``unit``, ``bars`` (first and last day) and ``rows``: a value, its count, its share per bar.

    Only for kinds do the rows add up, to the events that the filter counts: an event with two parties or articles is
    in both. ``note`` says what a kind chosen alone shows more.
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
    counts, shown = store.facets(f)["kinds"], set(store.counted(f))
    rows = []
    for kind in store.vocabulary.kinds:
        if not counts.get(kind.value) or (f.kinds and kind not in f.kinds):
            continue
        alone = store.counted(replace(f, kinds=(kind,)))
        # A whole whose parts are of other kinds gives way to them, as in the legend and in the bars.
        ids = [i for i in alone if i in shown]
        label = kind_label(kind)
        shares = [round(b.kinds.get(kind, 0), 3) for b in bars]
        note = alone_note(len(ids), len(alone) - len(ids))
        rows.append(_row(kind.value, label, ids, shares) | {"note": note})
    return [row for row in rows if row["count"]]


def _others(
    store: Store, f: Filter, by: str, period: tuple[date, date] | None, unit: Unit | None
) -> list[Json]:
    along = _DIMENSIONS[by]
    counts: Mapping[str, int] = store.facets(f)[along.facet]
    label = {value: along.label(store, value) for value in counts}
    values = [v for v in counts if along.counts(store, f, v)]
    values.sort(key=lambda v: (-counts[v], label[v].casefold()))
    rows = []
    for value in values[: MOST_SERIES + 1]:
        one = along.narrowed(store, f, value)
        bars = store.bins(one, period, unit=unit, n=MOST_BARS)[1] if unit else []
        ids = store.counted(one)
        if ids:
            rows.append(_row(value, label[value], ids, [round(b.total, 3) for b in bars]))
    return rows


def _row(value: str, label: str, ids: list[str], shares: list[float]) -> Json:
    total = {"n": len(ids), "ids": ids[:MOST_IDS]}
    return {
        "value": value,
        "label": label,
        "count": len(ids),
        "total": total,
        "shares": shares,
        "note": "",
    }


@dataclass(frozen=True, slots=True)
class _Dimension:
    """Something else than kinds to draw series of.

    ``counts`` tells whether a value has a row under a filter; ``narrowed`` is the filter with
    that value alone, all other parts as they were.
    """

    facet: str
    label: Callable[[Store, str], str]
    counts: Callable[[Store, Filter, str], bool]
    narrowed: Callable[[Store, Filter, str], Filter]


def _stands_alone(store: Store, f: Filter, value: str) -> bool:
    """Countries, and actors that belong to none: nobody is drawn beside his own country."""
    return value not in store.vocabulary.actors or not store.vocabulary.country_of(value)


def _with_actor(store: Store, f: Filter, value: str) -> Filter:
    """Events of the actor; where some are asked for already, those that he shares with them."""
    return replace(f, actors=(*f.actors, value), all_actors=bool(f.actors))


_DIMENSIONS = {
    "type": _Dimension(
        "types",
        lambda store, v: type_label(store.vocabulary.kinds.by_type[v]),
        lambda store, f, v: not f.types or v in f.types,
        lambda store, f, v: replace(f, types=(store.vocabulary.kinds.by_type[v],)),
    ),
    "actor": _Dimension(
        "actors", lambda store, v: store.vocabulary.actor_name(v), _stands_alone, _with_actor
    ),
    "article": _Dimension(
        "articles",
        lambda store, v: store.vocabulary.article_title(v),
        lambda store, f, v: not f.articles or v in f.articles,
        lambda store, f, v: replace(f, articles=(v,)),
    ),
}
