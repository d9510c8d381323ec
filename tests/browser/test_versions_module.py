"""The review of a new version, in a page of its own, over the real routes of a copied collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from access import violations
from code_kit import alone, client
from playwright.sync_api import Browser, Page, Route, expect
from test_versions import ID, collection_in, edited

from geodash.collection.load import load
from geodash.views import told
from geodash.web.served import Served

DESK, PHONE = (1440, 780), (390, 844)
Open = Callable[[], Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection_in(tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def asked(folder: Path):
    return client(Served(folder, edit=True))


@pytest.fixture(scope="module")
def tab(browser: Browser, asked) -> Iterator[Page]:
    with alone(browser, asked, "versions.html", told=told.as_json()) as page:
        yield page


@pytest.fixture
def opened(tab: Page, asked, folder: Path) -> Open:
    """``opened()`` → the review of the corrected text, nothing decided."""

    def make() -> Page:
        article = load(folder).articles[ID]
        text = f"{article.title}\n\n{edited(article.body)}"
        read = asked.post("/api/code/bring?name=corrected.txt", content=text.encode()).json()
        sent = {"brought": read["brought"], "name": "corrected.txt", "kept": []}
        if rev := asked.get(f"/api/code/version/{ID}").json().get("rev"):
            asked.post(f"/api/code/version/{ID}/drop", params={"rev": rev})
        asked.post(f"/api/code/version/{ID}", json=sent | {"answers": read["answers"]})
        tab.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        tab.evaluate("start()")
        expect(tab.locator(".gd-vr-row")).to_have_count(4)
        return tab

    return make


def decided(page: Page, count: int) -> None:
    expect(page.locator(".gd-vr-state")).to_contain_text(f"{count} of 4 decided")


def test_other_words_undo_and_a_draft_that_outlasts_the_page(opened: Open) -> None:
    page = opened()
    assert violations(page) == []
    # A fact is chosen by its number, and comes with the answer; it is undone like anything else.
    page.keyboard.press("2")
    expect(page.get_by_label("Leave 49")).to_be_checked()
    page.keyboard.press("Control+z")
    expect(page.get_by_label("At least 49: lowest 49")).to_be_checked()
    # Other words by keys: the sentence before, two words less.
    page.keyboard.press("s")
    expect(page.locator(".gd-vr-col.is-choosing")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+ArrowRight")
    assert violations(page, ".gd-vr-hint") == []
    page.get_by_role("button", name="Take these words").click()
    decided(page, 1)
    expect(page.locator(".gd-vr-row small").first).to_contain_text("other words")
    # Each event by itself, by the same keys.
    page.locator(".gd-vr-row").nth(1).click()
    page.keyboard.press("e")
    for key in "ygy":
        page.keyboard.press(key)
    decided(page, 2)
    expect(page.locator(".gd-vr-row small").nth(1)).to_contain_text("each by itself")
    # It is all there in another page; what is not decided is not taken.
    page.evaluate("start()")
    decided(page, 2)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".gd-vr-live")).to_contain_text("2 left to decide")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    decided(page, 1)
    page.get_by_role("button", name="Give it up").click()
    page.get_by_role("button", name="Give up the new version").click()
    page.wait_for_function("did.length")
    assert page.evaluate("did.splice(0)") == [["left", ID]]


def test_a_late_answer_takes_nobody_from_the_words_that_are_chosen(opened: Open) -> None:
    page = opened()
    page.keyboard.press("2")
    held: list[Route] = []
    page.route("**/keep?*", lambda route: held.append(route))
    with page.expect_request("**/keep?*"):
        page.keyboard.press("Control+z")
    page.keyboard.press("s")
    expect(page.locator(".gd-vr-col.is-choosing")).to_be_visible()
    page.unroute("**/keep?*")
    with page.expect_response("**/keep?*"):
        held[0].fallback()
    expect(page.locator(".gd-vr-state")).to_contain_text("draft kept")
    expect(page.locator(".gd-vr-col.is-choosing")).to_be_visible()
    page.keyboard.press("Escape")


def test_what_a_colleague_answers_meanwhile_is_put_together(opened: Open, asked) -> None:
    page = opened()
    at = f"/api/code/version/{ID}"
    review = asked.get(at).json()
    one, two, three = (q["id"] for q in review["questions"][:3])

    def answer(way: str) -> dict:
        return {"answer": way, "facts": {}, "notes": [], "each": {}, "bare": ""}

    theirs = {one: answer("gone"), three: answer("gone")}
    sent = {"answers": theirs, "past": [], "future": []}
    assert asked.post(f"{at}/keep", params={"rev": review["rev"]}, json=sent).status_code == 200
    page.evaluate("(id) => { window.review.show(id); window.review.answers.set(window.review.review.questions[0], { answer: 'same' }); }", one)  # fmt: skip
    live = page.locator(".gd-vr-live")
    expect(live).to_contain_text("Nothing of it is lost: theirs is put together with yours.")
    expect(live).to_contain_text("Here they answered differently than you: theirs stands now")
    state = "Object.fromEntries(Object.entries(window.review.answers.state().answers).map(([k, v]) => [k, v.answer]))"
    assert page.evaluate(state) == {one: "gone", three: "gone"}
    with page.expect_response("**/keep?*"):
        page.keyboard.press("Control+z")
    assert page.evaluate(state) == {one: "same", three: "gone"}
    expect(page.locator(".gd-vr-state")).to_contain_text("draft kept")
    found = asked.get(at).json()["state"]["answers"]
    assert {k: v["answer"] for k, v in found.items()} == {one: "same", three: "gone"}
    assert two not in found


def test_walk_5_a_new_version_of_67_passages(opened: Open, folder: Path) -> None:
    """Design's walk 5: four decisions, a key each, one to take it; none written unseen."""
    page = opened()
    before = load(folder)
    keys = 0

    def press(key: str, done: int) -> None:
        nonlocal keys
        page.keyboard.press(key)
        keys += 1
        decided(page, done)

    expect(page.locator(".gd-vr-top h2")).to_have_text("67 passages, 4 left to decide")
    expect(page.locator(".gd-vr-sums")).to_contain_text("56the same words, settled")
    expect(page.locator(".gd-vr-section").first).to_contain_text("one paragraph further down")
    old, new = page.locator(".gd-vr-par.is-here").all_text_contents()
    assert "near three important cities" in old and "near two towns and a village" in new
    expect(page.locator(".gd-vr-fact").first).to_contain_text("“49” now reads “at least 49”.")
    page.get_by_role("button", name="Close it: corrected in the text").nth(1).click()
    press("y", 1)
    press("y", 2)
    expect(page.locator(".gd-vr-question h2")).to_have_text("These words are gone")
    press("g", 3)
    # The same on a phone: one column, the sentences in the question.
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(page.locator(".gd-vr-side.is-old")).to_contain_text("The EU has recently been making")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert violations(page) == []
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    press("y", 4)
    assert load(folder).version == before.version  # nothing yet
    page.keyboard.press("Control+Enter")
    keys += 1
    page.wait_for_function("did.length")
    assert (page.evaluate("did.splice(0)"), keys) == ([["taken", ID]], 5)
    after = load(folder)
    assert after.articles[ID].body == edited(before.articles[ID].body)
    assert len([m for m in after.mentions if m.article_id == ID]) == 66
    assert (after.events["cc-0040"].deaths_low, after.events["cc-0040"].deaths_best) == (49, None)
    assert len(after.articles[ID].notes) == len(before.articles[ID].notes) - 1
