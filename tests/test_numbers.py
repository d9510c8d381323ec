"""Numbers, coordinates and years as people write them: read for certain, or named by the part that can't be."""

from __future__ import annotations

from datetime import date

import pytest
from collection_kit import EVENT, SAID, codes, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import load
from geodash.collection.read.dates import Order, read_date
from geodash.collection.read.degrees import read_degrees

# numbers and coordinates as people write them


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("٣٩٫٢", "٤٦٫٥"), ("۳۹٫۲", "۴۶٫۵"), ("३९.२", "४६.५"), ("３９．２", "４６．５"), ("39,2", "46,5"),
        ("39°12′N", "46°30′E"), ("39° 12' 0\" N", "46° 30’ 0” E"), ("39º12' N", "46˚30'E"),
        ("N39.2", "E46.5"), ("N 39.2", "46.5 E"), ("39.2° north", "East 46.5°"), ("39 12 0", "46 30 0"),
        ("39:12", "46:30"), ("39d12m", "46d30m"), ("+39.2", "+46.5"), ("\u200e39.2", "46.5\u200f"),
        ("39\u00a012\u00a0N", "46°30"), ("3.92E+01", "4.65E+01"), ("N 39° 12.0'", "46,5° E"),
    ],
)  # fmt: skip
def test_a_point_as_people_write_it(tmp_path, latitude, longitude):
    row = {**EVENT, "latitude": latitude, "longitude": longitude}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].point == (39.2, 46.5)
    assert not codes(c, "error")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("−33.5", "−70,6"), ("33°30′S", "70°36'W"), ("S33.5", "W70.6"), ("–33.5", "-70.6"), ("33.5 South", "70.6 west"),
     ("-33.5 S", "-70° 36'"), ("－３３．５", "−٧٠٫٦")],
)  # fmt: skip
def test_south_and_west_as_people_write_them(tmp_path, latitude, longitude):
    row = {**EVENT, "place_name": "", "place_id": "", "latitude": latitude, "longitude": longitude}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].point == (-33.5, -70.6)


@pytest.mark.parametrize(
    ("latitude", "said"),
    [
        ("39°75′N", "75 minutes"), ("39°12′99″N", "99 seconds"), ("-39.2 N", "contradict"),
        ("N39.2S", "two directions"), ("39.5°12′", "decimals"), ("39 12", "minutes"), ("46.5 E", "longitude"),
        ("39.2 O", "west in some"), ("39.2, 46.5", "39.2 and 46.5"), ("39.123.456", "decimal point"),
        ("38T 449", "“T”"), ("39.2 km", "“km”"), ("1.234,5", "not certain"), ("north", "not a number"),
        ("181°N", "from -90"), ("3930N", "from -90"), ("39,5 46,3", "39,5 and 46,3"), ("latitude", "not a number"), ("geo:39.5,46.3", "39.5 and 46.3"), ("1e5", "“e”"), ("39..2", "decimal point"), ("½", "not a number"),
    ],
)  # fmt: skip
def test_what_is_no_latitude_is_named_by_its_part(tmp_path, latitude, said):
    row = {**EVENT, "latitude": latitude, "longitude": "46.5"}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].point is None
    found = [p for p in c.problems if p.column == "latitude" and p.severity == "error"]
    assert len(found) == 1 and said in found[0].reason


def test_a_point_whose_letters_say_that_it_is_swapped(tmp_path):
    row = {**EVENT, "latitude": "46.5 E", "longitude": "39.2 N"}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].point is None and "swapped" in codes(c, "error")


@settings(max_examples=tries(200), deadline=None)
@given(st.integers(-90 * 3600 + 1, 90 * 3600 - 1), st.sampled_from("٠۰०０๐"))
def test_degrees_minutes_and_seconds_are_the_number_that_they_were(seconds, zero):
    whole = abs(seconds)
    text = f"{whole // 3600}°{whole // 60 % 60}′{whole % 60}″{'S' if seconds < 0 else 'N'}"
    digits = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in text)
    for written in (text, digits):
        assert read_degrees(written, "latitude").value == pytest.approx(seconds / 3600, abs=1e-7)


@settings(max_examples=tries(300), deadline=None)
@given(st.text("0123456789.,°'′″\"NSEWO -−+:٣۳３ dm", max_size=14))
def test_no_coordinate_fails_or_is_read_without_a_word(text):
    found = read_degrees(text, "latitude")
    assert found.value is None or found.code or float(text) == found.value
    assert found.code == "" or found.reason


