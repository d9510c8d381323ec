"""What of a draft is saved, and what stays in it and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geodash.coding.draft.rows import Change, Draft, is_provisional
from geodash.geo.areas import AREA_PREFIX

#: Columns of an event that name actors.
OF_ACTORS = ("actors", "recipients", "attributed_to", "deaths_of")
#: Columns that name places and areas.
OF_PLACES = ("place_id", "area_id", "about_places")


@dataclass(frozen=True, slots=True)
class Ready:
    """Two halves of a draft."""

    going: Draft
    staying: Draft


def ready(draft: Draft, leave: Iterable[str] = ()) -> Ready:
    """What is done goes, with its passages and links; ``leave`` are events that stay all the same.

    A link goes when both its events do or are saved already, a new actor with the first event that names
    it, and so a place or an area; what holds no event always. An event that was merged into one that stays, stays.
    """
    done = set(draft.done) - set(leave)
    events = {i: c for i, c in draft.of("events").items() if i in done}
    while late := [i for i, c in events.items() if _into(c) in draft.of("events").keys() - events]:
        for ident in late:
            del events[ident]
            done.discard(ident)
    stays = draft.of("events").keys() - events
    going = {
        "events": events,
        "mentions": {i: c for i, c in draft.of("mentions").items() if _event(c) in done},
        "links": {i: c for i, c in draft.of("links").items() if _goes(c, done, stays)},
        "considered": draft.of("considered"),
        "actors": _actors(draft, events.values()),
        **_drawn(draft, events.values()),
    }
    gone = {table: rows for table, rows in going.items() if rows}
    rest = {
        table: {i: c for i, c in rows.items() if i not in going.get(table, {})}
        for table, rows in draft.rows.items()
    }
    return Ready(
        replace(draft, rows=gone),
        replace(draft, rows={t: rows for t, rows in rest.items() if rows}),
    )


def _into(change: Change) -> str:
    return (change.now or {}).get("replaced_by", "")


def _event(change: Change) -> str:
    return (change.now or change.was or {}).get("event_id", "")


def _goes(change: Change, done: set[str], stays: set[str]) -> bool:
    row = change.now or change.was or {}
    ends = row.get("from_event", ""), row.get("to_event", "")
    # A change of links alone makes neither of its events unfinished.
    return all(end not in stays and (end in done or not is_provisional(end)) for end in ends)


def _actors(draft: Draft, events: Iterable[Change]) -> dict[str, Change]:
    """Changed actors, and of the new ones those that an event names, with what they are part of."""
    named = {i for change in events for i in _named(change, OF_ACTORS)}
    found = {i: c for i, c in draft.of("actors").items() if i in named or not is_provisional(i)}
    queue = list(found.values())
    for change in queue:
        parent = (change.now or {}).get("parent", "")
        if parent in draft.of("actors") and parent not in found:
            found[parent] = draft.of("actors")[parent]
            queue.append(found[parent])
    return {i: c for i, c in draft.of("actors").items() if i in found}


def _drawn(draft: Draft, events: Iterable[Change]) -> dict[str, dict[str, Change]]:
    """New places and areas that an event names."""
    named = {i.removeprefix(AREA_PREFIX) for c in events for i in _named(c, OF_PLACES)}
    tables = ("places", "areas")
    return {t: {i: c for i, c in draft.of(t).items() if i in named and c.now} for t in tables}


def _named(change: Change, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        yield from (part.strip() for part in (change.now or {}).get(column, "").split(";"))
