"""Proposals beside what was coded, and on public corpora; ``python benchmarks/propose.py [FOLDER]``.

On the nine articles the coding is withheld: of the collection only the actors with their aliases are used. The rules were
written by people who had read these articles, so these are figures of development. FOLDER holds the corpora
(``benchmarks/corpora.py``), which nobody tuned the happenings on; names of places are scored by ``benchmarks/place_names.py``.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import NAMES, Document, Gold, load

from geodash.coding.propose import spacy_
from geodash.coding.propose.demonyms import demonyms
from geodash.coding.propose.engine import Proposer, proposals_of
from geodash.coding.propose.model import Happening, PlaceChoice, Proposals
from geodash.coding.propose.names import Name, Names
from geodash.coding.propose.resolve import Resolver
from geodash.coding.propose.tokens import Text, text_of
from geodash.collection.load import load as load_collection
from geodash.domain.extent import Point, kilometres
from geodash.domain.kinds import EventType, kind_of
from geodash.domain.model import Collection, Event, Fact, Mention
from geodash.geo.countries import Countries
from geodash.geo.gazetteer import Place
from geodash.geo.layers import GeoData
from geodash.geo.world import Ranked

ROOT = Path(__file__).resolve().parents[1]
#: Near enough, in kilometres: a hundred miles, as others count.
NEAR = 161


# The nine articles --------------------------------------------------------------------------------


def passages(collection: Collection, fact: Fact) -> Iterator[tuple[Event, Mention]]:
    """Coded passages that carry a fact, with their events."""
    for mention in collection.mentions:
        event = collection.events[mention.event_id]
        if fact in mention.supports and mention.start is not None and not event.withdrawn:
            yield event, mention


def overlaps(start: int, end: int, mention: Mention) -> bool:
    return (
        mention.start is not None
        and mention.end is not None
        and start < mention.end
        and end > mention.start
    )


def facts_found(collection: Collection, found: dict[str, Proposals]) -> dict[str, tuple[int, int]]:
    """Of the passages that carry when, where and who: in how many stands a proposal with the coded value."""
    counts = {}
    hits = total = 0
    for event, mention in passages(collection, Fact.WHERE):
        total += 1
        ids = {
            event.place_id,
            event.area_id,
            *(p.removeprefix("area:") for p in event.about_places),
        } - {""}
        here = [
            p
            for p in found[mention.article_id].places
            if overlaps(p.span.start, p.span.end, mention)
        ]
        hits += any(ids & {p.first.place_id, p.first.area_id} for p in here if p.first)
    counts["place, the coded one first"] = hits, total
    hits = total = 0
    for event, mention in passages(collection, Fact.WHEN):
        total += 1
        here = [
            d
            for d in found[mention.article_id].dates
            if overlaps(d.span.start, d.span.end, mention)
        ]
        hits += any(within(event, d.date_start, d.date_end) for d in here)
    counts["date, overlapping the coded days"] = hits, total
    hits = total = 0
    for event, mention in passages(collection, Fact.WHO):
        total += 1
        ids = {*event.actors, *event.recipients, *event.attributed_to}
        here = [
            a
            for a in found[mention.article_id].actors
            if overlaps(a.span.start, a.span.end, mention)
        ]
        hits += bool(ids & {i for a in here for i in a.actors})
    counts["actor, one of the coded"] = hits, total
    return counts


def within(event: Event, first: str, last: str) -> bool:
    """Whether days overlap those of an event; of an undated one nothing does."""
    if event.interval is None or not first:
        return False
    begin, end = (d.isoformat() for d in event.interval)
    return first <= end and last >= begin


def agreements(collection: Collection, event: Event, one: Happening) -> dict[str, bool]:
    """In what a proposal is as the row."""
    kind, first = event.event_type or "", one.types[0]
    place, date = one.place, one.date
    return {
        "the passage": True,
        "kind": kind_of(EventType(first) if first else None) is event.kind,
        "type, first": first == kind,
        "type, of the two proposed": kind in one.types,
        "a party that acts (its state or forces)": same_party(collection, event.actors, one.actors),
        "all who act": set(one.actors) == set(event.actors),
        "all acted on": set(one.recipients) == set(event.recipients),
        "place": same_place(event, place),
        "days, overlapping": bool(date and within(event, date.date_start, date.date_end))
        or not event.interval,
        "days, the very same": bool(
            date
            and event.interval
            and (date.date_start, date.date_end) == tuple(d.isoformat() for d in event.interval)
        ),
        "status": one.status == event.status,
    }


def same_party(collection: Collection, coded: Sequence[str], found: Sequence[str]) -> bool:
    def party(actor_id: str) -> str:
        actor = collection.actors.get(actor_id)
        return (
            actor.country
            if actor and actor.kind in ("state", "military") and actor.country
            else actor_id
        )

    return bool({*map(party, coded)} & {*map(party, found)}) or not (coded or found)


def same_place(event: Event, place: PlaceChoice | None) -> bool:
    if place is None:
        return not (event.place_id or event.area_id)
    return (bool(event.place_id) and event.place_id == place.place_id) or (
        bool(event.area_id) and event.area_id == place.area_id
    )


def events_begun(
    collection: Collection, found: dict[str, Proposals]
) -> tuple[Counter[str], int, int, int]:
    """In how much the best proposal of each event's passages agrees with its row; how many events, proposals, and proposals
    that fit none (by kind and party)."""
    best: dict[str, dict[str, bool]] = {}
    used = set()
    for event, mention in passages(collection, Fact.WHAT):
        for number, one in enumerate(found[mention.article_id].happenings):
            if not overlaps(one.trigger.start, one.trigger.end, mention):
                continue
            agrees = agreements(collection, event, one)
            if agrees["kind"] and agrees["a party that acts (its state or forces)"]:
                used.add((mention.article_id, number))
            if sum(agrees.values()) > sum(best.get(event.event_id, {}).values()):
                best[event.event_id] = agrees
    counts = Counter(what for agrees in best.values() for what, right in agrees.items() if right)
    counts["kind and party: the event begins from it"] = sum(
        a["kind"] and a["a party that acts (its state or forces)"] for a in best.values()
    )
    events = sum(not e.withdrawn for e in collection.events.values())
    made = sum(len(p.happenings) for p in found.values())
    return counts, events, made, len(used)


def nine(proposer: Proposer) -> None:
    """Print the figures of the nine articles."""
    collection = proposer.collection
    found = {a.article_id: proposer.propose(a) for a in collection.articles.values()}
    for what, (hits, total) in facts_found(collection, found).items():
        print(f"  {what}: {hits} of {total}")
    counts, events, made, used = events_begun(collection, found)
    for what, n in counts.most_common():
        print(f"  {what}: {n} of {events}")
    print(f"  proposed happenings: {made}, of which {used} fit a coded event by kind and party")


# Public corpora -----------------------------------------------------------------------------------


class Resolution:
    """How near the places are that names of a corpus are taken for, the names being given."""

    def __init__(self, geodata: GeoData, names: Names) -> None:
        self._geodata, self._names = geodata, names
        assert geodata.base
        self._countries = Countries(geodata.base)
        self._rows = {p.country: p for p in geodata.gazetteer if p.kind == "country"}

    def of(self, documents: Sequence[Document]) -> tuple[float, float, int]:
        """The share within NEAR, the same with countries by their outline, and of how many."""
        near = inside = total = 0
        for document in documents:
            text = text_of(document.text)
            gold = [g for g in sorted(document.gold, key=lambda g: g.start) if g.point or g.number]
            meant = Resolver(text, [self._name(text, g) for g in gold]).resolve()
            for one, g in zip(meant, gold, strict=True):
                total += 1
                place = one.places[0] if one.places else one.about
                point = g.point or self._point(g.number)
                if place is None or place.point is None or point is None:
                    continue
                close = kilometres(place.point, Point(*point)) <= NEAR
                near, inside = near + close, inside + (close or self._is_in(place, point))
        return near / total, inside / total, total

    def _point(self, number: str) -> tuple[float, float] | None:
        """Where a place of GeoNames lies; of one that our gazetteer hasn't nobody knows, and it counts as wrong."""
        place = self._geodata.gazetteer.get(f"geonames:{number}")
        return tuple(place.point) if place and place.point else None  # type: ignore[return-value]

    def _is_in(self, place: Place, point: tuple[float, float]) -> bool:
        return (
            place.kind == "country" and place.country in self._countries.around([Point(*point)])[0]
        )

    def _name(self, text: Text, gold: Gold) -> Name:
        at = [
            n for n, t in enumerate(text.tokens) if t.start < gold.end and t.end > gold.start
        ] or [0]
        comma = text.tokens[at[0]].gap in (", ", " (") if text.tokens else False
        country = self._rows.get(demonyms().get(gold.text.casefold(), ""))
        places = (
            ((Ranked(country, 7.5), True),)
            if country
            else self._names.meant(gold.text, after_comma=comma)
        )
        if not places:
            hits = self._geodata.place_search.find(gold.text, limit=6)
            places = tuple((Ranked(h.place, h.score), True) for h in hits if h.score > 1)
        return Name(at[0], at[-1], gold.start, gold.end, gold.text, places)


