"""A report that stands alone: one HTML file without scripts and without a single outside address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from geodash.exchange.about import about
from geodash.exchange.selection import Selection
from geodash.exchange.telling import (
    HEADINGS,
    TableRow,
    articles_told,
    denominators,
    heading,
    table_rows,
)
from geodash.geo.layers import GeoData
from geodash.views.card.content import Card, card_of
from geodash.views.cite import cite
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.views.symbols import EDGE, SYMBOLS
from geodash.views.templating import render

#: Pixels of the map: as wide as the page's column, and not too high to print above the passages.
_MAP = (1120, 640)
#: Draws the selection as SVG; a blank text for nothing to draw.
Still = Callable[[Selection], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the report, with its number and its footnote.

    ``notes`` are the editors' notes on its paragraph that stand here; ``told_at`` are the numbers of
    the events where the others do.
    """

    number: int
    card: Card
    citation: str
    notes: tuple[str, ...] = ()
    told_at: tuple[int, ...] = ()


def still_of(selection: Selection) -> str:
    """The events with a point on one map; blank where there is none."""
    located = [e for e in selection.events if e.point]
    if not located:
        return ""
    geodata = GeoData(selection.collection.path)
    frame = Frame(events=tuple(e.event_id for e in located))
    return still_map(geodata, located, frame=frame, size=_MAP, scale=1.3, title=selection.sentence)


def write(selection: Selection, still: Still | None = still_of) -> bytes:
    """The selection as HTML in UTF-8; ``still`` draws its map, left out without it."""
    drawing = still(selection) if still else ""
    rows: list[TableRow] = list(table_rows(selection))
    page = render(
        "report.html",
        title=heading(selection),
        collection=selection.collection.title,
        denominators=denominators(selection),
        sentence=selection.sentence,
        # Our own drawing: its builder has escaped the names in it.
        drawing=Markup(drawing),
        boundary_note=selection.boundary_note,
        entries=list(entries(selection)),
        symbols=SYMBOLS,
        edge=EDGE,
        headings=HEADINGS,
        rows=rows,
        articles=list(articles_told(selection)),
        closing=about(selection),
        style=Markup(_style()),
    )
    return page.encode("utf-8", "replace")


def entries(selection: Selection) -> Iterator[Entry]:
    """The events in their order, each with its passage, the notes on it and the other side's answer."""
    told: dict[str, int] = {}
    for number, event in enumerate(selection.events, start=1):
        card = card_of(selection.collection, event.event_id, selection.names)
        cited = cite(selection.collection, event.event_id, link=selection.link)
        notes = [note.text for note in card.near_notes]
        before = sorted({told[text] for text in notes if text in told})
        here = tuple(text for text in notes if text not in told)
        told.update((text, number) for text in here)
        yield Entry(number, card, cited.text.rstrip(", "), here, tuple(before))


@cache
def _style() -> str:
    return (files("geodash") / "assets" / "report/report.css").read_text(encoding="utf-8")
