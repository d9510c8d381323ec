"""Proposals for an article: places, days, actors and happenings, by geodash’s own rules, and by spaCy where it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from geodash.coding.propose.actors import Actors
from geodash.coding.propose.days import Days
from geodash.coding.propose.happenings import Happenings
from geodash.coding.propose.model import (
    ActorFound,
    DateFound,
    Happening,
    PlaceFound,
    Proposals,
    Span,
)
from geodash.coding.propose.names import Names
from geodash.coding.propose.parties import Parties
from geodash.coding.propose.places import PlaceFinder
from geodash.coding.propose.refused import Spot, without
from geodash.coding.propose.scene import Scenes
from geodash.coding.propose.tokens import Text, text_of
from geodash.collection.read.folder import home_of
from geodash.domain.model import Actor, Article, Collection
from geodash.geo.layers import GeoData

OWN = "geodash’s rules"
#: Names that another engine sees in a text, by their bounds, with its label: GPE, PERSON …
Labels = Callable[[Text], Mapping[tuple[int, int], str]]


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read: what it names, and what reads its happenings. ``given`` are those proposed."""

    text: Text
    engine: str
    parties: Parties
    places: tuple[PlaceFound, ...]
    dates: tuple[DateFound, ...]
    actors: tuple[ActorFound, ...]
    happenings: Happenings
    given: tuple[Happening, ...] = field(default=())
    refused: frozenset[Spot] = field(default=frozenset())

    def reason_of(self, words: Span) -> str:
        """Why the place of some words is the one proposed, "" for others."""
        return next((p.reason for p in self.places if p.span == words), "")


class Proposer:
    """Proposes for the articles of one collection. Of its coding only the actors count, and the countries of its events."""

    def __init__(
        self,
        collection: Collection,
        geodata: GeoData | None = None,
        *,
        names: Names | None = None,
        labels: Labels | None = None,
        engine: str = OWN,
        blind: bool = False,
    ) -> None:
        """``names`` may be shared by proposers of one gazetteer. ``blind``: not even the countries count."""
        self.collection = collection
        geodata = geodata or GeoData(home_of(Path(collection.path)))
        self.gazetteer, self.areas = geodata.gazetteer, geodata.areas
        self.parties = Parties(collection, self.gazetteer)
        used = {} if blind else _shares(collection, geodata)
        self.names = names or Names(geodata.place_search)
        self.finder = PlaceFinder(self.names, self.gazetteer, self.areas, used)
        self._labels, self.engine = labels, engine

    def read(self, article: Article) -> Read:
        """Reads an article; no text makes it fail."""
        text = text_of(article.body)
        seen = self._labels(text) if self._labels else None
        places = tuple(self.finder.find(text, seen))
        actors = tuple(Actors(text, self.parties).find())
        dates = tuple(Days(text, article).find())
        return self._reading(article, text, self.parties, places, dates, actors)

    def without(self, read: Read, article: Article, spots: frozenset[Spot]) -> Read:
        """The same article read as if nothing stood at the spots that were refused."""
        if not spots:
            return read
        named = Proposals(article.article_id, "", read.places, read.dates, read.actors)
        left = without(named, spots)
        again = self._reading(
            article, read.text, read.parties, left.places, left.dates, left.actors
        )
        return replace(again, refused=spots)

    def among(self, read: Read, article: Article, also: tuple[Actor, ...]) -> Read:
        """The same article read with actors that the collection is only about to have."""
        if not also:
            return read
        known = {**self.collection.actors, **{a.actor_id: a for a in also}}
        parties = Parties(replace(self.collection, actors=known), self.gazetteer)
        actors = tuple(Actors(read.text, parties).find())
        return self._reading(article, read.text, parties, read.places, read.dates, actors)

    def _reading(
        self,
        article: Article,
        text: Text,
        parties: Parties,
        places: tuple[PlaceFound, ...],
        dates: tuple[DateFound, ...],
        actors: tuple[ActorFound, ...],
    ) -> Read:
        scenes = Scenes(text.body, places, parties, self.finder.choice, self.finder.valid)
        reader = Happenings(
            text, article, parties, (places, dates, actors), scenes, self.collection.kinds
        )
        return Read(text, self.engine, parties, places, dates, actors, reader)

    def propose(self, article: Article) -> Proposals:
        """All that is proposed of an article. The same article gives the same."""
        return proposals_of(self.read(article), article)


def proposals_of(read: Read, article: Article) -> Proposals:
    """What is proposed of an article that was read."""
    happenings = tuple(read.happenings.find())
    return Proposals(
        article.article_id, read.engine, read.places, read.dates, read.actors, happenings
    )


def _shares(collection: Collection, geodata: GeoData) -> dict[str, float]:
    """The share of the collection’s events by country."""
    places = (geodata.gazetteer.get(e.place_id) for e in collection.events.values())
    codes = Counter(p.country for p in places if p and p.country)
    total = sum(codes.values())
    if not total:
        about = collection.usual.countries
        return dict.fromkeys(about, 1 / len(about)) if about else {}
    return {code: n / total for code, n in codes.items()}
