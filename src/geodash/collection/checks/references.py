"""What rows say about other rows: unknown ids, links, and mentions in their articles.

Works on the tables in place: rows and values that refer to nothing are taken out and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from geodash.collection.checks.mentions import anchored
from geodash.collection.checks.tables import Tables
from geodash.collection.read.cells import RowCells
from geodash.collection.read.ids import Ids
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.read.problems import ProblemLog, shorten
from geodash.domain.model import (
    Actor,
    Anchor,
    Collection,
    Event,
    Link,
    Mention,
    Relation,
)


def resolve(
    tables: Tables, geodata: KnownPlaces, log: ProblemLog, rest: Collection | None = None
) -> dict[str, Anchor]:
    """Take out what refers to nothing, find every mention's words; returns their anchors.

    ``rest`` has the rows beside those of ``tables``: they may be referred to, and stay as they are.
    """
    others = rest or _NOTHING
    actors = Ids(
        (*others.actors, *(a.actor_id for a, _ in tables.actors)),
        {a.actor_id: ";".join((a.name, *a.aliases)) for a in _actors_of(tables, others)},
    )
    tables.actors = [(_parents(a, cells, actors), cells) for a, cells in tables.actors]
    tables.actors = _acyclic_parents(tables.actors, others.actors)
    places = Ids(geodata.places or (), geodata.names)
    tables.events = [
        (_places(_actors(e, cells, actors), cells, geodata, places), cells)
        for e, cells in tables.events
    ]
    events = Ids((*others.events, *(e.event_id for e, _ in tables.events)))
    tables.events = _replaced(tables.events, events, others)
    mentions = {m.mention_id: None for m in others.mentions}
    _say_alike("event_id", tables.events, events, others.events)
    _say_alike("actor_id", tables.actors, actors, others.actors)
    all_mentions = Ids((*mentions, *(m.mention_id for m, _ in tables.mentions)))
    _say_alike("mention_id", tables.mentions, all_mentions, mentions)
    tables.links = _links(tables, events, others.links)
    return anchored(tables, events)


_NOTHING = Collection("", "", {}, (), (), {}, {})


def _actors_of(tables: Tables, others: Collection) -> Iterator[Actor]:
    yield from others.actors.values()
    yield from (actor for actor, _ in tables.actors)


def _say_alike(
    key: str,
    rows: Sequence[tuple[Event | Actor | Mention, RowCells]],
    known: Ids,
    others: Iterable[str],
) -> None:
    """Ids that people, or a spreadsheet, take for one another: the later one of them."""
    before = set(others)
    for row, cells in rows:
        own: str = getattr(row, key)
        if like := [ident for ident in known.alike(own) if ident in before]:
            cells.problem(
                key,
                "id-alike",
                f"It looks like “{shorten(like[0], 40)}”: a spreadsheet or a reader takes them for one.",
                "If it is the same, keep one row; else leave it, and mind the difference.",
                "warning",
            )
        before.add(own)


def _parents(actor: Actor, cells: RowCells, known: Ids) -> Actor:
    if not actor.parent or (actor.parent in known and actor.parent != actor.actor_id):
        return actor
    cells.problem(
        "parent",
        "unknown-actor",
        "There is no such other actor; it was left blank.",
        f"Add it to actors.csv or correct the id. {known.did_you_mean(actor.parent)}".strip(),
    )
    return replace(actor, parent="")


def _acyclic_parents(
    actors: list[tuple[Actor, RowCells]], others: Mapping[str, Actor]
) -> list[tuple[Actor, RowCells]]:
    parent = {i: a.parent for i, a in others.items()} | {a.actor_id: a.parent for a, _ in actors}
    kept = []
    for actor, cells in actors:
        seen, at = {actor.actor_id}, parent[actor.actor_id]
        while at and at not in seen:
            seen.add(at)
            at = parent.get(at, "")
        if at == actor.actor_id:
            cells.problem(
                "parent", "cycle", "The actors are parts of each other; it was left blank.",
                "Leave the parent of the topmost one empty.",
            )  # fmt: skip
            parent[actor.actor_id] = ""
            actor = replace(actor, parent="")
        kept.append((actor, cells))
    return kept


def _actors(event: Event, cells: RowCells, known: Ids) -> Event:
    """``event`` without the ids that aren't in actors.csv."""

    def kept(column: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [i for i in ids if i not in known]
        meant = known.did_you_mean(unknown[0]) if unknown else ""
        if unknown:
            cells.problem(
                column,
                "unknown-actor",
                f"There is no actor “{shorten(unknown[0], 40)}” in actors.csv; it was left out.",
                f"Add it to actors.csv or correct the id. {meant}".strip(),
            )
        return tuple(i for i in ids if i in known)

    return replace(
        event,
        actors=kept("actors", event.actors),
        recipients=kept("recipients", event.recipients),
        attributed_to=kept("attributed_to", event.attributed_to),
        deaths_of=kept("deaths_of", event.deaths_of),
    )


def _places(event: Event, cells: RowCells, geodata: KnownPlaces, places: Ids) -> Event:
    """``event`` without areas that can't be drawn; unknown places are kept and reported."""
    if event.area_id and not geodata.knows_area(event.area_id):
        cells.problem(
            "area_id",
            "unknown-area",
            "There is no such area in areas.geojson, nor one of the world; it was left blank.",
            "Add the area or correct the id; geodash place NAME finds those of provinces.",
        )
        event = replace(event, area_id="")
    if event.place_id and not geodata.knows(event.place_id):
        cells.problem(
            "place_id",
            "unknown-place",
            "There is no such place in the gazetteer; the id was kept.",
            f"Add the place or correct the id. {places.did_you_mean(event.place_id)}".strip(),
            "warning",
        )
    event = _with_point(event, cells, geodata)
    about = tuple(a for a in event.about_places if _known_about(a, cells, geodata))
    return event if about == event.about_places else replace(event, about_places=about)


def _with_point(event: Event, cells: RowCells, geodata: KnownPlaces) -> Event:
    """``event`` at its place in the gazetteer, if its coordinates are blank."""
    point = geodata.point(event.place_id)
    blank = not any(cells.row.cells.get(c, "").strip() for c in ("latitude", "longitude"))
    if point is None or not blank:
        return event
    cells.problem(
        "latitude",
        "gazetteer-point",
        f"There are no coordinates; those of {event.place_id} were taken.",
        f"Nothing to do; to have them in the table, write {point[0]} and {point[1]}.",
        "info",
    )
    return replace(event, latitude=point[0], longitude=point[1])


def _known_about(ident: str, cells: RowCells, geodata: KnownPlaces) -> bool:
    """Whether to keep one of ``about_places``."""
    area = ident.startswith("area:")
    if geodata.knows_area(ident.removeprefix("area:")) if area else geodata.knows(ident):
        return True
    cells.problem(
        "about_places",
        "unknown-area" if area else "unknown-place",
        f"“{shorten(ident, 40)}” is not in {'areas.geojson' if area else 'the gazetteer'}; "
        "it was left out.",
        "Write areas as area:<area_id> and places as <gazetteer>:<id>; correct the id.",
    )
    return False


def _replaced(
    events: list[tuple[Event, RowCells]], known: Ids, others: Collection
) -> list[tuple[Event, RowCells]]:
    """The events, each of those that were merged leading to another one that stands for it."""
    leads = {i: e.replaced_by for i, e in others.events.items()}
    leads |= {e.event_id: e.replaced_by for e, _ in events}
    kept = []
    for event, cells in events:
        if not event.replaced_by:
            kept.append((event, cells))
            continue
        seen, at = {event.event_id}, event.replaced_by
        while at and at in known and at not in seen:
            seen.add(at)
            at = leads.get(at, "")
        if at:
            cells.problem(
                "replaced_by",
                "unknown-event" if at not in known else "cycle",
                "It leads to no event that stands for this one; it was left blank.",
                f"Correct the id. {known.did_you_mean(event.replaced_by)}".strip(),
            )
            leads[event.event_id] = ""
            event = replace(event, replaced_by="")
        elif not event.withdrawn:
            cells.problem(
                "replaced_by", "replaced-standing",
                "It was merged into another event, but isn’t withdrawn.",
                "Write the day into withdrawn, or leave replaced_by blank.", "warning",
            )  # fmt: skip
        kept.append((event, cells))
    return kept


def _links(tables: Tables, events: Ids, others: Iterable[Link]) -> list[tuple[Link, RowCells]]:
    """The links whose ends exist and that don't close a circle of parts."""
    kept = []
    whole: dict[str, set[str]] = {}
    for link in others:
        if link.relation is Relation.PART_OF:
            whole.setdefault(link.from_event, set()).add(link.to_event)
    for link, cells in tables.links:
        missing = next(
            (c for c in ("from_event", "to_event") if getattr(link, c) not in events), ""
        )
        if missing:
            ident = getattr(link, missing)
            tables.say_no_event(cells, missing, ident, "link", events.did_you_mean(ident))
            continue
        if link.from_event == link.to_event:
            cells.problem(
                "to_event", "self-link", "The event is linked to itself; the link was left out.",
                "Correct one of the ids.",
            )  # fmt: skip
            continue
        if link.relation is Relation.PART_OF:
            if _reaches(whole, link.to_event, link.from_event):
                cells.problem(
                    "to_event", "cycle",
                    "The events would be parts of each other; the link was left out.",
                    "Link the member to the whole only.",
                )  # fmt: skip
                continue
            whole.setdefault(link.from_event, set()).add(link.to_event)
        kept.append((link, cells))
    return kept


def _reaches(whole: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Whether ``goal`` is ``start`` or one of the wholes it is part of."""
    open_, seen = [start], set()
    while open_:
        at = open_.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            open_.extend(whole.get(at, ()))
    return False
