"""Wording, answers to claims, parity."""

from __future__ import annotations

import pytest
from collection_kit import ACTORS, EVENT, GEODATA, SAID, make, table

from geodash.collection import load
from geodash.collection.checks.fairness import (
    Stem,
    check_wording,
    default_wording,
    open_claims,
    parity,
    parse_wording,
)
from geodash.domain.threads import Threads

ARMY = {"actor_id": "army", "name": "Army", "kind": "military", "parent": "aze"}
CLAIM = {
    **SAID,
    "event_id": "c",
    "title": "Shots at Goris, says Armenia",
    "event_type": "ASSAULT",
    "status": "claimed",
    "actors": "army",
    "recipients": "arm",
    "attributed_to": "arm",
}
STATEMENT = {"status": "reported", "attributed_to": "", "actors": "arm", "recipients": "army"}
ANSWER = {**SAID, "event_id": "a", "event_type": "REJECT", "actors": "aze", "recipients": "arm"}


def collection(folder, *events, links=()):
    rows = [{"from_event": a, "to_event": b, "relation": r} for a, r, b in links]
    return load(
        make(
            folder,
            events=table("events", *events),
            links=table("links", *rows),
            actors=table("actors", *ACTORS, ARMY),
        ),
        GEODATA,
    )


# wording


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liberated villages", ["Liberated"]),
        ("The LIBERATION of", ["LIBERATION"]),
        ("“Liberated” villages", []),
        ('the "liberated" villages', []),
        ("“liberated” and liberated", ["liberated"]),
        ("“liberated and liberated", ["liberated", "liberated"]),
        ("deliberate", []),
        ("in western  Azerbaijan", ["western  Azerbaijan"]),
        ("pro-regime", ["regime"]),
        ("Azerbaijan in the west", []),
        ("İliberat", []),
    ],
)
def test_words_are_found_outside_quotes(text, words):
    stems = [Stem("liberat"), Stem("western azerbaijan"), Stem("regime")]
    assert [f.word for f in check_wording([("x", text)], stems)] == words


def test_the_more_specific_stem_says_what_to_write():
    stems = [Stem("occup", "a"), Stem("occupation force", "b")]
    (found,) = check_wording([("title", "An occupation force")], stems)
    assert (found.where, found.instead) == ("title", "b")


def test_default_list_has_the_rules_words():
    text = (
        "liberated occupied aggression regime terrorist separatist puppet proxy brutal torture "
        "massacre provocation claims admits alleges Artsakh Zangezur"
    )
    found = [f.word for f in check_wording([("x", text)], default_wording())]
    assert found == text.split()
    assert all(stem.instead for stem in default_wording())


def test_hostile_stems_are_words_not_patterns():
    (stem,) = parse_wording("- {stem: '(a+)+$-', instead: x}")
    assert check_wording([("x", "a" * 5000 + " (a+)+$")], [stem])[0].word == "(a+)+$"


# answers


@pytest.mark.parametrize(
    ("links", "answered"),
    [
        ((), False),
        ((("a", "denies", "c"),), True),
        ((("a", "responds_to", "c"),), True),
        ((("a", "about", "c"),), True),
        ((("c", "denies", "a"),), True),
        ((("c", "responds_to", "a"),), False),
        ((("a", "follows", "c"),), False),
        ((("c", "part_of", "w"), ("a", "denies", "w")), True),
        ((("w", "part_of", "c"), ("a", "denies", "w")), True),
        ((("e2", "about", "c"),), False),  # by the accuser
    ],
)
def test_an_answer_is_one_by_the_accused(tmp_path, links, answered):
    whole = {**EVENT, "event_id": "w", "actors": "aze"}
    c = collection(tmp_path, CLAIM, ANSWER, whole, {**SAID, "recipients": ""}, links=links)
    claims = {o.event_id: o.silent for o in open_claims(c)}
    assert claims.get("c") == (None if answered else ("aze",))
    threads = Threads(c)
    assert {*threads.heard("c"), *threads.heard_on_whole("c")} == ({"aze"} if answered else set())


@pytest.mark.parametrize(
    ("change", "accused"),
    [
        ({}, ("aze",)),
        ({"status": "reported"}, ()),
        ({"attributed_to": ""}, ("aze",)),
        ({"actors": "arm", "recipients": "aze"}, ("aze",)),
        ({"actors": "arm", "recipients": "aze", "event_type": "CONSULT"}, ()),
        ({"actors": "arm", "recipients": "aze", "event_type": "AID"}, ()),
        ({"actors": "arm", "recipients": "aze", "event_type": ""}, ()),
        ({"actors": "", "recipients": "aze", "event_type": "CRIME"}, ("aze",)),
        # Said of somebody else, even a friendly act is a claim about him.
        ({"event_type": "AGREE"}, ("aze",)),
        ({"actors": "army;crowd"}, ("aze", "crowd")),
        # An article's own voice charges whoever coerces or breaks the law, not those who fight.
        ({"status": "reported", "attributed_to": "", "event_type": "COERCE"}, ("aze",)),
        ({"status": "reported", "attributed_to": "", "event_type": "CRIME"}, ("aze",)),
        ({"status": "reported", "attributed_to": ""}, ()),
        ({"status": "reported", "event_type": "COERCE", "recipients": "army;arm"}, ()),
        ({**STATEMENT, "event_type": "DISAPPROVE"}, ("aze",)),
        ({**STATEMENT, "event_type": "THREATEN"}, ("aze",)),
        ({**STATEMENT, "event_type": "DEMAND"}, ()),
        ({**STATEMENT, "event_type": "REJECT"}, ()),
        ({**STATEMENT, "event_type": "SUPPORT"}, ()),
        ({**STATEMENT, "event_type": "DISAPPROVE", "recipients": "arm"}, ()),
        ({"status": "planned"}, ()),
        ({"withdrawn": "2023-01-01"}, ()),
        ({"attributed_to": "arm;aze"}, ()),
    ],
)  # fmt: skip
def test_who_is_accused(tmp_path, change, accused):
    c = collection(tmp_path, {**CLAIM, **change})
    assert Threads(c).accused("c") == accused


def test_parity_counts_what_belongs_to_a_party_and_is_alphabetical(tmp_path):
    c = collection(tmp_path, SAID, CLAIM, ANSWER, EVENT, links=[("a", "denies", "c")])
    rows = {r.party: (r.acted, r.acted_on, r.one_sided, r.answered, r.on_whole) for r in parity(c)}
    assert list(rows) == ["arm", "aze", "crowd"]
    assert rows == {"arm": (1, 2, 0, 0, 0), "aze": (2, 1, 2, 1, 0), "crowd": (1, 0, 0, 0, 0)}
