"""On paper and in the clipboard: the whole list, article or table with its head; the article's words alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import made_collections as made
import pytest
from playwright.sync_api import Page, expect
from visitors import Watched

Visit = Callable[..., Watched]
STATE = "document.querySelector('.gd-explore').gd.state"


def pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize(
    ("path", "least", "all_of"),
    [
        ("/", 4, ".gd-row"),
        ("/?event=cc-0001", 1, ".gd-fact"),
        ("/?event=cc-0001&read=1", 2, ".gd-para"),
        ("/analyse", 5, ".gd-a-table tbody tr"),
        ("/analyse?tab=claims", 2, "#gd-a-claims > *"),
        ("/present", 1, ".gd-pr-card"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_of_a_page_comes_on_paper(
    visit: Visit, path: str, least: int, all_of: str, scheme: str
) -> None:
    if scheme == "dark" and path != "/":
        pytest.skip("one page tells")
    visitor = visit("laptop", color_scheme=scheme, fresh=True)
    page = visitor.open(path)
    expect(page.locator(all_of).first).to_be_visible()
    if path == "/present":  # the head of its paper asks what a filter has brought
        expect(page.locator(".gd-pr-sentence")).to_contain_text("events")
    assert least <= pages(page) <= 20
    page.emulate_media(media="print", color_scheme=scheme)
    page.set_viewport_size({"width": 680, "height": 1000})
    expect(page.locator(".st-key-gd_head")).to_be_hidden()
    head = page.locator(".gd-print-head")
    expect(head).to_contain_text("of 92 events, from 9 of 9 articles")
    expect(head).to_contain_text(re.compile("collection version [0-9a-f]{6}"))
    boxes = page.locator(all_of).evaluate_all(
        "ns => ns.map((n) => n.getBoundingClientRect()).map((r) => [r.bottom, r.right, r.height])"
    )
    height = page.evaluate("document.documentElement.scrollHeight")
    assert boxes and all(bottom <= height + 1 for bottom, _, h in boxes if h)
    assert all(right <= 681 for _, right, _ in boxes)
    shown = page.locator("body").evaluate("(b) => getComputedStyle(b).backgroundColor")
    assert shown == "rgb(255, 255, 255)"
    # Streamlit asks below the page's own address first.
    assert not [e for e in visitor.errors if "404" not in e]


COPY = """([from, to]) => {
  const range = document.createRange();
  range.setStart(from ? document.querySelector(from).firstChild : document.body, 0);
  range.setEndAfter(document.querySelector(to).lastChild);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  let copied = null;
  addEventListener('copy', (ev) => { copied = ev.clipboardData.getData('text/plain'); }, {once: true});
  document.execCommand('copy');
  return copied;
}"""


def test_what_is_copied_is_the_articles_words(visit: Visit) -> None:
    page = visit("laptop", fresh=True).open("/?event=cc-0001&read=1")
    page.locator("[data-para='2'] p").wait_for()
    copied = page.evaluate(COPY, ["[data-para='1'] p", "[data-para='3'] p"])
    body = (Path(__file__).parents[2] / "articles").glob("*.md")
    (text,) = [t for f in body if "Ruben Vardanyan" in (t := f.read_text("utf-8"))][:1]
    assert len(copied) > 500
    assert "¶" not in copied and "Editor" not in copied
    for paragraph in copied.split("\n\n"):
        assert paragraph in text


def test_a_passage_of_a_card_is_copied_alone(visit: Visit) -> None:
    page = visit("laptop", fresh=True).open("/?event=cc-0001")
    copied = page.evaluate(COPY, [".gd-passage p", ".gd-passage"])
    assert copied and "¶" not in copied
    assert copied == page.locator(".gd-passage p").first.inner_text().strip()


@pytest.fixture(scope="module")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """5,200 events on one point."""
    events = [made.event(f"h-{i:05}", title=f"Event {i}") for i in range(5200)]
    words = [f"Meeting {i:05} was held at Goris." for i in range(len(events))]
    return made.reported(tmp_path_factory.mktemp("heap"), events, words)


def test_very_many_events_on_one_point_are_opened_page_by_page(visit: Visit, heap: Path) -> None:
    visitor = visit("laptop", collection=heap)
    page = visitor.open("/")
    where = page.locator(".gd-p-page-where")
    expect(where).to_have_text("1–100 of 5,200")
    expect(page.locator(".gd-panel .gd-row")).to_have_count(100)
    page.get_by_role("button", name="Later ›").click()
    expect(where).to_have_text("101–200 of 5,200")
    page.locator(".gd-panel .gd-row").nth(3).click()
    expect(page.locator("#gd-card-title")).to_have_text("Event 103")
    assert not visitor.errors
    for at, first in ((5100, "h-05100"), (0, "h-00000")):
        found = page.evaluate("at => fetch(`api/page?at=${at}`).then((r) => r.json())", at)
        assert len(found["events"]) == 100 and found["events"][0]["id"] == first
    assert page.evaluate("fetch('api/page?at=-1').then((r) => r.status)") == 400
