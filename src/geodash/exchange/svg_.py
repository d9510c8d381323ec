"""The map of a view as SVG: to be enlarged, edited and set by others."""

from __future__ import annotations

from geodash.exchange.picture import map_svg
from geodash.exchange.selection import Selection


def write(selection: Selection) -> bytes:
    """The picture in UTF-8."""
    return map_svg(selection).encode()
