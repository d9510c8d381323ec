"""A value of the table as somebody typed or pasted it: the cells that it sets, or why it can't be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geodash.coding.desk.answers import Places, toll
from geodash.coding.desk.answers_days import days
from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.parts import items, listing
from geodash.coding.desk.rows import Texts
from geodash.coding.desk.table import (
    ABOUT,
    ARTICLE,
    COLUMNS,
    DENIED,
    NEAR,
    NOBODY,
    PLANNED,
    SAID_IN,
)
from geodash.geo.names import PlaceNames
from geodash.geo.searched import search_key
from geodash.words.coding import NO_TYPE, type_words
from geodash.words.lists import listed

Json = dict[str, Any]
_ROLE = re.compile(rf"(?P<way>{SAID_IN}|{ABOUT}|{NEAR}|at|in)\s+(?P<place>.+)", re.IGNORECASE)
_ROLES: Mapping[str, tuple[str, str]] = {
    SAID_IN: ("seat", ""), ABOUT: ("subject", ""), NEAR: ("scene", "2"),
}  # fmt: skip
_SAYS = (
    (re.compile(rf"{ARTICLE}(?:,? citing (?P<who>.+))?", re.IGNORECASE), "reported"),
    (re.compile(rf"{PLANNED}(?:,? says (?P<who>.+))?", re.IGNORECASE), "planned"),
    (re.compile(rf"(?P<who>.+?),? {DENIED}", re.IGNORECASE), "disputed"),
    (re.compile(r"only (?P<who>.+)", re.IGNORECASE), "claimed"),
)
_HOW_SAYS = f"Write “{ARTICLE}”, “only …”, “…, {DENIED}”, “{NOBODY}” or “{PLANNED}”."


class TypedError(ValueError):
    """The text says nothing that the column can hold; the message says why."""


@dataclass(frozen=True)
class Typed:
    """Reads the values of one article's table."""

    found: Candidate
    article_id: str
    places: Places
    names: PlaceNames

    def read(self, event_id: str, column: str, text: str) -> Json:
        """``set``: the cells, or ``error``: a sentence."""
        if column not in COLUMNS or event_id not in self.found.rows["events"]:
            return {"error": "There is no such cell any more."}
        plain = " ".join(text.split())
        ways: Mapping[str, Callable[[str, str], Texts]] = {
            "kind": self._kind,
            "when": self._when,
            "where": self._where,
            "who": lambda _, t: {"actors": self._people(t)},
            "whom": lambda _, t: {"recipients": self._people(t)},
            "says": self._says,
            "toll": self._toll,
        }
        try:
            if not plain:
                return {"set": self._blank(column)}
            read = ways.get(column)
            return {"set": read(event_id, plain) if read else {column: plain}}
        except TypedError as error:
            return {"error": str(error)}

    def _blank(self, column: str) -> Texts:
        cells = dict.fromkeys(COLUMNS[column][1], "")
        return cells | {"status": "reported"} if column == "says" else cells

    def _kind(self, _: str, text: str) -> Texts:
        key = search_key(text)
        if key in (search_key(NO_TYPE.short), search_key(NO_TYPE.words)):
            return {"event_type": ""}
        placed = self.found.collection.kinds.types
        for number, types in enumerate(placed.values(), start=1):
            for n, known in enumerate(types, start=1):
                said = type_words(known)
                if key in map(search_key, (known.value, said.short, said.words, f"{number}{n}")):
                    return {"event_type": known.value}
        offered = [type_words(t) for types in placed.values() for t in types]
        named = listed((f"“{t.short}”" for t in offered[:4]), "or")
        raise TypedError(f"“{text[:60]}” is no kind: write {named} …, or its two digits.")

    def _when(self, event_id: str, text: str) -> Texts:
        article = self.found.collection.articles[self.article_id]
        told = any("when" in items(m.get("supports", "")) for m in self._mentions(event_id))
        words = "\n".join(m.get("quote", "") for m in self._mentions(event_id))
        at = self._begins(event_id)
        return self._answer(days(text, article, printed=told, words=words, at=at))

    def _toll(self, _: str, text: str) -> Texts:
        return self._answer(toll(text))

    def _answer(self, answer: Json) -> Texts:
        if answer.get("error") or not answer["answers"]:
            raise TypedError(answer.get("error") or "It can’t be read.")
        sets: Texts = answer["answers"][0]["set"]
        return sets

    def _mentions(self, event_id: str) -> list[Texts]:
        return self.found.mentions_of(event_id)

    def _begins(self, event_id: str) -> int | None:
        """Where the words begin that tell an event."""
        told = [m.get("start", "") for m in self._mentions(event_id)]
        return next((int(s) for s in told if s.isdigit()), None)

    def _where(self, event_id: str, text: str) -> Texts:
        match = _ROLE.fullmatch(text)
        way = match["way"].lower() if match else ""
        role, near = _ROLES.get(way, ("scene", "1" if way == "at" else ""))
        name = match["place"] if match else text
        at = self._begins(event_id)
        answers = self.places.find(name, self.article_id, at, role, near)["answers"]
        exact = [a for a in answers if self._called(a, name)] or self._called_whole(answers, text)
        used = {e.place_id for e in self.found.collection.events.values() if e.place_id}
        here = [a for a in exact if a["id"] in used]
        chosen = exact if len(exact) == 1 else here
        if len(chosen) == 1:
            sets: Texts = chosen[0]["set"] | ({"where_prec": near} if near else {})
            return sets
        if exact:
            raise TypedError(
                f"{len(exact)} places are called “{name[:60]}”: choose one in the cell."
            )
        raise TypedError(
            f"No place is called “{name[:60]}”: choose one in the cell, or point at the map."
        )

    def _called_whole(self, answers: list[Json], text: str) -> list[Json]:
        return [a for a in answers if self._called(a, text)]

    def _called(self, answer: Json, name: str) -> bool:
        """Whether that is its name: ours, or one of the two that stand in it."""
        known = {answer["text"], self.names.name(answer["id"]), *answer["text"].split(" / ")}
        return search_key(name) in map(search_key, known)

    def _says(self, _: str, text: str) -> Texts:
        if search_key(text) == search_key(NOBODY):
            return {"status": "claimed", "attributed_to": ""}
        for pattern, status in _SAYS:
            if match := pattern.fullmatch(text):
                who = match["who"] or ""
                named = "" if search_key(who) == search_key(NOBODY) else self._people(who)
                return {"status": status, "attributed_to": named}
        raise TypedError(_HOW_SAYS)

    def _people(self, text: str) -> str:
        """The ids of names with commas, semicolons or “and” between them."""
        if not text:
            return ""
        ways = re.split(r"\s*;\s*", text), re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", text)
        wrong = ""
        for parts in ways:
            ids = {part: self._actor(part) for part in parts if part}
            if all(ids.values()):
                return listing(ids.values())
            wrong = next(part for part, ident in ids.items() if not ident)
        raise TypedError(f"No actor is called “{wrong[:60]}”: add it in the cell.")

    def _actor(self, name: str) -> str:
        key = search_key(name)
        actors = self.found.collection.actors.values()
        called = [a.actor_id for a in actors if search_key(a.name) == key]
        called = called or [a.actor_id for a in actors if key in map(search_key, a.aliases)]
        return called[0] if len(called) == 1 else ""
