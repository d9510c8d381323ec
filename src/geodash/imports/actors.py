"""Whom a file names: known actors by name or alias, new ones with an id of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1

from geodash.collection.read.ids import id_of_name
from geodash.domain.model import Actor
from geodash.geo.fold import fold
from geodash.imports.dates import is_missing

#: What a name begins with, and what kind of actor that is.
_KINDS = (
    ("government of", "state"),
    ("military forces of", "military"),
    ("police forces of", "police"),
    ("civilians", "civilians"),
    ("protesters", "protesters"),
    ("rioters", "protesters"),
)


@dataclass(slots=True)
class Actors:
    """The actors of a collection, and those that come with a file (``new``, by id)."""

    known: Mapping[str, Actor]
    new: dict[str, Actor] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for actor in self.known.values():
            for name in (actor.name, *actor.aliases):
                self._names.setdefault(fold(name), actor.actor_id)

    def id_of(self, name: str) -> str:
        """The id of an actor by name; blank for no name. Who isn't known is new."""
        found = self._ids.get(name)
        if found is None:
            found = self._ids[name] = self._find(" ".join(name.split()))
        return found

    def _find(self, name: str) -> str:
        if is_missing(name):
            return ""
        folded = fold(name)
        if folded in self._names:
            return self._names[folded]
        stem = id_of_name(name)[:60].strip("-")
        if len(stem) < 2 or not folded.isascii():
            stem = f"{stem or 'actor'}-{sha1(folded.encode()).hexdigest()[:8]}"
        actor_id, n = stem, 2
        while actor_id in self.known or actor_id in self.new:
            actor_id, n = f"{stem}-{n}", n + 1
        kind = next((kind for begin, kind in _KINDS if folded.startswith(begin)), "other")
        self.new[actor_id] = Actor(actor_id, name, kind)
        self._names[folded] = actor_id
        return actor_id
