"""A second coding on the page Code: closed, compared, decided, in a page of its own over the real routes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from access import violations
from agree_kit import code, two
from code_kit import alone, client
from collection_kit import EVENT, LINK, MENTION, MENTION2, SAID, table
from playwright.sync_api import Browser, Page, expect

from geodash.coding.agree.codings import closed, decided, settled
from geodash.views import told
from geodash.web.served import Served

KIND = ("a1", "e1", "kind")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two codings that differ in a type; the second has an event of its own and lacks one."""
    home, own = two(tmp_path_factory.mktemp("agree") / "c")
    third = {"event_id": "a3", "title": "Azerbaijan rejects this", "event_type": "REJECT"}
    words = {"mention_id": "m3", "event_id": "a3", "article_id": "road", "supports": "what"}
    code(
        own,
        {**EVENT, "event_id": "a1", "event_type": "COERCE"},
        third,
        mentions=(
            {**MENTION, "event_id": "a1"},
            {**words, "quote": "Azerbaijan rejected this on Tuesday"},
        ),
    )
    assert MENTION2["event_id"] == SAID["event_id"] == "e2"  # the one that she lacks
    return home, own


class Either:
    """Whoever’s server answers just now: that of the collection, or the second coder’s."""

    def __init__(self, folders: tuple[Path, Path]) -> None:
        self.first, self.coder = (client(Served(folder, edit=True)) for folder in folders)
        self.now = self.coder

    def request(self, *asked: Any, **more: Any) -> Any:
        return self.now.request(*asked, **more)


@pytest.fixture(scope="module")
def servers(folders: tuple[Path, Path]) -> Either:
    return Either(folders)


@pytest.fixture(scope="module")
def tab(browser: Browser, servers: Either) -> Iterator[Page]:
    with alone(browser, servers, "agree.html", told=told.as_json()) as page:  # type: ignore[arg-type]
        page.set_viewport_size({"width": 1440, "height": 780})
        yield page


def started(page: Page) -> Page:
    page.evaluate("start('road')")
    page.locator(".gd-code[data-ready]").wait_for()
    return page


@pytest.fixture
def coder(tab: Page, servers: Either) -> Page:
    servers.now = servers.coder
    return started(tab)


@pytest.fixture
def first(tab: Page, servers: Either) -> Page:
    servers.coder.post("/api/code/close/road", json={})
    servers.now = servers.first
    return started(tab)


def close(page: Page) -> None:
    page.get_by_role("button", name="Close my coding…").click()
    page.get_by_role("dialog").get_by_role("button", name="Close my coding").click()
    page.locator(".gd-ag").wait_for()


def item(page: Page, text: str) -> None:
    page.locator(".gd-ag-item", has_text=text).click()


def test_closing_opens_the_agreement(folders: tuple[Path, Path], coder: Page) -> None:
    expect(coder.locator(".gd-cb-bring")).to_have_count(0)
    expect(coder.locator(".gd-ag-whose")).to_have_text("anna’s coding")
    close(coder)
    assert list(closed(folders[1]) or {}) == ["road"]
    expect(coder.locator(".gd-ag-item")).to_have_count(3)
    # Who coded second looks, and decides nothing.
    expect(coder.locator(".gd-ag-card input")).to_have_count(0)
    expect(coder.locator(".gd-ag-sums")).to_contain_text("the first coding has 2 events, anna 2")
    coder.get_by_role("button", name="Agreement").click()
    expect(coder.locator(".gd-ag")).to_have_count(0)
    expect(coder.locator(".gd-code-text")).to_be_visible()


def test_choices_go_into_the_draft_and_undo_takes_them_back(
    folders: tuple[Path, Path], first: Page
) -> None:
    own, page = folders[1], first
    page.get_by_role("button", name="Agreement").click()
    page.locator(".gd-ag").wait_for()
    item(page, "kind")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("radio", name="anna").check()
    expect(page.locator(".gd-ag-item.is-done")).to_have_count(1)
    expect(page.locator(".gd-cb-save")).to_have_text("Save 1 event to the collection…")
    row = "opened.desk.log.row('events', 'e1').event_type"
    assert page.evaluate(row) == "COERCE"
    page.wait_for_function("fetch('/api/code/agreement/road?with=anna').then((a) => a.json()).then((a) => a.cards[0].facts[0].choice === 'other')")  # fmt: skip
    assert settled(own, "main")[KIND] == "other"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert page.evaluate(row) == "PROTEST"
    # What only she has is taken in, not done; what only the first has is kept.
    item(page, "Azerbaijan rejects this")
    page.get_by_role("radio", name="Take it in").check()
    title = "opened.desk.log.row('events', '~1')?.title"
    assert page.evaluate(title) == "Azerbaijan rejects this"
    page.get_by_role("radio", name="Leave out").check()
    assert page.evaluate(title) is None
    item(page, "Armenia says")
    page.get_by_role("radio", name="Keep it").check()
    expect(page.locator(".gd-ag-top h2")).to_have_text("3 disagreements here, 1 to decide")
    assert violations(page, ".gd-ag") == []


def test_a_pair_is_confirmed_by_hand(folders: tuple[Path, Path], first: Page) -> None:
    own, page = folders[1], first
    page.get_by_role("button", name="Agreement").click()
    item(page, "kind")
    page.get_by_role("button", name="No, two events").click()
    expect(page.locator(".gd-ag-item")).to_have_count(4)
    assert decided(own, "main") == {("a1", "e1"): False}
    item(page, "Road near Goris blocked Zyxwv")
    page.get_by_label("The same as").select_option(label="Road near Goris blocked (12 Dec 2022)")
    expect(page.locator(".gd-ag-item")).to_have_count(3)
    assert decided(own, "main") == {("a1", "e1"): True}


def test_links_that_one_of_the_two_made_are_chosen(
    tab: Page, servers: Either, tmp_path: Path
) -> None:
    home, own = two(tmp_path / "c")
    mine, hers = (MENTION, MENTION2), {"e1": "a1", "e2": "a2"}
    code(
        own,
        {**EVENT, "event_id": "a1"},
        {**SAID, "event_id": "a2"},
        mentions=tuple({**m, "event_id": hers[m["event_id"]]} for m in mine),
    )
    answers = {**LINK, "relation": "responds_to"}
    (own / "links.csv").write_text(
        table("links", {k: hers.get(v, v) for k, v in answers.items()}), "utf-8"
    )
    before = servers.first
    try:
        client(Served(own, edit=True)).post("/api/code/close/road", json={})
        servers.now = client(Served(home, edit=True))
        page = started(tab)
        page.get_by_role("button", name="Agreement").click()
        card = page.locator(".gd-ag-card")
        expect(card).to_contain_text("is about “Road near Goris blocked Zyxwv”")
        links = "opened.desk.log.rows('links').map(([, k]) => k.relation).sort()"
        assert page.evaluate(links) == ["about"]
        for who, then in (("anna", ["responds_to"]), ("both", ["about", "responds_to"]), ("the first coding", ["about"])):  # fmt: skip
            card.get_by_role("radio", name=who).check()
            expect(page.locator(".gd-ag-item.is-done")).to_have_count(1)
            assert page.evaluate(links) == then
        page.get_by_role("button", name="Undo").click()
        assert page.evaluate(links) == ["about", "responds_to"]
    finally:
        servers.now = before
