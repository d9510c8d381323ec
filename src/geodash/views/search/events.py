"""Events by their titles, by the words of articles that tell of them, by editors' notes on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection, Context, Event, Status, time_order
from geodash.domain.wholes import giving_way
from geodash.query import Filter, Store
from geodash.query.text import document, matches
from geodash.views.places import place_label
from geodash.views.search.asked import Asked, folded
from geodash.views.search.group import Entry, Group, Json
from geodash.words.dates import date_label
from geodash.words.differing import differs
from geodash.words.numbers import plural

_ROOM = 130


class Events(Group):
    """All events that stand, in time order, undated last; the filter of a page is not asked."""

    key, label, short = "events", "Events", "Events"

    def __init__(self, collection: Collection, store: Store) -> None:
        self._store = store
        self._lookup = lookup_of(collection)
        self._names = store.vocabulary.places
        standing = (e for e in collection.events.values() if not e.withdrawn)
        self.events = sorted(standing, key=time_order)

    @property
    def scope(self) -> str:
        """The events in front and in the background."""
        return f"{len(self.events):,} {plural(len(self.events), 'event')}"

    @cached_property
    def _total(self) -> int:
        return self._store.counts(Filter()).total

    def _entries(self) -> Sequence[Entry]:
        pairs = zip(self.events, self._told, strict=True)
        return [
            Entry(f"{told}|{document([e.note, e.date_note])}", folded(e.title)) for e, told in pairs
        ]

    @cached_property
    def _told(self) -> list[str]:
        """What the filter by a word searches, event by event: title and passages, folded."""
        return [document([e.title, *self._quotes(e)]) for e in self.events]

    def _quotes(self, event: Event) -> list[str]:
        return [m.quote for m in self._lookup.mentions.get(event.event_id, ())]

    def ids(self, found: Sequence[int]) -> list[str]:
        """The ids of what was found, the best first."""
        return [self.events[i].event_id for i in found]

    def row(self, i: int, asked: Asked) -> Json:
        """An event; where its title does not say why it is here, its words or the note that do."""
        event = self.events[i]
        title = asked.lit(event.title)
        seen = matches(document([event.title]), asked.groups)
        where, why = ("", None) if seen else self._why(event, asked)
        facts = [date_label(event), "" if event.point is None else place_label(event, self._names)]
        return {
            "event": event.event_id,
            "kind": event.kind.value,
            "one_sided": event.one_sided,
            "planned": event.status is Status.PLANNED,
            "background": _is_behind(event),
            "title": title,
            "more": asked.lit(" · ".join(filter(None, facts))),
            "differs": differs(self._lookup.differing, event.event_id),
            "where": where,
            "why": why,
            "act": "Open",
            "filter": _word(asked, behind=_is_behind(event)),
        }

    def _why(self, event: Event, asked: Asked) -> tuple[str, list[str] | None]:
        places = (
            ("in its words", self._quotes(event)),
            ("in the editors’ note", [event.note]),
            ("in the note on its date", [event.date_note]),
        )
        for where, texts in places:
            if why := asked.first_lit(texts, _ROOM):
                return where, why
        return "", None

    def said(self, found: Sequence[int], asked: Asked) -> str:
        """``6 of 92, and 1 in the background``: a whole beside a part of it is not counted."""
        del asked
        front, behind, wholes = self._counted(found)
        words = [f"{len(front):,} of {self._total:,}"]
        if behind:
            words.append(f"{len(behind):,} in the background")
        if wholes:
            words.append(f"{wholes:,} that others are part of")
        *most, last = words
        return f"{', '.join(most)}, and {last}" if most else last

    def _counted(self, found: Sequence[int]) -> tuple[list[Event], list[Event], int]:
        events = [self.events[i] for i in found]
        ids = {e.event_id for e in events}
        aside = giving_way(ids, ids, self._store.members)
        counted = [e for e in events if e.event_id not in aside]
        front = [e for e in counted if not _is_behind(e)]
        behind = [e for e in counted if _is_behind(e)]
        return front, behind, len(events) - len(counted)

    def show(self, found: Sequence[int], asked: Asked) -> Json | None:
        """The filter by the word, which knows titles and passages but no notes."""
        told = [i for i in found if matches(self._told[i], asked.groups)]
        front, behind, _ = self._counted(told)
        shown = front or behind
        if not shown:
            return None
        params = _word(asked, behind=not front)
        text = "Show it" if len(shown) == 1 else f"Show these {len(shown):,}"
        return {"text": text, "params": params, "count": len(shown)}


def _is_behind(event: Event) -> bool:
    return event.context is Context.BACKGROUND


def _word(asked: Asked, *, behind: bool) -> Json:
    return {"q": asked.text} | ({"bg": "1"} if behind else {})
