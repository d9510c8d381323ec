"""Fairness of a collection: wording, the other side beside each claim, parity between parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import yaml

from geodash.collection.contract import schema_text
from geodash.model import KIND_TYPES, Actor, Collection, Event, EventType, Kind, Relation, Status

#: So many umbrellas above an event are looked through; real ones have one or two.
DEPTH = 16
#: Passages in quotation marks are somebody else's words.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
#: Types of words between friends: who reports them of himself accuses no one.
_FRIENDLY = frozenset(KIND_TYPES[Kind.TALKS])
_ANSWERING = (Relation.DENIES, Relation.RESPONDS_TO, Relation.ABOUT)


@dataclass(frozen=True, slots=True)
class Stem:
    """A word our own texts avoid, by its beginning, and what to write instead."""

    stem: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An avoided word in a text of ours."""

    where: str
    word: str
    instead: str


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """An accusation to which the articles give no answer by those accused (top-level actors)."""

    event_id: str
    title: str
    accused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parity:
    """How often one party (with all that belongs to it) acts and is spoken for or against.

    ``one_sided``: accounts against it by another party alone; ``answered``: those of them with
    an answer of its own.
    """

    party: str
    name: str
    acted: int
    acted_on: int
    one_sided: int
    answered: int


def parse_wording(text: str) -> tuple[Stem, ...]:
    """The list in a ``wording.yaml``; raises ``ValueError`` when it isn't one."""
    try:
        found = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("it can't be read as YAML") from error
    if not isinstance(found, list):
        raise ValueError("it is not a list")
    stems = []
    for item in found:
        stem = item.get("stem") if isinstance(item, dict) else None
        instead = item.get("instead", "") if isinstance(item, dict) else None
        if not (isinstance(stem, str) and stem.strip() and isinstance(instead, str)):
            raise ValueError("each item needs a `stem` and may have an `instead`")
        stems.append(Stem(stem.strip().rstrip("-*"), instead.strip()))
    return tuple(stems)


@cache
def default_wording() -> tuple[Stem, ...]:
    """The packaged list."""
    return parse_wording(schema_text("wording.yaml"))


def check_wording(texts: Iterable[tuple[str, str]], stems: Sequence[Stem]) -> list[Finding]:
    """Avoided words in ``(where, text)`` pairs, outside quotation marks."""
    if not stems:
        return []
    pattern, instead = _pattern(tuple(stems))
    return [
        Finding(where, match[0], instead[match.lastindex - 1])
        for where, text in texts
        for match in pattern.finditer(_QUOTED.sub(" ", text))
    ]


