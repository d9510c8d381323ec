"""The gazetteer: named places with their points, searched in any spelling."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from geodash.geo.fold import fold

# Of equally good matches the first of these comes first: a town before its island and its
# province, a province before a village of the same name.
KIND_ORDER = (
    "country",
    "capital",
    "city",
    "town",
    "province",
    "district",
    "island",
    "sea",
    "water",
    "region",
    "village",
)
_KIND_RANK = {kind: i for i, kind in enumerate(KIND_ORDER)}
_NUMBERS = {"latitude", "longitude"}


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
            values: dict[str, object] = {
                k: float(v) if k in _NUMBERS else v for k, v in cells.items()
            }
            if "rank" in cells:
                values["rank"] = int(cells["rank"])
            aliases = (a.strip() for a in cells.get("aliases", "").split(";"))
            values["aliases"] = tuple(a for a in aliases if a)
            values.setdefault("name", cells["place_id"])
            yield Place(**values)  # type: ignore[arg-type]


class Gazetteer:
    """Places by id and by name; about 11,000 of them are indexed in a fraction of a second."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id = {place.place_id: place for place in places}
        self._index: dict[str, list[tuple[int, Place]]] | None = None

    @classmethod
    def load(cls, folder: str | Path) -> Gazetteer:
        """Read ``places.csv`` of a geodata folder; without the file the gazetteer is empty."""
        path = Path(folder) / "places.csv"
        return cls(read_places(path) if path.is_file() else ())

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_id.values())

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._by_id

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or ``None``."""
        return self._by_id.get(place_id)

    def search(self, text: str, limit: int = 10, kinds: Iterable[str] | None = None) -> list[Place]:
        """Places whose names match ``text``, best first; any spelling, script or diacritics.

        A whole name beats the beginning of a name, and that the beginning of a later word; the
        name beats the other official name, and that an alias. ``kinds`` keeps only these kinds. Empty text finds nothing.
        """
        wanted = fold(text)
        if not wanted:
            return []
        chosen = set(kinds) if kinds is not None else None
        best: dict[str, tuple[int, Place]] = {}
        for name, entries in self._names().items():
            quality = _quality(name, wanted)
            if quality is None:
                continue
            for source, place in entries:
                if chosen is not None and place.kind not in chosen:
                    continue
                score = 3 * quality + source
                if place.place_id not in best or score < best[place.place_id][0]:
                    best[place.place_id] = (score, place)
        ordered = sorted(best.values(), key=_order)
        return [place for _, place in ordered[:limit]]

    def _names(self) -> dict[str, list[tuple[int, Place]]]:
        """Folded name → (0 for the name, 1 for the other official name, 2 for an alias; place)."""
        if self._index is None:
            index: dict[str, list[tuple[int, Place]]] = {}
            for place in self:
                sources = ((place.name,), (place.name_other,), place.aliases)
                for source, names in enumerate(sources):
                    for key in {fold(n) for n in names if n}:
                        index.setdefault(key, []).append((source, place))
            self._index = index
        return self._index


def _quality(name: str, wanted: str) -> int | None:
    """0 the same, 1 begins with it, 2 a later word begins with it, else ``None``."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else None


def _order(entry: tuple[int, Place]) -> tuple[int, int, int, str, str]:
    score, place = entry
    kind = _KIND_RANK.get(place.kind, len(KIND_ORDER))
    return (score, kind, place.rank, place.name, place.place_id)
