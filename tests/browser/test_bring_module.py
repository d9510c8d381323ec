"""The dialog that brings an article, in a page of its own, over the real routes of a copied collection."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from access import violations
from code_kit import ROOT, alone, client, word_file
from playwright.sync_api import Browser, Page, expect

from geodash.collection.load import load
from geodash.web.served import Served

ID = "lachin-corridor-blocked"
OTHER = "armenia-and-iran"
HOSTILE = "<img src=x onerror=\"document.title='owned'\">\u202e & “x”"
DESK, PHONE = (1440, 780), (390, 844)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles of the shipped collection, the first brought anew by the tests."""
    made = tmp_path_factory.mktemp("bring") / "c"
    made.joinpath("articles").mkdir(parents=True)
    shutil.copy(ROOT / "datapackage.json", made)
    for name in ("events.csv", "mentions.csv", "links.csv", "actors.csv"):
        made.joinpath(name).write_text((ROOT / name).read_text("utf-8").splitlines()[0] + "\n")
    shutil.copy(ROOT / "articles" / f"{OTHER}.md", made / "articles")
    return made


@pytest.fixture(scope="module")
def tab(browser: Browser, folder: Path) -> Iterator[Page]:
    asked = client(Served(folder, edit=True))
    articles = [{"id": OTHER, "title": load(ROOT).articles[OTHER].title}]
    with alone(browser, asked, "bring.html", articles=articles) as page:
        yield page


@pytest.fixture
def opened(tab: Page) -> Open:
    """``opened()`` → the page with the dialog open, nothing brought yet."""

    def make(size: tuple[int, int] = DESK) -> Page:
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.evaluate("(forget(), start(), window.did.length = 0)")
        return tab

    return make


def give(page: Page, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator(".gd-br input[type=file]").set_input_files([file])


def lachin() -> bytes:
    article = load(ROOT).articles[ID]
    return word_file(
        article.body.split("\n\n"), article.title, "The Caucasus Center", "The road. Photo: Agency"
    )


def test_walk_3_a_word_file_and_six_fields(opened: Open, folder: Path) -> None:
    """Design's walk 3. One file, one click, and otherwise keys; nothing is asked twice."""
    page = opened()
    keys = clicks = 0

    def press(*names: str) -> None:
        nonlocal keys
        for name in names:
            page.keyboard.press(name)
            keys += 1

    def write(text: str) -> None:
        page.keyboard.insert_text(text)

    give(page, "lachin-corridor_final2.docx", lachin())
    dialog = page.get_by_role("dialog", name="Bring an article")
    expect(dialog.get_by_label("Title")).to_have_value(
        "Lachin Corridor Blocked: Azerbaijan Blames Russian Peacekeepers"
    )
    expect(dialog.get_by_label("Who published it")).to_be_focused()
    text = page.locator(".gd-br-text")
    expect(text.locator("> *").first).to_have_text("page header “The Caucasus Center” left out")
    expect(page.locator(".gd-br-sum")).to_contain_text("7 paragraphs, 616 words, English.")
    expect(page.locator(".gd-br-sum")).to_contain_text("1 odd spot is kept as it is printed: ¶1.")
    expect(text.locator("mark")).to_have_text("December12")
    write("The Caucasus Center")
    press("Tab", "Tab", "Space", "Tab")
    write("the author’s Word file")
    dialog.get_by_role("button", name="Not before 12 December 2022").click()
    clicks += 1
    expect(dialog.get_by_label("The last day on which it can have appeared")).to_be_focused()
    expect(dialog.get_by_label("How do we know?")).to_have_value(
        "The text prints “Monday, December12”; in 2022 that was a Monday."
    )
    assert violations(page) == []
    write("31 December 2022")
    press("Control+Enter")
    expect(dialog).to_have_count(0)
    assert (clicks, keys) <= (1, 5)
    assert page.evaluate("did") == [
        ["stored", "lachin-corridor-blocked-azerbaijan-blames-russian", page.evaluate("did[0][2]")]
    ]
    article = load(folder).articles["lachin-corridor-blocked-azerbaijan-blames-russian"]
    assert article.body == load(ROOT).articles[ID].body
    assert (article.publisher, article.genre) == ("The Caucasus Center", "report")
    assert str(article.published_latest) == "2022-12-31"


def test_a_caption_is_kept_and_what_is_missing_is_said(opened: Open) -> None:
    page = opened()
    give(page, "road.docx", word_file(["They came on 3 May 2022.", "They went."], "", "", "A road."))  # fmt: skip
    keep = page.get_by_role("button", name="keep the caption")
    keep.click()
    out = page.get_by_role("button", name="leave the caption out")
    expect(out).to_be_focused()
    expect(page.locator(".gd-br-par")).to_have_count(3)
    out.press("Enter")
    expect(keep).to_be_focused()
    expect(page.locator(".gd-br-par")).to_have_count(2)
    page.keyboard.press("Control+Enter")
    title = page.get_by_label("Title")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-describedby", "gd-br-wrong-title")
    expect(page.locator(".gd-br-wrong")).to_have_text(
        ["It needs a title.", "Say when it appeared, or that it is not known."]
    )
    # What is mended is silent at once; the rest stays.
    page.keyboard.insert_text("The road")
    expect(page.locator(".gd-br-wrong")).to_have_count(1)
    # Closed by mistake: it is all there again.
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("dialog")).to_have_count(
        0
    )  # the browser tells of its closing a moment later
    page.evaluate("start()")
    expect(title).to_have_value("The road")
    expect(page.locator(".gd-br-file")).to_contain_text("road.docx")
    # On a phone all of it is one column.
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.wait_for_function(f"document.querySelector('.gd-br').scrollWidth <= {PHONE[0]}")
    assert violations(page) == []


