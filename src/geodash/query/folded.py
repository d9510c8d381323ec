"""The searchable text of each event, made by the database: :func:`geodash.query.text.document` in SQL.

Python folds a million titles in seconds; the database folds those of ASCII letters alone in a fraction of
that, and only what has other letters goes through Python, each text once.
"""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa

from geodash.geo.searched import ASCII_DROPPED, ASCII_GAPS, search_key

# The key of a text; ``others`` has the keys of those that are not ASCII alone.
_KEY = f"""CASE WHEN strlen({{text}}) = length({{text}})
  THEN trim(regexp_replace(translate(lower({{text}}), '{ASCII_DROPPED.replace("'", "''")}', ''),
                           '{ASCII_GAPS}', ' ', 'g'))
  ELSE others.key END"""

_OTHERS = """
SELECT DISTINCT said FROM (SELECT title AS said FROM titles UNION ALL SELECT quote FROM quotes)
WHERE strlen(said) <> length(said)
"""

_TEXTS = f"""
CREATE TABLE event_texts AS
WITH said AS (
  SELECT event_id, string_agg(NULLIF({_KEY.format(text="quote")}, ''), ' | ' ORDER BY nth) AS keys
  FROM quotes LEFT JOIN others ON others.said = quote GROUP BY event_id
)
SELECT n, ' ' || concat_ws(' | ', NULLIF({_KEY.format(text="title")}, ''), said.keys) || ' ' AS folded
FROM titles JOIN events USING (row) LEFT JOIN others ON others.said = title
LEFT JOIN said ON said.event_id = events.event_id
ORDER BY n
"""


def build(con: duckdb.DuckDBPyConnection, events: pd.DataFrame, mentions: pd.DataFrame) -> None:
    """Make ``event_texts``; ``events`` are in the order of the column ``row`` of the table of events."""
    titles = events["title"] if "title" in events else [""] * len(events)
    con.register("titles", _table(row=range(len(events)), title=_texts(titles)))
    con.register(
        "quotes",
        _table(
            nth=range(len(mentions)),
            event_id=_texts(mentions["event_id"]),
            quote=_texts(mentions["quote"]),
        ),
    )
    others = [text for (text,) in con.execute(_OTHERS).fetchall()]
    con.register("others", _table(said=_texts(others), key=_texts(map(search_key, others))))
    con.execute(_TEXTS)
    for name in ("titles", "quotes", "others"):
        con.unregister(name)


def _table(**columns: object) -> pa.Table:
    return pa.table(columns)


def _texts(values: object) -> pa.Array:
    """Text, blank where there is none."""
    column = pa.array(pd.Series(values, dtype=object), pa.string(), from_pandas=True)
    return column.fill_null("")
