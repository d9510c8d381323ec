"""The store's tables, built column by column from Arrow tables with the contract's columns.

What many events have in common stands once, as a *combination* with a number from 0, and an event has its
numbers: a question about a combination is asked of some thousand rows instead of all events, and no table
has a row for each event and actor.

=================  =====================================================================
events             ``n`` (position in time order, from 0; the rows stand in this order),
                   ``event_id, latitude, longitude, folded`` (title and passages; see
                   :mod:`geodash.query.text`), ``row`` (of what was given), and the number
                   in each of the tables below, by the table's name
closed             of the columns with few values: ``kind, event_type, status, dataset,
                   place_role, where_prec, background, withdrawn, dated, located``
spans              of ``date_start, date_end, days, kind, background``, in time order, those
                   without a date last
people             of actors; ``people_actors`` (``people, actor_id, side``; ``by``:
                   acted, ``to``: was acted on) has them one by one
sites              of the places at or about which something is; ``sites_places`` (``sites,
                   place_id``; areas as ``area:…``)
told               of the articles that tell an event; ``told_articles`` (``told,
                   article_id``)
umbrella_members   ``umbrella, member`` (positions; members of members included)
=================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodash.domain.kinds import KINDS, Kind, Kinds
from geodash.geo.areas import AREA_PREFIX
from geodash.query import folded, source
from geodash.query.combined import combined

#: The tables of combinations.
COMBINED = ("closed", "spans", "people", "sites", "told")

# Half an interval is no interval. The same days may be written in two ways; ``rank`` is one then.
_INTERVALS = """
CREATE TEMP TABLE intervals AS
WITH typed AS (
  SELECT nth, CAST(NULLIF(CAST(date_start AS VARCHAR), '') AS DATE) AS d1,
              CAST(NULLIF(CAST(date_end AS VARCHAR), '') AS DATE) AS d2
  FROM given
), whole AS (
  SELECT nth, CASE WHEN d2 IS NOT NULL THEN d1 END AS date_start,
              CASE WHEN d1 IS NOT NULL THEN d2 END AS date_end FROM typed
)
SELECT *, CAST(dense_rank() OVER (ORDER BY date_start NULLS LAST, date_end NULLS LAST) - 1 AS INTEGER) AS rank
FROM whole ORDER BY nth
"""

_CLOSED = """
CREATE TABLE closed AS
SELECT CAST(nth AS INTEGER) AS closed, {kind} AS kind, NULLIF(event_type, '') AS event_type, status,
       NULLIF(dataset, '') AS dataset, NULLIF(place_role, '') AS place_role,
       CAST(where_prec AS TINYINT) AS where_prec, context = 'background' AS background,
       withdrawn, dated, located
FROM given ORDER BY nth
"""

_SPANS = """
CREATE TABLE spans AS
SELECT CAST(row_number() OVER (ORDER BY rank, kind, background) - 1 AS INTEGER) AS spans,
       date_start, date_end, date_diff('day', date_start, date_end) + 1 AS days, kind, background, given.nth
