"""Days that an edit changed: a question for each event that takes its day from there."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from geodash.coding.versions.align import Edit, Pair, Unit
from geodash.collection.read.dates import read_date
from geodash.domain.model import DateBasis, Event
from geodash.words.dates import date_label
from geodash.words.days import day

_MONTH = f"(?:{'|'.join(month_name[1:])}|(?:{'|'.join(m[:3] for m in month_name[1:])}|Sept)\\b\\.?)"
_RELATIVE = (
    r"(?:yesterday|today|tonight|tomorrow|recently|lately|currently|now"
    r"|(?:last|this|next|past|previous|earlier this|later this) "
    rf"(?:night|day|week|weekend|month|year|decade|{'|'.join(day_name)})"
    r"|(?:a|one|two|three|several|few) (?:day|week|month|year)s? (?:ago|earlier|later|before))"
)
_DAY = re.compile(
    rf"(?:(?:{'|'.join(day_name)}),? )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} ?\d{{1,2}})"
    rf"(?!\w)(?:,? \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH} \d{{4}}|(?:{'|'.join(day_name)})\b"
    rf"|(?<![\d.,])(?:19|20)\d\d(?![\d%])|\b{_RELATIVE}\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(day_name)}),?\s*(?:the )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayOption:
    """One answer; with ``asks`` a day is typed."""

    label: str
    sets: Mapping[str, str]
    asks: bool = False


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """What becomes of an event's day; ``edits`` are those that it is about."""

    said: str
    options: tuple[DayOption, ...]
    chosen: int | None
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    words: str
    first: int
    last: int


def day_questions(event: Event, pair: Pair, supports: bool) -> Iterator[DayQuestion]:
    """The questions of an edited sentence; only an event whose day its words carry is asked about."""
    if not supports or pair.old is None or pair.new is None or event.interval is None:
        return
    before, after = list(_printed(pair.old)), list(_printed(pair.new))
    asked: dict[tuple[str, str], list[Edit]] = {}
    for edit in pair.edits:
        if edit.same:
            continue
        old = next(
            (p for p in before if p.first < max(edit.b, edit.a + 1) and edit.a <= p.last), None
        )
        new = next(
            (p for p in after if p.first < max(edit.d, edit.c + 1) and edit.c <= p.last), None
        )
        old = old if (old and edit.a < edit.b) or new else None
        if old is None and new is None:
            continue
        if old is not None and new is not None and old.words.lower() == new.words.lower():
            continue
        asked.setdefault((old.words if old else "", new.words if new else ""), []).append(edit)
    for (was, now), edits in asked.items():
        yield _question(event, tuple(edits), was, now)


def _question(event: Event, edits: tuple[Edit, ...], old: str, new: str) -> DayQuestion:
    label = date_label(event)
    says = f"The event says {label}."
    leave = DayOption(f"Leave {label}", {})
    other = DayOption("Another day", {}, asks=True)
    if not new:
        sets = {"date_basis": DateBasis.INFERRED.value}
        if not event.date_note:
            sets["date_note"] = f"The text no longer prints “{old}”."
        worked = DayOption(f"{label}, worked out", sets)
        said = f"“{old}” fell away. {says}"
        if event.date_basis is DateBasis.STATED:
            return DayQuestion(said, (worked, other, leave), None, edits)
        # It was worked out before; nothing in the text speaks against it.
        return DayQuestion(said, (leave, other), 0, edits)
    said = f"“{old}” now reads “{new}”. {says}" if old else f"“{new}” is new. {says}"
    made = _moved(event, old, new)
    if made is None:
        return DayQuestion(said, (leave, other), None, edits)
    option = DayOption(day(made[1]), made[0])
    return DayQuestion(said, (option, other, leave), 0, edits)


def _moved(event: Event, old: str, new: str) -> tuple[dict[str, str], date] | None:
    """The event's days where the text's day stood for one of them or both."""
    assert event.interval is not None
    first, last = event.interval
    before, after = _read(old, first), _read(new, first)
    if after is None:
        return None
    sets = {}
    if before == first:
        sets["date_start"] = after.isoformat()
    if before == last:
        sets["date_end"] = after.isoformat()
    found = (after if "date_start" in sets else first), (after if "date_end" in sets else last)
    return (sets, after) if sets and found[0] <= found[1] else None


def _read(words: str, near: date) -> date | None:
    """The day that words print; without a year it is the event's."""
    plain = _WEEKDAY.sub("", words).strip(" ,")
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain).replace(" of ", " ")
    plain = re.sub(r"(?<=[A-Za-z.])(?=\d)", " ", plain)
    reading = read_date(plain).value
    if reading is None and plain and not re.search(r"\d{4}", plain):
        reading = read_date(f"{plain} {near.year}").value
    return reading


def _printed(unit: Unit) -> Iterator[_Printed]:
    """Words of a sentence that say when, with the tokens that print them."""
    text, starts = "", []
    for number, token in enumerate(unit.tokens):
        apart = number and token.start > unit.tokens[number - 1].end
        text += " " * bool(apart)
        starts.append(len(text))
        text += token.text
    for match in _DAY.finditer(text):
        inside = [n for n, s in enumerate(starts) if match.start() <= s < match.end()]
        if inside:
            yield _Printed(match.group(), inside[0], inside[-1])
