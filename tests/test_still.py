"""The still map: what must stand in every picture, whatever it is of."""

from __future__ import annotations

import dataclasses
import io
import re
from datetime import date
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tries import tries

from geodash.domain.kinds import EventType
from geodash.domain.model import Event, PlaceRole, Status
from geodash.exchange.raster import png
from geodash.geo.layers import GeoData
from geodash.views.slides import Frame
from geodash.views.still import Unnamed, frame_of, still_map, unnamed
from geodash.views.still.base import base_of
from geodash.views.still.fit import view_of
from geodash.views.still.labels import layout
from geodash.views.still.land import Land
from geodash.views.still.typeset import Label
from geodash.views.still.view import View, mercator
from geodash.views.still.words import clean, number
from geodash.views.symbols import QUOTE_PATH

SVG = "{http://www.w3.org/2000/svg}"
GEODATA = GeoData()
SOTK = Event(
    "e-sotk", "Attack near Sotk, says Armenia", date(2022, 9, 13), date(2022, 9, 13),
    place_name="Sotk", place_id="geonames:616041", latitude=40.20007, longitude=45.86, where_prec=2,
    place_role=PlaceRole.SCENE, event_type=EventType.ASSAULT, status=Status.CLAIMED,
)  # fmt: skip
JERMUK = Event(
    "e-jermuk", "Attack near Jermuk, says Armenia", date(2022, 9, 13), date(2022, 9, 13),
    place_name="Jermuk", place_id="geonames:174884", latitude=39.83948, longitude=45.67101,
    where_prec=1, place_role=PlaceRole.SCENE, event_type=EventType.ASSAULT,
)  # fmt: skip
KHANKENDI = Event(
    "e-khankendi", "A meeting is planned", date(2022, 9, 14), date(2022, 9, 14),
    place_name="the town", place_id="geonames:146970", latitude=39.8177, longitude=46.7528,
    where_prec=1, place_role=PlaceRole.SCENE, event_type=EventType.CONSULT, status=Status.PLANNED,
)  # fmt: skip
BAKU = Event(
    "e-baku", "Azerbaijan says so", date(2022, 12, 11), date(2022, 12, 11), place_id="geonames:587084",
    latitude=40.37767, longitude=49.89201, place_role=PlaceRole.SEAT,
    about_places=("area:nagorno-karabakh", "area:lachin-corridor-2022"),
    event_type=EventType.DISAPPROVE,
)  # fmt: skip
WASHINGTON = Event(
    "e-washington", "A statement", date(2022, 9, 13), date(2022, 9, 13), place_id="geonames:4140963",
    latitude=38.89511, longitude=-77.03637, place_role=PlaceRole.SEAT,
    about_places=("area:armenia-azerbaijan-border",), event_type=EventType.DEMAND,
)  # fmt: skip
NATION = Event(
    "e-nation", "Somewhere in Azerbaijan", date(2022, 9, 13), date(2022, 9, 13),
    place_name="Azerbaijan", place_id="geonames:587116", latitude=40.37767, longitude=49.89201,
    where_prec=6, place_role=PlaceRole.SCENE, event_type=EventType.ASSAULT,
)  # fmt: skip
CORRIDOR = Event(
    "e-corridor", "The road is blocked", date(2022, 12, 12), date(2022, 12, 31),
    place_name="Lachin Road", area_id="lachin-corridor-2022", latitude=39.689, longitude=46.6453,
    where_prec=5, place_role=PlaceRole.SCENE, event_type=EventType.PROTEST,
)  # fmt: skip
NOWHERE = Event("e-nowhere", "No place is given")
ALL = (SOTK, JERMUK, KHANKENDI, BAKU, NATION, CORRIDOR)
#: The Caucasus, Syunik, the Aegean, its coast, the Balkans, the Levant, Central Asia.
VIEWS = [
    (43.0, 38.0, 51.0, 42.5), (45.3, 38.8, 47.2, 40.3), (22.0, 34.5, 33.0, 41.5),
    (26.4, 35.6, 29.0, 37.4), (15.0, 37.0, 27.0, 46.0), (31.0, 29.5, 40.0, 37.5), (55.0, 33.0, 75.0, 45.0),
]  # fmt: skip


def drawn(events, selected=(), **how) -> str:
    frame = Frame(events=tuple(e.event_id for e in events), selected=tuple(selected))
    return still_map(GEODATA, events, frame=how.pop("frame", frame), **how)


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def stands(svg: str) -> dict[str, tuple[float, float]]:
    """Where each event stands, in units."""
    found = {}
    for node in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if "data-events" in node.attrib:
            place = re.fullmatch(r"translate\((\S+) (\S+)\)", node.attrib["transform"])
            for event_id in node.attrib["data-events"].split():
                found[event_id] = (float(place[1]), float(place[2]))
    return found


