"""The events' facts that are counted, as arrays."""

from __future__ import annotations

import numpy as np

from geodash.domain.extent import MOST_LATITUDE
from geodash.domain.kinds import KINDS, Kinds
from geodash.query.engine import Engine
from geodash.query.schema import COMBINED


class Closed:
    """The facts of each combination of ``closed`` (:mod:`geodash.query.schema`), by its number.

    ``kind`` is the position in :attr:`kinds`, those of the collection; ``mark`` tells which events have a mark of
    their own: a seat and a whole country stand in a chip.
    """

    def __init__(self, engine: Engine, kinds: Kinds = KINDS) -> None:
        self.kinds = tuple(kinds)
        names = ", ".join(f"'{kind.value}'" for kind in self.kinds)
        found = engine.arrays(
            f"SELECT CAST(list_position([{names}], kind) - 1 AS TINYINT) AS kind, background, dated,"
            " located, coalesce(place_role, '') = 'seat' AS seat, coalesce(where_prec, 0) = 6 AS country"
            " FROM closed ORDER BY closed"
        )
        self.kind: np.ndarray = found["kind"]
        self.background: np.ndarray = found["background"]
        self.dated: np.ndarray = found["dated"]
        self.located: np.ndarray = found["located"]
        self.seat: np.ndarray = found["seat"]
        self.mark: np.ndarray = found["located"] & ~found["seat"] & ~found["country"]


class Columns:
    """One value an event, in time order. Without a point the coordinates mean nothing.

    ``of`` has the number of each event in each table of combinations.
    """

    def __init__(self, engine: Engine, closed: Closed) -> None:
        # A table is read in the order in which it was filled.
        found = engine.arrays(
            "SELECT event_id, coalesce(latitude, 0) AS latitude, coalesce(longitude, 0) AS longitude,"
            f" {', '.join(COMBINED)} FROM events"
        )
        self.kinds = closed.kinds
        self.event_id: np.ndarray = found["event_id"]
        self.of: dict[str, np.ndarray] = {name: found[name] for name in COMBINED}
        self.latitude: np.ndarray = found["latitude"]
        self.longitude: np.ndarray = found["longitude"]
        self.x: np.ndarray = (self.longitude + 180) / 360
        self.y: np.ndarray = mercator(self.latitude)
        self.kind: np.ndarray = closed.kind[self.of["closed"]]
        self.mark: np.ndarray = closed.mark[self.of["closed"]]

    def __len__(self) -> int:
        return len(self.event_id)


def mercator(latitude: np.ndarray) -> np.ndarray:
    """``y`` in Web Mercator, the world from 0 in the north to 1."""
    inside = np.radians(np.clip(latitude, -MOST_LATITUDE, MOST_LATITUDE))
    y: np.ndarray = 0.5 - np.log(np.tan(np.pi / 4 + inside / 2)) / (2 * np.pi)
    return y
