"""What a store is built from, as Arrow tables: columns are handed over as they are, never row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodash.domain.datasets import DATASET
from geodash.domain.model import Collection, Event, Link, Relation

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


def events(given: pa.Table) -> dict[str, Any]:
    """The columns that a store needs, blank where the table has none.

    Texts are texts and never null, lists joined by ``;``; numbers are floats, and what is no number is null.
    """
    found = {}
    for name in COLUMNS:
        column = given[name] if name in given.column_names else pa.nulls(len(given), pa.string())
        if name in _NUMBERS:
            column = _numbers(column)
        elif name not in _DATES or not pa.types.is_temporal(column.type):
            column = _texts(column)
        found[name] = _whole(column)
    return found


def mentions(given: pa.Table) -> dict[str, Any]:
    """The columns of mentions as texts."""
    return {name: _whole(_texts(given[name])) for name in MENTIONS}


def _texts(column: Any) -> Any:
    # A list of a table of Arrow, as Parquet has it.
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = pc.binary_join(column, ";")
    return column.cast(pa.string()).fill_null("")


def _numbers(column: Any) -> Any:
    try:
        column = column.cast(pa.float64())
    except pa.ArrowInvalid:
        numbers = pd.to_numeric(column.to_pandas(), errors="coerce")
        return pa.array(numbers, pa.float64(), from_pandas=True)
    return pc.if_else(pc.is_nan(column), None, column)


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def filled(column: Any) -> np.ndarray:
    """Which cells of a column have something."""
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
