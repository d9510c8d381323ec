"""What the page's small map shows: the chosen event among the others of its article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.domain.model import Event, Status
from geodash.geo.names import PlaceNames
from geodash.views.places import draw, mark_name, place_label

Json = dict[str, Any]


def on_map(found: Candidate, chosen: str, here: Iterable[str], names: PlaceNames) -> Json:
    """Points of the events here, what the chosen one is about, and the outline of its area."""
    events = (found.collection.events[i] for i in here)
    points = [_point(e, names) for e in events if e.point and not e.withdrawn]
    event = found.collection.events.get(chosen)
    about = []
    for ident in event.about_places if event else ():
        if point := names.point(ident):
            about.append({"name": names.name(ident), "lat": point.latitude, "lon": point.longitude})
    area = names.area(event.area_id) if event else None
    return {"events": points, "about": about, "outline": area.geojson if area else None}


def _point(event: Event, names: PlaceNames) -> Json:
    assert event.point is not None
    return {
        "id": event.event_id, "lat": event.point.latitude, "lon": event.point.longitude,
        "draw": draw(event), "name": mark_name(event, names), "label": place_label(event, names),
        "kind": event.kind.value, "one_sided": event.one_sided,
        "planned": event.status is Status.PLANNED, "area": event.area_id,
    }  # fmt: skip
