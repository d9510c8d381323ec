"""What others say on a card: who is given a voice, in which order, and nothing twice."""

from __future__ import annotations

import pytest
from panel_sample import DAY, mention, sample, sample_with

from geodash.domain.kinds import EventType
from geodash.domain.lookup import Lookup
from geodash.domain.model import Event, Link, Relation, Status
from geodash.views.card.answers import AnswerWriter
from geodash.views.card.content import card_of
from geodash.views.card.panel import panel_card
from geodash.views.card.said import Answers

NEXT = "Azerbaijan defends this move by claiming that Armenian forces were amassing ammunition and setting up landmines along the border, and had even fired at Azerbaijani posts"


def _answers(collection, event_id: str = "cc-2") -> Answers:
    return AnswerWriter(Lookup(collection), event_id).answers()


def _event(event_id: str, title: str, **more) -> Event:
    return Event(event_id, title, date_start=DAY, date_end=DAY, **more)


def _ids(said) -> list[str]:
    return [s.answer.event.event_id for s in said]


def test_an_act_gets_no_voice_and_stands_apart():
    act = _event("x", "Police use force", event_type=EventType.COERCE, actors=("azerbaijan",))
    found = _answers(sample_with(act, links=(Link("x", "cc-2", Relation.RESPONDS_TO),)))
    assert [(s.voice, s.title) for s in found.acts] == [("", "Police use force")]
    assert "x" not in _ids((*found.other, *found.rest, *found.same))


@pytest.mark.parametrize(
    ("title", "more", "voice", "rest", "runs_on"),
    [
        ("Posts hit, says Azerbaijan", {"status": Status.CLAIMED, "attributed_to": ("azerbaijan",)}, "Azerbaijan", "Posts hit", False),
        ("Azerbaijan rejects it", {"event_type": EventType.REJECT, "actors": ("azerbaijan",)}, "Azerbaijan", "rejects it", True),
        ("It is rejected", {"event_type": EventType.REJECT, "actors": ("aze-forces",)}, "Azerbaijan", "It is rejected", False),
        ("Azerbaijani posts hit", {"attributed_to": ("azerbaijan",)}, "Azerbaijan", "Azerbaijani posts hit", False),
    ],
)  # fmt: skip
def test_who_speaks_comes_first(title, more, voice, rest, runs_on):
    collection = sample_with(
        _event("x", title, **more), links=(Link("x", "cc-2", Relation.DENIES),)
    )
    (said,) = [s for s in _answers(collection).other if s.answer.event.event_id == "x"]
    assert (said.voice, said.title, said.runs_on) == (voice, rest, runs_on)
    html = panel_card(collection, "cc-2")["html"]
    assert f"<b>{voice}{'' if runs_on else ':'}</b> {rest}" in html


def test_what_it_is_said_in_turn_for_is_not_what_it_is_about():
    """An accusation of another matter answers nothing; a denial of the same words would."""
    turn = _event(
        "x", "Azerbaijan accuses Armenia of theft", event_type=EventType.DISAPPROVE,
        actors=("azerbaijan",), recipients=("armenia",),
    )  # fmt: skip
    for relation, heading in (
        (Relation.RESPONDS_TO, "In turn for"),
        (Relation.DENIES, "What this is about"),
    ):
        collection = sample_with(turn, links=(Link("x", "cc-2", relation),))
        card = card_of(collection, "x")
        assert [(h, _ids(said)) for h, said in card.answered_groups] == [(heading, ["cc-2"])]
        assert f">{heading}</h3>" in panel_card(collection, "x")["html"]
        assert card.answered[0].scope == ""  # it is not the other who speaks in turn


def test_the_accused_answers_first_and_three_are_shown():
    def says(event_id: str, who: str) -> Event:
        return _event(event_id, f"{event_id} says", event_type=EventType.REJECT, actors=(who,))

    events = [says("a1", "usa"), says("a2", "usa"), says("a3", "usa"), says("b1", "azerbaijan")]
    links = tuple(Link(e.event_id, "cc-2", Relation.ABOUT) for e in events)
    found = _answers(sample_with(*events, links=links))
    assert _ids(found.other) == ["b1", "cc-5", "a1"]
    assert _ids(found.rest) == ["a2", "a3", "cc-6"]
    assert ">3 more</summary>" in panel_card(sample_with(*events, links=links), "cc-2")["html"]


