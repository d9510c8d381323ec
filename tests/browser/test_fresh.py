"""A collection that changes while it is open: offered calmly, taken up in place, refused with reasons."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from access import violations  # type: ignore[import-not-found]
from playwright.sync_api import Page, expect
from visitors import Watched
from windows import ROOT

NEW = "Road near Goris closed again"
FILES = ("actors.csv", "events.csv", "mentions.csv", "links.csv", "datapackage.json")


class Collection:
    """A copy of the shipped collection that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.version = folder, ""
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        for name in ("articles", "briefings"):
            shutil.copytree(ROOT / name, folder / name)
        self.events = (folder / "events.csv").read_text("utf-8")

    def title(self, event_id: str) -> str:
        rows = csv.DictReader(io.StringIO(self.events))
        return next(row["title"] for row in rows if row["event_id"] == event_id)

    def change(self, event_id: str, **cells: str) -> None:
        """Writes other cells into an event, as an editor would in the file."""
        rows = list(csv.DictReader(io.StringIO(self.events)))
        for row in rows:
            if row["event_id"] == event_id:
                row |= cells
        self.put(rows)

    def drop(self, event_id: str) -> None:
        """Takes an event out of all tables."""
        for name in ("mentions.csv", "links.csv", "events.csv"):
            with (self.folder / name).open(newline="") as file:
                rows = list(csv.DictReader(file))
            self.put([row for row in rows if event_id not in row.values()], name)

    def put(self, rows: list[dict[str, str]], name: str = "events.csv") -> None:
        with (self.folder / name).open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def restore(self) -> None:
        """Puts back what was shipped."""
        for name in FILES:
            shutil.copy(ROOT / name, self.folder / name)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return Collection(tmp_path_factory.mktemp("changing"))


def served_version(url: str) -> str:
    with urllib.request.urlopen(f"{url}/api/version", timeout=20) as answer:
        return str(json.load(answer)["version"])


@pytest.fixture
def collection(copied: Collection, serve: Callable[..., str]) -> Iterator[Collection]:
    """Served as it was shipped; what a test changed is put back, and has been taken up by the next."""
    url = serve(copied.folder)
    copied.version = copied.version or served_version(url)
    deadline = time.monotonic() + 30
    while served_version(url) != copied.version:
        assert time.monotonic() < deadline, "what was put back is not served"
    yield copied
    copied.restore()


def bar(page: Page):
    return page.locator(".gd-fresh.is-on")


def take(page: Page) -> None:
    bar(page).get_by_role("button", name="Show the new version").click()
    expect(bar(page)).to_have_count(0)


def retitle(collection: Collection, event_id: str, title: str = NEW) -> None:
    collection.change(event_id, title=title)


def kept(page: Page) -> dict[str, Any]:
    """What the reader has chosen and where they are."""
    return page.evaluate(
        """() => {
          const { state, map } = document.querySelector('.gd-root').gd;
          const { list, card } = Object.fromEntries(['list', 'card'].map((n) => [n, document.querySelector(`.gd-p-${n}`)]));
          return {
            url: location.href, entries: history.length, event: state.event, params: state.data.params,
            map: map && [map.getCenter().lat, map.getCenter().lng, map.getZoom()],
            scrolled: [list?.scrollTop, card?.scrollTop], same: window.same,
          };
        }"""
    )


def explore(watched: Watched, path: str) -> Page:
    page = watched.open(path)
    page.evaluate("window.same = Math.random()")
    return page


