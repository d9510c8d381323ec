"""A second coder is told nothing of the first coding of an article before the second is closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from agree_kit import MARK, code, two
from collection_kit import EVENT, LINK, MENTION, MENTION2, SAID, make
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient
from test_draft import NEW, WORDS, draft, row

from geodash.coding.agree.behind import behind, follow, said
from geodash.coding.agree.codings import begin, closed, decided, settled
from geodash.coding.draft.save import Saved, save
from geodash.collection import load
from geodash.exchange.registry import FORMATS
from geodash.web.api import routes
from geodash.web.heading import heading
from geodash.web.served import Served
from geodash.web.watch import stamps_of

#: What stands in an address, as often as there is something to try.
GIVEN = {
    "article_id": ("road", "off"),
    "event_id": ("e1", "e2", "e3", "a1"),
    "name": ("b", "b.html", "b.pptx", "areas.geojson", "map.js"),
    # Of the formats those whose bytes are text: all are given the same selection.
    "format": ("csv", "geojson"),
    "rest": ("x",),
    "letter": ("a",),
    "chart": ("kinds",),
}
#: The land, and pictures of it: nothing of them is any coding's.
LAND = ("/api/geo/", "/api/map.js", "/api/preview.jpg", "/api/diff")
ASKED = (
    "", "?q=zyx",
    "?event=e1&id=e1&id=e3&ids=e1,e3&actor=arm&article=road&with=main&key=abcdefgh&since=0&after=0"
    "&start=20&end=40&view=-180,-90,180,90&zoom=3&at=0&text=49",
)  # fmt: skip


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    return two(tmp_path / "c")


def asks(folder: Path) -> TestClient:
    return TestClient(Starlette(routes=routes(Served(folder, edit=True))))


def all_routes(found: list[BaseRoute], before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every address that the server answers itself, with its methods."""
    for one in found:
        if isinstance(one, Mount):
            yield from all_routes(list(one.routes), before + one.path)
        elif isinstance(one, Route):
            yield before + one.path, one.methods or {"GET"}


def addresses(path: str) -> Iterator[str]:
    """The address with whatever may stand in it."""
    if "{" not in path:
        yield path
        return
    head, _, rest = path.partition("{")
    inside, _, tail = rest.partition("}")
    for value in GIVEN.get(inside.partition(":")[0], ("e1", "road", "b", "csv", "0")):
        yield from addresses(f"{head}{value}{tail}")


STATE = {"article": "road", "version": "v", "rows": {}, "done": []}
BODIES: tuple[Any, ...] = (
    {"article": "road", "event": "e1", "state": STATE},
    {"state": STATE, "dry": True, "key": "abcdefgh", "n": 0},
    {"key": "abcdefgh", "lines": [], "after": "0"},
    {"article": "off", "what": "place", "quote": "Goris", "occurrence": 0},
    {"event": "e1", "other": "", "same": True, "with": "anna", "fact": "when", "choice": "one"},
    {"slides": [{"view": "event=e1"}]},
)


def test_no_route_tells_anything(folders: tuple[Path, Path]) -> None:
    home, own = folders
    assert MARK in asks(home).get("/api/events").text and FORMATS.keys() >= set(GIVEN["format"])
    served = Served(own, edit=True)
    there = all_routes(routes(served))
    client = asks(own)
    told, tried = {}, 0
    for path, methods in there:
        # Who closes is told.
        if path.startswith(("/api/code/close", *LAND)):
            continue
        for address in addresses(path):
            # A show is made whole, which takes its time.
            asked = ASKED[:1] if path.startswith("/show") else ASKED
            sent = [("GET", q, None) for q in asked] if "GET" in methods else []
            sent += [("POST", "", body) for body in BODIES] if "POST" in methods else []
            for method, query, body in sent:
                tried += 1
                answer = client.request(method, address + query, json=body)
                if MARK.encode() in answer.content or MARK.lower().encode() in answer.content:
                    told[method, address + query] = answer.status_code
    assert not told
    assert tried > 120


