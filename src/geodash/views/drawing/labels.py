"""Names on maps: how each kind is set, which comes first, how far it may give way."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Type:
    """How a kind of name is set; ``spacing`` in em. Nothing is smaller than 14 (design: controls and text)."""

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
        "country_small": Type(14, 600, _BROWN, serif=True, spacing=0.06, capitals=True),
        "region": Type(14.5, 400, _GREY, serif=True, italic=True, spacing=0.03),
        "province": Type(14.5, 400, _GREY, serif=True, italic=True, spacing=0.03),
        "area_small": Type(14, 400, _GREY, serif=True, italic=True, spacing=0.01),
        "water": Type(14.5, 400, _BLUE, serif=True, italic=True, spacing=0.03, halo=False),
        "river": Type(14, 400, _BLUE, serif=True, italic=True, spacing=0.01),
        "area": Type(14.5, 600, _INK, serif=True, spacing=0.03),
        "town": Type(14, 500, _INK),
        "event": Type(14, 500, _INK),
        "selected": Type(14, 700, _INK),
        "sub": Type(14, 400, "#4F483D", spacing=0.02),
    }


@dataclass(frozen=True, slots=True)
class Labels:
    """``order``: the most important first; ``linked`` are the towns of a tinted road, which drops none of
    them for its own name. ``gap`` is kept to the left and right of a name.

    A name crosses a border where not more than so much of it lies on another country's land
    (``across``): a place that keeps to its own side goes before one that does not. A bare town is not
    named with more of its name abroad than ``abroad``; a name that may not be missing stands with up to
    ``astride`` abroad before it has a line.
    """

    order: tuple[str, ...] = (
        "selected", "must", "linked", "area", "region", "event", "country", "province", "water", "town", "river",
    )  # fmt: skip
    types: dict[str, Type] = field(default_factory=_types)
    #: In capitals these keep the dot of their i: TÜRKİYE.
    dotted: tuple[str, ...] = ("Türkiye",)
    gap: float = 4.0
    line: float = 19.0
    small_line: float = 18.0
    sub_line: float = 17.0
    #: Between two names of one country.
    apart: float = 460.0
    #: Characters of a name.
    longest: int = 48
    #: How far from its point the name of a bare town stands.
    beside: float = 7.0
    #: How far the name of a place with a mark stands from all that is drawn there: mark, number, badge,
    #: brackets. Where the nearest is taken, it gives way outwards; with no room so near, there is no name.
    outward: tuple[float, ...] = (2.0, 9.0, 18.0)
    #: So far from what is drawn there it has a line to it.
    led: float = 12.0
    #: A town of such a rank or before it, which finds no room beside its point, has a line to it from this zoom on.
    led_rank: int = 2
    #: Of a town of such a rank or before it (a capital, a city of millions) no country's name hides the point, if it can.
    seat_rank: int = 1
    led_from: float = 7.5
    #: Beside a mark it slides up and down by so much.
    slides: tuple[float, ...] = (9.0, 18.0)
    #: Places of one mark that are further apart than this are named together or not at all.
    elsewhere: float = 16.0
    #: Of several names at one mark the northern is above the southern, or level with it.
    level: float = 4.0
    across: float = 0.02
    abroad: float = 0.15
    astride: float = 0.3
    #: The name of an area, one that is tinted or one that may not be missing, stands with its middle on the area
    #: (of a border, a road or islands, which are narrower than names: within ``near`` of it), or within ``away``
    #: with a line to it, or nowhere; places are tried every ``step``. Beside a border it keeps ``off``, or counts as
    #: that much further away (``onto``). One of so many letters (``long``) may take two lines.
    near: float = 22.0
    long: int = 24
    away: float = 130.0
    #: The name of an exclave stands no further off than this, for its line leads over others' land; for want of any
    #: other place, on that land.
    strayed: float = 65.0
    #: No town ashore is named further off than this at sea, where it would seem to be.
    at_sea: float = 65.0
    #: So far beyond its ground a tint counts as a name's own: two sources draw one border a little differently.
    own_edge: float = 7.0
    step: float = 10.0
    off: float = 3.0
    onto: float = 40.0
    leader: str = "#4A443A"
    leader_width: float = 1.25
    #: The dot at the end of a line to an area, its radius.
    leader_end: float = 2.2
    #: A name that may not be missing is asked for where so much of its area is in view, or where so
    #: much of the view is that area.
    seen: float = 0.35
    fills: float = 0.2
    #: A town so near a tinted road, in degrees, is one that it links.
    linked: float = 0.03

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
            "province": 0.16,
            "water": 0.5,
            "river": 0.05,
        }
    )
    shift_from: float = 6.0


LABELS = Labels()
