"""Puts the still map together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodash.domain.extent import Bounds
from geodash.domain.model import Event
from geodash.geo.layers import GeoData
from geodash.views.drawing import GROUND
from geodash.views.slides import Frame
from geodash.views.still import areas, furniture, labels, marks, parties
from geodash.views.still.base import Base, base_of
from geodash.views.still.countries import named, one_sided, room
from geodash.views.still.events import DrawnEvents, Links
from geodash.views.still.fit import view_of
from geodash.views.still.marks import THINNEST, Box
from geodash.views.still.paths import cut_box, paths
from geodash.views.still.relief import relief
from geodash.views.still.view import View
from geodash.views.still.words import xml
from geodash.words.notes import BOUNDARIES
from geodash.words.precision import MOVED, RING
from geodash.words.texts import capital

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
    keyed: bool = False,
    links: Links | None = None,
    bar: bool = True,
    margin: tuple[float, float] = (0.0, 0.0),
    shaded: bool = True,
    bed: bool = True,
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
    it names the places of events that are not in view. ``keyed``: it says what the line of a moved mark is, and a ring. ``links``: each
    mark is one. ``bar``: with a scale. Names keep clear of a ``margin`` of so many units at the sides, and above and below,
    which may not be seen. ``shaded``: with relief. ``bed``: with sea, land, water and relief; else it is laid
    over :func:`bed_map`. All text may be hostile: it is
    escaped. Raises ValueError for a size or scale that is not positive.
    """
    drawn = _events(geodata, events, frame, size, scale, members, home, can_write)
    base, view, scale = drawn.base, drawn.view, drawn.scale
    if elsewhere and not caption:
        caption = furniture.outside(view, drawn.outside())
    signs = [
        line for line, there in ((MOVED, drawn.moved), (RING, drawn.ringed)) if there and keyed
    ]
    captions = [caption, *map(capital, signs)]
    around = _around(base, view, scale, note, captions, locator=locator, bar=bar)
    own = [(view.width - corner[0], 0.0, view.width, corner[1])] if corner else []
    own += _edges(view, *margin)
    body = [
        _ground(base, view, scale, shaded=shaded) if bed else _borders(base, view, scale),
        drawn.draw([*(box for _, box in around), *own], named=named_marks, links=links),
        *(svg for svg, _ in around),
    ]
    role = "group" if links else "img"
    return _document("".join(body), size, (view.width, view.height), title, prefix, role)


