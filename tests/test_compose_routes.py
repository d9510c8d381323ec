"""What the page that composes briefings asks the server: a filter's slides, and a draft's in words."""

from __future__ import annotations

from pathlib import Path

import pytest
import shipped_sample
from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def client() -> TestClient:
    return shipped_sample.asked()


def test_a_filter_is_told_with_the_views_of_its_slides(client: TestClient) -> None:
    found = client.get("/api/slides?kind=talks&from=2022-08-01").json()
    assert found["params"] == "from=2022-08-01&kind=talks"
    assert found["views"] and found["left_out"] == 0 and found["notices"] == []
    assert all(view.startswith("from=2022-08-01&kind=talks&event=") for view in found["views"])
    assert "talks" in found["sentence"]


def test_more_than_a_briefing_takes_are_counted(client: TestClient) -> None:
    found = client.get("/api/slides?bg=1").json()
    most = client.post("/api/slides", json={"title": "x"}).json()["most"]
    assert len(found["views"]) == most
    assert found["left_out"] > 0


def test_a_filter_of_nothing_and_a_bad_one(client: TestClient) -> None:
    assert client.get("/api/slides?q=nosuchword").json()["views"] == []
    found = client.get("/api/slides?kind=nonsense").json()
    assert len(found["notices"]) == 1 and found["params"] == ""


def test_names_that_no_font_here_has_are_told_with_the_slides(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodash.web.shows.writable", lambda name: name != "Jermuk")
    text = {"title": "x", "slides": [{"view": "event=cc-0041"}, {"view": "event=cc-0001"}]}
    slides = client.post("/api/slides", json=text).json()["slides"]
    assert [slide["nameless"] for slide in slides] == [["Jermuk"], []]


def test_a_draft_comes_back_with_its_own_words(client: TestClient) -> None:
    own = {"view": "event=cc-0039", "heading": "Mine", "remark": "Noted", "notes": "Slowly"}
    text = {"title": "x", "slides": [{"view": "event=cc-0041"}, own]}
    first, second = client.post("/api/slides", json=text).json()["slides"]
    assert (first["given_heading"], first["notes"]) == ("", "")
    assert first["heading"] == first["title"] != ""
    assert (second["given_heading"], second["heading"], second["notes"]) == ("Mine", "Mine", "Slowly")  # fmt: skip


def test_the_map_of_a_slide_is_a_picture_that_stands_where_its_view_says(
    client: TestClient,
) -> None:
    def seen(view: str) -> dict[str, float]:
        slides = client.post("/api/slides", json={"title": "T", "slides": [{"view": view}]})
        found: dict[str, float] = slides.json()["slides"][0]["map"]
        return found

    around = seen("event=cc-0041")
    same = "{zoom:.4f}/{lat:.5f}/{lon:.5f}".format(**around)
    again = seen(f"event=cc-0041&map={same}")
    assert again == pytest.approx(around, abs=1e-3)
    assert seen("event=cc-9999") is None
    picture = client.get("/api/slide.jpg?event=cc-0041&map=6/40/45")
    assert picture.status_code == 200 and picture.headers["content-type"] == "image/jpeg"
    assert picture.content[:3] == b"\xff\xd8\xff"
    tag = {"If-None-Match": picture.headers["etag"]}
    assert client.get("/api/slide.jpg?event=cc-0041&map=6/40/45", headers=tag).status_code == 304
    assert client.get("/api/slide.jpg?event=cc-0041").content != picture.content
    # A page names the version that it was told of, and has another picture of another one.
    version = client.post("/api/slides", json={"title": "T", "slides": []}).json()["version"]
    named = client.get(f"/api/slide.jpg?event=cc-0041&map=6/40/45&v={version}")
    assert named.content == picture.content and "immutable" in named.headers["cache-control"]
    other = client.get("/api/slide.jpg?event=cc-0041&map=6/40/45&v=old")
    assert "immutable" not in other.headers["cache-control"]
    gone = client.get("/api/slide.jpg?event=cc-9999")
    assert gone.status_code == 404 and "leaves this view out" in gone.json()["error"]


def test_a_file_of_an_uncertain_encoding_is_shown_in_those_that_it_may_have(client):
    body = "title: Talks in Čad\nslides:\n- view: kind=talks\n".encode("cp1250")
    head = {"Content-Type": "application/yaml"}
    found = client.post("/api/slides", content=body, headers=head).json()
    assert not found["slides"] and "“Čad”" in found["problems"][0]["reason"]
    names = {e["sample"]: e["name"] for e in found["encodings"]}
    assert set(names) == {"Čad", "Èad"}
    said = client.post(f"/api/slides?encoding={names['Čad']}", content=body, headers=head).json()
    assert said["briefing"]["title"] == "Talks in Čad" and len(said["slides"]) == 1
    assert client.post("/api/slides?encoding=zlib", content=body, headers=head).status_code == 400
    sure = "title: Сводка за неделю о переговорах\nslides:\n- view: kind=talks\n".encode("cp1251")
    sure_answer = client.post("/api/slides", content=sure, headers=head).json()
    assert sure_answer["briefing"]["title"] == "Сводка за неделю о переговорах"
