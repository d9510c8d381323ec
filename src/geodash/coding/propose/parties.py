"""Who a text may speak of: the collection’s actors by all their names, and the states that it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodash.coding.propose.actor_words import HOMES
from geodash.coding.propose.demonyms import demonyms
from geodash.coding.propose.model import NewActor
from geodash.domain.model import Actor, Collection
from geodash.geo.fold import fold
from geodash.geo.gazetteer import Gazetteer, Place

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Parties:
    """Names of actors as words; countries by their code. ``small`` are first words of names that begin without a capital."""

    def __init__(self, collection: Collection, gazetteer: Gazetteer) -> None:
        self.actors = collection.actors
        self._gazetteer = gazetteer
        rows = [p for p in gazetteer if p.kind in ("country", "capital")]
        self.countries = {p.country: p for p in rows if p.kind == "country"}
        self.capitals = {p.country: p for p in reversed(rows) if p.kind == "capital"}
        self.states: dict[str, str] = {
            a.country: a.actor_id for a in reversed([*self.actors.values()]) if a.kind == "state"
        }
        self._forces: dict[str, str] = {
            a.country: a.actor_id for a in reversed([*self.actors.values()]) if self._is_army(a)
        }
        self.small: set[str] = set()
        self.names: dict[tuple[str, ...], str] = {}
        for actor in self.actors.values():
            self._learn((actor.name, *actor.aliases), actor.actor_id)
        for code, place in self.countries.items():
            self._learn(place.names[:2], self.state(code), weak=True)
        self._learn(("United States", "US", "USA", "U.S.", "America"), self.state("USA"), weak=True)
        self._learn(("United Kingdom", "UK", "U.K.", "Britain"), self.state("GBR"), weak=True)
        self._learn(("Turkey", "Türkiye", "Turkiye"), self.state("TUR"), weak=True)
        self.longest = max(map(len, self.names), default=1)

    def _is_army(self, actor: Actor) -> bool:
        """Whether it is all of a state’s forces, not some of them."""
        said = fold(actor.name)
        return actor.kind == "military" and said.startswith(
            ("armed forces", "forces of", "army of", "military of")
        )

    def _learn(self, names: Iterable[str], actor_id: str, *, weak: bool = False) -> None:
        for name in names:
            words = words_of(name)
            if words and name[:1].islower():
                self.small.add(words[0])
            if (
                words
                and (len(words) > 1 or words[0] not in demonyms())
                and not (weak and words in self.names)
            ):
                self.names.setdefault(words, actor_id)

    def state(self, code: str) -> str:
        """The state of a country: the collection’s actor, else the id that it would have."""
        if code in self.states:
            return self.states[code]
        place = self.countries.get(code)
        return _slug(place.name) if place else ""

    def forces(self, code: str) -> str:
        """A state’s forces where the collection has them, else the state."""
        return self._forces.get(code) or self.state(code)

    def country(self, actor_id: str) -> str:
        """The code of the country that an actor is of, "" for none."""
        actor = self.actors.get(actor_id)
        if actor:
            return actor.country
        return next((c for c in self.countries if self.state(c) == actor_id), "")

    def name(self, actor_id: str) -> str:
        """What it is called."""
        actor = self.actors.get(actor_id)
        if actor:
            return actor.name
        place = self.countries.get(self.country(actor_id))
        return place.name if place else actor_id

    def lacking(self, ids: Iterable[str]) -> tuple[NewActor, ...]:
        """Those of ``ids`` that the collection lacks."""
        return tuple(
            NewActor(i, self.name(i), "state", self.country(i))
            for i in ids
            if i and i not in self.actors
        )

    def knows(self, actor_id: str) -> bool:
        """Whether it is an actor of the collection, or a state that it lacks."""
        return actor_id in self.actors or bool(self.country(actor_id))

    def is_state(self, actor_id: str) -> bool:
        """Whether it is a state, one that the collection lacks too."""
        actor = self.actors.get(actor_id)
        return actor.kind == "state" if actor else bool(self.country(actor_id))

    def is_forces(self, actor_id: str) -> bool:
        """Whether it is a state’s forces, or some of them."""
        actor = self.actors.get(actor_id)
        return actor is not None and actor.kind == "military"

    def is_body(self, actor_id: str) -> bool:
        """Whether it is an organisation of states."""
        actor = self.actors.get(actor_id)
        return actor is not None and actor.kind == "igo"

    def seat(self, actor_id: str) -> Place | None:
        """Where a speaker speaks: the capital of its state, or the headquarters of an organisation."""
        actor = self.actors.get(actor_id)
        home = HOMES.get(actor_id) or (HOMES.get(fold(actor.name)) if actor else None)
        parent = actor.parent if actor and actor.kind not in ("state", "igo") else ""
        if home:
            return self._gazetteer.get(home)
        return self.capitals.get(self.country(actor_id)) or (self.seat(parent) if parent else None)


def words_of(name: str) -> tuple[str, ...]:
    """A name as words in lower case, without the possessive’s ending."""
    return tuple(
        w.casefold().replace("'", "’").removesuffix("’s")
        for w in _WORD.findall(name.replace("U.S.", "US").replace("U.K.", "UK"))
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
