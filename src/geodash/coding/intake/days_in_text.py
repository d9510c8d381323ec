"""Days that a text prints: what an editor has beside the question when it appeared."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geodash.collection.read.dates import read_date
from geodash.domain.passage import paragraphs
from geodash.words.days import day
from geodash.words.lists import listed

_MONTH = (
    r"(?:" + "|".join((*month_name[1:], *(m[:3] + r"\." for m in month_name[1:]), r"Sept\.?")) + ")"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>" + "|".join(day_name) + r"),?\s+(?:the\s+)?"
_NAMED = rf"{_DAY}(?:\s+of)?\s+{_MONTH}|{_MONTH}\s*{_DAY}"
_FULL = re.compile(rf"(?<!\w)(?:(?:{_NAMED}),?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})(?!\w)")
_OF_WEEK = re.compile(rf"\b{_WEEKDAY}(?P<named>{_NAMED})(?!\w)(?!,?\s+\d{{4}})")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_BARE = re.compile(rf"(?<!\w)(?:{_NAMED})(?!\w)(?!,?\s+\d{{4}})")
_SHOWN, _YEARS = 3, 8


@dataclass(frozen=True, slots=True)
class Named:
    """A day, the words that print it, and the number of their paragraph (``None``: a heading)."""

    when: date
    words: str
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Yearless:
    """A weekday with day and month, and those of the years printed in the text in which it is so."""

    words: str
    paragraph: int | None
    days: tuple[date, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years."""
        return tuple(day.year for day in self.days)


@dataclass(frozen=True, slots=True)
class Clue:
    """What a text prints of a day, and the day before which it then did not appear."""

    words: str
    paragraph: int | None
    says: str
    earliest: date


def days_in(body: str) -> tuple[list[Named], list[Yearless]]:
    """Days that are printed with their year, and weekdays whose year follows; in the text's order."""
    named: list[Named] = []
    loose: list[Yearless] = []
    printed = sorted({int(y) for y in _YEAR.findall(body)})
    near = sorted({y + n for y in printed for n in (0, 1)})
    for block in paragraphs(body):
        text = body[block.start : block.end]
        for match in _FULL.finditer(text):
            if when := read_date(" ".join(match[0].replace(",", ", ").split())).value:
                named.append(Named(when, match[0], block.number))
        for match in _OF_WEEK.finditer(text):
            days = tuple(d for y in near if (d := _on(match["named"], match["weekday"], y)))
            if days:
                loose.append(Yearless(match[0], block.number, days))
    return named, loose


def _on(named: str, weekday: str, year: int) -> date | None:
    """The day in that year, where it is that weekday."""
    apart = re.sub(r"(?<=[A-Za-z.])(?=\d)", " ", named)
    when = read_date(f"{apart} {year}").value
    return when if when is not None and day_name[when.weekday()] == weekday else None


def clues(body: str) -> list[Clue]:
    """The latest days that the text prints, or allows, each with what an editor should know of it."""
    named, loose = days_in(body)
    found = [Clue(n.words, n.paragraph, "", n.when) for n in named]
    for one in loose:
        weekday = day_name[one.days[0].weekday()]
        found += [
            Clue(one.words, one.paragraph, f"in {d.year} that was a {weekday}", d) for d in one.days
        ]
    first = {clue.earliest: clue for clue in reversed(found)}
    return sorted(first.values(), key=lambda c: c.earliest, reverse=True)[:_SHOWN]


def evidence(body: str) -> Iterator[str]:
    """Sentences for the editor: the latest days, and which year a weekday allows."""
    named, loose = days_in(body)
    latest = sorted({n.when: n for n in reversed(named)}.values(), key=lambda n: n.when)
    for number, one in enumerate(reversed(latest[-_SHOWN:])):
        what = "The latest day that the text prints is" if not number else "Before it:"
        yield f"{what} {day(one.when)}: “{one.words}”{_at(one.paragraph)}."
    if latest:
        yield "If it is told as past, the article did not appear before it."
    for other in loose[-_SHOWN:]:
        years = listed([str(y) for y in other.years], "or")
        yield f"“{other.words}”{_at(other.paragraph)} is that weekday in {years}."
    told = {other.words for other in loose}
    bare = [(w, n) for w, n in _bare(body) if not any(w in words for words in told)]
    if bare:
        yield f"Without a year: {listed(f'“{words}”{_at(n)}' for words, n in bare[-_SHOWN:])}."
    if printed := sorted(set(_YEAR.findall(body))):
        yield f"Years that it prints: {listed(printed[-_YEARS:])}."
    if not (named or loose or bare or printed):
        yield "The text prints no day and no year."


def _bare(body: str) -> list[tuple[str, int | None]]:
    """Days that are printed without a year."""
    found = []
    for block in paragraphs(body):
        text = body[block.start : block.end]
        found += [(match[0], block.number) for match in _BARE.finditer(text)]
    return found


def _at(paragraph: int | None) -> str:
    return f" (¶{paragraph})" if paragraph is not None else " (heading)"
