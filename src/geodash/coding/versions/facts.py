"""Changed figures, days and names of an edited sentence as questions about facts of its events."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geodash.coding.versions.align import Edit, Pair, Unit
from geodash.coding.versions.days import day_questions
from geodash.coding.versions.figures import Figure, figures, number_of
from geodash.coding.versions.review import Question
from geodash.domain.model import Actor, Collection, Event, Fact
from geodash.words.lists import listed
from geodash.words.names import bare_place
from geodash.words.tolls import toll_figure

#: Places of the world by name, the likeliest first, as :meth:`geodash.web.site.Site.places` tells them.
Places = Callable[[str], Sequence[Mapping[str, Any]]]
Cells = Mapping[str, str]
#: Names offered for one that was replaced.
_OFFERED = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the cells that it sets; with ``asks`` a day is typed."""

    label: str
    sets: Cells
    asks: bool = False


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """What becomes of a fact of some events; ``chosen`` is the option that follows the text, if one does."""

    id: str
    label: str
    said: str
    events: tuple[str, ...]
    options: tuple[Option, ...]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What else the edit did: nothing is asked."""

    label: str
    said: str


#: What is asked of an event that loses words and has others.
_OF_LOST = ("When", "Toll")


def facts_of(
    collection: Collection, question: Question, places: Places, ended: Container[str] = ()
) -> tuple[list[FactQuestion], list[Remark]]:
    """The questions of an edited sentence, and what else was edited.

    Of words that are gone it is asked what they printed of a day or a toll; not of the events that have
    ``ended`` with them.
    """
    asked: list[FactQuestion] = []
    remarks: list[Remark] = []
    for pair in question.pairs:
        if pair.old is None or pair.new is None:
            continue
        inside = _Inside(collection, question, pair, places)
        found = list(inside.questions())
        if question.gone:
            lost = (f for f in found if f.label in _OF_LOST and f.events[0] not in ended)
            asked += lost
            continue
        asked += found
        remarks += inside.remarks()
    return _together(asked), list(dict.fromkeys(remarks))


def _together(asked: Sequence[FactQuestion]) -> list[FactQuestion]:
    """The same question of several events is asked once."""
    found: dict[tuple[object, ...], FactQuestion] = {}
    for one in asked:
        key = (
            one.label,
            one.said,
            tuple((o.label, tuple(sorted(o.sets.items()))) for o in one.options),
        )
        there = found.get(key)
        found[key] = replace(there, events=(*there.events, *one.events)) if there else one
    return [replace(one, id=f"f{n}") for n, one in enumerate(found.values())]


class _Inside:
    """One edited sentence."""

    def __init__(
        self, collection: Collection, question: Question, pair: Pair, places: Places
    ) -> None:
        assert pair.old is not None and pair.new is not None
        self.collection, self.question, self.pair, self.places = collection, question, pair, places
        self.old, self.new = pair.old, pair.new
        self._told: set[Edit] = set()

    def questions(self) -> Iterator[FactQuestion]:
        events = [
            self.collection.events[i]
            for i in self.question.events
            if any(self._is_here(p.old) for p in self.question.passages if p.mention.event_id == i)
        ]
        for event in events:
            yield from self._toll(event)
            for found in day_questions(event, self.pair, self._supports(event, Fact.WHEN)):
                self._told.update(found.edits)
                options = tuple(Option(o.label, o.sets, o.asks) for o in found.options)
                yield FactQuestion("", "When", found.said, (event.event_id,), options, found.chosen)
            yield from self._where(event)
            yield from self._who(event)
            yield from self._title(event)

    def remarks(self) -> Iterator[Remark]:
        for edit in self.pair.edits:
            if edit.same or edit in self._told:
                continue
            old, new = words(self.old, edit.a, edit.b), words(self.new, edit.c, edit.d)
            both = f"{old} {new}".lower().split()
            # Small words are seen in the text; in a line of their own they say nothing.
            if not any(w[0].isalnum() and w not in _SMALL for w in both):
                continue
            places = self._places_beside(edit)
            said = " ".join(filter(None, (now_reads(old, new), as_before(places))))
            figure = any(number_of(w) is not None for w in both)
            yield Remark("Where" if places else "Figure" if figure else "Words", said)

    def _places_beside(self, edit: Edit) -> list[str]:
        """The places of the sentence's events, where the edit stands in words that carry them."""
        if edit.a == edit.b:
            return []
        start, end = self.old.tokens[edit.a].start, self.old.tokens[edit.b - 1].end
        here = [
            self.collection.events[p.mention.event_id]
            for p in self.question.passages
            if Fact.WHERE in p.mention.supports and p.old[0] < end and start < p.old[1]
        ]
        names = dict.fromkeys(bare_place(e.place_name) for e in here if e.place_name)
        return [
            n
            for n in names
            if _at([w.lower() for w in re.findall(r"\w+", n)], self.new) is not None
        ]

    def _is_here(self, span: tuple[int, int]) -> bool:
        return self.old.start < span[1] and span[0] < self.old.end

    def _supports(self, event: Event, fact: Fact) -> bool:
        """Whether words of this sentence carry the fact."""
        return any(
            fact in p.mention.supports
            for p in self.question.passages
            if p.mention.event_id == event.event_id and self._is_here(p.old)
        )

    def _edits_over(self, first: int, last: int, *, new: bool = False) -> list[Edit]:
        """The edits that touch tokens of the old sentence, or of the new one."""
        found = []
        for edit in self.pair.edits:
            a, b = (edit.c, edit.d) if new else (edit.a, edit.b)
            if not edit.same and a <= last and first < max(b, a + 1):
                found.append(edit)
        return found

    # Tolls ----------------------------------------------------------------------------------

    def _toll(self, event: Event) -> Iterator[FactQuestion]:
        deaths = {d for d in (event.deaths_best, event.deaths_low, event.deaths_high) if d}
        before, after = list(figures(self.old.tokens)), list(figures(self.new.tokens))
        for at, figure in enumerate(before):
            if not figure.numbers & deaths:
                continue
            now = self._became(at, figure, before, after)
            if now is not None and now.reading == figure.reading:
                continue
            old = words(self.old, figure.first, figure.last + 1)
            self._told.update(self._edits_over(figure.first, figure.last + 1))
            leave = Option(f"Leave {toll_figure(event)}", {})
            if now is None:
                none = Option(
                    "No figure: leave the toll open", dict.fromkeys(_DEATHS, "") | {"deaths_of": ""}
                )
                said = f"“{old}” fell away. The event says {toll_figure(event)}."
                yield FactQuestion("", "Toll", said, (event.event_id,), (none, leave))
                continue
            self._told.update(self._edits_over(now.first, now.last + 1, new=True))
            new = words(self.new, now.first, now.last + 1)
            said = f"{now_reads(old, new)} The event says {toll_figure(event)}."
            option = _read(event, now)
            yield FactQuestion("", "Toll", said, (event.event_id,), (option, leave), 0)

    def _became(
        self, at: int, figure: Figure, before: Sequence[Figure], after: Sequence[Figure]
    ) -> Figure | None:
        """The same figure of the new sentence: by its number, else by its place."""
        same = [f for f in after if f.numbers & figure.numbers]
        if len(same) == 1:
            return same[0]
        if len(before) == len(after):
            return after[at]
        edits = self._edits_over(figure.first, figure.last + 1)
        near = [f for f in after for e in edits if e.c <= f.last and f.first < e.d]
        return near[0] if len(near) == 1 else None

    # Places, actors, titles -------------------------------------------------------------------

    def _where(self, event: Event) -> Iterator[FactQuestion]:
        if not (event.place_name and self._supports(event, Fact.WHERE)):
            return
        edits = self._lost(event.place_name)
        if not edits:
            return
        old, new = self._over(edits)
        self._told.update(edits)
        options = []
        for name in _names(new):
            for hit in [h for h in self.places(name) if h["exact"]][:_OFFERED]:
                within = ", ".join(dict.fromkeys(t for t in (hit["admin1"], hit["country"]) if t))
                sets = {"place_name": name, "place_id": str(hit["place_id"]), "area_id": "",
                        "latitude": _degrees(hit["lat"]), "longitude": _degrees(hit["lon"])}  # fmt: skip
                options.append(Option(f"{hit['name']}, {hit['kind']} in {within}", sets))
        leave = Option(f"Leave {event.place_name}", {})
        said = f"{now_reads(old, new)} The event says {event.place_name}."
        yield FactQuestion("", "Where", said, (event.event_id,), (*options, leave))

    def _who(self, event: Event) -> Iterator[FactQuestion]:
        for column in ("actors", "recipients", "attributed_to"):
            ids: tuple[str, ...] = getattr(event, column)
            for ident in ids:
                actor = self.collection.actors.get(ident)
                edits = next((e for name in _called(actor) if (e := self._lost(name))), None)
                if actor is None or not edits:
                    continue
                old, new = self._over(edits)
                self._told.update(edits)
                options = []
                for other in self._actors_in(new):
                    now = [other.actor_id if i == ident else i for i in ids]
                    sets = {column: ";".join(dict.fromkeys(now))}
                    options.append(Option(f"{other.name} instead of {actor.name}", sets))
                leave = Option(f"Leave {actor.name}", {})
                said = f"{now_reads(old, new)} The event says {actor.name}."
                yield FactQuestion("", "Who", said, (event.event_id,), (*options, leave))

    def _title(self, event: Event) -> Iterator[FactQuestion]:
        for edit in self.pair.edits:
            old, new = words(self.old, edit.a, edit.b), words(self.new, edit.c, edit.d)
            telling = any(w[0].isupper() or number_of(w) is not None for w in old.split())
            if edit.same or not (old and new and telling) or len(new) > 60:
                continue
            found = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
            title = found.sub(lambda _, new=new: new, event.title)  # type: ignore[misc]
            if title != event.title:
                said = f"The title says “{old}” too."
                options = Option(f"“{title}”", {"title": title}), Option("Leave the title", {})
                yield FactQuestion("", "Title", said, (event.event_id,), options, 0)

    def _lost(self, name: str) -> list[Edit]:
        """The edits that took a name out of the sentence; none where it still stands, or never did."""
        wanted = [w.lower() for w in re.findall(r"\w+", name)]
        if not wanted or _at(wanted, self.new) is not None:
            return []
        at = _at(wanted, self.old)
        return [] if at is None else self._edits_over(at, at + len(wanted))

    def _over(self, edits: Sequence[Edit]) -> tuple[str, str]:
        first, last = edits[0], edits[-1]
        return words(self.old, first.a, last.b), words(self.new, first.c, last.d)

    def _actors_in(self, text: str) -> list[Actor]:
        found = [
            a
            for a in self.collection.actors.values()
            if any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text) for n in _called(a) if n)
        ]
        return found[:_OFFERED]


