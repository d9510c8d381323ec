"""Slides: the words of the card, in order, numbered, with what is gone left out and said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
import shipped_sample
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.domain.briefing import Briefing, Slide
from geodash.domain.model import Collection
from geodash.exchange.pptx import notes_of
from geodash.exchange.pptx_fit import fit
from geodash.query import Filter, Store
from geodash.views.card.panel import panel_card
from geodash.views.slide_builder import MOST_SLIDES, SlideBuilder
from geodash.views.slides import SlideView
from geodash.words.notes import BOUNDARY_NOTE

ROOT = Path(__file__).resolve().parents[1]
ATTACKS, REPLY, GONE = "cc-0040", "cc-0071", "cc-9999"


def builder_of(collection: Collection) -> SlideBuilder:
    geodata = shipped_sample.geodata()
    store = Store(collection, geodata.gazetteer, geodata.areas)
    return SlideBuilder(collection, store, areas=geodata.areas, notices=[BOUNDARY_NOTE])


@pytest.fixture(scope="module")
def collection() -> Collection:
    return shipped_sample.corpus()


@pytest.fixture(scope="module")
def builder(collection: Collection) -> SlideBuilder:
    return builder_of(collection)


@pytest.fixture(scope="module")
def of_events(builder: SlideBuilder, collection: Collection) -> dict[str, SlideView]:
    """The slide of each event."""
    return {event_id: builder.slide_of_event(event_id) for event_id in collection.events}


def briefing(*views: str, **more: str) -> Briefing:
    return Briefing("b", "Title", "Subtitle", tuple(Slide(v, **more) for v in views))


def test_the_attacks_of_13_september_read_like_the_mock_up(builder: SlideBuilder) -> None:
    slide = builder.slide_of_event(ATTACKS)
    assert (slide.date, slide.date_note) == ("13 September 2022", "inferred")
    assert slide.place == "near Jermuk, Goris, Sotk"
    assert slide.precision == "Soft edge = “near”: within about 25 km of the town"
    assert "".join(r.text for r in slide.passage).startswith("The attacks took place near three")
    first, *more = slide.answers
    # Its statement in defence answers the mortar fire alone; the words of both sides are no one's own.
    assert first.voice == "Azerbaijan, same article, on the fighting as a whole,"
    assert first.text.startswith("accuses Armenia over the violence") and not first.quote
    assert not any("defends this move" in answer.quote for answer in slide.answers)
    assert slide.silent == "On this point the articles give no separate answer by Azerbaijan."
    losses = "has acknowledged damage to its military installations"
    assert any(answer.quote.startswith(losses) for answer in more)
    assert slide.source.endswith("13–15 Sept 2022 (date inferred)")


def test_a_slide_says_what_the_card_says(builder: SlideBuilder, collection: Collection) -> None:
    for event_id in collection.events:
        slide = builder.slide_of_event(event_id)
        text = panel_card(collection, event_id, builder.names)["text"]
        assert "".join(r.text for r in slide.passage) == text["passage"]
        assert slide.silent == text["no_answer"]
        assert slide.citation == text["cite"]


def test_every_event_that_accuses_somebody_shows_an_answer_or_that_there_is_none(
    builder: SlideBuilder, of_events: dict[str, SlideView]
) -> None:
    for event_id, slide in of_events.items():
        if builder.lookup.threads.accused(event_id):
            assert slide.answers or slide.silent, event_id


def test_an_answer_shows_what_it_answers(builder: SlideBuilder) -> None:
    slide = builder.slide_of_event(REPLY)
    # All that it answers, a line each; who speaks is said once.
    assert [a.voice for a in slide.answers] == ["In answer to", "", "", "", ""]
    assert all(a.asked and not a.quote for a in slide.answers)
    assert slide.answers[0].text.startswith("Türkiye")
    # Azerbaijan's statement answers the fire; Armenia speaks of the fighting as a whole.
    told = [(a.text, a.voice) for a in builder.slide_of_event("cc-0116").answers]
    assert told[0] == (collection_title(builder, "cc-0036"), "In answer to")
    assert [voice for _, voice in told[1:]] == [
        "About",
        "",
        "",
        "Armenia, same article, on the fighting as a whole,",
    ]


def test_a_statement_says_what_it_is_about_on_either_side(builder: SlideBuilder) -> None:
    """By its title alone where it is answered; an accusation in turn is no answer."""
    for statement in ("cc-0061", "cc-0068", "cc-0116"):
        about = [a for a in builder.slide_of_event(statement).answers if a.asked]
        assert "About" in [a.voice for a in about], statement
        assert not any(a.quote for a in about if a.voice != "In answer to"), statement
    # Of two passages one alone would drop that Greece is ready to defend its sovereignty.
    (reply,) = (a for a in builder.slide_of_event("cc-0067").answers if not a.asked)
    assert "ready to defend its sovereignty" in reply.text and not reply.quote
    turned = builder.slide_of_event("cc-0119").answers
    assert "In turn for" in [a.voice for a in turned]
    assert "In answer to" not in [a.voice for a in turned]


def test_the_countries_that_a_view_asks_for_are_named_alike(builder: SlideBuilder) -> None:
    """Also on the slide of an event of one of them: no map names one of the two in full and one by its code."""
    alone = builder.slide(Slide("event=cc-0016")).frame
    asked = builder.slide(Slide("actor=ARM&actor=azerbaijan&event=cc-0016")).frame
    assert "ARM" not in alone.parties and {*asked.parties} == {*alone.parties, "ARM"}
    # So does each page of its list.
    for page in builder.pages(Slide("actor=GRC&actor=TUR&article=aegean-simmering")):
        assert {"GRC", "TUR"} <= {*page.frame.parties}


def test_third_parties_are_heard_all_or_named_all(builder: SlideBuilder) -> None:
    fighting = builder.slide_of_event("cc-0033")
    assert [a.voice for a in fighting.answers] == [
        "Armenia, same article,",
        "Azerbaijan, same article,",
    ]
    names = "European Union, France, Russia, Türkiye and United States"
    assert fighting.others == f"Others who speak of it in the articles: {names}."
    blockade = builder.slide_of_event("cc-0001")
    assert [a.voice.split(",")[0] for a in blockade.answers] == ["Armenia", "Azerbaijan", "Russia"]
    assert blockade.others == ""


def test_no_answer_repeats_words_of_the_passage(builder: SlideBuilder) -> None:
    fighting = builder.slide_of_event("cc-0033")
    assert "each accusing the other" in "".join(r.text for r in fighting.passage)
    assert [a.quote for a in fighting.answers] == ["", ""]


def test_replies_are_quoted_whole(of_events: dict[str, SlideView], collection: Collection) -> None:
    said = {m.quote for m in collection.mentions}
    for slide in of_events.values():
        for answer in slide.answers:
            for piece in answer.quote.split(" … "):
                assert any(piece in " ".join(q.split()) for q in said)


def test_no_answer_is_cut_on_a_slide_of_powerpoint(of_events: dict[str, SlideView]) -> None:
    for event_id, slide in of_events.items():
        words = fit(slide, 850, 932)
        assert (words.answers, words.rest) == (slide.answers, ""), event_id
        assert words.words != "ours", event_id


def test_a_figure_of_one_side_alone_is_called_that(builder: SlideBuilder) -> None:
    slide = builder.slide_of_event(ATTACKS)
    later = "for what was said later, see the editors’ notes"
    assert slide.figures == f"The article gives no figure for Azerbaijan; {later}."
    assert any("Armenia more than 200" in note for note in slide.editors)
    assert builder.slide_of_event(REPLY).figures == ""


def test_notes_on_an_article_as_a_whole_stand_on_the_closing_slide(builder: SlideBuilder) -> None:
    closing = builder.slides(briefing(f"event={ATTACKS}"))[-1]
    (note,) = closing.editors
    assert note.startswith(
        "“Can Timely Diplomacy Avert a Second Armenia-Azerbaijan Conflict?” as a whole. "
    )
    assert f"Editors’ note: {note}" in notes_of(closing)
    assert builder.slides(briefing("event=cc-0071"))[-1].editors == ()


def test_acts_of_which_an_article_accuses_somebody_say_who_is_silent(
    builder: SlideBuilder,
) -> None:
    assert builder.slide_of_event("cc-0114").silent == "The articles give no answer by Spain."


def collection_title(builder: SlideBuilder, event_id: str) -> str:
    return builder.collection.events[event_id].title


def test_title_and_closing_frame_the_slides(builder: SlideBuilder) -> None:
    slides = builder.slides(briefing(f"event={ATTACKS}", "kind=pressure&article=aegean-simmering"))
    assert [role for role, _ in groupby(s.role for s in slides)] == [
        "title",
        "event",
        "view",
        "closing",
    ]
    assert [s.number for s in slides] == list(range(1, len(slides) + 1))
    title, *_, closing = slides
    assert (title.heading, title.subtitle) == ("Title", "Subtitle")
    assert "from one publisher, The Caucasus Center, published between" in title.sentence
    assert len(title.lines) == len(closing.lines) > 1
    assert BOUNDARY_NOTE in closing.notices
    assert any("collection version" in text for text in closing.notices)
    credits = " ".join(closing.lines)
    assert "Any form of its republishing need credit" in credits


def test_what_is_gone_is_said_and_left_out_of_the_count(builder: SlideBuilder) -> None:
    slides = builder.slides(
        briefing(
            f"event={GONE}", f"event={ATTACKS}", "actor=narnia", "from=1066-01-01&to=1066-12-31"
        )
    )
    assert [s.role for s in slides] == [
        "title",
        "missing",
        "event",
        "missing",
        "missing",
        "closing",
    ]
    assert [s.number for s in slides] == [1, 0, 2, 0, 0, 3]
    reasons = [s.reason for s in slides if s.role == "missing"]
    assert GONE in reasons[0]
    assert "narnia" in reasons[1]
    assert reasons[2] == "No event passes this view."


def test_a_withdrawn_event_is_missing_with_its_correction(collection: Collection) -> None:
    wrong = replace(
        collection.events[ATTACKS], withdrawn=date(2026, 1, 2), note="It was counted twice."
    )
    changed = replace(collection, events={**collection.events, ATTACKS: wrong})
    slide = builder_of(changed).slides(briefing(f"event={ATTACKS}"))[1]
    assert slide.role == "missing"
    assert "withdrawn on 2026-01-02. It was counted twice." in slide.reason
    assert not slide.passage


def test_headings_notes_and_frames_of_a_briefing_are_kept(builder: SlideBuilder) -> None:
    slide = builder.slides(
        briefing(f"event={ATTACKS}&map=8.5/39.8/46.1", heading="Mine", notes="Slowly.")
    )[1]
    assert (slide.heading, slide.notes) == ("Mine", "Slowly.")
    assert slide.title.startswith("Attacks near Jermuk")
    assert (slide.frame.zoom, slide.frame.center) == (8.5, (39.8, 46.1))
    assert slide.frame.bounds is None, "a picture would show these instead"


@pytest.mark.parametrize("text", ["8", "x/y/z", "99/0/0", "5/nan/3", "5/0/999", "inf/1/1"])
def test_a_map_that_is_none_leaves_the_frame(builder: SlideBuilder, text: str) -> None:
    slide = builder.slides(briefing(f"event={ATTACKS}&map={text}"))[1]
    assert slide.frame.zoom is None
    assert slide.frame.bounds is not None


def test_a_view_counts_and_lists_what_its_sentence_counts(builder: SlideBuilder) -> None:
    slides = builder.slides(briefing("from=2022-09-01&to=2022-09-30&actor=ARM"))[1:-1]
    counted = int(slides[0].sentence.split()[0])
    assert sum(n for _, _, n in slides[0].counts) == counted
    told = [i for s in slides for line in (*s.rows, *s.unlisted) for i in line.events]
    assert told == [i for s in slides for i in s.frame.events]
    assert len(told) == counted


def test_marks_lie_within_their_frame(
    of_events: dict[str, SlideView], collection: Collection
) -> None:
    for event_id, slide in of_events.items():
        event = collection.events[event_id]
        if event.point is None or slide.frame.bounds is None:
            continue
        west, south, east, north = slide.frame.bounds
        for i in slide.frame.events[1:] or slide.frame.events:
            one = collection.events[i]
            if one.point:
                assert west <= one.point.longitude <= east, event.event_id
                assert south <= one.point.latitude <= north, event.event_id


def test_a_filter_becomes_a_briefing_in_time_order(builder: SlideBuilder) -> None:
    f, _ = Filter.from_params("from=2022-09-01&to=2022-09-30&actor=ARM", builder.store.vocabulary)
    made, left = builder.briefing_of_filter(f)
    slides = builder.slides(made)[1:-1]
    assert left == 0
    assert all(s.role == "event" for s in slides)
    days = [s.days[0] for s in slides if s.days]
    assert days == sorted(days)
    ids = [s.event_id for s in slides]
    assert ATTACKS in ids
    assert "cc-0041" not in ids, "the same words tell it as a part"
    assert made.subtitle == str(builder.store.describe(f))


def test_a_long_filter_is_cut_and_says_so(builder: SlideBuilder) -> None:
    made, left = builder.briefing_of_filter(Filter(background=True))
    assert len(made.slides) == MOST_SLIDES
    assert left > 0
    assert f"The first {MOST_SLIDES} have a slide each, {left} more have none." in made.subtitle


@settings(max_examples=tries(60))
@given(views=st.lists(st.text(max_size=120), max_size=4), heading=st.text(max_size=50))
def test_no_text_breaks_a_briefing(builder: SlideBuilder, views: list[str], heading: str) -> None:
    slides = builder.slides(briefing(*views, heading=heading))
    assert (slides[0].role, slides[-1].role) == ("title", "closing")
    # A list goes on on as many slides as it needs.
    assert len({s.view for s in slides[1:-1]}) <= len(views) <= len(slides) - 2
    shown = [s.number for s in slides if s.role != "missing"]
    assert shown == list(range(1, len(shown) + 1))
