"""One search over everything: what it finds, in which order, what is lit, what it says of the rest."""

from __future__ import annotations

import time
from typing import Any

import pytest
from collection_kit import ARTICLE, EVENT, MENTION, make, table
from export_kit import ROOT, hostile, site_of
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.geo.searched import placed_words, search_key
from geodash.query import Filter
from geodash.query.lit import excerpt, lit, pieces
from geodash.query.text import Haystack, document, matches, patterns
from geodash.web.site import Site

Json = dict[str, Any]
KEYS = ["events", "passages", "notes", "people", "places", "names"]


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(ROOT)


def group(answer: Json, key: str) -> Json:
    return next(g for g in answer["groups"] if g["key"] == key)


def lit_of(row: Json, key: str = "title") -> list[str]:
    return row[key][1::2]


def text_of(row: Json, key: str = "title") -> str:
    return "".join(row[key])


# What is found ------------------------------------------------------------------------------------


def test_a_word_that_no_event_has_is_found_where_it_stands(site: Site) -> None:
    found = site.search("Lausanne")
    assert [g["key"] for g in found["groups"]] == KEYS
    (event,) = group(found, "events")["rows"]
    assert event["background"]
    assert (event["where"], lit_of(event, "why")) == ("in the note on its date", ["Lausanne"])
    assert group(found, "events")["said"] == "0 of 92, and 1 in the background"
    (passage,) = group(found, "passages")["rows"]
    assert (passage["article"], passage["para"], passage["events"]) == ("aegean-simmering", 5, [])
    assert passage["note"]["lead"] == "No event is coded from this sentence."
    assert passage["note"]["text"].startswith(
        "Editor’s note: The treaty of 24 July 1923 has no term"
    )
    assert group(found, "notes")["said"] == "4 on 1 article"
    (place,) = group(found, "places")["rows"]
    assert text_of(place, "more").startswith("city in Vaud, Switzerland · no event")
    assert place["lat"] and place["filter"] is None
    assert (
        found["nothing"]
        == "Nothing among 54 people and organisations or the names printed on the map."
    )


def test_names_that_only_stand_in_texts_are_found(site: Site) -> None:
    found = site.search("mitso")
    (event,) = group(found, "events")["rows"]
    assert (event["where"], lit_of(event, "why")) == ("in its words", ["Mitso"])
    (passage,) = group(found, "passages")["rows"]
    assert lit_of(passage) == ["Mitso"]
    assert event["event"] in passage["events"] and passage["note"] is None


def test_every_name_of_a_place_finds_it_and_both_are_lit(site: Site) -> None:
    by_one, by_other = site.search("Lachin"), site.search("berdzor")
    assert sorted(by_one["ids"]) == sorted(by_other["ids"])
    for found in (by_one, by_other):
        (town,) = group(found, "names")["rows"]
        assert (text_of(town), lit_of(town)) == ("Lachin / Berdzor", ["Lachin", "Berdzor"])
    assert lit_of(group(by_other, "events")["rows"][0]) == ["Lachin", "Berdzor"]
    (town,) = group(site.search("Khankendi"), "names")["rows"]
    assert text_of(town) == "Khankendi / Stepanakert"
    assert text_of(group(site.search("Xankəndi"), "names")["rows"][0]) == text_of(town)


def test_what_the_map_says_with_a_name_is_said_here_too(site: Site) -> None:
    found = site.search("nagorno karabakh")
    row = next(
        r
        for g in ("places", "names")
        for r in group(found, g)["rows"]
        if text_of(r) == "Nagorno-Karabakh"
    )
    assert "internationally recognised as part of Azerbaijan" in text_of(row, "more")


def test_the_very_name_comes_first_then_what_begins_with_it(site: Site) -> None:
    rows = group(site.search("armenia"), "people")["rows"]
    assert [text_of(r) for r in rows][:2] == ["Armenia", "Armenian groups in Nagorno-Karabakh"]
    rows = group(site.search("lachin"), "events")["rows"]
    begins = [text_of(r).startswith("Lachin") for r in rows]
    assert begins == sorted(begins, reverse=True) and begins[0]
    assert site.search("lachin") == site.search("lachin")


def test_it_agrees_with_the_filter_by_a_word(site: Site) -> None:
    for query in ("lachin", "Türkiye", "peacekeepers", "“the road”", "Armenia Azerbaijan"):
        found = group(site.search(query), "events")
        ids = set(site.store.ids(Filter(query=query, background=True)))
        assert ids <= set(site.search(query)["ids"])
        assert found["show"]["count"] == site.store.count(
            Filter(query=found["show"]["params"]["q"])
        )


def test_a_person_or_place_leads_to_a_filter_that_shows_as_many(site: Site) -> None:
    for query in ("armenia", "jermuk", "greek islands", "russia"):
        answer = site.search(query)
        for row in [
            r for k in ("people", "places") for r in group(answer, k)["rows"] if r["filter"]
        ]:
            f, notices = Filter.from_params(row["filter"], site.store.vocabulary)
            n = site.store.count(f)
            assert not notices and n
            assert f"{n} event" in row["act"] + text_of(row, "more")


def test_titles_of_articles_are_found(site: Site) -> None:
    (row,) = group(site.search("sagacious"), "passages")["rows"]
    assert (row["para"], row["quoted"], row["note"]) == (None, False, None)
    assert text_of(row, "more").startswith("title of an article")


