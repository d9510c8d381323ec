"""A collection ready to be asked: read, indexed and described; shared by pages and routes.

One ``Site`` a collection version. ``current_site()`` gives the one that this process serves; it
is built on first use and replaced as a whole, so a visitor never sees half of a change.
"""

from __future__ import annotations

import hashlib
import math
import os
import statistics
import threading
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from geodash import __version__
from geodash.collection import load
from geodash.collection.read.descriptor import read_descriptor
from geodash.collection.versions.since import changes_since
from geodash.domain.briefing import Briefing
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.exchange.paragraph_ import MOST_TOLD, told
from geodash.exchange.registry import FORMATS
from geodash.exchange.select import select
from geodash.exchange.takeaway import Takeaway, file_name, strict_filter
from geodash.geo.layers import GeoData
from geodash.query import BBox, Filter, Store
from geodash.query.registry import get_store
from geodash.views.about import about_html
from geodash.views.about.page import About, report_link
from geodash.views.analysis import Analyst, Options
from geodash.views.article import article_html
from geodash.views.card.panel import panel_card
from geodash.views.payload import PayloadBuilder
from geodash.web.settings import PATH_VARIABLE
from geodash.web.shows import Shows
from geodash.words.dates import window_label
from geodash.words.days import years
from geodash.words.notes import BOUNDARY_NOTE
from geodash.words.numbers import spelled

MOST_PROBLEMS = 300
#: Degrees; beyond it an event is left to a chip at the edge of the view of everything.
_FAR = 50
#: Seconds until what only a search needs is prepared.
_WARM_AFTER = 6.0

Json = dict[str, Any]
Pairs = Iterable[tuple[str, str]]


