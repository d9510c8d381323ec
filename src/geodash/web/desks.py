"""What the routes of the page Code keep of a version: its rows as texts, its places, its words to avoid."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from geodash.coding.desk.answers import Places
from geodash.coding.desk.candidate import Candidate, candidate
from geodash.coding.desk.card import Cards, card
from geodash.coding.desk.ghosts import filled, in_table, proposed, with_ghosts
from geodash.coding.desk.point import area, point
from geodash.coding.desk.rows import Rows, read_rows
from geodash.coding.desk.state import State
from geodash.coding.desk.twins import twins
from geodash.coding.desk.typed import Typed
from geodash.coding.desk.view import view
from geodash.coding.draft.geodata import areas_in, places_in
from geodash.collection.checks.context import collection_wording
from geodash.collection.read.folder import home_of
from geodash.collection.read.known_places import known_places
from geodash.geo.countries import Countries, read_countries
from geodash.geo.names import PlaceNames
from geodash.views.named_places import shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]


class Desk:
    """One version of the collection, ready to be edited."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.site, self._folder = site, folder

    @cached_property
    def rows(self) -> Rows:
        """The tables' cells; raises ``UnwritableError`` for files that can't be written back."""
        return read_rows(self._folder)

    @cached_property
    def _geodata(self) -> Any:
        return known_places(self._folder)

    @cached_property
    def _stems(self) -> Any:
        return collection_wording(self._folder)

    @cached_property
    def _wording(self) -> bytes | None:
        path = home_of(self._folder) / "wording.yaml"
        return path.read_bytes() if path.is_file() else None

    @cached_property
    def places(self) -> Places:
        """Places by name, those near the article's first."""
        geo, collection = self.site.geodata, self.site.collection
        return Places(
            collection,
            geo.place_search,
            self._names,
            geo.areas,
            shares(collection, geo.gazetteer),
        )

    def point(self, latitude: str, longitude: str, km: str, words: str) -> Json:
        """A point set by hand; ``words`` say where it is, and may name a country that it must be in."""
        return point(latitude, longitude, km, words, self.site.collection, self._names, self._lands)

    def area(self, corners: str, words: str) -> Json:
        """An area or a line drawn by its corners; ``words`` as of a point."""
        return area(corners, words, self.site.collection, self._names, self._lands)

    @cached_property
    def _lands(self) -> Countries | None:
        outlines = self._geodata.outlines
        return read_countries(outlines) if outlines else None

    @property
    def _names(self) -> PlaceNames:
        return self.site.store.vocabulary.places

    def _names_of(self, state: State) -> PlaceNames:
        """With those of a draft."""
        return self._names.besides(places_in(state.draft), areas_in(state.draft))

    def view(
        self,
        state: State,
        article_id: str,
        chosen: str,
        actors: Sequence[Mapping[str, str]] = (),
        *,
        table: bool = False,
    ) -> Json:
        """The page of a draft; ``actors`` are those that are proposed, and that the collection lacks."""
        found = self._candidate(state, article_id)
        names = self._names_of(state)
        made = view(found, article_id, chosen, names, self._stems, with_table=table)
        for actor in actors:
            state = state.with_row("actors", actor.get("actor_id", ""), actor)
        if table:
            self._table_ghosts(made, found, state, article_id)
        rows = proposed(found, chosen)
        if rows and made["card"]:
            made["card"] = with_ghosts(
                made["card"], rows, lambda s: self._card(s, article_id, chosen), state
            )
        return made

    def _table_ghosts(self, made: Json, found: Candidate, state: State, article_id: str) -> None:
        """What is proposed stands in the rows of the table too, as ``ghost``."""
        lines = made["table"]["rows"]
        given = {line["id"]: rows for line in lines if (rows := proposed(found, line["id"]))}
        told: Json = {}
        if given:
            state = filled(state, given)
            told = in_table(given, self._candidate(state, article_id), self._names_of(state))
        for line in lines:
            line["ghost"] = told.get(line["id"], {})

    def typed(self, state: State, article_id: str, items: Sequence[Sequence[str]]) -> list[Json]:
        """Cells of the table as they were typed: event, column and text of each."""
        found, names = self._candidate(state, article_id), self._names_of(state)
        reader = Typed(found, article_id, self.places, names)
        return [reader.read(*item) for item in items]

    def twins(self, state: State, article_id: str, one: str, other: str) -> Json:
        """How two events, wherever they are told, become one; raises ``ValueError`` with a sentence."""
        found = self._candidate(state, article_id, (one, other))
        return twins(found, self.rows, one, other, self._names_of(state))

    def _card(self, state: State, article_id: str, chosen: str) -> Json | None:
        found, names = self._candidate(state, article_id), self._names_of(state)
        return card(Cards(found, article_id, names, self._stems), chosen)

    def _candidate(self, state: State, article_id: str, besides: Sequence[str] = ()) -> Candidate:
        return candidate(
            self.site.collection,
            self.rows,
            state,
            article_id,
            self._geodata,
            self._wording,
            besides,
        )


class Desks:
    """The desk of the newest version; made when first asked for."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._last: Desk | None = None

    def of(self, site: Site) -> Desk:
        """That of a site."""
        last = self._last
        if last is None or last.site is not site:
            last = self._last = Desk(self._served.path, site)
        return last
