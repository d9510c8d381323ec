"""Analyse as an analyst uses it: questions answered from the page, and every number from its events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from access import violations  # type: ignore[import-not-found]
from labels import CROWDED  # type: ignore[import-not-found]
from playwright.sync_api import Locator, Page, expect
from test_hostile import TRIPWIRE  # type: ignore[import-not-found]
from visitors import Watched  # type: ignore[import-not-found]
from windows import SIZES  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
TABS = ("events", "pairs", "time", "compare", "claims", "losses")
STATE = "document.querySelector('.gd-analyse').gd.state"
SEPTEMBER = "from=2022-09-01&to=2022-09-30&kind=accusation"
AUTUMN = "from=2022-08-01&to=2022-12-31"
SIDES = "actor=ARM&actor=AZE&a.from=2022-07-01&a.to=2022-09-30&b.from=2022-10-01&b.to=2022-12-31"
DECEMBER = "from=2022-12-01&to=2022-12-31"


def analyse(v: Watched, query: str = "") -> Page:
    """Opens Analyse by its address."""
    return v.open(f"/analyse?{query}")


def fine(v: Watched) -> None:
    assert v.external == [] and v.failed == []
    assert [e for e in v.errors if "404 (Not Found)" not in e] == []


def tab(page: Page, key: str) -> Locator:
    page.locator(f"#gd-a-tab-{key}").click()
    panel = page.locator(f"#gd-a-{key}")
    expect(panel).to_be_visible()
    if key == "compare":
        panel.locator(
            ".gd-c-by button, .gd-c-nothing .gd-a-note, :scope > .gd-a-note"
        ).first.wait_for()
    return panel


def pair(page: Page, words: str) -> Locator:
    return page.locator("#gd-a-pairs tbody tr").filter(has_text=re.compile(f"^{words}"))


def walked(page: Page) -> list[str]:
    """The events that the panel steps through."""
    return page.evaluate(f"{STATE}.order()")


def card(page: Page, event_id: str) -> Locator:
    found = page.locator(f".gd-card[data-event='{event_id}']:not(.gd-pending)")
    found.wait_for()
    return found


def answer(page: Page, query: str) -> dict:
    return page.evaluate("q => fetch(`api/analysis?${q}`).then((r) => r.json())", query)


# The three questions ----------------------------------------------------------------------------


def test_who_accused_whom_in_september(visit: Visit) -> None:
    """By whom, at whom, how closely placed, which are one side's account; again from the address."""
    v = visit()
    page = analyse(v, SEPTEMBER)
    rows = page.locator("#gd-a-events tbody tr")
    assert rows.count() == answer(page, SEPTEMBER)["count"]
    closely = page.locator("#gd-a-events td.gd-a-col-place").all_text_contents()
    assert all(re.search(r"\(seat\)|province|country|area|exact|25 km", c) for c in closely)
    tab(page, "pairs")
    row = pair(page, "Türkiye to Greece")
    n = int(row.locator(".gd-a-fig").first.inner_text())
    row.locator(".gd-a-fig").first.click()
    expect(page.locator(".gd-panel")).to_contain_text(f"1 of {n} here")
    ids = walked(page)
    card(page, ids[0])
    claims = tab(page, "claims")
    alone = claims.locator("section", has=page.locator("h2:has-text('without an answer')"))
    expect(alone.locator(".gd-a-claim").first).to_contain_text("The articles give no answer by")
    page.reload()
    page.locator(".gd-analyse[data-ready='1']").first.wait_for()
    expect(page.locator("#gd-a-tab-claims")).to_have_attribute("aria-selected", "true")
    card(page, ids[0])
    fine(v)


def test_what_two_articles_tell_differently_stands_side_by_side(visit: Visit) -> None:
    v = visit()
    page = analyse(v, f"tab=compare&{SIDES}")
    words = "Told differently in 2 articles: the place"
    page.locator(".gd-a-differs", has_text=words).first.click()
    sides = card(page, "cc-0039").locator(".gd-differs-one")
    expect(sides).to_have_count(2)
    expect(sides.first).to_contain_text("Lachin strip")
    expect(sides.last).to_contain_text("These districts include Lachin")
    left, right = (sides.nth(i).bounding_box() for i in (0, 1))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    fine(v)


