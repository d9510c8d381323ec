"""Which events share a mark, and what stands where: as the live map has it (``map/groups.js``)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from geodash.domain.extent import Point
from geodash.domain.kinds import AnyKind, ordered
from geodash.domain.model import Event
from geodash.domain.wholes import giving_way
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.names import PlaceNames
from geodash.views.drawing import MARKS
from geodash.views.places import country_of, draw, place_label, seat_name
from geodash.views.still.base import Base
from geodash.views.still.view import XY, View

Side = Literal["east", "west", "above", "below"]
SpotKind = Literal["mark", "seat", "country", "ring"]


@dataclass(slots=True)
class Spot:
    """One thing on the map: a mark, a chip of a seat or a country, a ring of a place spoken of."""

    kind: SpotKind
    latitude: float
    longitude: float
    events: list[Event] = field(default_factory=list)
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    bare: bool = False
    words: Side = "east"  # where the words of a chip stand
    place_id: str = ""
    side: str = ""  # the country that a mark lies in, or no one
    place: XY | None = None  # where it belongs, if it has been moved

    @property
    def kinds(self) -> list[AnyKind]:
        """Up to three kinds, in the order of the legend."""
        return ordered(e.kind for e in self.events)[: MARKS.most_kinds]

    def extent(self, selected: bool = False) -> tuple[float, float, float, float]:
        """How far a mark reaches from its middle, with its number, badge and brackets: left, top, right,
        bottom (``map/extent.js``).
        """
        clear = MARKS.clear
        half = (MARKS.wide + (len(self.kinds) - 1) * MARKS.step) / 2
        left, right, bottom = half + clear, half + clear, MARKS.radius + 1 + clear
        top = bottom
        badge = max(MARKS.badge_least, MARKS.radius * MARKS.badge) + clear
        for i, at in enumerate(self.badges):
            if at:
                x = self.across(i) + MARKS.radius * at[0]
                left, right = max(left, badge - x), max(right, x + badge)
                top = max(top, badge - MARKS.radius * at[1])
        if (n := len(self.events)) > 1:
            pill = MARKS.count_pad + len(str(n)) * MARKS.count_digit
            right = max(right, half + MARKS.count_gap + pill / 2 + clear)
            bottom = max(bottom, MARKS.count_below + MARKS.count_height / 2 + clear)
        if selected:
            edge = MARKS.bracket_widths[0] / 2 + clear
            wide, high = half + MARKS.bracket_gap + edge, MARKS.bracket_height + edge
            left, right, top, bottom = max(left, wide), max(right, wide), max(top, high), high
        return -left, -top, right, bottom

    @property
    def soft(self) -> bool:
        """Whether the edge is soft: no event here is known exactly."""
        return all(draw(e) in ("near", "area") for e in self.events)

    @property
    def planned(self) -> bool:
        """Whether all events here are only planned."""
        return all(e.status.value == "planned" for e in self.events)

    @property
    def badges(self) -> list[tuple[float, float] | None]:
        """For each kind where its badge stands, in radii: all its events here are one side's account.

        What is told in an article's own voice beside it takes no claim's badge away.
        """
        kinds, (x, y) = self.kinds, MARKS.badge_at
        last = len(kinds) - 1
        ats = (
            (x, y) if i == last else MARKS.badge_between if i else (-x, y) for i in range(last + 1)
        )
        return [
            at if all(e.one_sided for e in self.events if e.kind == kind) else None
            for kind, at in zip(kinds, ats, strict=True)
        ]

    def named(self, base: Base) -> list[Event]:
        """Whose places name a mark, of those known to lie at or near a place: of each side of a border the
        place with the most events.
        """
        there = [e for e in self.events if e.point and draw(e) in ("exact", "near")]
        often = Counter(e.place_id or e.place_name for e in there)
        found: dict[str, Event] = {}
        for event in sorted(there, key=lambda e: -often[e.place_id or e.place_name]):
            found.setdefault(side_of(event, base), event)
        return list(found.values())

    def across(self, i: int) -> float:
        """How far from the middle the mark of a kind stands."""
        return (i - (len(self.kinds) - 1) / 2) * MARKS.step


def spots_of(
    events: Sequence[Event], base: Base, view: View, members: Mapping[str, Sequence[str]]
) -> list[Spot]:
    """Everything that stands on the map, marks first; an umbrella stands in its members."""
    ids = {e.event_id for e in events}
    aside = giving_way(ids, ids, lambda whole: members.get(whole, ()))
    placed = [e for e in events if e.point and e.event_id not in aside]
    by_role: dict[SpotKind, list[Event]] = {"mark": [], "seat": [], "country": []}
    for event in placed:
        where = draw(event)
        by_role[where if where in ("seat", "country") else "mark"].append(event)
    side = partial(side_of, base=base)
    spots = _merge(_by_point("mark", by_role["mark"], side), view, _cover)
    seats = _merge(_by_point("seat", by_role["seat"], side), view, _near)
    countries = _by_country(by_role["country"], base)
    for spot in seats:
        names = dict.fromkeys(seat_name(e, base.names) for e in spot.events)
        spot.name = ", ".join(n for n in list(names)[:2] if n) or "Seat"
    for spot in countries:
        _beside_name(spot, base, view)
        spot.x, spot.y = view.at(spot.latitude, spot.longitude)
    spots += seats + countries
    return spots + _rings(by_role["seat"], spots, base, view)


def side_of(event: Event, base: Base) -> str:
    """The country of the land that an event's point lies on; none of a line, which lies between two."""
    if event.point is None or base.names.is_line(event.area_id):
        return ""
    return base.country_at(*event.point) or ""


