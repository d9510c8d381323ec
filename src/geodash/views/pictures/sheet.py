"""The sheet around a picture: what it shows above it, what holds for it below."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.views.palette import HAIRLINE, INK, PAPER, SECOND
from geodash.views.pictures.text import Face, block
from geodash.views.still.words import SERIF, number, xml

#: Units around all that stands on a sheet.
MARGIN = 24.0
TITLE = Face(23, SERIF, 600, INK, 1.22)
WORDS = Face(14.5, color=SECOND)
QUOTE = Face(16, SERIF, 400, INK)
SMALL = Face(12.5, color=SECOND)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture says of itself, in plain text that may be hostile.

    ``title`` and ``words`` stand above it (what is shown, of how much), ``notes`` below it, a
    paragraph each: boundaries, licences, version, address. ``quote`` are an article's words.
    """

    title: str
    words: str = ""
    quote: str = ""
    notes: tuple[str, ...] = ()


def sheet(caption: Caption, body: str, size: tuple[float, float], below: str, high: float) -> str:
    """``body`` of ``size`` units on a sheet, and under it ``below``, which is ``high``.

    Its pixels are its units; whoever wants more of them scales it.
    """
    across = size[0]
    head, y = block(MARGIN, MARGIN - 6, caption.title, TITLE, across)
    more, y = block(MARGIN, y + 2, caption.words, WORDS, across)
    if caption.quote:
        told, y = block(MARGIN, y + 4, caption.quote, QUOTE, across)
        more += told
    top = y + 10
    parts = [head, more, f'<g transform="translate({MARGIN:g} {number(top)})">{body}</g>']
    y = top + size[1] + 12
    if below:
        parts.append(f'<g transform="translate({MARGIN:g} {number(y)})">{below}</g>')
        y += high + 6
    for note in caption.notes:
        text, y = block(MARGIN, y, note, SMALL, across)
        parts.append(text)
        y += 3
    wide, tall = across + 2 * MARGIN, y + MARGIN - 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:.0f}" '
        f'viewBox="0 0 {wide:g} {tall:.0f}" role="img" aria-label="{xml(caption.title)}">'
        f"<title>{xml(caption.title)}</title>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def framed(width: float, height: float) -> str:
    """A hairline around a body of this size."""
    return (
        f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" fill="none" '
        f'stroke="{HAIRLINE}"/>'
    )