def test_losses_are_49_and_azerbaijans_not_reported(visit: Visit) -> None:
    v = visit()
    page = analyse(v, f"{AUTUMN}&tab=losses")
    sides = page.locator("#gd-a-losses tbody tr").all_inner_texts()
    assert [re.sub(r"\s+", " ", s).strip() for s in sides] == [
        "Armenia 49 Armenia’s Defence Ministry",
        "Azerbaijan not reported",
    ]
    expect(page.locator("#gd-a-losses")).to_contain_text("one toll for all three places")
    page.locator("#gd-a-losses tbody .gd-a-fig").click()
    expect(card(page, "cc-0040")).to_contain_text("49 Armenian soldiers")
    fine(v)


def test_a_paragraph_on_who_closed_the_road(visit: Visit) -> None:
    """It is what the clipboard holds; where that is closed, it stands selected."""
    v = visit(alone=True)
    v.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = analyse(v, DECEMBER)
    page.locator(".gd-a-head .gd-drop-button").click()
    page.locator("#gd-tell").click()
    told = page.locator(".gd-told")
    expect(told.locator("sup").nth(5)).to_be_visible()
    text = told.text_content() or ""
    assert "says that civilians block the road" in text
    assert "Azerbaijani military forces staged" in text
    assert re.search(r"\n\[6\] ", text) and "Collection: " in text
    assert re.search(r"\n\[\d+\] .*¶", text) and "] Editors’ note: " in text
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".gd-told-dialog [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == text.strip()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('closed')) }")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".gd-told-dialog [role=status]")).to_have_text(
        re.compile("Press .*C to copy")
    )
    assert "[6]" in page.evaluate("getSelection().toString()")
    page.keyboard.press("Escape")
    expect(page.locator(".gd-told-dialog")).to_be_hidden()
    fine(v)


# Every number is its events ---------------------------------------------------------------------


@pytest.mark.parametrize("key", ["pairs", "time", "compare .gd-c-table"])
def test_a_figure_opens_exactly_its_events(visit: Visit, key: str) -> None:
    v = visit()
    page = analyse(v, f"{AUTUMN}&tab={key.split()[0]}")
    rows = {row["id"]: row for row in answer(page, AUTUMN)["rows"]}
    figures = page.locator(f"#gd-a-{key} .gd-a-fig:visible")
    figures.first.wait_for()
    for i in range(0, figures.count(), 3)[:6]:
        button = figures.nth(i)
        n = int(button.get_attribute("aria-label").split()[0])
        button.click()
        ids = walked(page) if n > 1 else [page.evaluate(f"{STATE}.event")]
        assert len(ids) == n == int(button.inner_text())
        assert set(ids) <= set(rows)
        card(page, ids[0])
    fine(v)


def test_a_bar_opens_the_events_that_may_lie_in_it(visit: Visit) -> None:
    v = visit()
    page = analyse(v, f"{AUTUMN}&tab=time")
    got = answer(page, AUTUMN)
    row = got["series"]["rows"][0]
    bar = next(b for b, share in zip(got["series"]["bars"], row["shares"], strict=True) if share)
    inside = [
        r["id"]
        for r in got["rows"]
        if r["kind"] == row["value"] and r["first"] <= bar["to"] and r["last"] >= bar["from"]
    ]
    page.locator("#gd-a-time .gd-a-bars").first.locator(".gd-a-hit").first.click()
    card(page, inside[0])
    assert (walked(page) if len(inside) > 1 else inside) == inside
    page.locator(".gd-a-astable summary").click()
    # Numbers and a scale stand on the chart, and no label of the axis beyond its end.
    shares = [s for r in got["series"]["rows"] for s in r["shares"] if s]
    expect(page.locator(".gd-a-scale")).to_have_count(len(got["series"]["rows"]))
    assert 0 < page.locator(".gd-a-values span:not(.gd-a-scale)").count() <= len(shares)
    assert page.evaluate(CROWDED, ".gd-a-axis span") == []
    ends = page.evaluate("""() => [...document.querySelectorAll('.gd-a-axis span')].map(
        (s) => s.getBoundingClientRect().right - s.parentNode.getBoundingClientRect().right)""")
    assert max(ends) <= 0
    cells = page.locator(".gd-a-astable tbody td .gd-a-fig")
    expect(cells.first).to_be_visible()
    fine(v)