class Site:
    """One version of one collection, and every answer that the page asks of it."""

    def __init__(self, collection: Collection, geodata: GeoData) -> None:
        self.collection = collection
        self.geodata = geodata
        # Answers depend on the texts, on the places and on the code that words them.
        self.version = f"{collection.version}-{geodata.version[:6]}-{_build()}"
        self.geo_version = geodata.version
        self.store = get_store(
            collection.path,
            collection.version,
            lambda: Store(collection, geodata.gazetteer, geodata.areas),
        )
        self._payloads = PayloadBuilder(self.store, collection.articles)
        self._analyst = Analyst(self.store, collection)
        # The first text search folds every name of the gazetteer. Nobody should wait for that, and
        # the first page, which is loading now, should not share the processor with it.
        later = threading.Timer(_WARM_AFTER, self.store.warm)
        later.daemon = True
        later.start()

    @classmethod
    def open(cls, path: Path) -> Site:
        """Reads the collection in a folder; raises ``NotADirectoryError`` when it is none."""
        return cls(load(path), GeoData(path))

    # Answers --------------------------------------------------------------------------------

    def payload(self, pairs: Pairs) -> Json:
        """What the page shows for these URL parameters, with notices about those left out."""
        f, notices = self._filter(pairs)
        return self._payloads.payload(f, notices) | {"version": self.version}

    def clusters(self, pairs: Pairs, view: Sequence[float], zoom: int) -> Json:
        """What is in view (west, south, east, north in degrees), for large collections."""
        f, _ = self._filter(pairs)
        return self._payloads.clusters(f, BBox(*view), zoom)

    def analysis(self, pairs: Pairs) -> Json:
        """What Analyse shows for these parameters, with notices about those left out."""
        pairs = list(pairs)
        f, notices = self._filter(pairs)
        options, more = Options.from_params(pairs)
        answer = self._analyst.answer(f, options)
        return answer | {"version": self.version, "notices": [*notices, *more]}

    def _filter(self, pairs: Pairs) -> tuple[Filter, tuple[str, ...]]:
        # "v" and "id" are our own routes' parameters, "view" and "zoom" those of clusters.
        return Filter.from_params(
            list(pairs), self.store.vocabulary, ignored=("v", "id", "view", "zoom")
        )

    def cards(self, ids: Iterable[str]) -> dict[str, Json]:
        """The panel's cards of events, each with the event itself; unknown ids are left out."""
        names = self.store.vocabulary.places
        return {
            event_id: panel_card(
                self.collection,
                event_id,
                names,
                report_link(self.collection, self._package, event_id),
            )
            | {"event": self._payloads.event(event_id)}
            for event_id in ids
            if event_id in self.collection.events
        }

    def article(self, article_id: str) -> Json:
        """An article with its coded passages; raises ``KeyError``."""
        article = self.collection.articles[article_id]
        return {
            "id": article_id,
            "title": article.title,
            "published": window_label(article),
            "html": article_html(self.collection, article_id),
        }

    def export(self, name: str, pairs: Pairs, address: str = "") -> Takeaway:
        """The file of a format for these URL parameters, whole; ``address`` is the page's own.

        Raises ``KeyError`` for an unknown format, ``ValueError`` with the reason for parameters
        that make no sense and for a view that is too large.
        """
        form = FORMATS[name]
        f = strict_filter(pairs, self.store.vocabulary)
        link = f"{address}?{f.to_query()}".removesuffix("?") if address else ""
        form.check(len(self.store.ids(f, form.most + 1)))
        selection = select(self.store, self.collection, self.geodata, f, link)
        return Takeaway(form.write(selection), form.media_type, file_name(selection, form))

    def paragraph(self, pairs: Pairs, address: str = "") -> Json:
        """The view told in sentences with footnotes, up to ``most`` events; notices as elsewhere."""
        f, notices = self._filter(pairs)
        count = len(self.store.ids(f, MOST_TOLD + 1))
        answer: Json = {"count": count, "most": MOST_TOLD, "notices": list(notices)}
        if count > MOST_TOLD:
            return answer
        link = f"{address}?{f.to_query()}".removesuffix("?") if address else ""
        return answer | told(select(self.store, self.collection, self.geodata, f, link))

    def diff(self, package: bytes) -> Json:
        """What changed since an older version that comes as a zip, which is kept nowhere.

        Raises ``CollectionError`` with the reason when it is none.
        """
        return changes_since(package, self.collection)

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
        found = self.collection.problems
        order = ("error", "warning", "info")
        listed = sorted(found, key=lambda p: order.index(p.severity))[:MOST_PROBLEMS]
        return {
            "errors": sum(p.severity == "error" for p in found),
            "warnings": sum(p.severity == "warning" for p in found),
            "more": len(found) - len(listed),
            "items": [_problem(p) for p in listed],
        }

    def geo_file(self, name: str) -> Path | None:
        """The file behind a layer's name, ``None`` for anything that is no layer."""
        return self.geodata.path(name)

    @cached_property
    def shows(self) -> Shows:
        """Its briefings, as shows and files."""
        return Shows(self.collection, self.store, self._payloads, self.geodata)

    def briefings(self) -> tuple[dict[str, Briefing], list[Problem]]:
        """The collection's briefings as they are in its folder now, and what is wrong with them."""
        return self.shows.briefings()

    def briefing_file(self, briefing_id: str, suffix: str) -> bytes:
        """A briefing as ``.html``, ``.pptx`` or ``.yaml``.

        Raises ``KeyError`` when there is none, ``ValueError`` with the reason when it can't be read.
        """
        return self.shows.file(briefing_id, suffix)

    # About ----------------------------------------------------------------------------------

    @cached_property
    def homes(self) -> list[Json]:
        """The map's named views: those of ``datapackage.json`` and one of everything."""
        named = read_descriptor(self.collection.path).get("geodash:views")
        views = [v for v in named if _is_view(v)] if isinstance(named, list) else []
        bounds = self._bounds()
        if bounds and not any(v["name"] == "All" for v in views):
            views.append({"name": "All", "bounds": bounds})
        return views or [{"name": "World", "bounds": [-170, -56, 180, 76]}]

    def _bounds(self) -> list[float] | None:
        """Around all events but the few that lie a continent away from the rest."""
        located = [e.point for e in self.collection.events.values() if e.point]
        points = [(p.longitude, p.latitude) for p in located]
        if not points:
            return None
        middle = [statistics.median(axis) for axis in zip(*points, strict=True)]
        near = [p for p in points if math.dist(p, middle) <= _FAR] or points
        lons, lats = zip(*near, strict=True)
        return [min(lons) - 2, max(-80, min(lats) - 2), max(lons) + 2, min(80, max(lats) + 2)]

    def about(self) -> Json:
        """What heads and citations say of the collection."""
        articles = self.collection.articles.values()
        publishers = sorted({a.publisher for a in articles if a.publisher})
        found = sorted(
            d.year for a in articles for d in (a.published_earliest, a.published_latest) if d
        )
        span = years(found[0], found[-1]) if found else ""
        count = spelled(len(articles), "article")
        who = publishers[0] if len(publishers) == 1 else self.collection.title
        return {
            "title": self.collection.title,
            "publisher": publishers[0] if len(publishers) == 1 else "",
            "subtitle": " · ".join(filter(None, [who, f"{count}, {span}" if span else count])),
            "articles": len(articles),
            "events": len(self.collection.events),
            "version": self.collection.version,
            # Tells collections apart in what a browser keeps for them, without naming a folder.
            "key": hashlib.sha256(str(self.collection.path).encode()).hexdigest()[:12],
        }

    @cached_property
    def _package(self) -> dict[str, Any]:
        return read_descriptor(self.collection.path)

    @cached_property
    def about_page(self) -> str:
        """About the data as HTML, links relative to the address of any page."""
        about = About(
            self._package,
            BOUNDARY_NOTE,
            self.geodata.attribution,
            self._changed(),
            "./",
        )
        return about_html(self.collection, about, self.store.vocabulary.places)

    def _changed(self) -> date | None:
        """The day on which a file of the collection was last written."""
        folder = Path(self.collection.path)
        files = [*folder.glob("*.csv"), *folder.glob("articles/*.md")]
        newest = max((f.stat().st_mtime for f in files), default=None)
        return date.fromtimestamp(newest) if newest else None

    def summary(self) -> str:
        """One line for the terminal."""
        problems = self.problems()
        line = (
            f"{self.collection.title}: {spelled(len(self.collection.events), 'event')} from "
            f"{spelled(len(self.collection.articles), 'article')}"
        )
        if problems["errors"]:
            line += (
                f"; {spelled(problems['errors'], 'error')} in the data (geodash check shows them)"
            )
        return line


