"""The grey hillshade under a view, cut out and small enough to travel inside the picture."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from PIL import Image

from geodash.views.still.base import Base
from geodash.views.still.view import View, mercator
from geodash.views.still.words import number

#: Muted: on a bad link, hills must not compete with lines.
OPACITY = 0.18
MOST_PIXELS = 480
QUALITY = 55


@lru_cache(maxsize=2)
def _picture(path: str) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")


def relief(base: Base, view: View) -> str:
    """An ``<image>`` to be multiplied over the land; "" outside the hillshade or without one."""
    path = base.path("relief/relief.jpg")
    if path is None or base.relief is None:
        return ""
    west, south, east, north = base.relief
    x0, y0 = mercator(north, west)
    x1, y1 = mercator(south, east)
    picture = _picture(str(path))
    across, down = picture.width / (x1 - x0), picture.height / (y1 - y0)
    left = max(0, int((view.left / view.k - x0) * across) - 1)
    top = max(0, int((view.top / view.k - y0) * down) - 1)
    right = min(picture.width, int(((view.left + view.width) / view.k - x0) * across) + 2)
    bottom = min(picture.height, int(((view.top + view.height) / view.k - y0) * down) + 2)
    if right - left < 4 or bottom - top < 4:
        return ""
    data = _cut(str(path), (left, top, right, bottom))
    k = view.k
    x, y = (x0 + left / across) * k - view.left, (y0 + top / down) * k - view.top
    w, h = (right - left) / across * k, (bottom - top) / down * k
    return (
        f'<image x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}" '
        f'preserveAspectRatio="none" opacity="{OPACITY}" style="mix-blend-mode:multiply;image-rendering:smooth" '
        f'href="data:image/jpeg;base64,{data}"/>'
    )


@lru_cache(maxsize=32)
def _cut(path: str, box: tuple[int, int, int, int]) -> str:
    """A part of the hillshade as a JPEG in Base64: maps of one view have it in common."""
    part = _picture(path).crop(box)
    shrink = MOST_PIXELS / max(part.size)
    if shrink < 1:
        part = part.resize(
            (max(1, round(part.width * shrink)), max(1, round(part.height * shrink))),
            Image.Resampling.LANCZOS,
        )
    out = io.BytesIO()
    part.save(out, "JPEG", quality=QUALITY, optimize=True)
    return base64.b64encode(out.getvalue()).decode("ascii")
