"""Small maps of two sides: one view and one scale, so that what differs is the events."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property

from geodash.domain.model import Event
from geodash.geo.layers import GeoData
from geodash.query.store import Store
from geodash.views.frames import around_many, parties_of
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.views.still.base import base_of
from geodash.views.still.fit import COMPOSED, view_of
from geodash.views.still.spots import spots_of
from geodash.views.still.view import View

#: Units of a picture, for a column beside another and for a narrow page.
WIDE, SMALL = (500, 240), (344, 240)
#: Degrees: a capital further from what happened is named at the corner. Room on each side.
_NEAR, _AIR = 1.5, 0.12
#: The page says there how many events lie elsewhere.
_CORNER = (124.0, 36.0)


class SideMaps:
    """The view that holds what happened on either side, and a picture of any of its events in it."""

    def __init__(self, store: Store, geodata: GeoData, events: Sequence[Event]) -> None:
        self._store, self._geodata, self._events = store, geodata, events

    @cached_property
    def _frame(self) -> Frame:
        known = self._store.vocabulary
        return Frame(
            bounds=around_many(self._events, known.places, near=_NEAR, air=_AIR),
            parties=parties_of(self._events, known.actors),
        )

    def _view(self, size: tuple[int, int]) -> View:
        return view_of(self._geodata, self._events, self._frame, size)

    def picture(self, events: Sequence[Event], title: str, *, small: bool = False) -> str:
        """The SVG of some of the events; each mark names its own in ``data-events``."""
        return still_map(
            self._geodata,
            events,
            frame=self._frame,
            size=SMALL if small else WIDE,
            scale=1,
            title=title,
            note="",
            named_marks=True,
            corner=_CORNER,
        )

    def elsewhere(self, events: Iterable[Event]) -> list[Event]:
        """Those whose mark lies outside the view."""
        view, events = self._view(WIDE), list(events)
        spots = spots_of(events, base_of(self._geodata), view, {})
        out = {
            e.event_id
            for spot in spots
            if spot.kind != "ring"
            and not (0 <= spot.x <= view.width and 0 <= spot.y <= view.height)
            for e in spot.events
        }
        return [e for e in events if e.event_id in out]

    @property
    def slide_view(self) -> str:
        """The same view as ``map=`` of a slide: zoom, latitude, longitude."""
        view = self._view(WIDE)
        latitude, longitude = view.degrees(view.width / 2, view.height / 2)
        zoom = view.zoom + math.log2(COMPOSED[0] / view.width)
        return f"{zoom:.2f}/{latitude:.4f}/{longitude:.4f}"
