"""Cells: dates, coordinates, lists, ids, values; what can't be read is blank and explained."""

from __future__ import annotations

from datetime import date

import pytest
from collection_kit import EVENT, GEODATA, MENTION, SAID, codes, make, problem, table
from hypothesis import given
from hypothesis import strategies as st

from geodash.collection import KnownPlaces, load
from geodash.collection.read.dates import Order, column_order, read_date
from geodash.domain.model import DateKind, Fact, Status


def read(folder, *events, geodata=GEODATA, **files):
    return load(make(folder, events=table("events", *events), **files), geodata)


# dates


@given(st.dates())
def test_iso_dates(day):
    reading = read_date(day.isoformat())
    assert (reading.value, reading.code) == (day, "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2022-09-13T00:00:00", date(2022, 9, 13)),
        ("2022-09-13 14:30", date(2022, 9, 13)),
        ("2022/9/13", date(2022, 9, 13)),
        ("20220913", date(2022, 9, 13)),
        ("13 September 2022", date(2022, 9, 13)),
        ("13-Sep-2022", date(2022, 9, 13)),
        ("Sept. 13, 2022", date(2022, 9, 13)),
        ("05/05/2022", date(2022, 5, 5)),
    ],
)
def test_certain_dates_in_other_forms_are_read_and_reported(cell, value):
    reading = read_date(cell)
    assert reading.value == value
    assert reading.code == "date-format"
    assert str(value) in reading.fix


@pytest.mark.parametrize(
    ("cell", "code", "said"),
    [
        ("2022-02-30", "date-impossible", "no such day"),
        ("31/02/2022", "date-impossible", "no such day"),
        ("13/13/2022", "date-impossible", "no such day"),
        ("44817", "date-mangled", "2022-09-13"),
        ("Sep-22", "date-mangled", "year-month-day"),
        ("04/05/2022", "date-order", "2022-05-04 or 2022-04-05"),
        ("04.05.2022", "date-order", "2022-05-04 or 2022-04-05"),
        ("13/09/22", "date-format", "two digits"),
        ("2022-09", "date-format", "2022-09-30"),
        ("2022", "date-format", "2022-12-31"),
        ("September 2022", "date-format", "2022-09-01"),
        ("soon", "date-format", "year-month-day"),
        ("0000-01-01", "date-era", "no year 0"),
    ],
)
def test_uncertain_dates_stay_blank_and_are_explained(cell, code, said):
    reading = read_date(cell)
    assert reading.value is None
    assert reading.code == code
    assert said in reading.reason + reading.fix


@pytest.mark.parametrize("form", ["{d:02}/{m:02}/{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}"])
def test_a_column_decides_its_own_order(form):
    cells = [form.format(d=d, m=m, y=2022) for d, m in ((13, 9), (4, 5))]
    assert column_order(cells) is Order.DAY_FIRST
    assert read_date(cells[1], Order.DAY_FIRST).value == date(2022, 5, 4)
    assert read_date(cells[1], Order.MONTH_FIRST).value == date(2022, 4, 5)


def test_a_column_that_disagrees_decides_nothing():
    assert column_order(["13/09/2022", "09/13/2022"]) is None
    assert column_order(["04/05/2022", "2022-09-13", ""]) is None
    assert read_date("13/09/2022").code == "date-order"


def test_order_is_not_shared_between_columns(tmp_path):
    rows = [
        {**EVENT, "event_id": "a", "date_start": "13/09/2022", "date_end": "09/14/2022"},
        {**EVENT, "event_id": "b", "date_start": "04/09/2022", "date_end": "10/05/2022"},
    ]
    c = read(tmp_path, *rows)
    assert c.events["a"].date_end == date(2022, 9, 14)
    assert c.events["b"].date_start == date(2022, 9, 4)
    assert c.events["b"].date_end == date(2022, 10, 5)


def test_reversed_dates(tmp_path):
    c = read(tmp_path, {**EVENT, "date_start": "2022-12-13"})
    assert c.events["e1"].interval is None
    found = problem(c, "date-reversed")
    assert (found.row, found.column, found.severity) == (2, "date_end", "error")


@pytest.mark.parametrize("gone", ["date_start", "date_end"])
def test_half_an_interval(tmp_path, gone):
    c = read(tmp_path, {**EVENT, gone: ""})
    event = c.events["e1"]
    assert event.date_start is None
    assert event.date_end is None
    assert problem(c, "date-half").column == gone


# places


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        ("0", "0.0", "null-island"),
        ("39.5", "", "half-point"),
        ("", "46.3", "half-point"),
        ("146.34", "39.51", "swapped"),
        ("-99", "-359", "range"),
        ("nan", "46.3", "blank"),
        ("39°75′N", "46.3", "number"),
        ("1e1", "46.3", "number"),
        ("3_9", "46.3", "number"),
    ],
)
def test_bad_points_are_left_out(tmp_path, latitude, longitude, code):
    c = read(tmp_path, {**EVENT, "latitude": latitude, "longitude": longitude})
    event = c.events["e1"]
    assert event.point is None
    assert code in codes(c)


def test_decimal_comma_is_read_and_reported(tmp_path):
    c = read(tmp_path, {**EVENT, "latitude": "39,51", "longitude": "46,34"})
    assert c.events["e1"].point == (39.51, 46.34)
    assert codes(c, "warning") == {"decimal-comma"}


def test_swapped_within_range_by_the_gazetteer(tmp_path):
    row = {**EVENT, "place_id": "geonames:1", "latitude": "46.34", "longitude": "39.51"}
    c = read(tmp_path, row)
    assert problem(c, "swapped").severity == "warning"
    assert c.events["e1"].latitude == 46.34  # never repaired silently


