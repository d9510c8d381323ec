"""Days and periods in words, as British English writes them.

Whole months and years lose their days; months are whole words or, ``short``, cut as British
newspapers cut them.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

_LONG = tuple(calendar.month_name)
_SHORT = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def day(when: date, *, short: bool = False) -> str:
    """``13 September 2022`` or ``13 Sept 2022``."""
    return f"{when.day} {_names(short)[when.month]} {when.year}"


def between(first: date, last: date, *, short: bool = False) -> str:
    """``between 13 and 30 September 2022``; a single day stands alone."""
    if first == last:
        return day(first, short=short)
    return f"between {_joined(first, last, ' and ', short)}"


def within(first: date, last: date, *, short: bool = False) -> str:
    """At some time in the interval: ``12 or 13 September 2022``, ``September 2022``, ``between …``."""
    if last - first == timedelta(days=1):
        return _joined(first, last, " or ", short)
    whole = _whole(first, last, short)
    if whole is None:
        return between(first, last, short=short)
    return whole[0] if len(whole) == 1 else f"between {' and '.join(whole)}"


def throughout(first: date, last: date, *, short: bool = False) -> str:
    """The whole of the interval: ``1–30 September 2022``, ``1 August – 3 September 2022``."""
    if first == last:
        return day(first, short=short)
    whole = _whole(first, last, short)
    return "–".join(whole) if whole else days(first, last, short=short)


def days(first: date, last: date, *, short: bool = False) -> str:
    """``1–30 Sept 2022`` with both days even where the months are whole."""
    if first == last:
        return day(first, short=short)
    same_month = (first.year, first.month) == (last.year, last.month)
    return _joined(first, last, "–" if same_month else " – ", short)


def period(first: date | None, last: date | None, *, whole: bool = False) -> str:
    """A period chosen by the reader: ``1 Aug – 31 Dec 2022``, ``from …``, ``until …``, or blank.

    ``whole`` months and years lose their days where room is short: ``Aug–Dec 2022``.
    """
    if first and last:
        return (throughout if whole else days)(first, last, short=True)
    if first:
        return f"from {day(first, short=True)}"
    return f"until {day(last, short=True)}" if last else ""


def _names(short: bool) -> tuple[str, ...]:
    return _SHORT if short else _LONG


def _joined(first: date, last: date, word: str, short: bool) -> str:
    end = day(last, short=short)
    if first.year != last.year:
        return f"{day(first, short=short)}{word}{end}"
    if first.month != last.month:
        return f"{first.day} {_names(short)[first.month]}{word}{end}"
    return f"{first.day}{word}{end}"


def _whole(first: date, last: date, short: bool) -> tuple[str, ...] | None:
    """The interval as one or two whole months or years; ``None`` where days are needed."""
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    if first.month == 1 and last.month == 12:
        return tuple(dict.fromkeys((str(first.year), str(last.year))))
    names = _names(short)
    end = f"{names[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return (end,)
    if first.year == last.year:
        return (names[first.month], end)
    return (f"{names[first.month]} {first.year}", end)
