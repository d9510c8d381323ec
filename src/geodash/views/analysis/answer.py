"""The whole answer for one filter, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Article, Collection
from geodash.query.compare import Comparison
from geodash.query.filter import Filter
from geodash.query.store import Store
from geodash.views.analysis.claims import claims, toll
from geodash.views.analysis.compare import Sides, compare, ways
from geodash.views.analysis.coverage import coverage
from geodash.views.analysis.figures import Json, figure
from geodash.views.analysis.pairs import pairs
from geodash.views.analysis.series import series
from geodash.views.analysis.table import MOST_ROWS, table

#: Beyond so many events there is nothing to read one by one: the page asks to narrow down.
MOST_EVENTS = 20_000
SERIES = ("kind", "type", "actor", "article")
KEYS = ("by", "series")


@dataclass(frozen=True, slots=True)
class Options:
    """How to look: pairs by ``country`` or ``actor``, bars by one of ``SERIES``."""

    by: str = "country"
    series: str = "kind"

    @classmethod
    def from_params(cls, pairs_: Iterable[tuple[str, str]]) -> tuple[Options, tuple[str, ...]]:
        """Options and notices about what could not be used."""
        found: Mapping[str, str] = {k: v for k, v in pairs_ if k in KEYS}
        notices = []
        by, kind = found.get("by", "country"), found.get("series", "kind")
        if by not in ("country", "actor"):
            notices.append("by was left out: accepted are country, actor.")
            by = "country"
        if kind not in SERIES:
            notices.append(f"series was left out: accepted are {', '.join(SERIES)}.")
            kind = "kind"
        return cls(by, kind), tuple(notices)


class Analyst:
    """Answers what Analyse asks of one collection version; safe from any number of threads."""

    def __init__(self, store: Store, collection: Collection) -> None:
        self.store, self.collection = store, collection

    def answer(self, f: Filter, options: Options) -> Json:
        """Table, pairs, series, change, claims and losses of the events that count."""
        store = self.store
        ids, counts = store.counted(f), store.counts(f)
        answer: Json = {
            "sentence": str(f.describe(store.vocabulary, counts)),
            "params": f.to_query(),
            "count": len(ids),
            "total": counts.total,
            "most_rows": MOST_ROWS,
            "too_many": len(ids) > MOST_EVENTS,
        }
        if answer["too_many"]:
            return answer | {"most_events": MOST_EVENTS}
        events = store.events(ids)
        lookup = lookup_of(self.collection)
        domain = store.domain(f)
        period = (f.date_from or domain[0], f.date_to or domain[1]) if domain else None
        return answer | {
            "rows": table(store, events, lookup.differing),
            "pairs": pairs(store, lookup, f, events, countries=options.by == "country"),
            "series": series(store, f, options.series, period),
            "spread": figure(e for e in events if e.interval and e.interval.days > 1),
            "undated": figure(e for e in events if e.interval is None),
            "coverage": coverage(self._articles()),
            "claims": claims(lookup, events, store.vocabulary.places),
            "losses": toll(lookup, events, store.vocabulary.places),
        }

    def compared(self, sides: Sides | None, f: Filter) -> Json:
        """What can be compared under the filter, and what is: ``None`` where nothing can or there is too much."""
        found = ways(self.store, f, sides.compared if sides else None)
        answer: Json = {"ways": found, "most_events": MOST_EVENTS}
        if sides is None or self._too_many(sides.compared):
            return answer | {"compared": None, "too_many": sides is not None}
        both = compare(sides, self._articles(), lookup_of(self.collection).differing)
        return answer | {"compared": both, "too_many": False}

    def _too_many(self, compared: Comparison) -> bool:
        return max(self.store.count(side.filter) for _, side in compared.sides) > MOST_EVENTS

    def _articles(self) -> list[Article]:
        found = (a for a in self.collection.articles.values() if a.published_earliest)
        return sorted(found, key=lambda a: (a.published_earliest, a.article_id))
