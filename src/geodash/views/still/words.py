"""Type of the still map: widths from the vendored fonts, and escaped SVG text."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from itertools import groupby

from PIL import ImageFont

from geodash.views.drawing import LABELS
from geodash.views.still.glyphs import FONTS, Face, face_of, ours
from geodash.words.isolated import balanced
from geodash.words.texts import shortened

# A page binds the first names, the app's own sheet the second, the rasteriser knows the third.
SERIF = "'Source Serif 4','Source Serif','Geodash Serif',Georgia,serif"
SANS = "'Source Sans 3','Source Sans','Geodash Sans',Arial,sans-serif"
_MEASURED = 200  # size at which widths are taken; finer than any label needs


@cache
def _font(family: str, weight: int, italic: bool) -> ImageFont.FreeTypeFont:
    name = "serif" if family == SERIF else "sans"
    if name == "serif" and italic:
        return ImageFont.truetype(FONTS / "serif-400-italic.ttf", _MEASURED)
    return ImageFont.truetype(FONTS / f"{name}-{600 if weight >= 600 else 400}.ttf", _MEASURED)


@lru_cache(maxsize=32)
def _machine_font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, _MEASURED, index=face.number)


@lru_cache(maxsize=16384)
def width(
    text: str, size: float, family: str = SANS, weight: int = 400, italic: bool = False
) -> float:
    """How wide a line of text is, in the unit of ``size``; each letter in the font that has it."""
    if ours(text):
        return _font(family, weight, italic).getlength(text) * size / _MEASURED
    own = _font(family, weight, italic)
    whole = 0.0
    for face, letters in groupby(text, lambda c: None if ours(c) else face_of(c)):
        whole += (_machine_font(face) if face else own).getlength("".join(letters))
    return whole * size / _MEASURED


def clean(text: str) -> str:
    """Text that XML can hold: without control characters, surrogates and noncharacters.

    Marks that turn the direction of text around could make a name read as another: only isolates stay.
    """
    return balanced("".join(c for c in text if _sound(ord(c))))


def _sound(code: int) -> bool:
    if code in (9, 10, 13):
        return True
    if code < 32 or 127 <= code < 160 or 0xD800 <= code <= 0xDFFF:
        return False
    return code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


def cut(text: str, most: int = LABELS.longest) -> str:
    """A name that is too long for a map, with an ellipsis."""
    return shortened(clean(text), most)


def xml(text: str) -> str:
    """Text for an element or an attribute of the picture."""
    return escape(clean(text), quote=True)


def number(value: float) -> str:
    """A coordinate with one decimal and nothing superfluous: ``.5``, ``-3``, ``12.4``."""
    return of_tenths(round(value * 10))


@lru_cache(maxsize=8192)
def of_tenths(tenths: int) -> str:
    """The same of a coordinate in tenths."""
    whole, tenth = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{tenth}" if tenth else str(whole)
    return f"-{text}" if tenths < 0 else text
