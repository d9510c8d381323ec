"""Places that a text names, each with what it may be and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log10

from geodash.coding.propose.demonyms import demonyms
from geodash.coding.propose.model import PlaceChoice, PlaceFound, Spans
from geodash.coding.propose.names import Name, Names
from geodash.coding.propose.resolve import Meant, Resolver
from geodash.coding.propose.signs import Signs
from geodash.coding.propose.tokens import Text
from geodash.coding.propose.weights import WEIGHTS, WITH_LABELS
from geodash.domain.extent import Point, kilometres
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.place_keys import place_key

#: What another engine calls places.
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
#: Above this a name is taken for a place’s.
ENOUGH = -0.2
_PRECISION = {
    "country": 6,
    "province": 4,
    "district": 3,
    "sea": 7,
    "strait": 7,
    "water": 5,
    "region": 5,
    "mountain": 5,
    "island": 5,
}
_NEAR = re.compile(
    r"\b(?:near|outside|close to|not far from|around|by)\s+(?:the\s+)?$", re.IGNORECASE
)
_BORDER = re.compile(r"\bborders?\b|\bfrontiers?\b", re.IGNORECASE)
_AROUND = 60


class PlaceFinder:
    """Finds the places of texts, by one gazetteer."""

    def __init__(
        self,
        names: Names,
        gazetteer: Gazetteer,
        areas: Areas,
        used: Mapping[str, float] | None = None,
    ) -> None:
        """``used``: the share of the collection’s events by country, up to 1."""
        self._names, self._gazetteer, self._areas, self._used = names, gazetteer, areas, used or {}
        self._lines = [(a, _countries(a, gazetteer)) for a in areas if a.is_line]
        self._named_areas = {place_key(n): a for a in areas for n in (a.name, a.name_other) if n}

    def find(
        self, text: Text, seen: Mapping[tuple[int, int], str] | None = None
    ) -> list[PlaceFound]:
        """Each naming, in the text’s order. ``seen`` are names that another engine sees, with its labels."""
        accepted = self.recognised(text, seen)
        meant = Resolver(text, accepted, self._used).resolve()
        spans = Spans(text.body)
        found = [self._found(text, one, spans, meant) for one in meant]
        return sorted(
            [*found, *self._borders(text, spans)], key=lambda p: (p.span.start, p.span.end)
        )

    def recognised(
        self, text: Text, seen: Mapping[tuple[int, int], str] | None = None
    ) -> list[Name]:
        """The names that are taken for places’."""
        names = self._names.of(
            text, [at for at, label in (seen or {}).items() if label in PLACE_LABELS]
        )
        signs = Signs(text, names, seen)
        weights = WEIGHTS if seen is None else WITH_LABELS
        return [n for n in names if score(signs.of(n), weights) > ENOUGH]

    def by_id(self, place_id: str, area_id: str) -> PlaceChoice | None:
        """A place or an area by its id, ``None`` for an unknown one."""
        place = self._gazetteer.get(place_id) if place_id else None
        area = self._areas.get(area_id) if area_id else None
        if (place_id and not place) or (area_id and not area):
            return None
        if place is None:
            return _area_choice(area) if area else None
        found = self.choice(place)
        return replace(found, area_id=area.area_id) if area else found

    def choice(self, place: Place, km: float | None = None) -> PlaceChoice:
        """A place of the gazetteer, as it is proposed."""
        area = self._areas.get(place.area_id) if place.area_id else None
        own = place.place_id.startswith("geodash:") and area is not None
        at = (area.latitude, area.longitude) if area else (place.latitude, place.longitude)
        return PlaceChoice(
            place_id="" if own else place.place_id,
            area_id=area.area_id if area else "",
            label=place.label,
            kind=place.kind,
            country=place.country,
            latitude=at[0],
            longitude=at[1],
            where_prec=_PRECISION.get(place.kind, 1),
            km=km,
        )

    def valid(self, choice: PlaceChoice, first: str, last: str) -> PlaceChoice:
        """The same with the area of its name whose outline held on the days."""
        area = self._areas.get(choice.area_id)
        if area is None or _held(area, first, last):
            return choice
        name = area.name.partition(" (")[0]
        other = next(
            (a for a in self._areas if a.name.partition(" (")[0] == name and _held(a, first, last)),
            None,
        )
        return _area_choice(other) if other else choice

    def _found(self, text: Text, meant: Meant, spans: Spans, others: Sequence[Meant]) -> PlaceFound:
        name = meant.name
        span = spans.of(name.start, name.end)
        area = self._named_areas.get(name.key)
        near = _beside(text, meant, others)
        choices = tuple(self.choice(p, _away(p, near)) for p in meant.places)
        if area and (not choices or choices[0].area_id != area.area_id):
            choices = (_area_choice(area), *choices)
        if (
            choices
            and choices[0].where_prec == 1
            and _NEAR.search(text.body[max(0, name.start - 24) : name.start])
        ):
            choices = (_with_precision(choices[0], 2), *choices[1:])
        about = self.choice(meant.about) if meant.about and not choices else None
        return PlaceFound(span, choices, _reason(meant, about), about)

    def _borders(self, text: Text, spans: Spans) -> list[PlaceFound]:
        """“The Armenia–Iran border”: the line between two countries that are named beside the word, else as before."""
        found: list[PlaceFound] = []
        for match in _BORDER.finditer(text.body):
            beside = text.at(match.start() - _AROUND, match.end() + _AROUND)
            here = {code for t in beside if t.capital and (code := self._country(t.text))}
            span = spans.of(match.start(), match.end())
            line = next((a for a, codes in self._lines if len(codes) == 2 and codes <= here), None)
            if line:
                reason = "the border between two countries that are named beside it"
                found.append(PlaceFound(span, (_area_choice(line),), reason))
            elif found:
                found.append(
                    PlaceFound(span, found[-1].choices, "the border of which the text spoke before")
                )
        return found

    def _country(self, word: str) -> str:
        """The code of the country that a word names, or says what belongs to it."""
        code = demonyms().get(word.casefold())
        if code:
            return code
        places = self._names.meant(word) if word[:1].isupper() else ()
        return next(
            (r.place.country for r, main in places if main and r.place.kind == "country"), ""
        )


def _held(area: Area, first: str, last: str) -> bool:
    """Whether the outline of an area held on some of the days."""
    begun = area.valid_from is None or area.valid_from.isoformat() <= last
    return begun and (area.valid_to is None or area.valid_to.isoformat() >= first)


def score(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How much more speaks for a place than against it."""
    return sum(weights.get(sign, 0.0) * much for sign, much in signs.items())


