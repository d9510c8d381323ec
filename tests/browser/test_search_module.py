"""The search alone, in a page of its own, with the answers of real sites: its keys, its groups, a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import made_collections
import pytest
import shipped_sample  # type: ignore[import-not-found]
from access import ALL, violations  # type: ignore[import-not-found]
from playwright.sync_api import Browser, Page, Route, expect

from geodash.views import told
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "src" / "geodash" / "assets"
ORIGIN = "http://search.test"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
DESK, PHONE = (1366, 650), (390, 844)
Open = Callable[..., Page]
#: Of Lachin, in all groups together: how many in the articles as they are.
FOUND = re.compile(r"^[2-9]\d found$")

#: The chosen line: what it says, and whether it is in sight.
CHOSEN = """() => {
  const input = document.querySelector('.gd-f-input');
  const row = document.getElementById(input.getAttribute('aria-activedescendant'));
  const [r, s] = [row, document.querySelector('.gd-f-list')].map((el) => el.getBoundingClientRect());
  const lines = [...document.querySelectorAll('[role=option]')];
  return { text: row.textContent, group: row.closest('[role=group]').getAttribute('aria-labelledby'), at: lines.indexOf(row),
    one: lines.filter((l) => l.getAttribute('aria-selected') === 'true').length, inSight: r.top >= s.top - 1 && r.bottom <= s.bottom + 1 };
}"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    wicked = made_collections.hostile(tmp_path_factory.mktemp("hostile"))
    return {"own": shipped_sample.site(), "hostile": Site.open(wicked)}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page


@pytest.fixture
def opened(tab: Page, sites: dict[str, Site]) -> Open:
    """``opened(DESK)`` → the page, its search mounted anew."""

    def make(size: tuple[int, int] = DESK, site: str = "own") -> Page:
        def answer(route: Route) -> None:
            url = urlsplit(route.request.url)
            if url.path == "/told.json":
                route.fulfill(json=told.as_json())
            elif url.path == "/api/search":
                found = sites[site].search(parse_qs(url.query).get("q", [""])[0])
                route.fulfill(body=json.dumps(found), content_type="application/json")
            else:
                asset = url.path.startswith("/assets/")
                file = ASSETS / url.path[8:] if asset else ROOT / "tests" / "js" / "search.html"
                route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])

        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.unroute_all(behavior="ignoreErrors")
        tab.route("**/*", answer)
        if tab.url.startswith(ORIGIN):
            tab.evaluate("start()")
        else:
            tab.goto(f"{ORIGIN}/")
            tab.locator("body[data-ready]").wait_for()
        return tab

    return make


def chosen(page: Page) -> dict:
    found = page.evaluate(CHOSEN)
    assert found["one"] == 1 and found["inSight"], found
    return found


