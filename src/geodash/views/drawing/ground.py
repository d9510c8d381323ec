"""What maps stand on: colours of land and water, lines, and what shows at which zoom."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.geo.base_file import LEVELS, RELIEF, Level


@dataclass(frozen=True, slots=True)
class Ground:
    """Zooms are those of Web Mercator with tiles of 256.

    Nobody reads a border at a zoom where the line is wrong by more than a street: ``most_zoom``.
    Below ``far``, the relief is a smudge and lines are thinner; provinces show ``provinces_from``.
    """

    land: str = "#F3EEE2"
    shore: str = "#B9AF9C"
    sea: str = "#D9E6EA"
    river: str = "#A9C4CE"
    border: str = "#5B5348"
    province: str = "#9A9080"
    least_zoom: int = 2
    most_zoom: int = 10
    far: float = 5.0
    far_lines: float = 0.55
    #: How much narrower a lesser river is.
    stream: float = 0.6
    provinces_from: int = 7
    #: The relief is fine so far (west, south, east, north).
    detailed: tuple[float, float, float, float] = (18.5, 33.5, 55.0, 44.5)
    levels: tuple[Level, ...] = LEVELS
    relief: tuple[Level, ...] = RELIEF
    #: Closest by, coarse relief is a smudge too: from the first zoom to the second it thins to so little.
    smudges: tuple[float, float, float] = (8.0, 9.5, 0.25)
    #: How a border is dashed about which two states are not agreed.
    dash: str = "7 4"

    def left_of_relief(self, zoom: float) -> float:
        """How much of coarse relief is left at a zoom, 0 to 1."""
        begin, end, least = self.smudges
        return max(least, min(1.0, 1 - (zoom - begin) / (end - begin) * (1 - least)))


GROUND = Ground()
