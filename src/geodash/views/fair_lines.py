"""Has all that wants an answer its line that there is none: in card, report, list and slide?

What must be said follows from the links; what is said is read from what is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace

from geodash.collection.checks.fairness import unnamed_problems, unsaid_problems
from geodash.domain.lookup import Lookup
from geodash.domain.problem import Problem
from geodash.views.card.content import card_of
from geodash.views.card.missing import charges_in, missing_answer, missing_to, unnamed
from geodash.views.card.panel import panel_card
from geodash.views.card.short import short_reply
from geodash.views.slide_builder import SlideBuilder
from geodash.views.symbols import EDGE, symbol_of
from geodash.views.templating import render


def unsaid(builder: SlideBuilder) -> tuple[Problem, ...]:
    """A problem for each event whose line on a missing answer is missing itself, and where."""
    found: dict[str, list[str]] = {}
    for event_id in builder.collection.events:
        lines = tuple(_wanted(builder.lookup, event_id))
        told = _told(builder, event_id) if lines else {}
        if lacking := [p for p, text in told.items() if not all(line in text for line in lines)]:
            found[event_id] = lacking
    return unsaid_problems(found)


def nobody_named(lookup: Lookup) -> tuple[Problem, ...]:
    """A problem for each note that says whose word is missing in words that name nobody known."""
    events = lookup.collection.events.values()
    said = {e.event_id: unnamed(lookup.threads, e) for e in events if not e.withdrawn}
    return unnamed_problems({event_id: whom for event_id, whom in said.items() if whom})


def _wanted(lookup: Lookup, event_id: str) -> Iterator[str]:
    """The lines that an event must have: its own, and those on charges in its words."""
    if own := missing_answer(lookup.threads, event_id):
        yield own
    yield from missing_to(charges_in(lookup, event_id))


def _told(builder: SlideBuilder, event_id: str) -> dict[str, str]:
    """What the places say of an event in which it can stand alone."""
    collection, names = builder.collection, builder.names
    card = card_of(collection, event_id, names)
    bare = {"citation": "", "link": "", "notes": (), "told_at": (), "cautions": (), "date_note": ""}
    entry = SimpleNamespace(number=1, card=card, **bare)
    report = render("report_entry.html", entry=entry, symbol_of=symbol_of, edge=EDGE)
    return {
        "card": unescape(panel_card(collection, event_id, names)["html"]),
        "report": unescape(report),
        "list": short_reply(card),
        "slide": builder.slide_of_event(event_id).silent,
    }
