"""Events of a frame, made one at a time when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pandas as pd

from geodash.domain.model import Event


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


def _items(value: Any) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(";"))


def _date(value: str | datetime | date) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value


#: A column of the contract is a field of the event: its type says how it is read.
_READERS = {name: _reader(h) for name, h in get_type_hints(Event).items() if name != "extra"}


class FrameEvents(Mapping[str, Event]):
    """Event id to event, over a frame with the contract's columns."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._index = pd.Index(frame["event_id"])

    def __getitem__(self, event_id: str) -> Event:
        try:
            position = self._index.get_loc(event_id)
        except TypeError:
            raise KeyError(event_id) from None
        return _event(self._frame.iloc[position].to_dict())

    def many(self, ids: Sequence[str]) -> list[Event]:
        """Several at once, in the order given; raises ``KeyError``."""
        positions = self._index.get_indexer(list(ids))
        if (positions < 0).any():
            raise KeyError(ids[int((positions < 0).argmax())])
        return [_event(row) for row in self._frame.iloc[positions].to_dict("records")]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, event_id: object) -> bool:
        return event_id in self._index


def _event(row: dict[str, Any]) -> Event:
    there = {n: v for n, v in row.items() if n in _READERS and not pd.isna(v) and v != ""}
    values = {name: _READERS[name](value) for name, value in there.items()}
    return Event(**{"title": "", **values})
