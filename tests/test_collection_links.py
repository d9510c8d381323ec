"""Rows that refer to each other and to articles; and articles themselves."""

from __future__ import annotations

import pytest
from collection_kit import (
    ACTORS,
    ARTICLE,
    EVENT,
    GEODATA,
    LINK,
    MENTION,
    MENTION2,
    QUOTE,
    TWICE,
    codes,
    make,
    problem,
    table,
)

from geodash.collection import load
from geodash.collection.read.front_matter import split_front_matter
from geodash.domain.model import AnchorState


def read(folder, **files):
    return load(make(folder, **files), GEODATA)


@pytest.mark.parametrize("column", ["from_event", "to_event"])
def test_dangling_link(tmp_path, column):
    c = read(tmp_path, links=table("links", {**LINK, column: "e99"}))
    assert not c.links
    found = problem(c, "unknown-event")
    assert (found.file, found.row, found.column) == ("links.csv", 2, column)


def test_cycle_of_parts(tmp_path):
    events = [{**EVENT, "event_id": i} for i in "abc"]
    pairs = [("a", "b"), ("b", "c"), ("c", "a")]
    rows = [{"from_event": x, "to_event": y, "relation": "part_of"} for x, y in pairs]
    c = read(tmp_path, events=table("events", *events), links=table("links", *rows))
    assert [(k.from_event, k.to_event) for k in c.links] == pairs[:2]
    assert problem(c, "cycle").row == 4


def test_circle_of_other_links_is_fine(tmp_path):
    back = {"from_event": "e1", "to_event": "e2", "relation": "responds_to"}
    c = read(tmp_path, links=table("links", LINK, back))
    assert len(c.links) == 2


def test_link_to_itself_unknown_relation_and_double(tmp_path):
    rows = [{**LINK, "to_event": "e2"}, {**LINK, "relation": "causes"}, LINK, LINK]
    c = read(tmp_path, links=table("links", *rows))
    assert len(c.links) == 1
    assert {"self-link", "value", "duplicate"} <= codes(c)


def test_actors_that_are_parts_of_each_other(tmp_path):
    rows = [{**ACTORS[0], "parent": "aze"}, {**ACTORS[1], "parent": "arm"}, ACTORS[2]]
    c = read(tmp_path, actors=table("actors", *rows))
    assert [a.parent for a in c.actors.values()] == ["", "arm", ""]
    assert problem(c, "cycle").file == "actors.csv"


def test_unknown_parent_kind_and_country(tmp_path):
    row = {**ACTORS[0], "parent": "mars", "kind": "planet", "country": "Armenia"}
    c = read(tmp_path, actors=table("actors", row, *ACTORS[1:]))
    actor = c.actors["arm"]
    assert (actor.parent, actor.kind, actor.country) == ("", "other", "")
    assert {"unknown-actor", "value", "country"} == codes(c, "error")


# mentions


@pytest.mark.parametrize(
    ("column", "code"), [("event_id", "unknown-event"), ("article_id", "unknown-article")]
)
def test_mention_of_nothing(tmp_path, column, code):
    c = read(tmp_path, mentions=table("mentions", {**MENTION, column: "x9"}, MENTION2))
    assert [m.mention_id for m in c.mentions] == ["m2"]
    assert problem(c, code).file == "mentions.csv"
    assert "e1" in c.events
    unsupported = problem(c, "unsupported")
    assert (unsupported.file, unsupported.row) == ("events.csv", 2)


def test_quote_not_in_the_article(tmp_path):
    row = {**MENTION, "quote": "Nobody ever wrote anything of this kind"}
    c = read(tmp_path, mentions=table("mentions", row, MENTION2))
    assert c.anchors["m1"].state is AnchorState.LOST
    assert [m.mention_id for m in c.mentions] == ["m2"]
    assert problem(c, "anchor-lost").severity == "error"
    assert "unsupported" in codes(c, "warning")


def test_quote_found_twice(tmp_path):
    c = read(tmp_path, mentions=table("mentions", {**MENTION, "quote": TWICE}, MENTION2))
    assert c.anchors["m1"].state is AnchorState.AMBIGUOUS
    mention = c.mentions[0]
    assert (mention.quote, mention.start, mention.end) == (TWICE, None, None)
    assert "(2)" in problem(c, "anchor-ambiguous").reason


@pytest.mark.parametrize("offsets", [("", ""), ("0", "5"), ("99999", "99999"), ("x", "-3")])
def test_wrong_or_blank_offsets_are_resolved_in_memory(tmp_path, offsets):
    row = {**MENTION, "start": offsets[0], "end": offsets[1]}
    c = read(tmp_path, mentions=table("mentions", row, MENTION2))
    mention = c.mentions[0]
    assert c.articles["road"].body[mention.start : mention.end] == QUOTE
    assert mention.prefix == "## A heading\n\n"


