"""Puts the still map together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geodash.domain.extent import Bounds
from geodash.domain.model import Event
from geodash.domain.wholes import giving_way
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.layers import GeoData
from geodash.views.drawing import GROUND, LABELS, MARKS
from geodash.views.places import SEAT, draw, mark_name, place_label, seat_name
from geodash.views.slides import Frame
from geodash.views.still import areas, furniture, labels, marks, typeset
from geodash.views.still.base import Base, base_of, cut_box, paths
from geodash.views.still.countries import Land, one_sided, room
from geodash.views.still.fit import areas_of, view_of
from geodash.views.still.marks import THINNEST, Box
from geodash.views.still.relief import relief
from geodash.views.still.spots import Spot, about_points, spots_of
from geodash.views.still.typeset import Label, Placed
from geodash.views.still.view import XY, View
from geodash.views.still.words import cut, number, xml
from geodash.words.notes import BOUNDARIES

#: Units across a picture when no scale is given: half a slide of 1920 pixels gets scale 2.
ACROSS = 480.0


def still_map(
    geodata: GeoData,
    events: Sequence[Event],
    *,
    frame: Frame | None = None,
    size: tuple[int, int] = (960, 1080),
    scale: float | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    title: str = "",
    caption: str = "",
    note: str = BOUNDARIES,
    locator: bool = False,
    home: Bounds | None = None,
    prefix: str = "",
    can_write: Callable[[str], bool] = lambda _: True,
    named_marks: bool = False,
    corner: tuple[float, float] | None = None,
    elsewhere: bool = False,
) -> str:
    """A map of ``events`` as an SVG document of ``size`` pixels; equal input gives equal text.

    ``scale`` is how many pixels one unit has (a town's name is 13.5 units high, marks 19 wide):
    2 for half a slide 1920 wide, about 1.25 for a card of 600; by default width ÷ 480. ``frame``
    says what is seen and what is selected; without bounds and centre, the selected events fit in.
    ``members`` gives the events that are part of an umbrella: it is drawn as these. ``title`` is
    the text alternative; ``caption`` a line on the map (what a soft edge means); ``prefix`` goes
    before the picture's ids, where several stand in one page. ``can_write`` says which names whoever
    makes a picture of it has letters for: the others are left out. With ``named_marks`` each mark
    and chip says in ``data-events`` which events it stands for. Names keep clear of a ``corner`` of so
    many units at the upper right, where a page puts something of its own. ``elsewhere``: without a caption
    it names the places of events that are not in view. All text may be hostile: it is
    escaped. Raises ValueError for a size or scale that is not positive.
    """
    drawn = _events(geodata, events, frame, size, scale, members, home, can_write)
    base, view, scale = drawn.base, drawn.view, drawn.scale
    if elsewhere and not caption:
        caption = furniture.outside(view, drawn.outside())
    around = _around(base, view, scale, note, caption, locator=locator)
    own = [(view.width - corner[0], 0.0, view.width, corner[1])] if corner else []
    body = [
        _ground(base, view, scale),
        drawn.draw([*(box for _, box in around), *own], named=named_marks),
        *(svg for svg, _ in around),
    ]
    return _document("".join(body), size, (view.width, view.height), title, prefix)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What a map leaves without a name that it may not: borders with a name on one side only, as the
    countries with and without, and areas in view whose name may not be missing.
    """

    borders: tuple[tuple[str, str], ...] = ()
    areas: tuple[str, ...] = ()


def unnamed(
    geodata: GeoData,
    events: Sequence[Event],
    *,
    frame: Frame | None = None,
    size: tuple[int, int] = (960, 1080),
    scale: float | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
) -> Unnamed:
    """Which names are lacking on the map of ``events``, which is that of :func:`still_map`.

    Countries and areas of which too little is in view to be named don't count.
    """
    drawn = _events(geodata, events, frame, size, scale, members)
    base, view = drawn.base, drawn.view
    around = [box for _, box in _around(base, view, drawn.scale, "", "", locator=True)]
    placed = drawn.names(around)
    land = Land(base, view)
    pairs = one_sided(land, room(land, around), placed)
    return Unnamed(
        tuple((base.country_name(one), base.country_name(other)) for one, other in pairs),
        tuple(x.text for x in labels.missing(labels.asked(drawn.wanted(), view), placed)),
    )


def _events(
    geodata: GeoData,
    events: Sequence[Event],
    frame: Frame | None,
    size: tuple[int, int],
    scale: float | None,
    members: Mapping[str, Sequence[str]] | None,
    home: Bounds | None = None,
    can_write: Callable[[str], bool] = lambda _: True,
) -> _Events:
    """The events on the map of a picture; raises as :func:`still_map` says."""
    scale = size[0] / ACROSS if scale is None else scale
    if min(*size, scale) <= 0:
        raise ValueError(f"a map needs a positive size and scale, not {size} and {scale}")
    frame, members = frame or Frame(), members or {}
    units = (size[0] / scale, size[1] / scale)
    view = view_of(geodata, events, frame, units, members=members, home=home)
    return _Events(geodata, base_of(geodata), view, scale, events, frame, members, can_write)


def _around(
    base: Base, view: View, scale: float, note: str, caption: str, *, locator: bool
) -> list[tuple[str, Box]]:
    """What stands over the map."""
    around = [furniture.scale_bar(view)]
    around += [furniture.note(view, note)] if note else []
    around += [furniture.caption(view, caption)] if caption else []
    around += [found] if locator and (found := furniture.inset(view, base, scale)) else []
    return around


def _document(
    body: str, size: tuple[int, int], units: tuple[float, float], title: str, prefix: str
) -> str:
    w, h = (f"{v:.2f}".rstrip("0").rstrip(".") for v in units)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="0 0 {w} {h}" role="img"{_named(title)}>'
        f"<defs>{marks.DEFS}{areas.DEFS}</defs>{body}</svg>"
    )
    for name in ('id="gd-soft', "url(#gd-soft"):
        svg = svg.replace(name, name.replace("gd-soft", f"{xml(prefix)}gd-soft"))
    return svg


