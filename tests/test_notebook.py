"""Collections in Python: what a view is, what frames hold, the map of a notebook, frames of one's own."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shipped_sample
from shapely import Point, Polygon

import geodash
from geodash.exchange.registry import FORMATS
from geodash.exchange.takeaway import FilterError
from geodash.notebook import map as notebook_map
from geodash.notebook.opened import Opened

ROOT = Path(__file__).resolve().parents[1]


@cache
def shipped() -> Opened:
    """The repository's collection, with the store that other tests use."""
    opened = geodash.open(ROOT)
    opened.__dict__["_store"] = shipped_sample.store()
    return opened


def frame(**columns: Any) -> gpd.GeoDataFrame:
    """Two rows at places of their own."""
    return gpd.GeoDataFrame(columns, geometry=[Point(45.5, 40.1), Point(46, 41)], crs=4326)


def test_the_package_waits_with_what_takes_long() -> None:
    code = "import sys, geodash; assert not {'pandas', 'duckdb', 'folium'} & set(sys.modules); geodash.nothing"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "AttributeError: module 'geodash' has no attribute 'nothing'" in ran.stderr
    assert set(geodash.__all__) <= set(dir(geodash))


def test_keywords_are_what_an_address_says() -> None:
    c = shipped()
    asked = "from=2022-08-01&to=2022-12-31&actor=ARM&actor=AZE&kind=violence&bbox=40,38,50,42&bg=1"
    told = c.filter(
        from_=date(2022, 8, 1), to=datetime(2022, 12, 31, 9), actor=["ARM", "AZE"], kind="violence",
        bbox=(40, 38, 50, 42), bg=True, q=None,
    )  # fmt: skip
    assert (
        told
        == c.filter(asked)
        == c.filter(f"https://geo.example.org/?{asked}&event=x")
        == c.filter(told)
    )
    assert c.filter(asked, actor="AZE").query.count("actor=") == 1
    assert str(told) == c.selection(told).sentence and told.count == c.selection(told).count
    assert c.filter().query == "" and c.filter(bg=False).query == ""
    with pytest.raises(FilterError, match="2022-13-01"):
        c.events(from_="2022-13-01")
    with pytest.raises(TypeError, match="no “from__”"):
        c.filter(from__="2022-01-01")


def test_frames_hold_what_exports_hold() -> None:
    c = shipped()
    selection, events = c.selection(actor="ARM"), c.events(actor="ARM")
    assert list(events.index) == [e.event_id for e in selection.events]
    assert events.crs == "EPSG:4326" and events.counted.sum() == selection.count
    first = next(e for e in selection.events if e.deaths_best and e.point)
    row = events.loc[first.event_id]
    assert row.deaths_best == first.deaths_best and row.actors == first.actors
    assert row.date_start.date() == first.date_start and row.status == first.status
    assert row.geometry.distance(Point(first.point.longitude, first.point.latitude)) < 1e-3
    assert events.attrs["query"] == "actor=ARM" and "CC" in events.attrs["licences"]
    mentions = c.mentions(actor="ARM")
    assert len(mentions) == len(selection.mentions) and mentions.start.dtype == "Int64"
    assert set(c.links().columns) >= {"from_event", "to_event", "relation"}
    assert c.articles.loc[mentions.article_id.iloc[0], "body"].count(mentions.quote.iloc[0]) >= 1
    empty = c.events(from_="1900-01-01", to="1900-01-02")
    assert empty.empty and empty.date_start.dtype == "datetime64[s]" and empty.crs == "EPSG:4326"


def test_a_map_carries_all_that_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    c = shipped()
    view = c.filter("from=2022-09-12&to=2022-09-14&kind=violence")
    m = c.map(view)
    assert isinstance(m, folium.Map)
    folium.Marker((40, 45)).add_to(m)
    page = m.get_root().render()
    links = set(re.findall(r"(?:src|href)\s*=\s*[\"'](?!data:|#)([^\"']+)", page))
    assert links <= {"https://leafletjs.com"} and "url(" not in re.sub(
        r"url\(data:", "", page.split("<script")[0]
    )
    assert str(view) in page and m._repr_html_().count("<iframe") == 1
    with monkeypatch.context() as patched:
        patched.setattr(notebook_map, "MOST_EVENTS", 1)
        with pytest.raises(ValueError, match="a map has 1 at most"):
            c.map(view)


