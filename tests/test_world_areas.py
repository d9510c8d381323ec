"""Areas of the world: the file, who draws and checks them, and the boundary policy case by case."""

from __future__ import annotations

import base64
import gzip
import json
import pickle
import re
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from collection_kit import EVENT, make, table
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, box, shape
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodash.collection import load
from geodash.domain.briefing import Briefing, Slide
from geodash.domain.model import Event
from geodash.geo.areas import Areas
from geodash.geo.layers import GeoData
from geodash.geo.names import PlaceNames
from geodash.geo.packed_shape import GRID, packed, unpacked
from geodash.geo.world_areas import FILE, WorldAreas
from geodash.query import Filter, Store
from geodash.views.show import Show, show_html
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.web.api import routes
from geodash.web.served import Served
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "geodata" / FILE
GEO = GeoData()
WORLD = WorldAreas(PATH)
NORTH_KIVU, KHARTOUM, RIFT = "geonames:206938", "geonames:379253", "geonames:400744"


def ids() -> list[str]:
    with sqlite3.connect(f"{PATH.as_uri()}?mode=ro", uri=True) as db:
        return [f"geonames:{n}" for (n,) in db.execute("SELECT n FROM areas ORDER BY n")]


def holds(area_id: str, lat: float, lon: float) -> bool:
    area = WORLD.get(area_id)
    return area is not None and bool(area.geometry.contains(Point(lon, lat)))


# The file -----------------------------------------------------------------------------------------


@pytest.mark.data
def test_the_file_holds_the_divisions_of_the_world() -> None:
    """Small, every outline valid, near enough to the gazetteer's point of its place, its name inside."""
    assert PATH.stat().st_size <= 1_800_000
    found = [WORLD.get(i) for i in ids()]
    assert len(found) > 4_300 and all(found)
    countries = {p.country for a in found if (p := GEO.gazetteer.get(a.area_id))}
    assert len(countries) > 200
    areas = [a for a in found if a]
    assert all(shapely.is_valid([a.geometry for a in areas]))
    lost = [a.area_id for a in areas if a.geometry.distance(Point(a.longitude, a.latitude)) > 0.02]
    assert not lost
    far = []
    for area in areas:
        place = GEO.gazetteer.get(area.area_id)
        if (
            place
            and place.point
            and area.geometry.distance(Point(place.longitude, place.latitude)) > 0.5
        ):
            far.append((area.area_id, area.name))
    assert len(far) <= 12, far


def test_neighbours_share_their_lines() -> None:
    """Provinces of a state neither overlap nor leave gaps."""
    for codes in (
        ("206938", "205413", "209610"),
        ("3899537", "3899191", "3870116"),
        ("408666", "379253", "378389"),
    ):
        shapes = [WORLD.get(f"geonames:{n}").geometry for n in codes]
        for one, other in ((a, b) for i, a in enumerate(shapes) for b in shapes[i + 1 :]):
            assert one.intersection(other).area < 1e-3
    kivus = [WORLD.get(f"geonames:{n}").geometry for n in ("206938", "205413")]
    common = kivus[0].intersection(kivus[1])
    assert common.length > 1


