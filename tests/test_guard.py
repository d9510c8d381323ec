"""Who is served: names, origins, frames and websockets; the same before Streamlit's routes and ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import shipped_sample
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from geodash.web.api import middleware, routes
from geodash.web.hosts import LOCAL_NAMES, host_of, is_own_origin, server_name
from geodash.web.http import HEADERS

ROOT = Path(__file__).resolve().parents[1]
HOST = "localhost:8501"
#: The test client takes no other host from its own base address.
STREAM = f"ws://{HOST}/_stcore/stream"


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def client_of(*names: str, host: str = HOST) -> TestClient:
    """The routes with a page and a websocket beside them, as Streamlit has them."""
    page = Route("/", lambda _: PlainTextResponse("page"))
    stream = WebSocketRoute("/_stcore/stream", _socket)
    app = Starlette(
        routes=[*routes(shipped_sample.served()), page, stream],
        middleware=middleware(lambda: list(names or LOCAL_NAMES)),
    )
    return TestClient(app, base_url=f"http://{host}", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of()


PATHS = ["/", "/api/version", "/show/aegean-2022", "/api/geo/labels.geojson"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8501", "LOCALHOST:8501", "localhost.", "127.0.0.1:8501", "[::1]:8501",
     "[0:0:0:0:0:0:0:1]:8501"],
)  # fmt: skip
def test_the_machine_itself_is_served(client: TestClient, path: str, host: str) -> None:
    assert client.get(path, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "localhost.evil.example", "evil.localhost", "127.0.0.1.evil.example",
     "localhost@evil.example", "evil.example#localhost", "localhost..", "192.168.1.5", "[::2]", "[::1", "::1",
     "localhost:99999", "localhost:x", "", " "],
)  # fmt: skip
def test_no_other_name_is(client: TestClient, path: str, host: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 403
    assert "--host-name" in answer.json()["error"]
    assert set(HEADERS.items()) <= set({k: answer.headers.get(k) for k in HEADERS}.items()), (
        "a refusal is as guarded as an answer"
    )


def test_what_a_request_says_of_another_host_is_not_believed(client: TestClient) -> None:
    forwarded = {
        "Host": "evil.example",
        "X-Forwarded-Host": "localhost",
        "Forwarded": "host=localhost",
    }
    assert client.get("/api/version", headers=forwarded).status_code == 403
    twice = [("Host", "localhost"), ("Host", "evil.example")]
    assert client.get("/api/version", headers=twice).status_code == 403


def test_a_proxys_name_is_an_option() -> None:
    client = client_of(*LOCAL_NAMES, "geo.example", "*.maps.example")
    for host in ("geo.example", "GEO.example:443", "a.maps.example", "localhost"):
        assert client.get("/", headers={"Host": host}).status_code == 200
    for host in ("maps.example", "evilgeo.example", "geo.example.evil"):
        assert client.get("/", headers={"Host": host}).status_code == 403
    assert client_of("*").get("/", headers={"Host": "any.example"}).status_code == 200


@pytest.mark.parametrize(
    "text", ["geo.example:80", "http://geo.example", "a b", "", "*", "*.", "ge/o"]
)
def test_what_is_no_name_of_a_server_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="no name of a server"):
        server_name(text)


FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "https://localhost.evil.example:8501"},
    {"Origin": "http://localhost:9001"},
    {"Origin": "http://127.0.0.1:8502"},
    {"Origin": "null"},
    {"Origin": "file://"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "http://localhost:8501", "Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"},
    {"Sec-Fetch-Site": "cross-site"},
]  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_sites_page_gets_nothing(client: TestClient, headers: dict[str, str]) -> None:
    for path in PATHS:
        assert client.get(path, headers=headers).status_code == 403
    for path in ("/show", "/api/slides"):
        assert client.post(path, content="title: x", headers=headers).status_code == 403
    assert client.options("/api/events", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", FOREIGN[:8], ids=str)
def test_another_sites_page_opens_no_websocket(client: TestClient, headers: dict[str, str]) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(STREAM, headers=headers),
    ):
        pass


def test_a_websocket_under_another_name_is_refused(client: TestClient) -> None:
    stream, headers = (
        STREAM.replace("localhost", "evil.example"),
        {"Origin": "http://evil.example:8501"},
    )
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(stream, headers=headers):
        pass


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": f"http://{HOST}"},
        {"Origin": "http://127.0.0.1:8501"},
        {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_our_own_page_and_programs_do_what_they_did(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert all(client.get(path, headers=headers).status_code == 200 for path in PATHS)
    assert client.post("/api/slides", content="title: x", headers=headers).status_code == 200
    with client.websocket_connect(STREAM, headers=headers):
        pass


def test_a_link_on_another_site_opens_the_page_and_can_do_no_more(client: TestClient) -> None:
    link = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    assert all(client.get(path, headers=link).status_code == 200 for path in PATHS)
    assert client.post("/show", data={"briefing": "{}"}, headers=link).status_code == 403
    typed = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/", headers=typed).status_code == 200


def test_a_form_on_a_page_without_a_referrer_is_ours_if_the_browser_says_so(
    client: TestClient,
) -> None:
    form = {"Origin": "null", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    answer = client.post("/show", data={"briefing": '{"title": "x", "slides": []}'}, headers=form)
    assert answer.status_code != 403


def test_https_may_end_at_the_proxy() -> None:
    client = client_of("geo.example", host="geo.example")
    assert client.get("/", headers={"Origin": "https://geo.example"}).status_code == 200
    assert client.get("/", headers={"Origin": "https://geo.example:8443"}).status_code == 403


def test_nobody_shows_our_pages_in_a_frame(client: TestClient) -> None:
    assert client.get("/").headers["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get("/").headers["X-Content-Type-Options"] == "nosniff"


@given(st.text(max_size=60))
def test_any_header_is_taken_apart_without_an_error(text: str) -> None:
    host = host_of(text)
    assert host is None or host.name == host.name.lower().strip("[]")
    assert not is_own_origin(f"http://{text}/", host_of("localhost"))
    assert text.lower() in LOCAL_NAMES or not is_own_origin(
        f"http://{text}", host_of("localhost:8501")
    )


def test_a_browser_is_told_in_a_page_without_its_words(client: TestClient) -> None:
    headers = {"Host": "evil.example", "Accept": "text/html"}
    answer = client.get("/", headers=headers)
    assert answer.headers["content-type"].startswith("text/html")
    assert "evil" not in answer.text