def _countries(area: Area, gazetteer: Gazetteer) -> frozenset[str]:
    names = {place_key(n): p.country for p in gazetteer if p.kind == "country" for n in p.names}
    ends = re.split(r"[–-]| land border| border", area.name)
    return frozenset(code for end in ends if (code := names.get(place_key(end))))


def _area_choice(area: Area) -> PlaceChoice:
    precision = (
        7
        if area.kind == "sea"
        else 4
        if area.kind == "province"
        else 3
        if area.kind == "district"
        else 5
    )
    return PlaceChoice(
        "", area.area_id, area.name, area.kind, "", area.latitude, area.longitude, precision
    )


def _with_precision(one: PlaceChoice, precision: int) -> PlaceChoice:
    return replace(one, where_prec=precision)


def _beside(text: Text, meant: Meant, others: Sequence[Meant]) -> list[Point]:
    """Points of what else is named in the sentence."""
    sentence = text.tokens[meant.name.first].sentence
    return [
        o.places[0].point
        for o in others
        if o.name.key != meant.name.key
        and text.tokens[o.name.first].sentence == sentence
        and o.places
        and o.places[0].point
    ]


def _away(place: Place, near: Sequence[Point]) -> float | None:
    if not near or place.point is None:
        return None
    km = min(kilometres(place.point, p) for p in near)
    return round(km, -max(0, int(log10(km)) - 1)) if km >= 1 else 0.0


def _reason(meant: Meant, about: PlaceChoice | None) -> str:
    """Why this one, in words."""
    if meant.why == "unknown":
        return (
            f"no gazetteer has it; the text plays mostly in {about.label}"
            if about
            else "no gazetteer has it"
        )
    beside = meant.beside.name if meant.beside else ""
    many = f"of {meant.alike} of this name "
    if meant.why == "only":
        return "the only place of this name"
    if meant.why == "within":
        return f"{many}the one in {beside}, named behind it"
    if meant.why == "near":
        return f"{many}the one near {beside}, named beside it"
    if meant.why == "country":
        return f"{many}the one where most lies that the text names"
    return f"the best known {many}".strip()
