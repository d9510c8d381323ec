"""Places by name: how often the right one comes first, and what it costs; ``python benchmarks/places.py``.

The names are those of ``tests/places_in_context.csv``: as an article writes them, with a country or
places named beside them where an article would have these.
"""

from __future__ import annotations

import csv
import gzip
import resource
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from geodash.geo.layers import GeoData
from geodash.geo.place_search import PlaceSearch
from geodash.geo.world import FILE
from geodash.views.named_places import context_of

ROOT = Path(__file__).resolve().parents[1]


class Case(NamedTuple):
    name: str
    country: str
    near: str
    place_id: str


def cases() -> list[Case]:
    """All names with what is known beside them, and the id that is right."""
    with (ROOT / "tests/places_in_context.csv").open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def missed(search: PlaceSearch, asked: list[Case], took: list[float] | None = None) -> list[str]:
    """The cases of which another place comes first, each with what does; times go into ``took``."""
    found = []
    for case in asked:
        near = [name for name in case.near.split(";") if name]
        context = context_of(search, near, [case.country] if case.country else [])
        start = time.perf_counter()
        hits = search.find(case.name, context)
        if took is not None:
            took.append(1000 * (time.perf_counter() - start))
        first = f"{hits[0].place.place_id} {hits[0].place.label}" if hits else "nothing"
        if first.partition(" ")[0] != case.place_id:
            found.append(f"{', '.join(filter(None, case[:3]))}: {first}, not {case.place_id}")
    return found


def main() -> None:
    """Print the figures."""
    data, before = GeoData(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    assert data.world and data.world.get("geonames:379252")
    print(f"opened, first id: {1000 * (time.perf_counter() - start):.1f} ms")
    search, took = data.place_search, list[float]()
    wrong = missed(search, asked := cases(), took)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"a query: median {statistics.median(took):.1f} ms, slowest {max(took):.0f} ms")
    print(f"memory: {(after - before) / 1024:.0f} MB more, places.csv among it")
    path = ROOT / "geodata" / FILE
    size, packed = path.stat().st_size, len(gzip.compress(path.read_bytes(), 6))
    print(f"file: {size / 1e6:.1f} MB, {packed / 1e6:.1f} MB compressed")
    print(
        f"right first: {len(asked) - len(wrong)} of {len(asked)} ({1 - len(wrong) / len(asked):.1%})"
    )
    for line in wrong:
        print(" ", line)


if __name__ == "__main__":
    main()
