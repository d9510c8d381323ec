"""A collection in a notebook or a script: its tables as frames, its views as maps and pictures."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import folium
import geopandas as gpd
import pandas as pd

from geodash.collection import load
from geodash.collection.read.folder import home_of
from geodash.collection.scaffold import check_empty
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.exchange.package import files
from geodash.exchange.picture import chart_svg, map_svg
from geodash.exchange.registry import FORMATS
from geodash.exchange.select import select, to_take
from geodash.exchange.selection import Selection
from geodash.exchange.to_file import write_new
from geodash.geo.layers import GeoData
from geodash.notebook.frames import articles_frame, events_frame, rows_frame
from geodash.notebook.picture import Picture
from geodash.notebook.view import View, view_of
from geodash.query import Store
from geodash.views.analysis import Analyst, Options
from geodash.words.numbers import number_of

#: A view, a query string or an address of the page.
Chosen = View | str


class Opened:
    """A collection that was opened: immutable, as it was when it was read.

    Whatever takes a view takes a :class:`View`, a query string (``from=2022-08-01&actor=ARM``), an
    address of the page, keywords (``from_="2022-08-01", actor=["ARM", "AZE"]``), or nothing for all but
    the background. It raises ``ValueError`` with the reasons for a filter that makes no sense.

    ``told`` is what was said when a file or a frame was brought in, ``beside`` keeps its folder.
    """

    def __init__(
        self,
        folder: str | Path,
        told: tuple[str, ...] = (),
        beside: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path, self.told, self._beside = Path(folder), told, beside
        self.collection: Collection = load(self.path)
        self._geodata = GeoData(home_of(self.path))

    @cached_property
    def _store(self) -> Store:
        return Store(self.collection, self._geodata.gazetteer, self._geodata.areas)

    def __repr__(self) -> str:
        events, articles = len(self.collection.events), len(self.collection.articles)
        of = f"{number_of(events, 'event')}, {number_of(articles, 'article')}"
        return f"<geodash “{self.title}”: {of}>"

    @property
    def title(self) -> str:
        """What the collection is called."""
        return self.collection.title

    @property
    def version(self) -> str:
        """A hash of its files' content."""
        return self.collection.version

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read as it stands, as ``geodash check`` says it."""
        return self.collection.problems

    # Views

    def filter(self, chosen: Chosen = "", **parts: Any) -> View:
        """A view; keywords go before what ``chosen`` says of the same."""
        return view_of(self._store, chosen, parts)

    def selection(self, chosen: Chosen = "", **parts: Any) -> Selection:
        """What passes, with all that goes with it: what exports are given."""
        f = self.filter(chosen, **parts).filter
        return select(self._store, self.collection, self._geodata, f)

    # Tables

    def events(self, chosen: Chosen = "", **parts: Any) -> gpd.GeoDataFrame:
        """One row per event by ``event_id`` in time order, undated last, as points of WGS 84.

        ``attrs`` say what was chosen and under what terms. A whole stands beside its parts, but is not
        ``counted``.
        """
        return events_frame(self.selection(chosen, **parts))

    def mentions(self, chosen: Chosen = "", **parts: Any) -> pd.DataFrame:
        """One row per passage by ``mention_id``: the words of an article that support facts of an event."""
        return rows_frame("mentions", self.selection(chosen, **parts).mentions, "mention_id")

    def links(self, chosen: Chosen = "", **parts: Any) -> pd.DataFrame:
        """One row per link between events that both pass."""
        return rows_frame("links", self.selection(chosen, **parts).links)

    @property
    def articles(self) -> pd.DataFrame:
        """One row per article by ``article_id``, with its text."""
        return articles_frame(self.collection.articles.values())

    @property
    def actors(self) -> pd.DataFrame:
        """One row per actor by ``actor_id``."""
        return rows_frame("actors", list(self.collection.actors.values()), "actor_id")

    # Pictures

    def map(self, chosen: Chosen = "", **parts: Any) -> folium.Map:
        """A map to move about in, with popups that hold passage and source; it needs no network.

        Raises ``ValueError`` for a view of more events than travel whole.
        """
        from geodash.notebook.map import notebook_map

        return notebook_map(self._store, self.selection(chosen, **parts), self._geodata)

    def still(self, chosen: Chosen = "", **parts: Any) -> Picture:
        """The map of a view as a picture, with its legend, its sentence and its sources."""
        return Picture(map_svg(self._drawn(chosen, parts)))

    def timeline(self, chosen: Chosen = "", *, by: str = "kind", **parts: Any) -> Picture:
        """Events over time as bars, a strip for each kind, country, article (``by``), on one scale."""
        selection = self._drawn(chosen, parts)
        options, notices = Options.from_params([("series", by)])
        if notices:
            raise ValueError(notices[0])
        f = self.filter(selection.query).filter
        answer = Analyst(self._store, self.collection).answer(f, options)
        return Picture(chart_svg("time", answer, selection))

    def _drawn(self, chosen: Chosen, parts: dict[str, Any]) -> Selection:
        selection = self.selection(chosen, **parts)
        FORMATS["svg"].check(len(selection.events))
        return selection

    # Files

    def save(
        self, target: str | Path, chosen: Chosen = "", *, force: bool = False, **parts: Any
    ) -> Path:
        """Write a view: to a file of the format that its ending names, else as a collection into a folder.

        A file is as ``geodash export`` writes it, and only replaced with ``force``; a folder must be empty or
        not there. Raises ``ValueError`` with the reason, ``OSError`` when it can't be written.
        """
        path, selection = Path(target), self.selection(chosen, **parts)
        form = FORMATS.get(path.suffix.lower().lstrip("."))
        if form is not None:
            write_new(path, form.write(to_take(selection, form)), force=force)
        elif path.suffix and not path.is_dir():
            raise ValueError(f"there is no format “{path.suffix}”; there are {', '.join(FORMATS)}")
        else:
            _write_folder(path, selection)
        return path


def _write_folder(path: Path, selection: Selection) -> None:
    """A collection of its own, there as a whole or not at all."""
    check_empty(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as beside:
        new = Path(beside) / "new"
        for name, data in files(selection):
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
        if path.is_dir():
            path.rmdir()
        new.replace(path)