def _named(title: str) -> str:
    return f' aria-label="{xml(title)}"' if title else ' aria-hidden="true"'


def _ground(base: Base, view: View, scale: float) -> str:
    """Sea, land, lakes, relief, provinces and borders."""
    parts = [f'<rect width="{view.width:.2f}" height="{view.height:.2f}" fill="{GROUND.sea}"/>']
    # Land is edged in its own colour, or hairline gaps show between neighbours.
    land = f'class="land" fill="{GROUND.land}" stroke="{GROUND.land}" stroke-width=".6" fill-rule="evenodd"'
    if not base.is_detailed(view):
        parts.append(_layer(base, "countries.geojson", view, scale, True, land))
    parts.append(_layer(base, "region.geojson", view, scale, True, land))
    water = f'class="sea" fill="{GROUND.sea}" fill-rule="evenodd"'
    parts.append(_layer(base, "sea.geojson", view, scale, True, water))
    lake = f'class="lake" fill="{GROUND.sea}" fill-rule="evenodd"'
    if view.zoom >= GROUND.far:
        lake += f' stroke="{GROUND.shore}" stroke-width="{THINNEST}"'
    parts.append(_layer(base, "lakes.geojson", view, scale, True, lake))
    parts.append(relief(base, view))
    if view.zoom >= GROUND.provinces_from:
        look = f'class="province" stroke="{GROUND.province}" stroke-opacity=".62" stroke-dasharray="4 3.5"'
        parts.append(
            _layer(base, "admin1_lines.geojson", view, scale, False, _line(look, THINNEST))
        )
    weight = 1.6 if view.zoom >= GROUND.far else THINNEST
    look = f'class="border" stroke="{GROUND.border}" stroke-linejoin="round"'
    parts.append(_layer(base, "borders.geojson", view, scale, False, _line(look, weight)))
    return f'<g style="isolation:isolate">{"".join(parts)}</g>'


def _line(look: str, weight: float) -> str:
    return f'{look} fill="none" stroke-width="{weight}"'


def _layer(base: Base, name: str, view: View, scale: float, close: bool, look: str) -> str:
    layer = base.layer(name)
    if layer is None:
        return ""
    shapes = [shape for shape, _ in layer.within(cut_box(view))]
    d = paths(shapes, view, scale, close)
    return f'<path d="{d}" {look}/>' if d else ""


