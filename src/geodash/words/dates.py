"""When an event happened and when an article appeared, in words never more exact than the data."""

from __future__ import annotations

from typing import NamedTuple

from geodash.domain.extent import Interval
from geodash.domain.model import Article, DateBasis, DateKind, Event, Status
from geodash.words import days

#: An interval longer than this only says "by then": its beginning was set to have one.
_OPEN_DAYS = 3654
UNDATED = "undated"


class DateWords(NamedTuple):
    """An event's date; ``hedged`` where the words say themselves that the day is not known."""

    text: str
    hedged: bool = False


def date_label(event: Event) -> str:
    """When it happened: ``13 September 2022``, ``between 13 and 30 September 2022``, ``undated``.

    ``1–30 September 2022`` is an event that lasted the interval; ``planned for 6 October 2022`` one
    that had not happened when it was written about.
    """
    return date_words(event).text


def date_remark(event: Event) -> str:
    """``inferred``, ``year inferred`` where only the year had to be worked out, or nothing."""
    if event.interval is None:
        return ""
    if event.date_basis is DateBasis.INFERRED:
        return "inferred"
    return "year inferred" if "the year follows" in event.date_note else ""


def told_when(event: Event, *, short: bool = True) -> str:
    """The date with its remark, for a place where nothing else says that it was worked out."""
    label = date_label_short(event) if short else date_label(event)
    remark = date_remark(event)
    return f"{label} ({remark})" if remark else label


def date_label_short(event: Event) -> str:
    """The same with short months: ``13 Sept 2022``."""
    return date_words(event, short=True).text


def date_brief(event: Event) -> str:
    """For one short line: ``4 Aug – 30 Sept 2022`` where :func:`date_label` says ``between``."""
    if event.interval is None or _period(event, event.interval, short=True)[1] != "between":
        return date_label_short(event)
    first, last = event.interval
    text = days.throughout(first, last, short=True)
    return f"planned {text}" if event.status is Status.PLANNED else text


def date_words(event: Event, *, short: bool = False) -> DateWords:
    """The label of an event's date, and whether it hedges."""
    planned = event.status is Status.PLANNED
    if event.interval is None:
        return DateWords(f"planned, {UNDATED}", True) if planned else DateWords(UNDATED)
    text, named = _period(event, event.interval, short=short)
    if planned:
        word = "planned" if named in ("between", "end") else "planned for"
        return DateWords(f"{word} {text}", True)
    return DateWords(text, named in ("either", "between", "end"))


def is_open(event: Event) -> bool:
    """Whether the interval is so long that only its end says something: ``by 30 September 2022``.

    A date known to the decade or century is as long, and both its ends say something.
    """
    if event.interval is None or event.date_kind is DateKind.THROUGHOUT:
        return False
    return event.interval.days > _OPEN_DAYS and not days.are_decades(*event.interval)


def window_label(article: Article) -> str:
    """When an article was published: ``13–30 Sept 2022``, or ``date unknown``."""
    first, last = article.published_earliest, article.published_latest
    if first and last:
        return days.throughout(first, last, short=True)
    if last:
        return f"by {days.day(last, short=True)}"
    if first:
        return f"{days.day(first, short=True)} or later"
    return "date unknown"


def _period(event: Event, interval: Interval, *, short: bool) -> tuple[str, str]:
    """The days in words, and how they are named: by ``all``, ``either``, ``between``, ``end`` …"""
    first, last = interval
    if event.date_kind is DateKind.THROUGHOUT:
        return days.throughout(first, last, short=short), "all"
    if is_open(event):
        return f"by {days.day(last, short=short)}", "end"
    return days.within(first, last, short=short)
