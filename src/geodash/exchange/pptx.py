"""A briefing as PowerPoint: the show's composition in real text, sources in the notes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from pptx import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Emu

from geodash.domain.kinds import AnyKind, Kind
from geodash.domain.model import Event
from geodash.exchange import pptx_list
from geodash.exchange.pptx_fit import (
    Words,
    after,
    answer_pieces,
    answer_text,
    facts,
    facts_size,
    facts_text,
    fit,
    further,
    height,
    lines,
    shorten,
    told,
)
from geodash.exchange.pptx_parts import (
    HEIGHT,
    PX,
    SERIF,
    WIDTH,
    Box,
    Piece,
    Style,
    block,
    describe,
    emu,
    fill,
    rgb,
    text_box,
)
from geodash.exchange.pptx_strip import STRIP, strip
from geodash.exchange.raster import jpeg
from geodash.geo.layers import GeoData
from geodash.views.palette import HAIRLINE, PAPER, SECOND
from geodash.views.slides import Run, SlideAnswer, SlideView
from geodash.views.still import still_map
from geodash.views.still.glyphs import writable
from geodash.views.still.words import SERIF as MEASURED_SERIF
from geodash.views.still.words import clean
from geodash.views.symbols import symbol_of
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE

#: How wide the map is on a slide, and where the words need more room.
_MAP, _NARROW_MAP = 960, 787
_INNER, _OUTER, _TOP = 54, 56, 40
_GAP = 12  # between answers
_BOTTOM = HEIGHT - STRIP - 24


def map_size(slide: SlideView) -> tuple[int, int]:
    """The size of a slide's map in pixels of the slide."""
    return _NARROW_MAP if slide.wide else _MAP, HEIGHT - STRIP


def _words(slide: SlideView) -> tuple[float, float]:
    """Where the words of a slide begin, and how wide they may be."""
    left = map_size(slide)[0] + _INNER
    return left, WIDTH - left - _OUTER


def maps_of(
    geodata: GeoData,
    events: Mapping[str, Event],
    members: Mapping[str, Sequence[str]] | None = None,
    unwritten: set[str] | None = None,
) -> Callable[[SlideView], bytes]:
    """Draws each slide's map as a JPEG; empty bytes for a slide that shows no event.

    ``unwritten`` gets the names for which there is no font: their marks have none.
    """

    def can_write(name: str) -> bool:
        if writable(name):
            return True
        if unwritten is not None:
            unwritten.add(name)
        return False

    def draw(slide: SlideView) -> bytes:
        shown = [events[i] for i in slide.frame.events if i in events]
        if not shown or slide.role in ("closing", "missing"):
            return b""
        svg = still_map(
            geodata,
            shown,
            frame=slide.frame,
            size=map_size(slide),
            scale=2,
            members=members,
            note="",
            caption=slide.precision,
            locator=True,
            elsewhere=slide.role == "view",
            keyed=True,
            can_write=can_write,
        )
        return jpeg(svg, map_size(slide)[0] * 5 // 4)

    return draw


def pptx_bytes(
    slides: Sequence[SlideView],
    maps: Callable[[SlideView], bytes] = lambda slide: b"",
    *,
    title: str = "",
    author: str = "geodash",
) -> bytes:
    """The slides as a .pptx file, 16:9; those that are ``missing`` are left out.

    ``maps`` gives a slide's map as PNG or JPEG, empty for none. Text is plain and may be hostile.
    """
    shown = [s for s in slides if s.role != "missing"]
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH * PX), Emu(HEIGHT * PX)
    properties = deck.core_properties
    properties.title = shorten(title or (shown[0].heading if shown else "Briefing"), 200)
    properties.author = properties.last_modified_by = shorten(author, 100)
    properties.comments = BOUNDARY_NOTE
    for n, view in enumerate(shown, 1):
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = rgb(PAPER)
        picture = maps(view)
        if view.role == "title":
            _title(page, view, picture)
        elif view.role == "closing":
            _closing(page, view)
        else:
            _map(page, view, picture)
            (_event if view.passage or view.event_id else _view)(page, view)
        strip(page, view, n, shown)
        page.notes_slide.notes_text_frame.text = notes_of(view)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def notes_of(slide: SlideView) -> str:
    """The notes page: the speaker's words, then all that the slide has no room for."""
    passage = "".join(r.text for r in slide.passage)
    parts = [
        slide.notes,
        f"{slide.title or slide.heading}",
        f"{facts_text(slide)}. {slide.precision}".strip() if slide.date else "",
        f"Passage: “{passage.strip()}”" if passage.strip() else "",
        slide.caution,
        slide.remark,
        *(answer_text(a) for a in slide.answers),
        *further(slide),
        *(f"Editors’ note: {text}" for text in slide.out_of_sight),
        f"Source: {slide.citation or slide.source}" if slide.citation or slide.source else "",
        f"View: {slide.sentence}" if slide.sentence else "",
        *(
            pptx_list.rows((*slide.rows, *slide.unlisted))
            if slide.role == "view"
            else slide.lines
            if slide.role == "closing"
            else ()
        ),
        *slide.notices,
        BOUNDARY_NOTE if BOUNDARY_NOTE not in slide.notices else "",
    ]
    return "\n\n".join(" ".join(clean(p).split(" ")) for p in parts if p)


