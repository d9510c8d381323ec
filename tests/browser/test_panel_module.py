"""The panel in a browser, with its real state and the real cards, without a server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from access import ALL, violations  # type: ignore[import-not-found]
from playwright.sync_api import Browser, Page, expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from panel_page import ORIGIN, PanelPage, payload
from panel_sample import DAY, FIRED, sample

from geodash.domain.model import Collection, Mention

HOSTILE = (
    "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script>\"'{{7*7}} \u202eעברית 😀"
)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab with the panel's modules loaded; each test has the panel mounted anew."""
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.errors = []
        page.on("pageerror", lambda e: page.errors.append(str(e)))
        PanelPage(sample()).install(page)
        page.goto(f"{ORIGIN}/")
        page.locator("html[data-ready]").first.wait_for()
        yield page


@pytest.fixture
def open_panel(tab: Page) -> Open:
    """``open_panel('?event=cc-2', size=(440, 560))`` → the page, its panel ready."""

    def make(
        query: str = "",
        *,
        collection: Collection | None = None,
        size: tuple[int, int] = (440, 560),
        server: PanelPage | None = None,
    ) -> Page:
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.mouse.move(-10, -10)
        tab.unroute_all(behavior="ignoreErrors")
        (server or PanelPage(collection or sample())).install(tab)
        tab.errors.clear()
        tab.evaluate("query => openPanel(query)", query)
        return tab

    return make


def _select(page: Page, event_id: str | None, source: str = "map") -> None:
    page.evaluate("([id, source]) => state.select(id, {source})", [event_id, source])


def _card(page: Page, event_id: str):
    return page.locator(f".gd-card[data-event='{event_id}']")


def _focused(page: Page, expression: str) -> object:
    return page.evaluate(f"document.activeElement{expression}")


def _in_view(page: Page, selector: str) -> bool:
    return page.evaluate(
        """s => { const n = document.querySelector(s);
        const b = n.getBoundingClientRect();
        const f = n.closest('.gd-p-scroll').getBoundingClientRect();
        return b.top >= f.top - 1 && b.top < f.bottom - 20; }""",
        selector,
    )


# The List -----------------------------------------------------------------------------------


def test_the_list_has_all_events_in_order(open_panel: Open):
    page = open_panel()
    rows = page.locator(".gd-row")
    ids = rows.evaluate_all("rows => rows.map(r => r.dataset.id)")
    # The umbrella first, then its members, then the others as they come; undated last.
    assert ids == ["cc-1", "cc-2", "cc-3", "cc-4", "cc-5", "cc-9", "cc-6", "cc-7"]
    heads = page.locator(".gd-row-head").all_inner_texts()
    assert heads == ["September 2022", "Undated"]
    expect(rows.last).to_contain_text("undated · no place given")
    expect(rows.first).to_contain_text("3 parts")
    expect(page.locator(".gd-p-welcome")).to_contain_text("A sample, on a map.")
    expect(page.locator(".gd-row[data-id=cc-6]")).to_contain_text("speaker’s seat")
    assert page.locator(".gd-row-member").count() == 3


def test_the_list_is_one_tab_stop_with_arrows(open_panel: Open):
    page = open_panel()
    page.focus("#outside")
    page.keyboard.press("Tab")
    expect(page.locator(".gd-brief-view")).to_be_focused()
    page.keyboard.press("Tab")
    assert _focused(page, ".dataset.id") == "cc-1"
    page.keyboard.press("ArrowDown")
    assert _focused(page, ".dataset.id") == "cc-2"
    page.keyboard.press("End")
    assert _focused(page, ".dataset.id") == "cc-7"
    page.keyboard.press("ArrowDown")
    assert _focused(page, ".dataset.id") == "cc-7"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(_card(page, "cc-2")).to_be_visible()
    expect(page.locator("#gd-card-title")).to_be_focused()
    assert "event=cc-2" in page.url
    page.keyboard.press("Escape")
    expect(page.locator(".gd-row[data-id=cc-2]")).to_be_focused()
    assert "event=" not in page.url


def test_the_list_keeps_its_place_and_the_selection(open_panel: Open):
    page = open_panel(size=(440, 320))
    scroller = page.locator(".gd-p-list")
    scroller.evaluate("n => n.scrollTop = 120")
    page.click(".gd-row[data-id=cc-3]")
    expect(_card(page, "cc-3")).to_be_visible()
    page.click(".gd-p-tolist")
    row = page.locator(".gd-row[data-id=cc-3]")
    expect(row).to_be_focused()
    expect(row).to_have_attribute("aria-current", "true")
    assert page.evaluate("state.event") == "cc-3"
    page.click("text=Back to the event")
    expect(_card(page, "cc-3")).to_be_visible()
    _select(page, None)
    scroller.evaluate("n => n.scrollTop = 90")
    _select(page, "cc-4")
    _select(page, None)
    assert scroller.evaluate("n => n.scrollTop") == 90


