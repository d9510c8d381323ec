"""CSV: one row per event, for spreadsheets and scripts.

The columns of ``events.csv`` come first and mean the same; those that follow are worked out. Text
that a spreadsheet would run is guarded (:mod:`geodash.exchange.formula`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from geodash.domain.kinds import Kinds
from geodash.domain.model import Event
from geodash.exchange.cells import cell, columns, csv_text, encoded, row
from geodash.exchange.facts import Facts
from geodash.exchange.formula import guard
from geodash.exchange.selection import Selection

#: Column → its value; see docs/exports.md.
DERIVED: Mapping[str, Callable[[Event, Facts], object]] = MappingProxyType(
    {
        "counted": lambda e, facts: int(e.event_id not in facts.selection.umbrellas),
        "kind": lambda e, facts: e.kind,
        "date_prec": lambda e, facts: e.date_prec,
        "part_of": lambda e, facts: facts.wholes(e.event_id),
        "articles": lambda e, facts: facts.articles(e.event_id),
        "quote": lambda e, facts: facts.quote(e.event_id),
        "source": lambda e, facts: facts.source(e.event_id),
        "collection_version": lambda e, facts: facts.selection.version,
    }
)


def derived_of(kinds: Kinds) -> Mapping[str, Callable[[Event, Facts], object]]:
    """The same, and the PLOVER type where a collection's types are called otherwise."""
    return {**DERIVED, "plover": lambda e, _: e.plover} if kinds.beside_plover else DERIVED


def write(selection: Selection) -> bytes:
    """UTF-8 without byte order mark, CRLF (RFC 4180)."""
    names = columns("events", selection.events)
    worked_out = derived_of(selection.collection.kinds).items()
    derived = {name if name not in names else f"geodash:{name}": f for name, f in worked_out}
    if sides := selection.sides:
        derived["side" if "side" not in names else "geodash:side"] = lambda e, _: sides.of(
            e.event_id
        )
    facts = Facts(selection)
    rows = (
        [guard(c) for c in (*row(e, names), *(cell(f(e, facts)) for f in derived.values()))]
        for e in selection.events
    )
    return encoded(csv_text([guard(n) for n in (*names, *derived)], rows, "\r\n"))
