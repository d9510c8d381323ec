"""Random filters with the whole answers that the store gives, for what a browser answers without a server."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from geodash.domain.datasets import Dataset
from geodash.domain.kinds import EventType, Kind, Kinds, OwnKind, OwnType
from geodash.domain.model import (
    Actor,
    Article,
    Collection,
    Event,
    Link,
    Mention,
    PlaceRole,
    Relation,
    Status,
)
from geodash.publish.query_file import QueryFile
from geodash.query import Filter
from geodash.query.params import pairs_of, query_string
from geodash.views import told
from geodash.views.payload import PayloadBuilder

Json = dict[str, Any]
RESERVED = ("v", "id", "view", "zoom", "at")
#: What no value is, and what people write by mistake.
ODD = (
    "", " ", "nobody", "x" * 130, "a\u0007b", "ARM>", ">", "ARM>AZE>TUR", "2022-13-01", "0000-01-01", "1,2,3", "é\u0301",
    "–", "“”", "1", "true",
)  # fmt: skip
WORDS = (
    "blockade", "Stepanakert", "Xankəndi", "Türkiye", "turkey", "İzmir", "“the road”", '"war of"', "Kos", "kosovo", "New York",
    "a", "e 2", "Ägäis ß", "北京", "ОДКБ", "Երևան", "صنعاء", "ירושלים", "zzz", "Armenia Azerbaijan", "Lachin corridor", "the the",
    "nothing to be found here at all but many words that are quite long",
)  # fmt: skip


def files_of(payloads: PayloadBuilder, collection: Collection | None = None) -> Json:
    """What is published of a store, and what a page is told beside it."""
    made = QueryFile(payloads, payloads.store.version, RESERVED)
    return {
        "query": made.query(),
        "events": made.events(),
        "texts": made.texts(),
        "told": told.as_json(collection),
    }


def vectors(
    payloads: PayloadBuilder, files: Json, rng: random.Random, n: int
) -> Iterator[tuple[str, Json]]:
    """Addresses of values that ``files`` know, and the store's answers; the first is that of no filter."""
    vocabulary = payloads.store.vocabulary
    draw = _Draw(files["query"], payloads, rng)
    for i in range(n):
        search = query_string(draw.pairs()) if i else ""
        f, notices = Filter.from_params(pairs_of(search), vocabulary, ignored=RESERVED)
        yield search, payloads.payload(f, notices)


class _Draw:
    """Pairs of an address: mostly a few parts with values that there are, sometimes what is none."""

    def __init__(self, query: Json, payloads: PayloadBuilder, rng: random.Random) -> None:
        self.rng = rng
        lists: Mapping[str, list[Json]] = query["lists"]
        values = {name: [one["value"] for one in found] for name, found in lists.items()}
        # What selects nothing is dropped in the browser: Python has the whole gazetteer.
        sides = list(query["sides"])
        events = payloads.events(payloads.store.ids(Filter(background=True)))
        days = sorted({e[k] for e in events for k in ("date_start", "date_end") if e[k]}) or [
            "2022-01-01"
        ]
        points = [(e["lon"], e["lat"]) for e in events if e["lat"] is not None] or [(0, 0)]
        titles = [word for e in events for word in e["title"].split()] or ["none"]
        self.makers: dict[str, tuple[float, Callable[[], list[tuple[str, str]]]]] = {
            "dates": (0.35, lambda: self._period(days)),
            "actor": (0.35, lambda: [*self._some("actor", values["actors"], 3), *self._maybe("actors", "all"), *self._maybe("side", "by", "to")]),
            "pair": (0.08, lambda: [("pair", f"{rng.choice(sides)}>{rng.choice(sides)}") for _ in range(rng.randint(1, 3))]),
            "kind": (0.25, lambda: self._some("kind", values["kinds"], 4)),
            "type": (0.12, lambda: self._some("type", values["types"], 6)),
            "article": (0.15, lambda: self._some("article", values["articles"], 4)),
            "data": (0.05, lambda: self._some("data", values["datasets"], 2)),
            "status": (0.15, lambda: self._some("status", values["statuses"], 2)),
            "role": (0.1, lambda: self._some("role", values["roles"], 2)),
            "prec": (0.1, lambda: self._some("prec", values["precision"], 1)),
            "dprec": (0.1, lambda: self._some("dprec", values["date_precision"], 1)),
            "place": (0.15, lambda: self._some("place", values["places"], 4)),
            "bbox": (0.15, lambda: self._box(points)),
            "q": (0.15, lambda: [("q", rng.choice([*WORDS, rng.choice(titles), f"{rng.choice(titles)} {rng.choice(titles)}"]))]),
            "bg": (0.4, lambda: [("bg", "1")]),
            "odd": (0.12, lambda: [(rng.choice([*self.makers, "from", "to", "when", "actors", "side", "utm_source", "v"]), rng.choice(ODD))]),
        }  # fmt: skip

    def pairs(self) -> list[tuple[str, str]]:
        found = [
            pair
            for share, make in self.makers.values()
            if self.rng.random() < share
            for pair in make()
        ]
        if self.rng.random() < 0.2:
            self.rng.shuffle(found)
        return found

    def _some(self, key: str, values: list[str], most: int) -> list[tuple[str, str]]:
        n = min(len(values), self.rng.randint(1, most))
        return [(key, value) for value in self.rng.sample(values, n)]

    def _maybe(self, key: str, *values: str) -> list[tuple[str, str]]:
        return [(key, self.rng.choice(values))] if self.rng.random() < 0.4 else []

    def _period(self, days: list[str]) -> list[tuple[str, str]]:
        first, last = sorted(self.rng.choices(days, k=2))
        if self.rng.random() < 0.05:
            first, last = last, first
        kept = [pair for pair in (("from", first), ("to", last)) if self.rng.random() < 0.8]
        return [*kept, *self._maybe("when", "certain")]

    def _box(self, points: list[tuple[float, float]]) -> list[tuple[str, str]]:
        (w, s), (e, n) = self.rng.choices(points, k=2)
        pad = self.rng.choice([0, 0.015625, 1.5, 40, 300])
        s, n = sorted((s, n))
        numbers = (w - pad, max(-90, s - min(pad, 9)), e + pad, min(90, n + min(pad, 9)))
        return [("bbox", ",".join(f"{v:.6f}" for v in numbers))]


