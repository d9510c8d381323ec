"""Points that lie together on the globe, told from those that lie apart; at the poles and across 180° alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from geodash.domain.extent import Point, kilometres

#: What lies within so many kilometres is one place, whatever there is besides.
ONE_PLACE = 1200.0
#: Else a gap parts what is on both sides, if it is so many kilometres at least.
LEAST_GAP = 400.0
#: Points that are told apart; more are taken together by degrees.
_MOST = 1500


def groups(points: Sequence[Point], gap: float) -> list[list[int]]:
    """Positions of points that lie together, the largest group first, each in the order given.

    All are one group unless a gap between them is so large a part (``gap``) of the whole. The outcome is the
    same in whichever order the points come.
    """
    cells = _cells(points)
    if not cells:
        return []
    spots = sorted(cells)
    where = np.array(spots)
    x, y, z = _on_sphere(where)
    wide = _widest(spots, x, y, z)
    if wide <= ONE_PLACE:
        return [list(range(len(points)))]
    of = _linked(np.stack([x, y, z]), max(LEAST_GAP, gap * wide))
    found: dict[int, list[int]] = {}
    for spot, group in zip(spots, of, strict=True):
        found.setdefault(group, []).extend(cells[spot])
    return sorted((sorted(g) for g in found.values()), key=lambda g: (-len(g), g[0]))


def _cells(points: Sequence[Point]) -> dict[tuple[float, float], list[int]]:
    """Positions by point, rounded as little as leaves few enough."""
    cells: dict[tuple[float, float], list[int]] = {}
    for step in (0.0, 0.1, 0.5, 1.0, 3.0):
        cells = {}
        for at, (lat, lon) in enumerate(points):
            spot = (round(lat / step) * step, round(lon / step) * step) if step else (lat, lon)
            cells.setdefault(spot, []).append(at)
        if len(cells) <= _MOST:
            break
    return cells


def _on_sphere(where: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    lat, lon = np.radians(where[:, 0]), np.radians(where[:, 1])
    return np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)


def _km(dot: np.ndarray) -> np.ndarray:
    return np.asarray(6371 * np.arccos(np.clip(dot, -1, 1)))


def _widest(
    spots: Sequence[tuple[float, float]], x: np.ndarray, y: np.ndarray, z: np.ndarray
) -> float:
    """About how far apart the two furthest points are: from the one furthest from any to the furthest from that."""
    first = int(np.argmax(_km(x * x[0] + y * y[0] + z * z[0])))
    second = int(np.argmax(_km(x * x[first] + y * y[first] + z * z[first])))
    return kilometres(Point(*spots[first]), Point(*spots[second]))


def _linked(at: np.ndarray, most: float) -> list[int]:
    """The group of each point: those of a group are linked by steps of ``most`` kilometres and less."""
    count = at.shape[1]
    of = np.full(count, -1)
    for start in range(count):
        if of[start] >= 0:
            continue
        of[start] = start
        queue = [start]
        for here in queue:
            near = (of < 0) & (_km(at[:, here] @ at) <= most)
            of[near] = start
            queue += np.flatnonzero(near).tolist()
    return [int(group) for group in of]


def tally(values: Sequence[str]) -> list[tuple[str, int]]:
    """Values with how often they are there, the most frequent first, else in alphabetical order."""
    return sorted(Counter(filter(None, values)).items(), key=lambda pair: (-pair[1], pair[0]))
