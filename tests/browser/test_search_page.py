"""The search on the pages: what it finds stands out on the map, opens in place, becomes a word of the sentence."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]


def ask(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator(f".gd-f mark:text-is('{text}')").first.wait_for()


def test_what_is_found_stands_out_and_opens_in_place(visit: Visit) -> None:
    v = visit("laptop")
    page = v.open("/")
    ask(page, "Lachin")
    # Over the panel's column: the map stays in sight, and all but the hits are dimmed on it.
    box, panel = (
        page.locator(f"{s}").bounding_box() for s in (".gd-f-box", ".gd-explore > .gd-panel")
    )
    assert box["x"] > panel["x"] and box["y"] + box["height"] < 46
    lit = "s => [...document.querySelectorAll(s)].some((el) => el.classList.contains('gd-dim'))"
    assert page.evaluate(lit, ".gd-mark") and page.locator(".gd-mark:not(.gd-dim)").count()
    expect(page.locator(".gd-mark.gd-hover .gd-brackets").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#gd-card-title")).to_contain_text("Lachin")
    expect(page.locator("#gd-card-title")).to_be_focused()
    assert not page.evaluate(lit, ".gd-mark")
    # A sentence in which no event is coded: its article at its paragraph, in the address too.
    ask(page, "Lausanne")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    found = page.locator(".gd-para.is-found")
    expect(found).to_contain_text("the Treaty of Lausanne expires")
    expect(found).to_be_in_viewport()
    lit_words = "[...CSS.highlights.get('gd-found')].map(String)"
    assert page.evaluate(lit_words) == ["Lausanne"]
    assert "read=aegean-simmering&para=5" in page.url and "event=" not in page.url
    # A place: the map goes there and says where it is.
    ask(page, "Lausanne")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".gd-place-found")).to_have_text("Lausanne")
    expect(page.locator(".gd-place-found")).to_be_in_viewport()
    named, note = (page.locator(s).bounding_box() for s in (".gd-place-found", ".gd-none-in-view"))
    assert note["y"] > named["y"] + named["height"]  # that nothing is in view covers no place
    # A place of the world that no event and no name on the map has.
    ask(page, "Bombay")
    expect(page.locator(".gd-f-head strong")).to_have_text(["Places of the world"])
    page.keyboard.press("Enter")
    expect(page.locator(".gd-place-found")).to_have_text("Mumbai")
    expect(page.locator(".gd-place-found")).to_be_in_viewport()
    # A filter: a word in the sentence, which Back takes away.
    ask(page, "Sotk")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".gd-s-chip-text")).to_contain_text("Sotk")
    assert "q=Sotk" in page.url
    page.go_back()
    expect(page.locator(".gd-s-chip-text")).to_have_count(0)
    assert v.errors == [] and v.external == []
