"""How many events each value of a control would show, given everything else that is set.

The count beside a value is the count of the filter with that value alone in its part.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodash.query.cube import Cube
from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.parts.time import MOST_DAYS
from geodash.query.shown import Flags, Sets
from geodash.query.vocabulary import Vocabulary
from geodash.words.precision import PLACE

#: The pairs of combination and value of each facet of a column with few values …
_CLOSED = {
    "kinds": "SELECT closed AS n, kind AS v FROM closed",
    "types": "SELECT closed AS n, event_type AS v FROM closed WHERE event_type IS NOT NULL",
    "statuses": "SELECT closed AS n, status AS v FROM closed",
    "roles": "SELECT closed AS n, place_role AS v FROM closed WHERE place_role IS NOT NULL",
    "precision": (
        "SELECT closed AS n, CAST(t.v AS VARCHAR) AS v FROM closed"
        f" JOIN (VALUES {', '.join(f'({n})' for n in PLACE)}) t(v) ON where_prec <= t.v"
    ),
    "date_precision": (
        "SELECT closed AS n, CAST(t.v AS VARCHAR) AS v FROM closed JOIN"
        f" (VALUES {', '.join(f'({n}, {days})' for n, days in MOST_DAYS.items())}) t(v, days)"
        " ON least <= t.days"
    ),
}
#: … and of event and value of the others.
_LISTS = {
    "articles": "SELECT n, article_id AS v FROM event_articles",
    "actors": (
        "SELECT DISTINCT n, g.value AS v FROM event_actors a JOIN facet_actors g ON g.id = actor_id"
    ),
    "places": (
        "SELECT DISTINCT n, g.value AS v FROM event_places a JOIN facet_places g ON g.id = place_id"
    ),
}
_PAIRS = {**_CLOSED, **_LISTS}

FacetCounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Combinations or events (``at``) and codes of their values.

    Below, umbrella, member and the value that both have.
    """

    values: tuple[str, ...]
    at: np.ndarray
    code: np.ndarray
    umbrella: np.ndarray
    member: np.ndarray
    shared: np.ndarray

    def count(self, passing: Flags, cells: np.ndarray | None = None) -> dict[str, int]:
        """``passing`` tells by event what passes; ``cells`` how much, where pairs are of combinations."""
        size = len(self.values)
        if cells is None:
            found = np.bincount(self.code[passing[self.at]], minlength=size)
        else:
            found = _summed(self, cells)
        beside = passing[self.umbrella] & passing[self.member]
        if beside.any():
            # Each umbrella once a value, however many of its members have it.
            covered = np.unique(self.umbrella[beside].astype(np.int64) * size + self.shared[beside])
            found = found - np.bincount(covered % size, minlength=size)
        return {value: int(n) for value, n in zip(self.values, found, strict=True) if n}


class Facets:
    """Counts of all controls over one store; safe from any number of threads."""

    def __init__(self, engine: Engine, sets: Sets, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._sets = sets
        self._pairs: dict[str, _Pairs] = {}
        self._lock = threading.Lock()
        self._vocabulary = vocabulary
        self._cube = Cube(engine, sets)
        self._grouped: set[str] = set()

    def count(self, f: Filter) -> FacetCounts:
        """Value to count for each facet; values without an event are missing."""
        cube = self._cube.counts(f, tuple(_CLOSED))
        found = {}
        for name in _PAIRS:
            flags = self._sets.passing(f, name)
            pairs = self._load(name, f.side)
            found[name] = pairs.count(flags, cube.get(name))
        return found

    def legend(self, f: Filter) -> dict[str, int]:
        """Kind to count so that all add up: a whole gives way to parts of any kind.

        Under all parts of the filter but the kind, like the facet ``kinds``, whose counts are
        those of a kind chosen alone; there a whole stands whose parts are of another kind.
        """
        pairs = self._load("kinds", "")
        shown = self._cube.of[self._sets.shown(f, without="kinds")]
        cells = np.bincount(shown, minlength=len(pairs.at))
        counts = _summed(pairs, cells)
        return {value: int(n) for value, n in zip(pairs.values, counts, strict=True)}

    def articles(self, f: Filter) -> list[str]:
        """The articles that tell the events that pass."""
        pairs = self._load("articles", "")
        codes = np.unique(pairs.code[self._sets.passing(f)[pairs.at]])
        return [pairs.values[code] for code in codes]

    def selected(self, name: str, side: str = "") -> dict[str, np.ndarray]:
        """Of each value of a facet that any event has, the positions of its events, withdrawn ones too."""
        pairs = self._load(name, side)
        if not pairs.values:
            return {}
        event, code = pairs.at, pairs.code
        if name in _CLOSED:
            event, at = _expanded(pairs.at, self._cube.of)
            code = pairs.code[at]
        order = np.argsort(code, kind="stable")
        ends = np.cumsum(np.bincount(code, minlength=len(pairs.values)))[:-1]
        return dict(zip(pairs.values, np.split(event[order], ends), strict=True))

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
                sql = _PAIRS[name] + (f" WHERE a.side = '{side}'" if side else "")
                self._pairs[key] = self._read(sql, self._cube.of if name in _CLOSED else None)
            return self._pairs[key]

    def _read(self, sql: str, of: np.ndarray | None) -> _Pairs:
        """``of`` has the combination of each event where the pairs are of combinations."""
        values = tuple(
            v for (v,) in self._engine.rows(f"SELECT DISTINCT v FROM ({sql}) ORDER BY v")
        )
        pairs = self._engine.arrays(
            f"WITH pairs AS ({sql}), coded AS (SELECT v, row_number() OVER (ORDER BY v) - 1 AS code"
            " FROM (SELECT DISTINCT v FROM pairs))"
            " SELECT CAST(n AS INTEGER) AS n, CAST(code AS INTEGER) AS code"
            " FROM pairs JOIN coded USING (v) ORDER BY n"
        )
        return _Pairs(values, pairs["n"], pairs["code"], *self._shared(pairs, len(values), of))

    def _shared(
        self, pairs: Mapping[str, np.ndarray], size: int, of: np.ndarray | None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Umbrella, member and code of each value that both have; the pairs go up by ``n``."""
        umbrella, member = self._sets.umbrellas, self._sets.members
        if not len(umbrella):
            return umbrella, member, umbrella
        wholes, parts = (umbrella, member) if of is None else (of[umbrella], of[member])
        pair, at = _expanded(pairs["n"], wholes)
        # Only what the members have: a set of all pairs of a million events takes seconds to sort.
        theirs = np.isin(pairs["n"], parts)
        had = pairs["n"][theirs].astype(np.int64) * size + pairs["code"][theirs]
        both = np.isin(parts[pair].astype(np.int64) * size + pairs["code"][at], had)
        return umbrella[pair[both]], member[pair[both]], pairs["code"][at[both]]


def _summed(pairs: _Pairs, cells: np.ndarray) -> np.ndarray:
    """What the combinations of each value come to."""
    return np.bincount(pairs.code, cells[pairs.at], minlength=len(pairs.values)).astype(np.int64)


def _expanded(keys: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each of ``asked`` stands in ``keys``, which go up: places in ``asked`` and in ``keys``."""
    first, last = (np.searchsorted(keys, asked, side) for side in ("left", "right"))
    many = last - first
    place = np.repeat(np.arange(len(asked)), many)
    return place, np.arange(len(place)) + np.repeat(first - (np.cumsum(many) - many), many)
