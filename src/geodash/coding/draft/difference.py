"""What a save does, in words, for the dialog in which it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geodash.coding.draft.facts import fact_of
from geodash.coding.draft.geodata import areas_in, places_in
from geodash.coding.draft.in_words import FactWords, label_of, no_answer
from geodash.coding.draft.merge import ROW, Conflict, Together, changed
from geodash.coding.draft.overlay import candidate, overlay
from geodash.coding.draft.plan import Plan
from geodash.coding.draft.rows import Cells, Change, Draft
from geodash.domain.model import Collection, Event
from geodash.geo.names import PlaceNames
from geodash.views.places import place_label
from geodash.words.dates import date_label
from geodash.words.lists import listed
from geodash.words.numbers import number_of
from geodash.words.says import account

Json = dict[str, Any]
#: Said of a row that isn't there for one of the two.
_GONE = "taken out"
_WHAT = {"what": "what", "when": "when", "where": "where", "who": "who", "toll": "the toll"}


def difference(plan: Plan, names: PlaceNames) -> Json:
    """The save in words: ``new``, ``changed`` and ``withdrawn`` events, a line on all the rest, what
    ``stays`` in the draft and why, ``conflicts`` to be decided, and problems that are saved along.
    """
    more = [*places_in(plan.ready.staying), *places_in(plan.ready.going), *plan.drawing.places]
    areas = [*areas_in(plan.ready.staying), *areas_in(plan.ready.going), *plan.drawing.areas]
    return _Difference(plan, names.besides(more, areas)).as_json()


@dataclass
class _Difference:
    plan: Plan
    names: PlaceNames

    def as_json(self) -> Json:
        events = self.plan.changes.get("events", {})
        withdrawn = [i for i in events if self._was_withdrawn(i)]
        new = [i for i, c in events.items() if c.was is None]
        told = (*events, *self._of_passages(), *self._in_question())
        rest = [i for i in dict.fromkeys(told) if i not in new and i not in withdrawn]
        return {
            "new": [self._new(i) for i in new],
            "changed": [self._changed(i) for i in rest if i in self.plan.after.events],
            "withdrawn": [self._withdrawn(i) for i in withdrawn],
            "others": self._others(),
            "conflicts": [self._conflict(c) for c in self.plan.merged.conflicts],
            "together": [self._together(t) for t in self.plan.merged.put_together],
            "stays": list(self._staying()),
            "open": list(self._open()),
        }

    # Events

    def _new(self, ident: str) -> Json:
        event = self.plan.after.events[ident]
        passages = sum(m.event_id == ident for m in self.plan.after.mentions)
        parts = (
            ", ".join(filter(None, (date_label(event), place_label(event, self.names)))),
            account(event) or "the article",
            number_of(passages, "passage"),
        )
        return {**self._head(event), "line": " · ".join(parts)}

    def _changed(self, ident: str) -> Json:
        event = self.plan.after.events[ident]
        change = self.plan.changes.get("events", {}).get(ident)
        shared = any(t.id == ident for t in self.plan.merged.put_together)
        return {
            **self._head(event),
            "facts": list(self._facts("events", ident, change)),
            "passages": list(self._passages(ident)),
            "links": list(self._links(ident)),
            "asked": ident in self._in_question(),
            "shared": shared or ident in self._in_question(),
        }

    def _withdrawn(self, ident: str) -> Json:
        event = self.plan.after.events[ident]
        into = self.plan.after.events.get(event.replaced_by)
        merged = f"Merged into “{into.title}”: the same event told twice." if into else ""
        line = " ".join(filter(None, (merged or event.note, "Its address will say so.")))
        return {**self._head(event), "line": line}

    def _head(self, event: Event) -> Json:
        return {
            "id": event.event_id,
            "row": self._row_of(event.event_id),
            "title": event.title,
            "kind": event.kind.value,
            "one_sided": event.one_sided,
            "planned": event.status == "planned",
        }

    def _row_of(self, ident: str) -> str:
        """The event's id in the draft, by which it is left out."""
        given = self.plan.given.get("events", {})
        return next((old for old, new in given.items() if new == ident), ident)

    def _was_withdrawn(self, ident: str) -> bool:
        before, after = (c.events.get(ident) for c in (self.plan.before, self.plan.after))
        return bool(before and after and after.withdrawn and not before.withdrawn)

    def _facts(self, table: str, ident: str, change: Change | None) -> Iterator[Json]:
        if change is None or change.was is None or change.now is None:
            return
        differing = changed(change.was, change.now)
        before, after = (FactWords(c, self.names) for c in (self.plan.before, self.plan.after))
        for fact in dict.fromkeys(fact_of(table, c) for c in change.now if c in differing):
            yield {
                "label": label_of(fact),
                "before": before.say(table, ident, fact, change.was),
                "after": after.say(table, ident, fact, change.now),
            }

    def _passages(self, ident: str) -> Iterator[Json]:
        for mention_id, change in self.plan.changes.get("mentions", {}).items():
            cells = change.now or change.was or {}
            if cells.get("event_id") != ident:
                continue
            came, went = change.was is None, change.now is None
            what = listed(_WHAT.get(f, f) for f in cells.get("supports", "").split(";") if f)
            told = list(self._facts("mentions", mention_id, change))
            sign = "+" if came else "−" if went else "±"
            line = {"sign": sign, "quote": cells.get("quote", ""), "for": what, "facts": told}
            yield {**line, "article": cells.get("article_id", "")}

    def _links(self, ident: str) -> Iterator[Json]:
        for change in self.plan.changes.get("links", {}).values():
            cells = change.now or change.was or {}
            if cells.get("from_event") == ident:
                other = self.plan.after.events.get(cells.get("to_event", ""))
                yield {
                    "sign": "−" if change.now is None else "+",
                    "relation": cells.get("relation", "").replace("_", " "),
                    "title": other.title if other else cells.get("to_event", ""),
                }

    def _of_passages(self) -> list[str]:
        """The events whose passages or links change."""
        mentions = self.plan.changes.get("mentions", {}).values()
        links = self.plan.changes.get("links", {}).values()
        found = [(c.now or c.was or {}).get("event_id", "") for c in mentions]
        return found + [(c.now or c.was or {}).get("from_event", "") for c in links]

    def _in_question(self) -> set[str]:
        return {self._event_of(c) for c in self.plan.merged.conflicts}

    # The rest in a line

    def _others(self) -> str:
        """``5 new links · 2 sentences noted as holding no event``; blank for nothing."""
        links, read = (self.plan.changes.get(t, {}).values() for t in ("links", "considered"))
        actors = self.plan.changes.get("actors", {}).values()
        counts = (
            (sum(c.was is None for c in actors), "new actor", "new actors"),
            (sum(c.was is not None for c in actors), "changed actor", "changed actors"),
            (len(self.plan.changes.get("places", {})), "new place", "new places"),
            (len(self.plan.changes.get("areas", {})), "new area", "new areas"),
            (sum(c.was is None for c in links), "new link", "new links"),
            (sum(c.now is None for c in links), "link taken out", "links taken out"),
            (
                sum(c.now is not None for c in read),
                "sentence noted as holding no event",
                "sentences noted as holding no event",
            ),
            (
                sum(c.now is None for c in read),
                "sentence no longer noted",
                "sentences no longer noted",
            ),
        )
        return " · ".join(number_of(n, one, many) for n, one, many in counts if n)

    # Two people, one event

    def _conflict(self, conflict: Conflict) -> Json:
        event = self.plan.before.events.get(self._event_of(conflict))
        who, moment = self._last(conflict)
        sides = (
            (self._opened, conflict.before),
            (self._mine, conflict.yours),
            (self.plan.before, conflict.theirs),
        )
        before, yours, theirs = (self._side(conflict, c, cells) for c, cells in sides)
        return {
            "key": conflict.key,
            "event": event.event_id if event else "",
            "title": event.title if event else (conflict.yours or {}).get("title", ""),
            "label": "The row" if conflict.fact == ROW else label_of(conflict.fact),
            "before": before,
            "yours": yours,
            "theirs": theirs,
            "by": who,
            "at": moment,
        }

    def _side(self, conflict: Conflict, collection: Collection, cells: Cells | None) -> str:
        if cells is None:
            return _GONE
        if conflict.fact == ROW:
            return cells.get("title") or cells.get("quote") or "as it was changed"
        words = FactWords(collection, self.names)
        return words.say(conflict.table, conflict.id, conflict.fact, cells)

    @cached_property
    def _opened(self) -> Collection:
        """The collection with the rows as the editor opened them."""
        return self._with(lambda c: c.was)

    @cached_property
    def _mine(self) -> Collection:
        return self._with(lambda c: c.now)

    def _with(self, side: Any) -> Collection:
        rows = {
            table: {i: Change(None, side(c)) for i, c in changes.items()}
            for table, changes in self.plan.ready.going.rows.items()
        }
        return overlay(self.plan.before, Draft("", rows=rows))

    def _event_of(self, conflict: Conflict) -> str:
        row = conflict.theirs or conflict.yours or {}
        return row.get("event_id") or row.get("from_event") or conflict.id

    def _last(self, conflict: Conflict) -> tuple[str, str]:
        """Who saved the row last, and when; blank where the log doesn't know."""
        found = [
            c for c in self.plan.before.changes if (c.table, c.id) == (conflict.table, conflict.id)
        ]
        return (found[-1].by, found[-1].when) if found else ("", "")

    def _together(self, row: Together) -> Json:
        event = self.plan.after.events.get(row.id)
        return {
            "title": event.title if event else "",
            "yours": listed(_lower(row.yours)),
            "theirs": listed(_lower(row.theirs)),
        }

    # What stays, and what is saved with a doubt

    def _staying(self) -> Iterator[Json]:
        staying = self.plan.ready.staying
        if not staying:
            return
        found = candidate(self.plan.before, staying)
        for ident in dict.fromkeys((*staying.of("events"), *self._passages_of(staying))):
            problems = found.problems.get(("events", ident), ())
            doubt = next((p.reason for p in problems if p.severity != "info"), "")
            event = found.collection.events.get(ident)
            title = event.title if event else "An event without a title"
            done = ident in self.plan.ready.going.done
            why = "left out" if done else "not done"
            yield {"row": ident, "title": title, "why": f"{why}. {doubt}" if doubt else f"{why}."}

    def _passages_of(self, staying: Draft) -> list[str]:
        rows = (c.now or c.was or {} for c in staying.of("mentions").values())
        return [row.get("event_id", "") for row in rows]

    def _open(self) -> Iterator[Json]:
        """Doubts that don't hinder, of the events that are saved; accusations without an answer among them."""
        checked = candidate(self.plan.before, Draft("", rows=self.plan.changes))
        for (table, ident), problems in checked.problems.items():
            event = self.plan.after.events.get(ident) if table == "events" else None
            for problem in problems if event else ():
                if event and problem.severity == "warning":
                    line = {"event": ident, "title": event.title, "code": problem.code}
                    yield {**line, "words": problem.reason, "fix": problem.fix}
        for ident in self.plan.changes.get("events", {}):
            event = self.plan.after.events.get(ident)
            words = no_answer(self.plan.after, ident) if event and not event.withdrawn else ""
            if event and words:
                line = {"event": ident, "title": event.title, "code": "no-answer"}
                yield {**line, "words": words, "fix": "Link the answer, where the text gives one."}


def _lower(facts: Iterable[str]) -> list[str]:
    return [label_of(fact).lower() for fact in facts]
