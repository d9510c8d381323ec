"""Lists on slides: an accusation beside its answer, one line a speaker, on as many pages as they need."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import shipped_sample

from geodash.domain.briefing import Briefing, Slide
from geodash.domain.model import Collection, Relation
from geodash.query import Store
from geodash.views.card.content import card_of
from geodash.views.card.short import short_reply
from geodash.views.places import place_label
from geodash.views.slide_builder import SlideBuilder
from geodash.views.slide_lists import MOST_LISTED, pages
from geodash.views.slides import ListLine, SlideView

ROOT = Path(__file__).resolve().parents[1]
AEGEAN = "from=2022-09-01&to=2022-09-30&actor=GRC&actor=TUR&article=aegean-simmering"
AUTUMN = "from=2022-08-01&to=2022-12-31&actor=ARM&actor=AZE"
WINDOW = "from=2022-09-13&to=2022-09-15&article=timely-diplomacy"
SPEAKERS = f"{WINDOW}&actor=eu&actor=france&actor=turkiye&actor=united-states&side=by"
DISMISSAL = "Greece dismisses Türkiye’s accusations and says it is ready to defend its sovereignty."
CONCERNS = (
    "Greece: Greek concerns over islands valid given nearby Turkish coast and forces."
    # It charges Türkiye in passing.
    " The articles give no answer by Türkiye."
)


@pytest.fixture(scope="module")
def collection() -> Collection:
    return shipped_sample.corpus()


@pytest.fixture(scope="module")
def builder(collection: Collection) -> SlideBuilder:
    geodata = shipped_sample.geodata()
    return SlideBuilder(collection, Store(collection, geodata.gazetteer, geodata.areas))


def shown(builder: SlideBuilder, view: str) -> list[SlideView]:
    return builder.slides(Briefing("b", "T", "", (Slide(view),)))[1:-1]


def replies(slides: list[SlideView]) -> dict[str, str]:
    """What stands below each event, be it its own line's or that of the lines after it."""
    found, below = {}, ""
    for line in reversed([line for slide in slides for line in slide.rows]):
        below = line.reply if line.replies_to else below
        found.update(dict.fromkeys(line.events, below))
    return found


def test_every_accusation_in_a_list_has_its_answer_or_the_line_that_there_is_none(
    builder: SlideBuilder,
) -> None:
    slides = shown(builder, AEGEAN)
    below = replies(slides)
    threads = builder.lookup.threads
    accusing = [i for i in below if threads.accused(i)]
    assert len(accusing) >= 8
    for event_id in accusing:
        assert below[event_id], event_id
        for party in threads.silent(event_id):
            assert f"no answer by {builder.collection.actors[party].name}" in below[event_id]
    # What only the editors’ notes have of an answer stands beside it, Türkiye’s as Greece’s.
    none = "The articles give no answer by Türkiye. Editors’ note:"
    told = "Told in answer to “Greece militarises islands in the Aegean, says Türkiye”. "
    assert below["cc-0073"].startswith(f"{told}{none} On islands’ forces: by 1947 both")
    for event_id in ("cc-0074", "cc-0119"):
        assert below[event_id].startswith(f"{none} Türkiye recognises six nautical miles")
        assert "flights in international air" in below[event_id]
    # Both answers of Greece, the dismissal first.
    assert below["cc-0063"].startswith(
        f"{DISMISSAL} {CONCERNS} Editors’ note: 1923 bars naval bases"
    )
    assert "“in full sovereignty”, “shall remain demilitarised”" in below["cc-0063"]
    assert below["cc-0067"].startswith(f"{DISMISSAL} Editors’ note: Sovereignty depends on")
    assert below["cc-0068"].startswith(f"{DISMISSAL} {CONCERNS} Editors’ note: ")
    assert "Greece answered that it would tell allies" in below["cc-0068"]
    # Nobody is accused; who says nothing on it, the note tells.
    assert below["cc-0081"].startswith("The articles give no word on it by Greece. Editors’ note: ")
    # Of a reply: that no more is said; and an accusation in it has its own line.
    assert (
        "“Heavy Turkish military deployment near Kos and Rhodes, says Greece”" in below["cc-0072"]
    )
    assert below["cc-0071"] == "The articles give no further word on it by Türkiye."


def test_offers_and_calls_to_two_sides_have_the_same_line(builder: SlideBuilder) -> None:
    slides = [*shown(builder, f"{SPEAKERS}&kind=accusation")]
    slides += shown(builder, f"{WINDOW}&actor=eu&actor=russia&actor=turkiye&side=by&kind=talks")
    below = replies(slides)
    for event_id in ("cc-0048", "cc-0050", "cc-0052", "cc-0053", "cc-0054", "cc-0059"):
        assert "by Armenia or Azerbaijan." in below[event_id]


