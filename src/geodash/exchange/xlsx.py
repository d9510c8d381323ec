"""Excel: the tables as sheets that can be sorted, edited and read back by ``geodash import``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from geodash.collection.read.contract import Contract
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Row
from geodash.exchange.about import about
from geodash.exchange.fixed_zip import without_clock
from geodash.exchange.selection import Selection, Sides
from geodash.exchange.sheets import (
    DERIVED,
    SHEETS,
    Sheet,
    Value,
    contract_of,
)
from geodash.exchange.telling import heading, who_words
from geodash.exchange.xlsx_choices import LISTS, offer
from geodash.exchange.xlsx_losses import add_losses
from geodash.exchange.xlsx_places import add_places
from geodash.exchange.xlsx_state import ARTICLES, StateSheet
from geodash.exchange.xlsx_style import finish, head, pairs, put
from geodash.exchange.xml_text import writable
from geodash.views.card.content import card_of
from geodash.views.cite import cite
from geodash.words.kinds import kind_label
from geodash.words.notes import version_line

_ARTICLE = (
    "article_id",
    "title",
    "publisher",
    "credit",
    "language",
    "genre",
    "published_earliest",
    "published_latest",
    "published_basis",
    "source",
)
_FROZEN = {"events": "C2", "mentions": "B2", "links": "A2", "actors": "B2"}
_HOW = {
    "How to edit": "Change cells of Events, Mentions, Links and Actors, or add rows below; then "
    "“geodash import FILE.xlsx FOLDER” says what would change with --dry-run, and without it "
    "writes just that. Rows that are not in this file stay as they are; nothing is deleted. "
    "Columns marked “(derived)” and the sheets Losses, Articles, Places and Codebook are for reading.",
    "Ids": "Actors are named by the ids of the sheet Actors, articles by those of Articles; "
    "several ids in one cell stand apart by “;”. An event’s id is never changed nor used again.",
    "Dates": "A blank date is no date: the event is undated. Days before March 1900 are texts, "
    "because spreadsheets know no such dates.",
    "Texts": "Every text is a text, whatever sign it begins with; none is a formula.",
}


def write(selection: Selection) -> bytes:
    """The selection as an ``.xlsx``: About, Events, Losses, Mentions, Links, Actors, Articles, Places."""
    book = Workbook()
    contract = contract_of(selection.collection)
    _about(book, selection)
    if selection.sides:
        _comparison(book, selection.sides)
    state = StateSheet(selection.version, selection.mark)
    _table(book, "events", selection.events, contract, state, _derived(selection))
    add_losses(book, selection)
    _table(book, "mentions", selection.mentions, contract, state)
    _table(book, "links", selection.links, contract, state)
    _table(book, "actors", selection.actors.values(), contract, state)
    _articles(book, selection, state)
    add_places(book, selection)
    _codebook(book, contract)
    state.write(book)
    book.move_sheet(LISTS, len(book.sheetnames))
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _about(book: Workbook, selection: Selection) -> None:
    sheet = book.worksheets[0]
    sheet.title = "About"
    rows = {"About": heading(selection), **dict(about(selection)), **_HOW}
    pairs(sheet, rows)
    properties = book.properties
    properties.title = writable(heading(selection))[:250]
    properties.creator = "geodash"
    properties.description = writable(version_line(selection.collection.title, selection.version))


def _comparison(book: Workbook, sides: Sides) -> None:
    """What A and B hold of each kind, party, source and place."""
    sheet = book.create_sheet("Comparison")
    head(sheet, ("what", "of", sides.a, sides.b))
    rows: list[tuple[str | int, ...]] = [
        (title, *row) for title, found in sides.tallies for row in found
    ]
    for number, row in enumerate(rows, start=2):
        for position, value in enumerate(row, start=1):
            put(sheet, number, position, value)
    finish(sheet, "A2")


def _table(
    book: Workbook,
    table: str,
    rows: Iterable[Row],
    contract: Contract,
    state: StateSheet,
    derived: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """One sheet; ``derived`` maps further columns to their texts by event id."""
    rows = list(rows)
    layout = Sheet.of(table, contract.tables[table], rows)
    more = {f"{name}{DERIVED}": texts for name, texts in (derived or {}).items()}
    state.columns(layout)
    sheet = book.create_sheet(SHEETS[table])
    head(sheet, [*layout.names, *more], tuple(more))
    for number, row in enumerate(rows, start=2):
        values: dict[str, Value] = layout.values(row)
        key = layout.key(values)
        state.row(layout, values)
        for position, name in enumerate(layout.names, start=1):
            put(sheet, number, position, values[name])
        for position, texts in enumerate(more.values(), start=len(layout.names) + 1):
            put(sheet, number, position, texts.get(key[0], ""))
    finish(sheet, _FROZEN[table])
    offer(book, sheet, layout)


def _derived(selection: Selection) -> dict[str, dict[str, str]]:
    """What a reader of the events wants at hand: kind, who in words, the passage, its footnote."""
    lookup = lookup_of(selection.collection)
    found: dict[str, dict[str, str]] = {"kind": {}, "who": {}, "passage": {}, "citation": {}}
    for event in selection.events:
        best = lookup.best(event.event_id)
        if selection.collection.kinds.beside_plover:
            found.setdefault("plover", {})[event.event_id] = event.plover or ""
        found["kind"][event.event_id] = kind_label(event.kind)
        found["who"][event.event_id] = who_words(card_of(selection.collection, event.event_id))
        found["passage"][event.event_id] = best.quote if best else ""
        citation = cite(selection.collection, event.event_id).text
        found["citation"][event.event_id] = citation
    if sides := selection.sides:
        found["side"] = {e.event_id: sides.of(e.event_id) for e in selection.events}
    return found


def _articles(book: Workbook, selection: Selection, state: StateSheet) -> None:
    sheet = book.create_sheet(ARTICLES)
    head(sheet, _ARTICLE)
    rows = [[getattr(a, name) for name in _ARTICLE] for a in selection.articles.values()]
    for number, row in enumerate(rows, start=2):
        for position, value in enumerate(row, start=1):
            put(sheet, number, position, value)
    state.told(_ARTICLE, rows)
    finish(sheet)


def _codebook(book: Workbook, contract: Contract) -> None:
    sheet = book.create_sheet("Codebook")
    head(sheet, ("sheet", "column", "title", "type", "values", "description"))
    for table, title in SHEETS.items():
        for column in contract.tables[table].values():
            kind = f"list of ids or words, by “{column.separator}”" if column.separator else ""
            values = ", ".join(column.values)
            what = kind or column.type
            cells = (title, column.name, column.title, what, values, column.description)
            number = sheet.max_row + 1
            for position, text in enumerate(cells, start=1):
                put(sheet, number, position, text)
    finish(sheet, "C2", lines=9)
