"""Explore and Analyse in small windows: parts side by side or folded, none over another, and on what is
touched nothing smaller than a finger.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visitors import Watched

BOXES = (Path(__file__).parents[1] / "js" / "boxes.js").read_text("utf-8")
BOXES = BOXES[BOXES.index("() =>") :]
#: The last is 1366 × 650 at 200 %.
SIZES = {"laptop": (1366, 650), "wide": (1920, 1080), "phone": (390, 844), "landscape": (844, 390),
         "tiny": (480, 360), "enlarged": (683, 325)}  # fmt: skip
#: The page's parts and what stands in their heads: which of them meet, and which leave the window.
PARTS = """() => {
  const parts = ['.gd-sentence', '.gd-map', '.gd-timeline', '.gd-panel', '.gd-f-box', '.gd-s-menu', '.gd-s-short',
    '.gd-a-tabs', '.gd-a-acts', '.gd-a-body', '.gd-p-scope', '.gd-p-titles', '.gd-p-listhead > :not(.gd-p-titles)',
    '.gd-pages', '.gd-brand', '.gd-tl-title', '.gd-tl-right'];
  const found = parts.flatMap((name) => [...document.querySelectorAll(name)].map((el) => ({ name, el, r: el.getBoundingClientRect() })))
    .filter(({ el, r }) => r.width && r.height && el.checkVisibility({ visibilityProperty: true }));
  const meet = (a, b) => a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  const may = (a, b) => a.el.contains(b.el) || b.el.contains(a.el) || (a.name === '.gd-sentence' && b.name === '.gd-f-box') || (a.name === '.gd-f-box' && b.name === '.gd-sentence');
  const clashes = found.flatMap((a, i) => found.slice(i + 1).filter((b) => !may(a, b) && meet(a.r, b.r)).map((b) => `${a.name} / ${b.name}`));
  const cut = found.filter(({ r }) => r.left < -1 || r.right > innerWidth + 1 || r.top < -1).map(({ name }) => `cut: ${name}`);
  const root = document.scrollingElement;
  return [...clashes, ...cut, ...(root.scrollWidth > innerWidth || root.scrollHeight > innerHeight ? ['the page scrolls'] : [])];
}"""
#: Targets in view below 44 px. Words within a text keep to their line; marks stand where their places are;
#: the note on borders, which has what chips leave it, stands in the menu too.
SMALL = """() => {
  const inline = '.gd-words, .gd-seg, .gd-kin, .gd-mark, .gd-seat-icon, .gd-ring-icon, .gd-cluster-icon, .leaflet-marker-icon, .gd-skip, .gd-f-input, .gd-quote, .gd-s-native, .gd-mapnote, .gd-a-note .gd-a-fig';
  return [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('button, a[href], summary, input, [role=button], [role=tab]')]
    .filter((el) => !el.closest(inline) && el.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((el) => ({ el, r: (el.closest('label') ?? el).getBoundingClientRect() }))
    .filter(({ r }) => r.width > 2 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth)
    .filter(({ el, r }) => {
      const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
      const mine = (at) => !at || el.contains(at); // beyond the window nobody can tell
      const reach = (by, n = 0) => (n < 44 && mine(document.elementFromPoint(x, y + by * (n + 1))) ? reach(by, n + 1) : n);
      const high = r.height >= 43.5 || reach(-1) + reach(1) + 1 >= 43;
      return !high || r.width < 43.5;
    })
    .map(({ el, r }) => `${el.className || el.tagName} ${el.textContent.trim().slice(0, 24)} ${Math.round(r.width)}×${Math.round(r.height)}`);
}"""
#: Words of a table and of its tools that are cut or lie beside what scrolls.
CUT = """() => [...document.querySelectorAll('.gd-a-main :is(button, th, td, p)')].filter((el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest('.gd-a-tabs'))
  .filter((el) => { const r = el.getBoundingClientRect(), box = el.closest('.gd-a-main').getBoundingClientRect(); return r.width > 2 && (r.right > box.right + 1 || r.left < box.left - 1 || el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).display !== 'inline'); })
  .map((el) => el.textContent.slice(0, 30))"""
#: The kinds of the legend and the head of its signs: whether all of each is in sight, and nothing over it.
LEGEND = """() => [...document.querySelectorAll('.gd-legend-kind, .gd-legend-toggle')].map((el) => {
  const r = el.getBoundingClientRect(), box = document.querySelector('.gd-legend').getBoundingClientRect();
  const over = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
  return [el.textContent, el.contains(over) && r.top >= box.top - 1 && r.bottom <= box.bottom + 1 && el.scrollWidth <= el.clientWidth + 1];
})"""
#: Words in view below 14 px; figures within a sign are part of it.
FINE = """() => [...document.querySelectorAll('.gd-explore *, .gd-f *')]
  .filter((el) => [...el.childNodes].some((n) => n.nodeType === 3 && /\\p{L}{2}/u.test(n.data)) && el.checkVisibility({ visibilityProperty: true }))
  .filter((el) => !el.closest('.gd-labels, defs, style') && parseFloat(getComputedStyle(el).fontSize) < 14 && el.getBoundingClientRect().width > 2)
  .map((el) => `${el.getAttribute('class')} ${el.textContent.slice(0, 30)} ${getComputedStyle(el).fontSize}`)"""


def resized(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def select(page: Page, event: str | None) -> None:
    page.wait_for_function("document.querySelector('.gd-root[data-ready]')?.gd")
    page.evaluate(
        "(id) => document.querySelector('.gd-root[data-ready]').gd.state.select(id, { source: 'list' })",
        event,
    )


def test_no_part_of_explore_covers_another(visit: Callable[..., Watched]) -> None:
    page = visit("laptop").open("/")
    found: dict[str, list[str]] = {}
    for event in (None, "cc-0041"):
        select(page, event)
        for name, (width, height) in SIZES.items():
            resized(page, width, height)
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                if clashes := page.evaluate(PARTS):
                    found[f"{event} {name} {theme}"] = clashes
    assert found == {}
    # The last size is 683 × 325; a page that turned dark may still be drawn anew.
    page.wait_for_function(
        """() => {
          const box = document.querySelector('.gd-map')?.getBoundingClientRect();
          return box?.height >= 220 && box.width >= 360;
        }"""
    )


def test_a_finger_meets_everything_and_reads_it(visit: Callable[..., Watched]) -> None:
    page = visit("phone").open("/")
    if not page.evaluate("matchMedia('(pointer: coarse)').matches"):
        pytest.fail("the phone of the tests has no finger")
    found: dict[str, list[str]] = {}
    for event in (None, "cc-0041"):
        select(page, event)
        for name in ("phone", "landscape"):
            resized(page, *SIZES[name])
            # Names among each other are the matter of test_map_boxes.py.
            covered = [c for c in page.evaluate(BOXES) if c.count("words") < 2]
            if small := page.evaluate(SMALL) + page.evaluate(FINE) + page.evaluate(PARTS) + covered:
                found[f"{event} {name}"] = small
    select(page, None)
    for name in ("phone", "landscape"):
        resized(page, *SIZES[name])
        page.get_by_role("button", name="Legend").click()
        parts = page.evaluate(LEGEND)
        if hidden := [p for p in parts if not p[1]] + page.evaluate(PARTS) + page.evaluate(SMALL):
            found[f"legend {name}"] = hidden
        page.get_by_role("button", name="Legend").click()
    resized(page, *SIZES["phone"])
    page.locator(".gd-s-short").click()
    if small := page.evaluate(SMALL):
        found["filter"] = small
    page.keyboard.press("Escape")
    assert found == {}


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_analyse_keeps_its_tools_in_one_line_and_four_rows(
    visit: Callable[..., Watched], size: str
) -> None:
    page = visit(size).open("/analyse")
    resized(page, *SIZES["enlarged" if size == "laptop" else "landscape"])
    page.locator("#gd-a-events tbody tr").nth(4).wait_for(state="attached")
    assert page.evaluate(PARTS) == []
    tools = page.locator("#gd-a-events .gd-a-tools > :visible").evaluate_all(
        "ns => ns.filter((n) => n.textContent).map((n) => n.getBoundingClientRect().y)"
    )
    assert tools and max(tools) - min(tools) < 8
    rows = page.locator("#gd-a-events tbody tr").evaluate_all(
        "ns => ns.filter((n) => n.getBoundingClientRect().bottom <= innerHeight).length"
    )
    assert rows >= 4


def test_a_finger_meets_what_figures_and_briefings_offer(visit: Callable[..., Watched]) -> None:
    page = visit("phone").open("/analyse")
    found: dict[str, list[str]] = {}
    for tab in page.get_by_role("tab").all():
        tab.click()
        shown = page.locator(".gd-a-panel:visible")
        expect(shown.locator(".gd-a-event, .gd-a-fig").first).to_be_attached()
        if small := page.evaluate(SMALL):
            found[tab.inner_text()] = small
    assert found == {}
    page = visit("phone").open("/present")
    page.locator(".gd-pr-acts button").first.wait_for()
    fields = ("gd-pr-input",)  # a field is as high as its words; its label opens it too
    assert [s for s in page.evaluate(SMALL) if not s.startswith(fields)] == []


def test_in_a_very_small_window_the_map_comes_first(visit: Callable[..., Watched]) -> None:
    page = visit("laptop").open("/")
    resized(page, *SIZES["tiny"])
    map_ = page.locator(".gd-map")
    assert map_.bounding_box()["height"] >= 200
    expect(page.locator(".gd-p-title")).to_be_in_viewport()
    select(page, "cc-0041")
    expect(page.locator(".gd-card-title")).to_be_in_viewport(ratio=1)
    expect(page.locator(".gd-mark.gd-selected .gd-mark-hit")).to_be_in_viewport()
    assert map_.bounding_box()["height"] >= 110
    assert page.evaluate(PARTS) == []


def test_a_narrow_table_is_rows_of_words_and_a_notice_covers_no_tab(
    visit: Callable[..., Watched],
) -> None:
    page = visit("laptop").open("/analyse?kind=nonsense")
    expect(page.locator(".gd-s-notices > .gd-s-note")).to_contain_text("nonsense")
    for event in (None, "cc-0041"):
        select(page, event)
        for name in ("laptop", "phone", "tiny", "enlarged"):
            resized(page, *SIZES[name])
            tabs, note = (
                page.locator(s).bounding_box() for s in (".gd-a-tabs", ".gd-s-notices > .gd-s-note")
            )
            assert note["y"] + note["height"] <= tabs["y"], name
            if page.locator("#gd-a-events tbody tr").count():
                assert page.evaluate(CUT) == [], (event, name)
            assert page.evaluate(PARTS) == [], (event, name)
