"""Which countries a point lies in or near, by the outlines of the base map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.domain.extent import Point
from geodash.geo.per_file import per_file

if TYPE_CHECKING:
    import geopandas as gpd

#: The outlines are generalised: a point so many degrees from a country may be in it.
NEAR = 0.25


class Countries:
    """The outlines of all countries, with an index; a point near a border is in both."""

    def __init__(self, frame: gpd.GeoDataFrame) -> None:
        """``frame`` has the column ``iso3`` and outlines in degrees (WGS 84)."""
        self._frame = frame

    def around(self, points: Sequence[Point]) -> list[frozenset[str]]:
        """For each point the codes of the countries within ``NEAR`` of it; none is the sea.

        Land that is no country's has the code "".
        """
        import geopandas as gpd

        where = gpd.points_from_xy([p.longitude for p in points], [p.latitude for p in points])
        pairs = self._frame.sindex.query(where, predicate="dwithin", distance=NEAR)
        codes = self._frame["iso3"].to_numpy()
        found: list[set[str]] = [set() for _ in points]
        for at, country in zip(*pairs, strict=True):
            found[at].add(str(codes[country]))
        return [frozenset(codes) for codes in found]


@per_file
def read_countries(path: Path) -> Countries:
    """The countries of a ``countries.geojson``; raises ``OSError`` or ``ValueError`` as it is read."""
    # Half a second, so it is only imported by those who have a point in doubt.
    import geopandas as gpd

    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return Countries(gpd.GeoDataFrame.from_features(features, crs=4326))
