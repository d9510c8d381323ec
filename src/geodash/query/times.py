"""Questions about time: bars, the extent worth drawing, and what lies outside a period.

An event of uncertain date is spread evenly over its interval: one of ten days puts a tenth into
each day. The sum of all bars is therefore the number of dated events within them, and no peak
comes from where a coder put an interval's first day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

import numpy as np

from geodash.domain.kinds import AnyKind
from geodash.query.spans import Spans

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade", "century")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_OF = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365, "decade": 3652,
            "century": 36524}  # fmt: skip
_MOST_BINS = 10_000
#: Of a timeline.
MOST_BARS = 120
#: A bar is no finer than the dates of so many events, the most exact of them left out.
_KNOWN = 0.25
#: What lies farther out than the inner 96 % (of ten and more, all but the outermost) and a margin
#: is an outlier, counted but not drawn.
_TAIL = 0.02
_TAIL_FROM = 10
_MARGIN = 0.25
_LEAST_MARGIN = 31
_EPOCH = date(1970, 1, 1)


def rules() -> dict[str, Any]:
    """What the days to draw and the bars are found by, for whoever counts them elsewhere."""
    return {
        "units": [[unit, _DAYS_OF[unit], _MONTHS.get(unit, 0)] for unit in UNITS],
        "most_bins": _MOST_BINS,
        "bars": MOST_BARS,
        "known": _KNOWN,
        "tail": _TAIL,
        "tail_from": _TAIL_FROM,
        "margin": _MARGIN,
        "least_margin": _LEAST_MARGIN,
    }


class Bin(NamedTuple):
    """A bar: first and last day, inclusive, and the spread events of each kind."""

    start: date
    end: date
    kinds: dict[AnyKind, float]

    @property
    def total(self) -> float:
        """All kinds together."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Outside:
    """Events of the other filters that a period leaves out.

    ``partly`` overlap it without lying in it, which matters to ``when=certain`` alone.
    """

    before: int = 0
    after: int = 0
    partly: int = 0