def test_a_date_that_was_worked_out_says_so(builder: SlideBuilder) -> None:
    whens = [line.when for slide in shown(builder, AEGEAN) for line in slide.rows if line.when]
    assert "3 Sept 2022 (year inferred)" in whens
    assert all("inferred)" in when for when in whens)


def test_an_answer_to_several_in_a_row_stands_once_and_says_to_how_many(
    builder: SlideBuilder,
) -> None:
    lines = [line for slide in shown(builder, AEGEAN) for line in slide.rows]
    at = next(n for n, line in enumerate(lines) if line.replies_to == 2)
    assert lines[at].reply.startswith(f"To both: {DISMISSAL} Editors’ note: ")
    assert (lines[at - 1].reply, lines[at - 1].replies_to) == ("", 0)
    view = "from=2022-09-13&to=2022-09-13&actor=ARM&kind=violence"
    lines = [line for slide in shown(builder, view) for line in slide.rows]
    at = next(n for n, line in enumerate(lines) if line.replies_to == 2)
    assert lines[at].reply.startswith("To both: Azerbaijan, on the fighting as a whole, accuses")
    # One of the two is three places of one sentence.
    assert [len(line.events) for line in lines[at - 1 : at + 1]] == [3, 1]
    assert (lines[at - 1].reply, lines[at - 1].replies_to) == ("", 0)


def test_more_answers_than_can_be_named_are_counted(collection: Collection) -> None:
    said, link = collection.events["cc-0072"], next(k for k in collection.links)
    more = [replace(said, event_id=f"x-{n}", title=f"Greece says {n}") for n in range(3)]
    links = [
        replace(link, from_event=e.event_id, to_event="cc-0063", relation=Relation.RESPONDS_TO)
        for e in more
    ]
    events = {**collection.events, **{e.event_id: e for e in more}}
    fuller = replace(collection, events=events, links=(*collection.links, *links))
    assert short_reply(card_of(fuller, "cc-0063")).startswith(
        f"{DISMISSAL} {CONCERNS} Greece says 0. And 2 more answers by Greece. Editors’ note: "
    )


def test_a_longer_list_goes_on_on_the_next_slide_in_the_same_frame(builder: SlideBuilder) -> None:
    slides = shown(builder, AEGEAN)
    assert len(slides) > 2
    parts = [s.heading.rsplit("(")[-1] for s in slides]
    assert parts == [f"{n} of {len(slides)})" for n in range(1, len(slides) + 1)]
    assert len({s.frame.bounds for s in slides}) == 1
    for slide in slides:
        assert [i for line in slide.rows for i in line.events] == list(slide.frame.events)
        assert slide.rows[0].when
    # Kinds are counted once, for all of them.
    assert [bool(s.counts) for s in slides] == [True, *[False] * (len(slides) - 1)]
    ids = [i for slide in slides for i in slide.frame.events]
    assert len(ids) == len(set(ids)) == int(slides[0].sentence.split()[0])


def test_a_long_list_has_as_many_slides_as_it_needs_with_place_and_answer(
    builder: SlideBuilder,
) -> None:
    slides = shown(builder, AUTUMN)
    assert len(slides) > 6
    lines = [line for slide in slides for line in slide.rows]
    told = [i for line in lines for i in line.events]
    assert len(told) == len(set(told)) == int(slides[0].sentence.split()[0])
    # Three places of one side's sentence are one line, as the other side's would be.
    (joined,) = (line for line in lines if len(line.events) > 1)
    assert joined.events == ("cc-0041", "cc-0042", "cc-0043")
    assert joined.told.endswith(
        "says Armenia’s Defence Ministry · three events, told in one sentence"
    )
    for line in lines:
        if line is joined:
            continue
        (event_id,) = line.events
        event = builder.collection.events[event_id]
        where = place_label(event, builder.names).removeprefix("near ").removeprefix("about ")
        assert line.place or where.removesuffix(" province") in event.title, event_id
        assert event.title in line.told and "more" not in line.told
    below = replies(slides)
    assert all(below[i] for i in told if builder.lookup.threads.accused(i))


