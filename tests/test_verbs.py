"""Titles as sentences: a verb where one is missing for sure, and never one that turns an act around."""

from __future__ import annotations

import pytest

from geodash.words.verbs import nominal, passive


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("Lachin road blocked by groups of Azerbaijanis", "Lachin road is blocked by groups of Azerbaijanis"),
        ("Key crossings on the Tajik–Afghan border captured", "Key crossings on the Tajik–Afghan border are captured"),
        ("Gold and copper mined in the hills", "Gold and copper are mined in the hills"),
        ("Several drones shot down and captured", "Several drones are shot down and captured"),
    ],
)  # fmt: skip
def test_a_passive_has_its_verb(act: str, sentence: str) -> None:
    assert passive(act) == sentence


@pytest.mark.parametrize(
    "act",
    [
        "Azerbaijan shelled in the night",  # it did, or was: only the coded actor tells
        "Greece and Türkiye accept a deal brokered by NATO",
        "Armenia says that forces staged the blocking",
        "Troops retreated from Kapan",
        "Russia asks for the blocking to be ended",
        "Armenia has not accepted land transit along Syunik",
        "Ruben Vardanyan appointed state minister",
    ],
)
def test_what_may_be_a_clause_stays_as_it_is(act: str) -> None:
    assert passive(act, ["Azerbaijan"]) == ""


@pytest.mark.parametrize(
    ("act", "verb"),
    [
        ("Attacks near Jermuk, Goris and Sotk", "are"),
        ("Attack near Jermuk", "is"),
        ("Fighting between Armenia and Azerbaijan", "is"),
        ("Clashes at the border", "are"),
        ("Russia’s military invasion of Ukraine", "is"),
        ("Iran holds military drills", ""),
        ("Azerbaijan and Iran hold meetings from ambassador level", ""),
        ("Nationals protest outside the embassy", ""),
        ("Armenia and Azerbaijan sign a ceasefire agreement with mediation", ""),
        ("Greece militarises islands in the Aegean", ""),
        ("", ""),
    ],
)
def test_a_noun_is_dated_and_a_clause_has_its_own_verb(act: str, verb: str) -> None:
    assert nominal(act, ["Azerbaijan", "Iran"]) == verb
