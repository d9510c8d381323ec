"""What the checks of meaning look things up in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from geodash.collection.checks.fairness import Stem, default_wording, parse_wording
from geodash.collection.checks.placewords import PlaceWords
from geodash.collection.checks.points import Points
from geodash.collection.read.folder import home_of
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.model import Article, Collection, Event, Fact, Mention, Relation
from geodash.domain.threads import Threads

#: Where a passage stands: article, first character, last.
_Span = tuple[str, int | None, int | None]


def _what_words(mentions: Iterable[Mention]) -> frozenset[_Span]:
    return frozenset((m.article_id, m.start, m.end) for m in mentions if Fact.WHAT in m.supports)


@dataclass(slots=True)
class CheckContext:
    """One collection, with its mentions by event and its threads."""

    collection: Collection
    geodata: KnownPlaces
    wording: tuple[Stem, ...]
    threads: Threads
    mentions: dict[str, list[Mention]]
    points: Points
    place_words: PlaceWords
    _denied: set[str]
    _links: dict[str, list[tuple[Relation, Event]]]
    _told: dict[_Span, list[Event]]
    _words: dict[str, frozenset[_Span]]

    @classmethod
    def of(
        cls,
        collection: Collection,
        geodata: KnownPlaces,
        wording: bytes | None,
        log: ProblemLog,
        *,
        thorough: bool = False,
    ) -> CheckContext:
        """Index ``collection``; a ``wording.yaml`` that can't be read is reported."""
        mentions: dict[str, list[Mention]] = {}
        for mention in collection.mentions:
            mentions.setdefault(mention.event_id, []).append(mention)
        points = Points(collection, geodata, thorough)
        links: dict[str, list[tuple[Relation, Event]]] = {}
        denied = set()
        for link in collection.links:
            if link.relation is Relation.DENIES:
                denied.add(link.to_event)
            other = collection.events[link.to_event]
            links.setdefault(link.from_event, []).append((link.relation, other))
        words = {event_id: _what_words(found) for event_id, found in mentions.items()}
        told: dict[_Span, list[Event]] = {}
        for event_id, spans in words.items():
            for span in spans:
                told.setdefault(span, []).append(collection.events[event_id])
        stems = read_wording(wording, log)
        threads = Threads(collection)
        place_words = PlaceWords(collection.actors, geodata)
        return cls(
            collection, geodata, stems, threads, mentions, points, place_words,
            denied, links, told, words,
        )  # fmt: skip

    def facts(self, event: Event) -> set[Fact] | None:
        """The facts that the event's mentions carry; ``None`` without a mention."""
        mentions = self.mentions.get(event.event_id)
        return {fact for m in mentions for fact in m.supports} if mentions else None

    def articles(self, event: Event) -> list[Article]:
        """The articles that mention the event."""
        ids = dict.fromkeys(m.article_id for m in self.mentions.get(event.event_id, ()))
        return [self.collection.articles[i] for i in ids]

    def denies(self, event_id: str) -> bool:
        """Whether an event denies this very one."""
        return event_id in self._denied

    def linked(self, event_id: str, *relations: Relation) -> list[Event]:
        """The events that this one is linked to by one of ``relations``; withdrawn ones left out."""
        found = self._links.get(event_id, ())
        return [e for relation, e in found if relation in relations and not e.withdrawn]

    def told_with(self, event_id: str) -> list[Event]:
        """Other events of which some of the very same passages tell what happened."""
        spans = self._words.get(event_id, frozenset())
        found = {e.event_id: e for span in spans for e in self._told[span]}
        return [e for e in found.values() if e.event_id != event_id and not e.withdrawn]

    def twins(self, event_id: str) -> list[Event]:
        """Those of which these passages tell it and no other."""
        spans = self._words.get(event_id)
        return [e for e in self.told_with(event_id) if self._words[e.event_id] == spans]


def collection_wording(folder: Path) -> tuple[Stem, ...]:
    """The words that the collection in ``folder`` avoids."""
    path = home_of(folder) / "wording.yaml"
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError:
        data = None
    return read_wording(data, ProblemLog())


def read_wording(data: bytes | None, log: ProblemLog) -> tuple[Stem, ...]:
    """A collection's own list of words to avoid, or the packaged one."""
    if data is None:
        return default_wording()
    try:
        return parse_wording(data.decode("utf-8-sig"))
    except ValueError as error:
        log.add(
            FilePlace("wording.yaml"),
            "wording-file",
            f"The list can't be used: {str(error)[:80]}; the default list was.",
            "Write a list of `- stem: …` with `instead: …`.",
        )
        return default_wording()