def test_thousands_of_rows_are_made_as_they_come_near(open_panel: Open):
    data = payload(sample())
    one = next(e for e in data["events"] if e["id"] == "cc-9")
    data["events"] = [one | {"id": f"x-{i}", "title": f"Event {i}"} for i in range(5000)]
    page = open_panel(server=PanelPage(sample(), data))
    assert 20 < page.locator(".gd-row").count() < 1000
    page.focus(".gd-row")
    page.keyboard.press("End")
    assert _focused(page, ".dataset.id") == "x-4999"
    assert _in_view(page, ".gd-row[data-id=x-4999]")
    assert page.locator(".gd-row").count() < 2000
    _select(page, "x-2500")
    page.click(".gd-p-tolist")
    assert _in_view(page, ".gd-row[aria-current=true]")


def test_no_event_left_offers_a_way_back(open_panel: Open):
    page = open_panel()
    page.evaluate(
        "state.data = {...state.data, events: [], count: 0}; state.emit('data', state.data)"
    )
    expect(page.locator(".gd-p-title")).to_have_text("0 events")
    expect(page.get_by_role("button", name="Show all events")).to_be_visible()


def test_a_filter_in_words_replaces_the_welcome(open_panel: Open):
    page = open_panel()
    intro = page.locator(".gd-p-welcome")
    expect(intro).to_contain_text("Choose a mark")
    page.evaluate(
        "state.params = {actor: ['ARM']};"
        "state.data = {...state.data, sentence: 'Two of 8 events: with Armenia.'};"
        "state.emit('data', state.data)"
    )
    expect(intro).to_have_text("Two of 8 events: with Armenia.")


def test_an_empty_collection_says_what_to_do(open_panel: Open):
    server = PanelPage(replace(sample(), events={}, mentions=(), links=()))
    page = open_panel(server=server)
    expect(page.locator(".gd-p-title")).to_have_text("No events yet")
    expect(page.locator(".gd-p-steps li")).to_have_count(3)


# The card -----------------------------------------------------------------------------------


def test_selecting_elsewhere_leaves_the_focus_and_is_announced(open_panel: Open):
    page = open_panel()
    page.focus("#outside")
    _select(page, "cc-2")
    expect(_card(page, "cc-2")).to_be_visible()
    assert _focused(page, ".id") == "outside"
    expect(page.locator(".gd-p-live")).to_contain_text("Attack near Jermuk")
    expect(page.locator(".gd-p-count")).to_have_text("1 of 7")
    kicker = page.locator(".gd-p-head .gd-kicker")
    expect(kicker).to_have_text("Violence · 13 Sept 2022")
    expect(kicker).to_have_attribute("title", "Violence · 13 September 2022")


