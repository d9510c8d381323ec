"""Text, lines and marks on a PowerPoint slide, measured in pixels of 1920 × 1080."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_AUTO_SHAPE_TYPE as MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.slide import Slide
from pptx.text.text import _Paragraph, _Run
from pptx.util import Emu, Length, Pt

from geodash.domain.kinds import AnyKind, Kind
from geodash.views.palette import INK
from geodash.views.still.words import clean
from geodash.views.symbols import EDGE, symbol_of
from geodash.words.isolated import begins_right

#: A slide in pixels.
WIDTH, HEIGHT = 1920, 1080
PX = 6350  # EMU: 1920 pixels are 13.333 inches
#: Fonts that every machine with an office suite has. Our own would be replaced without a word.
SERIF, SANS = "Georgia", "Calibri"


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is set; ``size`` in pixels, ``underline`` a colour or ""."""

    size: float
    font: str = SANS
    bold: bool = False
    italic: bool = False
    color: str = INK
    underline: str = ""


Piece = tuple[str, Style]
#: Left, top, width, height in pixels.
Box = tuple[float, float, float, float]


def rgb(color: str) -> RGBColor:
    """``#1B2430`` as PowerPoint's colour."""
    return RGBColor(*bytes.fromhex(color.lstrip("#")))  # type: ignore[no-untyped-call]  # untyped


def text_box(
    slide: Slide,
    box: Box,
    paragraphs: Iterable[Iterable[Piece]],
    *,
    gap: float = 0,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    middle: bool = False,
) -> None:
    """Paragraphs in a box, set as :func:`fill` does."""
    shape = slide.shapes.add_textbox(*emu(box))
    fill(shape, paragraphs, gap=gap, align=align, middle=middle)


def emu(box: Box) -> tuple[Length, Length, Length, Length]:
    """A box in PowerPoint's unit."""
    left, top, width, height = (Emu(int(v * PX)) for v in box)
    return left, top, width, height


def fill(
    shape: Shape,
    paragraphs: Iterable[Iterable[Piece]],
    *,
    gap: float = 0,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    middle: bool = False,
) -> None:
    """Sets a shape's text; a viewer whose fonts run wider may shrink it, nothing overflows."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for i, pieces in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment = align
        paragraph.line_spacing = 1.0
        paragraph.space_before = Pt(gap / 2 if i else 0)
        pieces = list(pieces)
        if begins_right("".join(text for text, _ in pieces)):
            paragraph._p.get_or_add_pPr().set("rtl", "1")
            paragraph.alignment = PP_ALIGN.RIGHT if align == PP_ALIGN.LEFT else align
        for text, style in pieces:
            run(paragraph, text, style)


def run(paragraph: _Paragraph, text: str, style: Style) -> None:
    """One stretch of text; control characters and line breaks become nothing or a space."""
    made = paragraph.add_run()
    made.text = " ".join(clean(text).split("\n")).replace("\r", "").replace("\t", " ")
    font = made.font
    font.size, font.name = Pt(style.size / 2), style.font
    font.bold, font.italic = style.bold, style.italic
    font.color.rgb = rgb(style.color)
    if style.underline:
        font.underline = True
        _underline_color(made, style.underline)


def _underline_color(made: _Run, color: str) -> None:
    properties = made._r.get_or_add_rPr()
    line = properties.makeelement(qn("a:uFill"), {})
    solid = line.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": color.lstrip("#")}))
    line.append(solid)
    latin = properties.find(qn("a:latin"))
    if latin is None:
        properties.append(line)
    else:
        latin.addprevious(line)


def block(slide: Slide, box: Box, color: str) -> Shape:
    """A filled rectangle without an edge; decoration, not read aloud."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(color)
    shape.line.fill.background()
    plain(shape)
    return shape


def plain(shape: Shape | Connector) -> None:
    """Takes the theme's shadow and effects from a shape."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def dot(slide: Slide, x: float, y: float, r: float, color: str) -> None:
    """A disc on the timeline: filled in ink for what is past, on paper for what comes."""
    shape = slide.shapes.add_shape(MSO_SHAPE.OVAL, *_around(x, y, r))
    _edged(shape, color)


def mark(slide: Slide, x: float, y: float, r: float, kind: AnyKind | None) -> None:
    """The mark of a kind."""
    symbol = symbol_of(kind or Kind.OTHER)
    shape = slide.shapes.add_shape(getattr(MSO_SHAPE, symbol.office), *_around(x, y, r))
    _edged(shape, symbol.color)


def _around(x: float, y: float, r: float) -> tuple[Length, Length, Length, Length]:
    left, top, side = (Emu(int(v * PX)) for v in (x - r, y - r, 2 * r))
    return left, top, side, side


def _edged(shape: Shape, color: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(color)
    shape.line.color.rgb = rgb(EDGE)
    shape.line.width = Emu(int(2.5 * PX))
    plain(shape)


def describe(shape: BaseShape, text: str) -> None:
    """The text alternative of a picture or shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", " ".join(clean(text).split()))
