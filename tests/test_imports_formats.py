"""Each format with the dialects and traps that real files have; every file here is invented."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import geopandas
import pytest
from import_kit import ACLED, UCDP, acled, imported, text_of, ucdp
from shapely.geometry import LineString, Point

from geodash.collection import load
from geodash.imports.formats.gdelt import COLUMNS
from geodash.imports.formats.ucdp import COLUMNS as UCDP_COLUMNS
from geodash.imports.table import Refused


def test_acled_of_today(tmp_path: Path) -> None:
    rows = [
        acled("ARM1"),
        acled("ARM2", time_precision="3", geo_precision="3", fatalities="12", event_type="Battles", sub_event_type="Armed clash", actor2="B; C"),
        acled("ARM3", time_precision="2", event_type="Violence against civilians", sub_event_type="Attack", actor2="Civilians (Armenia)"),
    ]  # fmt: skip
    found = imported(tmp_path, "anything.txt", text_of(ACLED, rows))
    first, second, third = found.events
    assert found.brought.form.key == "acled" and first["event_id"] == "acled:ARM1"
    assert first["title"] == "Peaceful protest, Goris" and first["event_type"] == "PROTEST"
    assert (first["date_start"], first["date_end"]) == ("2020-05-09", "2020-05-09")
    assert (first["where_prec"], first["deaths_best"], first["deaths_low"]) == ("1", "0", "")
    assert (
        first["source_text"] == "On 9 May people met."
        and first["source_name"] == "Example News; Other"
    )
    assert (second["date_start"], second["date_end"]) == ("2020-05-01", "2020-05-31")
    assert second["where_prec"] == "4" and "2020-05-09" in second["date_note"]
    # What the file states is the day; the interval is worked out of its precision.
    assert [e["date_basis"] for e in found.events] == ["stated", "inferred", "inferred"]
    # The order of the actors is no direction, but for what the format itself calls one-sided.
    assert second["actors"] and second["recipients"] == "" and len(second["actors"].split(";")) == 3
    assert (third["date_start"], third["date_end"]) == ("2020-05-06", "2020-05-12")
    assert third["recipients"] == "civilians-armenia"
    assert first["event_date"] == "09 May 2020" and first["latitude (source)"] == "39.5111"


def test_acled_of_2016_and_of_one_row_per_actor(tmp_path: Path) -> None:
    header = [
        "GWNO", "EVENT_ID_CNTY", "EVENT_DATE", "YEAR", "TIME_PRECISION", "EVENT_TYPE", "ACTOR1", "ALLY_ACTOR_1", "INTER1",
        "ACTOR2", "LOCATION", "LATITUDE", "LONGITUDE", "GEO_PRECISION", "SOURCE", "NOTES", "FATALITIES",
    ]  # fmt: skip
    row = {
        "EVENT_ID_CNTY": "1ARM", "EVENT_DATE": "01-January-2015", "TIME_PRECISION": "1", "ACTOR1": "A", "ACTOR2": "B",
        "EVENT_TYPE": "Riots/Protests", "LATITUDE": "39.5", "LONGITUDE": "46.3", "GEO_PRECISION": "2", "FATALITIES": "3",
    }  # fmt: skip
    other = row | {"ACTOR1": "B", "ACTOR2": "A", "ALLY_ACTOR_1": "C"}
    found = imported(tmp_path, "a.csv", text_of(header, [row, other, row]))
    assert found.counts == (3, 1, 0, 0, 2, 0)
    (event,) = found.events
    assert len(event["actors"].split(";")) == 3 and event["deaths_best"] == "3"
    assert event["date_start"] == "2015-01-01" and event["event_type"] == "PROTEST"


def test_a_data_set_as_json_or_as_features_is_that_data_set(tmp_path: Path) -> None:
    rows = [acled("A1", time_precision="2"), acled("A2", fatalities="3")]
    found = imported(tmp_path, "api.json", json.dumps({"status": 200, "count": 2, "data": rows}))
    assert found.brought.form.key == "acled" and found.column("event_id") == [
        "acled:A1",
        "acled:A2",
    ]
    assert found.column("date_start") == ["2020-05-06", "2020-05-09"]
    assert found.taken.plan.dataset.licence.startswith("ACLED’s terms")
    bare = {k: v for k, v in acled("A3").items() if k not in ("latitude", "longitude")}
    feature = {"type": "Feature", "properties": bare, "geometry": {"type": "Point", "coordinates": [46.3, 39.5]}}  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    found = imported(tmp_path, "map.geojson", text, updates="none")
    last = found.events[-1]
    assert (last["event_id"], last["latitude"], last["longitude"]) == ("acled:A3", "39.5", "46.3")


def test_points_of_kml_as_people_write_them(tmp_path: Path) -> None:
    """Blanks beside commas, decimal commas, a track: read, or said, and never another place."""
    marks = "".join(
        f"<Placemark><name>{name}</name>{body}</Placemark>"
        for name, body in (
            ("blanks", "<Point><coordinates>\n 46.3 , 39.5 ,0 </coordinates></Point>"),
            ("commas", "<Point><coordinates>46,3,39,5</coordinates></Point>"),
            ("one", "<Track><when>2022-03-01</when><coord>46.3 39.5 0</coord></Track>"),
            ("two", "<Track><when>2022-03-01</when><when>2022-03-04</when><coord>46 39 0</coord><coord>47 39 0</coord></Track>"),
        )
    )  # fmt: skip
    found = imported(tmp_path, "a.kml", f"<kml><Document>{marks}</Document></kml>")
    assert found.column("latitude") == ["39.5", "", "39.5", "39"]
    assert found.column("longitude")[::2] == ["46.3", "46.3"]
    assert found.column("date_end") == ["", "", "2022-03-01", "2022-03-04"]
    assert found.events[3]["where_prec"] == "5"
    assert {(p.row, p.value) for p in found.problems("warning")} == {(2, "46,3,39,5")}


def test_lines_and_areas_of_kml_as_people_write_them(tmp_path: Path) -> None:
    """Commas between coordinates are read; decimal commas are said, and never another place."""
    ring = "<Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    line = "<LineString><coordinates>{}</coordinates></LineString>"
    bodies = (
        ring.format("46,39, 48,39, 48,41, 46,41, 46,39,"),
        line.format("46 , 39, 5\n 46, 40, 5"),
        line.format("46,3,39,5 47,1,40,2"),
        line.format("46.3, 39.5, 47.1, 40.2"),
        f"<MultiGeometry><Point><coordinates>46,39</coordinates></Point>{line.format('46,3,39,5')}</MultiGeometry>",
        "<Point><coordinates>46,3, 39,5</coordinates></Point>",
        *["<Point><coordinates>46, 39, 5</coordinates></Point>"] * 9,
    )
    marks = "".join(f"<Placemark><name>a</name>{body}</Placemark>" for body in bodies)
    found = imported(tmp_path, "a.kml", f"<kml><Document>{marks}</Document></kml>")
    assert found.column("latitude")[0] == "40" and found.column("longitude")[0] == "47"
    assert found.column("where_prec")[0] == "5" and "Polygon" in found.events[0]["geometry"]
    assert found.column("longitude")[1:6] == ["46", "", "", "", ""]
    assert set(found.column("latitude")[6:]) == {"39"}
    assert {p.row for p in found.problems("warning")} == {3, 4, 5, 6}


def test_two_rows_of_one_id_are_left_out_and_the_newer_stamp_counts(tmp_path: Path) -> None:
    rows = [
        acled("A1"), acled("A1", fatalities="9"),
        acled("A2", timestamp="1"), acled("A2", timestamp="2", fatalities="5"), acled("A3"),
    ]  # fmt: skip
    found = imported(tmp_path, "a.csv", text_of(ACLED, rows))
    assert found.counts == (5, 2, 0, 0, 1, 2)
    assert {e["source_id"]: e["deaths_best"] for e in found.events} == {"A2": "5", "A3": "0"}
    first, second = found.problems("error")
    assert (
        (first.row, second.row) == (2, 3)
        and "row 3" in first.reason
        and first.column == "fatalities"
    )


def test_ucdp_in_three_dialects_and_with_a_line_of_tags(tmp_path: Path) -> None:
    rows = [
        ucdp("412067.0"),
        ucdp("2", date_start="05/04/1993 00:00", date_end="30/04/1993 00:00", date_prec="4", type_of_violence="3", side_b="Civilians"),
        ucdp("3", date_start="1993-04-02 00:00:00.000", date_end="1993-12-31 00:00:00.000", where_prec="6", best="0", low="0", high="0"),
        ucdp("4", type_of_violence="4", low="9"),
    ]  # fmt: skip
    text = text_of(UCDP, rows)
    header, rest = text.split("\n", 1)
    tags = ",".join(["#id"] + ["#meta"] * (len(UCDP) - 1))
    found = imported(tmp_path, "hdx_conflict_data_ged231.csv", f"{header}\n{tags}\n{rest}")
    assert found.counts[:2] == (4, 4) and "HXL" in " ".join(found.brought.noticed)
    first, second, third, fourth = found.events
    assert first["event_id"] == "ucdp:412067" and first["date_start"] == "1993-04-23"
    assert (first["deaths_best"], first["deaths_low"], first["deaths_high"]) == ("4", "2", "6")
    assert set(first["actors"].split(";")) == {
        "government-of-a",
        found.events[0]["actors"].split(";")[1],
    }
    # Its start could be either day; the same spelling elsewhere and its end say day first.
    assert (second["date_start"], second["date_end"]) == ("1993-04-05", "1993-04-30")
    assert second["recipients"] == "civilians"
    assert (third["date_start"], third["date_end"]) == ("1993-04-02", "1993-12-31")
    assert third["deaths_best"] == "0" and third["where_prec"] == "6"
    assert fourth["event_type"] == "" and [q.key for q in found.brought.questions] == ["type:4"]
    assert "toll-order" in {p.code for p in found.problems("warning")}
    dataset = load(found.folder).datasets["ucdp-ged"]
    assert (
        dataset.licence == "CC BY 4.0"
        and "Sundberg" in dataset.citation
        and dataset.edition == "23.1"
    )


def test_ucdp_without_a_header(tmp_path: Path) -> None:
    row = (
        dict.fromkeys(UCDP_COLUMNS, "")
        | ucdp("5")
        | {"year": "2024", "date_start": "2024-01-04 00:00:00.000"}
    )
    row |= {"date_end": "2024-01-05 00:00:00.000"}
    line = ",".join(row[name] for name in UCDP_COLUMNS)
    found = imported(tmp_path, "candidate.csv", f"{line}\n{line.replace('5,', '6,', 1)}\n")
    assert found.column("source_id") == ["5", "6"] and found.column("date_end")[0] == "2024-01-05"
    assert found.column("latitude")[0] == "39.5111" and found.counts[:2] == (2, 2)


def gdelt(width: int, number: str, lat: str = "39.5") -> list[str]:
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {
        "GLOBALEVENTID": number, "SQLDATE": "20220913", "Year": "2022", "Actor1Code": "ARM", "Actor1Name": "ARMENIA",
        "Actor2Name": "", "Actor2Code": "AZE", "EventCode": "012", "EventBaseCode": "012", "EventRootCode": "14",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Goris, Syunik, Armenia", "ActionGeo_CountryCode": "AM",
        "ActionGeo_Lat": lat, "ActionGeo_Long": "46.3", "DATEADDED": "20220914", "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    if width == 61:
        return list(cells.values())
    old = [v for k, v in cells.items() if not k.endswith("ADM2Code")]
    return old[:width]


def test_gdelt_without_a_header_of_three_lengths(tmp_path: Path) -> None:
    rows = [gdelt(61, "1"), gdelt(58, "2"), gdelt(57, "3"), gdelt(61, "4")[:44], gdelt(61, "5", "")]
    text = "".join("\t".join(r) + "\n" for r in rows).replace("ARMENIA", 'AR"MENIA')
    found = imported(tmp_path, "20220913.export.CSV", text)
    assert found.counts == (5, 4, 0, 0, 0, 1) and found.problems("error")[0].line == 4
    assert {e["latitude"] for e in found.events[:3]} == {"39.5"}
    first, third = found.events[0], found.events[2]
    assert (
        first["date_start"] == "2022-09-13" and first["title"] == "Protest, Goris, Syunik, Armenia"
    )
    assert first["EventCode"] == "012" and first["event_type"] == "PROTEST"
    assert first["source_url"] == "https://example.org/a" and third["source_url"] == ""
    assert first["recipients"] == "aze" and first["deaths_best"] == ""
    assert found.events[3]["latitude"] == ""


def test_gdelt_with_a_header(tmp_path: Path) -> None:
    text = (
        ",".join((*COLUMNS, "CAMEOCodeDescription"))
        + "\n"
        + ",".join(f'"{c}"' for c in (*gdelt(61, "7"), "x"))
    )
    found = imported(tmp_path, "a.csv", text)
    assert found.brought.form.key == "gdelt" and found.column("event_id") == ["gdelt:7"]
    assert found.column("CAMEOCodeDescription") == ["x"]


def test_storymap_and_timelines(tmp_path: Path) -> None:
    slides = [
        {"type": "overview", "text": {"headline": "All of it"}},
        {"date": "3 March 2022", "text": {"headline": "A <b>road</b>", "text": "<p>Closed.</p>"}, "location": {"name": "Goris", "lat": 39.5, "lon": 46.3, "zoom": 9}, "media": {"url": "https://example.org/p", "credit": "Somebody"}},
        {"text": {"headline": "Nowhere"}},
    ]  # fmt: skip
    found = imported(tmp_path, "a.json", json.dumps({"storymap": {"slides": slides}}))
    assert found.counts == (3, 2, 0, 0, 0, 1) and found.brought.form.key == "storymapjs"
    assert found.column("title") == ["A road", "Nowhere"] and found.column("latitude") == [
        "39.5",
        "",
    ]
    assert [p.row for p in found.problems("error")] == [1]
    assert found.column("source_text")[0] == "Closed." and found.column("date_start") == [
        "2022-03-03",
        "",
    ]
    events = [
        {
            "start_date": {"year": "2004", "month": "11"},
            "end_date": {"year": 2004, "month": 11, "day": 5},
            "text": {"headline": "Three", "text": "t"},
        }
    ]
    three = imported(tmp_path, "b.json", json.dumps({"events": events, "eras": [{}]}))
    assert (
        three.events[-1]["date_start"] == "2004-11-01"
        and three.events[-1]["date_end"] == "2004-11-05"
    )
    two = {
        "timeline": {
            "headline": "H",
            "type": "default",
            "date": [
                {
                    "startDate": "2004,11,1",
                    "headline": "Two",
                    "text": "t",
                    "asset": {"media": "https://example.org"},
                }
            ],
        }
    }
    assert imported(tmp_path, "c.json", json.dumps(two)).events[-1]["date_start"] == "2004-11-01"


def test_timemap_with_its_sources_beside_it(tmp_path: Path) -> None:
    event = {
        "id": "CIV0001", "description": "Shots", "date": "2/24/2022", "time": "", "location": "Goris", "latitude": "39.5",
        "longitude": "46.3", "associations": ["a1"], "sources": ["s1"],
    }  # fmt: skip
    (tmp_path / "sources.json").write_text(
        json.dumps({"s1": {"title": "A film", "paths": ["https://example.org/f"]}})
    )
    found = imported(tmp_path, "events.json", json.dumps([event]))
    (row,) = found.events
    assert row["date_start"] == "2022-02-24" and row["source_name"] == "A film"
    assert row["source_url"] == "https://example.org/f" and row["sources"] == "s1"
    table = text_of(
        [
            "id",
            "description",
            "date",
            "location",
            "latitude",
            "longitude",
            "association1",
            "source1",
        ],
        [{"id": "1", "description": "d", "date": "2022-02-24", "location": "Goris"}],
    )
    assert imported(tmp_path, "t.csv", table).brought.form.key == "timemap"


def test_ushahidi(tmp_path: Path) -> None:
    header = [
        "Serial",
        "INCIDENT TITLE",
        "INCIDENT DATE",
        "LOCATION",
        "DESCRIPTION",
        "CATEGORY",
        "LATITUDE",
        "LONGITUDE",
        "APPROVED",
        "VERIFIED",
    ]
    row = {
        "Serial": "4",
        "INCIDENT TITLE": "Road closed",
        "INCIDENT DATE": "1/22/2014 5:00:00 AM",
        "LOCATION": "Goris",
        "DESCRIPTION": "A &amp; B",
        "CATEGORY": "1. Roads, ",
        "LATITUDE": "39.5",
        "LONGITUDE": "46.3",
        "APPROVED": "YES",
    }
    found = imported(tmp_path, "a.csv", text_of(header, [row]))
    (event,) = found.events
    assert (event["title"], event["date_start"], event["source_text"]) == (
        "Road closed",
        "2014-01-22",
        "A & B",
    )
    assert event["CATEGORY"] == "1. Roads, " and found.brought.form.key == "ushahidi"


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>D</name><Folder><name>F</name>
<Placemark id="p1"><name>Road</name><description><![CDATA[<b>Closed</b>]]></description><TimeStamp><when>2022-03</when></TimeStamp>
<ExtendedData><Data name="killed"><value>2</value></Data></ExtendedData><Point><coordinates>46.3,39.5,900</coordinates></Point></Placemark>
<Placemark><name>Line</name><TimeSpan><begin>2022-03-01</begin><end>2022-03-04</end></TimeSpan>
<LineString><coordinates>46,39 46,40</coordinates></LineString></Placemark><NetworkLink/></Folder></Document></kml>"""


