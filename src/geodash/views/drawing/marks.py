"""Marks, the signs on them, chips of seats, rings of places spoken of, lines to these."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.views.palette import PAPER
from geodash.views.symbols import EDGE


@dataclass(frozen=True, slots=True)
class Marks:
    """``edge`` and ``planned`` are widths of outlines, ``dash`` the dots of what is planned, whose
    ``core`` is so much of the mark. ``badge``: least radius, radius and place in radii of the mark, of one
    between two others ``badge_between``; of one on the left it is the other way round.
    """

    ink: str = EDGE
    paper: str = PAPER
    halo: str = "#F8F4EA"
    radius: float = 9.0
    edge: float = 1.3
    planned: float = 1.9
    dash: tuple[float, float] = (0.1, 3.1)
    core: float = 0.5
    badge_least: float = 4.2
    badge: float = 0.62
    badge_at: tuple[float, float] = (0.95, -1.02)
    badge_between: tuple[float, float] = (0, -1.45)

    #: The soft edge of an approximate place: how far it reaches, in radii, and its opacity from
    #: the middle (0) outwards (1).
    soft: float = 2.7
    soft_color: str = "#2B2A28"
    soft_stops: tuple[tuple[float, float], ...] = ((0, 0.5), (0.38, 0.42), (0.7, 0.16), (1, 0))

    #: Several events at one place: up to so many kinds side by side, each so much further.
    most_kinds: int = 3
    wide: float = 20.0
    step: float = 11.0
    #: Their number: a pill of this height, so much wider a digit, so far below the middle.
    count_height: float = 16.0
    count_pad: float = 8.0
    count_digit: float = 7.0
    count_gap: float = 3.0
    count_below: float = 9.0
    count_baseline: float = 4.4

    #: Corner brackets in ink over paper, the one sign of "selected": how far beside the marks, half
    #: their height, the length of an arm, and the two widths.
    bracket_gap: float = 11.0
    bracket_height: float = 19.0
    bracket_arm: float = 8.0
    bracket_widths: tuple[float, float] = (6.0, 3.0)

    #: Radii of the discs of seats and of places spoken of, their edges included.
    seat: float = 7.5
    seat_edge: float = 1.6
    ring: float = 4.5
    ring_edge: float = 1.7
    #: Of a seat's disc that holds its number, for want of room beside it.
    numbered: float = 10.0

    #: From a seat to what a statement is about: paper below ink, with a dot at its end.
    line_widths: tuple[float, float] = (4.5, 1.6)
    line_end: float = 4.0

    #: Around what is drawn of a mark, names keep so far.
    clear: float = 2.0
    #: What would cover another mark is moved away from its place in steps, this way and that, as far as
    #: ``apart``, never onto the land of another state. A line leads to a dot (``place``) at its place.
    apart: float = 72.0
    apart_step: float = 4.0
    apart_ways: int = 16
    #: Below ``sides_from`` a few pixels are another country: no further than this, and marks of two sides
    #: that would cover each other are one.
    apart_far: float = 24.0
    sides_from: float = 5.0
    place: float = 2.2
    #: Seats and places spoken of that are nearer than this would cover each other; marks share one
    #: where more than ``overlap`` of them would.
    merge: float = 15.0
    overlap: float = 1.0


MARKS = Marks()
