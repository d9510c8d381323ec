"""The routes of the page Code around one collection, and files that people bring."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import docx
from PIL import Image
from playwright.sync_api import Browser, Page, Route
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from geodash.views import symbols
from geodash.views.typefaces import embedded
from geodash.web import code
from geodash.web.served import Served

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "src" / "geodash" / "assets"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".woff2": "font/woff2"}


def client(served: Served) -> TestClient:
    """Asks the routes below ``/api/code``."""
    return TestClient(Starlette(routes=[Mount("/api", routes=code.routes(served))]))


@contextmanager
def alone(browser: Browser, asked: TestClient, page: str, **given: object) -> Iterator[Page]:
    """A page of ``tests/js`` open and ready, answered as by :func:`answer`."""
    with browser.new_context(reduced_motion="reduce") as context:
        opened = context.new_page()
        opened.set_default_timeout(10_000)
        opened.route("**/*", lambda route: answer(route, asked, page, **given))
        opened.goto("http://code.test/")
        opened.locator("body[data-ready]").wait_for()
        yield opened


def answer(route: Route, asked: TestClient, page: str, **given: object) -> None:
    """Fulfils what a page of ``tests/js`` asks for: scripts, the routes, and ``given`` as JSON."""
    url = urlsplit(route.request.url)
    name = url.path.lstrip("/")
    if name.startswith("api/"):
        request = route.request
        found = asked.request(
            request.method,
            f"{url.path}?{url.query}",
            content=request.post_data_buffer or b"",
            headers={"content-type": request.headers.get("content-type", "")},
        )
        route.fulfill(status=found.status_code, body=found.content, content_type="application/json")
    elif name == "typefaces.css":
        route.fulfill(body=embedded(), content_type="text/css")
    elif name == "kinds.css":
        route.fulfill(body=symbols.as_css(), content_type="text/css")
    elif name.removesuffix(".json") in given:
        route.fulfill(json=given[name.removesuffix(".json")])
    else:
        file = ASSETS / name[7:] if name.startswith("assets/") else ROOT / "tests" / "js" / page
        route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "text/plain"))


def word_file(paragraphs: list[str], title: str = "", header: str = "", caption: str = "") -> bytes:
    """A Word file; ``caption`` stands below a picture, after the first paragraph."""
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for number, text in enumerate(paragraphs):
        document.add_paragraph(text)
        if caption and not number:
            picture = io.BytesIO()
            Image.new("RGB", (2, 2)).save(picture, "PNG")
            picture.seek(0)
            document.add_picture(picture)
            document.add_paragraph(caption, "Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