def test_a_new_title_is_offered_and_taken_in_place(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    """The filter, the selection, the map, the address and the page itself stay."""
    watched = visit(collection=collection.folder, fresh=True)
    page = explore(watched, "/?kind=violence&event=cc-0041&map=6/39.9/46.2")
    card = page.locator(".gd-card:not(.gd-pending)[data-event='cc-0041']")
    expect(card).to_contain_text(collection.title("cc-0041"))
    before = kept(page)
    retitle(collection, "cc-0041")
    expect(bar(page)).to_contain_text("The collection has changed.")
    expect(card).to_contain_text(collection.title("cc-0041"))
    take(page)
    expect(card).to_contain_text(NEW)
    assert kept(page) == before
    page.get_by_role("button", name=re.compile("^List")).first.click()
    expect(page.locator(".gd-row[data-id='cc-0041']")).to_contain_text(NEW)
    assert watched.errors == [] and watched.external == []


def test_the_reader_stays_where_the_list_was(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = explore(watched, "/")
    rows = page.locator(".gd-row")
    rows.nth(15).scroll_into_view_if_needed()
    rows.nth(15).hover()
    before = kept(page)
    assert before["scrolled"][0] > 200
    retitle(collection, rows.nth(15).get_attribute("data-id"))
    take(page)
    expect(rows.nth(15)).to_contain_text(NEW)
    assert kept(page) == before


def test_a_word_that_is_being_typed_stays(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder)
    page = explore(watched, "/?kind=violence")
    page.locator("[data-word=who]").click()
    field = page.get_by_role("searchbox", name="Find an actor")
    field.press_sequentially("ira")
    retitle(collection, "cc-0041")
    expect(bar(page)).to_be_visible()
    expect(field).to_have_value("ira")
    expect(field).to_be_focused()


def test_a_broken_state_is_told_until_it_is_mended(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder)
    page = explore(watched, "/?kind=violence")
    rows = page.locator(".gd-row")
    titles = rows.all_inner_texts()
    collection.change("cc-0041", where_prec="9")
    expect(bar(page)).to_contain_text("This is the last good version.")
    expect(bar(page)).to_contain_text(re.compile(r"events\.csv row \d+"))
    expect(bar(page).get_by_role("button", name="Show the new version")).to_be_hidden()
    assert rows.all_inner_texts() == titles
    collection.restore()
    expect(bar(page)).to_have_count(0)
    assert watched.errors == []


def test_what_was_dismissed_is_not_said_again(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder)
    page = explore(watched, "/")
    retitle(collection, "cc-0041")
    bar(page).get_by_role("button", name="Dismiss").click()
    expect(bar(page)).to_have_count(0)
    with page.expect_response("**/api/version"):
        pass
    expect(bar(page)).to_have_count(0)
    retitle(collection, "cc-0041", "Another title")
    expect(bar(page)).to_be_visible()


def test_a_filter_is_answered_by_the_new_version_as_a_whole(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder)
    page = explore(watched, "/?event=cc-0041")
    retitle(collection, "cc-0041")
    expect(bar(page)).to_be_visible()
    page.evaluate("document.querySelector('.gd-root').gd.state.setFilter({ kind: ['violence'] })")
    expect(page.locator(".gd-card[data-event='cc-0041']")).to_contain_text(NEW)
    expect(bar(page)).to_have_count(0)
    assert watched.errors == []


def test_an_event_that_is_gone_is_let_go(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = explore(watched, "/?event=cc-0041")
    collection.drop("cc-0041")
    take(page)
    # The live region says the same words, and may do so first: the one line to be seen is meant.
    line = page.locator(".gd-s-note-text")
    expect(line).to_contain_text("Event “cc-0041” is not in the new version")
    assert "event=" not in page.url


def test_another_page_shows_the_new_version_at_once(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = explore(watched, "/?kind=violence")
    retitle(collection, "cc-0041")
    expect(bar(page)).to_be_visible()
    page.get_by_role("link", name="Analyse").click()
    page.locator(".gd-analyse[data-ready='1']").first.wait_for()
    expect(page.locator("#gd-a-events")).to_contain_text(NEW)
    expect(bar(page)).to_have_count(0)
    page.get_by_role("link", name="Explore").click()
    page.locator(".gd-explore[data-ready='1']").first.wait_for()
    expect(page.locator(".gd-row[data-id='cc-0041']")).to_contain_text(NEW)


def test_analyse_takes_it_with_its_figures(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = watched.page
    page.goto(f"{watched.base}/analyse?kind=violence")
    page.locator(".gd-analyse[data-ready='1']").first.wait_for()
    page.evaluate("window.same = Math.random()")
    before = kept(page)
    retitle(collection, "cc-0041")
    take(page)
    expect(page.locator("#gd-a-events")).to_contain_text(NEW)
    assert kept(page) == before


def test_a_draft_stays_and_the_shelf_is_new(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = watched.page
    page.goto(f"{watched.base}/present?kind=violence")
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    title = page.get_by_label("Title", exact=True)
    title.press_sequentially("Not saved")
    page.evaluate("document.querySelector('.gd-present').gd.draft.add('event=cc-0041')")
    picture = page.locator(".gd-pr-shot-map")
    expect(picture).to_have_attribute("src", re.compile("slide.jpg.*v="))
    drawn = picture.get_attribute("src") or ""
    new = collection.folder / "briefings/new.yaml"
    new.write_text('title: "Just written"\nslides:\n- view: event=cc-0041\n', "utf-8")
    expect(bar(page)).to_be_visible()
    expect(title).to_be_focused()
    take(page)
    expect(page.locator(".gd-pr-card", has_text="Just written")).to_be_visible()
    expect(title).to_have_value("Not saved")
    # The picture is that of the new version.
    expect(picture).not_to_have_attribute("src", drawn)
    expect(picture).to_have_js_property("complete", True)
    new.unlink()


def test_it_is_reached_by_keyboard_and_axe_finds_nothing(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = explore(watched, "/?event=cc-0041")
    retitle(collection, "cc-0041")
    show = bar(page).get_by_role("button", name="Show the new version")
    expect(show).to_be_visible()
    assert violations(page, ".gd-fresh") == []
    show.focus()
    page.keyboard.press("Enter")
    expect(bar(page)).to_have_count(0)
    expect(page.locator(".gd-root")).to_be_focused()
    expect(page.locator(".gd-card[data-event='cc-0041']")).to_contain_text(NEW)


def test_a_server_that_is_gone_is_told_once_and_comes_back(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder)
    page = explore(watched, "/")
    page.route("**/api/version", lambda route: route.abort())
    expect(bar(page)).to_contain_text("geodash doesn’t answer.")
    page.unroute("**/api/version")
    expect(bar(page)).to_have_count(0)


def test_a_page_out_of_sight_asks_nothing(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = watched.page
    page.clock.install()
    watched.open("/")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/api/version") else None)
    see = """hidden => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }"""
    page.evaluate(see, True)
    page.clock.run_for(1500)  # what was on its way has come
    asked.clear()
    page.clock.run_for(20_000)
    assert asked == []
    with page.expect_request("**/api/version"):
        page.evaluate(see, False)


def test_about_is_drawn_anew_where_it_was(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder, fresh=True)
    page = watched.page
    page.goto(f"{watched.base}/about?kind=talks")
    expect(page.get_by_role("heading", name="About the data")).to_be_visible()
    package = collection.folder / "datapackage.json"
    before = package.read_text("utf-8")
    page.locator(".gd-about-diff").scroll_into_view_if_needed()
    scrolled = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    assert scrolled > 100
    package.write_text(before.replace('"title": "', '"title": "Another ', 1), "utf-8")
    expect(bar(page)).to_contain_text("The collection has changed.")
    take(page)
    expect(page).to_have_title(re.compile("Another The Caucasus Center"))
    now = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    assert abs(now - scrolled) < 60, "a longer title may take a line more"
    assert page.url == f"{watched.base}/about?kind=talks"
    assert [e for e in watched.errors if "404 (Not Found)" not in e] == []