def test_two_periods_side_by_side(visit: Visit) -> None:
    """Map, time, counts and lists of A and B; swapped, back again, compared by party, taken along."""
    v = visit()
    page = analyse(v, f"tab=compare&{SIDES}")
    found = page.evaluate("q => fetch(`api/compare?${q}`).then((r) => r.json())", SIDES)["compared"]
    a, b = (page.locator(f".gd-c-side[data-side={letter}]") for letter in "ab")
    for side, letter in ((a, "a"), (b, "b")):
        expect(side.locator(".gd-c-when")).to_have_text(found[letter]["label"])
        expect(side.locator(".gd-c-total .gd-a-fig")).to_have_text(f"{found[letter]['total']['n']} events")  # fmt: skip
        expect(side.locator(".gd-c-picture svg")).to_be_visible()
        expect(side.locator(".gd-c-rows li")).to_have_count(found[letter]["only"]["total"]["n"])
        times = found["times"][letter]
        marks = sum(len(unit["events"]) for unit in times["bins"]) + len(times["lines"])
        expect(side.locator(".gd-c-times .gd-c-mark")).to_have_count(marks)
    for width in (1440, 1366, 390):
        page.set_viewport_size({"width": width, "height": 780})
        page.wait_for_function(
            "() => { const el = document.querySelector('.gd-c-times > div'), svg = el.firstChild;"
            " return svg && Math.abs(svg.getBoundingClientRect().width - el.clientWidth) < 4 }"
        )
        for letter in "ab":
            ticks = f".gd-c-side[data-side={letter}] .gd-c-tick"
            assert page.evaluate(CROWDED, ticks) == [], (letter, width)
    page.set_viewport_size({"width": 1366, "height": 650})
    # The sentence says so in place of its dates, and leads there.
    when = page.locator(".gd-s-word[data-word=when]")
    expect(when).to_contain_text("A beside B")
    when.click()
    expect(a.locator(".gd-c-when")).to_be_focused()
    # The panel gives way until a mark is pressed, and again once it is closed.
    panel = page.locator(".gd-panel")
    expect(panel).to_be_hidden()
    mark = a.locator(".gd-c-picture [data-events]").first
    ids = (mark.get_attribute("data-events") or "").split()
    mark.dispatch_event("click")
    card(page, ids[0])
    assert page.evaluate(f"{STATE}.stack ?? [{STATE}.event]") == ids
    page.locator(".gd-a-close").click()
    expect(panel).to_be_hidden()
    page.get_by_role("button", name="Swap A and B").click()
    expect(a.locator(".gd-c-when")).to_have_text(found["b"]["label"])
    assert "a.from=2022-10-01" in page.url and "b.from=2022-07-01" in page.url
    page.go_back()
    expect(a.locator(".gd-c-when")).to_have_text(found["a"]["label"])
    a.locator(".gd-c-when").click()
    page.get_by_label("From").fill("1 Sept 2022")
    page.keyboard.press("Enter")
    page.wait_for_url("**a.from=2022-09-01**")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="+ Briefing: A and B").click()
    expect(page.locator(".gd-c-head .gd-brief-said")).to_contain_text("Added as slide 2.")
    page.get_by_role("button", name="two parties").click()
    expect(b.locator(".gd-c-select option:checked")).to_contain_text("Azerbaijan")
    assert "a.actor=ARM" in page.url and "a.from" not in page.url
    fine(v)


def test_periods_that_nobody_chose_fill_both_columns(visit: Visit) -> None:
    page = analyse(visit("desk"), "tab=compare")
    page.locator(".gd-c-side[data-side=b] .gd-c-times svg").wait_for()
    for letter in "ab":
        line = page.locator(f".gd-c-side[data-side={letter}] .gd-c-times svg > .gd-c-axis").first
        drawn, column = line.bounding_box(), page.locator(f".gd-c-side[data-side={letter}]").bounding_box()  # fmt: skip
        assert drawn and column and drawn["width"] > 0.9 * column["width"]
        assert page.evaluate(CROWDED, f".gd-c-side[data-side={letter}] .gd-c-tick") == []
    # What stands on a map that its names do not give way to stands where they keep clear.
    chips = page.locator(".gd-c-chips .gd-a-fig")
    assert chips.count() == 2
    for i in range(2):
        chip, picture = chips.nth(i).bounding_box(), page.locator(".gd-c-map").nth(i).bounding_box()
        assert chip and picture
        assert chip["width"] + 6 < picture["width"] * 124 / 500 and chip["height"] < 36


# Ways through -----------------------------------------------------------------------------------


