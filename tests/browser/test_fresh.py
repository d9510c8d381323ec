"""A collection that changes while it is open: offered calmly, taken up in place, refused with reasons."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Watched
from playwright.sync_api import Page, expect

NEW = "Road near Goris closed again"
FILES = ("actors.csv", "events.csv", "mentions.csv", "links.csv", "datapackage.json")


class Collection:
    """A copy of the shipped collection that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        for name in ("articles", "briefings"):
            shutil.copytree(ROOT / name, folder / name)
        self.events = (folder / "events.csv").read_text("utf-8")

    def title(self, event_id: str) -> str:
        line = next(x for x in self.events.splitlines() if x.startswith(f"{event_id},"))
        return line.split(",")[1].strip('"')

    def write(self, events: str) -> None:
        (self.folder / "events.csv").write_text(events, "utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return Collection(tmp_path_factory.mktemp("changing"))


@pytest.fixture
def collection(copied: Collection) -> Collection:
    """As it was shipped; what a test changed is put back."""
    yield copied
    copied.write(copied.events)


def bar(page: Page):
    return page.locator(".gd-fresh.is-on")


def take(page: Page) -> None:
    bar(page).get_by_role("button", name="Show the new version").click()
    expect(bar(page)).to_have_count(0)


def test_about_is_drawn_anew_where_it_was(
    collection: Collection, visit: Callable[..., Watched]
) -> None:
    watched = visit(collection=collection.folder)
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
    package.write_text(before, "utf-8")
    assert page.url == f"{watched.base}/about?kind=talks"
    assert [e for e in watched.errors if "404 (Not Found)" not in e] == []
