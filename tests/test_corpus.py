"""Facts about the nine articles and their coding that must stay true."""

import hashlib
import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import shipped_sample

from geodash.collection.checks.fairness import check_wording, open_claims, own_texts, parse_wording
from geodash.collection.report import check_lines
from geodash.domain.kinds import Kind
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Context, DateBasis, Fact, PlaceRole, Relation, Status
from geodash.domain.typography import seen_text
from geodash.views.card.panel import panel_card

ROOT = Path(__file__).parents[1]
ANSWERING = {Relation.DENIES, Relation.RESPONDS_TO, Relation.ABOUT}

#: Length in code points and SHA-256 (UTF-8) of each body: the text as it was published, headings
#: marked “## ”, misprints and all.
BODIES = {
    "aegean-simmering": (
        4736,
        "a21cd7f6fb602aedcb9290f0f26a4dd6d7b03f85726322ff160062ae98b64ab0",
    ),
    "armenia-and-iran": (
        4021,
        "f3a6228fa0573fb579deea5fb954aac7a2f717384b9b6beb6411cb8fdac47136",
    ),
    "azerbaijan-iran-borders": (
        3457,
        "a9a51031e9e8b202e240c752bed788d755837b7de750b5b1671518e4c7bdd479",
    ),
    "catalonia-media": (
        4776,
        "153944c4d5ec12594d546cae21e732702fa4c581de8d037ba99140939817c02e",
    ),
    "european-political-community": (
        4663,
        "03848dd293049aaa822e24e1d241677248eda56b36511908ed87be38a68aa3e1",
    ),
    "lachin-corridor-blocked": (
        4192,
        "de21307fb6c427c419f666ae725db41ab13ec6c5c3b085b7e9d51c857f7c5215",
    ),
    "timely-diplomacy": (
        4692,
        "b66fc2279627792e934ae49886fd86619ee47f592673c63b7da4182b465a8604",
    ),
    "trilateral-drills": (
        1928,
        "d2566d52a01fa4ae60bf261434c1089616d42b359d651ea4868e1a5301c49d4a",
    ),
    "unstable-afghanistan": (
        2043,
        "9b50cc4abc4e6e5b3bfd3036265e5c7036f89ed8ac79180fcecbee45777a85a6",
    ),
}

#: Region → the id that some event stands at (scene) or is about.
SCENES = {
    "Lachin corridor": "area:lachin-corridor-2022",
    "Lachin strip": "area:lachin-strip",
    "Kapan": "geonames:174875",
    "Jermuk": "geonames:174884",
    "Goris": "geonames:174895",
    "Sotk": "geonames:616041",
    "Aegean islands": "area:aegean-islands",
    "Samsun": "area:samsun",
    "Baku": "geonames:587084",
    "Prague": "geonames:3067696",
    "Brussels": "geonames:2800866",
    "Tajik–Afghan border": "area:tajikistan-afghanistan-border",
    "Uzbek–Afghan border": "area:uzbekistan-afghanistan-border",
    "Barcelona": "geonames:3128760",
}
SUBJECTS = {
    "Syunik": "area:syunik",
    "Kos": "area:kos",
    "Rhodes": "area:rhodes",
    "Crete": "area:crete",
    "first Lachin route": "area:lachin-corridor-2020",
    "Lachin district": "area:lachin-district",
}
MOSCOW = "geonames:524901"
BLOCKADE, HANDOVER, ATTACKS, FIGHTING = "cc-0001", "cc-0039", "cc-0040", "cc-0033"
#: How the articles name those who speak, where it isn't the actor's own name.
SPEAKERS = {
    "armenia": ("Armenian Defense Ministry", "Armenia’s defense ministry"),
    "russia": ("spokesperson of the Kremlin",),
    "turkiye": ("Erdogan",),
    "greece": ("Greek Foreign Minister", "Greece accused"),
}
TOWNS = {"cc-0041": "Jermuk", "cc-0042": "Goris", "cc-0043": "Sotk"}


@pytest.fixture(scope="module")
def corpus():
    return shipped_sample.corpus()


@pytest.fixture(scope="module")
def mentions(corpus):
    found = defaultdict(list)
    for mention in corpus.mentions:
        found[mention.event_id].append(mention)
    return found