def test_table_sorts_and_shows_chosen_columns(visit: Visit) -> None:
    v = visit()
    page = analyse(v, AUTUMN)
    titles = page.locator("#gd-a-events tbody .gd-a-event > span")
    page.get_by_role("button", name="Event", exact=True).click()
    first = titles.all_text_contents()
    assert first == page.evaluate("t => [...t].sort((a, b) => a.localeCompare(b, 'en'))", first)
    page.locator("#gd-a-events [data-sort=title]").click()
    assert titles.all_text_contents()[0] == first[-1]
    # One box at a time: a click beside it closes it, and what lies beneath hears nothing of it.
    columns = page.locator("#gd-a-events .gd-drop-button")
    columns.click()
    expect(page.locator(".gd-drop[open]")).to_have_count(1)
    page.mouse.click(200, 400)
    expect(page.locator(".gd-drop[open]")).to_have_count(0)
    assert page.evaluate(f"{STATE}.event") is None
    columns.click()
    page.get_by_label("PLOVER type").check()
    page.get_by_label("To or with whom").uncheck()
    page.keyboard.press("Escape")
    heads = page.locator("#gd-a-events thead th").all_inner_texts()
    assert any("PLOVER" in h for h in heads) and not any("whom" in h for h in heads)
    page.reload()
    page.locator(".gd-analyse[data-ready='1']").first.wait_for()
    assert page.locator("#gd-a-events thead th", has_text="PLOVER type").count() == 1
    fine(v)


def test_one_click_for_what_is_sure(visit: Visit) -> None:
    v = visit()
    page = analyse(v)
    page.get_by_role("button", name="+ Briefing: these events").click()
    expect(page.locator(".gd-a-head .gd-brief-said")).to_contain_text("Added as slide 1.")
    button = page.get_by_role("button", name="Only placed within 25 km and dated to the day")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.wait_for_url("**dprec=1**")
    ids = [r["id"] for r in answer(page, "prec=2&dprec=1")["rows"]]
    expect(page.locator("#gd-a-events tbody tr")).to_have_count(len(ids))
    assert 0 < len(ids) < 30
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert "prec" not in page.url
    fine(v)


def test_back_and_forward_restore_tab_and_choices(visit: Visit) -> None:
    v = visit()
    page = analyse(v, SEPTEMBER)
    tab(page, "pairs")
    page.get_by_role("button", name="By actor").click()
    expect(page.get_by_role("button", name="By actor")).to_have_attribute("aria-pressed", "true")
    assert "by=actor" in page.url
    page.locator("#gd-a-pairs tbody .gd-a-link").first.click()
    page.wait_for_url("**pair=**")
    expect(page.locator("#gd-a-pairs [aria-pressed=true]", has_text="Show all")).to_have_count(1)
    page.go_back()
    expect(page.locator("#gd-a-pairs tbody tr").nth(2)).to_be_visible()
    expect(page.get_by_role("button", name="By actor")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.get_by_role("button", name="By country")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator("#gd-a-tab-events")).to_have_attribute("aria-selected", "true")
    page.go_forward()
    expect(page.locator("#gd-a-pairs")).to_be_visible()
    fine(v)


def test_the_view_goes_to_explore_and_back(visit: Visit) -> None:
    v = visit(fresh=True)
    page = analyse(v, f"{AUTUMN}&tab=claims")
    page.locator("#gd-a-claims .gd-a-event").first.click()
    event = page.evaluate(f"{STATE}.event")
    links = page.locator(".gd-pages")
    links.get_by_role("link", name="Explore").click()
    page.locator(".gd-explore[data-ready='1']").first.wait_for()
    card(page, event)
    assert f"event={event}" in page.url and "from=2022-08-01" in page.url
    links.get_by_role("link", name="Analyse").click()
    page.locator(".gd-analyse[data-ready='1']").first.wait_for()
    expect(page.locator("#gd-a-tab-claims")).to_have_attribute("aria-selected", "true")
    card(page, event)
    for name in ("Present", "About the data"):
        links.get_by_role("link", name=name).click()
        page.locator({"Present": ".gd-present"}.get(name, ".gd-doc")).first.wait_for()
        expect(links.locator("[aria-current=page]")).to_have_text(name)
    fine(v)


def test_keyboard_only(visit: Visit) -> None:
    v = visit()
    page = analyse(v, AUTUMN)
    page.locator("#gd-a-tab-events").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#gd-a-tab-pairs")).to_be_focused()
    expect(page.locator("#gd-a-pairs")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator("#gd-a-events")).to_be_visible()
    rows = page.locator("#gd-a-events .gd-a-event")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    card(page, rows.nth(1).get_attribute("data-event"))
    expect(page.locator("#gd-a-events tr[aria-current]")).to_have_count(1)
    page.locator("[data-sort=place]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-sort=place]")).to_be_focused()
    expect(page.locator(".gd-a-col-place[aria-sort]").first).to_have_attribute("aria-sort", "ascending")  # fmt: skip
    page.locator(".gd-a-head .gd-drop-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#gd-tell")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#gd-tell")).to_be_hidden()
    fine(v)


