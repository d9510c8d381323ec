"""The words of a draft's passages, where they stand in the articles as they are now."""

from __future__ import annotations

from collections.abc import Mapping

from geodash.coding.draft.rows import Cells
from geodash.collection.anchors.anchor import SETTLED, anchor_of, fill
from geodash.domain.model import Article, Mention

#: Columns that say where words stand.
SELECTORS = ("prefix", "suffix", "start", "end")


class LostError(ValueError):
    """Words that are not in the article any more, or more than once."""


def anchored(cells: Cells, articles: Mapping[str, Article]) -> Cells:
    """The row with quote and selectors of its passage as the article has it.

    Raises ``LostError`` where that isn't beyond doubt.
    """
    article = articles.get(cells.get("article_id", "").strip())
    quote = cells.get("quote", "")
    if article is None or not quote:
        raise LostError(quote)
    mention = Mention(
        "", "", article.article_id, quote, cells.get("prefix", ""), cells.get("suffix", ""),
        _offset(cells.get("start", "")), _offset(cells.get("end", "")),
    )  # fmt: skip
    found = anchor_of(mention, article.body)
    if found.state not in SETTLED:
        raise LostError(quote)
    now = fill(mention, article.body, found)
    return {**cells, "quote": now.quote, **{c: str(getattr(now, c)) for c in SELECTORS}}


def _offset(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