def bed_map(base: Base, view: View, size: tuple[int, int]) -> str:
    """What all maps of a view of ``size`` pixels have in common below their lines, marks and names, but for relief."""
    svg = _bed(base, view, size[0] / view.width)
    return _document(svg, size, (view.width, view.height), "", "")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What a map leaves without a name that it may not: borders with a name on one side only, as the
    countries with and without, areas in view whose name may not be missing, and parties in view where
    others are named.
    """

    borders: tuple[tuple[str, str], ...] = ()
    areas: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


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
    around = [box for _, box in _around(base, view, drawn.scale, "", (), locator=True)]
    placed = drawn.names(around)
    land = drawn.land
    pairs = one_sided(land, room(land, around), placed)
    without = parties.unnamed(land, drawn.frame.parties, placed)
    return Unnamed(
        tuple((base.country_name(one), base.country_name(other)) for one, other in pairs),
        tuple(x.text for x in labels.missing(labels.asked(drawn.wanted, view), placed)),
        tuple(base.country_name(c) for c in without if named(base, placed)),
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
) -> DrawnEvents:
    """The events on the map of a picture; raises as :func:`still_map` says."""
    scale = size[0] / ACROSS if scale is None else scale
    if min(*size, scale) <= 0:
        raise ValueError(f"a map needs a positive size and scale, not {size} and {scale}")
    frame, members = frame or Frame(), members or {}
    units = (size[0] / scale, size[1] / scale)
    view = view_of(geodata, events, frame, units, members=members, home=home)
    return DrawnEvents(geodata, base_of(geodata), view, scale, events, frame, members, can_write)


def _around(
    base: Base,
    view: View,
    scale: float,
    note: str,
    captions: Iterable[str],
    *,
    locator: bool,
    bar: bool = True,
) -> list[tuple[str, Box]]:
    """What stands over the map."""
    around = [furniture.scale_bar(view)] if bar else []
    around += [furniture.note(view, note)] if note else []
    around += [furniture.caption(view, text, i) for i, text in enumerate(filter(None, captions))]
    around += [found] if locator and (found := furniture.inset(view, base, scale)) else []
    return around


def _edges(view: View, beside: float, above: float) -> list[Box]:
    """The strips at the edges of a picture that are so wide."""
    w, h = view.width, view.height
    sides = [(0.0, 0.0, beside, h), (w - beside, 0.0, w, h)] if beside else []
    ends = [(0.0, 0.0, w, above), (0.0, h - above, w, h)] if above else []
    return [*sides, *ends]


def _document(
    body: str,
    size: tuple[int, int],
    units: tuple[float, float],
    title: str,
    prefix: str,
    role: str = "img",
) -> str:
    w, h = (f"{v:.2f}".rstrip("0").rstrip(".") for v in units)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="0 0 {w} {h}" role="{role}"{_named(title)}>'
        f"<defs>{marks.DEFS}{areas.DEFS}</defs>{body}</svg>"
    )
    for name in ('id="gd-soft', "url(#gd-soft"):
        svg = svg.replace(name, name.replace("gd-soft", f"{xml(prefix)}gd-soft"))
    return svg


def _named(title: str) -> str:
    return f' aria-label="{xml(title)}"' if title else ' aria-hidden="true"'


@lru_cache(64)
def _ground(base: Base, view: View, scale: float, *, shaded: bool) -> str:
    """Sea, land, rivers, lakes, relief, provinces and borders."""
    parts = [_bed(base, view, scale), relief(base, view) if shaded else ""]
    return f'<g style="isolation:isolate">{"".join(parts)}{_borders(base, view, scale)}</g>'


def _bed(base: Base, view: View, scale: float) -> str:
    """Sea, land, rivers and lakes: what relief lies on."""
    seen = base.seen(view)
    # Neighbours' land is one: what lies between them is drawn as a border. A hairline at the edge, as it always was.
    look = f'class="land" fill="{GROUND.land}" stroke="{GROUND.land}" stroke-width=".6"'
    lands = np.array([shape for _, shape in seen.lands], object)
    land = shapely.union_all(shapely.clip_by_rect(lands, *cut_box(view)))
    parts = [
        f'<rect width="{view.width:.2f}" height="{view.height:.2f}" fill="{GROUND.sea}"/>',
        _path([land], view, scale, f'{look} fill-rule="evenodd"', close=True),
        _path(
            [*seen.streams, *seen.rivers],
            view,
            scale,
            _line(f'class="river" stroke="{GROUND.river}"', THINNEST),
        ),
        _path(
            seen.lakes,
            view,
            scale,
            f'class="lake" fill="{GROUND.sea}" fill-rule="evenodd"',
            close=True,
        ),
    ]
    if view.zoom >= GROUND.far:
        look = _line(f'stroke="{GROUND.shore}"', THINNEST)
        parts.append(_path(seen.shores, view, scale, look))
    return "".join(parts)


@lru_cache(64)
def _borders(base: Base, view: View, scale: float) -> str:
    """Provinces and borders, which relief does not darken."""
    seen, parts = base.seen(view), []
    if view.zoom >= GROUND.provinces_from:
        look = f'class="province" stroke="{GROUND.province}" stroke-opacity=".62" stroke-dasharray="4 3.5"'
        parts.append(_path(seen.provinces, view, scale, _line(look, THINNEST)))
    weight = 1.6 if view.zoom >= GROUND.far else THINNEST
    for odd in (False, True):
        look = f'class="border" stroke="{GROUND.border}" stroke-linejoin="round"'
        look += f' stroke-dasharray="{GROUND.dash}"' if odd else ""
        lines = [line for line, disputed, _ in seen.borders if disputed is odd]
        parts.append(_path(lines, view, scale, _line(look, weight)))
    return "".join(parts)


def _path(
    shapes: Sequence[BaseGeometry], view: View, scale: float, look: str, *, close: bool = False
) -> str:
    d = paths(shapes, view, scale, close)
    return f'<path d="{d}" {look}/>' if d else ""


def _line(look: str, weight: float) -> str:
    return f'{look} fill="none" stroke-width="{weight}"'
