"""What any export is given: exactly the events of a filter, and all that must go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodash.model import Actor, Article, Collection, Event, Link, Mention
from geodash.query.places import PlaceNames


@dataclass(frozen=True, slots=True)
class Selection:
    """The filtered view, in time order (undated last), cut out of its collection.

    ``mentions`` and ``links`` are those of ``events`` only (a link needs both ends), ``actors``
    all that these name with their parents, ``articles`` those that tell them. ``sentence`` is the
    filter in words with its denominators, ``query`` the same as a query string; ``link`` the
    address of the view, blank where none is known.
    """

    collection: Collection
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    actors: Mapping[str, Actor]
    articles: Mapping[str, Article]
    sentence: str
    query: str = ""
    link: str = ""
    names: PlaceNames = field(default_factory=PlaceNames)
    boundary_note: str = ""
    attribution: str = ""
    licences: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The collection's version (a hash of its files' content)."""
        return self.collection.version
