"""The geodata of a collection with the places and areas of a draft: to look things up in, and to write."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from geodash.coding.draft.drawn import DrawnError, area_of, place_of
from geodash.coding.draft.rows import Cells, Change, Draft
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.write.journal import content_of
from geodash.collection.write.table import TableFile, UnwritableError
from geodash.domain.extent import Point
from geodash.geo.areas import AREA_PREFIX, Area
from geodash.geo.folders import packaged_folders
from geodash.geo.gazetteer import Place
from geodash.geo.per_file import Same

T = TypeVar("T")
PLACES, AREAS = "geodata/places.csv", "geodata/areas.geojson"
_END = re.compile(r"\s*\]\s*\}\s*\Z")
_COLUMNS = ("place_id", "name", "name_other", "country", "latitude", "longitude", "rank")
#: New and old content by name.
Written = dict[str, tuple[bytes, bytes | None]]


def places_in(draft: Draft) -> list[Place]:
    """The places of a draft that can stand."""
    return list(_sound(place_of, draft.of("places")))


def areas_in(draft: Draft) -> list[Area]:
    """The areas of a draft that can stand."""
    return list(_sound(area_of, draft.of("areas")))


def _sound(read: Callable[[Cells], T], rows: Mapping[str, Change]) -> Iterator[T]:
    for change in rows.values():
        if change.now is not None:
            with contextlib.suppress(DrawnError):
                yield read(change.now)


def known_with(known: KnownPlaces, places: Iterable[Place], areas: Iterable[Area]) -> KnownPlaces:
    """What validation knows, and these besides."""
    some = tuple(places), tuple((a.area_id, a.name, a.latitude, a.longitude) for a in areas)
    return _known_with(Same(known), *some) if any(some) else known


@lru_cache(8)
def _known_with(
    known: Same[KnownPlaces],
    places: tuple[Place, ...],
    areas: tuple[tuple[str, str, float, float], ...],
) -> KnownPlaces:
    old = known.value
    return replace(
        old,
        places={**(old.places or {}), **{p.place_id: p.point for p in places if p.point}},
        countries={**old.countries, **{p.place_id: p.country for p in places}},
        areas={**(old.areas or {}), **{ident: (None, None) for ident, *_ in areas}},
        names={
            **old.names,
            **{p.place_id: ";".join(p.names) for p in places},
            **{AREA_PREFIX + ident: name for ident, name, *_ in areas},
        },
        marks={**old.marks, **{ident: Point(lat, lon) for ident, _, lat, lon in areas}},
    )


def written(folder: Path, places: Iterable[Place], areas: Iterable[Area]) -> Written:
    """The files with these added; a collection that has none of its own begins with geodash's.

    Raises ``UnwritableError`` for a file that can't be written back.
    """
    found: Written = {}
    if places := list(places):
        base, old = _content(folder, PLACES)
        found[PLACES] = _with_places(folder, base, places), old
    if areas := list(areas):
        base, old = _content(folder, AREAS)
        found[AREAS] = _with_areas(base, areas), old
    return found


def _content(folder: Path, name: str) -> tuple[bytes, bytes | None]:
    """What a file begins with, and what stands in its place now."""
    old = content_of(folder / name)
    if old is not None:
        return old, old
    packaged = (content_of(p / Path(name).name) for p in packaged_folders())
    return next((data for data in packaged if data is not None), b""), None


def _with_places(folder: Path, data: bytes, places: list[Place]) -> bytes:
    table = TableFile.of(folder, PLACES, data or ",".join(_COLUMNS).encode(), list(_COLUMNS))
    if missing := [c for c in ("place_id", "latitude", "longitude") if c not in table.columns]:
        raise UnwritableError(f"{PLACES} has no column {missing[0]}")
    for place in places:
        cells = {c: str(getattr(place, c)) for c in _COLUMNS if c in table.columns}
        table.append(cells)
    return table.render()


def _with_areas(data: bytes, areas: list[Area]) -> bytes:
    try:
        text = data.decode("utf-8")
        before = json.loads(text)["features"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnwritableError(f"{AREAS} can’t be read") from error
    lines = ",\n".join(
        json.dumps(_feature(a), ensure_ascii=False, separators=(",", ":")) for a in areas
    )
    end = _END.search(text)
    if end is None:
        raise UnwritableError(f"{AREAS} doesn’t end with its features")
    joint = ",\n" if before else "\n"
    # What was there stays as it is written.
    return f"{text[: end.start()]}{joint}{lines}\n]}}\n".encode()


def _feature(area: Area) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "area_id": area.area_id, "name": area.name, "name_other": "", "kind": area.kind,
            "valid_from": "", "valid_to": "", "note": area.note,
            "label_lat": area.latitude, "label_lon": area.longitude,
        },
        "geometry": area.geojson,
    }  # fmt: skip
