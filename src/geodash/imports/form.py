"""What a format is: a table from its columns to the fields of an event, and what goes with it.

A field takes the first of its columns that a file has (``id``, dates, coordinates, tolls …) or the first
that is filled (``place``, ``text`` …), or all of them (``actors``, ``recipients``). Everything else of
a file is kept as columns of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from geodash.collection.read.contract import default_contract
from geodash.collection.read.tables import column_key
from geodash.domain.datasets import COLUMNS

#: The fields that a column can become, with their words; the order is that of tables and menus.
FIELDS: Mapping[str, str] = {
    "id": "Its own id",
    "title": "Title",
    "date": "When, or when from",
    "date_end": "When to",
    "date_prec": "How sure the day is",
    "year": "Year",
    "month": "Month",
    "day": "Day of the month",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "point": "Latitude and longitude in one",
    "where_prec": "How sure the place is",
    "place": "Place, as the file says it",
    "type": "Kind",
    "actors": "Who was in it",
    "recipients": "To or with whom",
    "deaths": "Toll",
    "deaths_low": "Toll, lowest",
    "deaths_high": "Toll, highest",
    "text": "Words of the data set",
    "source": "Whose word",
    "url": "Address",
    "keep": "Kept as it is",
}
#: Fields of which several columns are used together; of the others the first.
SEVERAL = frozenset({"title", "place", "type", "actors", "recipients", "text", "source", "url"})


class Sure(StrEnum):
    """How sure it is what a column is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Form:
    """A format. Names of columns are folded as :func:`column_key` has them.

    ``wants`` has columns without which a file isn't of it (of each group one); ``codes`` are a field's
    values by the file's (folded), a ``type`` being PLOVER's and ``date_prec`` one of ``day``, ``week``,
    ``month``, ``year``. ``directed`` names a column and its values for which the first side acts on the
    second; in all other rows both sides were in it. ``first_filled`` are fields of actors
    of which a row uses the first filled column alone. ``differ`` are columns in which rows of one event
    may differ, where the format has a row for each actor. ``stamp`` tells the newest of several rows; ``digits`` how many the codes of
    a column have, which lose their noughts where a program takes them for numbers; ``passages`` that
    its rows are words of articles.
    """

    key: str
    title: str
    fields: Mapping[str, tuple[str, ...]]
    wants: tuple[tuple[str, ...], ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    heading: tuple[tuple[str, ...], ...] = ()
    directed: tuple[str, frozenset[str]] = ("", frozenset())
    always_directed: bool = False
    first_filled: frozenset[str] = frozenset()
    differ: frozenset[str] = frozenset()
    stamp: str = ""
    separators: str = ";"
    digits: Mapping[str, int] = field(default_factory=dict)
    licence: str = ""
    citation: str = ""
    url: str = ""
    global_ids: bool = False
    loses: str = ""
    passages: bool = False

    def score(self, columns: tuple[str, ...]) -> float:
        """How many of its columns a header has, if it has those without which it isn't of this format."""
        keys = {column_key(c) for c in columns}
        if not self.wants or not all(keys.intersection(group) for group in self.wants):
            return 0.0
        known = {name for names in self.fields.values() for name in names}
        return len(known & keys) + len(self.wants) / 10

    @property
    def prefix(self) -> str:
        """What ids of its events begin with."""
        return self.key.split("-")[0]


@dataclass(frozen=True, slots=True)
class Use:
    """What a column of a file becomes, how sure that is, and why."""

    column: str
    field: str
    sure: Sure = Sure.SURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A file's columns by field, as the format or a guess has them, and as somebody corrected them."""

    form: Form
    uses: tuple[Use, ...]

    def columns(self, name: str) -> tuple[str, ...]:
        """The file's columns of a field, in the order in which they count."""
        found = {u.column: u for u in self.uses if u.field == name}
        order = {key: i for i, key in enumerate(self.form.fields.get(name, ()))}
        return tuple(sorted(found, key=lambda c: order.get(column_key(c), len(order))))

    def column(self, name: str) -> str:
        """The first of them; blank where there is none."""
        return next(iter(self.columns(name)), "")

    def changed(self, told: Mapping[str, str], why: str = "as you said") -> Mapped:
        """The same with columns put elsewhere by hand, and ``why``. Raises ``ValueError`` for what isn't there."""
        keys = {column_key(u.column): u.column for u in self.uses}
        wanted: dict[str, str] = {}
        for name, to in told.items():
            column = name if name in keys.values() else keys.get(column_key(name), "")
            if not column:
                raise ValueError(
                    f"there is no column “{name}”; there are: {', '.join(keys.values())}"
                )
            if to not in FIELDS:
                raise ValueError(f"“{to}” is no field; there are: {', '.join(FIELDS)}")
            wanted[column] = to
        taken = {to for to in wanted.values() if to not in SEVERAL}
        uses = []
        for use in self.uses:
            if use.column in wanted:
                uses.append(Use(use.column, wanted[use.column], Sure.SURE, why))
            elif use.field in taken:
                uses.append(Use(use.column, "keep", Sure.SURE, "another column was chosen"))
            else:
                uses.append(use)
        return Mapped(self.form, tuple(uses))


def known_uses(form: Form, columns: tuple[str, ...]) -> Mapped:
    """The columns of a file of a known format."""
    fields: dict[str, str] = {}
    for name, names in form.fields.items():
        for key in names:
            fields.setdefault(key, name)
    taken: set[str] = set()
    uses: dict[str, Use] = {}
    for column in sorted(columns, key=lambda c: _rank(form, column_key(c))):
        name = fields.get(column_key(column), "keep")
        if name in taken and name not in SEVERAL:
            name = "keep"
        taken.add(name)
        uses[column] = Use(
            column, name, Sure.SURE, f"a column of {form.title}" if name != "keep" else ""
        )
    return Mapped(form, tuple(uses[c] for c in columns))


def _rank(form: Form, key: str) -> int:
    return next((names.index(key) for names in form.fields.values() if key in names), 0)


def kept_names(columns: tuple[str, ...]) -> dict[str, str]:
    """What a file's columns are called in ``events.csv``: their own names, unless the contract has them."""
    taken = {*default_contract().tables["events"], *COLUMNS}
    names: dict[str, str] = {}
    for column in columns:
        name = f"{column} (source)" if column_key(column) in taken else column
        while name in names.values():
            name += " (2)"
        names[column] = name
    return names
