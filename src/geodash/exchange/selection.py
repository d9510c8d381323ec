"""What any export is given: exactly the events of a filter, and all that must go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodash.domain.model import Actor, Article, Collection, Event, Link, Mention
from geodash.geo.areas import Area
from geodash.geo.names import PlaceNames
from geodash.query import Description
from geodash.views.slides import Frame
from geodash.words.wholes import rows_note

_TOLLS = "A toll may stand at a whole, at its parts or at both: never add a part’s to its whole’s."


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison: ``a`` and ``b`` in words, the ids of either's events (wholes beside
    their parts too), and ``tallies``: titles with rows of words and how many events A and B have.
    """

    a: str
    b: str
    in_a: frozenset[str]
    in_b: frozenset[str]
    tallies: tuple[tuple[str, tuple[tuple[str, int, int], ...]], ...] = ()

    def of(self, event_id: str) -> str:
        """``A``, ``B`` or ``A and B``."""
        return " and ".join(
            letter for letter, ids in (("A", self.in_a), ("B", self.in_b)) if event_id in ids
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The filtered view, in time order (undated last), cut out of its collection.

    ``mentions`` and ``links`` are those of ``events`` only (a link needs both ends), ``actors``
    all that these name with their parents, ``articles`` those that tell them; of a ``whole``
    collection, which nothing restricts, all actors and articles, told of or not. ``words`` are the
    filter with its denominators, ``query`` the same as a query string; ``link`` the
    address of the view, blank where none is known. ``umbrellas`` are ids of those ``events`` that
    tell of a whole whose parts are here too: rows like any other, but not counted. ``areas`` are
    those that the events cover or are about. ``members`` are the parts of each umbrella; ``frame`` is
    what the map shows and what is selected, ``map_size`` its pixels on the page, ``None`` for neither.
    ``mark`` tells a file that comes back edited from every other of the same view.
    """

    collection: Collection
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    actors: Mapping[str, Actor]
    articles: Mapping[str, Article]
    words: Description
    query: str = ""
    link: str = ""
    names: PlaceNames = field(default_factory=PlaceNames)
    boundary_note: str = ""
    attribution: str = ""
    licences: tuple[str, ...] = ()
    umbrellas: frozenset[str] = frozenset()
    areas: tuple[Area, ...] = ()
    whole: bool = False
    sides: Sides | None = None
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frame: Frame = field(default_factory=Frame)
    map_size: tuple[int, int] | None = None
    mark: str = ""

    @property
    def parts(self) -> tuple[tuple[str, tuple[Event, ...]], ...]:
        """What is told one after the other: all, without a heading; of a comparison A, then B."""
        if self.sides is None:
            return (("", self.events),)
        sides = ((self.sides.a, self.sides.in_a), (self.sides.b, self.sides.in_b))
        return tuple(
            (words, tuple(e for e in self.events if e.event_id in ids)) for words, ids in sides
        )

    @property
    def version(self) -> str:
        """The collection's version (a hash of its files' content)."""
        return self.collection.version

    @property
    def sentence(self) -> str:
        """The filter in words with its denominators."""
        return str(self.words)

    @property
    def count(self) -> int:
        """Events as the page counts them: a whole beside its parts is not counted again."""
        return len(self.events) - len(self.umbrellas)

    @property
    def rows_note(self) -> str:
        """How the rows of a file add up to the number on the page; blank where they are equal."""
        note = rows_note(self.count, len(self.umbrellas))
        return f"{note} {_TOLLS}" if note else ""
