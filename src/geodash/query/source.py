"""What a store is built from, as Arrow tables: columns are handed over as they are, never row by row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodash.domain.datasets import DATASET
from geodash.domain.model import Collection, Event, Link, Relation, Status

_TEXT = (
    "event_id", "title", "place_id", "area_id", "place_role", "event_type", "status", "context",
    "about_places", "actors", "recipients", DATASET,
)  # fmt: skip
_DATES = ("date_start", "date_end", "withdrawn")
_NUMBERS = ("latitude", "longitude", "where_prec")
COLUMNS = (*_TEXT, *_DATES, *_NUMBERS)
MENTIONS = ("event_id", "article_id", "quote")
NO_MENTIONS = pa.table({name: pa.array([], pa.string()) for name in MENTIONS})


def table(given: pd.DataFrame | pa.Table) -> pa.Table:
    """A frame as an Arrow table: a cell without a value is null, a column of several types is text."""
    if isinstance(given, pa.Table):
        return given
    return pa.table({name: _column(given[name]) for name in given})


def _column(values: pd.Series) -> pa.Array:
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if pd.isna(v) else str(v) for v in values], pa.string())


def parquet(path: Path | str) -> pa.Table:
    """A Parquet file or a folder of them, texts other than ids as dictionaries: a text that many rows have stands once."""
    schema = pq.ParquetDataset(path).schema
    texts = [
        f.name for f in schema if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)
    ]
    return pq.read_table(path, read_dictionary=[name for name in texts if name != "event_id"])


def events(given: pa.Table) -> dict[str, Any]:
    """The columns that a store needs, blank where the table has none.

    Texts are never null, lists joined by ``;``; what comes as a dictionary (a category) stays one, except for ids
    and for the status, which is never blank. Numbers are floats, and what is no number is null.
    """
    found = {}
    for name in COLUMNS:
        column = given[name] if name in given.column_names else pa.nulls(len(given), pa.string())
        if name in _NUMBERS:
            column = numbers(column)
        elif name not in _DATES or not pa.types.is_temporal(column.type):
            column = _texts(column)
        found[name] = _whole(column)
    found["event_id"] = found["event_id"].cast(pa.string())
    status = found["status"].cast(pa.string())
    found["status"] = pc.if_else(pc.equal(status, ""), Status.REPORTED.value, status)
    return found


def mentions(given: pa.Table) -> dict[str, Any]:
    """The columns of mentions as texts."""
    found = {name: _whole(_texts(given[name])) for name in MENTIONS}
    return {**found, "event_id": found["event_id"].cast(pa.string())}


def _texts(column: Any) -> Any:
    if pa.types.is_dictionary(column.type):
        return _dictionary(column)
    return joined(column).cast(pa.string()).fill_null("")


def joined(column: Any) -> Any:
    """Lists, as Parquet has them, as texts joined by ``;``; a null in a list is blank, other columns stay as they are."""
    if not (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)):
        return column
    column = _whole(column)
    items = column.values.cast(pa.string()).fill_null("")
    lists = type(column).from_arrays(column.offsets, items)
    return pc.if_else(column.is_valid(), pc.binary_join(lists, ";"), None)


def _dictionary(column: Any) -> Any:
    """The same with a text for null, which is blank."""
    if isinstance(column, pa.ChunkedArray):
        column = _whole(column.unify_dictionaries())
    texts = column.dictionary.cast(pa.string()).fill_null("")
    blank = pa.concat_arrays([texts, pa.array([""])])
    codes = column.indices.cast(pa.int32()).fill_null(len(texts))
    return pa.DictionaryArray.from_arrays(codes, blank)


def numbers(column: Any) -> Any:
    """A column as floats; what is no number is null."""
    try:
        column = column.cast(pa.float64())
    except pa.ArrowInvalid:
        found = pd.to_numeric(column.to_pandas(), errors="coerce")
        return pa.array(found, pa.float64(), from_pandas=True)
    return pc.if_else(pc.is_nan(column), None, column)


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def filled(column: Any) -> np.ndarray:
    """Which cells of a column have something."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    there = pc.is_valid(column)
    if pa.types.is_string(column.type):
        there = pc.not_equal(column, "")
    flags: np.ndarray = np.asarray(there)
    return flags


# From a collection ----------------------------------------------------------------------------


def part_of(links: Iterable[Link]) -> list[tuple[str, str]]:
    """Member and umbrella of each ``part_of`` link."""
    return [(k.from_event, k.to_event) for k in links if k.relation is Relation.PART_OF]


def frames(collection: Collection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The events and mentions of a collection as frames with the contract's columns."""
    rows = [_row(event) for event in collection.events.values()]
    found = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    told = [(m.event_id, m.article_id, m.quote) for m in collection.mentions]
    return found, pd.DataFrame(told, columns=MENTIONS, dtype=object)


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
