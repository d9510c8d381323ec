"""Streamlit's scripts are packed once, its fonts answered with our cuts; all else passes as it is."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geodash.web.bundles import FONTS, Bundles

SCRIPT = "/static/js/index.DormvYxC.js"
CODE = "export const words = ['Goris', 'Sotk', 'Jermuk'];\n" * 400


class Inner:
    """A stand-in for Streamlit that counts what reaches it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def answer(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        if "gone" in request.url.path:
            return PlainTextResponse("not found", 404)
        return Response(CODE, media_type="text/javascript")


@pytest.fixture(params=["", "/geo"])
def served(request: pytest.FixtureRequest) -> tuple[TestClient, Inner, str]:
    inner = Inner()
    app = Starlette(
        routes=[Route("/{path:path}", inner.answer)],
        middleware=[Middleware(Bundles, root=request.param)],
    )
    return TestClient(app), inner, request.param


def test_a_script_is_packed_once(served: tuple[TestClient, Inner, str]) -> None:
    client, inner, root = served
    for _ in range(3):
        answer = client.get(root + SCRIPT, headers={"If-None-Match": '"old"'})
        assert answer.text == CODE
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert int(answer.headers["content-length"]) < len(CODE) / 20
        assert "immutable" in answer.headers["cache-control"]
    assert inner.asked == [root + SCRIPT]
    assert client.head(root + SCRIPT).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (SCRIPT, {"Accept-Encoding": "identity"}),
        (SCRIPT, {"Range": "bytes=0-10"}),
        ("/static/js/plain.js", {}),  # no digest: it may change
        ("/static/js/../secret.AAAAAAAA.js", {}),
        ("/static/js/gone.DormvYxC.js", {}),
        ("/static/media/KaTeX_Main-Regular.ypZvNtVU.woff2", {}),
        ("/media/SourceSansVF-Upright.mine.woff2", {}),
        ("/api/events", {}),
    ],
)
def test_all_else_passes(
    served: tuple[TestClient, Inner, str], path: str, headers: dict[str, str]
) -> None:
    client, inner, root = served
    for _ in range(2):
        answer = client.get(root + path, headers=headers)
        assert "content-encoding" not in answer.headers
    assert len(inner.asked) == 2


def test_the_fonts_that_streamlit_brings_are_the_ones_that_are_cut(
    served: tuple[TestClient, Inner, str],
) -> None:
    client, _, root = served
    media = files("streamlit") / "static" / "static" / "media"
    fonts = [f.name for f in media.iterdir() if f.name.endswith(".woff2")]
    cut = {}
    for name in fonts:
        answer = client.get(f"{root}/static/media/{name}")
        if answer.headers["content-type"] == "font/woff2":
            cut[re.split(r"[.]", name)[0]] = answer.content
    assert set(cut) == {
        "SourceSansVF-Upright", "SourceSerifVariable-Roman", "SourceSerifVariable-Italic",
        "MaterialSymbols-Rounded",
    }  # fmt: skip
    assert cut["SourceSansVF-Upright"] == (FONTS / "sans.woff2").read_bytes()
    assert all(data[:4] == b"wOF2" and len(data) < 120_000 for data in cut.values())
