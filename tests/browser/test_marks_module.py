"""Both engines draw one mark: the browser's and that of still maps, from the numbers they are told."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parents[1] / "js"))
import timeline_collection as harness

from geodash.domain.kinds import Kind
from geodash.domain.model import Event
from geodash.views.drawing import MARKS
from geodash.views.still import marks
from geodash.views.still.spots import Spot

DRAWN = """async ([kind, flags]) => {
  const { markShape } = await import('/assets/core/marks.js');
  return markShape(kind, {r: flags.r, planned: flags.planned, oneSided: flags.one_sided})
    .map((node) => node.outerHTML).join('');
}"""
SAID = ("d", "transform", "fill", "stroke", "r", "stroke-linecap", "stroke-linejoin")
#: On a still map no line is thinner than a bad link takes.
OWN = {"stroke-width": {"1": f"{marks.THINNEST:g}"}}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that only lends its script engine, and has been told how marks are drawn."""
    server, url = harness.serve()
    opened = browser.new_page()
    opened.goto(url)
    opened.locator("html[data-ready]").first.wait_for()
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def looks(svg: str) -> list[dict[str, str]]:
    """What each shape of a drawing looks like, its numbers rounded as a still map rounds them."""
    root = ElementTree.fromstring(f"<svg>{svg}</svg>")
    found = []
    for node in root.iter():
        look = {k: v for k, v in node.attrib.items() if k in (*SAID, "stroke-width")}
        look = {k: re.sub(r"var\([^,]+, (#\w+)\)", r"\1", v) for k, v in look.items()}
        tidy = lambda m: f"{round(float(m[0]), 1):g}"  # noqa: E731
        look = {k: OWN.get(k, {}).get(v, v) for k, v in look.items()}
        look = {k: re.sub(r"(?<![#\w])-?(?:\d+\.?\d*|\.\d+)", tidy, v) for k, v in look.items()}
        if look:
            found.append({"tag": node.tag.rpartition("}")[2], **look})
    return found


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("planned", [False, True])
@pytest.mark.parametrize("one_sided", [False, True])
def test_a_mark_is_one(page: Page, kind: Kind, planned: bool, one_sided: bool) -> None:
    flags = {"r": MARKS.radius, "planned": planned, "one_sided": one_sided}
    live = page.evaluate(DRAWN, [kind.value, flags])
    assert looks(live) == looks(marks.shape(kind, planned, one_sided))


def test_a_soft_edge_is_one(page: Page) -> None:
    live = page.evaluate(
        "import('/assets/core/marks.js').then((m) => m.definitions({}).querySelector('radialGradient').outerHTML)"
    )
    stops = re.compile(r'offset="([^"]+)" stop-color="([^"]+)" stop-opacity="([^"]+)"')
    assert stops.findall(live) == stops.findall(marks.DEFS)
    assert len(stops.findall(live)) == len(MARKS.soft_stops)


@pytest.mark.parametrize("kinds", [1, 2, 3])
@pytest.mark.parametrize("n", [1, 4, 12])
@pytest.mark.parametrize("told", [(), (0,), (1,), (0, 1, 2)])
def test_the_room_that_a_mark_takes_is_one(
    page: Page, kinds: int, n: int, told: tuple[int, ...]
) -> None:
    at = [i % kinds for i in range(max(n, kinds))]
    events = [Drawn(list(Kind)[i], i in told) for i in at]
    spot = Spot("mark", 0, 0, cast(list[Event], events))
    found = page.evaluate(
        "async (events) => { const { badgesOf, extentOf } = await import('/assets/map/extent.js');"
        " return [extentOf(events), extentOf(events, true), badgesOf(events)]; }",
        [{"kind": e.kind.value, "one_sided": e.one_sided} for e in events],
    )
    assert found[:2] == [pytest.approx(spot.extent(on)) for on in (False, True)]
    assert found[2] == [at and pytest.approx(at) for at in spot.badges]
    assert [i for i, at in enumerate(spot.badges) if at] == [i for i in told if i < kinds]


@dataclass
class Drawn:
    """What of an event its mark shows."""

    kind: Kind
    one_sided: bool


def test_a_home_view_has_one_chip_at_the_edge(page: Page) -> None:
    """On the side on which most of it lies; what else is out of view is named on its own side."""
    found = page.evaluate(
        """import('/assets/map/edges.js').then(({ edgeGroups }) => {
          const homes = [{ name: 'Tonga', bounds: [-176, -22, -173, -18] }];
          const events = [[-21, -175, 's'], [-18.6, -174, 'e'], [-18.7, -174, 'e'], [-13.8, -171.8, 'e'], [-9, 160, 'n']];
          const located = events.map(([lat, lon, at]) => ({ lat, lon, at, place: lat > -10 ? 'Honiara' : 'Apia' }));
          return edgeGroups(located, (e) => e.at, homes).map((g) => [g.side, g.names[0], g.events.length]);
        })"""
    )
    assert sorted(found) == [["e", "Apia", 1], ["e", "Tonga", 3], ["n", "Honiara", 1]]