def speed(proposer: Proposer) -> None:
    """Print what proposals cost, the gazetteer being warm."""
    articles = list(proposer.collection.articles.values())
    article = next(a for a in articles if a.article_id == "timely-diplomacy")
    from dataclasses import replace

    long = replace(article, body="\n\n".join(a.body for a in articles * 2)[:62_000])
    for one in (article, long):
        proposer.propose(one)
        start = time.process_time()
        proposals_of(proposer.read(one), one)
        took = 1000 * (time.process_time() - start)
        print(f"  {len(one.body.split()):,} words: {took:.0f} ms")


def main(folder: Path | None) -> None:
    """Print the figures."""
    geodata = GeoData(ROOT)
    names = Names(geodata.place_search)
    collection = load_collection(ROOT)
    engines = [("geodash’s rules", None)]
    if spacy_.is_there():
        engines.append((f"with {spacy_.engine_name()}", spacy_.labels))
    for engine, labels in engines:
        print(f"The nine articles, the coding withheld; {engine}:")
        proposer = Proposer(collection, geodata, names=names, labels=labels, blind=True)
        nine(proposer)
        speed(proposer)
    if folder is None:
        return
    resolution = Resolution(geodata, names)
    for name in NAMES:
        near, inside, total = resolution.of(load(folder, name))
        print(
            f"{name}: within {NEAR} km {near:.1%}, countries by outline {inside:.1%}, of {total:,}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
