"""Names on maps: how each kind is set, which comes first, how far it may give way."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Type:
    """How a kind of name is set; ``spacing`` in em."""

    size: float
    weight: int
    color: str
    serif: bool = False
    italic: bool = False
    spacing: float = 0.0
    capitals: bool = False
    halo: bool = True


_INK, _GREY, _BROWN, _BLUE = "#1B2430", "#4A443A", "#3A342B", "#35525E"


def _types() -> dict[str, Type]:
    return {
        "country": Type(15, 600, _BROWN, serif=True, spacing=0.16, capitals=True),
        "country_small": Type(12.5, 600, _BROWN, serif=True, spacing=0.06, capitals=True),
        "region": Type(14.5, 400, _GREY, serif=True, italic=True, spacing=0.03),
        "province": Type(14.5, 400, _GREY, serif=True, italic=True, spacing=0.03),
        "water": Type(14.5, 400, _BLUE, serif=True, italic=True, spacing=0.03, halo=False),
        "area": Type(14.5, 600, _INK, serif=True, spacing=0.03),
        "town": Type(14, 500, _INK),
        "event": Type(14, 500, _INK),
        "selected": Type(14, 700, _INK),
        "sub": Type(12.5, 400, "#4F483D", spacing=0.04),
    }


@dataclass(frozen=True, slots=True)
class Labels:
    """``order``: the most important first. ``gap`` is kept to the left and right of a name."""

    order: tuple[str, ...] = (
        "selected", "area", "region", "event", "country", "province", "water", "town",
    )  # fmt: skip
    types: dict[str, Type] = field(default_factory=_types)
    gap: float = 4.0
    line: float = 19.0
    small_line: float = 16.0
    sub_line: float = 16.0
    #: Between two names of one country.
    apart: float = 460.0
    #: Characters of a name.
    longest: int = 48
    #: How far from its point a name stands: of a bare town, of one with a mark.
    beside: float = 7.0
    beside_mark: float = 15.0
    #: How far a tinted area's name may stand from its middle.
    beside_area: tuple[float, ...] = (22, 44, 70, 100)

    #: Where else a name may stand, the best first; names other than a country's keep to the first
    #: five. None leaves its country, and from a zoom on none goes further than so many degrees of
    #: latitude (of longitude 1.4 times that): further out a step is many degrees.
    shifts: tuple[tuple[float, float], ...] = (
        (0, 0), (0, 24), (0, -24), (40, 0), (-40, 0), (40, 24), (-40, 24), (40, -24), (-40, -24),
        (0, 48), (0, -48), (80, 0), (-80, 0), (-14, -24), (14, -24), (-14, 24), (14, 24), (20, 0), (-20, 0),
    )  # fmt: skip
    reach: dict[str, float] = field(
        default_factory=lambda: {
            "country": 0.6,
            "region": 0.32,
            "area": 1.2,
            "province": 0.16,
            "water": 0.12,
        }
    )
    shift_from: float = 6.0


LABELS = Labels()
