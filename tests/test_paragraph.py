"""A view told as a paragraph: claims with their answers, tolls once, each fact with a footnote."""

from __future__ import annotations

import re
from dataclasses import replace

from office_sample import AUTUMN, ROAD, of_corpus
from panel_sample import DAY, mention, sample

from geodash.collection.checks.fairness import check_wording, default_wording
from geodash.domain.kinds import EventType
from geodash.domain.model import DateBasis, Event, Fact, Link, Relation, Stance, Status
from geodash.exchange import paragraph_
from geodash.views.footnotes import LABELS
from geodash.views.paragraph import Paragraph, paragraph


def told(query: str) -> Paragraph:
    selection = of_corpus(query)
    return paragraph(selection.collection, selection.events, selection.names)


def sentences(found: Paragraph) -> list[str]:
    return [sentence.text for sentence in found.sentences]


def test_the_road_in_december_with_its_answers():
    found = sentences(told(ROAD))
    claim = next(i for i, s in enumerate(found) if "staged the blocking of the Lachin road" in s)
    assert found[claim] == (
        "Armenia says that Azerbaijani military forces staged the blocking of the Lachin road "
        "(between 12 and 31 December 2022, date inferred; no place named)."
    )
    assert found[claim + 1].startswith("In answer: Azerbaijan rejects the accusation")
    mining = next(i for i, s in enumerate(found) if "supplies arms" in s)
    assert found[mining + 1] == "The articles give no answer by Armenia."
    assert (
        "(12–31 December 2022, date inferred; Lachin corridor, route opened in August 2022)."
        in "".join(found)
    )


def test_every_fact_that_words_carry_has_its_footnote():
    for query in (ROAD, AUTUMN, ""):
        selection = of_corpus(query)
        found = paragraph(selection.collection, selection.events, selection.names)
        noted = {(n.event_id, fact) for n in found.footnotes for fact in n.facts}
        for event in selection.events:
            carried = {
                fact
                for m in selection.collection.mentions
                if m.event_id == event.event_id and m.stance is Stance.REPORTS
                for fact in m.supports
                if fact is not Fact.TOLL
            }
            assert {f for e, f in noted if e == event.event_id} >= carried, event.event_id
            if event.interval and event.date_basis is DateBasis.INFERRED:
                remarks = [n for n in found.footnotes if n.event_id == event.event_id]
                assert any(n.text.startswith("Date inferred.") for n in remarks)
    assert len(told(ROAD).footnotes) >= 6


def test_a_footnote_says_where_the_words_stand():
    notes = [n for n in told(ROAD).footnotes if n.event_id == "cc-0001"]
    note = next(n for n in notes if not n.text.startswith("Date inferred."))
    assert note.text == (
        "“Lachin Corridor Blocked: Azerbaijan Blames Russian Peacekeepers”, The Caucasus Center, "
        "12–31 Dec 2022 (date inferred), ¶1: “on Monday, December12, when groups of Azerbaijanis "
        "blocked the Lachin Road” (what, who, when and where). Event cc-0001."
    )
    assert set(LABELS) == set(Fact)


def test_marks_are_numbered_as_they_are_read():
    found = told(AUTUMN)
    marks = [n for s in found.sentences for run in s.runs for n in run.notes]
    assert marks == [n.number for n in found.footnotes] == list(range(1, len(marks) + 1))
    assert found.text.count("[1]") == 2


def test_the_toll_of_the_whole_stands_once():
    found = sentences(told(AUTUMN))
    tolls = [s for s in found if s.startswith("Dead:")]
    assert tolls == [
        "Dead: 49 (Armed forces of Armenia), according to Armenia’s Defence Ministry; one toll for "
        "all three places (Goris, Jermuk and Sotk); the articles don’t divide it; no figure for "
        "Azerbaijan."
    ]
    assert sum("49" in s for s in found) == 1
    # What corrects its words stands wherever they do: at the toll, and where the same sentence tells of the damage.
    told_of = {n.event_id for n in told(AUTUMN).footnotes if "was overtaken" in n.text}
    assert {"cc-0040", "cc-0046"} <= told_of
    whole = found.index(tolls[0])
    assert "Azerbaijan" in found[whole + 1]


def test_a_part_alone_brings_the_toll_of_its_whole():
    collection = sample()
    found = sentences(paragraph(collection, [collection.events["cc-2"]]))
    assert any("one toll for all three places (Goris, Jermuk and Sotk)" in s for s in found)


