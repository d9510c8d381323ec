"""The filter: one value that is a URL, a query and a sentence.

Each dimension is a small part (:mod:`geodash.query.parts`) that knows its SQL, its parameters and
its words; a filter is nothing but the table of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geodash.domain.kinds import AnyKind, AnyType
from geodash.domain.model import PlaceRole, Status
from geodash.query.params import LEFT_OUT, Pairs, Params, Reader, pairs_of, query_string
from geodash.query.parts import PARTS, BBox, Clause
from geodash.query.parts.base import joined
from geodash.query.vocabulary import EMPTY, Vocabulary
from geodash.query.words import Counts, Description, describe

#: Parameters of the page itself: not of the filter, and no reason for a notice; what tells the sides
#: of a comparison (:mod:`geodash.query.compare`), how Analyse looks at the events, and all of them.
SIDE_KEYS = ("from", "to", "actor", "article")
SIDE_PARAMS = tuple(f"{letter}.{key}" for letter in "ab" for key in SIDE_KEYS)
LOOK_PARAMS = ("tab", "by", "series", *SIDE_PARAMS)
UI_PARAMS = ("event", "read", "para", "map", *LOOK_PARAMS)
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
    kinds: tuple[AnyKind, ...] = ()
    types: tuple[AnyType, ...] = ()
    articles: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
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
        for part in PARTS:
            for name, value in part.canonical(self).items():
                object.__setattr__(self, name, value)

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
        params: Params,
        vocabulary: Vocabulary | None = None,
        *,
        ignored: Iterable[str] = (),
        dropped: str = LEFT_OUT,
    ) -> tuple[Filter, tuple[str, ...]]:
        """A filter and notices about whatever could not be used; never an error.

        ``params`` is a query string, a list of pairs, a mapping to values or lists of values, or
        Starlette's ``QueryParams``. With a ``vocabulary``, unknown actors, articles and places
        are left out. ``ignored`` names keys of the caller beside :data:`UI_PARAMS`; ``dropped`` is
        what the notices say of a value that can't be used.
        """
        reader = Reader(pairs_of(params), dropped)
        values = {k: v for part in PARTS for k, v in part.read(reader, vocabulary).items()}
        return cls(**values), reader.notices({*UI_PARAMS, *ignored}, KNOWN_PARAMS)

    # SQL ------------------------------------------------------------------------------------

    def to_sql(self, vocabulary: Vocabulary = EMPTY) -> tuple[str, tuple[object, ...]]:
        """A condition on ``events e`` with ``?`` placeholders, and its parameters.

        The tables are those of :mod:`geodash.query.schema`. Withdrawn events never pass.
        """
        whole = joined(self.clauses(vocabulary).values()).on_events()
        return whole.sql, whole.params

    def clauses(self, vocabulary: Vocabulary = EMPTY) -> dict[str, Clause]:
        """The conditions of :meth:`to_sql` by part; ``standing`` is the one on withdrawn events."""
        found = {part.name: part.sql(self, vocabulary) for part in PARTS}
        return {"standing": Clause("NOT e.withdrawn", over="closed")} | {
            n: c for n, c in found.items() if c
        }

    def without(self, name: str) -> Filter:
        """The same without one part (``dates``, ``actors``, ``kinds``, …): what a facet counts in."""
        part = next(p for p in PARTS if p.name == name)
        default = Filter()
        return replace(self, **{field: getattr(default, field) for field in part.fields})

    # Words ----------------------------------------------------------------------------------

    def describe(self, vocabulary: Vocabulary, counts: Counts) -> Description:
        """The filter and its denominators in words; as text, one sentence."""
        return describe(self, vocabulary, counts)
