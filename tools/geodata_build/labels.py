"""Label points of the base map: curated (data/labels.csv, data/names.csv) and, for the rest, by rule."""

from __future__ import annotations

import csv
from pathlib import Path

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from . import areas, gazetteer
from . import natural_earth as ne
from . import region as rg
from .output import Feature, write_geojson
from .town_zooms import CITY, PARTS, Fixed, first_zooms

DATA = Path(__file__).parent / "data"
MAX_ZOOM = 10
GROUND_DEGREES = 0.04
FOCUS = ("ARM", "AZE", "GEO")
SETTLED = ("capital", "city", "town", "village")


def _label(kind: str, text: str, point: Point, zooms: tuple[int, float], rank: int, **more: str):
    properties = {
        "text": text,
        "sub": more.get("sub", ""),
        "kind": kind,
        "min_zoom": zooms[0],
        "max_zoom": zooms[1],
        "rank": rank,
        "place_id": more.get("place_id", ""),
    }
    return properties, point


def _until(zoom: int) -> float:
    """The last zoom at which a label shows; zooms come in fractions, so 7 means up to 8."""
    return zoom if zoom >= MAX_ZOOM else zoom + 0.99


def curated(root: Path) -> list[Feature]:
    """The labels of data/labels.csv; `|` in `sub` is a line break, `ground` an area."""
    with (DATA / "labels.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    drawn = {a.spec.area_id: a.geometry for a in areas.build(root)}
    features = []
    for r in rows:
        point = Point(float(r["lon"]), float(r["lat"]))
        zooms = (int(r["min_zoom"]), _until(int(r["max_zoom"])))
        sub = r["sub"].replace("|", "\n")
        properties, point = _label(
            r["kind"], r["text"], point, zooms, int(r["rank"]), sub=sub, place_id=r["place_id"]
        )
        if r["ground"]:
            area = drawn[r["ground"]]
            told = {"short": r["short"], "exclave": bool(r["exclave"]), "area_id": r["ground"]}
            told["ground"] = _ground(area)
            properties |= told
        features.append((properties, point))
    return features


def _ground(area: BaseGeometry) -> list[list[float]]:
    """Roughly where a name belongs that may not be missing: its largest part, never drawn."""
    outline = max(shapely.get_parts(area), key=lambda p: p.area).simplify(GROUND_DEGREES)
    return [[round(x, 2), round(y, 2)] for x, y in outline.exterior.coords]


def states(root: Path, done: set[str]) -> list[Feature]:
    """One label for each state that has no curated one, where Natural Earth puts it."""
    frame = ne.read(root, "cultural", "ne_50m_admin_0_countries")
    ids = {v["iso3"]: f"geonames:{v['geonameid']}" for v in ne.country_records(root).values()}
    features = []
    for _, row in frame.sort_values("ADM0_A3").iterrows():
        code = row["ADM0_A3"]
        iso3 = ne.ISO3.get(code, code)
        place = ids.get(iso3, "")
        if code in ne.MERGED or not place or place in done:
            continue
        point = Point(row["LABEL_X"], row["LABEL_Y"])
        low = min(7, max(3, round(row["MIN_LABEL"]) + 1))
        rank = 1 if low <= 4 else 2
        name, other = ne.country_name(root, iso3, row["NAME_EN"])
        features.append(
            _label("country", name, point, (low, MAX_ZOOM), rank, sub=other, place_id=place)
        )
    return features


def _rule(row: gazetteer.Row, population: int) -> int | None:
    """The zoom from which a place of the region without a curated one is labelled; None = not here.

    What lies outside is named by the cells of the base map, which come with a view.
    """
    if not rg.REGION.contains(Point(row.longitude, row.latitude)):
        return None
    if row.kind == "capital":
        return 5 if population > 1_000_000 else 6
    if row.kind == "city":
        floors = ((1_000_000, 7), (400_000, 8), (100_000, 9))
        return next((zoom for floor, zoom in floors if population >= floor), None)
    if row.country in FOCUS and population >= 8_000:
        return 9 if population >= 25_000 else 10
    return None


def _key(row: gazetteer.Row) -> int:
    """The GeoNames number of a row, 0 for our own."""
    scheme, _, key = row.place_id.partition(":")
    return int(key) if scheme == "geonames" else 0


def _suburb(row: gazetteer.Row, anchors: list[gazetteer.Row]) -> bool:
    """Whether a place is so near a curated or capital town that it is a part of it."""
    return any(
        abs(row.latitude - a.latitude) < 0.09 and abs(row.longitude - a.longitude) < 0.12
        for a in anchors
        if a.place_id != row.place_id
    )


def towns(root: Path) -> list[Feature]:
    """Settlements of the region and curated ones: both names when there are two."""
    own, features, rows = gazetteer.curated(), [], gazetteer.printed(root)
    anchors = [r for r in rows if r.kind == "capital" or _key(r) in own]
    for row in rows:
        key = _key(row)
        if not key or row.kind not in SETTLED or row.place_id in PARTS:
            continue
        population = ne.cities(root)[key]["population"]
        curated_zoom = own[key]["label_zoom"] if key in own else None
        zoom = _rule(row, population) if curated_zoom is None else int(curated_zoom or 0)
        if curated_zoom is None and row.kind != "capital" and _suburb(row, anchors):
            continue
        if not zoom:
            continue
        text = f"{row.name} / {row.name_other}" if row.name_other else row.name
        point = Point(row.longitude, row.latitude)
        features.append(
            _label("town", text, point, (zoom, MAX_ZOOM), row.rank, place_id=row.place_id)
        )
    return features


def _earlier(root: Path, out: Path, features: list[Feature]) -> None:
    """Have each city named as early as the rule for the world would, but not before the area that it is in."""
    fixed = [
        Fixed(p["place_id"], at.y, at.x, p["min_zoom"]) for p, at in features if p["kind"] == "town"
    ]
    found = first_zooms(root, out, fixed)
    first = {t.place.place_id: t.zoom for t in found if t.weight >= CITY}
    grounds = [(shapely.Polygon(p["ground"]), p["min_zoom"]) for p, _ in features if "ground" in p]
    for properties, point in features:
        zoom = first.get(properties["place_id"], MAX_ZOOM)
        if properties["kind"] == "town" and zoom < properties["min_zoom"]:
            inside = [least for ground, least in grounds if ground.contains(point)]
            properties["min_zoom"] = min(properties["min_zoom"], max([zoom, *inside]))


def write(root: Path, out: Path) -> None:
    """Write labels.geojson, most important first."""
    fixed = curated(root)
    done = {p["place_id"] for p, _ in fixed if p["kind"] == "country"}
    features = [*fixed, *states(root, done), *towns(root)]
    _earlier(root, out, features)
    codes = {f"geonames:{v['geonameid']}": v["iso3"] for v in ne.country_records(root).values()}
    for properties, _ in features:
        if properties["kind"] == "country" and properties["place_id"] in codes:
            code = codes[properties["place_id"]]
            properties["iso3"] = ne.ISO3.get(code, code)
    features.sort(key=lambda f: (f[0]["rank"], f[0]["min_zoom"], f[0]["kind"], f[0]["text"]))
    write_geojson(out / "labels.geojson", features, 3)
