"""Towns of Natural Earth that GeoNames' list of settlements lacks: Zarafshan, Rafha, Grand Turk.

Taken where no settlement near by has a name like theirs. Their numbers of people are not used: some are those of
a namesake elsewhere.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import geopandas as gpd

from . import natural_earth as ne
from . import world
from .world_file import Entry

SOURCE = "usr/share/magics/10m/ne_10m_populated_places_simple.shp"
#: So near, in degrees, a settlement of that very name is the same (some points are far off); so near one with a name
#: like it; so near one with any name.
NAMED, NEAR, SAME = 2.0, 0.5, 0.03
#: A place that is not in this order of size or before it is a station or a camp of former times.
RANK = 8
#: A town on the coast may lie so far, in degrees, off the land as it is drawn.
SHORE = 0.05
#: Every one counts like a town of so many people (their logarithm).
WEIGHT = 4.0

_Settled = dict[tuple[int, int], list[tuple[float, float, Entry]]]


def _settled(entries: Iterable[Entry]) -> _Settled:
    found: _Settled = defaultdict(list)
    for entry in entries:
        if entry.point:
            lat, lon = entry.point
            found[math.floor(lat), math.floor(lon)].append((lat, lon, entry))
    return found


def _is_there(settled: _Settled, lat: float, lon: float, keys: set[str]) -> bool:
    """Whether a settlement is the same place."""
    i, j = math.floor(lat), math.floor(lon)
    around = [settled.get((i + a, j + b), ()) for a in range(-2, 3) for b in range(-2, 3)]
    for y, x, entry in chain.from_iterable(around):
        away = math.hypot(y - lat, (x - lon) * math.cos(math.radians(lat)))
        if away < SAME or (away < NAMED and keys & (entry.main | entry.keys)):
            return True
        if away < NEAR and any(world._alike(key, entry.main) for key in keys):
            return True
    return False


def towns(root: Path, known: Iterable[Entry], first: int) -> Iterator[Entry]:
    """The towns that none of `known` is, within their own country as it is drawn; ``first`` is the first's number."""
    frame = gpd.read_file(root / SOURCE)
    settled, iso3, land = _settled(known), ne.iso3_of(root), ne.countries(root, "10m")
    order = ["iso_a2", "name", "latitude", "longitude"]
    slugs: set[str] = set()
    for row in frame.fillna({"namealt": ""}).sort_values(order).itertuples():
        country, point = iso3.get(row.iso_a2, ""), row.geometry
        if row.scalerank > RANK or country not in land:
            continue
        if not land[country].intersects(point.buffer(SHORE)):
            continue
        names = [n.strip() for n in (row.name, *(row.namealt or "").split("|")) if n and n.strip()]
        keys = world._keys(names)
        if not keys or _is_there(settled, point.y, point.x, keys):
            continue
        slug = "-".join([*world.fold(names[0]).split(), country.lower()])
        if slug in slugs:
            continue
        entry = Entry(first + len(slugs), names[0], "town", country, place_id=f"geodash:{slug}")
        slugs.add(slug)
        entry.point, entry.weight = (round(point.y, 3), round(point.x, 3)), WEIGHT
        entry.main, entry.keys = world._keys(names[:1]), world._keys(names[1:])
        yield entry
