"""Names and points of places and areas by id, whatever they come from.

Ids are those of ``about_places`` and of the ``place`` parameter: ``geonames:174884`` for the
gazetteer, ``area:lachin-corridor`` for an area. An unknown id is its own name and has no point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from geodash.domain.extent import Point, kilometres
from geodash.geo.areas import AREA_PREFIX, Area, Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.per_file import MOST, Same

COUNTRY = "country"
PROVINCE = "province"
DISTRICT = "district"
DIVISIONS = (PROVINCE, DISTRICT)
#: Words that by themselves name no place.
_DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "centre",
        "upper",
        "lower",
        "and",
    ]
)
_SETTLED = ("capital", "city", "town", "village")


def whole_name(name: str, kind: str) -> str:
    """The name of a division, with what it is where it names only a direction: “Northern province”."""
    bare = kind in DIVISIONS and set(name.lower().split()) <= _DIRECTIONS
    return f"{name} {kind}" if bare else name


def _on_sphere(
    latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], ...]:
    """Points in degrees as directions from the middle of a sphere."""
    lat, lon = np.radians(latitudes), np.radians(longitudes)
    return np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)


def area_key(area_id: str) -> str:
    """An area's id as a place id: ``lachin-corridor`` and ``area:lachin-corridor`` alike."""
    return area_id if area_id.startswith(AREA_PREFIX) else AREA_PREFIX + area_id


class _Rows:
    """What is known of a gazetteer's rows, whoever asks."""

    def __init__(self, rows: Sequence[Place]) -> None:
        self._rows = rows
        self.place_of = {area_key(p.area_id): p.place_id for p in rows if p.area_id}
        self.countries = {p.country: p for p in rows if p.kind == COUNTRY}
        self.towns = frozenset(p.name for p in rows if p.kind not in (COUNTRY, *DIVISIONS))

    @cached_property
    def settled(self) -> tuple[npt.NDArray[np.float64], list[Place]]:
        """Settlements by their ids, and where each is on a sphere of one."""
        found = sorted(
            (p for p in self._rows if p.kind in _SETTLED and p.point), key=lambda p: p.place_id
        )
        degrees = np.array([p.point for p in found if p.point], dtype=np.float64).reshape(-1, 2)
        return np.stack(_on_sphere(degrees[:, 0], degrees[:, 1]), axis=1), found


@lru_cache(MOST)
def _known(rows: Same[tuple[Place, ...]]) -> _Rows:
    return _Rows(rows.value)


class PlaceNames:
    """One resolver for gazetteer places and areas; both may be missing."""

    def __init__(self, gazetteer: Gazetteer | None = None, areas: Areas | None = None) -> None:
        self._gazetteer = gazetteer
        self._areas = areas
        self._rows = _known(Same(gazetteer.rows if gazetteer else ()))

    def besides(self, places: Iterable[Place], areas: Iterable[Area]) -> PlaceNames:
        """The same, with some that neither has yet."""
        own, lines = {p.place_id: p for p in places}, {a.area_id: a for a in areas}
        if not (own or lines):
            return self
        gazetteer, known = self._gazetteer or Gazetteer(()), self._areas or Areas(())
        return PlaceNames(
            gazetteer.before(lambda i: own.get(i) or gazetteer.get(i)),
            known.before(lambda i: lines.get(i) or known.get(i)),
        )

    def area(self, area_id: str) -> Area | None:
        """The area, or ``None``."""
        return self._areas.get(area_id) if self._areas and area_id else None

    def place(self, place_id: str) -> Place | None:
        """The gazetteer's row, or ``None``."""
        if not place_id or self._gazetteer is None:
            return None
        return self._gazetteer.get(place_id)

    def country_of(self, place_id: str) -> Place | None:
        """The country in which a place is by its code; the place itself where it is one."""
        row = self.place(place_id)
        return self._rows.countries.get(row.country) if row and row.country else None

    def country(self, code: str) -> Place | None:
        """The country of a code (ISO 3166 alpha-3), or ``None``."""
        return self._rows.countries.get(code)

    @property
    def countries(self) -> tuple[Place, ...]:
        """All countries, in the gazetteer's order."""
        return tuple(self._rows.countries.values())

    def name(self, place_id: str) -> str:
        """Its name in our voice, both official names where there are two; else the id's own words."""
        row = self.place(self.canonical(place_id))
        if row and row.kind in DIVISIONS:
            # Samsun is a town and a province: only the province says which it is.
            return (
                f"{row.label} {row.kind}"
                if row.name in self._rows.towns
                else whole_name(row.label, row.kind)
            )
        if place_id.startswith(AREA_PREFIX):
            bare = place_id.removeprefix(AREA_PREFIX)
            known = self._areas.name(bare) if self._areas else None
            return known or bare.replace("-", " ")
        return row.label if row else place_id

    def canonical(self, place_id: str) -> str:
        """The gazetteer's id for an area that is one of its places (a province's outline)."""
        if place_id in self._rows.place_of:
            return self._rows.place_of[place_id]
        bare = place_id.removeprefix(AREA_PREFIX)
        # The area of a division of the world has its place's own id.
        return bare if bare != place_id and self.place(bare) else place_id

    def outlines(self, place_id: str) -> tuple[str, ...]:
        """The areas that are a place's outline, as place ids, the one of ``areas.geojson`` first."""
        row = self.place(place_id)
        if row is None:
            return ()
        own = (area_key(row.area_id),) if row.area_id else ()
        world = area_key(place_id)
        return (*own, world) if self._areas and world in self._areas else own

    def knows(self, place_id: str) -> bool:
        """Whether the gazetteer or the areas have it."""
        if place_id.startswith(AREA_PREFIX):
            bare = place_id.removeprefix(AREA_PREFIX)
            return self._areas is not None and self._areas.name(bare) is not None
        return self.place(place_id) is not None

    def point(self, place_id: str) -> Point | None:
        """Where it lies, or ``None``."""
        if place_id.startswith(AREA_PREFIX):
            bare = place_id.removeprefix(AREA_PREFIX)
            return self._areas.point(bare) if self._areas else None
        row = self.place(place_id)
        return row.point if row else None

    def nearest(self, point: Point, most_km: float) -> Place | None:
        """The settlement of the gazetteer's rows that is nearest to a point, ``None`` if none is so near."""
        # The least angle is the least distance; all at once, since a collection may ask for thousands.
        x, y, z = _on_sphere(np.array([point.latitude]), np.array([point.longitude]))
        directions, settled = self._rows.settled
        if not settled:
            return None
        best = settled[int(np.argmax(directions @ np.array([x[0], y[0], z[0]])))]
        return best if best.point and kilometres(point, best.point) <= most_km else None

    def is_line(self, area_id: str) -> bool:
        """Whether it is an area's id, and the area a line: a border, which is of no one country."""
        area = self.area(area_id)
        return area is not None and area.is_line

    def within(self, place_id: str, used: Iterable[str]) -> tuple[str, ...]:
        """Those of ``used`` that lie in a province or country, by their codes; never by geometry."""
        row = self.place(place_id)
        if row is None or not row.country:
            return ()
        if row.kind == COUNTRY:
            return tuple(i for i in used if (p := self.place(i)) and p.country == row.country)
        if row.kind == PROVINCE and row.admin1:
            return tuple(
                i
                for i in used
                if (p := self.place(i))
                and (p.country, p.admin1) == (row.country, row.admin1)
                and p.kind != COUNTRY
            )
        return ()
