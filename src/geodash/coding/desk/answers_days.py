"""Days that an editor types: dates in any spelling, and expressions of the article by the manual's rules."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from geodash.coding.propose.day_spans import INFERRED, STATED
from geodash.coding.propose.days import THROUGHOUT, Days
from geodash.coding.propose.model import DateFound
from geodash.coding.propose.tokens import Text, text_of
from geodash.collection.read.dates import column_order, read_date
from geodash.domain.model import Article
from geodash.words.days import throughout, within

Json = dict[str, Any]
#: Between the first and the last of a range.
BETWEEN = re.compile(r"\s+(?:to|until|and|–|—|-)\s+|\s*[–—]\s*|\s*\.\.\s*", re.IGNORECASE)
_LEADING = re.compile(r"^(?:between|from)\s+", re.IGNORECASE)


def days(
    text: str,
    article: Article | None,
    *,
    printed: bool = False,
    words: str = "",
    at: int | None = None,
) -> Json:
    """The days in a text: one, a month or a year, or a first and a last; else as an article tells them.

    A date without a year is that of the year in which the article appeared. ``printed``: words of the article
    say when; so do the event's own ``words`` that have the day, and words of the paragraph at ``at`` that tell just these
    days: where they stand is ``words`` of the answer. “Tuesday”, “that day”, “last week” are told of what stands at
    ``at``, with how they are worked out. ``error`` says what can't be read.
    """
    whole = _LEADING.sub("", text.strip())
    found = _read(whole, article)
    if found is None:
        for match in BETWEEN.finditer(whole):
            last = _read(whole[match.end() :], article)
            # “30 Dec 2021 – 2 Jan 2022” says its year, “13–15 Sept 2022” only at its end.
            begin = whole[: match.start()]
            first = _with_end(begin, last) or _read(begin, article)
            if first and last:
                found = (first[0], last[1])
                break
    if found is None and (told := _told(text, article, at, words)):
        return told
    if found is None:
        reading = read_date(whole, column_order([whole]))
        return {"answers": [], "error": f"{reading.reason} {reading.fix}".strip()}
    first, last = found
    if first > last:
        return {"answers": [], "error": "The last day comes before the first."}
    printed = printed or _prints(words, whole)
    printed = printed or (first == last and any(name in words for name in day_names(first)))
    basis = "stated" if printed else "inferred"
    cells = {
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        "date_basis": basis,
    }
    answer: Json = {"text": within(first, last).text, "set": cells}
    beside = _beside(first, last, article, at)
    if beside and (printed or beside.date_basis == STATED):
        answer |= {"words": {"start": beside.span.start, "end": beside.span.end}}
    if beside and not printed:
        cells |= {"date_basis": beside.date_basis, "date_note": beside.date_note}
        answer |= {"detail": f"“{beside.span.quote}”"}
    return {"answers": [answer]}


def _beside(first: date, last: date, article: Article | None, at: int | None) -> DateFound | None:
    """What tells just these days beside the words at ``at``: in their sentence, else nearest in their paragraph."""
    if article is None or at is None:
        return None
    sentences = _text_of(article.body).sentences
    here = next((s for s in sentences if s[0] <= at < s[1]), None)
    if here is None:
        return None
    start, end, block = here
    days = first.isoformat(), last.isoformat()
    told = [
        one
        for one in _dates_of(article)
        if (one.date_start, one.date_end) == days and block.start <= one.span.start < block.end
    ]

    def away(one: DateFound) -> tuple[bool, int]:
        return not start <= one.span.start < end, abs(one.span.start - at)

    return min(told, default=None, key=away)


@lru_cache(4)
def _dates_of(article: Article) -> tuple[DateFound, ...]:
    return tuple(Days(_text_of(article.body), article).find())


def _told(text: str, article: Article | None, at: int | None, words: str) -> Json | None:
    """What an expression of the article, or one that could stand there, says by the manual's rules; printed only where
    the event's words have it."""
    if article is None or not text.strip():
        return None
    first = 0 if at is None else max(0, min(at, len(article.body) - 1))
    found = Days(_text_of(article.body), article).said(text, first)
    if found is None:
        return None
    if found.needs:
        return {"answers": [], "error": "Say when the article appeared: the day follows from it."}
    cells = {
        "date_start": found.date_start,
        "date_end": found.date_end,
        "date_kind": found.date_kind,
        "date_basis": found.date_basis if _prints(words, text.strip()) else INFERRED,
        "date_note": found.date_note,
    }
    first_day, last_day = map(date.fromisoformat, (found.date_start, found.date_end))
    said = (
        throughout(first_day, last_day)
        if found.date_kind == THROUGHOUT
        else within(first_day, last_day).text
    )
    return {"answers": [{"text": said, "detail": found.date_note, "set": cells}]}


@lru_cache(4)
def _text_of(body: str) -> Text:
    """An article taken apart: it is asked of with each key."""
    return text_of(body)


def _prints(words: str, told: str) -> bool:
    """Whether words print a date just as it was typed: “in a 2001 coup”."""
    return re.search(rf"(?<!\w){re.escape(told)}(?!\w)", words, re.IGNORECASE) is not None


def day_names(day: date) -> tuple[str, ...]:
    """How a text may print a day, the longest first: ``26 January 2022``, ``January 26``."""
    month, short = f"{day:%B}", f"{day:%b}"
    bare = (f"{day.day} {month}", f"{month} {day.day}", f"{day.day} {short}", f"{short} {day.day}")
    return (f"{bare[0]} {day.year}", f"{bare[1]}, {day.year}", *bare)


def _read(text: str, article: Article | None) -> tuple[Any, Any] | None:
    order = column_order([text])
    for tried in (text, *(f"{text} {year}" for year in _years(article))):
        reading = read_date(tried, order)
        if reading.value:
            return reading.value, reading.value
        if reading.days:
            return reading.days
    return None


def _years(article: Article | None) -> list[int]:
    published = article and (article.published_latest or article.published_earliest)
    return [published.year] if published else []


def _with_end(text: str, last: tuple[Any, Any] | None) -> tuple[Any, Any] | None:
    """“13” of “13 to 15 September 2022”, “13 September” of the same with a year."""
    if last is None:
        return None
    end = last[1]
    for more in (f"{end:%B} {end.year}", str(end.year)):
        reading = read_date(f"{text.strip()} {more}")
        if reading.value:
            return reading.value, reading.value
    return None
