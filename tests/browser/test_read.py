"""Read as a person meets it: the map follows the text, and whatever is chosen is chosen in all parts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from access import violations  # type: ignore[import-not-found]
from playwright.sync_api import Page, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
TIMELY = "/read?article=timely-diplomacy"
LINE = ".gd-read-lines path"

SCROLL = """(quote) => {
  const pane = document.querySelector('.gd-p-article'), map = document.querySelector('.gd-read > .gd-map').getBoundingClientRect();
  const seg = [...pane.querySelectorAll('.gd-seg')].find((s) => s.textContent.includes(quote));
  pane.scrollTop += seg.getBoundingClientRect().top + 10 - map.top - 0.54 * map.height;
}"""


def title(page: Page, text: str) -> None:
    expect(page.locator(".gd-cap-title")).to_have_text(text)


def test_the_map_follows_what_is_read(visit: Visit) -> None:
    v = visit("desk")
    page = v.open(TIMELY)
    expect(page.locator(".gd-cap-title")).to_contain_text(re.compile(r"\d+ passages, \d+ places"))
    caption = page.locator(".gd-read-caption").bounding_box()
    expect(page.locator(LINE)).to_have_count(0)
    page.evaluate(SCROLL, "three important cities")
    title(page, "Attacks near Jermuk, Goris and Sotk, says Armenia’s Defence Ministry")
    expect(page).to_have_url(
        re.compile("article=timely-diplomacy&event=cc-0040$|event=cc-0040&article")
    )
    expect(page.locator(".gd-map .gd-selected")).to_have_count(3)
    line = page.locator(LINE).last
    expect(line).to_have_attribute("d", re.compile(r"^(M[^M]+){3}$"))  # one to each of its places
    expect(page.locator(".gd-para.is-chosen")).to_have_attribute("data-para", "3")
    expect(page.locator(".gd-read-where")).to_have_text(re.compile("^¶3 of "))
    expect(page.locator(".gd-cap-said")).to_contain_text("Azerbaijan")
    assert page.locator(".gd-read-caption").bounding_box() == caption
    assert page.locator(".gd-read-ring").count() > 3
    page.locator(".gd-p-article").evaluate("(el) => { el.scrollTop = 0; }")
    expect(page.locator(".gd-cap-title")).to_contain_text("passages")
    assert not v.errors and not v.external and not v.failed


def test_passage_mark_answer_and_timeline_choose_one_another(visit: Visit) -> None:
    page = visit("desk").open(TIMELY)
    page.locator(".gd-seg", has_text="handed over to the Azerbaijani forces").last.click()
    title(
        page, "Strip at Lachin / Berdzor handed over to Azerbaijani forces by Russian peacekeepers"
    )
    expect(page.locator(".gd-tl [data-event=cc-0039]")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name=re.compile("^near Jermuk: ")).press("Enter")
    title(page, "Attack near Jermuk, says Armenia’s Defence Ministry")
    expect(page.locator(".gd-seg.is-chosen").first).to_contain_text("three important cities")
    page.locator(".gd-tl [data-event=cc-0036]").dispatch_event("click")
    page.evaluate(
        "document.querySelector('.gd-read').gd.state.select('cc-0036', {source: 'timeline'})"
    )
    expect(page.locator(".gd-seg.is-chosen").first).to_contain_text("Azerbaijan is said")
    answer = page.locator(".gd-cap-said [data-select=cc-0116]")
    expect(answer).to_contain_text("¶2")
    answer.click()
    expect(page).to_have_url(re.compile("event=cc-0116"))
    expect(page.locator(".gd-seg.is-chosen").first).to_be_in_viewport()


def test_stepping_and_the_whole_article(visit: Visit) -> None:
    page = visit("desk").open(f"{TIMELY}&event=cc-0036")
    number = page.locator(".gd-cap-number")
    first = int((number.text_content() or "").split()[0])
    page.keyboard.press("ArrowRight")
    expect(number).to_have_text(re.compile(f"^{first + 1} of "))
    page.get_by_role("button", name="Previous passage").click()
    expect(number).to_have_text(re.compile(f"^{first} of "))
    rings = page.locator(".gd-read-ring")
    expect(rings.first).to_be_attached()
    page.get_by_role("button", name="Whole article").click()
    expect(rings).to_have_count(0)
    expect(page.locator(".gd-map .gd-mark").nth(3)).to_be_attached()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/read\?article=timely-diplomacy$"))
    page.keyboard.press("ArrowRight")
    expect(number).to_have_text(re.compile("^1 of "))


def test_an_event_told_elsewhere_leads_to_that_article_and_back(visit: Visit) -> None:
    page = visit("desk").open(f"{TIMELY}&event=cc-0039")
    page.locator(".gd-cap a[href*='european-political-community']").click()
    expect(page).to_have_url(re.compile("article=european-political-community&event=cc-0039"))
    expect(page.locator("#gd-article-title")).to_contain_text("The European Political Community")
    expect(page.locator(".gd-seg.is-chosen").first).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#gd-article-title")).to_contain_text("Can Timely Diplomacy")
    expect(page.locator(".gd-seg.is-chosen").first).to_contain_text("handed over")


def test_a_card_leads_here_and_the_filter_comes_back(visit: Visit) -> None:
    v = visit("desk", fresh=True)
    page = v.open("/?actor=AZE&event=cc-0036")
    page.locator(".gd-p-card .gd-source-title").click()
    page.locator(".gd-read[data-ready='1']").wait_for()
    expect(page).to_have_url(re.compile(r"/read\?article=timely-diplomacy&event=cc-0036$"))
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(re.compile("cc-0036"))
    page.locator(".gd-pages").get_by_role("link", name="Explore").click()
    page.locator(".gd-explore[data-ready='1']").wait_for()
    assert "actor=AZE" in page.url and "article=" not in page.url and "event=" in page.url
    assert not v.errors


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_nothing_keeps_people_out(visit: Visit, size: str) -> None:
    page = visit(size).open(f"{TIMELY}&event=cc-0040")
    if size == "phone":
        text, strip = (
            page.locator(q).bounding_box() for q in (".gd-p-article", ".gd-read > .gd-map")
        )
        assert text and strip and text["y"] > strip["y"] + strip["height"]
        expect(page.locator(LINE)).to_have_count(0)
        expect(page.locator(".gd-seg.is-chosen").first).to_be_in_viewport()
    assert violations(page, ".gd-read") == []
