"""Traps in files of events: what is sure is read, all else named; every file here is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from import_kit import UCDP, acled, imported, text_of, ucdp
from shapely.geometry import LineString

from geodash.imports.dates import read_day
from geodash.imports.formats.gdelt import COLUMNS
from geodash.imports.numbers import points_group, spot_of, toll
from geodash.imports.readers.geometry import LATITUDE, LONGITUDE, point_cells
from geodash.imports.readers.quotes import as_meant, suspect
from geodash.imports.table import Refused


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ('1,"He said "no"",x', 'He said "no"'),
        ('1,"He said "no, never"",x', 'He said "no, never"'),
        ('1,"He said \\"no\\", then left",x', 'He said "no", then left'),
        ('1,"no" he said,x', '"no" he said'),
        ('1,""no"" he said,x', '""no"" he said'),
        ('1,"a ""b"" "c" d",x', 'a ""b"" "c" d'),
    ],
)
def test_marks_that_are_not_doubled_are_kept(line: str, cell: str) -> None:
    assert as_meant(f"{line}\r\n", ",", 3) == ["1", cell, "x"]
    assert suspect(line.encode(), ",")


def test_a_block_of_marks_as_they_should_be_is_not_suspect() -> None:
    for line in (b'"","",1\n', b'1,"a ""b""",x\n', b'"""b""","",x\n', b'"a","""b"""\n'):
        assert not suspect(line, ",")


def test_a_row_with_marks_that_are_not_doubled_says_so(tmp_path: Path) -> None:
    text = (
        "id,date,notes,place\n"
        '1,2022-03-01,"He said "no"",Goris\n'
        '2,2022-03-02,"He said ""yes""",Goris\n'
        '3,2022-03-03,"a "b", c",Goris\n'
        '4,2022-03-04,"two\nlines "and" more",Goris\n'
    )
    found = imported(tmp_path, "a.csv", text)
    assert found.column("notes") == ['He said "no"', 'He said "yes"', 'two\nlines "and" more']
    assert [(p.code, p.row) for p in found.problems("warning")] == [("quoting", 2), ("quoting", 5)]
    (left,) = found.problems("error")
    assert (left.code, left.row) == ("quoting", 4) and found.counts == (4, 3, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("tolls", "degrees", "grouped"),
    [
        (["1.200", "2.000"], [], True),
        (["2.000", "3.0"], [], False),
        (["2.000", "0.000"], [], False),
        (["2.000"], ["40,8788"], True),
        (["2.000"], ["40.8788"], None),
        (["1.200", "3.5"], [], None),
    ],
)
def test_what_the_points_of_tolls_part(
    tolls: list[str], degrees: list[str], grouped: bool | None
) -> None:
    assert points_group(tolls, degrees) is grouped


def test_a_point_for_thousands_is_none_for_decimals(tmp_path: Path) -> None:
    assert [toll("2.000", g).best for g in (True, False, None)] == ["2000", "2", ""]
    assert toll("1.200", grouped=False).code and toll("1.000.000").best == "1000000"
    rows = (
        "id;date;lat;lon;deaths\n1;2022-03-01;40,8788;45,1472;2.000\n2;2022-03-02;40,1;45,1;1.200\n"
    )
    assert imported(tmp_path, "a.csv", rows).column("deaths_best") == ["2000", "1200"]
    open_ = imported(
        tmp_path, "b.csv", "id,date,deaths\n1,2022-03-01,2.000\n2,2022-03-02,7\n", updates="none"
    )
    assert open_.column("deaths_best")[2:] == ["", "7"]
    assert [p.code for p in open_.problems("warning")] == ["toll-point"]


@pytest.mark.parametrize(
    "cell",
    [
        "39.5, 46.3", "(39.5, 46.3)", "geo:39.5,46.3", "POINT(46.3 39.5)", "SRID=4326;POINT Z (46.3 39.5 9)",
        "39,5; 46,3", "39,5, 46,3", "39.5°N 46.3°E",
    ],
)  # fmt: skip
def test_a_point_in_one_cell(cell: str) -> None:
    assert spot_of(cell)[:3] == ("39.5", "46.3", "")