FROM given JOIN intervals ON intervals.nth = interval JOIN closed USING (closed) ORDER BY spans
"""

_PEOPLE = """
CREATE TABLE people AS SELECT CAST(nth AS INTEGER) AS people FROM given ORDER BY nth;
CREATE TABLE people_actors AS
SELECT DISTINCT CAST(nth AS INTEGER) AS people, trim(actor_id) AS actor_id, side FROM (
  SELECT nth, unnest(string_split(actors, ';')) AS actor_id, 'by' AS side FROM given
  UNION ALL
  SELECT nth, unnest(string_split(recipients, ';')), 'to' FROM given
) WHERE trim(actor_id) <> '' ORDER BY ALL
"""

_SITES = f"""
CREATE TABLE sites AS SELECT CAST(nth AS INTEGER) AS sites FROM given ORDER BY nth;
CREATE TABLE sites_places AS
SELECT DISTINCT CAST(nth AS INTEGER) AS sites, trim(place_id) AS place_id FROM (
  SELECT nth, place_id FROM given
  UNION ALL
  SELECT nth, CASE WHEN area_id = '' OR starts_with(area_id, '{AREA_PREFIX}') THEN area_id
                   ELSE '{AREA_PREFIX}' || area_id END FROM given
  UNION ALL
  SELECT nth, unnest(string_split(about_places, ';')) FROM given
) WHERE trim(place_id) <> '' ORDER BY ALL
"""

# What nobody tells has number 0.
_TOLD = """
CREATE TEMP TABLE tellers AS
SELECT row, list_sort(list(DISTINCT article_id)) AS articles FROM given GROUP BY row;
CREATE TEMP TABLE shelves AS
SELECT CAST(row_number() OVER (ORDER BY articles) AS INTEGER) AS told, articles
FROM (SELECT DISTINCT articles FROM tellers);
CREATE TABLE told AS SELECT CAST(0 AS INTEGER) AS told UNION ALL SELECT told FROM shelves;
CREATE TABLE told_articles AS SELECT told, unnest(articles) AS article_id FROM shelves ORDER BY ALL
"""

_EVENTS = "CREATE TABLE events AS SELECT * FROM given"


def build(
    con: duckdb.DuckDBPyConnection,
    events: pa.Table,
    mentions: pa.Table,
    part_of: Iterable[tuple[str, str]] = (),
    kinds: Kinds = KINDS,
) -> None:
    """Make all tables; ``part_of`` are event ids, member first."""
    given = source.events(events)
    told = source.mentions(mentions)
    rows = pc.index_in(told["event_id"], value_set=given["event_id"])
    of, rank = _when_and_what(con, given, kinds)
    for name, sql, columns in (
        ("people", _PEOPLE, ("actors", "recipients")),
        ("sites", _SITES, ("place_id", "area_id", "about_places")),
    ):
        of[name], first = combined(given[column] for column in columns)
        _run(con, sql, **_at(given, columns, first))
    known = np.asarray(pc.is_valid(rows))
    rows = np.asarray(rows.filter(known)).astype(np.int64)
    of["told"] = _tellers(con, rows, told["article_id"].filter(known), len(events))
    texts = folded.documents(con, given["title"], rows, told["quote"].filter(known))
    _events(con, given, rank, {**of, "folded": texts})
    _build_umbrellas(con, part_of)


def _when_and_what(
    con: duckdb.DuckDBPyConnection, given: Mapping[str, Any], kinds: Kinds
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Makes ``closed`` and ``spans``: the numbers of all events in them, and their order in time."""
    dates = ("date_start", "date_end")
    interval, first = combined(given[name] for name in dates)
    _run(con, _INTERVALS, **_at(given, dates, first))
    found = con.execute("SELECT rank, date_start IS NOT NULL AS dated FROM intervals ORDER BY nth")
    intervals = found.fetchnumpy()
    flags = {
        "withdrawn": source.filled(given["withdrawn"]),
        "located": source.filled(given["latitude"]) & source.filled(given["longitude"]),
        "dated": intervals["dated"][interval],
    }
    names = ("event_type", "status", "dataset", "place_role", "where_prec", "context")
    closed, first = combined([*(given[name] for name in names), *flags.values()])
    _run(
        con,
        _CLOSED.format(kind=_kind(kinds)),
        **_at(given, names, first),
        **{name: of[first] for name, of in flags.items()},
    )
    look = con.execute(
        "SELECT dense_rank() OVER (ORDER BY kind, background) AS look FROM closed ORDER BY closed"
    ).fetchnumpy()["look"]
    spans, first = combined([interval, look[closed]])
    _run(con, _SPANS, interval=interval[first], closed=closed[first])
    nth = con.execute("SELECT nth, spans FROM spans").fetchnumpy()
    number = np.empty(len(first), dtype=np.int32)
    number[nth["nth"]] = nth["spans"]
    con.execute("ALTER TABLE spans DROP nth")
    con.execute("DROP TABLE intervals")
    rank: np.ndarray = np.asarray(intervals["rank"])[interval]
    return {"closed": closed, "spans": number[spans]}, rank