def test_one_search_by_keys_alone(opened: Open) -> None:
    page = opened()
    box, panel = page.locator(".gd-f-input"), page.locator(".gd-f-panel")
    page.locator("#field").focus()
    page.keyboard.press("/")
    expect(page.locator("#field")).to_have_value("/")  # whoever writes a slash has one
    page.locator("#before").focus()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    expect(page.locator(".gd-f-nothing")).to_contain_text("Searches 119 events, the texts of 9")
    page.keyboard.type("lachin")
    expect(page.locator(".gd-f-n")).to_have_text(FOUND)
    assert page.evaluate("shown.answer") == "lachin"
    # Every group in its order, everything lit in both names, the first line chosen.
    heads = page.locator(".gd-f-head strong").all_text_contents()
    assert heads[:3] == ["Events", "Passages in articles", "Editor’s notes"]
    assert heads[3:] == ["People and organisations", "Places", "Names on the map"]
    assert {"Lachin", "Berdzor"} == set(page.locator(".gd-f mark").all_text_contents())
    first = chosen(page)
    assert (first["at"], first["group"]) == (0, "gd-f-events")
    assert page.evaluate("shown.chosen").startswith("cc-")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert chosen(page)["at"] == 1
    # Tab from group to group, Shift Tab back.
    groups = []
    for _ in range(5):
        page.keyboard.press("Tab")
        groups.append(chosen(page)["group"])
    assert groups == [f"gd-f-{k}" for k in ("passages", "notes", "people", "places", "names")]
    page.keyboard.press("Shift+Tab")
    assert chosen(page)["group"] == "gd-f-places"
    expect(box).to_be_focused()
    assert violations(page, grave=ALL) == []
    # The rest of a group on its own line, then all that is in it.
    rest = page.locator("[role=option]").filter(has_text="8 more events")
    rest.click()
    expect(rest).to_have_count(0)
    assert page.locator(".gd-f-group").first.locator(".is-found").count() == 11
    expect(box).to_be_focused()
    # Escape closes and keeps the word, a second empties.
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(box).to_have_value("lachin")
    assert page.evaluate("[shown.answer, shown.chosen]") == [None, None]
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_lines_open_or_become_a_filter(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("mitso")
    expect(page.locator(".gd-f-n")).to_have_text("3 found")
    expect(page.locator(".gd-f-nothing")).to_contain_text(
        re.compile(r"^Nothing among \d+ editor’s notes, [\d,]+ places, ")
    )
    page.keyboard.press("Enter")
    expect(page.locator(".gd-f-panel")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(".gd-f-n")).to_have_text("3 found")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("/")
    page.keyboard.type("Lausanne")
    expect(page.locator(".gd-f-n")).to_have_text("7 found")
    note = page.locator(".gd-f-note")
    expect(note).to_contain_text(
        "No event is coded from this sentence. Editor’s note: The treaty of"
    )
    assert "not on the map now" in page.locator(".is-found").first.inner_text()
    # A place without an event shows nothing: it is no filter, and can be gone to.
    for _ in range(3):
        page.keyboard.press("Tab")
    assert chosen(page)["group"] == "gd-f-places"
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".gd-f-panel")).to_be_visible()
    # One group alone, by its chip.
    page.get_by_role("button", name="Notes 4").click()
    expect(page.locator(".gd-f-head strong")).to_have_text(["Editor’s notes"])
    page.locator(".is-found").last.click()
    expect(page.locator(".gd-f-panel")).to_be_hidden()
    assert page.evaluate("did") == [
        ["open", "cc-0071"],
        ["filter", {"q": "mitso"}],
        ["filter", {"actor": "greece"}],
        ["open", "aegean-simmering"],
    ]


def test_on_a_phone_results_end_above_the_keyboard(opened: Open) -> None:
    page = opened(PHONE)
    box = page.locator(".gd-f-input")
    assert page.locator(".gd-f-box").bounding_box()["width"] <= 150
    box.click()
    page.keyboard.type("lachin")
    expect(page.locator(".gd-f-n")).to_have_text(FOUND)
    small = page.evaluate(
        "[...document.querySelectorAll('.gd-f button, .gd-f [role=option]')].filter((b) => b.offsetParent)"
        ".map((b) => [b.textContent, b.getBoundingClientRect().height]).filter(([, h]) => h < 44 - .5)"
    )
    assert [s for s in small if s[0] != "×"] == []
    # A keyboard comes up: the visual viewport ends where it begins.
    page.evaluate(
        "() => { Object.defineProperty(visualViewport, 'height', { configurable: true, value: innerHeight - 300 });"
        " visualViewport.dispatchEvent(new Event('resize')) }"
    )
    panel = page.locator(".gd-f-panel").bounding_box()
    assert panel["y"] + panel["height"] == PHONE[1] - 300
    assert panel["y"] > 100  # the map stays in sight
    show = page.get_by_role("button", name="Show 8 events on the map")
    assert show.bounding_box()["y"] + 44 <= PHONE[1] - 300
    assert violations(page, grave=ALL) == []
    show.click()
    page.evaluate(
        "() => { delete visualViewport.height; visualViewport.dispatchEvent(new Event('resize')) }"
    )
    box.click()
    page.get_by_role("button", name="Empty the search").click()
    expect(box).to_have_value("")
    page.get_by_role("button", name="Close the search").click()
    expect(page.locator(".gd-f-panel")).to_be_hidden()
    assert page.evaluate("did") == [["filter", {"q": "lachin"}]]


def test_hostile_text_is_text_and_a_lost_server_is_said(opened: Open) -> None:
    page = opened(site="hostile")
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=window.pwned=1>")
    expect(page.locator(".gd-f-n")).to_contain_text("found")
    assert page.locator(".gd-f-panel :is(img, script)").count() == 0
    assert page.evaluate("window.pwned") is None
    page.unroute_all(behavior="ignoreErrors")
    page.route("**/api/**", lambda route: route.abort())
    box = page.locator(".gd-f-input")
    box.fill("another word")
    expect(page.locator(".gd-f-nothing")).to_contain_text("Is geodash still running?")
    expect(page.locator(".gd-f-live")).to_contain_text("could not be asked")