@pytest.fixture(scope="module")
def areas():
    features = json.loads((ROOT / "geodata/areas.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["area_id"]: f["properties"] for f in features}


def linked(corpus, relations):
    """Pairs of event ids joined by one of the relations."""
    return [(k.from_event, k.to_event) for k in corpus.links if k.relation in relations]


def wholes(corpus, event_id):
    """The event and everything it is part of."""
    up = defaultdict(list)
    for member, umbrella in linked(corpus, {Relation.PART_OF}):
        up[member].append(umbrella)
    found = [event_id]
    for at in found:
        found += [u for u in up[at] if u not in found]
    return found


def party(corpus, actor_id):
    while corpus.actors[actor_id].parent:
        actor_id = corpus.actors[actor_id].parent
    return actor_id


# The texts --------------------------------------------------------------------------------------


def test_nine_articles_word_for_word(corpus):
    found = {
        a.article_id: (len(a.body), hashlib.sha256(a.body.encode()).hexdigest())
        for a in corpus.articles.values()
    }
    assert found == BODIES


def test_the_collection_loads_without_errors_or_warnings(corpus):
    assert [str(p) for p in corpus.problems if p.severity != "info"] == []


def test_each_article_says_when_it_appeared_and_why(corpus):
    for article in corpus.articles.values():
        assert article.published_earliest <= article.published_latest, article.article_id
        assert len(article.published_basis) > 40, article.article_id
        for note in article.notes:
            assert note.date and note.by and note.source and note.text, article.article_id


# Evidence ---------------------------------------------------------------------------------------


def test_every_quote_is_exact_and_anchored(corpus):
    for m in corpus.mentions:
        body = corpus.articles[m.article_id].body
        assert body[m.start : m.end] == m.quote, m.mention_id
        assert body[: m.start].endswith(m.prefix), m.mention_id
        assert body[m.end :].startswith(m.suffix), m.mention_id


def test_every_fact_has_words(corpus, mentions):
    for e in corpus.events.values():
        carried = {fact for m in mentions[e.event_id] for fact in m.supports}
        needed = {Fact.WHAT}
        if e.date_basis is DateBasis.STATED:
            needed.add(Fact.WHEN)
        if e.place_role is PlaceRole.SCENE:
            needed.add(Fact.WHERE)
        if e.actors or e.recipients or e.attributed_to:
            needed.add(Fact.WHO)
        if e.deaths_best is not None:
            needed.add(Fact.TOLL)
        assert needed <= carried, e.event_id


def test_every_article_has_events_and_most_are_not_history(corpus):
    assert 90 <= len(corpus.events) <= 140
    assert {m.article_id for m in corpus.mentions} == set(BODIES)
    background = [e for e in corpus.events.values() if e.context is Context.BACKGROUND]
    assert 10 <= len(background) <= len(corpus.events) / 3


def test_event_ids_are_never_dropped(corpus):
    numbers = sorted(int(e.removeprefix("cc-")) for e in corpus.events)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 118


def test_inferred_dates_say_how(corpus):
    for e in corpus.events.values():
        assert (e.date_start is None) == (e.date_end is None) == (e.date_basis is None)
        if e.date_basis is not DateBasis.STATED:
            assert e.date_note, e.event_id


def test_no_article_tells_of_what_came_after_it(corpus, mentions):
    for e in corpus.events.values():
        if e.date_end and e.status is not Status.PLANNED:
            told = [corpus.articles[m.article_id] for m in mentions[e.event_id]]
            assert e.date_end <= max(a.published_latest for a in told), e.event_id


def test_the_reactions_to_the_fighting_fall_into_its_first_days(corpus):
    window = corpus.articles["timely-diplomacy"]
    days = (window.published_earliest, window.published_latest)
    assert days == (date(2022, 9, 13), date(2022, 9, 15))
    answers = {a for a, b in linked(corpus, {Relation.ABOUT}) if b == FIGHTING}
    assert len(answers) >= 10
    for event_id in answers:
        e = corpus.events[event_id]
        if e.status is Status.PLANNED:
            assert (e.date_start, e.date_end) == (None, None), event_id
        else:
            assert (e.date_start, e.date_end) == days, event_id


# Places -----------------------------------------------------------------------------------------


def test_the_named_regions_are_there(corpus):
    scenes, about = set(), set()
    for e in corpus.events.values():
        if e.place_role is PlaceRole.SCENE:
            scenes |= {e.place_id, f"area:{e.area_id}"}
        elif e.area_id:
            about.add(f"area:{e.area_id}")
        about |= set(e.about_places)
    assert {n for n, i in SCENES.items() if i not in scenes} == set()
    assert {n for n, i in SUBJECTS.items() if i not in about} == set()
    seats = {e.place_id for e in corpus.events.values() if e.place_role is PlaceRole.SEAT}
    assert MOSCOW in seats


def test_the_blockade_lies_on_the_route_of_its_day(corpus, areas):
    e = corpus.events[BLOCKADE]
    route = areas[e.area_id]
    assert e.area_id == "lachin-corridor-2022"
    assert date.fromisoformat(route["valid_from"]) <= e.date_start == date(2022, 12, 12)
    assert not route["valid_to"]


@pytest.mark.parametrize("route", ["lachin-corridor-2020", "lachin-corridor-2022"])
def test_no_event_lies_on_a_route_that_was_not_there(corpus, areas, route):
    start = date.fromisoformat(areas[route]["valid_from"])
    end = date.fromisoformat(areas[route]["valid_to"] or "9999-12-31")
    rows = [e for e in corpus.events.values() if e.area_id == route]
    assert rows
    for e in rows:
        assert start <= e.date_start <= e.date_end <= end, e.event_id


def test_areas_are_marked_where_their_label_stands(corpus, areas):
    for e in corpus.events.values():
        if e.area_id:
            label = areas[e.area_id]
            assert e.point == (label["label_lat"], label["label_lon"]), e.event_id


def test_material_acts_are_never_put_at_a_seat(corpus):
    for e in corpus.events.values():
        if e.place_role is PlaceRole.SEAT:
            assert e.kind in (Kind.ACCUSATION, Kind.TALKS, Kind.OTHER), e.event_id
            assert e.where_prec is None and not e.place_name, e.event_id


# The same event, wholes and tolls ---------------------------------------------------------------


def test_two_articles_tell_of_the_hand_over(corpus, mentions):
    told = {m.article_id for m in mentions[HANDOVER]}
    assert told == {"timely-diplomacy", "european-political-community"}
    e = corpus.events[HANDOVER]
    assert e.date_start == e.date_end == date(2022, 8, 26)
    assert "Lachin / Berdzor" in e.title


def test_the_toll_is_counted_once(corpus, mentions):
    with_toll = {i: e.deaths_best for i, e in corpus.events.items() if e.deaths_best is not None}
    assert with_toll == {ATTACKS: 49}
    attacks = corpus.events[ATTACKS]
    assert (attacks.deaths_low, attacks.deaths_high) == (49, None)
    assert attacks.deaths_of == ("armenian-armed-forces",)
    assert attacks.attributed_to == ("armenia",)
    assert any(Fact.TOLL in m.supports and "49" in m.quote for m in mentions[ATTACKS])


def test_the_three_towns_are_members_without_a_toll(corpus):
    members = {a for a, b in linked(corpus, {Relation.PART_OF}) if b == ATTACKS}
    assert members == set(TOWNS)
    for event_id, town in TOWNS.items():
        e = corpus.events[event_id]
        assert e.place_name == f"near {town}" and e.where_prec == 2
        assert (e.deaths_best, e.deaths_low, e.deaths_high, e.deaths_of) == (None, None, None, ())
        assert e.status is Status.CLAIMED and e.attributed_to == ("armenia",)


def test_nothing_is_part_of_itself(corpus):
    for event_id in corpus.events:
        for umbrella in wholes(corpus, event_id)[1:]:
            assert event_id not in wholes(corpus, umbrella)


# Fairness ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "amassing ammunition and setting up landmines along the border",
        "had even fired at Azerbaijani posts",
        "have not been reported or confirmed",
        "has acknowledged damage to its military installations",
    ],
)
def test_azerbaijans_answer_stands_beside_the_attacks(corpus, mentions, words):
    for town in TOWNS:
        family = wholes(corpus, town)
        assert family == [town, ATTACKS, FIGHTING]
        answers = {a for a, b in linked(corpus, ANSWERING) if b in family}
        said = [
            m.quote
            for a in answers
            if corpus.events[a].actors == ("azerbaijan",)
            for m in mentions[a]
        ]
        assert any(words in quote for quote in said)


