"""Lines of a program, each looked at before anybody sees it: words of the article, known places and actors, values of the
contract, titles without a word to avoid. What is wrong is left out and counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from geodash.coding.propose.model import (
    ActorFound,
    DateFound,
    Happening,
    PlaceChoice,
    PlaceFound,
    Proposal,
    Proposals,
    Span,
    occurrence,
)
from geodash.collection.checks.fairness import Stem, check_wording
from geodash.domain.kinds import KINDS, Kinds
from geodash.domain.model import Article, DateBasis, DateKind, PlaceRole, Status

_MOST_TITLE, _MOST_TEXT, _MOST_TYPES = 90, 500, 3
#: Characters round a happening in which its place may be named.
_AROUND = 2_000


class _WrongError(ValueError):
    """Why a line is left out, in few words."""


class Checker:
    """Checks the lines of a program for one article."""

    def __init__(
        self,
        article: Article,
        knows_actor: Callable[[str], bool],
        choice: Callable[[str, str], PlaceChoice | None],
        stems: Sequence[Stem],
        kinds: Kinds = KINDS,
    ) -> None:
        """``choice`` gives the place of a place id and an area id, ``None`` for unknown ones; ``stems`` are words to avoid."""
        self._article, self._body = article, article.body
        self._knows, self._choice, self._stems = knows_actor, choice, stems
        self._kinds = kinds

    def check(self, lines: Sequence[str], engine: str, notes: Sequence[str] = ()) -> Proposals:
        """What is right of them, in the text’s order, and a note of what is left out."""
        good: list[Proposal] = []
        wrong: Counter[str] = Counter()
        for row in lines:
            try:
                good.append(self._read(row))
            except _WrongError as error:
                wrong[str(error)] += 1
        good = list(dict.fromkeys(good))
        good.sort(key=lambda p: (p.span.start, -p.span.end))
        told = [*notes, *([_left_out(wrong)] if wrong else [])]
        return Proposals(
            self._article.article_id,
            engine,
            tuple(p for p in good if isinstance(p, PlaceFound)),
            tuple(p for p in good if isinstance(p, DateFound)),
            tuple(p for p in good if isinstance(p, ActorFound)),
            tuple(p for p in good if isinstance(p, Happening)),
            tuple(told),
        )

    def _read(self, row: str) -> Proposal:
        try:
            told = json.loads(row)
        except (ValueError, RecursionError) as error:
            raise _WrongError("no JSON") from error
        if not isinstance(told, dict):
            raise _WrongError("no object")
        makers: dict[str, Callable[[Mapping[str, Any], Span], Proposal]] = {
            "place": self._place,
            "date": self._date,
            "actor": self._actor,
            "happening": self._happening,
        }
        make = makers.get(str(told.get("what")))
        if make is None:
            raise _WrongError("no what (place, date, actor, happening)")
        return make(told, self._span(told))

    def _span(
        self, told: Mapping[str, Any], key: str = "quote", inside: tuple[int, int] | None = None
    ) -> Span:
        """The words of a line in the article: by the offset where it is told, else by the occurrence; or ``inside`` a stretch."""
        quote = told.get(key)
        if not isinstance(quote, str) or not quote.strip():
            raise _WrongError(f"no {key}")
        if inside:
            at = self._body.find(quote, *inside)
        elif isinstance(told.get("start"), int) and not isinstance(told["start"], bool):
            at = (
                told["start"]
                if told["start"] >= 0 and self._body.startswith(quote, told["start"])
                else -1
            )
        else:
            at = self._nth(quote, told.get("occurrence", 1))
        if at < 0:
            raise _WrongError(f"the {key} is not in the article")
        return Span(at, at + len(quote), quote, occurrence(self._body, quote, at))

    def _nth(self, quote: str, number: object) -> int:
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise _WrongError("occurrence is no number from 1")
        at = self._body.find(quote)
        for _ in range(min(number, len(self._body)) - 1):
            if at < 0:
                break
            at = self._body.find(quote, at + 1)
        return at

    def _place(self, told: Mapping[str, Any], span: Span) -> PlaceFound:
        choice = self._place_of(told)
        if choice is None:
            raise _WrongError("no place_id and no area_id")
        return PlaceFound(span, (choice,), _text(told, "reason"))

    def _place_of(self, told: Mapping[str, Any]) -> PlaceChoice | None:
        place_id, area_id = _text(told, "place_id"), _text(told, "area_id")
        if not place_id and not area_id:
            return None
        choice = self._choice(place_id, area_id)
        if choice is None:
            raise _WrongError("an unknown place")
        precision = told.get("where_prec", choice.where_prec)
        if not isinstance(precision, int) or isinstance(precision, bool) or not 1 <= precision <= 7:
            raise _WrongError("where_prec is none of 1 to 7")
        return PlaceChoice(**{**_fields(choice), "where_prec": precision})

    def _date(self, told: Mapping[str, Any], span: Span) -> DateFound:
        found = self._days(told, span)
        if found is None:
            raise _WrongError("no date_start and date_end")
        return found

    def _days(self, told: Mapping[str, Any], span: Span) -> DateFound | None:
        first, last = _text(told, "date_start"), _text(told, "date_end")
        if not first and not last:
            return None
        try:
            days = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError as error:
            raise _WrongError("days that are no ISO dates") from error
        if days[0] > days[1] or len(first) != 10 or len(last) != 10:
            raise _WrongError("days in the wrong order")
        kind = _one_of(told, "date_kind", DateKind, DateKind.WITHIN.value)
        basis = _one_of(told, "date_basis", DateBasis, DateBasis.INFERRED.value)
        note = _text(told, "date_note")
        if basis == DateBasis.INFERRED and not note:
            raise _WrongError("an inferred date without date_note")
        return DateFound(span, first, last, kind, basis, note)

    def _actor(self, told: Mapping[str, Any], span: Span) -> ActorFound:
        ids = self._ids(told, "actors")
        if not ids:
            raise _WrongError("no actors")
        return ActorFound(span, ids, _text(told, "reason"))

    def _happening(self, told: Mapping[str, Any], span: Span) -> Happening:
        types = self._types(told)
        trigger = (
            self._span(told, "trigger", (span.start, span.end)) if told.get("trigger") else span
        )
        role = _one_of(told, "place_role", PlaceRole, "") if told.get("place_role") else ""
        place = self._place_of(told)
        if bool(place) != bool(role):
            raise _WrongError("a place without its place_role, or the other way round")
        status = _one_of(told, "status", Status, Status.REPORTED.value)
        around = (max(0, span.start - _AROUND), span.end + _AROUND)
        words = self._span(told, "place_words", around) if told.get("place_words") else None
        return Happening(
            span=span,
            trigger=trigger,
            types=types,
            title=self._title(told),
            actors=self._ids(told, "actors"),
            recipients=self._ids(told, "recipients"),
            status=status,
            attributed_to=self._ids(told, "attributed_to"),
            place=place,
            place_words=words,
            place_role=role,
            about=self._about(told),
            date=self._days(told, span),
        )

    def _types(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        given = told.get("types", [told.get("event_type", "")])
        known = {*self._kinds.by_type, ""}
        if (
            not isinstance(given, list)
            or not 0 < len(given) <= _MOST_TYPES
            or not all(isinstance(t, str) for t in given)
        ):
            raise _WrongError("no event_type, and no types (one to three)")
        if not set(given) <= known:
            raise _WrongError("an unknown event_type")
        return tuple(dict.fromkeys(given))

    def _title(self, told: Mapping[str, Any]) -> str:
        title = _text(told, "title")
        if len(title) > _MOST_TITLE:
            raise _WrongError("a title of more than 90 characters")
        if check_wording([("title", title)], self._stems):
            raise _WrongError("a title with a word to avoid")
        return title

    def _ids(self, told: Mapping[str, Any], key: str) -> tuple[str, ...]:
        given = told.get(key, [])
        if not isinstance(given, list) or not all(isinstance(i, str) for i in given):
            raise _WrongError(f"{key} is no list of ids")
        if not all(self._knows(i) for i in given):
            raise _WrongError("an unknown actor")
        return tuple(dict.fromkeys(given))

    def _about(self, told: Mapping[str, Any]) -> tuple[PlaceChoice, ...]:
        given = told.get("about_places", [])
        if not isinstance(given, list) or not all(isinstance(i, str) for i in given):
            raise _WrongError("about_places is no list of ids")
        found = [
            self._choice("", i.removeprefix("area:"))
            if i.startswith("area:")
            else self._choice(i, "")
            for i in given
        ]
        if None in found:
            raise _WrongError("an unknown place")
        return tuple(p for p in found if p)


def _fields(choice: PlaceChoice) -> dict[str, Any]:
    return {name: getattr(choice, name) for name in PlaceChoice.__dataclass_fields__}


def _text(told: Mapping[str, Any], key: str) -> str:
    """A short text of one line, "" for none."""
    value = told.get(key) or ""
    if not isinstance(value, str):
        raise _WrongError(f"{key} is no text")
    if len(value) > _MOST_TEXT or not all(c.isprintable() for c in value):
        raise _WrongError(f"{key} is no short line")
    return value.strip()


def _one_of(told: Mapping[str, Any], key: str, values: Any, default: str) -> str:
    value = told.get(key, default)
    if value not in {v.value for v in values}:
        raise _WrongError(f"an unknown {key}")
    return str(value)


def _left_out(wrong: Counter[str]) -> str:
    """“3 lines were left out: 2 for …, 1 for …”."""
    total = sum(wrong.values())
    parts = ", ".join(f"{n} for {why}" for why, n in wrong.most_common())
    were = "line was" if total == 1 else "lines were"
    return f"{total:,} {were} left out: {parts}."