def view_box(svg: str) -> tuple[float, float]:
    return tuple(map(float, ElementTree.fromstring(svg).attrib["viewBox"].split()[2:]))


@pytest.mark.parametrize("size", [(960, 1080), (1920, 1080), (600, 315), (640, 996)])
@pytest.mark.parametrize("chosen", [(), ("e-sotk", "e-jermuk")])
def test_every_event_that_fits_stands_inside(size, chosen) -> None:
    events = ALL if not chosen else (SOTK, JERMUK)
    svg = drawn(events, chosen, size=size)
    places, (width, height) = stands(svg), view_box(svg)
    near = {e.event_id for e in events} - {"e-baku"}  # a seat may lie outside what it speaks of
    assert near <= set(places)
    for event_id in near:
        x, y = places[event_id]
        assert 15 <= x <= width - 15 and 12 <= y <= height - 12, event_id


def test_a_selected_place_has_brackets_and_its_name_both_where_it_has_two() -> None:
    svg = drawn([KHANKENDI], ["e-khankendi"])
    assert "Khankendi / Stepanakert" in texts(svg)
    assert svg.count('stroke-linecap="square"') == 2
    assert 'stroke-linecap="square"' not in drawn([KHANKENDI])


def test_edge_badge_and_dots_say_what_they_say_on_the_live_map() -> None:
    soft, badge, dots = "url(#gd-soft)", QUOTE_PATH, 'stroke-dasharray="0'
    approximate, exact, planned = drawn([SOTK]), drawn([JERMUK]), drawn([KHANKENDI])
    assert [s in approximate for s in (soft, badge, dots)] == [True, True, False]
    assert [s in exact for s in (soft, badge, dots)] == [False, False, False]
    assert [s in planned for s in (soft, badge, dots)] == [False, False, True]


def test_a_claim_keeps_its_badge_beside_what_is_reported() -> None:
    there = {"latitude": SOTK.latitude, "longitude": SOTK.longitude, "area_id": ""}
    told = dataclasses.replace(
        JERMUK, event_type=EventType.MOBILIZE, status=Status.REPORTED, **there
    )
    assert drawn([SOTK, told]).count(QUOTE_PATH) == 1
    alike = dataclasses.replace(told, event_type=SOTK.event_type)
    assert drawn([SOTK, alike]).count(QUOTE_PATH) == 0


def test_nagorno_karabakh_is_always_labelled_and_only_tinted_when_an_event_is_of_it() -> None:
    svg = drawn([SOTK, JERMUK], ["e-sotk", "e-jermuk"])
    assert {"Nagorno-Karabakh", "internationally recognised", "as part of Azerbaijan"} <= set(
        texts(svg)
    )
    assert 'class="area"' not in svg
    about = drawn([BAKU], ["e-baku"])
    assert about.count('class="area"') == 2
    # The outline of 1923–1991 is an outline only, also for a selected event.
    fills = [
        p.attrib["fill"]
        for p in ElementTree.fromstring(about).iter(f"{SVG}path")
        if p.get("class") == "area"
    ]
    assert sorted(fills) == ["#3A342B", "none"]
    assert "outline of the oblast of 1923–1991" in texts(about)


def test_an_area_is_tinted_for_the_selected_event_and_only_while_its_outline_held() -> None:
    assert 'class="area"' not in drawn([CORRIDOR])
    svg = drawn([CORRIDOR], ["e-corridor"])
    assert svg.count('class="area"') == 1 and "Lachin corridor" in texts(svg)

    early = dataclasses.replace(CORRIDOR, date_start=date(2021, 1, 1), date_end=date(2021, 1, 2))
    assert 'class="area"' not in drawn([early], ["e-corridor"])


def test_both_sides_of_a_border_are_named() -> None:
    for events in ([SOTK, JERMUK], [CORRIDOR], [JERMUK]):
        svg = drawn(events, [e.event_id for e in events])
        assert {"ARMENIA", "AZERBAIJAN"} <= set(texts(svg))


@pytest.mark.parametrize("bounds", VIEWS)
@pytest.mark.parametrize("size", [(960, 996), (787, 996), (1200, 630)])
def test_no_border_has_a_name_on_one_side_only(size, bounds) -> None:
    frame = Frame(events=tuple(e.event_id for e in ALL), bounds=bounds)
    assert unnamed(GEODATA, ALL, frame=frame, size=size, scale=2) == Unnamed()


def test_islands_and_the_coast_beside_them_are_both_named() -> None:
    around = Frame(bounds=(26.6, 35.8, 28.6, 37.6))
    svg = still_map(GEODATA, [], frame=around, size=(960, 996), scale=2)
    assert {"TÜRKİYE", "GREECE"} <= set(texts(svg))


