"""What is added to the gazetteer of the world since: geodata/world_more.sqlite, small beside world.sqlite.

`data/world_more.csv` (islands, camps, crossings, dams, villages that news names), and districts in which the
sources count no settlement: they have the point of the town after which they are called, where there is one.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator
from math import log10
from pathlib import Path
from typing import Any

from . import natural_earth as ne
from . import world, world_populated
from .world_file import Entry
from .world_file import write as write_file

NAME = "world_more.sqlite"
#: Above all numbers of world.sqlite.
OWN = 2_100_000_000
POPULATED = OWN + 10_000_000
#: Words of districts' names that are no part of the name, beside the general ones of provinces.
_WORDS = frozenset(
    [
        "rayon",
        "raion",
        "gorodskoy",
        "okrug",
        "gorodskoye",
        "poseleniye",
        "munitsipalnyy",
        "selsoviet",
        "kabupaten",
        "kota",
        "municipio",
        "municipality",
        "gun",
        "shi",
        "of",
        "the",
        "de",
        "del",
        "kommuna",
        "komuna",
        "novads",
        "ilcesi",
        "zone",
        "prefecture",
    ]
)
#: “Volokolamskiy” is the district of Volokolamsk, “Navlinskiy” that of Navlya.
_ADJECTIVE = re.compile(r"(.{4,}?)(?:(?:ov|ev|in|en|an|t)?(?:skiy|sky|skij|skii)|(?:ский))")
#: Letters that a town's name may have more than the stem of its district's.
_MORE = 4
_Towns = dict[str, dict[str, Any]]


def _curated() -> Iterator[Entry]:
    with (world.DATA / "world_more.csv").open(encoding="utf-8", newline="") as file:
        for n, row in enumerate(csv.DictReader(file), start=OWN):
            # A place of GeoNames that it has wrongly, or too small, has its number in front.
            slug = row["slug"]
            entry = world._entry(row, slug if ":" in slug else f"geodash:{slug}")
            entry.n = entry.n or n
            yield entry


def _towns(root: Path) -> tuple[dict[str, _Towns], dict[str, _Towns]]:
    """Settlements by province and key, the largest of a key: by all their names, and by their own alone."""
    every: dict[str, _Towns] = {}
    own: dict[str, _Towns] = {}
    for city in sorted(ne.cities(root).values(), key=world._people):
        code = f"{city['countrycode']}.{city['admin1code']}"
        spelled = filter(world._usable, (city["name"], *city["alternatenames"]))
        for key in sorted(world._keys(spelled)):
            every.setdefault(code, {}).setdefault(key, city)
        for key in world._keys([city["name"]]):
            own.setdefault(code, {}).setdefault(key, city)
    return every, own


def _bare(name: str) -> str:
    words = re.split(r"[\W_]+", world.fold(name))
    return "".join(world.place_key(w) for w in words if w and w not in _WORDS | world._GENERIC)


def _seat(names: list[str], every: _Towns, own: _Towns, keys: list[str]) -> dict[str, Any] | None:
    """The town after which a district is called; ``keys`` are those of ``own``, in order."""
    bare = [key for name in names if len(key := _bare(name)) >= 3]
    if found := next((every[key] for key in bare if key in every), None):
        return found
    for stem in (m[1] for key in bare if (m := _ADJECTIVE.fullmatch(key))):
        close = []
        for key in keys[bisect_left(keys, stem) :]:
            if not key.startswith(stem):
                break
            close += [own[key]] if len(key) - len(stem) <= _MORE else []
        if close:
            return min(close, key=world._people)
    return None


def _districts(root: Path) -> Iterator[Entry]:
    """Districts without a settlement of their own that are called after a town of their province."""
    iso3, cities, members = ne.iso3_of(root), ne.cities(root), world._members(root)
    admin1, english2 = world._english(root, 1), world._english(root, 2)
    every, own = _towns(root)
    in_order = {code: sorted(towns) for code, towns in own.items()}
    for number, s in enumerate(world._subdivisions(root), start=1):
        country = s["code"].partition(".")[0]
        if not s["id"] or s["level"] < 2 or country not in iso3:
            continue
        if any(i in cities for i in members.get(number, ())):
            continue
        code = ".".join(s["code"].split(".")[:2])
        seat = _seat(s["names"], every.get(code, {}), own.get(code, {}), in_order.get(code, []))
        if seat is None:
            continue
        name = english2.get(s["code"]) or s["names"][0]
        entry = Entry(int(s["id"]), name, "district", iso3[country], admin1.get(code, ""))
        entry.point = seat["latitude"], seat["longitude"]
        people = log10(seat["population"] or 1)
        entry.weight = max(world.LEAST, people - world.LESS["district"])
        entry.main, entry.keys = world._keys([name, s["names"][0]]), world._keys(s["names"])
        yield entry


def _seats(root: Path) -> Iterator[Entry]:
    """The largest town of a division, with the division's spellings of its own name: “Baramulla” for Bāramūla."""
    members, admin1 = world._members(root), world._english(root, 1)
    towns = {e.n: e for e in world.settlements(root, admin1)}
    more: dict[int, set[str]] = {}
    for number, s in enumerate(world._subdivisions(root), start=1):
        own = [towns[i] for i in members.get(number, ()) if i in towns]
        if s["level"] not in (1, 2) or not own:
            continue
        seat = max(own, key=lambda e: (e.weight, e.n))
        bare = {_bare(name) for name in s["names"] if name.isprintable()}
        told = {
            key
            for key in bare
            if len(key) >= 4 and key.isascii() and key not in seat.keys | seat.main
        }
        if seat.keys & bare | seat.main & bare:
            more.setdefault(seat.n, set()).update(told)
        else:
            alike = {key for key in told if world._alike(key, seat.main)}
            more.setdefault(seat.n, set()).update(alike)
    for n, keys in sorted(more.items()):
        if keys:
            entry = towns[n]
            entry.main = {key for key in keys if world._alike(key, entry.main)}
            entry.keys = keys
            yield entry


def write(root: Path, out: Path) -> None:
    """Write world_more.sqlite."""
    curated = list(_curated())
    known = [*world.settlements(root, world._english(root, 1)), *curated]
    lacking = world_populated.towns(root, known, POPULATED)
    rows = {e.n: e for e in (*_seats(root), *_districts(root), *lacking, *curated)}
    write_file(out / NAME, rows.values())
