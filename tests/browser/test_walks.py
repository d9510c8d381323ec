"""What people come for, by the fewest clicks, taps and confirming keys; letters typed and scrolling are free.

The other walks are tests of their own: one click to Jermuk (test_explore.py), told differently side by
side, two periods side by side (test_analyse.py), a filter as slides (test_present.py), a question in
the show by five keys (test_show_page.py).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import Locator, Page, expect
from visitors import Watched  # type: ignore[import-not-found]

Visit = Callable[..., Watched]
STATE = "document.querySelector('.gd-explore').gd.state"


class Walk:
    """Counts what a hand does on a page."""

    def __init__(self, page: Page, *, limit: int) -> None:
        self.page, self.limit, self.done = page, limit, 0

    def _count(self) -> None:
        self.done += 1
        assert self.done <= self.limit, f"more than {self.limit}"

    def click(self, what: Locator) -> None:
        """A click, or a tap where there is a finger."""
        self._count()
        what.click()

    def press(self, key: str) -> None:
        """A key that does something, other than a letter."""
        self._count()
        self.page.keyboard.press(key)

    def download(self, what: Locator) -> io.BytesIO:
        """What a click brings home."""
        with self.page.expect_download() as found:
            self.click(what)
        return io.BytesIO(Path(found.value.path()).read_bytes())


def test_jermuk_on_a_phone_in_four_taps(visit: Visit) -> None:
    """What, who says so, and what the other side says."""
    page = visit("phone").open("/")
    walk = Walk(page, limit=4)
    walk.click(page.locator(".gd-f-input"))
    page.keyboard.type("jermuk")
    walk.click(page.get_by_role("option", name=re.compile("^Attack near Jermuk")))
    card = page.locator(".gd-card[data-event='cc-0041']")
    expect(card.locator(".gd-passage")).to_be_in_viewport()
    walk.click(page.locator(".gd-grip"))
    expect(card).to_contain_text("statement issued by the Armenian Defense Ministry")
    answer = card.get_by_text(re.compile("no separate answer by Azerbaijan"))
    answer.scroll_into_view_if_needed()
    expect(answer).to_be_in_viewport()


def test_a_passage_of_the_aegean_in_three_clicks(visit: Visit) -> None:
    page = visit("laptop").open("/")
    walk = Walk(page, limit=3)
    walk.click(page.locator(".gd-home", has_text="Aegean"))
    walk.click(page.locator(".gd-mark[aria-label*='militarises islands']"))
    card = page.locator(".gd-card:not(.gd-pending)")
    expect(card).to_contain_text("Greece: Greek concerns over islands")
    walk.click(page.get_by_role("button", name="Read on"))
    expect(page.locator(".gd-para.is-chosen, .gd-article .gd-seg.is-chosen").first).to_be_in_viewport()  # fmt: skip


def test_demands_addressed_to_armenia_alone_in_eight(visit: Visit) -> None:
    page = visit("laptop").open("/")
    walk = Walk(page, limit=8)
    walk.click(page.locator(".gd-legend-kind[data-kind=accusation]"))
    walk.click(page.locator("[data-word=who]"))
    page.keyboard.type("Armenia")
    walk.click(page.get_by_role("checkbox", name=re.compile("^Armenia( |$|,|\\d)")).first)
    walk.click(page.get_by_role("radio", name="was acted on"))
    walk.press("Escape")
    page.wait_for_function(f"{STATE}.data.params.includes('side=to')")
    events = page.evaluate(f"{STATE}.data.events.map((e) => [e.kind, e.title])")
    assert events and {kind for kind, _ in events} == {"accusation"}
    expect(page.locator(".gd-sentence")).to_contain_text("Armenia")


def test_losses_as_excel_in_six(visit: Visit) -> None:
    page = visit("laptop").open("/analyse")
    walk = Walk(page, limit=5)  # and one to the page, by its link as in test_present.py
    walk.click(page.locator("#gd-a-tab-losses"))
    expect(page.locator("#gd-a-losses")).to_contain_text("49 dead")
    walk.click(page.locator(".gd-a-head .gd-drop-button"))
    book = openpyxl.load_workbook(
        walk.download(page.get_by_role("link", name=re.compile("^Excel")))
    )
    cells = {str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row}
    assert "49" in cells


def test_a_word_paragraph_of_the_december_road_in_six(visit: Visit) -> None:
    page = visit("laptop").open("/")
    walk = Walk(page, limit=6)
    walk.click(page.locator("[data-word=when]"))
    page.get_by_role("textbox", name="From", exact=True).fill("1 Dec 2022")
    page.get_by_role("textbox", name="To", exact=True).fill("31 Dec 2022")
    walk.press("Enter")
    page.wait_for_function(f"{STATE}.data.params.includes('to=2022-12-31')")
    walk.press("Escape")
    walk.click(page.locator(".gd-p-listhead .gd-drop-button"))
    document = docx.Document(walk.download(page.get_by_role("link", name=re.compile("^Word"))))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "civilians block the road" in text and "forces staged" in text
