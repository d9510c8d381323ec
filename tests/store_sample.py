"""Collections for the tests of filter, store and payload, and a slow, obvious filter beside them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache

from geodash.domain.kinds import EventType
from geodash.domain.model import (
    Actor,
    Article,
    Collection,
    Context,
    DateKind,
    Event,
    Fact,
    Link,
    Mention,
    PlaceRole,
    Relation,
    Status,
)
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.query import Store

AREAS = Areas(
    [
        Area("corridor", "Lachin corridor", latitude=39.6, longitude=46.5),
        Area("border", "Armenia–Azerbaijan border", latitude=39.8, longitude=45.9),
    ]
)

GAZETTEER = Gazetteer(
    [
        Place("g:am", "Armenia", kind="country", country="ARM", latitude=40.2, longitude=44.5),
        Place("g:tr", "Türkiye", kind="country", country="TUR", aliases=("Turkey", "Turkiye")),
        Place("g:syunik", "Syunik", kind="province", country="ARM", admin1="08"),
        Place("g:goris", "Goris", country="ARM", admin1="08", latitude=39.51, longitude=46.34),
        Place("g:jermuk", "Jermuk", country="ARM", admin1="10", latitude=39.84, longitude=45.67),
        Place("g:yerevan", "Yerevan", country="ARM", admin1="11", latitude=40.18, longitude=44.51),
        Place("g:baku", "Baku", country="AZE", admin1="09", latitude=40.38, longitude=49.89),
        Place("g:kos", "Kos", country="GRC", admin1="42", latitude=36.89, longitude=27.29),
        Place(
            "g:khankendi",
            "Khankendi",
            "Stepanakert",
            country="AZE",
            admin1="61",
            aliases=("Xankəndi", "Vararakn"),
        ),
        Place("g:cermik", "Çermik", country="TUR", aliases=("Jermuk",)),
    ]
)

ACTORS = {
    a.actor_id: a
    for a in (
        Actor("armenia", "Armenia", "state", "ARM", aliases=("Yerevan",)),
        Actor("armenia-army", "Armed forces of Armenia", "military", "ARM", "armenia"),
        Actor("azerbaijan", "Azerbaijan", "state", "AZE"),
        Actor("activists", "Activists", "protesters", "", "azerbaijan"),
        Actor("turkiye", "Türkiye", "state", "TUR", aliases=("Turkey",)),
        Actor("csto", "CSTO", "igo", aliases=("Collective Security Treaty Organization",)),
    )
}

ARTICLES = {
    a.article_id: a
    for a in (
        Article(
            "attacks",
            "Can Timely Diplomacy Avert",
            "body",
            "The Caucasus Center",
            published_earliest=date(2022, 9, 13),
            published_latest=date(2022, 9, 30),
        ),
        Article(
            "blockade",
            "Lachin Corridor Blocked",
            "body",
            "The Caucasus Center",
            published_earliest=date(2022, 12, 13),
            published_latest=date(2022, 12, 20),
        ),
        Article("aegean", "Aegean Simmering", "body", "The Aegean Post"),
    )
}

D = date
_SEPT = D(2022, 9, 13)
EVENTS = (
    Event(
        "e-all",
        "Attacks near three towns, says Armenia",
        _SEPT,
        _SEPT,
        area_id="border",
        latitude=39.8,
        longitude=45.9,
        where_prec=5,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("azerbaijan",),
        recipients=("armenia",),
        status=Status.CLAIMED,
        deaths_best=49,
    ),
    Event(
        "e-goris",
        "Attack near Goris, says Armenia",
        _SEPT,
        _SEPT,
        place_name="Goris",
        place_id="g:goris",
        latitude=39.51,
        longitude=46.34,
        where_prec=2,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("azerbaijan",),
        recipients=("armenia-army",),
        status=Status.CLAIMED,
    ),
    Event(
        "e-jermuk",
        "Attack near Jermuk, says Armenia",
        _SEPT,
        _SEPT,
        place_name="Jermuk",
        place_id="g:jermuk",
        latitude=39.84,
        longitude=45.67,
        where_prec=2,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("azerbaijan",),
        recipients=("armenia",),
        status=Status.DISPUTED,
    ),
    Event(
        "e-says",
        "Azerbaijan rejects the account",
        D(2022, 9, 13),
        D(2022, 9, 30),
        place_id="g:baku",
        latitude=40.38,
        longitude=49.89,
        place_role=PlaceRole.SEAT,
        about_places=("g:jermuk", "area:corridor"),
        event_type=EventType.REJECT,
        actors=("azerbaijan",),
        recipients=("armenia",),
    ),
    Event(
        "e-road",
        "Lachin road blocked by activists",
        D(2022, 12, 12),
        D(2022, 12, 20),
        DateKind.THROUGHOUT,
        area_id="corridor",
        latitude=39.6,
        longitude=46.5,
        where_prec=5,
        place_role=PlaceRole.SCENE,
        about_places=("g:khankendi",),
        event_type=EventType.PROTEST,
        actors=("activists",),
        recipients=("armenia",),
    ),
    Event(
        "e-letter",
        "Armenia writes to the CSTO",
        event_type=EventType.DISAPPROVE,
        actors=("armenia",),
        recipients=("csto",),
    ),
    Event(
        "e-isles",
        "Türkiye objects to arms on Kos",
        D(2022, 8, 1),
        D(2022, 9, 14),
        latitude=39.93,
        longitude=32.86,
        place_role=PlaceRole.SEAT,
        about_places=("g:kos",),
        event_type=EventType.DISAPPROVE,
        actors=("turkiye",),
    ),
    Event(
        "e-poll",
        "Election in Türkiye",
        D(2023, 5, 1),
        D(2023, 5, 31),
        place_name="Turkey",
        place_id="g:tr",
        latitude=39.93,
        longitude=32.86,
        where_prec=6,
        place_role=PlaceRole.SCENE,
        actors=("turkiye",),
        status=Status.PLANNED,
    ),
    Event(
        "e-war",
        "War of 2020",
        D(2020, 9, 27),
        D(2020, 11, 10),
        DateKind.THROUGHOUT,
        place_id="g:khankendi",
        latitude=39.82,
        longitude=46.75,
        where_prec=4,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("armenia", "azerbaijan"),
        recipients=("armenia", "azerbaijan"),
        context=Context.BACKGROUND,
    ),
    Event(
        "e-wrong",
        "Withdrawn attack near Jermuk",
        _SEPT,
        _SEPT,
        place_id="g:jermuk",
        latitude=39.84,
        longitude=45.67,
        where_prec=1,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("azerbaijan",),
        withdrawn=D(2023, 1, 1),
    ),
)

_TOLD = (
    ("e-all", "attacks", "a loss of 49 Armenian soldiers"),
    ("e-goris", "attacks", "Jermuk, Goris and Sotk"),
    ("e-jermuk", "attacks", "Jermuk, Goris and Sotk"),
    ("e-says", "attacks", "amassing ammunition"),
    ("e-road", "blockade", "blocked the road to Stepanakert"),
    ("e-road", "attacks", "the road was shut"),
    ("e-letter", "blockade", "a letter of Armenia’s to the bloc"),
    ("e-isles", "aegean", "the Turkish fleet off Kosovo street"),
    ("e-poll", "aegean", "elections in May"),
    ("e-war", "blockade", "the war of 2020"),
    ("e-wrong", "attacks", "wrong"),
)

SAMPLE = Collection(
    "sample",
    "Sample",
    {e.event_id: e for e in EVENTS},
    tuple(Mention(f"m{i}", e, a, q, supports=(Fact.WHAT,)) for i, (e, a, q) in enumerate(_TOLD)),
    (
        Link("e-goris", "e-all", Relation.PART_OF),
        Link("e-jermuk", "e-all", Relation.PART_OF),
        Link("e-wrong", "e-all", Relation.PART_OF),
        Link("e-says", "e-all", Relation.DENIES),
    ),
    ACTORS,
    ARTICLES,
    version="sample-1",
)


def random_collection(seed: int, size: int) -> Collection:
    """Events of every sort, with umbrellas, chains of umbrellas and cycles among them."""
    rng = random.Random(seed)
    places = [p.place_id for p in GAZETTEER] + ["area:corridor", "unknown:1"]
    events, mentions, links = {}, [], []
    for i in range(size):
        first = D(2022, 1, 1) + timedelta(days=rng.randrange(400)) if rng.random() < 0.9 else None
        length = rng.choice((0, 0, 0, 3, 40, 500))
        located = rng.random() < 0.8
        event = Event(
            f"r{i:04d}",
            rng.choice(("Talks in Yerevan", "Shots fired", "Türkiye says no", "")),
            first,
            first and first + timedelta(days=length),
            place_id=rng.choice(places) if rng.random() < 0.5 else "",
            latitude=round(rng.uniform(36, 42), rng.choice((0, 3))) if located else None,
            longitude=round(rng.uniform(26, 50), rng.choice((0, 3))) if located else None,
            where_prec=rng.choice((None, 1, 2, 3, 4, 5, 6, 7)) if located else None,
            place_role=rng.choice((None, *PlaceRole)),
            about_places=tuple(rng.sample(places, rng.randrange(3))),
            event_type=rng.choice((None, *EventType)),
            actors=tuple(rng.sample(sorted(ACTORS), rng.randrange(3))),
            recipients=tuple(rng.sample(sorted(ACTORS), rng.randrange(3))),
            status=rng.choice(tuple(Status)),
            context=rng.choice((Context.FOREGROUND, Context.FOREGROUND, Context.BACKGROUND)),
            withdrawn=D(2023, 1, 1) if rng.random() < 0.05 else None,
        )
        events[event.event_id] = event
        for article in rng.sample(sorted(ARTICLES), rng.randrange(3)):
            quote = rng.choice(("a word", "on Kos", "Stepanakert fell silent", "ZÜRICH"))
            mentions.append(Mention(f"m{len(mentions)}", event.event_id, article, quote))
    ids = sorted(events)
    for _ in range(size // 4):
        links.append(Link(rng.choice(ids), rng.choice(ids), Relation.PART_OF))
    return Collection(
        "random",
        "Random",
        events,
        tuple(mentions),
        tuple(links),
        ACTORS,
        ARTICLES,
        version=str(seed),
    )


# The slow way -----------------------------------------------------------------------------------


def slow_ids(c: Collection, f) -> list[str]:
    """What passes, found by going through all events in Python."""
    passing = [e for e in c.events.values() if _passes(c, f, e)]

    def key(e):
        return (e.date_start or D.max, e.date_end or D.max, e.event_id)

    return [e.event_id for e in sorted(passing, key=key)]


def slow_count(c: Collection, ids: list[str]) -> int:
    """How many of these count: no umbrella beside something below it."""
    parents: dict[str, set[str]] = {}
    for link in c.links:
        if link.relation is Relation.PART_OF:
            parents.setdefault(link.from_event, set()).add(link.to_event)

    def above(event_id, seen):
        for parent in parents.get(event_id, ()):
            if parent not in seen:
                seen.add(parent)
                above(parent, seen)
        return seen

    covered = {umbrella for i in ids for umbrella in above(i, set()) - {i}}
    return sum(i not in covered for i in ids)


_CHILDREN = {"azerbaijan": {"activists"}, "armenia": {"armenia-army"}}
_COUNTRIES = {
    "ARM": {"armenia", "armenia-army"},
    "AZE": {"azerbaijan", "activists"},
    "TUR": {"turkiye"},
}
_INSIDE = {
    "g:am": {"g:syunik", "g:goris", "g:jermuk", "g:yerevan"},
    "g:tr": {"g:cermik"},
    "g:syunik": {"g:goris"},
}


def _year(e: Event, most: int) -> bool:
    """Five is at most a year, though UCDP has nothing beyond it."""
    return most < 5 or (e.date_end - e.date_start).days < 366


def _acts(pair: str, e: Event) -> bool:
    doer, target = pair.split(">")
    ok = []
    for value, coded in ((doer, e.actors), (target, e.recipients)):
        wanted = _COUNTRIES.get(value, {value})
        ok.append(bool(wanted & set(coded)) if value else not coded)
    return all(ok)


def _passes(c: Collection, f, e: Event) -> bool:
    told = [m for m in c.mentions if m.event_id == e.event_id]
    sides = {"by": set(e.actors), "to": set(e.recipients), "": {*e.actors, *e.recipients}}
    who = [bool(sides[f.side] & _COUNTRIES.get(a, {a, *_CHILDREN.get(a, ())})) for a in f.actors]
    at = {e.place_id, *e.about_places} | ({f"area:{e.area_id}"} if e.area_id else set())
    where = [bool(at & {p, *_INSIDE.get(p, ())}) for p in f.places]
    if f.certain:
        early, late = e.date_start, e.date_end
    else:
        early, late = e.date_end, e.date_start
    return all(
        (
            not e.withdrawn,
            f.background or e.context is Context.FOREGROUND,
            not f.date_from or (early and early >= f.date_from),
            not f.date_to or (late and late <= f.date_to),
            not who or (all(who) if f.all_actors else any(who)),
            not f.kinds or e.kind in f.kinds,
            not f.types or e.event_type in f.types,
            not f.articles or {m.article_id for m in told} & set(f.articles),
            not f.statuses or e.status in f.statuses,
            not f.roles or e.place_role in f.roles,
            not f.precision or (e.where_prec and e.where_prec <= f.precision),
            not f.date_precision
            or (e.interval and e.date_prec <= f.date_precision and _year(e, f.date_precision)),
            not f.pairs or any(_acts(pair, e) for pair in f.pairs),
            not where or any(where),
            not f.bbox
            or (
                e.point
                and f.bbox.west <= e.point.longitude <= f.bbox.east
                and f.bbox.south <= e.point.latitude <= f.bbox.north
            ),
        )
    )


@cache
def store_of_sample() -> Store:
    """Filled once for all tests of a run."""
    return Store(SAMPLE, GAZETTEER, AREAS)
