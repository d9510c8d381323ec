"""About: written from the data, whole, and safe with any text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
import shipped_sample
from collection_kit import make
from store_sample import SAMPLE

from geodash.collection import load, report
from geodash.domain.editing import CellChange
from geodash.domain.model import Collection, DateBasis
from geodash.domain.wholes import events_and_rows
from geodash.query import Filter, Store
from geodash.views.about import about_html, counts
from geodash.views.about.page import About, report_link
from geodash.web import heading

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = "<script>alert(1)</script>\"'{{ 7*7 }}‮"


@pytest.fixture(scope="module")
def shipped() -> Collection:
    return shipped_sample.corpus()


def page(collection: Collection, package: object = None) -> str:
    return about_html(collection, About(package or {}, "Boundaries note.", "Map data", home="./"))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_terminal_tells_events_and_rows_as_the_page_does(shipped: Collection) -> None:
    events, rows = events_and_rows(shipped)
    assert events == len(counts.counted(counts.standing(shipped), counts.parts_of(shipped)))
    assert rows == len(counts.standing(shipped)) > events
    text = text_of(page(shipped))
    assert f"{events} events" in text and f"{rows} rows hold {events} events" in text
    assert f", {events} events in {rows} rows, " in report.summary(shipped)
    assert heading.summary(shipped).startswith(
        f"{shipped.title}: {events} events in {rows} rows from nine"
    )


def test_every_table_adds_up_to_the_events_that_stand(shipped: Collection) -> None:
    n = len(counts.counted(counts.standing(shipped), counts.parts_of(shipped)))
    for table in counts.tables(shipped):
        assert sum(row.n for row in table.rows) == n, table.key


def test_an_articles_title_opens_its_text(shipped: Collection) -> None:
    html = page(shipped)
    for article in shipped.articles:
        assert f'href="./read?article={article}" data-gd-page data-gd-own' in html


def test_events_are_counted_as_on_explore_and_rows_are_explained(shipped: Collection) -> None:
    store, said = Store(shipped), text_of(page(shipped))
    n, opened = store.count(Filter(background=True)), store.count(Filter())
    assert f"{n} events, of which {opened} are on Explore and {n - opened} are history" in said
    assert f"{len(counts.standing(shipped))} rows hold {n} events: " in said


def test_shares_of_inferred_dates(shipped: Collection) -> None:
    events = counts.counted(counts.standing(shipped), counts.parts_of(shipped))
    found = re.fullmatch(
        r"The dates of (\d+) of (\d+) dated events \(\d+ %\) were inferred; each says how\.",
        counts.inferred_dates(events),
    )
    assert found and 0 < int(found[1]) < int(found[2]) < len(events) + 1
    assert found[0] in text_of(page(shipped))
    dated = [e for e in events if e.interval]
    bare = replace(dated[0], date_basis=DateBasis.INFERRED, date_note="")
    assert counts.inferred_dates([bare]).endswith("(100 %) were inferred; 0 of them say how.")
    assert counts.inferred_dates([replace(bare, date_basis=DateBasis.STATED)]) == ""


def test_coverage_counts_each_word_once(shipped: Collection) -> None:
    coded = counts.by_article(shipped)
    assert coded.keys() == shipped.articles.keys()
    for found in coded.values():
        assert 0 < found.events <= found.mentions
        assert 0 < found.share <= 100


def test_the_shipped_page_says_who_is_silent_and_what_is_missing(shipped: Collection) -> None:
    html = page(shipped, json.loads((ROOT / "datapackage.json").read_text("utf-8")))
    text = text_of(html)
    assert "Without a date" in text and "no answer by" in text
    for article in shipped.articles.values():
        assert article.title.replace("&", "&amp;").replace("'", "&#39;") in html
    assert "where_prec" in text and "CC-BY-4.0" in text
    assert shipped.version in text


def test_withdrawn_events_keep_their_address_and_say_why() -> None:
    html = page(SAMPLE)
    assert "?event=e-wrong" in html
    assert "withdrawn" in text_of(html)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_hostile_text_is_text(shipped: Collection) -> None:
    events = {
        i: replace(
            e, title=HOSTILE, note=HOSTILE, withdrawn=date(2023, 1, 1) if n % 9 == 0 else None
        )
        for n, (i, e) in enumerate(shipped.events.items())
    }
    articles = {i: replace(a, title=HOSTILE, credit=HOSTILE) for i, a in shipped.articles.items()}
    actors = {i: replace(a, name=HOSTILE) for i, a in shipped.actors.items()}
    package = {
        "resources": [
            {"name": HOSTILE, "schema": {"fields": [{"name": HOSTILE, "values": 1}, 3]}},
            4,
        ],
        "licenses": [{"title": HOSTILE}, "x"],
        "contributors": [{"email": "a@b\r\nBcc: all@c"}],
    }
    hostile = replace(
        shipped, title=HOSTILE, description=HOSTILE, events=events, articles=articles, actors=actors
    )
    tags = Tags()
    html = page(hostile, package)
    tags.feed(html)
    assert not tags.seen & {"script", "img", "iframe", "style", "form", "input"}
    assert not any(name.startswith("on") for name in tags.attributes)
    assert "&lt;script&gt;" in html


def test_a_report_names_event_and_version() -> None:
    package = {"contributors": [{"title": "Editors"}, {"email": "editors@example.org"}]}
    link = report_link(SAMPLE, package, "e-goris")
    assert link.startswith("mailto:editors@example.org?")
    assert "e-goris" in unquote(link) and "sample-1" in unquote(link)
    assert report_link(SAMPLE, {}).startswith("mailto:?subject=")
    assert "\n" not in report_link(SAMPLE, {"contributors": [{"email": "a@b\nBcc: c@d"}]})


def test_what_was_corrected_is_told_cell_by_cell(tmp_path: Path) -> None:
    folder = make(tmp_path)
    opened = load(folder)
    assert "Corrected events" not in page(opened)
    log = [
        ("Ana", "events", "e1", "date_end", "2022-12-12", "2022-12-13"),
        ("Ana", "events", "e1", "actors", "crowd", "arm;aze"),
        ("Ana", "mentions", "m1", "supports", "what", "what;when"),
        ("Ana", "links", "e2 e1 about", "", "", "about"),
        ("Ana", "events", "e2", "", "", "A new one"),
        (HOSTILE, "events", "e1", "title", HOSTILE, ""),
    ]
    changes = tuple(CellChange("2026-01-31T14:20:05Z", by, "Why", *rest) for by, *rest in log)
    html = page(replace(opened, changes=changes))
    text = text_of(html)
    assert "31 January 2026, Ana: Why" in text
    assert "Last day: 2022-12-12 → 2022-12-13" in text
    assert "Actors: Crowd → Armenia and Azerbaijan" in text
    assert "Passage: Supports: what → what;when" in text
    assert "A new one" not in text.split("Corrected events")[1].split("Editor’s notes")[0]
    assert "<script>alert" not in html
    assert text.index("Title:") < text.index("Last day:"), "the newest first"
    assert "Corrected events" in page(replace(opened, changes=changes[-1:]))
