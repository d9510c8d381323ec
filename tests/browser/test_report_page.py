"""The report in a browser: it asks for nothing, is accessible, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import pypdfium2
import pytest
from access import violations  # type: ignore[import-not-found]
from office_sample import AUTUMN, of_corpus  # type: ignore[import-not-found]
from playwright.sync_api import Browser, Page

from geodash.exchange.report import write

FOOT = 60


@pytest.fixture(scope="module")
def opened(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, list[str]]]:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(write(of_corpus(AUTUMN)))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(path.as_uri())
    yield page, asked
    page.close()


def lowest(sheet: pypdfium2.PdfPage) -> float:
    """Where its words end above the foot, as a share of the height from below."""
    text = sheet.get_textpage()
    lows = (text.get_rect(n)[1] for n in range(text.count_rects()))
    return float(
        min((low for low in lows if low > FOOT), default=sheet.get_height()) / sheet.get_height()
    )


def test_a_browser_asks_for_nothing_else(opened) -> None:
    _, asked = opened
    assert len(asked) == 1 and asked[0].startswith("file:")


def test_it_is_accessible_and_fits_a_phone(opened) -> None:
    page, _ = opened
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper_no_page_stands_half_empty(opened) -> None:
    """It took 39 pages for 43 rows, most of them half empty."""
    page, _ = opened
    page.set_viewport_size({"width": 1280, "height": 900})
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    events = page.locator(".entry").count()
    assert events > 40
    assert len(paper) < events
    # After the overview each page but the last is written down to its lowest third, or nearly, and most to the end.
    ends = [lowest(sheet) for sheet in paper][3:-1]
    assert max(ends) < 0.4, [f"{end:.2f}" for end in ends]
    assert fmean(ends) < 0.2, [f"{end:.2f}" for end in ends]