def crowded(seed: int, size: int) -> Collection:
    """More actors and places than are listed, own kinds, data sets, names from right to left, dates of all times."""
    rng = random.Random(seed)
    rain, rescue = OwnKind("rain", "Rain and “floods”", 0), OwnKind("rescue", "NATO’s rescue", 1)
    flood = OwnType("FLOOD", rain, doer=False, words=("", "Flood", ""))
    aid = OwnType("RESCUE", rescue, EventType.AID)
    kinds = Kinds({rain: (flood,), rescue: (aid,), Kind.OTHER: ()})
    names = ("Ärzte", "صنعاء", "ירושלים", "zz", "Émile", "a “b”", "ß", "Ω")
    actors = {
        f"a{i}": Actor(f"a{i}", f"{rng.choice(names)} {i % 90}", rng.choice(("state", "other")), rng.choice(("", "ARM", "AZE", "X1")), f"a{i // 2}" if i % 7 == 3 else "")
        for i in range(304)
    }  # fmt: skip
    articles = {
        a.article_id: a
        for a in (
            Article(
                "café",
                "A title of many words that goes on and on and on",
                "Rain fell.\n\nOn صنعاء",
                "P",
            ),
            Article("عنوان", "عنوان", "b", "Q", published_latest=date(1850, 1, 1)),
            Article("b", "“Quoted”", "c", "", published_earliest=date(2022, 2, 2)),
            *(Article(f"x{i}", f"Title {i}", "d", f"p{i}") for i in range(3)),
        )
    }
    events, mentions = {}, []
    for i in range(size):
        year = rng.choice((1, 40, 1492, 1850, 1999, 2022, 2022, 2022, 2022, 2022, 2023, 9999))
        first = date(year, rng.randint(1, 12), rng.randint(1, 28)) if rng.random() < 0.95 else None
        length = rng.choice((0, 0, 1, 6, 15, 30, 364, 4000))
        events[f"e{i}"] = Event(
            f"e{i}", f"{rng.choice(names)} and {rng.choice(names)}", first, first and min(date.max, first + timedelta(days=length)) if first and first.year < 9980 else first,
            place_id=f"x:{rng.randrange(330)}",
            latitude=rng.choice((None, -33.015625, 0.5)), longitude=rng.choice((179.999995, -170.015625, 44)),
            where_prec=rng.choice((None, 1, 2, 6, 7)), place_role=rng.choice((None, *PlaceRole)),
            event_type=rng.choice((None, flood, aid)),
            actors=tuple(rng.sample(sorted(actors), rng.randrange(4))), recipients=tuple(rng.sample(sorted(actors), rng.randrange(3))),
            status=rng.choice(tuple(Status)), extra={"dataset": rng.choice(("", "ged", "عد"))},
        )  # fmt: skip
        mentions += [
            Mention(f"m{i}-{a}", f"e{i}", a, f"told in {rng.choice(names)}")
            for a in rng.sample(sorted(articles), rng.randrange(3))
        ]
    links = [Link(f"e{i}", f"e{rng.randrange(size)}", Relation.PART_OF) for i in range(0, size, 5)]
    return Collection(
        "crowded", "Crowded", events, tuple(mentions), tuple(links), actors, articles, version=f"c{seed}", kinds=kinds,
        datasets={"ged": Dataset("ged", "A data set of many words in its title, all of them"), "عد": Dataset("عد", "عدد")},
    )  # fmt: skip


#: Each letter and sign of many scripts between two letters, where neither is at the edge of a word.
FOLDED = [
    f"a{chr(code)}b {chr(code)}"
    for first, last in ((0x21, 0x587), (0x591, 0x6FF), (0x900, 0x97F), (0xE01, 0xE5B), (0x10A0, 0x10FF), (0x1E00, 0x206F), (0x3041, 0x30FF), (0x4E00, 0x4E20), (0xFB00, 0xFEFC), (0xFF01, 0xFFDC))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")
]  # fmt: skip