# What may come ----------------------------------------------------------------------------------


def test_nothing_and_too_much_are_told(visit: Visit) -> None:
    v = visit()
    page = analyse(v, "q=nosuchwordanywhere")
    for key in TABS:
        assert re.search("No |Nothing ", tab(page, key).inner_text()), key
    page.route("**/api/analysis*", lambda route: route.fulfill(json={
        "sentence": "Many events.", "params": "", "count": 20001, "total": 20001, "most_rows": 2000,
        "too_many": True, "most_events": 20000, "version": "x", "notices": []}))  # fmt: skip
    page.evaluate(f"{STATE}.setFilter({{q: undefined}})")
    for key in TABS:
        expect(tab(page, key)).to_contain_text("These are 20,001 events, too many")
    page.unroute("**/api/analysis*")
    page.evaluate(f"{STATE}.setFilter({{kind: ['violence']}})")
    expect(tab(page, "events").locator("tbody tr").first).to_be_visible()
    fine(v)


def test_six_thousand_events(visit: Visit, large: Path) -> None:
    v = visit(collection=large)
    page = analyse(v)
    expect(page.locator("#gd-a-events [role=status]")).to_contain_text(
        "first 2,000 events of 6,000"
    )
    page.locator("#gd-a-events tbody .gd-a-event").nth(40).click()
    expect(page.locator(".gd-card .gd-passage")).to_be_visible()
    tab(page, "pairs").locator(".gd-a-fig").first.click()
    expect(page.locator(".gd-panel")).to_contain_text("1 of 300 here")
    expect(tab(page, "time").locator(".gd-a-bars").first).to_be_visible()
    fine(v)


@pytest.fixture
def wired(visit: Visit, traps: Path) -> Iterator[Watched]:
    """A visitor of the hostile collection; at the end nothing may have run or become markup."""
    v = visit(collection=traps, script=TRIPWIRE)
    yield v
    assert v.page.evaluate("window.__hits") == []
    fine(v)


def test_hostile_text_is_text(wired: Watched) -> None:
    page = analyse(wired)
    for key in TABS:
        shown = tab(page, key).inner_text()
        # Bars by kind and losses name none of the hostile things at first sight.
        assert "<script>" in shown or key in ("time", "losses"), key
        over = f"#gd-a-{key}" if key != "events" else "#gd-a-events .gd-a-tools"
        wide = page.evaluate("s => { const e = document.querySelector(s); return e.scrollWidth - e.clientWidth }", over)  # fmt: skip
        assert wide <= 1, f"{key} is wider than its place by {wide} px"
    page.locator(".gd-a-head .gd-drop-button").click()
    page.locator("#gd-tell").click()
    expect(page.locator(".gd-told sup").first).to_be_visible()
    assert "<script>window.__pwned=1</script>" in page.locator(".gd-told").inner_text()


# Sizes and access -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", list(SIZES))
def test_one_screen(visit: Visit, size: str) -> None:
    v = visit(size)
    page = analyse(v, "event=cc-0041" if size != "phone" else "")
    for key in TABS:
        tab(page, key)
        root = "document.scrollingElement"
        assert page.evaluate(f"{root}.scrollHeight - innerHeight") <= 0, key
        assert page.evaluate(f"{root}.scrollWidth - innerWidth") <= 0, key
        body = page.locator(".gd-a-body").bounding_box()
        assert body["height"] >= (300 if size != "phone" else 380), key
    fine(v)


@pytest.mark.parametrize(("size", "scheme"), [("laptop", "light"), ("desk", "dark"), ("phone", "light")])  # fmt: skip
def test_axe_finds_nothing_serious(visit: Visit, size: str, scheme: str) -> None:
    """The whole page once, then what a tab brings: the head, the sentence and the panel stay as they are."""
    v = visit(size, color_scheme=scheme)
    page = analyse(v, AUTUMN)
    assert violations(page) == []
    for key in TABS[1:]:
        tab(page, key)
        changed = ("[role=tablist]", f"#gd-a-{key}")
        assert violations(page, changed, colours=scheme == "dark") == [], key
    page.locator(".gd-a-head .gd-drop-button").click()
    page.locator("#gd-tell").click()
    expect(page.locator(".gd-told sup").first).to_be_visible()
    assert violations(page, ".gd-told-dialog") == []
