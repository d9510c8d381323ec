"""Answers that are worked out once: what a whole collection tells of one of its events never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Owner = TypeVar("Owner")
R = TypeVar("R")


def kept(asked: Callable[[Owner, str], R]) -> Callable[[Owner, str], R]:
    """Keeps what ``asked(owner, event_id)`` answers for as long as its owner lives.

    For answers that nobody changes. A page, a show or a document asks the same of an event again
    for every other one that it answers, denies or belongs to.
    """
    of_owners: WeakKeyDictionary[Any, dict[str, R]] = WeakKeyDictionary()

    @wraps(asked)
    def answer(owner: Owner, event_id: str) -> R:
        known = of_owners.get(owner)
        if known is None:
            known = of_owners.setdefault(owner, {})
        if event_id not in known:
            known[event_id] = asked(owner, event_id)
        return known[event_id]

    return answer