@pytest.mark.parametrize(
    "cell", ["[46.3, 39.5]", "46.3; 39.5", "46.3 39.5", "40,87", "116.2, 39.9"]
)
def test_a_point_in_one_cell_whose_order_is_not_sure(cell: str) -> None:
    assert spot_of(cell).code and not spot_of(cell).latitude


def test_points_in_one_column_are_found_and_can_be_said(tmp_path: Path) -> None:
    text = 'id,date,Location,place\n1,2022-03-01,"(39.5, 46.3)",Goris\n2,2022-03-02,"40.8, 45.1",Ijevan\n3,2022-03-03,near,x\n'
    found = imported(tmp_path, "a.csv", text)
    assert found.brought.mapped.column("point") == "Location"
    assert found.column("latitude") == ["39.5", "40.8", ""]
    assert [(p.column, p.code) for p in found.problems("warning")] == [("Location", "degrees")]
    wkt = "id,date,what,where\n1,2022-03-01,a,POINT (46.3 39.5)\n"
    found = imported(tmp_path, "b.csv", wkt, told={"where": "point"})
    assert (found.events[-1]["latitude"], found.events[-1]["longitude"]) == ("39.5", "46.3")
    # One that can only have its longitude first leaves the order of all open.
    other = 'id,date,coordinates\n1,2022-03-01,"46.3, 39.5"\n2,2022-03-02,"116.4, 39.9"\n'
    assert not imported(tmp_path, "c.csv", other, dry_run=True).brought.mapped.column("point")


def test_json_that_is_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    rows = [{"id": n, "date": f"2022-03-0{n}", "tags": ["a", {"b": "]"}]} for n in (1, 2, 3)]
    text = json.dumps({"count": 3, "data": rows}, indent=1)
    found = imported(tmp_path, "a.json", text[: text.index("2022-03-03") + 4])
    assert found.counts == (3, 2, 0, 0, 0, 1)
    (cut,) = found.problems("error")
    assert (cut.code, cut.row) == ("cut-off", 3)
    assert cut.line == text[: text.index('"id": 3')].count("\n")
    # Of one that ends before its first row nothing is sure, nor of one with another fault.
    for bad in ('{"data": [{"id": 1, "da', '[{"id": 1}, {"id": 2]]', '[{"id": 1} {"id": 2}'):
        with pytest.raises(Refused, match="no JSON that can be read"):
            imported(tmp_path, "bad.json", bad)


def test_lines_of_json_that_are_broken_are_named(tmp_path: Path) -> None:
    lines = [json.dumps({"id": n, "date": f"2022-03-0{n}"}) for n in (1, 2, 3)]
    text = "\n".join([lines[0], '{"id": "x", ', "", lines[1], lines[2], '{"id": 4, "da'])
    found = imported(tmp_path, "a.ndjson", text)
    assert found.column("source_id") == ["1", "2", "3"] and found.counts == (5, 3, 0, 0, 0, 2)
    left = [(p.code, p.row, p.line) for p in found.problems("error")]
    assert left == [("json", 2, 2), ("cut-off", 5, 6)]
    assert found.brought.table.numbers == (1, 3, 4)  # type: ignore[attr-defined]
    # What stands in a list beside objects is named, too.
    other = imported(
        tmp_path, "b.json", '[{"id": 5, "date": "2022-03-05"}, null, 7]', updates="none"
    )
    assert other.counts[5] == 2


def _gdelt(event_id: int, **cells: Any) -> dict[str, Any]:
    """A row of GDELT as a program that takes its codes for numbers writes it."""
    blank: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    return blank | {
        "GLOBALEVENTID": event_id, "SQLDATE": 20220301, "Year": 2022, "Actor1Name": "ARMENIA", "EventCode": 20,
        "EventBaseCode": 20, "EventRootCode": 2, "QuadClass": 1, "ActionGeo_Type": 4, "ActionGeo_FullName": "Goris",
        "ActionGeo_Lat": 39.5, "ActionGeo_Long": 46.3, "SOURCEURL": "https://example.org/1",
    } | cells  # fmt: skip


