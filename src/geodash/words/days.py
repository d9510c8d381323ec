"""Days and periods in words, as British English writes them.

A dash stands without blanks between bare days, months or years, with blanks where either end has
any: ``1–9 June 2022``, ``1 Aug – 3 Sept 2022``. Months are whole words or, ``short``, cut as
British newspapers cut them. Whole months and years lose their days, but not in :func:`span`.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

#: From 1 to 12; blank at 0.
LONG_MONTHS = tuple(calendar.month_name)
SHORT_MONTHS = (
    "", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip


def day(when: date, *, short: bool = False) -> str:
    """``13 September 2022`` or ``13 Sept 2022``."""
    return f"{when.day} {month(when, short=short)}"


def month(when: date, *, short: bool = False) -> str:
    """``September 2022`` or ``Sept 2022``."""
    return f"{_names(short)[when.month]} {when.year}"


def between(first: date, last: date, *, short: bool = False) -> str:
    """``between 13 and 30 September 2022``; a single day stands alone."""
    if first == last:
        return day(first, short=short)
    return f"between {_days(first, last, short).joined(' and ')}"


def throughout(first: date, last: date, *, short: bool = False) -> str:
    """The whole of the interval: ``2–30 September 2022``, ``August–September 2022``, ``2022``."""
    return (_whole(first, last, short) or _days(first, last, short)).dashed()


def span(first: date, last: date, *, short: bool = False) -> str:
    """``1–30 Sept 2022``: both days even where the months are whole."""
    return _days(first, last, short).dashed()


def period(first: date | None, last: date | None, *, whole: bool = False) -> str:
    """A period chosen by the reader: ``1 Aug – 31 Dec 2022``, ``from …``, ``until …``, or blank.

    ``whole`` months and years lose their days where room is short: ``Aug–Dec 2022``.
    """
    if first and last:
        return (throughout if whole else span)(first, last, short=True)
    if first:
        return f"from {day(first, short=True)}"
    return f"until {day(last, short=True)}" if last else ""


def years(first: int, last: int) -> str:
    """``2022``, ``2022–2023``."""
    return _Ends(str(first), str(last)).dashed()


class Within(NamedTuple):
    """Some time in an interval, in words, and what these name: a day, either of two, a whole
    month or year, or the ends that it lies between."""

    text: str
    named: Literal["day", "either", "whole", "between"]


def within(first: date, last: date, *, short: bool = False) -> Within:
    """``12 or 13 September 2022``, ``September 2022``, ``between 2 and 30 September 2022``."""
    if first == last:
        return Within(day(first, short=short), "day")
    if last - first == timedelta(days=1):
        return Within(_days(first, last, short).joined(" or "), "either")
    ends = _whole(first, last, short) or _days(first, last, short)
    if ends.one:
        return Within(ends.dashed(), "whole")
    return Within(f"between {ends.joined(' and ')}", "between")


def length(first: date, last: date) -> str:
    """How long an interval is: ``a week``, ``18 days``, ``a month``, ``5 months``, ``25 years``.

    Never less than it is: a month begun counts whole, and so does a year above two of them.
    """
    n, months = (last - first).days + 1, _months(first, last)
    if n == 1:
        return "a day"
    if n == 7:
        return "a week"
    if n <= 31 and not (months == 1 and n >= calendar.monthrange(first.year, first.month)[1]):
        return f"{n} days"
    if months < 24:
        return {1: "a month", 12: "a year"}.get(months, f"{months} months")
    return f"{-(-months // 12):,} years"


def are_decades(first: date, last: date) -> bool:
    """Whether an interval is whole decades, however they are counted: 1800–1899, 1801–1900."""
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return whole and first.year % 10 in (0, 1) and (last.year - first.year + 1) % 10 == 0


class _Ends(NamedTuple):
    """What differs between the ends of an interval, and what both have in common after it."""

    first: str
    last: str
    common: str = ""

    @property
    def one(self) -> bool:
        return self.first == self.last

    def dashed(self) -> str:
        blanks = " " in self.first or " " in self.last
        return self.joined(" – " if blanks else "–")

    def joined(self, word: str) -> str:
        last = f"{self.last}{self.common}"
        return last if self.one else f"{self.first}{word}{last}"


def _days(first: date, last: date, short: bool) -> _Ends:
    names = _names(short)
    if first.year != last.year:
        return _Ends(day(first, short=short), day(last, short=short))
    if first.month != last.month:
        begin, end = (f"{d.day} {names[d.month]}" for d in (first, last))
        return _Ends(begin, end, f" {last.year}")
    return _Ends(str(first.day), str(last.day), f" {month(last, short=short)}")


def _whole(first: date, last: date, short: bool) -> _Ends | None:
    """The interval as whole months or years; ``None`` where days are needed."""
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    if first.month == 1 and last.month == 12:
        return _Ends(str(first.year), str(last.year))
    if first.year != last.year:
        return _Ends(month(first, short=short), month(last, short=short))
    names = _names(short)
    return _Ends(names[first.month], names[last.month], f" {last.year}")


def _months(first: date, last: date) -> int:
    """The fewest months from the first day that reach the last."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + (last.day >= first.day)


def _names(short: bool) -> tuple[str, ...]:
    return SHORT_MONTHS if short else LONG_MONTHS
