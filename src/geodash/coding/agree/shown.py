"""An agreement as the page Code draws it: figures, the kinds confused, and a card for each disagreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geodash.coding.agree.asked import Agreement
from geodash.coding.agree.compare import Comparison
from geodash.coding.agree.fields import differing
from geodash.coding.agree.links import apart_from
from geodash.coding.agree.pairs import Pair
from geodash.coding.agree.report import HOW, confused, confusion_table, figure_row, summary
from geodash.coding.agree.told import Coded, common_names, likeness
from geodash.coding.agree.union import union
from geodash.coding.desk.rows import Rows, Texts
from geodash.coding.draft.facts import FACTS, columns_of, fact_of
from geodash.coding.draft.in_words import NONE, FactWords, label_of
from geodash.coding.draft.ready import OF_ACTORS
from geodash.domain.model import Event, Link
from geodash.exchange.cells import cell
from geodash.geo.names import PlaceNames
from geodash.words.coding import RELATIONS
from geodash.words.dates import date_label_short

Json = dict[str, Any]
#: The words of an event differ where so little is in common.
_FEW = 0.5
WORDS = "words"
LINKS = "links"
#: Stands for an event that one of the two lacks.
WHOLE = "event"
#: What can be chosen of two codings.
CHOSEN = frozenset((*FACTS["events"], WORDS, LINKS, WHOLE))
Settled = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Sides:
    """What the cards are made of; ``rows`` are those of the other coding, ``own`` of the first."""

    agreement: Agreement
    names: PlaceNames
    own: Rows
    rows: Rows
    decided: Mapping[tuple[str, str], bool]
    settled: Settled


def overview(found: Comparison) -> Json:
    """The figures in words and numbers."""
    head, rows = confusion_table(found)
    return {
        "names": list(found.names),
        "counts": {
            "both": len(found.pairs),
            "one": len(found.only_one),
            "other": len(found.only_other),
        },
        "articles": list(found.articles),
        "summary": summary(found),
        "figures": [list(figure_row(f)) for f in found.figures],
        "how": HOW,
        "confused": confused(found),
        "table": {
            "kinds": [*(k.value for k in found.kinds), ""],
            "head": list(head),
            "rows": [list(r) for r in rows],
        },
    }


def cards(sides: Sides, article_id: str) -> list[Json]:
    """The disagreements on events that begin in an article, in the text's order."""
    return _Cards(sides, article_id).all()


def _rows_of(links: Sequence[Link]) -> list[Texts]:
    return [
        {**k.extra, "from_event": k.from_event, "to_event": k.to_event, "relation": k.relation.value}
        for k in links
    ]  # fmt: skip


