"""Where a happening was: what its words name, the seat of a speaker, the country that an act is told of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geodash.coding.propose.act_words import SPEECH
from geodash.coding.propose.clauses import Act
from geodash.coding.propose.model import DateFound, PlaceChoice, PlaceFound, Span
from geodash.coding.propose.parties import Parties
from geodash.geo.gazetteer import Place

_THERE = re.compile(
    r"\b(?:in|at|near|into|inside|outside|along|across|over|around|throughout|on|to|of|within|between|through|off|towards?|from)\s+(?:the\s+|its\s+|three important cities on the )?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_HOST = re.compile(r"\b(?:hosted by|visit\w* (?:to )?|arrived in)\s*(?:the\s+)?$", re.IGNORECASE)
_VENUE = re.compile(
    r"\b(?:in|at|outside|visit\w*|hosted by)\s+(?:the\s+)?(?:\w+\s+){0,1}$", re.IGNORECASE
)
_LIST = re.compile(r",\s*|,?\s+(?:and|or)\s+(?:in |near )?")
_COUNTRY = 6
#: From the finest to the widest.
_FINE = {1: 0, 2: 0, 5: 1, 3: 2, 7: 3, 4: 3, 6: 5}


class Scenes:
    """Places happenings by the places that a text names."""

    def __init__(
        self,
        body: str,
        places: Sequence[PlaceFound],
        parties: Parties,
        choice: Callable[[Place], PlaceChoice],
        valid: Callable[[PlaceChoice, str, str], PlaceChoice],
    ) -> None:
        """``choice`` makes a proposal of a place of the gazetteer, ``valid`` takes the outline that held on some days."""
        self._body, self._places, self._parties, self._choice = body, places, parties, choice
        self._valid = valid

    def of(
        self, act: Act, kind: str, actors: Sequence[str], recipients: Sequence[str]
    ) -> tuple[PlaceChoice | None, Span | None, str]:
        """The place, the words that name it, and its role."""
        start, end = act.clause.start, act.clause.end
        if kind in SPEECH or (act.form == "say" and kind != ""):
            venue = (
                self._venue(start, end)
                if kind in ("CONSULT", "AGREE", "SUPPORT", "THREATEN")
                else None
            )
            if venue and venue.first:
                return venue.first, venue.span, "scene"
            return self._seat(actors)
        named = self._named(act, start, end)
        if named is None:
            whole = self._named(act, *act.clause.sentence)
            named = whole if whole and whole.first and whole.first.where_prec != _COUNTRY else None
        if named and named.first:
            return named.first, named.span, "scene"
        return self._country(kind, actors, recipients)

    def listed(self, words: Span, end: int) -> list[PlaceFound]:
        """The further towns of a list that begins with some words."""
        found, last = list[PlaceFound](), words
        for place in self._places:
            if place.span.start >= last.end and place.span.end <= end:
                if (
                    not _LIST.fullmatch(self._body[last.end : place.span.start])
                    or not place.first
                    or place.first.where_prec > 2
                ):
                    break
                found.append(place)
                last = place.span
        return found

    def on(self, place: PlaceChoice | None, date: DateFound | None) -> PlaceChoice | None:
        """A place with the outline that held on the days of a happening."""
        if place is None or date is None or not place.area_id or not date.date_start:
            return place
        return self._valid(place, date.date_start, date.date_end)

    def about(self, act: Act, place: PlaceChoice | None) -> tuple[PlaceChoice, ...]:
        """What words speak of: the places of their clause, in their order."""
        start, end = act.clause.sentence
        found = [
            p.first
            for p in self._places
            if start <= p.span.start < end and p.first and self._is_there(p)
        ]
        ids: dict[str, PlaceChoice] = {}
        for one in found:
            key = one.area_id or one.place_id
            if key and not (place and key in (place.place_id, place.area_id)):
                ids.setdefault(key, one)
        return tuple(ids.values())[:3]

    def _seat(self, actors: Sequence[str]) -> tuple[PlaceChoice | None, Span | None, str]:
        seats = {s.place_id: s for a in actors if (s := self._parties.seat(a))}
        if len(seats) == 1:
            return self._choice(next(iter(seats.values()))), None, "seat"
        return None, None, ""

    def _venue(self, start: int, end: int) -> PlaceFound | None:
        """Where a meeting is said to be: “in Brussels”."""
        fit = [
            p
            for p in self._places
            if start <= p.span.start < end and p.first and self._is_venue(p, start)
        ]
        return min(
            fit,
            key=lambda p: (_FINE[p.first.where_prec] if p.first else 9, p.span.start),
            default=None,
        )

    def _is_venue(self, found: PlaceFound, start: int) -> bool:
        """Whether somebody meets in a place: a town, or a country that is host or is visited."""
        before = self._body[max(start, found.span.start - 28) : found.span.start]
        settled = found.first is not None and found.first.where_prec in (1, 2)
        after = self._body[found.span.end : found.span.end + 1]
        return bool((_VENUE if settled else _HOST).search(before)) and after != "-"

    def _is_there(self, found: PlaceFound) -> bool:
        return bool(_THERE.search(self._body[max(0, found.span.start - 40) : found.span.start]))

    def _named(self, act: Act, start: int, end: int) -> PlaceFound | None:
        """The finest of the places that a stretch locates something in, the nearest of them."""
        fit = [p for p in self._places if start <= p.span.start < end and p.first]
        there = [p for p in fit if self._is_there(p)] or [
            p for p in fit if p.first and p.first.kind not in ("country", "capital")
        ]
        return min(
            there,
            key=lambda p: (
                _FINE[p.first.where_prec] if p.first else 9,
                abs(p.span.start - act.end),
            ),
            default=None,
        )

    def _country(
        self, kind: str, actors: Sequence[str], recipients: Sequence[str]
    ) -> tuple[PlaceChoice | None, Span | None, str]:
        """The country of those to whom it was done, of some acts that of those who did it."""
        own = kind in ("PROTEST", "COERCE", "SANCTION", "MOBILIZE", "CRIME", "INVESTIGATE")
        for actor in (*actors, *recipients) if own else recipients:
            if place := self._parties.countries.get(self._parties.country(actor)):
                return self._choice(place), None, "subject"
        return None, None, ""
