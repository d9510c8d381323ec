"""Who accuses whom, who answers, who stays silent; the page and the check say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from panel_sample import EVENTS, LINKS, mention, sample, without_links
from tries import tries

from geodash.collection.checks.fairness import open_claims
from geodash.domain.kinds import EventType
from geodash.domain.links import DEPTH
from geodash.domain.model import Actor, Collection, Event, Link, Relation, Status
from geodash.domain.parties import parties, party_of, voices
from geodash.domain.threads import Threads
from geodash.views.card.panel import panel_card
from geodash.words.lists import listed
from geodash.words.names import actor_names

A, B, C = "armenia", "azerbaijan", "usa"


def event(event_id: str, event_type: str = "ASSAULT", **fields: object) -> Event:
    return Event(event_id, f"Event {event_id}", event_type=EventType(event_type), **fields)


def claim(event_id: str = "c", **fields: object) -> Event:
    """Armenia says that Azerbaijan attacked it."""
    told = {"actors": (B,), "recipients": (A,), "status": Status.CLAIMED, "attributed_to": (A,)}
    return event(event_id, **{**told, **fields})


def made(*events: Event, links: str = "", actors: tuple[Actor, ...] = ()) -> Collection:
    """A collection; ``links`` as ``a denies c, c part_of w``."""
    rows = (words.split() for words in links.split(",") if words)
    return Collection(
        path="made",
        title="Made up",
        events={e.event_id: e for e in events},
        mentions=(),
        links=tuple(Link(a, b, Relation(r)) for a, r, b in rows),
        actors={a.actor_id: a for a in (*sample().actors.values(), *actors)},
        articles={},
    )


def page_and_check(collection: Collection) -> dict[str, tuple[str, ...]]:
    """The silent parties by event, after making sure that card and check name the same."""
    checked = {o.event_id: o.silent for o in open_claims(collection)}
    for event_id in collection.events:
        names = actor_names(collection.actors, checked.get(event_id, ()))
        assert panel_card(collection, event_id)["text"]["silent"] == listed(names, "or"), event_id
    return checked


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
    assert threads.silent("cc-2") == ("azerbaijan",)


def test_silence_is_said_and_only_of_those_who_were_asked():
    linked, apart = Threads(sample()), Threads(without_links())
    assert linked.silent("cc-2") == ()
    assert apart.silent("cc-2") == ("azerbaijan",)
    # A demand asks for deeds; villagers have no spokesman.
    assert apart.silent("cc-6") == ()
    assert apart.silent("cc-9") == ("azerbaijan",)
    assert apart.silent("cc-7") == ()


def test_being_said_to_have_acted_is_not_an_answer():
    # An act of Azerbaijan's that only Armenia tells, linked to another: Azerbaijan stays silent.
    links = (Link("cc-3", "cc-2", Relation.ABOUT),)
    threads = Threads(replace(sample(), links=links))
    assert _ids(threads, "cc-2") == ["cc-3"]
    assert threads.silent("cc-2") == ("azerbaijan",)


def test_a_claim_without_claimant_asks_those_said_to_have_acted():
    collection = without_links()
    events = dict(collection.events)
    events["cc-2"] = replace(events["cc-2"], attributed_to=())
    threads = Threads(replace(collection, events=events))
    assert threads.silent("cc-2") == ("azerbaijan",)


def test_what_the_accused_tell_of_the_same_whole_is_their_side():
    links = (*LINKS[:3], Link("cc-5", "cc-1", Relation.PART_OF))
    threads = Threads(replace(sample(), links=links))
    assert _ids(threads, "cc-2") == ["cc-5"]
    assert threads.silent("cc-2") == ()
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


# One answer for the page and the check --------------------------------------------------------

REPLY = event("a", "REJECT", actors=(B,), recipients=(A,))
WHOLE = event("w", actors=(A, B), recipients=(A, B))
OWN = event("a", actors=(A,), recipients=(B,), status=Status.CLAIMED, attributed_to=(B,))


@pytest.mark.parametrize(
    ("links", "answer", "silent"),
    [
        ("", REPLY, (B,)),
        ("a about c", REPLY, ()),
        ("c denies a", REPLY, ()),
        # The claim answers him, or complains of an act of his: that isn't his answer to it.
        ("c responds_to a", REPLY, (B,)),
        ("c about a", event("a", "COERCE", actors=(B,), recipients=(A,)), (B,)),
        ("c part_of w,a responds_to w", REPLY, ()),
        ("w part_of c,a responds_to w", REPLY, ()),
        ("x part_of w,w part_of c,a denies x", REPLY, ()),
        ("c part_of w,a part_of w", OWN, ()),
        ("a part_of c", OWN, ()),
        ("a part_of c,a denies w,w part_of c", REPLY, ()),
        # Told of him, not by him.
        ("c part_of w,a part_of w", claim("a"), (B,)),
        ("a responds_to c", claim("a"), (B,)),
        ("c part_of w,a part_of w", event("a", actors=(B,), recipients=(A,)), (B,)),
        # What harms the teller is his to tell, not its doer's.
        ("a about c", event("a", actors=(B,), attributed_to=(A,)), (B,)),
        ("a about c", event("a", "CONSULT", actors=(B,), attributed_to=(C,)), ()),
        ("a responds_to c", replace(REPLY, status=Status.PLANNED, attributed_to=(B,)), (B,)),
        ("c part_of w,a part_of w", replace(OWN, status=Status.PLANNED), (B,)),
        ("a denies c", replace(REPLY, withdrawn=date(2023, 1, 1)), (B,)),
        ("x about c,a responds_to x", REPLY, ()),
    ],
)
def test_who_is_silent(links, answer, silent):
    third = event("x", "DEMAND", actors=(C,), recipients=(A, B))
    collection = made(claim(), answer, WHOLE, third, links=links)
    assert page_and_check(collection).get("c", ()) == silent
    threads = Threads(collection)
    heard = (*threads.heard("c"), *threads.heard_on_whole("c"))
    assert heard == (() if silent else (B,))


@pytest.mark.parametrize(
    ("links", "answer", "heard", "on_whole"),
    [
        ("a denies c", REPLY, (B,), ()),
        ("a denies w,c part_of w", REPLY, (), (B,)),
        ("a denies p,p part_of c", REPLY, (B,), ()),
        # A word on a sibling is none on the claim, be it said of the whole as well.
        ("c part_of w,p part_of w,a denies p", REPLY, (), ()),
        ("c part_of w,p part_of w,a denies p,a about w", REPLY, (), ()),
        ("c part_of w,p part_of w,a about p,a about w", REPLY, (), (B,)),
        ("c part_of w,p part_of w,a denies p,a responds_to c", REPLY, (B,), ()),
        # What is about the whole, or told in a statement about it, is answered like its parts.
        ("p part_of w,c about w,a about w", REPLY, (), (B,)),
        ("p part_of w,c about p,a about w", REPLY, (), (B,)),
        ("p part_of w,s about c,s about w,a about w", REPLY, (), (B,)),
        ("p part_of w,x about c,x about w,a about w", REPLY, (), ()),
        # An account of another part is one of the whole.
        ("c part_of w,a part_of w", OWN, (), (B,)),
    ],
)
def test_an_answer_is_to_the_point_or_on_the_whole(links, answer, heard, on_whole):
    part = event("p", actors=(B,), recipients=(A,))
    said = event("s", "DISAPPROVE", actors=(A,), recipients=(B,))
    third = event("x", "DEMAND", actors=(C,), recipients=(A, B))
    threads = Threads(made(claim(), answer, WHOLE, part, said, third, links=links))
    assert (threads.heard("c"), threads.heard_on_whole("c")) == (heard, on_whole)
    assert threads.silent("c") == (() if heard or on_whole else (B,))


@pytest.mark.parametrize("kind", ["DISAPPROVE", "THREATEN"])
def test_an_accusation_in_return_is_no_answer_unless_it_speaks_of_the_same(kind):
    said = event("c", "DISAPPROVE", actors=(A,), recipients=(B,))
    back = event("a", kind, actors=(B,), recipients=(A,))
    other = event("o", actors=(A,), recipients=(B,), status=Status.CLAIMED, attributed_to=(B,))
    links = "a responds_to c,c responds_to a,a about o,c about p"
    part = event("p", actors=(B,), recipients=(A,))
    threads = Threads(made(said, back, other, part, WHOLE, links=links))
    assert [(x.event.event_id, x.in_turn) for x in threads.answers("c")] == [("a", True)]
    assert threads.silent("c") == (B,) and threads.silent("a") == (A,)
    # Both of one matter: each is the other's answer.
    same = Threads(made(said, back, other, part, WHOLE, links=f"{links},o part_of w,p part_of w"))
    assert same.heard("c") == (B,) and same.heard("a") == (A,)
    assert not any(x.in_turn for x in same.answers("c"))


def test_a_request_to_third_parties_is_no_answer():
    asks = event("a", "DEMAND", actors=(B,), recipients=(C,))
    threads = Threads(made(claim(), asks, WHOLE, links="c part_of w,a about w"))
    assert [x.appeal for x in threads.answers("c")] == [True]
    assert threads.silent("c") == (B,)
    calls = replace(asks, recipients=(A,))
    assert Threads(made(claim(), calls, WHOLE, links="c part_of w,a about w")).silent("c") == ()


@pytest.mark.parametrize(
    ("told", "links", "unanswered"),
    [
        (claim(actors=(), recipients=()), "", True),
        (claim(actors=("villagers",)), "", True),
        (claim(actors=(A,), recipients=(), event_type=EventType.CONSULT), "", True),
        (claim(), "", False),  # its silent are named
        (claim(actors=(), recipients=()), "x about c", False),
        (claim(actors=(), recipients=()), "s about c", True),  # by the same side
        (claim(actors=(), recipients=(), status=Status.PLANNED), "", False),
        (claim(actors=(), recipients=(), withdrawn=date(2023, 1, 1)), "", False),
        (event("c", "DEMAND", actors=(C,), recipients=(A,)), "", True),
        (event("c", "DEMAND", actors=(C,), recipients=(A, B)), "", False),
        (event("c", "REJECT", actors=(A,), recipients=(B,)), "", True),
        (event("c", "REJECT", actors=(A,), recipients=(B,)), "c denies x", False),
        (event("c", "SANCTION", actors=(A,)), "", True),
        (event("c", "ASSAULT", actors=(A,), recipients=(B,)), "", False),
        (event("c", "CONSULT", actors=(A,), recipients=(B,)), "", False),
    ],
)
def test_what_wants_an_answer_and_names_nobody_who_is_silent(told, links, unanswered):
    said = event("s", "DISAPPROVE", actors=(A,), recipients=())
    third = event("x", "SUPPORT", actors=(C,))
    assert Threads(made(told, said, third, links=links)).unanswered("c") is unanswered


def test_each_of_several_accused_answers_for_itself():
    both = claim(actors=(B, C, "villagers", "unheard-of"))
    collection = made(both, REPLY, links="a denies c")
    assert Threads(collection).accused("c") == (B, C, "villagers", "unheard-of")
    assert page_and_check(collection) == {"c": (C,)}


def test_a_withdrawn_whole_passes_nothing_on():
    whole = replace(WHOLE, withdrawn=date(2023, 1, 1))
    collection = made(claim(), REPLY, whole, links="c part_of w,a responds_to w")
    assert page_and_check(collection) == {"c": (B,)}


def test_a_whole_of_their_own_stands_for_its_parts():
    told = [replace(OWN, event_id=i) for i in ("own", "p1", "p2")]
    links = "c part_of w,own part_of w,p1 part_of own,p2 part_of own"
    collection = made(claim(), WHOLE, *told, links=links)
    assert _ids(Threads(collection), "c") == ["own"]


def test_a_denial_of_a_part_or_a_whole_denies():
    collection = made(claim(), claim("d"), WHOLE, REPLY, links="c part_of w,d part_of w,a denies c")
    threads = Threads(collection)
    assert [threads.denied(i) for i in "cwd"] == [True, True, False]


def test_who_speaks():
    assert voices(claim()) == (A,)
    assert voices(event("e", "DEMAND", actors=(B,), attributed_to=(C,))) == (B,)
    assert voices(event("e", "AGREE", attributed_to=(C,))) == (C,)
    assert voices(event("e", "ASSAULT", actors=(B,), attributed_to=(A,))) == (A,)
    assert voices(event("e", "RETREAT", actors=(B,))) == (B,)


def test_parents_in_a_circle_or_unknown_end():
    actors = {i: Actor(i, i, parent=p) for i, p in (("x", "y"), ("y", "x"), ("z", "gone"))}
    assert {party_of(actors, i) for i in "xy"} <= {"x", "y"}
    assert party_of(actors, "z") == "z"


def test_long_chains_of_parts_are_cut():
    ids = [f"e{i}" for i in range(DEPTH + 5)]
    links = ",".join(f"{a} part_of {b}" for a, b in pairwise(ids))
    threads = Threads(made(*(claim(i) for i in ids), links=links))
    assert threads.ancestors("e0") == tuple(ids[1 : DEPTH + 1])
    assert threads.descendants(ids[-1]) == tuple(reversed(ids[-DEPTH - 1 : -1]))


_PEOPLE = st.lists(
    st.sampled_from([A, "arm-mod", B, "aze-forces", C, "villagers"]), max_size=2, unique=True
).map(tuple)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """A few events with any links among them."""
    ids = [f"e{i}" for i in range(draw(st.integers(1, 6)))]
    events = [
        Event(
            i,
            f"Event {i}",
            event_type=draw(st.none() | st.sampled_from(EventType)),
            actors=draw(_PEOPLE),
            recipients=draw(_PEOPLE),
            attributed_to=draw(_PEOPLE),
            status=draw(st.sampled_from(Status)),
            withdrawn=draw(st.sampled_from([None, None, None, date(2023, 1, 1)])),
        )
        for i in ids
    ]
    link = st.tuples(st.sampled_from(ids), st.sampled_from(Relation), st.sampled_from(ids))
    links = draw(st.lists(link, max_size=10))
    return made(*events, links=",".join(f"{a} {r} {b}" for a, r, b in links))


@settings(max_examples=tries(100))
@given(collections())
def test_page_and_check_agree_whatever_the_links(collection):
    checked, threads, actors = page_and_check(collection), Threads(collection), collection.actors
    for event_id, told in collection.events.items():
        silent = set(checked.get(event_id, ()))
        assert not silent & set(parties(actors, voices(told))), event_id
        assert not silent & {"villagers"}
        assert not silent or not (told.withdrawn or told.status is Status.PLANNED)
        # Heard, to the point or on the whole, is exactly who speaks in what the card shows.
        shown = [a for a in threads.answered(event_id) if a.relation is Relation.DENIES]
        shown += threads.answers(event_id)
        spoke: set[str] = set()
        while shown:
            answer = shown.pop()
            shown.extend(answer.replies)
            if answer.event.status is not Status.PLANNED and answer.bears:
                spoke.update(parties(actors, answer.voices))
        accused, heard = threads.accused(event_id), threads.heard(event_id)
        on_whole = threads.heard_on_whole(event_id)
        assert not set(heard) & set(on_whole), event_id
        assert {*heard, *on_whole} == {p for p in accused if p in spoke}, event_id
