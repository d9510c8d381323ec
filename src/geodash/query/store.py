"""The store: one collection version in an embedded database, asked by filters.

Safe from any number of threads. A store never changes; a new version of a collection is a new store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodash.domain.kinds import KINDS, Kinds
from geodash.domain.model import Actor, Collection, Event, time_order
from geodash.geo.areas import Areas
from geodash.geo.gazetteer import Gazetteer
from geodash.geo.names import PlaceNames
from geodash.query import clusters as clusters_
from geodash.query import counts as counts_
from geodash.query import schema, source, times
from geodash.query.columns import Closed, Columns
from geodash.query.counted import Counted
from geodash.query.engine import Engine
from geodash.query.facets import FacetCounts, Facets
from geodash.query.filter import Filter
from geodash.query.found import ArticleTexts, not_found
from geodash.query.frame import FrameEvents
from geodash.query.grid import Grid
from geodash.query.memory import Memory
from geodash.query.parts import BBox, Clause
from geodash.query.spans import Spans
from geodash.query.vocabulary import Vocabulary
from geodash.query.words import Counts, Description
from geodash.words.names import article_names


class Store:
    """The events of a collection by filter.

    ``gazetteer`` and ``areas`` give places their names, variants and codes; without them a place
    is its id.
    """

    def __init__(
        self, collection: Collection, gazetteer: Gazetteer | None = None, areas: Areas | None = None
    ) -> None:
        events, mentions = map(source.table, source.frames(collection))
        self._events: Mapping[str, Event] = collection.events
        self.version = collection.version
        self.publishers = {a.article_id: a.publisher for a in collection.articles.values()}
        self._told: Mapping[str, list[str]] | None = self._by_event(
            (m.event_id, m.article_id) for m in collection.mentions
        )
        self._texts = ArticleTexts({i: a.body for i, a in collection.articles.items()})
        titles = article_names(collection.articles)
        self._build(
            events,
            mentions,
            source.part_of(collection.links),
            collection.actors,
            titles,
            gazetteer,
            areas,
            collection.kinds,
            {name: dataset.title for name, dataset in collection.datasets.items()},
        )

    @classmethod
    def from_frame(
        cls,
        events: pd.DataFrame | pa.Table,
        mentions: pd.DataFrame | pa.Table | None = None,
        *,
        part_of: Iterable[tuple[str, str]] = (),
        actors: Mapping[str, Actor] | None = None,
        publishers: Mapping[str, str] | None = None,
        gazetteer: Gazetteer | None = None,
        areas: Areas | None = None,
        version: str = "",
    ) -> Store:
        """A store of a frame or an Arrow table with the columns of ``events.csv``, lists joined by ``;``.

        For sets too large for an object per event: an :class:`~geodash.domain.model.Event` is made only
        when one is asked for. ``mentions`` has ``event_id``, ``article_id`` and ``quote``;
        ``part_of`` pairs member and umbrella.
        """
        events = source.table(events)
        self = cls.__new__(cls)
        mentions = source.table(mentions) if mentions is not None else source.NO_MENTIONS
        self._events = FrameEvents(events)
        self._told = None
        self._texts = ArticleTexts({})
        self.version = version
        self.publishers = dict(
            publishers or dict.fromkeys(pc.unique(mentions["article_id"]).to_pylist(), "")
        )
        titles = {article: article for article in self.publishers}
        self._build(events, mentions, part_of, actors or {}, titles, gazetteer, areas)
        return self

    @classmethod
    def from_parquet(
        cls, events: Path | str, mentions: Path | str | None = None, **further: Any
    ) -> Store:
        """A store of a Parquet file, or a folder of them; the rest as for :meth:`from_frame`.

        Raises ``pyarrow.ArrowInvalid`` for a file that is no Parquet or is cut off.
        """
        told = source.parquet(mentions) if mentions else None
        return cls.from_frame(source.parquet(events), told, **further)

    def _build(
        self,
        events: pa.Table,
        mentions: pa.Table,
        part_of: Iterable[tuple[str, str]],
        actors: Mapping[str, Actor],
        titles: Mapping[str, str],
        gazetteer: Gazetteer | None,
        areas: Areas | None,
        kinds: Kinds = KINDS,
        datasets: Mapping[str, str] | None = None,
    ) -> None:
        part_of = list(part_of)
        self._engine = Engine()
        schema.build(self._engine.root, events, mentions, part_of, kinds)
        used = self._engine.rows("SELECT DISTINCT place_id FROM sites_places ORDER BY place_id")
        self.vocabulary = Vocabulary(
            actors or self._bare_actors(),
            titles,
            (place for (place,) in used),
            PlaceNames(gazetteer, areas),
            gazetteer.rows if gazetteer else (),
            kinds,
            {**self._used_datasets(), **(datasets or {})},
        )
        self._closed = Closed(self._engine, kinds)
        self._columns = Columns(self._engine, self._closed)
        self._memory = Memory(self._engine, self._columns, self.vocabulary)
        self._counted = Counted(self._engine, self._memory)
        self._spans = Spans(self._engine, self._closed, self._counted)
        self._facets = Facets(self._engine, self._counted, self.vocabulary)
        self._members = schema.descendants(part_of)
        self._umbrella = dict(reversed(part_of))

    def _used_datasets(self) -> dict[str, str]:
        named = self._engine.rows(
            "SELECT DISTINCT dataset FROM closed WHERE dataset IS NOT NULL ORDER BY dataset"
        )
        return {name: name for (name,) in named}

    def _bare_actors(self) -> dict[str, Actor]:
        ids = self._engine.rows("SELECT DISTINCT actor_id FROM people_actors ORDER BY actor_id")
        return {i: Actor(i, i) for (i,) in ids}

    # Events -----------------------------------------------------------------------------------

    def event(self, event_id: str) -> Event:
        """An event by its id, withdrawn or not; raises ``KeyError``."""
        return self._events[event_id]

    def ids(self, f: Filter, limit: int | None = None) -> list[str]:
        """Ids of all that pass in time order, undated last; umbrellas beside their members too."""
        return list(self._columns.event_id[self._memory.page(f, limit)])

    def counted(self, f: Filter) -> list[str]:
        """Ids of those that :meth:`count` counts, in time order."""
        return list(self._columns.event_id[self._counted.page(f)])

    def beside_parts(self, f: Filter) -> list[str]:
        """Those of :meth:`ids` that :meth:`count` leaves out: umbrellas of which a member passes."""
        return list(self._columns.event_id[self._counted.covered(f)])

    def holding(self, clause: Clause) -> list[str]:
        """Ids of all for which a condition holds, withdrawn ones too, in time order."""
        return list(self._columns.event_id[np.flatnonzero(self._memory.flags(clause))])

    def acting(self, side: str) -> dict[str, list[str]]:
        """Of each actor the ids of all events in which it stands on a side as coded, in time order."""
        sql = "SELECT actor_id, n FROM people_actors JOIN events USING (people) WHERE side = ? ORDER BY n"
        found: dict[str, list[str]] = {}
        for actor, n in self._engine.rows(sql, [side]):
            found.setdefault(actor, []).append(self._columns.event_id[n])
        return found

    def selected(self, facet: str, side: str = "") -> dict[str, list[str]]:
        """Of each value of a facet the ids of its events, withdrawn ones too, in time order."""
        found = self._facets.selected(facet, self._columns.of, side)
        return {value: list(self._columns.event_id[at]) for value, at in found.items()}

    def documents(self) -> dict[str, str]:
        """What a search for words looks through, by event (:func:`geodash.query.text.document`)."""
        rows = self._engine.rows("SELECT event_id, folded FROM events")
        return dict(rows)

    @property
    def article_documents(self) -> Sequence[str]:
        """The same of whole articles, which :meth:`nothing_note` looks through."""
        return self._texts.folded

    def select(self, f: Filter, limit: int | None = None) -> list[Event]:
        """The events of :meth:`ids`."""
        return self.events(self.ids(f, limit))

    def events(self, ids: Sequence[str]) -> list[Event]:
        """Events by their ids, in the order given; raises ``KeyError``."""
        if isinstance(self._events, FrameEvents):
            return self._events.many(ids)
        return [self._events[event_id] for event_id in ids]

    def members(self, event_id: str) -> tuple[str, ...]:
        """All parts of an umbrella that still stand, parts of parts too, in time order."""
        ids = self._members.get(event_id, ())
        if not ids:
            return ()  # of nearly every event, and a frame takes milliseconds to be asked for none
        events = self.events([i for i in ids if i in self._events])
        return tuple(e.event_id for e in sorted(events, key=time_order) if not e.withdrawn)

    def umbrella(self, event_id: str) -> str | None:
        """What an event is part of, the first named where there are several."""
        return self._umbrella.get(event_id)

    def articles_of(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """The articles that tell each event, in the order of the collection."""
        if self._told is not None:
            return {i: list(self._told[i]) for i in ids if i in self._told}
        rows = self._engine.rows(
            "SELECT e.event_id, a.article_id FROM told_articles a JOIN events e USING (told)"
            " WHERE e.event_id IN (SELECT unnest(?))",
            (list(ids),),
        )
        return self._by_event(rows)

    def _by_event(self, pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """Articles of each event, those that the collection lists first in its order."""
        order = {article: i for i, article in enumerate(self.publishers)}
        found: dict[str, set[str]] = {}
        for event_id, article in pairs:
            found.setdefault(event_id, set()).add(article)
        return {
            event_id: sorted(articles, key=lambda a: (order.get(a, len(order)), a))
            for event_id, articles in found.items()
        }

    def warm(self) -> None:
        """Fold the gazetteer's names and count once, which else the first who asks waits for (0.2 s)."""
        self.vocabulary.variants("")
        self.facets(Filter())

    # Counts -----------------------------------------------------------------------------------

    def count(self, f: Filter) -> int:
        """Events shown; an umbrella counts only where none of its members passes."""
        return int(self._counted.tally("closed", f).sum())

    def counts(self, f: Filter) -> Counts:
        """The count and its denominators."""
        articles = self._facets.articles(f)
        return counts_.counts(self._closed, self._counted, f, articles, self.publishers)

    def describe(self, f: Filter) -> Description:
        """The filter and its denominators in words; as text, one sentence."""
        return f.describe(self.vocabulary, self.counts(f))

    def nothing_note(self, f: Filter) -> str:
        """Why nothing has the words that a filter asks for; blank where something does."""
        if not f.query or self.count(f):
            return ""
        elsewhere = self.count(Filter(query=f.query, background=True))
        return not_found(f.query, elsewhere, self._texts, self.vocabulary)

    def facets(self, f: Filter) -> FacetCounts:
        """Facet to value to count, each under all *other* parts of the filter.

        Facets: ``kinds types actors articles statuses roles precision`` (cumulative) ``places``.
        """
        return self._facets.count(f)

    def legend(self, f: Filter) -> dict[str, int]:
        """Events of each kind under all other parts of the filter, adding up to their count."""
        return self._facets.legend(f)

    # Time and space -----------------------------------------------------------------------------

    def domain(self, f: Filter) -> tuple[date, date] | None:
        """The days worth drawing for what passes; see :func:`geodash.query.times.domain`."""
        return times.domain(self._spans, self._spans.counts(f))

    def outside(
        self, f: Filter, first: date | None = None, last: date | None = None
    ) -> times.Outside:
        """What a period (the filter's own, if none is given) leaves out of the other parts."""
        if first is None and last is None:
            first, last = f.date_from, f.date_to
        counts = self._spans.counts(f, "dates")
        return times.outside(self._spans, counts, first, last)

    def bins(
        self,
        f: Filter,
        period: tuple[date, date] | None = None,
        *,
        unit: times.Unit | None = None,
        n: int = times.MOST_BARS,
    ) -> tuple[times.Unit | None, list[times.Bin]]:
        """Bars over a period (the domain, if none is given), uncertain dates spread evenly."""
        counts = self._spans.counts(f)
        period = period or times.domain(self._spans, counts)
        if period is None:
            return None, []
        return times.bins(self._spans, counts, period, unit=unit, n=n)

    def clusters(self, f: Filter, view: BBox, zoom: int) -> list[clusters_.Cluster]:
        """What is in view, cell by cell; see :mod:`geodash.query.clusters`."""
        grid = Grid.of(view, zoom)
        names = self._columns.event_id.__getitem__
        return clusters_.clusters(self._counted.cells(f, grid), grid, self._closed.kinds, names)
