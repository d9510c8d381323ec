"""The sentence alone, in a page of its own, with the answers of real sites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, parse_qsl, urlparse

import made_collections
import pytest
import shipped_sample  # type: ignore[import-not-found]
from access import violations  # type: ignore[import-not-found]
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from tries import tries

from geodash.views import told
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "src" / "geodash" / "assets"
HARNESS = ROOT / "tests" / "js"
PAGE = "sentence_harness.html"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}

JERMUK, LACHIN = "geonames:174884", "geonames:147626"
FILTERED = "?from=2022-08-01&to=2022-12-31&actor=ARM&actor=AZE"
SIZES = [(1366, 650), (1440, 780), (1920, 950)]
WORDS = ["when", "who", "what", "sure", "more"]


class _Files(BaseHTTPRequestHandler):
    """The harness, the product's own assets, what pages are told, and the answers of sites."""

    sites: ClassVar[dict[str, Site]]

    def do_GET(self) -> None:
        url = urlparse(self.path)
        root, _, name = url.path[1:].partition("/")
        file = (ASSETS if root == "assets" else HARNESS) / (name if "." in name else PAGE)
        if url.path == "/told.json":
            self._send(json.dumps(told.as_json()).encode(), "application/json")
        elif "/api/" in url.path:
            before, _, asked = url.path.partition("/api/")
            answer = self._answer(self.sites[before], asked, parse_qsl(url.query))
            self._send(json.dumps(answer).encode(), "application/json", "no-store")
        elif file.is_file():
            self._send(file.read_bytes(), TYPES[file.suffix])
        else:
            self.send_error(404)

    @staticmethod
    def _answer(site: Site, asked: str, pairs: list[tuple[str, str]]) -> dict:
        if asked == "events":
            return site.payload(pairs)
        assert asked == "cards"
        return site.cards(value for key, value in pairs if key == "id")

    def _send(self, body: bytes, kind: str, kept: str = "max-age=600") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The repository's own collection, and below ``/hostile`` the hostile one."""
    wicked = made_collections.hostile(tmp_path_factory.mktemp("hostile"))
    sites = {"": shipped_sample.site(), "/hostile": Site.open(wicked)}
    handler = type("Files", (_Files,), {"sites": sites})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests here: a view is a URL, so opening another one starts afresh."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(tab: Page, base: str):
    """A function that opens the harness at a size with a query string."""
    problems: list[str] = []

    def note(error: object) -> None:
        problems.append(str(error))

    def open_(query: str = "", size: tuple[int, int] = (1366, 650), path: str = "/") -> Page:
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.goto(f"{base}{path}{query}")
        tab.locator("body[data-ready]").first.wait_for()
        return tab

    tab.on("pageerror", note)
    yield open_
    tab.remove_listener("pageerror", note)
    assert problems == []


def word(page: Page, key: str):
    return page.locator(f"[data-word={key}]")


def params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def wait_params(page: Page, **wanted: list[str]) -> None:
    page.wait_for_function(
        """wanted => Object.entries(wanted).every(([k, v]) =>
             JSON.stringify(new URLSearchParams(location.search).getAll(k)) === JSON.stringify(v))
             && !gd.state.loading""",
        arg=wanted,
    )


def call(page: Page, module: str, expression: str):
    """Evaluates ``expression`` with the exports of a module as ``m``."""
    return page.evaluate(f"import('/assets/{module}').then(m => ({expression}))")


# --- pure functions ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pure(tab: Page, base: str) -> Page:
    """Any page of the harness: pure functions need its modules and what the server told them."""
    tab.goto(base)
    tab.locator("body[data-ready]").first.wait_for()
    return tab


