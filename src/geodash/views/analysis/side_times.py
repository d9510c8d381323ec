"""When the events of two sides were, on one scale: a mark an event where its date fits a unit, else a line.

A line covers all days on which an event may have been: nothing is put into the middle of a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from geodash.domain.model import Article, Event
from geodash.query.compare import Comparison, Side
from geodash.query.store import Store
from geodash.query.times import Bin
from geodash.views.analysis.coverage import coverage
from geodash.views.analysis.figures import Json, by_kind, figure
from geodash.words.dates import date_label_short

#: Units of the longer side, at most.
MOST_BINS = 40
#: Up to so many events on both sides a mark is an event; of more, bars tell how many.
MOST_MARKS = 600
#: Lines drawn below one another; what has no room is counted.
MOST_LANES = 24

Period = tuple[date, date]


def times(
    store: Store,
    compared: Comparison,
    a: Sequence[Event],
    b: Sequence[Event],
    articles: Sequence[Article],
) -> Json | None:
    """``unit``, ``days`` of the longer side, and of each side its bins and lines.

    ``None`` where nothing is dated. ``marks``: whether a mark is an event; ``caption`` says it.
    """
    spans = [_span(store, compared, side) for _, side in compared.sides]
    if not all(spans):
        return None
    (one, two) = spans
    assert one and two
    longest = max((one, two), key=lambda s: s[1] - s[0])
    unit, _ = store.bins(compared.shared, longest, n=MOST_BINS)
    marks = len(a) + len(b) <= MOST_MARKS
    found = []
    for (_, side), own, span in zip(compared.sides, (a, b), (one, two), strict=True):
        _, bins = store.bins(side.filter, span, unit=unit, n=MOST_BINS)
        found.append(_side(own, bins, span, marks) | {"coverage": coverage(articles, span)})
    return {
        "unit": unit,
        "marks": marks,
        "caption": f"{'one mark = one event' if marks else 'height = events'}, by {unit}",
        "days": (longest[1] - longest[0]).days + 1,
        "a": found[0],
        "b": found[1],
    }


def _span(store: Store, compared: Comparison, side: Side) -> Period | None:
    """The days of a side: its own, else those that the shared filter holds."""
    domain = store.domain(compared.shared)
    if domain is None:
        return None
    first = side.filter.date_from or domain[0]
    last = side.filter.date_to or domain[1]
    return (first, last) if first <= last else (min(first, last), max(first, last))


def _side(events: Sequence[Event], bins: Sequence[Bin], span: Period, marks: bool) -> Json:
    first, last = span
    dated = [e for e in events if e.interval]
    inside = [e for e in dated if e.interval and _overlaps(e, span)]
    within: dict[int, list[Event]] = {}
    loose = []
    at = 0
    for event in sorted(inside, key=_first_day):
        begins, ends = _days(event)
        while at + 1 < len(bins) and bins[at].end < begins:
            at += 1
        if bins and bins[at].start <= begins and ends <= bins[at].end:
            within.setdefault(at, []).append(event)
        else:
            loose.append(event)
    lines, left = _lines(loose, span) if marks else ([], loose)
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "bins": [_bin(bins[i], within[i], marks) for i in sorted(within)],
        "lines": lines,
        "loose": figure(loose),
        "undrawn": figure(left),
        "outside": figure(e for e in dated if not _overlaps(e, span)),
        "undated": figure(e for e in events if not e.interval),
    }


def _days(event: Event) -> Period:
    if event.interval is None:
        raise ValueError(f"{event.event_id} has no date")
    return event.interval.first, event.interval.last


def _first_day(event: Event) -> Period:
    return _days(event)


def _overlaps(event: Event, span: Period) -> bool:
    first, last = _days(event)
    return first <= span[1] and last >= span[0]


def _bin(unit: Bin, events: Iterable[Event], marks: bool) -> Json:
    stacked = sorted(events, key=lambda e: e.kind.order)
    found: Json = {"from": unit.start.isoformat(), "to": unit.end.isoformat()}
    if marks:
        return found | {"events": [_mark(e) for e in stacked]}
    return found | {"kinds": by_kind(stacked)}


def _mark(event: Event) -> Json:
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status.value == "planned",
        "title": f"{event.title}, {date_label_short(event)}",
    }


def _lines(events: Sequence[Event], span: Period) -> tuple[list[Json], list[Event]]:
    """The events as lines in lanes, each as high up as there is room; and those without any."""
    ends: list[date] = []
    lines, left = [], []
    for event in events:
        first, last = _days(event)
        begins, stops = max(first, span[0]), min(last, span[1])
        lane = next(
            (i for i, end in enumerate(ends) if end < begins - timedelta(days=1)), len(ends)
        )
        if lane >= MOST_LANES:
            left.append(event)
            continue
        ends[lane:] = [stops, *ends[lane + 1 :]]
        lines.append(
            _mark(event) | {"from": begins.isoformat(), "to": stops.isoformat(), "lane": lane}
        )
    return lines, left