@cache
def _build() -> str:
    """Changes with every change of the package's own files, released or not."""
    package = Path(__file__).resolve().parents[1]
    newest = max(p.stat().st_mtime_ns for p in package.rglob("*") if p.is_file())
    return hashlib.sha256(f"{__version__}|{newest}".encode()).hexdigest()[:6]


def _problem(p: Problem) -> Json:
    """A problem for the page: where (file, row, column), what is wrong, the cell, what helps."""
    return {
        "severity": p.severity,
        "where": p.where,
        "reason": p.reason,
        "fix": p.fix,
        "value": p.value,
        "file": p.file,
        "row": p.row,
    }


def _is_view(view: object) -> bool:
    """Whether an entry of ``geodash:views`` names a rectangle: west, south, east, north."""
    if not isinstance(view, dict) or not isinstance(view.get("name"), str):
        return False
    bounds = view.get("bounds")
    if not isinstance(bounds, list) or len(bounds) != 4:
        return False
    if not all(isinstance(n, int | float) for n in bounds):
        return False
    w, s, e, n = bounds
    return bool(-180 <= w < e <= 180 and -85 <= s < n <= 85)


_lock = threading.Lock()
_site: Site | None = None


def current_site() -> Site:
    """The site of the collection at ``$GEODASH_COLLECTION`` (default: the working folder)."""
    global _site
    if _site is None:
        with _lock:
            if _site is None:
                _site = Site.open(Path(os.environ.get(PATH_VARIABLE) or ".").resolve())
    return _site
