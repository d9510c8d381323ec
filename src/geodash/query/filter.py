"""The filter: one value that is a URL, a query and a sentence.

Each dimension is a small part (:mod:`geodash.query.parts`) that knows its SQL, its parameters and
its words; a filter is nothing but the table of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from geodash.domain.model import EventType, Kind, PlaceRole, Status
from geodash.query.params import MAX_VALUES, Pairs, Reader, is_clean, pairs_of, query_string
from geodash.query.parts import PARTS, BBox, Clause
from geodash.query.parts.base import both
from geodash.query.parts.pairs import is_pair
from geodash.query.parts.source import tidy_query
from geodash.query.vocabulary import EMPTY, Vocabulary
from geodash.query.words import Counts, describe
from geodash.words.labels import DATE_DAYS

#: Parameters of the page itself: not of the filter, and no reason for a notice; how Analyse looks
#: at the events, and all of them.
LOOK_PARAMS = ("tab", "by", "series", "at")
UI_PARAMS = ("event", "read", "map", *LOOK_PARAMS)
KNOWN_PARAMS = tuple(key for part in PARTS for key in part.keys)
#: Those that may stand several times, once a value.
MANY_PARAMS = tuple(key for part in PARTS for key in part.many)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to show; the default restricts nothing but hides the background.

    Values within a field are alternatives (``all_actors`` asks for every actor), the fields are
    all to hold. Equal filters are equal objects: values are put in canonical order. ``all_actors``
    and ``side`` may be set before any actor is; they then wait for one.
    """

    date_from: date | None = None
    date_to: date | None = None
    certain: bool = False
    actors: tuple[str, ...] = ()
    all_actors: bool = False
    side: Literal["", "by", "to"] = ""
    pairs: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    types: tuple[EventType, ...] = ()
    articles: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    roles: tuple[PlaceRole, ...] = ()
    precision: int | None = None
    date_precision: int | None = None
    places: tuple[str, ...] = ()
    bbox: BBox | None = None
    query: str = ""
    background: bool = False

    def __post_init__(self) -> None:
        """Canonical form; ``ValueError`` for what no address could carry."""
        put = object.__setattr__
        for name, members in (
            ("kinds", Kind),
            ("types", EventType),
            ("statuses", Status),
            ("roles", PlaceRole),
        ):
            chosen = {members(v) for v in getattr(self, name)}
            put(self, name, tuple(v for v in members if v in chosen))
        for name in ("actors", "pairs", "articles", "places"):
            values = sorted(set(getattr(self, name)))
            if len(values) > MAX_VALUES or not all(map(is_clean, values)):
                raise ValueError(f"{name}: at most {MAX_VALUES} ids, each one clean line")
            put(self, name, tuple(values))
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValueError("date_from is after date_to")
        if self.precision is not None and self.precision not in range(1, 8):
            raise ValueError("precision is a where_prec from 1 to 7")
        if self.date_precision is not None and self.date_precision not in DATE_DAYS:
            raise ValueError("date_precision is a date_prec from 1 to 5")
        if not all(map(is_pair, self.pairs)):
            raise ValueError("pairs: two ids around >, at most one of them blank")
        if self.side not in ("", "by", "to"):
            raise ValueError("side is by or to")
        put(self, "certain", self.certain and bool(self.date_from or self.date_to))
        put(self, "bbox", BBox.around(*self.bbox) if self.bbox else None)
        put(self, "query", tidy_query(self.query))

    # Parameters -----------------------------------------------------------------------------

    def to_params(self) -> Pairs:
        """Keys and values in canonical order; nothing for what is not restricted."""
        return [pair for part in PARTS for pair in part.params(self)]

    def to_query(self) -> str:
        """The parameters as a query string, without ``?``."""
        return query_string(self.to_params())

    @classmethod
    def from_params(
        cls,
        params: object,
        vocabulary: Vocabulary | None = None,
        *,
        ignored: Iterable[str] = (),
    ) -> tuple[Filter, tuple[str, ...]]:
        """A filter and notices about whatever could not be used; never an error.

        ``params`` is a query string, a list of pairs, a mapping to values or lists of values, or
        Starlette's ``QueryParams``. With a ``vocabulary``, unknown actors, articles and places
        are left out. ``ignored`` names keys of the caller beside :data:`UI_PARAMS`.
        """
        reader = Reader(pairs_of(params))
        values = {k: v for part in PARTS for k, v in part.read(reader, vocabulary).items()}
        return cls(**values), reader.notices({*UI_PARAMS, *ignored}, KNOWN_PARAMS)

    # SQL ------------------------------------------------------------------------------------

    def to_sql(self, vocabulary: Vocabulary = EMPTY) -> Clause:
        """A condition on ``events e`` with ``?`` placeholders, and its parameters.

        The tables are those of :mod:`geodash.query.schema`. Withdrawn events never pass.
        """
        return both(self.clauses(vocabulary).values())

    def clauses(self, vocabulary: Vocabulary = EMPTY) -> dict[str, Clause]:
        """The conditions of :meth:`to_sql` by part; ``standing`` is the one on withdrawn events."""
        found = {part.name: part.sql(self, vocabulary) for part in PARTS}
        return {"standing": Clause("NOT e.withdrawn")} | {n: c for n, c in found.items() if c}

    def without(self, name: str) -> Filter:
        """The same without one part (``dates``, ``actors``, ``kinds``, …): what a facet counts in."""
        part = next(p for p in PARTS if p.name == name)
        defaults = {f.name: f.default for f in fields(Filter)}
        return replace(self, **{field: defaults[field] for field in part.fields})

    # Words ----------------------------------------------------------------------------------

    def phrases(self, vocabulary: Vocabulary = EMPTY) -> dict[str, str]:
        """Each restricting part's phrase, by the part's name."""
        return {p.name: text for p in PARTS if (text := p.words(self, vocabulary))}

    def describe(self, vocabulary: Vocabulary, counts: Counts) -> str:
        """The filter and its denominators as one sentence; see :func:`geodash.query.words.describe`."""
        return describe(self, vocabulary, counts)

    @property
    def restricted(self) -> bool:
        """Whether anything is set at all."""
        return self != Filter()
