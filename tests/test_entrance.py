"""The way to the provider and back, and what the head of the page says of who signed in."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection_kit import make
from login_kit import NAME, ORIGIN, cookie, login, settings, user
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from geodash.app import entrance
from geodash.app.serve import SCRIPT
from geodash.web.served import Served, served_here
from geodash.web.settings import EDIT_VARIABLE, PATH_VARIABLE


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with settings(tmp_path_factory.mktemp("settings") / "secrets.toml") as path:
        yield path


def client(file: Path, root: str = "") -> TestClient:
    async def page(request: Request) -> Response:
        answer = PlainTextResponse("page")
        answer.set_cookie("_streamlit_user", "x", httponly=True)
        answer.set_cookie("other", "y", secure=True)
        return answer

    found = login(file)
    app = Starlette(
        routes=[*entrance.routes(found, root), Route(f"{root}/", page)],
        middleware=entrance.middleware(found, root),
    )
    return TestClient(app, base_url=ORIGIN, follow_redirects=False)


@pytest.mark.parametrize("root", ["", "/geo"])
def test_one_comes_back_to_the_page_that_one_left(file: Path, root: str) -> None:
    asks = client(file, root)
    answer = asks.get(
        f"{root}/sign-in", headers={"Referer": f"{ORIGIN}{root}/code?read=road&q=%C3%A9"}
    )
    assert answer.status_code == 302
    where, _, token = answer.headers["location"].partition("?provider=")
    assert where == "/auth/login"  # Streamlit’s own; it knows its base path
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["provider"] == "default" and set(claims) == {"provider", "exp"}
    kept = answer.headers["set-cookie"]
    assert "HttpOnly" in kept and "SameSite=lax" in kept and kept.endswith("Secure")
    home = asks.get(f"{root}/")
    assert home.headers["location"] == f"{root}/code?read=road&q=%C3%A9"
    assert asks.get(f"{root}/").text == "page", "once"


@pytest.mark.parametrize(
    "referer",
    ["", "https://evil.example/code", f"{ORIGIN}/", f"{ORIGIN}/api/version", f"{ORIGIN}//evil.example",
     f"{ORIGIN}/code/../x", f"{ORIGIN}/code?{'x' * 3000}", "https://[", f"http://{NAME}:1/code"],
)  # fmt: skip
def test_nothing_else_is_led_to(file: Path, referer: str) -> None:
    answer = client(file).get("/sign-in", headers={"Referer": referer} if referer else {})
    assert answer.status_code == 302 and "set-cookie" not in answer.headers


@pytest.mark.parametrize("page", ["//evil.example", "https://evil.example", "code\\x", "", "x"])
def test_a_forged_way_back_leads_nowhere(file: Path, page: str) -> None:
    answer = client(file).get("/", headers={"Cookie": f"geodash_after={page}"})
    assert answer.status_code == 200


def test_with_https_no_cookie_goes_without_it(file: Path) -> None:
    found = client(file).get("/").headers.get_list("set-cookie")
    assert [c.lower().count("secure") for c in found] == [1, 1]


@pytest.mark.parametrize(
    ("told", "head", "pages"),
    [
        (None, '<a href="sign-in">Sign in</a>', 5),
        (user(), 'Signed in as <bdi title="Ann Example">Ann Example</bdi>', 7),
        (user("<b>@x.org"), "Signed in as <bdi title=\"&lt;b&gt;@x.org, to read only\">", 5),
    ],
)  # fmt: skip
def test_the_head_says_who_is_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: dict, head: str, pages: int
) -> None:
    served = Served(make(tmp_path), edit=True, login=login(file))
    kept = dict([cookie(told).split("=", 1)]) if told else {}
    text = _head(served, kept, monkeypatch)
    assert head in text and text.count("data-gd-page") == pages
    assert ("Sign out" in text) == bool(told)


def test_without_a_login_the_head_says_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(tmp_path)
    for edit, pages in ((True, 7), (False, 5)):
        text = _head(Served(folder, edit=edit), {}, monkeypatch)
        assert "gd-who" not in text.partition("</style>")[2]
        assert text.count("data-gd-page") == pages


def _head(served: Served, cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What the script that Streamlit runs for a visitor draws."""
    monkeypatch.setenv(PATH_VARIABLE, str(served.path))
    monkeypatch.setenv(EDIT_VARIABLE, "1" if served.edit else "")
    monkeypatch.setattr(served_here(), "login", served.login)
    monkeypatch.setattr(ContextProxy, "cookies", cookies)
    at = AppTest.from_file(str(SCRIPT), default_timeout=30).run()
    assert not at.exception
    return "".join(html.proto.body for html in at.get("html"))
