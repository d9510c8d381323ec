"""From which zoom on a town is named, for all the world: the rule of base.sqlite, and the latest for labels.geojson.

A town is named from the zoom at which no more important one would be in its way, so that there is a name
wherever people live and no more than there is room for. A part of a city is not named before the city.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import natural_earth as ne

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.gazetteer import Place
from geodash.geo.world import FILE as WORLD
from geodash.geo.world import World

TILE = 256.0
ZOOMS = range(4, 11)
#: Pixels that a town keeps clear of others to the side (less than half of that above), and people that it has at
#: least, by zoom. Closest by there are fewer: a view of villages has no room for more than its events.
WIDE = {4: 170.0, 5: 150.0, 6: 150.0, 7: 150.0, 8: 160.0, 9: 220.0, 10: 330.0}
HIGH = 0.42
LEAST = {4: 1_500_000, 5: 150_000, 6: 20_000, 7: 2_000}
#: A city keeps clear of less: it is named beside a larger one. People, share.
CITIES = ((400_000, 0.45), (80_000, 0.65), (20_000, 0.8))
#: A capital counts like a town of so many more, and is named from this zoom on whatever is beside it.
CAPITAL, CAPITAL_BY = 3_000_000, 6
#: Countries that labels.geojson names as a whole.
OURS = ("ARM", "AZE")
#: The zoom before which none of the capitals of a region is named, or one would be and its neighbours’ not.
TOGETHER = {"GEO": 5}
#: So near a city of so many people another town passes for a part of it.
SUBURB_KM, CITY = 10.0, 100_000
#: Parts of a city for which the source counts more people than for the city: New Mosul.
PARTS = ("geonames:99071",)


@dataclass(frozen=True)
class Fixed:
    """A town that is named from this zoom on at the latest."""

    place_id: str
    lat: float
    lon: float
    zoom: int


@dataclass(frozen=True)
class Town:
    """A town with its weight and the zoom from which it is named."""

    place: Place
    weight: float
    zoom: int


def pixels(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    """Where a point is on the map of the world at a zoom."""
    k = TILE * 2.0**zoom
    y = math.asinh(math.tan(math.radians(lat)))
    return (lon + 180) / 360 * k, (1 - y / math.pi) / 2 * k


class Crowd:
    """The towns that are named at each zoom, to see whether one more has room."""

    def __init__(self) -> None:
        self._at: dict[tuple[int, int, int], list[tuple[float, float]]] = defaultdict(list)

    def is_free(self, lat: float, lon: float, zoom: int, share: float) -> bool:
        """Whether no named one is too near: within such a share of what a town keeps clear of."""
        x, y = pixels(lat, lon, zoom)
        wide, high = WIDE[zoom], WIDE[zoom] * HIGH
        i, j = int(x // wide), int(y // high)
        wide, high = wide * share, high * share
        near = (p for a in (-1, 0, 1) for b in (-1, 0, 1) for p in self._at[zoom, i + a, j + b])
        return not any(abs(px - x) < wide and abs(py - y) < high for px, py in near)

    def take(self, lat: float, lon: float, zoom: int) -> None:
        """It is named from this zoom on."""
        for z in range(zoom, ZOOMS.stop):
            x, y = pixels(lat, lon, z)
            self._at[z, int(x // WIDE[z]), int(y // (WIDE[z] * HIGH))].append((x, y))


class Cities:
    """The cities there are so far, each with the zoom from which it is named."""

    def __init__(self) -> None:
        self._at: dict[tuple[int, int], list[tuple[float, float, int]]] = defaultdict(list)

    def add(self, lat: float, lon: float, zoom: int) -> None:
        """A city that is named from this zoom on."""
        self._at[math.floor(lat), math.floor(lon)].append((lat, lon, zoom))

    def least(self, lat: float, lon: float) -> int:
        """The zoom before which no town is named here: a larger one’s of which it may be a part."""
        east = 111.32 * math.cos(math.radians(lat))
        i, j = math.floor(lat), math.floor(lon)
        near = (c for a in (-1, 0, 1) for b in (-1, 0, 1) for c in self._at[i + a, j + b])
        zooms = (
            z for y, x, z in near if math.hypot((y - lat) * 111.32, (x - lon) * east) < SUBURB_KM
        )
        return max(zooms, default=ZOOMS.start)


def _weighed(root: Path, world: World) -> list[tuple[float, Place]]:
    """All settlements with a point, the most important first."""
    rows = []
    for key, city in ne.cities(root).items():
        place = world.get(f"geonames:{key}")
        if place and place.latitude is not None and place.place_id not in PARTS:
            rows.append((city["population"] + CAPITAL * (place.kind == "capital"), key, place))
    return [(weight, place) for weight, _, place in sorted(rows, key=lambda r: (-r[0], r[1]))]


def first_zooms(root: Path, out: Path, fixed: Sequence[Fixed]) -> list[Town]:
    """All towns that are named at some zoom, the most important first; those of `fixed` by theirs or the rule’s.

    In Armenia and Azerbaijan only `fixed` ones are, at their own zoom.
    """
    if not (out / WORLD).is_file():
        sys.exit(
            f"{WORLD} is not in {out}: it is made first (--only world), towns are read from it."
        )
    crowd, cities = Crowd(), Cities()
    latest = {f.place_id: f.zoom for f in fixed}
    for f in fixed:
        crowd.take(f.lat, f.lon, max(ZOOMS.start, f.zoom))
    found = []
    for weight, place in _weighed(root, World(out / WORLD)):
        own = latest.get(place.place_id)
        if place.country in OURS:
            zoom = own
        else:
            least = cities.least(place.latitude, place.longitude)
            zoom = _first(crowd, weight, place, own or ZOOMS.stop, least)
        if weight >= CITY:
            cities.add(place.latitude, place.longitude, zoom or ZOOMS.stop)
        if zoom:
            found.append(Town(place, weight, zoom))
    return found


def _first(crowd: Crowd, weight: float, place: Place, latest: int, least: int) -> int | None:
    """The first zoom at which a town has room, which it takes; `latest` at the latest, if that is a zoom."""
    share = next((s for people, s in CITIES if weight >= people), 1.0)
    for zoom in range(max(ZOOMS.start, least, TOGETHER.get(place.country, 0)), latest):
        always = place.kind == "capital" and zoom >= CAPITAL_BY
        if weight >= LEAST.get(zoom, 0) and crowd.is_free(
            place.latitude, place.longitude, zoom, 0.0 if always else share
        ):
            crowd.take(place.latitude, place.longitude, zoom)
            return zoom
    return latest if latest < ZOOMS.stop else None
