"""A view as a picture: the map as it stands or a chart of it, with all that must go with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geodash.domain.model import Event
from geodash.exchange.raster import png
from geodash.exchange.selection import Selection
from geodash.exchange.telling import denominators, heading, in_short
from geodash.geo.layers import GeoData
from geodash.views.card.content import card_of
from geodash.views.frames import around_many, parties_of
from geodash.views.pictures import Caption, chart, map_picture
from geodash.views.pictures.map import SIZE
from geodash.views.slides import Frame
from geodash.words.isolated import isolated
from geodash.words.notes import version_line

#: Pixels a unit has as PNG: sharp in print a hand wide.
SCALE = 2
_WIDTH = re.compile(r'<svg [^>]*?width="([0-9.]+)"')


def map_svg(selection: Selection) -> str:
    """The map of the selection: what the page shows, else what its events need."""
    return map_picture(
        GeoData(selection.collection.path),
        selection.events,
        caption(selection),
        frame=frame_of(selection),
        members=selection.members,
        size=selection.map_size or SIZE,
    )


def frame_of(selection: Selection) -> Frame:
    """What its map shows: what the page does, else its events but for the few that are far away."""
    ids = {e.event_id for e in selection.events}
    frame = selection.frame
    frame = replace(
        frame,
        selected=tuple(i for i in frame.selected if i in ids),
        parties=parties_of(selection.events, selection.collection.actors),
    )
    if frame.selected or frame.center:
        return frame
    return replace(frame, bounds=around_many(selection.events, selection.names))


def chart_svg(name: str, answer: Mapping[str, Any], selection: Selection) -> str:
    """One of the charts of Analyse; ``answer`` is what the page is answered for the selection."""
    return chart(name, answer, caption(selection), selection.collection.kinds)


def caption(selection: Selection) -> Caption:
    """What is shown, out of how much; boundaries, sources, version and address."""
    own = f"{version_line(selection.collection.title, selection.version)}."
    credit = selection.attribution.rstrip(". ")
    source = f"{own} {credit}." if credit else own
    if selection.link:
        source += f" {selection.link}"
    notes = tuple(filter(None, (selection.boundary_note, source)))
    title, words = heading(selection), denominators(selection)
    told = [
        _selected(selection, e) for e in selection.events if e.event_id in selection.frame.selected
    ]
    words = " ".join((words, *(of for of, _ in told)))
    return Caption(title, words, " ".join(quote for _, quote in told), notes)


def _selected(selection: Selection, event: Event) -> tuple[str, str]:
    """A selected event in words, called by its title where the picture isn't; and the article's words."""
    said, quote = in_short(card_of(selection.collection, event.event_id, selection.names))
    named = "" if event.title == selection.words.chosen else f"Selected: {isolated(event.title)}. "
    return f"{named}{said}", quote


def as_png(svg: str) -> bytes:
    """A picture of ours as PNG, :data:`SCALE` pixels a unit."""
    found = _WIDTH.match(svg)
    return png(svg, round(float(found[1]) * SCALE) if found else SIZE[0] * SCALE)
