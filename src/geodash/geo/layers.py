"""The geodata folder of a collection: base-map files, their version, gazetteer and areas."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.geo.areas import Areas
from geodash.geo.base_file import FILE as BASE
from geodash.geo.base_file import LEVELS, BaseFile, open_base
from geodash.geo.folders import packaged_folders
from geodash.geo.gazetteer import Gazetteer
from geodash.geo.place_search import PlaceSearch
from geodash.geo.printed import PrintedName, read_printed
from geodash.geo.world import FILE as WORLD
from geodash.geo.world import MORE, World, open_world
from geodash.geo.world_areas import FILE as WORLD_AREAS
from geodash.geo.world_areas import open_areas

if TYPE_CHECKING:
    import geopandas as gpd

#: Files a browser may ask for, and nothing else of the folder.
LAYER_FILES = (
    "areas.geojson",
    "locator.geojson",
    "labels.geojson",
)
PLACES = "places.csv"
#: Files that are read where they lie, piece by piece.
PIECES = (BASE, WORLD, MORE, WORLD_AREAS)
#: The short form that stands on the map itself.
ATTRIBUTION = "Natural Earth, GeoNames, NOAA GLOBE"


def find_folder(collection: str | Path | None = None, needed: str = "") -> Path:
    """The geodata folder to use: the collection's own, else the packaged one, else the checkout's.

    With ``needed`` a folder counts only when it has that file. Raises FileNotFoundError.
    """
    own = [Path(collection) / "geodata"] if collection is not None else []
    for folder in (*own, *packaged_folders()):
        if (folder / needed).is_file() if needed else folder.is_dir():
            return folder
    raise FileNotFoundError(f"no geodata folder with {needed or 'anything'} for {collection}")


class GeoData:
    """The geodata of one collection, file by file: its own where it has it, else geodash's."""

    def __init__(self, folder: str | Path | None = None) -> None:
        """``folder`` is a collection, or ``None`` for geodash's own geodata."""
        self.collection = Path(folder) if folder is not None else None

    def path(self, name: str) -> Path | None:
        """The file behind a layer name, or ``None`` when it is missing or not a layer."""
        return self._find(name) if name in LAYER_FILES else None

    def _find(self, name: str) -> Path | None:
        try:
            return find_folder(self.collection, name) / name
        except FileNotFoundError:
            return None

    @cached_property
    def files(self) -> dict[str, Path]:
        """Layer name → path, those that exist."""
        found = {name: self.path(name) for name in LAYER_FILES}
        return {name: path for name, path in found.items() if path is not None}

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with the content of any file used."""
        digest = hashlib.sha256()
        paths = {**self.files, **{name: self._find(name) for name in (PLACES, WORLD_AREAS)}}
        for name, path in sorted(paths.items()):
            digest.update(name.encode())
            digest.update(path.read_bytes() if path else b"")
        digest.update((self.base.version if self.base else "").encode())
        return digest.hexdigest()[:12]

    def check(self) -> None:
        """Raises ``ValueError`` with the reason when a file of the collection's own can't be read."""
        own = self._find(BASE)
        if own and self._is_own(own) and open_base(own).cell(LEVELS[0].z, 0, 0) is None:
            raise ValueError(f"geodata/{BASE} can't be read: it is no base map")
        for name, path in self.files.items():
            if path.suffix not in (".geojson", ".json") or not self._is_own(path):
                continue
            try:
                json.loads(path.read_bytes())
            except (ValueError, RecursionError) as error:
                raise ValueError(f"geodata/{name} can't be read: {error}") from error

    def _is_own(self, path: Path) -> bool:
        return self.collection is not None and path.is_relative_to(self.collection)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places: those of ``places.csv``, and by id all of the world."""
        path = self._find(PLACES)
        try:
            rows = Gazetteer.load(path.parent) if path else Gazetteer(())
        except ValueError as error:
            raise ValueError(f"geodata/places.csv can't be read: {error}") from error
        return rows.before(self.world.get) if self.world else rows

    @cached_property
    def world(self) -> World | None:
        """The places of the world behind the gazetteer's rows; ``None`` without a file of them."""
        path = self._find(WORLD)
        return open_world(path) if path else None

    @cached_property
    def base(self) -> BaseFile | None:
        """The base map in pieces; ``None`` without a file of them."""
        path = self._find(BASE)
        return open_base(path) if path else None

    @cached_property
    def place_search(self) -> PlaceSearch:
        """Places by name."""
        path = self._find(PLACES)
        ours = [folder.resolve() for folder in packaged_folders()]
        own = path is not None and path.parent.resolve() not in ours
        return PlaceSearch(self.world, self.gazetteer, own=own)

    @cached_property
    def areas(self) -> Areas:
        """The areas: those of ``areas.geojson``, and by id the provinces and districts of the world."""
        path = self._find("areas.geojson")
        try:
            own = Areas.load(path) if path else Areas([])
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"geodata/areas.geojson can't be read: {error}") from error
        behind = self._find(WORLD_AREAS)
        return own.before(open_areas(behind).get) if behind else own

    @cached_property
    def printed(self) -> tuple[PrintedName, ...]:
        """The names that the base map prints; none where they can't be read."""
        path = self.path("labels.geojson")
        try:
            return read_printed(path) if path else ()
        except (ValueError, LookupError, TypeError, AttributeError):
            return ()

    def frame(self, name: str) -> gpd.GeoDataFrame:
        """A GeoJSON layer as a GeoDataFrame (EPSG:4326), for spatial work and still maps.

        Raises FileNotFoundError for an unknown or missing layer.
        """
        path = self.path(name)
        if path is None or path.suffix != ".geojson":
            raise FileNotFoundError(f"no GeoJSON layer {name}")
        import geopandas as gpd  # half a second: only for those who ask for a frame

        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return gpd.GeoDataFrame.from_features(features, crs=4326)

    @cached_property
    def attribution(self) -> str:
        """Who made the data, in one line; empty for geodata without a manifest."""
        path = self._find("MANIFEST.json")
        if path is None:
            return ""
        return str(json.loads(path.read_text(encoding="utf-8")).get("attribution", ""))
