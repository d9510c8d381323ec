"""What the values of a filter mean in one collection: which exist, what they select, their names.

A country code selects its actors, an actor its children by ``parent``, a province or country the
places within it, a name all its variants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from geodash.domain.kinds import KINDS, Kinds
from geodash.domain.model import Actor
from geodash.domain.typography import seen_text
from geodash.geo.gazetteer import Place
from geodash.geo.names import COUNTRY, PROVINCE, PlaceNames, area_key
from geodash.geo.per_file import MOST, Same
from geodash.geo.searched import search_key

_MOST_VARIANTS = 24
#: A folded name to all folded names of what is called so.
_Names = dict[str, dict[str, None]]


class Vocabulary:
    """The known actors, articles, data sets and places.

    ``articles`` and ``datasets`` map id to title; ``used_places`` are the place ids at or about which there is an
    event; ``gazetteer``, its rows, feeds name variants beyond those; ``kinds`` are the collection's.
    """

    def __init__(
        self,
        actors: Mapping[str, Actor] | None = None,
        articles: Mapping[str, str] | None = None,
        used_places: Iterable[str] = (),
        names: PlaceNames | None = None,
        gazetteer: tuple[Place, ...] = (),
        kinds: Kinds = KINDS,
        datasets: Mapping[str, str] | None = None,
    ) -> None:
        self.actors = dict(actors or {})
        self.articles = dict(articles or {})
        self.datasets = dict(datasets or {})
        self.places = names or PlaceNames()
        self.kinds = kinds
        used_places = tuple(used_places)
        self._as_coded = frozenset(used_places)
        self.used_places = tuple(dict.fromkeys(map(self.places.canonical, used_places)))
        self._used = frozenset(self.used_places)
        self._rows = gazetteer
        self._within: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for actor in self.actors.values():
            if actor.parent:
                children.setdefault(actor.parent, []).append(actor.actor_id)
        return children

    @cached_property
    def _by_country(self) -> dict[str, list[str]]:
        countries: dict[str, list[str]] = {}
        for actor in self.actors.values():
            if actor.country:
                countries.setdefault(actor.country, []).append(actor.actor_id)
        return countries

    @property
    def countries(self) -> tuple[str, ...]:
        """The country codes of the actors."""
        return tuple(self._by_country)

    # Actors ---------------------------------------------------------------------------------

    def knows_actor(self, value: str) -> bool:
        """Whether it is an actor or the country of one."""
        return value in self.actors or value in self._by_country

    def actor_ids(self, value: str) -> tuple[str, ...]:
        """The actors that an actor id or a country code selects, itself and its children first."""
        countrymen = self._by_country.get(value, [])
        queue = [value, *countrymen] if value in self.actors or not countrymen else [*countrymen]
        found: dict[str, None] = {}
        for actor_id in queue:
            if actor_id not in found:
                found[actor_id] = None
                queue += self._children.get(actor_id, ())
        return tuple(found)

    def country_of(self, actor_id: str) -> str:
        """The country code whose choice selects this actor, by itself or through its parents."""
        seen: set[str] = set()
        while actor_id in self.actors and actor_id not in seen:
            seen.add(actor_id)
            actor = self.actors[actor_id]
            if actor.country:
                return actor.country
            actor_id = actor.parent
        return ""

    def actor_name(self, value: str) -> str:
        """The name of an actor or a country; the value itself where there is none."""
        if value in self.actors:
            return self.actors[value].name
        members = [self.actors[i] for i in self._by_country.get(value, ())]
        states = [a for a in members if a.kind == "state"]
        if states:
            return states[0].name
        return self._country_names.get(value, value)

    @cached_property
    def _country_names(self) -> dict[str, str]:
        return {row.country: row.label for row in self._rows if row.kind == COUNTRY}

    # Articles and places --------------------------------------------------------------------

    def article_id(self, written: str) -> str | None:
        """The article whose id is written so, or looks the same (``é`` composed or not)."""
        if written in self.articles:
            return written
        seen = seen_text(written)
        found = [i for i in self.articles if seen_text(i) == seen]
        return found[0] if len(found) == 1 else None

    def article_title(self, article_id: str) -> str:
        """Its title; the id where it is unknown."""
        return self.articles.get(article_id) or article_id

    def knows_place(self, place_id: str) -> bool:
        """Whether the collection, the gazetteer or the areas have it."""
        return self.places.canonical(place_id) in self._used or self.places.knows(place_id)

    def place_ids(self, place_id: str) -> tuple[str, ...]:
        """The place itself, the used places within it, and the areas that are their outlines."""
        if place_id not in self._within:
            itself = self.places.canonical(place_id)
            found = (itself, *self.places.within(itself, self.used_places))
            outlines = (area for i in found for area in self.places.outlines(i))
            self._within[place_id] = tuple(dict.fromkeys((*found, *outlines)))
        return self._within[place_id]

    def place_name(self, place_id: str) -> str:
        """Its name; that of its outline where the collection knows the place only by that."""
        coded = (i for i in (place_id, *self.places.outlines(place_id)) if i in self._as_coded)
        return self.places.name(next(coded, place_id))

    # Names ----------------------------------------------------------------------------------

    def variants(self, name: str) -> tuple[str, ...]:
        """All folded names of what is called so, ``()`` for no known name.

        A place of the collection goes before any other place of that name, a place's own name
        before an actor's, and an alias comes last: many towns share their aliases.
        """
        *tables, owned = self._names
        for table in tables:
            if name in table:
                # Never the name of another place of the collection.
                own = (n for n in table[name] if name in owned.get(n, (name,)))
                return tuple(own)[:_MOST_VARIANTS]
        return ()

    def called(self) -> Iterator[str]:
        """Every folded name for which there are :meth:`variants`, once each."""
        *tables, _ = self._names
        yield from dict.fromkeys(name for table in tables for name in table)

    def askable(self) -> dict[str, str]:
        """The ids that select any event as ``place``, each with its canonical one.

        The used places, what they are coded as and their outlines; the provinces and countries that they are in
        by their codes.
        """
        rows = [row for i in self.used_places if (row := self.places.place(i))]
        codes = {(r.country, at) for r in rows for at in ("", r.admin1)}
        holders = (
            row.place_id
            for row in self._rows
            if (row.kind == COUNTRY and (row.country, "") in codes)
            or (row.kind == PROVINCE and row.admin1 and (row.country, row.admin1) in codes)
        )
        known = dict.fromkeys((*self.used_places, *holders))
        outlines = (a for i in known for a in (*self.places.outlines(i), area_key(i)))
        others = ((i, self.places.canonical(i)) for i in (*sorted(self._as_coded), *outlines))
        found = {i: i for i in known} | {i: itself for i, itself in others if itself in known}
        return {i: itself for i, itself in found.items() if self.knows_place(i)}

    @cached_property
    def _names(self) -> tuple[_Names, ...]:
        used: _Names = {}
        actors: _Names = {}
        owned: _Names = {}
        for row in self._rows:
            if row.place_id in self._used or row.kind == COUNTRY:
                names = _keys(row.names)
                _add(used, names, names)
                _add(owned, _keys((row.name, row.name_other)), names)
        for actor in self.actors.values():
            names = _keys((actor.name, *actor.aliases))
            _add(actors, names, names)
        own, aliases = _names_of(Same(self._rows))
        return used, own, actors, aliases, owned


@lru_cache(MOST)
def _names_of(rows: Same[tuple[Place, ...]]) -> tuple[_Names, _Names]:
    """All folded names of the places of a gazetteer, by the official ones and by any."""
    own: _Names = {}
    aliases: _Names = {}
    for row in rows.value:
        names = _keys(row.names)
        _add(own, _keys((row.name, row.name_other)), names)
        _add(aliases, names, names)
    return own, aliases


def _keys(names: Iterable[str]) -> list[str]:
    return [key for key in dict.fromkeys(map(search_key, names)) if key]


def _add(table: _Names, keys: list[str], names: list[str]) -> None:
    for key in keys:
        table.setdefault(key, {}).update(dict.fromkeys(names))


#: For a filter on its own: every value means itself.
EMPTY = Vocabulary()
