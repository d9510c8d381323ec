"""What answers the articles don't give, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterable

from geodash.domain.threads import Threads
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.says import no_answer


def silent_names(threads: Threads, event_id: str) -> str:
    """Those of whom the articles give no answer at all: ``Azerbaijan or Russia``."""
    return _names(threads, threads.silent(event_id))


def missing_answer(threads: Threads, event_id: str) -> str:
    """Who gives no answer, who none to the point, or that there is none; blank where none is missing."""
    return no_answer(
        silent_names(threads, event_id),
        _names(threads, threads.heard_on_whole(event_id)),
        to_it=threads.unanswered(event_id),
    )


def _names(threads: Threads, ids: Iterable[str]) -> str:
    names = actor_names(threads.collection.actors, ids)
    return listed(sorted(names, key=str.casefold), "or")
