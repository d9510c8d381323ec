"""The store: one collection version in an embedded database, asked by filters.

Safe from any number of threads. A store never changes; a new version of a collection is a new store
(:mod:`geodash.query.registry`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from geodash.geo.areas import Areas
from geodash.geo.gazetteer import Gazetteer
from geodash.model import Actor, Collection, Event
from geodash.query import clusters as clusters_
from geodash.query import counts as counts_
from geodash.query import facets as facets_
from geodash.query import schema, times
from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.frame import FrameEvents
from geodash.query.parts import BBox
from geodash.query.places import PlaceNames
from geodash.query.shown import Sets
from geodash.query.vocabulary import Vocabulary
from geodash.query.words import Counts


class Store:
    """The events of a collection by filter.

    ``gazetteer`` and ``areas`` give places their names, variants and codes; without them a place
    is its id.
    """

    def __init__(
        self, collection: Collection, gazetteer: Gazetteer | None = None, areas: Areas | None = None
    ) -> None:
        events, mentions = schema.frames(collection)
        self._events: Mapping[str, Event] = collection.events
        self.version = collection.version
        self.publishers = {a.article_id: a.publisher for a in collection.articles.values()}
        titles = {a.article_id: a.title for a in collection.articles.values()}
        self._build(
            events,
            mentions,
            schema.part_of(collection.links),
            collection.actors,
            titles,
            gazetteer,
            areas,
        )

    @classmethod
    def from_frame(
        cls,
        events: pd.DataFrame,
        mentions: pd.DataFrame | None = None,
        *,
        part_of: Iterable[tuple[str, str]] = (),
        actors: Mapping[str, Actor] | None = None,
        publishers: Mapping[str, str] | None = None,
        gazetteer: Gazetteer | None = None,
        areas: Areas | None = None,
        version: str = "",
    ) -> Store:
        """A store of a frame with the columns of ``events.csv``, lists joined by ``;``.

        For sets too large for an object per event: an :class:`~geodash.model.Event` is made only
        when one is asked for. ``mentions`` has ``event_id``, ``article_id`` and ``quote``;
        ``part_of`` pairs member and umbrella.
        """
        self = cls.__new__(cls)
        if mentions is None:
            mentions = pd.DataFrame({"event_id": [], "article_id": [], "quote": []})
        self._events = FrameEvents(events)
        self.version = version
        self.publishers = dict(publishers or dict.fromkeys(mentions["article_id"].unique(), ""))
        titles = {article: article for article in self.publishers}
        self._build(events, mentions, part_of, actors or {}, titles, gazetteer, areas)
        return self

    def _build(
        self,
        events: pd.DataFrame,
        mentions: pd.DataFrame,
        part_of: Iterable[tuple[str, str]],
        actors: Mapping[str, Actor],
        titles: Mapping[str, str],
        gazetteer: Gazetteer | None,
        areas: Areas | None,
    ) -> None:
        part_of = list(part_of)
        self._engine = Engine()
        schema.build(self._engine.root, events, mentions, part_of)
        used = self._engine.rows("SELECT DISTINCT place_id FROM event_places ORDER BY place_id")
        self.vocabulary = Vocabulary(
            actors or self._bare_actors(),
            titles,
            (place for (place,) in used),
            PlaceNames(gazetteer, areas),
            gazetteer or (),
        )
        facets_.build(self._engine.root, self.vocabulary)
        self._members = schema.descendants(part_of)
        self._umbrella = dict(reversed(part_of))
        self._sets = Sets(self.vocabulary, bool(part_of))

    def _bare_actors(self) -> dict[str, Actor]:
        ids = self._engine.rows("SELECT DISTINCT actor_id FROM event_actors ORDER BY actor_id")
        return {i: Actor(i, i) for (i,) in ids}

    # Events -----------------------------------------------------------------------------------

    def event(self, event_id: str) -> Event:
        """An event by its id, withdrawn or not; raises ``KeyError``."""
        return self._events[event_id]

    def ids(self, f: Filter, limit: int | None = None) -> list[str]:
        """Ids of all that pass in time order, undated last; umbrellas beside their members too."""
        sql, params = self._sets.begin(f)
        tail = f" LIMIT {int(limit)}" if limit is not None else ""
        rows = self._engine.rows(f"{sql} SELECT event_id FROM passing ORDER BY n{tail}", params)
        return [event_id for (event_id,) in rows]

    def select(self, f: Filter, limit: int | None = None) -> list[Event]:
        """The events of :meth:`ids`."""
        return [self._events[event_id] for event_id in self.ids(f, limit)]

    def members(self, event_id: str) -> tuple[str, ...]:
        """All parts of an umbrella that still stand, parts of parts too, in time order."""
        ids = self._members.get(event_id, ())
        events = [self._events[i] for i in ids if i in self._events]
        return tuple(e.event_id for e in sorted(events, key=time_order) if not e.withdrawn)

    def umbrella(self, event_id: str) -> str | None:
        """What an event is part of, the first named where there are several."""
        return self._umbrella.get(event_id)

    def articles_of(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """The articles that tell each event, in the order of the collection."""
        order = {article: i for i, article in enumerate(self.publishers)}
        rows = self._engine.rows(
            "SELECT e.event_id, a.article_id FROM event_articles a JOIN events e USING (n)"
            " WHERE e.event_id IN (SELECT unnest(?))",
            (list(ids),),
        )
        found: dict[str, list[str]] = {}
        for event_id, article in rows:
            found.setdefault(event_id, []).append(article)
        last = len(order)
        return {
            i: sorted(articles, key=lambda a: (order.get(a, last), a))
            for i, articles in found.items()
        }

    # Counts -----------------------------------------------------------------------------------

    def count(self, f: Filter) -> int:
        """Events shown; an umbrella counts only where none of its members passes."""
        return counts_.shown(self._engine, self._sets, f)

    def counts(self, f: Filter) -> Counts:
        """The count and its denominators."""
        return counts_.counts(self._engine, self._sets, f, self.publishers)

    def describe(self, f: Filter) -> str:
        """The filter and its denominators as a sentence."""
        return f.describe(self.vocabulary, self.counts(f))

    def facets(self, f: Filter) -> facets_.Facets:
        """Counts of every value of ``kinds``, ``types``, ``actors``, ``articles``, ``statuses``,
        ``roles``, ``precision`` (cumulative) and ``places``, each under all *other* parts.
        """
        return facets_.count(self._engine, self._sets, f)

    # Time and space -----------------------------------------------------------------------------

    def domain(self, f: Filter) -> tuple[date, date] | None:
        """The days worth drawing for what passes; see :func:`geodash.query.times.domain`."""
        return times.domain(self._engine, self._sets, f)

    def outside(
        self, f: Filter, first: date | None = None, last: date | None = None
    ) -> times.Outside:
        """What a period (the filter's own, if none is given) leaves out of the other parts."""
        if first is None and last is None:
            first, last = f.date_from, f.date_to
        return times.outside(self._engine, self._sets, f, first, last)

    def bins(
        self,
        f: Filter,
        period: tuple[date, date] | None = None,
        *,
        unit: times.Unit | None = None,
        n: int = 120,
    ) -> tuple[times.Unit | None, list[times.Bin]]:
        """Bars over a period (the domain, if none is given), uncertain dates spread evenly."""
        period = period or self.domain(f)
        if period is None:
            return None, []
        return times.bins(self._engine, self._sets, f, period, unit=unit, n=n)

    def clusters(self, f: Filter, view: BBox, zoom: int) -> list[clusters_.Cluster]:
        """What is in view, cell by cell; see :mod:`geodash.query.clusters`."""
        return clusters_.clusters(self._engine, self._sets, f, view, zoom)


def time_order(event: Event) -> tuple[date, date, str]:
    """Sort key: first day, last day, id; undated last."""
    if event.date_start is None or event.date_end is None:
        return date.max, date.max, event.event_id
    return event.date_start, event.date_end, event.event_id
