"""Cutting a filtered view out of its collection."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from geodash.collection.read.descriptor import licences, read_descriptor
from geodash.domain.datasets import terms_of
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Actor, Article, Collection, Event, time_order
from geodash.exchange.registry import Format
from geodash.exchange.selection import Selection
from geodash.geo.areas import AREA_PREFIX, Area, Areas
from geodash.geo.layers import GeoData
from geodash.query import Description, Filter, Store
from geodash.query.params import query_string
from geodash.query.words import Counts, described
from geodash.views.frames import Seen
from geodash.views.slides import Frame
from geodash.words.notes import BOUNDARY_NOTE
from geodash.words.texts import one_line


def select(
    store: Store,
    collection: Collection,
    geodata: GeoData,
    f: Filter,
    link: str = "",
    seen: Seen | None = None,
) -> Selection:
    """All that passes ``f``, and what must go with it; ``seen`` is how the page shows it.

    The events are those of :meth:`Store.select`, umbrellas beside their parts too; withdrawn ones
    never pass.
    """
    # What nobody has coded yet isn't left out of a file that is the collection.
    whole = f.without("background") == Filter()
    cut = cut_of(store, collection, geodata, tuple(store.select(f)), whole=whole)
    umbrellas, seen = store.beside_parts(f), seen or Seen()
    return replace(
        cut,
        words=store.describe(f),
        query=f.to_query(),
        link=link,
        umbrellas=frozenset(umbrellas),
        members={i: store.members(i) for i in umbrellas},
        frame=seen.frame,
        map_size=seen.size,
    )


def select_event(
    store: Store,
    collection: Collection,
    geodata: GeoData,
    event_id: str,
    *,
    thread: bool = False,
    link: str = "",
) -> Selection:
    """One event, or with its ``thread`` also what answers it and what it answers.

    Raises ``KeyError`` for an event that isn't there or was withdrawn.
    """
    event = collection.events[event_id]
    if event.withdrawn:
        raise KeyError(event_id)
    ids = (event_id, *_thread(collection, event_id)) if thread else (event_id,)
    found = {e.event_id: e for e in map(collection.events.__getitem__, ids) if not e.withdrawn}
    events = tuple(sorted(found.values(), key=time_order))
    cut = cut_of(store, collection, geodata, events)
    counts = Counts(
        count=len(events),
        total=store.count(Filter(background=True)),
        articles=len(cut.articles),
        articles_total=len(collection.articles),
        publishers=tuple(sorted({a.publisher for a in cut.articles.values() if a.publisher})),
    )
    more = len(events) > 1
    phrases = (event.title, "with what answers it and what it answers") if more else (event.title,)
    return replace(
        cut,
        words=described(phrases, counts),
        query=query_string([("event", event_id), *([("with", "thread")] if thread else [])]),
        link=link,
        frame=Frame(selected=(event_id,)),
    )


def _thread(collection: Collection, event_id: str) -> Iterator[str]:
    threads = lookup_of(collection).threads
    for answer in (*threads.answers(event_id), *threads.answered(event_id)):
        yield answer.event.event_id
        yield from (reply.event.event_id for reply in answer.replies)


def cut_of(
    store: Store,
    collection: Collection,
    geodata: GeoData,
    events: tuple[Event, ...],
    *,
    whole: bool = False,
) -> Selection:
    """The events with their mentions, links, actors, articles and areas; not in words yet."""
    ids = {e.event_id for e in events}
    mentions = tuple(m for m in collection.mentions if m.event_id in ids)
    told = {m.article_id for m in mentions}
    articles = {i: a for i, a in collection.articles.items() if whole or i in told}
    return Selection(
        collection=collection,
        events=events,
        mentions=mentions,
        links=tuple(k for k in collection.links if k.from_event in ids and k.to_event in ids),
        actors=dict(collection.actors) if whole else _actors(events, collection.actors),
        articles=articles,
        words=Description("", "", ()),
        names=store.vocabulary.places,
        boundary_note=BOUNDARY_NOTE,
        attribution=geodata.attribution,
        licences=(
            *map(str, licences(read_descriptor(collection.path))),
            *_credits(articles.values()),
            *terms_of(events, collection.datasets),
        ),
        areas=_areas(events, geodata.areas),
        whole=whole,
    )


def to_take(selection: Selection, form: Format) -> Selection:
    """The selection for one file: with a mark of its own where the format comes back edited."""
    return replace(selection, mark=secrets.token_hex(8)) if form.returns else selection


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
    own = [area for area in areas if area.area_id in named]
    rest = sorted(named - {area.area_id for area in own})
    return (*own, *(area for i in rest if (area := areas.get(i))))


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
