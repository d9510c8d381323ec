"""No document takes our own sentences apart: names and words may hold any mark of punctuation."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from collection_kit import ARTICLE, EVENT, SAID, make, table
from export_kit import cut

from geodash.collection import load
from geodash.collection.versions.diff import diff
from geodash.collection.versions.report import diff_items
from geodash.exchange import docx_, report, xlsx
from geodash.exchange.paragraph_ import told
from geodash.exchange.selection import Selection
from geodash.exchange.takeaway import FilterError
from geodash.exchange.telling import denominators, heading
from geodash.query import Filter
from geodash.web.site import Site

PUBLISHER = "Crisis Watch: South Caucasus"
WORDS = "road; goris"
TITLE = "At any time, with anyone, any kind, with the words “road; goris”"
FROM = f"1 of 2 events, from 1 of 1 article, by {PUBLISHER}."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    article = ARTICLE.replace("publisher: Example Press", f'publisher: "{PUBLISHER}"')
    return make(tmp_path_factory.mktemp("marks"), article=article)


@pytest.fixture(scope="module")
def selection(folder: Path) -> Selection:
    return cut(folder, "q=road%3B+goris")


def test_the_title_is_the_filter_and_the_denominators_are_the_rest(selection: Selection) -> None:
    assert heading(selection) == TITLE
    assert denominators(selection) == FROM


def test_without_a_filter_a_document_has_the_collections_title(folder: Path) -> None:
    selection = cut(folder)
    assert heading(selection) == selection.collection.title
    assert denominators(selection) == selection.sentence
    assert PUBLISHER in selection.sentence


def test_word(selection: Selection) -> None:
    document = docx.Document(io.BytesIO(docx_.write(selection)))
    assert [p.text for p in document.paragraphs[:2]] == [TITLE, FROM]
    assert document.core_properties.title == TITLE


def test_excel(selection: Selection) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(selection)))
    assert book.properties.title == TITLE
    cells = [str(cell) for row in book["About"].iter_rows(values_only=True) for cell in row]
    assert TITLE in cells and selection.sentence in cells


def test_html(selection: Selection) -> None:
    page = report.write(selection, None).decode()
    assert f"<title>{TITLE} · " in page or f"<title>{TITLE}" in page
    assert f">{TITLE}</h1>" in page and FROM in page


def test_paragraph(selection: Selection) -> None:
    assert told(selection)["closing"][0] == f"What is shown: {selection.sentence}"


def test_slides(folder: Path) -> None:
    builder = Site.open(folder).shows.builder
    briefing, _ = builder.briefing_of_filter(Filter(query=WORDS))
    assert briefing.title == "With the words “road; goris”"
    assert PUBLISHER in briefing.subtitle
    (view,) = (s for s in builder.slides(briefing) if s.role == "title")
    assert view.sentence.startswith(f"One article, from one publisher, {PUBLISHER}")


def test_a_refusal_quotes_what_was_asked(folder: Path) -> None:
    """The value may hold the very words in which the page says what it left out."""
    site = Site.open(folder)
    with pytest.raises(FilterError) as refused:
        site.export("csv", [("kind", "x was left out: y")])
    (reason,) = refused.value.reasons
    assert reason.startswith("kind=“x was left out: y” can’t be used: accepted are violence")


def test_a_difference_names_its_event_whatever_its_title_says(tmp_path: Path) -> None:
    odd = SAID | {"title": "Armenia says: “Event added: e1 “no”"}
    old = load(make(tmp_path / "old", events=table("events", EVENT)))
    new = load(make(tmp_path / "new", events=table("events", EVENT | {"title": "Road cut"}, odd)))
    items = {item.event_id: item for item in diff_items(diff(old, new)) if item.event_id}
    assert items["e2"].text.startswith("Event added: e2 “Armenia says: “Event added")
    assert items["e1"].details == ("title: was “Road near Goris blocked”, now “Road cut”",)
