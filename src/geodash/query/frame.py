"""Events of a table, made one at a time when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, get_args, get_type_hints

import numpy as np
import pandas as pd
import pyarrow as pa

from geodash.domain.model import Event
from geodash.query import source


def _reader(hint: Any) -> Callable[[Any], Any]:
    """How a frame's value becomes a field of this type."""
    kinds: tuple[type, ...] = get_args(hint) or (hint,)
    for kind in kinds:
        if kind is str:
            return _items if str(hint).startswith("tuple") else str
        if kind is date:
            return _date
        if kind in (int, float) or issubclass(kind, StrEnum):
            return kind
    raise TypeError(f"no column holds a {hint}")


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(";") if item.strip())


def _date(value: str | datetime | date) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value


#: A column of the contract is a field of the event: its type says how it is read.
_READERS = {name: _reader(h) for name, h in get_type_hints(Event).items() if name != "extra"}


class FrameEvents(Mapping[str, Event]):
    """Event id to event, over an Arrow table with the contract's columns."""

    def __init__(self, table: pa.Table) -> None:
        self._ids = table["event_id"]
        # Taking rows of a whole table first puts all texts of its pieces together.
        named = table.select([name for name in table.column_names if name in _READERS])
        self._pieces = named.to_batches()
        self._starts = np.cumsum([0, *(len(piece) for piece in self._pieces)])

    @cached_property
    def _index(self) -> pd.Index:
        """Made when an event is first asked for: of a million it takes most of a second."""
        ids = self._ids.cast(pa.string())
        index: pd.Index = pd.Index(ids.to_numpy(), dtype=object)
        return index

    def __getitem__(self, event_id: str) -> Event:
        return self.many([event_id])[0]

    def many(self, ids: Sequence[str]) -> list[Event]:
        """Several at once, in the order given; raises ``KeyError``."""
        positions = self._index.get_indexer(pd.Index(ids, dtype=object))
        if (positions < 0).any():
            raise KeyError(ids[int((positions < 0).argmax())])
        found: dict[int, Event] = {}
        for piece, start in zip(self._pieces, self._starts, strict=False):
            here = positions[(positions >= start) & (positions < start + len(piece))]
            if len(here):
                events = _events(piece.take(pa.array(here - start)))
                found.update(zip(here.tolist(), events, strict=True))
        return [found[position] for position in positions.tolist()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, event_id: object) -> bool:
        return event_id in self._index


def _events(piece: pa.RecordBatch) -> Iterator[Event]:
    """Column by column: a value that many rows have is read once."""
    columns = [_values(n, c) for n, c in zip(piece.schema.names, piece.columns, strict=True)]
    for row in zip(*columns, strict=True):
        there = ((n, v) for n, v in zip(piece.schema.names, row, strict=True) if v is not None)
        yield Event(**{"title": "", **dict(there)})


def _values(name: str, column: pa.Array) -> list[Any]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    read = _READERS[name]
    # As the store reads them: what is counted is what an event says.
    column = source.numbers(column) if read in (int, float) else source.joined(column)
    given = column.to_pylist()
    # What is not itself is no value.
    known = {v: read(v) for v in set(given) if v is not None and v != "" and v == v}
    return [known.get(value) for value in given]
