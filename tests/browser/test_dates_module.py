"""The one calendar of the pages: what it reads of what people type, and that it speaks as Python does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from tries import tries

sys.path.insert(0, str(Path(__file__).parents[1] / "js"))
import timeline_collection as harness

from geodash.words import days as words

READ = """async ([texts, edge]) => {
  const d = await import('/assets/core/dates.js');
  return texts.map((text) => d.readDate(text, edge));
}"""
SAY = """async ([name, spans]) => {
  const d = await import('/assets/core/dates.js');
  return spans.map((span) => d[name](...span.map(d.toDay)));
}"""
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
#: Months whole and not, near each other and far apart.
EDGES = st.builds(
    date, st.integers(2019, 2022), st.integers(1, 12), st.sampled_from([1, 2, 27, 28])
) | st.sampled_from([date(2019, 12, 31), date(2020, 2, 29), date(2022, 9, 30), date(2022, 12, 31)])
PROPERTY = settings(max_examples=tries(20))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that only lends its script engine, and has been told the names of the months."""
    server, url = harness.serve()
    opened = browser.new_page()
    opened.goto(url)
    opened.locator("html[data-ready]").first.wait_for()
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def read(page: Page, texts: list[str], edge: str = "start") -> list[str | None]:
    return page.evaluate(READ, [texts, edge])


def say(page: Page, name: str, spans: list[tuple[date, ...]]) -> list[str]:
    return page.evaluate(SAY, [name, [[day.isoformat() for day in span] for span in spans]])


# What people type ----------------------------------------------------------------------------


@PROPERTY
@given(days=st.lists(DAYS, min_size=1, max_size=40))
def test_a_date_is_read_in_every_spelling_people_use(page: Page, days: list[date]) -> None:
    for spell in ("%Y-%m-%d", "%-d %B %Y", "%-d %b %Y", "%b %-d, %Y", "%B %-d %Y", "%-d.%-m.%Y"):
        texts = [day.strftime(spell) for day in days]
        assert read(page, texts) == [day.isoformat() for day in days]
    labels = say(page, "dayWords", [(day,) for day in days])
    assert read(page, labels, "end") == [day.isoformat() for day in days]


@pytest.mark.parametrize(
    ("text", "edge", "iso"),
    [
        ("2022-08-01", "start", "2022-08-01"),
        ("2022-8-1", "start", "2022-08-01"),
        (" 1 Aug 2022 ", "end", "2022-08-01"),
        ("1 august 2022", "start", "2022-08-01"),
        ("01.08.2022", "start", "2022-08-01"),
        ("1. 8. 2022", "start", "2022-08-01"),
        ("13 September 2022", "start", "2022-09-13"),
        ("13. Sept. 2022", "start", "2022-09-13"),
        ("Sept 13 2022", "start", "2022-09-13"),
        ("September 13th, 2022", "start", "2022-09-13"),
        ("2nd June 2022", "start", "2022-06-02"),
        ("2022-02", "end", "2022-02-28"),
        ("2024-02", "end", "2024-02-29"),
        ("Feb 2024", "end", "2024-02-29"),
        (" february  2024 ", "start", "2024-02-01"),
        ("2022", "start", "2022-01-01"),
        ("2022", "end", "2022-12-31"),
        ("Sept 2022", "end", "2022-09-30"),
        ("Sept. 2022", "start", "2022-09-01"),
        ("373", "end", "0373-12-31"),
        ("2 July 373", "start", "0373-07-02"),
        ("0373-07-02", "start", "0373-07-02"),
        ("", "start", ""),
        ("  ", "end", ""),
    ],
)
def test_a_day_is_read_from_what_people_type(page: Page, text: str, edge: str, iso: str) -> None:
    assert read(page, [text], edge) == [iso]


@pytest.mark.parametrize(
    "text",
    ["2022-02-30", "30 Feb 2022", "31.4.2022", "2022-13", "2022-13-01", "12", "0022", "0022-05-01",
     "3/4/2022", "8/1/2022", "13/9/2022", "13 Septober 2022", "Septober 2022", "ma 2022", "13 Sep",
     "soon", "yesterday", "<b>2022</b>"],
)  # fmt: skip
@pytest.mark.parametrize("edge", ["start", "end"])
def test_what_is_no_date_or_not_clearly_one_is_refused(page: Page, text: str, edge: str) -> None:
    assert read(page, [text], edge) == [None]


# In words ------------------------------------------------------------------------------------


@PROPERTY
@given(spans=st.lists(st.tuples(EDGES | DAYS, EDGES | DAYS), min_size=1, max_size=60))
def test_days_and_periods_are_spelled_as_python_spells_them(page: Page, spans: list) -> None:
    spans = [tuple(sorted(span)) for span in spans]
    days = [(first,) for first, _ in spans]
    assert say(page, "dayWords", days) == [words.day(*d, short=True) for d in days]
    assert say(page, "periodWords", spans) == [words.span(*s, short=True) for s in spans]
    assert say(page, "spanWords", spans) == [words.throughout(*s, short=True) for s in spans]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 8, 1), date(2022, 12, 31), "Aug–Dec 2022"),
        (date(2021, 11, 1), date(2022, 2, 28), "Nov 2021 – Feb 2022"),
        (date(2022, 9, 1), date(2022, 9, 30), "Sept 2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2019, 1, 1), date(2022, 12, 31), "2019–2022"),
        (date(2022, 6, 1), date(2022, 6, 9), "1–9 June 2022"),
        (date(2022, 7, 30), date(2022, 8, 2), "30 July – 2 Aug 2022"),
        (date(2021, 12, 30), date(2022, 1, 2), "30 Dec 2021 – 2 Jan 2022"),
        (date(2022, 9, 13), date(2022, 9, 13), "13 Sept 2022"),
    ],
)
def test_a_span_in_its_shortest_words(page: Page, start: date, end: date, words: str) -> None:
    assert say(page, "spanWords", [(start, end)]) == [words]