def test_every_event_is_told_once_and_the_other_side_too():
    for query in ("", AUTUMN, "kind=violence", "kind=accusation"):
        selection = of_corpus(query)
        found = paragraph(selection.collection, selection.events, selection.names)
        openings = [s.event_id for s in found.sentences if " (" in s.text and s.text.endswith(").")]
        assert len(openings) == len(set(openings))
        chosen = {e.event_id for e in selection.events}
        assert set(openings) == chosen | set(found.beside)
        assert not chosen & set(found.beside)


def test_answers_outside_the_filter_go_with_the_claim():
    found = told("kind=violence")
    assert "cc-0034" in found.beside
    at = next(s for s in found.sentences if s.event_id == "cc-0034")
    assert at.text.startswith("On the fighting as a whole: Armenia accuses Azerbaijan")
    assert not at.opens


def _claim(event_id: str, title: str, **more) -> Event:
    return Event(
        event_id,
        title,
        date_start=DAY,
        date_end=DAY,
        event_type=EventType.ASSAULT,
        status=Status.CLAIMED,
        **more,
    )


def test_a_claimant_is_never_left_out():
    collection = sample()
    events = (
        _claim("x-1", "Post shelled", attributed_to=("arm-mod",), actors=("aze-forces",)),
        _claim("x-2", "Post shelled again", actors=("aze-forces",)),
    )
    collection = replace(
        collection, events={**collection.events, **{e.event_id: e for e in events}}
    )
    found = sentences(paragraph(collection, events))
    assert "According to Armenia’s Ministry of Defence." in found
    assert "The article does not name who says so." in found
    assert found.count("The articles give no answer by Azerbaijan.") == 2


def test_two_who_blame_each_other_are_told_once_each():
    collection = sample()
    one = _claim(
        "x-1", "A attacks, says Armenia", actors=("azerbaijan",), attributed_to=("armenia",)
    )
    two = _claim(
        "x-2", "B attacks, says Azerbaijan", actors=("armenia",), attributed_to=("azerbaijan",)
    )
    links = (Link("x-1", "x-2", Relation.DENIES), Link("x-2", "x-1", Relation.DENIES))
    collection = replace(collection, events={"x-1": one, "x-2": two}, links=links, mentions=())
    found = sentences(paragraph(collection, [one, two]))
    assert [s[:20] for s in found] == ["A attacks, says Arme", "In answer: B attacks"]


def test_an_article_that_differs_is_named():
    collection = sample()
    other = mention(
        "m-x", "cc-2", "Fighting near Jermuk broke out in October", "when", article_id="other"
    )
    other = replace(other, stance=Stance.DISPUTES, disputes_what=("date",))
    collection = replace(collection, mentions=(*collection.mentions, other))
    found = paragraph(collection, [collection.events["cc-2"]])
    at = next(s for s in found.sentences if "differently" in s.text)
    assert at.text == "“Another view” tells the date differently."
    assert "broke out in October" in found.footnotes[at.runs[0].notes[0] - 1].text


def test_pieces_keep_a_claim_and_its_answer_together():
    found = told("")
    pieces = found.pieces(4)
    assert [s for piece in pieces for s in piece] == list(found.sentences)
    assert len(pieces) > 5 and all(piece[0].opens for piece in pieces)


def test_our_own_words_are_neutral():
    found = told("")
    texts = [(s.event_id, s.text) for s in found.sentences]
    assert check_wording(texts, default_wording()) == []


def test_nothing_selected_is_an_empty_paragraph():
    collection = sample()
    assert paragraph(collection, []) == Paragraph((), ())
    assert paragraph(collection, []).text == "\n"


def test_it_begins_with_what_was_asked_and_every_sentence_has_a_verb() -> None:
    selection = of_corpus(ROAD)
    pieces = paragraph_.told(selection)["pieces"]
    first = pieces[0][0][0]
    assert first.startswith("Between 1 and 31 December 2022, ")
    assert f"the articles tell of {selection.words.amount}, from " in first
    words = "".join(text for piece in pieces[1:] for text, _ in piece)
    assert "Lachin road is blocked by groups of Azerbaijanis (" in words
    assert "Minerals are smuggled to Armenia through the Lachin corridor, says Azerbaijan" in words
    text = told("kind=violence").text
    assert re.search(
        r"Attacks near Jermuk, Goris and Sotk, says Armenia’s Defence Ministry,(\[\d+\])* are dated 13 Sept",
        text,
    )
    planned = told("status=planned")
    assert "Presidential election in Türkiye is planned for 2023 (Türkiye)." in re.sub(
        r"\[\d+\]", "", planned.text
    )
