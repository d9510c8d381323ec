"""Answers that come late, and readers who do not wait: what was chosen last is what stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
STATE = "document.querySelector('.gd-explore').gd.state"
MAP = "document.querySelector('.gd-explore').gd.map"
JERMUK = ".gd-mark[aria-label*='near Jermuk']"


class Held:
    """Requests that match a pattern wait until ``release``."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page, self.pattern = page, re.compile(pattern)
        self.routes: list[Route] = []
        page.route(self.pattern, self._hold)

    def _hold(self, route: Route) -> None:
        self.routes.append(route)

    def wait(self) -> None:
        """Returns when a request is being held."""
        for _ in range(2000):
            if self.routes:
                return
            self.page.evaluate("new Promise(done => setTimeout(done))")  # lets the route arrive
        pytest.fail(f"nothing asked for {self.pattern.pattern}")

    def release(self) -> None:
        """Answers what was held, oldest first, and lets through what comes later."""
        for route in self.routes:
            route.continue_()
        self.page.unroute(self.pattern)


def state(page: Page, expression: str) -> object:
    return page.evaluate(f"(s => ({expression}))({STATE})")


def hidden_event(page: Page) -> str:
    """An event that the filter leaves out, so that selecting it asks the server first."""
    found = page.request.get(page.url.split("?")[0] + "api/events?bg=1").json()["events"]
    shown = set(state(page, "s.data.events.map(e => e.id)"))
    return next(e["id"] for e in found if e["id"] not in shown)


def settled(page: Page) -> None:
    """Returns when nothing is asked for any more and all that was answered has been shown."""
    page.wait_for_function(f"!{STATE}.loading")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def test_an_event_fetched_late_does_not_replace_a_later_choice(visit: Visit) -> None:
    page = visit().open("/")
    late = hidden_event(page)
    held = Held(page, rf"/api/cards\?id={late}&")
    page.evaluate(f"id => void {STATE}.select(id, {{source: 'panel-card'}})", late)
    held.wait()
    page.click(JERMUK)
    chosen = state(page, "s.event")
    with page.expect_response(held.pattern):
        held.release()
    settled(page)
    assert state(page, "s.event") == chosen
    assert f"event={chosen}" in page.url
    expect(page.locator("#gd-card-title")).to_contain_text("Jermuk")


def test_choosing_again_what_is_chosen_drops_what_is_still_fetched(visit: Visit) -> None:
    page = visit().open("/")
    late = hidden_event(page)
    page.click(JERMUK)
    chosen = state(page, "s.event")
    held = Held(page, rf"/api/cards\?id={late}&")
    page.evaluate(f"id => void {STATE}.select(id, {{source: 'panel-card'}})", late)
    held.wait()
    page.evaluate(f"id => void {STATE}.select(id, {{source: 'list'}})", chosen)
    with page.expect_response(held.pattern):
        held.release()
    settled(page)
    assert state(page, "s.event") == chosen


def test_going_back_twice_before_the_first_answer_leaves_every_entry_as_it_was(visit: Visit) -> None:  # fmt: skip
    page = visit().open("/")
    addresses = [page.evaluate("location.search")]
    for act in ("s.setFilter({kind: ['violence']})", "s.select(s.data.events[0].id)",
                "s.setFilter({kind: ['talks']})"):  # fmt: skip
        page.evaluate(f"async () => {{ const s = {STATE}; await {act} }}")
        settled(page)
        addresses.append(page.evaluate("location.search"))
    held = Held(page, r"/api/events\?")
    page.evaluate("history.back()")
    held.wait()
    page.evaluate("history.go(-2)")
    page.wait_for_function("a => location.search === a", arg=addresses[0])
    held.release()
    page.wait_for_function(f"{STATE}.data.params === ''")
    settled(page)
    assert state(page, "s.event") is None
    assert page.evaluate("location.search") == addresses[0]
    for address in addresses[1:]:
        page.evaluate("history.forward()")
        page.wait_for_function("a => location.search === a", arg=address)
        settled(page)
    event = re.search("event=([^&]+)", addresses[2])
    assert event and state(page, "s.event") == event[1]
    assert state(page, "s.data.params") == "kind=talks"


def test_a_choice_made_while_going_back_stays(visit: Visit) -> None:
    page = visit().open("/")
    page.evaluate(f"(async () => {{ await {STATE}.setFilter({{kind: ['violence']}}) }})()")
    page.click(JERMUK)
    page.evaluate(f"(async () => {{ await {STATE}.setFilter({{kind: ['talks']}}) }})()")
    held = Held(page, r"/api/events\?")
    page.evaluate("history.back()")
    held.wait()
    chosen = state(page, "s.data.events[3].id")
    page.evaluate(f"id => void {STATE}.select(id)", chosen)
    held.release()
    page.wait_for_function(f"{STATE}.data.params === 'kind=violence'")
    settled(page)
    assert state(page, "s.event") == chosen
    assert page.evaluate("location.search").startswith(f"?kind=violence&event={chosen}")