def domain(spans: Spans, counts: np.ndarray) -> tuple[date, date] | None:
    """First and last day worth drawing; ``None`` without a dated event.

    Foreground events decide as long as there are any; outliers and the far ends of long intervals
    stay outside.
    """
    front = np.where(spans.background, 0, counts)
    counts = front if front.any() else counts
    at = np.flatnonzero(counts)
    if not len(at):
        return None
    first, last, many = spans.first[at], spans.last[at], counts[at]
    size = int(many.sum())
    middle = _Ranked((first.astype(np.int64) + last) // 2, many)
    tail = max(1, int(size * _TAIL)) if size >= _TAIL_FROM else 0
    low, high = middle.at(tail), middle.at(size - 1 - tail)
    # What is known to the year or century reaches as far as that around its middle.
    reach = int(_Ranked(last.astype(np.int64) - first, many).quantile(_KNOWN)) // 2 + 1
    margin = max(_LEAST_MARGIN, int((high - low) * _MARGIN), reach)
    near = (middle.values >= low - margin) & (middle.values <= high + margin)
    start = max(int(first[near].min()), low - margin)
    end = min(int(last[near].max()), high + margin)
    return _date(start), _date(end)


class _Ranked:
    """Values that many events each have, by the rank of an event."""

    def __init__(self, values: np.ndarray, many: np.ndarray) -> None:
        self.values = values
        order = np.argsort(values, kind="stable")
        self._sorted, self._ends = values[order], many[order].cumsum()

    def at(self, rank: int) -> int:
        """The value of the event of this rank, the least having rank 0."""
        return int(self._sorted[np.searchsorted(self._ends, rank, "right")])

    def quantile(self, part: float) -> float:
        """As ``numpy.quantile`` has it: between two events in proportion."""
        rank = (int(self._ends[-1]) - 1) * part
        low = self.at(int(rank))
        return low + (self.at(math.ceil(rank)) - low) * (rank - int(rank))


def outside(spans: Spans, counts: np.ndarray, first: date | None, last: date | None) -> Outside:
    """Counts before, after and partly in the period; see :class:`Outside`.

    ``counts`` are of the events without regard to their date.
    """
    start, end = _day(first or date.min), _day(last or date.max)
    before = spans.last < start
    after = spans.first > end
    crossing = ~before & ~after & ((spans.first < start) | (spans.last > end))
    return Outside(*(int(counts[flags].sum()) for flags in (before, after, crossing)))


def bins(
    spans: Spans,
    counts: np.ndarray,
    period: tuple[date, date],
    *,
    unit: Unit | None = None,
    n: int = MOST_BARS,
) -> tuple[Unit, list[Bin]]:
    """Calendar bars over a period, empty ones too.

    Without ``unit`` the finest is taken that makes at most ``n`` bars and is no finer than the dates.
    """
    unit = unit or _finest((period[1] - period[0]).days, n, _known_to(spans, counts))
    edges = list(_edges(*period, unit))
    starts = np.array([_day(a) for a, _ in edges])
    ends = np.array([_day(b) for _, b in edges])
    sums = _spread(spans, counts, starts, ends)
    result = []
    for i, (a, b) in enumerate(edges):
        # What is left of sums that should be nought is dust.
        kinds = {k: float(v) for k, v in zip(spans.kinds, sums[:, i], strict=True) if v > 1e-6}
        result.append(Bin(a, b, kinds))
    return unit, result


def _finest(days: int, n: int, known: int) -> Unit:
    """The finest unit of which at most ``n`` cover so many days; none that ``known`` days hold twice."""
    fitting = (u for u in UNITS if days / _DAYS_OF[u] < n - 1 and _DAYS_OF[u] * 2 > known)
    return next(fitting, UNITS[-1])


def _known_to(spans: Spans, counts: np.ndarray) -> int:
    """To how many days the events are dated; see ``_KNOWN``."""
    at = np.flatnonzero(counts)
    if not len(at):
        return 1
    lengths = _Ranked(spans.last[at].astype(np.int64) - spans.first[at] + 1, counts[at])
    return lengths.at(int((int(counts[at].sum()) - 1) * _KNOWN))


def _spread(spans: Spans, counts: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Events by kind and bar, each with the part of its days that falls into the bar."""
    at = np.flatnonzero((counts > 0) & (spans.last >= starts[0]) & (spans.first <= ends[-1]))
    first, last = spans.first[at].astype(np.int64), spans.last[at].astype(np.int64)
    share = counts[at] / (last - first + 1)
    first, last = np.maximum(first, starts[0]), np.minimum(last, ends[-1])
    begins = np.searchsorted(starts, first, "right") - 1
    stops = np.searchsorted(starts, last, "right") - 1
    row = spans.kind[at].astype(np.int64) * len(starts)
    size = len(starts) * len(spans.kinds)
    days_of = ends - starts + 1
    # The bar it begins in and the bar it ends in; where they are one, its days count once.
    sums = np.bincount(row + begins, share * (np.minimum(last, ends[begins]) - first + 1), size)
    more = stops > begins
    tail = share * (last - starts[stops] + 1)
    sums += np.bincount((row + stops)[more], tail[more], size)
    # Whole bars between: a rate of days that sets in after the first and ends before the last.
    rate = np.bincount((row + begins + 1)[more], share[more], size)
    rate -= np.bincount((row + stops)[more], share[more], size)
    shape = (len(spans.kinds), len(starts))
    spread: np.ndarray = sums.reshape(shape) + rate.reshape(shape).cumsum(axis=1) * days_of
    return spread


def _edges(first: date, last: date, unit: Unit) -> Iterator[tuple[date, date]]:
    """Whole calendar units from the one that holds ``first`` to the one that holds ``last``."""
    start = first
    if unit == "week":
        start = first - timedelta(days=min(first.weekday(), (first - date.min).days))
    elif unit in _MONTHS:
        size = _MONTHS[unit]
        start = _month((first.year * 12 + first.month - 1) // size * size)
    for _ in range(_MOST_BINS):
        end = _end(start, unit)
        yield start, end
        if end >= last:
            return
        start = end + timedelta(days=1)


def _end(start: date, unit: Unit) -> date:
    """The last day of the unit that begins there; the calendar ends with the year 9999."""
    if unit not in _MONTHS:
        left = (date.max - start).days
        return start + timedelta(days=min(_DAYS_OF[unit] - 1, left))
    size = _MONTHS[unit]
    months = ((start.year * 12 + start.month - 1) // size + 1) * size
    return date.max if months // 12 > date.max.year else _month(months) - timedelta(days=1)


def _month(number: int) -> date:
    """The first day of a month counted from a year 0, which no calendar has."""
    return date(number // 12, number % 12 + 1, 1) if number >= 12 else date.min


def _day(day: date) -> int:
    return (day - _EPOCH).days


def _date(number: int) -> date:
    return _EPOCH + timedelta(days=number)
