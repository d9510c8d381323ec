"""What answers the articles don't give, in whole sentences.

An act that an article alone tells, so that its title names the article as the source, is one account too: whoever
it tells of may see it otherwise. Nobody is accused of it, so the line is that there is no word by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geodash.domain.model import Event
from geodash.domain.parties import has_voice, parties, voices
from geodash.domain.threads import Threads
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.says import by_article, no_answer

#: How a coder's note says whose answer the text lacks.
_NONE_BY = re.compile(r"\bgives? no (?:answer|statement|word) by (?P<whom>.+)")
#: The same of an act, with all whom the sentence names: ``no word on it by these, and no answer by those``.
_NO_WORD_BY = re.compile(r"\bgives? no (?:answer|statement|word) (?:on it )?by (?P<whom>[^.]+)")


def silent_names(threads: Threads, event_id: str) -> str:
    """Those of whom the articles give no answer at all: ``Azerbaijan or Russia``."""
    return _names(threads, threads.silent(event_id))


def missing_answer(threads: Threads, event_id: str) -> str:
    """Who gives no answer, who none to the point, or that there is none; blank where none is missing."""
    silent, unanswered = silent_names(threads, event_id), threads.unanswered(event_id)
    event = threads.collection.events[event_id]
    if by_article(event.title) and not (silent or event.withdrawn):
        return no_answer("", no_word=_names(threads, _told_of(threads, event)))
    if unanswered:
        silent = _names(threads, _asked(threads, event_id))
    return no_answer(
        silent,
        _names(threads, threads.heard_on_whole(event_id)),
        to_it=unanswered and not silent,
    )


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
        return
    spoke = {v for a in threads.answers(event.event_id) for v in parties(actors, a.voices)}
    taking_part = parties(actors, (*event.actors, *event.recipients))
    yield from (p for p in taking_part if p not in spoke and has_voice(actors, p))


def _names(threads: Threads, ids: Iterable[str]) -> str:
    names = actor_names(threads.collection.actors, ids)
    return listed(sorted(names, key=str.casefold), "or")
