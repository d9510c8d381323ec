"""The page Bring data by itself, over the real routes of an empty collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from access import violations
from code_kit import alone, client
from import_kit import UCDP, text_of, ucdp
from playwright.sync_api import Browser, Page, Route, expect

from geodash.views import told
from geodash.web.served import Served

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"
DESK, PHONE = (1440, 780), (390, 844)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bring") / "c"
    made.mkdir()
    (made / "datapackage.json").write_text('{"name": "c", "title": "A desk"}')
    (made / "events.csv").write_text("event_id,title\n")
    return made


@pytest.fixture(scope="module")
def tab(browser: Browser, folder: Path) -> Iterator[Page]:
    data: dict[str, Any] = {
        "told": told.as_json(), "collection": {"key": "k", "title": "A desk", "subtitle": ""},
        "version": "1", "geo_version": "1", "boundary_note": "", "boundary_short": "",
        "home": [43, 38, 48, 42], "most": 2_000_000, "too_large": "Too large.",
    }  # fmt: skip
    with alone(browser, client(Served(folder, edit=True)), "bring_data.html", data=data) as page:
        yield page


@pytest.fixture
def opened(tab: Page) -> Open:
    def make(size: tuple[int, int] = DESK) -> Page:
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.evaluate("window.start()")
        return tab

    return make


def give(page: Page, name: str, text: str) -> None:
    """Brings a file, and waits until what would come of it is counted."""
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator(".gd-bd-empty input[type=file]").set_input_files([file])
    counted(page)


def counted(page: Page) -> None:
    expect(page.locator(".gd-bd")).to_have_attribute("aria-busy", "false")


def test_a_file_is_brought_with_keys_alone(opened: Open, folder: Path) -> None:
    page = opened()
    rows = [ucdp("1"), ucdp("2", type_of_violence="4"), ucdp("3"), ucdp("3", best="9")]
    give(page, "ged231.csv", text_of(UCDP, rows))
    expect(page.locator(".gd-bd-desk .gd-bd-words")).to_contain_text("Bring ged231.csv as")
    expect(page.get_by_label("Read as")).to_have_value("ucdp-ged")
    # Nothing is chosen beforehand; what is open is said, and stops nobody.
    answer = page.locator(".gd-bd-wordlist select")
    expect(answer).to_have_value("")
    expect(page.locator(".gd-bd-desk .gd-bd-foot")).to_contain_text("One question is open.")
    expect(page.locator(".gd-bd-desk .gd-bd-foot")).to_contain_text("To come: 2 new, 2 left out.")
    expect(page.locator(".gd-bd-years figcaption")).to_have_text(
        "All 2 events, by the year they start in"
    )
    assert violations(page) == []
    answer.focus()
    answer.select_option("ASSAULT")
    counted(page)
    expect(page.locator(".gd-bd-question")).to_have_class("gd-bd-question is-done")
    expect(answer).to_be_focused()
    page.keyboard.press("F6")
    row = page.locator(".gd-bd-columns tbody tr")
    expect(row.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(row.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.nth(1).locator("select")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    expect(page.locator(".gd-bd-of")).to_have_text("2 of 4")
    page.keyboard.press("Control+Enter")
    title = page.locator(".gd-bd-result h2")
    expect(title).to_have_text("Every row is accounted for")
    expect(title).to_be_focused()
    expect(page.locator(".gd-bd-group").first).to_contain_text("Two different rows with one id")
    assert violations(page) == []
    assert "ucdp:2" in (folder / "events.csv").read_text("utf-8")
    # A value is corrected where it is named, and its row comes in.
    again = page.get_by_role("button", name="Bring in 1 corrected")
    expect(again).to_be_hidden()
    page.get_by_label("best of row 5").fill("4")
    again.click()
    expect(page.locator(".gd-bd-group").first).to_contain_text("Corrected while it was brought")
    assert "ucdp:3" in (folder / "events.csv").read_text("utf-8")
    # Left and found again, the import can still be undone.
    page = opened()
    last = page.locator(".gd-bd-last")
    expect(last).to_contain_text("Last brought: ged231.csv on ")
    assert violations(page) == []
    last.get_by_role("button", name="Undo").click()
    expect(page.locator(".gd-bd-alert")).to_contain_text("1 event is gone")
    last.get_by_role("button", name="Undo").click()
    expect(page.locator(".gd-bd-alert")).to_contain_text("2 events are gone")
    expect(last).to_be_hidden()
    assert "ucdp:2" not in (folder / "events.csv").read_text("utf-8")


def test_a_column_becomes_something_else_on_a_phone(opened: Open) -> None:
    page = opened(PHONE)
    give(page, "list.csv", "what,xyz\nA crowd,many\n")
    # Nothing in it is known for an event; the table says what it is.
    expect(page.locator(".gd-bd-desk .gd-bd-foot")).to_contain_text(
        "Say in the table what they are."
    )
    expect(page.locator(".gd-bd-desk .gd-bd-go")).to_be_disabled()
    menu = page.get_by_label("What what becomes")
    menu.select_option("title")
    counted(page)
    expect(page.locator(".gd-bd-cardbody h3")).to_have_text("A crowd")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert violations(page) == []


def test_letters_are_chosen_a_column_is_dragged_and_both_are_kept(opened: Open) -> None:
    page = opened()
    text = "date;wo;Wer meldet\n2022-03-01;Łódź;Żółw\n2022-03-02;Łódź;Żółw\n"
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode("cp1250")}
    page.locator(".gd-bd-empty input[type=file]").set_input_files([file])
    counted(page)
    letters = page.get_by_label("Letters")
    letters.focus()
    # Each is offered with the file's words as they would be.
    for encoding, word in (("mac-roman", "£Ûdü"), ("cp1250", "Łódź")):
        expect(letters.locator(f"option[value={encoding}]")).to_contain_text(word)
        letters.select_option(encoding)
        counted(page)
        expect(page.locator(".gd-bd-columns tbody tr").nth(1)).to_contain_text(word)
        expect(letters).to_be_focused()
    source = page.locator(".gd-bd-cardbody [data-field=source]")
    expect(source).to_contain_text("blank")
    page.locator(".gd-bd-columns tr", has_text="Wer meldet").locator(".gd-bd-grip").drag_to(source)
    counted(page)
    expect(source).to_contain_text("Żółw")
    expect(page.get_by_label("What Wer meldet becomes")).to_have_value("source")
    page.get_by_role("button", name="Keep this mapping as “list”").click()
    kept = page.locator(".gd-bd-keep")
    expect(kept).to_contain_text("is kept as “list” for the next file of its kind")
    assert violations(page) == []
    # The next file of its kind needs no drag.
    page = opened()
    give(page, "next.csv", "Wer meldet,wo,date\nAmt,Goris,2022-03-03\n")
    expect(page.get_by_label("What Wer meldet becomes")).to_have_value("source")
    expect(kept).to_contain_text("is kept as “list”")


def test_nothing_of_a_file_becomes_markup(opened: Open) -> None:
    page = opened()
    head = f"date,title,{HOSTILE.replace(',', ' ')}\n"
    give(page, f"{HOSTILE}.csv", head + f'2022-05-03,"{HOSTILE.replace(chr(34), chr(34) * 2)}",{HOSTILE.replace(chr(34), "")}\n')  # fmt: skip
    assert page.locator(".gd-bd img").count() == 0 and page.title() == "Bring data, alone"


def test_an_import_that_takes_long_is_cancelled_with_esc(opened: Open) -> None:
    page = opened()
    running = {
        "number": 1, "ended": "", "failed": "", "taking": True,
        "progress": {"head": "About 8 seconds left", "rows": "575,000 of 1,402,000 rows", "speed": "104,000 rows a second",
                     "share": 0.41, "doing": "Being read", "last": False, "parts": [], "groups": []},
    }  # fmt: skip
    ended = {"number": 2, "ended": "cancelled", "failed": "", "taking": True}
    did: list[str] = []

    def answer(route: Route) -> None:
        did.append(route.request.url.rpartition("/")[2].partition("?")[0])
        found = {"take": running, "cancel": {"cancelled": True}}.get(did[-1])
        route.fulfill(json=found or (ended if "cancel" in did else running))

    give(page, "a.csv", text_of(UCDP, [ucdp("77")]))
    page.route("**/code/data/**", answer)
    try:
        page.keyboard.press("Control+Enter")
        expect(page.locator(".gd-bd-how h2")).to_have_text("About 8 seconds left")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("alert")).to_have_text("Cancelled; the collection is as it was.")
        expect(page.locator(".gd-bd-desk")).to_be_visible()
    finally:
        page.unroute("**/code/data/**")