def test_what_a_coder_sees_is_their_own(folders: tuple[Path, Path]) -> None:
    home, own = folders
    client = asks(own)
    found = client.get("/api/code/article/road").json()
    assert found["rows"] == {t: {} for t in ("events", "mentions", "links", "considered")}
    assert (found["actors"], found["codings"]) == (
        [],
        {"coder": "anna", "closed": False, "with": []},
    )
    assert client.get("/api/events").json()["count"] == 0
    assert heading(load(own))["title"] == "Roads, coded by anna"
    for path in ("bring", "look", "add", "version/road", "version/road/take"):
        assert client.post(f"/api/code/{path}", content=b"x").status_code == 403
    # The first coder’s server is told nothing of the second either.
    assert asks(home).get("/api/code/article/road").json()["codings"]["with"] == []
    assert asks(home).get("/api/code/agreement/road?with=anna").status_code == 403


def test_the_list_of_actors_is_shared_on_demand(folders: tuple[Path, Path]) -> None:
    home, _ = folders
    ben = begin(home, "ben", with_actors=True)
    assert {a.name for a in load(ben).actors.values()} == {
        a.name for a in load(home).actors.values()
    }
    assert not load(ben).events


def test_a_coding_is_saved_where_it_belongs(folders: tuple[Path, Path]) -> None:
    home, own = folders
    before = {p.name: p.read_bytes() for p in home.glob("*.csv")}
    changes = draft(events={"~1": row(None, **NEW)}, mentions={"~2": row(None, **WORDS)}, actors={
        "aze": row(None, actor_id="aze", name="Azerbaijan", kind="state")}, done=("~1",))  # fmt: skip
    found = save(own, changes)
    assert isinstance(found, Saved), found
    (event,) = load(own).events.values()
    assert event.title == NEW["title"] and load(own).mentions[0].start is not None
    assert {p.name: p.read_bytes() for p in home.glob("*.csv")} == before
    assert not (own / "articles").exists() and (own / ".geodash" / "backups").is_dir()