class _Cards:
    def __init__(self, sides: Sides, article_id: str) -> None:
        self.sides, self.article = sides, article_id
        one, other = sides.agreement.one, sides.agreement.other
        self.words = FactWords(one, sides.names), FactWords(other, sides.names)
        mine, theirs = common_names(one, other)
        back = {name: ident for ident, name in mine.items()}
        #: The first coding's actor for one of the other's; those that it lacks stay.
        self.actors = {i: back[name] for i, name in theirs.items() if name in back}

    def all(self) -> list[Json]:
        """Each with where it begins, for the page to order by."""
        found = self.sides.agreement.comparison
        made = [c for p in found.pairs if self._here(p.one) and (c := self._pair(p))]
        made += [self._alone(c, "only_one") for c in found.only_one if self._here(c)]
        made += [self._alone(c, "only_other") for c in found.only_other if self._here(c)]
        return sorted(made, key=lambda c: (c["at"], c["key"]))

    def _here(self, coded: Coded) -> bool:
        return self.article in coded.words

    def _pair(self, pair: Pair) -> Json | None:
        ids = pair.one.event.event_id, pair.other.event.event_id
        facts = list(self._facts(pair))
        confirmed = self.sides.decided.get(ids)
        if not facts:
            return None
        return {
            **self._head(pair.one, *ids),
            "what": "differs",
            "other_title": pair.other.event.title,
            "reasons": pair.evidence.reasons,
            "confirmed": bool(confirmed),
            "facts": facts,
        }

    def _head(self, coded: Coded, event: str, other: str) -> Json:
        e = coded.event
        body = self.sides.agreement.one.articles[self.article].body
        spans = coded.told.get(self.article) or coded.words[self.article]
        return {
            "key": f"{event}|{other}",
            "event": event,
            "other": other,
            "title": e.title,
            "sign": {
                "kind": e.kind.value, "one_sided": e.one_sided, "planned": e.status == "planned",
            },
            "at": spans[0][0],
            "quotes": [body[start:end] for start, end in spans],
        }  # fmt: skip

    def _alone(self, coded: Coded, what: str) -> Json:
        own = what == "only_one"
        ident = coded.event.event_id
        ids = (ident, "") if own else ("", ident)
        words = self.words[0 if own else 1]
        lines = [
            {"label": label_of(fact), "text": words.say("events", ident, fact, None)}
            for fact in ("kind", "when", "where", "who")
        ]
        return {
            **self._head(coded, *ids),
            "what": what,
            "short": f"{coded.event.title} ({date_label_short(coded.event)})",
            "lines": lines,
            "choice": self.sides.settled.get((*ids, WHOLE), ""),
            "take": None if own else self._taken(ident),
        }

    # Facts of a pair

    def _facts(self, pair: Pair) -> Iterator[Json]:
        one, other = pair.one.event, pair.other.event
        cells = self._cells(other.event_id)
        for fact in dict.fromkeys(fact_of("events", f.columns[0]) for f in differing(pair)):
            columns = columns_of("events", fact)
            set_ = {c: cells.get(c, "") for c in columns}
            own = self.sides.own.tables["events"].get(one.event_id, {})
            both = union(fact, one, self._brought(other))
            yield {
                **self._fact(fact, one, other),
                "one": {c: own.get(c, "") for c in columns},
                "other": set_,
                "both": self._said(fact, both) if both else None,
                "new_actors": self._lacking(set_),
            }
        if likeness(pair.one.words, pair.other.words) < _FEW:
            yield {
                **self._fact(WORDS, one, other),
                "a": self._quotes(pair.one, 0),
                "b": self._quotes(pair.other, 1),
                "one": None,
                "other": None,
                "both": {"text": "the passages of both", "set": {}},
                "mentions": self._mentions(other.event_id),
                "new_actors": [],
            }
        yield from self._links(pair)

    def _links(self, pair: Pair) -> Iterator[Json]:
        """The links of the event that only one of the two made, as one more fact of it."""
        found = self.sides.agreement.comparison
        apart = apart_from(found.links, found.pairs, pair)
        if not (apart.one or apart.other):
            return
        yield {
            **self._fact(LINKS, pair.one.event, pair.other.event),
            "a": self._linked(apart.one),
            "b": self._linked(apart.other),
            "one": {},
            "other": {},
            "both": {"text": "the links of both", "set": {}} if apart.one and apart.other else None,
            "links": {"one": _rows_of(apart.one), "other": _rows_of(apart.other)},
            "new_actors": [],
        }

    def _linked(self, links: Sequence[Link]) -> str:
        events = self.sides.agreement.one.events
        told = (f"{RELATIONS[k.relation][0]} “{events[k.to_event].title}”" for k in links)
        return "; ".join(told) or NONE

    def _said(self, fact: str, made: Event) -> Json:
        """The cells of what holds of both, and its words."""
        one = self.sides.agreement.one
        # Of the event alone: what its links add is no part of the choice.
        alone = replace(one, events={made.event_id: made}, mentions=(), links=())
        text = FactWords(alone, self.sides.names).say("events", made.event_id, fact, None)
        set_ = {c: cell(getattr(made, c)) for c in columns_of("events", fact)}
        return {"text": text, "set": set_}

    def _fact(self, fact: str, one: Event, other: Event) -> Json:
        key = one.event_id, other.event_id, fact
        return {
            "fact": fact,
            "label": label_of(fact),
            "a": self.words[0].say("events", one.event_id, fact, None),
            "b": self.words[1].say("events", other.event_id, fact, None),
            "choice": self.sides.settled.get(key, ""),
        }

    def _quotes(self, coded: Coded, side: int) -> str:
        agreement = self.sides.agreement
        articles = (agreement.one, agreement.other)[side].articles
        spans = [(a, s) for a, own in coded.words.items() for s in own]
        return " … ".join(f"“{articles[a].body[start:end]}”" for a, (start, end) in spans)

    # The other's rows as the first coding's

    def _brought(self, other: Event) -> Event:
        """The other's event with the first coding's actors."""

        def named(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(self.actors.get(i, i) for i in ids)

        return replace(
            other,
            actors=named(other.actors),
            recipients=named(other.recipients),
            attributed_to=named(other.attributed_to),
            deaths_of=named(other.deaths_of),
        )

    def _cells(self, ident: str) -> Texts:
        cells = self.sides.rows.tables["events"].get(ident, {})
        return {c: self._named(text) if c in OF_ACTORS else text for c, text in cells.items()}

    def _named(self, text: str) -> str:
        return ";".join(self.actors.get(i.strip(), i.strip()) for i in text.split(";") if i.strip())

    def _lacking(self, cells: Mapping[str, str]) -> list[Json]:
        """The actors that the first coding hasn't."""
        ids = {i for c in OF_ACTORS for i in cells.get(c, "").split(";") if i}
        theirs = self.sides.agreement.other.actors
        lacking = [
            theirs[i] for i in sorted(ids - self.sides.agreement.one.actors.keys()) if i in theirs
        ]
        return [
            {"actor_id": a.actor_id, "name": a.name, "kind": a.kind, "country": a.country}
            for a in lacking
        ]

    def _mentions(self, ident: str) -> list[Texts]:
        return self.sides.rows.of_event(ident)

    def _taken(self, ident: str) -> Json:
        """The rows of an event that only the other has."""
        cells = self._cells(ident)
        return {
            "event": cells,
            "mentions": self._mentions(ident),
            "new_actors": self._lacking(cells),
        }
