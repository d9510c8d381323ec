"""What was asked for: a filter from a query string, an address of the page, or keywords; its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geodash.exchange.takeaway import asked, strict_filter
from geodash.query import Description, Filter, Store
from geodash.query.filter import KNOWN_PARAMS, MANY_PARAMS

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """What passes a filter; as text, the sentence that the page says of it.

    ``query`` is the filter as a query string, of which an address of the page has the same after its ``?``;
    ``count`` how many events the page counts: a whole beside its parts is not counted again.
    """

    filter: Filter
    words: Description
    query: str
    count: int

    def __str__(self) -> str:
        return str(self.words)


def view_of(store: Store, chosen: View | str, parts: Mapping[str, Any]) -> View:
    """The view of a query string, an address or a view, narrowed by keywords.

    Raises ``ValueError`` with the reasons for what makes no sense, ``TypeError`` for an unknown keyword.
    """
    if isinstance(chosen, View) and not parts:
        return chosen
    given = asked(chosen.query if isinstance(chosen, View) else chosen)
    f = strict_filter([*_others(given, parts), *_pairs(parts)], store.vocabulary)
    return View(f, store.describe(f), f.to_query(), store.count(f))


def _others(given: Pairs, parts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was given, but for what a keyword says anew."""
    names = {_name(keyword) for keyword in parts}
    return (pair for pair in given if pair[0] not in names)


def _name(keyword: str) -> str:
    """A keyword's parameter; ``from`` is a word of Python's own, so it is ``from_``."""
    name = keyword.removesuffix("_")
    if name not in KNOWN_PARAMS:
        known = ", ".join("from_" if k == "from" else k for k in KNOWN_PARAMS)
        raise TypeError(f"there is no “{keyword}” to filter by; there are: {known}")
    return name


def _pairs(parts: Mapping[str, Any]) -> Pairs:
    found: Pairs = []
    for keyword, value in parts.items():
        name = _name(keyword)
        several = not isinstance(value, str) and isinstance(value, Iterable)
        texts = [_text(v) for v in (value if several else [value])]
        if name not in MANY_PARAMS and texts:
            texts = [",".join(texts)]
        found += [(name, text) for text in texts if text]
    return found


def _text(value: Any) -> str:
    """A value as an address has it; ``None`` and ``False`` ask for nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, date):
        # A moment, such as a pandas Timestamp, is its day.
        return value.isoformat()[:10]
    return str(value)
