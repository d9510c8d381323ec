"""A report that stands alone: one HTML file without scripts and without a single outside address."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from geodash.domain.model import DateKind, EditorNote, Event, Status
from geodash.exchange.about import about
from geodash.exchange.picture import frame_of
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
from geodash.views.cite import published
from geodash.views.frames import around_many
from geodash.views.pictures import Figure, map_figure
from geodash.views.places import place_label
from geodash.views.slides import Frame
from geodash.views.symbols import EDGE, symbol_of
from geodash.views.templating import render
from geodash.views.typefaces import embedded
from geodash.words.dates import date_remark
from geodash.words.days import throughout
from geodash.words.isolated import isolated
from geodash.words.notes import version_line
from geodash.words.texts import shortened

#: Pixels of the map and of one of its units: on A4 its names are as large as the text.
_MAP, _SCALE = (1080, 690), 1.5
#: Characters of both running heads together, and of the left one at most.
_HEADS, _LEFT = 120, 60
#: So many maps at most; what is on none of them is listed by its place.
_MOST_MAPS = 3
#: Draws the selection: nothing where nothing can be drawn.
Stills = Callable[[Selection], Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the report, with its number and where its words stand.

    ``notes`` are the editors' notes on its words that stand here; ``told_at`` are the numbers of
    the events that quote the same words, where the others do. ``cautions`` say whose the words are that take
    a side in what others say. ``link`` leads to it on the page, blank where nobody could follow.
    """

    number: int
    card: Card
    citation: str
    notes: tuple[str, ...] = ()
    told_at: tuple[int, ...] = ()
    link: str = ""

    @property
    def cautions(self) -> tuple[str, ...]:
        """Of words beside the passage."""
        return self.card.cautions_beside

    @property
    def date_note(self) -> str:
        """That the date, or its year, was worked out."""
        return date_remark(self.card.event)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The events of one month, or of one longer time within which they lie."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def numbers(self) -> str:
        """``no. 3``, ``no. 3–8``."""
        first, last = self.entries[0].number, self.entries[-1].number
        return f"no. {first}" if first == last else f"no. {first}–{last}"


def stills_of(selection: Selection) -> Sequence[Figure]:
    """The events with a point; nothing where there is none.

    A view that the reader chose is one map. Else a map for each part of the world that there is much
    of: one map around most would show one side's seats and cut off another's.
    """
    left = {e.event_id: e for e in selection.events if e.point}
    frame, found = frame_of(selection), list[Figure]()
    while left and len(found) < _MOST_MAPS:
        found.append(_still(selection, frame, len(found)))
        away = {e.event_id: e for e in found[-1].away if e.event_id in left}
        if frame.center or frame.selected or len(away) == len(left):
            break
        left = away
        frame = replace(frame, bounds=around_many(tuple(left.values()), selection.names))
    if len(found) > 1 and left:
        places = Counter(place_label(e, selection.names) for e in left.values())
        told = ", ".join(f"{isolated(place)} {n}" for place, n in places.most_common())
        elsewhere = f"{found[-1].elsewhere} On none of the maps: {told}.".strip()
        found[-1] = replace(found[-1], elsewhere=elsewhere)
    return found


def _still(selection: Selection, frame: Frame, number: int) -> Figure:
    return map_figure(
        GeoData(selection.collection.path),
        selection.events,
        frame=frame,
        members=selection.members,
        size=_MAP,
        scale=_SCALE,
        title=f"Map: {selection.sentence}",
        prefix=f"m{number}-" if number else "",
    )


def write(selection: Selection, stills: Stills | None = stills_of) -> bytes:
    """The selection as HTML in UTF-8; ``stills`` draws its maps, left out without it."""
    rows: list[TableRow] = list(table_rows(selection))
    title, collection = heading(selection), selection.collection
    own = version_line(collection.title, selection.version)
    page = render(
        "report.html",
        title=title,
        collection=collection.title,
        denominators=denominators(selection),
        rows_note=selection.rows_note,
        # Our own drawing: its builder has escaped the names in it.
        figures=[_safe(figure) for figure in stills(selection)] if stills else [],
        boundary_note=selection.boundary_note,
        chapters=chapters(entries(selection)),
        symbol_of=symbol_of,
        edge=EDGE,
        headings=HEADINGS,
        rows=rows,
        articles=list(articles_told(selection)),
        closing=about(selection),
        style=Markup("{}\n{}\n{}").format(
            Markup(embedded(italic=False)),
            Markup(_style()),
            Markup(_running(collection.title, title, own)),
        ),
    )
    return page.encode("utf-8", "replace")


