"""The grey hillshade under a view, cut out and small enough to travel inside the picture."""

from __future__ import annotations

import base64
import io
import math
from functools import lru_cache

from PIL import Image, ImageChops

from geodash.geo.base_file import RELIEF, BaseFile
from geodash.views.drawing import GROUND
from geodash.views.still.base import FINER, Base
from geodash.views.still.view import View
from geodash.views.still.words import number

#: Muted: on a bad link, hills must not compete with lines.
OPACITY = 0.18
#: Pixels of the longer side, and of a unit: a small map is no finer than a large one, but as quickly loaded.
MOST_PIXELS, FINEST = 480, 0.9
QUALITY = 55
#: Bytes at most, and how much smaller it is in turn until it has no more: steep hills everywhere are fine grain.
MOST_BYTES, SMALLER = 21_500, (1.0, 0.9, 0.8, 0.7)


@lru_cache(maxsize=48)
def _picture(file: BaseFile, z: int, x: int, y: int) -> Image.Image | None:
    data = file.relief(z, x, y)
    if data is None:
        return None
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("L")


def relief(base: Base, view: View) -> str:
    """An ``<image>`` to be multiplied over the land; "" where there is none or the view is too far."""
    file = base.ground.file
    if file is None or view.zoom < GROUND.far:
        return ""
    data = _data(file, view)
    return data and (
        f'<image x="0" y="0" width="{number(view.width)}" height="{number(view.height)}" '
        f'preserveAspectRatio="none" opacity="{OPACITY}" style="mix-blend-mode:multiply;image-rendering:smooth" '
        f'href="data:image/jpeg;base64,{data}"/>'
    )


@lru_cache(maxsize=64)
def _data(file: BaseFile, view: View) -> str:
    """The hillshade of a view as a JPEG in Base64: maps of one view have it in common."""
    whole = _shade(file, view, min(FINEST, MOST_PIXELS / max(view.width, view.height)))
    if whole is None:
        return ""
    data = b""
    for part in SMALLER:
        out, size = io.BytesIO(), (round(whole.width * part), round(whole.height * part))
        whole.resize(size).save(out, "JPEG", quality=QUALITY, optimize=True)
        data = out.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return base64.b64encode(data).decode("ascii")


def shaded(picture: Image.Image, base: Base, view: View) -> Image.Image:
    """A picture of a view (RGB) under its relief: the same as the ``<image>`` makes of it, as fine as the picture."""
    file = base.ground.file
    if file is None or view.zoom < GROUND.far:
        return picture
    grey = _shade(file, view, picture.width / view.width)
    if grey is None:
        return picture
    muted = grey.resize(picture.size).point(lambda g: round(255 - (255 - g) * OPACITY))
    return ImageChops.multiply(picture, muted.convert("RGB"))


def _shade(file: BaseFile, view: View, scale: float) -> Image.Image | None:
    """The hillshade of a view with so many pixels a unit, white where nothing changes; ``None`` of nothing else."""
    whole = Image.new("L", (round(view.width * scale), round(view.height * scale)), 255)
    for level in RELIEF:
        if level is RELIEF[0] or view.zoom + FINER >= level.least:
            _put_all(whole, file, level.z, view, scale)
    return whole if min(whole.tobytes()) <= 250 else None


def _put_all(whole: Image.Image, file: BaseFile, z: int, view: View, scale: float) -> None:
    """Draws the pictures of the cells in view, each stretched to its place."""
    n, k = 2**z, view.k
    left, top = view.left / k, view.top / k
    right, bottom = (view.left + view.width) / k, (view.top + view.height) / k
    for column in range(math.floor(left * n), math.floor(right * n) + 1):
        for row in range(max(0, math.floor(top * n)), min(n - 1, math.floor(bottom * n)) + 1):
            picture = _picture(file, z, column % n, row)
            if picture is None:
                continue
            if z == RELIEF[0].z and (left_over := GROUND.left_of_relief(view.zoom)) < 1:
                picture = picture.point(lambda grey, k=left_over: 255 - (255 - grey) * k)
            seen = (max(left, column / n), max(top, row / n), min(right, (column + 1) / n), min(bottom, (row + 1) / n))  # fmt: skip
            place = [round((seen[i] - (left, top)[i % 2]) * k * scale) for i in range(4)]
            size = (place[2] - place[0], place[3] - place[1])
            if min(size) < 1:
                continue
            box = tuple(
                (seen[i] * n - (column, row)[i % 2]) * picture.size[i % 2] for i in range(4)
            )
            whole.paste(picture.resize(size, Image.Resampling.BICUBIC, box=box), tuple(place[:2]))
