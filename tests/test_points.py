"""A point in the wrong place is said, with what was meant; the row that is right isn't blamed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from collection_kit import ACTORS, EVENT, SAID, codes, make, problem, table
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import load
from geodash.collection.checks.readings import off_by_degrees, readings
from geodash.collection.read.known_places import known_places
from geodash.domain.extent import Point, kilometres

TALCA, TALCA_ID = Point(-35.4232, -71.64974), "geonames:3870294"
YEREVAN_ID = "geonames:616052"
#: A place in Chile that the gazetteer doesn't have.
HERE = Point(-34.58, -70.99)
POLICE = {"actor_id": "police", "name": "Police", "kind": "police", "country": "CHL"}
DOUBTS = {"swapped", "sign-lost", "degrees-off", "far-from-place", "other-country", "at-sea"}


def event(point, **more):
    row = {**EVENT, "place_name": "San Fernando", "actors": "police", "where_prec": "1"}
    lat, lon = (str(v) for v in point) if point else ("", "")
    return {**row, "latitude": lat, "longitude": lon, **more}


def read(folder, *rows, thorough=True):
    rows = [{**row, "event_id": row.get("event_id", "e1")} for row in rows]
    make(
        folder, events=table("events", *rows), mentions=table("mentions"), links=table("links"),
        actors=table("actors", *ACTORS, POLICE),
    )  # fmt: skip
    return load(folder, thorough=thorough)


def doubts(collection):
    return {(p.row, p.code) for p in collection.problems if p.code in DOUBTS}


# against the gazetteer's own point


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((-71.64974, -35.4232), "swapped"),
        ((35.4232, -71.64974), "sign-lost"),
        ((-35.4232, 71.64974), "sign-lost"),
        ((35.4232, 71.64974), "sign-lost"),
        ((71.64974, 35.4232), "swapped"),
        ((-25.4232, -71.64974), "degrees-off"),
        ((-36.4232, -71.64974), "degrees-off"),
        ((-35.4232, -61.64974), "degrees-off"),
        ((-3.54232, -71.64974), "degrees-off"),
        ((-30, -65), "far-from-place"),
    ],
)
def test_a_point_off_its_place_says_how(tmp_path, point, code):
    c = read(tmp_path, event(point, place_id=TALCA_ID, place_name="Talca"), thorough=False)
    assert codes(c) & DOUBTS == {code}
    if code != "far-from-place":
        assert "-35.4232" in problem(c, code).fix and "-71.6497" in problem(c, code).fix


def test_a_country_or_province_wants_a_point_in_its_country(tmp_path):
    known = known_places(tmp_path)
    armenia = next(
        i for i, c in known.countries.items() if c == "ARM" and "Armenia" in known.names[i]
    )
    row = event((40.5, 44.9), place_id=armenia, place_name="Armenia", where_prec="6")
    assert doubts(read(tmp_path, row)) == set()
    assert doubts(read(tmp_path, {**row, "latitude": "44.9", "longitude": "40.5"})) == {
        (2, "swapped")
    }
    assert doubts(read(tmp_path, {**row, "latitude": "41", "longitude": "29"})) == {
        (2, "other-country")
    }


def test_a_known_place_without_coordinates_takes_the_gazetteers(tmp_path):
    c = read(tmp_path, event(None, place_id=TALCA_ID, place_name="Talca"))
    assert c.events["e1"].point == TALCA
    assert problem(c, "gazetteer-point").severity == "info"
    assert "precision-unlocated" not in codes(c)
    half = read(tmp_path, event(None, place_id=TALCA_ID, latitude="-35.4"))
    assert half.events["e1"].point is None


# without it


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((-70.99, -34.58), "swapped"),
        ((34.58, 70.99), "sign-lost"),
        ((34.58, -70.99), "sign-lost"),
        ((-34.58, 70.99), "sign-lost"),
        ((70.99, 34.58), "swapped"),
    ],
)
def test_the_country_of_those_who_act_tells_what_was_meant(tmp_path, point, code):
    for thorough in (False, True):
        c = read(tmp_path, event(point), thorough=thorough)
        assert doubts(c) == {(2, code)}
        fix = problem(c, code).fix
        assert "latitude -34.58" in fix and "longitude -70.99" in fix


def test_a_right_point_is_left_alone(tmp_path):
    assert doubts(read(tmp_path, event(HERE))) == set()
    abroad = event((40.3, 44.6), place_name="Village")
    assert doubts(read(tmp_path, abroad)) == set(), "they may well have acted abroad"


@pytest.mark.parametrize("first", [0, 1])
def test_the_right_row_is_not_blamed(tmp_path, first):
    right = event(HERE, event_id="right")
    wrong = event((HERE.longitude, HERE.latitude), event_id="wrong")
    rows = [right, wrong] if first == 0 else [wrong, right]
    c = read(tmp_path, *rows)
    assert doubts(c) == {(3 - first, "swapped")}


def test_without_actors_the_coast_and_the_other_events_tell(tmp_path):
    right = event(HERE, event_id="right", actors="")
    wrong = event((HERE.longitude, HERE.latitude), event_id="wrong", actors="")
    assert doubts(read(tmp_path, right, wrong)) == {(3, "swapped")}
    others = [
        event((-33 - n / 2, -70.7), event_id=f"o{n}", place_name=f"P{n}", actors="")
        for n in range(4)
    ]
    lost = event((34.58, 70.99), event_id="lost", place_name="Q", actors="")
    assert doubts(read(tmp_path, *others, lost)) == {(6, "sign-lost")}


def test_a_place_of_that_name_tells(tmp_path):
    wrong = event((TALCA.longitude, TALCA.latitude), place_name="Talca", actors="")
    assert doubts(read(tmp_path, wrong)) == {(2, "swapped")}
    off = event((TALCA.latitude + 10, TALCA.longitude), place_name="Talca", actors="")
    assert doubts(read(tmp_path, off)) == {(2, "degrees-off")}


def test_a_point_in_the_sea_is_said_unless_it_is_meant(tmp_path):
    sea = event((-30.0, -100.0), actors="", place_name="Somewhere")
    assert doubts(read(tmp_path, sea)) == {(2, "at-sea")}
    assert doubts(read(tmp_path, {**sea, "where_prec": "7"})) == set()
    assert doubts(read(tmp_path, sea, thorough=False)) == set(), "not while the page starts"
    coast = event((-33.04, -71.63), actors="", place_name="Pier")
    assert doubts(read(tmp_path, coast)) == set()


def test_across_180_degrees_a_sign_hardly_matters(tmp_path):
    rows = [
        event(point, event_id=f"f{n}", place_name=f"P{n}", actors="")
        for n, point in enumerate([(-16.13, -179.95), (-16.85, 179.97), (-18.12, 178.45), (-18.22, -178.8)])
    ]  # fmt: skip
    c = read(tmp_path, *rows)
    assert {code for _, code in doubts(c)} <= {"at-sea"}
    assert "at-sea" not in codes(c, "warning"), "small islands are not on the map"


def test_the_point_of_an_area_lies_in_it(tmp_path):
    known = known_places(tmp_path)
    area, (west, south, east, north) = next(iter(known.boxes.items()))
    lat, lon = (south + north) / 2, (west + east) / 2
    row = event((lat, lon), area_id=area, where_prec="5", actors="", place_name="")
    assert doubts(read(tmp_path, row)) == set()
    assert doubts(read(tmp_path, {**row, "latitude": str(-lat)})) == {(2, "sign-lost")}
    assert doubts(read(tmp_path, {**row, "latitude": "3", "longitude": "3"})) == {
        (2, "far-from-place")
    }


@pytest.mark.parametrize(
    ("moved", "found"),
    [
        ({}, ""),
        ({"latitude": "39.69", "longitude": "46.65"}, ""),  # rounded
        ({"latitude": "39.6899"}, "100 m from that of area:lachin-corridor-2022"),
        ({"latitude": "39.7", "longitude": "46.65"}, "1288 m"),
        ({"latitude": "39.7", "where_prec": "2"}, ""),  # a place near which it happened
        ({"latitude": "39.6899", "place_id": TALCA_ID}, "other-country"),  # one doubt is enough
    ],
)
def test_the_point_of_an_area_is_the_areas_own(tmp_path, moved, found):
    area = "lachin-corridor-2022"
    assert known_places(tmp_path).marks[area] == (39.689, 46.6453)
    row = event((39.689, 46.6453), area_id=area, where_prec="5", actors="", place_name="")
    c = read(tmp_path, {**row, **moved})
    if found in ("", "other-country"):
        assert "off-mark" not in codes(c)
        assert doubts(c) == ({(2, found)} if found else set())
        return
    assert problem(c, "off-mark").severity == "warning" and found in problem(c, "off-mark").reason
    assert "39.689 and 46.6453" in problem(c, "off-mark").fix


def test_a_country_and_a_seat_stand_at_the_gazetteers_point(tmp_path):
    lat, lon = known_places(tmp_path).places[YEREVAN_ID]
    seat = {**SAID, "actors": "police", "recipients": "", "place_id": YEREVAN_ID}
    right = {**seat, "latitude": str(lat), "longitude": str(lon)}
    assert "off-mark" not in codes(read(tmp_path, right))
    off = {**right, "latitude": str(lat + 0.02)}
    assert problem(read(tmp_path, off), "off-mark").severity == "info"
    country = {**off, "place_role": "scene", "event_type": "PROTEST", "where_prec": "6"}
    assert "off-mark" in codes(read(tmp_path, country))
    assert "off-mark" not in codes(read(tmp_path, {**country, "where_prec": "1"}))


def test_a_seat_is_checked_too(tmp_path):
    seat = {
        **SAID,
        "actors": "police",
        "recipients": "",
        "latitude": "-70.67",
        "longitude": "-33.45",
    }
    assert doubts(read(tmp_path, seat)) == {(2, "swapped")}


@pytest.mark.apart
@pytest.mark.parametrize("thorough", [True, False])
def test_outlines_are_not_read_where_nothing_is_in_doubt_nor_when_a_page_starts(tmp_path, thorough):
    if thorough:
        make(tmp_path)
    else:
        read(tmp_path, event((HERE.longitude, HERE.latitude)), event((-30, -100), event_id="e2"))
    code = (
        "import sys; from geodash.collection import load; "
        f"load({str(tmp_path)!r}, thorough={thorough}); print('geopandas' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


# readings


_points = st.builds(
    Point, st.floats(-89, 89).map(lambda v: round(v, 4)), st.floats(-179, 179).map(lambda v: round(v, 4))
)  # fmt: skip


@settings(max_examples=tries(200), deadline=None)
@given(_points, st.booleans(), st.sampled_from([1, -1]), st.sampled_from([1, -1]))
def test_whatever_was_done_to_a_pair_is_among_its_readings(point, exchange, a, b):
    lat, lon = point.latitude * a, point.longitude * b
    if exchange and abs(lon) <= 90:
        lat, lon = lon, lat
    found = [Point(lat, lon), *(r.point for r in readings(Point(lat, lon)))]
    assert any(kilometres(point, p) < 0.1 for p in found)
    assert all(abs(p.latitude) <= 90 and abs(p.longitude) <= 180 for p in found)


@settings(max_examples=tries(200), deadline=None)
@given(_points, st.integers(-40, 40).filter(bool), st.booleans())
def test_whole_degrees_off_lead_back(point, degrees, latitude):
    wrong = Point(point.latitude + degrees, point.longitude) if latitude else Point(
        point.latitude, point.longitude + degrees
    )  # fmt: skip
    found = off_by_degrees(wrong, point, "p")
    assert found is not None
    assert kilometres(found.point, point) < 60
