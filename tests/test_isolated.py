"""Words from right to left within our sentences: isolated, in Python, on pages and in Word alike."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from export_kit import cut
from hypothesis import given
from hypothesis import strategies as st

from geodash.collection import load
from geodash.exchange import docx_
from geodash.exchange.report import write as report
from geodash.views.card.panel import panel_card
from geodash.views.cite import cite
from geodash.words.isolated import balanced, begins_right, directed, isolated, leans_right
from geodash.words.texts import quoted

PERSIAN, HEBREW, URDU = "گزارش «ساختگی» (۱۲ دسامبر)", "שלום (1921)", "اسلام آباد"
MIXED = st.text("abc אבגד ابپ 123۱۲۳ ()«».,:⁨⁩⁦‮ ", max_size=40)


def test_every_letter_written_from_the_right_is_known() -> None:
    letters = map(chr, range(0x20000))  # there are none beyond
    right = [c for c in letters if unicodedata.bidirectional(c) in ("R", "AL", "AN")]
    assert len(right) > 1000 and all(map(leans_right, right))
    assert not leans_right("“Só” – e’") and not leans_right("\u0301\u20ac")


@pytest.mark.parametrize("text", [PERSIAN, HEBREW, URDU])
def test_only_what_runs_from_the_right_is_isolated(text: str) -> None:
    assert isolated(text) == f"⁨{text}⁩" == isolated(isolated(text))
    assert quoted(text) == f"“⁨{text}⁩”"
    assert isolated("Goris (1921)") == "Goris (1921)" and quoted("Đà") == "“Đà”"
    assert begins_right(text) and not begins_right(f"⁨{text}⁩, 1 June")
    assert list(directed(f"In {text} it was.")) == [("In ", False), (text, True), (" it was.", False)]  # fmt: skip
    assert list(directed(f"In {isolated(text)} it was.")) == [("In ", False), (f"⁨{text}⁩", True), (" it was.", False)]  # fmt: skip


@given(MIXED)
def test_no_mark_of_direction_reaches_what_follows(text: str) -> None:
    for made in (isolated(text), balanced(text)):
        depth = 0
        for c in made:
            depth += {"⁦": 1, "⁧": 1, "⁨": 1, "⁩": -1}.get(c, 0)
            assert depth >= 0
        assert depth == 0
    assert not re.search("[‪-‮⁦⁧]", balanced(text))
    if re.search("[‪-‮א-ת]", text):
        assert isolated(text)[0] == "⁨" and isolated(text)[-1] == "⁩"
    assert "".join(piece for piece, _ in directed(text)) == text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from collection_kit import ACTORS, ARTICLE, EVENT, MENTION, make, table

    body = f"Made up. {PERSIAN} در تهران. {HEBREW}."
    article = ARTICLE.replace('"On the Road"', f'"{PERSIAN}"').replace("On Monday", f"{body} On Monday")  # fmt: skip
    event = EVENT | {"title": PERSIAN, "place_name": "تهران", "actors": "crowd", "event_id": "e1"}
    return make(
        tmp_path_factory.mktemp("right"),
        events=table("events", event),
        mentions=table("mentions", MENTION | {"quote": PERSIAN}),
        links=table("links"),
        actors=table("actors", ACTORS[2] | {"name": URDU}),
        article=article,
    )


def test_a_citation_runs_from_the_left(folder: Path) -> None:
    text = cite(load(folder), "e1").text
    assert not begins_right(text)
    assert text.startswith(f"“⁨{PERSIAN}⁩”, Example Press, ")
    assert text.count("⁨") == text.count("⁩") == 2


def test_the_card_has_our_words_from_the_left_and_theirs_apart(folder: Path) -> None:
    html = panel_card(load(folder), "e1")["html"]
    assert re.search(r'<p class="gd-source"(?![^>]*dir="auto")', html)
    assert f"“⁨{PERSIAN}⁩”" in html
    assert "⁨near تهران⁩" in html or "⁨تهران⁩" in html
    for line in re.findall(r"<(?:dd|p class=\"gd-(?:source|box-text))[^>]*>", html):
        assert 'dir="auto"' not in line


def test_the_report_isolates_titles_names_and_quotes(folder: Path) -> None:
    html = report(cut(folder), None).decode()
    cited = re.search(r'<p class="cite"([^>]*)>([^<]*)', html)
    assert cited and 'dir="auto"' not in cited[1] and f"“⁨{PERSIAN}⁩”" in cited[2]


def test_word_marks_their_runs(folder: Path) -> None:
    document = docx.Document(io.BytesIO(docx_.write(cut(folder))))
    runs = [*document.element.iter(qn("w:r"))]
    marked = ["".join(t.text or "" for t in r.iter(qn("w:t"))) for r in runs if r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None]  # fmt: skip
    assert any("تهران" in t for t in marked) and any(URDU in t for t in marked)
    for run in runs:
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        assert leans_right(text) == (text in marked), text
    notes = document.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    ).blob.decode()
    assert "<w:rtl/>" in notes


def test_a_slide_runs_as_its_words_do() -> None:
    from pptx import Presentation

    from geodash.exchange.pptx_parts import Style, text_box

    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    mine = f"In ⁨{PERSIAN}⁩ it was."
    text_box(page, (0, 0, 900, 200), [[(PERSIAN, Style(30))], [(mine, Style(30))]])
    theirs, ours = page.shapes[0].text_frame.paragraphs
    assert theirs._p.pPr.get("rtl") == "1" and ours._p.pPr.get("rtl") is None
    assert ours.text == mine
