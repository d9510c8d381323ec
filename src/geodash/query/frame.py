"""Events of a frame, made one at a time when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from geodash.domain.model import Context, DateBasis, DateKind, Event, EventType, PlaceRole, Status

_TEXT = ("date_note", "place_name", "place_id", "area_id", "note")
_LISTS = ("about_places", "actors", "recipients", "attributed_to", "deaths_of")
_COUNTS = ("where_prec", "deaths_best", "deaths_low", "deaths_high")
_ENUMS = {
    "date_kind": DateKind,
    "date_basis": DateBasis,
    "place_role": PlaceRole,
    "event_type": EventType,
    "status": Status,
    "context": Context,
}


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
    row = {name: value for name, value in row.items() if not pd.isna(value) and value != ""}
    values: dict[str, Any] = {"event_id": row["event_id"], "title": row.get("title", "")}
    values |= {name: str(row[name]) for name in _TEXT if name in row}
    values |= {n: tuple(v.strip() for v in row[n].split(";")) for n in _LISTS if n in row}
    values |= {name: int(row[name]) for name in _COUNTS if name in row}
    values |= {name: enum(row[name]) for name, enum in _ENUMS.items() if name in row}
    for name in ("latitude", "longitude"):
        values[name] = float(row[name]) if name in row else None
    for name in ("date_start", "date_end", "withdrawn"):
        values[name] = _date(row.get(name))
    return Event(**values)


def _date(value: str | datetime | date | None) -> date | None:
    if value is None or isinstance(value, str):
        return date.fromisoformat(value[:10]) if value else None
    return value.date() if isinstance(value, datetime) else value
