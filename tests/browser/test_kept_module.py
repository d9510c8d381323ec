"""The log of a draft and how it is kept, in a page that only lends its script engine: across a save, a reload, a killed server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from code_kit import ASSETS
from playwright.sync_api import Browser, Page, Route

KEY = "geodash:code:draft"
STEP: dict[str, Any] = {"name": "title", "at": "", "ops": [
    {"table": "events", "id": "e1", "was": {"title": "a"}, "now": {"title": "b"}}
]}  # fmt: skip
SAVED: dict[str, Any] = {
    "saved": 2, "clean": True, "ids": {}, "version": "v2", "rows": {"events": ["e1"]},
    "inverse": {"rows": {"events": {"e1": {"was": {"title": "b"}, "now": {"title": "a"}}}}, "done": ["e1"]},
}  # fmt: skip
OPEN = """async ({ key, local }) => {
  const { Kept } = await import('/assets/code/kept.js');
  localStorage.setItem(key, JSON.stringify(local));
  const kept = new Kept({ api: new URL('/api/', location.href), key, article: 'road', tell() {} });
  await kept.open();
  await kept.flush();
  kept.destroy();
  return kept.lines;
}"""
FOLD = """async (lines) => {
  const { Log } = await import('/assets/code/log.js');
  const log = new Log({ article: 'road', version: 'v1', base: { events: { e1: { title: 'b' } } }, lines });
  const before = log.state();
  const undone = log.undo();
  return { before, undone: undone?.name ?? null, after: log.state() };
}"""
Opened = Callable[[list[Any], list[Any]], tuple[list[Any], list[Any]]]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[tuple[Page, list[Any]]]:
    """A page, and what a server that it asks has of the draft."""
    server: list[Any] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/assets/"):
            body = (ASSETS / path[8:]).read_bytes()
            route.fulfill(body=body, content_type="text/javascript")
        elif path.startswith("/api/"):
            if route.request.method == "POST":
                server.extend(json.loads(route.request.post_data or "")["lines"])
            route.fulfill(json={"lines": server, "colleague": False})
        else:
            route.fulfill(body="<p>", content_type="text/html")

    opened = browser.new_page()
    opened.route("**/*", answer)
    opened.goto("http://kept.test/")
    yield opened, server
    opened.close()


@pytest.fixture
def opens(page: tuple[Page, list[Any]]) -> Opened:
    """``opens(local, there)`` → the lines that the browser, and then those that the server has."""

    def found(local: list[Any], there: list[Any]) -> tuple[list[Any], list[Any]]:
        tab, server = page
        server[:] = there
        return tab.evaluate(OPEN, {"key": KEY, "local": local}), list(server)

    return found


def steps(*numbers: int) -> list[Any]:
    return [{**STEP, "n": n} for n in numbers]


def test_whoever_has_more_of_a_draft_is_right(opens: Opened) -> None:
    assert opens(steps(1, 2, 3), steps(1)) == (steps(1, 2, 3), steps(1, 2, 3)), (
        "the server was away"
    )
    assert opens([], steps(1, 2)) == (steps(1, 2), steps(1, 2)), "the browser forgot"
    assert opens(steps(1), [*steps(1), SAVED]) == ([*steps(1), SAVED],) * 2


def test_a_save_whose_answer_was_lost_is_not_made_again(opens: Opened) -> None:
    assert opens(steps(1, 2), [SAVED]) == ([SAVED], [SAVED])
    late = [SAVED, *steps(3)]
    assert opens(steps(1, 2, 3), [SAVED]) == (late, late), "a step that came after it stays"
    again = {**SAVED, "version": "v3"}
    assert opens([SAVED, *steps(1)], [again]) == ([again], [again])
    assert opens([SAVED, *steps(1)], [SAVED]) == ([SAVED, *steps(1)], [SAVED, *steps(1)])


def test_what_was_saved_is_no_draft_and_can_be_taken_back(page: tuple[Page, list[Any]]) -> None:
    found = page[0].evaluate(FOLD, [*steps(1, 2), SAVED])
    assert found["before"]["rows"] == {}
    assert found["undone"] == "what was saved"
    assert found["after"]["rows"]["events"]["e1"] == {"was": {"title": "b"}, "now": {"title": "a"}}
    assert found["after"]["done"] == ["e1"]


def test_what_stays_names_the_saved_by_their_new_ids(page: tuple[Page, list[Any]]) -> None:
    new = {"title": "New", "actors": "aze;~1", "replaced_by": "~1"}
    ops = [{"table": "events", "id": "~2", "was": None, "now": new}]
    line = {**SAVED, "clean": False, "ids": {"events": {"~1": "e9"}, "actors": {"~1": "a-town"}}}
    found = page[0].evaluate(FOLD, [{**STEP, "n": 1, "ops": ops}, line])
    now = found["before"]["rows"]["events"]["~2"]["now"]
    assert (now["actors"], now["replaced_by"]) == ("aze;a-town", "e9")