@pytest.mark.parametrize(
    ("deaths", "said"),
    [("12-15", "12 and 15"), ("1,234", "thousands"), ("1 234", "thousands"), ("~12", "exact"), ("12+", "exact"),
     ("at least 12", "exact"), ("twelve", "whole number"), ("12.5", "whole number")],
)  # fmt: skip
def test_a_toll_that_is_no_number_says_why(tmp_path, deaths, said):
    c = load(make(tmp_path, events=table("events", {**EVENT, "deaths_best": deaths}, SAID)))
    assert c.events["e1"].deaths_best is None
    assert said in next(p.reason for p in c.problems if p.column == "deaths_best")


def test_a_toll_in_other_digits(tmp_path):
    c = load(make(tmp_path, events=table("events", {**EVENT, "deaths_best": "١٢"}, SAID)))
    assert c.events["e1"].deaths_best == 12 and "number-form" in codes(c, "warning")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("480 BC", "date-era", "before our era"), ("-0480", "date-era", "before our era"),
        ("-0480-08-01", "date-era", "before our era"), ("August 480 BCE", "date-era", "before our era"),
        ("480 v. Chr.", "date-era", "before our era"), ("0", "date-era", "no year 0"),
        ("0000-05-01", "date-era", "no year 0"), ("12022-05-01", "date-era", "9999"),
        ("373", "date-format", "a year"), ("AD 373", "date-format", "a year"), ("0373", "date-format", "a year"),
        ("13 May 373", "date-format", "three digits"), ("۱۴۰۱/۰۶/۲۲", "date-era", "calendar"),
        ("๒๕๖๕-๐๙-๑๓", "date-era", "calendar"), ("١٤٤٤/٠٢/١٧", "date-era", "calendar"),
    ],
)  # fmt: skip
def test_years_that_are_no_days_have_a_reason(tmp_path, text, code, said):
    row = {**EVENT, "date_start": text, "date_end": text}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].interval is None
    found = next(p for p in c.problems if p.column == "date_start")
    assert found.code == code and said in found.reason and found.severity == "error"
    if said == "a year":
        assert "0373-01-01" in found.fix and "0373-12-31" in found.fix


@pytest.mark.parametrize("year", ["0001", "0373", "1066", "9999"])
def test_all_years_of_the_contract_are_read(tmp_path, year):
    row = {**EVENT, "date_start": f"{year}-01-01", "date_end": f"{year}-12-31"}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].interval.first.year == int(year)


@pytest.mark.parametrize(
    "text",
    [
        "12 сентября 2022 г.", "12 вересня 2022 року", "12 września 2022", "12. září 2022", "12 Σεπτεμβρίου 2022",
        "2022. szeptember 12.", "١٢ سبتمبر ٢٠٢٢", "12 ספטמבר 2022", "12 sentyabr 2022", "12 სექტემბერი 2022",
        "12 rujna 2022", "2022년 9월 12일", "2022年9月12日", "2022-W37-1", "2022-255",
    ],
)  # fmt: skip
def test_days_of_many_countries(text):
    assert read_date(text).value == date(2022, 9, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12-14 September 2022", "12–14 Sept. 2022", "September 12-14, 2022", "2022-09-12/2022-09-14",
        "2022-09-12 to 2022-09-14", "12 September – 14 September 2022", "13/09/2022 - 14/09/2022",
    ],
)  # fmt: skip
def test_two_days_in_a_cell_are_said(text):
    found = read_date(text, Order.DAY_FIRST)
    assert found.value is None and "two days" in found.reason
    assert "2022-09-14 as date_end" in found.fix


@pytest.mark.parametrize(
    "text", ["~2022-09-12", "c. 12 Sept 2022", "before 12 Sept 2022", "mid-September 2022"]
)
def test_what_is_not_certain_is_said(text):
    found = read_date(text)
    assert found.value is None and "not certain" in found.reason


def test_a_month_that_is_two_to_its_neighbours_is_not_read():
    assert read_date("12 listopada 2022").value is None


@settings(max_examples=tries(300), deadline=None)
@given(st.text("0123456789-/.–~ сентябряSeptMay,ADBCW年월", max_size=18))
def test_no_date_fails(text):
    if text.strip():
        found = read_date(text, Order.DAY_FIRST)
        assert found.value or found.reason
