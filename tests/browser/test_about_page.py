"""About the data as a reader meets it: a document that scrolls, whose links lead on, and that compares."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from access import violations  # type: ignore[import-not-found]
from playwright.sync_api import Page, expect
from visitors import Watched  # type: ignore[import-not-found]
from windows import ROOT  # type: ignore[import-not-found]

Visit = Callable[..., Watched]


def about(v: Watched) -> Page:
    return v.open("/about")


def older() -> bytes:
    """The shipped collection as it might have been: one title differs, one event is missing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in ("datapackage.json", "actors.csv", "links.csv", "mentions.csv"):
            package.write(ROOT / name, name)
        for article in (ROOT / "articles").glob("*.md"):
            package.write(article, f"articles/{article.name}")
        rows = (ROOT / "events.csv").read_text("utf-8")
        kept = [line for line in rows.splitlines() if not line.startswith("cc-0050,")]
        text = "\n".join(kept).replace("Attack near Jermuk, says", "Attack at Jermuk, says")
        package.writestr("events.csv", text + "\n")
    return out.getvalue()


def test_a_document_with_working_links(visit: Visit) -> None:
    v = visit()
    page = about(v)
    top = page.locator("#health").bounding_box()["y"]
    page.locator(".gd-doc nav a", has_text="Health of the data").click()
    page.wait_for_function("document.querySelector('#health').getBoundingClientRect().top < 200")
    assert top > 650
    page.locator("#codebook ~ details summary").first.click()
    expect(page.get_by_text("event_id", exact=True).first).to_be_visible()
    assert page.locator(".gd-doc a[href^='mailto:']").count() == 1
    page.locator(".gd-doc a[href*='event=']").first.click()
    page.locator(".gd-explore[data-ready='1']").first.wait_for()
    page.locator(".gd-card:not(.gd-pending)").wait_for()
    report = page.locator(".gd-card .gd-report").get_attribute("href")
    event = page.locator(".gd-card").get_attribute("data-event")
    assert report.startswith("mailto:") and event in report
    assert v.external == []


def test_what_changed_since_an_older_version(visit: Visit) -> None:
    v = visit()
    page = about(v)
    file = {"name": "older.zip", "mimeType": "application/zip", "buffer": older()}
    page.locator("#gd-about-older").set_input_files(file)
    said = page.locator(".gd-about-diff-said")
    expect(said).to_contain_text("1 event added, 1 changed")
    changes = page.locator(".gd-about-diff li")
    expect(changes.filter(has_text="Event added: cc-0050").locator("a")).to_have_attribute("href", "./?event=cc-0050")  # fmt: skip
    expect(changes.filter(has_text="cc-0041")).to_contain_text("was “Attack at Jermuk")
    page.locator("#gd-about-older").set_input_files(file | {"name": "no.zip", "buffer": b"<b>no"})
    expect(said).to_contain_text("“no.zip” could not be compared: the file")
    expect(page.locator(".gd-about-diff ul")).to_be_hidden()
    assert v.external == []


def test_it_fits_and_can_be_read_by_all(visit: Visit) -> None:
    for size, scheme in (("laptop", "dark"), ("phone", "light")):
        page = about(visit(size, color_scheme=scheme))
        wide = "document.scrollingElement.scrollWidth - innerWidth"
        assert page.evaluate(wide) <= 0
        assert violations(page) == [], size