def _heading(page: Slide, text: str, box: Box, size: float) -> None:
    """The slide's title, in the placeholder that outlines and screen readers look for."""
    shape = cast(Shape, page.shapes.title)  # the layout has one
    shape.left, shape.top, shape.width, shape.height = emu(box)
    fill(shape, [[(text or "Untitled", Style(size, SERIF, bold=True))]])


def _map(page: Slide, slide: SlideView, picture: bytes) -> None:
    block(page, (0, 0, *map_size(slide)), "#D9E6EA")
    if picture:
        size = (Emu(int(v * PX)) for v in map_size(slide))
        shape = page.shapes.add_picture(io.BytesIO(picture), Emu(0), Emu(0), *size)
        where = f" of {slide.place}" if slide.place else ""
        describe(shape, f"Map{where}: {slide.title or slide.heading}. {BOUNDARIES}.")


def _event(page: Slide, slide: SlideView) -> None:
    """Facts, heading, passage, answers and source, one below the other."""
    left, across = _words(slide)
    words = fit(slide, across, _BOTTOM - _TOP)
    head, quote, plain, small = words.sizes
    size = facts_size(words.sizes)
    column = (page, left, across)
    y = _stack(column, _TOP, [_facts(slide, size)], facts_text(slide), size) + 14
    high = height(words.heading, head, across, MEASURED_SERIF, 600)
    _heading(page, words.heading, (left, y, across, high), head)
    y += high + 24
    if words.passage:
        y = _passage(column, y, words.passage, quote, _hue(slide.kind)) + 24
    for text in filter(None, (slide.caution, slide.remark)):
        piece = (text, Style(plain - 4, italic=text == slide.caution, color=SECOND))
        y = _stack(column, y, [[piece]], text, plain - 4) + 10
    block(page, (left, y, across, 2), HAIRLINE)
    said = [(answer_text(a, words.words), _answer(a, plain, words.words)) for a in words.answers]
    more = filter(None, (words.rest, *further(slide, words.words)))
    said += [(text, [(text, Style(plain))]) for text in more]
    y = _said(column, y + 22, said, plain)
    if slide.source:
        _stack(column, y + 12, [[(slide.source, Style(small, color=SECOND))]], slide.source, small)


#: A page, where its words begin and how wide they may be.
Column = tuple[Slide, float, float]


def _passage(column: Column, y: float, passage: Sequence[Run], size: float, color: str) -> float:
    """The article's words beside a bar, the coded underlined, the rest receding; returns their end."""
    page, left, across = column
    high = height("".join(r.text for r in passage), size, across - 40, MEASURED_SERIF)
    bar = block(page, (left, y, 8, high), color)
    describe(bar, "")
    # Where all is coded, a line under all of it tells nothing.
    rest = any(not r.coded and r.text.strip(" .,;") for r in passage)
    parted = rest and any(r.coded for r in passage)
    coded = Style(size, SERIF, underline=color if parted else "")
    around = Style(size, SERIF, color=SECOND) if parted else Style(size, SERIF)
    pieces = [(r.text, coded if r.coded else around) for r in passage]
    text_box(page, (left + 34, y, across - 34, high), [pieces])
    return y + high


def _said(column: Column, y: float, said: list[tuple[str, list[Piece]]], size: float) -> float:
    """All answers in one box: a viewer with wider fonts shrinks all of them alike, or none."""
    if not said:
        return y
    page, left, across = column
    high = sum(height(text, size, across) for text, _ in said) + _GAP * (len(said) - 1)
    text_box(page, (left, y, across, high), [pieces for _, pieces in said], gap=_GAP)
    return y + high + _GAP


def _hue(kind: AnyKind | None) -> str:
    return symbol_of(kind or Kind.OTHER).color


def _stack(
    column: Column, y: float, paragraphs: Iterable[Iterable[Piece]], text: str, size: float
) -> float:
    """Text at a height; returns where the next may stand."""
    page, left, across = column
    high = height(text, size, across)
    text_box(page, (left, y, across, high), paragraphs)
    return y + high


