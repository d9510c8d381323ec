"""Places of the whole world, for what names none of the collection's and of the map's."""

from __future__ import annotations

from geodash.geo.names import COUNTRY, PlaceNames
from geodash.geo.place_search import Context, Hit, PlaceSearch
from geodash.views.search.asked import Asked
from geodash.views.search.group import Json
from geodash.views.search.places import NO_EVENT, kind_within, unprinted_zoom

#: A village by its very name, a town by another of its names, a city by how it begins or with a slip.
#: Below it are places that hardly anybody means, as the hamlet called “Road”.
_LEAST = 2.5
_MOST = 6


class WorldPlaces:
    """The last group of an answer: only there where it adds something."""

    key, label, short = "world", "Places of the world", "World"
    scope = "the places of the world"

    def __init__(self, search: PlaceSearch, context: Context, names: PlaceNames) -> None:
        self._search, self._context, self._names = search, context, names

    def answer(self, asked: Asked) -> Json | None:
        """The group as JSON; ``None`` where nobody would mean what is called so."""
        found = self._search.find(asked.text, self._context, _MOST)
        hits = [hit for hit in found if hit.score >= _LEAST and hit.place.point]
        if not hits:
            return None
        return {
            "key": self.key,
            "label": self.label,
            "short": self.short,
            "count": len(hits),
            "said": "the likeliest" if len(hits) == _MOST else f"{len(hits):,}",
            "show": None,
            "rows": [self._row(hit, asked) for hit in hits],
        }

    def _row(self, hit: Hit, asked: Asked) -> Json:
        place = hit.place
        country = None if place.kind == COUNTRY else self._names.country(place.country)
        title = asked.lit(place.label)
        asked_as = "" if len(title) > 1 else f"for “{asked.text}”"
        more = " · ".join(filter(None, (asked_as, kind_within(place, country), NO_EVENT)))
        return {
            "title": title,
            "more": asked.lit(more),
            "act": "Go there",
            "lat": place.latitude,
            "lon": place.longitude,
            "zoom": unprinted_zoom(place.kind),
            "filter": None,
        }
