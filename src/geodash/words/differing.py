"""That articles tell an event differently, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from geodash.domain.differing import Differing
from geodash.words.lists import listed
from geodash.words.numbers import number_of

_WHAT: Mapping[str, str] = MappingProxyType(
    {
        "occurrence": "whether it happened",
        "actor": "who acted",
        "date": "the date",
        "place": "the place",
        "figures": "the figure",
        "label": "what to call it",
    }
)


def what_differs(what: Iterable[str]) -> str:
    """``the date and the place``; blank for nothing."""
    return listed(_WHAT[w] for w in what)


def told_differently(found: Differing) -> str:
    """``Told differently in 2 articles: the place``."""
    articles = number_of(len({m.article_id for m in found.passages}), "article")
    what = what_differs(found.what)
    return f"Told differently in {articles}{f': {what}' if what else ''}"


def differs(found: Mapping[str, Differing], event_id: str) -> str:
    """The same of one of many events; blank where articles tell it alike."""
    here = found.get(event_id)
    return told_differently(here) if here else ""