@given(
    st.lists(
        st.tuples(st.integers(-170, 170), st.integers(-80, 80), st.integers(1, 5)),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_packed_comes_out(boxes) -> None:
    whole = shapely.union_all([box(x, y, x + s + GRID, y + s / 3) for x, y, s in boxes])
    whole = shapely.set_precision(whole, GRID)
    back = shape(unpacked(packed(whole)))
    assert back.symmetric_difference(whole).area < 1e-9 and isinstance(back, MultiPolygon)


def test_what_is_no_file_of_ours_knows_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database")
    empty = WorldAreas(tmp_path / FILE)
    assert empty.get(KHARTOUM) is None
    for ident in (
        "",
        "geonames:",
        "geonames:x",
        "geonames:1",
        "geonames:99999999999",
        "\ud800",
        "area:geodash:sea",
    ):
        assert WORLD.get(ident) is None
    with pytest.raises(ValueError):
        unpacked(zlib.compress(bytes([1, 1, 9, 4])))
    assert pickle.loads(pickle.dumps(WORLD)).get(KHARTOUM).name == "Khartoum"


def test_own_areas_go_first() -> None:
    own = Areas([replace(WORLD.get(KHARTOUM), name="Ours")]).before(WORLD.get)
    assert own.get(KHARTOUM).name == own.get(f"area:{KHARTOUM}").name == "Ours"
    assert own.name(NORTH_KIVU) == "North Kivu" and NORTH_KIVU in own and len(own) == 1
    assert [a.area_id for a in own] == [KHARTOUM]


# The boundary policy --------------------------------------------------------------------------------

#: Place, latitude, longitude: the areas in which it is, and those in which it isn't.
POLICY = {
    "Crimea is Ukraine’s": (44.95, 34.1, ["geonames:703883"], []),
    "Sevastopol is Ukraine’s": (44.61, 33.55, ["geonames:694422"], []),
    "the Golan Heights are Syria’s (Katzrin)": (32.99, 35.69, ["geonames:173336"], ["geonames:294824"]),
    "the zone of the United Nations is Syria’s": (33.12, 35.84, ["geonames:173336"], []),
    "East Jerusalem is in the West Bank (Shuafat)": (31.81, 35.23, ["geonames:285153"], ["geonames:293198"]),
    "East Jerusalem is in the West Bank (Old City)": (31.776, 35.234, ["geonames:285153"], ["geonames:293198"]),
    "West Jerusalem is in Israel’s district": (31.78, 35.2, ["geonames:293198"], ["geonames:285153"]),
    "a settlement in the West Bank (Ma’ale Adumim)": (31.77, 35.3, ["geonames:285153"], []),
    "Gaza is Palestine’s": (31.5, 34.45, ["geonames:281132"], []),
    "Western Sahara west of the berm (Laayoune)": (27.15, -13.15, ["geonames:2461445"], []),
    "Western Sahara east of the berm (Tifariti)": (26.16, -10.57, ["geonames:2461445"], []),
    "Morocco begins north of it (Tarfaya)": (27.9, -12.9, [], ["geonames:2461445"]),
    "Jammu and Kashmir ends at the line of control": (34.08, 74.8, ["geonames:1269320"], ["geonames:1184196"]),
    "Azad Kashmir ends at the line of control": (34.36, 73.47, ["geonames:1184196"], ["geonames:1269320"]),
    "Gilgit": (35.92, 74.31, ["geonames:1168878"], []),
    "Aksai Chin is not in Ladakh": (35.2, 79.5, ["geonames:1529047"], ["geonames:12096464"]),
    "the Siachen Glacier is in no area": (35.4, 77.1, [], ["geonames:12096464", "geonames:1168878"]),
    "Abkhazia is Georgia’s": (43.0, 41.05, ["geonames:6643410"], []),
    "South Ossetia is Georgia’s (Tskhinvali)": (42.23, 43.97, ["geonames:865540"], []),
    "Guantánamo is Cuba’s, the base too": (19.92, -75.15, ["geonames:3557685"], []),
    "Taipei": (25.05, 121.53, ["geonames:1668338"], []),
    "Pristina": (42.66, 21.16, ["geonames:786713"], []),
}  # fmt: skip


@pytest.mark.parametrize("case", POLICY.values(), ids=POLICY)
def test_whose_land_is_whose(case) -> None:
    lat, lon, inside, outside = case
    assert not [i for i in inside if not holds(i, lat, lon)]
    assert not [i for i in outside if holds(i, lat, lon)]


@pytest.mark.parametrize(
    "area_id",
    ["geonames:146615", "geonames:146411", "geonames:146267", "geonames:146398", "geonames:11281885",
     "geonames:11281886", "geonames:11821181", "geonames:7280291", "geonames:7280288", "geonames:6268943"],
    ids=["Famagusta", "Kyrenia", "Nicosia", "Larnaca", "Laayoune", "Dakhla", "Judea", "Taiwan province", "Fukien",
         "Awdal"],
)  # fmt: skip
def test_where_the_source_divides_what_no_state_divides_there_is_no_outline(area_id: str) -> None:
    assert WORLD.get(area_id) is None


def test_no_area_is_a_state_that_is_none_and_none_is_karabakh() -> None:
    with sqlite3.connect(f"{PATH.as_uri()}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT name, kinds.kind FROM areas JOIN kinds ON kinds.n = areas.kind")
        kinds = {name.casefold(): kind for name, kind in rows}
    for word in (
        "karabakh",
        "artsakh",
        "northern cyprus",
        "somaliland",
        "people's republic",
        "transnistria",
        "judea",
    ):
        assert not [name for name in kinds if word in name]
    oblast = GEO.areas.get("nagorno-karabakh")
    assert oblast and oblast.kind == "historical"
    assert [name for name, kind in kinds.items() if kind == "country"] == ["western sahara"]


@pytest.mark.parametrize(
    ("area_id", "said"),
    [("geonames:703883", "Ukraine"), ("geonames:1269320", "administered by India"),
     ("geonames:1168878", "administered by Pakistan"), ("geonames:285153", "occupied Palestinian territory"),
     ("geonames:2461445", "non-self-governing territory"), ("geonames:6643410", "Georgia"),
     ("geonames:786713", "Kosovo (UNSC resolution 1244)")],
)  # fmt: skip
def test_what_is_disputed_is_said_on_the_map(area_id: str, said: str) -> None:
    area = WORLD.get(area_id)
    assert area and area.status == said and area.note
    frame = Frame(selected=("e1",), events=("e1",))
    event = _events(area_id=area_id, lat=area.latitude, lon=area.longitude)
    svg = still_map(GEO, list(event.values()), frame=frame, size=(700, 500))
    assert said.split()[0] in svg


# Who uses them --------------------------------------------------------------------------------------


def _events(area_id: str, lat: float, lon: float) -> dict[str, Event]:
    event = Event("e1", "Something", area_id=area_id, latitude=lat, longitude=lon, where_prec=4)
    return {"e1": event}


def collection(tmp_path: Path, *rows: dict[str, str]) -> Path:
    base = dict.fromkeys(("place_name", "latitude", "longitude", "where_prec", "place_id"), "")
    made = [EVENT | base | {"event_id": f"e{n}", "actors": ""} | row for n, row in enumerate(rows)]
    return make(
        tmp_path / "c",
        events=table("events", *made),
        mentions=table("mentions"),
        links=table("links"),
    )


def found(path: Path) -> list[tuple[int | None, str]]:
    problems = load(path, thorough=True).problems
    return [(p.row, p.code) for p in problems if p.column in ("latitude", "longitude", "area_id")]


def at(area_id: str, **cells: str) -> dict[str, str]:
    area = WORLD.get(area_id)
    return {
        "area_id": area_id,
        "latitude": str(area.latitude),
        "longitude": str(area.longitude),
        "where_prec": "4",
    } | cells


def test_any_province_may_be_an_area_of_any_collection(tmp_path: Path) -> None:
    path = collection(
        tmp_path,
        at(NORTH_KIVU),
        at(RIFT),
        {"area_id": "", "about_places": f"area:{KHARTOUM}"},
        {"area_id": "geonames:1"},
    )
    read = load(path, thorough=True)
    assert [read.events[f"e{n}"].area_id for n in range(4)] == [NORTH_KIVU, RIFT, "", ""]
    assert read.events["e2"].about_places == (f"area:{KHARTOUM}",)
    assert {p.code for p in read.problems if p.column == "area_id"} == {"unknown-area"}
    store = Store(read, GEO.gazetteer, GEO.areas)
    for place in (NORTH_KIVU, f"area:{NORTH_KIVU}"):
        f, notices = Filter.from_params([("place", place)], store.vocabulary)
        assert store.ids(f) == ["e0"] and not notices
    congo = PlaceNames(GEO.gazetteer, GEO.areas).country("COD").place_id
    f, _ = Filter.from_params([("place", congo)], store.vocabulary)
    assert store.ids(f) == ["e0"]
    assert store.vocabulary.place_name(f"area:{NORTH_KIVU}") == "North Kivu"


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (at(NORTH_KIVU, latitude="29.0", longitude="-1.5", where_prec="2"), ["swapped"]),
        (at(NORTH_KIVU, latitude="-6.0", longitude="29.0", where_prec="2"), ["far-from-place"]),
        (at(NORTH_KIVU, latitude="-1.68", longitude="29.22", where_prec="1"), []),  # Goma
        ({"place_id": NORTH_KIVU, "latitude": "-2.5", "longitude": "28.86", "where_prec": "4"}, ["other-province"]),
        # A town of the province, and the point of the next one: Goma, Bukavu.
        ({"place_id": "geonames:216281", "latitude": "-2.5", "longitude": "28.86", "where_prec": "4"}, ["other-province"]),
        ({"place_id": "geonames:216281", "latitude": "-0.79", "longitude": "29.05", "where_prec": "4"}, []),
        # Just outside of Ararat, within what outlines may be off.
        ({"place_id": "geonames:409313", "latitude": "39.66", "longitude": "44.87", "where_prec": "3"}, []),
    ],
)  # fmt: skip
def test_a_point_outside_its_province_is_caught_in_its_row(tmp_path: Path, row, codes) -> None:
    fine = {
        "place_id": "geonames:216281",
        "latitude": "-1.67",
        "longitude": "29.22",
        "where_prec": "1",
    }
    assert found(collection(tmp_path, fine, row)) == [(3, code) for code in codes]


