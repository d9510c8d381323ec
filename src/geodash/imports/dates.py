"""Days of other people's files: one order of day and month for a column, or for each of its spellings.

What one cell says is read by ``collection.read.dates``; here are the forms that only files of events
have, and the vote. A column whose own values don't tell has the order under which it agrees with the
others of its row (year, month, the other date); if neither is ruled out it is asked.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from geodash.collection.read.dates import ISO, Order, Reading, iso_day, read_date, read_numbers
from geodash.collection.read.month_names import month_number

#: What stands for “not known” in a cell of any kind.
MISSING = frozenset(
    {"", "na", "n/a", "nan", "null", "none", "nil", "-", "--", "—", "unknown", "?", "\\n", "#n/a", ".", "nat"}
)  # fmt: skip
_EPOCH_MS = re.compile(r"-?\d{12,13}(?:\.0)?|1\d{9}(?:\.0)?")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}|T?\d{6})Z?")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[-/. ](\d{4})")
#: A quarter or a half of a year.
_PART = re.compile(
    r"([QH])([1-4])[-/. ]*(?:of )?(\d{4})|(\d{4})[-/. ]*([QH])([1-4])", re.IGNORECASE
)
_COMMAS = re.compile(r"(-?\d{1,4}),(\d{1,2})(?:,(\d{1,2}))?(?:,\d{1,2}){0,3}")
_SLASHED = re.compile(
    r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+\d{1,2}:\d{2}.*)?", re.DOTALL
)
_SHORT_NAMED = re.compile(
    r"(\d{1,2})[-/. ]([^\W\d_]{3,12})\.?[-/. ](\d{2})(?:[T ,]+\d{1,2}:\d{2}.*)?"
)
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$", re.DOTALL)
_NOTHING = re.compile(r"0{1,4}([-/.])0{1,2}\1(?:0{1,2}|0{4})(?:[T ].*)?|0{8}|0")
_FEW = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_FOUR = re.compile(r"[1-9]\d{3}")
_MOST = 200_000


def is_missing(cell: str) -> bool:
    """Whether a cell says that nothing is known."""
    # A long cell says something, and most are asked often.
    return cell in MISSING or (len(cell) < 12 and cell.strip().casefold() in MISSING)


@lru_cache(maxsize=_MOST)
def spelling(cell: str) -> str:
    """The form of a date of numbers, with its time: ``0/00/0000 00:00:00 am`` of ``1/22/2014 12:00:00 AM``."""
    return _FOUR.sub("0000", _FEW.sub("0", cell.strip())).casefold()


@dataclass(frozen=True, slots=True)
class Spelling:
    """The dates of numbers that are written alike: how many rows, and how many can be read in one way only."""

    form: str
    sample: str
    rows: int
    day_first: int
    month_first: int

    @property
    def open(self) -> int:
        """Rows that could be either."""
        return self.rows - self.day_first - self.month_first


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """How the dates of a column are read: an order for all spellings, or one for each.

    ``why`` is the evidence in words, ``said`` the order alone and ``note`` in few words what decided it.
    ``asks`` are spellings whose order nothing decides.
    """

    orders: Mapping[str, Order | None] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    why: str = ""
    asks: tuple[Spelling, ...] = ()
    said: str = ""
    note: str = ""

    @property
    def told(self) -> dict[str, Order]:
        """The order of the spellings that tell it by themselves."""
        return {s.form: order for s in self.spellings if (order := _vote(s))}

    def of(self, cell: str) -> Order | None:
        """The order for one cell."""
        return self.orders.get(spelling(cell)) if self.orders else None

    def answered(self, order: Order) -> ColumnOrder:
        """The same with one answer for all that was asked."""
        told = {s.form: order for s in self.asks}
        orders, why = {**self.orders, **told}, f"{order}, as answered"
        return ColumnOrder(orders, self.spellings, why, said=str(order))


def column_order(
    cells: Mapping[str, int],
    pairs: Iterable[tuple[str, Iterable[str], int]] = (),
    elsewhere: Mapping[str, Order] | None = None,
) -> ColumnOrder:
    """The order of a column: ``cells`` are its values with their rows.

    ``pairs`` are values with what else their rows say (a month, the other date) and in how many rows;
    they decide where the values don't. ``elsewhere`` has the order that other columns of the file give
    to a spelling: where it isn't this column's, a spelling that doesn't tell is not read by the others.
    """
    found, pairs = _spellings(cells), list(pairs)
    votes = {s.form: _vote(s) for s in found}
    told = [s for s in found if votes[s.form]]
    cast = {votes[s.form] for s in told}
    split = any(s.day_first and s.month_first for s in found)
    orders = dict(votes)
    if len(cast) == 1 and not split:
        (only,) = cast
        doubted = {
            s.form
            for s in found
            if not votes[s.form] and (elsewhere or {}).get(s.form, only) is not only
        }
        orders |= {s.form: only for s in found if s.form not in doubted}
        count = sum(s.day_first + s.month_first for s in found)
        why = f"{only}: {count:,} of its dates can be read in no other way"
        said, note = str(only), f"{count:,} of its dates decide it"
    else:
        doubted = _doubted(found, votes)
        why = said = "each spelling in its own order" if len(cast) > 1 else ""
        note = ""
    asks = []
    for form in doubted:
        sibling = _by_siblings(pairs, {form})
        sure = sibling and votes[form] in (None, sibling)
        orders[form] = sibling if sure else None
        if sure and not why:
            said, note = str(sibling), "only so does it agree with its rows"
            why = f"{said}: {note}"
        elif not sure:
            asks += [s for s in found if s.form == form and s.open]
    return ColumnOrder(orders, found, why, tuple(asks), said, note)


def _doubted(found: tuple[Spelling, ...], votes: Mapping[str, Order | None]) -> set[str]:
    """Spellings that tell nothing, contradict themselves, or contradict one that tells more."""
    told = [s for s in found if votes[s.form]]
    surest = max(told, key=lambda s: s.day_first + s.month_first, default=None)
    return {
        s.form for s in found
        if s.open and (surest is None or votes[s.form] is not votes[surest.form])
    }  # fmt: skip


def _spellings(cells: Mapping[str, int]) -> tuple[Spelling, ...]:
    counted: dict[str, list[int]] = {}
    samples: dict[str, str] = {}
    for cell, rows in cells.items():
        match = _SLASHED.fullmatch(cell.strip())
        if not match:
            continue
        first, second = int(match[1]), int(match[3])
        form = spelling(cell)
        either = first <= 12 and second <= 12 and first != second
        if either or form not in samples:
            samples[form] = cell.strip()
        tally = counted.setdefault(form, [0, 0, 0])
        # A day that equals its month tells nothing, and asks nothing.
        tally[0] += rows if first != second else 0
        tally[1] += rows if first > 12 >= second else 0
        tally[2] += rows if second > 12 >= first else 0
    return tuple(Spelling(f, samples[f], *tally) for f, tally in counted.items())


def _vote(one: Spelling) -> Order | None:
    if bool(one.day_first) == bool(one.month_first):
        return None
    return Order.DAY_FIRST if one.day_first else Order.MONTH_FIRST


def _by_siblings(pairs: Iterable[tuple[str, Iterable[str], int]], forms: set[str]) -> Order | None:
    """The order that no row contradicts, where the other is contradicted."""
    wrong: Counter[Order] = Counter()
    for cell, others, rows in pairs:
        if spelling(cell) not in forms:
            continue
        for order in Order:
            day = read_day(cell, order).value
            if day and any(_contradicts(day, other) for other in others):
                wrong[order] += rows
    right = [order for order in Order if not wrong[order]]
    return right[0] if len(right) == 1 else None


def _contradicts(day: date, other: str) -> bool:
    """Whether a sibling (``month:1``, ``not-after:2014-01-22``, ``not-before:…``) rules a day out."""
    what, _, said = other.partition(":")
    if what == "month":
        number = int(said) if said.isdecimal() else month_number(said) if said else None
        return bool(number) and number != day.month
    if what == "not-after":
        return bool(said) and day.isoformat() > said
    return bool(said) and what == "not-before" and day.isoformat() < said


@lru_cache(maxsize=_MOST)
def read_day(cell: str, order: Order | None = None) -> Reading:
    """One cell: a day, or the days of a month, a year or a range. Blank cells aren't asked about."""
    text = " ".join(cell.split())
    if _NOTHING.fullmatch(text):
        return Reading(
            None, "date-blank", "It stands for no day.", "Leave it empty, or write the day."
        )
    if usual := _usual(text, order):
        return usual
    if match := _COMMAS.fullmatch(text):
        text = "-".join((match[1], *(p.zfill(2) for p in (match[2], match[3]) if p)))
    elif _EPOCH_MS.fullmatch(text):
        return _epoch(int(float(text)) * (1000 if len(text.partition(".")[0]) == 10 else 1))
    elif match := _STAMP.fullmatch(text):
        text = f"{match[1]}-{match[2]}-{match[3]}"
    elif (match := _PART.fullmatch(text)) and (found := _part_of_year(match)):
        return found
    elif match := _MONTH.fullmatch(text):
        text = f"{match[2]}-{match[1].zfill(2)}"
    elif match := _SLASHED.fullmatch(text):
        text = f"{match[1]}/{match[3]}/{_century(match[4])}"
    elif match := _SHORT_NAMED.fullmatch(text):
        if month_number(match[2]):
            text = f"{match[1]} {match[2]} {_century(match[3])}"
    elif text.isdecimal() and len(text) == 5:
        return _serial(text)
    elif len(text) > 8 and ":" in text:
        text = _TIME.sub("", text)
    return read_date(text, order)


