"""Fairness of a collection: wording, the other side beside each claim, parity between parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import yaml

from geodash.collection.read.contract import schema_text
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import Collection, Mention
from geodash.domain.parties import parties
from geodash.domain.passage import ends_clause
from geodash.domain.problem import Problem
from geodash.domain.threads import Threads
from geodash.words.lists import listed
from geodash.words.texts import QUOTE_ROOM

#: Passages in quotation marks are somebody else's words.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


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
    """An accusation, with the accused parties of whom the articles give no answer, by name."""

    event_id: str
    title: str
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutReply:
    """Words that answer an accusation and are cut where its own are not; ``reason`` says how."""

    event_id: str
    mention_id: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parity:
    """How often one party (with all that belongs to it) acts and is spoken for or against.

    ``one_sided``: events that accuse it on the word of others (see ``threads``); ``answered``:
    those of them to which it answers; ``on_whole``: those on which it speaks as part of a whole alone.
    """

    party: str
    name: str
    acted: int
    acted_on: int
    one_sided: int
    answered: int
    on_whole: int


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
        Finding(where, match[0], instead[(match.lastindex or 1) - 1])
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


def open_claims(collection: Collection) -> list[OpenClaim]:
    """The accusations without an answer, in file order."""
    threads = Threads(collection)
    return [
        OpenClaim(event.event_id, event.title, silent)
        for event in collection.events.values()
        if (silent := threads.silent(event.event_id))
    ]


def cut_replies(collection: Collection) -> list[CutReply]:
    """Answers of the accused that are quoted shorter than what accuses them, in file order."""
    lookup, actors = lookup_of(collection), collection.actors
    found: dict[str, CutReply] = {}
    for event in collection.events.values():
        accused = set(lookup.threads.accused(event.event_id))
        claim = lookup.best(event.event_id)
        if not accused or claim is None:
            continue
        for answer in lookup.threads.answers(event.event_id):
            reply = lookup.tersest(answer.event.event_id)
            if reply is None or accused.isdisjoint(parties(actors, answer.voices)):
                continue
            if reason := _cut_beside(lookup, claim, reply):
                told = CutReply(event.event_id, reply.mention_id, reply.quote, reason)
                found.setdefault(reply.mention_id, told)
    return list(found.values())


def _cut_beside(lookup: Lookup, claim: Mention, reply: Mention) -> str:
    """How a reply is cut: the passage that stands alone where room lacks, or the last of several."""
    passages = lookup.together(reply)
    if max(len(m.quote) for m in passages) > QUOTE_ROOM >= len(claim.quote):
        return f"longer than the {QUOTE_ROOM} characters that stand on a slide"
    if _whole(lookup, claim) and not all(_whole(lookup, m) for m in (reply, passages[-1])):
        return "it stops inside a clause"
    return ""


def _whole(lookup: Lookup, mention: Mention) -> bool:
    """Whether words end with a clause; of a text in another language it can't be told."""
    article, mark = lookup.collection.articles.get(mention.article_id), lookup.mark_of(mention)
    if article is None or mark is None or not article.language.startswith("en"):
        return True
    return ends_clause(article.body, mark.end)


def unsaid_problems(lacking: Mapping[str, Sequence[str]]) -> tuple[Problem, ...]:
    """Events that lack an answer, by the places that don't say so."""
    log = ProblemLog()
    for event_id, places in lacking.items():
        log.add(
            FilePlace("events.csv"),
            "unsaid",
            f"{event_id} lacks an answer, and its {listed(places)} doesn’t say so.",
            "This is a fault of geodash itself: report it.",
            value=event_id,
        )
    return log.all()


def unnamed_problems(said: Mapping[str, str]) -> tuple[Problem, ...]:
    """Events whose notes say whose word is missing, by the words that say it."""
    log = ProblemLog()
    for event_id, whom in said.items():
        log.add(
            FilePlace("events.csv"),
            "unnamed",
            f"{event_id} says that the text has no word by “{whom}”, which names nobody of actors.csv: no line tells it.",
            "Name the actor as actors.csv does.",
            column="note",
            value=event_id,
            severity="warning",
        )
    return log.all()


def parity(collection: Collection) -> list[Parity]:
    """One row per top-level actor, in alphabetical order of names."""
    threads, actors = Threads(collection), collection.actors
    counts: dict[str, list[int]] = {}
    for event in collection.events.values():
        if event.withdrawn:
            continue
        groups = (
            parties(actors, event.actors),
            parties(actors, event.recipients),
            threads.accused(event.event_id),
            threads.heard(event.event_id),
            threads.heard_on_whole(event.event_id),
        )
        for column, group in enumerate(groups):
            for party in group:
                counts.setdefault(party, [0, 0, 0, 0, 0])[column] += 1
    rows = [
        Parity(party, actors[party].name, *count)
        for party, count in counts.items()
        if party in actors
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.party))