def _tellers(
    con: duckdb.DuckDBPyConnection, rows: np.ndarray, articles: Any, size: int
) -> np.ndarray:
    """Makes ``told``; ``rows`` says of which event each mention is."""
    _run(con, _TOLD, row=rows, article_id=articles)
    found = con.execute("SELECT row, told FROM tellers JOIN shelves USING (articles)").fetchnumpy()
    for name in ("tellers", "shelves"):
        con.execute(f"DROP TABLE {name}")
    told = np.zeros(size, dtype=np.int32)
    told[found["row"]] = found["told"]
    return told


def _events(
    con: duckdb.DuckDBPyConnection,
    given: Mapping[str, Any],
    rank: np.ndarray,
    made: Mapping[str, Any],
) -> None:
    """Makes ``events``: only a narrow table is sorted, the columns are then taken in its order."""
    count = np.arange(len(rank), dtype=np.int32)
    keys = {"rank": rank, "event_id": given["event_id"], "row": count}
    con.register("keys", pa.table(keys))
    row = con.execute("SELECT row FROM keys ORDER BY rank, event_id").fetchnumpy()["row"]
    con.unregister("keys")
    columns = {**{n: given[n] for n in ("event_id", "latitude", "longitude")}, **made}
    ordered = {
        name: column[row] if isinstance(column, np.ndarray) else column.take(pa.array(row))
        for name, column in columns.items()
    }
    con.register("given", pa.table({"n": count, **ordered, "row": row}))
    con.execute(_EVENTS)
    con.unregister("given")


def _at(given: Mapping[str, Any], names: Iterable[str], rows: np.ndarray) -> dict[str, Any]:
    found = {name: given[name].take(pa.array(rows)) for name in names}
    return {
        name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for name, column in found.items()
    }


def _run(con: duckdb.DuckDBPyConnection, sql: str, **columns: Any) -> None:
    """Statements over a table ``given`` of these columns, whose rows ``nth`` counts from 0."""
    size = len(next(iter(columns.values())))
    con.register("given", pa.table({"nth": np.arange(size), **columns}))
    con.execute(sql)
    con.unregister("given")


def _kind(kinds: Kinds) -> str:
    """The kind of a row by its type. Keys are made of letters, digits, hyphens and underscores alone."""
    rules = (
        f"WHEN event_type IN ({', '.join(repr(t.value) for t in types)}) THEN '{kind.value}'"
        for kind, types in kinds.types.items()
        if types
    )
    return (
        f"CASE WHEN event_type = '' THEN '{Kind.OTHER}' {' '.join(rules)} ELSE '{Kind.OTHER}' END"
    )


def _build_umbrellas(con: duckdb.DuckDBPyConnection, part_of: Iterable[tuple[str, str]]) -> None:
    con.execute("CREATE TABLE umbrella_members (umbrella INTEGER, member INTEGER)")
    pairs = [(umbrella, m) for umbrella, ms in descendants(part_of).items() for m in ms]
    if not pairs:
        return
    con.register("pairs", pd.DataFrame(pairs, columns=["umbrella", "member"], dtype=object))
    con.execute(
        "INSERT INTO umbrella_members SELECT u.n, m.n FROM pairs"
        " JOIN events u ON u.event_id = pairs.umbrella JOIN events m ON m.event_id = pairs.member"
    )
    con.unregister("pairs")


def descendants(part_of: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Umbrella to all its members, those of its members too; a cycle ends where it began."""
    children: dict[str, list[str]] = {}
    for member, umbrella in part_of:
        children.setdefault(umbrella, []).append(member)
    found: dict[str, tuple[str, ...]] = {}
    for umbrella, direct in children.items():
        queue = list(direct)
        below: dict[str, None] = {}
        for member in queue:
            if member != umbrella and member not in below:
                below[member] = None
                queue += children.get(member, ())
        found[umbrella] = tuple(below)
    return found
