"""The store's tables, built column by column from a frame with the contract's columns.

=================  =====================================================================
events             ``n`` (position in time order, from 0), the contract's columns that a
                   filter asks for, ``days`` of the interval, ``kind``, ``x``/``y`` (Web
                   Mercator, the world from 0 to 1)
event_actors       ``n, actor_id, side`` (``by``: acted, ``to``: was acted on)
event_places       ``n, place_id`` (at or about; areas as ``area:…``)
event_articles     ``n, article_id``
event_texts        ``n, folded`` (title and passages; see :mod:`geodash.query.text`)
closed             the combinations of the columns with few values that there are, numbered
                   from 0: ``closed, kind, event_type, status, place_role, where_prec,
                   least`` (of the days that a filter's precision allows, the fewest that
                   hold the interval)
umbrella_members   ``umbrella, member`` (positions; members of members included)
=================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from geodash.domain.datasets import DATASET
from geodash.domain.kinds import KINDS, Kind, Kinds
from geodash.domain.model import Collection, Event, Link, Relation
from geodash.geo.areas import AREA_PREFIX
from geodash.query import folded
from geodash.query.parts.time import MOST_DAYS

_TEXT = (
    "event_id", "title", "place_id", "area_id", "place_role", "event_type", "status", "context",
    "about_places", "actors", "recipients", DATASET,
)  # fmt: skip
_DATES = ("date_start", "date_end", "withdrawn")
_NUMBERS = ("latitude", "longitude", "where_prec")
COLUMNS = (*_TEXT, *_DATES, *_NUMBERS)

_EVENTS = """
CREATE TABLE events AS
WITH typed AS (
  SELECT *, CAST(NULLIF(CAST(date_start AS VARCHAR), '') AS DATE) AS d1,
            CAST(NULLIF(CAST(date_end AS VARCHAR), '') AS DATE) AS d2
  FROM source
), dated AS (
  -- Half an interval is no interval.
  SELECT * REPLACE (CASE WHEN d2 IS NULL THEN NULL ELSE d1 END AS d1,
                    CASE WHEN d1 IS NULL THEN NULL ELSE d2 END AS d2)
  FROM typed
)
SELECT CAST(row_number() OVER (ORDER BY d1 NULLS LAST, d2 NULLS LAST, event_id) - 1 AS INTEGER) AS n,
       CAST(event_id AS VARCHAR) AS event_id, d1 AS date_start, d2 AS date_end,
       date_diff('day', d1, d2) + 1 AS days,
       {kind} AS kind, NULLIF(event_type, '') AS event_type, status,
       NULLIF(dataset, '') AS dataset, NULLIF(place_role, '') AS place_role, CAST(where_prec AS TINYINT) AS where_prec,
       CAST(latitude AS DOUBLE) AS latitude, CAST(longitude AS DOUBLE) AS longitude,
       (CAST(longitude AS DOUBLE) + 180) / 360 AS x,
       0.5 - ln(tan(pi() / 4 + radians(greatest(-85.05, least(85.05, CAST(latitude AS DOUBLE)))) / 2))
         / (2 * pi()) AS y,
       coalesce(context, '') = 'background' AS background,
       coalesce(CAST(withdrawn AS VARCHAR), '') <> '' AS withdrawn,
       row
