"""The legend filters and lights, the List follows the map: each on one mounted page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
KIND = ".gd-legend-kind[data-kind='{}']"


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