@lru_cache(maxsize=8)
def _pattern(stems: tuple[Stem, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Matches words that begin with a stem, in any case; its groups stand for ``instead``."""
    # Longer stems first: of two that fit, the more specific one says what to write.
    ordered = sorted(stems, key=lambda s: -len(s.stem))
    words = (r"\s+".join(re.escape(w) for w in s.stem.split()) for s in ordered)
    pattern = "|".join(rf"({w})\w*" for w in words)
    return re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE), tuple(s.instead for s in ordered)


def own_texts(collection: Collection) -> Iterator[tuple[str, str]]:
    """The texts of a collection that are in our voice, each with where it stands."""
    for event in collection.events.values():
        yield f"{event.event_id} title", event.title
        yield f"{event.event_id} note", event.note
        yield f"{event.event_id} date_note", event.date_note
    for article in collection.articles.values():
        for number, note in enumerate(article.notes, start=1):
            yield f"articles/{article.article_id}.md note {number}", note.text


def root(actors: Mapping[str, Actor], actor_id: str) -> str:
    """The topmost actor that ``actor_id`` is part of."""
    seen = set()
    while actor_id not in seen and (actor := actors.get(actor_id)) and actor.parent:
        seen.add(actor_id)
        actor_id = actor.parent
    return actor_id


@dataclass(slots=True)
class Threads:
    """Who accuses whom, and who answers, in one collection."""

    collection: Collection
    _to: dict[str, list[tuple[str, Relation]]] = field(default_factory=dict)
    _from: dict[str, list[tuple[str, Relation]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for link in self.collection.links:
            self._to.setdefault(link.to_event, []).append((link.from_event, link.relation))
            self._from.setdefault(link.from_event, []).append((link.to_event, link.relation))

    def parties(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The topmost actors of ``actor_ids``, each once."""
        return tuple(dict.fromkeys(root(self.collection.actors, a) for a in actor_ids))

    def accused(self, event: Event) -> tuple[str, ...]:
        """The parties that an event accuses on the word of others; none for other events.

        Of a one-sided act those said to have done it (of a hostile one that the source calls its
        own, those it was done to); of a complaint those complained of.
        """
        if event.withdrawn or event.status is Status.PLANNED:
            return ()
        doers, targets = self.parties(event.actors), self.parties(event.recipients)
        if event.one_sided:
            sayers = self.parties(event.attributed_to)
            others = tuple(p for p in doers if p not in sayers)
            if others or event.event_type in _FRIENDLY:
                return others
            return tuple(p for p in targets if p not in sayers)
        if event.event_type is EventType.DISAPPROVE:
            sayers = (*doers, *self.parties(event.attributed_to))
            return tuple(p for p in targets if p not in sayers)
        return ()

    def wholes(self, event_id: str) -> tuple[str, ...]:
        """``event_id`` and the umbrellas it is part of, nearest first, ``DEPTH`` at most."""
        found = [event_id]
        for at in found:
            for whole, relation in self._from.get(at, ()):
                if relation is Relation.PART_OF and whole not in found and len(found) <= DEPTH:
                    found.append(whole)
        return tuple(found)

    def responses(self, event_id: str) -> tuple[str, ...]:
        """Events that deny, answer or speak of this one or an umbrella of it, or that it denies."""
        found = [
            other
            for at in self.wholes(event_id)
            for other, relation in self._to.get(at, ())
            if relation in _ANSWERING
        ]
        denied = [o for o, relation in self._from.get(event_id, ()) if relation is Relation.DENIES]
        events = self.collection.events
        return tuple(
            dict.fromkeys(o for o in (*found, *denied) if o in events and not events[o].withdrawn)
        )

    def answers(self, event_id: str) -> tuple[str, ...]:
        """Those of ``responses`` that come from a party the event accuses."""
        accused = set(self.accused(self.collection.events[event_id]))
        return tuple(
            other
            for other in self.responses(event_id)
            if accused.intersection(self.parties(self.collection.events[other].actors))
        )

    def denied(self, event_id: str) -> bool:
        """Whether an event denies this one or an umbrella of it."""
        return any(
            relation is Relation.DENIES
            for at in self.wholes(event_id)
            for _, relation in self._to.get(at, ())
        )


def open_claims(collection: Collection) -> list[OpenClaim]:
    """The accusations without an answer, in file order."""
    threads = Threads(collection)
    return [
        OpenClaim(event.event_id, event.title, accused)
        for event in collection.events.values()
        if (accused := threads.accused(event)) and not threads.answers(event.event_id)
    ]


def parity(collection: Collection) -> list[Parity]:
    """One row per top-level actor, in alphabetical order of names."""
    threads = Threads(collection)
    counts: dict[str, list[int]] = {}
    for event in collection.events.values():
        if event.withdrawn:
            continue
        accused = threads.accused(event)
        answering = {
            party
            for other in (threads.answers(event.event_id) if accused else ())
            for party in threads.parties(collection.events[other].actors)
        }
        groups = (
            threads.parties(event.actors),
            threads.parties(event.recipients),
            accused,
            tuple(party for party in accused if party in answering),
        )
        for column, parties in enumerate(groups):
            for party in parties:
                counts.setdefault(party, [0, 0, 0, 0])[column] += 1
    rows = [
        Parity(party, collection.actors[party].name, *count)
        for party, count in counts.items()
        if party in collection.actors
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.party))