def test_swapped_within_range_by_another_row(tmp_path):
    c = read(
        tmp_path, EVENT, {**EVENT, "event_id": "e9", "latitude": "46.34", "longitude": "39.51"}
    )
    assert "swapped" in codes(c, "warning")


def test_far_from_its_place(tmp_path):
    c = read(tmp_path, {**EVENT, "place_id": "geonames:1", "latitude": "41", "longitude": "46"})
    assert problem(c, "far-from-place").column == "latitude"


def test_unknown_area_and_place(tmp_path):
    row = {**EVENT, "area_id": "atlantis", "place_id": "geonames:99",
           "about_places": "area:atlantis;geonames:1;geonames:99"}  # fmt: skip
    c = read(tmp_path, row)
    event = c.events["e1"]
    assert event.area_id == ""
    assert event.place_id == "geonames:99"
    assert event.about_places == ("geonames:1",)
    assert {"unknown-area", "unknown-place"} <= codes(c)


def test_without_geodata_no_id_is_doubted(tmp_path):
    row = {**EVENT, "area_id": "atlantis", "place_id": "geonames:99"}
    c = read(tmp_path, row, geodata=KnownPlaces())
    assert c.events["e1"].area_id == "atlantis"
    assert not {"unknown-area", "unknown-place"} & codes(c)


@pytest.mark.parametrize(
    ("interval", "severity"),
    [
        ((date(2022, 8, 30), None), None),
        ((None, date(2022, 8, 25)), "warning"),
        ((date(2022, 12, 12), date(2022, 12, 12)), None),
        ((date(2022, 12, 13), None), "warning"),
    ],
)
def test_area_must_be_valid_on_the_day(tmp_path, interval, severity):
    row = {**EVENT, "area_id": "corridor", "where_prec": "5"}
    c = read(tmp_path, row, geodata=KnownPlaces(areas={"corridor": interval}))
    found = [p.severity for p in c.problems if p.code == "area-dates"]
    assert found == ([severity] if severity else [])


# ids, lists, values


@pytest.mark.parametrize("column", ["event_id", "title"])
def test_row_without_essentials_is_left_out(tmp_path, column):
    c = read(tmp_path, {**EVENT, column: "  "}, SAID)
    assert list(c.events) == ["e2"]
    assert problem(c, "essential-blank").column == column


def test_duplicate_ids(tmp_path):
    c = read(tmp_path, EVENT, {**SAID, "event_id": "e1"})
    assert c.events["e1"].title == EVENT["title"]
    found = problem(c, "duplicate-id")
    assert (found.row, found.severity) == (3, "error")
    assert "Row 2" in found.reason


def test_blanks_around_ids(tmp_path):
    c = read(tmp_path, {**EVENT, "event_id": " e1 "}, SAID)
    assert list(c.events) == ["e1", "e2"]
    assert problem(c, "blanks").severity == "warning"


def test_odd_ids_are_kept(tmp_path):
    c = read(tmp_path, {**EVENT, "event_id": "<b>1</b>"})
    assert "<b>1</b>" in c.events
    assert "pattern" in codes(c, "warning")


def test_lists_with_blanks_and_repeats(tmp_path):
    c = read(tmp_path, {**EVENT, "actors": "; arm ;;crowd;arm"})
    assert c.events["e1"].actors == ("arm", "crowd")
    assert problem(c, "list").fix == "Write “arm;crowd”."


@pytest.mark.parametrize("column", ["actors", "recipients", "attributed_to", "deaths_of"])
def test_unknown_actor(tmp_path, column):
    c = read(tmp_path, {**EVENT, column: "arm;nobody"})
    assert getattr(c.events["e1"], column) == ("arm",)
    assert "nobody" in problem(c, "unknown-actor").reason


def test_a_misspelt_status_is_not_a_fact(tmp_path):
    c = read(tmp_path, {**EVENT, "status": "climed", "attributed_to": "arm"}, SAID)
    assert c.events["e1"].status is Status.CLAIMED
    assert c.events["e2"].status is Status.REPORTED
    assert "claimed" in problem(c, "value").reason


def test_values_in_other_case(tmp_path):
    c = read(tmp_path, {**EVENT, "event_type": "protest", "date_kind": "Throughout"}, SAID)
    assert c.events["e1"].event_type == "PROTEST"
    assert c.events["e1"].date_kind is DateKind.THROUGHOUT
    assert codes(c, "error") == set()


@pytest.mark.parametrize("cell", ["RIOT", "1", "ASSAULT;AID"])
def test_unknown_type_is_blank(tmp_path, cell):
    c = read(tmp_path, {**EVENT, "event_type": cell})
    assert c.events["e1"].event_type is None
    assert problem(c, "value").column == "event_type"


@pytest.mark.parametrize(
    ("cell", "value"), [("7", 7), ("7.0", 7), ("-1", None), ("12 – 15", None), ("Unknown", None)]
)
def test_counts(tmp_path, cell, value):
    row = {**EVENT, "deaths_best": cell, "deaths_of": "arm", "attributed_to": "arm"}
    assert read(tmp_path, row).events["e1"].deaths_best == value


def test_formula_like_text_is_only_noted(tmp_path):
    c = read(tmp_path, {**EVENT, "note": "=HYPERLINK(1)", "latitude": "39.51"})
    assert problem(c, "formula").severity == "info"
    assert c.events["e1"].note == "=HYPERLINK(1)"


def test_supports_and_stance(tmp_path):
    row = {**MENTION, "supports": "what;whom;WHEN", "stance": "denies"}
    c = read(tmp_path, EVENT, mentions=table("mentions", row))
    assert c.mentions[0].supports == (Fact.WHAT, Fact.WHEN)
    assert {p.column for p in c.problems if p.code == "value"} == {"supports", "stance"}
