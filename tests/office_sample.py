"""Selections for the tests of the office formats: the shipped corpus by filter, and small ones."""

from __future__ import annotations

from shipped_sample import corpus, geodata, store

from geodash.domain.model import Collection
from geodash.exchange.selection import Selection
from geodash.query import Filter, Store
from geodash.words.notes import BOUNDARY_NOTE

AUTUMN = "from=2022-08-01&to=2022-12-31"
ROAD = "from=2022-12-01&to=2022-12-31&place=area:lachin-corridor-2022"
LICENCE = "CC-BY-4.0: Creative Commons Attribution 4.0"


def of_corpus(query: str = "") -> Selection:
    """What a filter selects of the shipped corpus."""
    f, notices = Filter.from_params(query)
    assert not notices
    return of(corpus(), store(), f)


def of(collection: Collection, store: Store, f: Filter = Filter(background=True)) -> Selection:  # noqa: B008
    """The selection of a filter, as the registry makes it."""
    events = tuple(store.select(f))
    ids = {e.event_id for e in events}
    mentions = tuple(m for m in collection.mentions if m.event_id in ids)
    named = {a for e in events for a in (*e.actors, *e.recipients, *e.attributed_to, *e.deaths_of)}
    for actor in tuple(named):
        while (known := collection.actors.get(actor)) and known.parent not in ("", *named):
            named.add(actor := known.parent)
    told = {m.article_id for m in mentions}
    return Selection(
        collection=collection,
        events=events,
        mentions=mentions,
        links=tuple(x for x in collection.links if {x.from_event, x.to_event} <= ids),
        actors={i: a for i, a in collection.actors.items() if i in named},
        articles={i: a for i, a in collection.articles.items() if i in told},
        words=store.describe(f),
        query=f.to_query(),
        names=store.vocabulary.places,
        boundary_note=BOUNDARY_NOTE,
        attribution=geodata().attribution,
        licences=(LICENCE,),
    )
