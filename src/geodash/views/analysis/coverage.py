"""When the articles appeared: what is told of a time depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geodash.domain.model import Article
from geodash.views.analysis.figures import Json
from geodash.words.dates import window_label


def coverage(articles: Sequence[Article], span: tuple[date, date] | None = None) -> list[Json]:
    """The publication windows, of a ``span`` those that lie in it in part at least, cut to it."""
    return [found for article in articles if (found := _window(article, span))]


def _window(article: Article, span: tuple[date, date] | None) -> Json | None:
    first = article.published_earliest
    last = article.published_latest or first
    if span and (not first or not last or first > span[1] or last < span[0]):
        return None
    if span and first and last:
        first, last = max(first, span[0]), min(last, span[1])
    return {
        "article": article.article_id,
        "title": article.title,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "label": window_label(article),
    }