def test_a_list_that_nobody_goes_through_is_told_in_numbers_and_its_lines_are_in_the_notes(
    builder: SlideBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(builder.collection.events) < MOST_LISTED
    monkeypatch.setattr("geodash.views.slide_builder.MOST_LISTED", 40)
    (slide,) = shown(builder, AUTUMN)
    assert slide.rows == ()
    told = sum(len(line.events) for line in slide.unlisted)
    assert told == len(slide.frame.events) == int(slide.sentence.split()[0])
    # Kinds and how many of each, and nothing that counts party against party.
    assert sum(n for _, _, n in slide.counts) == len(slide.frame.events)
    told = asdict(replace(slide, unlisted=(), citation="", sentence="", counts=()))
    assert not re.search(r"charge|accus|answer", str(list(told.values())))


def test_a_view_by_speakers_has_one_line_each_in_alphabetical_order(
    builder: SlideBuilder,
) -> None:
    (slide,) = shown(builder, f"{SPEAKERS}&kind=accusation")
    voices = [line.voice for line in slide.rows]
    assert voices == ["European Union", "France", "Türkiye", "United States"]
    states = slide.rows[-1]
    assert states.events == ("cc-0048", "cc-0049")
    assert states.text.startswith("calls on both sides to end hostilities; warns Russia")
    assert [line.when for line in slide.rows] == [
        "between 13 and 15 Sept 2022 (inferred)",
        "",
        "",
        "",
    ]


def test_a_speakers_line_names_a_date_that_is_not_the_others(builder: SlideBuilder) -> None:
    view = f"{WINDOW}&actor=eu&actor=russia&actor=turkiye&side=by&kind=talks"
    (slide,) = shown(builder, view)
    assert "(between 14 Aug and 15 Sept 2022, inferred)" in slide.rows[0].text
    assert "(" not in slide.rows[-1].text


def line(n: int, length: int = 60, reply: str = "") -> ListLine:
    return ListLine((f"e{n}",), "x" * length, "1 May", "", reply)


@pytest.mark.parametrize("count", [1, 5, 12, 20, 30, 120])
@pytest.mark.parametrize("kinds", [0, 3])
def test_pages_keep_every_line_once_and_in_order(count: int, kinds: int) -> None:
    made = pages([line(n) for n in range(count)], kinds)
    assert [i.events for page in made for i in page] == [(f"e{n}",) for n in range(count)]
    assert all(page[0].when == "1 May" for page in made)
    assert all(not i.when for page in made for i in page[1:])
    # About as full as each other, so that no last page has one line.
    assert count == 1 or min(map(len, made)) > 1


def test_lines_of_one_reply_stay_together_as_far_as_a_slide_holds_them() -> None:
    assert pages([]) == [()]
    made = pages([line(n, reply=f"{n // 4} is answered") for n in range(24)])
    assert len(made) > 1
    assert all(page[-1].replies_to == 4 for page in made)
    # Of more than one slide holds, each slide has the reply.
    many = pages([line(n, reply="The articles give no answer.") for n in range(30)])
    assert len(many) > 1 and sum(len(page) for page in many) == 30
    for page in many:
        assert page[-1].replies_to == len(page)
        assert page[-1].reply.endswith("the articles give no answer.")
    # One that is too long for any slide has one to itself.
    assert [len(p) for p in pages([line(0), line(1, length=5000), line(2)])] == [1, 1, 1]


def test_an_accusation_of_nobody_says_that_there_is_no_answer(collection: Collection) -> None:
    assert collection.events["cc-0008"].one_sided
    geodata = shipped_sample.geodata()
    made = SlideBuilder(collection, Store(collection, geodata.gazetteer, geodata.areas))
    below = replies(shown(made, "q=gold"))
    assert below["cc-0008"].startswith(
        "The articles give no answer by Armenia. Editors’ note: Outside the article the local"
    )
    # The note is on the mining, not on what else the sentence tells.
    assert short_reply(card_of(collection, "cc-0009")) == "The articles give no answer by Armenia."


def test_remarks_are_shown_on_every_page(builder: SlideBuilder) -> None:
    slide = Slide(AEGEAN, remark="By the editors’ note, so.")
    made = builder.slides(Briefing("b", "T", "", (slide,)))[1:-1]
    assert [s.remark for s in made] == [slide.remark] * len(made) and len(made) > 2
    assert replace(made[0], rows=()) != made[0]


def test_an_act_that_accuses_nobody_has_what_is_said_of_it(collection: Collection) -> None:
    """Each party that speaks of the blocking; of many, those with a part in it, the others by name."""
    road = short_reply(card_of(collection, "cc-0001"))
    assert [
        who for who in ("Armenia says", "Azerbaijan rejects", "Russia asks") if who in road
    ] == [
        "Armenia says",
        "Azerbaijan rejects",
        "Russia asks",
    ]
    fighting = short_reply(card_of(collection, "cc-0033"))
    assert fighting.startswith("Armenia accuses Azerbaijan") and "Azerbaijan accuses" in fighting
    assert fighting.endswith("European Union, France, Russia, Türkiye and United States.")


def test_beside_an_account_by_nobody_named_stands_the_word_of_those_who_suffered_it_too(
    builder: SlideBuilder, collection: Collection
) -> None:
    assert "Armenia, on the fighting as a whole," in short_reply(card_of(collection, "cc-0036"))
    said = [a.voice for a in builder.slide_of_event("cc-0036").answers]
    assert any(v.startswith("Azerbaijan") for v in said) and any(
        v.startswith("Armenia") for v in said
    )
    # Of a claim by a party, its own word on the whole is no other side.
    said = [a.voice for a in builder.slide_of_event("cc-0038").answers]
    assert said and all(v.startswith("Armenia") for v in said)
