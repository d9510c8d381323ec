"""The map of a view as PNG: to be put into a text, a slide or a message."""

from __future__ import annotations

from geodash.exchange.picture import as_png, map_svg
from geodash.exchange.selection import Selection


def write(selection: Selection) -> bytes:
    """The picture, two pixels for each of the page's."""
    return as_png(map_svg(selection))
