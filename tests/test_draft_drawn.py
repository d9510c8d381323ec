"""Places and areas that an editor set on the map go into the collection's geodata with a save, or nothing does."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from collection_kit import MENTION, SAID, make
from test_draft import NEW, WORDS, draft, row
from test_draft_save import rows, saved

from geodash.coding.draft.drawn import DrawnError, area_of, corners_of, outline_of
from geodash.coding.draft.overlay import overlay
from geodash.coding.draft.save import Refused, save
from geodash.collection import load
from geodash.geo.layers import GeoData

ROOT = Path(__file__).parents[1]
VILLAGE = {
    "place_id": "~p1",
    "name": "Qqvillage",
    "country": "ARM",
    "latitude": "39.8",
    "longitude": "45.6",
}
BELT = {"area_id": "~r1", "name": "Hills by the road", "corners": "39.5 46;39.7 46;39.7 46.3"}
AT = {"latitude": "39.8", "longitude": "45.6", "where_prec": "2", "place_role": "scene"}
SMALL = "place_id,name,kind,country,latitude,longitude,mine\nx:1,Goris,town,ARM,39.51,46.34,kept\n"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


def folder(tmp_path: Path) -> Path:
    made = make(tmp_path)
    (made / "geodata").mkdir()
    (made / "geodata" / "places.csv").write_text(SMALL)
    shutil.copy(ROOT / "geodata" / "areas.geojson", made / "geodata")
    return made


def drawn(**cells: str):  # type: ignore[no-untyped-def]
    """A new event at a place of its own and about an area of its own."""
    event = {**NEW, **AT, "place_id": "~p1", "about_places": "~p1;area:~r1", **cells}
    return draft(
        events={"~1": row(None, **event)},
        mentions={"~2": row(None, **{**WORDS, "supports": "what;who;where"})},
        places={"~p1": row(None, **VILLAGE), "~p2": row(None, **{**VILLAGE, "name": "Unused"})},
        areas={"~r1": row(None, **BELT)},
        done=("~1",),
    )


def test_a_place_and_an_area_are_saved_with_the_event_that_names_them(tmp_path: Path) -> None:
    made = folder(tmp_path)
    before = (made / "geodata" / "areas.geojson").read_text("utf-8")
    shown = overlay(load(made), drawn())
    assert shown.events["~1"].about_places == ("~p1", "area:~r1"), "known before they are saved"
    found = saved(made, drawn())
    assert found.line["ids"]["places"] == {"~p1": "own:qqvillage"}
    assert found.line["rows"]["areas"] == ["~r1"]
    places = (made / "geodata" / "places.csv").read_text("utf-8")
    assert places == f"{SMALL}own:qqvillage,Qqvillage,,ARM,39.8,45.6,\n", "what was there stays"
    after = (made / "geodata" / "areas.geojson").read_text("utf-8")
    assert after.startswith(before[: before.rindex("]")].rstrip()), "byte for byte"
    area = json.loads(after)["features"][-1]
    assert (area["properties"]["area_id"], area["properties"]["kind"]) == (
        "hills-by-the-road",
        "sketch",
    )
    event = rows(made, "events")[-1]
    assert event["place_id"] == "own:qqvillage"
    assert event["about_places"] == "own:qqvillage;area:hills-by-the-road"
    loaded = load(made)
    assert not [p for p in loaded.problems if "unknown" in p.code]
    assert loaded.version == found.line["version"]
    log = {(r["table"], r["id"]): r["after"] for r in rows(made, "changes")}
    assert log["places", "own:qqvillage"] == "Qqvillage"
    assert log["areas", "hills-by-the-road"] == "Hills by the road"
    geodata = GeoData(made)
    assert geodata.place_search.find("qqvillage")[0].place.place_id == "own:qqvillage"
    assert geodata.areas.get("hills-by-the-road").is_line is False  # type: ignore[union-attr]
    # The same name once more gets an id of its own.
    again = saved(made, drawn())
    assert again.line["ids"]["places"] == {"~p1": "own:qqvillage-2"}
    assert set(again.line["inverse"]["rows"]) == {"events"}, (
        "a place stays when a save is taken back"
    )


def test_a_collection_without_geodata_begins_with_what_comes_along(tmp_path: Path) -> None:
    made = make(tmp_path)
    saved(made, drawn())
    packaged = (ROOT / "geodata" / "places.csv").read_bytes()
    written = (made / "geodata" / "places.csv").read_bytes()
    assert written.startswith(packaged) and b"own:qqvillage" in written[len(packaged) :]
    assert not [p for p in load(made).problems if "unknown" in p.code]


@pytest.mark.parametrize(
    ("place", "area", "said"),
    [
        ({"latitude": "40.4", "longitude": "47.5"}, {}, "This is in Azerbaijan; the place was said to be in Armenia."),
        ({"latitude": "95"}, {}, "Write degrees"),
        ({"name": " "}, {}, "Say what it is called"),
        ({"latitude": "0", "longitude": "0"}, {}, "0 and 0"),
        ({}, {"corners": "39 45;40 46;39 46;40 45"}, "crosses itself"),
        ({}, {"corners": "39 45"}, "two corners"),
        ({}, {"corners": "39 -170;40 170;41 170"}, "half round the world"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_one_refuses_all(
    tmp_path: Path, place: dict[str, str], area: dict[str, str], said: str
) -> None:
    made = folder(tmp_path)
    before = {p: p.read_bytes() for p in made.rglob("*") if p.is_file()}
    words = {
        **MENTION,
        "mention_id": "~2",
        "event_id": "~1",
        "supports": "where",
        "quote": "Armenia said",
    }
    wrong = drawn().as_json()
    wrong["rows"]["places"]["~p1"]["now"] |= place
    wrong["rows"]["areas"]["~r1"]["now"] |= area
    wrong["rows"]["mentions"]["~2"]["now"] = words
    found = save(made, draft(**wrong["rows"], done=("~1",)))
    assert isinstance(found, Refused)
    assert said in " ".join(found.problems)
    assert {p: p.read_bytes() for p in before} == before
    assert not (made / "changes.csv").exists()


def test_two_corners_are_a_line_and_more_an_area() -> None:
    line = area_of({**BELT, "corners": "39.5, 46\n39.7 46"})
    assert line.is_line and line.kind == "line"
    assert outline_of(corners_of("39 45;40 45;40 46"))["type"] == "Polygon"
    with pytest.raises(DrawnError, match="at most"):
        corners_of(";".join("39 45" for _ in range(301)))
    with pytest.raises(DrawnError, match="as latitude and longitude"):
        corners_of("39 45 46;40 46")


def test_a_place_of_an_event_that_stays_stays_too(tmp_path: Path) -> None:
    made = folder(tmp_path)
    undone = drawn().as_json()["rows"]
    undone["events"]["e2"] = row(SAID, title="Armenia says so")
    found = saved(made, draft(**undone, done=("e2",)))
    assert set(found.plan.ready.staying.rows) == {"events", "mentions", "places", "areas"}
    assert (made / "geodata" / "places.csv").read_text() == SMALL
