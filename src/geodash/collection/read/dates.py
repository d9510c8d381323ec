"""Reading dates: ISO 8601, and the forms that spreadsheets make of it.

A date whose order is open is never guessed: the order is decided for a whole column by the days
above 12 in it, else the cell stays blank and the problem says how it can be read.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from geodash.collection.read.month_names import month_number

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*", re.ASCII | re.DOTALL)
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ]\d{1,2}:\d{2}.*)?", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})", re.ASCII)
_EAST = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
_WEEK = re.compile(r"\d{4}-?W\d{2}-?\d")
_DAY_OF_YEAR = re.compile(r"\d{4}-\d{3}", re.ASCII)
_WORD = r"([^\W\d_]{3,12})\.?"
_NTH = r"(\d{1,2})(?:st|nd|rd|th|er|º|ª)?"
_OF = r"(?:of |de |del |d[’'])?"
_NAMED = re.compile(rf"{_NTH}[-/. ]+{_OF}{_WORD}[-/., ]+{_OF}(\d{{4}})", re.IGNORECASE)
_NAMED_US = re.compile(rf"{_WORD}[-/. ]+{_NTH},?[-/. ]+(\d{{4}})", re.IGNORECASE)
_NAMED_YEAR = re.compile(rf"(\d{{4}}),?[-/. ]+{_WORD}[-/. ]+{_NTH}", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"{_WORD},?[-/. ]+{_OF}(\d{{2}}|\d{{4}})", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? +", re.IGNORECASE
)
_HOUR = re.compile(r"[, ]+(?:at )?\d{1,2}[:.]\d{2}(?!\d)[^\n]{0,20}")
_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
#: What follows a year in Slavic languages, and a day in Hungarian.
_YEAR_WORD = re.compile(r"(?<=\d)(?:\s*[гр]\.?|\s+(?:года|року|roku|god\.?)|\.)$", re.IGNORECASE)
_TO = (re.compile(r"\s+(?:[-–—]|to|until|bis|au|до|по)\s+"), re.compile(r"\s*[–—/]\s*"))
_DAYS = re.compile(
    r"(?<![\d/.-])(\d{1,2})\.?\s*[-–—/&]\s*(\d{1,2})(?=\.?\s+[^\W\d_]{3}|,?\s+\d{4}$)"
)
_ABOUT = re.compile(
    r"(~|≈|<|>|c\.|ca\.?|circa|about|around|before|after|by|until|since|early|mid|late|end of|spring|summer"
    r"|autumn|fall|winter|beginning of|um|vers|около)[\s-]*(?=.*\d)",
    re.IGNORECASE,
)
_NAMED_SHORT = re.compile(rf"{_NTH}[-/. ]+{_WORD}[-/. ]+\d{{2}}", re.IGNORECASE)
#: A year before our era, of fewer than four digits, or of more.
_ERA = r"(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?chr\.?|av\.?\s?j\.?-?\s?c\.?|a\.?\s?c\.?|до н\.?\s?э\.?|π\.?\s?χ\.?|m\.?\s?ö\.?)"
_BEFORE = re.compile(rf"(?:.*\b\d+\s*{_ERA}|-\d{{1,6}}(?:-\d{{1,2}}){{0,2}})", re.IGNORECASE)
_OUR_ERA = re.compile(
    r"(?:a\.?d\.?|c\.?e\.?)\s*(\d{1,4})|(\d{1,4})\s*(?:a\.?d\.?|c\.?e\.?)|(\d{3})", re.I
)
_NO_YEAR = re.compile(r"0+(?:[-/.]\d{1,2}){0,2}", re.ASCII)
_FAR = re.compile(r"\+?\d{5,}-\d{1,2}-\d{1,2}", re.ASCII)
_THREE = re.compile(r"\w+\.?[-/., ]+\w+[-/., ]+\d{3}|\d{3}-\d{1,2}-\d{1,2}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


class Order(StrEnum):
    """Whether the day or the month comes first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a date, or ``None``; ``code`` is blank when it is plain ISO."""

    value: date | None
    code: str = ""
    reason: str = ""
    fix: str = ""
    #: First and last day, when it is a month or a year.
    days: tuple[date, date] | None = None


def column_order(cells: Iterable[str]) -> Order | None:
    """The order of day and month in a column, if its numbers above 12 decide it without dispute."""
    day, month = False, False
    for cell in cells:
        text = _western(cell.strip())
        match = _NUMBERS.fullmatch(text) or _SHORT.fullmatch(text)
        if match:
            first, second = int(match[1]), int(match[2])
            day |= first > 12 >= second
            month |= second > 12 >= first
    if day == month:
        return None
    return Order.DAY_FIRST if day else Order.MONTH_FIRST


def column_orders(columns: Mapping[str, Sequence[str]]) -> dict[str, Order | None]:
    """The order of each date column of a table.

    One that doesn't tell has that of the others, as long as none disagrees.
    """
    own = {name: column_order(cells) for name, cells in columns.items()}
    orders = {order for order in own.values() if order}
    open_ = [n for n, order in own.items() if order is None and not _disagrees(columns[n])]
    if len(orders) == 1 and len(open_) + sum(map(bool, own.values())) == len(own):
        own |= dict.fromkeys(open_, orders.pop())
    return own


def _disagrees(cells: Iterable[str]) -> bool:
    """Whether a column that has no order has dates that tell one."""
    return any(column_order([cell]) for cell in cells)


def read_date(cell: str, order: Order | None = None, *, alone: bool = False) -> Reading:
    """Read one cell; ``order`` is that of its column. The cell is not blank.

    ``alone``: it holds one day, not the first and the last.
    """
    text = cell.strip()
    if (plain := _western(text)) != text:
        found = read_date(plain, order, alone=alone)
        if found.value and not 1600 < found.value.year < 2400:
            return _bad(
                "date-era",
                f"{found.value.year} seems to be a year of the Iranian, Islamic or Buddhist calendar.",
                "Write the day of the common calendar, such as 2022-09-13.",
            )
        plainly = found.value and not found.code
        return _meant(found.value, "signs of another script") if plainly else found
    if (reading := _read_other_era(text)) is not None:
        return reading
    if ISO.fullmatch(text):
        return iso_day(text)
    for read in (_read_iso_like, _read_named, _read_unfinished):
        if reading := read(text):
            return reading
    if match := _NUMBERS.fullmatch(text):
        return read_numbers(int(match[1]), int(match[2]), match[3], order)
    if _SHORT.fullmatch(text) or _NAMED_SHORT.fullmatch(text):
        return _bad(
            "date-format",
            "The year has two digits, so the date is not certain.",
            "Write it as year-month-day, such as 2022-09-13.",
        )
    if _SERIAL.fullmatch(text):
        return _read_serial(text)
    if not alone and (reading := _read_range(text, order)):
        return reading
    if match := _ABOUT.match(text):
        return _bad(
            "date-format",
            f"“{match[1]}” says that the day is not certain.",
            "Write the first and the last day that it can have been.",
        )
    if _THREE.fullmatch(text):
        return _bad(
            "date-format", "The year has three digits.", "Write it with four, such as 0373-05-13."
        )
    return _bad(
        "date-format", "This is not a date.", "Write it as year-month-day, such as 2022-09-13."
    )


def _read_other_era(text: str) -> Reading | None:
    """Years that no date has (before our era, 0, above 9999), and years of fewer than four digits."""
    if _BEFORE.fullmatch(text):
        reason = "A year before our era: dates run from 0001-01-01 to 9999-12-31."
    elif _NO_YEAR.fullmatch(text):
        reason = "There is no year 0: dates run from 0001-01-01 to 9999-12-31."
    elif _FAR.fullmatch(text):
        reason = "A year above 9999: dates run from 0001-01-01 to 9999-12-31."
    elif match := _OUR_ERA.fullmatch(text):
        year = int(next(group for group in match.groups() if group))
        return _interval(year, None) if year else None
    else:
        return None
    return _bad("date-era", reason, "Leave both days empty, and write the year into date_note.")


def _western(text: str) -> str:
    """A date in another script's digits, or with the signs for year, month and day, in ours."""
    if text.isascii():
        return text
    text = "".join(str(unicodedata.decimal(c, c)) for c in text)
    return _EAST.sub(r"\1-\2-\3", text)


