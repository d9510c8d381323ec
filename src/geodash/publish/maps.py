"""The still maps of pages: each in the two shapes that windows have, with what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup, escape

from geodash.domain.extent import Bounds
from geodash.domain.model import Event
from geodash.exchange.link_picture import link_picture
from geodash.geo.layers import GeoData
from geodash.publish.edition import Edition
from geodash.publish.leaf import Leaf, digest
from geodash.views.frames import around_event, around_many, parties_of
from geodash.views.pictures.card import link_card
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.views.still.fit import view_of
from geodash.views.still.glyphs import writable
from geodash.views.still.view import View

T = TypeVar("T")

#: Room around the places of an article, as Read has it.
_AIR = 0.12


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing in pixels that is never scaled down: windows show its middle, which holds all names in ``seen``
    and all places in ``inner``; a strip has no room for relief. ``name`` keeps the pictures' ids apart.
    """

    name: str
    size: tuple[int, int]
    seen: tuple[int, int]
    inner: tuple[int, int]
    shaded: bool = True


#: Beside the text, and above it on a phone.
WIDE, NARROW = (
    Shape("w", (700, 700), (600, 520), (560, 480)),
    Shape("n", (480, 270), (380, 222), (330, 200), shaded=False),
)
#: Beside an article, whose caption and timeline stand below the map.
BESIDE = Shape("w", (960, 600), (740, 440), (680, 400))


@dataclass(frozen=True)
class Drawing:
    """What a map is drawn from, geodata aside: plain values, which another process can be given.

    ``linked``: each mark leads to the words that tell its event first.
    """

    events: tuple[Event, ...]
    frame: Frame
    title: str
    members: Mapping[str, Sequence[str]]
    home: Bounds
    linked: bool = False


@dataclass(frozen=True)
class StillMap:
    """A map of an edition, drawn when it is asked for.

    ``key`` changes with all that it shows.
    """

    edition: Edition
    drawing: Drawing

    @cached_property
    def key(self) -> str:
        """What the drawing depends on."""
        edition, of = self.edition, self.drawing
        shown = [repr(event) for event in of.events]
        return digest(edition.geodata.version, edition.mark, repr(of.frame), of.title, *shown)

    def svg(self, shape: Shape) -> str:
        """The map in a shape."""
        return self._drawn(draw_map, self.drawing, shape)

    def beside(self, words: tuple[str, str, str]) -> bytes:
        """The picture of a link: the map beside a title, its description and whose it is."""
        return self._drawn(draw_picture, self.drawing, words)

    def _drawn(self, job: Callable[..., T], *values: object) -> T:
        edition = self.edition
        return edition.hands.draw(edition.geodata, repr(self.drawing.frame.bounds), job, *values)


def with_maps(
    path: str, html: str, still: StillMap, shapes: Mapping[Markup, Shape], lead: str = ""
) -> Leaf:
    """A page with its map in each slot, a comment such as ``<!--wide-->``, which no value of data holds unescaped.

    A comment stands after each map too: a page whose words change has its maps from the page as it was. ``lead`` is
    the page to whose words the marks lead, if not this one.
    """
    drawn = digest(still.key, lead)

    def drawing(shape: Shape) -> str:
        svg = still.svg(shape)
        there = f'<a href="{escape(lead)}#'
        return svg.replace('<a href="#', there) if lead else svg

    def filled(svgs: Sequence[str]) -> bytes:
        found = html
        for slot, svg in zip(shapes, svgs, strict=True):
            found = found.replace(slot, f"{slot}{svg}{_end(slot)}")
        return found.encode()

    def again(before: bytes) -> bytes | None:
        text = before.decode("utf-8", "replace")
        svgs = [text.partition(slot)[2].partition(_end(slot)) for slot in shapes]
        return filled([svg for svg, _, _ in svgs]) if all(end for _, end, _ in svgs) else None

    return Leaf(
        path,
        digest(html, drawn),
        lambda: filled([drawing(shape) for shape in shapes.values()]),
        drawn,
        again,
    )


def _end(slot: str) -> str:
    return slot.replace("<!--", "<!--/", 1)


def draw_map(geodata: GeoData, of: Drawing, shape: Shape) -> str:
    """The map in a shape, as SVG."""
    seen = view_of(geodata, of.events, of.frame, shape.inner, members=of.members, home=of.home)
    wide, high = ((a - b) / 2 for a, b in zip(shape.size, shape.inner, strict=True))
    view = View(seen.left - wide, seen.top - high, seen.zoom, *shape.size)
    drawing = still_map(
        geodata,
        of.events,
        frame=replace(of.frame, bounds=view.bounds),
        size=shape.size,
        scale=1,
        members=of.members,
        title=of.title,
        note="",
        bar=False,
        shaded=shape.shaded,
        margin=_margin(shape),
        prefix=f"{shape.name}-",
        can_write=writable,
        links=_link if of.linked else None,
    )
    # A window that is larger than the drawing has it enlarged, and cut: never a strip without a map.
    return drawing.replace("<svg ", '<svg preserveAspectRatio="xMidYMid slice" ', 1)


def draw_picture(geodata: GeoData, of: Drawing, words: tuple[str, str, str]) -> bytes:
    """The picture of a link as a JPEG."""
    card = link_card(geodata, of.events, *words, frame=of.frame, members=of.members, home=of.home)
    return link_picture(card)


def _link(here: Sequence[Event]) -> tuple[str, str]:
    return f"#{here[0].event_id}", "; ".join(event.title for event in here)


def _margin(shape: Shape) -> tuple[float, float]:
    wide, high = ((a - b) / 2 for a, b in zip(shape.size, shape.seen, strict=True))
    return wide, high


def _still(
    edition: Edition, events: Sequence[Event], frame: Frame, title: str, *, linked: bool = False
) -> StillMap:
    members = {e.event_id: edition.store.members(e.event_id) for e in events}
    west, south, east, north = edition.homes[0]["bounds"]
    home = (west, south, east, north)
    return StillMap(edition, Drawing(tuple(events), frame, f"Map: {title}", members, home, linked))


def event_map(edition: Edition, event: Event) -> StillMap:
    """Around one event with its parts, as Read shows it."""
    members = [edition.collection.events[i] for i in edition.store.members(event.event_id)]
    actors = edition.collection.actors
    bounds = around_event(event, members, edition.names, edition.geodata.areas, actors)
    frame = Frame(
        events=(event.event_id, *(m.event_id for m in members)),
        selected=(event.event_id,),
        bounds=bounds,
        parties=parties_of([event, *members], actors),
    )
    shown = [event, *members]
    if event.withdrawn:
        # It is no longer drawn: the map is of where it was.
        shown, frame = [], replace(frame, events=(), selected=())
    return _still(edition, shown, frame, event.title)


def article_map(edition: Edition, events: Iterable[Event], title: str) -> StillMap:
    """All that an article tells; each mark leads to the words that tell it first."""
    told = list(events)
    bounds = around_many(told, edition.names, air=_AIR)
    frame = Frame(
        events=tuple(e.event_id for e in told),
        bounds=bounds,
        parties=parties_of(told, edition.collection.actors),
    )
    return _still(edition, told, frame, title, linked=True)