def test_the_jermuk_card_answers_the_four_questions(open_panel: Open):
    page = open_panel("?event=cc-2")
    card = _card(page, "cc-2")
    expect(card.get_by_role("heading", level=2)).to_have_text(
        "Attack near Jermuk, says Armenia’s Ministry of Defence"
    )
    expect(card.locator("[data-passage]")).to_contain_text("a loss of 49 Armenian soldiers.")
    expect(card.locator(".gd-caution")).to_contain_text("not for Jermuk alone")
    expect(card.locator(".gd-others").first).to_contain_text(
        "Azerbaijan, on “Attacks near Goris, Jermuk and Sotk, says Armenia’s Ministry of Defence” as a whole: Armenian forces fired"
    )
    for name in ("Read on", "Cite", "Link"):
        expect(card.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(card.locator(".gd-others q").first).to_have_text(FIRED)


def test_the_old_card_stays_until_the_new_one_is_there(open_panel: Open):
    page = open_panel("?event=cc-2")
    expect(_card(page, "cc-2")).to_be_visible()
    shown = page.evaluate(
        """async () => {
        let give;
        const fetchCard = state.fetchCard;
        state.fetchCard = () => new Promise((done) => { give = done; });
        state.select('cc-5', {source: 'map'});
        const before = document.querySelector('.gd-p-card > .gd-card').dataset.event;
        give({html: '<article class="gd-card" data-event="cc-5"><h2 class="gd-card-title">x</h2></article>'});
        await null; await null; await null;
        const after = document.querySelector('.gd-p-card > .gd-card').dataset.event;
        state.fetchCard = fetchCard;
        return [before, after];
        }"""
    )
    assert shown == ["cc-2", "cc-5"]


def test_a_card_still_under_way_never_replaces_the_one_gone_back_to(open_panel: Open):
    server = PanelPage(sample())
    page = open_panel("?event=cc-2", server=server)
    expect(_card(page, "cc-2")).to_be_visible()
    page.evaluate(
        """async () => {
        const fetchCard = state.fetchCard;
        let give;
        state.fetchCard = () => new Promise((done) => { give = done; });
        state.select('cc-5', {source: 'map'});
        state.fetchCard = fetchCard;
        state.select('cc-2', {source: 'history'});
        give(await fetchCard('cc-5'));
        await new Promise((done) => setTimeout(done, 120)); // past the panel's patience
        }"""
    )
    expect(_card(page, "cc-2").locator("#gd-card-title")).to_contain_text("Attack near Jermuk")


def test_a_slow_server_shows_the_title_first(open_panel: Open):
    server = PanelPage(sample())
    server.hold_cards = True
    page = open_panel(server=server)
    _select(page, "cc-5")
    expect(page.locator(".gd-pending")).to_have_text(
        "Armenian forces fired at border posts, says Azerbaijan"
    )
    server.release()
    expect(_card(page, "cc-5").locator("[data-passage]")).to_be_visible()


def test_a_card_that_cannot_be_read_can_be_tried_again(open_panel: Open):
    server = PanelPage(sample())
    server.fail_cards = True
    page = open_panel(server=server)
    _select(page, "cc-5")
    expect(page.get_by_role("alert")).to_contain_text("could not be read")
    server.fail_cards = False
    page.get_by_role("button", name="Try again").click()
    expect(_card(page, "cc-5")).to_be_visible()


def test_an_answer_selects_its_event_and_takes_the_focus(open_panel: Open):
    page = open_panel("?event=cc-2")
    page.click("[data-select=cc-5]")
    expect(_card(page, "cc-5")).to_be_visible()
    expect(page.locator("#gd-card-title")).to_be_focused()
    assert page.evaluate("seen.at(-1)") == {"id": "cc-5", "source": "panel-card"}


def test_facts_light_their_words(open_panel: Open):
    page = open_panel("?event=cc-2", size=(440, 1400))
    card = _card(page, "cc-2")
    who = card.locator("[data-act=light][data-mention=m5]")
    who.click()
    expect(who).to_have_attribute("aria-pressed", "true")
    expect(card.locator(".is-lit")).to_have_text(
        "according to a statement issued by the Armenian Defense Ministry"
    )
    card.locator("[data-fact=toll] dt").click()
    expect(who).to_have_attribute("aria-pressed", "false")
    expect(card.locator(".is-lit")).to_have_text("resulting in a loss of 49 Armenian soldiers")
    when = card.locator("[data-act=light][data-mention=m6]")
    when.click()
    expect(card.locator(".is-lit")).to_have_count(0)
    context = card.locator("[data-context=m6]")
    expect(context).to_contain_text("a fresh round of violence")
    when.click()
    expect(context).to_be_hidden()


def test_the_whole_paragraph_is_one_click_away(open_panel: Open):
    page = open_panel("?event=cc-2")
    hidden = page.get_by_text("acknowledged damage to its military installations.").first
    expect(hidden).to_be_hidden()
    page.click("[data-act=paragraph]")
    expect(hidden).to_be_visible()


def test_stepping_keeps_the_focus_on_the_pager(open_panel: Open):
    page = open_panel("?event=cc-2")
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Next event").click()
    expect(_card(page, "cc-3")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(_card(page, "cc-4")).to_be_visible()
    assert _focused(page, ".ariaLabel") == "Next event"
    assert page.evaluate("history.length") == before


def test_the_events_of_one_place_can_be_chosen(open_panel: Open):
    page = open_panel("?event=cc-4")
    page.evaluate("state.setStack(['cc-4', 'cc-6'], 'in Yerevan')")
    here = page.get_by_role("button", name="1 of 2 here: in Yerevan")
    expect(here).to_have_text("1 of 2 here")
    choice = page.get_by_role("group", name="2 events here: in Yerevan")
    here.click()
    expect(choice.locator("[aria-current=true]")).to_contain_text("Attack near Sotk")
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()
    assert page.evaluate("state.event") == "cc-4"
    here.click()
    choice.get_by_role("button", name="United States calls").click()
    expect(_card(page, "cc-6")).to_be_visible()
    expect(choice).to_be_hidden()
    page.locator(".gd-p-here").click()
    page.get_by_role("button", name="Step through all events again").click()
    expect(page.locator(".gd-p-count")).to_have_text("6 of 7")
    expect(choice).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 440, 500])
