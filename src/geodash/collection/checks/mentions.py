"""Mentions in their articles: found, said where they differ, and left out where they are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from geodash.collection.anchors.anchor import anchor_of, fill
from geodash.collection.checks.tables import Tables
from geodash.collection.read.cells import RowCells
from geodash.collection.read.ids import Ids
from geodash.collection.read.problems import shorten
from geodash.domain.editing import Considered
from geodash.domain.model import Anchor, AnchorState, Article, Mention
from geodash.domain.typography import differences, other_characters, seen_text


def anchored(tables: Tables, events: Ids) -> dict[str, Anchor]:
    """Anchor the mentions in memory; the lost ones and those of nothing are taken out."""
    anchors, kept = {}, []
    articles = Ids(tables.articles, {a.article_id: a.title for a in tables.articles.values()})
    for mention, cells in tables.mentions:
        mention = _of_article(mention, cells, articles)
        article = tables.articles.get(mention.article_id)
        if mention.event_id not in events:
            asked = events.did_you_mean(mention.event_id)
            tables.say_no_event(cells, "event_id", mention.event_id, "mention", asked)
        elif article is None:
            cells.problem(
                "article_id",
                "unknown-article",
                "There is no such article; the mention was left out.",
                f"{tables.beside[mention.article_id]} is there, but not taken: see what is said of it."
                if mention.article_id in tables.beside
                else f"Add articles/{shorten(mention.article_id, 60)}.md or correct the id. "
                f"{articles.did_you_mean(mention.article_id)}".strip(),
            )
        else:
            found = anchors[mention.mention_id] = anchor_of(mention, article.body)
            if found.state is not AnchorState.EXACT:
                _say_anchor(found, mention, article, cells)
            if quote := _said_often(found, mention, article):
                kept.append((replace(mention, quote=quote, start=None, end=None), cells))
            elif found.found:
                kept.append((fill(mention, article.body, found), cells))
    tables.mentions = kept
    return anchors


def considered_in(
    rows: Iterable[tuple[Considered, RowCells]], articles: Mapping[str, Article]
) -> Iterator[Considered]:
    """What was considered, with its words where they stand now; what isn't found is left out."""
    known = Ids(articles, {a.article_id: a.title for a in articles.values()})
    for item, cells in rows:
        article = articles.get(known.find(item.article_id))
        if article is None:
            cells.problem(
                "article_id", "unknown-article", "There is no such article; the row was left out.",
                f"Correct the id. {known.did_you_mean(item.article_id)}".strip(), "warning",
            )  # fmt: skip
            continue
        words = Mention(
            item.considered_id, "", article.article_id, item.quote, item.prefix, item.suffix,
            item.start, item.end,
        )  # fmt: skip
        found = anchor_of(words, article.body)
        if not found.found:
            cells.problem(
                "quote", f"anchor-{found.state}",
                "These words are not in the article, or more than once; the row was left out.",
                "Read the sentence again on the page Code.", "warning",
            )  # fmt: skip
            continue
        now = fill(words, article.body, found)
        yield replace(
            item, article_id=now.article_id, quote=now.quote, prefix=now.prefix, suffix=now.suffix,
            start=now.start, end=now.end,
        )  # fmt: skip


def _of_article(mention: Mention, cells: RowCells, articles: Ids) -> Mention:
    """``mention`` with its article's name as the file has it, where the two look alike."""
    name = articles.find(mention.article_id)
    if not name or name == mention.article_id:
        return mention
    cells.problem(
        "article_id", "article-name", "The file’s name looks the same, but is written otherwise.",
        "Copy it from the file’s name.", "info",
    )  # fmt: skip
    return replace(mention, article_id=name)


def _said_often(found: Anchor, mention: Mention, article: Article) -> str:
    """The quote, in the article's characters, if it stands there more than once; else blank."""
    if found.state is not AnchorState.AMBIGUOUS:
        return ""
    if mention.quote in article.body:
        return mention.quote
    passages = (article.body[start:end] for start, end, _ in found.candidates)
    wanted = seen_text(mention.quote)
    return next((p for p in passages if seen_text(p) == wanted), "")


def _say_anchor(found: Anchor, mention: Mention, article: Article, cells: RowCells) -> None:
    passage = article.body[found.start : found.end] if found.found else ""
    if found.state is AnchorState.MOVED and passage != mention.quote:
        how = other_characters(mention.quote, passage) or "other blanks"
        cells.problem(
            "quote", "anchor-typography", f"The article writes these words with {how}.",
            "Run `geodash anchor` to write them as the article does.", "info",
        )  # fmt: skip
    elif found.state is AnchorState.MOVED:
        cells.problem(
            "start", "anchor-moved", "The passage has moved in the article.",
            "Run `geodash anchor` to write its new position.", "info",
        )  # fmt: skip
    elif found.state is AnchorState.FUZZY:
        differs = shorten(differences(mention.quote, passage), 160)
        reason = "The passage now stands in other surroundings." if not differs else (
            f"These words are not in the article; taken instead: “{shorten(passage, 120)}” "
            f"({differs})."
        )  # fmt: skip
        fix = f"If it is the passage, run `geodash anchor --accept {mention.mention_id}`."
        cells.problem("quote", "anchor-fuzzy", reason, fix, "warning")
    elif found.state is AnchorState.AMBIGUOUS:
        cells.problem(
            "quote",
            "anchor-ambiguous",
            f"Several passages of the article fit ({len(found.candidates)}); none was chosen.",
            "Lengthen the quote, or write the words before it into prefix.",
        )
    else:
        cells.problem(
            "quote",
            "anchor-lost",
            "These words are not in the article; the mention was left out.",
            _copy_again(found, mention, article),
        )


def _copy_again(found: Anchor, mention: Mention, article: Article) -> str:
    if not found.candidates:
        return "Copy the quote from the article again."
    start, end, _ = found.candidates[0]
    near = article.body[start:end]
    differs = differences(mention.quote, near)
    return (
        f"Copy the quote from the article again; nearest is “{shorten(near, 120)}”"
        + (f" ({shorten(differs, 120)})" if differs else "")
        + "."
    )
