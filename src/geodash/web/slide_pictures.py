"""The map of one slide as a small picture, and where it stands: for the page that composes briefings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geodash.domain.briefing import Slide
from geodash.exchange.raster import jpeg
from geodash.views.still import still_map
from geodash.views.still.fit import saved_of, view_of
from geodash.web.recent import Recent

if TYPE_CHECKING:
    from geodash.views.slides import SlideView
    from geodash.web.shows import Shows

#: Units of the picture, and pixels of one.
_UNITS, _SCALE = (480.0, 500.0), 1.5
#: Pictures kept of a version; each has some 60 KB.
_kept: Recent[Shows, bytes] = Recent(200)


def slide_picture(shows: Shows, view: str) -> bytes:
    """A JPEG of the map of the slide that is this view; raises ``LookupError`` where it has none."""
    return _kept.of(shows, view, lambda: _drawn(shows, view))


def _drawn(shows: Shows, view: str) -> bytes:
    slide = shows.builder.slide(Slide(view))
    if slide.role == "missing":
        raise LookupError("The show leaves this view out: it has no map.")
    size = (round(_UNITS[0] * _SCALE), round(_UNITS[1] * _SCALE))
    svg = still_map(
        shows.geodata,
        shows.builder.drawn(slide),
        frame=slide.frame,
        size=size,
        scale=_SCALE,
        members=shows.builder.members(slide),
    )
    return jpeg(svg, size[0], 82)


def seen(shows: Shows, slide: SlideView) -> dict[str, float] | None:
    """``zoom``, ``lat`` and ``lon`` with which a view's ``map`` shows the same, and how many degrees of
    longitude the picture is ``wide``; None of a slide without a map.
    """
    if slide.role == "missing":
        return None
    drawn, members = shows.builder.drawn(slide), shows.builder.members(slide)
    view = view_of(shows.geodata, drawn, slide.frame, _UNITS, members=members)
    zoom, lat, lon = saved_of(view)
    found = {"zoom": zoom, "lat": lat, "lon": lon, "wide": _UNITS[0] / view.k * 360}
    return found if all(map(math.isfinite, found.values())) else None
