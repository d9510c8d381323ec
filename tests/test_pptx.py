"""Slides as PowerPoint: read again by python-pptx, and by LibreOffice once."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from tries import tries

from geodash.domain.kinds import EventType, Kind, OwnKind
from geodash.domain.model import Event, PlaceRole, Status
from geodash.exchange.pptx import HEIGHT, STRIP, maps_of, notes_of, pptx_bytes
from geodash.exchange.pptx_fit import answer_text, fit, height, lines, shorten
from geodash.exchange.pptx_parts import PX
from geodash.geo.layers import GeoData
from geodash.views.palette import SECOND
from geodash.views.slide_words import brief
from geodash.views.slides import Frame, ListLine, Run, SlideAnswer, SlideView
from geodash.words.notes import BOUNDARY_NOTE

sys.path.insert(0, str(Path(__file__).parent))

DAY = (date(2022, 9, 13), date(2022, 9, 13))
CODED = "Jermuk, Goris and Sotk, according to the Armenian Defense Ministry"
EVENT = SlideView(
    "event",
    2,
    event_id="e-sotk",
    heading="Attacks near Jermuk, Goris and Sotk, says Armenia’s Defence Ministry",
    kind=Kind.VIOLENCE,
    one_sided=True,
    date="13 September 2022",
    date_note="year inferred",
    days=DAY,
    place="near Sotk",
    precision="Soft edge: within about 25 km of the town",
    passage=(Run("The attacks took place near "), Run(CODED, True), Run(", it is written.")),
    answers=(
        SlideAnswer("Azerbaijan, same article", "Armenian forces", "had even fired at posts"),
        SlideAnswer("Armenia,", "rejects that", "as it has been told", True),
    ),
    silent="The articles give no answer by Russia.",
    source="“Can Timely Diplomacy Avert a Conflict?” The Caucasus Center, 13–30 Sept 2022",
    citation="The Caucasus Center: Can Timely Diplomacy Avert a Conflict?, paragraph 3.",
    sentence="Events of September 2022, any kind",
    notes="Say this slowly.",
    frame=Frame(events=("e-sotk",), selected=("e-sotk",)),
)
LONG = SlideView(
    "event",
    3,
    event_id="e-long",
    heading="A statement that needs very many words " * 6,
    kind=Kind.ACCUSATION,
    date="11 December 2022",
    days=(date(2022, 12, 11), date(2022, 12, 11)),
    passage=(
        Run("Context before it. " * 60),
        Run("THE CODED WORDS", True),
        Run(" And after." * 80),
    ),
    answers=tuple(
        SlideAnswer(f"Party {i}", "says a great deal " * 30, "in its own words " * 30)
        for i in range(7)
    ),
    source="A source " * 12,
)
EVIL = "</a:t><script>alert(1)</script>&\x00\x0b\x1b\ud800\ufffe\u202e]]>{{7*7}}=cmd|' /C calc'!A0"
HOSTILE = SlideView(
    "event", 4, event_id=EVIL, heading=EVIL, kind=OwnKind(EVIL), date=EVIL, place=EVIL, silent=EVIL,
    passage=(Run(EVIL, True),), answers=(SlideAnswer(EVIL, EVIL, EVIL),), source=EVIL, notes=EVIL,
    citation=EVIL, sentence=EVIL, caution=EVIL, precision=EVIL,
)  # fmt: skip
DECK = (
    SlideView("title", 1, heading="Armenia and Azerbaijan", subtitle="What the articles say"),
    EVENT,
    LONG,
    SlideView("missing", reason="The event is gone."),
    HOSTILE,
    SlideView(
        "view", 5, heading="All events", sentence="Events, any kind", counts=((Kind.TALKS, "Talks", 9),),
        unlisted=tuple(
            ListLine((f"e{i}",), f"something long enough to need two lines on a slide, {i}", "13 Sept")
            for i in range(40)
        ),
    ),
    SlideView("closing", 6, heading="Sources", lines=("First article",), notices=("Version 1",)),
)  # fmt: skip
SOTK = Event(
    "e-sotk", "Attack near Sotk", *DAY, place_name="Sotk", latitude=40.2, longitude=45.86,
    where_prec=2, place_role=PlaceRole.SCENE, event_type=EventType.ASSAULT, status=Status.CLAIMED,
)  # fmt: skip


@pytest.fixture(scope="module")
def deck() -> bytes:
    return pptx_bytes(DECK, maps_of(GeoData(), {"e-sotk": SOTK}), title="Two sides")


@pytest.fixture(scope="module")
def pages(deck):
    return Presentation(io.BytesIO(deck)).slides


def words_on(page) -> str:
    return "\n".join(s.text_frame.text for s in page.shapes if s.has_text_frame)


def test_every_slide_but_the_missing_is_there(pages) -> None:
    assert len(pages) == len(DECK) - 1
    titles = [page.shapes.title.text_frame.text for page in pages]
    assert titles[0] == "Armenia and Azerbaijan" and titles[1] == EVENT.heading
    assert all(titles)
    assert "2 / 6" in words_on(pages[1])


def test_a_slide_says_when_where_what_who_answers_and_who_wrote_it(pages) -> None:
    text = words_on(pages[1])
    for part in (
        "13 September 2022 (year inferred) · near Sotk",
        "".join(r.text for r in EVENT.passage),
        "Azerbaijan, same article: Armenian forces: “had even fired at posts”",
        "Armenia, rejects that: “as it has been told”",
        "The articles give no answer by Russia.",
        EVENT.source,
        "Borders approximate; no endorsement implied",
    ):
        assert part in text, part


def test_the_coded_words_are_underlined_and_nothing_else(pages) -> None:
    runs = [
        r
        for s in pages[1].shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for r in p.runs
    ]
    assert [r.text for r in runs if r.font.underline] == [CODED]
    # The rest of its sentence recedes.
    second, box = (
        RGBColor.from_string(SECOND.removeprefix("#")),
        next(
            p.runs
            for s in pages[1].shapes
            if s.has_text_frame
            for p in s.text_frame.paragraphs
            if CODED in [r.text for r in p.runs]
        ),
    )
    assert {r.text == CODED: r.font.color.rgb == second for r in box} == {True: False, False: True}


def test_the_map_is_a_picture_with_words_for_it(pages) -> None:
    pictures = [s for s in pages[1].shapes if s.shape_type == 13]
    assert len(pictures) == 1
    described = pictures[0]._element.xpath(".//p:cNvPr/@descr")[0]
    assert "near Sotk" in described and "Borders approximate" in described
    assert Image.open(io.BytesIO(pictures[0].image.blob)).size == (1200, 1245)
    assert not [s for s in pages[2].shapes if s.shape_type == 13]  # no event, no map


def test_the_notes_hold_all_that_was_cut_and_the_sources(pages) -> None:
    notes = pages[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Say this slowly.")
    for part in (EVENT.citation, EVENT.sentence, BOUNDARY_NOTE, CODED):
        assert part in notes
    full = pages[2].notes_slide.notes_text_frame.text
    assert "Context before it. " * 59 in full and "Party 6" in full
    assert "… " in words_on(pages[2]) and "THE CODED WORDS" in words_on(pages[2])
    assert notes_of(DECK[5]).count("13 Sept:") == 40


def test_a_note_in_sight_stands_once_in_the_notes() -> None:
    seen, other = "“No answer”: the ministry rejected it.", "“Losses”: these are one side’s."
    notes = notes_of(replace(EVENT, editors=(seen, other), in_sight=("The ministry rejected it.",)))
    assert notes.count("inistry rejected it.") == 1 and f"Editors’ note: {other}" in notes


def test_the_boundary_note_stands_in_full_on_the_last_slide(pages) -> None:
    assert BOUNDARY_NOTE in words_on(pages[5]) and "1. First article" in words_on(pages[5])


def test_hostile_text_is_only_text(pages) -> None:
    text = words_on(pages[3])
    assert "<script>alert(1)</script>" in text
    assert not any(c in text for c in "\x00\x0b\x1b\ud800\u202e")


def test_nothing_leaves_its_slide_or_runs_into_the_strip(pages) -> None:
    for page in pages:
        for shape in page.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= 1920 * PX
            if shape.top < (HEIGHT - STRIP) * PX:
                assert shape.top + shape.height <= (HEIGHT - STRIP) * PX, shape.text_frame.text


def test_the_strips_axis_holds_all_days_of_an_uncertain_event() -> None:
    wide = (date(2022, 1, 1), date(2022, 9, 30))
    made = Presentation(io.BytesIO(pptx_bytes([replace(EVENT, days=wide), EVENT])))
    strip = [s for s in made.slides[0].shapes if s.top >= (HEIGHT - STRIP) * PX]
    assert {"Jan 2022", "Sept 2022"} <= {s.text_frame.text for s in strip if s.has_text_frame}
    (bar,) = (s for s in strip if s.height == 8 * PX)
    (axis,) = (s for s in strip if s.shape_type == MSO_SHAPE_TYPE.LINE)
    ends = (bar.left - axis.left, axis.left + axis.width - bar.left - bar.width)
    assert all(0 <= end <= 20 * PX for end in ends)


def test_libreoffice_reads_every_slide(deck, convert, tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("office")
    path = folder / "deck.pptx"
    path.write_bytes(deck)
    pdf = pypdfium2.PdfDocument(convert(path, "pdf", folder))
    assert len(pdf) == len(DECK) - 1
    text = pdf[1].get_textpage().get_text_range()
    assert "year inferred" in text and "Armenian forces" in text
    # The map takes the left half: land and sea, not paper.
    picture = pdf[1].render(scale=0.5).to_pil().convert("RGB")
    left = picture.crop((10, 10, picture.width // 2 - 10, picture.height * 8 // 10))
    assert len(left.getcolors(maxcolors=left.width * left.height)) > 300
    pdf.close()


def test_no_slides_make_a_file_all_the_same() -> None:
    assert len(Presentation(io.BytesIO(pptx_bytes([]))).slides) == 0


texts = st.text(max_size=300)
slides = st.builds(
    SlideView,
    st.just("event"),
    event_id=st.just("e"),
    heading=texts,
    date=texts.map(lambda t: t[:40]),
    place=texts.map(lambda t: t[:80]),
    passage=st.lists(st.builds(Run, texts, st.booleans()), max_size=12).map(tuple),
    answers=st.lists(st.builds(SlideAnswer, texts, texts, texts, st.booleans()), max_size=5).map(
        tuple
    ),
    source=texts.map(lambda t: t[:200]),
)


@given(slides)
@settings(max_examples=tries(60))
def test_words_are_cut_from_the_text_and_keep_what_is_coded(slide) -> None:
    words = fit(slide, 850, 932)
    whole = "".join(r.text for r in slide.passage)
    shown = "".join(r.text for r in words.passage).removeprefix("… ").removesuffix(" …")
    assert shown in whole
    assert words.cut or (words.passage, words.answers) == (slide.passage, slide.answers)


@given(st.lists(st.builds(Run, texts, st.booleans()), max_size=12), st.integers(20, 400))
@settings(max_examples=tries(150))
def test_a_brief_passage_is_short_and_begins_with_its_coded_words(runs, most) -> None:
    kept = brief(runs, most)
    assert sum(len(r.text) for r in kept) <= 2 * most + 4
    coded = [r for r in runs if r.coded and r.text]
    if coded:
        assert any(r.coded for r in kept)
        if kept != tuple(runs):
            assert next(r for r in kept if r.text != "… ").coded


def test_no_reply_is_cut_where_its_claim_stands_whole() -> None:
    """On a slide too full for all of it, our words give way, and then the passage; no quotation."""
    replies = tuple(
        SlideAnswer(
            f"{who}, same article,", f"says {'so ' * 20}", "What they say of it. " * 11, True
        )
        for who in ("Armenia", "Azerbaijan")
    )
    passage = (Run("What came before. " * 10), Run("The claim as it was coded. " * 8, True))
    slide = SlideView("event", event_id="e", heading="A claim", passage=passage, answers=replies)
    words = fit(slide, 850, 932)
    assert words.words == "theirs" and words.answers == replies
    assert [answer_text(a, words.words) for a in words.answers] == [
        f"{a.voice.rstrip(',')}: “{a.quote}”" for a in replies
    ]


def test_answers_are_set_smaller_before_they_are_cut_and_then_at_clauses() -> None:
    """Each stands whole in ours or theirs as long as any type holds it; what is left out is counted."""
    texts = {f"say {n}, and this is why they say it as they do, and how": n for n in range(5)}
    answers = tuple(SlideAnswer(f"Party {n}", text, text, True) for text, n in texts.items())
    passage = (Run("The claim as it was coded, in full. " * 8, True),)
    slide = SlideView("event", event_id="e", heading="A claim", passage=passage, answers=answers)
    for high in (932, 800, 700, 600):
        words = fit(slide, 850, high)
        assert words.answers == answers and not words.rest
    long = tuple(replace(a, text=f"{a.text}; they go on " + "so on and on " * 40) for a in answers)
    words = fit(replace(slide, answers=long), 850, 330)
    assert words.left_out and words.rest.endswith("more answers stand in the notes.")
    assert words.left_out + len(words.answers) == len(long)
    assert all(
        a.text.endswith("…") or a.text == b.text for a, b in zip(words.answers, long, strict=False)
    )
    for answer in words.answers:
        kept = answer.text.removesuffix(" …")
        (whole,) = (a.text for a in long if a.voice == answer.voice)
        assert whole.startswith(kept) and whole[len(kept)] in ",;"


def test_texts_are_measured_and_shortened() -> None:
    assert lines("word " * 100, 40, 850) > lines("word " * 100, 20, 850) > 1
    assert lines("x" * 500, 40, 850) > 5
    assert height("", 40, 850) == 0
    assert shorten("one two three four", 12) == "one two…"
    assert answer_text(SlideAnswer("Greece", "rejects it")) == "Greece: rejects it"
    said = SlideAnswer("Greece, same article,", "rejects it", "absurd", True)
    assert answer_text(said) == "Greece, same article, rejects it: “absurd”"
    assert answer_text(said, "theirs") == "Greece, same article: “absurd”"
    assert answer_text(said, "ours") == "Greece, same article, rejects it"
