"""Collections as people really keep them: the page opens with what is good and says what is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import made_collections as made  # type: ignore[import-not-found]
import pytest
from playwright.sync_api import Page, expect
from visitors import Watched  # type: ignore[import-not-found]

from geodash.collection.scaffold import scaffold

Visit = Callable[..., Watched]
STATE = "document.querySelector('.gd-explore').gd.state"
#: event of the spoiled collection → what its card must not hide or must not claim.
UNDATED = ("impossible", "reversed", "mangled", "half-date")
UNLOCATED = ("swapped", "outside", "null-island", "half-point")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, scaffolded: Path) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("bad")
    (top / "empty").mkdir()
    return {
        "spoiled": made.spoiled(top / "spoiled"),
        "headless": made.headless(top / "headless"),
        "empty": top / "empty",
        "new": scaffolded,
    }


@pytest.fixture
def opened(visit: Visit, folders: dict[str, Path]) -> Callable[..., tuple[Watched, Page]]:
    def make(name: str, path: str = "/", size: str = "laptop") -> tuple[Watched, Page]:
        v = visit(size, collection=folders[name])
        return v, v.open(path)

    return make


def fine(v: Watched) -> None:
    """Nothing of ours and nothing of Streamlit's has failed in sight or in secret."""
    assert v.errors == []
    assert v.external == []
    expect(v.page.locator("[data-testid=stException], [data-testid=stAlert], .gd-failed")).to_have_count(0)  # fmt: skip
    assert "Traceback" not in v.page.locator("body").inner_text()


def problems(page: Page) -> list[str]:
    """Opens the list of problems and reads it, one text an entry."""
    page.get_by_role("button", name="Show what and why").click()
    dialog = page.get_by_role("dialog", name="Problems in the data")
    dialog.locator("li").first.wait_for()
    return dialog.locator("li").all_inner_texts()


def test_the_good_events_are_shown(opened: Callable[..., tuple[Watched, Page]]) -> None:
    v, page = opened("spoiled")
    ids = set(page.evaluate(f"{STATE}.data.events.map(e => e.id)"))
    assert ids == {"good", *made.WRONG_CELLS, "twin", "told-twice", "lost", "cafe"}
    points = page.evaluate(f"Object.fromEntries({STATE}.data.events.map(e => [e.id, e.lat]))")
    assert {i for i, lat in points.items() if lat is None} == set(UNLOCATED)
    dates = page.evaluate(f"Object.fromEntries({STATE}.data.events.map(e => [e.id, e.date_start]))")
    assert {i for i, day in dates.items() if day is None} == set(UNDATED)
    while (folded := page.locator(".gd-p-part-fold[aria-expanded=false]")).count():
        folded.first.click()
    expect(page.locator(".gd-row")).to_have_count(len(ids))
    expect(page.locator(".gd-mark")).not_to_have_count(0)
    fine(v)


def test_every_defect_is_told_with_its_place_and_remedy(opened: Callable[..., tuple[Watched, Page]]) -> None:  # fmt: skip
    v, page = opened("spoiled")
    bar = page.locator(".gd-problems")
    expect(bar).to_contain_text(re.compile(r"\d+ entries .* could not be used as written; the rest"))  # fmt: skip
    entries = problems(page)
    rows = {event_id: n for n, event_id in enumerate(made.WRONG_CELLS, start=3)}
    for event_id, (_, column) in made.WRONG_CELLS.items():
        if column:
            where = f"events.csv row {rows[event_id]}, column {column}"
            assert any(entry.startswith(where) for entry in entries), where
    for piece in (
        "There is no such day", "2022-02-30", "comes before the first day", "44817",
        "seem to be swapped", "Gulf of Guinea", "no longitude", "no actor “nobody”",
        "no such area", "DANCE", "has the same event_id", "The title is blank",
        "These words are not in the article", "Several passages of the article fit",
        "Add articles/missing-article.md", "parts of each other", "linked to itself",
        "no front matter", "can't be read as YAML", "read as cp1252", "separated by semicolons",
        "appears twice", "byte order mark",
    ):  # fmt: skip
        assert any(piece in entry for entry in entries), piece
    # Each says what helps, and none is as long as the cell that it is about.
    assert all(len(entry) < 600 for entry in entries)
    dialog = page.get_by_role("dialog", name="Problems in the data")
    assert dialog.locator(".gd-problems-fix").count() == len(entries)
    assert "" not in [t.strip() for t in dialog.locator(".gd-problems-fix").all_inner_texts()]
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Dismiss", exact=True).click()
    expect(bar).to_have_count(0)
    fine(v)


