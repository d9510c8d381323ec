"""What a page says before scripts run, and what a messenger shows of a link to it."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import pytest
import shipped_sample
from export_kit import HOSTILE, ROOT, hostile
from PIL import Image
from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geodash.web import previews
from geodash.web.api import middleware, routes
from geodash.web.preview import SIZE
from geodash.web.served import Served

INDEX = "<!DOCTYPE html><html><head><title>Streamlit</title></head><body></body></html>"


def client_of(folder: Path, base: str = "", *, read: bool = True) -> TestClient:
    """Our routes and middleware around a stand-in for Streamlit's one page."""
    served = Served(folder)
    if read:
        served.site()

    def page(_: object) -> HTMLResponse:
        return HTMLResponse(INDEX, headers={"ETag": '"streamlit"'})

    others = [
        Route("/{name:path}", page) if not base else Route(f"{base}/{{name:path}}", page),
    ]
    files = [Route("/plain", lambda _: PlainTextResponse("<title>kept</title>"))]
    app = Starlette(
        routes=[*routes(served, base), *files, *others],
        middleware=middleware(lambda: ["*"], base, served),
    )
    return TestClient(app, base_url="https://maps.example.org")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(ROOT)


def told(page: str) -> dict[str, str]:
    """The title and the tags by their names."""
    tags = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    (title,) = re.findall(r"<title>([^<]*)</title>", page)
    return {k: unescape(v) for k, v in [*tags, ("title", title)]}


def test_in_a_frame_of_somebodys_page_a_view_has_no_head_of_ours(client: TestClient) -> None:
    hidden = ".st-key-gd_head{display:none!important}</style></head>"
    assert hidden in client.get("/?kind=violence&embed=view").text
    assert all(hidden not in client.get(f"/{query}").text for query in ("", "?embed=true"))


def test_a_link_to_an_event_says_who_says_so_and_what_the_other_side_says(
    client: TestClient,
) -> None:
    answer = client.get("/?event=cc-0041&map=8/39.8/46.2")
    head = told(answer.text)
    assert head["title"].startswith("Attack near Jermuk, says Armenia’s Defence Ministry · ")
    assert "the article does not assert it" in head["og:description"]
    assert "the articles give no separate answer by Azerbaijan" in head["description"]
    assert head["og:url"] == "https://maps.example.org/?event=cc-0041&map=8/39.8/46.2"
    assert head["og:image"].startswith("https://maps.example.org/api/preview.jpg?event=cc-0041")
    assert answer.headers["content-length"] == str(len(answer.content))
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "The Caucasus Center, nine articles · geodash"),
        ("/about", "About the data · The Caucasus Center, nine articles"),
        ("/analyse?kind=violence", "At any time, with anyone, violence · Analyse · The Caucasus"),
        ("/?event=nobody&kind=nonsense&q=", "The Caucasus Center, nine articles · geodash"),
    ],
)
def test_a_page_is_named_by_what_its_address_asks_for(
    client: TestClient, path: str, title: str
) -> None:
    head = told(client.get(path).text)
    assert head["title"].startswith(title)
    assert " of 92 events" in head["og:description"]


def test_nothing_but_pages_is_touched_and_nobody_waits_for_them(client: TestClient) -> None:
    assert client.get("/plain").text == "<title>kept</title>"
    assert "Streamlit" in client.get("/_stcore/health").text
    early = client_of(ROOT, read=False)
    assert "<title>geodash</title>" in early.get("/").text
    assert "og:" not in early.get("/").text


def test_a_page_below_the_root_says_where_the_server_is(client: TestClient) -> None:
    """Streamlit else asks below the page's own address first, and each such page has two 404s."""
    early = client_of(ROOT, read=False)
    for told_by in (client, early):
        assert "BACKEND_BASE_URL" in told_by.get("/analyse").text
        assert "BACKEND_BASE_URL" not in told_by.get("/").text


@pytest.mark.parametrize(
    ("base", "path", "home"),
    [
        ("", "/about/x", "../about"),
        ("", "/analyse/tab/<b>", "../../analyse"),
        ("", "/nothing", "."),
        ("/geo", "/geo/nothing/here", "../."),
    ],
)
def test_an_address_that_is_no_page_says_so_and_leads_back(base: str, path: str, home: str) -> None:
    """Streamlit's page would look for its scripts below such an address and stay blank."""
    asked = client_of(ROOT, base, read=False)
    answer = asked.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert f'<a href="{home}">Back to ' in answer.text
    assert "Streamlit" not in answer.text and "<b>" not in answer.text
    # Who asks for files or pages of ours goes on being served.
    assert "Streamlit" in asked.get(path).text
    assert asked.get(f"{base}/about", headers={"Accept": "text/html"}).status_code == 200


def test_below_a_path_the_addresses_have_it() -> None:
    head = told(client_of(ROOT, "/geo").get("/geo/analyse").text)
    assert head["og:image"] == "https://maps.example.org/geo/api/preview.jpg"
    assert head["og:url"] == "https://maps.example.org/geo/analyse"


def test_the_picture_is_drawn_once_a_view(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/api/preview.jpg?event=cc-0041")
    assert first.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(first.content)).size == SIZE
    assert len(first.content) < 300_000, "messengers take no more"
    monkeypatch.setattr(previews, "_drawn", None)
    again = client.get("/api/preview.jpg?event=cc-0041&utm_source=x&v=1")
    assert again.content == first.content, "what is no part of a view draws nothing anew"
    same = {"If-None-Match": first.headers["etag"]}
    assert client.get("/api/preview.jpg?event=cc-0041", headers=same).status_code == 304


def test_text_from_data_stays_text(tmp_path: Path) -> None:
    client = client_of(hostile(tmp_path))
    page = client.get("/?event=e2").text
    assert "<img" not in page
    assert HOSTILE[:30] in told(page)["og:title"]
    assert client.get("/api/preview.jpg?event=e2").status_code == 200


def test_a_file_that_is_streamed_in_pieces_is_told_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(INDEX.replace("</body>", "x" * 200_000 + "</body>"))
    served = shipped_sample.served()
    served.site()
    app = Starlette(
        routes=[Route("/", lambda _: FileResponse(tmp_path / "index.html"))],
        middleware=middleware(lambda: ["*"], "", served),
    )
    answer = TestClient(app).get("/", headers={"Range": "bytes=0-10"})
    assert answer.status_code == 200 and answer.text.endswith("</html>")
    assert "nine articles" in told(answer.text)["title"]
