"""The pages' own scripts and style sheets: one file each, whole, put together anew when something changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geodash.views.bundle import bundle, bundled_module, bundled_sheet, reader
from geodash.views.map import PRESENT, map_module
from geodash.web import modules
from geodash.web.modules import ASSETS, Modules, early, whole
from geodash.web.pages import COMPONENTS

PAGES = sorted(set(COMPONENTS.values()))
BELOW = "/_stcore/bidi-components/geodash.explore/"


def client_of(root: str = "") -> TestClient:
    """The middleware before a stand-in for Streamlit."""
    app = Starlette(
        routes=[Route("/{rest:path}", lambda _: PlainTextResponse("of Streamlit"))],
        middleware=[Middleware(Modules, root=root)],
    )
    return TestClient(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_one_script_with_all_that_it_imports(page: str) -> None:
    script, files = bundled_module(f"{page}.js", reader(ASSETS))
    assert files[-1] == f"{page}.js"
    assert {"core/mount.js", "core/root.js", "core/nav.js"} <= set(files)
    assert len(files) == len(set(files)) == script.count("\n$[")
    assert script.rstrip().endswith("].default;")


def test_where_the_server_is_is_told_from_the_one_file() -> None:
    assert b"new URL('../../../', import.meta.url)" in whole("explore.js").text


@pytest.mark.parametrize("page", ["explore", "present", "analyse", "bring", "code", "read"])
def test_a_style_sheet_has_those_in_it_that_it_imports(page: str) -> None:
    sheet, files = bundled_sheet(f"{page}.css", reader(ASSETS))
    assert "@import" not in sheet
    assert len(files) > 3
    rules = ((ASSETS / name).read_text("utf-8").split("');")[-1].strip() for name in files)
    assert all(rule in sheet for rule in rules)


def test_a_page_asks_for_its_script_before_streamlit_does() -> None:
    assert f'href="{BELOW.lstrip("/")}explore.js"' in early("explore").decode()
    assert b"geodash.document/document.js" in early(COMPONENTS["about"])


@pytest.mark.parametrize("root", ["", "/geo"])
def test_it_is_sent_packed_and_asked_for_again_by_its_digest(root: str) -> None:
    client = client_of(root)
    for name, kind in (("explore.js", "text/javascript"), ("explore.css", "text/css")):
        answer = client.get(f"{root}{BELOW}{name}")
        assert answer.content == whole(name).text
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["cache-control"] == "no-cache"
        tag = {"If-None-Match": answer.headers["etag"]}
        assert client.get(f"{root}{BELOW}{name}", headers=tag).status_code == 304
    plain = client.get(f"{root}{BELOW}explore.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == whole("explore.js").text
    assert "content-encoding" not in plain.headers
    for other in ("map/map.js", "none.js", "icon.png"):
        assert client.get(f"{root}{BELOW}{other}").text == "of Streamlit"


def test_what_changes_on_disk_is_put_together_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("document.js", "about", "core", "search", "panel"):
        source = ASSETS / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.setattr(modules, "ASSETS", tmp_path)
    first = whole("document.js")
    assert whole("document.js") is first
    part = tmp_path / "core" / "nav.js"
    part.write_text(f"{part.read_text('utf-8')}\nexport const added = 'just now';\n", "utf-8")
    os.utime(part, ns=(1, 1))
    second = whole("document.js")
    assert b"just now" in second.text
    assert second.tag != first.tag


def test_the_show_imports_what_there_is_and_nothing_that_asks_a_server() -> None:
    script = bundle("show/show.js", reader(ASSETS, {"show/folium_map.js": map_module(PRESENT)}))
    assert "\n// map/base.js\n" in script
    for name in ("map/map.js", "core/state.js", "core/cards.js", "panel/panel.js"):
        assert f"\n// {name}\n" not in script