def test_the_head_is_one_line(open_panel: Open, width: int):
    collection = sample()
    events = dict(collection.events)
    lasting = {"date_start": DAY.replace(year=2021), "date_end": DAY.replace(month=12)}
    events["cc-6"] = replace(events["cc-6"], **lasting)
    page = open_panel(
        "?event=cc-6", size=(width, 560), collection=replace(collection, events=events)
    )
    kicker = page.locator(".gd-p-head .gd-kicker")
    expect(kicker).to_have_text(
        "Demands, accusations, refusals, threats · 13 Sept 2021 – 13 Dec 2022"
    )
    arrow = page.get_by_role("button", name="Next event")
    before = arrow.bounding_box()
    assert page.locator(".gd-p-head").bounding_box()["height"] <= 44
    page.evaluate("state.setStack(['cc-4', 'cc-6'], 'a place with a very long name indeed')")
    expect(page.locator(".gd-p-here")).to_be_visible()
    assert page.locator(".gd-p-head").bounding_box()["height"] <= 44
    page.evaluate("state.setStack(null)")
    page.keyboard.press("ArrowLeft")
    assert arrow.bounding_box() == before
    page.evaluate("state.read('timely')")
    back = page.get_by_role("button", name="Back to the event").first
    expect(back).to_be_visible()
    assert back.bounding_box()["height"] <= 30


def test_an_umbrella_is_no_step_of_its_own(open_panel: Open):
    page = open_panel("?event=cc-1")
    expect(page.locator(".gd-p-count")).to_have_text("1–3 of 7")  # where its parts stand


# Cite and Link ------------------------------------------------------------------------------


def test_cite_copies_the_footnote_with_the_events_own_address(open_panel: Open):
    page = open_panel("?actor=ARM&event=cc-2&map=7/39.8/45.6")
    page.evaluate(
        """Object.defineProperty(navigator, 'clipboard', {configurable: true,
        value: {writeText: async (text) => { window.copied = text; }}})"""
    )
    page.click("[data-act=cite]")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("copied")
    assert copied.startswith("“Can Timely Diplomacy Avert")
    assert copied.endswith(f"geodash, {ORIGIN}/e/cc-2/")
    page.click("[data-act=link]")
    expect(page.locator("[data-box=link] [data-fill=url]")).to_have_text(f"{ORIGIN}/e/cc-2/")


def test_where_the_clipboard_is_closed_the_text_is_selected(open_panel: Open):
    page = open_panel("?event=cc-2")  # plain http on a foreign host: no clipboard
    assert page.evaluate("navigator.clipboard === undefined")
    page.click("[data-act=link]")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-box=link] [role=status]")).to_contain_text("C to copy")
    assert page.evaluate("getSelection().toString()").strip() == f"{ORIGIN}/e/cc-2/"
    page.keyboard.press("Escape")
    expect(page.locator("[data-box=link]")).to_be_hidden()
    expect(page.locator("[data-act=link]")).to_be_focused()
    assert page.evaluate("state.event") == "cc-2"


# The article --------------------------------------------------------------------------------


def test_reading_on_opens_the_article_at_the_passage(open_panel: Open):
    page = open_panel("?event=cc-2", size=(440, 400))
    page.click("[data-act=read]")
    chosen = page.locator(".gd-para.is-chosen")
    expect(chosen.last).to_have_attribute("data-para", "3")
    assert _in_view(page, ".gd-para[data-para='3']")
    assert _focused(page, ".dataset.best").startswith("cc-2")
    assert "read=1" in page.url
    page.keyboard.press("Escape")
    expect(_card(page, "cc-2")).to_be_visible()
    expect(page.locator("[data-act=read]").first).to_be_focused()
    assert "read=1" not in page.url


def test_a_passage_selects_its_event_and_the_article_stays(open_panel: Open):
    page = open_panel("?event=cc-2&read=1")
    page.locator(".gd-seg[data-events=cc-5]").click()
    assert page.evaluate("seen.at(-1)") == {"id": "cc-5", "source": "article"}
    expect(page.locator(".gd-article")).to_be_visible()
    expect(page.locator(".gd-p-strip")).to_contain_text("Armenian forces fired")
    expect(page.locator(".gd-seg.is-chosen")).to_have_count(1)
    shared = page.locator(".gd-seg[data-events^='cc-2 ']").first
    for expected in ("cc-2", "cc-1", "cc-3", "cc-4", "cc-2"):
        shared.press("Enter")
        assert page.evaluate("state.event") == expected
    page.click(".gd-p-strip")
    expect(_card(page, "cc-2")).to_be_visible()


