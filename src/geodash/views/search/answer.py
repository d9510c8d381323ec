"""The answer to a question: what was found in each group, and what was searched in vain."""

from __future__ import annotations

from collections.abc import Iterable

from geodash.domain.model import Collection
from geodash.geo.areas import Areas
from geodash.geo.gazetteer import Gazetteer
from geodash.geo.printed import PrintedName
from geodash.query import Store
from geodash.views.search.asked import Asked
from geodash.views.search.events import Events
from geodash.views.search.group import Group, Json
from geodash.views.search.people import People
from geodash.views.search.places import Places, PrintedNames, known_places
from geodash.views.search.tally import tallies
from geodash.views.search.texts import Notes, Passages
from geodash.views.search.world import WorldPlaces
from geodash.words.lists import listed

#: Ids of events that an answer names; of more, a page dims nothing.
MOST_IDS = 2000


class Search:
    """Everything of one version of a collection that can be found. Never changes; any thread may ask."""

    def __init__(
        self,
        collection: Collection,
        store: Store,
        gazetteer: Gazetteer,
        areas: Areas,
        printed: Iterable[PrintedName] = (),
        world: WorldPlaces | None = None,
    ) -> None:
        vocabulary = store.vocabulary
        known = known_places(gazetteer, areas, printed, vocabulary.places, tallies(store, "places"))
        self._variants = vocabulary.variants
        self._world = world
        self._events = Events(collection, store)
        self._groups: tuple[Group, ...] = (
            self._events,
            Passages(collection),
            Notes(collection),
            People(vocabulary, tallies(store, "actors")),
            Places(known),
            PrintedNames(known),
        )

    def warm(self) -> None:
        """Folds every text now, which else the first question waits for."""
        self._variants("")
        for group in self._groups:
            group.warm()

    def answer(self, query: str) -> Json:
        """What answers a query, as ``api/search`` gives it; of a blank one, what could be found."""
        asked = Asked.of(query, self._variants)
        found = {group.key: group.found(asked) for group in self._groups}
        groups = [group.answer(asked, found[group.key]) for group in self._groups]
        named = found[Places.key] or found[PrintedNames.key]
        more = self._world.answer(asked) if self._world and asked.groups and not named else None
        nothing = self._nothing(groups, bool(asked.groups), everywhere=not named and not more)
        if more:
            groups.append(more)
        events = found[self._events.key]
        return {
            "q": asked.text,
            "count": sum(group["count"] for group in groups),
            "groups": groups,
            "nothing": nothing,
            "ids": self._events.ids(events) if len(events) <= MOST_IDS else None,
        }

    def _nothing(self, groups: Iterable[Json], asked: bool, *, everywhere: bool) -> str:
        """Where nothing was found; without a question, where something might be."""
        pairs = zip(groups, self._groups, strict=True)
        empty = [group.scope for found, group in pairs if not found["count"]]
        if self._world and everywhere:
            empty.append(self._world.scope)
        if not empty:
            return ""
        return f"Nothing among {listed(empty, 'or')}." if asked else f"Searches {listed(empty)}."
