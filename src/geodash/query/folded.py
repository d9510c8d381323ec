"""The searchable text of each event, made by the database: :func:`geodash.query.text.document` in SQL.

Python folds a million titles in seconds; the database folds those of ASCII letters alone in a fraction of
that, and only what has other letters goes through Python. A text that many events have is folded once.
"""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodash.geo.searched import ASCII_DROPPED, ASCII_GAPS, search_key

# Null for a text that is not ASCII alone.
_KEYS = f"""
SELECT CASE WHEN strlen(said) = length(said)
  THEN trim(regexp_replace(translate(lower(said), '{ASCII_DROPPED.replace("'", "''")}', ''),
                           '{ASCII_GAPS}', ' ', 'g')) END AS key
FROM texts
"""

_SAID = """
SELECT row, string_agg(NULLIF(key, ''), ' | ' ORDER BY nth) AS keys FROM quotes GROUP BY row
"""


def documents(
    con: duckdb.DuckDBPyConnection, titles: Any, rows: np.ndarray, quotes: Any
) -> pa.Array:
    """The text of each event; ``rows`` says of which event each quote is, by its title's position."""
    keys = _keys(con, titles)
    if not len(rows):
        return pc.binary_join_element_wise(" ", keys, " ", "")
    quoted = {"row": rows, "nth": np.arange(len(rows)), "key": _keys(con, quotes)}
    con.register("quotes", pa.table(quoted))
    said = con.sql(_SAID).to_arrow_table()
    con.unregister("quotes")
    of = np.full(len(keys), -1)
    of[said["row"].to_numpy()] = np.arange(len(said))
    passages = said["keys"].combine_chunks().take(pa.array(of, mask=of < 0)).fill_null("")
    alone = pc.or_(pc.equal(keys, ""), pc.equal(passages, ""))
    return pc.binary_join_element_wise(" ", keys, pc.if_else(alone, "", " | "), passages, " ", "")


def _keys(con: duckdb.DuckDBPyConnection, texts: Any) -> pa.Array:
    """The folded form of each text."""
    coded = texts if pa.types.is_dictionary(texts.type) else pc.dictionary_encode(texts)
    con.register("texts", pa.table({"said": coded.dictionary}))
    keys = con.sql(_KEYS).to_arrow_table()["key"].combine_chunks()
    con.unregister("texts")
    others = pc.is_null(keys)
    folded = [search_key(text) for text in coded.dictionary.filter(others).to_pylist()]
    keys = pc.replace_with_mask(keys, others, pa.array(folded, pa.string()))
    return keys.take(coded.indices)
