"""Files that leave the house: the rows of the view, read back by those who would open them."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from export_kit import HOSTILE, ROOT, SMALL_PICTURES, TRAPS, cut, hostile, site_of

from geodash.domain.model import Event
from geodash.exchange.cells import cell
from geodash.exchange.csv_ import DERIVED
from geodash.exchange.formula import unguard
from geodash.exchange.registry import FORMATS, TooLargeError
from geodash.exchange.selection import Selection
from geodash.query import Filter
from geodash.words.notes import BOUNDARY_NOTE

QUERIES = (
    "",
    "bg=1",
    "from=2022-08-01&to=2022-12-31&actor=ARM",
    "kind=violence",
    "status=disputed&status=claimed",
    "place=geonames:174884&kind=violence&q=nothing+of+the+kind",
)


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile(tmp_path_factory.mktemp("traps"))


def read_csv(selection: Selection) -> pd.DataFrame:
    data = FORMATS["csv"].write(selection)
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    return frame.map(unguard)


def layer(selection: Selection, name: str, folder: Path) -> pd.DataFrame:
    path = folder / "x.gpkg"
    path.write_bytes(FORMATS["gpkg"].write(selection))
    return gpd.read_file(path, layer=name)


@pytest.mark.parametrize("query", QUERIES)
def test_rows_are_the_events_of_the_page_and_its_umbrellas(query: str, tmp_path: Path) -> None:
    site = site_of(ROOT)
    f, _ = Filter.from_params(query, site.store.vocabulary)
    ids, counts = site.store.ids(f), site.store.counts(f)
    selection = cut(ROOT, query)
    assert selection.count == site.store.count(f) == counts.count
    assert len(selection.umbrellas) == counts.umbrellas
    assert selection.words == site.store.describe(f)
    frame = read_csv(selection)
    assert list(frame["event_id"]) == ids
    assert (frame["counted"] == "1").sum() == counts.count
    features = json.loads(FORMATS["geojson"].write(selection))["features"]
    assert [x["id"] for x in features] == ids
    assert sum(x["properties"]["counted"] for x in features) == counts.count
    events = layer(selection, "events", tmp_path)
    assert list(events["event_id"]) == ids
    assert int(events["counted"].sum()) == counts.count
    page = json.loads(FORMATS["jsonld"].write(selection))
    assert {i["body"][0]["source"]["dcterms:identifier"] for i in page["items"]} <= set(ids)
    assert len(page["items"]) == sum(m.event_id in set(ids) for m in site.collection.mentions)


def test_some_view_has_umbrellas_and_says_how_its_rows_add_up() -> None:
    selection = cut(ROOT, "kind=violence")
    assert selection.umbrellas
    assert f"{len(selection.events)} rows hold {selection.count} events" in selection.rows_note
    assert cut(ROOT, "article=aegean-simmering&kind=pressure").rows_note == ""


def test_what_goes_with_the_events_is_theirs_and_complete(traps: Path) -> None:
    for folder, query in ((ROOT, "actor=ARM&kind=accusation"), (traps, "")):
        s = cut(folder, query)
        ids = {e.event_id for e in s.events}
        assert ids and "gone" not in ids
        assert {m.event_id for m in s.mentions} <= ids
        assert all({k.from_event, k.to_event} <= ids for k in s.links)
        named = {i for e in s.events for i in (*e.actors, *e.recipients, *e.attributed_to)}
        assert named <= set(s.actors)
        assert {a.parent for a in s.actors.values()} - {""} <= set(s.actors)
        assert {m.article_id for m in s.mentions} == set(s.articles)
        assert {e.area_id for e in s.events} - {""} <= {a.area_id for a in s.areas}


@pytest.mark.parametrize("name", FORMATS)
def test_equal_selections_give_equal_bytes(
    name: str, traps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*SMALL_PICTURES)
    for folder, query in ((ROOT, "from=2022-08-01"), (traps, "")):
        form = FORMATS[name]
        assert form.write(cut(folder, query)) == form.write(cut(folder, query))


@pytest.mark.parametrize("name", ["geojson", "gpkg", "jsonld", "bib"])
def test_each_file_says_what_it_is(name: str) -> None:
    selection = cut(ROOT, "kind=violence", "http://localhost:8501/?kind=violence")
    data = FORMATS[name].write(selection)
    # JSON and SQLite hold the words as they are; BibTeX in a comment.
    words_of_all = (selection.version, BOUNDARY_NOTE, "with anyone, violence", *selection.licences)
    for words in words_of_all:
        assert words.encode() in data
    assert b"localhost:8501/?kind=violence" in data


def test_an_empty_view_is_an_empty_file(tmp_path: Path) -> None:
    selection = cut(ROOT, QUERIES[-1])
    assert not selection.events
    assert read_csv(selection).empty
    assert json.loads(FORMATS["geojson"].write(selection))["features"] == []
    assert len(layer(selection, "events", tmp_path)) == 0
    assert len(layer(selection, "mentions", tmp_path)) == 0
    assert json.loads(FORMATS["jsonld"].write(selection))["items"] == []
    assert b"TY  -" not in FORMATS["ris"].write(selection)


def test_more_events_than_a_file_may_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    selection = cut(ROOT, "")
    small = type(FORMATS["csv"])("csv", "CSV", "text/csv", "geodash.exchange.csv_", most=3)
    with pytest.raises(TooLargeError, match=r"more than 3 events.*narrow the filter"):
        small.write(selection)


# CSV ------------------------------------------------------------------------------------------


def test_pandas_reads_the_csv_back_equal(traps: Path) -> None:
    for folder in (ROOT, traps):
        selection = cut(folder, "bg=1")
        frame = read_csv(selection)
        for got, event in zip(frame.to_dict("records"), selection.events, strict=True):
            for name in Event.__dataclass_fields__.keys() - {"extra"}:
                assert got[name] == cell(getattr(event, name)), name
            assert {k: got[k] for k in event.extra} == dict(event.extra)


def test_derived_columns_give_way_to_a_collections_own(traps: Path) -> None:
    frame = read_csv(cut(traps, ""))
    assert frame.set_index("event_id").loc["e1", ["kind", "geodash:kind"]].tolist() == [
        "mine",
        "pressure",
    ]
    assert {n for n in DERIVED if n != "kind"} <= set(frame.columns)


def test_no_cell_runs_in_a_spreadsheet(traps: Path) -> None:
    data = FORMATS["csv"].write(cut(traps, ""))
    raw = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    texts = raw.drop(columns=["latitude", "longitude"]).to_numpy().ravel()
    assert not [t for t in texts if t[:1] in "=+-@\t\r＝" and t]
    assert {unguard(t) for t in texts} >= {*TRAPS, "=HYPERLINK(1)"} - {TRAPS[4]}


# GeoJSON and GeoPackage -----------------------------------------------------------------------


def test_geojson_follows_its_standard(traps: Path) -> None:
    for folder in (ROOT, traps):
        selection = cut(folder, "bg=1")
        document = json.loads(FORMATS["geojson"].write(selection))
        assert document["type"] == "FeatureCollection"
        assert "crs" not in document
        for feature, event in zip(document["features"], selection.events, strict=True):
            assert {"type", "id", "geometry", "properties"} == feature.keys()
            if event.point is None:
                assert feature["geometry"] is None
                continue
            lon, lat = feature["geometry"]["coordinates"]
            decimals = {1: 5, None: 4}.get(event.where_prec, 3)
            assert abs(lon - event.point.longitude) <= 0.5 * 10**-decimals + 1e-12
            assert (lon, lat) == (round(lon, decimals), round(lat, decimals))
        frame = gpd.GeoDataFrame.from_features(document)
        assert frame.geometry.isna().sum() == sum(e.point is None for e in selection.events)
    assert any(e.point is None for e in cut(traps, "").events)


def test_geojson_has_every_passage_as_it_stands_in_the_article() -> None:
    selection = cut(ROOT, "kind=handover")
    for feature in json.loads(FORMATS["geojson"].write(selection))["features"]:
        passages = feature["properties"]["passages"]
        assert passages
        for p in passages:
            body = selection.articles[p["article_id"]].body
            assert body[p["start"] : p["end"]] == p["quote"]


def test_geopackage_opens_in_geopandas_with_typed_columns(traps: Path, tmp_path: Path) -> None:
    selection = cut(traps, "bg=1")
    events = layer(selection, "events", tmp_path)
    assert events.crs.to_epsg() == 4326
    assert len(events) == len(selection.events)
    unlocated = events[events["event_id"] == "e2"].iloc[0]
    assert unlocated.geometry is None and pd.isna(unlocated["latitude"])
    e1 = events[events["event_id"] == "e1"].iloc[0]
    assert e1["date_start"] == pd.Timestamp("2022-12-12")
    assert (e1["x"], e1["kind"], e1["geodash_kind"]) == (TRAPS[1], "mine", "pressure")
    assert str(e1["fid_2"]) == "7"
    whole = events[events["event_id"] == "whole"].iloc[0]
    assert (whole["deaths_best"], whole["counted"]) == (4, 0)
    assert layer(selection, "mentions", tmp_path)["quote"].tolist() == [
        m.quote for m in selection.mentions
    ]


def test_geopackage_areas_are_those_of_the_events(tmp_path: Path) -> None:
    selection = cut(ROOT, "place=area:lachin-corridor-2022")
    areas = layer(selection, "areas", tmp_path)
    assert "lachin-corridor-2022" in set(areas["area_id"])
    assert set(areas["area_id"]) == {a.area_id for a in selection.areas}
    assert areas.geometry.is_valid.all()
    used = {e.area_id for e in selection.events} | {
        p.removeprefix("area:") for e in selection.events for p in e.about_places
    }
    assert set(areas["area_id"]) <= used


def test_geopackage_tells_its_terms_to_any_sqlite(tmp_path: Path) -> None:
    selection = cut(ROOT, "kind=violence")
    path = tmp_path / "x.gpkg"
    path.write_bytes(FORMATS["gpkg"].write(selection))
    with sqlite3.connect(path) as database:
        ((metadata,),) = database.execute("SELECT metadata FROM gpkg_metadata").fetchall()
        described = dict(database.execute("SELECT table_name, description FROM gpkg_contents"))
    database.close()
    assert set(described) == {"events", "areas", "mentions"}
    for text in (metadata, *described.values()):
        assert selection.sentence in text
        assert BOUNDARY_NOTE in text
        assert selection.version in text


def test_hostile_words_arrive_as_they_are(traps: Path, tmp_path: Path) -> None:
    selection = cut(traps, "")
    title = HOSTILE[:88].strip()
    assert title in read_csv(selection)["title"].tolist()
    features = json.loads(FORMATS["geojson"].write(selection))["features"]
    assert title in [x["properties"]["title"] for x in features]
    assert title in layer(selection, "events", tmp_path)["title"].tolist()
