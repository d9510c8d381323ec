"""The events of one still map: tints, lines, marks, chips, rings and all names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from geodash.domain.model import Event
from geodash.domain.wholes import giving_way
from geodash.geo.areas import AREA_PREFIX, Area
from geodash.geo.layers import GeoData
from geodash.views.drawing import LABELS, MARKS
from geodash.views.places import SEAT, draw, mark_name, place_label, seat_name
from geodash.views.slides import Frame
from geodash.views.still import areas, furniture, labels, marks, typeset
from geodash.views.still.apart import stand_apart
from geodash.views.still.base import Base
from geodash.views.still.beside import beside
from geodash.views.still.fit import areas_of
from geodash.views.still.land import land_of
from geodash.views.still.marks import Box
from geodash.views.still.spots import Spot, about_points, spots_of
from geodash.views.still.typeset import Label, Placed
from geodash.views.still.view import XY, View
from geodash.views.still.words import cut, number, xml

#: Where the mark of some events leads, and what the link is called.
Links = Callable[[Sequence[Event]], tuple[str, str]]


class DrawnEvents:
    """The events of one map: tints, lines, marks, chips, rings and all names."""

    def __init__(
        self,
        geodata: GeoData,
        base: Base,
        view: View,
        scale: float,
        events: Sequence[Event],
        frame: Frame,
        members: Mapping[str, Sequence[str]],
        can_write: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.geodata, self.base, self.view = geodata, base, view
        self.scale, self.frame = scale, frame
        self.can_write = can_write
        self.land = land_of(base, view)
        self.selected = {m for s in frame.selected for m in (s, *members.get(s, ()))}
        self.chosen = [e for e in events if e.event_id in self.selected]
        self.spots = stand_apart(spots_of(events, base, view, members), self._on, base, view)
        self.at = {e.event_id: (s.x, s.y) for s in self.spots if s.kind != "ring" for e in s.events}
        # A whole has no areas but its own: a part's is one account, which the map would adopt.
        own = (e for e in self.chosen if e.event_id in frame.selected)
        found = {a.area_id: a for e in own for a in areas_of(geodata, e)}
        self.areas = list(found.values())
        # Of what a speaker at a seat is about there is no other sign.
        seated = (e for e in self.chosen if draw(e) in ("seat", "none"))
        self.plain = {e.area_id for e in self.chosen}
        self.plain |= {a.area_id for e in seated for a in areas_of(geodata, e)}
        # A whole that is drawn as its parts has their names, not one of its own.
        drawn = {e.event_id for spot in self.spots for e in spot.events}
        self.wholes = giving_way(members, drawn, lambda whole: members[whole])
        for spot in self.spots:
            if spot.name and not can_write(spot.name):
                spot.name = SEAT if spot.kind == "seat" else ""
        named = (e for s in self.spots if s.kind == "mark" for e in s.named(base))
        marked = {mark_name(e, base.names) for e in named}
        seats = (e for e in self.chosen if draw(e) == "seat")
        ends = [view.at(*p) for e in seats for _, p in about_points(e, base.names)]
        marks.crowd(self.spots, self.selected, (view.width - 4, view.height - 4), marked, ends)

    def draw(self, taken: Sequence[Box], *, named: bool = False, links: Links | None = None) -> str:
        """Everything in drawing order; names keep clear of ``taken``. ``named``: marks tell their events."""
        placed = self.names(taken)
        tints = "".join(
            areas.tint(a, self.view, self.scale, beside=a.area_id not in self.plain)
            for a in self._tinted(placed)
        )
        lines, ends, _ = self._lines(taken)
        # What matters most is drawn last, on top.
        names = [typeset.svg(p) for p in reversed(placed)]
        top = sorted(self.spots, key=lambda s: (s.kind == "mark", self._on(s)))
        leads = "".join(marks.lead(s) for s in self.spots)
        drawn = "".join(self._spot(s, named, links) for s in top)
        return f"{tints}{''.join(names)}{leads}{lines}{drawn}{ends}"

    def _tinted(self, placed: Sequence[Placed]) -> list[Area]:
        """Without outlines of the past whose name has no place: nobody could tell them from one of today."""
        named = {p.label.area_id for p in placed}
        return [a for a in self.areas if a.kind != "historical" or a.area_id in named]

    @property
    def moved(self) -> bool:
        """Whether a mark in view stands aside, with a line to its place."""
        return any(marks.leads(s) for s in self.spots if self.view.holds(s.latitude, s.longitude))

    @property
    def ringed(self) -> bool:
        """Whether a ring is in view to which no line leads."""
        rings = (s for s in self.spots if s.kind == "ring" and not self.chosen)
        return any(self.view.holds(s.latitude, s.longitude) for s in rings)

    def outside(self) -> list[str]:
        """The places of events that are not in view, those of the most events first."""
        away = [
            s
            for s in self.spots
            if s.kind != "ring" and not self.view.holds(s.latitude, s.longitude)
        ]
        away.sort(key=lambda s: -len(s.events))
        named = (s.name or place_label(s.events[0], self.base.names) for s in away)
        return [name for name in dict.fromkeys(named) if name and self.can_write(name)]

    def names(self, taken: Sequence[Box]) -> list[Placed]:
        """All names where they stand, clear of ``taken``, of marks and of lines."""
        _, _, covered = self._lines(taken)
        bodies = [marks.body_of(s, self._on(s)) for s in self.spots]
        wanted = [beside(x, covered, bodies, self.view) for x in self.wanted]
        words = [marks.box_of(s, self._on(s)) for s in self.spots]
        drawn = [*covered, *words, *(box for s in self.spots for box in marks.leads(s))]
        return labels.layout(
            wanted, self.land, [*taken, *drawn], taken, self._soft(), self.frame.parties
        )

    @cached_property
    def wanted(self) -> list[Label]:
        """All names that could show."""
        own = self._own_labels()
        return labels.wanted(own, labels.base_labels(self.base, self.view, own))

    def _soft(self) -> list[Box]:
        """The soft edges of what is known no closer than an area."""
        r = MARKS.radius * MARKS.soft
        marks_ = (
            s for s in self.spots if s.kind == "mark" and all(draw(e) == "area" for e in s.events)
        )
        return [(s.x - r, s.y - r, s.x + r, s.y + r) for s in marks_]

    def _on(self, spot: Spot) -> bool:
        return spot.kind != "ring" and any(e.event_id in self.selected for e in spot.events)

    def _spot(self, spot: Spot, named: bool, links: Links | None) -> str:
        if not (-40 < spot.x < self.view.width + 40 and -40 < spot.y < self.view.height + 40):
            return ""
        if spot.kind == "ring":
            return marks.ring(spot)
        drawn = (marks.mark if spot.kind == "mark" else marks.chip)(spot, self._on(spot))
        if links:
            href, title = (xml(text) for text in links(spot.events))
            return f'<a href="{href}"><title>{title}</title>{drawn}</a>'
        if not named:
            return drawn
        return f'<g data-events="{xml(" ".join(e.event_id for e in spot.events))}">{drawn}</g>'

    def _lines(self, taken: Sequence[Box]) -> tuple[str, str, list[Box]]:
        """Lines from selected seats to what is spoken of, their ends, and names at the edge."""
        lines: list[str] = []
        ends: list[str] = []
        covered: list[Box] = []
        seen: set[tuple[XY, XY]] = set()
        for event in self.chosen:
            if draw(event) != "seat" or event.point is None:
                continue
            start = self.at.get(event.event_id) or self.view.at(*event.point)
            for _, point in about_points(event, self.base.names):
                end = self.view.at(*point)
                if (start, end) in seen or not self.view.holds(*point):
                    continue
                if not self.view.holds(*event.point, 8):
                    name = seat_name(event, self.base.names) or SEAT
                    name = name if self.can_write(name) else SEAT
                    if start not in {s for s, _ in seen}:
                        svg, box = furniture.at_edge(
                            self.view, start, end, name, [*taken, *covered]
                        )
                        ends.append(svg)
                        covered.append(box)
                seen.add((start, end))
                lines.append(marks.line(start, end))
                covered += marks.along(start, end)
                ends.append(_end(end))
        return "".join(lines), "".join(ends), covered

    def _own_labels(self) -> list[Label]:
        """Names of selected places, tinted areas and places with a mark."""
        found = [areas.label_of(area) for area in self.areas]
        for event in self.chosen:
            if event.event_id not in self.wholes:
                found += self._selected_labels(event)
        names = self.base.names
        # A tinted area has its name already, and so has one whose name may not be missing.
        named = {a.area_id for a in self.areas}
        named |= {n.area_id for n in self.base.names_drawn if n.ground is not None}
        for spot in self.spots:
            if spot.kind == "ring":
                if spot.place_id.removeprefix(AREA_PREFIX) in named:
                    continue
                found.append(self._ring_label(spot))
            elif spot.kind == "mark":
                for event in spot.named(self.base):
                    found.append(self._beside(event, cut(mark_name(event, names)), "event"))
        return [label for label in found if label.text and self.can_write(label.text)]

    def _ring_label(self, spot: Spot) -> Label:
        """The name of what is spoken of; of an area as that is named where it is tinted."""
        area = (
            self.geodata.areas.get(spot.place_id) if spot.place_id.startswith(AREA_PREFIX) else None
        )
        told = areas.label_of(area) if area else None
        text, sub = (told.text, told.sub) if told else (cut(spot.name), ())
        afloat = area is not None and not self.base.country_at(spot.latitude, spot.longitude)
        return Label(
            text, spot.latitude, spot.longitude, "event", "event", 1, sub,
            around=LABELS.beside, on_water=afloat,
        )  # fmt: skip

    def _beside(self, event: Event, text: str, order: str) -> Label:
        """A name for the mark of an event, wherever that has been moved to."""
        assert event.point is not None
        at, rank = self.at.get(event.event_id), 0 if order == "selected" else 1
        return Label(text, *event.point, order, order, rank, around=LABELS.beside, at=at)

    def _selected_labels(self, event: Event) -> list[Label]:
        names, where = self.base.names, draw(event)
        tinted = any(a.area_id == event.area_id for a in self.areas)
        whole = event.event_id in self.frame.selected  # a part of one has its mark only
        named = where in ("exact", "near") or (where == "area" and not tinted and whole)
        if named and event.point:
            text = cut(mark_name(event, names) if where != "area" else place_label(event, names))
            return [self._beside(event, text, "selected")]
        if where != "seat":
            return []
        about = about_points(event, names)
        return [
            Label(cut(names.name(i)), *point, "selected", "selected", 0, around=LABELS.beside)
            for i, point in about
            if not i.startswith(AREA_PREFIX)
        ]


def _end(point: XY) -> str:
    x, y = (number(v) for v in point)
    return (
        f'<circle class="about" cx="{x}" cy="{y}" r="{MARKS.line_end:g}" fill="{MARKS.paper}" '
        f'stroke="{MARKS.ink}" stroke-width="1.6"/>'
    )
