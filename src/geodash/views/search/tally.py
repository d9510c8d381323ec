"""How many events a person or a place has, and the filter that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodash.query import Filter, Store
from geodash.words.numbers import number_of


@dataclass(frozen=True, slots=True)
class Tally:
    """Events in ``front``, as a page shows them at first, and in ``all`` with the background."""

    front: int = 0
    all: int = 0

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def count(self) -> int:
        """Those that :meth:`filter` shows."""
        return self.front or self.all

    @property
    def said(self) -> str:
        """``3 events``, ``1 event in the background``, or nothing."""
        behind = "" if self.front else " in the background"
        return f"{number_of(self.count, 'event')}{behind}" if self else ""

    def filter(self, params: Mapping[str, str]) -> dict[str, str] | None:
        """The parameters that show them; ``None`` where there is none to show."""
        if not self:
            return None
        return {**params} if self.front else {**params, "bg": "1"}


NONE = Tally()


def tallies(store: Store, facet: str) -> dict[str, Tally]:
    """The tally of every value of a facet (``actors``, ``places``) that has an event."""
    front = store.facets(Filter())[facet]
    every = store.facets(Filter(background=True))[facet]
    return {value: Tally(front.get(value, 0), n) for value, n in every.items()}
