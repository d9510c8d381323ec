"""How many events each value of a control would show, given everything else that is set.

The count beside a value is the count of the filter with that value alone in its part. What passes is counted
by combination (:mod:`geodash.query.schema`), and the few thousand combinations are added up by their values.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodash.query.counted import Counted
from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.parts.time import MOST_DAYS
from geodash.query.vocabulary import Vocabulary
from geodash.words.precision import PLACE

#: Of each facet its table of combinations, and the pairs of combination and value.
_PAIRS = {
    "kinds": ("closed", "SELECT closed AS n, kind AS v FROM closed"),
    "types": (
        "closed",
        "SELECT closed AS n, event_type AS v FROM closed WHERE event_type IS NOT NULL",
    ),
    "statuses": ("closed", "SELECT closed AS n, status AS v FROM closed"),
    "roles": (
        "closed",
        "SELECT closed AS n, place_role AS v FROM closed WHERE place_role IS NOT NULL",
    ),
    "precision": (
        "closed",
        "SELECT closed AS n, CAST(t.v AS VARCHAR) AS v FROM closed"
        f" JOIN (VALUES {', '.join(f'({n})' for n in PLACE)}) t(v) ON where_prec <= t.v",
    ),
    "date_precision": (
        "spans",
        "SELECT spans AS n, CAST(t.v AS VARCHAR) AS v FROM spans JOIN"
        f" (VALUES {', '.join(f'({n}, {days})' for n, days in MOST_DAYS.items())}) t(v, days)"
        " ON spans.days <= t.days",
    ),
    "articles": ("told", "SELECT told AS n, article_id AS v FROM told_articles"),
    "actors": (
        "people",
        "SELECT DISTINCT people AS n, g.value AS v FROM people_actors a"
        " JOIN facet_actors g ON g.id = actor_id",
    ),
    "places": (
        "sites",
        "SELECT DISTINCT sites AS n, g.value AS v FROM sites_places a"
        " JOIN facet_places g ON g.id = place_id",
    ),
}
#: Counted together, in one pass.
_CLOSED = tuple(name for name, (table, _) in _PAIRS.items() if table == "closed")

FacetCounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Combinations of a table (``at``) and codes of their values.

    Below, of each pair of umbrella and member (``pair``, its position in :class:`Counted`) the values that both have.
    """

    table: str
    values: tuple[str, ...]
    at: np.ndarray
    code: np.ndarray
    pair: np.ndarray
    shared: np.ndarray

    def summed(self, cells: np.ndarray) -> np.ndarray:
        """What the combinations of each value come to."""
        found = np.bincount(self.code, cells[self.at], minlength=len(self.values))
        return found.astype(np.int64)


