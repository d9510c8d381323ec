"""Web Annotations: W3C's shapes, selectors that select, names that last."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from collection_kit import MENTION, TWICE, make, table
from export_kit import ROOT, cut

from geodash.exchange.registry import FORMATS
from geodash.exchange.selection import Selection


def page(selection: Selection) -> dict[str, Any]:
    return json.loads(FORMATS["jsonld"].write(selection))


def ident(iri: str) -> UUID:
    assert iri.startswith("urn:uuid:")
    return UUID(iri.removeprefix("urn:uuid:"))


def test_it_is_an_annotation_page() -> None:
    selection = cut(ROOT, "from=2022-08-01")
    found = page(selection)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationPage"
    assert found["startIndex"] == 0
    assert found["partOf"]["type"] == "AnnotationCollection"
    assert found["partOf"]["total"] == len(found["items"]) == len(selection.mentions)
    assert found["partOf"]["label"] == selection.sentence
    ids = [ident(i["id"]) for i in found["items"]]
    assert len(set(ids)) == len(ids)


def test_selectors_find_the_words_in_the_article() -> None:
    selection = cut(ROOT, "bg=1")
    for item, mention in zip(page(selection)["items"], selection.mentions, strict=True):
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        body = selection.articles[mention.article_id].body
        start, end = position["start"], position["end"]
        assert body[start:end] == quote["exact"] == mention.quote
        assert body[:start].endswith(quote["prefix"])
        assert body[end:].startswith(quote["suffix"])
        assert item["target"]["source"]["dcterms:identifier"] == mention.article_id


def test_the_body_links_the_event_and_names_the_facts() -> None:
    selection = cut(ROOT, "kind=violence")
    events = {e.event_id: e for e in selection.events}
    for item, mention in zip(page(selection)["items"], selection.mentions, strict=True):
        link, words, *tags = item["body"]
        assert (link["purpose"], words["purpose"]) == ("linking", "describing")
        assert link["source"]["dcterms:identifier"] == mention.event_id
        assert words["value"] == events[mention.event_id].title
        assert [t["value"] for t in tags][: len(mention.supports)] == list(mention.supports)


def test_names_are_the_same_in_every_view_and_version() -> None:
    def names(selection: Selection) -> dict[str, tuple[str, str]]:
        return {
            i["dcterms:identifier"]: (i["id"], i["body"][0]["source"]["id"])
            for i in page(selection)["items"]
        }

    everything, some = cut(ROOT, "bg=1"), cut(ROOT, "kind=talks", "http://elsewhere/?kind=talks")
    newer = replace(some, collection=replace(some.collection, version="another"))
    assert names(some).items() <= names(everything).items()
    assert names(newer) == names(some)
    # The first passage of the shipped collection: never to change.
    assert names(everything)["m-0001"][0] == "urn:uuid:beaa8537-aa8b-550b-97fe-1446b711526d"


def test_a_passage_that_stands_twice_is_quoted_without_a_position(tmp_path: Path) -> None:
    rows = table("mentions", MENTION | {"quote": TWICE})
    (item,) = page(cut(make(tmp_path, mentions=rows)))["items"]
    (selector,) = item["target"]["selector"]
    assert (selector["type"], selector["exact"]) == ("TextQuoteSelector", TWICE)


def test_collections_without_a_name_go_by_their_title(tmp_path: Path) -> None:
    for name, title in (("a", "Première"), ("b", "Second")):
        make(tmp_path / name)
        text = json.dumps({"title": title})
        (tmp_path / name / "datapackage.json").write_text(text)
    first, second = (page(cut(tmp_path / n))["items"][0]["id"] for n in "ab")
    assert first != second
