"""Published pages in a browser: an article comes alive, and a frame in somebody's page needs no origin of its own."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geodash.publish.edition import Edition
from geodash.publish.explore_page import explore_leaves, explore_pieces
from geodash.publish.live import ground_leaves, pieces_of
from geodash.publish.stock import Stock
from geodash.publish.tree import companion_of, front_leaf, leaf_at
from geodash.web.editions import edition_of
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[2]
ARTICLE, EVENT, JERMUK = "timely-diplomacy", "cc-0040", "cc-0041"
#: WordPress frames what it is given so: no origin, no fonts, no requests.
HOST = """<!doctype html><title>A blog</title><iframe width="640" height="200" sandbox="allow-scripts"
 src="e/cc-0041/embed/#?secret=abc"></iframe>
<script>const said = []; addEventListener('message', (ev) => said.push(ev.data));</script>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def some_files(edition: Edition, stock: Stock, folder: Path) -> None:
    """The pages that are looked at here, and what they need."""
    read = companion_of(edition, ARTICLE)
    paths = [*stock.leaves, f"a/{ARTICLE}/", f"a/{ARTICLE}/read.json"]
    paths += ["e/cc-0041/", "e/cc-0041/embed/"]
    found = [leaf_at(edition, stock, path) for path in paths]
    for leaf in (
        *found,
        *explore_leaves(edition, stock),
        *ground_leaves(edition, [pieces_of(edition, read), explore_pieces(edition)]),
        front_leaf(edition, stock),
    ):
        assert leaf
        file = folder / leaf.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(leaf.make())
    (folder / "host.html").write_text(HOST)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Below a path of a plain server, which squeezes nothing."""
    top = tmp_path_factory.mktemp("www")
    some_files(edition_of(Site.open(ROOT), "https://maps.example.org/x/"), Stock(), top / "maps")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/maps"
    server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 780})
    yield context.new_page()
    context.close()


def test_an_article_comes_alive_and_follows_what_is_read(page: Page, address: str) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("console", lambda m: wrong.append(m.text) if "Refused" in m.text else None)
    page.goto(f"{address}/a/{ARTICLE}/")
    assert not any("live-" in url for url in asked)  # nobody has read yet
    page.locator(".gd-seg").first.scroll_into_view_if_needed()
    page.mouse.move(900, 400)  # the whole browser tells no way of a pointer that only arrives
    page.mouse.move(1000, 400)
    expect(page.locator(".gp-read[data-ready]")).to_be_visible(timeout=30_000)
    page.locator(f"#{EVENT}").click()
    expect(page.locator(".gd-cap-title")).to_contain_text("Attacks near Jermuk")
    expect(page.locator(".gd-cap-said")).to_contain_text("Azerbaijan")
    assert page.url.endswith(f"#{EVENT}")
    page.get_by_role("button", name="Next passage").click()
    expect(page.locator(".gd-cap-number")).to_have_text("11 of 29")
    expect(page.locator(".gp-below [data-copy]")).to_have_count(2)
    expect(page.locator(".gp-below a")).to_have_attribute(
        "href", f"../../explore/?article={ARTICLE}"
    )
    assert all(url.startswith(address) or url.startswith("data:") for url in asked)
    assert page.context.cookies() == [] and wrong == []


def test_an_events_frame_works_without_an_origin_and_says_how_high_it_is(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/host.html")
    page.wait_for_function("said.length >= 2")
    own, wordpress = page.evaluate("said")[:2]
    assert own["geodash"] and 300 < own["height"] < 1000
    assert (wordpress["message"], wordpress["secret"]) == ("height", "abc")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_contain_text("Attack near Jermuk")
    frame.locator("footer a").last.click()
    page.wait_for_function("said.some((m) => m.message === 'link')")
    link = next(m for m in page.evaluate("said") if m.get("message") == "link")
    assert link["value"] == "https://maps.example.org/x/e/cc-0041/"


def test_explore_answers_its_filters_without_a_server(page: Page, address: str) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("response", lambda r: wrong.append(r.url) if r.status >= 400 else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(f"{address}/explore/?kind=violence&event={EVENT}")
    page.locator(".gd-explore[data-ready='1']").wait_for()
    card = page.locator(f".gd-card[data-event='{EVENT}']")
    expect(card.locator(".gd-source-title")).to_have_attribute(
        "href", re.compile(r"^\.\./a/[^/]+/#")
    )
    count = "document.querySelector('.gd-explore').gd.state.data.count"
    assert page.evaluate(count) == Site.open(ROOT).payload([("kind", "violence")])["count"]
    page.evaluate(
        "document.querySelector('.gd-explore').gd.state.setFilter({ q: 'no such words' })"
    )
    page.wait_for_function(f"{count} === 0")
    assert "q=no+such+words" in page.url
    # What is shown, in a frame of somebody's page: the same filter, without the site's own head.
    page.go_back()
    page.wait_for_function(f"{count} > 0")
    page.locator("body").press("Escape")
    page.get_by_role("button", name="Embed").click()
    code = page.locator(".gd-drop[open] code").inner_text()
    assert "kind=violence" in code and "embed=view" in code and "sandbox=" in code
    page.goto(f"{address}/host.html")
    page.evaluate("(code) => { document.body.innerHTML = code; }", code)
    frame = page.frame_locator("iframe")
    frame.locator(".gd-explore[data-ready='1']").wait_for()
    expect(frame.locator(".gp-head")).to_be_hidden()
    expect(frame.locator(".gd-row").first).to_be_visible()
    assert frame.locator(".gd-explore").bounding_box() == page.locator("iframe").bounding_box()
    assert not wrong
    assert all(url.startswith(address) for url in asked)
    assert not any("/api/" in url for url in asked)


def test_on_a_phone_three_questions_about_a_place_take_three_taps(
    browser: Browser, address: str
) -> None:
    """What happened near Jermuk, who says so, what does the other side say; from the first page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/")
    page.get_by_role("link", name="Explore them on one map").tap()
    page.locator(".gd-explore[data-ready='1']").wait_for()
    page.locator(".gd-map").get_by_role("button", name=re.compile("Attack near Jermuk")).tap()
    card = page.locator(f".gd-card[data-event='{JERMUK}']")
    expect(card.locator(".gd-card-title")).to_be_in_viewport()
    expect(card.locator(".gd-card-title")).to_contain_text("says Armenia’s Defence Ministry")
    expect(card.locator("blockquote, .gd-passage").first).to_be_in_viewport()
    # The third finger pulls the sheet up; the rest is reading on.
    page.get_by_role("button", name=re.compile("press to change")).tap()
    answer = card.get_by_text("Azerbaijan, on the fighting as a whole").first
    answer.scroll_into_view_if_needed()
    expect(answer).to_be_in_viewport()
    context.close()


def test_on_a_phone_the_head_has_the_name_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page = context.new_page()
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{address}/e/{JERMUK}/")
        name = page.locator(".gp-brand strong")
        assert name.evaluate("e => e.scrollHeight - e.clientHeight") <= 2
        assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_without_a_script_explore_says_what_is_there_and_leads_on(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/explore/")
    expect(page.get_by_role("heading", name="Explore")).to_be_visible()
    page.get_by_role("link", name="Can Timely Diplomacy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Can Timely Diplomacy")
    page.get_by_role("link", name="Explore its events").click()
    expect(page.get_by_role("link", name="All articles and events")).to_be_visible()
    context.close()