def test_a_place_of_the_world_is_found_where_nothing_nearer_is_called_so(site: Site) -> None:
    found = site.search("Bombay")
    assert [g["key"] for g in found["groups"]] == [*KEYS, "world"]
    first = group(found, "world")["rows"][0]
    assert text_of(first) == "Mumbai" and first["filter"] is None
    assert text_of(first, "more").startswith("for “Bombay” · city in Maharashtra, India · no event")
    assert (round(first["lat"]), round(first["lon"])) == (19, 73)
    assert found["count"] == len(group(found, "world")["rows"]) > 1
    assert "world" not in found["nothing"]
    for query in ("Jermuk", "Lausanne", "war", "ceasefire", "Pashinyan", ""):
        assert [g["key"] for g in site.search(query)["groups"]] == KEYS, query
    assert site.search("missile")["nothing"].endswith("or the places of the world.")


def test_a_blank_question_says_what_is_searched(site: Site) -> None:
    for query in ("", "  ", "!!"):
        found = site.search(query)
        assert found["count"] == 0 and found["ids"] == []
        assert found["nothing"].startswith("Searches 119 events, the texts of 9 articles")


def test_withdrawn_events_and_foreign_markup(tmp_path) -> None:
    site = site_of(hostile(tmp_path / "hostile"))
    assert "gone" not in site.search("withdrawn")["ids"]
    (row,) = group(site.search("onerror"), "events")["rows"]
    assert lit_of(row) == ["onerror"]
    assert "<img src=x " in row["title"][0]  # as it is: whoever shows it makes text of it


def test_a_collection_without_geodata_and_notes_can_be_searched(tmp_path) -> None:
    events = table("events", EVENT, EVENT | {"event_id": "e2", "title": "又一个事件"})
    folder = make(
        tmp_path / "plain", events=events, mentions=table("mentions", MENTION), links=table("links")
    )
    site = site_of(folder)
    assert site.search("goris")["ids"] == ["e1"]
    assert lit_of(group(site.search("事件"), "events")["rows"][0]) == ["事件"]
    heading = group(site.search("a heading"), "passages")["rows"][0]
    assert "## A heading" in ARTICLE and heading["para"] == 1


@pytest.mark.parametrize(
    "query", ["lachin", "missile", "a", "the a", "azerbaijan armenia", "x " * 5000, "“" * 5000]
)
def test_it_is_quick_however_much_is_asked(site: Site, query: str) -> None:
    site.search(query)
    took = []
    for _ in range(3):
        began = time.thread_time()
        site.search(query)
        took.append(time.thread_time() - began)
    assert min(took) < 0.05  # 20 ms on an idle desk


# What is lit --------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abE İıŞş-–/.,’'“”() \u00a0ée\u0301北京ถนน و12ß|_\n"), max_size=40)


@given(WORDS)
@settings(max_examples=tries(300))
def test_words_with_their_places_are_the_words_that_are_searched(text: str) -> None:
    placed = placed_words(text)
    assert [word for word, _, _ in placed] == search_key(text).split()
    assert all(0 <= a < b <= len(text) for _, a, b in placed)
    assert [a for _, a, _ in placed] == sorted(a for _, a, _ in placed)


@given(WORDS, WORDS)
@settings(max_examples=tries(300))
def test_something_is_lit_where_something_is_found(text: str, query: str) -> None:
    groups = list(patterns(query, lambda _: ()))
    spans = lit(text, groups)
    if groups and matches(document([text]), groups):
        assert spans
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert "".join(pieces(text, spans)) == text
    assert len("".join(excerpt(text, spans, 12))) <= 12 + 40 + 4


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("Kyriakos Mitsotakis has", "mitso", ["Mitso"]),
        ("non-militarised islands", "militar", ["militar"]),
        ("İstanbul’da görüşme", "istanbulda gorus", ["İstanbul’da", "görüş"]),
        ("政府は東京で会談を開いた", "東京", ["東京"]),
        ("Lachin/Berdzor", "berdzor", ["Berdzor"]),
        ("the road, the road", "“the road”", ["the road", "the road"]),
    ],
)
def test_what_is_lit_are_the_letters_that_were_asked_for(
    text: str, query: str, wanted: list[str]
) -> None:
    assert pieces(text, lit(text, patterns(query, lambda _: ())))[1::2] == wanted


def test_an_excerpt_is_cut_at_words_around_what_is_lit() -> None:
    text = f"{'before it stands much ' * 9}the needle {'and after it more ' * 9}".strip()
    found = excerpt(text, lit(text, patterns("needle", lambda _: ())), 60)
    assert found[1] == "needle" and found[0].startswith("… ") and found[2].endswith(" …")
    assert "".join(found).strip("… ") in text


@given(st.lists(WORDS, max_size=8), WORDS)
@settings(max_examples=tries(200))
def test_many_texts_asked_together_answer_as_each_alone(texts: list[str], query: str) -> None:
    documents = [document([t]) for t in texts]
    groups = list(patterns(query, lambda _: ()))
    wanted = [i for i, d in enumerate(documents) if groups and matches(d, groups)]
    assert Haystack(documents).holding(groups) == wanted
