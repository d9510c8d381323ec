"""A filter twice, A and B: two periods, two parties or two articles, all its other parts shared.

In an address the sides are ``a.from=…&b.from=…`` beside the shared filter: each takes the place of that
part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal

from geodash.query.filter import SIDE_KEYS, SIDE_PARAMS, Filter
from geodash.query.params import LEFT_OUT, Pairs, Params, pairs_of, query_string
from geodash.query.spoken import spoken
from geodash.query.store import Store
from geodash.query.vocabulary import Vocabulary
from geodash.query.words import Counts, Description
from geodash.words import days
from geodash.words.numbers import number_of, plural

By = Literal["periods", "parties", "articles"]
Letter = Literal["a", "b"]
LETTERS: tuple[Letter, Letter] = ("a", "b")

#: What sets a side apart, as parameters without a letter.
Own = tuple[tuple[str, str], ...]

#: A period of more days is divided at the first of a month.
_WHOLE_MONTHS_FROM = 90


@dataclass(frozen=True, slots=True)
class Way:
    """Something to compare by: ``keys`` say it of a side in an address, ``word`` is its word in the sentence."""

    by: By
    label: str
    keys: tuple[str, ...]
    word: str


WAYS = (
    Way("periods", "two periods", ("from", "to"), "when"),
    Way("parties", "two parties", ("actor",), "who"),
    Way("articles", "two articles", ("article",), "article"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its whole filter, and what sets it apart in words and as parameters."""

    filter: Filter
    label: str
    params: Own


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides of a ``shared`` filter, in which the part that is compared says nothing."""

    way: Way
    shared: Filter
    a: Side
    b: Side

    @property
    def sides(self) -> tuple[tuple[Letter, Side], ...]:
        """Both with their letters."""
        return ("a", self.a), ("b", self.b)

    def side_params(self) -> Pairs:
        """``a.from=…`` and so on, in canonical order."""
        return [(f"{letter}.{key}", v) for letter, side in self.sides for key, v in side.params]

    def to_query(self) -> str:
        """Both sides and the shared filter as a query string, without ``?``."""
        return query_string([*self.shared.to_params(), *self.side_params()])

    def words(self, vocabulary: Vocabulary) -> str:
        """What both share: ``with Armenia, violence``; blank where that is nothing."""
        parts = spoken(self.shared, vocabulary)
        return ", ".join(p.phrase for p in parts if p.told and p.key != self.way.word)


def describe(store: Store, compared: Comparison) -> Description:
    """``28 events in A and 15 in B, from 4 of 9 articles: A … beside B …, with …; 3 lie in both …``

    An event of both counts in both. Of two periods undated ones and those of other times are in neither.
    """
    a, b = (store.counted(side.filter) for _, side in compared.sides)
    both = len(set(a) & set(b))
    told = {i for ids in store.articles_of([*a, *b]).values() for i in ids}
    publishers = {store.publishers.get(i, "") for i in told} - {""}
    counts = Counts(
        count=len(set(a) | set(b)),
        articles=len(told),
        articles_total=len(store.publishers),
        publishers=tuple(sorted(publishers, key=str.casefold)),
    )
    lie, count = plural(both, "lies", "lie"), plural(both, "counts", "count")
    rest = [f"{both:,} {lie} in both and {count} in both" if both else "none lies in both"]
    if neither := _neither(store, compared, {*a, *b}):
        rest.append(f"{neither} in neither")
    sides = f"A {compared.a.label} beside B {compared.b.label}"
    return replace(
        compared.shared.describe(store.vocabulary, counts),
        amount=f"{number_of(len(a), 'event')} in A and {len(b):,} in B",
        phrases=tuple(filter(None, (sides, compared.words(store.vocabulary)))),
        rest=tuple(rest),
    )


def _neither(store: Store, compared: Comparison, sides: set[str]) -> str:
    """``4 undated and 9 of other times``: what two periods leave out of the shared filter."""
    if compared.way.by != "periods":
        return ""
    left = store.events([i for i in store.counted(compared.shared) if i not in sides])
    undated = store.counts(compared.a.filter).undated
    other = sum(e.interval is not None for e in left)
    said = ((undated, "undated"), (other, "of other times"))
    return " and ".join(f"{n:,} {words}" for n, words in said if n)


# Reading ----------------------------------------------------------------------------------------


def is_compared(params: Params) -> bool:
    """Whether an address tells a side."""
    return any(key in SIDE_PARAMS for key, _ in pairs_of(params))


def read(
    params: Params, shared: Filter, store: Store, dropped: str = LEFT_OUT
) -> tuple[Comparison | None, tuple[str, ...]]:
    """The comparison that an address asks for, and notices about what could not be used.

    A side that the address doesn't tell is found: of periods the halves of those days that the filter
    chooses, else two of one length that meet where half of the events have begun, or the period before
    or after the other; of parties and articles those with most events. ``None``
    where the filter holds nothing to tell two sides apart by.
    """
    told = [(key, value) for key, value in pairs_of(params) if key in SIDE_PARAMS]
    way = next((w for w in WAYS if any(key[2:] in w.keys for key, _ in told)), WAYS[0])
    notices = []
    given: list[Own] = []
    for letter in LETTERS:
        own = [(key[2:], value) for key, value in told if key[0] == letter]
        f, said = Filter.from_params(
            [(k, v) for k, v in own if k in way.keys], store.vocabulary, dropped=dropped
        )
        notices += [_lettered(letter, notice) for notice in said]
        notices += [
            f"{letter}.{key} {dropped}: A and B are {way.label}, and both are told alike."
            for key, _ in own
            if key not in way.keys
        ]
        given.append(tuple((k, v) for k, v in f.to_params() if k in way.keys)[: len(way.keys)])
    return comparison(store, shared, way, given), tuple(dict.fromkeys(notices))


def _lettered(letter: Letter, notice: str) -> str:
    named = any(notice.startswith(f"{key}=") for key in SIDE_KEYS)
    return f"{letter}.{notice}" if named else f"{letter.upper()}: {notice}"


def comparison(
    store: Store, shared: Filter, way: Way, given: Sequence[Own] = ((), ())
) -> Comparison | None:
    """The two sides by ``way``; those not ``given`` are found."""
    bare = _without(shared, way)
    found = _FINDERS[way.by](store, shared, bare, given)
    if found is None:
        return None
    a, b = (Side(_narrowed(shared, params), _label(store, params), params) for params in found)
    return Comparison(way, bare, a, b)


def _without(f: Filter, way: Way) -> Filter:
    """The filter without what is compared."""
    if way.by == "periods":
        return f.without("dates")
    if way.by == "parties":
        return f.without("actors")
    return f.without("articles")


def _narrowed(f: Filter, params: Own) -> Filter:
    values = dict(params)
    if "actor" in values:
        return replace(f, actors=(values["actor"],), all_actors=False)
    if "article" in values:
        return replace(f, articles=(values["article"],))
    first, last = (values.get(key) for key in ("from", "to"))
    return replace(
        f,
        date_from=date.fromisoformat(first) if first else None,
        date_to=date.fromisoformat(last) if last else None,
    )


def _label(store: Store, params: Own) -> str:
    values = dict(params)
    if "actor" in values:
        return store.vocabulary.actor_name(values["actor"])
    if "article" in values:
        return f"“{store.vocabulary.article_title(values['article'])}”"
    first, last = (values.get(key) for key in ("from", "to"))
    return days.period(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


# What the address doesn't tell ------------------------------------------------------------------


def _periods(
    store: Store, shared: Filter, bare: Filter, given: Sequence[Own]
) -> tuple[Own, Own] | None:
    a, b = given
    if a and b:
        return a, b
    if a or b:
        return (a, _beside(a, after=True)) if a else (_beside(b, after=False), b)
    domain = store.domain(shared) or store.domain(bare)
    if domain is None:
        return None
    first, last = shared.date_from or domain[0], shared.date_to or domain[1]
    one, whole = timedelta(days=1), (last - first).days > _WHOLE_MONTHS_FROM
    chosen = shared.date_from or shared.date_to
    at = first + (last - first) / 2 if chosen else _middle_event(store, shared, first, last)
    if whole and at.replace(day=1) > first:
        at = at.replace(day=1)
    if first < date.max:
        at = max(at, first + one)
    if chosen:
        return _days(first, at - one), _days(at, last)
    if whole:
        months = min(_months_of(at) - _months_of(first), _months_of(last) - _months_of(at) + 1)
        return _days(_moved(at, -months), at - one), _days(at, _moved(at, months) - one)
    length = max(one, min(at - first, last - at + one))
    return _days(at - length, at - one), _days(at, at + length - one)


def _middle_event(store: Store, f: Filter, first: date, last: date) -> date:
    """The day that half of the dated events begin before, within the middle half of the period.

    Nearer to an end the two periods, which are equally long, would leave out most of it.
    """
    begins = sorted(
        e.interval.first
        for e in store.events(store.counted(f))
        if e.interval and first < e.interval.first <= last
    )
    quarter = (last - first) / 4
    at = begins[len(begins) // 2] if begins else first
    return min(max(at, first + quarter), last - quarter)


def _months_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _moved(day: date, months: int) -> date:
    """The first of the month that is so many later."""
    year, month = divmod(_months_of(day) + months, 12)
    return date(year, month + 1, 1) if date.min.year <= year <= date.max.year else date.max


def _beside(params: Own, *, after: bool) -> Own:
    """As many days right after a period, or right before; an open one has its other side of it."""
    values = {key: date.fromisoformat(day) for key, day in params}
    first, last = values.get("from"), values.get("to")
    one = timedelta(days=1)
    if first and last:
        length = last - first
        begin = last + one if after else first - one - length
        return _days(begin, begin + length)
    if first:
        return (("to", (first - one).isoformat()),)
    return (("from", ((last or date.max - one) + one).isoformat()),)


def _days(first: date, last: date) -> Own:
    return ("from", first.isoformat()), ("to", max(first, last).isoformat())


def _parties(
    store: Store, shared: Filter, bare: Filter, given: Sequence[Own]
) -> tuple[Own, Own] | None:
    """By the alphabet, those of the filter first, else those with most events."""
    vocabulary = store.vocabulary
    counts = store.facets(bare)["actors"]
    name = vocabulary.actor_name
    alone = [v for v in counts if v not in vocabulary.actors or not vocabulary.country_of(v)]
    ranked = sorted(alone, key=lambda v: (-counts[v], name(v).casefold()))
    return _two("actor", [*shared.actors, *ranked], given, lambda v: name(v).casefold())


def _articles(
    store: Store, shared: Filter, bare: Filter, given: Sequence[Own]
) -> tuple[Own, Own] | None:
    """In the order of the collection, those of the filter first, else those with most events."""
    counts = store.facets(bare)["articles"]
    order = list(store.vocabulary.articles)
    ranked = sorted(counts, key=lambda v: (-counts[v], order.index(v) if v in order else 0))
    return _two("article", [*shared.articles, *ranked], given, order.index)


def _two(
    key: str, ranked: Iterable[str], given: Sequence[Own], order: Callable[[str], Any]
) -> tuple[Own, Own] | None:
    """What is given and the first of ``ranked`` for what is not; two found ones stand in order."""
    a, b = given
    told = {dict(side)[key] for side in given if side}
    need = 2 - sum(map(bool, given))
    found = [value for value in dict.fromkeys(ranked) if value not in told][:need]
    if len(found) < need:
        return None
    sides: list[Own] = [((key, value),) for value in sorted(found, key=order)]
    return a or sides.pop(0), b or sides.pop(0)


_Finder = Callable[[Store, Filter, Filter, Sequence[Own]], tuple[Own, Own] | None]
_FINDERS: Mapping[By, _Finder] = MappingProxyType(
    {"periods": _periods, "parties": _parties, "articles": _articles}
)