def _part_of_year(match: re.Match[str]) -> Reading | None:
    """The days of ``Q1 2022`` or ``2022-H2``; ``None`` for a third half, or a year that is none."""
    letter, number, year = match.group(1, 2, 3) if match[1] else match.group(5, 6, 4)
    months, name = (3, "quarter") if letter in "Qq" else (6, "half-year")
    last, y = int(number) * months, int(year)
    if last > 12 or not y:
        return None
    first_day, last_day = date(y, last - months + 1, 1), date(y, last, monthrange(y, last)[1])
    fix = f"Write {first_day} as the first and {last_day} as the last day."
    return Reading(None, "date-format", f"This is a {name}, not a day.", fix, (first_day, last_day))


def _usual(text: str, order: Order | None) -> Reading | None:
    """The two forms that most dates have; what ``read_date`` makes of them after looking for all others."""
    if not text.isascii():
        return None
    if ISO.fullmatch(text):
        return None if text.startswith("0") else iso_day(text)
    match = _SLASHED.fullmatch(text)
    if match and len(match[4]) == 4:
        return read_numbers(int(match[1]), int(match[3]), match[4], order)
    return None


def _epoch(milliseconds: int) -> Reading:
    try:
        day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)).date()
    except OverflowError:
        return Reading(None, "date-impossible", "There is no such moment.", "Write the day.")
    return Reading(day, "date-form")


def _serial(text: str) -> Reading:
    return Reading(
        None, "date-serial", "A number: perhaps the day as Excel counts.", f"Write {serial_day(text)}, if that is meant."
    )  # fmt: skip


def serial_day(cell: str) -> date | None:
    """The day of a number as Excel counts them; ``None`` for what is no such number."""
    head = cell.strip().partition(".")[0]
    if not head.isdecimal() or len(head) != 5:
        return None
    return date(1899, 12, 30) + timedelta(days=int(head))


def _century(year: str) -> str:
    """A year of two digits: the last that isn't beyond next year."""
    if len(year) == 4:
        return year
    now = datetime.now(UTC).year + 1
    number = now - now % 100 + int(year)
    return str(number if number <= now else number - 100)
