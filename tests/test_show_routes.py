"""The routes of the show: what they give, what they refuse, and that no text makes them fail."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
import shipped_sample
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tries import tries

from geodash.collection.briefings.files import parse_briefing, tidy_briefing
from geodash.domain.briefing import Briefing, Slide
from geodash.views.show import show_policy
from geodash.web.api import routes
from geodash.web.served import Served
from geodash.web.show_routes import MOST_FORM, MOST_TEXT
from geodash.web.shows import Shows

ROOT = Path(__file__).resolve().parents[1]
ID = "aegean-2022"
SLIDES = [
    {"view": "event=cc-0040", "heading": "<b>Mine</b>", "key": "the page's own"},
    {"view": "event=cc-9999"},
    {"view": "kind=talks", "heading": "", "notes": ""},
]
DRAFT = json.dumps({"title": "A draft", "subtitle": "", "slides": SLIDES})
FILE = """title: A draft
slides:
- view: event=cc-0040
  heading: <b>Mine</b>
- view: event=cc-9999
- view: kind=talks
"""
JSON, YAML = {"content-type": "application/json"}, {"content-type": "application/yaml"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The routes over the shipped collection; still maps have tests of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shows, "still", lambda self, slide: "<svg></svg>")
        yield TestClient(Starlette(routes=routes(Served(ROOT))), raise_server_exceptions=False)


def test_a_saved_briefing_is_shown_with_the_headers_of_its_policy(client: TestClient) -> None:
    answer = client.get(f"/show/{ID}?slide=3")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith(show_policy())
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers
    assert "<title>The Aegean, September 2022</title>" in answer.text
    again = client.get(f"/show/{ID}?slide=3", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_download_is_the_show(client: TestClient) -> None:
    answer = client.get(f"/show/{ID}?download")
    assert answer.headers["content-disposition"] == f'attachment; filename="{ID}.html"'
    assert answer.content == client.get(f"/show/{ID}").content
    yaml = client.get(f"/show/{ID}.yaml")
    assert yaml.headers["content-disposition"] == f'attachment; filename="{ID}.yaml"'
    assert yaml.text.startswith("title: ")


def test_it_stands_below_the_base_path(client: TestClient) -> None:
    below = shipped_sample.asked("/maps/")
    assert below.get(f"/maps/show/{ID}.yaml").status_code == 200
    assert below.get(f"/show/{ID}.yaml").status_code == 404
    assert below.post("/maps/api/slides", content=DRAFT, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    "name", ["no-such", "..%2f..%2fpyproject.toml", f"{ID}.exe", "%00", "A B", ".html"]
)
def test_what_there_is_not_is_a_404(client: TestClient, name: str) -> None:
    assert client.get(f"/show/{name}").status_code == 404
    page = client.get(f"/show/{name}", headers={"accept": "text/html,*/*"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")


def test_a_filter_becomes_a_show(client: TestClient) -> None:
    answer = client.get("/show?kind=talks&slide=2&event=cc-0040")
    assert answer.status_code == 200
    assert "Talks and support" in answer.text or "talks" in answer.text.lower()
    for query, reason in (
        ("actor=narnia", "narnia"),
        ("from=1066-01-01&to=1066-01-02", "No event"),
    ):
        refused = client.get(f"/show?{query}")
        assert refused.status_code == 400
        assert reason in refused.json()["error"]


def test_a_draft_is_shown_and_taken_away_and_nothing_is_written(client: TestClient) -> None:
    before = sorted((ROOT / "briefings").iterdir())
    show = client.post("/show", data={"briefing": DRAFT, "as": "show"})
    assert show.status_code == 200
    assert "<b>Mine</b>" not in show.text
    assert "content-disposition" not in show.headers
    file = client.post("/show", data={"briefing": DRAFT, "as": "html"})
    assert file.headers["content-disposition"] == 'attachment; filename="briefing.html"'
    assert file.content == show.content
    assert sorted((ROOT / "briefings").iterdir()) == before


def test_a_draft_that_is_none_is_refused_with_the_reason(client: TestClient) -> None:
    for none, reason in (
        ("{", "no JSON"),
        ("3", "no draft"),
        ('{"slides": 3}', "no list of slides"),
        ('{"title": 7, "slides": []}', "title is no text"),
        (FILE, "no JSON"),
    ):
        answer = client.post("/show", data={"briefing": none, "as": "show"})
        assert answer.status_code == 400
        assert reason in answer.json()["error"]
    assert client.post("/show", data={"briefing": DRAFT, "as": "exe"}).status_code == 400
    assert client.post("/show", data={}).status_code == 400


@pytest.mark.parametrize(("text", "kind"), [(DRAFT, JSON), (FILE, YAML)])
def test_a_draft_and_a_file_in_words(client: TestClient, text: str, kind: dict[str, str]) -> None:
    found = client.post("/api/slides", content=text, headers=kind).json()
    assert found["briefing"]["title"] == "A draft"
    assert [s["n"] for s in found["slides"]] == [1, 2, 3]
    assert [s["role"] for s in found["slides"]] == ["event", "missing", "view"]
    assert found["slides"][0]["heading"] == "<b>Mine</b>"
    assert found["slides"][0]["place"] == "near Jermuk, Goris, Sotk"
    assert "cc-9999" in found["slides"][1]["reason"]
    assert found["problems"] == []
    for broken, other in (("slides: 3\n", YAML), ('{"slides": 3}', JSON)):
        (problem, *_) = client.post("/api/slides", content=broken, headers=other).json()["problems"]
        assert {"line", "severity", "reason", "fix"} <= set(problem)


SAID = [
    "plain", "", "a: b # c", "- x", "'single' \"double\" \\ back", "yes", "1e3", "2022-09-13", "~", "\ttab\t",
    "two\nlines", "two\n\n  indented\nlines", "ends\n", "\nbegins", " blank ", "a\r\nb", "“quotes” — ‘Türkiye’ ə",
    "\u2028\u2029\u0085\ufeff\u007f", "😀 \ud83d", "a\u0000b\u001f", "# c\n- d\nkey: |\n", "%TAG\n---\n...", "<script>{{7*7}}</script>",
]  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_every_text_comes_back_from_the_yaml_of_a_draft(client: TestClient, said: str) -> None:
    slide = {"view": said, "heading": said, "notes": said}
    draft = json.dumps({"title": "x", "subtitle": said, "slides": [slide]})
    file = client.post("/show", data={"briefing": draft, "as": "yaml"})
    assert file.headers["content-disposition"] == 'attachment; filename="briefing.yaml"'
    want = tidy_briefing(Briefing("briefing", "x", said, (Slide(said, said, said),)))
    back, problems = parse_briefing(file.text, "briefing.yaml")
    assert (back, problems) == (want, [])


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/api/slides", content=b"x" * (MOST_TEXT + 1)).status_code == 413
    form = urlencode({"briefing": "x" * (MOST_TEXT + 1), "as": "yaml"})
    assert client.post("/show", content=form, headers=FORM).status_code == 413
    assert client.post("/show", content=b"a" * (MOST_FORM + 1), headers=FORM).status_code == 413


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_else_is_done(client: TestClient, method: str) -> None:
    assert client.request(method, f"/show/{ID}").status_code == 405
    assert client.request(method, "/show").status_code == 405


_NO_STILL = settings(max_examples=tries(50))


@_NO_STILL
@given(body=st.binary(max_size=400), kind=st.sampled_from(["form", "slides"]))
def test_no_body_breaks_a_route(client: TestClient, body: bytes, kind: str) -> None:
    path = "/show" if kind == "form" else "/api/slides"
    assert client.post(path, content=body, headers=FORM).status_code < 500


@_NO_STILL
@given(text=st.text(max_size=300), way=st.sampled_from(["yaml", "exe", "pptx", ""]))
def test_no_draft_breaks_a_route(client: TestClient, text: str, way: str) -> None:
    form = urlencode({"briefing": text, "as": way}, errors="replace")
    assert client.post("/show", content=form, headers=FORM).status_code < 500
    for kind in (JSON, YAML):
        body = text.encode("utf-8", "replace")
        assert client.post("/api/slides", content=body, headers=kind).status_code < 500


@_NO_STILL
@given(
    key=st.sampled_from(["actor", "from", "q", "bbox", "place", "slide", "event", "title", "x"]),
    value=st.text(max_size=60),
    name=st.text(max_size=30),
)
def test_no_address_breaks_a_route(client: TestClient, key: str, value: str, name: str) -> None:
    query = urlencode({key: value, "from": "1066-01-01", "to": "1066-01-02"}, errors="replace")
    assert client.get(f"/show?{query}").status_code < 500
    path = urlencode({"": name}, errors="replace")[1:]
    assert client.get(f"/show/{path}").status_code < 500


def test_the_picture_of_a_slide_and_none_of_a_view_that_shows_nothing(client: TestClient) -> None:
    answer = client.get("/api/slide.jpg?event=cc-0040")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.content.startswith(b"\xff\xd8")
    missing = client.get("/api/slide.jpg?event=cc-9999")
    assert missing.status_code == 404 and "no map" in missing.json()["error"]
