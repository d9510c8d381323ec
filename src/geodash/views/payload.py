"""What the browser gets for a filter: events, timeline, facets and words, ready to be JSON.

Built from a store alone. Every string is plain text: whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Protocol, TypeVar

from geodash.domain.differing import Differing
from geodash.domain.model import Actor, Article, Event, PlaceRole, Status
from geodash.domain.wholes import giving_way
from geodash.query import BBox, Filter, Store
from geodash.query.spoken import Spoken, spoken
from geodash.query.times import Bin
from geodash.query.words import Counts, others_note
from geodash.views.frames import countries_of, parties_of
from geodash.views.places import country_of, draw, line_end, place_label, seat_name
from geodash.words.dates import date_brief, date_label, is_open, window_label
from geodash.words.differing import differs
from geodash.words.kinds import kind_label
from geodash.words.labels import ROLE_LABELS, STATUS_LABELS, type_label
from geodash.words.precision import DATE, PLACE
from geodash.words.says import account
from geodash.words.wholes import alone_note, rows_note

#: Up to this many events travel whole; of more, only clusters and bars do.
MOST_EVENTS = 5000
#: So many of them are a page of the List.
PAGE = 100
#: A facet of more values lists the most frequent, and those that are chosen.
MOST_VALUES = 300
#: From this many events on, bars are counted here.
BARS_FROM = 200

Json = dict[str, Any]


class _Valued(Protocol):
    @property
    def value(self) -> str: ...


V = TypeVar("V", bound=_Valued)


class PayloadBuilder:
    """Answers of ``api/events`` and ``api/clusters`` for one store.

    ``articles`` are those of the collection, for the coverage strip and the publication windows,
    ``differing`` what they tell differently.
    """

    def __init__(
        self,
        store: Store,
        articles: Mapping[str, Article] | None = None,
        differing: Mapping[str, Differing] | None = None,
    ) -> None:
        self.store = store
        self.articles = articles or {}
        self._differing = differing or {}
        self._names = store.vocabulary.places

    def payload(self, f: Filter, notices: Sequence[str] = ()) -> Json:
        """The whole answer for a filter, as ``api/events`` gives it."""
        store = self.store
        counts = store.counts(f)
        ids = store.ids(f, MOST_EVENTS + 1)
        whole = len(ids) <= MOST_EVENTS
        found = store.events(ids) if whole else []
        return {
            "version": store.version,
            "params": f.to_query(),
            "notices": list(notices),
            "count": counts.count,
            "total": counts.total,
            "sentence": str(f.describe(store.vocabulary, counts)),
            "nothing": store.nothing_note(f),
            "denominators": _denominators(counts),
            "rows_note": rows_note(counts.count, counts.umbrellas),
            "articles_note": others_note(counts),
            "mode": "events" if whole else "clusters",
            "events": self._told(found),
            "parties": list(parties_of(found, store.vocabulary.actors)),
            "timeline": self.timeline(f, counts),
            "facets": (facets := self.facets(f)),
            "legend": self.legend(f, facets["kinds"]),
            "parts": self.parts(f),
        }

    def parts(self, f: Filter) -> list[Json]:
        """What the page says of each part of the filter."""
        return [_part(part) for part in spoken(f, self.store.vocabulary)]

    def countries_of(self, event: Event) -> list[str]:
        """The codes of the countries that an event is of: they act, are acted on or tell of it."""
        return sorted(countries_of(event, self.store.vocabulary.actors))

    def clusters(self, f: Filter, view: BBox, zoom: int) -> Json:
        """What is in view, for more events than travel whole."""
        found = [asdict(c) for c in self.store.clusters(f, view, zoom)]
        for cluster in found:
            cluster["kinds"] = {kind.value: n for kind, n in cluster["kinds"].items()}
            cluster["ids"] = list(cluster["ids"])
            cluster["bounds"] = list(cluster["bounds"])
            cluster["lat"], cluster["lon"] = round(cluster["lat"], 5), round(cluster["lon"], 5)
        return {"version": self.store.version, "clusters": found}

    def page(self, f: Filter, at: int) -> Json:
        """A page of events in time order, from the one at ``at``: for more than travel whole."""
        ids = self.store.ids(f, at + PAGE)[at:]
        return {"version": self.store.version, "at": at, "most": PAGE, "events": self.events(ids)}

    # Events -----------------------------------------------------------------------------------

    def events(self, ids: Sequence[str]) -> list[Json]:
        """The events as the browser knows them, in the order given.

        A whole that stands beside a part of it gives way to its parts: it is not ``counted``, is no
        step and has no mark of its own; on the timeline only where a part is dated (``timed``).
        """
        return self._told(self.store.events(ids))

    def _told(self, found: Sequence[Event]) -> list[Json]:
        ids = [e.event_id for e in found]
        articles = self.store.articles_of(ids)
        dated = {e.event_id for e in found if e.interval}
        aside = giving_way(ids, set(ids), self.store.members)
        late = giving_way(dated, dated, self.store.members)
        return [
            self._event(e, articles.get(e.event_id, []))
            | {"counted": e.event_id not in aside, "timed": e.event_id in dated - late}
            for e in found
        ]

    def event(self, event_id: str) -> Json:
        """One event, withdrawn or not; raises ``KeyError``."""
        self.store.event(event_id)
        return self.events([event_id])[0]

    def _event(self, event: Event, articles: list[str]) -> Json:
        first, last = event.interval or (None, None)
        lat, lon = event.point or (None, None)
        country = country_of(event, self._names)
        return {
            "id": event.event_id,
            "title": event.title,
            "kind": event.kind.value,
            "type": event.event_type.value if event.event_type else None,
            "status": event.status.value,
            "one_sided": event.one_sided,
            "account": account(event),
            "planned": event.status is Status.PLANNED,
            "date_start": _iso(first),
            "date_end": _iso(last),
            "date_kind": event.date_kind.value,
            "date_basis": event.date_basis.value if event.date_basis else None,
            "date_label": date_label(event),
            "date_brief": date_brief(event),
            "date_prec": event.date_prec,
            "date_open": is_open(event),
            "lat": lat,
            "lon": lon,
            "where_prec": event.where_prec,
            "role": event.place_role.value if event.place_role else None,
            "place": place_label(event, self._names),
            "place_name": event.place_name,
            "place_full": self._names.name(event.place_id)
            if self._names.knows(event.place_id)
            else "",
            "place_id": event.place_id or None,
            "area_id": event.area_id or None,
            "between": self._names.is_line(event.area_id),
            "seat": seat_name(event, self._names) or None,
            "country": {"id": country.place_id, "name": country.label} if country else None,
            "draw": draw(event),
            "about": [self._about(place) for place in event.about_places],
            "actors": list(event.actors),
            "recipients": list(event.recipients),
            "background": event.context.value == "background",
            "umbrella": self.store.umbrella(event.event_id),
            "members": list(self.store.members(event.event_id)),
            "articles": articles,
            "differs": differs(self._differing, event.event_id),
            "withdrawn": _iso(event.withdrawn),
        }

    def _about(self, place_id: str) -> Json:
        lat, lon = line_end(place_id, self._names) or (None, None)
        return {"id": place_id, "name": self._names.name(place_id), "lat": lat, "lon": lon}

    # Timeline ---------------------------------------------------------------------------------

    def timeline(self, f: Filter, counts: Counts) -> Json:
        """The days to draw, what lies outside them, when the articles appeared, and bars."""
        store = self.store
        found = None
        if not (f.date_from and f.date_to):
            found = store.domain(f) or store.domain(f.without("dates"))
        domain = _period(f.date_from, f.date_to, found)
        outside = store.outside(f, *domain) if domain else store.outside(f)
        answer: Json = {
            "domain": [_iso(day) for day in domain] if domain else None,
            "before": outside.before,
            "after": outside.after,
            "partly": outside.partly if f.certain else 0,
            "coverage": self.coverage(),
        }
        if domain and counts.count > BARS_FROM:
            unit, bars = store.bins(f, domain)
            answer |= {"unit": unit, "bins": [_bar(b) for b in bars]}
        return answer

    def coverage(self) -> list[Json]:
        """When the articles appeared, the first of them first."""
        return [
            {
                "article": a.article_id,
                "title": a.title,
                "from": _iso(a.published_earliest or a.published_latest),
                "to": _iso(a.published_latest or a.published_earliest),
            }
            for a in self._by_publication()
            if a.published_earliest or a.published_latest
        ]

    def _by_publication(self) -> list[Article]:
        def key(a: Article) -> tuple[date, date, str]:
            first = a.published_earliest or a.published_latest or date.max
            return first, a.published_latest or first, a.article_id

        return sorted(self.articles.values(), key=key)

    # Facets -----------------------------------------------------------------------------------

    def facets(self, f: Filter, most: int | None = None) -> Json:
        """Values, labels and counts of each control, up to ``most``; each counts under all other parts."""
        counts, most = self.store.facets(f), MOST_VALUES if most is None else most
        known = self.store.vocabulary.kinds
        by_type = known.by_type
        types = _closed(by_type.values(), type_label, counts["types"])
        return {
            "kinds": _closed(known, kind_label, counts["kinds"]),
            "types": [t | {"kind": by_type[t["value"]].kind.value} for t in types],
            "actors": self._actors(f, counts["actors"], most),
            "articles": self._articles(counts["articles"], most),
            "status": _closed(Status, STATUS_LABELS.__getitem__, counts["statuses"]),
            "roles": _closed(PlaceRole, ROLE_LABELS.__getitem__, counts["roles"]),
            "precision": [
                _value(str(n), step.choice, counts["precision"]) for n, step in PLACE.items()
            ],
            "date_precision": [
                _value(str(n), step.choice, counts["date_precision"]) for n, step in DATE.items()
            ],
            "places": self._places(f, counts["places"], most),
        }

    def legend(self, f: Filter, alone: Sequence[Json]) -> list[Json]:
        """The kinds that there are under all other parts of the filter; their counts add up.

        ``alone`` is the facet, what choosing a kind alone shows; ``note`` says where that is more.
        """
        counts = self.store.legend(f)
        return [
            {"kind": value, "count": n, "note": alone_note(n, kind["count"] - n)}
            for kind in alone
            if (value := kind["value"]) and (n := counts.get(value, 0)) + kind["count"]
        ]

    def _articles(self, counts: Mapping[str, int], most: int) -> list[Json]:
        known = [
            _value(a.article_id, a.title, counts) | {"published": window_label(a)}
            for a in self._by_publication()
        ]
        title = self.store.vocabulary.article_title
        rest = [i for i in counts if i not in self.articles]
        return known + [
            _value(i, title(i), counts) | {"published": ""}
            for i in _frequent(rest, counts, (), most)
        ]

    def _actors(self, f: Filter, counts: Mapping[str, int], most: int) -> list[Json]:
        """Countries with their actors; actors without a country stand by themselves."""
        vocabulary = self.store.vocabulary
        nested: dict[str, list[Actor]] = {code: [] for code in vocabulary.countries}
        single: list[str] = []
        for actor_id in _frequent(vocabulary.actors, counts, f.actors, most):
            code = vocabulary.country_of(actor_id)
            if code:
                nested[code].append(vocabulary.actors[actor_id])
            else:
                single.append(actor_id)
        name = vocabulary.actor_name
        items = [_value(i, name(i), counts) | {"children": []} for i in single]
        for code, actors in nested.items():
            if actors:
                children = [_value(a.actor_id, a.name, counts) for a in actors]
                items.append(_value(code, name(code), counts) | {"children": _by_label(children)})
        return _by_label(items)

    def _places(self, f: Filter, counts: Mapping[str, int], most: int) -> list[Json]:
        canonical = (self._names.canonical(p) for p in f.places)
        used = dict.fromkeys((*self.store.vocabulary.used_places, *canonical))
        chosen = _frequent(used, counts, f.places, most)
        name = self.store.vocabulary.place_name
        return _by_label(_value(i, name(i), counts) for i in chosen)


def _part(part: Spoken) -> Json:
    return asdict(part) | {"params": list(part.params)}


def _denominators(counts: Counts) -> Json:
    return {
        "publishers": len(counts.publishers),
        "publisher": counts.publishers[0] if len(counts.publishers) == 1 else None,
        "articles": counts.articles,
        "articles_total": counts.articles_total,
        "undated": counts.undated,
        "unlocated": counts.unlocated,
        "background": counts.background,
        "umbrellas": counts.umbrellas,
        "seats": counts.seats,
        "anywhere": counts.anywhere,
        "chosen": counts.chosen,
    }


def _period(
    first: date | None, last: date | None, found: tuple[date, date] | None
) -> tuple[date, date] | None:
    """The reader's period; an open end reaches to where the events do."""
    if first and last:
        return first, last
    if found is None:
        day = first or last
        return (day, day) if day else None
    start, end = first or found[0], last or found[1]
    return (start, max(start, end)) if first else (min(start, end), end)


def _bar(b: Bin) -> Json:
    kinds = {kind.value: round(n, 3) for kind, n in b.kinds.items()}
    return {"from": _iso(b.start), "to": _iso(b.end), "kinds": kinds}


def _closed(
    members: Iterable[V], label: Callable[[V], str], counts: Mapping[str, int]
) -> list[Json]:
    return [_value(m.value, label(m), counts) for m in members]


def _value(value: str, label: str, counts: Mapping[str, int]) -> Json:
    return {"value": value, "label": label, "count": counts.get(value, 0)}


def _frequent(
    values: Iterable[str], counts: Mapping[str, int], chosen: Iterable[str], most: int
) -> list[str]:
    """The values to list: all, or the most frequent and the chosen of very many."""
    values = list(values)
    if len(values) <= most:
        return values
    top = sorted(values, key=lambda v: -counts.get(v, 0))[:most]
    return list(dict.fromkeys((*(v for v in chosen if v in values), *top)))


def _by_label(items: Iterable[Json]) -> list[Json]:
    return sorted(items, key=lambda item: (item["label"].casefold(), item["value"]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
