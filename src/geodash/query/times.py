"""Questions about time: bars, the extent worth drawing, and what lies outside a period.

An event of uncertain date is spread evenly over its interval: one of ten days puts a tenth into
each day. The sum of all bars is therefore the number of dated events within them, and no peak
comes from where a coder put an interval's first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from geodash.model import Kind
from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.shown import Sets

Unit = Literal["day", "week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS_OF = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
_MOST_BINS = 1000
#: What lies farther out than the inner 96 % and a margin is an outlier, counted but not drawn.
_TAIL = 0.02
_MARGIN = 0.25
_LEAST_MARGIN = 31
_EPOCH = date(1970, 1, 1)


class Bin(NamedTuple):
    """A bar: first and last day, inclusive, and the spread events of each kind."""

    start: date
    end: date
    kinds: dict[Kind, float]

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


def domain(engine: Engine, sets: Sets, f: Filter) -> tuple[date, date] | None:
    """First and last day worth drawing; ``None`` without a dated event.

    Foreground events decide as long as there are any; outliers and the far ends of long intervals
    stay outside.
    """
    for condition in ("NOT p.background", "TRUE"):
        sql, params = sets.begin(f)
        base = (
            f"{sql}, mid AS (SELECT p.date_start, p.date_end,"
            f" ((p.date_start - DATE '{_EPOCH}') + (p.date_end - DATE '{_EPOCH}')) // 2 AS m"
            f" FROM shown p WHERE p.date_start IS NOT NULL AND {condition}) "
        )
        low, high = engine.one(
            f"{base} SELECT quantile_disc(m, {_TAIL}), quantile_disc(m, {1 - _TAIL}) FROM mid",
            params,
        )
        if low is None:
            continue
        margin = max(_LEAST_MARGIN, int((high - low) * _MARGIN))
        first, last = _day(low - margin), _day(high + margin)
        return engine.one(
            f"{base} SELECT min(greatest(date_start, ?)), max(least(date_end, ?))"
            " FROM mid WHERE m BETWEEN ? AND ?",
            (*params, first, last, low - margin, high + margin),
        )
    return None


def outside(
    engine: Engine, sets: Sets, f: Filter, first: date | None, last: date | None
) -> Outside:
    """Counts before, after and partly in the period; see :class:`Outside`."""
    if first is None and last is None:
        return Outside()
    first, last = first or date.min, last or date.max
    sql, params = sets.begin(f.without("dates"))
    rows = engine.rows(
        f"{sql} SELECT CASE WHEN date_end < ? THEN 'before' WHEN date_start > ? THEN 'after'"
        " ELSE 'partly' END AS v, count(*) FROM shown"
        " WHERE date_start IS NOT NULL AND NOT (date_start >= ? AND date_end <= ?) GROUP BY v",
        (*params, first, last, first, last),
    )
    return Outside(**dict(rows))


def bins(
    engine: Engine,
    sets: Sets,
    f: Filter,
    period: tuple[date, date],
    *,
    unit: Unit | None = None,
    n: int = 120,
) -> tuple[Unit, list[Bin]]:
    """Calendar bars over a period, empty ones too.

    Without ``unit`` the finest is taken that makes at most ``n`` bars.
    """
    first, last = period
    unit = unit or next((u for u in UNITS if (last - first).days / _DAYS_OF[u] < n - 1), UNITS[-1])
    edges = list(_edges(first, last, unit))
    result = [Bin(a, b, {}) for a, b in edges]
    sql, params = sets.begin(f)
    values = ", ".join(["(?, CAST(? AS DATE), CAST(? AS DATE))"] * len(edges))
    rows = engine.rows(
        f"{sql}, spans AS (SELECT date_start, date_end, kind, count(*) AS c FROM shown"
        " WHERE date_start <= ? AND date_end >= ? GROUP BY date_start, date_end, kind),"
        f" bars(i, a, b) AS (VALUES {values})"
        " SELECT i, kind, sum(c * (least(date_end, b) - greatest(date_start, a) + 1)"
        " / (date_end - date_start + 1))"
        " FROM bars JOIN spans ON date_start <= b AND date_end >= a GROUP BY i, kind",
        (*params, edges[-1][1], edges[0][0], *(v for i, e in enumerate(edges) for v in (i, *e))),
    )
    for i, kind, share in rows:
        result[i].kinds[Kind(kind)] = float(share)
    return unit, result


def _edges(first: date, last: date, unit: Unit) -> Iterator[tuple[date, date]]:
    """Whole calendar units from the one that holds ``first`` to the one that holds ``last``."""
    start = first
    if unit == "week":
        start = first - timedelta(days=min(first.weekday(), (first - date.min).days))
    elif unit in _MONTHS:
        start = date(first.year, (first.month - 1) // _MONTHS[unit] * _MONTHS[unit] + 1, 1)
    for _ in range(_MOST_BINS):
        end = min(_next(start, unit), date.max)
        if end > last:
            yield start, end - timedelta(days=1)
            return
        yield start, end - timedelta(days=1)
        start = end


def _next(start: date, unit: Unit) -> date:
    if unit not in _MONTHS:
        return start + timedelta(days=_DAYS_OF[unit])
    months = start.year * 12 + start.month - 1 + _MONTHS[unit]
    return date(months // 12, months % 12 + 1, 1)


def _day(number: int) -> date:
    """The day of an epoch day number, kept within the calendar."""
    number = max((date.min - _EPOCH).days, min((date.max - _EPOCH).days, number))
    return _EPOCH + timedelta(days=number)