def test_the_selected_event_stays_whole_when_a_filter_leaves_it_out(visit: Visit) -> None:
    v = visit()
    page = v.open("/")
    page.click(JERMUK)
    chosen = state(page, "s.event")
    page.evaluate(f"(async () => {{ await {STATE}.setFilter({{kind: ['talks']}}) }})()")
    assert not state(page, f"s.inFilter('{chosen}')")
    expect(page.locator(".gd-p-head .gd-kicker")).to_contain_text("Violence")
    expect(page.locator(f".gd-mark.gd-ghost[data-events='{chosen}']")).to_have_count(1)
    page.get_by_role("button", name="Read on").click()
    expect(page.locator(".gd-p-strip")).to_contain_text("Jermuk")
    assert v.errors == []


def test_back_returns_the_map_to_where_it_was(visit: Visit) -> None:
    page = visit().open("/")
    home = page.evaluate(f"{MAP}.getCenter().lng")
    page.evaluate(
        f"(s => s.select(s.data.events.find(e => e.place_name === 'Barcelona').id))({STATE})"
    )
    page.wait_for_function(f"{MAP}.getCenter().lng < 20")
    page.evaluate("history.back()")
    page.wait_for_function(f"{STATE}.event === null")
    assert page.evaluate(f"{MAP}.getCenter().lng") == pytest.approx(home, abs=0.01)
    assert page.evaluate("location.search") == ""


def test_an_article_that_fails_late_leaves_the_one_being_read(visit: Visit) -> None:
    v = visit()
    page = v.open("/")
    page.click(JERMUK)
    page.locator("[data-act=read]").first.wait_for()
    first, other = state(page, "[...new Set(s.data.events.flatMap(e => e.articles))].slice(0, 2)")
    held = Held(page, rf"/api/article/{first}\?")
    page.evaluate(f"id => void {STATE}.read(id)", first)
    held.wait()
    page.evaluate(f"id => void {STATE}.read(id)", other)
    page.locator(".gd-p-article .gd-article").wait_for()
    title = page.locator(".gd-p-article h2").first.text_content()
    with page.expect_event("requestfailed", lambda r: bool(held.pattern.search(r.url))):
        held.routes[0].abort()
    settled(page)
    assert page.locator(".gd-p-article h2").first.text_content() == title
    expect(page.locator(".gd-p-article .gd-lost")).to_have_count(0)


def test_an_old_article_never_stands_for_the_one_asked_for(visit: Visit) -> None:
    page = visit().open("/")
    page.click(JERMUK)
    page.locator("[data-act=read]").first.click()
    page.locator(".gd-p-article .gd-article").wait_for()
    shown = state(page, "s.reading")
    other = state(page, f"s.data.events.flatMap(e => e.articles).find(a => a !== '{shown}')")
    held = Held(page, rf"/api/article/{other}\?")
    page.evaluate(f"id => void {STATE}.read(id)", other)
    held.wait()
    expect(page.locator(".gd-p-article .gd-article")).to_have_count(0)
    held.release()
    page.locator(".gd-p-article .gd-article").wait_for()


def test_a_tap_after_a_drag_of_the_sheet_is_not_lost(visit: Visit) -> None:
    page = visit("phone").open("/")
    grip = page.locator(".gd-grip").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": px, "y": py} for px, py in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    touch("touchStart", (x, y))
    for up in (20, 120, 260, y - 60):
        touch("touchMove", (x, y - up))
    touch("touchEnd")
    expect(page.locator(".gd-explore[data-sheet='full']")).to_have_count(1)
    page.locator(".gd-grip").tap()
    expect(page.locator(".gd-explore[data-sheet='peek']")).to_have_count(1)


def test_a_drag_of_the_sheet_with_a_mouse_is_no_click(visit: Visit) -> None:
    page = visit("phone").open("/")
    grip = page.locator(".gd-grip").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, 80, steps=4)
    page.mouse.up()
    expect(page.locator(".gd-explore[data-sheet='full']")).to_have_count(1)
    page.locator(".gd-grip").click()
    expect(page.locator(".gd-explore[data-sheet='peek']")).to_have_count(1)


def test_forward_to_an_event_left_in_mid_flight_shows_its_place(visit: Visit) -> None:
    """Its address has no view: the map had not arrived when the reader went back."""
    page = visit().open("/")
    page.evaluate(
        f"(s => {{ s.select(s.data.events.find(e => e.place_name === 'Barcelona').id);"
        f" history.back() }})({STATE})"
    )
    page.wait_for_function(f"{STATE}.event === null && location.search === ''")
    settled(page)
    assert page.evaluate(f"{MAP}.getCenter().lng") > 40
    page.evaluate("history.forward()")
    page.wait_for_function(f"{STATE}.event !== null")
    page.wait_for_function(f"{MAP}.getBounds().contains([41.39, 2.16])")


def test_a_date_that_is_being_typed_stays_when_the_other_is_answered(visit: Visit) -> None:
    page = visit("laptop").open("/")
    page.locator("[data-word=when]").click()
    first, last = (page.get_by_role("textbox", name=n, exact=True) for n in ("From", "To"))
    held = Held(page, r"/api/events\?")
    first.fill("1 Dec 2022")
    last.fill("31 Dec 2022")
    held.wait()
    held.release()
    page.wait_for_function(f"{STATE}.data.params.includes('from=2022-12-01')")
    settled(page)
    expect(last).to_have_value("31 Dec 2022")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{STATE}.data.params.includes('to=2022-12-31')")
