"""SVG to PNG, with our own fonts and nothing of the machine's."""

from __future__ import annotations

from functools import cache

import resvg_py

from geodash.views.still.words import FONTS


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
            font_files=_fonts(),
            serif_family="Geodash Serif",
            sans_serif_family="Geodash Sans",
            font_family="Geodash Sans",
        )
    )
