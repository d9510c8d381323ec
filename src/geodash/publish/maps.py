"""The still maps of pages: each in the two shapes that windows have, with what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import TypeVar

from markupsafe import Markup, escape

from geodash.domain.extent import Bounds
from geodash.domain.model import Event
from geodash.exchange.link_picture import link_picture
from geodash.geo.areas import AREA_PREFIX
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

    The ``events`` say no more than a map shows, so that those that look alike are drawn once, and are not drawn anew
    for another word: see :func:`_bare`. ``titles`` are pairs of an event's id and title where each mark leads to the
    words that tell its event first.
    """

    events: tuple[Event, ...]
    frame: Frame
    members: tuple[tuple[str, tuple[str, ...]], ...]
    home: Bounds
    title: str = ""
    titles: tuple[tuple[str, str], ...] = ()

    @cached_property
    def wordless(self) -> Drawing:
        """The same as a picture shows it, which leads nowhere."""
        return replace(self, title="", titles=())


@dataclass(frozen=True)
class StillMap:
    """A map of an edition, drawn when it is asked for."""

    edition: Edition
    drawing: Drawing

    @cached_property
    def key(self) -> str:
        """Changes with all that the map shows and says."""
        return self._key(self.drawing)

    @cached_property
    def seen(self) -> str:
        """Changes with all that its picture shows."""
        return self._key(self.drawing.wordless)

    def _key(self, of: Drawing) -> str:
        return digest(self.edition.geodata.version, self.edition.mark, repr(of))

    def svg(self, shape: Shape) -> str:
        """The map in a shape."""
        return self._drawn(draw_map, self.drawing, shape)

    def beside(self, words: tuple[str, str, str]) -> bytes:
        """The picture of a link: the map beside a title, its description and whose it is."""
        return self._drawn(draw_picture, self.drawing.wordless, words)

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


@lru_cache(32)
def draw_map(geodata: GeoData, of: Drawing, shape: Shape) -> str:
    """The map in a shape, as SVG; events that look alike have it in common."""
    members = dict(of.members)
    seen = view_of(geodata, of.events, of.frame, shape.inner, members=members, home=of.home)
    wide, high = ((a - b) / 2 for a, b in zip(shape.size, shape.inner, strict=True))
    view = View(seen.left - wide, seen.top - high, seen.zoom, *shape.size)
    drawing = still_map(
        geodata,
        of.events,
        frame=replace(of.frame, bounds=view.bounds),
        size=shape.size,
        scale=1,
        members=members,
        title=of.title,
        note="",
        bar=False,
        shaded=shape.shaded,
        margin=_margin(shape),
        prefix=f"{shape.name}-",
        can_write=writable,
        links=partial(_link, dict(of.titles)) if of.titles else None,
    )
    # A window that is larger than the drawing has it enlarged, and cut: never a strip without a map.
    return drawing.replace("<svg ", '<svg preserveAspectRatio="xMidYMid slice" ', 1)


def draw_picture(geodata: GeoData, of: Drawing, words: tuple[str, str, str]) -> bytes:
    """The picture of a link as a JPEG."""
    members = dict(of.members)
    card = link_card(geodata, of.events, *words, frame=of.frame, members=members, home=of.home)
    return link_picture(card)


def _link(titles: Mapping[str, str], here: Sequence[Event]) -> tuple[str, str]:
    return f"#{here[0].event_id}", "; ".join(titles[event.event_id] for event in here)


def _margin(shape: Shape) -> tuple[float, float]:
    wide, high = ((a - b) / 2 for a, b in zip(shape.size, shape.seen, strict=True))
    return wide, high


#: What a map shows of an event, by its mark, its names and where both stand.
_PLACE = (
    "place_name", "place_id", "area_id", "latitude", "longitude", "where_prec", "place_role", "about_places",
)  # fmt: skip
_SHOWN = (*_PLACE, "event_type", "status", "withdrawn")
_DAYS = ("date_start", "date_end")


def _bare(event: Event, name: str) -> Event:
    """An event with what a map shows of it only, under a name; with its days where they say which outlines held."""
    areas = event.area_id or any(i.startswith(AREA_PREFIX) for i in event.about_places)
    shown = {field: getattr(event, field) for field in (*_SHOWN, *(_DAYS if areas else ()))}
    return Event(name, "", **shown)


def _still(
    edition: Edition,
    events: Sequence[Event],
    frame: Frame,
    title: str = "",
    *,
    linked: bool = False,
    members: bool = True,
) -> StillMap:
    """A map of events, as wholes of their ``members`` or without; where marks are ``linked``, they lead to them.

    Only where marks lead to them the events keep their names: else those that look alike are the same."""
    ids = [event.event_id for event in events]
    names = dict(zip(ids, ids if linked else map(str, range(len(ids))), strict=True))

    def named(some: Iterable[str]) -> tuple[str, ...]:
        return tuple(names.get(i, i) for i in some)

    west, south, east, north = edition.homes[0]["bounds"]
    of = Drawing(
        tuple(_bare(event, names[event.event_id]) for event in events),
        replace(frame, events=named(frame.events), selected=named(frame.selected)),
        tuple((names[i], named(edition.store.members(i) if members else ())) for i in ids),
        (west, south, east, north),
        title,
        tuple((event.event_id, event.title) for event in events) if linked else (),
    )
    return StillMap(edition, of)


def event_map(edition: Edition, event: Event) -> StillMap:
    """Around one event with its parts, as Read shows it; what it is of, the page says beside it."""
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
    return _still(edition, shown, frame)


def place_map(edition: Edition, event: Event) -> StillMap:
    """The place of an event, with a mark that says nothing of what happened there."""
    there = Event(event.event_id, "", **{name: getattr(event, name) for name in (*_PLACE, *_DAYS)})
    bounds = around_event(there, (), edition.names, edition.geodata.areas, {})
    ids = (event.event_id,)
    return _still(edition, [there], Frame(events=ids, selected=ids, bounds=bounds), members=False)


def article_map(edition: Edition, events: Iterable[Event], title: str) -> StillMap:
    """All that an article tells; each mark leads to the words that tell it first."""
    told = list(events)
    bounds = around_many(told, edition.names, air=_AIR)
    frame = Frame(
        events=tuple(e.event_id for e in told),
        bounds=bounds,
        parties=parties_of(told, edition.collection.actors),
    )
    return _still(edition, told, frame, f"Map: {title}", linked=True)
