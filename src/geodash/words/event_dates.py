"""When an event happened and when an article appeared, in words never more exact than the data."""

from __future__ import annotations

from geodash.domain.model import Article, DateKind, Event, Status
from geodash.words import periods as dates

#: An interval longer than this only says "by then": its beginning was set to have one.
_OPEN_DAYS = 3654
UNDATED = "undated"


def date_label(event: Event) -> str:
    """When it happened: ``13 September 2022``, ``between 13 and 30 September 2022``, ``undated``.

    ``1–30 September 2022`` is an event that lasted the interval; ``planned for 6 October 2022`` one
    that had not happened when it was written about.
    """
    return _label(event, short=False)


def date_label_short(event: Event) -> str:
    """The same with short months: ``13 Sept 2022``."""
    return _label(event, short=True)


def window_label(article: Article) -> str:
    """When an article was published: ``13–30 Sept 2022``, or ``date unknown``."""
    first, last = article.published_earliest, article.published_latest
    if first and last:
        return dates.throughout(first, last, short=True)
    if last:
        return f"by {dates.day(last, short=True)}"
    if first:
        return f"{dates.day(first, short=True)} or later"
    return "date unknown"


def _label(event: Event, *, short: bool) -> str:
    planned = event.status is Status.PLANNED
    if event.interval is None:
        return f"planned, {UNDATED}" if planned else UNDATED
    first, last = event.interval
    if event.date_kind is DateKind.THROUGHOUT:
        text = dates.throughout(first, last, short=short)
    elif event.interval.days > _OPEN_DAYS:
        text = f"by {dates.day(last, short=short)}"
    else:
        text = dates.within(first, last, short=short)
    if not planned:
        return text
    return f"planned {text}" if text.startswith(("between ", "by ")) else f"planned for {text}"
