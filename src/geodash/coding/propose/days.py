"""Days that a text tells, by the rules of the manual: a year from context, a weekday before publication, “recently”.

Nothing is chosen where the text leaves it open: what needs the day of publication says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from geodash.coding.propose.day_words import (
    AHEAD,
    MONTHS,
    NUMBERS,
    PATTERNS,
    SINCE,
    UNTIL,
    WEEKDAYS,
)
from geodash.coding.propose.model import DateFound, Spans
from geodash.coding.propose.tokens import Text
from geodash.domain.model import Article
from geodash.words.days import day as in_words
from geodash.words.days import throughout as days_between

STATED, INFERRED = "stated", "inferred"
WITHIN, THROUGHOUT = "within", "throughout"
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Told:
    """First and last day, on what basis, and how that follows."""

    first: date
    last: date
    basis: str
    note: str = ""


class _NeedsPublishedError(Exception):
    """It is told from the day of publication, which nobody has told."""


class Days:
    """The days of one article."""

    def __init__(self, text: Text, article: Article) -> None:
        self._text = text
        self._earliest, self._latest = article.published_earliest, article.published_latest
        self._spans = Spans(text.body)
        self._printed = sorted(
            {
                int(m["year"])
                for kind, p in PATTERNS
                if kind == "year"
                for m in p.finditer(text.body)
            }
        )
        self._before: _Told | None = None
        self._day_before: _Told | None = None

    def find(self) -> list[DateFound]:
        """Each expression, in the text's order; none overlap."""
        found = []
        for start, end, block in self._text.sentences:
            if block.number is not None:
                found += [
                    one
                    for kind, match in self._matches(start, end)
                    if (one := self._found(kind, match, start, end))
                ]
        return found

    def _matches(self, start: int, end: int) -> Iterator[tuple[str, Match[str]]]:
        """Expressions of a sentence; where two overlap, the one of the earlier pattern."""
        taken: list[tuple[str, Match[str]]] = []
        for kind, pattern in PATTERNS:
            for match in pattern.finditer(self._text.body, start, end):
                if all(
                    match.end() <= other.start() or match.start() >= other.end()
                    for _, other in taken
                ):
                    taken.append((kind, match))
        return iter(sorted(taken, key=lambda t: t[1].start()))

    def _found(self, kind: str, match: Match[str], start: int, end: int) -> DateFound | None:
        span = self._spans.of(match.start(), match.end())
        near = self._text.body[max(start, match.start() - 40) : min(end, match.end() + 10)]
        try:
            told = getattr(self, f"_{kind}")(match.groupdict(), near)
        except _NeedsPublishedError:
            return DateFound(
                span,
                "",
                "",
                WITHIN,
                INFERRED,
                "It follows from the day on which the article appeared.",
                "published",
            )
        except (ValueError, OverflowError):
            return None
        if told is None:
            return None
        before = self._text.body[max(start, match.start() - 16) : match.start()]
        if kind == "recent" and UNTIL.search(before):
            return None
        if kind != "recent":
            self._before = told
            self._day_before = told if told.first == told.last else self._day_before
        told, through = self._open(told, before)
        return DateFound(
            span, told.first.isoformat(), told.last.isoformat(), through, told.basis, told.note
        )

    def _open(self, told: _Told, before: str) -> tuple[_Told, str]:
        """“Since” and “until”: one end is printed, the other follows."""
        if SINCE.search(before) and self._latest and told.first <= self._latest:
            note = "Only the beginning is printed; the end is that of the days on which the article may have appeared."
            return _Told(told.first, self._latest, INFERRED, _joined(told.note, note)), THROUGHOUT
        if UNTIL.search(before):
            return _Told(
                told.first, told.last, INFERRED, _joined(told.note, "Only the end is printed.")
            ), WITHIN
        return told, WITHIN

    # Each expression, by the name of its pattern.

    def _iso(self, m: dict[str, str], _: str) -> _Told:
        return _one(date(int(m["year"]), int(m["month"]), int(m["day"])))

    def _day(self, m: dict[str, str], sentence: str) -> _Told | None:
        number, month = int(m["day"]), _month(m["month"])
        weekday = WEEKDAYS.get((m.get("weekday") or "").lower())
        if m.get("year"):
            when = date(int(m["year"]), month, number)
            if weekday is not None and when.weekday() != weekday:
                return _Told(when, when, STATED, f"{in_words(when)} was no {m['weekday']}.")
            return _one(when)
        return self._yearless(number, month, weekday, sentence)

    def _yearless(
        self, number: int, month: int, weekday: int | None, sentence: str
    ) -> _Told | None:
        """Day and month: the year follows from the weekday, or from when the article appeared."""
        ahead = bool(AHEAD.search(sentence))
        near = self._near_years()
        days = [d for y in near if (d := _date(y, month, number))]
        if weekday is not None:
            days = [d for d in days if d.weekday() == weekday]
        if not days:
            return None if near else _needs()
        past = [d for d in days if self._latest is None or d <= self._latest]
        coming = [d for d in days if self._latest and d > self._latest]
        chosen = min(coming) if coming and (ahead or not past) else max(past) if past else days[0]
        if self._latest is None and len(days) != 1:
            return _needs()
        how = "the weekday" if weekday is not None else "when the article appeared"
        return _Told(
            chosen, chosen, STATED, f"Day and month are printed; the year follows from {how}."
        )

    def _days(self, m: dict[str, str], sentence: str) -> _Told | None:
        month = _month(m["month"])
        first = (
            _one(date(int(m["year"]), month, int(m["day"])))
            if m.get("year")
            else self._yearless(int(m["day"]), month, None, sentence)
        )
        if first is None:
            return None
        last = date(first.first.year, month, int(m["last"]))
        return _Told(first.first, last, STATED, first.note) if last >= first.first else None

    def _month(self, m: dict[str, str], sentence: str) -> _Told | None:
        month = _month(m["month"])
        if m.get("year"):
            return _part(m.get("part"), *_of_month(int(m["year"]), month), STATED)
        latest = self._published()
        which = m.get("which") or ""
        year = latest.year + {"last": -1, "next": 1}.get(which, 0)
        if (
            which not in ("last", "next", "this")
            and date(year, month, 1) > latest
            and not AHEAD.search(sentence)
        ):
            year -= 1
        note = "The month is printed; the year follows from when the article appeared."
        return _part(m.get("part"), *_of_month(year, month), STATED, note)

    def _year(self, m: dict[str, str], _: str) -> _Told:
        year = int(m["year"])
        return _part(m.get("part"), date(year, 1, 1), date(year, 12, 31), STATED)

    def _years(self, m: dict[str, str], _: str) -> _Told | None:
        first, last = date(int(m["year"]), 1, 1), date(int(m["last"]), 12, 31)
        return _Told(first, last, STATED) if first < last else None

    def _decade(self, m: dict[str, str], _: str) -> _Told:
        return _Told(date(int(m["year"]), 1, 1), date(int(m["year"]) + 9, 12, 31), STATED)

    def _ago(self, m: dict[str, str], _: str) -> _Told | None:
        number = NUMBERS.get(m["number"].lower()) or int(m["number"])
        way, unit = m["way"].lower(), m["unit"].lower()
        if way == "ago":
            latest, earliest = self._published(), self._earliest or self._published()
            off = timedelta(days=number * _UNITS[unit])
            slack = timedelta(days=0 if unit == "day" else _UNITS[unit] // 4)
            return _Told(
                earliest - off - slack,
                latest - off + slack,
                INFERRED,
                f"“{number} {unit}s ago”, counted from when the article appeared.",
            )
        if self._day_before is None or unit not in ("day", "week"):
            return None
        sign = -1 if way in ("earlier", "before") else 1
        when = self._day_before.first + sign * timedelta(days=number * _UNITS[unit])
        note = f"Counted from {in_words(self._day_before.first)}, told before it."
        return _Told(when, when, self._day_before.basis, note)

    def _same(self, m: dict[str, str], _: str) -> _Told | None:
        before = self._before
        if before is None:
            return None
        return _Told(
            *_unit(before.first, m["unit"].lower()),
            before.basis,
            f"The same {m['unit']} as told before it: {days_between(before.first, before.last)}.",
        )

    def _following(self, m: dict[str, str], _: str) -> _Told | None:
        before, unit = self._before, m["unit"].lower()
        if before is None:
            return None
        back = m["way"].lower() == "previous"
        first, last = _unit(before.first, unit)
        there = first - timedelta(days=1) if back else last + timedelta(days=1)
        return _Told(
            *_unit(there, unit),
            before.basis,
            f"Counted from {days_between(before.first, before.last)}, told before it.",
        )

    def _this(self, m: dict[str, str], _: str) -> _Told | None:
        latest, unit = self._published(), m["unit"].lower()
        which = m["which"].lower()
        span = "week" if unit == "weekend" else unit
        first, last = _unit(latest, span)
        note = f"“{which} {unit}”, counted from when the article appeared."
        if which == "next":
            return _Told(*_unit(last + timedelta(days=1), span), INFERRED, note)
        if which != "this":
            first, last = _unit(first - timedelta(days=1), span)
        elif unit in ("week", "month"):
            last = min(last, latest)
        if unit == "weekend":
            first = last - timedelta(days=1)
        return _Told(first, last, STATED if unit in ("month", "year") else INFERRED, note)

    def _weekend(self, _m: dict[str, str], _: str) -> _Told:
        latest = self._earliest or self._published()
        sunday = latest - timedelta(days=(latest.weekday() + 1) % 7)
        return _Told(
            sunday - timedelta(days=1),
            sunday,
            INFERRED,
            "The last weekend before the article appeared.",
        )

    def _recent(self, m: dict[str, str], _: str) -> _Told:
        latest, unit = self._published(), (m.get("unit") or "week").lower()
        days = {"day": 7, "week": RECENT_DAYS, "month": 180, "year": 1095}[unit]
        earliest = (self._earliest or latest) - timedelta(days=days)
        return _Told(
            earliest,
            latest,
            INFERRED,
            f"“Recently”: from {days} days before the article can have appeared to the last day on which it can.",
        )

    def _weekday(self, m: dict[str, str], sentence: str) -> _Told:
        latest, number = self._published(), WEEKDAYS[m["weekday"].lower()]
        which = (m.get("which") or "").lower()
        if which == "next" or (AHEAD.search(sentence) and not which):
            when = latest + timedelta(days=(number - latest.weekday()) % 7 or 7)
            return _Told(
                when, when, INFERRED, f"The first {m['weekday']} after the article appeared."
            )
        base = self._earliest or latest
        when = base - timedelta(days=(base.weekday() - number) % 7)
        return _Told(
            when,
            when,
            INFERRED,
            f"The last {m['weekday']} before the article appeared, {in_words(base)} at the earliest.",
        )

    def _today(self, m: dict[str, str], _: str) -> _Told:
        latest, word = self._published(), " ".join(m["word"].lower().split())
        off = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
        first = (self._earliest or latest) + timedelta(days=off)
        return _Told(
            first,
            latest + timedelta(days=off),
            INFERRED,
            f"“{word}”, counted from when the article appeared.",
        )

    def _published(self) -> date:
        if self._latest is None:
            raise _NeedsPublishedError
        return self._latest

    def _near_years(self) -> list[int]:
        """The years in which a day without a year may be."""
        if self._latest:
            return [self._latest.year - 1, self._latest.year, self._latest.year + 1]
        return sorted({y + n for y in self._printed for n in (0, 1)})


def _needs() -> _Told:
    raise _NeedsPublishedError


def _one(when: date) -> _Told:
    return _Told(when, when, STATED)


def _date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _month(name: str) -> int:
    return MONTHS[
        name.lower().rstrip(".")[:4]
        if name.lower().startswith("sept.")
        else name.lower().rstrip(".")
    ]


def _of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _unit(when: date, unit: str) -> tuple[date, date]:
    """The day, week, month or year in which a day is."""
    if unit == "week":
        monday = when - timedelta(days=when.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return _of_month(when.year, when.month)
    if unit == "year":
        return date(when.year, 1, 1), date(when.year, 12, 31)
    return when, when


def _part(part: str | None, first: date, last: date, basis: str, note: str = "") -> _Told:
    """The beginning, middle or end of a stretch, a third of it each."""
    if not part:
        return _Told(first, last, basis, note)
    third, word = (last - first).days // 3, part.lower()
    told = f"“{' '.join(part.split())}” is taken as a third of it."
    if "mid" in word:
        return _Told(
            first + timedelta(days=third),
            last - timedelta(days=third),
            INFERRED,
            _joined(note, told),
        )
    if "late" in word or "end" in word:
        return _Told(last - timedelta(days=third), last, INFERRED, _joined(note, told))
    return _Told(first, first + timedelta(days=third), INFERRED, _joined(note, told))


def _joined(*notes: str) -> str:
    return " ".join(filter(None, notes))
