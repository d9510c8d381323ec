"""The event table: one row an event, in words and in values to sort by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geodash.domain.differing import Differing
from geodash.domain.model import Event, Status
from geodash.query.store import Store
from geodash.views.analysis.figures import Json
from geodash.views.places import place_label
from geodash.words.dates import date_label_short
from geodash.words.differing import differs
from geodash.words.labels import STATUS_LABELS, type_label
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.precision import date_known, place_known
from geodash.words.says import named_source

MOST_ROWS = 2000


def table(store: Store, events: Sequence[Event], differing: Mapping[str, Differing]) -> list[Json]:
    """Rows in the order given, at most :data:`MOST_ROWS`."""
    told = store.articles_of([e.event_id for e in events[:MOST_ROWS]])
    title = store.vocabulary.article_title
    return [
        _row(store, e, [title(a) for a in told.get(e.event_id, ())])
        | {"differs": differs(differing, e.event_id)}
        for e in events[:MOST_ROWS]
    ]


def _row(store: Store, event: Event, articles: list[str]) -> Json:
    actors = store.vocabulary.actors
    first, last = event.interval or (None, None)
    return {
        "id": event.event_id,
        "title": event.title,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status.value == "planned",
        "type": type_label(event.event_type) if event.event_type else "",
        "first": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
        "date": date_label_short(event),
        "date_prec": event.date_prec or 9,
        "date_sure": date_known(event),
        "date_basis": event.date_basis.value if event.date_basis else "",
        "place": place_label(event, store.vocabulary.places),
        "where_prec": event.where_prec or 9,
        "place_sure": place_known(event),
        "who": listed(actor_names(actors, event.actors)),
        "whom": listed(actor_names(actors, event.recipients)),
        "status": _vouched(event),
        "says": named_source(event, actors),
        "articles": articles,
        "background": event.context.value == "background",
    }


def _vouched(event: Event) -> str:
    return "An article" if event.status is Status.REPORTED else STATUS_LABELS[event.status]
