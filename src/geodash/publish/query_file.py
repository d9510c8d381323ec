"""Explore without a server: which events each value of a filter selects, so that a browser only has to combine them.

``query`` has the values with their words and events, ``events`` the events, ``texts`` what a search for words looks
through. ``assets/static/`` answers from them what ``api/events`` answers from the store; vectors
written here and compared there (``tests/browser/test_static_module.py``) say that both answer alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from geodash.domain.model import PlaceRole, Status
from geodash.query import Filter
from geodash.query.filter import KNOWN_PARAMS, UI_PARAMS
from geodash.query.params import Reader
from geodash.query.params import rules as reading
from geodash.query.parts import PARTS
from geodash.query.parts.pairs import PairPart
from geodash.query.parts.source import TITLE
from geodash.query.parts.what import TypePart
from geodash.query.parts.where import NAME
from geodash.query.spoken import WORDS
from geodash.query.text import rules as searching
from geodash.query.times import rules as timing
from geodash.query.vocabulary import Vocabulary
from geodash.views.frames import PARTY
from geodash.views.payload import BARS_FROM, MOST_VALUES, PayloadBuilder
from geodash.words.isolated import isolated
from geodash.words.kinds import kind_phrase
from geodash.words.labels import ROLE_PHRASES, STATUS_PHRASES, type_label
from geodash.words.precision import DATE, PLACE
from geodash.words.texts import shortened

Json = dict[str, Any]
S = TypeVar("S", bound=str)
T = TypeVar("T")


class QueryFile:
    """The three files of one store; ``payloads`` words them, ``reserved`` are parameters of routes."""

    def __init__(self, payloads: PayloadBuilder, version: str, reserved: Sequence[str]) -> None:
        self._payloads, self._store = payloads, payloads.store
        self._words = payloads.store.vocabulary
        self._version, self._reserved = version, reserved
        everything = self._store.ids(Filter(background=True))
        self._ids = everything
        self._place = {event_id: n for n, event_id in enumerate(everything)}

    # The files ------------------------------------------------------------------------------

    def events(self) -> list[Json]:
        """All events that stand, in time order: what of them no filter changes, ``of``: the countries they are of."""
        found = self._payloads.events(self._ids)
        of = map(self._payloads.countries_of, self._store.events(self._ids))
        return [_without(e, "counted", "timed") | {"of": c} for e, c in zip(found, of, strict=True)]

    def query(self) -> Json:
        """The values of a filter, and the rules by which it is read and worded."""
        bare = Filter()
        return {
            "version": self._version,
            "reading": reading()
            | {"ignored": [*UI_PARAMS, *self._reserved], "known": KNOWN_PARAMS}
            | {"accepted": _accepted(self._words)},
            "parts": [
                {
                    "name": p.name,
                    "keys": p.keys,
                    "told_by": p.told_by,
                    "set_by": p.set_by,
                    "widens": p.widens,
                }
                for p in PARTS
            ],
            "searching": searching(),
            "words": [word.key for word in WORDS],
            "spoken": self._payloads.parts(bare),
            "lists": self._lists(),
            "sides": self._sides(),
            "articles": self._published(),
            "facets": self._payloads.facets(
                bare, len(self._words.actors) + len(self._words.used_places)
            ),
            "timeline": {"coverage": self._payloads.coverage(), "bars_from": BARS_FROM, **timing()},
            "most_values": MOST_VALUES,
            "party": PARTY,
        }

    def texts(self) -> Json:
        """Folded texts of events and articles; names that hold words together, and what else these are called.

        Of the other names only those are told of which every word is in some text.
        """
        documents = self._store.documents()
        told = [documents[i] for i in self._ids]
        whole = list(self._store.article_documents)
        written = _Written((*told, *whole))
        short = searching()["short"]
        others = {}
        for name in self._words.called():
            variants = self._words.variants(name)
            there = [v for v in variants if v != name and written.may_have(v)]
            # A name of several words holds them together, one of few letters is a whole word.
            if variants and (there or " " in name or len(name) <= short):
                others[name] = there
        return {
            "events": told,
            "articles": whole,
            "names": others,
        }

    # Values ---------------------------------------------------------------------------------

    def _lists(self) -> dict[str, list[Json]]:
        words = self._words
        types = TypePart().canonical(Filter(types=tuple(words.kinds.by_type.values())))["types"]
        return {
            "kinds": self._list("kinds", words.kinds, kind_phrase),
            "types": self._list("types", types, type_label),
            "statuses": self._list("statuses", Status, STATUS_PHRASES.__getitem__),
            "roles": self._list("roles", PlaceRole, ROLE_PHRASES.__getitem__),
            "precision": self._list("precision", map(str, PLACE), lambda n: PLACE[int(n)].phrase),
            "date_precision": self._list(
                "date_precision", map(str, DATE), lambda n: DATE[int(n)].phrase
            ),
            "articles": self._articles(),
            "datasets": self._datasets(),
            "actors": self._actors(),
            "places": self._places(),
        }

    def _list(self, facet: str, values: Iterable[S], said: Callable[[S], str]) -> list[Json]:
        found = self._store.selected(facet)
        return [self._value(str(v), said(v), found.get(str(v), ())) for v in values]

    def _value(self, value: str, said: str, ids: Iterable[str], cut: str = "") -> Json:
        one = {"value": value, "said": isolated(said), "events": self._at(ids)}
        return one | {"cut": isolated(cut)} if cut else one

    def _at(self, ids: Iterable[str]) -> list[int]:
        return [self._place[i] for i in ids if i in self._place]

    def _articles(self) -> list[Json]:
        title, found = self._words.article_title, self._store.selected("articles")
        return [
            self._value(a, f"“{title(a)}”", found.get(a, ()), f"“{shortened(title(a), TITLE)}”")
            for a in sorted(self._words.articles)
        ]

    def _datasets(self) -> list[Json]:
        found = []
        for data, title in sorted(self._words.datasets.items()):
            ids = self._store.ids(Filter(datasets=(data,), background=True))
            found.append(self._value(data, f"“{title}”", ids, f"“{shortened(title, TITLE)}”"))
        return found

    def _actors(self) -> list[Json]:
        words = self._words
        order = {actor: n for n, actor in enumerate(words.actors)}
        sides = {side: self._store.selected("actors", side) for side in ("", "by", "to")}
        found = []
        for value in sorted({*words.actors, *words.countries}):
            name = words.actor_name(value)
            one = self._value(value, name, sides[""].get(value, ()))
            acting = {side: self._at(sides[side].get(value, ())) for side in ("by", "to")}
            found.append(one | acting | {"order": name.casefold(), "n": order.get(value)})
        return found

    def _sides(self) -> dict[str, Json]:
        """Of a pair: value → ``by`` and ``to``, the events in which it stands there as coded."""
        part, words = PairPart(), self._words
        acting = {side: self._store.acting(side) for side in ("by", "to")}
        found: dict[str, Json] = {
            "": {side: self._at(self._store.holding(part.nobody(side, words))) for side in acting}
        }
        for value, named in part.sides(words).items():
            found[value] = {
                side: sorted({n for actor in named for n in self._at(there.get(actor, ()))})
                for side, there in acting.items()
            }
        for value, one in found.items():
            one["said"] = self._words.actor_name(value) if value else "nobody named"
            one["right"] = isolated(one["said"]) != one["said"]
        return found

    def _places(self) -> list[Json]:
        words, at = self._words, self._store.selected("places")
        used = {i: n for n, i in enumerate(words.used_places)}
        askable = words.askable()
        labels = {itself: words.place_name(itself) for itself in askable.values()}
        ranked = sorted(labels, key=lambda i: (labels[i].casefold(), i))
        rank = {i: n for n, i in enumerate(ranked)}
        found = []
        for value, itself in sorted(askable.items()):
            if itself in used:
                ids: Iterable[str] = at.get(itself, ())
            else:
                ids = self._store.ids(Filter(places=(value,), background=True))
            name = words.place_name(value)
            found.append(
                self._value(value, name, ids, shortened(name, NAME))
                | {"order": name.casefold(), "itself": itself, "used": used.get(value)}
                | {"rank": rank[itself], "label": labels[itself]}
            )
        return found

    def _published(self) -> Json:
        """Of each article whose it is; ``publishers`` in the order in which they are named."""
        publishers = sorted({p for p in self._store.publishers.values() if p}, key=str.casefold)
        at = {p: n for n, p in enumerate(publishers)}
        return {
            "publishers": publishers,
            "by": {a: at.get(p) for a, p in self._store.publishers.items()},
        }


class _Written:
    """The words of many folded texts."""

    def __init__(self, documents: Iterable[str]) -> None:
        self._words = {word for document in documents for word in document.split()}
        self._sorted = sorted(self._words)
        #: Each other name of a place is asked for once for each name that the place has.
        self._asked: dict[str, bool] = {}

    def may_have(self, name: str) -> bool:
        """Whether every word of a name is somewhere, the last one at least as a beginning."""
        if name not in self._asked:
            self._asked[name] = self._has(name)
        return self._asked[name]

    def _has(self, name: str) -> bool:
        *whole, last = name.split()
        at = bisect_left(self._sorted, last)
        begun = at < len(self._sorted) and self._sorted[at].startswith(last)
        return begun and all(word in self._words for word in whole)


class _Asked(Reader):
    """Keeps what would be accepted for each parameter."""

    def __init__(self) -> None:
        super().__init__([])
        self.accepted: dict[str, str] = {}

    def many(self, key: str, accept: Callable[[str], T | None], accepted: str) -> tuple[T, ...]:
        self.accepted[key] = accepted
        return ()

    def one(self, key: str, accept: Callable[[str], T | None], accepted: str) -> T | None:
        self.accepted[key] = accepted
        return None


def _accepted(vocabulary: Vocabulary) -> Mapping[str, str]:
    asked = _Asked()
    for part in PARTS:
        part.read(asked, vocabulary)
    return asked.accepted


def _without(values: Json, *keys: str) -> Json:
    return {key: value for key, value in values.items() if key not in keys}
