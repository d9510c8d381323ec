"""The places and areas of a save: checked once more, given ids, and what becomes of the collection's geodata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodash.coding.draft.drawn import DrawnError, across, area_of, place_of
from geodash.coding.draft.errors import RefusedError
from geodash.coding.draft.geodata import Written, known_with, written
from geodash.coding.draft.ready import OF_PLACES
from geodash.coding.draft.rows import Cells, Change, Draft
from geodash.collection.read.folder import home_of
from geodash.collection.read.known_places import KnownPlaces, known_places, unreadable_geodata
from geodash.collection.write.table import UnwritableError
from geodash.domain.extent import Point
from geodash.domain.model import Collection
from geodash.geo.areas import AREA_PREFIX, Area
from geodash.geo.countries import read_countries
from geodash.geo.gazetteer import Place
from geodash.geo.layers import GeoData
from geodash.geo.names import PlaceNames

Rows = Mapping[str, Mapping[str, Cells | None]]
_READ = {"places": place_of, "areas": area_of}
_NOTHING = "Not saved; nothing was changed."
_OF_HOME = (
    f"{_NOTHING} Places and areas with a name of their own belong to the collection: a second coder sets the point alone, or "
    "has them added there."
)


@dataclass(slots=True)
class Drawing:
    """What a save adds to the geodata; without anything nothing of it is read."""

    folder: Path
    taken: Mapping[str, set[str]] = field(default_factory=dict)
    known: KnownPlaces | None = None
    files: Written = field(default_factory=dict)
    changes: dict[str, dict[str, Change]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()

    @classmethod
    def of(cls, folder: Path, going: Draft) -> Drawing:
        """That of the half of a draft that is saved; raises :class:`RefusedError`."""
        if not (going.of("places") or going.of("areas")):
            return cls(folder)
        if home_of(folder) != folder:
            raise RefusedError(_OF_HOME)
        if wrong := unreadable_geodata(folder):
            raise RefusedError(f"{_NOTHING} {wrong[0]} can’t be read: mend it first.")
        known = known_places(folder)
        return cls(folder, {"places": set(known.places or ()), "areas": set(known.areas or ())})

    def put(self, rows: dict[str, dict[str, Cells | None]], before: Collection) -> None:
        """Take places and areas out of the rows of a save; raises :class:`RefusedError`."""
        drawn = {table: rows.pop(table, {}) for table in _READ}
        found: dict[str, list[Any]] = {"places": [], "areas": []}
        wrong = []
        for table, ident, cells in _all(drawn):
            try:
                found[table].append(_READ[table](cells))
            except DrawnError as error:
                wrong.append(f"“{cells.get('name', '')[:90]}”: {error}")
            self.changes.setdefault(table, {})[ident] = Change(None, cells)
        if not self.changes:
            return
        places, areas = found["places"], found["areas"]
        wrong += list(self._across(places, areas, rows, before))
        if wrong:
            raise RefusedError(_NOTHING, wrong)
        self.places, self.areas = tuple(places), tuple(areas)
        self.known = known_with(known_places(self.folder), places, areas)
        try:
            self.files = written(self.folder, places, areas)
        except UnwritableError as error:
            raise RefusedError(f"{_NOTHING} {error}.") from error

    def _across(
        self, places: list[Place], areas: list[Area], rows: Rows, before: Collection
    ) -> Iterator[str]:
        """Those that lie in another country than the words of their events name."""
        known, geodata = known_places(self.folder), GeoData(self.folder)
        if known.outlines is None:
            return
        countries = read_countries(known.outlines)
        names = PlaceNames(geodata.gazetteer, geodata.areas)
        points = {p.place_id: (p.name, p.point) for p in places}
        points |= {a.area_id: (a.name, Point(a.latitude, a.longitude)) for a in areas}
        for ident, (name, point) in points.items():
            words = " ".join(_words(ident, rows, before))
            if point and (reason := across(point, words, before, names, countries)):
                yield f"“{name}”: {reason}"


def _all(drawn: Rows) -> Iterator[tuple[str, str, Cells]]:
    for table, rows in drawn.items():
        for ident, cells in rows.items():
            if cells:
                yield table, ident, cells


def _words(ident: str, rows: Rows, before: Collection) -> Iterator[str]:
    """The words that say where of the events that happened at a place or an area."""
    events = {i for i, c in rows.get("events", {}).items() if c and ident in _named(c)}
    for cells in rows.get("mentions", {}).values():
        if cells and cells.get("event_id") in events and "where" in cells.get("supports", ""):
            yield cells.get("quote", "")
    changed = rows.get("mentions", {})
    for m in before.mentions:
        if m.event_id in events and m.mention_id not in changed and "where" in m.supports:
            yield m.quote


def _named(cells: Cells) -> set[str]:
    return {cells.get(column, "").removeprefix(AREA_PREFIX) for column in OF_PLACES[:2]}