@pytest.fixture
def coded(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    home, own = folders
    code(
        own,
        {**EVENT, "event_id": "a1", "event_type": "COERCE"},
        {**SAID, "event_id": "a2"},
        {**EVENT, "event_id": "a3"},
        mentions=(
            {**MENTION, "event_id": "a1"},
            {**MENTION2, "event_id": "a2"},
            {**MENTION, "mention_id": "m3", "event_id": "a3", "article_id": "off"},
        ),
    )
    return home, own


def test_closing_opens_this_article_and_no_other(coded: tuple[Path, Path]) -> None:
    home, own = coded
    client = asks(own)
    assert client.get("/api/code/agreement/road").status_code == 403
    answer = client.post("/api/code/close/road", json={"by": "Anna"})
    assert answer.json() == {"coder": "anna", "closed": True, "with": ["main"]}
    assert list(closed(own) or {}) == ["road"]
    found = client.get("/api/code/agreement/road").json()
    assert (found["articles"], found["decides"]) == (["road"], False)
    differ = [(c["event"], c["other"], [f["fact"] for f in c["facts"]]) for c in found["cards"]]
    assert differ == [("e1", "a1", ["kind"]), ("e2", "a2", ["links"])]
    (links,) = found["cards"][1]["facts"]
    assert (links["a"], links["b"]) == ("is about “Road near Goris blocked Zyxwv”", "none")
    assert (links["links"], links["both"]) == ({"one": [LINK], "other": []}, None)
    # Nothing of the other article: no event of it, nor how many there are.
    assert "e3" not in json.dumps(found["cards"]) and "left out" not in json.dumps(found)
    assert client.get("/api/code/agreement/off").status_code == 403
    for ident in ("e3", "e4"):
        said = {"event": ident, "other": "a1", "same": True}
        assert client.post("/api/code/pair/road", json=said).status_code == 400
    # On the first coder’s server it is shown now too, and decided there.
    first = asks(home)
    assert first.get("/api/code/article/road").json()["codings"]["with"] == ["anna"]
    assert first.get("/api/code/agreement/road?with=anna").json()["decides"]
    assert first.post("/api/code/close/road").status_code == 403


def test_what_is_closed_stays(coded: tuple[Path, Path]) -> None:
    _, own = coded
    client = asks(own)
    client.post("/api/code/close/road", json={})
    cells = {**EVENT, "event_id": "a1", "event_type": "COERCE"}
    for article in ("road", "off"):
        rows = {"events": {"a1": row(cells, title="Another title")}}
        state = {"article": article, "version": "v", "rows": rows, "done": ["a1"]}
        answer = client.post("/api/code/save", json={"state": state})
        assert (answer.status_code, "closed" in answer.json()["error"]) == (409, True)


def test_pairs_and_choices_are_kept_beside_the_coding(coded: tuple[Path, Path]) -> None:
    home, own = coded
    asks(own).post("/api/code/close/road", json={})
    first = asks(home)
    said = {"with": "anna", "event": "e1", "other": "a1"}
    assert first.post(
        "/api/code/settle/road", json={**said, "fact": "kind", "choice": "other"}
    ).json()
    assert settled(own, "main") == {("a1", "e1", "kind"): "other"}
    card, _ = first.get("/api/code/agreement/road?with=anna").json()["cards"]
    assert card["facts"][0]["choice"] == "other"
    assert card["facts"][0]["other"] == {"event_type": "COERCE"}
    first.post("/api/code/settle/road", json={**said, "fact": "kind", "choice": ""})
    assert not settled(own, "main")
    first.post("/api/code/pair/road", json={**said, "same": False})
    assert decided(own, "main") == {("a1", "e1"): False}
    cards = first.get("/api/code/agreement/road?with=anna").json()["cards"]
    # What was linked is no pair any more: nothing is said of the link.
    assert [c["what"] for c in cards] == ["only_one", "only_other"]
    assert cards[1]["take"]["event"]["event_type"] == "COERCE"
    wrong = {**said, "fact": "kind", "choice": "mine"}
    assert first.post("/api/code/settle/road", json=wrong).status_code == 400


def test_changes_of_the_article_are_seen_by_the_coder(coded: tuple[Path, Path]) -> None:
    home, own = coded
    served = Served(own, edit=True)
    assert "On the Road" in served.site().collection.articles["road"].title
    before = stamps_of(own)
    path = home / "articles" / "road.md"
    path.write_text(path.read_text("utf-8").replace("a crowd", "some people", 1), "utf-8")
    assert stamps_of(own) != before
    # What stands elsewhere now moves along; what was edited is said, and stays as it was coded.
    assert follow(home) == behind(home) == {"anna": 1}
    told = {m.mention_id: m for m in load(own).mentions}
    assert told["m2"].start == load(own).articles["road"].body.index(MENTION2["quote"])
    assert "1 passage not found for certain" in said(behind(home))[0]


def test_a_folder_called_codings_is_no_more_than_that(tmp_path: Path) -> None:
    whole = make(tmp_path / "codings" / "whole")
    assert load(whole).articles.keys() == {"road"}


def test_a_damaged_note_of_one_coder_stops_nobody_else(folders: tuple[Path, Path]) -> None:
    home, coder = folders
    (coder / "closed.csv").write_bytes(b"\xff\xfe\x00")
    found = asks(home).get("/api/code/article/road")
    assert (found.status_code, found.json()["codings"]["with"]) == (200, [])
    # That coder's own server says what is the matter instead of taking the coding for open.
    assert asks(coder).get("/api/code/article/road").status_code == 409


def test_only_what_can_be_chosen_is_noted(folders: tuple[Path, Path]) -> None:
    home, coder = folders
    said = asks(coder).post("/api/code/close/road", content=b'{"by": "Ann\\u0000\\ud800"}')
    assert said.status_code == 200
    assert "Ann?" in (coder / "closed.csv").read_text("utf-8")
    page = asks(home)
    for path, said in (
        ("settle", {"event": "e1", "other": "e1", "fact": "=1+1", "choice": "one"}),
        ("pair", {"event": "", "other": "e1", "same": True}),
    ):
        answer = page.post(f"/api/code/{path}/road", json={**said, "with": coder.name})
        assert answer.status_code == 400, (path, answer.text)
