"""The denominators of a filter: out of what, from whom, and what it doesn't show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geodash.query.columns import Closed
from geodash.query.counted import Counted
from geodash.query.filter import Filter
from geodash.query.words import Counts


def counts(
    closed: Closed,
    counted: Counted,
    f: Filter,
    articles: Iterable[str],
    publishers: Mapping[str, str],
) -> Counts:
    """All denominators; ``articles`` tell what passes, ``publishers`` maps each to its publisher."""
    cells = counted.cube(f, ("dates", "bbox"))
    shown = cells[""]
    articles = list(articles)
    named = {publishers.get(article, "") for article in articles} - {""}
    history = counted.tally("closed", replace(f, background=True))
    return Counts(
        count=int(shown.sum()),
        total=int(counted.tally("closed", Filter(background=f.background)).sum()),
        articles=len(articles),
        chosen=len(set(f.articles) & set(articles)),
        articles_total=len(publishers),
        publishers=tuple(sorted(named, key=str.casefold)),
        undated=int(cells["dates"][~closed.dated].sum()),
        unlocated=int(cells["bbox"][~closed.located].sum()),
        background=int(history[closed.background].sum()),
        umbrellas=len(counted.covered(f)),
        seats=int(shown[closed.seat].sum()),
        anywhere=int(cells["bbox"].sum()),
    )
