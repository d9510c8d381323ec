"""The pieces of the base map that a show carries: those that its slides show, and coarser ones for a jump."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geodash.geo.base_file import LEVELS, RELIEF, level_of
from geodash.geo.layers import GeoData
from geodash.views.slides import Frame
from geodash.views.still.base import FINER
from geodash.views.still.fit import view_of
from geodash.views.still.view import View

#: Units of a map as it is composed; screens have another shape, so that one shows more on either side.
COMPOSED = (480.0, 540.0)
MORE = 0.2
#: By so many zooms a screen may show more or less.
ABOUT = 0.6
#: Where a jump leads is shown no finer than this.
JUMP = LEVELS[2]

Place = tuple[int, int, int]


def pieces(
    geodata: GeoData, frames: Iterable[Frame], jumps: Iterable[Frame]
) -> Iterator[tuple[str, str]]:
    """Yield name and content (base64) of each piece, the coarsest first; of open water the name only."""
    base = geodata.base
    if base is None:
        return
    far = [view_of(geodata, (), frame, COMPOSED) for frame in jumps]
    ground, relief = wanted(view_of(geodata, (), frame, COMPOSED) for frame in frames)
    for view in far:
        ground.update(_touched(view, min(JUMP.z, level_of(view.zoom).z)))
    for z, x, y in sorted(ground):
        yield f"geo/base/{z}/{x}/{y}", _text(base.cell(z, x, y))
    for z, x, y in sorted(relief):
        if picture := base.relief(z, x, y):
            yield f"geo/relief/{z}/{x}/{y}", _text(picture)


class Pieces(NamedTuple):
    """Cells of the base map, and of the relief."""

    ground: set[Place]
    relief: set[Place]


def wanted(views: Iterable[View]) -> Pieces:
    """What views show, somewhat nearer and further too, with the one cell that is the whole world."""
    found = Pieces({(LEVELS[0].z, 0, 0)}, set())
    for view in views:
        for zoom in (view.zoom - ABOUT, view.zoom + ABOUT + FINER):
            found.ground.update(_touched(view, level_of(zoom).z))
            for level in RELIEF:
                if zoom >= level.least:
                    found.relief.update(_touched(view, level.z))
    return found


def _touched(view: View, z: int) -> Iterator[Place]:
    """The cells that a view and a good part around it touch."""
    n, k = 2**z, view.k
    dx, dy = view.width * MORE, view.height * MORE
    left, right = ((view.left + v) / k * n for v in (-dx, view.width + dx))
    top, bottom = ((view.top + v) / k * n for v in (-dy, view.height + dy))
    for x in range(math.floor(left), math.floor(right) + 1):
        for y in range(max(0, math.floor(top)), min(n - 1, math.floor(bottom)) + 1):
            yield z, x % n, y


def _text(data: bytes | None) -> str:
    return base64.b64encode(data or b"").decode()