@pytest.mark.parametrize("form", ["rows", "lines", "features"])
def test_data_sets_as_json_keep_what_they_say(tmp_path: Path, form: str) -> None:
    def text(rows: list[dict[str, Any]]) -> str:
        if form == "rows":
            return json.dumps({"TotalCount": len(rows), "Result": rows})
        if form == "features":
            rows = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
        return "".join(f"\x1e{json.dumps(row)}\n" for row in rows)

    rows: list[dict[str, Any]] = [
        ucdp("412067", where_prec="5", date_start="1993-04-20T00:00:00", date_end="1993-04-23T00:00:00", date_prec="2"),
        ucdp("412068", type_of_violence="3"),
    ]  # fmt: skip
    numbers = ("id", "best", "low", "high", "where_prec", "date_prec", "type_of_violence")
    rows = [row | {name: int(row[name]) for name in numbers} for row in rows]
    found = imported(tmp_path, "u.json", text(rows))
    first, second = found.events
    assert found.brought.form.key == "ucdp-ged" and first["event_id"] == "ucdp:412067"
    assert (first["date_start"], first["date_end"], first["where_prec"]) == ("1993-04-20", "1993-04-23", "5")  # fmt: skip
    assert (first["deaths_best"], first["deaths_low"], first["deaths_high"]) == ("4", "2", "6")
    assert second["recipients"] and found.taken.plan.dataset.licence == "CC BY 4.0"

    # 020 is an appeal, 087 a de-escalation; as numbers they aren't the roots 20 and 8.
    rows = [_gdelt(1), _gdelt(2, EventCode=87, EventBaseCode=87, EventRootCode=8), _gdelt(3, EventBaseCode=14, EventRootCode=1), _gdelt(4, EventBaseCode=190, EventRootCode=19)]  # fmt: skip
    found = imported(tmp_path, "g.json", text(rows), updates="none")
    assert found.brought.form.key == "gdelt" and not found.brought.questions
    events = found.events[-4:]
    assert [e["event_id"] for e in events] == [f"gdelt:{n}" for n in (1, 2, 3, 4)]
    assert [e["event_type"] for e in events] == ["", "RETREAT", "", "ASSAULT"]
    assert events[0]["title"] == "Appeal, Goris" and events[0]["EventRootCode"] == "2"
    assert events[0]["where_prec"] == "1" and "GDELT" in found.taken.plan.dataset.citation


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("Q1 2022", "2022-01-01", "2022-03-31"), ("2022-Q4", "2022-10-01", "2022-12-31"), ("H2 2021", "2021-07-01", "2021-12-31"),
        ("03/2022", "2022-03-01", "2022-03-31"),
    ],
)  # fmt: skip
def test_parts_of_a_year_are_their_days(cell: str, first: str, last: str) -> None:
    days = read_day(cell).days
    assert days and (days[0].isoformat(), days[1].isoformat()) == (first, last)


@pytest.mark.parametrize("cell", ["Spring 2022", "winter 2021/22", "H3 2021", "Q5 2022"])
def test_seasons_are_blank_with_their_reason(cell: str) -> None:
    found = read_day(cell)
    assert not found.days and not found.value and found.reason


def test_shapes_of_another_projection_are_put_into_degrees() -> None:
    found = point_cells(LineString([(0, 0), (1, 1), (2, 2)]), lambda x, y: (x + 46, y + 39))
    assert (found[LATITUDE], found[LONGITUDE]) == ("40", "47")


def test_acled_as_json_that_is_cut_off_is_acled(tmp_path: Path) -> None:
    text = json.dumps({"data": [acled("A1"), acled("A2"), acled("A3")]})
    found = imported(tmp_path, "a.json", text[:-40])
    assert found.column("event_id") == ["acled:A1", "acled:A2"] and found.counts[5] == 1


def test_a_table_of_ucdp_is_as_its_json(tmp_path: Path) -> None:
    found = imported(tmp_path, "u.csv", text_of(UCDP, [ucdp("1")]))
    assert found.column("event_id") == ["ucdp:1"]
