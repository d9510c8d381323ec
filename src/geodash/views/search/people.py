"""People and organisations, by all their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geodash.domain.model import Actor
from geodash.query.text import document
from geodash.query.vocabulary import Vocabulary
from geodash.views.search.asked import Asked, folded
from geodash.views.search.group import Entry, Group, Json
from geodash.views.search.tally import NONE, Tally
from geodash.words.coding import ACTOR_KINDS

#: What kinds of actors are called; another is called as it is written.
_KINDS = {**ACTOR_KINDS, "other": ""}


class People(Group):
    """All actors of a collection: those of most events first."""

    key, label, short = "people", "People and organisations", "People"

    def __init__(self, vocabulary: Vocabulary, tallies: Mapping[str, Tally]) -> None:
        self._vocabulary, self._tallies = vocabulary, tallies
        self._actors: list[Actor] = sorted(
            vocabulary.actors.values(),
            key=lambda a: (-tallies.get(a.actor_id, NONE).count, a.name.casefold(), a.actor_id),
        )

    @property
    def scope(self) -> str:
        """The actors."""
        n = len(self._actors)
        return f"{n:,} {'person or organisation' if n == 1 else 'people and organisations'}"

    def _entries(self) -> Sequence[Entry]:
        return [Entry(document([a.name, *a.aliases]), folded(a.name)) for a in self._actors]

    def row(self, i: int, asked: Asked) -> Json:
        """An actor, and the alias by which it was found."""
        actor = self._actors[i]
        tally = self._tallies.get(actor.actor_id, NONE)
        title = asked.lit(actor.name)
        country = self._vocabulary.actor_name(actor.country) if actor.country else ""
        facts = [_KINDS.get(actor.kind, actor.kind), "" if country == actor.name else country]
        more = [", ".join(filter(None, facts))]
        also = asked.first_lit(actor.aliases, 0) if len(title) == 1 else None
        if also:
            more.append(f"also “{''.join(also)}”")
        return {
            "title": title,
            "more": asked.lit(" · ".join(filter(None, more))),
            "act": tally.said or "no event",
            "filter": tally.filter({"actor": actor.actor_id}),
        }
