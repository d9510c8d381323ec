"""Places by name for whoever codes an article: as the command line prints them and the API tells them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from geodash.domain.extent import Point
from geodash.domain.model import Collection
from geodash.geo.areas import Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.place_search import Context, Hit, PlaceSearch

#: Places told of at most.
MOST_PLACES = 10
#: What the country of a place named beside counts of that of the whole collection.
_BESIDE = 0.5
#: What a country counts that the collection says it is about.
_ABOUT = 0.7
_POINT = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d+)?)\s*,\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
_CODE = re.compile(r"[A-Z]{3}")
_COLUMNS = ("place_id", "name", "name_other", "kind", "admin1", "country", "km", "area_id")
_HEADS = ("id", "name", "other name", "kind", "within", "country", "km away", "area")


def shares(collection: Collection, gazetteer: Gazetteer) -> dict[str, float]:
    """How much of a collection is in each country, by its events' places: 1 for the one with most.

    Of the countries that it says it is about, more than half in any case.
    """
    places = (gazetteer.get(e.place_id) for e in collection.events.values() if e.place_id)
    counted = Counter(p.country for p in places if p and p.country)
    most = max(counted.values(), default=1)
    about = dict.fromkeys(collection.usual.countries, _ABOUT)
    found = {country: number / most for country, number in counted.items()}
    return found | {c: max(share, found.get(c, 0.0)) for c, share in about.items()}


def context_of(
    search: PlaceSearch,
    near: Iterable[str] = (),
    countries: Iterable[str] = (),
    used: dict[str, float] | None = None,
) -> Context:
    """What else is said: ``near`` are names or “LAT,LON”, ``countries`` codes (ISO 3166 alpha-3).

    Raises ValueError with the reason for what is none.
    """
    codes = [code.strip().upper() for code in countries]
    if wrong := next((c for c in codes if not _CODE.fullmatch(c)), None):
        raise ValueError(f"“{wrong}” is no code of a country; write three letters, as ARM")
    context = Context((), codes, used or {})
    beside = [_beside(search, text, context) for text in near]
    likely = dict.fromkeys((c for _, c in beside if c), _BESIDE) | dict(context.used)
    return Context([point for point, _ in beside], codes, likely)


def _beside(search: PlaceSearch, text: str, context: Context) -> tuple[Point, str]:
    """A point named beside, and the country that it is in where that is known."""
    if found := _POINT.fullmatch(text):
        latitude, longitude = map(float, found.groups())
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return Point(latitude, longitude), ""
        raise ValueError(f"“{text}” is no point on Earth; latitude comes first")
    for hit in search.find(text, context):
        if hit.place.point:
            return hit.place.point, hit.place.country
    raise ValueError(f"no place is called “{text}”; give its latitude and longitude")


def as_json(hits: Sequence[Hit], areas: Areas) -> list[dict[str, Any]]:
    """Places as a program reads them: ``km`` from the nearest place named, ``exact`` by that very name, ``area_id``
    of its outline (null without one)."""
    return [
        {
            "place_id": hit.place.place_id,
            "name": hit.place.name,
            "name_other": hit.place.name_other,
            "kind": hit.place.kind,
            "admin1": hit.place.admin1,
            "country": hit.place.country,
            "lat": hit.place.latitude,
            "lon": hit.place.longitude,
            "area_id": _area(hit.place, areas),
            "km": None if hit.km is None else round(hit.km),
            "exact": hit.exact,
        }
        for hit in hits
    ]


def _area(place: Place, areas: Areas) -> str | None:
    return next((i for i in (place.area_id, place.place_id) if i and i in areas), None)


def table(hits: Sequence[Hit], areas: Areas) -> list[str]:
    """The same as lines of a table; columns in which there is nothing are left out."""
    rows = [
        ["" if row[c] is None else str(row[c]) for c in _COLUMNS] for row in as_json(hits, areas)
    ]
    columns = [n for n in range(len(_COLUMNS)) if any(row[n] for row in rows)]
    cells = [[row[n] for n in columns] for row in ([*_HEADS], *rows)]
    widths = [max(_wide(row[n]) for row in cells) for n in range(len(columns))]
    return [
        "  ".join(text + " " * (w - _wide(text)) for text, w in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]  # fmt: skip


def _wide(text: str) -> int:
    """How many cells of a terminal a text takes."""
    marks = sum(unicodedata.category(c)[0] == "M" for c in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(c) in "WF" for c in text)
