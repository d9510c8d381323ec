"""The card of an event as it is edited: the order and labels of Explore's, each value a choice or a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.card_where import WhereRow
from geodash.coding.desk.missing import LONGEST_TITLE, gaps
from geodash.coding.desk.parts import ask, drop, items, listing, menu, option, words
from geodash.coding.desk.rows import Texts
from geodash.coding.draft.rows import is_provisional, key_of
from geodash.coding.sentences import paragraph_number
from geodash.collection.checks.fairness import Stem, check_wording
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Event, Status
from geodash.geo.names import PlaceNames
from geodash.views.card.facts import CONCERNING, NEUTRAL, TOWARDS
from geodash.words.coding import FACTS, NEW_EVENT, RELATIONS, type_words
from geodash.words.dates import date_words
from geodash.words.kinds import kind_label
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.says import by_article, split_title
from geodash.words.tolls import toll_figure

Json = dict[str, Any]
_NUMBERS = {fact.value: n for n, fact in enumerate(FACTS, start=1)}


@dataclass(frozen=True, slots=True)
class Cards:
    """What cards of one candidate have in common: the article at hand, names, words to avoid."""

    found: Candidate
    article_id: str
    names: PlaceNames
    stems: tuple[Stem, ...]


def card(desk: Cards, event_id: str) -> Json | None:
    """The card of an event; ``None`` for one that isn't there."""
    event = desk.found.collection.events.get(event_id)
    return _Card(desk, event).made() if event else None


