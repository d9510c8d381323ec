"""The model of Read: passages of an article, what the map shows at each, what stands under it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from panel_sample import sample
from shipped_sample import asked, corpus, geodata, site, store
from test_panel_card import HOSTILE, Tree

from geodash.domain.extent import Point
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Fact
from geodash.geo.names import PlaceNames
from geodash.views.card.content import card_of
from geodash.views.companion.page import companion
from geodash.views.companion.passages import passages_of
from geodash.views.companion.stops import holds


@pytest.fixture(scope="module")
def timely() -> dict[str, Any]:
    return companion(corpus(), "timely-diplomacy", store().vocabulary.places, geodata().areas)


def test_each_event_has_one_passage_or_joins_its_whole() -> None:
    lookup = lookup_of(corpus())
    for article in corpus().articles:
        told = [i for passage in passages_of(lookup, article) for i in passage.events]
        assert sorted(told) == sorted({m.event_id for m in lookup.marks(article)})


def test_a_passage_is_the_shortest_that_says_what() -> None:
    lookup = lookup_of(corpus())
    mentions = {m.mention_id: m for m in corpus().mentions}
    for article in corpus().articles:
        for passage in passages_of(lookup, article):
            own = mentions[passage.mention_id]
            here = [m for m in lookup.mentions[passage.event_id] if m.article_id == article]
            saying = [m for m in here if Fact.WHAT in m.supports and lookup.mark_of(m)]
            assert not saying or own in saying
            assert len(own.quote) == min(len(m.quote) for m in saying or here if lookup.mark_of(m))


def test_parts_in_the_words_of_their_whole_are_one_stop(timely: dict[str, Any]) -> None:
    lookup = lookup_of(corpus())
    several = [stop["events"] for stop in timely["stops"] if len(stop["events"]) > 1]
    assert ("cc-0040", "cc-0041", "cc-0042", "cc-0043") in several
    for whole, *parts in several:
        assert all(whole in lookup.threads.ancestors(part) for part in parts)


def test_stops_follow_the_text(timely: dict[str, Any]) -> None:
    marks = {m.mention_id: m.start for m in lookup_of(corpus()).marks("timely-diplomacy")}
    starts = [marks[stop["mention"]] for stop in timely["stops"]]
    assert starts == sorted(starts)
    paragraphs = [stop["paragraph"] for stop in timely["stops"]]
    assert paragraphs == sorted(paragraphs)


def test_the_view_moves_only_for_what_the_articles_own_does_not_hold(
    timely: dict[str, Any],
) -> None:
    own = timely["view"]
    at = {stop["event"]: stop["view"] for stop in timely["stops"]}
    assert at["cc-0036"] == at["cc-0034"] == at["cc-0035"] == own  # border, Yerevan and Baku
    assert at["cc-0060"] not in (own, None)  # Moscow
    assert at["cc-0118"] is None  # no place
    for stop in timely["stops"]:
        event = corpus().events[stop["event"]]
        if event.point and stop["view"] and len(stop["events"]) == 1:
            assert holds(stop["view"], [event.point]), event.title


def test_a_view_across_the_180th_meridian_holds_both_sides() -> None:
    view = (176.0, -20.0, 184.0, -12.0)
    assert holds(view, [Point(-16, 178), Point(-16, -178)])
    assert not holds(view, [Point(-16, 170)])


def test_only_passages_are_marked_and_every_word_is_there(timely: dict[str, Any]) -> None:
    tree = Tree(timely["html"])
    marked = {m for _, a in tree.tags for m in a.get("data-mentions", "").split()}
    assert marked == {stop["mention"] for stop in timely["stops"]}
    body = corpus().articles["timely-diplomacy"].body
    text = "".join(tree.text.split())
    at = -1
    for block in body.split("\n\n"):
        at = text.index("".join(block.lstrip("# ").split())[:24], at + 1)


def test_a_caption_has_every_answer_of_the_card_or_says_who_gives_none(
    timely: dict[str, Any],
) -> None:
    for event_id, html in timely["captions"].items():
        card = card_of(corpus(), event_id, store().vocabulary.places)
        tree = Tree(html)
        selected = [a["data-select"] for _, a in tree.tags if "data-select" in a]
        said = [s.answer.event.event_id for s in card.answers.all]
        assert set(said) <= set(selected)
        if card.answers.no_answer:
            assert card.answers.no_answer in tree.text


def test_captions_link_to_the_other_articles_not_to_this_one(timely: dict[str, Any]) -> None:
    html = timely["captions"]["cc-0039"]
    assert 'href="read?article=european-political-community&amp;event=cc-0039"' in html
    links = [a.get("href", "") for h in timely["captions"].values() for _, a in Tree(h).tags]
    assert not any("article=timely-diplomacy" in link for link in links)
    other = companion(corpus(), "european-political-community", store().vocabulary.places)
    assert 'href="read?article=timely-diplomacy&amp;event=cc-0039"' in other["captions"]["cc-0039"]


def test_data_is_no_markup() -> None:
    collection = sample()
    events = {
        i: replace(e, title=HOSTILE, place_name=HOSTILE) for i, e in collection.events.items()
    }
    hostile = replace(collection, events=events)
    found = companion(hostile, "timely", PlaceNames())
    tags = {
        t
        for html in (found["html"], found["overview"], *found["captions"].values())
        for t, _ in Tree(html).tags
    }
    assert not tags & {"script", "img"}
    assert any(HOSTILE in Tree(html).text for html in found["captions"].values())


def test_an_article_without_events_can_be_read() -> None:
    found = companion(replace(sample(), mentions=()), "timely", PlaceNames())
    assert (found["stops"], found["view"], found["captions"]) == ([], None, {})
    assert "No event is coded from this article" in found["overview"]


def test_the_route_answers_with_the_article_that_is_asked_for() -> None:
    client = asked()
    found = client.get("/api/read?article=timely-diplomacy&event=cc-0036&actor=ARM").json()
    assert found["params"] == "article=timely-diplomacy" and not found["notices"]
    assert {c["article"] for c in found["timeline"]["coverage"]} == {"timely-diplomacy"}
    assert set(found["read"]["captions"]) == {e["id"] for e in found["events"]}
    assert client.get("/api/read?event=cc-0001").json()["read"]["id"] == "lachin-corridor-blocked"
    unknown = client.get("/api/read?article=nowhere").json()
    assert "“article=nowhere” is no article" in unknown["notices"][0]
    newest = max(corpus().articles.values(), key=lambda a: str(a.published_latest))
    assert unknown["read"]["id"] == newest.article_id
    assert site().version == unknown["version"]
