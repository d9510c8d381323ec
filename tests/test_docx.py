"""Word: opened by python-docx and LibreOffice, with footnotes that are footnotes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from office_sample import AUTUMN, ROAD, of_corpus
from panel_sample import sample

from geodash.domain.lookup import lookup_of
from geodash.exchange.docx_ import write
from geodash.exchange.selection import Selection
from geodash.query import Description
from geodash.views.paragraph import paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def footnotes(data: bytes) -> dict[str, str]:
    """The footnotes' texts by id, without Word's own two separators."""
    return {
        note.get(f"{W}id"): "".join(note.itertext()).strip()
        for note in part(data, "footnotes").iter(f"{W}footnote")
        if note.get(f"{W}type") is None
    }


def references(data: bytes) -> list[str]:
    marks = part(data, "document").iter(f"{W}footnoteReference")
    return [mark.get(f"{W}id") for mark in marks]


def text_of(document) -> str:
    return "\n".join(p.text for p in document.paragraphs)


def test_the_road_in_december_has_its_paragraph_footnotes_and_table():
    selection = of_corpus(ROAD)
    data = write(selection)
    document = docx.Document(io.BytesIO(data))
    told = paragraph(selection.collection, selection.events, selection.names)
    assert document.paragraphs[0].text.startswith("Between 1 and 31 December 2022")
    text = text_of(document)
    assert "In answer: Azerbaijan rejects the accusation" in text
    assert "The articles give no answer by Armenia." in text
    notes = footnotes(data)
    assert len(notes) == len(told.footnotes) + len(selection.events) and len(told.footnotes) >= 6
    assert references(data) == list(notes) == [str(n) for n in range(1, len(notes) + 1)]
    assert list(notes.values())[: len(told.footnotes)] == [n.text for n in told.footnotes]
    (table,) = document.tables
    assert len(table.rows) == len(selection.events) + 1
    titles = [row.cells[1].text for row in table.rows[1:]]
    assert titles == [event.title for event in selection.events]


def test_no_accusation_stands_in_the_table_without_its_other_side():
    selection = of_corpus(AUTUMN)
    threads = lookup_of(selection.collection).threads
    (table,) = docx.Document(io.BytesIO(write(selection))).tables
    says = {
        e.title: row.cells[4].text for e, row in zip(selection.events, table.rows[1:], strict=True)
    }
    accusing = [e for e in selection.events if threads.accused(e.event_id)]
    assert len(accusing) >= 10
    for event in accusing:
        side = says[event.title]
        told = side.split("The articles give no answer")[0]
        assert threads.silent(event.event_id) == () or "The articles give no answer by" in side
        assert not threads.heard(event.event_id) or told.count(". ") >= 1, event.event_id
    (fired,) = (e for e in accusing if e.event_id == "cc-0038")
    assert (
        "Armenia, on the fighting as a whole, accuses Azerbaijan over the violence"
        in says[fired.title]
    )


def test_a_note_on_an_article_as_a_whole_stands_with_the_article():
    text = text_of(docx.Document(io.BytesIO(write(of_corpus(AUTUMN)))))
    note = "Editors’ note on the article as a whole: The title speaks of a “second” conflict."
    assert text.count(note) == 1
    assert text.index("\nArticles\n") < text.index(note) < text.index("\nAbout this text\n")


def test_each_document_carries_its_terms():
    selection = of_corpus(AUTUMN)
    text = text_of(docx.Document(io.BytesIO(write(selection))))
    for words in (
        selection.sentence,
        selection.boundary_note,
        selection.version,
        selection.licences[0],
        "Exclusive Report of The Caucasus Center",
    ):
        assert words in text


def test_styles_and_separators_that_word_asks_for():
    data = write(of_corpus(ROAD))
    styles = {s.get(f"{W}styleId") for s in part(data, "styles").iter(f"{W}style")}
    assert {"FootnoteText", "FootnoteReference"} <= styles
    kinds = [n.get(f"{W}type") for n in part(data, "footnotes").iter(f"{W}footnote")]
    assert kinds[:2] == ["separator", "continuationSeparator"]
    named = part(data, "settings").find(f"{W}footnotePr")
    assert [n.get(f"{W}id") for n in named] == ["-1", "0"]
    header = part(data, "document").find(f".//{W}tr/{W}trPr/{W}tblHeader")
    assert header is not None


def test_properties_stand_in_the_order_of_the_schema():
    """Word calls a document damaged whose table properties stand in another order."""
    table = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    cell = ["tcW", "gridSpan", "shd"]
    run = ["rStyle", "rFonts", "b", "i", "color", "sz", "szCs", "vertAlign", "lang"]
    data = write(of_corpus(ROAD))
    for root in (part(data, "document"), part(data, "footnotes")):
        for name, order in (("tblPr", table), ("tcPr", cell), ("rPr", run)):
            for properties in root.iter(f"{W}{name}"):
                names = [child.tag.removeprefix(W) for child in properties]
                assert names == sorted(names, key=order.index), names


def test_nothing_found_is_said():
    document = docx.Document(io.BytesIO(write(of_corpus("q=nothingofthekind"))))
    assert "None of" in text_of(document) and not document.tables


def test_the_same_selection_gives_the_same_bytes():
    assert write(of_corpus(ROAD)) == write(of_corpus(ROAD))


def test_hostile_text_stays_text():
    collection = sample()
    event = replace(
        collection.events["cc-2"], title="<w:p/>&\x07\x00\ufffe <b>near Jermuk</b>\u202e"
    )
    collection = replace(collection, events={**collection.events, "cc-2": event})
    words = Description("1 of 9 events", "", ("<i>\x1b any time",))
    selection = Selection(collection, (event,), (), (), {}, {}, words, query="q=<i>")
    text = text_of(docx.Document(io.BytesIO(write(selection))))
    assert "<w:p/>&\ufffd\ufffd\ufffd <b>near Jermuk</b>\u202e" in text


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    path = folder / "road.docx"
    path.write_bytes(write(of_corpus(ROAD)))
    return path


def test_libreoffice_keeps_every_footnote(pages: Path, convert):
    again = convert(pages, "odt", pages.parent)
    with zipfile.ZipFile(again) as package:
        content = package.read("content.xml").decode()
    assert content.count('text:note-class="footnote"') == len(footnotes(pages.read_bytes()))
    assert convert(pages, "pdf", pages.parent).read_bytes().startswith(b"%PDF")
