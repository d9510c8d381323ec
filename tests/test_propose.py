"""What is proposed of an article: by rules on small texts of other matters than ours, and for any text at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.coding.propose.ask import Asking, as_json
from geodash.coding.propose.days import Days
from geodash.coding.propose.engine import Proposer
from geodash.coding.propose.model import Proposals
from geodash.coding.propose.names import Names
from geodash.coding.propose.refused import Refused, Spot
from geodash.coding.propose.tokens import text_of
from geodash.collection.checks.context import collection_wording
from geodash.collection.checks.fairness import check_wording
from geodash.domain.kinds import EventType
from geodash.domain.model import Actor, Article, Collection
from geodash.geo.layers import GeoData

GEODATA = GeoData(None)
NAMES = Names(GEODATA.place_search)
ACTORS = (
    Actor("sudan", "Sudan", "state", "SDN", aliases=("Khartoum",)),
    Actor("chad", "Chad", "state", "TCD"),
    Actor("chad-army", "Armed forces of Chad", "military", "TCD", "chad", ("Chadian troops",)),
    Actor("au", "African Union", "igo", aliases=("AU",)),
    Actor("crowd", "Villagers", "protesters", "SDN", aliases=("groups of villagers",)),
)


def collection(folder: Path, body: str = "", **facts: object) -> Collection:
    days = {"published_earliest": date(2024, 5, 10), "published_latest": date(2024, 5, 12)}
    article = Article("a", "A", body, **{**days, **facts})  # type: ignore[arg-type]
    return Collection(str(folder), "T", {}, (), (), {a.actor_id: a for a in ACTORS}, {"a": article})


def propose(body: str, **facts: object) -> Proposals:
    made = collection(Path(), body, **facts)
    return Proposer(made, GEODATA, names=NAMES).propose(made.articles["a"])


def places(body: str) -> dict[str, str]:
    return {p.span.quote: p.first.label if p.first else "" for p in propose(body).places}


def days(body: str, **facts: object) -> list[tuple[str, str, str]]:
    return [(d.span.quote, d.date_start, d.date_end) for d in propose(body, **facts).dates]


def who(body: str) -> dict[str, tuple[str, ...]]:
    return {a.span.quote: a.actors for a in propose(body).actors}


# Places -------------------------------------------------------------------------------------------


def test_a_name_means_the_place_of_what_is_named_beside_it() -> None:
    assert places("Fighting went on in Paris, Texas, on Monday.") == {
        "Paris": "Paris",
        "Texas": "Texas",
    }
    (paris, _) = propose("Fighting went on in Paris, Texas, on Monday.").places
    assert paris.first and paris.first.country == "USA"
    assert "Texas" in paris.reason
    assert any(c.country == "FRA" for c in paris.choices), "the best known is offered too"
    assert propose("Leaders met in Paris on Monday.").places[0].first.country == "FRA"  # type: ignore[union-attr]


def test_names_of_people_and_offices_are_no_places() -> None:
    found = places("Mr. Paris told Jordan Smith that President Lincoln would visit Kenya.")
    assert set(found) == {"Kenya"}
    assert "Turkish" not in places("A Turkish officer and German doctors arrived in Niamey.")


def test_how_closely_a_place_is_known() -> None:
    text = "Shells fell near El Geneina. Troops entered Khartoum. Ships left the Red Sea for Sudan."
    found = {p.span.quote: p.first.where_prec for p in propose(text).places if p.first}
    assert found == {"El Geneina": 2, "Khartoum": 1, "Red Sea": 7, "Sudan": 6}


def test_a_place_that_no_gazetteer_has_lies_about_where_the_text_plays() -> None:
    found = propose("Two men were shot in Qwertzuheim Street, Nairobi. Nairobi police came.").places
    unknown = next(p for p in found if "Qwertz" in p.span.quote)
    assert unknown.choices == () and unknown.about and unknown.about.label == "Nairobi"


def test_a_border_is_the_line_between_the_two_countries_beside_it() -> None:
    (found,) = [
        p
        for p in propose("Armenia moved troops to its border with Iran.").places
        if p.span.quote == "border"
    ]
    assert found.first and found.first.area_id == "armenia-iran-border"


# Days ---------------------------------------------------------------------------------------------


def test_a_year_follows_from_the_weekday_or_from_when_the_article_appeared() -> None:
    assert days("It began on Tuesday, 13 September.", published_latest=date(2022, 9, 15)) == [
        ("Tuesday, 13 September", "2022-09-13", "2022-09-13")
    ]
    assert days("It began on 3 May.") == [("3 May", "2024-05-03", "2024-05-03")]
    assert days("It began on 3 December.") == [("3 December", "2023-12-03", "2023-12-03")]
    assert days("The summit is scheduled for 6 June.") == [("6 June", "2024-06-06", "2024-06-06")]


def test_without_the_day_of_publication_nothing_is_made_up() -> None:
    found = propose("It began on Thursday.", published_earliest=None, published_latest=None)
    assert [(d.needs, d.date_start) for d in found.dates] == [("published", "")]
    assert days("It was on 12 May 1998.", published_latest=None) == [
        ("12 May 1998", "1998-05-12", "1998-05-12")
    ]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Thursday", "2024-05-09", "2024-05-09"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("July last year", "2023-07-01", "2023-07-31"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("In recent weeks", "2024-04-10", "2024-05-12"),
        ("between 3 and 5 May", "2024-05-03", "2024-05-05"),
        ("from 2015 to 2018", "2015-01-01", "2018-12-31"),
    ],
)
def test_expressions_of_days(words: str, first: str, last: str) -> None:
    assert days(f"{words} shells fell on the town.") == [(words, first, last)]


def test_days_are_counted_from_the_day_told_before() -> None:
    found = days("Shells fell on 3 May. A day earlier, the bridge was closed.")
    assert found[1] == ("A day earlier", "2024-05-02", "2024-05-02")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Tuesday", "2024-05-07", "2024-05-07"),
        ("on tuesday at dawn", "2024-05-07", "2024-05-07"),
        ("that day", "2024-05-03", "2024-05-03"),
        ("the next day", "2024-05-04", "2024-05-04"),
        ("the day before", "2024-05-02", "2024-05-02"),
        ("last week", "2024-04-29", "2024-05-05"),
        ("in recent weeks", "2024-04-10", "2024-05-12"),
        ("since 3 May", "2024-05-03", "2024-05-12"),
    ],
)
def test_what_is_typed_of_a_passage_is_read_as_if_it_stood_there(
    typed: str, first: str, last: str
) -> None:
    body = "Shells fell on 3 May. They stopped. On 9 May they met."
    article = collection(Path(), body).articles["a"]
    found = Days(text_of(body), article).said(typed, body.index("They stopped"))
    assert found and (found.date_start, found.date_end) == (first, last)
    assert found.date_basis == "stated" or found.date_note
    assert Days(text_of(body), article).said("soon", 0) is None


def test_one_end_alone_is_inferred_and_says_so() -> None:
    (found,) = propose("The road has been closed since 3 May.").dates
    assert (found.date_end, found.date_kind) == ("2024-05-12", "throughout")
    assert found.date_basis == "inferred" and "Only the beginning" in found.date_note


def test_figures_are_no_years() -> None:
    assert days("Some 2000 people fled over 2000 km, and 1,998 came back.") == []


# Actors -------------------------------------------------------------------------------------------


def test_actors_by_names_aliases_forces_and_whoever_speaks_for_them() -> None:
    found = who(
        "Chadian troops fired. Sudan’s foreign minister Ali Youssef complained. The AU met."
    )
    assert found["Chadian troops"] == ("chad-army",)
    assert found["Sudan’s foreign minister Ali Youssef"] == ("sudan",)
    assert found["AU"] == ("au",)
    assert who("Chadian soldiers fired.") == {"Chadian soldiers": ("chad-army",)}
    assert who("On Friday groups of villagers sat down.")["groups of villagers"] == ("crowd",)


def test_a_state_that_the_collection_lacks_is_proposed_as_new() -> None:
    (found,) = propose("The French president called.").actors
    assert found.actors == ("france",)
    assert [(n.actor_id, n.kind, n.country) for n in found.new] == [("france", "state", "FRA")]


def test_both_sides_points_back_to_the_two_that_are_named_together() -> None:
    text = "Chad and Sudan exchanged fire. Talks between France and Mali went on. France asked both sides to stop."
    (found,) = [a for a in propose(text).actors if a.span.quote == "both sides"]
    assert found.actors == ("chad", "sudan")
    assert [s.quote for s in found.refers] == ["Chad", "Sudan"]


# Happenings ---------------------------------------------------------------------------------------


def test_words_lie_where_the_speaker_sits_and_acts_where_they_are_told() -> None:
    said, done = propose(
        "Sudan accused Chad on Friday. Chadian troops attacked villages near Kassala."
    ).happenings
    assert (said.types[0], said.actors, said.recipients) == ("DISAPPROVE", ("sudan",), ("chad",))
    assert said.place_role == "seat" and said.place and said.place.label == "Khartoum"
    assert (done.types[0], done.actors, done.place_role) == ("ASSAULT", ("chad-army",), "scene")
    assert done.place and done.place.label == "Kassala" and done.place.where_prec == 2


def test_the_passive_turns_the_sides_round() -> None:
    (found,) = propose("Sudan was attacked by Chadian troops.").happenings
    assert found.actors == ("chad-army",)
    assert "sudan" in found.recipients


def test_what_only_one_says_is_claimed_by_it() -> None:
    text = (
        "Sudan claims that Chadian troops shelled El Geneina. Chad is said to have fired rockets."
    )
    shelled, fired = (h for h in propose(text).happenings if h.types[0] == "ASSAULT")
    assert (shelled.status, shelled.attributed_to) == ("claimed", ("sudan",))
    assert shelled.title.endswith(", says Sudan")
    assert (fired.status, fired.attributed_to, fired.actors) == ("claimed", (), ("chad",))


def test_what_somebody_named_says_was_done_is_its_word() -> None:
    said, quoted, own, plain = propose(
        "The government of Sudan says Chadian troops captured Kassala. "
        "“The army shelled El Geneina,” said Sudan. "
        "Chad said it has withdrawn from Kassala. Chadian troops attacked Omdurman."
    ).happenings
    assert (said.status, said.attributed_to) == ("claimed", ("sudan",))
    assert (quoted.status, quoted.attributed_to) == ("claimed", ("sudan",))
    # What a party tells to its own harm is not only its word.
    assert (own.types[0], own.status) == ("RETREAT", "reported")
    assert plain.status == "reported"


def test_what_is_told_beside_a_sentence_s_act_is_not_what_it_tells(tmp_path: Path) -> None:
    body = "Sudan, backed by African Union forces, has invaded Chad."
    made = collection(tmp_path, body)
    begun = Asking(made, GEODATA).ghost("a", 0, len(body))
    assert begun["types"][0]["event_type"] == "ASSAULT"
    assert (begun["cells"]["actors"], begun["cells"]["recipients"]) == ("sudan", "chad")
    (left,) = (
        h
        for h in propose("Under a truce, Sudan withdrew from Kassala.").happenings
        if h.types[0] == "RETREAT"
    )
    assert left.actors == ("sudan",)
    (held,) = propose("Villagers protested in Chad on 8 May.").happenings
    assert held.recipients == ()
    # What is spoken of was not done by whoever speaks.
    assert [h.types[0] for h in propose("France denounced the military operation.").happenings] == [
        "DISAPPROVE"
    ]


def test_what_may_be_or_is_not_is_no_happening() -> None:
    assert propose("Chad could attack Sudan. Chad did not attack Sudan.").happenings == ()
    assert propose("If Chad attacks Sudan, others may invade.").happenings == ()


def test_each_of_two_that_accuse_each_other_gets_its_own() -> None:
    found = propose("Chad and Sudan clashed, each accusing the other of shelling.").happenings
    said = {(h.actors, h.recipients) for h in found if h.types[0] == "DISAPPROVE"}
    assert said == {(("chad",), ("sudan",)), (("sudan",), ("chad",))}


def test_a_list_of_towns_is_one_happening_for_each() -> None:
    found = propose("Chadian troops attacked Omdurman, Kassala and Port Sudan.").happenings
    assert [h.place.label for h in found if h.place] == ["Omdurman", "Kassala", "Port Sudan"]


def test_a_statement_goes_on_from_what_it_is_about() -> None:
    text = "Chad and Sudan clashed on 8 May. France has called on both sides to stop."
    clash, call = propose(text).happenings
    assert clash.date and clash.date.date_start == "2024-05-08"
    assert call.date and (call.date.date_start, call.date.date_end) == ("2024-05-08", "2024-05-12")
    assert call.date.date_basis == "inferred" and "8 May 2024" in call.date.date_note


def test_a_dateline_dates_the_article_and_no_happening() -> None:
    text = "Sunday, May 12, 2024\n\nThe troops landed on 8 May.\n\nSudan attacked Kassala."
    (attack,) = propose(text).happenings[-1:]
    assert attack.date and attack.date.date_start == "2024-05-08"


def test_no_title_has_a_word_to_avoid() -> None:
    stems = collection_wording(Path())
    verbs = "accused attacked threatened warned invaded sanctioned detained supported met blocked"
    for verb in verbs.split():
        for one in propose(f"Sudan {verb} Chad on Friday in Kassala.").happenings:
            assert not check_wording([("title", one.title)], stems)
            assert len(one.title) <= 90


# A new event from some words ----------------------------------------------------------------------


def test_a_new_event_begins_with_its_cells_and_says_why(tmp_path: Path) -> None:
    text = "Chad and Sudan clashed on 8 May. France has called on both sides to stop, it said."
    asking = Asking(collection(tmp_path, text), GEODATA)
    start = text.index("France")
    found = asking.ghost("a", start, text.index(", it said"))
    cells = found["cells"]
    assert (cells["event_type"], cells["actors"], cells["recipients"]) == (
        "DEMAND",
        "france",
        "chad;sudan",
    )
    assert cells["place_role"] == "seat" and "where_prec" not in cells
    assert found["types"][0] == {"event_type": "DEMAND", "kind": "accusation"}
    assert "called on" in found["because"]["what"] and "points back" in found["because"]["whom"]
    assert [o["quote"] for o in found["offers"] if o["fact"] == "who"] == ["Chad", "Sudan"]
    assert found["supports"] == ["what"], "whom it means stands elsewhere"
    assert [n["actor_id"] for n in found["new_actors"]] == ["france"]
    assert all(isinstance(v, str) for v in cells.values())


def test_an_act_of_nobody_known_begins_with_its_kind_and_a_claimant_is_named(
    tmp_path: Path,
) -> None:
    body = "Witnesses claim that troops fired into the crowd. The government of France said bandits attacked Kassala."
    asking = Asking(collection(tmp_path, body), GEODATA)
    shot = asking.ghost("a", 0, body.index(" The government"))
    assert shot["types"][0]["event_type"] == "ASSAULT" and shot["cells"]["date_start"]
    assert "actors" not in shot["cells"]
    told = asking.ghost("a", body.index("The government"), len(body))
    assert told["cells"]["attributed_to"] == "france"
    assert [(a["actor_id"], a["name"]) for a in told["new_actors"]] == [("france", "France")]


def test_words_that_tell_nothing_begin_with_nothing(tmp_path: Path) -> None:
    asking = Asking(collection(tmp_path, "Much remains to be seen, of course."), GEODATA)
    assert asking.ghost("a", 0, 12)["cells"] == {}
    for start, end in ((5, 5), (-1, 4), (0, 4000)):
        with pytest.raises(ValueError, match="no such words"):
            asking.ghost("a", start, end)


# Refused ------------------------------------------------------------------------------------------


def test_what_is_refused_stays_refused_at_that_spot_alone(tmp_path: Path) -> None:
    text = "Shells fell on Kassala. Trucks left Kassala."
    asking = Asking(collection(tmp_path, text), GEODATA)
    first, second = asking.own("a").places
    store = Refused(tmp_path)
    store.put(Spot("a", "place", first.span.quote, first.span.occurrence))
    assert asking.own("a").places == (second,)
    assert Refused(tmp_path).of("b") == set()
    longer = Asking(collection(tmp_path, f"News of the day. {text}"), GEODATA)
    assert len(longer.own("a").places) == 1, "it is the same spot after an edit elsewhere"
    store.put(Spot("a", "place", "Kassala", 1), refused=False)
    assert len(asking.own("a").places) == 2


def test_the_places_of_a_list_stand_with_the_first(tmp_path: Path) -> None:
    body = "Sudan attacked Chad near Kassala and Omdurman. Sudan attacked Kassala."
    asking = Asking(collection(tmp_path, body), GEODATA)
    told = as_json([asking.own("a"), asking.own("a")])["proposals"]
    one, two = (p for p in told if p["what"] == "happening")
    assert [one["place_words"]["quote"], *(a["place_words"]["quote"] for a in one["also"])] == [
        "Kassala", "Omdurman",
    ]  # fmt: skip
    assert all(a["place"]["place_id"] and a["title"] for a in one["also"])
    assert not two.get("also")


def test_an_actor_of_a_draft_is_known_to_what_is_proposed(tmp_path: Path) -> None:
    body = "The Red Guild attacked Kassala on 8 May 2022. Its leader spoke."
    asking = Asking(collection(tmp_path, body), GEODATA)
    also = (Actor("~a1", "Red Guild", "armed_group", "SDN"),)
    assert not asking.ghost("a", 0, 45)["cells"].get("actors")
    found = asking.ghost("a", 0, 45, None, also)
    assert found["cells"]["actors"] == "~a1" and found["new_actors"] == []
    assert [a.span.quote for a in asking.own("a", also).actors] == ["Red Guild"]
    assert not asking.own("a").actors


def test_a_new_event_begins_without_what_was_refused_in_its_words(tmp_path: Path) -> None:
    text = "Sudan attacked Chad in Kassala on 8 May. Sudan attacked Chad in Kassala on 9 May."
    asking, store = Asking(collection(tmp_path, text), GEODATA), Refused(tmp_path)
    second = text.index(" Sudan attacked") + 1
    before = asking.ghost("a", 0, second)
    assert (
        before["cells"]["place_name"] == "Kassala" and before["cells"]["date_start"] == "2024-05-08"
    )
    for row in ("where", "when", "who"):
        for told in before["spots"][row]:
            store.put(Spot.of("a", told))
    left = asking.ghost("a", 0, second)
    assert "place_name" not in left["cells"] and "actors" not in left["cells"]
    assert left["cells"].get("date_start") != "2024-05-08"
    assert asking.ghost("a", second, len(text))["cells"]["place_name"] == "Kassala"
    for told in [t for row in before["spots"].values() for t in row]:
        store.put(Spot.of("a", told), refused=False)
    assert asking.ghost("a", 0, second) == before
    # An act that is not so is no beginning either.
    act = asking.own("a").happenings[0]
    store.put(Spot("a", "happening", act.span.quote, act.span.occurrence))
    assert asking.ghost("a", 0, second)["types"] == []


def test_a_torn_line_of_refusals_hides_no_other(tmp_path: Path) -> None:
    store, spot = Refused(tmp_path), Spot("a", "place", "Kassala", 1)
    store.put(spot)
    with (tmp_path / ".geodash/refused.jsonl").open("a") as file:
        file.write('{"article": "a", "wh')
    store.put(Spot("a", "date", "2019", 1))
    assert store.of("a") == {spot, Spot("a", "date", "2019", 1)}


# Any text -----------------------------------------------------------------------------------------

_BITS = st.sampled_from(
    ["Kassala", "Chad", "accused", "Sudan’s", "both sides", "on 31 February", "1999", "31 June", "in", "attacked", ",", ".", "\n\n", "# ", "the border",
     "Мариуполь", "הצפון", "الخرطوم", "北京", "東京で", "İstanbul", "ﬁ", "\u202e", "👩‍👩‍👧", "e\u0301", "’s", "“", "-", "U.S.", "A day earlier", "by", "since", "9999", "Feb. 30"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=300), st.lists(_BITS, max_size=40).map(" ".join), st.lists(_BITS).map("".join)
)


@settings(max_examples=tries(60), deadline=None)
@given(_TEXTS)
@example("in 10000 years, Chad and  accused each other since 0001-01-01 and 9999-12-31")
@example("last year" * 40)
def test_any_text_gives_its_very_words_and_the_same_twice(body: str) -> None:
    found = propose(body)
    assert found == propose(body)
    for told in as_json([found])["proposals"]:
        assert body[told["start"] : told["end"]] == told["quote"]
        at, count = -1, 0
        while (at := body.find(told["quote"], at + 1)) not in (-1, told["start"]):
            count += 1
        assert told["occurrence"] == count + 1
    for one in found.happenings:
        assert {t for t in one.types if t} <= {t.value for t in EventType}
        assert one.trigger.quote == body[one.trigger.start : one.trigger.end]
    for one_date in found.dates:
        assert one_date.needs or one_date.date_start <= one_date.date_end


@settings(max_examples=tries(30), deadline=None)
@given(_TEXTS, st.integers(0, 400), st.integers(0, 400))
def test_any_words_can_begin_an_event(body: str, start: int, end: int) -> None:
    made = collection(Path(), body)
    asking = Asking(made, GEODATA)
    if 0 <= start < end <= len(body):
        found = asking.ghost("a", start, end)
        assert found["quote"] == body[start:end]
