"""The foot of a slide in PowerPoint: its number, a slim timeline of all slides, the boundary note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Pt

from geodash.exchange.pptx_parts import (
    HEIGHT,
    PX,
    WIDTH,
    Style,
    block,
    dot,
    mark,
    plain,
    rgb,
    text_box,
)
from geodash.views.palette import HAIRLINE, INK, LINE, PAPER, SECOND
from geodash.views.slides import SlideView
from geodash.words.days import month
from geodash.words.notes import BOUNDARIES

#: How high it is.
STRIP = 84


def strip(page: Slide, slide: SlideView, n: int, shown: Sequence[SlideView]) -> None:
    """Slide number, a slim timeline of all slides, and the short boundary note."""
    top = HEIGHT - STRIP
    block(page, (0, top, WIDTH, STRIP), "#FBF8F1")
    block(page, (0, top, WIDTH, 2), HAIRLINE)
    text_box(page, (40, top + 24, 130, 40), [[(f"{n} / {len(shown)}", Style(26, bold=True))]])
    style = Style(24, color=SECOND)
    text_box(page, (1270, top + 26, 610, 40), [[(BOUNDARIES, style)]], align=PP_ALIGN.RIGHT)
    dated = [(i, s) for i, s in enumerate(shown, 1) if s.days and s.role == "event"]
    days = [_middle(s.days) for _, s in dated if s.days]
    if len(set(days)) < 2:
        return
    first = min(s.days[0] for _, s in dated if s.days)
    last = max(s.days[1] for _, s in dated if s.days)
    _axis(page, top, first, last)
    for i, other in sorted(dated, key=lambda d: d[0] == n):
        assert other.days
        x = _at(_middle(other.days), first, last)
        if i == n:
            ends = [_at(d, first, last) for d in other.days]
            block(page, (ends[0], top + 26, ends[1] - ends[0], 8), LINE)
            mark(page, x, top + 30, 15, other.kind)
        else:
            dot(page, x, top + 30, 8, INK if i < n else PAPER)


_AXIS = (200, 1180)


def _middle(days: tuple[date, date]) -> date:
    """The middle of the days between which something happened; its bar shows them all."""
    return days[0] + (days[1] - days[0]) / 2


def _at(day: date, first: date, last: date) -> float:
    share = (day - first).days / max(1, (last - first).days)
    return _AXIS[0] + 12 + share * (_AXIS[1] - _AXIS[0] - 24)


def _axis(page: Slide, top: float, first: date, last: date) -> None:
    ends = [Emu(int(v * PX)) for v in (_AXIS[0], top + 30, _AXIS[1], top + 30)]
    line = page.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    plain(line)
    line.line.color.rgb, line.line.width = rgb(LINE), Pt(1.5)
    for day, x, align in (
        (first, _AXIS[0], PP_ALIGN.LEFT),
        (last, _AXIS[1] - 260, PP_ALIGN.RIGHT),
    ):
        # The month alone: the end of the axis may be that of an uncertain interval.
        text = month(day, short=True)
        box = (x, top + 44, 260, 34)
        text_box(page, box, [[(text, Style(24, color=SECOND))]], align=align)
