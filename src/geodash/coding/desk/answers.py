"""What an editor typed, as values: a place, a toll; each answer carries the cells that it sets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from geodash.coding.desk.answers_days import BETWEEN
from geodash.coding.desk.card_where import point_cells
from geodash.coding.propose.demonyms import demonyms
from geodash.coding.propose.parties import words_of
from geodash.domain.model import Collection
from geodash.domain.passage import sentence_span
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Place
from geodash.geo.names import PlaceNames, area_key
from geodash.geo.place_search import Context, Hit, PlaceSearch
from geodash.geo.searched import search_key

Json = dict[str, Any]
MOST = 8
#: The step of nearness that a kind of place has by itself.
_STEPS = {
    "district": "3",
    "province": "4",
    "country": "6",
    "sea": "7",
    "water": "7",
    "strait": "7",
    "region": "5",
}
_AT_LEAST = re.compile(r"(?:at least|more than|over|≥)\s*([\d,. ]+)", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:at most|up to|fewer than|≤)\s*([\d,. ]+)", re.IGNORECASE)


# Tolls ------------------------------------------------------------------------------------------


def toll(text: str) -> Json:
    """``49``, ``at least 40``, ``10 to 20``, ``10/12/20`` as lowest, best and highest."""
    if found := _AT_LEAST.fullmatch(text.strip()):
        return _figures(_number(found[1]), _number(found[1]), None)
    if found := _AT_MOST.fullmatch(text.strip()):
        return _figures(None, _number(found[1]), _number(found[1]))
    numbers = [
        _number(part)
        for part in re.split(r"\s*/\s*|" + BETWEEN.pattern + r"|\s*-\s*", text.strip())
    ]
    if any(n is None for n in numbers) or not 1 <= len(numbers) <= 3:
        return {"answers": [], "error": "Write a number, “at least 40”, or “10 to 20”."}
    if len(numbers) == 1:
        return _figures(numbers[0], numbers[0], numbers[0])
    if len(numbers) == 2:
        return _figures(numbers[0], None, numbers[1])
    return _figures(*numbers)


def _number(text: str) -> int | None:
    digits = re.sub(r"[,. ]", "", text)
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def _figures(low: int | None, best: int | None, high: int | None) -> Json:
    given = [n for n in (low, best, high) if n is not None]
    if given != sorted(given) or not given:
        return {"answers": [], "error": "It should be: lowest, best, highest."}
    cells = {"deaths_low": _cell(low), "deaths_best": _cell(best), "deaths_high": _cell(high)}
    if low == best == high:
        text = f"{best:,}"
    elif high is None:
        text = f"at least {low:,}"
    elif low is None:
        text = f"at most {high:,}"
    else:
        text = f"{low:,} to {high:,}" + (f", best estimate {best:,}" if best is not None else "")
    return {"answers": [{"text": text, "set": cells}]}


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)


# Places -----------------------------------------------------------------------------------------


class Places:
    """Places by name near an article's own."""

    def __init__(
        self, collection: Collection, search: PlaceSearch, names: PlaceNames, areas: Areas, used: dict[str, float]
    ) -> None:  # fmt: skip
        self._collection, self._search, self._names = collection, search, names
        self._areas, self._used = areas, used

    def find(self, text: str, article_id: str, at: int | None, role: str, prec: str) -> Json:
        """The likeliest first, each with how far it is from the places of the sentence at ``at``."""
        near, said = self._near(article_id, at)
        context = Context(near, (), self._used)
        hits = self._search.find(text, context, MOST)
        found = [self._answer(hit, text, role, prec) for hit in hits]
        if role != "seat" and len(text.strip()) > 1:
            known = {hit.place.area_id for hit in hits}
            found = self._with_areas(found, text, known, role)[:MOST]
        head = f"km from {said}, which the same sentence names" if said and found else ""
        error = "" if found else "No gazetteer knows it: point at the map, or pick a larger place."
        if found and all(answer.get("guessed") for answer in found):
            error = "No place is called that. Is it one of these?"
        return {"head": head, "answers": found, "error": error}

    def countries(self, text: str) -> Json:
        """Countries by the beginnings of their names, else by any other spelling."""
        key, words = search_key(text), search_key(text).split()
        named = [p for p in self._names.countries if _begins(words, " ".join(p.names))]
        named.sort(
            key=lambda p: (not any(search_key(n).startswith(key) for n in p.names), len(p.name))
        )
        if text.strip() and not named:
            hits = self._search.find(text, Context(), MOST)
            named = [h.place for h in hits if h.place.kind == "country"]
        error = "" if named or not text.strip() else "No country is called that."
        return {"answers": [_country(p) for p in named[:MOST]], "error": error}

    def countries_in(self, name: str) -> list[Json]:
        """The country that the name of somebody says: “Kenyan army”, “Government of the Comoros”; none where it is not one."""
        words = words_of(name)
        codes = {demonyms()[w] for w in words if w in demonyms()}
        codes |= {p.country for p in self._names.countries if _holds(words, words_of(p.name))}
        return (
            [_country(p) for p in self._names.countries if p.country in codes]
            if len(codes) == 1
            else []
        )

    def _with_areas(self, found: list[Json], text: str, known: set[str], role: str) -> list[Json]:
        """The areas of the collection whose names begin with the words, behind a place of just that name."""
        words = search_key(text).split()
        areas = [
            self._area_answer(area, text, role)
            for area in self._areas
            if area.area_id not in known and _begins(words, f"{area.name} {area.name_other}")
        ]
        return [*found[:1], *areas, *found[1:]] if found else areas

    def _area_answer(self, area: Area, text: str, role: str) -> Json:
        step = _STEPS.get(area.kind, "5")
        cells = {
            "place_name": text.strip(), "where_prec": step, "place_role": role or "scene",
            "area_id": area.area_id, **point_cells("", area.latitude, area.longitude),
        }  # fmt: skip
        kind = {"sketch": "area", "historical": "former area"}.get(area.kind, area.kind)
        return {
            "id": area_key(area.area_id), "text": area.name, "detail": kind or "area", "km": None,
            "lat": area.latitude, "lon": area.longitude, "set": cells,
        }  # fmt: skip

    def _near(self, article_id: str, at: int | None) -> tuple[list[Any], str]:
        """Points of the events told in the same sentence, else in the article; the place's name if it is one."""
        article = self._collection.articles.get(article_id)
        events = self._collection.events
        told = [
            m
            for m in self._collection.mentions
            if m.article_id == article_id and m.start is not None
        ]
        if article and at is not None:
            first, last = sentence_span(article.body, at, at + 1)
            inside = [m for m in told if m.start < last and (m.end or 0) > first]  # type: ignore[operator]
            places = {
                e.place_id: e.point
                for m in inside
                if (e := events.get(m.event_id))
                and e.place_id
                and e.point
                and e.place_role == "scene"
            }
            if places:
                names = [self._names.name(i) for i in places]
                return list(places.values()), names[0]
        points = [e.point for m in told if (e := events.get(m.event_id)) and e.point]
        return points[:12], ""

    def _answer(self, hit: Hit, text: str, role: str, prec: str) -> Json:
        place = hit.place
        area = next((i for i in (place.area_id, place.place_id) if i and i in self._areas), "")
        return {
            "id": place.place_id,
            "text": place.label,
            "guessed": hit.guessed,
            "detail": self._kind(place),
            "km": None if hit.km is None else round(hit.km),
            "lat": place.latitude,
            "lon": place.longitude,
            "set": _place_cells(place, self._areas.get(area) if area else None, text, role, prec),
        }

    def _kind(self, place: Place) -> str:
        country = self._names.country(place.country)
        where = [
            p
            for p in (place.admin1, country.name if country else place.country)
            if p and p != place.name
        ]
        return f"{place.kind or 'place'} in {', '.join(where)}" if where else place.kind


def _country(place: Place) -> Json:
    return {"id": place.country, "text": place.name, "set": {"country": place.country}}


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name stands within words."""
    n = len(name)
    return any(tuple(words[i : i + n]) == tuple(name) for i in range(len(words) - n + 1))


def _begins(words: list[str], name: str) -> bool:
    """Whether each of the words begins a word of the name."""
    parts = search_key(name).split()
    return bool(words) and all(any(p.startswith(w) for p in parts) for w in words)


def _place_cells(
    place: Place, area: Area | None, text: str, role: str, prec: str
) -> dict[str, str]:
    """What stands somewhere in an area has the area's point, else that of the place."""
    step = _STEPS.get(place.kind) or (prec if prec in ("1", "2") else "1")
    seat = role == "seat"
    within = area if area and step in ("3", "4", "5") and not seat else None
    cells = {
        "place_name": "" if seat else text.strip(),
        "where_prec": "" if seat else step,
        "place_role": role or "scene",
        "area_id": within.area_id if within else "",
        "place_id": place.place_id,
        "latitude": "",
        "longitude": "",
    }
    if within:
        cells |= point_cells(place.place_id, within.latitude, within.longitude)
    elif place.point:
        cells |= point_cells(place.place_id, *place.point)
    return cells
