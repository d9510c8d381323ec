"""A collection that changes on disk is taken up while it is served: checked first, swapped whole."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import shutil
import sqlite3
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from collection_kit import ARTICLE, EVENT, MENTION, MENTION2, SAID, make, table
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodash.geo.base_cells import Cell, packed
from geodash.web.api import routes
from geodash.web.keep import keeping
from geodash.web.served import Served, served_here
from geodash.web.settings import EDIT_VARIABLE, PATH_VARIABLE
from geodash.web.site import Site
from geodash.web.watch import Stamps, Watch, stamps_of

BRIEFING = "title: The road\nslides:\n- view: event=e1\n"
AREAS = {"type": "FeatureCollection", "features": []}


class Watched:
    """A served collection, its watch, and what the terminal was told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.served = folder, Served(folder)
        self.said: list[str] = []
        self.watch = Watch(self.served, self.said.append)
        self.first = self.served.site()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def settle(self) -> Site:
        """Two looks that see the same; the site that is served then."""
        self.watch.look()
        self.watch.look()
        return self.served.site()

    def title(self) -> str:
        return self.served.site().collection.events["e1"].title


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small collection with places of its own: few are indexed faster than ours."""
    make(tmp_path / "roads")
    (tmp_path / "roads/geodata").mkdir()
    (tmp_path / "roads/geodata/places.csv").write_text("place_id,name\nx:1,Goris\n", "utf-8")
    return tmp_path / "roads"


@pytest.fixture
def w(folder: Path) -> Watched:
    return Watched(folder)


def events(title: str) -> str:
    return table("events", EVENT | {"title": title}, SAID)


def test_a_change_is_taken_up_at_the_second_look(w: Watched) -> None:
    w.write("events.csv", events("Road near Goris closed"))
    w.watch.look()
    assert w.served.site() is w.first
    w.watch.look()
    assert w.title() == "Road near Goris closed"
    assert w.served.site().version != w.first.version
    assert w.said == [
        "The collection has changed: Untitled collection: two events from one article"
    ]
    # Who holds the old version has a whole one.
    assert w.first.payload([])["version"] == w.first.version
    assert w.first.collection.events["e1"].title == EVENT["title"]


def test_files_that_still_change_are_waited_for(w: Watched) -> None:
    for n in range(4):
        w.write("events.csv", events(f"Road near Goris closed {n}"))
        w.watch.look()
        assert w.served.site() is w.first
    w.watch.look()
    assert w.title() == "Road near Goris closed 3"


def test_what_changes_while_it_is_read_is_read_again(folder: Path) -> None:
    looks = iter(["a", "b", "b", "c", "c", "c", "c"])
    stamps: list[Stamps] = []

    def scripted(_: Path) -> Stamps:
        stamps.append({next(looks): (0, 0, 0)})
        return stamps[-1]

    served = Served(folder)
    watch = Watch(served, lambda _: None, scripted)
    first = served.site()
    (folder / "events.csv").write_text(events("Half of a change"), "utf-8")
    watch.look()  # b
    watch.look()  # b again: read, but c afterwards
    assert served.site() is first
    watch.look()  # c, seen once
    assert served.site() is first
    watch.look()
    assert served.site().collection.events["e1"].title == "Half of a change"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mentions.csv", table("mentions", MENTION, MENTION2 | {"supports": "what"})),
        ("links.csv", table("links")),
        ("articles/road.md", ARTICLE.replace("publisher: Example", "publisher: Another")),
        ("articles/another.md", ARTICLE),
        ("datapackage.json", json.dumps({"name": "roads", "title": "Roads"})),
        ("wording.yaml", '- stem: zzz\n  instead: "x"\n'),
        ("briefings/road.yaml", BRIEFING),
        ("geodata/areas.geojson", json.dumps(AREAS)),
    ],
)
def test_every_file_of_a_collection_counts(w: Watched, name: str, text: str) -> None:
    w.write(name, text)
    assert w.settle().version != w.first.version
    assert w.served.trouble is None


def test_a_base_map_of_its_own_counts(w: Watched) -> None:
    own = w.folder / "geodata/base.sqlite"
    with sqlite3.connect(own) as db:
        db.execute("CREATE TABLE cells (at INTEGER PRIMARY KEY, data BLOB)")
        db.execute("INSERT INTO cells VALUES (0, ?)", (packed(Cell(8192)),))
    changed = w.settle()
    assert changed.geo_version != w.first.geo_version
    assert changed.base.cell(0, 0, 0) and w.served.trouble is None


@pytest.mark.parametrize("name", ["notes.txt", "articles/_draft.md", "articles/.road.md.swp", "x/events.csv"])  # fmt: skip
def test_other_files_don_t(w: Watched, name: str) -> None:
    w.write(name, "x")
    assert stamps_of(w.folder).keys() == stamps_of(make(w.folder)).keys()
    assert w.settle() is w.first


def test_the_same_content_is_the_same_version(w: Watched) -> None:
    os.utime(w.folder / "events.csv", (1, 1))
    assert w.settle() is w.first
    assert w.said == []


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("events.csv", events("Closed")[:-120], "events.csv row 2"),
        ("events.csv", table("events", EVENT | {"date_end": "2022-12-"}, SAID), "events.csv row 2, column date_end"),
        ("events.csv", table("events", SAID), "mentions.csv row 2"),
        ("articles/road.md", ARTICLE[:-200], "mentions.csv row 3"),
        ("briefings/road.yaml", "title: [\n", "briefings/road.yaml line"),
        ("datapackage.json", '{"name": ', "datapackage.json"),
        ("geodata/areas.geojson", '{"type": "Feat', "geodata/areas.geojson"),
        ("geodata/labels.geojson", '{"type": "Feat', "geodata/labels.geojson"),
        ("geodata/places.csv", "place_id,name,latitude\nx:1,X,north\n", "geodata/places.csv"),
        ("geodata/base.sqlite", "no base map", "geodata/base.sqlite"),
    ],
)  # fmt: skip
def test_a_broken_state_keeps_the_version_before_and_says_why(
    w: Watched, name: str, text: str, where: str
) -> None:
    path = w.folder / name
    before = path.read_text("utf-8") if path.exists() else None
    w.write(name, text)
    assert w.settle() is w.first
    news = w.served.news()
    assert news["version"] == w.first.version
    assert any(where in line for line in news["trouble"]["lines"]), news
    assert "the version before stays" in w.said[0]
    assert any(where in line for line in w.said[1:])
    told = len(w.said)
    w.settle()
    assert len(w.said) == told, "said once"
    if before is None:
        path.unlink()
    else:
        path.write_text(before, "utf-8")
    assert w.settle() is w.first
    assert w.served.news()["trouble"] is None
    assert w.said[told:] == ["The collection’s files are in order again."]


def test_a_folder_that_is_gone_and_comes_back(w: Watched, folder: Path) -> None:
    aside = folder.with_name("aside")
    folder.rename(aside)
    assert w.settle() is w.first
    assert "is not a folder" in w.served.news()["trouble"]["lines"][0]
    aside.rename(folder)
    w.write("events.csv", events("Road near Goris open again"))
    assert w.settle() is not w.first
    assert w.served.trouble is None


def test_what_was_wrong_before_refuses_nothing(folder: Path) -> None:
    bad = EVENT | {"event_id": "bad", "status": "maybe"}
    w = Watched(make(folder, events=table("events", EVENT, bad, SAID)))
    assert w.first.problems()["errors"] == 1
    # The bad row has moved; it is the same error, not a new one.
    w.write("events.csv", table("events", SAID, EVENT | {"title": "Closed"}, bad))
    assert w.settle() is not w.first
    known = w.served.site()
    w.write("events.csv", table("events", SAID, EVENT, bad, bad | {"event_id": "bad2"}))
    assert w.settle() is known
    assert "row 5" in w.served.news()["trouble"]["lines"][0]


def test_more_than_a_few_reasons_are_counted(w: Watched) -> None:
    bad = [EVENT | {"event_id": f"b{n}", "status": f"maybe {n}"} for n in range(5)]
    w.write("events.csv", table("events", EVENT, SAID, *bad))
    w.settle()
    trouble = w.served.news()["trouble"]
    assert (len(trouble["lines"]), trouble["more"]) == (3, 2)


def test_a_briefing_alone_leaves_the_store_as_it_is(w: Watched) -> None:
    w.write("briefings/road.yaml", BRIEFING)
    after = w.settle()
    assert after is not w.first
    assert after.store is w.first.store
    assert after.shows.briefing("road").title == "The road"


def test_old_versions_are_let_go(w: Watched) -> None:
    alive: list[weakref.ref[object]] = []
    for n in range(12):
        w.write("events.csv", events(f"Road near Goris closed {n}"))
        site = w.settle()
        site.cards(["e1", "e2"])
        site.article("road")
        site.about_page  # noqa: B018 - makes what is kept
        alive.append(weakref.ref(site))
        alive.append(weakref.ref(site.collection))
        alive.append(weakref.ref(site.store))
        assert site.collection.events["e1"].title.endswith(f" {n}")
    del site
    gc.collect()
    kept = [ref() for ref in alive if ref() is not None]
    assert kept == [w.served.site(), w.served.site().collection, w.served.site().store]


def test_many_who_ask_at_once_get_one_site(w: Watched) -> None:
    served, gate = Served(w.folder), threading.Barrier(6)

    def ask(_: int) -> Site:
        gate.wait(30)
        return served.site()

    with ThreadPoolExecutor(6) as pool:
        assert len({id(site) for site in pool.map(ask, range(6))}) == 1


def test_opening_a_site_starts_no_thread(w: Watched) -> None:
    before = threading.enumerate()
    Site.open(w.folder).payload([("q", "road")])
    assert threading.enumerate() == before


def test_serving_alone_starts_a_thread_and_ends_it(
    w: Watched, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[threading.Thread] = []

    async def serve() -> None:
        before = set(threading.enumerate())
        async with keeping(w.served)(None):
            started.extend(set(threading.enumerate()) - before)

    # In a thread of its own: that of the tests may have a browser's loop.
    with ThreadPoolExecutor(1) as loop:
        loop.submit(asyncio.run, serve()).result()
    for thread in started:
        thread.join(60)
    assert len(started) == 1 and not started[0].is_alive()
    assert "geodash: Untitled collection: two events from one article" in capsys.readouterr().out


def test_routes_answer_of_the_newest_version_and_tell_it(w: Watched) -> None:
    client = TestClient(Starlette(routes=routes(w.served)))
    tag = client.get("/api/events").headers["etag"]
    news = client.get("/api/version")
    assert news.json() == {"version": w.first.version, "trouble": None}
    assert news.headers["cache-control"] == "no-store"
    w.write("events.csv", events("Road near Goris closed"))
    w.settle()
    assert client.get("/api/version").json()["version"] == w.served.site().version
    answer = client.get("/api/events", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Road near Goris closed" in {e["title"] for e in answer.json()["events"]}
    # A page of the version before may ask on, but nobody keeps the new answer under its name.
    card = client.get("/api/cards", params={"id": "e1", "v": w.first.version})
    assert card.headers["cache-control"] == "no-cache"


def test_the_environment_names_what_is_served(w: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PATH_VARIABLE, str(w.folder))
    monkeypatch.delenv(EDIT_VARIABLE, raising=False)
    assert served_here() is served_here()
    assert (served_here().path, served_here().edit) == (w.folder, False)
    other = w.folder / "other"
    shutil.copytree(w.folder / "articles", other / "articles")
    monkeypatch.setenv(PATH_VARIABLE, str(other))
    monkeypatch.setenv(EDIT_VARIABLE, "1")
    assert (served_here().path, served_here().edit) == (other, True)