class _Events:
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
        self.base, self.view, self.scale, self.frame = base, view, scale, frame
        self.can_write = can_write
        self.land = Land(base, view)
        self.selected = {m for s in frame.selected for m in (s, *members.get(s, ()))}
        self.chosen = [e for e in events if e.event_id in self.selected]
        self.spots = spots_of(events, base, view, members)
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
        named = (_named_event(s) for s in self.spots if s.kind == "mark")
        marked = {mark_name(e, base.names) for e in named if e}
        seats = (e for e in self.chosen if draw(e) == "seat")
        ends = [view.at(*p) for e in seats for _, p in about_points(e, base.names)]
        marks.crowd(self.spots, self.selected, view.width - 4, marked, ends)

    def draw(self, taken: Sequence[Box], *, named: bool = False) -> str:
        """Everything in drawing order; names keep clear of ``taken``. ``named``: marks tell their events."""
        tints = "".join(
            areas.tint(a, self.view, self.scale, beside=a.area_id not in self.plain)
            for a in self.areas
        )
        lines, ends, _ = self._lines(taken)
        # What matters most is drawn last, on top.
        names = [typeset.svg(p) for p in reversed(self.names(taken))]
        top = sorted(self.spots, key=lambda s: (s.kind == "mark", self._on(s)))
        return f"{tints}{''.join(names)}{lines}{''.join(self._spot(s, named) for s in top)}{ends}"

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
        drawn = [*covered, *(marks.box_of(s, self._on(s)) for s in self.spots)]
        wanted = [labels.beside(x, drawn, self.view) for x in self.wanted()]
        return labels.layout(wanted, self.land, [*taken, *drawn], taken, self._soft())

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

    def _spot(self, spot: Spot, named: bool) -> str:
        if not (-40 < spot.x < self.view.width + 40 and -40 < spot.y < self.view.height + 40):
            return ""
        if spot.kind == "ring":
            return marks.ring(spot)
        drawn = (marks.mark if spot.kind == "mark" else marks.chip)(spot, self._on(spot))
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
            start = self.view.at(*event.point)
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
        for spot in self.spots:
            if spot.kind == "ring":
                if spot.place_id.removeprefix(AREA_PREFIX) in {a.area_id for a in self.areas}:
                    continue  # the tinted area has its name already
                point = (spot.latitude, spot.longitude)
                afloat = spot.place_id.startswith(AREA_PREFIX) and not self.base.country_at(*point)
                name = cut(spot.name)
                found.append(
                    Label(name, *point, "event", "event", 1, around=LABELS.beside, on_water=afloat)
                )
            elif spot.kind == "mark" and (named := _named_event(spot)) and named.point:
                text = cut(mark_name(named, names))
                found.append(Label(text, *named.point, "event", "event", 1, around=LABELS.beside))
        return [label for label in found if label.text and self.can_write(label.text)]

    def _selected_labels(self, event: Event) -> list[Label]:
        names, where = self.base.names, draw(event)
        tinted = any(a.area_id == event.area_id for a in self.areas)
        whole = event.event_id in self.frame.selected  # a part of one has its mark only
        named = where in ("exact", "near") or (where == "area" and not tinted and whole)
        if named and event.point:
            text = cut(mark_name(event, names) if where != "area" else place_label(event, names))
            return [Label(text, *event.point, "selected", "selected", 0, around=LABELS.beside)]
        if where != "seat":
            return []
        about = about_points(event, names)
        return [
            Label(cut(names.name(i)), *point, "selected", "selected", 0, around=LABELS.beside)
            for i, point in about
            if not i.startswith(AREA_PREFIX)
        ]


def _named_event(spot: Spot) -> Event | None:
    """The event whose place names a mark: one that is known to lie at or near a place."""
    return next((e for e in spot.events if draw(e) in ("exact", "near")), None)


def _end(point: XY) -> str:
    x, y = (number(v) for v in point)
    return (
        f'<circle class="about" cx="{x}" cy="{y}" r="{MARKS.line_end:g}" fill="{MARKS.paper}" '
        f'stroke="{MARKS.ink}" stroke-width="1.6"/>'
    )