def test_kml_and_kmz(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("doc.kml", KML)
        archive.writestr("files/a.png", b"x")
    found = imported(tmp_path, "a.kmz", packed.getvalue())
    road, line = found.events
    assert (road["date_start"], road["date_end"]) == ("2022-03-01", "2022-03-31")
    assert (road["latitude"], road["longitude"], road["where_prec"]) == ("39.5", "46.3", "")
    assert (
        road["deaths_best"] == "2" and road["source_text"] == "Closed" and road["folder"] == "D / F"
    )
    assert (
        line["where_prec"] == "5" and line["longitude"] == "46" and "LineString" in line["geometry"]
    )
    assert "links" in " ".join(found.brought.noticed)


def test_entities_of_xml_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    text = f'<!DOCTYPE kml [<!ENTITY x SYSTEM "file://{secret}">]>' + KML.partition("?>")[
        2
    ].replace("Road", "&x;")
    with pytest.raises(Refused, match="entities"):
        imported(tmp_path, "a.kml", text)
    late = f'<?xml version="1.0"?><!--{"x" * 70_000}-->' + text
    with pytest.raises(Refused):
        imported(tmp_path, "b.kml", late)


def test_geojson(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "id": "us1", "properties": {"time": 1388620800000, "place": "Goris", "title": "T", "tags": ["a", "b"], "more": {"x": 1}}, "geometry": {"type": "Point", "coordinates": [46.3, 39.5, 10.2]}},
        {"type": "Feature", "id": "us2", "properties": {"time": 1388707200000, "title": "U", "tags": "a"}, "geometry": None},
        {"type": "Feature", "id": "us3", "properties": None, "geometry": {"type": "Polygon", "coordinates": [[[46, 39], [47, 39], [47, 40], [46, 39]]]}},
    ]  # fmt: skip
    found = imported(
        tmp_path, "a.json", json.dumps({"type": "FeatureCollection", "features": features})
    )
    assert found.column("source_id") == ["us1", "us2", "us3"]
    assert found.column("date_start") == ["2014-01-02", "2014-01-03", ""]
    assert found.column("latitude")[:2] == ["39.5", ""] and found.column("where_prec") == [
        "",
        "",
        "5",
    ]
    assert found.column("tags") == ["a; b", "a", ""] and found.column("more.x") == ["1", "", ""]
    assert found.column("geometry.altitude") == ["10.2", "", ""]
    metres = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [5154092.4, 4789472.0]},
    }
    crs = {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    other = {"type": "FeatureCollection", "crs": crs, "features": [metres]}
    found = imported(tmp_path, "b.json", json.dumps(other))
    assert abs(float(found.events[-1]["longitude"]) - 46.3) < 1e-4
    with pytest.raises(Refused, match="WGS 84"):
        imported(tmp_path, "c.json", json.dumps(other | {"crs": {"properties": {"name": "ours"}}}))


def test_geopackage_and_shapefile_in_degrees(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {"name": ["Road", "Line"], "date": ["2022-03-01", "2022-03-02"], "killed": [1.0, None]},
        geometry=[Point(46.3, 39.5), LineString([(46, 39), (46, 40)])], crs=4326,
    )  # fmt: skip
    frame.to_crs(3857).to_file(tmp_path / "a.gpkg", layer="events")
    found = imported(tmp_path, "b.gpkg", (tmp_path / "a.gpkg").read_bytes())
    assert round(float(found.column("latitude")[0]), 6) == 39.5
    assert found.column("deaths_best") == ["1", ""] and "reckoned" in " ".join(
        found.brought.noticed
    )
    frame.head(1).to_file(tmp_path / "s.shp")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in tmp_path.glob("s.*"):
            archive.write(path, f"inside/{path.name}")
    zipped = imported(tmp_path, "s.zip", packed.getvalue())
    assert zipped.events[-1]["longitude"] == "46.3" and zipped.counts[:2] == (1, 1)


def test_rows_of_json_and_what_is_no_table(tmp_path: Path) -> None:
    rows = {"data": [{"date": "2022-03-01", "place": {"name": "Goris"}, "lat": 39.5, "lon": 46.3}]}
    found = imported(tmp_path, "a.json", json.dumps(rows))
    assert found.column("latitude") == ["39.5"] and found.column("place.name") == ["Goris"]
    lines = "\n".join(json.dumps({"date": f"2022-03-0{n}", "title": "x"}) for n in (1, 2))
    assert imported(tmp_path, "b.jsonl", lines).counts[0] == 2
    for name, data, why in (
        ("c.json", '{"a": 1}', "list"), ("d.json", "[1, ", "JSON"), ("e.csv", "a,b\n1,2\n", "no table"),
        ("f.xls", b"\xd0\xcf\x11\xe0rest", "old Excel"), ("g.txt", "", "empty"), ("h.json", "[" * 100_000, "deep"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            imported(tmp_path, name, data)
