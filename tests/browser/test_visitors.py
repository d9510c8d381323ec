"""A tab kept from an earlier visitor is as one that was just loaded: the whole page, and the way Back."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from visitors import Look, Shelf, Watched  # type: ignore[import-not-found]
from windows import ROOT, SIZES, Windows  # type: ignore[import-not-found]

Visit = Callable[..., Watched]

# All that a reader or a script can find in a page; ids that are counted on are numbered anew.
FOUND = r"""() => {
  const { state, map, draft } = document.querySelector('.gd-root').gd;
  const numbers = new Map();
  const again = (id) => { if (!numbers.has(id)) numbers.set(id, `gd-n${numbers.size}`); return numbers.get(id); };
  const plain = (o) => o && Object.fromEntries(Object.entries(o).filter(([, v]) => typeof v !== 'function'));
  const scrolled = [...document.querySelectorAll('*')].filter((el) => el.scrollTop || el.scrollLeft).map((el) => el.className);
  return {
    html: document.body.outerHTML.replace(/\bgd-[a-z-]*\d+\b/g, again),
    state: JSON.stringify(plain(state)),
    map: map && [map.getCenter(), map.getZoom()],
    draft: draft && JSON.stringify(draft.get()),
    address: location.href,
    title: document.title,
    focus: document.activeElement.tagName,
    selected: String(getSelection()),
    scrolled,
    kept: [localStorage, sessionStorage].map((s) => Object.keys(s).filter((key) => !key.startsWith('stActiveTheme'))),
    open: document.querySelectorAll(':popover-open, dialog[open]').length,
    hovered: [...document.querySelectorAll('.gd-root :hover')].length,
  };
}"""

LEAVINGS = {
    "/": """async () => {
      const { state, map } = document.querySelector('.gd-root').gd;
      await state.setFilter({ kind: ['violence'] });
      state.select(state.data.events[2].id, { source: 'list' });
      map.setView([36.9, 27.3], 8, { animate: false });
      await state.read(state.data.events[2].articles[0]);
      localStorage.setItem('left', 'behind');
      window.left = 'behind';
      document.querySelector('.gd-s-row1 [data-word=who]')?.click();
    }""",
    "/analyse": """async () => {
      const { state } = document.querySelector('.gd-root').gd;
      await state.setFilter({ actor: ['ARM'] });
      state.setLook({ tab: 'claims' });
      state.select(state.data.events[1].id, { source: 'list' });
      window.left = 'behind';
    }""",
    "/present": """() => {
      const { draft } = document.querySelector('.gd-root').gd;
      draft.replace({ title: 'Left behind', slides: [{ view: 'event=cc-0041' }] });
    }""",
}


FRAMES = "new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(() => d())))"


def listening(page: Page) -> list[str]:
    """The names of all events that anything listens for on window and document."""
    devtools = page.context.new_cdp_session(page)
    names = []
    for target in ("window", "document"):
        found = devtools.send("Runtime.evaluate", {"expression": target})["result"]["objectId"]
        heard = devtools.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"]
        names += sorted(f"{target} {listener['type']}" for listener in heard)
    return names


def found(page: Page) -> dict[str, object]:
    page.wait_for_load_state("networkidle")
    # Before its style sheet is there the page is out of sight, and tells hidden words as well.
    expect(page.locator(".gd-root")).to_be_visible()
    if page.locator(".gd-s-notices .gd-s-note").count():  # read aloud a moment after it is shown
        expect(page.locator(".gd-sentence [role=status]")).not_to_be_empty()
    page.wait_for_function("document.fonts.status === 'loaded'")
    seen = None
    while (now := page.evaluate(FOUND)) != seen:  # names are placed again when their font is there
        seen = now
        page.evaluate(FRAMES)
    return now | {"listening": listening(page)}


@pytest.mark.parametrize(
    ("size", "path", "query"),
    [
        ("laptop", "/", ""),
        ("desk", "/", "?kind=talks&event=cc-0041&read=1&map=7/40.1/45.2"),
        ("phone", "/", "?kind=talks&event=cc-0041&read=1&map=7/40.1/45.2"),
        ("phone", "/", "?actor=narnia"),
        ("laptop", "/analyse", "?from=2022-08-01&tab=pairs"),
        ("wide", "/present", "?kind=violence"),
    ],
)
def test_a_mounted_page_is_as_a_loaded_one(
    windows: Windows, serve: Callable[..., str], size: str, path: str, query: str
) -> None:
    shelf = Shelf()
    base, window, look = serve(ROOT), windows.of(size), Look(*SIZES[size])
    first = Watched(window, base, shelf, look=look)
    page = first.open(path + query)
    loaded = found(page)
    page.evaluate(LEAVINGS[path])
    page.mouse.move(300, 300)
    first.leave()
    second = Watched(window, base, shelf, look=Look(look.width - 60, look.height - 60))
    assert second.open(path) is page, shelf.closed
    page.evaluate(LEAVINGS[path])
    second.leave()
    third = Watched(window, base, shelf, look=look)
    assert third.open(path + query) is page, shelf.closed
    deadline = time.monotonic() + 20
    while (mounted := found(page)) != loaded and time.monotonic() < deadline:
        pass  # the last answers are still being drawn
    for name, value in loaded.items():
        assert mounted[name] == value, name
    assert third.external == [] and third.errors == []


def test_back_leads_through_what_this_visitor_did(visit: Visit) -> None:
    for _ in range(2):
        v = visit()
        page = v.open("/?kind=talks")
        entries = page.evaluate("history.length")
        page.evaluate("document.querySelector('.gd-root').gd.state.setFilter({kind: ['violence']})")
        page.wait_for_function("location.search === '?kind=violence'")
        assert page.evaluate("history.length") == entries + 1
        page.go_back()
        page.wait_for_function(
            "document.querySelector('.gd-root').gd.state.data.params === 'kind=talks'"
        )
        assert page.url == f"{v.base}/?kind=talks"
        v.leave()


@pytest.mark.parametrize(
    "left",
    [
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})",
        "window.fetch = async () => { throw Error('no') }",
        "document.body.append(document.createElement('dialog'))",
    ],
)
def test_what_no_mounting_takes_back_closes_the_tab(visit: Visit, left: str) -> None:
    v = visit()
    page, tab = v.open("/"), v.tab
    page.evaluate(f"() => {{ {left} }}")
    v.leave()
    v.shelf.tabs.remove(tab)
    v.shelf.tabs.insert(0, tab)  # it is the first to be tried
    assert v.shelf.take(visit(), "/") is None
    assert page.is_closed()


def test_a_listener_or_an_error_closes_the_tab(visit: Visit) -> None:
    v = visit()
    page = v.open("/")
    page.on("popup", lambda _: None)
    v.leave()
    assert page.is_closed() and all(tab.page is not page for tab in v.shelf.tabs)
    v = visit()
    page = v.open("/")
    page.evaluate("void Promise.reject(Error('of the test'))")
    page.wait_for_function("true")
    v.leave()
    assert page.is_closed()


def test_leaving_the_page_needs_a_tab_of_ones_own(visit: Visit) -> None:
    for _ in range(2):
        v = visit()
        page = v.open("/")
        if v.tab.mounted:
            break
        v.leave()
    page.locator(".gd-pages").get_by_role("link", name="Present").click()
    page.locator(".gd-present[data-ready='1']").first.wait_for()
    with pytest.raises(AssertionError, match="fresh"):
        v.leave()


def test_what_arrives_for_a_map_that_is_gone_is_not_drawn(visit: Visit) -> None:
    """Reader and answer may cross: whoever leaves Explore does not wait for its ground."""
    v = visit()
    page = v.open("/")
    held: list[Route] = []
    page.route("**/api/geo/**", lambda route: held.append(route))
    with page.expect_request("**/api/geo/base/**"):
        page.evaluate(
            "document.querySelector('.gd-root').gd.map.setView([-20, 130], 6, { animate: false })"
        )
    page.evaluate("""() => {
      const root = document.querySelector('.gd-root');
      window.gone = root.parentElement;
      return import(new URL('_stcore/bidi-components/geodash.explore/explore.js', location.origin)).then(
        ({ default: page }) => page({ data: root.gd.data, parentElement: window.gone, setTriggerValue() {} })(),
      );
    }""")
    expect(page.locator(".gd-root")).to_have_count(0)
    for route in held:
        route.fallback()
    page.unroute_all(behavior="wait")
    page.evaluate(FRAMES)
    assert v.errors == []
    page.close()  # there is nothing in it for another visitor
