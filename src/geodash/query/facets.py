"""How many events each value of a control would show, given everything else that is set.

The count beside a value is the count of the filter with that value alone in its part.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd

from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.shown import Sets
from geodash.query.vocabulary import Vocabulary

#: Each facet: the pairs of event and value among ``passing p``.
_PAIRS = {
    "kinds": "SELECT p.n, p.kind AS v FROM passing p",
    "types": "SELECT p.n, p.event_type AS v FROM passing p WHERE p.event_type IS NOT NULL",
    "statuses": "SELECT p.n, p.status AS v FROM passing p",
    "roles": "SELECT p.n, p.place_role AS v FROM passing p WHERE p.place_role IS NOT NULL",
    "precision": (
        "SELECT p.n, CAST(t.v AS VARCHAR) AS v FROM passing p"
        " JOIN (VALUES (1), (2), (3), (4), (5), (6), (7)) t(v) ON p.where_prec <= t.v"
    ),
    "articles": "SELECT p.n, a.article_id AS v FROM passing p JOIN event_articles a ON a.n = p.n",
    "actors": (
        "SELECT DISTINCT p.n, g.value AS v FROM passing p JOIN event_actors a ON a.n = p.n{side}"
        " JOIN facet_actors g ON g.id = a.actor_id"
    ),
    "places": (
        "SELECT DISTINCT p.n, g.value AS v FROM passing p JOIN event_places a ON a.n = p.n"
        " JOIN facet_places g ON g.id = a.place_id"
    ),
}

Facets = Mapping[str, Mapping[str, int]]


def build(con: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """The tables that say which values an actor or a place is found under."""
    actors = {*vocabulary.actors, *vocabulary.countries}
    groups = {
        "facet_actors": [(v, i) for v in actors for i in vocabulary.actor_ids(v)],
        "facet_places": [(v, i) for v in vocabulary.used_places for i in vocabulary.place_ids(v)],
    }
    for table, rows in groups.items():
        con.register("pairs", pd.DataFrame(rows, columns=["value", "id"], dtype=object))
        con.execute(
            f"CREATE TABLE {table} AS SELECT CAST(value AS VARCHAR) AS value,"
            " CAST(id AS VARCHAR) AS id FROM pairs"
        )
        con.unregister("pairs")


def count(engine: Engine, sets: Sets, f: Filter) -> Facets:
    """Value to count for each facet; values without an event are missing."""
    found: dict[str, dict[str, int]] = {name: {} for name in _PAIRS}
    for others, names in _by_others(f).items():
        sql, params = sets.begin(others)
        pairs = [(name, f"pairs_{name}") for name in names]
        ctes = "".join(f", {table} AS ({_pairs(name, f)})" for name, table in pairs)
        counts = " UNION ALL ".join(
            f"SELECT '{name}', p.v, count(*) FROM {table} p{sets.once(table, 'v')} GROUP BY p.v"
            for name, table in pairs
        )
        for name, value, number in engine.rows(f"{sql.rstrip()}{ctes} {counts}", params):
            found[name][value] = number
    return found


def _by_others(f: Filter) -> dict[Filter, list[str]]:
    """Facets that count in one and the same set are asked for together."""
    groups: dict[Filter, list[str]] = {}
    for name in _PAIRS:
        groups.setdefault(f.without(name), []).append(name)
    return groups


def _pairs(name: str, f: Filter) -> str:
    side = f" AND a.side = '{f.side}'" if f.side else ""
    return _PAIRS[name].format(side=side) if name == "actors" else _PAIRS[name]
