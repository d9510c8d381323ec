"""GeoJSON (RFC 7946): one feature per event; an unlocated one has no geometry."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from geodash.collection.read.contract import default_contract
from geodash.domain.model import Event, Mention
from geodash.exchange.cells import encoded
from geodash.exchange.facts import Facts
from geodash.exchange.selection import Selection

#: ``where_prec`` → decimals that are kept: 5 are about a metre, 3 about a hundred.
DECIMALS = {1: 5, None: 4}
_COARSE = 3
_POINT = ("latitude", "longitude")


def write(selection: Selection) -> bytes:
    """A FeatureCollection; what every file says of itself stands beside its features."""
    facts = Facts(selection)
    document = {
        "type": "FeatureCollection",
        "title": selection.collection.title,
        "description": selection.sentence,
        "rows": selection.rows_note,
        "version": selection.version,
        "filter": selection.query,
        "link": selection.link,
        "licenses": list(selection.licences),
        "attribution": selection.attribution,
        "boundary_note": selection.boundary_note,
        "features": [_feature(event, facts) for event in selection.events],
    }
    kept = {k: v for k, v in document.items() if v or k == "features"}
    return encoded(json.dumps(kept, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def position(event: Event) -> list[float] | None:
    """Longitude and latitude with no more decimals than the place is known to; or ``None``."""
    if event.point is None:
        return None
    decimals = DECIMALS.get(event.where_prec, _COARSE)
    return [round(event.point.longitude, decimals), round(event.point.latitude, decimals)]


def _feature(event: Event, facts: Facts) -> dict[str, Any]:
    point = position(event)
    return {
        "type": "Feature",
        "id": event.event_id,
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": _properties(event, facts),
    }


def _properties(event: Event, facts: Facts) -> dict[str, Any]:
    own = {
        name: _value(getattr(event, name))
        for name in default_contract().tables["events"]
        if name not in _POINT
    }
    event_id = event.event_id
    return {
        **{k: v for k, v in event.extra.items() if k not in own},
        **own,
        "event_type": own["event_type"] or None,
        "counted": event_id not in facts.selection.umbrellas,
        "kind": event.kind.value,
        **({"plover": event.plover} if facts.selection.collection.kinds.beside_plover else {}),
        "date_prec": event.date_prec,
        "part_of": list(facts.wholes(event_id)),
        "quote": facts.quote(event_id),
        "source": facts.source(event_id),
        "passages": [_passage(m) for m in facts.mentions(event_id)],
    }


def _value(value: object) -> object:
    """Lists as arrays, days as ISO dates, none as ``null``."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _passage(mention: Mention) -> dict[str, Any]:
    return {
        "mention_id": mention.mention_id,
        "article_id": mention.article_id,
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "supports": list(mention.supports),
        "stance": mention.stance.value,
    }