def test_selecting_elsewhere_scrolls_the_article_or_leaves_it(open_panel: Open):
    page = open_panel("?event=cc-2&read=1", size=(440, 300))
    expect(page.locator(".gd-article")).to_be_visible()
    _select(page, "cc-5")
    assert _in_view(page, ".gd-seg.is-chosen")
    collection = sample()
    moved = tuple(replace(m, article_id="other", quote="it was") if m.event_id == "cc-6" else m for m in collection.mentions)  # fmt: skip
    page = open_panel("?event=cc-2&read=1", collection=replace(collection, mentions=moved))
    _select(page, "cc-6")
    expect(_card(page, "cc-6")).to_be_visible()
    expect(page.locator(".gd-article")).to_be_hidden()
    assert "read=1" not in page.url
    page.go_back()
    expect(page.locator(".gd-article[data-article=timely]")).to_be_visible()


def test_words_in_another_article_open_that_article_at_them(open_panel: Open):
    page = open_panel("?event=cc-2", size=(440, 500))
    page.locator(".gd-elsewhere [data-act=read]").click()
    expect(page.locator(".gd-article[data-article=other]")).to_be_visible()
    assert "m12" in _focused(page, ".dataset.mentions")


# Everyone -----------------------------------------------------------------------------------


def test_hostile_text_runs_nothing(open_panel: Open):
    collection = sample()
    events = {i: replace(e, title=HOSTILE, note=HOSTILE, place_name=HOSTILE) for i, e in collection.events.items()}  # fmt: skip
    article = replace(collection.articles["timely"], title=HOSTILE, body=HOSTILE + "\n\n" + HOSTILE * 100)  # fmt: skip
    quote = Mention("m", "cc-2", "timely", HOSTILE * 2)
    page = open_panel(
        collection=replace(
            collection,
            events=events,
            articles={"timely": article},
            mentions=(quote,),
            title=HOSTILE,
        )
    )
    expect(page.locator(".gd-row").first).to_contain_text("<img src=x")
    page.click(".gd-row[data-id=cc-2]")
    expect(page.locator("#gd-card-title")).to_have_text(HOSTILE)
    page.click("[data-act=cite]")
    page.click("[data-act=read]")
    expect(page.locator(".gd-article")).to_contain_text("{{7*7}}")
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main script").count() == 0
    assert page.errors == []


@pytest.mark.parametrize("width", [320, 440, 620])
def test_nothing_sticks_out_at_any_width(open_panel: Open, width: int):
    page = open_panel(size=(width, 560))
    for query in (None, "cc-2", "read"):
        if query == "read":
            page.evaluate("state.read('timely')")
            expect(page.locator(".gd-article")).to_be_visible()
        elif query:
            _select(page, query)
            expect(_card(page, query)).to_be_visible()
        over = page.evaluate(
            """() => [...document.querySelectorAll('.gd-p, .gd-p-head, .gd-p-scroll:not([hidden])')]
            .filter((n) => n.scrollWidth > n.clientWidth + 1).map((n) => n.className)"""
        )
        assert over == []


def test_targets_are_large_enough(open_panel: Open):
    page = open_panel("?event=cc-2")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.gd-p button')]
        .filter((n) => n.checkVisibility() && !n.matches('.gd-words'))
        .map((n) => [n.textContent, n.getBoundingClientRect()])
        .filter(([, b]) => b.height < 23.9 || b.width < 23.9).map(([t]) => t)"""
    )
    assert small == []


@pytest.mark.parametrize("query", ["", "?event=cc-2", "?event=cc-2&read=1"])
def test_axe_finds_nothing(open_panel: Open, query: str):
    page = open_panel(query, size=(440, 900))
    if query:
        page.locator(".gd-card-title:visible").first.wait_for()
    assert violations(page, "#gd-panel", grave=ALL) == []
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert violations(page, "#gd-panel", colours=True, grave=ALL) == []


def test_choosing_the_same_row_again_brings_the_focus_to_its_card(open_panel: Open):
    page = open_panel()
    row = page.locator(".gd-row[data-id=cc-5]")
    row.click()
    expect(page.locator("#gd-card-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#gd-card-title")).to_be_focused()
