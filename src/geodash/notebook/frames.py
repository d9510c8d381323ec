"""Tables of a selection as frames: columns typed by the contract, places as points of WGS 84."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Point

from geodash.collection.read.contract import default_contract
from geodash.domain.kinds import Kinds
from geodash.domain.model import Article, Row
from geodash.exchange.cells import columns
from geodash.exchange.csv_ import derived_of
from geodash.exchange.facts import Facts
from geodash.exchange.geojson import position
from geodash.exchange.selection import Selection
from geodash.words.notes import BOUNDARY_NOTE

CRS = "EPSG:4326"
#: Worked out of an event, which is not kept with it.
_WHOLE = ("date_prec",)
_LISTS = ("part_of", "articles")


def events_frame(selection: Selection) -> gpd.GeoDataFrame:
    """One row per event by ``event_id``; what is worked out comes last, the geometry after it.

    Points have no more decimals than their places are known to; an event without a place has none.
    """
    events, facts = selection.events, Facts(selection)
    kinds = selection.collection.kinds
    table = _columns("events", events, {"event_type": list(kinds.by_type)})
    for name, value in derived_of(kinds).items():
        if name != "collection_version":
            own = name if name not in table else f"geodash:{name}"
            table[own] = _derived(name, [value(e, facts) for e in events], kinds)
    frame = pd.DataFrame(table).set_index("event_id")
    points = np.array([Point(p) if (p := position(e)) else None for e in events], dtype=object)
    found = gpd.GeoDataFrame(frame, geometry=points, crs=CRS)
    found.attrs = _told(selection)
    return found


def rows_frame(table: str, rows: Sequence[Row], index: str = "") -> pd.DataFrame:
    """Rows of another table of the contract, by the column that names them if there is one."""
    frame = pd.DataFrame(_columns(table, rows))
    return frame.set_index(index) if index else frame


def articles_frame(articles: Iterable[Article]) -> pd.DataFrame:
    """One row per article by ``article_id``, with its text as ``body``."""
    found, names = list(articles), [f.name for f in fields(Article) if f.name != "notes"]
    days = ("published_earliest", "published_latest")
    table = {
        n: _typed([getattr(a, n) for a in found], "date" if n in days else "string") for n in names
    }
    return pd.DataFrame(table).set_index("article_id")


def _columns(
    table: str, rows: Sequence[Row], values: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Any]:
    known = default_contract().tables[table]
    found: dict[str, Any] = {}
    for name in columns(table, rows):
        if name not in known:
            found[name] = _typed([r.extra.get(name, "") for r in rows], "string")
            continue
        column = known[name]
        kind = "list" if column.separator else column.type
        choices = (values or {}).get(name, column.values)
        found[name] = _typed([getattr(r, name) for r in rows], kind, choices)
    return found


def _typed(values: Sequence[Any], kind: str, choices: Sequence[str] = ()) -> Any:
    """A column of Table Schema's type; what is unknown is missing, a list is a tuple."""
    if kind == "list":
        return pd.Series(list(map(tuple, values)), dtype=object)
    if kind == "date":
        return pd.array([None if v is None else v.isoformat() for v in values], dtype="datetime64[s]")  # fmt: skip
    if kind == "integer":
        return pd.array(values, dtype="Int64")
    if kind == "number":
        return pd.array([float("nan") if v is None else v for v in values], dtype="float64")
    texts = [None if v in (None, "") else str(v) for v in values]
    if choices:
        return pd.Categorical(texts, categories=list(dict.fromkeys(choices)))
    return pd.array(texts, dtype="string")


def _derived(name: str, values: Sequence[Any], kinds: Kinds) -> Any:
    if name == "counted":
        return pd.array([bool(v) for v in values], dtype="bool")
    if name == "kind":
        return _typed(values, "string", [k.value for k in kinds])
    return _typed(values, "integer" if name in _WHOLE else "list" if name in _LISTS else "string")


def _told(selection: Selection) -> dict[Hashable | None, Any]:
    """What goes along with a frame: what was chosen, and under what terms."""
    return {
        "sentence": selection.sentence,
        "query": selection.query,
        "version": selection.version,
        "licences": "; ".join(selection.licences),
        "attribution": selection.attribution,
        "boundary_note": BOUNDARY_NOTE,
    }
