"""The denominators of a filter: out of what, from whom, and what it doesn't show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geodash.query.engine import Engine
from geodash.query.filter import Filter
from geodash.query.shown import Sets
from geodash.query.words import Counts


def shown(engine: Engine, sets: Sets, f: Filter, condition: str = "TRUE") -> int:
    """Events shown of which a condition holds, an umbrella beside one of its members left out."""
    sql, params = sets.begin(f)
    return engine.one(f"{sql} SELECT count(*) FROM shown WHERE {condition}", params)[0]


def counts(engine: Engine, sets: Sets, f: Filter, publishers: Mapping[str, str]) -> Counts:
    """All denominators; ``publishers`` maps article id to publisher."""
    sql, params = sets.begin(f)
    count, passing, seats = engine.one(
        f"{sql} SELECT (SELECT count(*) FROM shown), (SELECT count(*) FROM passing),"
        " (SELECT count(*) FROM shown WHERE place_role = 'seat')",
        params,
    )
    articles = engine.rows(
        f"{sql} SELECT DISTINCT article_id FROM event_articles WHERE n IN (SELECT n FROM passing)",
        params,
    )
    named = {publishers.get(article, "") for (article,) in articles} - {""}
    return Counts(
        count=count,
        total=shown(engine, sets, Filter(background=f.background)),
        articles=len(articles),
        articles_total=len(publishers),
        publishers=tuple(sorted(named, key=str.casefold)),
        undated=shown(engine, sets, f.without("dates"), "date_start IS NULL"),
        unlocated=shown(engine, sets, f.without("bbox"), "latitude IS NULL"),
        background=shown(engine, sets, replace(f, background=True), "background"),
        umbrellas=passing - count,
        seats=seats,
    )
