"""Every answer below ``api``: its headers, JSON whatever goes wrong, and validators that know the address."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest
import shipped_sample
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from geodash.web import modules
from geodash.web.answers import Answers
from geodash.web.api import middleware, routes
from geodash.web.http import HEADERS
from geodash.web.served import Served

ROOT = Path(__file__).resolve().parents[1]
LOCAL = "http://localhost"
#: An address that others can follow: this machine's own stands in no citation.
SHARED = "http://maps.example.org"


def whole(path: Path = ROOT, base: str = "", address: str = LOCAL) -> TestClient:
    """The routes behind what stands before them, and behind somebody who answers in his own way."""

    def other(request: Request) -> Response:
        return PlainTextResponse("Bad Request", 400)

    app = Starlette(
        routes=[*routes(Served(path), base), Mount("/", routes=[Route("/{rest:path}", other)])],
        middleware=middleware(lambda: ["localhost", "127.0.0.1", "maps.example.org"], base),
    )
    return TestClient(app, base_url=address, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return whole()


@pytest.fixture(scope="module")
def bare() -> TestClient:
    """The routes alone."""
    return shipped_sample.asked()


@pytest.mark.parametrize("name", ["client", "bare"])
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/api/events", 405), ("PATCH", "/api/diff", 405), ("PUT", "/api/slides", 405),
     ("OPTIONS", "/api/events", 405), ("DELETE", "/api/version", 405), ("GET", "/api", 404),
     ("GET", "/api/", 404), ("GET", "/api/events/", 404), ("GET", "/api/none", 404),
     ("HEAD", "/api/none", 404), ("GET", "/api/clusters", 400)],
)  # fmt: skip
def test_what_goes_wrong_is_json_with_headers(
    request: pytest.FixtureRequest, name: str, method: str, path: str, status: int
) -> None:
    client = request.getfixturevalue(name)
    answer = client.request(method, path, follow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
    if method != "HEAD":
        assert answer.json()["error"]
    if status == 405:
        assert answer.headers["Allow"]


def of(answer: Response | Exception) -> TestClient:
    async def route(request: Request) -> Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    inner = Mount("/geo/api", routes=[Route("/x", route)])
    elsewhere = Mount("/geo/apis", routes=[Route("/x", route)])
    app = Answers(Starlette(routes=[inner, elsewhere]), "/geo")
    return TestClient(app, raise_server_exceptions=False)


def test_an_error_of_ours_is_no_bare_500(caplog: pytest.LogCaptureFixture) -> None:
    answer = of(RuntimeError("/home/somebody/secret")).get("/geo/api/x")
    assert answer.status_code == 500
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
    assert "secret" not in answer.json()["error"]
    assert "secret" in caplog.text, "whoever serves is told"


def test_a_full_disk_is_said_without_its_paths() -> None:
    answer = of(OSError(28, "No space left on device", "/tmp/geodash-x")).get("/geo/api/x")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "disk" in answer.json()["error"] and "/tmp" not in answer.text


def test_a_redirect_and_other_peoples_words_become_ours() -> None:
    answer = of(RedirectResponse("/geo/api/x/", 308)).get("/geo/api/x", follow_redirects=False)
    assert (answer.status_code, "location" in answer.headers) == (404, False)
    assert of(PlainTextResponse("Bad Request", 400)).get("/geo/api/x").json()["error"]
    assert of(PlainTextResponse("Bad", 400)).get("/geo/apis/x").text == "Bad", "not below api"
    assert of(JSONResponse({"error": "so"}, 400)).get("/geo/api/x").json() == {"error": "so"}
    assert of(Response(status_code=304)).get("/geo/api/x").status_code == 304


def test_a_show_that_cant_be_made_is_told_in_a_page(client: TestClient) -> None:
    answer = client.put("/show", headers={"Accept": "text/html"})
    assert answer.status_code == 405
    assert answer.headers["content-type"].startswith("text/html")
    assert client.put("/show").json()["error"]


# Addresses ------------------------------------------------------------------------------------


def cited(client: TestClient, **headers: str) -> str:
    answer = client.get("/api/paragraph?kind=violence", headers=headers)
    return json.dumps(answer.json()).partition("Address: ")[2]


def test_an_etag_knows_the_address_that_its_answer_names() -> None:
    client = whole()
    one = client.get("/api/paragraph?kind=violence")
    tag = {"If-None-Match": one.headers["etag"]}
    assert client.get("/api/paragraph?kind=violence", headers=tag).status_code == 304
    for other in ({"Host": "127.0.0.1:8501"}, {"X-Forwarded-Prefix": "/maps"}):
        again = client.get("/api/paragraph?kind=violence", headers=tag | other)
        assert again.status_code == 200
        assert again.headers["etag"] != one.headers["etag"]
    assert "Host" in one.headers["vary"]


def test_cited_addresses_stand_where_the_proxy_shows_the_page() -> None:
    client = whole(address=SHARED)
    assert cited(client).startswith(f"{SHARED}/?kind=violence")
    for page in ("/strip/", "/strip/analyse", "/strip/show/aegean-2022"):
        assert cited(client, Referer=f"{SHARED}{page}?event=x").startswith(f"{SHARED}/strip/?kind=")
    assert cited(client, **{"X-Forwarded-Prefix": "/a/b/"}).startswith(f"{SHARED}/a/b/?kind=")
    for strange in ("http://evil.example/strip/", "x", "http://[", f"{SHARED}/a b<c>/"):
        assert cited(client, Referer=strange).startswith(f"{SHARED}/?kind=")
    assert cited(client, **{"X-Forwarded-Prefix": '/"><x'}).startswith(f"{SHARED}/?kind=")


def test_a_base_path_stands_in_cited_addresses_once() -> None:
    client = whole(base="/geo/", address=SHARED)
    answer = client.get(
        "/geo/api/paragraph?kind=violence", headers={"Referer": f"{SHARED}/geo/analyse"}
    )
    assert f"Address: {SHARED}/geo/?kind=violence" in json.dumps(answer.json())
    assert client.get("/geo/api").json()["error"]


# Scripts of the pages -----------------------------------------------------------------------------


def test_a_script_is_asked_for_again_and_sent_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modules, "ASSETS", tmp_path)
    script = tmp_path / "core" / "x.js"
    script.parent.mkdir()
    script.write_text("1")

    def send(_: Request) -> Response:
        return Response(script.read_bytes(), headers={"Cache-Control": "public"})

    name = "/geo/_stcore/bidi-components/geodash.explore/core/x.js"
    app = Starlette(
        routes=[Route("/{rest:path}", send)], middleware=[Middleware(modules.Modules, root="/geo")]
    )
    client = TestClient(app)
    first = client.get(name)
    assert first.headers["Cache-Control"] == "no-cache"
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get(name, headers=tag).status_code == 304
    script.write_text("23")
    assert client.get(name, headers=tag).content == b"23"
    for other in ("/geo/_stcore/bidi-components/geodash.explore/../x.js", "/geo/static/x.js"):
        assert "etag" not in client.get(other).headers


# Files that go ----------------------------------------------------------------------------------


def copied(folder: Path) -> Path:
    shutil.copytree(
        ROOT, folder, ignore=shutil.ignore_patterns(".*", "src", "tests", "docs", "node_modules")
    )
    return folder


def test_layers_outlast_their_files(tmp_path: Path) -> None:
    path = copied(tmp_path / "c")
    client = whole(path)
    assert client.get("/api/events").status_code == 200
    before = (path / "geodata" / "labels.geojson").read_bytes()
    (path / "geodata" / "labels.geojson").write_bytes(before[:100])
    before_that = client.get("/api/geo/base/0/0/0").content
    (path / "geodata" / "base.sqlite").unlink()
    answer = client.get("/api/geo/labels.geojson")
    assert answer.content == before
    assert client.get("/api/geo/labels.geojson", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304  # fmt: skip
    assert client.get("/api/geo/base/0/0/0").content == before_that


def test_a_collection_that_is_gone_is_said_without_its_path(tmp_path: Path) -> None:
    answer = whole(tmp_path / "none").get("/api/events")
    assert answer.status_code == 503
    assert "can’t be read" in answer.json()["error"]
    assert str(tmp_path) not in answer.text


def test_broken_geodata_is_a_message_and_no_bare_500(tmp_path: Path) -> None:
    path = copied(tmp_path / "c")
    (path / "geodata" / "areas.geojson").write_text("{")
    answer = whole(path).get("/api/events")
    assert answer.status_code == 503
    assert "areas.geojson" in answer.json()["error"] and str(tmp_path) not in answer.text


def test_a_version_that_cant_be_read_names_no_path(tmp_path: Path) -> None:
    path = copied(tmp_path / "c")
    served = Served(path)
    served.site()
    (path / "geodata" / "areas.geojson").write_text("{")
    served.renew()
    shutil.rmtree(path / "geodata")
    served.renew()
    told = json.dumps(served.news())
    assert str(tmp_path) not in told
    shutil.rmtree(path)
    served.renew()
    told = json.dumps(served.news())
    assert "can’t be read" in json.loads(told)["trouble"]["lines"][0] and str(tmp_path) not in told


def test_without_room_for_temporary_files_the_answer_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: TestClient
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    answer = bare.get("/api/events.gpkg")
    assert answer.status_code in (200, 503)
    assert str(tmp_path) not in answer.text if answer.status_code == 503 else answer.content


# What a browser keeps ---------------------------------------------------------------------------


def test_the_draft_of_a_zip_outlasts_a_restart(tmp_path: Path) -> None:
    """Unpacked somewhere else each time, it is the same collection to the browser."""
    origin = tmp_path / "a.zip"
    keys = {Served(tmp_path / name, origin=origin).key for name in ("one", "two")}
    assert keys == {Served(origin).key}
    assert Served(tmp_path / "b").key != Served(tmp_path / "c").key
    assert str(tmp_path) not in Served(tmp_path).key
