"""What the map shows at each passage: its events, and a view that moves only where it must."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodash.domain.extent import Bounds, Point
from geodash.domain.lookup import Lookup
from geodash.domain.model import Event
from geodash.geo.areas import Areas
from geodash.geo.longitudes import near
from geodash.geo.names import PlaceNames
from geodash.views.companion.passages import Told
from geodash.views.frames import around_event, around_many, points_of

#: Of a view on each side: a place nearer to the edge than this is not held by it.
_EDGE = 0.05
#: Room around the places on each side, as a share of what is shown.
_AIR = 0.12


@dataclass(frozen=True, slots=True)
class Stop:
    """A passage, and what the map shows while it is read.

    ``view`` is west, south, east, north in degrees: the article's own while it holds the places, else theirs;
    ``None`` of what has no place, which leaves the map as it is.
    """

    told: Told
    view: Bounds | None


@dataclass(frozen=True, slots=True)
class Places:
    """What is asked for where an event lies."""

    lookup: Lookup
    names: PlaceNames
    areas: Areas | None = None

    def view_of(self, told: Told, own: Bounds | None) -> Bounds | None:
        """The view of what a passage tells: ``own`` where that holds it.

        Of a whole only the parts that these words tell are looked for: others are told elsewhere.
        """
        event, *parts = (self.lookup.collection.events[i] for i in told.events)
        # A border or an area that reaches out of the view is still seen in it.
        points = [p for e in (parts or (event,)) for p in points_of(e, self.names)]
        if not points:
            return None
        if own and holds(own, points):
            return own
        return around_event(event, parts, self.names, self.areas, self.lookup.collection.actors)


def article_view(events: Sequence[Event], names: PlaceNames) -> Bounds | None:
    """The article's own view: around what happened somewhere, few far places left out."""
    return around_many(events, names, air=_AIR)


def stops_of(told: Iterable[Told], own: Bounds | None, places: Places) -> tuple[Stop, ...]:
    """One stop a passage; ``own`` is the article's view."""
    return tuple(Stop(one, places.view_of(one, own)) for one in told)


def holds(view: Bounds, points: Iterable[Point]) -> bool:
    """Whether points lie in a view, clear of its edges."""
    west, south, east, north = view
    dx, dy = (east - west) * _EDGE, (north - south) * _EDGE
    middle = (west + east) / 2
    return all(
        west + dx <= near(p.longitude, middle) <= east - dx
        and south + dy <= p.latitude <= north - dy
        for p in points
    )
