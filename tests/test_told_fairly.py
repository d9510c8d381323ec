"""How claims and answers are worded, on made-up collections: for what each answers, alike for both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_sample import DAY, mention, sample, sample_with

from geodash.domain.kinds import EventType, OwnType
from geodash.domain.lookup import Lookup
from geodash.domain.model import Event, Link, Relation, Status
from geodash.views.analysis.pairs import _both
from geodash.views.card.answers import AnswerWriter
from geodash.views.card.content import card_of
from geodash.views.paragraph import paragraph
from geodash.views.slide_answers import shown_once
from geodash.views.slides import SlideAnswer, SlideView
from geodash.words.says import led, no_answer
from geodash.words.texts import first_clause

BOTH = "each accusing the other of undue provocation"
A, B = "armenia", "azerbaijan"


def _statement(event_id: str, who: str, whom: str) -> Event:
    name = {A: "Armenia", B: "Azerbaijan"}[who]
    return Event(event_id, f"{name} accuses the other side", date_start=DAY, date_end=DAY,
                 event_type=EventType.DISAPPROVE, actors=(who,), recipients=(whom,))  # fmt: skip


@pytest.mark.parametrize("asked", ["x", "y"])
def test_words_of_both_sides_at_once_are_quoted_under_neither(asked):
    pair = _statement("x", A, B), _statement("y", B, A)
    links = (Link("x", "y", Relation.RESPONDS_TO), Link("y", "x", Relation.RESPONDS_TO))
    # Both about the same, so each answers the other.
    links += (Link("x", "cc-1", Relation.ABOUT), Link("y", "cc-1", Relation.ABOUT))
    told = [mention(f"n{e.event_id}", e.event_id, BOTH, "what") for e in pair]
    found = AnswerWriter(Lookup(sample_with(*pair, links=links, mentions=told)), asked).answers()
    (said,) = [s for s in found.other if s.answer.event.event_id in "xy"]
    assert said.title == "accuses the other side" and said.quote == ""
    # Of types that PLOVER doesn't have, one is not the other.
    for types, quoted in ((("BLAME", "BLAME"), False), (("BLAME", "RUMOUR"), True)):
        own = [
            replace(e, event_type=OwnType(t), attributed_to=e.actors)
            for e, t in zip(pair, types, strict=True)
        ]
        found = AnswerWriter(Lookup(sample_with(*own, links=links, mentions=told)), asked).answers()
        (said,) = [s for s in found.all if s.answer.event.event_id in "xy"]
        assert bool(said.quote) == quoted
    # Words of its own are quoted.
    own = [told[0], mention("ny", "y", "setting up landmines along the border", "what")]
    own[0] = mention("nx", "x", "resulting in a loss of 49 Armenian soldiers", "what")
    found = AnswerWriter(Lookup(sample_with(*pair, links=links, mentions=own)), asked).answers()
    (said,) = [s for s in found.other if s.answer.event.event_id in "xy"]
    assert said.quote


@pytest.mark.parametrize(
    ("voice", "scope", "runs_on", "lead"),
    [
        ("Armenia", "", True, "Armenia"),
        ("Armenia", "in turn", True, "Armenia, in turn,"),
        ("Armenia", "on the fighting as a whole", False, "Armenia, on the fighting as a whole"),
    ],
)
def test_who_speaks_and_of_what(voice, scope, runs_on, lead):
    assert led(voice, scope, runs_on=runs_on) == lead


def test_lines_on_missing_answers():
    assert no_answer("") == ""
    assert no_answer("", to_it=True) == "The articles give no answer to it."
    assert no_answer("Russia", "Armenia") == (
        "On this point the articles give no separate answer by Armenia. "
        "The articles give no answer by Russia."
    )


def test_several_accusations_are_dismissed_together():
    denial = replace(_statement("d", B, A), title="Azerbaijan rejects it")
    disputed = {i: replace(sample().events[i], status=Status.DISPUTED) for i in ("cc-2", "cc-9")}
    one = (Link("d", "cc-2", Relation.DENIES),)
    two = (*one, Link("d", "cc-9", Relation.DENIES))
    says = {
        len(links): card_of(
            sample_with(denial, *disputed.values(), links=links), "cc-2"
        ).table.says()
        for links in (one, two)
    }
    assert says[1].value.endswith("; Azerbaijan denies it.")
    assert says[2].value.endswith("; Azerbaijan dismisses this together with other accusations.")


def test_who_is_hedged_inferred_or_left_open():
    collection = sample()
    who = card_of(collection, "cc-2").table.who()
    assert who.value.startswith("said to have acted: ") and "according to" not in who.value
    assert "(inferred)" not in who.value  # its words say who
    unsaid = card_of(collection, "cc-3").table.who()
    assert unsaid.value.count("(inferred)") == 2
    event = replace(collection.events["cc-2"], actors=(), note="The text has it otherwise.")
    left = card_of(sample_with(event), "cc-2").table.who()
    assert (left.value, left.notes) == ("left open", ("concerning Armenia", "see the note"))
    crime = replace(event, actors=("aze-forces",), event_type=EventType.CRIME)
    assert "against" not in card_of(sample_with(crime), "cc-2").table.who().value


def test_only_talks_and_agreements_are_held_with_somebody():
    event = replace(sample().events["cc-2"], status=Status.REPORTED, recipients=(A,))

    def who(of: EventType | None, title: str = event.title) -> str:
        told = replace(event, event_type=of, title=title, actors=("aze-forces",))
        return card_of(sample_with(told), "cc-2").table.who().value

    held = {None, *EventType} - {of for of in (None, *EventType) if ", with " not in who(of)}
    assert held == {EventType.AGREE, EventType.CONSULT, EventType.COOPERATE}
    assert ", towards Armenia" in who(None)
    assert ", to Armenia" in who(EventType.DEMAND)
    assert ", handing over to Armenia" in who(EventType.RETREAT)
    assert "by the article" not in who(EventType.RETREAT)
    said = who(EventType.RETREAT, "A strip handed over, the article says")
    assert said.startswith("by the article’s account: ")


def test_a_long_answer_stands_whole_once():
    long = "Its prime minister has dismissed all of this, while " + "saying more of it " * 12
    slides = [SlideView("event", answers=(SlideAnswer("Greece", "says so", long),))] * 2
    first, second = shown_once(slides)
    assert first.answers[0].quote == long
    assert second.answers[0].quote == "Its prime minister has dismissed all of this …"
    assert first_clause("One clause alone is kept as it is") == "One clause alone is kept as it is"


def test_the_editors_notes_of_a_paragraph_are_footnotes_once():
    collection = sample()
    told = paragraph(collection, [collection.events[i] for i in ("cc-1", "cc-2")])
    notes = [n.text for n in told.footnotes if n.text.startswith("Editors’ note: ")]
    assert notes == ["Editors’ note: “A loss of 49” is the article’s wording."]


def test_both_directions_of_a_pair_are_one_pair():
    assert _both(("Armenia", "Azerbaijan")) == _both(("Azerbaijan", "Armenia"))
