"""What an editor typed, as values: a place, a day, a toll; each answer carries the cells that it sets."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from geodash.coding.desk.card_where import point_cells
from geodash.collection.read.dates import column_order, read_date
from geodash.domain.model import Article, Collection
from geodash.domain.passage import sentence_span
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Place
from geodash.geo.names import PlaceNames, area_key
from geodash.geo.place_search import Context, Hit, PlaceSearch
from geodash.geo.searched import search_key
from geodash.words.days import within

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
_BETWEEN = re.compile(r"\s+(?:to|until|and|–|—|-)\s+|\s*[–—]\s*|\s*\.\.\s*", re.IGNORECASE)
_LEADING = re.compile(r"^(?:between|from)\s+", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:at least|more than|over|≥)\s*([\d,. ]+)", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:at most|up to|fewer than|≤)\s*([\d,. ]+)", re.IGNORECASE)


# Days -------------------------------------------------------------------------------------------


def days(text: str, article: Article | None, *, printed: bool = False, words: str = "") -> Json:
    """The days in a text: one, a month or a year, or a first and a last.

    A date without a year is that of the year in which the article appeared. ``printed``: words of the article
    say when; so do the event's own ``words`` that have the day. ``error`` says what can't be read.
    """
    whole = _LEADING.sub("", text.strip())
    found = _read(whole, article)
    if found is None:
        for match in _BETWEEN.finditer(whole):
            last = _read(whole[match.end() :], article)
            # “30 Dec 2021 – 2 Jan 2022” says its year, “13–15 Sept 2022” only at its end.
            begin = whole[: match.start()]
            first = _with_end(begin, last) or _read(begin, article)
            if first and last:
                found = (first[0], last[1])
                break
    if found is None:
        reading = read_date(whole, column_order([whole]))
        return {"answers": [], "error": f"{reading.reason} {reading.fix}".strip()}
    first, last = found
    if first > last:
        return {"answers": [], "error": "The last day comes before the first."}
    printed = printed or _prints(words, whole)
    printed = printed or (first == last and any(name in words for name in day_names(first)))
    basis = "stated" if printed else "inferred"
    cells = {
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        "date_basis": basis,
    }
    return {"answers": [{"text": within(first, last).text, "set": cells}]}


def _prints(words: str, told: str) -> bool:
    """Whether words print a date just as it was typed: “in a 2001 coup”."""
    return re.search(rf"(?<!\w){re.escape(told)}(?!\w)", words, re.IGNORECASE) is not None


def day_names(day: date) -> tuple[str, ...]:
    """How a text may print a day, the longest first: ``26 January 2022``, ``January 26``."""
    month, short = f"{day:%B}", f"{day:%b}"
    bare = (f"{day.day} {month}", f"{month} {day.day}", f"{day.day} {short}", f"{short} {day.day}")
    return (f"{bare[0]} {day.year}", f"{bare[1]}, {day.year}", *bare)


def _read(text: str, article: Article | None) -> tuple[Any, Any] | None:
    order = column_order([text])
    for tried in (text, *(f"{text} {year}" for year in _years(article))):
        reading = read_date(tried, order)
        if reading.value:
            return reading.value, reading.value
        if reading.days:
            return reading.days
    return None


def _years(article: Article | None) -> list[int]:
    published = article and (article.published_latest or article.published_earliest)
    return [published.year] if published else []


def _with_end(text: str, last: tuple[Any, Any] | None) -> tuple[Any, Any] | None:
    """“13” of “13 to 15 September 2022”, “13 September” of the same with a year."""
    if last is None:
        return None
    end = last[1]
    for more in (f"{end:%B} {end.year}", str(end.year)):
        reading = read_date(f"{text.strip()} {more}")
        if reading.value:
            return reading.value, reading.value
    return None


# Tolls ------------------------------------------------------------------------------------------


def toll(text: str) -> Json:
    """``49``, ``at least 40``, ``10 to 20``, ``10/12/20`` as lowest, best and highest."""
    if found := _AT_LEAST.fullmatch(text.strip()):
        return _figures(_number(found[1]), _number(found[1]), None)
    if found := _AT_MOST.fullmatch(text.strip()):
        return _figures(None, _number(found[1]), _number(found[1]))
    numbers = [
        _number(part)
        for part in re.split(r"\s*/\s*|" + _BETWEEN.pattern + r"|\s*-\s*", text.strip())
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
