"""The ids in a workbook's cells: which row or thing they mean, or why that can't be told.

A spreadsheet makes numbers and days of ids, and people write names for them. What is meant beyond
doubt is taken and said; whatever else isn't known is refused with what could be meant: an id that
is only nearly right would make a second event beside the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from geodash.collection.read.contract import REFERS, Column
from geodash.collection.read.ids import Ids, id_of_name, ids_after, tidy
from geodash.collection.read.ids import asked as asked_about
from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.model import Collection
from geodash.exchange.xlsx_read import Book, Cell
from geodash.geo.areas import AREA_PREFIX

_NOUN = {
    "events": "event",
    "mentions": "mention",
    "actors": "actor",
    "articles": "article",
    "places": "place",
    "areas": "area",
    "about": "place or area",
}
#: Whose ids begin with what they are ids of, which people leave out.
_PREFIXED = ("places", "about")
_AS_TEXT = "Format the column as text, and write"
#: Of what the contract's patterns make ids.
_WRITTEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
_SMALL = re.compile(r"[a-z0-9][a-z0-9._-]*")
#: What people put between several ids.
_APART = re.compile(r"[;,/|\n]|\s(?:and|&)\s")
_PLACE = re.compile(r"[a-z][a-z0-9_-]*:[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell means: the ``text`` to write, and what to say of it (an error: it isn't known)."""

    text: str
    reason: str = ""
    fix: str = ""

    @property
    def refused(self) -> bool:
        """Whether it can't be taken."""
        return bool(self.fix)


class BookIds:
    """All ids that a workbook may name: the collection's, those it was exported with, its new ones."""

    def __init__(
        self, collection: Collection, rows: Mapping[str, Iterable[str]], places: KnownPlaces
    ) -> None:
        actors = {a.actor_id: ";".join((a.name, *a.aliases)) for a in collection.actors.values()}
        titles = {a.article_id: a.title for a in collection.articles.values()}
        areas = {a: places.names.get(AREA_PREFIX + a, "") for a in places.areas or ()}
        about = dict(places.names)
        self.of: dict[str, Ids] = {
            "events": Ids(rows["events"]),
            "mentions": Ids(rows["mentions"]),
            "actors": Ids(rows["actors"], actors),
            "articles": Ids(collection.articles, titles),
            "places": Ids(places.places or (), places.names),
            "areas": Ids(areas, areas),
            "about": Ids((*(places.places or ()), *(AREA_PREFIX + a for a in areas)), about),
        }
        self._names = actors

    def called(self, table: str, ident: str, name: str) -> None:
        """A new row of the workbook: its id may be named in others, an actor's name too."""
        if table == "actors":
            self._names[ident] = name.replace(";", ",")
        self.of[table].add(ident)

    def own(self, table: str, cell: Cell) -> Meant:
        """The id of a row: one that is there, or a new one that can't be taken for another."""
        text, known = tidy(str(cell.value or "")), self.of[table]
        if cell.held is not None and (refused := _not_text(known, cell, text, new=True)):
            return refused
        if text in known:
            return Meant(text)
        if like := known.alike(text):
            another = "" if text.isdigit() else ", or give another one an id that differs more"
            return Meant(text, _unlike(text, like[0]), f"{_AS_TEXT} {like[0]}{another}.")
        if text and not (_SMALL if table == "actors" else _WRITTEN).fullmatch(text):
            small = "small letters" if table == "actors" else "letters"
            reason = f"An id is made of {small}, digits, hyphens, dots and underscores."
            return Meant(text, reason, "Choose another, or leave the cell blank: it gets the next.")
        if text.isdigit() and (full := _with_zeros(known, text)):
            reason = f"The other ids begin with zeros, as {full} would."
            return Meant(text, reason, f"{_AS_TEXT} {full}.")
        return Meant(text)

    def meant(self, table: str, column: Column, cell: Cell) -> Meant:
        """What a cell means that names something else; as it is where the column names nothing."""
        kind = REFERS.get(table, {}).get(column.name)
        text = str(cell.value or "")
        if kind is None or not text.strip():
            return Meant(text)
        known = self.of[kind]
        if cell.held is not None and (refused := _not_text(known, cell, text, new=False)):
            return refused
        parts = text.split(column.separator) if column.separator else [text]
        found = [self._one(kind, tidy(part)) for part in parts if tidy(part)]
        for one in found:
            if one.refused and column.separator:
                apart = [tidy(part) for part in _APART.split(text) if tidy(part)]
                if len(apart) > len(found) and all(part in known for part in apart):
                    listed = column.separator.join(apart)
                    fix = f"Write {listed}: several stand apart by “{column.separator}”."
                    return Meant(text, one.reason, fix)
            if one.refused:
                return one
        said = " ".join(one.reason for one in found if one.reason)
        return Meant((column.separator or "").join(one.text for one in found), said)

    def _one(self, kind: str, text: str) -> Meant:
        known = self.of[kind]
        plain = text.removeprefix(AREA_PREFIX) if kind == "areas" else text
        if plain in known:
            return Meant(text)
        if kind == "articles" and plain.removesuffix(".md") in known:
            plain = plain.removesuffix(".md")
            return Meant(plain, f"“{text}” was read as {known.shown(plain)}.")
        case = (
            [known.find(plain)]
            if known.find(plain)
            else [i for i in known.alike(plain) if i.casefold() == plain.casefold()]
        )
        for found in (known.called(plain), case):
            if len(found) == 1:
                return Meant(found[0], f"“{text}” was read as {known.shown(found[0])}.")
            if found:
                several = " and ".join(map(known.shown, found[:3]))
                reason = f"“{text}” may be {several}."
                return Meant(text, reason, "Write the id of the one that is meant.")
        if (
            kind in ("places", "about", "areas")
            and _PLACE.fullmatch(plain)
            and not known.alike(plain)
        ):
            return Meant(text)  # the collection is checked for places and areas that aren't known
        if kind == "about" and text.startswith(AREA_PREFIX):
            return Meant(text)
        reason = f"There is no {_NOUN[kind]} “{text}”."
        if like := known.alike(plain):
            reason = _unlike(plain, like[0])
        behind = [i for i in known if i.endswith(f":{plain}")] if kind in _PREFIXED else []
        asked = asked_about(map(known.shown, behind[:3])) or known.did_you_mean(plain)
        return Meant(text, reason, asked or f"Write the id of one that there is{_add(kind)}.")

    def next(self, table: str, name: str = "") -> str:
        """An id for a row that has none: the one after the last, for an actor its name."""
        known = self.of[table]
        if table == "actors":
            base = id_of_name(name)
            return base if base and base not in known else ""
        return next(ids_after(known, table))


