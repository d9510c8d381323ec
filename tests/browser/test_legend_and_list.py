"""The legend filters and lights, the List follows the map: each on one mounted page."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
KIND = ".gd-legend-kind[data-kind='{}']"
FILLED = """(el) => {
  const range = document.createRange();
  range.selectNodeContents(el);
  return el.clientHeight - range.getBoundingClientRect().height < 6;
}"""


def state(page: Page, expression: str) -> object:
    """Evaluates with ``s`` as the page's state."""
    script = f"(() => {{ const s = document.querySelector('.gd-explore').gd.state; return {expression} }})()"
    return page.evaluate(script)


def test_the_legend_counts_lights_and_filters(visit: Visit) -> None:
    page = visit("laptop").open("/")
    numbers = page.locator(".gd-legend-n").all_inner_texts()
    assert sum(map(int, numbers)) == state(page, "s.data.count")
    expect(page.locator(".gd-legend-total")).to_have_text(f"of {sum(map(int, numbers))} events")
    # The pointer lights a kind on map, timeline and list, and nothing is filtered.
    kind = page.locator(KIND.format("accusation"))
    kind.hover()
    assert state(page, "s.lit.kind") == "accusation"
    assert state(
        page,
        "[...document.querySelectorAll('[data-events]')].every(m => m.classList.contains('gd-dim') !="
        " m.dataset.events.split(' ').some(id => s.byId(id).kind === 'accusation'))",
    )
    lit = page.locator(".gd-tl-mark.is-lit").evaluate_all("ms => ms.map(m => m.dataset.event)")
    rows = page.locator(".gd-row:not(.is-dim)").evaluate_all("rs => rs.map(r => r.dataset.id)")
    for ids in (lit, rows):
        assert ids and all(state(page, f"s.byId('{i}').kind") == "accusation" for i in ids)
    # What is said below fills its lines: nothing moves as it changes, and none is empty.
    page.set_viewport_size({"width": 1440, "height": 780})
    for one in ("talks", "accusation"):
        page.locator(KIND.format(one)).hover()
        assert page.locator(".gd-legend-how").evaluate(FILLED), one
    page.set_viewport_size({"width": 1366, "height": 650})
    page.mouse.move(500, 100)
    expect(page.locator(".gd-dim, .is-dim, .gd-tl-has-lit")).to_have_count(0)
    # A click shows only these, the sentence says so, and again shows all; with ⇧ all but these.
    kind.click()
    expect(kind).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-word=what]")).to_contain_text("demands")
    assert state(page, "[...new Set(s.data.events.map(e => e.kind))]") == ["accusation"]
    assert page.locator(".gd-legend-n").all_inner_texts() == numbers
    kind.click()
    expect(kind).to_have_attribute("aria-pressed", "false")
    assert state(page, "s.params.kind") is None
    # By keyboard: focus lights, ⇧Enter leaves all but these, and the focus stays.
    talks = page.locator(KIND.format("talks"))
    page.locator(KIND.format("handover")).focus()
    page.keyboard.press("Tab")
    expect(talks).to_be_focused()
    assert state(page, "s.lit.kind") == "talks"
    expect(page.locator(".gd-legend-how")).to_contain_text("wholes whose parts are of other kinds")
    page.keyboard.press("Shift+Enter")
    expect(talks).to_have_attribute("aria-pressed", "false")
    expect(page.locator(KIND.format("other"))).to_have_attribute("aria-pressed", "true")
    expect(talks).to_be_focused()
    assert "talks" not in state(page, "s.params.kind")
    page.go_back()
    expect(page.locator(".gd-legend-kind[aria-pressed=true]")).to_have_count(0)


def test_a_mark_under_the_pointer_is_found_everywhere(visit: Visit) -> None:
    page = visit("laptop").open("/")
    mark = page.locator(".gd-mark[aria-label*='near Jermuk']")
    (event,) = (mark.get_attribute("data-events") or "").split()
    mark.hover()
    assert state(page, "s.hover") == [event]
    expect(page.locator(KIND.format("violence"))).to_have_class("gd-legend-kind is-under")
    expect(page.locator(".gd-legend-kind.is-under")).to_have_count(1)
    expect(page.locator(".gd-tl-lifted")).to_have_count(1)
    expect(page.locator(f".gd-row.is-hover[data-id='{event}']")).to_have_count(1)
    assert state(page, "s.event") is None
    # A sign explains itself, by keyboard too; Escape closes that and no more.
    page.get_by_role("button", name="Edges and signs").click()
    sign = page.get_by_role("button", name="soft edge: place approximate")
    sign.focus()
    page.keyboard.press("Enter")
    text = page.locator(".gd-term-text:popover-open")
    expect(text).to_contain_text("may be anywhere around it")
    page.keyboard.press("Escape")
    expect(text).to_have_count(0)
    expect(sign).to_be_focused()