def test_far_out_no_country_is_named() -> None:
    world = still_map(
        GEODATA, [], frame=Frame(bounds=(-120, -40, 150, 70)), size=(960, 540), scale=2
    )
    assert not [t for t in texts(world) if t.isupper()]


def test_an_islands_name_stands_on_no_other_island() -> None:
    kos = Event(
        "e-kos", "Athens speaks", date(2022, 9, 1), date(2022, 9, 2), place_id="geonames:264371",
        latitude=37.98376, longitude=23.72784, place_role=PlaceRole.SEAT,
        about_places=("area:kos", "area:rhodes"), event_type=EventType.REJECT,
    )  # fmt: skip
    base = base_of(GEODATA)
    frame = Frame(events=("e-kos",), selected=("e-kos",))
    view = view_of(GEODATA, [kos], frame, (480, 498))
    svg = drawn([kos], ["e-kos"], size=(960, 996), scale=2)
    land = shapely.union_all([shape for _, shape in base.seen(view).lands])
    islands = shapely.STRtree(shapely.get_parts(land))

    def island(latitude: float, longitude: float) -> int | None:
        found = islands.query(shapely.Point(mercator(latitude, longitude)), "intersects")
        return int(found[0]) if len(found) else None

    for name, at in (("Kos", (36.85, 27.1)), ("Rhodes", (36.2, 27.95))):
        own = island(*at)
        assert own is not None
        node = next(
            g for g in ElementTree.fromstring(svg).iter(f"{SVG}g") if g.get("data-place") == name
        )
        text = next(node.iter(f"{SVG}text"))
        under = island(*view.degrees(float(text.attrib["x"]), float(text.attrib["y"]) - 5))
        assert under in (None, own), name


def test_a_country_s_chip_has_the_country_s_name_and_holds_all_its_events() -> None:
    said = dataclasses.replace(
        NATION, event_id="e-air", place_name="Azerbaijani airspace", place_role=PlaceRole.SUBJECT
    )
    svg = drawn([said, NATION])
    assert "Azerbaijan 2" in texts(svg)
    assert not [t for t in texts(svg) if "airspace" in t or t.startswith("about")]


def test_a_town_is_not_named_in_the_soft_edge_of_an_area() -> None:
    land = Land(base_of(GEODATA), View.around(39.8177, 46.7528, 8, 480, 540))
    town = Label("Khankendi", 39.8177, 46.7528, "town", "town", around=7, dot=True)
    marked = dataclasses.replace(town, order="event", dot=False)
    x, y = land.view.at(39.8177, 46.7528)
    soft = [(x + 30, y - 24, x + 78, y + 24)]
    at = {
        (label, bool(edges)): next(
            p.box for p in layout([label], land, (), (), edges) if p.label == label
        )
        for label in (town, marked)
        for edges in ([], soft)
    }
    assert at[town, False][0] > x and at[town, True][2] < x, "left of its dot"
    assert at[marked, True] == at[marked, False], "its own mark stands there"


def test_a_far_seat_is_named_at_the_edge_and_a_near_one_stands_in_view() -> None:
    far = drawn([WASHINGTON], ["e-washington"])
    assert any(t.startswith("‹ Washington") for t in texts(far))
    assert "e-washington" not in stands(far)
    near = drawn([BAKU], ["e-baku"])
    x, y = stands(near)["e-baku"]
    assert 0 < x < 480 and 0 < y < 540
    assert near.count('class="about"') == 2


def test_seats_of_one_town_are_one_chip_with_a_count() -> None:

    seats = [dataclasses.replace(BAKU, event_id=f"e-{i}", about_places=()) for i in range(6)]
    assert "Baku 6" in texts(drawn(seats))
    assert "Baku" in texts(drawn(seats[:1]))


def test_an_umbrella_stands_in_its_members() -> None:
    head = CORRIDOR
    members = {"e-corridor": ("e-sotk", "e-jermuk")}
    svg = drawn([head, SOTK, JERMUK], ["e-corridor"], members=members)
    assert set(stands(svg)) == {"e-sotk", "e-jermuk"}
    assert svg.count('stroke-linecap="square"') == 4


def test_a_whole_drawn_as_its_parts_is_not_named_beside_them() -> None:
    whole = dataclasses.replace(JERMUK, event_id="e-whole", place_id="", place_name="two towns")
    svg = drawn([whole, SOTK, JERMUK], ["e-whole"], members={"e-whole": ("e-sotk", "e-jermuk")})
    assert "two towns" not in texts(svg)
    assert {"Sotk", "Jermuk"} <= set(texts(svg))


