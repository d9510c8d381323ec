"""The sheet of places: each that the events shown are at or about, as the gazetteer has it."""

from __future__ import annotations

from collections import Counter

from openpyxl import Workbook

from geodash.exchange.selection import Selection
from geodash.exchange.sheets import Value
from geodash.exchange.xlsx_style import finish, head, put
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.names import area_key

COLUMNS = (
    "place_id",
    "name",
    "other name",
    "kind",
    "within",
    "country",
    "latitude",
    "longitude",
    "events here",
    "events about it",
)


def add_places(book: Workbook, selection: Selection) -> None:
    """A line a place or area, those with most events first; what no gazetteer has by its id alone."""
    here: Counter[str] = Counter()
    about: Counter[str] = Counter()
    for event in selection.events:
        area = area_key(event.area_id) if event.area_id else ""
        here.update({i for i in (event.place_id, area) if i})
        about.update(set(event.about_places))
    sheet = book.create_sheet("Places")
    head(sheet, COLUMNS)
    order = sorted(here | about, key=lambda i: (-here[i], -about[i], i))
    for number, ident in enumerate(order, start=2):
        line = (*_facts(selection, ident), here[ident], about[ident])
        for position, value in enumerate(line, start=1):
            put(sheet, number, position, value)
    finish(sheet, "C2")


def _facts(selection: Selection, ident: str) -> tuple[Value, ...]:
    names = selection.names
    place, point = names.place(names.canonical(ident)), names.point(ident)
    where = (point.latitude, point.longitude) if point else (None, None)
    if place:
        within = place.admin1 or None
        return (ident, place.name, place.name_other or None, place.kind, within, place.country or None, *where)  # fmt: skip
    known = names.knows(ident)
    kind = "area" if ident.startswith(AREA_PREFIX) else None
    return ident, names.name(ident) if known else None, None, kind, None, None, *where
