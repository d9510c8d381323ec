"""The whole answer for one filter, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Article, Collection
from geodash.query.filter import Filter
from geodash.query.params import iso_date
from geodash.query.store import Store
from geodash.views.analysis.change import change
from geodash.views.analysis.claims import claims, toll
from geodash.views.analysis.figures import Json, figure
from geodash.views.analysis.pairs import pairs
from geodash.views.analysis.series import series
from geodash.views.analysis.table import MOST_ROWS, table
from geodash.words.dates import window_label

#: Beyond so many events there is nothing to read one by one: the page asks to narrow down.
MOST_EVENTS = 20_000
SERIES = ("kind", "type", "actor", "article")
KEYS = ("by", "series", "at")


@dataclass(frozen=True, slots=True)
class Options:
    """How to look: pairs by ``country`` or ``actor``, bars by one of ``SERIES``, the day to compare."""

    by: str = "country"
    series: str = "kind"
    at: date | None = None

    @classmethod
    def from_params(cls, pairs_: Iterable[tuple[str, str]]) -> tuple[Options, tuple[str, ...]]:
        """Options and notices about what could not be used."""
        found: Mapping[str, str] = {k: v for k, v in pairs_ if k in KEYS}
        notices = []
        by, kind, at = found.get("by", "country"), found.get("series", "kind"), None
        if by not in ("country", "actor"):
            notices.append("by was left out: accepted are country, actor.")
            by = "country"
        if kind not in SERIES:
            notices.append(f"series was left out: accepted are {', '.join(SERIES)}.")
            kind = "kind"
        if "at" in found:
            at = iso_date(found["at"])
            if at is None:
                notices.append("at was left out: accepted is a date like 2022-09-13.")
        return cls(by, kind, at), tuple(notices)


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
        at = options.at or self._middle(period)
        return answer | {
            "rows": table(store, events),
            "pairs": pairs(store, f, events, countries=options.by == "country"),
            "series": series(store, f, options.series, period),
            "spread": figure(e for e in events if e.interval and e.interval.days > 1),
            "undated": figure(e for e in events if e.interval is None),
            "coverage": [_coverage(a) for a in self._articles()],
            "change": change(store, events, at) if at else None,
            "claims": claims(lookup, events, store.vocabulary.places),
            "losses": toll(lookup, events, store.vocabulary.places),
        }

    @staticmethod
    def _middle(period: tuple[date, date] | None) -> date | None:
        """A day to begin with, until the reader chooses his own."""
        return period[0] + (period[1] - period[0]) / 2 if period else None

    def _articles(self) -> list[Article]:
        found = (a for a in self.collection.articles.values() if a.published_earliest)
        return sorted(found, key=lambda a: (a.published_earliest, a.article_id))


def _coverage(article: Article) -> Json:
    first = article.published_earliest
    last = article.published_latest or first
    return {
        "article": article.article_id,
        "title": article.title,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "label": window_label(article),
    }
