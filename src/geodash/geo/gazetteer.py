"""The gazetteer: named places with their points."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from geodash.domain.extent import Point
from geodash.geo.per_file import per_file

#: What the ids of places begin with that the editors of a collection added to its gazetteer.
OWN = "own:"


@dataclass(frozen=True, slots=True)
class Place:
    """A row of ``geodata/places.csv``.

    ``name`` is the one used by the internationally recognised state, ``name_other`` the other
    name officially used on the ground in the period, or "". Degrees are WGS 84; a country's
    point is its capital's, a province's lies inside it. ``country`` is ISO 3166 alpha-3, "" for
    waters. ``rank`` runs from 1 (show early) to 5. ``area_id`` names an area of
    ``areas.geojson`` or is "".
    """

    place_id: str
    name: str
    name_other: str = ""
    kind: str = ""
    country: str = ""
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    area_id: str = ""
    rank: int = 5
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Both names, as they stand on the map: ``Khankendi / Stepanakert``."""
        return f"{self.name} / {self.name_other}" if self.name_other else self.name

    @property
    def point(self) -> Point | None:
        """Where it lies; ``None`` for a place without one."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def names(self) -> tuple[str, ...]:
        """Every known name, the two official ones first."""
        return tuple(n for n in (self.name, self.name_other, *self.aliases) if n)


def read_places(path: Path) -> Iterator[Place]:
    """Yield the places of a CSV file; columns that ``Place`` does not know are ignored.

    Raises OSError when the file cannot be read, ValueError when a number is none.
    """
    known = {f.name for f in fields(Place)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            cells = {k: v.strip() for k, v in row.items() if k in known and v and v.strip()}
            if "place_id" not in cells:
                continue
            aliases = (a.strip() for a in cells.get("aliases", "").split(";"))
            yield Place(
                place_id=cells["place_id"],
                name=cells.get("name", cells["place_id"]),
                name_other=cells.get("name_other", ""),
                kind=cells.get("kind", ""),
                country=cells.get("country", ""),
                admin1=cells.get("admin1", ""),
                latitude=float(cells["latitude"]) if "latitude" in cells else None,
                longitude=float(cells["longitude"]) if "longitude" in cells else None,
                area_id=cells.get("area_id", ""),
                rank=int(cells.get("rank", 5)),
                aliases=tuple(a for a in aliases if a),
            )


class Gazetteer:
    """Places by id.

    Its rows are what it is gone through for; ``get`` also knows what there is behind them.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id = {place.place_id: place for place in places}
        #: The same object for all that have the same rows: what is made of them is made once.
        self.rows = tuple(self._by_id.values())
        self._behind: Callable[[str], Place | None] | None = None

    def before(self, behind: Callable[[str], Place | None]) -> Gazetteer:
        """The same rows, with all those behind them that ``behind`` finds by id."""
        found = Gazetteer(())
        found._by_id, found.rows, found._behind = self._by_id, self.rows, behind
        return found

    @classmethod
    def load(cls, folder: str | Path) -> Gazetteer:
        """Read ``places.csv`` of a geodata folder; without the file the gazetteer is empty."""
        path = Path(folder) / "places.csv"
        return _gazetteer(path) if path.is_file() else cls(())

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.rows)

    def __contains__(self, place_id: object) -> bool:
        return isinstance(place_id, str) and self.get(place_id) is not None

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or ``None``."""
        place = self._by_id.get(place_id)
        return self._behind(place_id) if place is None and self._behind else place


@per_file
def _gazetteer(path: Path) -> Gazetteer:
    return Gazetteer(read_places(path))