def test_nothing_is_drawn_for_what_has_no_place() -> None:
    svg = drawn([NOWHERE], ["e-nowhere"])
    assert stands(svg) == {} and "Borders approximate; no endorsement implied" in texts(svg)


def test_no_line_is_thinner_than_two_and_a_half_pixels_of_a_slide() -> None:
    svg = drawn(ALL, ["e-sotk"], size=(960, 1080), locator=True)
    widths: dict[str, float] = {}
    for node in ElementTree.fromstring(svg).iter():
        if "stroke-width" in node.attrib and node.attrib.get("class") != "land":
            scale = re.search(r"scale\(([\d.]+)\)", node.attrib.get("transform", ""))
            own = float(node.attrib["stroke-width"]) * (float(scale[1]) if scale else 1)
            widths[str(node.attrib)] = own * 2
    assert len(widths) > 5
    assert min(widths.values()) >= 2.49, min(widths, key=widths.get)
    sizes = [float(t.attrib["font-size"]) for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert min(sizes) * 2 >= 24


@pytest.mark.parametrize(
    "events", [ALL, (SOTK, JERMUK), (BAKU,), (CORRIDOR,), (WASHINGTON, NATION)]
)
def test_a_map_is_small_sound_and_the_same_each_time(events) -> None:
    ids = [e.event_id for e in events]
    svg = drawn(events, ids, locator=True)
    assert len(svg.encode()) <= 120_000
    bare = re.sub(r"base64,[^\"]*", "", svg)
    assert not re.search(r"\b(nan|inf|None)\b", bare)
    assert "http" not in bare.replace("http://www.w3.org/2000/svg", "")
    again = still_map(
        GeoData(), events, frame=Frame(events=tuple(ids), selected=tuple(ids)), locator=True
    )
    assert again == svg


def test_hostile_text_is_only_text() -> None:

    evil = '</text><script>alert(1)</script>&"\x00\x1b\u202e]]>'
    event = dataclasses.replace(SOTK, place_id="", place_name=evil, event_id='e"><x')
    svg = drawn([event], [event.event_id], title=evil, caption=evil, note=evil)
    root = ElementTree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>" in t for t in texts(svg))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", svg)


def test_it_becomes_a_picture_with_our_own_fonts() -> None:
    svg = drawn([SOTK, JERMUK], ["e-sotk"], size=(480, 540))
    picture = Image.open(io.BytesIO(png(svg, 480))).convert("RGB")
    assert picture.size == (480, 540)
    plain = Image.open(io.BytesIO(png(re.sub(r"<text.*?</text>", "", svg), 480))).convert("RGB")
    assert picture.tobytes() != plain.tobytes()  # letters were found
    with pytest.raises(ValueError, match="width"):
        png(svg, 0)


@pytest.mark.parametrize("bad", [{"size": (0, 10)}, {"scale": -1}])
def test_a_size_must_be_positive(bad) -> None:
    with pytest.raises(ValueError, match="positive"):
        drawn([SOTK], **bad)


def test_a_frame_is_kept_and_made_where_there_is_none() -> None:
    assert frame_of(GEODATA, [SOTK]).bounds == pytest.approx(
        frame_of(GEODATA, [SOTK], selected=["e-sotk"]).bounds
    )
    west, _, east, _ = frame_of(GEODATA, [SOTK], size=(480, 540)).bounds
    assert 2.5 < east - west < 2.8  # one town: zoom 8
    wide = frame_of(GEODATA, ALL).bounds
    assert all(wide[0] < e.longitude < wide[2] and wide[1] < e.latitude < wide[3] for e in ALL[:3])
    fixed = Frame(bounds=(44.0, 39.0, 47.0, 41.0), events=("e-sotk",))
    x, _ = stands(drawn([SOTK], frame=fixed))["e-sotk"]
    assert x == pytest.approx(480 * (45.86 - 44) / 3, abs=3)
    saved = Frame(center=(40.2, 45.86), zoom=8, events=("e-sotk",))
    assert stands(drawn([SOTK], frame=saved))["e-sotk"] == pytest.approx((240, 270), abs=1)


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(3, 10))
@settings(max_examples=tries(60))
def test_a_view_goes_there_and_back(lat, lon, zoom) -> None:
    view = View.around(lat, lon, zoom, 480, 540)
    assert view.at(lat, lon) == pytest.approx((240, 270), abs=1e-3)
    there = view.degrees(100, 50)
    assert view.at(*there) == pytest.approx((100, 50), abs=1e-3)


@given(st.floats(-1e5, 1e5))
def test_numbers_are_short_and_true(value) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.0500001)


@given(st.text())
def test_clean_text_is_always_xml(text) -> None:
    ElementTree.fromstring(f"<a>{''.join(c for c in clean(text) if c not in '<&')}</a>")
