"""A view's slide in PowerPoint: what passes the filter, line by line, or in numbers where it is much."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.slide import Slide

from geodash.exchange.pptx_fit import height, shorten
from geodash.exchange.pptx_parts import Box, Piece, Style, block, mark, text_box
from geodash.views.palette import HAIRLINE, SECOND
from geodash.views.slides import ListLine, SlideView

_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20)
_GAP = 9


def view(page: Slide, slide: SlideView, box: Box) -> None:
    """Kinds with their counts, the lines, and the filter in words, in a box."""
    left, top, across, high = box
    # Where nothing is listed, the numbers are what the slide says.
    size, step = (28, 44) if slide.rows else (36, 66)
    for kind, label, n in slide.counts:
        mark(page, left + 16, top + step / 2 - 2, size / 2, kind)
        text_box(page, (left + 52, top, across - 52, step - 4), [[(f"{label}: {n}", Style(size))]])
        top += step
    end = box[1] + high
    below = [(shorten(t, 420), size) for t, size in ((slide.remark, 28), (slide.sentence, 24)) if t]
    for text, size in reversed(below):
        tall = height(text, size, across)
        end -= tall
        text_box(page, (left, end, across, tall), [[(text, Style(size, color=SECOND))]])
        end -= 12
    block(page, (left, top + 6, across, 2), HAIRLINE)
    top += 22
    _paragraphs(page, (left, top, across, end - top), _lines(slide))


def rows(lines: Sequence[ListLine]) -> list[str]:
    """The lines as plain text, each reply below what it answers."""
    return [text for line in lines for text in (_told(line), _indented(line.reply)) if text]


def _told(line: ListLine) -> str:
    when = f"{line.when}: " if line.when else ""
    return when + line.told


def _indented(reply: str) -> str:
    return f"→ {reply}" if reply else ""


def _lines(slide: SlideView) -> list[list[tuple[str, bool]]]:
    """The paragraphs, each in pieces: words, and whether they are bold."""
    made: list[list[tuple[str, bool]]] = []
    for line in slide.rows:
        if line.when:
            made.append([(line.when, True)])
        voice = [(f"{line.voice} ", True)] if line.voice else []
        made.append([*voice, (line.told.removeprefix(f"{line.voice} "), False)])
        if line.reply:
            made.append([(_indented(line.reply), False)])
    return made


def _paragraphs(page: Slide, box: Box, lines: Sequence[Sequence[tuple[str, bool]]]) -> None:
    """Lines in the largest size in which all of them stand."""

    def tall(size: int) -> float:
        texts = ("".join(text for text, _ in line) for line in lines)
        return sum(height(text, size, box[2]) + _GAP for text in texts)

    size = next((s for s in _SIZES if tall(s) <= box[3]), _SIZES[-1])
    paragraphs: list[list[Piece]] = [
        [(text, Style(size, bold=bold)) for text, bold in line] for line in lines
    ]
    if paragraphs:
        text_box(page, box, paragraphs, gap=_GAP)
