"""The committed geodata: complete, valid, consistent, on the right side of every border."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, shape

from geodash.geo.base_file import FILE as BASE
from geodash.geo.base_file import LEVELS
from geodash.geo.layers import LAYER_FILES, GeoData
from geodash.geo.world import FILE as WORLD
from geodash.geo.world import MORE
from geodash.geo.world_areas import FILE as WORLD_AREAS
from geodash.views.still.base import project
from geodash.views.still.ground import GroundPieces, Seen

ROOT = Path(__file__).resolve().parents[1]
GEODATA = ROOT / "geodata"
GEO = GeoData(ROOT)
PLACES = GEO.gazetteer
LAYERS = sorted(GEODATA.glob("*.geojson"))
#: Beside the places of the world.
BUDGET = 8_000_000
#: The region whose lines are corrected: west, south, east, north.
REGION = (18.5, 33.5, 55.0, 44.5)

MARZES = {
    "Aragatsotn", "Ararat", "Armavir", "Gegharkunik", "Kotayk", "Lori", "Shirak", "Syunik",
    "Tavush", "Vayots Dzor", "Yerevan",
}  # fmt: skip

# GeoNames id -> (name, state): what the articles and the research name.
EXPECTED = {
    147625: ("Lachin", "AZE"),
    174884: ("Jermuk", "ARM"),
    174895: ("Goris", "ARM"),
    616041: ("Sotk", "ARM"),
    174875: ("Kapan", "ARM"),
    146970: ("Khankendi", "AZE"),
    147105: ("Shusha", "AZE"),
    259245: ("Kos", "GRC"),
    400666: ("Rhodes", "GRC"),
    740264: ("Samsun", "TUR"),
    587084: ("Baku", "AZE"),
    616052: ("Yerevan", "ARM"),
    147429: ("Nakhchivan", "AZE"),
    174823: ("Meghri", "ARM"),
    174840: ("Kornidzor", "ARM"),
    174743: ("Tegh", "ARM"),
    586268: ("Kalbajar", "AZE"),
    616108: ("Vardenis", "ARM"),
    13132983: ("Syunik", "ARM"),
    3067696: ("Prague", "CZE"),
    3128760: ("Barcelona", "ESP"),
    2800866: ("Brussels", "BEL"),
    524901: ("Moscow", "RUS"),
    323786: ("Ankara", "TUR"),
    112931: ("Tehran", "IRN"),
    261745: ("Heraklion", "GRC"),
    320995: ("Bodrum", "TUR"),
    736928: ("Alexandroupoli", "GRC"),
    1220750: ("Panj", "TJK"),
    1221328: ("Khorugh", "TJK"),
    1221874: ("Dushanbe", "TJK"),
    113646: ("Tabriz", "IRN"),
    174763: ("Sisian", "ARM"),
    703448: ("Kyiv", "UKR"),
    701822: ("Mariupol", "UKR"),
    706483: ("Kharkiv", "UKR"),
}
PROVINCES = {
    409314: ("Syunik", "ARM"),
    740263: ("Samsun", "TUR"),
    3336901: ("Catalonia", "ESP"),
    147435: ("Nakhchivan Autonomous Republic", "AZE"),
    147626: ("Lachin District", "AZE"),
    409421: ("Khankendi", "AZE"),
    148449: ("Khojaly", "AZE"),
    6697808: ("South Aegean", "GRC"),
    6697802: ("Crete", "GRC"),
    706482: ("Kharkiv Oblast", "UKR"),
}
OTHER_NAMES = {
    146970: "Khankendi / Stepanakert",
    147625: "Lachin / Berdzor",
    147105: "Shusha / Shushi",
    586268: "Kalbajar / Karvachar",
    146901: "Zangilan / Kovsakan",
    148619: "Aghdam",
    147626: "Lachin District",
    586047: "Kalbajar District",
    174895: "Goris",
    174875: "Kapan",
    174884: "Jermuk",
    616041: "Sotk",
    587084: "Baku",
    259245: "Kos",
    400666: "Rhodes",
}
#: A group without a mark on land: on one island it would stand for that one.
ISLANDS = "aegean-islands"
AREAS = [
    "aegean-islands",
    "aegean-sea",
    "armenia-azerbaijan-border",
    "armenia-iran-border",
    "azerbaijan-border-districts",
    "azerbaijan-iran-border",
    "black-sea",
    "catalonia",
    "crete",
    "eastern-mediterranean",
    "gegharkunik",
    "kharkiv",
    "kos",
    "lachin-corridor-2020",
    "lachin-corridor-2022",
    "lachin-district",
    "lachin-strip",
    "nagorno-karabakh",
    "nakhchivan",
    "northern-ireland",
    "rhodes",
    "russia-ukraine-border",
    "samsun",
    "south-aegean",
    "syunik",
    "tajikistan-afghanistan-border",
    "turkish-coast-kos-rhodes",
    "turkish-straits",
    "uzbekistan-afghanistan-border",
    "vayots-dzor",
]


@cache
def features(name: str) -> list[dict]:
    return json.loads((GEODATA / name).read_text(encoding="utf-8"))["features"]


@cache
def ground() -> Seen:
    """The region as it is drawn closest by, in degrees."""
    west, south, east, north = project(shapely.box(*REGION)).bounds
    seen = GroundPieces(GEO.base).within((west, south, east, north), LEVELS[-1].z)
    frame = shapely.box(*REGION)
    seen.lands = [(c, shapely.intersection(degrees(s), frame)) for c, s in seen.lands]
    seen.borders = [(degrees(line), *told) for line, *told in seen.borders]
    seen.provinces = [degrees(line) for line in seen.provinces]
    return seen


def degrees(geometry: shapely.Geometry) -> shapely.Geometry:
    """Mercator's unit square to degrees."""
    return shapely.transform(
        geometry,
        lambda p: np.column_stack(
            (p[:, 0] * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * p[:, 1])))))
        ),
    )


