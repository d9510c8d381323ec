"""Collections of many events: what is drawn stays few, and narrowing down brings the marks back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from made_collections import many  # type: ignore[import-not-found]
from playwright.sync_api import Page, Route, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
STATE = "document.querySelector('.gd-explore').gd.state"
MAP = "document.querySelector('.gd-explore').gd.map"
DISCS = ".gd-cluster-icon"
MOST_MARKS = 300
# Everything on the map that a pointer can choose.
DRAWN = ".gd-mark, .gd-seat-icon, .gd-ring-icon, .gd-cluster-icon"


@pytest.fixture(scope="module")
def middling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("middling") / "c", 800)


def state(page: Page, expression: str) -> object:
    return page.evaluate(f"(() => {{ const s = {STATE}; return {expression} }})()")


def view(page: Page, lat: float, lon: float, zoom: float) -> None:
    page.evaluate(f"({MAP}.setView([{lat}, {lon}], {zoom}, {{animate: false}}), 0)")


def view_of_discs(page: Page, lat: float, lon: float, zoom: float) -> None:
    """Moves the map and waits for the discs of that view; until then the old ones can be clicked.

    The view before may still be under way: only the answer for the new zoom is the one.
    """
    with page.expect_response(lambda r: re.search(f"/api/clusters.*zoom={zoom:.0f}(&|$)", r.url)) as answer:  # fmt: skip
        view(page, lat, lon, zoom)
    wanted = sorted(f"{c['count']:,}" for c in answer.value.json()["clusters"])
    page.wait_for_function(
        """wanted => JSON.stringify([...document.querySelectorAll('.gd-cluster-icon')]
            .map(d => d.getAttribute('aria-label').split(' ')[0]).sort()) === JSON.stringify(wanted)""",
        arg=wanted,
    )


def counted(page: Page) -> int:
    """The events that the discs on the map say they stand for."""
    return sum(int(t.replace("k", "000")) for t in page.locator(DISCS).all_inner_texts())


def fine(v: Watched) -> None:
    assert v.errors == []
    assert v.external == []


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_too_many_to_send_are_counted(visit: Visit, large: Path, size: str) -> None:
    v = visit(size, collection=large)
    page = v.open("/")
    page.locator(DISCS).first.wait_for()
    assert state(page, "[s.data.mode, s.data.count, s.data.events.length]") == ["clusters", 6000, 0]
    assert 1 < page.locator(DISCS).count() < 60
    assert counted(page) > 4000
    panel = page.locator(".gd-panel")
    expect(panel.locator("h2").first).to_have_text("6,000 events")
    expect(panel).to_contain_text("too many to list")
    expect(panel).not_to_contain_text("No event fits")
    expect(page.locator(".gd-tl-bar")).not_to_have_count(0)
    expect(page.locator(".gd-timeline")).not_to_contain_text("No events")
    assert len(page.content()) < 1_000_000
    closed = page.locator(".gd-legend-toggle[aria-expanded=false]:visible")
    while closed.count():
        closed.first.click()
    expect(page.locator(".gd-legend")).to_contain_text("so many events near each other")
    expect(page.locator(".gd-legend")).to_contain_text("Violence")
    fine(v)


def test_a_disc_comes_nearer_until_its_events_can_be_read(visit: Visit, large: Path) -> None:
    v = visit("laptop", collection=large)
    page = v.open("/")
    page.locator(DISCS).first.wait_for()
    zoom = page.evaluate(f"{MAP}.getZoom()")
    for _ in range(12):
        first = page.locator(DISCS).first
        name = first.get_attribute("aria-label")
        first.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            f"([zoom, name]) => {STATE}.event || {STATE}.params.bbox || {MAP}.getZoom() > zoom",
            arg=[zoom, name],
        )
        if state(page, "s.event || s.params.bbox"):
            break
        now = page.evaluate(f"{MAP}.getZoom()")
        assert now > zoom
        zoom = now
        # The old discs are gone as soon as the new ones are there.
        page.wait_for_function(
            "name => document.querySelector('.gd-cluster-icon') && document.querySelector('.gd-cluster-icon').getAttribute('aria-label') !== name",
            arg=name,
        )
    if state(page, "s.params.bbox"):
        page.wait_for_function(f"{STATE}.data.mode === 'events'")
        expect(page.locator(".gd-panel .gd-row").first).to_be_visible()
    else:
        expect(page.locator("#gd-card-title")).to_contain_text("near")
    fine(v)


def test_a_stack_too_high_to_step_through_becomes_the_filter(visit: Visit, large: Path) -> None:
    """Hundreds on one point: no zoom parts them, so the list has to."""
    page = visit("laptop", collection=large).open("/")
    view_of_discs(page, 39.51, 46.34, 10)
    tall = page.locator(DISCS).filter(has_text=re.compile(r"^\d{3,}$")).first
    n = int(tall.inner_text())
    tall.click()
    page.wait_for_function(f"{STATE}.data.mode === 'events'")
    assert state(page, "s.data.count") >= n
    assert state(page, "s.data.events.every(e => Math.abs(e.lat - 39.51) < 0.5)")
    expect(page.locator(".gd-panel .gd-row").first).to_be_visible()
    page.go_back()
    page.wait_for_function(f"{STATE}.data.count === 6000")


def test_a_few_events_of_a_disc_are_stepped_through(visit: Visit, large: Path) -> None:
    v = visit("laptop", collection=large)
    page = v.open("/")
    view_of_discs(page, 36.2, 27.0, 10)
    few = page.locator(DISCS).filter(has_text=re.compile(r"^[2-9]$"))
    few.first.wait_for()
    n = int(few.first.inner_text())
    few.first.click()
    expect(page.locator(".gd-p-count")).to_have_text(re.compile(f"^1 of {n}"))
    expect(page.locator("#gd-card-title")).to_contain_text("near Kos")
    selected = page.locator(".gd-mark.gd-selected")
    expect(selected).to_have_count(1)
    page.get_by_role("button", name="Next event").click()
    expect(page.locator(".gd-p-count")).to_have_text(re.compile(f"^2 of {n}"))
    expect(selected).to_have_count(1)
    page.locator(".gd-p-here").click()
    expect(page.locator(".gd-p-stack [data-select]")).to_have_count(n)
    page.get_by_role("button", name="Step through all events again").click()
    expect(page.locator(".gd-p-count")).to_contain_text("6,000 events")
    page.keyboard.press("Escape")
    expect(selected).to_have_count(0)
    fine(v)


def test_a_link_to_one_event_of_many(visit: Visit, large: Path) -> None:
    v = visit("laptop", collection=large)
    page = v.open("/?event=n-00100")
    expect(page.locator("#gd-card-title")).to_contain_text("Event 100")
    expect(page.locator(".gd-p-count")).to_contain_text("6,000 events")
    expect(page.locator(".gd-mark.gd-selected")).to_have_count(1)
    page.get_by_role("button", name="Read on").click()
    expect(page.locator(".gd-seg.is-chosen")).to_contain_text("Report 00100")
    fine(v)


def test_narrowing_down_brings_the_marks(visit: Visit, large: Path) -> None:
    v = visit("laptop", collection=large)
    page = v.open("/")
    page.locator(DISCS).first.wait_for()
    page.locator(".gd-s-row1 [data-word=who]").click()
    page.locator(".gd-s-pop:popover-open").get_by_role("checkbox", name=re.compile("^Actor 3")).check()  # fmt: skip
    page.keyboard.press("Escape")
    page.wait_for_function(f"{STATE}.data.mode === 'events'")
    n = state(page, "s.data.count")
    assert 100 < n < 5000
    expect(page.locator(".gd-s-den")).to_contain_text(f"{n} of 6,000 events")
    expect(page.locator(".gd-panel h2").first).to_have_text(f"{n} events")
    expect(page.locator(".gd-panel .gd-row").first).to_be_visible()
    expect(page.locator(DRAWN)).not_to_have_count(0)
    # In the view of its own that the collection opens with, so many still share discs; fewer have marks.
    page.evaluate(f"void {STATE}.setFilter({{from: '2022-01-01', to: '2022-02-10'}})")
    page.wait_for_function(f"{STATE}.data.count < 60")
    expect(page.locator(".gd-mark, .gd-seat-icon")).not_to_have_count(0)
    page.get_by_role("button", name="reset").click()
    page.wait_for_function(f"{STATE}.data.mode === 'clusters'")
    expect(page.locator(".gd-mark, .gd-seat-icon")).to_have_count(0)
    page.locator(DISCS).first.wait_for()
    fine(v)


def test_the_timeline_narrows_down(visit: Visit, large: Path) -> None:
    page = visit("laptop", collection=large).open("/")
    plot = page.locator(".gd-tl-svg").bounding_box()
    middle = plot["y"] + plot["height"] / 2
    page.mouse.move(plot["x"] + plot["width"] * 0.4, middle)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] * 0.5, middle, steps=4)
    page.mouse.up()
    page.wait_for_function(f"{STATE}.params.from && {STATE}.data.mode === 'events'")
    assert 50 < state(page, "s.data.count") < 5000


def test_no_more_than_a_few_hundred_marks(visit: Visit, middling: Path) -> None:
    v = visit("wide", collection=middling)
    page = v.open("/?map=5/39.9/46.2")
    assert state(page, "[s.data.mode, s.data.events.length]") == ["events", 800]
    discs = []
    for zoom in (5, 7, 8.5, 9.5):
        view(page, 39.9, 46.2, zoom)
        discs.append(page.locator(DISCS).count())
        assert 0 < page.locator(".gd-mark").count() + discs[-1] <= MOST_MARKS
        # What is drawn stands for every event in view: none is lost in the merging.
        inside = page.evaluate(
            f"(view => {STATE}.data.events.filter(e => e.draw !== 'seat' && view.contains([e.lat, e.lon])).length)({MAP}.getBounds())"
        )
        marked = page.locator(".gd-mark").evaluate_all(
            "els => els.reduce((n, e) => n + e.dataset.events.split(' ').length, 0)"
        )
        assert marked + counted(page) >= inside > 0
    assert discs[0] > 0, "far out, discs"
    assert discs[-1] == 0, "near, the marks themselves"
    fine(v)


def test_discs_of_many_marks_come_nearer(visit: Visit, middling: Path) -> None:
    v = visit("laptop", collection=middling)
    page = v.open("/?map=5.5/39.9/46.2")
    zoom = page.evaluate(f"{MAP}.getZoom()")
    largest = page.locator(DISCS).filter(has_text=re.compile(r"^\d{2,}$")).first
    largest.click()
    page.wait_for_function(f"zoom => {MAP}.getZoom() > zoom", arg=zoom)
    assert state(page, "s.event") is None
    page.wait_for_function("document.querySelectorAll('.gd-mark, .gd-cluster-icon').length > 0")
    fine(v)


def test_a_selected_event_stands_out_of_its_disc(visit: Visit, middling: Path) -> None:
    v = visit("laptop", collection=middling)
    page = v.open("/?map=5.5/39.9/46.2")
    page.locator(".gd-panel .gd-row").nth(1).click()
    chosen = state(page, "s.event")
    mark = page.locator(".gd-mark.gd-selected")
    expect(mark).to_have_count(1)
    assert chosen in mark.get_attribute("data-events").split(" ")
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    fine(v)


def test_the_list_of_many_is_made_as_it_is_read(visit: Visit, middling: Path) -> None:
    page = visit("laptop", collection=middling).open("/")
    page.locator(".gd-panel .gd-row").first.focus()
    assert page.locator(".gd-panel .gd-row").count() < 400
    page.keyboard.press("End")
    last = state(page, "s.data.events.at(-1).id")
    expect(page.locator(f".gd-row[data-id='{last}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".gd-p-count")).to_contain_text("800 of 800")


def test_panning_draws_what_comes_into_view(visit: Visit, middling: Path) -> None:
    page = visit("laptop", collection=middling).open("/?map=9/39.9/46.2")
    assert page.locator(DRAWN).count() <= MOST_MARKS + 60
    view(page, 36.89, 27.29, 9)
    near = page.locator(".gd-mark").evaluate_all(
        "els => els.flatMap(e => e.dataset.events.split(' '))"
    )
    assert near, "the marks around Kos"
    assert {state(page, f"s.byId('{i}').place_name") for i in near[:20]} == {"Kos"}


GROUPING = """async (url) => {
  const { byPoint, fitToView, mergeNear } = await import(url);
  const { tell } = await import(new URL('../core/told.js', url));
  tell(document.querySelector('.gd-root').gd.data.told);
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const events = Array.from({ length: 2000 }, (_, i) => ({ id: i, lat: Math.round(random() * 400) / 100, lon: random() * random() * 9 }));
  const project = (g) => ({ x: g.lon * 90, y: g.lat * 90 });
  const ids = (groups) => groups.flatMap((g) => g.events.map((e) => e.id)).sort((a, b) => a - b);
  const naive = (groups, distance) => {
    const out = [];
    for (const g of [...groups].sort((a, b) => b.events.length - a.events.length || (a.key < b.key ? -1 : 1))) {
      const p = project(g);
      const near = out.find((o) => Math.hypot(o.x - p.x, o.y - p.y) < distance);
      if (near) near.events.push(...g.events);
      else out.push({ key: g.key, events: [...g.events], ...p });
    }
    return out;
  };
  const result = {};
  for (const distance of [5, 15, 46]) {
    const groups = mergeNear(byPoint(events), project, distance);
    result[distance] = {
      whole: ids(groups).every((id, i) => id === i) && ids(groups).length === 2000,
      same: JSON.stringify(groups.map((g) => [g.key, ids([g])])) === JSON.stringify(naive(byPoint(events), distance).map((g) => [g.key, ids([g])])),
    };
  }
  const merge = (distance) => mergeNear(byPoint(events), project, distance);
  const wide = fitToView(merge, () => true, 100);
  const narrow = fitToView(merge, (g) => g.lat < 0.2, 300);
  return { result, wide: [wide.dense, wide.groups.length, ids(wide.groups).length], narrow: [narrow.dense, narrow.groups.length] };
}"""


def test_marks_are_merged_as_far_as_needed(visit: Visit, middling: Path) -> None:
    """Merging by squares gives what comparing all with all gives, and loses no event."""
    v = visit("laptop", collection=middling)
    v.open("/")
    found = v.page.evaluate(
        GROUPING, f"{v.base}/_stcore/bidi-components/geodash.explore/map/groups.js"
    )
    assert found["result"] == {d: {"whole": True, "same": True} for d in ("5", "15", "46")}
    dense, groups, events = found["wide"]
    assert dense and 0 < groups <= 100 and events == 2000
    dense, groups = found["narrow"]
    assert not dense and groups > 0


def test_a_disc_that_opens_late_leaves_a_later_choice(visit: Visit, large: Path) -> None:
    page = visit("laptop", collection=large).open("/?event=n-00100")
    page.locator("#gd-card-title").wait_for()
    page.evaluate(f"{STATE}.select(null)")
    view_of_discs(page, 36.2, 27.0, 10)
    held: list[Route] = []
    page.route("**/api/cards?*", lambda route: held.append(route))
    few = page.locator(DISCS).filter(has_text=re.compile(r"^[2-9]$")).first
    with page.expect_request("**/api/cards?*"):
        few.click()
    page.evaluate(f"void {STATE}.select('n-00100')")
    page.wait_for_function("document.querySelector('.gd-card')?.dataset.event === 'n-00100'")
    with page.expect_response("**/api/cards?*"):
        for route in held:
            route.continue_()
        page.unroute("**/api/cards?*")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert state(page, "[s.event, s.stack]") == ["n-00100", None]
