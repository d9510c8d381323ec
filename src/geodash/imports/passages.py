"""Annotations as passages: an event's words found in an article of the collection, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from geodash.collection.anchors.anchor import SETTLED, anchor_of
from geodash.collection.load import load
from geodash.collection.read.problems import FilePlace
from geodash.domain.model import Article, Mention
from geodash.imports.ledger import Ledger
from geodash.imports.rows import appended

_COLUMNS = ("quote", "prefix", "suffix", "start", "end", "article", "uri")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that were marked for an event, and what is said of where they stand."""

    event_id: str
    cells: tuple[str, ...]


def marked(columns: Mapping[str, Sequence[str]]) -> Iterator[Marked]:
    """The marked words of a batch of events."""
    blank = [""] * len(columns["event_id"])
    cells = zip(*(columns.get(name, blank) for name in _COLUMNS), strict=True)
    for event_id, row in zip(columns["event_id"], cells, strict=True):
        yield Marked(event_id, tuple(row))


def passages(
    found: Sequence[Marked], texts: Mapping[str, str], folder: Path, file: str, ledger: Ledger
) -> dict[str, bytes]:
    """The new ``mentions.csv`` and the articles that come along; empty where there is nothing to add.

    Words that can't be found in an article for certain stay the event's own, and are named.
    """
    known = load(folder)
    articles = {
        **{i: Article(i, i.replace("-", " "), body) for i, body in texts.items()},
        **known.articles,
    }
    there = {m.mention_id for m in known.mentions}
    told = {(m.event_id, m.article_id, m.quote) for m in known.mentions}
    rows = []
    for one in found:
        mention = _mention(one, articles)
        if mention is None:
            ledger.remark(
                FilePlace(file), "no-article",
                "Its words were not found in an article of the collection; they stay the event’s own.",
                "Add the article (geodash add) and bring the file again.", column="quote", value=one.cells[0],
            )  # fmt: skip
        elif (
            mention.mention_id not in there
            and (mention.event_id, mention.article_id, mention.quote) not in told
        ):
            rows.append(mention)
            there.add(mention.mention_id)
    files = {f"articles/{i}.md": _text(i, texts[i]) for i in texts if i not in known.articles}
    if rows:
        files["mentions.csv"] = appended(folder, "mentions", map(_cells, rows))
    return files


def _mention(one: Marked, articles: Mapping[str, Article]) -> Mention | None:
    quote, prefix, suffix, start, end, name, uri = one.cells
    article = _article(articles, name, uri)
    if article is None or not quote.strip():
        return None
    at = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (None, None)
    mention = Mention(
        f"{one.event_id}.m", one.event_id, article.article_id, quote, prefix[-32:], suffix[:32], *at
    )
    anchored = anchor_of(mention, article.body)
    if anchored.state not in SETTLED or anchored.start is None or anchored.end is None:
        return None
    words = article.body[anchored.start : anchored.end]
    return Mention(mention.mention_id, one.event_id, article.article_id, words, mention.prefix, mention.suffix, anchored.start, anchored.end)  # fmt: skip


def _article(articles: Mapping[str, Article], name: str, uri: str) -> Article | None:
    """The article that an annotation names: by id, by title, or by the address it was taken from."""
    stem = (
        uri.rstrip("/")
        .rpartition("/")[2]
        .rpartition("#")[2]
        .removesuffix(".md")
        .removesuffix(".html")
    )
    for key in (name, stem):
        if key in articles:
            return articles[key]
    bare = uri.partition("://")[2].rstrip("/")
    return next(
        (a for a in articles.values() if (name and a.title == name) or (bare and bare in a.source)),
        None,
    )


def _text(article_id: str, body: str) -> bytes:
    front = yaml.safe_dump({"title": article_id.replace("-", " "), "source": "brought in with its annotations"}, allow_unicode=True)  # fmt: skip
    return f"---\n{front}---\n\n{body.strip(chr(10))}\n".encode("utf-8", "replace")


def _cells(m: Mention) -> dict[str, str]:
    """A passage as a row of ``mentions.csv``."""
    return {
        "mention_id": m.mention_id, "event_id": m.event_id, "article_id": m.article_id, "quote": m.quote,
        "prefix": m.prefix, "suffix": m.suffix, "start": str(m.start), "end": str(m.end), "supports": "what",
    }  # fmt: skip