def test_nearly_the_quote_is_fuzzy_and_shows_the_articles_words(tmp_path):
    row = {**MENTION, "quote": "On Monday, the road near Goris got blocked"}
    c = read(tmp_path, mentions=table("mentions", row, MENTION2))
    assert c.anchors["m1"].state is AnchorState.FUZZY
    mention = c.mentions[0]
    assert mention.quote == c.articles["road"].body[mention.start : mention.end]
    found = problem(c, "anchor-fuzzy")
    assert found.severity == "warning"
    assert "--accept m1" in found.fix


def test_quote_over_two_lines_in_any_line_ends(tmp_path):
    quote = "staged it.\r\nAzerbaijan rejected"
    row = {**MENTION, "quote": quote}
    c = read(
        tmp_path,
        mentions=table("mentions", row, MENTION2),
        article=ARTICLE.replace("\n", "\r\n"),
    )
    assert c.anchors["m1"].state is AnchorState.EXACT
    assert c.mentions[0].quote == quote.replace("\r\n", "\n")


# articles


def test_front_matter_and_body():
    def split(text):
        found = split_front_matter(text)
        return found.front, found.body

    assert split("---\na: b\n---\n\n\nText\n\n") == ("a: b", "Text\n")
    assert split("---\r\na: b\r\n---\r\nText\r\n") == ("a: b", "Text")
    assert split("Text\n---\nmore") == (None, "Text\n---\nmore")
    assert split("---\nno end") == (None, "---\nno end")


@pytest.mark.parametrize(
    "front",
    [
        "title: [",
        "title: a: b",
        "- list",
        "text",
        "{" * 5000,
        "a: &a [*a]",
        "? {x: 1} : y",
        "\t- a",
    ],
)
def test_unreadable_front_matter_costs_only_its_facts(tmp_path, front):
    body = ARTICLE.split("---\n")[2]
    c = read(tmp_path, article=f"---\n{front}\n---\n{body}")
    assert c.articles["road"].title == "road"
    assert len(c.mentions) == 2
    assert "front-matter" in codes(c, "error")


def test_no_front_matter(tmp_path):
    c = read(tmp_path, article=ARTICLE.split("---\n")[2])
    assert len(c.mentions) == 2
    assert "front-matter" in codes(c, "error")


def test_missing_keys(tmp_path):
    c = read(tmp_path, article=ARTICLE.replace("publisher: Example Press\n", ""))
    found = problem(c, "front-matter")
    assert (found.column, found.severity) == ("publisher", "warning")


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("genre: poem", "genre"),
        ("published_earliest: in autumn", "published_earliest"),
        ("published_earliest: 2023-01-01", "published_earliest"),
        ("title: [a, b]", "title"),
        ("notes: soon", "notes"),
        ("notes: [{by: me, text: wrong}]", "notes"),
    ],
)
def test_bad_values(tmp_path, line, column):
    key = line.split(":")[0]
    kept = [x for x in ARTICLE.split("\n") if not x.startswith(f"{key}:")]
    c = read(tmp_path, article="\n".join([kept[0], line, *kept[1:]]))
    assert column in {p.column for p in c.problems if p.code == "front-matter"}
    assert len(c.mentions) == 2


def test_words_stay_words(tmp_path):
    c = read(tmp_path, article=ARTICLE.replace('"On the Road"', "No").replace("genre", "language"))
    assert c.articles["road"].title == "No"


def test_editors_notes(tmp_path):
    note = "notes:\n- {date: 2026-01-01, by: A, text: The date is wrong., source: B}\n---\n\n##"
    c = read(tmp_path, article=ARTICLE.replace("---\n\n##", note))
    (found,) = c.articles["road"].notes
    assert (found.date, found.by, found.source) == ("2026-01-01", "A", "B")


def test_article_in_cp1252(tmp_path):
    text = ARTICLE.replace("a crowd. Armenia", "a crowd – naïve. Armenia")
    c = read(tmp_path, article=text.encode("cp1252"))
    assert "– naïve" in c.articles["road"].body
    assert problem(c, "encoding").file == "articles/road.md"
    assert len(c.mentions) == 2


def test_empty_article(tmp_path):
    c = read(tmp_path, article="---\ntitle: x\n---\n")
    assert "article-empty" in codes(c, "error")
    assert not c.mentions


def test_drafts_and_folders_are_no_articles(tmp_path):
    folder = make(tmp_path)
    for name in ("_draft.md", "README.md", ".hidden.md", "notes.txt"):
        (folder / "articles" / name).write_text("x")
    (folder / "articles" / "folder.md").mkdir()
    assert list(load(folder, GEODATA).articles) == ["road"]
