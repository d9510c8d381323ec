"""W3C Web Annotations: each passage, where it stands in its article, and the event it supports."""

from __future__ import annotations

import json
from typing import Any

from geodash.domain.model import Article, Event, Mention, Stance
from geodash.exchange.about import about_text
from geodash.exchange.cells import encoded
from geodash.exchange.ids import Names
from geodash.exchange.selection import Selection
from geodash.words.dates import window_label

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Json = dict[str, Any]


def write(selection: Selection) -> bytes:
    """One AnnotationPage with every passage of the selection, in the order of the collection."""
    names = Names(selection)
    view = f"{selection.version}?{selection.query}"
    events = {e.event_id: e for e in selection.events}
    items = [
        _annotation(m, events[m.event_id], selection.articles[m.article_id], names)
        for m in selection.mentions
    ]
    page = {
        "@context": CONTEXT,
        "id": names.iri("page", view),
        "type": "AnnotationPage",
        "partOf": {
            "id": names.iri("view", view),
            "type": "AnnotationCollection",
            "label": selection.sentence,
            "total": len(items),
            "dcterms:title": selection.collection.title,
            "dcterms:description": about_text(selection),
            "schema:version": selection.version,
        },
        "startIndex": 0,
        "items": items,
    }
    return encoded(json.dumps(page, ensure_ascii=False, indent=1))


def _annotation(mention: Mention, event: Event, article: Article, names: Names) -> Json:
    return {
        "id": names.iri("mention", mention.mention_id),
        "type": "Annotation",
        "dcterms:identifier": mention.mention_id,
        "motivation": "linking",
        "body": _bodies(mention, event, names),
        "target": {
            "source": _source(article, names),
            "selector": _selectors(mention),
        },
    }


def _bodies(mention: Mention, event: Event, names: Names) -> list[Json]:
    """The event itself, its title, and the facts that these words carry."""
    tags = [*mention.supports, *([mention.stance] if mention.stance is Stance.DISPUTES else [])]
    return [
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": {
                "id": names.iri("event", event.event_id),
                "dcterms:identifier": event.event_id,
                "dcterms:title": event.title,
            },
        },
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": event.title,
        },
        *({"type": "TextualBody", "purpose": "tagging", "value": str(tag)} for tag in tags),
    ]


def _source(article: Article, names: Names) -> Json:
    return {
        "id": names.iri("article", article.article_id),
        "type": "Text",
        "format": "text/plain",
        "language": article.language,
        "dcterms:identifier": article.article_id,
        "dcterms:title": article.title,
        "dcterms:publisher": article.publisher,
        "dcterms:date": window_label(article),
    }


def _selectors(mention: Mention) -> list[Json]:
    """Quote and position; offsets count code points of the article's body, the end exclusive."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": mention.quote,
        "prefix": mention.prefix,
        "suffix": mention.suffix,
    }
    if mention.start is None or mention.end is None:
        return [quote]
    return [
        quote,
        {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
    ]