def test_azerbaijans_defence_of_the_mortar_fire_answers_that_alone(corpus):
    words = "Azerbaijan defends this move"
    for event_id in (*TOWNS, ATTACKS, "cc-0044"):
        made = panel_card(corpus, event_id)["text"]
        assert not any(words in a["quote"] for a in made["answers"]), event_id
        assert "no separate answer by Azerbaijan" in made["no_answer"]
    fire = panel_card(corpus, "cc-0036")["text"]
    assert any(words in a["quote"] for a in fire["answers"]) and fire["no_answer"] == ""


def test_the_cards_of_the_attacks_quote_azerbaijan_on_its_damage_and_no_one_else(corpus):
    words = "has acknowledged damage to its military installations"
    for event_id in (*TOWNS, ATTACKS):
        made = panel_card(corpus, event_id)
        assert any(words in a["quote"] for a in made["text"]["answers"]), event_id
        assert made["text"]["silent"] == "" and words in made["html"]
        # That no losses were reported is the author's word, and no answer of Azerbaijan's.
        assert not any("have not been reported" in a["quote"] for a in made["text"]["answers"])


def test_page_and_check_name_the_same_silent_parties(corpus):
    report = "\n".join(check_lines(corpus))
    listed = report.split("Claims without the other side")[1].split("\n\n")[0]
    printed = set()
    for claim in re.split(r"\n  (?=cc-)", listed)[1:]:
        told, names = " ".join(claim.split()).split(": no answer by ")
        printed |= {(told.split()[0], name) for name in re.split(r", | or ", names)}
    shown = set()
    for event_id in corpus.events:
        silent = panel_card(corpus, event_id)["text"]["silent"]
        shown |= {(event_id, name) for name in re.split(r", | or ", silent) if name}
    assert printed == shown
    assert ("cc-0010", "Armenia") in shown and ("cc-0105", "Israel") in shown
    assert len(shown) >= 10