def test_clusters_of_months_follow_the_events(pure: Page):
    days = [
        ["2019-10-14", "2019-10-14"],
        ["2022-08-25", "2022-08-26"],
        ["2022-10-01", "2022-10-01"],
        ["2022-07-20", "2022-08-05"],  # perhaps July, but August has an event of its own
        ["1991-01-01", "2001-12-31"],  # a decade is no month
        [None, None],
    ]
    got = call(pure, "sentence/months.js", f"m.monthClusters({json.dumps(days)})")
    assert [(c["from"], c["to"], c["label"]) for c in got] == [
        ("2019-10-01", "2019-10-31", "Oct 2019"),
        ("2022-08-01", "2022-10-31", "Aug–Oct 2022"),
    ]


def test_clusters_stay_few(pure: Page):
    days = [[f"{y}-06-01", f"{y}-06-02"] for y in range(1960, 2020)]
    got = call(pure, "sentence/months.js", f"m.monthClusters({json.dumps(days)}, 8)")
    assert 1 <= len(got) <= 8
    assert got[0]["from"] == "1960-06-01"
    assert got[-1]["to"] == "2019-06-30"


ARM = {"value": "ARM", "children": [{"value": "a"}, {"value": "b"}, {"value": "c"}]}


@pytest.mark.parametrize(
    ("chosen", "actor", "on", "mode", "result"),
    [
        (["ARM", "x"], "b", False, "", ["x", "a", "c"]),  # the others of the country stay
        (["ARM"], "b", True, "all", ["b"]),  # the narrower condition replaces the wider
        (["x"], "b", True, "", ["x", "b"]),
        (["b"], "b", False, "", []),
    ],
)
def test_countries_and_their_actors_agree(pure: Page, chosen, actor, on, mode, result):
    args = (
        f"{json.dumps(chosen)}, {{value: '{actor}'}}, {json.dumps(ARM)}, {json.dumps(on)}, '{mode}'"
    )
    assert call(pure, "sentence/actors.js", f"m.toggleActor({args})") == result


# --- the row -------------------------------------------------------------------------------------


