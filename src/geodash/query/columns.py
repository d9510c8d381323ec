"""The events' facts that are counted, as arrays in time order."""

from __future__ import annotations

import numpy as np

from geodash.domain.kinds import KINDS, Kinds
from geodash.query.engine import Engine

_EPOCH = "DATE '1970-01-01'"


class Columns:
    """One value an event. Days count from 1970-01-01; without a date or point they mean nothing.

    ``kind`` is the position in :attr:`kinds`, those of the collection; ``mark`` tells which events have a mark of their own:
    a seat and a whole country stand in a chip.
    """

    def __init__(self, engine: Engine, kinds: Kinds = KINDS) -> None:
        self.kinds = tuple(kinds)
        names = ", ".join(f"'{kind.value}'" for kind in self.kinds)
        found = engine.arrays(
            "SELECT event_id, date_start IS NOT NULL AS dated,"
            f" CAST(coalesce(date_start - {_EPOCH}, 0) AS INTEGER) AS first,"
            f" CAST(coalesce(date_end - {_EPOCH}, 0) AS INTEGER) AS last,"
            f" CAST(list_position([{names}], kind) - 1 AS TINYINT) AS kind,"
            " latitude IS NOT NULL AND longitude IS NOT NULL AS located,"
            " coalesce(latitude, 0) AS latitude, coalesce(longitude, 0) AS longitude,"
            " coalesce(x, 0) AS x, coalesce(y, 0) AS y, background,"
            " coalesce(place_role, '') = 'seat' AS seat, coalesce(where_prec, 0) = 6 AS country"
            " FROM events ORDER BY n"
        )
        self.event_id: np.ndarray = found["event_id"]
        self.dated: np.ndarray = found["dated"]
        self.first: np.ndarray = found["first"]
        self.last: np.ndarray = found["last"]
        self.kind: np.ndarray = found["kind"]
        self.located: np.ndarray = found["located"]
        self.latitude: np.ndarray = found["latitude"]
        self.longitude: np.ndarray = found["longitude"]
        self.x: np.ndarray = found["x"]
        self.y: np.ndarray = found["y"]
        self.background: np.ndarray = found["background"]
        self.seat: np.ndarray = found["seat"]
        self.mark: np.ndarray = self.located & ~found["seat"] & ~found["country"]

    def __len__(self) -> int:
        return len(self.event_id)