_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "and",
        "or",
        "but",
        "with",
        "from",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "its",
        "their",
        "his",
        "her",
        "it",
        "that",
        "this",
    ]
)
_DEATHS = ("deaths_best", "deaths_low", "deaths_high")


def _read(event: Event, figure: Figure) -> Option:
    """The toll as the new words give it."""
    low, best, high = figure.reading
    if best is not None and event.deaths_low == event.deaths_best:
        low = best  # as the row was written before
    sets = {"deaths_best": best, "deaths_low": low, "deaths_high": high}
    now = toll_figure(replace(event, deaths_best=best, deaths_low=low, deaths_high=high))
    if best is not None:
        label = now[:1].upper() + now[1:]
    else:
        ends = [f"lowest {low:,}" if low is not None else "", f"highest {high:,}" if high is not None else ""]  # fmt: skip
        label = (
            f"{now[:1].upper()}{now[1:]}: {', '.join(filter(None, ends))}, best figure left open"
        )
    return Option(label, {k: "" if v is None else str(v) for k, v in sets.items()})


def _called(actor: Actor | None) -> tuple[str, ...]:
    return () if actor is None else (actor.name, *actor.aliases)


def _at(wanted: Sequence[str], unit: Unit) -> int | None:
    """Where words stand among the tokens of a sentence; “Armenia” stands in “Armenia’s”."""
    have = [re.split(r"[’'-]", t.text.lower())[0] for t in unit.tokens]
    size = len(wanted)
    return next(
        (n for n in range(len(have) - size + 1) if have[n : n + size] == list(wanted)), None
    )


def _names(text: str) -> list[str]:
    """Words that begin with a capital, those that stand together as one."""
    return [m.group() for m in re.finditer(r"[A-ZÀ-Þ]\w+(?:[ -][A-ZÀ-Þ]\w+)*", text)]


def _degrees(value: object) -> str:
    return "" if value is None else str(value)


def words(unit: Unit, first: int, last: int) -> str:
    """Tokens as they are read, without a blank before a comma."""
    out = ""
    end: int | None = None
    for token in unit.tokens[first:last]:
        out += (" " if end is not None and token.start > end else "") + token.text
        end = token.end
    return out


def now_reads(old: str, new: str) -> str:
    """``“49” now reads “at least 49”.``"""
    if not old:
        return f"“{new}” is new."
    return f"“{old}” now reads “{new}”." if new else f"“{old}” fell away."


def as_before(names: Sequence[str]) -> str:
    """What did not change beside it."""
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} as before." if names else ""
