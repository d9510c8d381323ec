"""The guide for editors as a page of the app: what ``docs/editors.md`` says, and nothing that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from collection_kit import make
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodash.web import guide
from geodash.web.served import Served


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(Starlette(routes=guide.routes(Served(make(tmp_path)))))


def test_the_guide_is_the_document_with_its_pictures(client: TestClient) -> None:
    page = client.get("/guide").text
    assert '<h2 id="from-nothing-to-the-first-events">' in page and "<table>" in page
    pictures = re.findall(r'<img src="([^"]+)" alt="[^"]+"', page)
    assert len(pictures) == 2
    for picture in pictures:
        answer = client.get(f"/{picture}")
        assert answer.status_code == 200 and answer.content.startswith(b"\x89PNG")
    leading = re.findall(r'href="([^"]+)"', page)
    known = ("../about", "guide/reference", "https://")
    assert all(to.startswith(known) for to in leading), leading
    assert len(page.split()) < 1500, "it is a page"
    assert client.get("/guide/..%2Feditors.md").status_code == 404
    assert client.get("/guide/none.png").status_code == 404


def test_the_reference_is_beside_it_and_each_link_into_it_leads_to_a_heading(
    client: TestClient,
) -> None:
    page, whole = client.get("/guide").text, client.get("/guide/reference").text
    headings = set(re.findall(r'<h[23] id="([^"]+)"', whole))
    into = {to.partition("#")[2] for to in re.findall(r'href="guide/reference(#[^"]+)"', page)}
    assert len(into) >= 4 and into <= headings
    assert 'href="../guide"' in whole and 'href="../../about"' in whole


def test_a_copy_without_it_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "folder", lambda: None)
    assert "docs/editors.md" in client.get("/guide").json()["error"]