class Facets:
    """Counts of all controls over one store; safe from any number of threads."""

    def __init__(self, engine: Engine, counted: Counted, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._counted = counted
        self._partial = counted.partial
        self._pairs: dict[str, _Pairs] = {}
        self._lock = threading.Lock()
        self._vocabulary = vocabulary
        self._grouped: set[str] = set()

    def count(self, f: Filter) -> FacetCounts:
        """Value to count for each facet; values without an event are missing."""
        cube = self._partial.cube(f, _CLOSED)
        found = {}
        for name, (table, _) in _PAIRS.items():
            cells = cube[name] if name in cube else self._partial.tally(table, f, name)
            pairs = self._load(name, f.side)
            counts = pairs.summed(cells) - self._twice(pairs, f, name)
            found[name] = {v: int(n) for v, n in zip(pairs.values, counts, strict=True) if n}
        return found

    def _twice(self, pairs: _Pairs, f: Filter, name: str) -> np.ndarray | int:
        """Each umbrella once a value that a member has too, however many of its members have it."""
        if not len(pairs.pair):
            return 0
        beside = self._counted.beside(f, name)[pairs.pair]
        size = len(pairs.values)
        umbrella = self._counted.umbrellas[pairs.pair[beside]].astype(np.int64)
        covered = np.unique(umbrella * size + pairs.shared[beside])
        return np.bincount(covered % size, minlength=size)

    def legend(self, f: Filter) -> dict[str, int]:
        """Kind to count so that all add up: a whole gives way to parts of any kind.

        Under all parts of the filter but the kind, like the facet ``kinds``, whose counts are
        those of a kind chosen alone; there a whole stands whose parts are of another kind.
        """
        pairs = self._load("kinds", "")
        counts = pairs.summed(self._counted.tally("closed", f, "kinds"))
        return {value: int(n) for value, n in zip(pairs.values, counts, strict=True)}

    def articles(self, f: Filter) -> list[str]:
        """The articles that tell the events that pass."""
        pairs = self._load("articles", "")
        counts = pairs.summed(self._partial.tally("told", f))
        return [value for value, n in zip(pairs.values, counts, strict=True) if n]

    def selected(
        self, name: str, of: Mapping[str, np.ndarray], side: str = ""
    ) -> dict[str, np.ndarray]:
        """Of each value of a facet that any event has, the positions of its events, withdrawn ones too.

        ``of`` has the number of each event in each table of combinations.
        """
        pairs = self._load(name, side)
        if not pairs.values:
            return {}
        event, at = _expanded(pairs.at, of[pairs.table])
        code = pairs.code[at]
        order = np.argsort(code, kind="stable")
        ends = np.cumsum(np.bincount(code, minlength=len(pairs.values)))[:-1]
        found = zip(pairs.values, np.split(event[order], ends), strict=True)
        return {value: events for value, events in found if len(events)}

    def _group(self, name: str) -> None:
        """Which values an actor or a place is found under; made when first counted."""
        known = self._vocabulary
        if name in self._grouped:
            return
        if name == "actors":
            values = {*known.actors, *known.countries}
            rows = [(v, i) for v in values for i in known.actor_ids(v)]
        elif name == "places":
            rows = [(v, i) for v in known.used_places for i in known.place_ids(v)]
        else:
            return
        pairs = pd.DataFrame(rows, columns=["value", "id"], dtype=object)
        self._engine.make(
            f"CREATE TABLE facet_{name} AS SELECT CAST(value AS VARCHAR) AS value,"
            " CAST(id AS VARCHAR) AS id FROM source",
            pairs,
        )
        self._grouped.add(name)

    def _load(self, name: str, side: str) -> _Pairs:
        side = side if name == "actors" else ""
        key = name + side
        with self._lock:
            if key not in self._pairs:
                self._group(name)
                table, sql = _PAIRS[name]
                self._pairs[key] = self._read(
                    table, sql + (f" WHERE a.side = '{side}'" if side else "")
                )
            return self._pairs[key]

    def _read(self, table: str, sql: str) -> _Pairs:
        values = tuple(
            v for (v,) in self._engine.rows(f"SELECT DISTINCT v FROM ({sql}) ORDER BY v")
        )
        pairs = self._engine.arrays(
            f"WITH pairs AS ({sql}), coded AS (SELECT v, row_number() OVER (ORDER BY v) - 1 AS code"
            " FROM (SELECT DISTINCT v FROM pairs))"
            " SELECT CAST(n AS INTEGER) AS n, CAST(code AS INTEGER) AS code"
            " FROM pairs JOIN coded USING (v) ORDER BY n"
        )
        shared = self._shared(table, pairs, len(values))
        return _Pairs(table, values, pairs["n"], pairs["code"], *shared)

    def _shared(
        self, table: str, pairs: Mapping[str, np.ndarray], size: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of umbrella and member and the code of each value that both have; the pairs go up by ``n``."""
        umbrella, member = self._counted.umbrellas, self._counted.members
        if not len(umbrella):
            return umbrella, umbrella
        wholes, parts = (self._partial.numbers(table, at) for at in (umbrella, member))
        pair, at = _expanded(pairs["n"], wholes)
        had = pairs["n"].astype(np.int64) * size + pairs["code"]
        both = np.isin(parts[pair].astype(np.int64) * size + pairs["code"][at], had)
        return pair[both], pairs["code"][at[both]]


def _expanded(keys: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each of ``asked`` stands in ``keys``, which go up: places in ``asked`` and in ``keys``."""
    first, last = (np.searchsorted(keys, asked, side) for side in ("left", "right"))
    many = last - first
    place = np.repeat(np.arange(len(asked)), many)
    return place, np.arange(len(place)) + np.repeat(first - (np.cumsum(many) - many), many)