FROM dated
"""

_LEAST = (
    f"CASE {' '.join(f'WHEN days <= {n} THEN {n}' for n in sorted(MOST_DAYS.values()))}"
    f" WHEN days IS NOT NULL THEN {2**31 - 1} END"
)
_CLOSED = ("kind", "event_type", "status", "place_role", "where_prec")
_COMBINATIONS = f"""
CREATE TABLE closed AS
SELECT CAST(row_number() OVER () - 1 AS INTEGER) AS closed, *
FROM (SELECT DISTINCT {", ".join(_CLOSED)}, {_LEAST} AS least FROM events)
"""
#: The number of each event's combination, in time order. Blank is a value like others here.
CLOSED_OF = f"""
SELECT closed FROM events e JOIN closed c ON {_LEAST} IS NOT DISTINCT FROM least AND
{" AND ".join(f"e.{name} IS NOT DISTINCT FROM c.{name}" for name in _CLOSED)}
ORDER BY n
"""

_ACTORS = """
CREATE TABLE event_actors AS
SELECT DISTINCT n, trim(actor_id) AS actor_id, side FROM (
  SELECT row, unnest(string_split(actors, ';')) AS actor_id, 'by' AS side FROM source
  UNION ALL
  SELECT row, unnest(string_split(recipients, ';')), 'to' FROM source
) JOIN events USING (row) WHERE trim(actor_id) <> '' ORDER BY n
"""

_PLACES = f"""
CREATE TABLE event_places AS
SELECT DISTINCT n, trim(place_id) AS place_id FROM (
  SELECT row, place_id FROM source
  UNION ALL
  SELECT row, CASE WHEN area_id = '' OR starts_with(area_id, '{AREA_PREFIX}') THEN area_id
                   ELSE '{AREA_PREFIX}' || area_id END FROM source
  UNION ALL
  SELECT row, unnest(string_split(about_places, ';')) FROM source
) JOIN events USING (row) WHERE trim(place_id) <> '' ORDER BY n
"""


def build(
    con: duckdb.DuckDBPyConnection,
    events: pd.DataFrame,
    mentions: pd.DataFrame,
    part_of: Iterable[tuple[str, str]] = (),
    kinds: Kinds = KINDS,
) -> None:
    """Make all tables; ``part_of`` are event ids, member first."""
    con.register("source", _with_rows(events))
    for statement in (_EVENTS.format(kind=_kind(kinds)), _COMBINATIONS, _ACTORS, _PLACES):
        con.execute(statement)
    con.unregister("source")
    folded.build(con, events, mentions)
    _build_articles(con, mentions)
    _build_umbrellas(con, part_of)


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


def _with_rows(events: pd.DataFrame) -> pa.Table:
    """The columns that are needed, blank where the frame has none, and the row's number.

    As Arrow has them: the database reads them as they are, and objects of Python one by one.
    """
    found: dict[str, object] = {"row": np.arange(len(events))}
    for name in COLUMNS:
        column = events[name].reset_index(drop=True) if name in events else None
        if name in _NUMBERS:
            numbers = pd.to_numeric(column, errors="coerce") if column is not None else None
            found[name] = numbers if numbers is not None else pd.Series(dtype="float64")
        elif column is None or name in _DATES:
            found[name] = "" if column is None else column
        else:
            found[name] = (
                column.fillna("").astype(object) if column.hasnans else column.astype(object)
            )
    frame = pd.DataFrame(found)
    return pa.table({name: _arrow(frame[name]) for name in frame})


def _arrow(column: pd.Series) -> pa.Array:
    try:
        return pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # of several types: as text
        return pa.array([None if pd.isna(v) else str(v) for v in column], pa.string())


def _build_articles(con: duckdb.DuckDBPyConnection, mentions: pd.DataFrame) -> None:
    con.register("told", mentions[["event_id", "article_id"]].astype(object))
    con.execute(
        "CREATE TABLE event_articles AS SELECT DISTINCT n, article_id"
        " FROM told JOIN events USING (event_id) ORDER BY n"
    )
    con.unregister("told")


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


# From a collection ----------------------------------------------------------------------------


def part_of(links: Iterable[Link]) -> list[tuple[str, str]]:
    """Member and umbrella of each ``part_of`` link."""
    return [(k.from_event, k.to_event) for k in links if k.relation is Relation.PART_OF]


def frames(collection: Collection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The events and mentions of a collection as frames with the contract's columns."""
    rows = [_row(event) for event in collection.events.values()]
    events = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    told = [(m.event_id, m.article_id, m.quote) for m in collection.mentions]
    return events, pd.DataFrame(told, columns=["event_id", "article_id", "quote"], dtype=object)


def _row(event: Event) -> tuple[object, ...]:
    return tuple(
        event.extra.get(DATASET, "").strip() if name == DATASET else _cell(getattr(event, name))
        for name in COLUMNS
    )


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None or isinstance(value, int | float):
        return value
    return str(value)
