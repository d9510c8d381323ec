"""A collection's own kinds and types of events: ``geodash:kinds`` in its ``datapackage.json``.

An object gives geodash's kinds other names; a list gives kinds, their order, marks and types. What can't be used is
reported, and what geodash would take stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geodash.collection.read.entry_lines import Lines
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.kinds import (
    COLORS,
    KIND_TYPES,
    KINDS,
    MOST_KINDS,
    MOST_TYPES,
    SHAPES,
    AnyKind,
    AnyType,
    EventType,
    Kind,
    Kinds,
    OwnKind,
    OwnType,
)
from geodash.words.kinds import LONGEST, kind_label
from geodash.words.lists import listed
from geodash.words.texts import one_line

KEY = "geodash:kinds"
_NAMED = (
    f'Write "{KEY}": {{"accusation": "Demands and threats"}}, each kind with a name of its own.'
)
_KIND = re.compile(r"[a-z][a-z0-9-]{0,23}")
_TYPE = re.compile(r"[A-Z][A-Z0-9_]{1,23}")
#: Of a type's words, in characters, and of a word that proposes it.
_LONGEST_WORDS, _LONGEST_SIGN = 60, 40
_MOST_SIGNS = 60
_KIND_KEYS = ("kind", "name", "color", "shape", "types")
_TYPE_KEYS = ("type", "plover", "words", "short", "hint", "doer", "signs")


def own_kinds(descriptor: Mapping[str, Any], log: ProblemLog, text: str = "") -> Kinds:
    """The collection's kinds, geodash's where it has none. ``text`` is the file's, for the lines of problems."""
    given = descriptor.get(KEY)
    if given is None:
        return KINDS
    if isinstance(given, dict):
        return _renamed(given, _Say(log, Lines(text, KEY)))
    if isinstance(given, list):
        return _Table(_Say(log, Lines(text, KEY))).read(given)
    _Say(log, Lines(text, KEY)).say("", "It is no object of names and no list of kinds.", _NAMED)
    return KINDS


@dataclass(slots=True)
class _Say:
    log: ProblemLog
    lines: Lines

    def say(self, value: str, reason: str, fix: str, at: tuple[int, ...] = ()) -> None:
        """``at``: which entry of the list, and which of its types."""
        place = FilePlace("datapackage.json", line=self.lines.of(*at))
        self.log.add(place, "kinds", reason, fix, column=KEY, value=value)


# Names alone ----------------------------------------------------------------------------------


def _renamed(given: Mapping[str, Any], say: _Say) -> Kinds:
    known = {kind.value: kind for kind in Kind}
    names: dict[Kind, str] = {}
    for key, name in given.items():
        if key not in known:
            say.say(str(key), f"There is no such kind; there are {listed(known)}.", _NAMED)
        elif reason := _wrong_name(name):
            say.say(str(key), reason, _NAMED)
        else:
            names[known[key]] = one_line(name)
    kinds = {kind: _kind_of(kind, kind.order, names.get(kind, "")) for kind in Kind}
    labels = {kind: kind_label(own).casefold() for kind, own in kinds.items()}
    for kind, name in names.items():
        others = {label: o for o, label in labels.items() if o is not kind}
        if other := others.get(name.casefold()):
            say.say(kind.value, f"The kind {other} is called so too.", _NAMED)
            kinds[kind] = _kind_of(kind, kind.order)
    if not any(kind.called for kind in kinds.values()):
        return KINDS
    types: dict[AnyKind, tuple[AnyType, ...]] = {
        kind: tuple(OwnType(t.value, kind, t) for t in KIND_TYPES[geodash])
        for geodash, kind in kinds.items()
    }
    return Kinds(types, OwnType("", kinds[Kind.OTHER]))


def _kind_of(kind: Kind, order: int, called: str = "") -> OwnKind:
    return OwnKind(kind.value, called, order, kind.color, kind.shape)


def _wrong_name(name: object) -> str:
    if not isinstance(name, str) or not one_line(name):
        return "The name of a kind is a text that is not blank."
    return f"The name is longer than {LONGEST} characters." if len(one_line(name)) > LONGEST else ""