def _add(kind: str) -> str:
    return {
        "actors": ", or add it to the sheet Actors",
        "events": ", or add it to the sheet Events",
        "articles": ", or put the article into the folder first",
    }.get(kind, "")


def _not_text(known: Ids, cell: Cell, text: str, *, new: bool) -> Meant | None:
    """Why a number, day or truth value is no id; ``None`` where it can only be the id it looks like."""
    held = cell.held
    if isinstance(held, date):
        found = known.of_day(held) or [f"{held.day}-{held.month}"]
        what = " or ".join(found[:3]) + (", if that is what it was" if new else "")
        return Meant(text, f"The id is a day, {held.isoformat()}.", f"{_AS_TEXT} {what}.")
    if isinstance(held, bool):
        return Meant(text, "The id is a truth value.", f"{_AS_TEXT} the id again.")
    like = known.alike(text)
    if like and text in known:
        both = " or ".join([text, *like[:2]])
        return Meant(text, f"The id is a number, and may be {both}.", f"{_AS_TEXT} the one meant.")
    if like:
        return Meant(text, _unlike(text, like[0]), f"{_AS_TEXT} {like[0]}.")
    if text in known:
        return None
    if not new:
        return None  # told as one that isn't there
    numbers = [i for i in known if i.isdigit()]
    if not text.isdigit() or len(text) > 15 or (not numbers and any(known)):
        reason = f"The id is a number, {text}, and no other is one."
        return Meant(text, reason, f"{_AS_TEXT} it as it was meant.")
    return None


def _with_zeros(known: Ids, text: str) -> str:
    """``text`` as wide as the numbers that begin with zeros; blank where none do."""
    width = max((len(i) for i in known if i.isdigit() and i[0] == "0" and len(i) > 1), default=0)
    return text.zfill(width) if width > len(text) else ""


def _unlike(text: str, ident: str) -> str:
    """In what an id differs from the one that it looks like."""
    if text.casefold() == ident.casefold():
        return f"“{text}” differs from “{ident}” in capital letters only."
    if text.isdigit() and text == ident.lstrip("0"):
        return f"{text} is {ident} without its zeros."
    if re.sub(r"0+(?=\d)", "", text) == re.sub(r"0+(?=\d)", "", ident):
        return f"“{text}” differs from “{ident}” in zeros only."
    if re.fullmatch(r"[\d.,eE+-]+%?", text):
        return f"{text} is what a spreadsheet makes of “{ident}”."
    return f"“{text}” looks like “{ident}” and isn’t the same."


def book_ids(
    book: Book, collection: Collection, keys: Mapping[str, Iterable[str]], places: KnownPlaces
) -> BookIds:
    """The ids that a workbook may name; ``keys`` are those that stand in the tables."""
    exported = book.state.keys if book.state else lambda _: set()
    rows = {
        table: [*ids, *(key[0] for key in sorted(exported(table)))] for table, ids in keys.items()
    }
    return BookIds(collection, rows, places)
