"""Stretches of days: a month, the week of a day, a third of a year; what a text is read to say of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from geodash.coding.propose.day_words import MONTHS

STATED, INFERRED = "stated", "inferred"


@dataclass(frozen=True, slots=True)
class Told:
    """First and last day, on what basis, and how that follows."""

    first: date
    last: date
    basis: str
    note: str = ""


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, where the month has it."""
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def month_of(name: str) -> int:
    """The number of a month by its name, whole or short."""
    return MONTHS[
        name.lower().rstrip(".")[:4]
        if name.lower().startswith("sept.")
        else name.lower().rstrip(".")
    ]


def of_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def unit_of(when: date, unit: str) -> tuple[date, date]:
    """The day, week, month or year in which a day is."""
    if unit == "week":
        monday = when - timedelta(days=when.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return of_month(when.year, when.month)
    if unit == "year":
        return date(when.year, 1, 1), date(when.year, 12, 31)
    return when, when


def part_of(part: str | None, first: date, last: date, basis: str, note: str = "") -> Told:
    """The beginning, middle or end of a stretch, a third of it each."""
    if not part:
        return Told(first, last, basis, note)
    third, word = (last - first).days // 3, part.lower()
    told = f"“{' '.join(part.split())}” is taken as a third of it."
    if "mid" in word:
        return Told(
            first + timedelta(days=third),
            last - timedelta(days=third),
            INFERRED,
            joined(note, told),
        )
    if "late" in word or "end" in word:
        return Told(last - timedelta(days=third), last, INFERRED, joined(note, told))
    return Told(first, first + timedelta(days=third), INFERRED, joined(note, told))


def joined(*notes: str) -> str:
    """Notes as one."""
    return " ".join(filter(None, notes))
