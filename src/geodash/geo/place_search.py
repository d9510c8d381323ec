"""Places by name: any spelling, ranked by how exactly, how well known, how near and in which country.

All of it is counted in one measure, the decimal logarithm of people: a town ten times as large, or a
name that is a place's main one and not some spelling of another's, is worth about as much as being
named in an article whose places lie a tenth as far away.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from math import log10

from geodash.domain.extent import Point, kilometres
from geodash.geo.gazetteer import OWN, Gazetteer, Place
from geodash.geo.place_keys import place_key, readings
from geodash.geo.world import Ranked, World

#: What a name costs that is not a place's main one.
_OTHER_NAME = 1.3
#: Of the kind that the name asks for, or not.
_ASKED, _NOT_ASKED = 0.9, 2.2
#: Without a word that belongs to the name of a place.
_ELSEWHERE = 3.0
#: In a country that was named; without one (seas, what several states claim), half of it.
_IN_COUNTRY = 3.0
#: In the country of all events of the collection.
_USED = 2.2
#: At a place that was named; ten times as far is worth _PER_TEN less, down to _FAR.
_AT, _PER_TEN, _STEP_KM, _FAR = 4.0, 2.0, 30.0, -1.0
#: How far from its point a place of a kind may still be “here”, in kilometres.
_REACH = {
    "country": 700,
    "sea": 500,
    "region": 150,
    "province": 40,
    "water": 100,
    "mountain": 50,
    "strait": 50,
}
#: “Paris, Lamar County, Texas”; with more it is a list, and each part would be looked for.
_MOST_COMMAS = 2
#: Names that only begin so, or are much like it; asked when nothing else is found.
_BEGINS, _ALIKE = 2.5, 3.0
#: So little more speaks for a place of another name that the one of the very name goes first.
_HARDLY = 0.5
#: A town so near to the point of a division of its name is its seat, and goes first unless it is so much behind.
_SEAT_KM, _SEAT = 60.0, 2.0
#: How alike two spellings of a name are, of 1.
_SPELLED = 0.7
_DIVISIONS = frozenset(("province", "district"))
_SETTLED = frozenset(("capital", "city", "town", "village"))
_MEANT: Mapping[str, Collection[str]] = {
    "province": ("province", "region", "district"),
    "district": ("district", "province"),
    "region": ("region", "province"),
    "settlement": _SETTLED,
    "sea": ("sea", "strait", "water"),
    "strait": ("strait", "sea"),
    "island": ("island",),
    "mountain": ("mountain", "region"),
}
#: A country whose name is only asked for after a comma: “Tripoli, Lebanon”.
_WHOLES = frozenset(("country", "province", "region", "district", "island"))


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of whoever names a place.

    ``near`` are points of other places named, ``countries`` the codes (ISO 3166 alpha-3) that it
    should be in, ``used`` the share of the collection's events by country, up to 1.
    """

    near: Sequence[Point] = ()
    countries: Collection[str] = ()
    used: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found, how far from the nearest place named in kilometres, and whether by its name as written.

    ``guessed``: nothing has this name, and this is called alike.
    """

    place: Place
    km: float | None
    exact: bool
    score: float
    guessed: bool = False


class PlaceSearch:
    """Searches the world's places and a collection's own; the gazetteer has the last word on each."""

    def __init__(self, world: World | None, gazetteer: Gazetteer, *, own: bool = False) -> None:
        """``own``: the gazetteer holds places of the collection's own, so its names are looked up too."""
        self._world = world
        self._gazetteer = gazetteer
        self._own: dict[str, list[tuple[Place, bool]]] = {}
        rows = (p for p in gazetteer if own or p.place_id.startswith(OWN))
        for place in rows:
            for at, name in enumerate(place.names):
                self._own.setdefault(place_key(name), []).append((place, at < 2))

    def find(self, text: str, context: Context | None = None, limit: int = 10) -> list[Hit]:
        """The places that ``text`` may mean, the likeliest first; none for blank text."""
        context = context or Context()
        head, _, tail = (part.strip() for part in text.partition(","))
        if head and tail and text.count(",") <= _MOST_COMMAS:
            wholes = [h.place for h in self.find(tail, context, 5) if h.place.kind in _WHOLES]
            if wholes:
                inside = Context(context.near or _points(wholes[:1]), (wholes[0].country,))
                return self.find(head, inside, limit)
        found = self._candidates(text)
        guessed = not found
        hits = [
            self._hit(ranked, cost, context, guessed)
            for ranked, cost in found or self._called_alike(text)
            if cost < _BEGINS or not context.countries or ranked.place.country in context.countries
        ]
        hits.sort(key=lambda h: (-h.score, h.place.place_id))
        hits = _own_name_first(hits)
        return (hits if _asks_for_division(text) else _seat_first(hits))[:limit]

    def _candidates(self, text: str) -> list[tuple[Ranked, float]]:
        """Every place that a reading of the text names, or begins to, with the least that it costs."""
        best: dict[str, tuple[Ranked, float]] = {}
        for key, kind, cost in readings(text):
            if best and cost >= 1:
                break
            # “Jordan River” is a name as it stands; only else does the word say what is meant.
            whole = kind and any(total == 0 for _, total in best.values())
            self._add(best, key, kind, cost + (_ELSEWHERE if whole else 0))
        key = place_key(text)
        if not best and len(key) >= 3:
            for other in self._beginning(key, 60):
                self._add(best, other, "", _BEGINS)
        return list(best.values())

    def _called_alike(self, text: str) -> list[tuple[Ranked, float]]:
        """Those whose names are nearly the text."""
        best: dict[str, tuple[Ranked, float]] = {}
        key = place_key(text)
        if len(key) >= 4:
            alike = [k for k in self._beginning(key[:2], 20_000) if abs(len(k) - len(key)) <= 2]
            for other in difflib.get_close_matches(key, alike, 5, 0.8):
                self._add(best, other, "", _ALIKE)
        return list(best.values())

    def _add(self, best: dict[str, tuple[Ranked, float]], key: str, kind: str, cost: float) -> None:
        """The places of a key, each at what it costs."""
        for ranked, main in self.named(key):
            total = cost + (0 if main else _OTHER_NAME)
            if kind:
                meant = ranked.place.kind in _MEANT.get(kind, (kind,))
                total += -_ASKED if meant else _NOT_ASKED
            ident = ranked.place.place_id
            if ident not in best or best[ident][1] > total:
                best[ident] = ranked, total

    def named(self, key: str) -> Iterator[tuple[Ranked, bool]]:
        """The places that have just this key (``geo/place_keys.py``), each with whether it is of its main name."""
        if not key:
            return
        for place, main in self._own.get(key, ()):
            yield Ranked(place, 6.0 - place.rank / 2), main
        for found, main in self._world.named(key) if self._world else ():
            place = self._gazetteer.get(found.place.place_id) or found.place
            yield Ranked(place, found.weight), main

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of ``keys`` that some place has; a few others may be among them. Quick for thousands."""
        found = {key for key in keys if key in self._own}
        return found | self._world.known(keys) if self._world else found

    def _beginning(self, prefix: str, most: int) -> Iterable[str]:
        yield from (key for key in self._own if key.startswith(prefix))
        if self._world:
            yield from self._world.beginning(prefix, most)

    def _hit(self, ranked: Ranked, cost: float, context: Context, guessed: bool) -> Hit:
        place = ranked.place
        away = [kilometres(place.point, p) for p in context.near] if place.point else []
        score = ranked.weight - cost + _nearness(away, place.kind)
        if context.countries:
            inside = place.country in context.countries
            score += _IN_COUNTRY if inside else 0 if place.country else _IN_COUNTRY / 2
        score += _USED * context.used.get(place.country, 0.0)
        return Hit(place, min(away, default=None), cost <= 0, score, guessed)


def _asks_for_division(text: str) -> bool:
    """Whether a general word says that a province or district is meant: “Baramulla district”."""
    return any(kind in _DIVISIONS for _, kind, _ in takewhile(lambda r: r[2] < 1, readings(text)))


def _own_name_first(hits: list[Hit]) -> list[Hit]:
    """With what has the name itself before what is called otherwise and has hardly more to say for it.

    No division: of a town that the name may mean too it is the surroundings.
    """
    if not hits or hits[0].exact:
        return hits
    for at, hit in enumerate(hits):
        if hits[0].score - hit.score > _HARDLY:
            break
        there = hit.place.country == hits[0].place.country
        if hit.exact and there and hit.place.kind not in _DIVISIONS:
            return [hit, *hits[:at], *hits[at + 1 :]]
    return hits


def _seat_first(hits: list[Hit]) -> list[Hit]:
    """With the town before the division that is called after it and has hardly more to say for it."""
    first = hits[0].place if hits else None
    if first is None or first.kind not in _DIVISIONS or first.point is None:
        return hits
    for at, hit in enumerate(hits[1:], start=1):
        place = hit.place
        if hits[0].score - hit.score > _SEAT:
            break
        beside = place.point and kilometres(place.point, first.point) <= _SEAT_KM
        seat = place.kind in _SETTLED and place.country == first.country and beside
        if seat and _alike(place.name, first.name):
            return [hit, *hits[:at], *hits[at + 1 :]]
    return hits


def _alike(one: str, other: str) -> bool:
    """Whether two names are one, spelled otherwise."""
    return difflib.SequenceMatcher(None, place_key(one), place_key(other)).ratio() >= _SPELLED


def _nearness(away: Sequence[float], kind: str) -> float:
    """What lying near is worth: most of it by the nearest of the places named, the rest by all."""
    if not away:
        return 0.0
    reach = _REACH.get(kind, 0)
    each = [
        max(_FAR, _AT - _PER_TEN * log10(1 + max(0.0, km - reach) / _STEP_KM)) for km in away
    ]  # fmt: skip
    return (max(each) + sum(each) / len(each)) / 2


def _points(places: Iterable[Place]) -> tuple[Point, ...]:
    return tuple(p.point for p in places if p.point)
