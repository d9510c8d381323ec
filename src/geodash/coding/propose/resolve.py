"""Which of the places of a name a text means: by fame, by what else it names, by what stands beside it.

As in ``geo/place_search.py`` all is counted in powers of ten of people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from geodash.coding.propose.demonyms import demonyms
from geodash.coding.propose.names import Name
from geodash.coding.propose.tokens import Text
from geodash.domain.extent import kilometres
from geodash.geo.gazetteer import Place
from geodash.geo.world import Ranked

_WHOLES = frozenset(("country", "province", "region", "island", "district"))
_SETTLED = frozenset(("capital", "city", "town", "village"))
#: Between a place and the whole that it is in: “Goris, Armenia”, “Barrie (Ontario)”.
_IN = (", ", ",\u00a0", " (", ",\n")


@dataclass(frozen=True, slots=True)
class Pull:
    """How much each thing counts; see ``benchmarks/propose.py`` for what they were tried on."""

    fame: float = 1.0
    other_name: float = 1.0
    settled: float = 0.7
    district: float = 1.1
    country: float = 2.0
    admin1: float = 2.0
    within: float = 6.0
    near: float = 2.0
    near_km: float = 240.0


@dataclass(frozen=True, slots=True)
class Meant:
    """A name with the places that it may mean, the likeliest first, and why that one.

    ``why`` is a word of ``WHY``; ``beside`` the place by which it was told, where there is one. A name that no
    place has lies about where the text plays: ``about`` is that place.
    """

    name: Name
    places: tuple[Place, ...]
    why: str
    beside: Place | None = None
    about: Place | None = None
    alike: int = 0


class Resolver:
    """Resolves the names of one text."""

    def __init__(
        self,
        text: Text,
        names: Sequence[Name],
        used: Mapping[str, float] | None = None,
        pull: Pull | None = None,
    ) -> None:
        """``used``: the share of the collection’s events by country, up to 1."""
        self._text, self._names = text, list(names)
        self._used, self._pull = used or {}, pull or Pull()
        self._within = self._containers()
        self._first = {key: self._fame(key) for key in {n.key for n in self._names}}
        self._shares()

    def _candidates(self, key: str) -> tuple[tuple[Ranked, bool], ...]:
        return next((n.places for n in self._names if n.key == key), ())

    def _base(self, ranked: Ranked, main: bool) -> float:
        p, kind = self._pull, ranked.place.kind
        less = p.settled if kind in _SETTLED else p.district if kind == "district" else 0.0
        used = self._used.get(ranked.place.country, 0.0)
        return p.fame * ranked.weight - (0 if main else p.other_name) - less + 2.2 * used

    def _fame(self, key: str) -> Place | None:
        """What a name means by itself, and by the whole that stands behind it."""
        scored = [
            (self._base(r, m) + self._whole(key, r.place), r.place.place_id, r.place)
            for r, m in self._candidates(key)
        ]
        return max(scored, key=lambda s: (s[0], s[1]))[2] if scored else None

    def _containers(self) -> dict[str, list[Name]]:
        """For each name the wholes behind its commas."""
        found: dict[str, list[Name]] = defaultdict(list)
        for one, other in zip(self._names, self._names[1:], strict=False):
            between = self._text.body[one.end : other.start]
            whole = any(r.place.kind in _WHOLES for r, _ in other.places)
            if whole and between.strip(" .,(\n\u00a0") == "" and between.strip(".").startswith(_IN):
                found[one.key].append(other)
        return found

    def _whole(self, key: str, place: Place) -> float:
        """What it is worth that a place lies in what stands behind its name."""
        for other in self._within.get(key, ()):
            for ranked, _ in other.places:
                if _lies_in(place, ranked.place):
                    return self._pull.within
        return 0.0

    def _shares(self) -> None:
        """How much of what the text names lies in each country and province, by the first reading."""
        countries: dict[str, float] = defaultdict(float)
        provinces: dict[tuple[str, str], float] = defaultdict(float)
        for name in self._names:
            place = self._first.get(name.key)
            if place is None or not place.country:
                continue
            sure = (
                1.0
                if place.kind in ("country", "province", "capital") or self._within.get(name.key)
                else 0.5
            )
            countries[place.country] += sure
            if place.admin1:
                provinces[place.country, place.admin1] += sure
        for token in self._text.tokens:
            if token.capital and (code := demonyms().get(token.lower)):
                countries[code] += 0.5
        total = sum(countries.values()) or 1.0
        self._country = {c: n / total for c, n in countries.items()}
        whole = sum(provinces.values()) or 1.0
        self._province = {c: n / whole for c, n in provinces.items()}

    def resolve(self) -> list[Meant]:
        """What each name means; those of one name mean one place."""
        told: dict[str, Meant] = {}
        for name in self._names:
            if name.key not in told:
                told[name.key] = self._meant(name)
        about = self._about()
        return [
            replace(told[n.key], name=n, about=about if not told[n.key].places else None)
            for n in self._names
        ]

    def _meant(self, name: Name) -> Meant:
        if not name.places:
            return Meant(name, (), "unknown")
        near = self._neighbours(name.key)
        scored = []
        for ranked, main in name.places:
            place = ranked.place
            whole = self._whole(name.key, place)
            beside, much = self._near(place, near)
            share = self._pull.country * self._country.get(
                place.country, 0.0
            ) + self._pull.admin1 * (
                self._province.get((place.country, place.admin1), 0.0) if place.admin1 else 0.0
            )
            scored.append(
                (self._base(ranked, main) + whole + share + much, whole, share, much, place, beside)
            )
        scored.sort(key=lambda s: (-s[0], s[4].place_id))
        _, whole, share, much, place, beside = scored[0]
        famous = self._first[name.key]
        if len(scored) == 1:
            why = "only"
        elif whole:
            why = "within"
        elif famous is place:
            why = "known"
        else:
            why = "near" if much > share else "country"
        told = self._in_words(name.key, place) if why == "within" else beside
        return Meant(name, tuple(s[4] for s in scored[:4]), why, told, alike=len(scored))

    def _in_words(self, key: str, place: Place) -> Place | None:
        """The whole behind a name in which the place lies."""
        wholes = (r.place for other in self._within[key] for r, _ in other.places)
        return next((w for w in wholes if _lies_in(place, w)), None)

    def _neighbours(self, key: str) -> list[Place]:
        """What else is named in the sentences of a name, and in those beside them."""
        tokens = self._text.tokens
        at = {tokens[n.first].sentence for n in self._names if n.key == key}
        around = {s + d for s in at for d in (-1, 0, 1)}
        found = {}
        for other in self._names:
            place = self._first.get(other.key)
            if place and other.key != key and tokens[other.first].sentence in around:
                found[place.place_id] = place
        return list(found.values())

    def _near(self, place: Place, near: Sequence[Place]) -> tuple[Place | None, float]:
        """The nearest of its neighbours, and what that is worth."""
        if place.point is None:
            return None, 0.0
        away = [
            (kilometres(place.point, o.point), o)
            for o in near
            if o.point and o.kind not in ("country", "region")
        ]
        if not away:
            return None, 0.0
        km, beside = min(away, key=lambda a: (a[0], a[1].place_id))
        return beside, self._pull.near * exp(-km / self._pull.near_km)

    def _about(self) -> Place | None:
        """The town, else the province or country, that a text names most: where its streets are."""
        counts: Counter[str] = Counter()
        places = {}
        for at, name in enumerate(self._names):
            place = self._first.get(name.key)
            if place and place.point:
                settled = place.kind in _SETTLED or place.kind == "district"
                counts[place.place_id] += 3 if settled else 1
                counts[place.place_id] += 2 * (at == 0)
                places[place.place_id] = place
        return places[max(counts, key=lambda i: (counts[i], i))] if counts else None


def _lies_in(place: Place, whole: Place) -> bool:
    if whole.kind == "country":
        return place.country == whole.country and place.kind != "country"
    if whole.kind in ("province", "district") and whole.country == place.country:
        return (
            bool(whole.admin1) and place.admin1 == whole.admin1 and place.place_id != whole.place_id
        )
    return False
