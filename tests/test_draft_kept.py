"""Drafts on disk and the routes by which a page keeps and saves them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from collection_kit import EVENT, MENTION2, SAID, make
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from test_draft import NEW, READ, WORDS, draft, row
from test_draft_save import ALL, files, rows

from geodash.coding.draft import store
from geodash.coding.draft.rows import Draft
from geodash.coding.draft.store import DraftError, DraftFile
from geodash.web import code
from geodash.web.served import Served

KEY, OTHER = "abcdefgh1", "zyxwvuts2"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut needs the disk to be waited for."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def client(served: Served) -> TestClient:
    return TestClient(Starlette(routes=[Mount("/api", routes=code.routes(served))]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path)


@pytest.fixture
def asks(folder: Path) -> TestClient:
    return client(Served(folder, edit=True))


# The files ----------------------------------------------------------------------------------------


def test_lines_come_back_as_they_went(folder: Path) -> None:
    file = DraftFile.of(folder, "road", KEY)
    assert file.lines() == []
    assert file.append([{"n": 1, "name": "place of “x”\n\u2028"}]) == 1
    assert file.append([{"undo": 1}, ["any", None]]) == 3
    assert file.lines(1) == [{"undo": 1}, ["any", None]]


def test_a_torn_line_is_dropped_and_spoils_no_other(folder: Path) -> None:
    file = DraftFile.of(folder, "road", KEY)
    file.append([{"n": 1}, {"n": 2}])
    whole = file.path.read_bytes()
    for cut in range(len(whole) + 1):
        file.path.write_bytes(whole[:cut])
        count = whole[:cut].count(b"}")
        assert file.lines() == [{"n": 1}, {"n": 2}][:count]
        file.append([{"n": 3}])
        assert file.lines() == [*[{"n": 1}, {"n": 2}][:count], {"n": 3}]


@pytest.mark.parametrize(
    "article", ["../../etc/passwd", "a" * 400, "é/ü--x", ".hidden", "عربي ~1", "CON", "a\0b"]
)
def test_any_article_has_a_file_inside_the_folder_of_drafts(folder: Path, article: str) -> None:
    file = DraftFile.of(folder, article, KEY)
    file.append([{"n": 1}])
    assert file.path.resolve().parent == (folder / ".geodash" / "drafts").resolve()
    assert file.path.name.isascii() and len(file.path.name) < 200
    assert DraftFile.of(folder, article, KEY).lines() == [{"n": 1}]
    assert [p.name for p in file.path.parent.iterdir()] == [file.path.name]


@pytest.mark.parametrize("key", ["", "short", "ABCDEFGH", "../../../x", "a" * 41, "abcdefg\n"])
def test_a_key_is_letters_and_digits(folder: Path, key: str) -> None:
    with pytest.raises(DraftError):
        DraftFile.of(folder, "road", key)


def test_a_colleague_is_one_who_wrote_just_now_elsewhere(folder: Path) -> None:
    mine, theirs = (DraftFile.of(folder, "road", key) for key in (KEY, OTHER))
    DraftFile.of(folder, "road--x", OTHER).append([{}])
    mine.append([{}])
    assert mine.others() is None
    theirs.append([{}])
    assert mine.others() == ""
    os.utime(theirs.path, (0, 0))
    assert mine.others() is None and theirs.others() == ""


def test_what_is_too_long_is_refused_and_the_rest_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_LINE", 100)
    monkeypatch.setattr(store, "MOST_FILE", 150)
    file = DraftFile.of(folder, "road", KEY)
    file.append([{"n": 1}])
    for lines in ([{"n": "x" * 100}], [{"n": "x" * 80}, {"n": "y" * 80}]):
        with pytest.raises(DraftError):
            file.append(lines)
    assert file.lines() == [{"n": 1}]


def test_once_all_is_saved_the_log_begins_anew(folder: Path) -> None:
    file = DraftFile.of(folder, "road", KEY)
    file.append([{"n": n} for n in range(300)])
    assert file.last_step() == 299
    (data, before) = file.with_line({"saved": 299}, settled=True)[file.name]
    assert (data, before) == (b'{"saved":299}\n', file.path.read_bytes())
    (data, _) = file.with_line({"saved": 299})[file.name]
    assert data.count(b"\n") == 301, "an unfinished event may be as old as any"


# The routes ---------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_given_back(asks: TestClient) -> None:
    found = asks.post("/api/code/draft/road", json={"key": KEY, "lines": [{"n": 1}]}).json()
    assert found == {"lines": 1, "colleague": False, "changes": 0, "news": []}
    asks.post("/api/code/draft/road", json={"key": OTHER, "lines": [{"n": 5}]})
    found = asks.get("/api/code/draft/road", params={"key": KEY}).json()
    assert (found["lines"], found["colleague"]) == ([{"n": 1}], True)
    assert asks.get("/api/code/draft/road", params={"key": KEY, "since": "1"}).json()["lines"] == []


def test_what_others_saved_meanwhile_is_news(asks: TestClient) -> None:
    asked = {"key": KEY, "after": "0"}
    assert asks.get("/api/code/draft/road", params=asked).json()["news"] == []
    theirs = draft(
        events={"e1": row(EVENT, place_name="Goris", note="x")},
        mentions={"m2": row(MENTION2, supports="who")},
        done=("e1", "e2"),
    )
    asks.post("/api/code/save", json={"state": theirs.as_json(), "by": "Ana"})
    found = asks.get("/api/code/draft/road", params=asked).json()
    facts = {(n["title"], n["fact"], n["by"]) for n in found["news"]}
    assert facts == {
        (EVENT["title"], "where", "Ana"), (EVENT["title"], "note", "Ana"), (SAID["title"], "a passage", "Ana"),
    }  # fmt: skip
    assert found["changes"] == 3
    seen = {"key": KEY, "after": "3"}
    assert asks.get("/api/code/draft/road", params=seen).json()["news"] == []
    sent = {"key": KEY, "lines": [{}], "after": "2"}
    assert len(asks.post("/api/code/draft/road", json=sent).json()["news"]) == 1


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("draft/nowhere", {"key": KEY, "lines": []}, 400),
        ("draft/road", {"key": "x", "lines": []}, 400),
        ("draft/road", {"key": KEY, "lines": {}}, 400),
        ("draft/road", {"key": KEY, "lines": [{}] * 3_000}, 400),
        ("draft/road", [], 400),
        ("save", [], 400),
        ("save", {"state": 3}, 400),
        ("save", {"state": ALL.as_json(), "n": "x"}, 400),
        ("save", {"state": ALL.as_json(), "choices": []}, 200),
        ("save", {"state": ALL.as_json(), "choices": [1]}, 400),
        ("save", {"state": ALL.as_json(), "key": "../x"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(
    asks: TestClient, path: str, body: object, status: int
) -> None:
    assert asks.post(f"/api/code/{path}", json=body).status_code == status


def test_without_edit_nothing_is_kept_or_saved(folder: Path) -> None:
    before, read_only = files(folder), client(Served(folder))
    for method, path in (("GET", "draft/road"), ("POST", "draft/road"), ("POST", "save")):
        answer = read_only.request(method, f"/api/code/{path}", json={})
        assert answer.status_code == 403 and "--edit" in answer.json()["error"]
    assert files(folder) == before and not (folder / ".geodash").exists()


def test_a_save_is_told_first_and_then_shown_at_once(folder: Path) -> None:
    served = Served(folder, edit=True)
    asks, before = client(served), served.site().version
    state = {"state": ALL.as_json(), "by": "Ana\nB", "why": "First", "key": KEY, "n": 4}
    told = asks.post("/api/code/save", json={**state, "dry": True}).json()
    assert told["ok"] and served.site().version == before
    found = asks.post("/api/code/save", json=state).json()
    assert found["difference"] == told["difference"]
    assert served.site().version != before
    assert served.site().version.startswith(found["line"]["version"])
    assert asks.get("/api/code/draft/road", params={"key": KEY}).json()["lines"][-1]["saved"] == 4
    assert {r["by"] for r in rows(folder, "changes")} == {"Ana B"}
    back = {**state, "state": found["line"]["inverse"]}
    assert asks.post("/api/code/save", json=back).json()["ok"]
    assert rows(folder, "events")[0]["title"] == EVENT["title"]


def test_the_difference_is_in_words(folder: Path, asks: TestClient) -> None:
    withdrawn = {"withdrawn": "2026-01-31", "replaced_by": "e1"}
    e2 = rows(folder, "events")[1]
    changes = draft(
        events={
            "e1": row(EVENT, date_end="2022-12-13", date_basis="inferred", date_note="the heading"),
            "e2": row(e2, **withdrawn),
            "~1": row(None, **NEW),
            "~2": row(None, event_id="~2", title="Not yet"),
        },
        mentions={"~2": row(None, **WORDS)},
        considered={"~3": row(None, **READ)},
        done=("e1", "e2", "~1"),
    )
    found = asks.post("/api/code/save", json={"state": changes.as_json(), "dry": True}).json()
    told = found["difference"]
    assert [e["title"] for e in told["new"]] == ["Azerbaijan rejects this"]
    assert told["new"][0]["line"].endswith("the article · 1 passage")
    (changed,) = told["changed"]
    (fact,) = changed["facts"]
    assert fact["label"] == "When"
    assert fact["before"].startswith("12 December 2022")
    assert "inferred: the heading" in fact["after"]
    assert "Merged into “Road near Goris blocked”" in told["withdrawn"][0]["line"]
    assert told["others"] == "1 sentence noted as holding no event"
    assert [(s["title"], s["why"][:8]) for s in told["stays"]] == [("Not yet", "not done")]


def test_what_stays_is_named_by_its_event(asks: TestClient) -> None:
    m2 = {**MENTION2, "supports": "who"}
    changes = draft(
        events={"~1": row(None, event_id="~1", title="")}, mentions={"m2": row(MENTION2, **m2)}
    )
    found = asks.post("/api/code/save", json={"state": changes.as_json(), "dry": True}).json()
    assert [(s["row"], s["title"]) for s in found["difference"]["stays"]] == [
        ("~1", "An event without a title"),
        ("e2", SAID["title"]),
    ]


def test_a_question_has_three_answers_in_words(folder: Path, asks: TestClient) -> None:
    theirs = draft(
        events={"e1": row(EVENT, date_end="2022-12-14", date_kind="throughout")}, done=("e1",)
    )
    asks.post("/api/code/save", json={"state": theirs.as_json(), "by": "Ana"})
    mine = draft(events={"e1": row(EVENT, date_end="2022-12-13", note="Mine")}, done=("e1",))
    found = asks.post("/api/code/save", json={"state": mine.as_json()}).json()
    assert not found["ok"]
    (asked,) = found["difference"]["conflicts"]
    assert (asked["key"], asked["label"], asked["by"]) == ("events/e1/when", "When", "Ana")
    assert "13" in asked["yours"] and "14" in asked["theirs"] and asked["at"].endswith("Z")
    assert asked["before"].startswith("12 December 2022")
    choice = {"state": mine.as_json(), "choices": {asked["key"]: "theirs"}}
    assert asks.post("/api/code/save", json=choice).json()["ok"]
    now = rows(folder, "events")[0]
    assert (now["date_end"], now["note"]) == ("2022-12-14", "Mine")


def test_a_refusal_is_a_sentence(folder: Path, asks: TestClient) -> None:
    wrong = draft(events={"e1": row(EVENT, actors="nobody")}, done=("e1",))
    found = asks.post("/api/code/save", json={"state": wrong.as_json()}).json()
    assert not found["ok"] and "nothing was changed" in found["message"]
    assert EVENT["title"] in found["problems"][0]
    assert Draft.from_json(wrong.as_json()) == wrong
