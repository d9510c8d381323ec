"""A collection ready to be asked: read, indexed and described; shared by pages and routes.

One ``Site`` a version of a collection; it never changes. Which one is served is
:mod:`geodash.web.served`'s to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from geodash.collection import load
from geodash.collection.briefings.files import BriefingFile, briefing_files
from geodash.collection.read.descriptor import read_descriptor
from geodash.collection.read.folder import home_of
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.exchange.paragraph_ import MOST_TOLD, told
from geodash.exchange.registry import FORMATS, Format
from geodash.exchange.select import select, to_take
from geodash.exchange.selection import Selection
from geodash.exchange.sides import select_sides, strict_sides
from geodash.exchange.takeaway import Takeaway, file_name, strict_filter
from geodash.geo.base_file import BaseFile
from geodash.geo.layers import GeoData
from geodash.query import BBox, Filter, Store
from geodash.query.compare import Letter
from geodash.query.compare import read as read_comparison
from geodash.views.about import about_html
from geodash.views.about.page import About, report_link
from geodash.views.analysis import Analyst, Options
from geodash.views.analysis.compare import Sides
from geodash.views.area_names import area_feature
from geodash.views.article import article_html
from geodash.views.card.panel import panel_card
from geodash.views.companion.answer import Reading
from geodash.views.frames import seen_in
from geodash.views.homes import homes_of
from geodash.views.named_places import MOST_PLACES, as_json, context_of, shares
from geodash.views.payload import PayloadBuilder
from geodash.views.search import Search
from geodash.views.search.world import WorldPlaces
from geodash.web.build import build_mark
from geodash.web.heading import heading
from geodash.web.problems import problems_json
from geodash.web.recent import Recent
from geodash.web.shows import Shows
from geodash.words.dates import window_label
from geodash.words.names import article_names
from geodash.words.notes import BOUNDARY_NOTE

Json = dict[str, Any]
#: The List ends with at most so many articles of which no event is told.
MOST_UNCODED = 300
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to a version beside the collection's tables and articles.

    ``descriptor`` is ``datapackage.json`` as it stands there, ``problems`` those of files among
    the briefings that could not be read, ``changed`` the day on which a file was last written.
    """

    descriptor: Json
    briefings: tuple[BriefingFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: date | None = None

    @classmethod
    def read(cls, folder: Path) -> Beside:
        """What is in the folder now; never raises for what is in it."""
        files, problems = briefing_files(folder)
        tables = [*folder.glob("*.csv"), *folder.glob("articles/*.md")]
        newest = max((f.stat().st_mtime for f in tables), default=None)
        changed = date.fromtimestamp(newest) if newest else None
        return cls(read_descriptor(folder), tuple(files), tuple(problems), changed)

    @property
    def version(self) -> str:
        """Changes with any of the briefings."""
        digest = hashlib.sha256()
        for file in self.briefings:
            digest.update(f"{file.name}\0{len(file.data)}\0".encode())
            digest.update(file.data)
        return digest.hexdigest()[:6]


class Site:
    """One version of one collection, and every answer that the page asks of it."""

    def __init__(
        self,
        collection: Collection,
        geodata: GeoData,
        beside: Beside | None = None,
        store: Store | None = None,
    ) -> None:
        self.collection, self.geodata = collection, geodata
        self.beside = beside or Beside({})
        # Answers depend on the texts, on the places and on the code that words them.
        own = f"{collection.version}-{self.beside.version}"
        self.data_version = f"{own}-{geodata.version[:6]}"
        self.version = f"{self.data_version}-{build_mark()}"
        self.geo_version = geodata.version
        self._layers: dict[str, bytes] | None = None
        if store is not None:
            self.store = store

    @cached_property
    def store(self) -> Store:
        """The events by filter. Raises ``ValueError`` for geodata that can't be read."""
        return Store(self.collection, self.geodata.gazetteer, self.geodata.areas)

    @cached_property
    def _search(self) -> Search:
        geo = self.geodata
        used = context_of(geo.place_search, used=self._shares)
        world = WorldPlaces(geo.place_search, used, self.store.vocabulary.places)
        return Search(self.collection, self.store, geo.gazetteer, geo.areas, geo.printed, world)

    def warm(self) -> None:
        """Makes now what the first search else waits for (about half a second)."""
        self.store.warm()
        self._search.warm()

    @cached_property
    def payloads(self) -> PayloadBuilder:
        """Events as pages are given them."""
        return PayloadBuilder(
            self.store, self.collection.articles, lookup_of(self.collection).differing
        )

    @classmethod
    def open(cls, path: Path, before: Site | None = None) -> Site:
        """Reads the collection in a folder; raises ``NotADirectoryError`` when it is none.

        What has not changed since the site ``before`` is taken from there.
        """
        beside, collection, geodata = Beside.read(path), load(path), GeoData(home_of(path))
        store = None
        if before is not None and before.geo_version == geodata.version:
            geodata = before.geodata
            if before.collection.version == collection.version:
                collection, store = before.collection, before.store
        return cls(collection, geodata, beside, store)

    # Answers --------------------------------------------------------------------------------

    def payload(self, pairs: Pairs) -> Json:
        """What the page shows for these URL parameters, with notices about those left out."""
        f, notices = self._filter(pairs)
        return self.payloads.payload(f, notices) | {"version": self.version}

    def clusters(self, pairs: Pairs, view: Sequence[float], zoom: int) -> Json:
        """What is in view (west, south, east, north in degrees), for large collections."""
        f, _ = self._filter(pairs)
        return self.payloads.clusters(f, BBox(*view), zoom)

    def page(self, pairs: Pairs, at: int) -> Json:
        """A page of the events for these parameters, for a collection too large to send whole."""
        f, _ = self._filter(pairs)
        return self.payloads.page(f, at) | {"version": self.version}

    def analysis(self, pairs: Pairs) -> Json:
        """What Analyse shows for these parameters, with notices about those left out."""
        pairs = list(pairs)
        f, notices = self._filter(pairs)
        options, more = Options.from_params(pairs)
        answer = Analyst(self.store, self.collection).answer(f, options)
        return answer | {"version": self.version, "notices": [*notices, *more]}

    def compare(self, pairs: Pairs) -> Json:
        """A and B for these parameters, with notices about those left out."""
        f, sides, notices = self._sides(pairs)
        answer = Analyst(self.store, self.collection).compared(sides, f)
        return answer | {"version": self.version, "notices": list(notices)}

    def side_map(self, pairs: Pairs, letter: Letter, *, small: bool = False) -> str:
        """The map of one side as SVG; raises ``ValueError`` where there are no two sides."""
        _, sides, _ = self._sides(pairs)
        if sides is None:
            raise ValueError("there is nothing to compare under this filter")
        return sides.picture(letter, small=small)

    def _sides(self, pairs: Pairs) -> tuple[Filter, Sides | None, tuple[str, ...]]:
        pairs = list(pairs)
        f, notices = self._filter(pairs)
        compared, more = read_comparison(pairs, f, self.store)
        if compared is None:
            return f, None, (*notices, *more)
        # A comparison is asked for three times: in figures and as a map of each side.
        sides = _sides.of(
            self, compared.to_query(), lambda: Sides(self.store, self.geodata, compared)
        )
        return f, sides, (*notices, *more)

    def search(self, query: str) -> Json:
        """What answers a query among everything there is, whatever a page's filter."""
        return self._search.answer(query) | {"version": self.version}

    def places(self, text: str, near: Sequence[str], countries: Sequence[str]) -> list[Json]:
        """Places of the world by name, the likeliest first; ValueError for a context that is none."""
        search = self.geodata.place_search
        context = context_of(search, near, countries, self._shares)
        return as_json(search.find(text, context, MOST_PLACES), self.geodata.areas)

    @cached_property
    def _shares(self) -> dict[str, float]:
        return shares(self.collection, self.geodata.gazetteer)

    def _filter(self, pairs: Pairs) -> tuple[Filter, tuple[str, ...]]:
        # "v" and "id" are our own routes' parameters, "view", "zoom" and "at" those of clusters and pages.
        return Filter.from_params(
            list(pairs), self.store.vocabulary, ignored=("v", "id", "view", "zoom", "at")
        )

    def cards(self, ids: Iterable[str]) -> dict[str, Json]:
        """The panel's cards of events, each with the event itself; unknown ids are left out."""
        return {i: self._card(i) for i in ids if i in self.collection.events}

    def _card(self, event_id: str) -> Json:
        link = report_link(self.collection, self.beside.descriptor, event_id)
        found = panel_card(self.collection, event_id, self.store.vocabulary.places, link)
        return found | {"event": self.payloads.event(event_id)}

    def article(self, article_id: str) -> Json:
        """An article with its coded passages; raises ``KeyError``."""
        article = self.collection.articles[article_id]
        return {
            "id": article_id,
            "title": article.title,
            "published": window_label(article),
            "html": article_html(self.collection, article_id),
        }

    def read(self, pairs: Pairs) -> Json:
        """An article for the page Read, with its events, for these URL parameters."""
        reading = Reading(self.collection, self.payloads, self.geodata.areas)
        return reading.answer(list(pairs)) | {"version": self.version}

    @property
    def uncoded(self) -> list[Json]:
        """The articles of which no event is told, as they appeared, up to ``MOST_UNCODED``."""
        coded = {m.article_id for m in self.collection.mentions}
        found = [
            {"id": i, "title": name, "published": window_label(self.collection.articles[i])}
            for i, name in article_names(self.collection.articles).items()
            if i not in coded
        ]
        appeared = {
            i: a.published_earliest or date.max for i, a in self.collection.articles.items()
        }
        found.sort(key=lambda a: (appeared[a["id"]], a["title"].casefold(), a["id"]))
        return found[:MOST_UNCODED]

    def export(
        self,
        name: str,
        pairs: Pairs,
        address: str = "",
        write: Callable[[Format, Selection], bytes] = Format.write,
    ) -> Takeaway:
        """The file of a format for these URL parameters, whole; ``address`` is the page's own.

        Raises ``KeyError`` for an unknown format, ``ValueError`` with the reason for parameters
        that make no sense and for a view that is too large.
        """
        form, pairs = FORMATS[name], list(pairs)
        f = strict_filter(pairs, self.store.vocabulary)
        if compared := strict_sides(pairs, f, self.store):
            selection = select_sides(self.store, self.collection, self.geodata, compared, address)
            form.check(len(selection.events))
        else:
            form.check(len(self.store.ids(f, form.most + 1)))
            link, seen = link_to(address, f), seen_in(pairs)
            selection = select(self.store, self.collection, self.geodata, f, link, seen)
        data = write(form, to_take(selection, form))
        return Takeaway(data, form.media_type, file_name(selection, form))

    def paragraph(self, pairs: Pairs, address: str = "") -> Json:
        """The view told in sentences with footnotes, up to ``most`` events; notices as elsewhere."""
        f, notices = self._filter(pairs)
        count = len(self.store.ids(f, MOST_TOLD + 1))
        answer: Json = {"count": count, "most": MOST_TOLD, "notices": list(notices)}
        if count > MOST_TOLD:
            return answer
        selection = select(self.store, self.collection, self.geodata, f, link_to(address, f))
        return answer | told(selection)

    def formats(self) -> list[Json]:
        """What a view can be taken away as, for the page's menu."""
        return [
            {
                "name": form.name,
                "label": form.label,
                "extension": form.extension,
                "media_type": form.media_type,
                "use": form.use,
                "most": form.most,
            }
            for form in FORMATS.values()
        ]

    def problems(self) -> Json:
        """What could not be read as it stands, for whoever keeps the files."""
        return problems_json(self.collection.problems)

    def area(self, area_id: str) -> Json | None:
        """A province or district of the world, or any other area, as a GeoJSON feature."""
        area = self.geodata.areas.get(area_id)
        return area_feature(area) if area else None

    def keep_layers(self) -> None:
        """Reads the files of the map's layers, so that they outlast what becomes of them on disk."""
        self._layers = {n: path.read_bytes() for n, path in self.geodata.files.items()}

    @property
    def base(self) -> BaseFile | None:
        """The base map in pieces; ``None`` without the file."""
        return self.geodata.base

    def layer(self, name: str) -> bytes | None:
        """The file behind a layer's name as it was when it was read; ``None`` for what is no layer."""
        if self._layers is None:
            self.keep_layers()
        return (self._layers or {}).get(name)

    # Descriptions ---------------------------------------------------------------------------

    @cached_property
    def heading(self) -> Json:
        """What heads and citations say of the collection."""
        return heading(self.collection)

    @cached_property
    def homes(self) -> list[Json]:
        """The map's named views: those of ``datapackage.json``, else of what there is, and one of everything."""
        return homes_of(self.collection, self.beside.descriptor, self.store.vocabulary.places)

    @cached_property
    def about_page(self) -> str:
        """About the data as HTML, links relative to the address of any page."""
        about = About(
            self.beside.descriptor,
            BOUNDARY_NOTE,
            self.geodata.attribution,
            self.beside.changed,
            "./",
        )
        return about_html(self.collection, about, self.store.vocabulary.places)

    # Briefings ------------------------------------------------------------------------------

    @cached_property
    def shows(self) -> Shows:
        """Its briefings, as shows and files."""
        return Shows(
            self.collection,
            self.store,
            self.payloads,
            self.geodata,
            self.beside.descriptor,
            self.beside.briefings,
        )

    @property
    def briefing_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the briefings and with files among them."""
        of_files = (p for file in self.beside.briefings for p in file.problems)
        return (*self.beside.problems, *of_files)

    def briefing_file(self, briefing_id: str, suffix: str) -> bytes:
        """A briefing as ``.html``, ``.pptx`` or ``.yaml``.

        Raises ``KeyError`` when there is none, ``ValueError`` with the reason when it can't be read.
        """
        return self.shows.file(briefing_id, suffix)

    @property
    def unwritten(self) -> list[str]:
        """Names on the maps of briefings made so far for which there was no font."""
        return sorted(self.shows.unwritten)


def link_to(address: str, f: Filter) -> str:
    """A page's address with a filter; blank without one."""
    return f"{address}?{f.to_query()}".removesuffix("?") if address else ""


_sides: Recent[Site, Sides] = Recent(16)
