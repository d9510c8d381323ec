"""What the groups of the search share: things found by their texts, the best first."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from geodash.query.text import Haystack
from geodash.views.search.asked import Asked

Json = dict[str, Any]
#: Rows of a group that are told; it says how many there are.
MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: by ``text``, folded; ``names`` are its own, folded (``folded``)."""

    text: str
    names: tuple[str, ...] = ()


class Group(ABC):
    """Things of one sort. Entries stand in the order in which equals are told."""

    key: ClassVar[str]
    label: ClassVar[str]
    #: For the choice of a group.
    short: ClassVar[str]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All of them; made when first asked for."""
        return self._entries()

    @cached_property
    def _texts(self) -> Haystack:
        return Haystack(entry.text for entry in self.entries)

    def warm(self) -> None:
        """Makes now what the first question else waits for."""
        self._texts.holding(())

    def found(self, asked: Asked) -> list[int]:
        """The places of what answers, the best first; nothing for a blank question."""
        entries = self.entries
        here = self._texts.holding(asked.groups)
        return sorted(here, key=lambda i: asked.rank(entries[i].names))

    def answer(self, asked: Asked, found: Sequence[int]) -> Json:
        """The group as JSON, with what was ``found``; see ``docs/api.md``."""
        return {
            "key": self.key,
            "label": self.label,
            "short": self.short,
            "count": len(found),
            "said": self.said(found, asked) if found else "",
            "show": self.show(found, asked) if found else None,
            "rows": [self.row(i, asked) for i in found[:MOST_ROWS]],
        }

    @property
    @abstractmethod
    def scope(self) -> str:
        """What is searched, after “Nothing among”: ``52 people and organisations``."""

    @abstractmethod
    def _entries(self) -> Sequence[Entry]: ...

    @abstractmethod
    def row(self, i: int, asked: Asked) -> Json:
        """One of them as JSON."""

    def said(self, found: Sequence[int], asked: Asked) -> str:
        """How much was found, in words."""
        del asked
        return f"{len(found):,}"

    def show(self, found: Sequence[int], asked: Asked) -> Json | None:
        """A filter that shows what was found, where there is one: ``text`` and ``params``."""
        del found, asked
        return None
