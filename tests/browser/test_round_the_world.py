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
RELIEF_IS_THERE = """() => {
  const pictures = [...document.querySelectorAll('.leaflet-relief-pane img')];
  return pictures.length && pictures.every((i) => i.complete && i.naturalWidth);
}"""


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
    # A cell of the relief without a picture would be seen as a line along its edge.
    page.wait_for_function(RELIEF_IS_THERE)


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


#: Twelve regions of the world, each looked at from six zooms.
REGIONS = {
    "Sudan": (15.5, 32.5), "Congo and Kenya": (-1.7, 29.4), "Chile": (-33.4, -70.7), "Fiji": (-17.6, 179.9),
    "Svalbard": (78.3, 16), "Gaza and Lebanon": (33.2, 35.5), "Kashmir": (34.2, 75.4), "Taiwan Strait": (24.6, 119.6),
    "Colombia": (4.7, -74.1), "Ukraine with Crimea": (46.4, 34.2), "Philippines": (13.4, 122), "Spain": (41.2, 0.8),
}  # fmt: skip
ZOOMS = (3, 4, 5.5, 7, 8.5, 10)
#: Per view: names that meet, and whether land or water fills it as the level's cells say.
LOOK = """async ([regions, zooms]) => {
  const map = document.querySelector('.gd-explore').gd.map;
  const canvas = map.getContainer();
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  const found = [];
  for (const [region, [lat, lon]] of Object.entries(regions)) for (const zoom of zooms) {
    map.setView([lat, lon], zoom, { animate: false });
    while (canvas.dataset.ground !== 'whole') await frame();
    await frame();
    const names = [...document.querySelectorAll('.gd-labels .gd-label')].map((el) => ({ text: el.textContent, r: el.getBoundingClientRect() }));
    const clashes = names.flatMap((a, i) => names.slice(i + 1).filter((b) => meet(a.r, b.r)).map((b) => `${a.text} / ${b.text}`));
    found.push({ region, zoom, names: names.map((n) => n.text), clashes });
  }
  return found;
}"""


def test_names_never_meet_and_no_view_of_the_world_is_without(visit, fiji: Path) -> None:
    page = visit("laptop", collection=fiji).open("/")
    views = page.evaluate(LOOK, [REGIONS, ZOOMS])
    assert len(views) == len(REGIONS) * len(ZOOMS)
    assert [v for v in views if v["clashes"]] == []
    assert [(v["region"], v["zoom"]) for v in views if not v["names"]] == []
    named = {(v["region"], v["zoom"]): " ".join(v["names"]) for v in views}
    # What is near has the names of towns, all over the world.
    for region, town in (
        ("Congo and Kenya", "Bukavu"),
        ("Spain", "Lleida"),
    ):
        assert any(town in named[region, zoom] for zoom in (7, 8.5)), region