def test_a_page_asks_for_an_outline_by_its_id(tmp_path: Path) -> None:
    path = collection(tmp_path, at("geonames:703883"))
    client = TestClient(Starlette(routes=routes(Served(path))), base_url="http://localhost")
    answer = client.get("/api/geo/area/geonames:703883")
    feature = answer.json()
    assert answer.status_code == 200 and feature["properties"]["sub"] == ["Ukraine"]
    assert (
        feature["properties"]["area_id"] == "geonames:703883"
        and shape(feature["geometry"]).is_valid
    )
    assert len(answer.content) < 60_000
    for wrong in ("geonames:1", "x", "geonames:99999999999999", "%00", "a" * 5000):
        assert client.get(f"/api/geo/area/{wrong}").status_code in (404, 414)
    (first, *_) = client.get("/api/place", params={"q": "Crimea"}).json()["places"]
    assert first["area_id"] == "crimea"
    assert (
        client.get("/api/place", params={"q": "North Kivu"}).json()["places"][0]["area_id"]
        == NORTH_KIVU
    )


def test_a_single_file_carries_the_outlines_of_its_slides(tmp_path: Path) -> None:
    """Of an event's own area and of what it is about; of no other province."""
    about = {
        "place_role": "seat",
        "about_places": f"area:{RIFT}",
        "latitude": "40.18",
        "longitude": "44.51",
    }
    path = collection(tmp_path, at(NORTH_KIVU), about)
    site = Site.open(path)
    briefing = Briefing("b", "A briefing", slides=(Slide("event=e0"), Slide("event=e1")))
    show = Show(site.collection, site.shows.builder, site.shows.show.payloads, site.geodata)
    carried = re.findall(r'data-file="geo/area/([^"]+)">([^<]+)<', show_html(show, briefing))
    assert [name for name, _ in carried] == [NORTH_KIVU, RIFT]
    feature = json.loads(gzip.decompress(base64.b64decode(carried[0][1])))
    assert feature["properties"]["text"] == "North Kivu" and shape(feature["geometry"]).is_valid


def test_own_areas_of_a_collection_come_before_the_worlds(tmp_path: Path) -> None:
    """GeoJSON in the collection's own geodata: its areas, the world's provinces behind them, geodash's sketches not."""
    path = collection(tmp_path, {"area_id": "our-valley"}, at(NORTH_KIVU), {"area_id": "syunik"})
    ring = [[28.0, -2.0], [29.0, -2.0], [29.0, -1.0], [28.0, -2.0]]
    feature = {
        "type": "Feature",
        "properties": {"area_id": "our-valley", "name": "Our valley", "kind": "region"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    folder = path / "geodata"
    folder.mkdir()
    (folder / "areas.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8"
    )
    read, geo = load(path), GeoData(path)
    assert [read.events[f"e{n}"].area_id for n in range(3)] == ["our-valley", NORTH_KIVU, ""]
    assert (
        geo.areas.name("our-valley") == "Our valley" and geo.areas.name(NORTH_KIVU) == "North Kivu"
    )
