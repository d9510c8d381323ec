"""The whole article with its coded passages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_sample import BODY, mention, sample
from test_panel_card import HOSTILE, Tree

from geodash.domain.model import Article, EditorNote
from geodash.domain.notes import is_on, note_paragraph, note_spans, notes_on_whole
from geodash.views.article import article_html


def _segments(html: str) -> list[dict[str, str]]:
    return [a for _, a in Tree(html).tags if "gd-seg" in (a.get("class") or "")]


def test_every_word_of_the_body_is_there_in_order():
    text = "".join(Tree(article_html(sample(), "timely")).text.split())
    at = -1
    for block in BODY.replace("## ", "").split("\n\n"):
        # Counts and paragraph numbers stand between the words; the first ones find the block.
        at = text.index("".join(block.split())[:24], at + 1)


def test_paragraphs_are_numbered_and_headings_are_headings():
    html = article_html(sample(), "timely")
    numbers = [a["data-para"] for _, a in Tree(html).tags if "data-para" in a]
    assert numbers == ["1", "2", "3", "4"]  # the credit line is the fifth
    assert '<h3 class="gd-article-h" dir="auto">Losses on Both Sides</h3>' in html
    assert '<p class="gd-credit" dir="auto">Exclusive Report' in html
    assert html.count("Exclusive Report") == 1


def test_a_credit_that_the_body_lacks_is_added():
    collection = sample()
    articles = dict(collection.articles)
    articles["other"] = replace(articles["other"], credit="By somebody")
    assert "By somebody" in article_html(replace(collection, articles=articles), "other")


def test_overlapping_passages_offer_each_event():
    found = _segments(article_html(sample(), "timely"))
    shared = [s for s in found if len(s["data-events"].split()) > 1]
    assert any({"cc-1", "cc-2", "cc-3", "cc-4"} == set(s["data-events"].split()) for s in shared)
    # The most specific first: what is told of Jermuk alone is shorter than the sentence.
    assert any(s["data-events"].startswith("cc-2 ") for s in shared)
    assert "; " in shared[0]["title"]


def test_each_passage_can_be_reached_once_by_keyboard():
    found = _segments(article_html(sample(), "timely"))
    assert all(s["role"] == "button" for s in found)
    reached = {e for s in found if s["tabindex"] == "0" for e in s["data-events"].split()}
    told = {e for s in found for e in s["data-events"].split()}
    assert reached == told == {"cc-1", "cc-2", "cc-3", "cc-4", "cc-5", "cc-6", "cc-7", "cc-9"}


def test_reading_on_finds_the_leading_passage_once():
    found = _segments(article_html(sample(), "timely"))
    for event_id in ("cc-1", "cc-2", "cc-5"):
        assert sum(event_id in (s.get("data-best") or "").split() for s in found) == 1


def test_a_withdrawn_event_is_not_marked():
    html = article_html(sample(), "other")
    assert "cc-8" not in html
    assert "patrolling the Lachin strip" in Tree(html).text


def test_offsets_are_code_points():
    collection = sample()
    articles = dict(collection.articles)
    body = "😀😀 \u202eעברית\u202c é: the road was blocked, they say."
    articles["timely"] = replace(articles["timely"], body=body)
    start = body.index("the road")
    marked = replace(
        mention("m1", "cc-1", "49", "what"), quote="the road was blocked", start=start, end=start + 20
    )  # fmt: skip
    html = article_html(replace(collection, articles=articles, mentions=(marked,)), "timely")
    assert "</span>the road was blocked</span>, they say." in html


def test_notes_stand_under_the_paragraph_they_quote():
    article = sample().articles["timely"]
    html = article_html(sample(), "timely")
    third = html.index('data-para="3"')
    assert third < html.index("is the article’s wording") < html.index('data-para="4"')
    assert html.index("counts conflicts") < html.index('data-para="1"')
    assert note_paragraph(article, EditorNote("", "", "see ¶2")) == 2
    assert note_paragraph(article, EditorNote("", "", "see ¶99")) is None


@pytest.mark.parametrize(
    ("note", "quotes"),
    [
        ("“A loss of 49” is it", ["a loss of 49"]),
        ("“Losses … acknowledged” is it", ["losses are not acknowledged"]),
        ("“nothing of it”", []),
        ("a loss of 49", []),
        ("“…”", []),
        # The head of a note says what it is on; what it quotes further on are others' words.
        ("“A loss of 49”: by others “acknowledged”.", ["a loss of 49"]),
        ("“A loss of 49” is it. Others have “acknowledged” more.", ["a loss of 49"]),
        (
            "What came after “a loss of 49”, “acknowledged”: peace.",
            ["a loss of 49", "acknowledged"],
        ),
        ("It is about this: “acknowledged”.", ["acknowledged"]),
        ("see ¶ 1", ["A raid, with a loss of 49. The losses are not acknowledged."]),
        ("see ¶ 9", []),
    ],
)
def test_the_words_that_a_note_is_on(note, quotes):
    body = "A raid, with a loss of 49. The losses are not acknowledged."
    article, one = Article("a", "T", body), EditorNote("", "", note)
    spans = note_spans(article, one)
    assert [body[start:end] for start, end in spans] == quotes
    assert is_on(article, one, 0, len(body)) is bool(quotes)
    assert notes_on_whole(replace(article, notes=(one,))) == (() if quotes else (one,))


def test_hostile_text_stays_text():
    collection = sample()
    article = replace(
        collection.articles["timely"], title=HOSTILE, publisher=HOSTILE, credit=HOSTILE,
        language='en" onload="x', genre=HOSTILE, published_basis=HOSTILE,
        body=f"{HOSTILE}\n\n## {HOSTILE}\n\n" + HOSTILE * 100 + "\n\n" + BODY,
        notes=(EditorNote(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
    )  # fmt: skip
    events = {i: replace(e, title=HOSTILE) for i, e in collection.events.items()}
    collection = replace(collection, articles={"timely": article}, events=events)
    tree = Tree(article_html(collection, "timely"))
    assert {t for t, _ in tree.tags}.isdisjoint({"script", "img", "q"})
    assert not any(k.startswith("on") for _, attrs in tree.tags for k in attrs)
    assert not tree.open
    assert tree.text.count("{{ 7*7 }}") > 100