@cache
def land() -> dict:
    parts: dict[str, list] = {}
    for code, geometry in ground().lands:
        parts.setdefault(code, []).append(geometry)
    shapes = {code: shapely.union_all(some) for code, some in parts.items()}
    for geometry in shapes.values():
        shapely.prepare(geometry)
    return shapes


def states_at(lat: float, lon: float) -> set[str]:
    point = Point(lon, lat)
    return {iso for iso, geometry in land().items() if geometry.intersects(point)}


def place(number: int):
    found = PLACES.get(f"geonames:{number}")
    assert found is not None, number
    return found


def test_every_layer_is_there_and_small() -> None:
    assert set(GEO.files) == set(LAYER_FILES)
    files = [
        p for p in GEODATA.rglob("*") if p.is_file() and p.name not in (WORLD, MORE, WORLD_AREAS)
    ]
    total = sum(p.stat().st_size for p in files)
    assert total <= BUDGET, f"{total:,} bytes"
    assert (GEODATA / BASE).stat().st_size <= 5_500_000
    assert (GEODATA / "locator.geojson").stat().st_size <= 40_000
    assert (GEODATA / "places.csv").stat().st_size <= 1_000_000


@pytest.mark.parametrize("path", LAYERS, ids=lambda p: p.name)
def test_geometries_are_valid(path: Path) -> None:
    shapes = [shape(f["geometry"]) for f in features(path.name)]
    assert shapes
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()


def test_manifest_hashes_match() -> None:
    manifest = json.loads((GEODATA / "MANIFEST.json").read_text(encoding="utf-8"))
    listed = {item["file"]: item["sha256"] for item in manifest["outputs"]}
    assert set(listed) == {
        *LAYER_FILES,
        "places.csv",
        WORLD,
        MORE,
        WORLD_AREAS,
        BASE,
    }
    for name, expected in listed.items():
        assert hashlib.sha256((GEODATA / name).read_bytes()).hexdigest() == expected, name
    assert all(re.fullmatch("[0-9a-f]{64}", s["sha256"]) for s in manifest["sources"])


def test_attribution_is_stated() -> None:
    for word in ("Natural Earth", "GeoNames.org, CC BY 4.0", "GLOBE"):
        assert word in GEO.attribution
        assert word in (GEODATA / "README.md").read_text(encoding="utf-8").replace("\n> ", " ")


def test_no_file_points_to_the_network() -> None:
    for path in (*LAYERS, GEODATA / "places.csv"):
        assert not re.search(r"(?:https?:)?//\w", path.read_text(encoding="utf-8")), path.name