def _safe(figure: Figure) -> dict[str, object]:
    return {
        "svg": Markup(figure.svg),
        "legend": [(Markup(sign), words) for sign, words in figure.legend],
        "elsewhere": figure.elsewhere,
    }


def entries(selection: Selection) -> Iterator[Entry]:
    """The events by chapter and in their order, each with its passage, the notes on it and the other side's answer."""
    events = sorted(selection.events, key=chapter_of)
    cards = [card_of(selection.collection, e.event_id, selection.names) for e in events]
    homes = _homes(cards)
    for number, card in enumerate(cards, start=1):
        here, before = list[str](), set[int]()
        for note in card.editors:
            home = homes.get(_words_of(card, note)) or homes[note.text]
            if home == number or note in card.in_sight:
                here.append(note.text)
            else:
                before.add(home)
        link = (
            f"{selection.link.partition('?')[0]}?event={card.event.event_id}"
            if selection.link
            else ""
        )
        yield Entry(number, card, _source(card), tuple(here), tuple(sorted(before)), link)


#: A note, and the article and sentence that are quoted where it stands.
_Words = tuple[str, str, tuple[int, int]]


def _words_of(card: Card, note: EditorNote) -> _Words | None:
    """A note with the quoted words that it is on; none for one on other words of the event."""
    passage = card.passage
    if passage is None or note not in card.near_notes:
        return None
    return note.text, passage.mention.article_id, passage.span


def _homes(cards: Sequence[Card]) -> dict[_Words | str | None, int]:
    """Each editors' note with the number of the event below which it stands in full.

    That is the first that quotes the very words that the note is on. For whom it concerns without quoting them it is
    the first that does; where none does, the first whom it concerns.
    """
    homes: dict[_Words | str | None, int] = {}
    for number, card in enumerate(cards, start=1):
        for note in card.near_notes:
            homes.setdefault(note.text, number)
            homes.setdefault(_words_of(card, note), number)
    for number, card in enumerate(cards, start=1):
        for note in card.notes:
            homes.setdefault(note.text, number)
    return homes


def _source(card: Card) -> str:
    """Where the words stand: article, window, paragraph; the event's own id."""
    passage = card.passage
    parts = [published(passage.article)] if passage and passage.article else []
    parts += [f"¶{passage.number}"] if passage and passage.number else []
    where = f"{', '.join(parts)}. " if parts else ""
    return f"{where}Event {card.event.event_id}."


def chapters(found: Iterator[Entry] | Sequence[Entry]) -> list[Chapter]:
    """The entries by chapter, the undated last; their order stays."""
    groups = groupby(found, key=lambda entry: chapter_of(entry.card.event).name)
    return [Chapter(name, tuple(entries)) for name, entries in groups]


class Place(NamedTuple):
    """Where a chapter stands: by the month in which it begins, and that in which it ends."""

    begin: tuple[int, int]
    end: tuple[int, int]
    name: str


def chapter_of(event: Event) -> Place:
    """``September 2022``; what may lie in any of several months has a chapter of its own."""
    at = event.interval
    if at is None:
        last = (MAXYEAR, 12)
        return Place(last, last, "Without a date")
    first, end = (
        at.first.replace(day=1),
        at.last.replace(day=monthrange(at.last.year, at.last.month)[1]),
    )
    months = throughout(first, end)
    if (first.year, first.month) != (end.year, end.month):
        if event.status is Status.PLANNED:
            months = f"Planned for {months}"
        elif event.date_kind is DateKind.WITHIN:
            months = f"Some time in {months}"
    return Place((first.year, first.month), (end.year, end.month), months)


@cache
def _style() -> str:
    return (files("geodash") / "assets" / "report/report.css").read_text(encoding="utf-8")


def _running(collection: str, title: str, own: str) -> str:
    """The heads and feet of printed pages, which only a style sheet can set."""
    left = shortened(collection, _LEFT)
    boxes = {
        "top-left": _quoted(left),
        "top-right": _quoted("" if title == collection else shortened(title, _HEADS - len(left))),
        "bottom-left": _quoted(own),
        "bottom-right": 'counter(page) " / " counter(pages)',
    }
    rules = "".join(f"@{box} {{ content: {text}; }} " for box, text in boxes.items())
    # The first page says so itself.
    first = "@page :first { @top-left { content: none; } @top-right { content: none; } }"
    return f"@page {{ {rules}}}\n{first}"


def _quoted(text: str) -> str:
    """A text as a CSS string: nothing in it ends the string, or the sheet."""
    kept = (c if c.isalnum() or c in " .,;:–-’“”/()" else f"\\{ord(c):x} " for c in isolated(text))
    return f'"{"".join(kept)}"'