def test_words_and_denominators_come_from_the_answer(opened):
    page = opened(FILTERED)
    expect(word(page, "when")).to_contain_text("1 Aug – 31 Dec 2022")
    expect(word(page, "who")).to_contain_text("Armenia or Azerbaijan")
    data = page.evaluate("gd.state.data")
    den = page.locator(".gd-s-den")
    expect(den).to_contain_text("one publisher")
    expect(den).to_contain_text(f"{data['count']} of {data['total']} events")
    expect(page.get_by_role("button", name="reset", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_one_row_and_cards_inside_the_window(opened, size):
    page = opened(FILTERED, size)
    box = page.locator(".gd-s").bounding_box()
    assert box["height"] <= 50
    for key in WORDS:
        word(page, key).click()
        card = page.locator(".gd-s-pop:popover-open")
        expect(card).to_have_count(1)
        b = card.bounding_box()
        assert b["x"] >= 0 and b["x"] + b["width"] <= size[0]
        assert b["y"] >= 0 and b["y"] + b["height"] <= size[1]
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0]


@pytest.mark.parametrize(("width", "rows"), [(1366, 1), (1100, 1), (1024, 2), (720, 2)])
def test_the_row_never_overflows_nor_takes_more_than_its_lines(opened, width, rows):
    query = f"{FILTERED}&kind=violence&kind=pressure&status=claimed&place={JERMUK}&bbox=44,38,48,41"
    page = opened(query, (width, 650))
    row = page.locator(".gd-s-row1")
    assert row.get_attribute("data-lines") == str(rows)
    assert row.bounding_box()["height"] <= 44 * rows
    seen = "[...document.querySelectorAll('.gd-s-row1 button')].filter(b => b.offsetParent)"
    boxes = page.evaluate(f"{seen}.map(b => b.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 8
    for box in boxes:
        assert box["left"] >= 0 and box["right"] <= width
        assert box["height"] >= 24
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = a["right"] <= b["left"] + 0.5 or b["right"] <= a["left"] + 0.5
            assert apart or a["bottom"] <= b["top"] + 0.5 or b["bottom"] <= a["top"] + 0.5


@pytest.mark.parametrize("width", [1100, 1366, 1440, 1920])
def test_what_nobody_chose_is_never_cut(opened, width):
    for query in (
        "?q=Jermuk",
        "?q=border&prec=2&bg=1",
        "?actor=ARM&q=border",
        "?kind=talks&q=border&prec=2",
    ):
        page = opened(query, (width, 650))
        cut = "n => n.scrollWidth > n.clientWidth"
        for key, default in (("when", "any time"), ("who", "anyone"), ("what", "any kind")):
            text = word(page, key).locator(".gd-s-word-text")
            assert not text.evaluate(cut)
            untouched = {"who": "actor=", "what": "kind="}.get(key, "from=") not in query
            assert not untouched or text.inner_text() == default
        sure = word(page, "sure").inner_text()
        assert sure.endswith(("as sure as the articles are", "any certainty")), sure
        for chip in page.locator(".gd-s-chip-text").all():
            assert width < 1366 or not chip.evaluate(cut), query


def test_what_gives_way_first(opened):
    page = opened("?q=border", (1920, 650))
    given = [page.locator(".gd-s-row1").get_attribute("data-fit")]
    for width in range(1500, 1099, -50):
        page.set_viewport_size({"width": width, "height": 650})
        page.wait_for_function(
            "w => document.querySelector('.gd-s-row1').clientWidth === w", arg=width
        )
        page.evaluate("gd.widget.resize()")
        given.append(page.locator(".gd-s-row1").get_attribute("data-fit"))
    order = "badge publishers articles add words events"
    assert given[0] == "" and "publishers" in given[-1]
    assert all(order.startswith(g) for g in given)
    assert given == sorted(given, key=len)


@settings(max_examples=tries(60))
@given(st.lists(st.integers(20, 400), min_size=1, max_size=8), st.integers(1, 400))
def test_long_lists_are_cut_before_short_ones(pure: Page, widths: list[int], excess: int):
    cut = call(pure, "sentence/fit.js", f"m.widestCut({widths}, {excess})")
    saved = sum(w - min(w, cut) for w in widths)
    assert saved >= min(excess, sum(widths))
    assert cut == 0 or saved < excess + len(widths)


def test_an_empty_answer_names_no_publisher(opened):
    page = opened("?actor=NOR&kind=other")
    page.get_by_text("No event matches.").wait_for()
    page.evaluate("gd.state.emit('data', Object.assign(gd.state.data, {total: 0}))")
    assert "0 publishers" not in page.locator(".gd-s").inner_text()
    assert "0 articles" not in page.locator(".gd-s").inner_text()


def test_dates_known_to_the_day_in_one_choice(opened):
    page = opened()
    page.get_by_role("button", name=re.compile("as sure as")).click()
    page.get_by_role("radio", name=re.compile("^The day")).check()
    wait_params(page, dprec=["1"])
    expect(page.locator(".gd-s-chip", has_text="dated to the day")).to_be_visible()


def test_removing_a_chip_and_reset(opened):
    page = opened(f"?q=military&place={LACHIN}&prec=3&dprec=4&bg=1")
    for text in (
        "with the word “military”",
        "at or about Lachin District",
        "placed to the district or better",
        "dated to the month or better",
        "background included",
    ):
        expect(page.locator(".gd-s-chip", has_text=text)).to_be_visible()
    page.get_by_role("button", name="Remove: with the word “military”").click()
    wait_params(page, q=[], place=[LACHIN])
    expect(page.locator(".gd-s-chip-x").first).to_be_focused()
    page.get_by_role("button", name="reset", exact=True).click()
    page.wait_for_function("location.search === '' && !gd.state.loading")
    expect(page.get_by_role("button", name="reset", exact=True)).to_be_hidden()
    assert page.evaluate("document.activeElement !== document.body")


def test_when_nothing_matches_one_filter_is_offered(opened):
    page = opened("?actor=GRC&kind=violence&from=2022-08-01")
    expect(page.get_by_text("No event matches.")).to_be_visible()
    kinds = page.evaluate("gd.state.data.facets.kinds.reduce((n, k) => n + k.count, 0)")
    page.get_by_role("button", name=f"of any kind: {kinds} events").click()
    wait_params(page, kind=[], actor=["GRC"])
    expect(page.get_by_text("No event matches.")).to_be_hidden()
    assert page.evaluate("gd.state.data.count") == kinds


def test_notices_are_shown_and_dismissed(opened):
    page = opened("?actor=Narnia")
    notice = page.locator(".gd-s-note", has_text="actor=“Narnia” was left out")
    expect(notice).to_have_count(1)
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("Narnia")
    page.get_by_role("button", name="Dismiss this notice").click()
    expect(notice).to_have_count(0)


# --- the cards -----------------------------------------------------------------------------------


def test_a_change_applies_at_once_and_keeps_focus_scroll_and_nodes(opened):
    page = opened(FILTERED, (1366, 500))
    word(page, "who").click()
    card = page.get_by_role("dialog", name="Who")
    box = card.get_by_role("checkbox", name="United States", exact=True)
    box.evaluate("n => { n.scrollIntoView({block: 'end'}); n.kept = true; }")
    body = page.locator(".gd-s-pop:popover-open .gd-s-pop-body")
    before = body.evaluate("n => n.scrollTop")
    assert before > 0
    count = box.locator("xpath=..").locator(".gd-s-opt-n")
    box.focus()
    page.keyboard.press("Space")
    wait_params(page, actor=["ARM", "AZE", "USA"])
    expect(word(page, "who")).to_contain_text("Armenia, Azerbaijan or United States")
    expect(box).to_be_focused()
    assert box.evaluate("n => n.kept")
    assert body.evaluate("n => n.scrollTop") == before
    assert int(count.inner_text()) > 0
    expect(card).to_be_visible()


def test_counts_of_the_other_cards_follow(opened):
    page = opened("?actor=TUR")
    word(page, "what").click()
    card = page.get_by_role("dialog", name="What")
    shown = [
        int(t) for t in card.locator(".gd-s-list").first.locator(".gd-s-opt-n").all_inner_texts()
    ]
    assert shown == page.evaluate("gd.state.data.facets.kinds.map(k => k.count)")
    card.get_by_role("checkbox", name="Violence", exact=True).check()
    card.get_by_text("finer: PLOVER types").click()
    card.get_by_role("checkbox", name="Assault").check()
    wait_params(page, kind=["violence"], type=["ASSAULT"])


def test_unticking_an_actor_of_a_chosen_country_keeps_the_others(opened):
    page = opened("?actor=ARM")
    word(page, "who").click()
    card = page.get_by_role("dialog", name="Who")
    card.get_by_role("button", name="Actors of Armenia").click()
    inside = card.get_by_role("group", name="Armenia")
    box = inside.get_by_role("checkbox", name="Armed forces of Armenia")
    expect(box).to_be_checked()
    box.uncheck()
    wait_params(page, actor=["armenia", "ruben-vardanyan"])
    country = card.locator("input[value=ARM]")
    assert country.evaluate("n => n.indeterminate")
    country.check()
    wait_params(page, actor=["ARM"])


def test_search_finds_actors_without_their_diacritics(opened):
    page = opened()
    word(page, "who").click()
    card = page.get_by_role("dialog", name="Who")
    card.get_by_role("searchbox").fill("turkiye")
    expect(card.get_by_role("checkbox", name="Türkiye", exact=True)).to_be_visible()
    expect(card.get_by_role("checkbox", name="Greece", exact=True)).to_be_hidden()
    card.get_by_role("searchbox").fill("zzzz")
    expect(card.get_by_text("No actor of that name.")).to_be_visible()


def countries(page: Page) -> list[str]:
    return page.locator(".gd-s-country:visible .gd-s-row .gd-s-opt-text").all_inner_texts()


def test_chosen_actors_are_on_top_and_rows_stay_while_one_chooses(opened):
    page = opened("?actor=TUR&from=2019-10-01&to=2019-10-31")
    word(page, "who").click()
    first = countries(page)
    assert first[0] == "Türkiye"
    expect(page.locator("input[value=TUR]")).to_be_focused()
    facets = {a["label"]: a["count"] for a in page.evaluate("gd.state.data.facets.actors")}
    shown = [bool(facets[name]) for name in first[1:] if name in facets]
    assert False in shown and shown == sorted(shown, reverse=True)
    page.get_by_role("dialog", name="Who").get_by_role(
        "checkbox", name="Norway", exact=True
    ).check()
    wait_params(page, actor=["NOR", "TUR"])
    assert countries(page) == first
    page.keyboard.press("Escape")
    word(page, "who").click()
    assert countries(page)[:2] == ["Norway", "Türkiye"]


def test_like_names_come_before_names_that_hide_what_was_typed(opened):
    page = opened("?actor=FRA")
    word(page, "who").click()
    box = page.get_by_role("searchbox", name="Find an actor")
    box.fill("ira")
    expect(page.locator(".gd-s-country:visible")).to_have_count(3)
    assert countries(page) == ["Iran", "France", "Azerbaijan"]
    box.fill("ar")
    assert countries(page)[:3] == ["Armenia", "Armenian groups in Nagorno-Karabakh", "France"]
    box.fill("")
    assert countries(page)[:2] == ["France", "Afghanistan"]


def test_side_waits_for_an_actor(opened):
    page = opened()
    word(page, "who").click()
    card = page.get_by_role("dialog", name="Who")
    card.get_by_role("radio", name="was acted on").check()
    card.get_by_role("checkbox", name="Azerbaijan", exact=True).check()
    wait_params(page, actor=["AZE"], side=["to"])


def test_dates_are_typed_and_wrong_ones_explained(opened):
    page = opened()
    word(page, "when").click()
    card = page.get_by_role("dialog", name="When")
    first, last = card.get_by_label("From"), card.get_by_label("To", exact=True)
    first.fill("Aug 2022")
    first.press("Enter")
    wait_params(page, **{"from": ["2022-08-01"]})
    last.fill("soon")
    last.press("Tab")
    expect(card.get_by_text("Not a date.")).to_be_visible()
    expect(last).to_have_attribute("aria-invalid", "true")
    last.fill("2021-01-01")
    last.press("Enter")
    expect(card.get_by_text("The last day is before the first.")).to_be_visible()
    assert "to" not in params(page)
    last.fill("2022-09")
    last.press("Enter")
    wait_params(page, **{"from": ["2022-08-01"], "to": ["2022-09-30"]})
    card.get_by_role("radio", name="Certainly within").check()
    wait_params(page, when=["certain"])


def test_quick_choices_know_the_dates_outside_the_filter(opened):
    page = opened("?from=2022-07-01&to=2022-12-31")
    word(page, "when").click()
    quick = page.get_by_role("group", name="Quick choices")
    expect(quick.get_by_role("button", name="July–Dec 2022")).to_have_attribute(
        "aria-pressed", "true"
    )
    quick.get_by_role("button", name="Oct–Nov 2019").click()
    wait_params(page, **{"from": ["2019-10-01"], "to": ["2019-11-30"]})


def test_one_search_is_one_step_back(opened):
    page = opened("?actor=ARM")
    word(page, "more").click()
    box = page.get_by_role("searchbox", name="Word in a title or passage")
    for text in ("dr", "dron", "drone"):
        box.fill(text)
        wait_params(page, q=[text])
    box.press("Enter")
    expect(page.locator(".gd-s-chip")).to_contain_text("with the word “drone”")
    assert page.evaluate("gd.modes.map(([, mode]) => mode)") == ["push", "replace", "replace"]
    page.go_back()
    wait_params(page, q=[], actor=["ARM"])


def test_places_that_would_show_nothing_are_left_out(opened):
    page = opened(f"?q=border&place={LACHIN}&kind=talks")
    word(page, "more").click()
    group = page.get_by_role("group", name="At or about a place")
    facets = page.evaluate("gd.state.data.facets.places")
    assert any(not p["count"] for p in facets if p["value"] != LACHIN)
    rows = group.locator(".gd-s-opt:visible")
    shown = rows.evaluate_all(
        "ns => ns.map((n) => [n.querySelector('input').checked, +n.querySelector('.gd-s-opt-n').textContent])"
    )
    assert shown[0][0]
    counts = [n for chosen, n in shown if not chosen]
    assert counts == sorted(counts, reverse=True) and 0 not in counts
    assert len(counts) == sum(p["count"] > 0 for p in facets if p["value"] != LACHIN)
    empty = next(p["label"] for p in facets if not p["count"] and len(p["label"]) < 20)
    page.get_by_role("searchbox", name="Find a place").fill(empty[:4])
    expect(group.get_by_role("checkbox", name=empty, exact=True)).to_be_visible()


def test_a_word_that_names_a_place_offers_the_place(opened):
    page = opened("?actor=ARM&actor=AZE")
    word(page, "more").click()
    n = page.evaluate(
        "gd.state.data.facets.places.find((p) => p.label.startsWith('Strip at')).count"
    )
    page.get_by_role("searchbox", name="Word in a title or passage").fill("berd")
    wait_params(page, q=["berd"])
    offer = page.get_by_role("group", name="Places of that name").get_by_role("button")
    expect(offer).to_have_text(
        f"Events at or about Strip at Lachin / Berdzor{n} event{'' if n == 1 else 's'}"
    )
    offer.click()
    wait_params(page, q=[], place=["area:lachin-strip"], actor=["ARM", "AZE"])
    expect(page.locator(".gd-s-pop:popover-open")).to_have_count(0)
    expect(page.locator(".gd-s-chip")).to_contain_text("at or about Strip at Lachin / Berdzor")
    expect(word(page, "more")).to_be_focused()
    assert page.evaluate("gd.state.data.count") == n
    assert page.evaluate("gd.modes.map(([, mode]) => mode)") == ["push", "replace"]


def test_enter_confirms_a_word_and_escape_takes_it_back(opened):
    page = opened("?q=drone")
    box = page.get_by_role("searchbox", name="Word in a title or passage")
    word(page, "more").click()
    box.fill("border")
    wait_params(page, q=["border"])
    page.keyboard.press("Escape")
    wait_params(page, q=["drone"])
    expect(page.locator(".gd-s-pop:popover-open")).to_have_count(0)
    word(page, "more").click()
    expect(box).to_have_value("drone")
    box.fill("border road")
    page.keyboard.press("Enter")
    wait_params(page, q=["border road"])
    expect(page.locator(".gd-s-pop:popover-open")).to_have_count(0)
    word(page, "more").click()
    page.keyboard.press("Escape")
    assert params(page)["q"] == ["border road"]


def test_escape_takes_back_a_half_typed_date(opened):
    page = opened("?from=2022-08-01")
    word(page, "when").click()
    page.get_by_label("From").fill("2022-09")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="When")).to_be_hidden()
    word(page, "when").click()
    expect(page.get_by_label("From")).to_have_value("1 Aug 2022")
    assert params(page)["from"] == ["2022-08-01"]


