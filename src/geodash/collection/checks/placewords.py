"""Names in words: whether a text names an actor or a place, or the country that it is in or called after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.model import Actor
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.fold import fold
from geodash.geo.searched import search_key

_WORD = re.compile(r"[^\W_]+")
#: Words that are written large in an area's name and name nothing.
_GENERIC = frozenset(
    _WORD.findall(
        """northern southern eastern western north south east west central upper lower sea ocean
    gulf bay strait straits lake river strip coast island islands border corridor district province
    oblast region republic autonomous land united"""
    )
)


def named(said: str, names: Iterable[str]) -> bool:
    """Whether a name stands in folded words; it may go on (“Armenia” in “Armenian”)."""
    padded = f" {said}"
    return any(key and f" {key}" in padded for key in map(_key, names))


_key = lru_cache(maxsize=8192)(search_key)


def names_of(actors: Mapping[str, Actor], ids: Iterable[str]) -> Iterator[str]:
    """All names of actors, and of what they belong to."""
    for actor_id in ids:
        seen: set[str] = set()
        while actor_id in actors and actor_id not in seen:
            seen.add(actor_id)
            actor = actors[actor_id]
            yield from (actor.name, *actor.aliases)
            actor_id = actor.parent


def own_words(name: str) -> list[str]:
    """What an area's name names: “Lachin” of “Lachin corridor”, both sides of a border."""
    return [w for w in _WORD.findall(name) if w[0].isupper() and fold(w) not in _GENERIC]


class PlaceWords:
    """The words by which a text can name a place; each place is looked up once."""

    def __init__(self, actors: Mapping[str, Actor], geodata: KnownPlaces) -> None:
        self._actors = actors
        self._geodata = geodata
        self._found: dict[tuple[str, str], Sequence[str] | None] = {}

    def of(self, place_id: str, area_id: str) -> Sequence[str] | None:
        """Names of a place, of its area, and of the countries that these are in or called after.

        ``None`` where there is neither, or one is not known.
        """
        key = place_id, area_id
        if key not in self._found:
            self._found[key] = self._look_up(place_id, f"{AREA_PREFIX}{area_id}" if area_id else "")
        return self._found[key]

    def _look_up(self, place_id: str, area: str) -> Sequence[str] | None:
        known = self._geodata.names
        idents = [ident for ident in (place_id, area) if ident]
        if not idents or any(ident not in known for ident in idents):
            return None
        names = [name for ident in idents for name in known[ident].split(";")]
        called = search_key(known[area]) if area else ""
        names += own_words(known[area]) if area else []
        country = self._geodata.countries.get(place_id)
        for code, of_land in self._lands.items():
            if code == country or (area and named(called, of_land)):
                names += of_land
        return names

    @cached_property
    def _lands(self) -> dict[str, list[str]]:
        """Names of countries by code: the gazetteer's, and those of the states among the actors."""
        found = {code: names.split(";") for code, names in self._geodata.lands.items()}
        for actor in self._actors.values():
            if actor.kind == "state" and actor.country:
                found.setdefault(actor.country, []).extend((actor.name, *actor.aliases))
        return found