def test_no_act_is_linked_as_the_answer_to_an_attack(corpus):
    """An act told in defence came first by that account; only what is said answers."""
    for a, b in linked(corpus, {Relation.DENIES, Relation.RESPONDS_TO}):
        if corpus.events[b].kind is Kind.VIOLENCE and b in (FIGHTING, ATTACKS, *TOWNS, "cc-0036"):
            assert corpus.events[a].kind is not Kind.VIOLENCE, (a, b)


def test_one_sided_accounts_have_an_answer_or_are_listed_as_unanswered(corpus):
    unanswered = {claim.event_id for claim in open_claims(corpus)}
    threads = lookup_of(corpus).threads
    incoming = defaultdict(set)
    for a, b in linked(corpus, ANSWERING):
        incoming[b].add(a)
    checked = 0
    for e in corpus.events.values():
        if e.status not in (Status.CLAIMED, Status.DISPUTED):
            continue
        sources = {party(corpus, a) for a in e.attributed_to}
        others = {party(corpus, a) for a in e.actors} - sources
        if not others:
            continue
        checked += 1
        answers = {other for at in wholes(corpus, e.event_id) for other in incoming[at]}
        # A reply to the accuser's own statement of it stands beside the act as well.
        answers |= {reply for answer in answers for reply in incoming[answer]}
        answering = {party(corpus, actor) for a in answers for actor in corpus.events[a].actors}
        told = others & answering or threads.heard_on_whole(e.event_id)
        assert told or e.event_id in unanswered, e.event_id
    assert checked >= 10


def test_what_is_disputed_is_denied_by_somebody(corpus):
    denied = {b for _, b in linked(corpus, {Relation.DENIES})}
    disputed = {e.event_id for e in corpus.events.values() if e.status is Status.DISPUTED}
    assert disputed <= denied
    assert {"cc-0006", "cc-0016"} <= denied


def test_what_is_dismissed_in_one_breath_is_answered_and_not_denied(corpus):
    """“These accusations” are five: which of them it denies the text doesn't say."""
    answered = {b for a, b in linked(corpus, {Relation.RESPONDS_TO}) if a == "cc-0071"}
    assert answered == {"cc-0061", "cc-0062", "cc-0063", "cc-0067", "cc-0068"}
    assert {corpus.events[i].status for i in ("cc-0062", "cc-0063")} == {Status.CLAIMED}


