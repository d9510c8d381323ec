"""Who answers whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from panel_sample import EVENTS, LINKS, mention, sample, without_links

from geodash.model import Event, EventType, Link, Relation, Status
from geodash.views.answers import Threads, parties, unanswered


def _ids(threads: Threads, event_id: str) -> list[str]:
    return [a.event.event_id for a in threads.answers(event_id)]


def test_a_member_has_the_answers_to_its_umbrella():
    threads = Threads(sample())
    assert _ids(threads, "cc-2") == ["cc-5", "cc-6"]
    assert {a.via for a in threads.answers("cc-2")} == {"cc-1"}


def test_an_umbrella_has_the_answers_to_its_members():
    links = (*LINKS[:3], Link("cc-5", "cc-3", Relation.DENIES))
    threads = Threads(replace(sample(), links=links))
    assert [(a.event.event_id, a.relation) for a in threads.answers("cc-1")] == [
        ("cc-5", Relation.DENIES)
    ]


def test_the_strongest_relation_counts_once():
    links = (*LINKS, Link("cc-5", "cc-1", Relation.DENIES), Link("cc-5", "cc-2", Relation.ABOUT))
    answers = Threads(replace(sample(), links=links)).answers("cc-2")
    assert [(a.event.event_id, a.relation) for a in answers if a.event.event_id == "cc-5"] == [
        ("cc-5", Relation.DENIES)
    ]


def test_a_reply_stands_under_what_it_replies_to():
    links = (*LINKS, Link("cc-9", "cc-6", Relation.RESPONDS_TO))
    answers = {a.event.event_id: a for a in Threads(replace(sample(), links=links)).answers("cc-1")}
    assert [r.event.event_id for r in answers["cc-6"].replies] == ["cc-9"]
    assert "cc-9" not in answers


def test_a_withdrawn_answer_is_no_answer():
    collection = sample()
    events = dict(collection.events)
    events["cc-5"] = replace(events["cc-5"], withdrawn=date(2023, 1, 1))
    threads = Threads(replace(collection, events=events))
    assert _ids(threads, "cc-2") == ["cc-6"]
    assert unanswered(threads, "cc-2") == ("azerbaijan",)


def test_silence_is_said_and_only_of_those_who_were_asked():
    linked, apart = Threads(sample()), Threads(without_links())
    assert unanswered(linked, "cc-2") == ()
    assert unanswered(apart, "cc-2") == ("azerbaijan",)
    # Those addressed by a demand; villagers have no spokesman.
    assert unanswered(apart, "cc-6") == ("armenia", "azerbaijan")
    assert unanswered(apart, "cc-9") == ("azerbaijan",)
    assert unanswered(apart, "cc-7") == ()


def test_being_said_to_have_acted_is_not_an_answer():
    # An act of Azerbaijan's that only Armenia tells, linked to another: Azerbaijan stays silent.
    links = (Link("cc-3", "cc-2", Relation.ABOUT),)
    threads = Threads(replace(sample(), links=links))
    assert _ids(threads, "cc-2") == ["cc-3"]
    assert unanswered(threads, "cc-2") == ("azerbaijan",)


def test_a_claim_without_claimant_asks_everyone_in_it():
    collection = without_links()
    events = dict(collection.events)
    events["cc-2"] = replace(events["cc-2"], attributed_to=())
    threads = Threads(replace(collection, events=events))
    assert unanswered(threads, "cc-2") == ("armenia", "azerbaijan")


def test_what_the_accused_tell_of_the_same_whole_is_their_side():
    links = (*LINKS[:3], Link("cc-5", "cc-1", Relation.PART_OF))
    threads = Threads(replace(sample(), links=links))
    assert _ids(threads, "cc-2") == ["cc-5"]
    assert unanswered(threads, "cc-2") == ()
    # The claimant's own further claims are not "the other side".
    assert "cc-3" not in _ids(threads, "cc-2")


def test_circles_of_links_end():
    links = (
        Link("cc-2", "cc-3", Relation.PART_OF),
        Link("cc-3", "cc-2", Relation.PART_OF),
        Link("cc-5", "cc-6", Relation.DENIES),
        Link("cc-6", "cc-5", Relation.DENIES),
    )
    threads = Threads(replace(sample(), links=links))
    assert threads.family("cc-2") == ("cc-2", "cc-3")
    assert _ids(threads, "cc-5") == ["cc-6"]


def test_links_to_nothing_are_passed_over():
    links = (Link("gone", "cc-2", Relation.DENIES), Link("cc-2", "gone", Relation.PART_OF))
    assert Threads(replace(sample(), links=links)).answers("cc-2") == ()


def test_a_party_is_the_top_of_its_parents():
    actors = sample().actors
    assert parties(actors, ("arm-mod", "armenia", "villagers", "unknown")) == (
        "armenia",
        "villagers",
        "unknown",
    )


def test_answers_stand_in_time_order():
    later = Event(
        "cc-0",
        "Azerbaijan rejects this",
        date(2022, 12, 1),
        date(2022, 12, 1),
        event_type=EventType.REJECT,
        actors=("azerbaijan",),
        status=Status.REPORTED,
    )
    collection = replace(
        sample(),
        events={e.event_id: e for e in (later, *EVENTS)},
        mentions=(mention("m", "cc-0", "Armenia", "what"),),
        links=(Link("cc-0", "cc-2", Relation.DENIES), *LINKS),
    )
    assert _ids(Threads(collection), "cc-2") == ["cc-5", "cc-6", "cc-0"]