# A table of kinds -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Table:
    """Reads the list; what was taken so far can't be taken again."""

    say: _Say
    types: dict[AnyKind, tuple[AnyType, ...]] = field(default_factory=dict)
    marks: dict[str, set[str]] = field(default_factory=lambda: {"color": set(), "shape": set()})

    def read(self, given: list[Any]) -> Kinds:
        """All kinds, “other” last."""
        good = [(n, e) for n, entry in enumerate(given) if (e := self._entry(n, entry))]
        other = next((e for _, e in good if e["kind"] == Kind.OTHER), {})
        own = [(n, e) for n, e in good if e["kind"] != Kind.OTHER]
        for n, entry in own[MOST_KINDS:]:
            self._wrong(entry["kind"], f"There are more than {MOST_KINDS} kinds.",
                        "Put kinds together, or make them types of one kind.", n)  # fmt: skip
        own = own[:MOST_KINDS]
        for _, entry in own:
            self._reserve(entry)
        for n, entry in own:
            self._take(n, entry)
        if not self.types:
            self._wrong("", "No kind in it can be used; geodash's stand.", _EXAMPLE)
            return KINDS
        last = OwnKind(Kind.OTHER.value, self._name(-1, other), len(self.types))
        placed = {t.value for types in self.types.values() for t in types}
        further = tuple(OwnType(t.value, last, t) for t in EventType if t.value not in placed)
        return Kinds({**self.types, last: ()}, OwnType("", last), further)

    def _wrong(self, value: str, reason: str, fix: str, *at: int) -> None:
        self.say.say(value, reason, fix, at)

    def _entry(self, n: int, entry: object) -> dict[str, Any]:
        """An entry with a key, or nothing."""
        entry = {"kind": entry} if isinstance(entry, str) else entry
        if not isinstance(entry, dict):
            self._wrong("", "An entry is an object with a kind; it was left out.", _EXAMPLE, n)
            return {}
        key = entry.get("kind")
        if not isinstance(key, str) or not _KIND.fullmatch(key):
            self._wrong(str(key or ""), "A kind has a key of small letters, digits and hyphens; it was left out.",
                        'Write "kind": "outbreak".', n)  # fmt: skip
            return {}
        for name in entry:
            if name not in _KIND_KEYS:
                self._wrong(str(name), f"A kind has no “{str(name)[:40]}”; it has {listed(_KIND_KEYS)}.",
                            "Correct the word or take it out.", n)  # fmt: skip
        return entry

    def _reserve(self, entry: Mapping[str, Any]) -> None:
        """The colour and shape that an entry asks for are given to no other that doesn't."""
        mark = self._geodash(entry)
        for what, known in (("color", COLORS), ("shape", SHAPES)):
            if (asked := entry.get(what, getattr(mark, what, ""))) in known:
                self.marks[what].add(asked)

    def _geodash(self, entry: Mapping[str, Any]) -> Kind | None:
        return next((k for k in Kind if k == entry["kind"]), None)

    def _take(self, n: int, entry: Mapping[str, Any]) -> None:
        key = entry["kind"]
        if any(key == kind for kind in self.types):
            self._wrong(key, "The kind stands there twice; this one was left out.",
                        "Give it a key of its own.", n)  # fmt: skip
            return
        name = self._name(n, entry)
        if not name and not self._geodash(entry):
            if entry.get("name") is None:
                self._wrong(
                    key,
                    "The kind has no name; it is called by its key.",
                    'Add "name": "Outbreaks".',
                    n,
                )
            name = key.capitalize()
        color, shape = self._mark(n, entry, "color", COLORS), self._mark(n, entry, "shape", SHAPES)
        kind = OwnKind(key, name, len(self.types), color, shape)
        self.types[kind] = tuple(self._types(n, kind, entry))

    def _name(self, n: int, entry: Mapping[str, Any]) -> str:
        name = entry.get("name")
        if name is None:
            return ""
        reason = _wrong_name(name)
        taken = {kind_label(kind).casefold(): kind for kind in self.types}
        if not reason and (other := taken.get(one_line(name).casefold())):
            reason = f"The kind {other} is called so too."
        if reason:
            self._wrong(entry["kind"], reason, "Give each kind a short name of its own.", n)
            return ""
        return one_line(name)

    def _mark(self, n: int, entry: Mapping[str, Any], what: str, known: tuple[str, ...]) -> str:
        """The colour or shape that is asked for, else that of geodash's kind, else the next that is free."""
        geodash = getattr(self._geodash(entry), what, "")
        asked = entry.get(what, geodash)
        used = {getattr(kind, what) for kind in self.types}
        if asked in known and asked not in used:
            return str(asked)
        if asked:
            reason = "Another kind has it" if asked in known else f"There is no such {_SAID[what]}"
            self._wrong(str(asked), f"{reason}; the next that is free was taken.",
                        f"Choose one of {listed(known, 'or')}, each once.", n)  # fmt: skip
        taken = self.marks[what] | used
        return next((m for m in known if m not in taken), known[-1])

    def _types(self, n: int, kind: OwnKind, entry: Mapping[str, Any]) -> Iterator[OwnType]:
        given, geodash = entry.get("types"), self._geodash(entry)
        if given is None and geodash:
            given = [t.value for t in KIND_TYPES[geodash]]
        elif given is None:
            given = [
                {
                    "type": kind.upper().replace("-", "_").ljust(2, "_"),
                    "words": kind.called,
                }
            ]
        if not isinstance(given, list) or not given:
            self._wrong(kind.value, "Its types are no list; events of it can't be coded.",
                        'Write "types": [{"type": "OUTBREAK", "words": "a disease breaks out"}].', n)  # fmt: skip
            return
        if len(given) > MOST_TYPES:
            self._wrong(kind.value, f"It has more than {MOST_TYPES} types; the others were left out.",
                        "Make another kind of some of them.", n)  # fmt: skip
        taken = {t.value for types in self.types.values() for t in types}
        for m, one in enumerate(given[:MOST_TYPES]):
            found = self._type(n, m, kind, {"type": one} if isinstance(one, str) else one, taken)
            if found:
                taken.add(found.value)
                yield found

    def _type(self, n: int, m: int, kind: OwnKind, one: object, taken: set[str]) -> OwnType | None:
        key = one.get("type") if isinstance(one, dict) else None
        if not isinstance(one, dict) or not isinstance(key, str) or not _TYPE.fullmatch(key):
            self._wrong(str(key or ""), "A type has a key of capitals, digits and underscores; it was left out.",
                        'Write {"type": "OUTBREAK", "words": "a disease breaks out"}.', n, m)  # fmt: skip
            return None
        if key in taken:
            self._wrong(key, "The type stands there twice; this one was left out.",
                        "Let each type stand under one kind.", n, m)  # fmt: skip
            return None
        for name in one:
            if name not in _TYPE_KEYS:
                self._wrong(str(name), f"A type has no “{str(name)[:40]}”; it has {listed(_TYPE_KEYS)}.",
                            "Correct the word or take it out.", n, m)  # fmt: skip
        words = tuple(self._text(n, m, one, what) for what in ("words", "short", "hint"))
        doer = one.get("doer", True)
        if not isinstance(doer, bool):
            self._wrong(str(doer), "“doer” is neither true nor false; it was read as true.",
                        'Write "doer": false where it happens without anybody doing it.', n, m)  # fmt: skip
            doer = True
        return OwnType(key, kind, self._plover(n, m, key, one), doer=doer, words=(words[0], words[1], words[2]),
                       signs=self._signs(n, m, one))  # fmt: skip

    def _plover(self, n: int, m: int, key: str, one: Mapping[str, Any]) -> EventType | None:
        known = {t.value: t for t in EventType}
        beside = one.get("plover", key if key in known else "")
        asked = known.get(beside) if isinstance(beside, str) else None
        if asked and (key not in known or beside == key):
            return asked
        if beside:
            self._wrong(str(beside), "This is no PLOVER type, or not its own; it was left out." if key not in known
                        else f"{key} is a PLOVER type itself.", f"Use: {', '.join(known)}.", n, m)  # fmt: skip
        return known.get(key)

    def _text(self, n: int, m: int, one: Mapping[str, Any], what: str) -> str:
        text = one.get(what, "")
        if isinstance(text, str) and len(one_line(text)) <= _LONGEST_WORDS:
            return one_line(text)
        self._wrong(what, f"It is no text of at most {_LONGEST_WORDS} characters; it was left out.", "Shorten it.",
                    n, m)  # fmt: skip
        return ""

    def _signs(self, n: int, m: int, one: Mapping[str, Any]) -> tuple[str, ...]:
        signs = one.get("signs", [])
        listed_ = signs if isinstance(signs, list) else [signs]
        good = [
            one_line(s)
            for s in listed_
            if isinstance(s, str) and 2 < len(one_line(s)) <= _LONGEST_SIGN
        ]
        if len(good) < len(listed_) or len(good) > _MOST_SIGNS:
            self._wrong("signs", f"Not all are words of 3 to {_LONGEST_SIGN} characters, {_MOST_SIGNS} at most; the others were left out.",
                        'Write "signs": ["flood*", "heavy rain"]; * stands for any ending.', n, m)  # fmt: skip
        return tuple(good[:_MOST_SIGNS])


_SAID = {"color": "colour", "shape": "shape"}
_EXAMPLE = 'Write [{"kind": "outbreak", "name": "Outbreaks", "types": [{"type": "OUTBREAK", "words": "a disease breaks out"}]}].'
