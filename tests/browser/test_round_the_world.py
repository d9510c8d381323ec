"""Events on both sides of the 180th meridian are one place: in the first view, at either count, in chips."""

from __future__ import annotations

from pathlib import Path

import made_collections as made
import pytest
from playwright.sync_api import expect
from visitors import Watched

PLACES = {
    "Udu Point": (-16.13, 179.99),
    "Suva": (-18.14, 178.44),
    "Lakeba": (-18.2, -178.8),
    "Vatoa": (-19.83, -178.23),
}


@pytest.fixture(scope="module")
def fiji(tmp_path_factory: pytest.TempPathFactory) -> Path:
    events = [
        made.event(f"f{i}", place_name=name, latitude=str(lat), longitude=str(lon))
        for i, (name, (lat, lon)) in enumerate(PLACES.items())
    ]
    words = [f"At {name} they met." for name in PLACES]
    return made.reported(tmp_path_factory.mktemp("fiji"), events, words)


@pytest.mark.parametrize(
    "search", ["", "?map=6.5/-18/180", "?map=6.5/-18/-179.5", "?map=6.5/-18/179.5", "?map=6.5/-18/181"]
)  # fmt: skip
def test_all_are_in_view(visit, fiji: Path, search: str) -> None:
    visitor: Watched = visit("laptop", collection=fiji)
    page = visitor.open(f"/{search}")
    expect(page.locator(".gd-map .gd-mark")).to_have_count(4)
    for mark in page.locator(".gd-map .gd-mark").all():
        expect(mark).to_be_in_viewport()
    expect(page.locator(".gd-none-in-view")).to_be_hidden()
    expect(page.locator(".gd-chips .gd-chip")).to_have_count(0)


def test_chips_lead_the_shorter_way(visit, fiji: Path) -> None:
    visitor: Watched = visit("laptop", collection=fiji)
    page = visitor.open("/?map=6/-18/-165")
    chip = page.locator(".gd-chips-w .gd-chip")
    expect(chip.first).to_be_visible()
    expect(page.locator(".gd-chips-e .gd-chip")).to_have_count(0)
    page.locator(".gd-none-in-view").click()
    expect(page.locator(".gd-none-in-view")).to_be_hidden()
    for mark in page.locator(".gd-map .gd-mark").all():
        expect(mark).to_be_in_viewport()
