"""The area or line that a selected event is of: a flat grey tint."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tint:
    """Outline and fill; either may be nothing at all (0)."""

    weight: float
    opacity: float
    fill: float


@dataclass(frozen=True, slots=True)
class Areas:
    """A tint for lines and for kinds of areas, ``area`` for all others.

    The straight edges of a generalised sea would look like a boundary: it has no outline. The outline
    of a former unit is no more than that: filled it would look like a territory of today.
    """

    ink: str = "#3A342B"
    tints: dict[str, Tint] = field(
        default_factory=lambda: {
            "line": Tint(9, 0.3, 0),
            "sea": Tint(0, 0, 0.2),
            "corridor": Tint(2, 0.9, 0.34),
            "historical": Tint(1.4, 0.6, 0),
            "area": Tint(1.4, 0.6, 0.2),
        }
    )


AREAS = Areas()