def test_the_accounts_of_both_sides_are_part_of_the_fighting(corpus):
    accounts = {"cc-0036", "cc-0037", "cc-0038", "cc-0040", "cc-0044", "cc-0046"}
    parts = {a for a, b in linked(corpus, {Relation.PART_OF}) if b == FIGHTING}
    assert parts == accounts


def test_who_acts_for_himself_counts_as_no_state(corpus):
    for actor in (
        "azerbaijani-road-protesters",
        "azerbaijani-embassy-protesters",
        "ruben-vardanyan",
    ):
        assert corpus.actors[actor].parent == "", actor


#: Words in quotation marks in a note that no article prints: another’s term, a misprint put right.
OTHERS_WORDS = {"special military operation", "three brothers - 2021", "boosts"}


def test_notes_quote_what_an_article_prints(corpus):
    """Word for word, but for the letter that begins a sentence; “…” leaves words out."""
    texts = [f"{article.title} {article.body}" for article in corpus.articles.values()]
    printed = seen_text(" ".join(texts)).casefold()
    for event in corpus.events.values():
        for quoted in re.findall("“([^”]+)”", f"{event.note} {event.date_note}"):
            for part in seen_text(quoted).casefold().removesuffix("...").split("..."):
                assert part.strip() in printed or part in OTHERS_WORDS, (event.event_id, quoted)


def test_notes_say_when_the_articles_give_no_answer(corpus):
    silent = re.compile(r"\bno (answer|word|statement)\b", re.IGNORECASE)
    threads = lookup_of(corpus).threads
    for claim in open_claims(corpus):
        # An accusation in return stands beside the claim and says it too.
        if not any(answer.in_turn for answer in threads.answers(claim.event_id)):
            assert silent.search(corpus.events[claim.event_id].note), claim.event_id


def test_claims_name_their_source_in_the_title(corpus):
    for e in corpus.events.values():
        if e.one_sided:
            assert re.search(r", says |, it is said$", e.title), e.event_id


def test_the_blockade_rests_on_neither_sides_account(mentions):
    for mine in mentions[BLOCKADE]:
        for account in (*mentions["cc-0006"], *mentions["cc-0007"]):
            assert mine.end <= account.start or account.end <= mine.start, mine.mention_id


def test_a_claim_shows_the_words_that_name_its_source(corpus, mentions):
    checked = 0
    for e in corpus.events.values():
        if e.status not in (Status.CLAIMED, Status.DISPUTED) or not e.attributed_to:
            continue
        checked += 1
        words = " ".join(m.quote for m in mentions[e.event_id] if Fact.WHO in m.supports)
        for source in e.attributed_to:
            actor = corpus.actors[source]
            stems = SPEAKERS.get(source, (actor.name, *actor.aliases))
            assert any(stem in words for stem in stems), (e.event_id, source)
    assert checked >= 15


@pytest.mark.parametrize("town", TOWNS)
def test_the_ministry_is_named_beside_each_town(mentions, town):
    named = [m for m in mentions[town] if "Armenian Defense Ministry" in m.quote]
    assert named and all(Fact.WHO in m.supports for m in named)


@pytest.mark.parametrize("event_id, complaint", [("cc-0100", "cc-0101"), ("cc-0097", "cc-0099")])
def test_an_act_is_told_in_the_articles_own_words(corpus, mentions, event_id, complaint):
    """The passage on the card isn't the sentence of the party that complains of the act."""
    passage = panel_card(corpus, event_id)["text"]["passage"]
    assert passage and not any(m.quote in passage for m in mentions[complaint])


def test_both_accusers_of_13_september_have_the_same_title(corpus):
    swap = {"Armenia": "Azerbaijan", "Azerbaijan": "Armenia"}
    ours, theirs = corpus.events["cc-0034"].title, corpus.events["cc-0035"].title
    assert re.sub(r"Armenia\b|Azerbaijan\b", lambda m: swap[m[0]], ours) == theirs


def test_our_own_words_take_no_side(corpus):
    stems = parse_wording((ROOT / "wording.yaml").read_text("utf-8"))
    assert check_wording([("", "The occupiers’ provocation")], stems)
    assert check_wording(own_texts(corpus), stems) == []
    for e in corpus.events.values():
        # Not even in quotation marks.
        assert check_wording([(e.event_id, e.title.replace("“", "").replace("”", ""))], stems) == []
        assert len(e.title) <= 90, e.event_id
