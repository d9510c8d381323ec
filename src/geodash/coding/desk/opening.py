"""What the page is given when an article is opened: its text, its rows, and every choice with its words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from geodash.coding.desk.card import relation_choices
from geodash.coding.desk.missing import LONGEST_TITLE
from geodash.coding.desk.rows import Rows
from geodash.coding.sentences import sentences_of
from geodash.collection.read.contract import default_contract
from geodash.domain.kinds import AnyKind
from geodash.domain.model import Collection
from geodash.domain.passage import paragraphs
from geodash.words.coding import ACTOR_KINDS, FACTS, NO_TYPE, REASONS, type_words
from geodash.words.dates import window_label
from geodash.words.kinds import kind_label
from geodash.words.names import article_names

Json = dict[str, Any]


def opening(collection: Collection, rows: Rows, article_id: str) -> Json:
    """Raises ``KeyError`` for an article that isn't there."""
    article = collection.articles[article_id]
    used = Counter(i for e in collection.events.values() for i in (*e.actors, *e.recipients))
    return {
        "article": {
            "id": article_id,
            "title": article.title,
            "language": article.language,
            "published": window_label(article),
        },
        "body": article.body,
        "blocks": [[b.start, b.end, b.number, b.level] for b in paragraphs(article.body)],
        "sentences": [[s.start, s.end, s.block] for s in sentences_of(article.body)],
        "columns": {table: list(columns) for table, columns in rows.columns.items()},
        "rows": rows_here(rows, article_id),
        "actors": [
            {
                "id": a.actor_id,
                "name": a.name,
                "kind": a.kind,
                "aliases": list(a.aliases),
                "used": used[a.actor_id],
            }
            for a in collection.actors.values()
        ],
        "choices": choices(collection),
        "version": collection.version,
    }


def shelf(collection: Collection) -> list[Json]:
    """The articles to choose from, with how many events each tells."""
    told: dict[str, set[str]] = {}
    for mention in collection.mentions:
        told.setdefault(mention.article_id, set()).add(mention.event_id)
    return [
        {
            "id": i,
            "title": title,
            "published": window_label(collection.articles[i]),
            "events": len(told.get(i, ())),
        }
        for i, title in article_names(collection.articles).items()
    ]


def rows_here(rows: Rows, article_id: str) -> Json:
    """The rows of the article's events, as texts by id: what a draft's ``was`` is."""
    mentions = rows.tables["mentions"]
    ids = {m["event_id"] for m in mentions.values() if m.get("article_id") == article_id}
    links = rows.tables["links"]
    ends = ("from_event", "to_event")
    return {
        "events": {i: r for i, r in rows.tables["events"].items() if i in ids},
        "mentions": {i: m for i, m in mentions.items() if m["event_id"] in ids},
        "links": {i: k for i, k in links.items() if ids.intersection(k.get(e, "") for e in ends)},
        "considered": {
            i: c for i, c in rows.tables["considered"].items() if c.get("article_id") == article_id
        },
    }


def choices(collection: Collection) -> Json:
    """Kinds and types with their keys, facts, reasons, ways of linking."""
    return {
        "kinds": [
            _kind(collection, key, kind) for key, kind in enumerate(collection.kinds, start=1)
        ],
        "facts": [
            {"key": str(n), "fact": f.value, "label": FACTS[f]}
            for n, f in enumerate(FACTS, start=1)
        ],
        "reasons": [{"value": value, "label": label} for value, label in REASONS.items()],
        "relations": relation_choices(),
        "actor_kinds": [
            {"value": k, "label": ACTOR_KINDS.get(k, k)}
            for k in default_contract().tables["actors"]["kind"].values
        ],
        "longest_title": LONGEST_TITLE,
    }


def _kind(collection: Collection, key: int, kind: AnyKind) -> Json:
    types = [
        {
            "key": str(n),
            "type": t.value,
            "words": type_words(t).words,
            "short": type_words(t).short,
            "hint": type_words(t).hint,
            "doer": t.doer,
        }
        for n, t in enumerate(collection.kinds.types[kind], start=1)
    ]
    return {
        "key": str(key),
        "kind": kind.value,
        "label": kind_label(kind),
        "types": types,
        "hint": "" if types else NO_TYPE.hint,
    }
