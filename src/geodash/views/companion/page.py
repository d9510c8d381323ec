"""A whole article beside its map, as a page or a published file is given it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection, Event
from geodash.geo.areas import Areas
from geodash.geo.names import PlaceNames
from geodash.views.article import article_html
from geodash.views.companion.captions import caption_html, overview_html
from geodash.views.companion.passages import passages_of
from geodash.views.companion.stops import Places, Stop, article_view, stops_of
from geodash.views.companion.ways import Ways
from geodash.words.dates import window_label

Json = dict[str, Any]


def companion(
    collection: Collection,
    article_id: str,
    names: PlaceNames,
    areas: Areas | None = None,
    ways: Ways | None = None,
) -> Json:
    """The article for a page; raises ``KeyError`` for one that isn't there.

    ``html`` is its text, in which the passages alone are marked, ``view`` what the map shows of it as a
    whole (west, south, east, north in degrees, or ``None``), ``stops`` what it shows at each passage,
    in the order of the text, ``captions`` what stands under it by event, ``overview`` before any is read.
    All HTML is escaped; with ``ways`` it is that of a page at a fixed address.
    """
    article = collection.articles[article_id]
    lookup = lookup_of(collection)
    places = Places(lookup, names, areas)
    told = passages_of(lookup, article_id)
    events = _told(collection, {m.event_id for m in lookup.marks(article_id)})
    view = article_view(list(events.values()), names)
    stops = stops_of(told, view, places)
    return {
        "id": article_id,
        "title": article.title,
        "published": window_label(article),
        "html": article_html(
            collection,
            article_id,
            {one.mention_id for one in told},
            ways,
            {one.event_id: one.parts for one in told},
        ),
        "view": view,
        "stops": [_stop(stop) for stop in stops],
        "captions": {i: caption_html(places, i, article_id, ways) for i in events},
        "overview": overview_html(article, stops, events.values(), ways),
    }


def _told(collection: Collection, ids: set[str]) -> Mapping[str, Event]:
    """The events of these ids in the order of the collection."""
    return {i: event for i, event in collection.events.items() if i in ids}


def _stop(stop: Stop) -> Json:
    told = stop.told
    return {
        "event": told.event_id,
        "events": told.events,
        "mention": told.mention_id,
        "paragraph": told.paragraph,
        "view": stop.view,
    }
