"""Cutting a filtered view out of its collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodash.collection.read.descriptor import licences, one_line, read_descriptor
from geodash.domain.model import Actor, Article, Collection, Event
from geodash.exchange.selection import Selection
from geodash.geo.areas import AREA_PREFIX, Area, Areas
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store
from geodash.words.notes import BOUNDARY_NOTE


def select(
    store: Store, collection: Collection, geodata: GeoData, f: Filter, link: str = ""
) -> Selection:
    """All that passes ``f``, and what must go with it.

    The events are those of :meth:`Store.select`, umbrellas beside their parts too; withdrawn ones
    never pass.
    """
    events = tuple(store.select(f))
    ids = {e.event_id for e in events}
    mentions = tuple(m for m in collection.mentions if m.event_id in ids)
    # What nobody has coded yet isn't left out of a file that is the collection.
    whole = f.without("background") == Filter()
    told = {m.article_id for m in mentions}
    articles = {i: a for i, a in collection.articles.items() if whole or i in told}
    return Selection(
        collection=collection,
        events=events,
        mentions=mentions,
        links=tuple(k for k in collection.links if k.from_event in ids and k.to_event in ids),
        actors=dict(collection.actors) if whole else _actors(events, collection.actors),
        articles=articles,
        words=store.describe(f),
        query=f.to_query(),
        link=link,
        names=store.vocabulary.places,
        boundary_note=BOUNDARY_NOTE,
        attribution=geodata.attribution,
        licences=(
            *map(str, licences(read_descriptor(collection.path))),
            *_credits(articles.values()),
        ),
        umbrellas=frozenset(store.beside_parts(f)),
        areas=_areas(events, geodata.areas),
        whole=whole,
    )


def _actors(events: Iterable[Event], actors: Mapping[str, Actor]) -> dict[str, Actor]:
    """Those that the events name, and their parents, in the order of the collection."""
    named: set[str] = set()
    queue = [i for e in events for i in (*e.actors, *e.recipients, *e.attributed_to, *e.deaths_of)]
    for actor_id in queue:
        if actor_id in actors and actor_id not in named:
            named.add(actor_id)
            queue.append(actors[actor_id].parent)
    return {i: a for i, a in actors.items() if i in named}


def _areas(events: Iterable[Event], areas: Areas) -> tuple[Area, ...]:
    named = {e.area_id for e in events}
    named |= {
        p.removeprefix(AREA_PREFIX)
        for e in events
        for p in e.about_places
        if p.startswith(AREA_PREFIX)
    }
    return tuple(area for area in areas if area.area_id in named)


def _credits(articles: Iterable[Article]) -> list[str]:
    """Under what terms the articles stand: their credit lines, else who published them."""
    lines = (
        f"Articles, credit: {credit}"
        if (credit := one_line(a.credit))
        else f"Articles, published by {one_line(a.publisher)}"
        for a in articles
        if a.credit or a.publisher
    )
    return list(dict.fromkeys(lines))