def _read_iso_like(text: str) -> Reading | None:
    """Year first: the order is certain, only the form is not ISO's."""
    if match := _ISO_TIME.fullmatch(text):
        reading = read_date(match[1])
        return _meant(reading.value, "a date with a time") if reading.value else reading
    if _WEEK.fullmatch(text) or _DAY_OF_YEAR.fullmatch(text):
        return _read_iso_rare(text)
    match = _LOOSE.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        return None
    value = _date(match[1], match[2], match[3])
    if value:
        return _meant(value, "year first")
    return _bad("date-impossible", "There is no such day.", "Check day and month.")


def _read_iso_rare(text: str) -> Reading:
    """ISO's days of a week (``2022-W37-2``) and of a year (``2022-255``)."""
    try:
        value = (
            date.fromisoformat(text)
            if "W" in text
            else datetime.strptime(text, "%Y-%j").replace(tzinfo=UTC).date()
        )
    except ValueError:
        return _bad("date-impossible", "There is no such day.", "Check the numbers.")
    return _meant(value, "a day of a week" if "W" in text else "a day of a year")


def _read_range(text: str, order: Order | None) -> Reading | None:
    """Two days in one cell: they are said, each has a column of its own."""
    if match := _DAYS.search(text):
        parts = [text[: match.start()] + match[n] + text[match.end() :] for n in (1, 2)]
    else:
        split = (pattern.split(text) for pattern in _TO)
        parts = next((found for found in split if len(found) == 2), [])
    if len(parts) != 2 or not all(part.strip() for part in parts):
        return None
    if not re.search(r"\d{4}", parts[0]):
        parts[0] += text[-5:]
    first, last = (read_date(part, order, alone=True).value for part in parts)
    if first is None or last is None or first > last:
        return None
    reason = f"These are two days, {first} and {last}."
    fix = f"Write {first} as date_start and {last} as date_end."
    return Reading(None, "date-format", reason, fix, (first, last))