def test_place_ids_are_unique_and_well_formed() -> None:
    lines = (GEODATA / "places.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == len(PLACES) > 10_000
    for p in PLACES:
        assert re.fullmatch(r"geonames:\d+|geodash:[a-z0-9-]+", p.place_id)
        assert p.name and p.kind and p.latitude is not None and p.longitude is not None
        assert (p.latitude, p.longitude) != (0.0, 0.0)
        assert p.country or p.kind in ("sea", "water")
        assert not p.area_id or p.area_id in GEO.areas, p


@pytest.mark.parametrize("number", EXPECTED | PROVINCES)
def test_places_of_the_articles(number: int) -> None:
    p = place(number)
    assert (p.name, p.country) == (EXPECTED | PROVINCES)[number]
    assert (p.kind in ("province", "district")) == (number in PROVINCES)


@pytest.mark.parametrize("number", OTHER_NAMES)
def test_names_on_the_map(number: int) -> None:
    assert place(number).label == OTHER_NAMES[number]


def test_eleven_marzes() -> None:
    assert {p.name for p in PLACES if p.country == "ARM" and p.kind == "province"} == MARZES


def test_lachin_is_not_lankaran() -> None:
    area = GEO.areas.get("lachin-district")
    lachin = place(147625)
    assert area.name == "Lachin District"
    assert area.geometry.contains(Point(lachin.longitude, lachin.latitude))
    assert "Lankaran" not in (*place(147626).names, *lachin.names)


def test_countries_are_places_at_their_capitals() -> None:
    for number, name, capital in (
        (174982, "Armenia", 616052),
        (298795, "Türkiye", 323786),
        (587116, "Azerbaijan", 587084),
    ):
        p, seat = place(number), place(capital)
        assert (p.name, p.kind) == (name, "country")
        assert (p.latitude, p.longitude) == (seat.latitude, seat.longitude)
        assert seat.kind == "capital"


def test_all_wanted_areas_exist() -> None:
    assert set(AREAS) <= {a.area_id for a in GEO.areas}


def test_area_points_lie_in_their_area() -> None:
    for area in GEO.areas:
        assert area.note, area.area_id
        if area.area_id in (ISLANDS, "turkish-coast-kos-rhodes"):
            continue
        point = Point(area.longitude, area.latitude)
        assert area.geometry.distance(point) < 2e-4 or area.is_line, area.area_id
        assert area.geometry.distance(point) < 0.01, area.area_id


def test_the_districts_on_the_border_lie_along_all_of_it() -> None:
    """The line includes the border of Nakhchivan: so do the districts."""
    districts = GEO.areas.get("azerbaijan-border-districts").geometry
    border = GEO.areas.get("armenia-azerbaijan-border").geometry
    assert districts.contains(Point(45.412, 39.209))
    assert border.difference(districts.buffer(0.05)).length < 0.05 * border.length


def test_the_mark_of_the_islands_stands_on_none_of_them() -> None:
    area = GEO.areas.get(ISLANDS)
    assert states_at(area.latitude, area.longitude) == set()
    assert area.geometry.distance(Point(area.longitude, area.latitude)) > 0.3
    west, south, east, north = area.geometry.bounds
    assert west < area.longitude < east and south < area.latitude < north
    # Samothrace is there; what the source lacks is named.
    assert area.geometry.intersects(Point(25.6, 40.45))
    assert "Kastellorizo" in area.note and "larger" in area.name
    for part in shapely.get_parts(area.geometry):
        assert states_at(part.representative_point().y, part.representative_point().x) == {"GRC"}


def test_the_strip_is_the_first_route_in_lachin_district() -> None:
    strip, route, district = (
        GEO.areas.get(a) for a in ("lachin-strip", "lachin-corridor-2020", "lachin-district")
    )
    for whole in (route, district):
        assert strip.geometry.difference(whole.geometry.buffer(0.005)).area < 1e-5
    assert strip.geometry.contains(Point(place(147625).longitude, place(147625).latitude))
    assert strip.valid_to == date(2022, 8, 26)
    assert strip.geometry.area < district.geometry.area / 10


def test_the_coast_by_kos_and_rhodes_is_turkish_and_near() -> None:
    coast = GEO.areas.get("turkish-coast-kos-rhodes")
    assert coast.geometry.difference(land()["TUR"].buffer(0.004)).area < 1e-4
    # Where on the coast is not said: the mark stands on the water off it, as that of the islands does.
    assert states_at(coast.latitude, coast.longitude) == set()
    assert 0.05 < coast.geometry.distance(Point(coast.longitude, coast.latitude)) < 0.2
    isles = [GEO.areas.get(a).geometry for a in ("kos", "rhodes")]
    assert all(min(p.distance(i) for i in isles) < 0.3 for p in shapely.get_parts(coast.geometry))


def test_area_points_are_on_the_right_side() -> None:
    for area_id, iso in (
        ("syunik", "ARM"),
        ("gegharkunik", "ARM"),
        ("lachin-corridor-2020", "AZE"),
        ("lachin-corridor-2022", "AZE"),
        ("nagorno-karabakh", "AZE"),
        ("azerbaijan-border-districts", "AZE"),
        ("nakhchivan", "AZE"),
        ("samsun", "TUR"),
        ("lachin-strip", "AZE"),
    ):
        area = GEO.areas.get(area_id)
        assert states_at(area.latitude, area.longitude) == {iso}, area_id
        stray = area.geometry.difference(land()[iso].buffer(0.004))
        assert stray.area < 1e-4, area_id


def test_lachin_corridor_and_its_days() -> None:
    lachin = Point(place(147625).longitude, place(147625).latitude)
    first, second = GEO.areas.get("lachin-corridor-2020"), GEO.areas.get("lachin-corridor-2022")
    assert first.geometry.contains(lachin)
    assert not second.geometry.intersects(lachin)
    assert "chematic" in first.note and "26–29 August" in second.note
    # Between 26 and 29 August 2022 neither route held.
    assert (first.valid_from, first.valid_to) == (date(2020, 11, 10), date(2022, 8, 25))
    assert (second.valid_from, second.valid_to) == (date(2022, 8, 30), None)


def test_former_oblast_has_its_size_and_is_dated() -> None:
    area = GEO.areas.get("nagorno-karabakh")
    frame = GEO.frame("areas.geojson").set_index("area_id").loc[["nagorno-karabakh"]]
    assert 4_150 < frame.to_crs(6933).area.iloc[0] / 1e6 < 4_450
    assert area.kind == "historical" and area.valid_to == date(1991, 11, 26)
    assert "internationally recognised as part of azerbaijan" in area.note.lower()


@pytest.mark.parametrize("iso", ["ARM", "AZE", "GEO"])
def test_no_settlement_on_the_wrong_side(iso: str) -> None:
    wrong = [
        p.label
        for p in PLACES
        if p.country == iso and (at := states_at(p.latitude, p.longitude)) and iso not in at
    ]
    assert wrong == []


def test_no_label_on_the_wrong_side() -> None:
    wrong = []
    for f in features("labels.geojson"):
        p = PLACES.get(f["properties"]["place_id"])
        lon, lat = f["geometry"]["coordinates"]
        inside = 18.5 < lon < 55 and 33.5 < lat < 44.5
        checked = p is not None and p.country and inside and f["properties"]["kind"] != "region"
        if checked and (at := states_at(lat, lon)) and p.country not in at:
            wrong.append(f["properties"]["text"])
    # On the Danube and its neighbours the lines are Natural Earth's own.
    assert set(wrong) <= {"Pancevo"}, wrong


def test_neighbours_do_not_overlap() -> None:
    shapes = land()
    for a, b in combinations(sorted(shapes), 2):
        assert shapes[a].intersection(shapes[b]).area < 2e-5, (a, b)


def test_no_small_exclaves() -> None:
    for iso, other in (("ARM", "AZE"), ("AZE", "ARM")):
        for part in shapely.get_parts(land()[iso]):
            inside = part.boundary.difference(land()[other].boundary)
            assert inside.length > 0.01, f"{iso} exclave in {other} at {part.centroid}"


def test_borders_are_drawn_once_and_match_the_land() -> None:
    lines: dict[tuple[str, str], list] = {}
    for line, _, pair in ground().borders:
        lines.setdefault(pair, []).append(line)
    armenia = shapely.union_all(lines["ARM", "AZE"])
    assert armenia.length == pytest.approx(sum(g.length for g in lines["ARM", "AZE"]), rel=1e-3)
    edge = land()["ARM"].boundary.buffer(0.002)
    assert armenia.difference(edge).length < 1e-2
    assert ("CYP", "TUR") not in lines
    assert not [k for k in lines if "CYN" in k or "CNM" in k]


def test_district_lines_are_never_doubled() -> None:
    lines = ground().provinces
    whole = shapely.union_all(lines)
    assert sum(line.length for line in lines) == pytest.approx(whole.length, rel=2e-3)


def test_karabakh_label_always_says_whose() -> None:
    texts = {f["properties"]["text"]: f["properties"] for f in features("labels.geojson")}
    assert texts["Nagorno-Karabakh"]["sub"] == "internationally recognised\nas part of Azerbaijan"
    assert "Türkiye" in texts and "Turkey" not in texts
    assert {"Lachin / Berdzor", "Nakhchivan (Azerbaijan)"} <= set(texts)
    assert not {"Artsakh", "Zangezur", "Western Azerbaijan"} & set(texts)


def test_labels_have_every_property() -> None:
    for f in features("labels.geojson"):
        p = f["properties"]
        assert p["kind"] in ("country", "province", "region", "water", "town")
        assert p["text"] and 0 <= p["min_zoom"] <= p["max_zoom"] <= 10, p
        assert not p["place_id"] or p["place_id"] in PLACES, p