def _statement(**more) -> Event:
    title = "Azerbaijan says that Armenian forces laid mines and fired"
    defaults = {"event_type": EventType.DISAPPROVE, "actors": ("azerbaijan",)}
    return _event("x", title, **(defaults | more))


def test_the_same_words_of_the_same_party_are_told_once():
    link = Link("x", "cc-1", Relation.RESPONDS_TO)
    found = _answers(
        sample_with(_statement(), links=(link,), mentions=(mention("n", "x", NEXT, "what"),))
    )
    assert _ids(found.other) == ["x"]
    # The narrower quotation suffices beside a title that says more.
    assert found.other[0].quote == "had even fired at Azerbaijani posts"
    other = _statement(actors=("usa",))
    found = _answers(sample_with(other, links=(link,), mentions=(mention("n", "x", NEXT, "what"),)))
    assert _ids((*found.other, *found.rest)) == ["cc-5", "x", "cc-6"]


def test_an_account_beside_a_linked_answer_in_one_sentence_gives_it_its_words():
    half = "and setting up landmines along the border"
    account = _event("y", "Mines laid, says Azerbaijan", event_type=EventType.ASSAULT, status=Status.CLAIMED, actors=("armenia",), attributed_to=("azerbaijan",))  # fmt: skip
    links = (Link("y", "cc-1", Relation.PART_OF),)
    found = _answers(sample_with(account, links=links, mentions=(mention("n", "y", half, "what"),)))
    assert _ids(found.other) == ["cc-5"]
    assert found.other[0].quote == f"{half}, and had even fired at Azerbaijani posts"
    assert found.other[0].quote in sample().articles["timely"].body
    # Two linked answers stay two.
    links = (*links, Link("y", "cc-1", Relation.ABOUT))
    found = _answers(sample_with(account, links=links, mentions=(mention("n", "y", half, "what"),)))
    assert sorted(_ids(found.other)) == ["cc-5", "y"]


def test_an_answer_told_in_two_passages_is_quoted_with_both():
    """As its claim is: cut to the first, a reply would lose its reason."""
    reply = _event("x", "Azerbaijan explains", event_type=EventType.REJECT, actors=("azerbaijan",))
    link = Link("x", "cc-2", Relation.DENIES)
    first, gap, last = "Azerbaijan defends this move", " by claiming ", "setting up landmines along the border"  # fmt: skip
    told = (mention("n2", "x", last, "what"), mention("n1", "x", first, "what"))

    def said(*mentions):
        collection = sample_with(reply, links=(link,), mentions=mentions)
        return next(s for s in _answers(collection).all if s.answer.event.event_id == "x").quote

    assert said(*told) == f"{first} … {last}"
    # Where the second goes on from the first, nothing is left out between them.
    assert NEXT.startswith(f"{first}{gap}that Armenian forces")
    goes_on = mention("n3", "x", "by claiming that Armenian forces", "what")
    assert said(told[1], goes_on) == f"{first}{gap}that Armenian forces"
    # Words that overlap are not said twice; another sentence is another account.
    assert said(told[1], mention("n4", "x", f"{first}{gap}that", "what")) == first


def test_a_reply_to_the_claimants_own_statement_stands_beside_it():
    said = _event("said", "Armenia accuses Azerbaijan", event_type=EventType.DISAPPROVE,
                  actors=("armenia",), recipients=("azerbaijan",))  # fmt: skip
    reply = _event("reply", "Azerbaijan rejects it", event_type=EventType.REJECT, actors=("azerbaijan",))  # fmt: skip
    other = _event("other", "France regrets it", event_type=EventType.DISAPPROVE, actors=("france",))  # fmt: skip
    links = (
        Link("said", "cc-2", Relation.ABOUT),
        Link("reply", "said", Relation.RESPONDS_TO),
        Link("other", "said", Relation.RESPONDS_TO),
    )
    found = _answers(sample_with(said, reply, other, links=links))
    assert "reply" in _ids((*found.other, *found.rest))
    (own,) = (s for s in found.same if s.answer.event.event_id == "said")
    assert _ids(own.replies) == ["other"]