def _read_named(text: str) -> Reading | None:
    """``13 September 2022``, ``Sept 13, 2022``: the named month decides."""
    text = _YEAR_WORD.sub("", _HOUR.sub("", _WEEKDAY.sub("", text, count=1), count=1))
    if match := _NAMED.fullmatch(text):
        day, name, year = match.groups()
    elif match := _NAMED_US.fullmatch(text):
        name, day, year = match.groups()
    elif match := _NAMED_YEAR.fullmatch(text):
        year, name, day = match.groups()
    else:
        return None
    month = month_number(name)
    if not month:
        return None
    value = _date(year, str(month), day)
    if value:
        return _meant(value, "a named month")
    return _bad("date-impossible", "There is no such day.", "Check day and month.")


def _read_unfinished(text: str) -> Reading | None:
    """Months and years: intervals, which want a first and a last day."""
    if match := _MONTH_ONLY.fullmatch(text):
        month = month_number(match[1])
        if month and len(match[2]) == 2:
            number = int(match[2])
            reason = f"A spreadsheet may have made this of a day ({number} {match[1]}) or of a "
            reason += f"month ({match[1]} of year {match[2]}); it was left blank."
            return _bad("date-mangled", reason, "Write it as year-month-day, such as 2022-09-13.")
        if month:
            return _interval(int(match[2]), month)
    if match := _YEAR_MONTH.fullmatch(text):
        month = int(match[2]) if match[2] else None
        if (month is None or 1 <= month <= 12) and int(match[1]) > 0:
            return _interval(int(match[1]), month)
    return None


def _interval(year: int, month: int | None) -> Reading:
    last = monthrange(year, month or 12)[1]
    first_day = date(year, month or 1, 1)
    last_day = date(year, month or 12, last)
    what = "month" if month else "year"
    reason = f"This is a {what}, not a day."
    fix = f"Write {first_day} as date_start and {last_day} as date_end."
    return Reading(None, "date-format", reason, fix, (first_day, last_day))


def iso_day(text: str) -> Reading:
    """What a text of the form :data:`ISO` says."""
    try:
        return Reading(date.fromisoformat(text))
    except ValueError:
        return _bad("date-impossible", "There is no such day.", "Check day and month.")


def read_numbers(first: int, second: int, year: str, order: Order | None) -> Reading:
    """Two numbers and a year, by the order of the column; without one only if one of them can't be a month."""
    day_first = _date(year, str(second), str(first))
    month_first = _date(year, str(first), str(second))
    if day_first and day_first == month_first:
        return _meant(day_first, "day and month are the same")
    chosen = {Order.DAY_FIRST: day_first, Order.MONTH_FIRST: month_first}
    if order and chosen[order]:
        return _meant(chosen[order], f"other dates here are {order}")
    if order or not (day_first or month_first):
        return _bad("date-impossible", "There is no such day.", "Check day and month.")
    readings = " or ".join(str(d) for d in (day_first, month_first) if d)
    if day_first and month_first:
        return _bad(
            "date-order",
            "It is not certain which number is the day, and no other date here tells.",
            f"Write {readings}.",
        )
    # The column holds dates of the other order too, but this one can't be read otherwise.
    value = day_first or month_first
    reason = f"It was read as {value}; the dates of this column disagree on which is the day."
    return Reading(value, "date-order", reason, f"Write {value}.")


def _read_serial(text: str) -> Reading:
    day = date(1899, 12, 30) + timedelta(days=int(float(text)))
    return _bad(
        "date-mangled",
        "This is a spreadsheet's number of a day, and depends on its settings.",
        f"Format the column as text; {text} is usually {day}.",
    )


def _meant(value: date | None, why: str) -> Reading:
    return Reading(value, "date-format", f"It was read as {value} ({why}).", f"Write {value}.")


def _bad(code: str, reason: str, fix: str) -> Reading:
    return Reading(None, code, reason, fix)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
