"""What answers the articles don't give, in whole sentences.

An act that an article alone tells, so that its title names the article as the source, is one account too: whoever
it tells of may see it otherwise. Nobody is accused of it, so the line is that there is no word by them. So it is of
anything else of which the coder's note names those who say nothing on it. Where a statement tells in passing of acts
that only it asserts, these want their line wherever its words are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodash.domain.kept import kept
from geodash.domain.kinds import Kind
from geodash.domain.lookup import Lookup
from geodash.domain.model import Event, Fact, Relation
from geodash.domain.parties import has_voice, parties, voices
from geodash.domain.threads import Threads
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.says import by_article, no_answer

#: How a coder's note says whose answer the text lacks.
_NONE_BY = re.compile(r"\bgives? no (?:answer|statement|word) by (?P<whom>.+)")
#: The same of an act, with all whom the sentence names: ``no word on it by these, and no answer by those``.
_NO_WORD_BY = re.compile(r"\bgives? no (?:answer|statement|word) (?:on it )?by (?P<whom>[^.]+)")
_NO_WORD_ON_IT = re.compile(r"\bgives? no word on it by\b")
#: That words which accuse nobody have no answer, in a sentence of its own.
_NO_ANSWER_TO_IT = re.compile(r"(?:^|[.;] )The texts? gives? no answer by\b")
#: Both parties to an act, in such a note.
_BOTH = re.compile(r"\beither side\b")


def silent_names(threads: Threads, event_id: str) -> str:
    """Those of whom the articles give no answer at all: ``Azerbaijan or Russia``."""
    return _names(threads, threads.silent(event_id))


@kept
def missing_answer(threads: Threads, event_id: str) -> str:
    """Who gives no answer, who none to the point, or that there is none; blank where none is missing."""
    silent, unanswered = silent_names(threads, event_id), threads.unanswered(event_id)
    event = threads.collection.events[event_id]
    lacks_word = by_article(event.title) or (_NO_WORD_ON_IT.search(event.note) and not unanswered)
    accuses = silent or event.withdrawn or threads.accused(event_id)
    if lacks_word and not accuses:
        named = tuple(_told_of(threads, event))
        return no_answer(
            "", no_word=_names(threads, named), spoke=_spoke_first(threads, event, named)
        )
    if _NO_ANSWER_TO_IT.search(event.note) and not (accuses or unanswered):
        return no_answer(_names(threads, _told_of(threads, event)))
    if unanswered:
        silent = _names(threads, _asked(threads, event_id))
    return no_answer(
        silent,
        _names(threads, threads.heard_on_whole(event_id)),
        to_it=unanswered and not silent,
    )


def unnamed(threads: Threads, event: Event) -> str:
    """Whom its note says that the text has no word by, where these words name no actor: no line can come of them."""
    said = _NO_WORD_BY.search(event.note)
    return said["whom"] if said and not any(_told_of(threads, event)) else ""


@dataclass(frozen=True, slots=True)
class Charge:
    """An act that a statement asserts in passing and that wants an answer: its words, on one line, how it is called,
    and the line on the answer that is missing.
    """

    event_id: str
    words: str
    act: str
    line: str


@kept
def charges_in(lookup: Lookup, event_id: str) -> tuple[Charge, ...]:
    """The acts that a statement asserts in passing, in its own words, and nobody has answered.

    What it is about is among them where the same side tells it: its line is then shown nowhere else. What it
    denies or answers is the other side's.
    """
    threads, events = lookup.threads, lookup.collection.events
    event = events[event_id]
    if event.plover_kind is not Kind.ACCUSATION or event.withdrawn:
        return ()
    actors, own = lookup.collection.actors, missing_answer(threads, event.event_id)
    speaking = set(parties(actors, voices(event)))
    related = {
        a.event.event_id
        for a in threads.answered(event.event_id)
        if a.relation is not Relation.ABOUT or speaking.isdisjoint(parties(actors, a.voices))
    }
    found = []
    for told, words in _told_in(lookup, event):
        line = missing_answer(threads, told)
        if line and line != own and events[told].one_sided and told not in related:
            found.append(Charge(told, words, f"“{events[told].title}”", line))
    return tuple(found)


def missing_to(charges: Iterable[Charge]) -> Iterator[str]:
    """In whole sentences which answers are missing to them: ``On “…” and “…”: the articles give …``."""
    acts: dict[str, dict[str, None]] = {}
    for charge in charges:
        acts.setdefault(charge.line, {})[charge.act] = None
    for line, called in acts.items():
        yield f"On {listed(called)}: {line[:1].lower()}{line[1:]}"


def _told_in(lookup: Lookup, event: Event) -> Iterator[tuple[str, str]]:
    """Of what happened the words of an event tell, beside itself, and the words that do."""
    for mention in lookup.mentions.get(event.event_id, ()):
        mark = lookup.mark_of(mention) if Fact.WHAT in mention.supports else None
        if mark:
            for told in lookup.told_in(mention.article_id, mark.start, mark.end):
                yield from (
                    _words_in(lookup, told, mention.article_id) if told != event.event_id else ()
                )


def _words_in(lookup: Lookup, told: str, article_id: str) -> Iterator[tuple[str, str]]:
    for mention in lookup.mentions.get(told, ()):
        if mention.article_id == article_id and Fact.WHAT in mention.supports:
            yield told, " ".join(mention.quote.split())


def _asked(threads: Threads, event_id: str) -> tuple[str, ...]:
    """Whose answer is missing where nobody is accused: whom it is said to, or whom its note names."""
    actors, event = threads.collection.actors, threads.collection.events[event_id]
    own = set(parties(actors, voices(event)))
    to = tuple(p for p in parties(actors, event.recipients) if p not in own)
    named = _NONE_BY.search(event.note)
    if to or not named:
        return tuple(p for p in to if has_voice(actors, p))
    said = named["whom"]
    return tuple(i for i, a in actors.items() if re.match(rf"{re.escape(a.name)}\b", said))[:1]


def _told_of(threads: Threads, event: Event) -> Iterator[str]:
    """Whose word on it its note says that the text lacks; without a note, who is told to take part."""
    actors = threads.collection.actors
    if named := _NO_WORD_BY.search(event.note):
        said = named["whom"]
        bare = ((i, a.name.partition(" (")[0]) for i, a in actors.items())
        yield from (i for i, name in bare if re.search(rf"\b{re.escape(name)}\b", said))
        if _BOTH.search(said):
            yield from _sides(threads, event)
        return
    spoke = {v for a in threads.answers(event.event_id) for v in parties(actors, a.voices)}
    taking_part = parties(actors, (*event.actors, *event.recipients))
    yield from (p for p in taking_part if p not in spoke and has_voice(actors, p))


def _spoke_first(threads: Threads, event: Event, named: Iterable[str]) -> bool:
    """Whether it answers words of all these: beside their own words, “no word by them” would be untrue."""
    first = (a for a in threads.answered(event.event_id) if a.relation is not Relation.ABOUT)
    words = (a for a in first if a.event.one_sided or a.event.plover_kind is Kind.ACCUSATION)
    said = {v for a in words for v in parties(threads.collection.actors, a.voices)}
    return said.issuperset(named)


def _sides(threads: Threads, event: Event) -> Iterator[str]:
    """Both sides of an act, or of what words are about; not those whose words they are.

    Where words are said to two, these are the sides.
    """
    about = (a.event for a in threads.answered(event.event_id))
    taking_part = (i for e in (event, *about) for i in (*e.actors, *e.recipients))
    own = voices(event) if event.plover_kind in (Kind.ACCUSATION, Kind.TALKS) else ()
    actors = threads.collection.actors
    to = [p for p in parties(actors, event.recipients) if p not in parties(actors, own)]
    if own and len(to) == 2:
        yield from to
        return
    yield from (p for p in parties(actors, taking_part) if p not in parties(actors, own))


def _names(threads: Threads, ids: Iterable[str]) -> str:
    names = actor_names(threads.collection.actors, ids)
    return listed(sorted(names, key=str.casefold), "or")
