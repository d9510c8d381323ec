"""The facts of a row in words, for telling what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping

from geodash.coding.draft.facts import columns_of
from geodash.coding.draft.rows import Cells
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection, Context, Event
from geodash.geo.names import PlaceNames
from geodash.views.card.facts import FactRow, FactTable
from geodash.words.kinds import kind_label
from geodash.words.labels import type_label
from geodash.words.lists import listed
from geodash.words.names import actor_names

#: What facts are called; those of an event that its card has too, as there.
LABELS: Mapping[str, str] = {
    "title": "Title",
    "kind": "Kind",
    "when": "When",
    "where": "Where",
    "who": "Who",
    "says": "Says who",
    "toll": "Toll",
    "about": "About",
    "context": "Told in passing",
    "standing": "Withdrawn",
    "note": "Note",
    "words": "The words",
    "links": "Links",
    "event": "Event",
    "supports": "What the words say",
    "stance": "Dispute",
    "reason": "Why it is no event",
    "read": "Read by",
}
NONE = "none"


def label_of(fact: str) -> str:
    """What a fact is called; a column of the collection's own has its name."""
    return LABELS.get(fact, fact)


class FactWords:
    """Says the facts of one state of a collection."""

    def __init__(self, collection: Collection, names: PlaceNames) -> None:
        self._collection, self._names = collection, names

    def say(self, table: str, ident: str, fact: str, cells: Cells | None) -> str:
        """One fact of a row; ``cells`` are the row's where nothing words them better."""
        event = self._collection.events.get(ident) if table == "events" else None
        if event is not None and (said := self._event(event, fact)):
            return said
        texts = [text for c in columns_of(table, fact) if (text := (cells or {}).get(c, ""))]
        if fact == "words":
            return f"“{(cells or {}).get('quote', '')}”"
        return listed(";".join(texts).split(";")) if texts else NONE

    def _event(self, event: Event, fact: str) -> str:
        facts = FactTable(lookup_of(self._collection), event, self._names)
        if fact == "when":
            return _told(facts.when())
        if fact == "where":
            return _told(facts.where())
        if fact == "toll":
            return _told(facts.toll())
        if fact == "who":
            return _told(facts.who())
        if fact == "says":
            return facts.says().value
        if fact == "kind":
            kind = kind_label(event.kind)
            return f"{kind}: {type_label(event.event_type)}" if event.event_type else "no type fits"
        if fact == "about":
            return listed(map(self._names.name, event.about_places)) or NONE
        if fact == "context":
            return "yes" if event.context is Context.BACKGROUND else "no"
        return self._standing(event) if fact == "standing" else ""

    def _standing(self, event: Event) -> str:
        if event.withdrawn is None:
            return "no"
        into = self._collection.events.get(event.replaced_by)
        day = event.withdrawn.isoformat()
        return f"{day}, merged into “{into.title}”" if into else day


def no_answer(collection: Collection, event_id: str) -> str:
    """That somebody is accused and no answer is linked, as a sentence; blank where that isn’t so."""
    silent = lookup_of(collection).threads.silent(event_id)
    if not silent:
        return ""
    names = listed(actor_names(collection.actors, silent))
    return f"{names} {'is' if len(silent) == 1 else 'are'} accused; no answer is linked."


def _told(row: FactRow | None) -> str:
    if row is None:
        return NONE
    return "; ".join((row.value, *row.notes))
