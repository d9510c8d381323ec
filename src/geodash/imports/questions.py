"""What only a person can say of a file: asked with its evidence, and never answered for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from geodash.domain.kinds import EventType
from geodash.imports.dates import read_day, serial_day
from geodash.imports.form import Mapped
from geodash.imports.survey import Survey, code_of
from geodash.imports.table import Table
from geodash.imports.when import ORDERS
from geodash.words.numbers import number_of

_NONE = "none"
_MOST = 12


@dataclass(frozen=True, slots=True)
class Option:
    """An answer, in words; ``effect`` is what it does."""

    value: str
    words: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that isn't guessed. Unanswered it leaves cells blank; ``rows`` are those it bears on."""

    key: str
    asks: str
    evidence: str
    options: tuple[Option, ...]
    rows: int
    column: str = ""
    unanswered: str = ""
    #: A word of the file whose kind is asked; the other questions have none.
    word: str = ""

    def apply(self, mapped: Mapped, survey: Survey, answer: str) -> Mapped:
        """Let an answer count; raises ``ValueError`` for one that isn't offered."""
        if answer not in {o.value for o in self.options}:
            raise ValueError(f"“{answer}” is no answer to {self.key}; there are: {', '.join(o.value for o in self.options)}")  # fmt: skip
        what, _, rest = self.key.partition(":")
        if what == "order":
            survey.orders[rest] = survey.orders[rest].answered(ORDERS[answer])
            return mapped
        if what == "serial":
            if answer == "excel":
                survey.serials[rest] = "as answered"
            return mapped
        codes: Mapping[str, str] = {**mapped.form.codes.get("type", {}), code_of(rest): "" if answer == _NONE else answer}  # fmt: skip
        return Mapped(replace(mapped.form, codes={**mapped.form.codes, "type": codes}), mapped.uses)


def questions_of(table: Table, mapped: Mapped, survey: Survey) -> tuple[Question, ...]:
    """All that is asked of a file."""
    return (*_orders(survey), *_serials(mapped, survey), *_codes(mapped, survey))


def _orders(survey: Survey) -> Iterator[Question]:
    for column, order in survey.orders.items():
        if not order.asks:
            continue
        first = order.asks[0]
        readings = [read_day(first.sample, o).value for o in ORDERS.values()]
        rows = sum(s.open for s in order.asks)
        options = tuple(
            Option(name, f"{day}: {o}")
            for (name, o), day in zip(ORDERS.items(), readings, strict=True)
        )
        told = [s for s in order.spellings if s.day_first or s.month_first]
        evidence = "; ".join(
            f"{number_of(s.day_first, 'date')} like “{s.sample}” can only be day first, {s.month_first:,} only month first" for s in told
        )  # fmt: skip
        yield Question(
            f"order:{column}",
            f"Is “{first.sample}” {readings[0]} or {readings[1]}?",
            evidence or f"None of the dates of “{column}” has a number above 12 that decides it.",
            options,
            rows,
            column,
            "These dates stay blank; what is written there is kept.",
        )


def _serials(mapped: Mapped, survey: Survey) -> Iterator[Question]:
    for column in survey.orders:
        at = next((i for i, u in enumerate(mapped.uses) if u.column == column), None)
        cells = [row[at] for _, row in survey.preview] if at is not None else []
        numbers = (
            [c for c in cells if read_day(c).code == "date-serial"]
            if column not in survey.serials
            else []
        )
        if numbers:
            yield Question(
                f"serial:{column}",
                f"Is “{numbers[0]}” the day {serial_day(numbers[0])}, as Excel counts days?",
                f"{number_of(len(numbers), 'number')} among the first {len(cells):,} dates.",
                (
                    Option("excel", "Yes, days as Excel counts them"),
                    Option("text", "No, keep the text"),
                ),
                len(numbers),
                column,
                "These dates stay blank.",
            )


def _codes(mapped: Mapped, survey: Survey) -> Iterator[Question]:
    column = mapped.column("type")
    for word, rows in survey.unknown.get("type", Counter()).most_common(_MOST) if column else ():
        options = (*(Option(t.value, t.value) for t in EventType), Option(_NONE, "Other, no kind"))
        yield Question(
            f"type:{word}",
            f"Of which kind is “{word[:60]}” in “{column}”?",
            f"{number_of(rows, 'row has', 'rows have')} it.",
            options,
            rows,
            column,
            "It comes in as Other; the word is kept.",
            word,
        )
