"""Days that a text tells, by the rules of the manual: a year from context, a weekday before publication, “recently”.

Nothing is chosen where the text leaves it open: what needs the day of publication says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from re import Match

from geodash.coding.propose.day_spans import (
    INFERRED,
    STATED,
    Told,
    day_of,
    joined,
    month_of,
    of_month,
    part_of,
    unit_of,
)
from geodash.coding.propose.day_words import (
    AHEAD,
    AROUND,
    NUMBERS,
    PATTERNS,
    SINCE,
    SINCE_IT,
    UNTIL,
    UNTIL_IT,
    WEEKDAYS,
)
from geodash.coding.propose.model import DateFound, Span, Spans
from geodash.coding.propose.tokens import Text
from geodash.domain.model import Article
from geodash.words.days import day as in_words
from geodash.words.days import throughout as days_between

WITHIN, THROUGHOUT = "within", "throughout"
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
RECENT_DAYS = 30
_OFF = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}


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
        self._before: Told | None = None
        self._day_before: Told | None = None

    def find(self, until: int | None = None) -> list[DateFound]:
        """Each expression, in the text's order; none overlap. ``until``: of the sentences that begin before it."""
        found = []
        for start, end, block in self._text.sentences:
            if block.number is not None and (until is None or start < until):
                found += [
                    one
                    for kind, match in self._matches(start, end)
                    if (one := self._found(kind, match, start, end))
                ]
        return found

    def said(self, words: str, at: int) -> DateFound | None:
        """The days of an expression that an editor types of what stands at ``at``: “Tuesday”, “that day”, “last week”.

        It is read as if it stood there; where the sentence has it, as it is read in the sentence. ``None`` for other words.
        """
        told = " ".join(words.split())
        open_ = next((m for p in (SINCE_IT, UNTIL_IT) if (m := p.match(told))), None)
        before, told = (open_[0], told[open_.end() :]) if open_ else ("", told)
        typed = AROUND.sub("", AROUND.sub("", told))
        end = next((e for s, e, _ in self._text.sentences if s <= at < e), at)
        for one in reversed(self.find(end)):
            if (
                not before
                and one.span.start >= at
                and AROUND.sub("", one.span.quote).lower() == typed.lower()
            ):
                return one
        self._before = self._day_before = None
        self.find(at)
        for way in (told, typed):
            for kind, pattern in PATTERNS:
                if match := pattern.fullmatch(way):
                    return self._read(kind, match, self._spans.of(at, max(at, end)), way, before)
        return None

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
        before = self._text.body[max(start, match.start() - 16) : match.start()]
        return self._read(kind, match, span, near, before)

    def _read(
        self, kind: str, match: Match[str], span: Span, near: str, before: str
    ) -> DateFound | None:
        """An expression with the words around it and right before it; what follows may be counted from it."""
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
        if kind == "recent" and UNTIL.search(before):
            return None
        if kind != "recent":
            self._before = told
            self._day_before = told if told.first == told.last else self._day_before
        told, through = self._open(told, before)
        return DateFound(
            span, told.first.isoformat(), told.last.isoformat(), through, told.basis, told.note
        )

    def _open(self, told: Told, before: str) -> tuple[Told, str]:
        """“Since” and “until”: one end is printed, the other follows."""
        if SINCE.search(before) and self._latest and told.first <= self._latest:
            note = "Only the beginning is printed; the end is that of the days on which the article may have appeared."
            return Told(told.first, self._latest, INFERRED, joined(told.note, note)), THROUGHOUT
        if UNTIL.search(before):
            return Told(
                told.first, told.last, INFERRED, joined(told.note, "Only the end is printed.")
            ), WITHIN
        return told, WITHIN

    # Each expression, by the name of its pattern.

    def _iso(self, m: dict[str, str], _: str) -> Told:
        return _one(date(int(m["year"]), int(m["month"]), int(m["day"])))

    def _day(self, m: dict[str, str], sentence: str) -> Told | None:
        number, month = int(m["day"]), month_of(m["month"])
        weekday = WEEKDAYS.get((m.get("weekday") or "").lower())
        if m.get("year"):
            when = date(int(m["year"]), month, number)
            if weekday is not None and when.weekday() != weekday:
                return Told(when, when, STATED, f"{in_words(when)} was no {m['weekday']}.")
            return _one(when)
        return self._yearless(number, month, weekday, sentence)

    def _yearless(self, number: int, month: int, weekday: int | None, sentence: str) -> Told | None:
        """Day and month: the year follows from the weekday, or from when the article appeared."""
        ahead = bool(AHEAD.search(sentence))
        near = self._near_years()
        days = [d for y in near if (d := day_of(y, month, number))]
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
        return Told(
            chosen, chosen, STATED, f"Day and month are printed; the year follows from {how}."
        )

    def _days(self, m: dict[str, str], sentence: str) -> Told | None:
        month = month_of(m["month"])
        first = (
            _one(date(int(m["year"]), month, int(m["day"])))
            if m.get("year")
            else self._yearless(int(m["day"]), month, None, sentence)
        )
        if first is None:
            return None
        last = date(first.first.year, month, int(m["last"]))
        return Told(first.first, last, STATED, first.note) if last >= first.first else None

    def _month(self, m: dict[str, str], sentence: str) -> Told | None:
        month = month_of(m["month"])
        if m.get("year"):
            return part_of(m.get("part"), *of_month(int(m["year"]), month), STATED)
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
        return part_of(m.get("part"), *of_month(year, month), STATED, note)

    def _year(self, m: dict[str, str], _: str) -> Told:
        year = int(m["year"])
        return part_of(m.get("part"), date(year, 1, 1), date(year, 12, 31), STATED)

    def _years(self, m: dict[str, str], _: str) -> Told | None:
        first, last = date(int(m["year"]), 1, 1), date(int(m["last"]), 12, 31)
        return Told(first, last, STATED) if first < last else None

    def _decade(self, m: dict[str, str], _: str) -> Told:
        return Told(date(int(m["year"]), 1, 1), date(int(m["year"]) + 9, 12, 31), STATED)

    def _ago(self, m: dict[str, str], _: str) -> Told | None:
        number = NUMBERS.get(m["number"].lower()) or int(m["number"])
        way, unit = m["way"].lower(), m["unit"].lower()
        if way == "ago":
            latest, earliest = self._published(), self._earliest or self._published()
            off = timedelta(days=number * _UNITS[unit])
            slack = timedelta(days=0 if unit == "day" else _UNITS[unit] // 4)
            return Told(
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
        return Told(when, when, self._day_before.basis, note)

    def _same(self, m: dict[str, str], _: str) -> Told | None:
        before = self._before
        if before is None:
            return None
        return Told(
            *unit_of(before.first, m["unit"].lower()),
            before.basis,
            f"The same {m['unit']} as told before it: {days_between(before.first, before.last)}.",
        )

    def _following(self, m: dict[str, str], _: str) -> Told | None:
        before, unit = self._before, m["unit"].lower()
        if before is None:
            return None
        back = m["way"].lower() in ("previous", "before")
        first, last = unit_of(before.first, unit)
        there = first - timedelta(days=1) if back else last + timedelta(days=1)
        return Told(
            *unit_of(there, unit),
            before.basis,
            f"Counted from {days_between(before.first, before.last)}, told before it.",
        )

    def _this(self, m: dict[str, str], _: str) -> Told | None:
        latest, unit = self._published(), m["unit"].lower()
        which = m["which"].lower()
        span = "week" if unit == "weekend" else unit
        first, last = unit_of(latest, span)
        note = f"“{which} {unit}”, counted from when the article appeared."
        if which == "next":
            return Told(*unit_of(last + timedelta(days=1), span), INFERRED, note)
        if which != "this":
            first, last = unit_of(first - timedelta(days=1), span)
        elif unit in ("week", "month"):
            last = min(last, latest)
        if unit == "weekend":
            first = last - timedelta(days=1)
        return Told(first, last, STATED if unit in ("month", "year") else INFERRED, note)

    def _weekend(self, _m: dict[str, str], _: str) -> Told:
        latest = self._earliest or self._published()
        sunday = latest - timedelta(days=(latest.weekday() + 1) % 7)
        return Told(
            sunday - timedelta(days=1),
            sunday,
            INFERRED,
            "The last weekend before the article appeared.",
        )

    def _recent(self, m: dict[str, str], _: str) -> Told:
        latest, unit = self._published(), (m.get("unit") or "week").lower()
        days = {"day": 7, "week": RECENT_DAYS, "month": 180, "year": 1095}[unit]
        earliest = (self._earliest or latest) - timedelta(days=days)
        return Told(
            earliest,
            latest,
            INFERRED,
            f"“Recently”: from {days} days before the article can have appeared to the last day on which it can.",
        )

    def _weekday(self, m: dict[str, str], sentence: str) -> Told:
        latest, number = self._published(), WEEKDAYS[m["weekday"].lower()]
        which = (m.get("which") or "").lower()
        if which == "next" or (AHEAD.search(sentence) and not which):
            when = latest + timedelta(days=(number - latest.weekday()) % 7 or 7)
            return Told(
                when,
                when,
                INFERRED,
                f"The first {m['weekday'].capitalize()} after the article appeared.",
            )
        base = self._earliest or latest
        when = base - timedelta(days=(base.weekday() - number) % 7)
        return Told(
            when,
            when,
            INFERRED,
            f"The last {m['weekday'].capitalize()} before the article appeared, {in_words(base)} at the earliest.",
        )

    def _today(self, m: dict[str, str], _: str) -> Told:
        latest, word = self._published(), " ".join(m["word"].lower().split())
        off = _OFF.get(word, 0)
        first = (self._earliest or latest) + timedelta(days=off)
        return Told(
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


def _needs() -> Told:
    raise _NeedsPublishedError


def _one(when: date) -> Told:
    return Told(when, when, STATED)