def test_cards_say_what_is_unknown(opened: Callable[..., tuple[Watched, Page]]) -> None:
    v, page = opened("spoiled")
    said = {}
    for event_id in page.evaluate(f"{STATE}.data.events.map(e => e.id)"):
        page.evaluate(f"id => {STATE}.select(id, {{source: 'list'}})", event_id)
        page.wait_for_function(
            "id => document.querySelector('.gd-card:not(.gd-pending)')?.dataset.event === id",
            arg=event_id,
        )
        said[event_id] = page.locator(".gd-panel").inner_text()
        assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.gd-p-card'))")  # fmt: skip
    for event_id in UNDATED:
        assert re.search("undated|no date", said[event_id], re.I), event_id
    assert "No words of an article stand behind this event" in said["lost"]
    assert "nobody" not in said["stranger"]
    assert made.TWICE in said["told-twice"]
    assert "café" in said["cafe"]
    fine(v)


def test_articles_with_unreadable_facts_are_still_read(opened: Callable[..., tuple[Watched, Page]]) -> None:  # fmt: skip
    v, page = opened("spoiled", "/?event=cafe&read=1")
    article = page.locator(".gd-article")
    expect(article).to_contain_text("The café was full on Tuesday")
    answer = page.request.get(f"{v.base}/api/article/broken").json()
    assert "The text of an article with broken facts." in answer["html"]
    fine(v)


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_a_table_without_its_column(opened: Callable[..., tuple[Watched, Page]], size: str) -> None:
    """No event can be read: the page says which files are to blame instead of looking empty."""
    v, page = opened("headless", size=size)
    expect(page.locator(".gd-problems")).to_contain_text("could not be used as written")
    entries = problems(page)
    for start in ("events.csv row 1, column title", "mentions.csv row 1, column quote", "links.csv",
                  "actors.csv", "datapackage.json"):  # fmt: skip
        assert any(entry.startswith(start) for entry in entries), start
    page.keyboard.press("Escape")
    expect(page.locator(".gd-panel h2").first).to_have_text("No events yet")
    fine(v)


@pytest.mark.parametrize("size", ["laptop", "phone"])
@pytest.mark.parametrize("name", ["empty", "new"])
def test_an_empty_collection_looks_intended(opened: Callable[..., tuple[Watched, Page]], name: str, size: str) -> None:  # fmt: skip
    v, page = opened(name, size=size)
    panel = page.locator(".gd-panel")
    expect(panel.locator("h2").first).to_have_text("No events yet")
    for word in ("articles", "events.csv", "mentions.csv", "geodash check"):
        expect(panel).to_contain_text(word)
    # Nothing to let go of, nothing to explain.
    expect(page.get_by_role("button", name="Show all events")).to_have_count(0)
    expect(page.locator(".gd-legend")).to_be_hidden()
    expect(page.locator(".gd-timeline")).to_contain_text("No events yet")
    expect(page.locator(".gd-problems")).to_have_count(1 if name == "empty" else 0)
    assert page.evaluate("document.querySelector('.gd-explore').gd.map.getZoom()") > 0
    names = page.locator(".gd-label")
    assert names.count() >= 1, "the map is drawn"
    fine(v)


def test_an_empty_collection_takes_any_address(opened: Callable[..., tuple[Watched, Page]]) -> None:
    v, page = opened("new", "/?event=cc-0001&actor=ARM&from=2022-01-01&q=x&map=6/40/45&read=1")
    expect(page.locator(".gd-s-note").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    for word in ("when", "who", "what", "sure", "more"):
        page.locator(f".gd-s-row1 [data-word={word}]").click()
        page.locator(".gd-s-pop:popover-open").wait_for()
        page.keyboard.press("Escape")
    fine(v)


def test_articles_without_events_can_be_read(
    visit: Callable[..., Watched], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("uncoded") / "c"
    scaffold(folder, "To be coded")
    for n in (1, 2):
        text = f"---\ntitle: Report\npublisher: P{n}\n---\n\nPolice marched in town {n}.\n"
        (folder / "articles" / f"a{n}.md").write_text(text, encoding="utf-8")
    page = visit("laptop", folder).open()
    shelf = page.locator(".gd-p-uncoded")
    expect(shelf.locator("h3")).to_have_text("2 articles without events")
    expect(page.locator(".gd-p-steps")).not_to_contain_text("put an article")
    shelf.get_by_role("button", name="Report (P2)").click()
    expect(page.locator(".gd-p-article")).to_contain_text("Police marched in town 2.")
    # It has an address of its own, which holds after it is loaded anew.
    assert page.url.endswith("/?read=a2")
    page.reload()
    expect(page.locator(".gd-p-article")).to_contain_text("Police marched in town 2.")
    page.locator(".gd-p-article h2").press("Escape")
    expect(shelf).to_be_visible()
    assert "read=" not in page.url
    page.goto(page.url.partition("?")[0] + "?article=a1&read=1")
    expect(page.locator(".gd-p-article")).to_contain_text("Police marched in town 1.")
    page.goto(page.url.partition("?")[0] + "?read=gone")
    expect(page.locator(".gd-s-notices")).to_contain_text("“read=gone” is no article of this")