class _Card:
    def __init__(self, desk: Cards, event: Event) -> None:
        self.desk, self.event, self.names = desk, event, desk.names
        self.cells = desk.found.event_row(event.event_id)
        self.collection = desk.found.collection
        self.mentions = desk.found.mentions_of(event.event_id)

    def made(self) -> Json:
        """All that the page draws of it."""
        event = self.event
        return {
            "id": event.event_id,
            "kind": event.kind,
            "one_sided": event.one_sided,
            "planned": event.status is Status.PLANNED,
            "kind_words": self._kind(),
            "title": "" if event.title == NEW_EVENT else event.title,
            "title_checks": self._title_checks(),
            "passages": self._passages(),
            "rows": [self._with_words(row) for row in self._rows()],
            "gaps": gaps(self.desk.found, event.event_id),
            "withdrawn": self.cells.get("withdrawn", ""),
            "done": event.event_id in self.desk.found.state.done,
            "new": is_provisional(event.event_id),
        }

    def _kind(self) -> str:
        event = self.event
        chosen = event.event_type or f"{event.event_id}|kind" in self.desk.found.state.looked
        if not chosen and is_provisional(event.event_id):
            return ""
        label = kind_label(event.kind)
        return f"{label}: {type_words(event.event_type).words}"

    def _title_checks(self) -> Json:
        title = self.event.title if self.event.title != NEW_EVENT else ""
        found = check_wording([("title", title)], self.desk.stems)
        said = by_article(title) or bool(split_title(title)[1])
        whose = said or not self.event.one_sided
        return {
            "length": len(title),
            "most": LONGEST_TITLE,
            "whose": whose,
            "loaded": [{"word": f.word, "instead": f.instead} for f in found],
        }

    def _passages(self) -> list[Json]:
        """The words that say what happened, the best first; else any."""
        lookup = lookup_of(self.collection)
        best = lookup.best(self.event.event_id)
        ordered = sorted(self.mentions, key=lambda m: m["mention_id"] != (best and best.mention_id))
        here = [m for m in ordered if m.get("article_id") == self.desk.article_id] or ordered
        return [self._quote(m) for m in here[:1]]

    def _quote(self, mention: Texts) -> Json:
        article = self.collection.articles.get(mention.get("article_id", ""))
        start = mention.get("start", "")
        number = paragraph_number(article.body, int(start)) if article and start.isdigit() else None
        here = mention.get("article_id") == self.desk.article_id
        return {
            "mention": mention["mention_id"],
            "text": " ".join(mention.get("quote", "").split()),
            "paragraph": number,
            "article": "" if here or article is None else article.title,
            "stance": mention.get("stance", ""),
        }

    def _with_words(self, row: Json) -> Json:
        fact = row["key"]
        quotes = [self._quote(m) for m in self.mentions if fact in items(m.get("supports", ""))]
        looked = f"{self.event.event_id}|{fact}" in self.desk.found.state.looked
        looked = looked or (fact == "who" and self.event.doerless)
        return row | {
            "number": _NUMBERS.get(fact),
            "words": quotes if fact in _NUMBERS else [],
            "looked": looked or not is_provisional(self.event.event_id),
        }

    def _rows(self) -> Iterator[Json]:
        yield self._when()
        yield WhereRow(self.desk.found, self.event, self.cells, self.names).row()
        yield self._who()
        yield self._toll()
        yield self._says()
        yield self._links()
        yield self._more()

    def _when(self) -> Json:
        event, cells = self.event, self.cells
        text = date_words(event).text
        parts = [
            ask("date", "date", text if event.interval else "no day given", self._days(),
                empty=event.interval is None)
        ]  # fmt: skip
        if event.interval and event.interval.days > 1:
            kinds = [
                option("at some time in it", {"date_kind": "within"}, cells),
                option("all through it", {"date_kind": "throughout"}, cells),
            ]
            parts.append(menu("at some time in it, or all through it", kinds))
        if event.interval:
            bases = [
                option("printed", {"date_basis": "stated"}, cells),
                option("worked out", {"date_basis": "inferred"}, cells),
            ]
            parts.append(menu("printed or worked out", bases))
        note = event.date_note
        how = "how is it known?" if event.date_basis == "inferred" else "+ how it is known"
        parts.append(ask("date_note", "how the day is known", note or how, note, empty=not note))
        return {"key": "when", "label": "When", "parts": parts}

    def _days(self) -> str:
        days = self.event.interval
        if days is None:
            return ""
        return str(days.first) if days.first == days.last else f"{days.first} to {days.last}"

    def _people(self, column: str, name: str) -> list[Json]:
        """Names of actors, each with a way to take it away, and a way to add one."""
        ids = items(self.cells.get(column, ""))
        parts: list[Json] = []
        for ident in ids:
            rest = listing(i for i in ids if i != ident)
            label = actor_names(self.collection.actors, [ident])[0]
            parts.append(ask(column, name, label, label, at=ident))
            parts.append(drop(label, {column: rest}))
        parts.append(ask(column, name, "+" if ids else f"+ {name}", empty=True))
        return parts

    def _who(self) -> Json:
        event = self.event
        way = TOWARDS.get(event.plover, NEUTRAL) if event.plover else NEUTRAL
        parts = self._people("actors", "who did it")
        way = CONCERNING if event.doerless else way
        parts += [words(way), *self._people("recipients", "to or with whom")]
        return {"key": "who", "label": "Who", "parts": parts}

    def _toll(self) -> Json:
        event = self.event
        figure = toll_figure(event)
        value = "/".join(self.cells.get(f"deaths_{c}", "") for c in ("low", "best", "high"))
        parts = [ask("toll", "toll", figure or "+ toll", value.strip("/"), empty=not figure)]
        if figure:
            parts += [words("dead of"), *self._people("deaths_of", "whose dead")]
        return {"key": "toll", "label": "Toll", "parts": parts}

    def _says(self) -> Json:
        event, cells = self.event, self.cells
        source = listed(actor_names(self.collection.actors, event.attributed_to))
        only = source or "one side"
        options = [
            option("The article says so", {"status": "reported"}, cells),
            option(f"Only {only} says so", {"status": "claimed"}, cells),
            option(f"{only[:1].upper()}{only[1:]} says so, another side denies it", {"status": "disputed"}, cells),
            option("Planned, not yet over", {"status": "planned"}, cells),
        ]  # fmt: skip
        parts = [menu("whether it happened", options)]
        parts += [words("by the word of"), *self._people("attributed_to", "who says so")]
        return {"key": "says", "label": "Says who", "parts": parts}

    def _links(self) -> Json:
        parts: list[Json] = []
        for link in self.desk.found.links_of(self.event.event_id):
            parts.append(self._link(link))
        parts.append(ask("link", "another event", "+ link", empty=True))
        return {"key": "links", "label": "Links", "parts": parts}

    def _link(self, link: Texts) -> Json:
        out = link["from_event"] == self.event.event_id
        other = self.collection.events.get(link["to_event" if out else "from_event"])
        ways = next((v for k, v in RELATIONS.items() if k.value == link["relation"]), ("", ""))
        return {
            "is": "link",
            "id": key_of("links", link),
            "text": ways[0 if out else 1],
            "event": other.event_id if other else "",
            "title": other.title if other else "",
            "kind": other.kind if other else "other",
            "one_sided": bool(other and other.one_sided),
            "planned": bool(other and other.status is Status.PLANNED),
        }

    def _more(self) -> Json:
        cells, note = self.cells, self.event.note
        options = [
            option("part of what the articles are about", {"context": "foreground"}, cells),
            option("told in passing, as history", {"context": "background"}, cells),
        ]
        if not cells.get("context", "").strip():
            options[0]["on"] = True
        parts = [menu("told in passing or not", options)]
        parts.append(ask("note", "note", note or "+ note", note, empty=not note))
        return {"key": "more", "label": "Besides", "parts": parts}


def relation_choices() -> list[Json]:
    """The ways in which an event is linked to another, from either end."""
    return [
        {"relation": r.value, "out": out, "text": ways[0 if out else 1]}
        for out in (True, False)
        for r, ways in RELATIONS.items()
    ]
