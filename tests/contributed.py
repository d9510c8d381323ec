"""What the examples in ``CONTRIBUTING.md`` promise; run by ``test_contributing.py`` in a copy."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from collection_kit import ACTORS, EVENT, make, table
from export_kit import ROOT, cut, site_of
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from geodash import __file__ as package
from geodash.app.serve import SCRIPT
from geodash.cli import app
from geodash.collection import load
from geodash.domain.kinds import Kind
from geodash.exchange.registry import FORMATS
from geodash.query import Filter
from geodash.views import symbols, told
from geodash.views.still.marks import shape as still_mark
from geodash.web.settings import PATH_VARIABLE
from geodash.web.site import Site


def test_export_format(tmp_path: Path) -> None:
    assert Path(package).is_relative_to(ROOT), "the copy is tried, not the checkout"
    offered = {f["name"]: f for f in site_of(ROOT).formats()}
    assert offered["txt"]["label"] == "Text"
    target = tmp_path / "a.txt"
    arguments = ["export", str(ROOT), "--filter", "kind=violence", "-o", str(target)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    text = target.read_text("utf-8")
    assert target.read_bytes() == FORMATS["txt"].write(cut(ROOT, "kind=violence"))
    first = cut(ROOT, "kind=violence").events[0]
    assert f": {first.title}\n  “" in text
    assert "Boundaries, names and designations" in text


def test_column_of_events_csv(tmp_path: Path) -> None:
    bad = table(
        "events", {**EVENT, "injured": "many"}, {**EVENT, "event_id": "e3", "injured": "12"}
    )
    folder = make(tmp_path / "c", events=bad)
    found = load(folder)
    assert [e.injured for e in found.events.values()] == [None, 12]
    said = CliRunner().invoke(app, ["check", str(folder)]).output
    assert "ERROR: row 2, column injured “many”" in said
    rows = csv.DictReader(io.StringIO(FORMATS["csv"].write(cut(folder)).decode()))
    assert [row["injured"] for row in rows] == ["", "12"]
    site = Site.open(folder)
    cards = {i: site.cards([i])[i]["html"] for i in ("e1", "e3")}
    assert "Injured" not in cards["e1"]
    assert '<dt>Injured</dt>\n<dd><span class="gd-fact-value">12</span>' in cards["e3"]


def test_kind_of_mark(tmp_path: Path) -> None:
    event = {**EVENT, "event_type": "INVESTIGATE"}
    folder = make(tmp_path / "c", events=table("events", event, {**EVENT, "event_id": "e3"}))
    site = Site.open(folder)
    answer = site.payload([("kind", "inquiry")])
    assert [(e["id"], e["kind"]) for e in answer["events"]] == [("e1", "inquiry")]
    assert "investigations" in answer["sentence"]
    facet = {f["value"]: f for f in answer["facets"]["kinds"]}
    assert (facet["inquiry"]["label"], facet["inquiry"]["count"]) == ("Investigations", 1)
    kinds = symbols.as_json()["kinds"]
    assert list(kinds)[-3:] == ["inquiry", "talks", "other"]
    assert kinds["inquiry"]["color"] == "#F7BAEB"
    assert kinds["inquiry"]["hue"] == "pink" and "--gd-kind-pink" in symbols.as_css()
    assert "<span>Investigations" in site.cards(["e1"])["e1"]["html"]
    assert "#F7BAEB" in still_mark(Kind("inquiry"))


def test_filter_part(tmp_path: Path) -> None:
    nowhere = {**EVENT, "event_id": "e3", "latitude": "", "longitude": "", "where_prec": ""}
    site = Site.open(make(tmp_path / "c", events=table("events", EVENT, nowhere)))
    assert Filter.from_params("unplaced=1")[0] == Filter(unplaced=True)
    assert Filter.from_params("unplaced=no")[1], "a value that makes no sense is said"
    assert Filter(unplaced=True, query="road").to_query() == "unplaced=1&q=road"
    answer = site.payload([("unplaced", "1")])
    assert [e["id"] for e in answer["events"]] == ["e3"]
    assert answer["count"] == 1
    assert "not on the map" in answer["sentence"]
    (chip,) = (part for part in answer["parts"] if part["key"] == "unplaced")
    assert (chip["told"], chip["words"], chip["let_go"]) == (
        True,
        "not on the map",
        "placed or not",
    )
    assert told.as_json()["params"]["keys"].index("unplaced") > 0


def test_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = {"actor_id": "x", "name": "<script>alert(1)</script>", "kind": "other"}
    folder = make(tmp_path / "c", actors=table("actors", *ACTORS, hostile))
    monkeypatch.setenv(PATH_VARIABLE, str(folder))
    explore = AppTest.from_file(str(SCRIPT), default_timeout=30).run()
    assert not explore.exception
    assert '<a href="actors" data-gd-page>Who is who</a>' in drawn(explore)
    page = AppTest.from_function(draw_actors, default_timeout=30).run()
    assert not page.exception
    assert '<a href="./?actor=arm" dir="auto">Armenia</a>' in drawn(page)
    assert "&lt;script&gt;alert(1)" in drawn(page)
    assert "<script>" not in drawn(page)


def draw_actors() -> None:
    from geodash.app import actors
    from geodash.web.served import served_here

    actors.page(served_here().site())


def drawn(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))