def test_strangers_words_stand_as_text_on_a_map() -> None:
    hostile = "<img src=x onerror=alert(1)></script>{{ 7 * 7 }}"
    own = geodash.from_geodataframe(frame(event_id=["a", "b"], title=[hostile, "b"]))
    page = own.map().get_root().render()
    assert "<img src=x" not in page and "{{ 7 * 7 }}" in page
    assert page.count("No words of an article stand behind") == 2


def test_pictures_and_files_are_those_of_the_page(tmp_path: Path) -> None:
    c = shipped()
    view = c.filter("from=2022-09-13&to=2022-09-13&kind=violence")
    bars = c.timeline(view, by="actor")
    assert bars.svg.startswith("<svg") and bars._repr_svg_() == bars.svg
    assert bars.save(tmp_path / "a.svg").read_text("utf-8") == bars.svg
    with pytest.raises(ValueError, match="--force"):
        bars.save(tmp_path / "a.svg")
    with pytest.raises(ValueError, match=r"not \.jpg"):
        bars.save(tmp_path / "a.jpg")
    with pytest.raises(ValueError, match="kind, type, actor, article"):
        c.timeline(view, by="day")
    csv = c.save(tmp_path / "a.csv", view)
    assert csv.read_bytes() == FORMATS["csv"].write(c.selection(view))
    with pytest.raises(ValueError, match=r"no format “\.doc”"):
        c.save(tmp_path / "a.doc", view)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(OSError, match="not an empty folder"):
        c.save(tmp_path / "full", view)
    again = geodash.open(c.save(tmp_path / "new", view))
    assert len(again.collection.events) == len(c.events(view)) and not again.told
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.svg", "full", "new"]


def test_a_frame_of_events_stands_as_it_is(tmp_path: Path) -> None:
    c = shipped()
    events = c.events(actor="ARM", kind="violence")
    own = geodash.from_geodataframe(events.to_crs(3857), title="Mine", actors=c.actors)
    found = own.events(bg=True)
    assert own.title == "Mine" and set(found.index) == set(events.index)
    kept = [
        n
        for n in events.columns
        if n not in ("counted", "part_of", "articles", "quote", "source", "geometry")
    ]
    same = found.loc[events.index]
    pd.testing.assert_frame_equal(
        pd.DataFrame(same[kept]), pd.DataFrame(events[kept]), check_categorical=False
    )
    assert own.actors.loc["armenia", "country"] == "ARM"
    edited = events.head(1).assign(
        title="Another", colour="red", deaths_best=pd.NA, actors=[("new",)]
    )
    edited = edited.set_geometry([Point(10, 20)], crs=4326)
    moved = geodash.from_geodataframe(edited).events(bg=True)
    (row,) = moved.itertuples()
    assert (row.title, row.colour, row.latitude, row.actors) == ("Another", "red", 20, ("new",))
    assert pd.isna(row.deaths_best)


def test_any_other_frame_is_read_as_a_file_is(tmp_path: Path) -> None:
    mine = frame(when=["2022-09-13", "2022-02-30"], n=[3.0, None], tags=[["a", "b"], None])
    mine = mine.set_geometry([Polygon([(0, 0), (0, 2), (2, 2), (2, 0)]), None])
    own = geodash.from_geodataframe(mine, columns={"when": "date", "n": "deaths"})
    assert [t for t in own.told if t.startswith(("remark:", "2 rows"))]
    events = own.events()
    assert events.deaths_best.tolist() == [3, pd.NA] or events.deaths_best.iloc[0] == 3
    assert events.geometry.iloc[0].equals(Point(1, 1)) and events.geometry.iloc[1] is None
    assert "a;b" in events.tags.tolist()
    with pytest.raises(ValueError, match="no CRS"):
        geodash.from_geodataframe(gpd.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)]))
    (tmp_path / "a.csv").write_text("date,place,title\n13/09/2022,Goris,x\n")
    opened = geodash.open(tmp_path / "a.csv", columns={"place": "keep"})
    assert opened.events().date_start.iloc[0] == pd.Timestamp("2022-09-13")
    assert any(line.startswith("a.csv: ") for line in opened.told) and opened.path.is_dir()
    with pytest.raises(OSError, match="not a folder"):
        geodash.open(tmp_path / "none")
