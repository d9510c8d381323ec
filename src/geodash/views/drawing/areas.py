"""The area or line that a selected event is of: a flat grey tint."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tint:
    """Outline and fill; either may be nothing at all (0). ``fades``: the fill thins out to the edge."""

    weight: float
    opacity: float
    fill: float
    fades: bool = False


@dataclass(frozen=True, slots=True)
class Areas:
    """A tint for lines and for kinds of areas, ``area`` for all others.

    A whole sea that is tinted would look like a claim to it: it has its name only. A sketch of ours
    (``sketch``) has no edge that anybody drew. The outline of a former unit is no more than that: filled
    it would look like a territory of today. ``fade`` is how the fill of a sketch thins out, from the
    middle (0) outwards (1), each piece by itself. ``beside`` are the tints of what an event that has a
    place of its own is about: an outline at most, so that the place stands out.
    """

    ink: str = "#3A342B"
    fade: tuple[tuple[float, float], ...] = ((0, 1), (0.6, 0.85), (0.85, 0.3), (1, 0))
    tints: dict[str, Tint] = field(
        default_factory=lambda: {
            "line": Tint(9, 0.3, 0),
            "sea": Tint(0, 0, 0),
            "sketch": Tint(0, 0, 0.24, fades=True),
            "corridor": Tint(2, 0.9, 0.34),
            "historical": Tint(1.4, 0.6, 0),
            "area": Tint(1.4, 0.6, 0.2),
        }
    )
    beside: dict[str, Tint] = field(
        default_factory=lambda: {
            "line": Tint(4, 0.2, 0),
            "sea": Tint(0, 0, 0),
            "sketch": Tint(0, 0, 0),
            "area": Tint(1, 0.4, 0),
        }
    )


AREAS = Areas()