def _by_point(
    kind: SpotKind, events: Iterable[Event], side: Callable[[Event], str] = lambda _: ""
) -> list[Spot]:
    found: dict[tuple[float, float, str], Spot] = {}
    for event in events:
        if event.point:
            own = side(event)
            key = (round(event.point.latitude, 4), round(event.point.longitude, 4), own)
            found.setdefault(key, Spot(kind, *event.point, side=own)).events.append(event)
    return list(found.values())


def _by_country(events: Iterable[Event], base: Base) -> list[Spot]:
    """A spot for each country, called by its name; what no country is known for stands by itself."""
    found: dict[str, Spot] = {}
    names = base.names
    for event in events:
        country, own = country_of(event, names), place_label(event, names)
        name = country.label if country else own
        if event.point:
            key = country.place_id if country else f"{event.point} {own}"
            place_id = country.place_id if country else ""
            side = side_of(event, base) if country else ""
            spot = Spot("country", *event.point, name=name, place_id=place_id, side=side)
            found.setdefault(key, spot).events.append(event)
    return list(found.values())


def _merge(spots: Sequence[Spot], view: View, covers: Callable[[Spot, Spot], bool]) -> list[Spot]:
    """One for those of one side of all borders that would cover each other, the largest first.

    A mark that has taken in others is wider: it is looked at again what it covers. Far out marks are one
    across borders too, and of no side.
    """
    far = view.zoom < MARKS.sides_from
    for spot in spots:
        spot.x, spot.y = view.at(spot.latitude, spot.longitude)
    out, before = list(spots), -1
    while len(out) != before:
        before, left = len(out), out
        out = []
        for spot in sorted(left, key=lambda s: (-len(s.events), s.latitude, s.longitude)):
            joined = (o for o in out if o.side == spot.side or (far and o.kind == "mark"))
            if head := next((o for o in joined if covers(o, spot)), None):
                head.events += spot.events
                head.side = head.side if head.side == spot.side else ""
            else:
                out.append(spot)
    return out


def _near(a: Spot, b: Spot) -> bool:
    return math.hypot(a.x - b.x, a.y - b.y) < MARKS.merge


def _cover(a: Spot, b: Spot) -> bool:
    """Whether one mark would stand on the other, or on its number or badge."""
    (l0, t0, r0, b0), (l1, t1, r1, b1) = a.extent(), b.extent()
    most = 2 * MARKS.clear + MARKS.overlap
    across = min(a.x + r0, b.x + r1) - max(a.x + l0, b.x + l1)
    return across > most and min(a.y + b0, b.y + b1) - max(a.y + t0, b.y + t1) > most


def _beside_name(spot: Spot, base: Base, view: View) -> None:
    """Moves a country's chip to the country's name: the one in view, else the one of this zoom."""
    names = [n for n in base.names_drawn if n.kind == "country" and n.place_id == spot.place_id]
    now = [n for n in names if n.fits(view.zoom)]
    inside = [n for n in (*now, *names) if view.holds(*n.point, 24)]
    label = next(iter(inside or now or names), None)
    if label:
        spot.latitude, spot.longitude = label.point


def _rings(seats: Iterable[Event], spots: Sequence[Spot], base: Base, view: View) -> list[Spot]:
    """Places that statements are about and where nothing stands already."""
    found: dict[str, Spot] = {}
    for event in seats:
        for place_id, point in about_points(event, base.names):
            ring = found.setdefault(place_id, Spot("ring", *point, name=base.names.name(place_id)))
            ring.place_id = place_id
            ring.events.append(event)
    out: list[Spot] = []
    for ring in found.values():
        ring.x, ring.y = view.at(ring.latitude, ring.longitude)
        if all(math.hypot(o.x - ring.x, o.y - ring.y) >= MARKS.merge for o in (*spots, *out)):
            out.append(ring)
    return out


def about_points(event: Event, names: PlaceNames) -> list[tuple[str, Point]]:
    """Places and areas that a statement is about, with their points; countries are none."""
    found = []
    for place_id in event.about_places:
        place = None if place_id.startswith(AREA_PREFIX) else names.place(place_id)
        point = names.point(place_id)
        if point is not None and (place is None or place.kind != "country"):
            found.append((place_id, point))
    return found
