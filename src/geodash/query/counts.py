"""The denominators of a filter: out of what, from whom, and what it doesn't show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geodash.query.columns import Columns
from geodash.query.filter import Filter
from geodash.query.shown import Sets
from geodash.query.words import Counts


def counts(
    columns: Columns,
    sets: Sets,
    f: Filter,
    articles: Iterable[str],
    publishers: Mapping[str, str],
) -> Counts:
    """All denominators; ``articles`` tell what passes, ``publishers`` maps each to its publisher."""
    passing = sets.passing(f)
    shown = sets.once(passing)
    articles = list(articles)
    named = {publishers.get(article, "") for article in articles} - {""}
    history = sets.shown(replace(f, background=True)) & columns.background
    return Counts(
        count=int(shown.sum()),
        total=int(sets.shown(Filter(background=f.background)).sum()),
        articles=len(articles),
        chosen=len(set(f.articles) & set(articles)),
        articles_total=len(publishers),
        publishers=tuple(sorted(named, key=str.casefold)),
        undated=int((sets.shown(f, without="dates") & ~columns.dated).sum()),
        unlocated=int((sets.shown(f, without="bbox") & ~columns.located).sum()),
        background=int(history.sum()),
        umbrellas=int(passing.sum() - shown.sum()),
        seats=int((shown & columns.seat).sum()),
        anywhere=int(sets.shown(f, without="bbox").sum()),
    )