def test_the_map_view_as_a_filter_only_where_there_is_a_map(opened):
    page = opened()
    word(page, "more").click()
    page.get_by_role("checkbox", name="Only what is in the map view now").check()
    wait_params(page, bbox=["44.1,38.8,48.2,41"])
    bare = opened(path="/nomap")
    word(bare, "more").click()
    expect(bare.get_by_role("checkbox", name="Only what is in the map view now")).to_be_hidden()


def test_keyboard_alone(opened):
    page = opened()
    word(page, "when").focus()
    page.keyboard.press("Tab")
    expect(word(page, "who")).to_be_focused()
    page.keyboard.press("Enter")
    expect(word(page, "who")).to_have_attribute("aria-expanded", "true")
    card = page.get_by_role("dialog", name="Who")
    expect(card.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(card.get_by_role("checkbox", name="Afghanistan", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    wait_params(page, actor=["afghan-national-army"])
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word(page, "who")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="either").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="What “acted on” means")).to_be_focused()
    page.keyboard.press("Tab")
    expect(word(page, "what")).to_be_focused()
    expect(word(page, "who")).to_have_attribute("aria-expanded", "false")


def test_escape_in_a_card_reaches_nobody_else_and_a_click_outside_closes(opened):
    page = opened()
    page.evaluate("document.addEventListener('keydown', e => (window.heard = e.key))")
    word(page, "what").click()
    page.keyboard.press("Escape")
    assert page.evaluate("window.heard") is None
    word(page, "what").click()
    page.locator("#outside").click(position={"x": 5, "y": 5})
    expect(page.locator(".gd-s-pop:popover-open")).to_have_count(0)


