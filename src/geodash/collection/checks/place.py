"""Checks of meaning that concern where an event stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from geodash.collection.checks.context import CheckContext
from geodash.collection.checks.flag import Flag
from geodash.collection.checks.placewords import named
from geodash.collection.checks.points import LINE_OR_AREA
from geodash.collection.read.known_places import Validity
from geodash.domain.extent import Interval
from geodash.domain.kinds import EventType
from geodash.domain.model import DateKind, Event, Fact, PlaceRole
from geodash.geo.searched import search_words

#: Acts, as opposed to words: PLOVER's material types.
MATERIAL = frozenset(
    {
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
        EventType.INVESTIGATE,
        EventType.SANCTION,
        EventType.PROTEST,
        EventType.CRIME,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
#: A clause of a note that says of the place that it is inferred.
_INFERRED = re.compile(
    r"(?=[^.;:]*\binferred\b)[^.;:]*\b(?:place|point|country|city|area|line|sea)\b", re.IGNORECASE
)
#: A statement may be about an area that is past or to come by so much.
TALKED_OF = timedelta(days=31)


def seated(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A seat is a speaker's capital: no place in the text, no precision, words only."""
    if event.place_role is not PlaceRole.SEAT:
        return
    if event.place_name:
        yield Flag(
            "place_name", "seat-named", "A seat has no place in the text, but there is one.",
            "Use scene if it happened there; else leave place_name empty.",
        )  # fmt: skip
    if event.where_prec is not None:
        yield Flag(
            "where_prec", "seat-precise", "A seat has no precision.", "Leave where_prec empty."
        )
    if event.plover in MATERIAL:
        yield Flag(
            "place_role", "seat-material",
            f"{event.plover} is an act, not words, so it doesn't stand at a capital.",
            "Use the destination if it is stated, else the country, else leave it unlocated.",
        )  # fmt: skip
    if event.point is None:
        yield Flag(
            "latitude", "seat-unlocated", "A seat has a point: the capital or headquarters.",
            "Fill in its coordinates, or leave place_role empty.",
        )  # fmt: skip


def placed(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A point says why it is there and how near the mark it is."""
    if event.place_role is PlaceRole.SEAT:
        return
    if event.point and event.place_role is None:
        yield Flag("place_role", "role-blank", "It isn't said why it stands there.", "Fill it in.")
    if event.point and event.where_prec is None:
        yield Flag(
            "where_prec", "precision-blank", "It isn't said how precise the place is.",
            "Write 1 to 7.",
        )  # fmt: skip
    lost = event.place_id and not context.geodata.knows(event.place_id)
    # That the place is not known is said already; that it has no point follows.
    if event.point is None and event.where_prec is not None and not lost:
        yield Flag(
            "where_prec", "precision-unlocated", "There is a precision but no point.",
            "Fill in the coordinates (of an area its representative point) or leave it empty.",
        )  # fmt: skip
    elif event.point is None and event.place_name and not event.place_id and not event.area_id:
        yield Flag(
            "place_name", "place-unlocated",
            f"“{event.place_name}” has neither a place_id nor coordinates, so it is not on the map.",
            "Fill in the id of the place in places.csv, or latitude, longitude and where_prec.",
            "info",
        )  # fmt: skip
    if event.where_prec == LINE_OR_AREA and not event.area_id:
        yield Flag(
            "area_id", "area-blank", "A line or an area (where_prec 5) is drawn by its area.",
            "Fill in area_id.",
        )  # fmt: skip


def area_valid(event: Event, context: CheckContext) -> Iterator[Flag]:
    """An area is one that existed on the date of the event."""
    areas, interval = context.geodata.areas, event.interval
    if areas is None or interval is None:
        return
    for column, area in _areas(event):
        since, until = areas.get(area, (None, None))
        if _covers((since, until), interval):
            continue
        slack = TALKED_OF if column == "about_places" else timedelta(0)
        apart = (since and interval.last + slack < since) or (
            until and interval.first - slack > until
        )
        if slack and not apart:
            continue
        partly = not apart and event.date_kind is DateKind.WITHIN
        yield Flag(
            column,
            "area-dates",
            f"The area {area} is that of {_span(since, until)}, the event of {_span(*interval)}.",
            "Use the area valid on that date.",
            "info" if partly else "warning",
        )


def _areas(event: Event) -> Iterator[tuple[str, str]]:
    if event.area_id:
        yield "area_id", event.area_id
    for ident in event.about_places:
        if ident.startswith("area:"):
            yield "about_places", ident.removeprefix("area:")


def _covers(area: Validity, days: Interval) -> bool:
    return (area[0] is None or area[0] <= days.first) and (area[1] is None or days.last <= area[1])


def _span(since: date | None, until: date | None) -> str:
    if since and since == until:
        return str(since)
    return f"{since or '…'} – {until or '…'}"


def plausible_point(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A point lies where its event can have been; see :mod:`geodash.collection.checks.points`."""
    return context.points.flags(event)


def named_in_words(event: Event, context: CheckContext) -> Iterator[Flag]:
    """The words that carry the place name it or its country, or the note says that it is inferred.

    “Along the border” is where it happened as the words have it, but not which border.
    """
    carry = [m for m in context.mentions.get(event.event_id, ()) if Fact.WHERE in m.supports]
    articles = context.collection.articles
    if not carry or not all(articles[m.article_id].language.startswith("en") for m in carry):
        return
    names = context.place_words.of(event.place_id, event.area_id)
    said = " ".join(word for m in carry for word in search_words(m.quote))
    if names is None or named(said, names) or _INFERRED.search(event.note):
        return
    yield Flag(
        "place_name", "place-unnamed",
        "No passage that is said to carry the place names it or its country.",
        "Add a mention whose words do, or say in the note that the place is inferred.", "info",
    )  # fmt: skip


PLACE_CHECKS = (seated, placed, area_valid, named_in_words, plausible_point)
