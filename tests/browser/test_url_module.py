"""The browser's half of the URL codec: what it takes apart it puts together as Python would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parents[1] / "js"))
import timeline_collection as harness

from geodash.query.filter import KNOWN_PARAMS, MANY_PARAMS, UI_PARAMS
from geodash.query.params import query_string

THERE_AND_BACK = """async (search) => {
  const u = await import('/assets/core/url.js');
  const { params, ui } = u.parseSearch(search);
  return { params, ui, back: u.toSearch(params, ui) };
}"""
#: Every parameter there is, those that repeat twice, in canonical order.
PAIRS = [
    (key, f"{key} “{n}”/a,b:c & é")
    for key in KNOWN_PARAMS
    for n in range(2 if key in MANY_PARAMS else 1)
]
PAGE = [(key, f"{key}/1") for key in UI_PARAMS]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that only lends its script engine, and has been told the parameters."""
    server, url = harness.serve()
    opened = browser.new_page()
    opened.goto(url)
    opened.locator("html[data-ready]").first.wait_for()
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def test_no_parameter_is_lost_and_none_keeps_only_its_last_value(page: Page) -> None:
    search = f"?{query_string([*PAIRS, *PAGE])}"
    found = page.evaluate(THERE_AND_BACK, search)
    assert found["back"] == search
    assert list(found["ui"]) == list(UI_PARAMS)
    for key in KNOWN_PARAMS:
        values = [value for k, value in PAIRS if k == key]
        assert found["params"][key] == (values if key in MANY_PARAMS else values[0])


def test_equal_views_have_equal_addresses(page: Page) -> None:
    mixed = f"?{query_string([*reversed(PAGE), ('other', 'x'), *reversed(PAIRS)])}"
    again = page.evaluate(THERE_AND_BACK, page.evaluate(THERE_AND_BACK, mixed)["back"])
    keys = [pair.split("=")[0] for pair in again["back"][1:].split("&")]
    wanted = [key for key, _ in PAIRS]
    assert keys == [*wanted, "other", *UI_PARAMS]
