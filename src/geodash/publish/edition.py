"""What is published: one version of a collection, and where its pages stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import Article, Collection, Event, time_order
from geodash.geo.layers import GeoData
from geodash.geo.names import PlaceNames
from geodash.publish.hands import Hands
from geodash.publish.kept import Kept
from geodash.publish.since import Since
from geodash.query import Store
from geodash.query.params import query_string
from geodash.views.companion.ways import Ways
from geodash.views.payload import MOST_EVENTS, PayloadBuilder

Json = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """A version of a collection with the address at which it is read.

    ``heading`` is what a head says of the collection (title, publisher, extent), ``homes`` the named views of the
    map. ``url`` is where all pages stand, ending in ``/``; blank where nobody knows it, and nothing absolute is
    said then. ``mark`` changes with the code that makes the pages. ``app``: the pages stand beside the live app.
    ``hands`` draw the maps. ``since`` tells what changed from older versions on, ``changed`` is when a file was last
    written. ``live`` is where the app stands that has more than the pages, ending in ``/``; blank where there is none.
    ``kept`` are the versions that stay beside it, the newest first.
    """

    collection: Collection
    geodata: GeoData
    store: Store
    payloads: PayloadBuilder
    heading: Mapping[str, Any]
    homes: Sequence[Mapping[str, Any]]
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    mark: str = ""
    app: bool = False
    hands: Hands = field(default_factory=Hands)
    since: Sequence[Since] = ()
    changed: date | None = None
    live: str = ""
    kept: Sequence[Kept] = ()

    @cached_property
    def lookup(self) -> Lookup:
        """Who says what, and where."""
        return lookup_of(self.collection)

    @property
    def names(self) -> PlaceNames:
        """What places are called."""
        return self.store.vocabulary.places

    @cached_property
    def coded(self) -> dict[str, list[str]]:
        """The events of each article, by its id, in the order of the collection; withdrawn ones left out."""
        told: dict[str, set[str]] = {}
        for mention in self.collection.mentions:
            told.setdefault(mention.article_id, set()).add(mention.event_id)
        standing = {i: e for i, e in self.collection.events.items() if not e.withdrawn}
        return {a: [i for i in standing if i in told.get(a, ())] for a in self.collection.articles}

    def events_of(self, article_id: str) -> list[Event]:
        """The events that an article tells."""
        return [self.collection.events[i] for i in self.coded.get(article_id, ())]

    @cached_property
    def in_time(self) -> list[Event]:
        """The events that stand, in the order of time."""
        return sorted(
            (e for e in self.collection.events.values() if not e.withdrawn), key=time_order
        )

    @cached_property
    def beside(self) -> dict[str, tuple[Event | None, Event | None]]:
        """The events before and after each one in time."""
        found = self.in_time
        around = zip(found, [None, *found], [*found[1:], None], strict=False)
        return {e.event_id: (before, after) for e, before, after in around}

    def at(self, path: str) -> str:
        """The whole address of a page by its path; blank where nobody knows where the pages stand."""
        return f"{self.url}{path}" if self.url else ""

    @property
    def articles(self) -> list[Article]:
        """The articles, those that appeared last first."""

        def appeared(article: Article) -> tuple[str, str]:
            day = article.published_latest or article.published_earliest
            return (day.isoformat() if day else "", article.article_id)

        return sorted(self.collection.articles.values(), key=appeared, reverse=True)


#: From each kind of page to where all pages stand.
FRONT, LISTED, PAGE = Ways(), Ways("../"), Ways("../../")
#: The folder of Explore.
EXPLORE = "explore"


def explore_at(edition: Edition, ways: Ways, *asked: tuple[str, str]) -> str:
    """Where Explore shows what is ``asked``, pairs of its address; blank where there is no Explore.

    Of more events than travel whole the live app shows them, where there is one.
    """
    query = f"?{query_string(asked)}" if asked else ""
    if edition.app:
        return f"{ways.root or './'}{query}"
    if has_explore(edition):
        return f"{ways.root}{EXPLORE}/{query}"
    return f"{edition.live}{query}" if edition.live else ""


def has_explore(edition: Edition) -> bool:
    """Whether there are few enough events for Explore to be sent them whole."""
    return 0 < len(edition.in_time) <= MOST_EVENTS