def _facts(slide: SlideView, size: float) -> list[Piece]:
    when, rest = facts(slide)
    return [(when, Style(size, bold=True)), (rest, Style(size))]


def _answer(answer: SlideAnswer, size: float, words: Words) -> list[Piece]:
    voice, ours, theirs = answer_pieces(answer, words)
    pieces = [(f"{voice} ", Style(size, bold=True))] if voice else []
    if ours:
        pieces.append((f"{told(ours, theirs)} " if theirs else ours, Style(size)))
    if theirs:
        pieces.append((f"“{theirs}”", Style(size, SERIF, italic=True)))
    if answer.silent:
        pieces.append((after(theirs or ours, answer.silent), Style(size)))
    return pieces


def _view(page: Slide, slide: SlideView) -> None:
    """A filter's slide: heading, kinds with their counts, the events, the filter in words."""
    left, across = _words(slide)
    heading = shorten(slide.heading or slide.title, 140)
    size = 54 if lines(heading, 54, across, MEASURED_SERIF, 600) <= 2 else 40
    high = height(heading, size, across, MEASURED_SERIF, 600)
    _heading(page, heading, (left, _TOP, across, high), size)
    y = _TOP + high + 18
    pptx_list.view(page, slide, (left, y, across, _BOTTOM - y))


def _list(page: Slide, items: Sequence[str], box: Box, sizes: Sequence[int]) -> None:
    """Sources or notices in the largest size that fits; of more than fit, the rest is counted."""
    gap = 10

    def tall(size: int) -> list[float]:
        return [height(t, size, box[2]) + gap for t in items]

    size = next((s for s in sizes if sum(tall(s)) <= box[3]), sizes[-1])
    highs = tall(size)
    shown, used = 0, 0.0
    reserve = 0.0 if sum(highs) <= box[3] else sizes[-1] * 1.3 + gap
    while shown < len(items) and used + highs[shown] <= box[3] - reserve:
        used, shown = used + highs[shown], shown + 1
    texts = list(items[:shown])
    if shown < len(items):
        texts.append(f"and {len(items) - shown} more, in the notes")
    if texts:
        text_box(page, box, [[(t, Style(size))] for t in texts], gap=gap)


def _title(page: Slide, slide: SlideView, picture: bytes) -> None:
    if picture:
        _map(page, slide, picture)
    left, across = _words(slide) if picture else (140, WIDTH - 280)
    heading = shorten(slide.heading or slide.title, 200)
    below = [(shorten(slide.subtitle, 300), 40), (shorten(slide.sentence, 300), 30)]
    below = [(text, points) for text, points in below if text]
    more = sum(height(text, points, across) + 20 for text, points in below)
    more += sum(height(text, 24, across) + 10 for text in slide.lines) + 44
    size, top = _title_size(heading, across, _BOTTOM - more)
    high = height(heading, size, across, MEASURED_SERIF, 600)
    _heading(page, heading, (left, top, across, high), size)
    y = top + high + 28
    for text, points in below:
        tall = height(text, points, across)
        text_box(page, (left, y, across, tall), [[(text, Style(points, color=SECOND))]])
        y += tall + 20
    _list(page, slide.lines, (left, y + 16, across, max(60, _BOTTOM - y - 16)), (28, 26, 24))


def _title_size(heading: str, across: float, end: float) -> tuple[int, int]:
    """The largest title that leaves room for all below it, and where it begins."""
    fits = [s for s in (92, 80, 68, 56) if lines(heading, s, across, MEASURED_SERIF, 600) <= 4]
    for size in fits:
        for top in (180, 110, 60):
            if top + height(heading, size, across, MEASURED_SERIF, 600) <= end:
                return size, top
    return (fits or [44])[-1], 60


def _closing(page: Slide, slide: SlideView) -> None:
    """Sources on the left, what holds for all maps on the right."""
    _heading(page, shorten(slide.heading or "Sources", 80), (80, 60, 1100, 80), 56)
    numbered = [f"{i}. {text}" for i, text in enumerate(slide.lines, 1)]
    _list(page, numbered, (80, 180, 1060, _BOTTOM - 180), (30, 28, 26, 24, 22, 20))
    block(page, (1190, 180, 2, _BOTTOM - 180), HAIRLINE)
    notices = slide.notices or (BOUNDARY_NOTE,)
    if not any(BOUNDARY_NOTE in n for n in notices):
        notices = (BOUNDARY_NOTE, *notices)
    _list(page, notices, (1230, 180, 610, _BOTTOM - 180), (28, 26, 24, 22, 20, 18))