def numbers(page: Page) -> list[int]:
    """What the heads of the List's parts count."""
    names = page.locator(".gd-p-part-name").all_inner_texts()
    return [int(name.rsplit(" ", 1)[1]) for name in names]


def test_the_list_follows_the_map(visit: Visit) -> None:
    page = visit("laptop").open("/")
    total = state(page, "s.data.count")
    heads = page.locator(".gd-p-part-name")
    expect(heads.first).to_have_text("On this map 30")
    assert sum(numbers(page)) == total and len(numbers(page)) == 3
    # Its rows are the events and the wholes that are named beside them.
    wholes = re.fullmatch(r"\+ (\d+) wholes", page.locator(".gd-p-rowcount .gd-term").inner_text())
    assert wholes and total + int(wholes[1]) == state(page, "s.data.events.length")
    # What is elsewhere is folded to its places, and opens where it stands.
    first = page.locator(".gd-row").first.get_attribute("data-id")
    rows = page.locator(".gd-row").count()
    fold = page.locator("button[data-part=elsewhere]")
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(fold).to_be_focused()
    assert page.locator(".gd-row").count() > rows
    head, list_ = fold.bounding_box(), page.locator(".gd-p-list").bounding_box()
    assert head and list_ and head["y"] - list_["y"] < 60
    # A place leads there, and the List with it.
    page.locator(".gd-p-place", has_text="Aegean").click()
    expect(page.locator(".gd-home", has_text="Aegean")).to_be_visible()
    page.wait_for_function("document.querySelector('.gd-explore').gd.map.getCenter().lng < 35")
    expect(heads.first).not_to_have_text("On this map 29")
    assert sum(numbers(page)) == total
    assert page.locator(".gd-row").first.get_attribute("data-id") != first
    page.locator(".gd-home", has_text="Caucasus").click()
    expect(heads.first).to_have_text("On this map 30")
    # What is lit is counted in each part.
    head = page.locator("h3[data-part=here]")
    low = head.bounding_box()
    page.locator(KIND.format("accusation")).hover()
    expect(head).to_contain_text("of them")
    assert head.bounding_box() == low  # nothing moves
    expect(page.locator("h3[data-part=elsewhere]")).to_contain_text("of them")


def test_only_this_map_is_a_filter_that_all_undoes(visit: Visit) -> None:
    page = visit("laptop").open("/")
    total = state(page, "s.data.count")
    everywhere, here = page.locator(".gd-p-scope-one").all()
    expect(everywhere).to_have_attribute("aria-pressed", "true")
    promised = int(here.inner_text().rsplit(" ", 1)[1])
    # Why that is another number than what is on the map is said in words where both stand.
    shown = numbers(page)[0]
    said = page.locator(".gd-p-asfilter").inner_text()
    less, more = (re.search(p, said) for p in (r"without (\d+) known", r"with (\d+) whole"))
    assert f"has {promised}:" in said and promised != shown
    assert promised == shown - int(less[1] if less else 0) + int(more[1] if more else 0)
    here.click()
    expect(here).to_have_attribute("aria-pressed", "true")
    assert "bbox=" in page.url and state(page, "s.data.count") == promised
    expect(page.locator(".gd-s-chip-text")).to_have_text("within the chosen part of the map")
    expect(everywhere).to_have_text(f"All {total}")
    page.get_by_role("button", name="Zoom in").click()
    expect(here).to_have_text("Only this map now")
    expect(here).to_have_attribute("aria-pressed", "false")
    everywhere.click()
    expect(everywhere).to_have_attribute("aria-pressed", "true")
    assert state(page, "[s.params.bbox, s.data.count]") == [None, total]


def test_a_filter_goes_to_what_is_left_and_back_undoes_it(visit: Visit) -> None:
    page = visit("laptop").open("/")
    before = page.evaluate("document.querySelector('.gd-explore').gd.map.getCenter().lng")
    state(page, "void s.setFilter({actor: ['GRC']})")
    page.wait_for_function("document.querySelector('.gd-explore').gd.map.getCenter().lng < 40")
    expect(page.locator(".gd-none-in-view")).to_be_hidden()
    assert numbers(page)[0] == state(page, "s.data.count")
    page.go_back()
    page.wait_for_function("document.querySelector('.gd-explore').gd.map.getCenter().lng > 40")
    assert page.evaluate("document.querySelector('.gd-explore').gd.map.getCenter().lng") == before
    assert state(page, "s.params.actor") is None