def test_changes_are_announced_and_the_first_sentence_is_not(opened):
    page = opened("?actor=ARM")
    live = page.locator(".gd-s").get_by_role("status")
    expect(live).to_have_count(1)
    expect(live).to_have_text("")
    word(page, "what").click()
    page.get_by_role("checkbox", name="Violence", exact=True).check()
    wait_params(page, kind=["violence"])
    expect(live).to_have_text(page.evaluate("gd.state.data.sentence"))
    expect(live).to_contain_text("violence")


def test_hostile_names_are_text(opened):
    page = opened("?article=report&actor=actor2", path="/hostile")
    for key in WORDS:
        word(page, key).click()
    page.keyboard.press("Escape")
    expect(page.locator("[data-chip=article]")).to_contain_text("<img src=x")
    expect(word(page, "who")).to_contain_text('A2 "><img src=x')
    assert page.locator(".gd-s img, .gd-s script, .gd-s iframe").count() == 0
    assert page.evaluate("window.__pwned") is None


# --- the phone -----------------------------------------------------------------------------------


def test_the_phone_has_one_row_and_a_sheet(opened):
    page = opened(FILTERED, (390, 844))
    opener = page.locator(".gd-s-short")
    expect(opener).to_contain_text("Aug–Dec 2022 · Armenia or Azerbaijan")
    assert page.locator(".gd-s").bounding_box()["height"] <= 46
    page.get_by_role("button", name="Menu").click()
    assert page.evaluate("gd.menus") == 1
    opener.click()
    sheet = page.get_by_role("dialog", name="Filter the events")
    box = sheet.bounding_box()
    assert (box["width"], box["height"]) == (390, 844)
    sheet.get_by_role("checkbox", name="Violence", exact=True).check()
    wait_params(page, kind=["violence"])
    n = page.evaluate("gd.state.data.count")
    expect(sheet.get_by_role("status")).to_have_text(page.evaluate("gd.state.data.sentence"))
    show = sheet.get_by_role("button", name=f"Show {n} event")
    assert show.bounding_box()["y"] + show.bounding_box()["height"] <= 844
    show.click()
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_contain_text("+1")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_turning_the_phone_changes_the_form(opened):
    page = opened(FILTERED, (390, 844))
    page.locator(".gd-s-short").click()
    page.set_viewport_size({"width": 1366, "height": 650})
    expect(word(page, "who")).to_be_visible()
    word(page, "who").click()
    expect(page.get_by_role("dialog", name="Who")).to_be_visible()


# --- axe -----------------------------------------------------------------------------------------


def test_axe_finds_nothing_serious(opened):
    page = opened(f"{FILTERED}&q=border&actor=Narnia")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for key in ("when", "who", "sure"):
            word(page, key).click()
            assert violations(page, colours=scheme == "dark") == [], (scheme, key)


def test_axe_finds_nothing_serious_in_the_sheet(opened):
    page = opened(FILTERED, (390, 844))
    page.locator(".gd-s-short").click()
    assert violations(page) == []
