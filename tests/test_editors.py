"""Who may edit: every route that could change something, asked by everybody who may not and by who may."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from collection_kit import make
from login_kit import (
    ANN,
    BEN,
    NAME,
    ORIGIN,
    OURS,
    SECRET,
    asked,
    cookie,
    login,
    secrets,
    settings,
    user,
)
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.server_util import AUTH_COOKIE_NAME
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from test_draft import READ, draft, row
from typer.testing import CliRunner

from geodash import cli
from geodash.app import serve
from geodash.app.login import HOURS, LoginError, is_beyond, login_for
from geodash.web.api import routes
from geodash.web.editors import (
    READING,
    Door,
    Editor,
    NoEditorError,
    admitted,
    guarded,
    needs_editor,
)
from geodash.web.editors_file import EditorsFile, SettingsError
from geodash.web.served import Served

#: What is sent something and changes nothing: a comparison, what a draft would show, its show as a file.
HARMLESS = {"/api/diff", "/api/slides", "/show"}
FILLED = {"{article_id}": "road", "{rest:path}": "x"}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut needs the disk to be waited for."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with settings(tmp_path_factory.mktemp("settings") / "secrets.toml") as path:
        yield path


@pytest.fixture
def listed(file: Path) -> Iterator[Path]:
    """The settings, for a test that changes them."""
    yield file
    _write(file, secrets())


@pytest.fixture(scope="module")
def served(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = make(tmp_path_factory.mktemp("collection"))
    return Served(folder, edit=True, login=login(file))


@pytest.fixture(scope="module")
def client(served: Served) -> TestClient:
    return asked(served)


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    # Two changes within a tick of the disk's clock.
    os.utime(file, ns=(0, hash(text) % 10**15))


def every(found: list[BaseRoute], below: str = "") -> Iterator[tuple[str, Route]]:
    for route in found:
        if isinstance(route, Mount):
            yield from every(list(route.routes), below + route.path)
        elif isinstance(route, Route):
            yield below + route.path, route


def editing() -> list[tuple[str, str]]:
    """Method and path of all routes that editors alone may ask, whatever anybody forgot."""
    found = []
    for path, route in every(routes(Served(Path(), edit=True))):
        for method in sorted(set(route.methods or ()) - {"HEAD"}):
            if (method != "GET" and path not in HARMLESS) or path.startswith("/api/code/"):
                for name, value in FILLED.items():
                    path = path.replace(name, value)
                found.append((method, path))
    return found


EDITING = editing()
POSTED = [(m, p) for m, p in EDITING if m != "GET"]


def test_the_routes_that_are_found_are_those_that_there_are() -> None:
    paths = {path for _, path in POSTED}
    known = {"briefing", "code/save", "code/add", "code/bring", "code/draft/road", "code/refuse"}
    known |= {f"code/version/road{act}" for act in ("", "/keep", "/take", "/drop")}
    assert {f"/api/{name}" for name in known} <= paths
    assert {"/api" + path for path in READING} <= HARMLESS
    assert {method for method, _ in EDITING} == {"GET", "POST"}


@pytest.mark.parametrize("edit", [True, False])
def test_every_one_of_them_stands_behind_the_one_door(edit: bool) -> None:
    for path, route in every(routes(Served(Path(), edit=edit), "/geo")):
        path = path.removeprefix("/geo")
        open_to_all = path in HARMLESS or not (
            path.startswith("/api/code/")
            or route.methods is None
            or set(route.methods) - {"GET", "HEAD"}
        )
        assert open_to_all != isinstance(route.app, Door), path


def test_what_is_new_is_taken_to_change_something(served: Served) -> None:
    class Any_:
        """Answers whatever it is asked."""

    assert needs_editor(Route("/new", Any_))
    assert not needs_editor(Route("/new", lambda _: None))
    with pytest.raises(TypeError, match="no door"):
        guarded(served, [Mount("/new", routes=[])])


@pytest.mark.parametrize(("method", "path"), EDITING)
def test_who_may_not_is_refused_and_nothing_is_written(
    client: TestClient, served: Served, method: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _all_of(served.path)
    old = cookie(hours_ago=HOURS + 0.1, monkeypatch=monkeypatch)
    here = {"Cookie": cookie()}
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    tries: dict[str, tuple[dict[str, str], int]] = {
        "nobody": (OURS, 401),
        "ended": (OURS | {"Cookie": old}, 401),
        "signed by somebody else": (OURS | {"Cookie": cookie(secret="x" * 40)}, 401),
        "of another server": (OURS | {"Cookie": cookie(user(origin="https://x.example"))}, 401),
        "of another provider": (OURS | {"Cookie": cookie(user(provider="other"))}, 401),
        "signed out": (OURS | {"Cookie": cookie(user(is_logged_in=False))}, 401),
        "not on the list": (OURS | {"Cookie": cookie(user("eve@example.org"))}, 403),
        "not verified": (OURS | {"Cookie": cookie(user(email_verified=False))}, 403),
        "another site’s page": (elsewhere | here, 403),
        "another site’s form": (elsewhere | here | {"Sec-Fetch-Mode": "navigate"}, 403),
        "a page of a neighbour": (here | OURS | {"Sec-Fetch-Site": "same-site"}, 403),
        "a page without a name": (here | {"Origin": "null"}, 403),
        "another port": (here | {"Origin": f"{ORIGIN}:8443"}, 403),
        "another name": (here | OURS | {"Host": "evil.example"}, 403),
    }
    if method != "GET":
        tries |= {
            "nobody says from where": (here, 403),
            "not by https": (here | {"Origin": f"http://{NAME}"}, 403),
        }
    for name, (headers, status) in tries.items():
        answer = client.request(method, path, headers=headers, content=b"{}")
        assert answer.status_code == status, (name, answer.text)
        assert len(answer.json()["error"]) > 20, name
    assert _all_of(served.path) == before


@pytest.mark.parametrize(("method", "path"), EDITING)
def test_who_may_is_let_in(client: TestClient, method: str, path: str) -> None:
    ways = [(OURS, ANN)]
    if path.endswith("/code/save"):
        ways += [({"Sec-Fetch-Site": "same-origin"}, BEN), (OURS, ANN.upper())]
    for headers, address in ways:
        answer = client.request(
            method, path, headers=headers | {"Cookie": cookie(user(address))}, content=b"no"
        )
        # Behind the door a route may refuse for reasons of its own.
        shut = ("sign in", "list of editors", "verified", ORIGIN, "--edit", "without a login")
        assert not any(words in answer.text.lower() for words in shut), answer.text
        assert answer.status_code != 401


def _all_of(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_readers_are_told_nothing_of_it_and_read_on(client: TestClient) -> None:
    for path in ("/api/version", "/api/events", "/api/article/road"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.content == client.get(path, headers={"Cookie": cookie()}).content


def test_a_cookie_in_pieces_and_odd_ones(client: TestClient) -> None:
    told = json.dumps(user())

    def piece(name: str, text: str) -> str:
        return f"{name}={create_signed_value(SECRET, name, text).decode()}"

    halves = (told[:40], told[40:])
    pieces = [piece(AUTH_COOKIE_NAME, "chunks-2")]
    pieces += [piece(f"{AUTH_COOKIE_NAME}_{n}", half) for n, half in enumerate(halves, 1)]
    path = "/api/code/article/road"
    assert client.get(path, headers={"Cookie": "; ".join(pieces)}).status_code == 200
    for odd in (
        "; ".join(pieces[:2]),
        f"{AUTH_COOKIE_NAME}=",
        f"{AUTH_COOKIE_NAME}=chunks-2",
        f"{AUTH_COOKIE_NAME}={'é' * 9}",
        piece(AUTH_COOKIE_NAME, "[]"),
        piece(AUTH_COOKIE_NAME, "no"),
        piece(AUTH_COOKIE_NAME, "chunks-99999"),
        cookie()[:-1],
        cookie({**user(), "email": None}),
        cookie({**user(), "email": ["ann@example.org"]}),
    ):
        status = client.get(path, headers={"Cookie": odd.encode()}).status_code
        assert status in (401, 403), odd


def test_a_secret_that_was_emptied_signs_nobody_in(client: TestClient, listed: Path) -> None:
    path, forged = "/api/code/article/road", {"Cookie": cookie(secret="")}
    _write(listed, secrets().replace(SECRET, ""))
    secrets_singleton._reset()
    try:
        assert client.get(path, headers=forged).status_code == 401
    finally:
        _write(listed, secrets())
        secrets_singleton._reset()
    assert client.get(path, headers={"Cookie": cookie()}).status_code == 200


def test_a_changed_list_counts_at_once(
    client: TestClient, listed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def status(address: str, **claims: Any) -> int:
        headers = {"Cookie": cookie(user(address, **claims))}
        return client.get("/api/code/article/road", headers=headers).status_code

    assert (status(ANN), status("new@example.org")) == (200, 403)
    _write(listed, secrets('["new@example.org"]'))
    assert (status(ANN), status("new@example.org")) == (403, 200)
    assert status("new@example.org", email_verified=None) == 403
    # While it can't be read, nobody is an editor, and the log has it once.
    _write(listed, secrets('["new@example.org'))
    assert (status("new@example.org"), status("new@example.org")) == (403, 403)
    assert caplog.text.count("can’t be read") == 1
    listed.unlink()
    assert status("new@example.org") == 403
    plain = {k: v for k, v in user(BEN).items() if k != "email_verified"}
    _write(listed, secrets())
    path, headers = "/api/code/article/road", {"Cookie": cookie(plain)}
    assert client.get(path, headers=headers).status_code == 403
    _write(listed, secrets(more="unverified_addresses = true"))
    assert client.get(path, headers=headers).status_code == 200
    assert status(BEN, email_verified=False) == 403


# Without a login ----------------------------------------------------------------------------------


def test_without_a_login_this_machine_alone_edits(served: Served) -> None:
    alone = Served(served.path, edit=True)
    here = asked(alone, "localhost")
    path = "/api/code/view"
    assert here.post(path, content=b"no").status_code == 400
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Server", "Via"):  # fmt: skip
        answer = here.post(path, content=b"{}", headers={name: "192.0.2.1"})
        assert answer.status_code == 403 and "docs/login.md" in answer.json()["error"]
    assert asked(alone, "localhost", address="192.0.2.1").post(path).status_code == 403
    assert asked(alone, "localhost", address="::1").post(path, content=b"no").status_code == 400
    socket = Request({"type": "http", "method": "POST", "headers": [], "client": None})
    with pytest.raises(NoEditorError, match="elsewhere"):
        admitted(alone, socket)
    deep = b"[" * 200_000
    for path in ("/api/briefing", "/api/code/look", "/api/code/version/road"):
        assert here.post(path, content=deep).status_code == 400


def test_without_edit_no_sign_in_helps(served: Served) -> None:
    shut = asked(Served(served.path, login=served.login))
    for method, path in (("POST", "/api/briefing"), ("GET", "/api/code/article/road")):
        answer = shut.request(method, path, headers=OURS | {"Cookie": cookie()}, content=b"{}")
        assert answer.status_code == 403 and "--edit" in answer.json()["error"]


@pytest.mark.parametrize(
    ("names", "address", "beyond"),
    [
        (["localhost", "127.0.0.1", "::1"], "localhost", False),
        (["localhost"], "127.0.0.1", False),
        (["LOCALHOST"], "[::1]", False),
        (["localhost"], None, True),  # Streamlit then listens to everybody
        (["localhost"], "", True),
        (["localhost"], "0.0.0.0", True),
        (["localhost"], "192.168.1.5", True),
        (["localhost", "geo.example.org"], "localhost", True),
        (["*"], "localhost", True),
    ],
)
def test_what_counts_as_another_address(
    names: list[str], address: str | None, beyond: bool
) -> None:
    assert is_beyond(names, address) == beyond


# The settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("[auth]", "[other]"), "there is no [auth]"),
        (('client_id = "geodash"', ""), "lacks client_id"),
        (('"kept secret"', '""'), "lacks client_secret"),
        (("https://geo.example.org/", "http://geo.example.org/"), "is not https"),
        (("https://geo.example.org/", "https://x.example/"), "names x.example, which no"),
        (("/oauth2callback", "/"), "is not the server’s own address"),
        ((SECRET, "short"), "cookie_secret has not 32"),
        ((f'["Ann Example <{ANN}>", "{BEN}"]', "[]"), "list of editors is empty"),
        ((f'["Ann Example <{ANN}>", "{BEN}"]', '"ann@example.org"'), "is no list"),
        ((ANN, "*@example.org"), "is no address"),
        ((ANN, "ann"), "is no address"),
        (("editors =", "editor ="), "editor is no key"),
        (("editors =", 'provider = "google"\neditors ='), "there is no [auth.google]"),
        (("[geodash]", '[auth.two]\nclient_id = "x"\n[geodash]'), "as [auth] has several"),
        (("[geodash]", "[geodash"), "it can’t be read"),
    ],
)
def test_what_is_missing_is_said_in_a_line(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    assert change[0] in secrets()
    text = secrets().replace(*change)
    with settings(tmp_path / "s.toml", text) as file, pytest.raises(LoginError) as caught:
        login_for([NAME], [str(file)])
    said = str(caught.value)
    assert told in said and "\n" not in said
    assert said.startswith(f"Editing at {NAME} needs a login, and ") and "docs/login.md" in said


def test_a_provider_with_a_name_of_its_own(tmp_path: Path) -> None:
    text = (
        secrets().replace('client_id = "geodash"', "").replace('client_secret = "kept secret"', "")
    )
    text = text.replace("server_metadata_url", "unused")
    named = '[auth.google]\nclient_id = "x"\nclient_secret = "y"\nserver_metadata_url = "z"\n'
    with settings(tmp_path / "s.toml", text.replace("[geodash]", f"{named}\n[geodash]")) as file:
        assert login_for([NAME], [str(file)]).provider == "google"


def test_without_authlib_the_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(LoginError, match=r'needs a login: pip install "geodash\[login\]"\.'):
        login_for([NAME], [str(file)])


def test_later_files_count_more_and_missing_ones_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('[geodash]\neditors = ["a@x.org"]\nprovider = "p"\n')
    second.write_text('[geodash]\neditors = ["B  C <b@X.org>"]\n')
    found = EditorsFile([str(first), str(tmp_path / "none"), str(second)]).now()
    assert (found.editors, found.provider, found.unverified) == ({"b@x.org": "B C"}, "p", False)
    second.write_text("geodash = 3\n")
    with pytest.raises(SettingsError):
        EditorsFile([str(second)]).now()


def test_names_come_from_the_list_then_from_the_sign_in(served: Served) -> None:
    assert served.login is not None

    def name(**claims: Any) -> Editor:
        key, _, value = cookie(user(**claims)).partition("=")
        return served.login.editor({key: value})  # type: ignore[union-attr]

    assert name() == Editor("Ann Example")
    assert name(address=BEN) == Editor("Whoever I Say")
    assert name(address=BEN, name=" B\n en\0\ud800 ") == Editor("B en?")
    assert name(address=BEN, name=None) == Editor(BEN)


# Under whose name ---------------------------------------------------------------------------------


def test_the_log_has_who_signed_in_whatever_the_browser_says(file: Path, tmp_path: Path) -> None:
    served = Served(make(tmp_path), edit=True, login=login(file))
    client = asked(served)
    ann, ben = (OURS | {"Cookie": cookie(user(address))} for address in (ANN, BEN))
    key, other = "abcdefgh1", "zyxwvuts2"
    steps = {"key": key, "lines": [{"n": 1, "by": "The Queen"}, "odd"]}
    at = "/api/code/draft/road"
    assert client.post(at, json=steps, headers=ann).json()["lines"] == 2
    assert client.get(at, params={"key": key}, headers=ann).json()["lines"] == [
        {"n": 1, "by": "Ann Example"},
        "odd",
    ]
    client.post(at, json=steps | {"lines": [{"n": 2}]}, headers=ann)
    found = client.get(at, params={"key": other}, headers=ben).json()
    assert (found["colleague"], found["who"]) == (True, "Ann Example")
    read = READ | {"by": "The Queen"}
    state = draft(considered={"~c1": row(None, **read)}).as_json()
    saved = client.post("/api/code/save", json={"state": state, "by": "The Queen"}, headers=ben)
    assert saved.json()["ok"], saved.text
    collection = served.site().collection
    assert [c.by for c in collection.considered] == ["Whoever I Say"]
    assert {c.by for c in collection.changes} == {"Whoever I Say"}
    assert client.post("/api/code/save", json={"state": state}, headers=OURS).status_code == 401


def test_a_server_that_others_can_reach_does_not_start_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, found = ["localhost", NAME], {"server.address": "localhost", "secrets.files": []}
    monkeypatch.setattr(serve, "_names", lambda: names)
    monkeypatch.setattr(serve.st, "get_option", found.__getitem__)
    serve.parts(Served(tmp_path))  # it only shows
    with (
        settings(tmp_path / "s.toml", ""),
        pytest.raises(LoginError, match=r"^Editing at geo.example.org needs a login, and there is"),
    ):
        serve.parts(Served(tmp_path, edit=True))
    with settings(tmp_path / "s.toml") as file:
        found["secrets.files"] = [str(file)]
        served = Served(tmp_path, edit=True)
        assert len(serve.parts(served, "/geo/")["routes"]) > len(
            serve.parts(Served(tmp_path))["routes"]
        )
        assert served.login is not None and served.login.origin == ORIGIN
        names.remove(NAME)
        alone = Served(tmp_path, edit=True)
        serve.parts(alone)
        assert alone.login is None


def test_the_command_line_says_it_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LoginError("Editing at geo.example.org needs a login.")

    monkeypatch.setattr(serve, "serve", refuse)
    said = CliRunner().invoke(cli.app, ["serve", str(make(tmp_path)), "--edit", "--no-open"])
    assert said.exit_code == 2
    assert said.stderr == "geodash: Editing at geo.example.org needs a login.\n"


def test_what_the_page_code_asks_tells_when_a_sign_in_has_ended() -> None:
    assets = Path(cli.__file__).parent / "assets"
    for script in (assets / "code.js", *sorted((assets / "code").rglob("*.js"))):
        assert not re.search(r"\bfetch\(", script.read_text("utf-8")), f"{script.name}: asEditor"
