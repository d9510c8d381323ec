"""Names of the world for the base map: towns, provinces, seas, straits, lakes and rivers by zoom.

Towns are named by the rule of town_zooms.py. What labels.geojson has stands there alone, and in Armenia and
Azerbaijan none but its own (geodata/README.md, one rule of rank).
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import shapely

from . import base_ground, base_rivers
from . import natural_earth as ne
from .town_zooms import OURS, TILE, ZOOMS, Fixed, first_zooms

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.plain_names import plain_name

DATA = Path(__file__).parent / "data"
#: A part of a state that would seem to be one.
NOT_NAMED = ("Somaliland",)
#: A province is named from the zoom at which it is so wide, in pixels, and none after this.
PROVINCE, LAST_PROVINCE = 140.0, 9
LAKE, LAST_LAKE = 50.0, 10
SEAS = {"sea": (2, 3, 4, 5, 6, 7), "strait": (5, 5, 6, 7, 8, 9)}
#: From which zoom on a river of a rank has a name.
RIVERS = (5, 5, 5, 6, 6, 6, 7, 7, 8)


@dataclass(frozen=True)
class Name:
    """A name with the zoom from which it stands, and its rank among those of its kind."""

    kind: str
    text: str
    lat: float
    lon: float
    min_zoom: int
    rank: int


def _labelled(out: Path) -> list[dict]:
    features = json.loads((out / "labels.geojson").read_text("utf-8"))["features"]
    points = (f["geometry"]["coordinates"] for f in features)
    return [
        f["properties"] | {"lon": p[0], "lat": p[1]} for f, p in zip(features, points, strict=True)
    ]


def towns(root: Path, out: Path, labelled: list[dict]) -> list[Name]:
    """Settlements of the world beside those of labels.geojson."""
    done = {f["place_id"] for f in labelled}
    fixed = [
        Fixed(f["place_id"], f["lat"], f["lon"], int(f["min_zoom"]))
        for f in labelled
        if f["kind"] == "town"
    ]
    found = []
    for town in first_zooms(root, out, fixed):
        place = town.place
        if place.place_id in done or place.country in OURS:
            continue
        text = f"{place.name} / {place.name_other}" if place.name_other else place.name
        rank = 1 + sum(town.weight < least for least in (2e6, 3e5, 5e4, 5e3))
        name = Name("town", text, place.latitude, place.longitude, town.zoom, rank)
        found.append((place.country, name))
    return _on_their_side(base_ground.states(root), found)


def _on_their_side(land, found: list[tuple[str, Name]]) -> list[Name]:
    """Without towns that the map has on another state's land."""
    codes = list(land)
    tree = shapely.STRtree([land[c] for c in codes])
    points = shapely.points([(n.lon, n.lat) for _, n in found])
    where: dict[int, set[str]] = defaultdict(set)
    for at, state in zip(*tree.query(points, predicate="intersects"), strict=True):
        where[int(at)].add(codes[int(state)])
    kept = []
    for at, (iso, name) in enumerate(found):
        there = where[at] - {""}
        if not there or iso in there or iso not in land:
            kept.append(name)
        else:
            print(f"  not named: {name.text} ({iso}), drawn in {'/'.join(sorted(there))}")
    return kept


def _zoom_for(km2: float, lat: float, wide: float) -> int:
    """The zoom at which something so large is so many pixels wide."""
    degrees = math.sqrt(km2) / 111.32 / max(0.1, math.cos(math.radians(lat)))
    return math.ceil(math.log2(wide / (degrees / 360 * TILE))) if km2 else 99


def provinces(root: Path, labelled: list[dict]) -> list[Name]:
    """Provinces with room for their names."""
    done = {f["text"].casefold() for f in labelled}
    found = []
    for code, unit in sorted(ne.admin1(root).items()):
        state = ne.MERGED.get(unit["adm0_a3"], unit["adm0_a3"])
        text = plain_name(unit["name_en"] or unit["name"] or "", ne.ISO3.get(state, state))
        skip = state in (*OURS, "CYP", "GEO")
        if not text or text.casefold() in done or code in ne.CRIMEA or skip or text in NOT_NAMED:
            continue
        inside = unit["geometry"].representative_point()
        own = shapely.Point(unit["longitude"], unit["latitude"])
        point = own if unit["geometry"].contains(own) else inside
        zoom = max(6, _zoom_for(base_ground.km2(unit["geometry"]), point.y, PROVINCE))
        if zoom <= LAST_PROVINCE:
            found.append(Name("province", text, point.y, point.x, zoom, zoom - 4))
    return found


def waters(root: Path, labelled: list[dict]) -> list[Name]:
    """Seas and straits of data/world.csv, and named lakes."""
    done = {f["text"].casefold() for f in labelled if f["kind"] == "water"}
    found = []
    with (DATA / "world.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            zooms = SEAS.get(row["kind"])
            if zooms and row["name"].casefold() not in done and row["latitude"]:
                text = f"{row['name']} / {row['name_other']}" if row["name_other"] else row["name"]
                rank = int(row["rank"])
                found.append(
                    Name(
                        "water",
                        text,
                        float(row["latitude"]),
                        float(row["longitude"]),
                        zooms[rank],
                        rank,
                    )
                )
    for _, row in ne.read(root, "physical", "ne_10m_lakes").iterrows():
        text = row["name"] if isinstance(row["name"], str) else row["name_en"]
        point = row.geometry.representative_point()
        zoom = max(4, _zoom_for(base_ground.km2(row.geometry), point.y, LAKE))
        if isinstance(text, str) and zoom <= LAST_LAKE and text.casefold() not in done:
            found.append(Name("water", text, point.y, point.x, zoom, min(5, zoom - 3)))
    return found


def rivers(root: Path) -> list[Name]:
    """Rivers, a name halfway between two of an earlier zoom."""
    found = []
    for text, rank, part, point in base_rivers.named(root):
        zoom = RIVERS[min(rank, len(RIVERS) - 1)] - round(math.log2(part))
        if zoom < ZOOMS.stop:
            found.append(Name("river", text, point.y, point.x, zoom, min(5, rank)))
    return found


def build(root: Path, out: Path) -> list[Name]:
    """All names, the most important first."""
    labelled = _labelled(out)
    found = [*waters(root, labelled), *rivers(root)]
    found += [*provinces(root, labelled), *towns(root, out, labelled)]
    return sorted(found, key=lambda n: (n.min_zoom, n.rank, n.kind, n.text, n.lat, n.lon))
