"""SVG to PNG, with our own fonts, and the machine's for letters that ours lack."""

from __future__ import annotations

import io
from functools import cache

import resvg_py
from PIL import Image

from geodash.views.still.glyphs import FONTS, faces_for


@cache
def _fonts() -> list[str]:
    return [str(path) for path in sorted(FONTS.glob("*.ttf"))]


def png(svg: str, width: int) -> bytes:
    """The picture ``width`` pixels wide, its height in proportion.

    Only for SVG of our own making. Raises ValueError when it is none or ``width`` is not positive.
    """
    if width <= 0:
        raise ValueError(f"a picture needs a positive width, not {width}")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            skip_system_fonts=True,
            font_files=[*_fonts(), *(str(face.path) for face in faces_for(svg))],
            serif_family="Geodash Serif",
            sans_serif_family="Geodash Sans",
            font_family="Geodash Sans",
        )
    )


def picture(svg: str, width: int) -> Image.Image:
    """The same as pixels, transparent where nothing is drawn."""
    found = Image.open(io.BytesIO(png(svg, width)))
    found.load()
    return found


def jpeg(svg: str, width: int, quality: int = 90) -> bytes:
    """The same as a JPEG, a quarter as large for a map with relief; nothing of it is transparent."""
    return packed(picture(svg, width), quality)


def packed(found: Image.Image, quality: int) -> bytes:
    """A picture as a JPEG, its colours as fine as its lines."""
    out = io.BytesIO()
    found.convert("RGB").save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