def test_pasted_hostile_text_stays_text_and_huge_files_are_refused(opened: Open) -> None:
    page = opened()
    expect(page.locator(".gd-br-paste")).to_be_focused()
    page.keyboard.insert_text(f"{HOSTILE}\n\n{HOSTILE} said it.\n\nMore.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Title")).to_have_value(HOSTILE)
    expect(page.locator(".gd-br-par").first).to_contain_text(HOSTILE)
    assert page.locator(".gd-br img").count() == 0
    assert page.title() == "Bring an article, alone"
    alert = page.get_by_role("alert")
    page.evaluate(
        """() => {
          const big = new File(['x'], 'big.pdf');
          Object.defineProperty(big, 'size', { value: 5e7 + 1 });
          const moved = new DataTransfer();
          const drop = new DragEvent('drop', { dataTransfer: moved, bubbles: true, cancelable: true });
          Object.defineProperty(drop, 'dataTransfer', { value: { types: ['Files'], files: [big] } });
          document.querySelector('.gd-br').dispatchEvent(drop);
        }"""
    )
    expect(alert).to_have_text("It has more than 50 MB; an article has less. Paste its text.")
    give(page, f"{HOSTILE}.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 40)
    expect(alert).to_contain_text(f"“{HOSTILE}.doc”: This is a file of an old Word")
    # What was read before is still there.
    expect(page.get_by_label("Title")).to_have_value(HOSTILE)


def test_an_article_that_is_here_is_not_stored_twice(opened: Open) -> None:
    page = opened()
    page.keyboard.insert_text(load(ROOT).articles[OTHER].body)
    page.get_by_role("button", name="Read this text").click()
    expect(page.locator(".gd-br-like")).to_contain_text(
        "This article is here already: “Armenia and"
    )
    expect(page.locator(".gd-br-go")).to_be_hidden()
    edited = load(ROOT).articles[OTHER].body.replace("Iran", "Persia", 1)
    give(page, "b.txt", edited.encode())
    expect(page.locator(".gd-br-like")).to_contain_text("of its sentences with “Armenia and")
    page.get_by_role("button", name="It is a new version of that").click()
    expect(page.locator(".gd-br-go")).to_contain_text("Review what changed")
    page.get_by_role("button", name="It is an article of its own").click()
    expect(page.locator(".gd-br-go")).to_contain_text("Begin coding")
