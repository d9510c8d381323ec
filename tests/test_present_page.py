"""The Present page's Python: what the browser is given, and saving by those who may edit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geodash.app.compose import page_data
from geodash.web.api import routes
from geodash.web.briefing_routes import save
from geodash.web.served import Served
from geodash.web.settings import PATH_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
DRAFT = {
    "title": "Two days",
    "subtitle": "",
    "slides": [{"view": "event=cc-0041", "heading": "", "notes": "Slowly."}],
}
OTHER = 'title: "Theirs"\nslides:\n  - view: "event=cc-0039"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small collection of its own that may be changed."""
    for name in ("actors.csv", "events.csv", "mentions.csv", "links.csv", "datapackage.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Served:
    """It, as ``geodash serve --edit`` holds it."""
    return Served(folder, edit=True)


def ask(served: Served, **changes: Any) -> dict[str, Any]:
    return save(served, {"id": "two-days", "base": "", "briefing": DRAFT} | changes)


def shown(served: Served, name: str) -> dict[str, Any]:
    return next(b for b in page_data(served)["briefings"] if b["id"] == name)


def test_a_new_briefing_is_saved_and_listed(served: Served) -> None:
    outcome = ask(served)
    assert outcome["ok"], outcome
    assert outcome["message"] == "Saved as briefings/two-days.yaml."
    listed = shown(served, "two-days")
    assert listed["title"] == "Two days"
    assert listed["slides"] == [
        {"view": "event=cc-0041", "heading": "", "remark": "", "notes": "Slowly."}
    ]
    assert listed["base"] == outcome["base"]


def test_saving_on_from_the_version_that_one_has(served: Served) -> None:
    first = ask(served)
    second = ask(served, base=first["base"], briefing=DRAFT | {"title": "Three days"})
    assert second["ok"]
    assert shown(served, "two-days")["title"] == "Three days"
    assert second["base"] != first["base"]


def test_a_newer_version_of_somebody_else_stays(folder: Path, served: Served) -> None:
    first = ask(served)
    path = folder / "briefings" / "two-days.yaml"
    path.write_text(OTHER, "utf-8")
    outcome = ask(served, base=first["base"])
    assert not outcome["ok"]
    assert "changed by somebody else" in outcome["message"]
    assert path.read_text("utf-8") == OTHER


def test_a_name_that_is_taken_is_refused(folder: Path, served: Served) -> None:
    (folder / "briefings").mkdir()
    (folder / "briefings" / "two-days.yaml").write_text(OTHER, "utf-8")
    outcome = ask(served)
    assert not outcome["ok"]
    assert "has a briefing “two-days” already" in outcome["message"]


def test_a_file_that_is_gone_is_no_conflict_of_content(folder: Path, served: Served) -> None:
    first = ask(served)
    (folder / "briefings" / "two-days.yaml").unlink()
    assert ask(served, base=first["base"])["ok"]


@pytest.mark.parametrize("name", ["../x", "", "Ä", "a/b", "_x", "x" * 80, "x.yaml"])
def test_a_name_that_can_be_no_file_is_refused(folder: Path, served: Served, name: str) -> None:
    outcome = ask(served, id=name)
    assert not outcome["ok"]
    assert "letters, digits and hyphens" in outcome["message"]
    assert not (folder / "briefings").exists()


@pytest.mark.parametrize(
    "found", [None, [], "title: x", {"title": "x", "slides": 3}, {"title": 7}, {"slides": [1]}]
)
def test_what_is_no_briefing_is_refused_with_a_reason(
    folder: Path, served: Served, found: object
) -> None:
    outcome = ask(served, briefing=found)
    assert not outcome["ok"]
    assert outcome["message"]
    assert not (folder / "briefings" / "two-days.yaml").exists()


def test_without_edit_nothing_is_written(folder: Path) -> None:
    sent = {"id": "two-days", "base": "", "briefing": DRAFT}
    answer = TestClient(Starlette(routes=routes(Served(folder)))).post("/api/briefing", json=sent)
    assert answer.status_code == 403 and "--edit" in answer.json()["error"]
    assert not (folder / "briefings").exists()


def test_the_page_sends_it_to_a_route(folder: Path, served: Served) -> None:
    asks = TestClient(Starlette(routes=routes(served)))
    sent = {"id": "two-days", "base": "", "briefing": DRAFT}
    assert asks.post("/api/briefing", json=sent).json()["message"].startswith("Saved as")
    assert (folder / "briefings" / "two-days.yaml").exists()
    for odd in (b"", b"[]", b"[" * 100_000):
        assert asks.post("/api/briefing", content=odd).status_code == 400


def test_a_broken_file_is_told_and_the_others_are_listed(folder: Path, served: Served) -> None:
    ask(served)
    (folder / "briefings" / "broken.yaml").write_text("title: [\n", "utf-8")
    data = page_data(Served(folder))
    assert [b["id"] for b in data["briefings"]] == ["two-days"]
    (problem,) = data["problems"]
    assert "broken.yaml" in problem["where"] and problem["reason"] and problem["fix"]


def test_the_page_mounts_its_one_component(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PATH_VARIABLE, str(ROOT))

    def script() -> None:
        from geodash.app import present
        from geodash.web.served import served_here

        present.page(served_here())

    at = AppTest.from_function(script, default_timeout=30).run()
    assert not at.exception
    (component,) = at.get("bidi_component")
    data = json.loads(component.proto.json)
    assert str(ROOT) not in component.proto.json
    assert data["collection"]["key"]
    assert data["edit"] is False
