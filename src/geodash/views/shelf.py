"""The shelf of briefings: what a card says of each, before it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from geodash.domain.briefing import Briefing
from geodash.domain.model import Collection, Event, Status
from geodash.words.days import throughout

#: Days; an event that may have happened in more than these says little of a briefing's span.
_LONG = 367

Json = dict[str, Any]


def shelf_card(collection: Collection, briefing: Briefing) -> Json:
    """A briefing for the page: its texts and slides, its marks in order, its days in words.

    ``marks`` has an entry for each slide: the look of its event, or ``None`` for a view of several
    events or one that is gone.
    """
    events = [_event(collection, slide.view) for slide in briefing.slides]
    return {
        "id": briefing.briefing_id,
        "title": briefing.title,
        "subtitle": briefing.subtitle,
        "slides": [
            {"view": s.view, "heading": s.heading, "remark": s.remark, "notes": s.notes}
            for s in briefing.slides
        ],
        "marks": [event and _mark(event) for event in events],
        "dates": _span([event for event in events if event]),
    }


def _event(collection: Collection, view: str) -> Event | None:
    named = parse_qs(view).get("event", [""])
    return collection.events.get(named[-1])


def _mark(event: Event) -> Json:
    return {
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status is Status.PLANNED,
    }


def _span(events: list[Event]) -> str:
    """From the first to the last day of its events; blank when none has any."""
    days = sorted(_days(events))
    return throughout(days[0], days[-1], short=True) if days else ""


def _days(events: list[Event]) -> Iterator[date]:
    for event in events:
        if event.interval and event.interval.days <= _LONG:
            yield from event.interval
