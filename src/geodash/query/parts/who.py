"""Who: actors or whole countries, acting, acted on, or either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodash.query.params import Pairs, Reader, is_clean
from geodash.query.parts.base import Clause, Part, both, ids, in_list
from geodash.query.vocabulary import Vocabulary
from geodash.words.lists import listed, some

if TYPE_CHECKING:
    from geodash.query.filter import Filter


class ActorPart(Part):
    """``actor`` (an id, or an ISO 3166 alpha-3 code for all actors of a country), ``actors``, ``side``.

    ``side=by``: acted; ``side=to``: was acted on.
    """

    name = "actors"
    fields = ("actors", "all_actors", "side")
    keys = ("actor", "actors", "side")
    many = ("actor",)
    told_by = "who"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Ids, each one clean line; a side is one of two."""
        if f.side not in ("", "by", "to"):
            raise ValueError("side is by or to")
        return {"actors": ids("actors", f.actors)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Any of the actors that any value selects; with ``all`` one condition for each value."""
        if not f.actors:
            return None
        side = f" AND side = '{f.side}'" if f.side else ""
        chosen = [vocabulary.actor_ids(value) for value in f.actors]
        if not f.all_actors:
            chosen = [tuple(dict.fromkeys(i for group in chosen for i in group))]
        return both(in_list("people", "actor_id", group, side) for group in chosen)

    def params(self, f: Filter) -> Pairs:
        """Both switches stay without an actor: a reader may set them first."""
        pairs = [("actor", value) for value in f.actors]
        if f.all_actors:
            pairs.append(("actors", "all"))
        if f.side:
            pairs.append(("side", f.side))
        return pairs

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Unknown actors are left out where the collection's are known."""

        def accept(value: str) -> str | None:
            known = vocabulary is None or vocabulary.knows_actor(value)
            return value if is_clean(value) and known else None

        accepted = "accepted is an actor of the collection or a country in capitals like ARM"
        actors = reader.many("actor", accept, accepted)
        every = reader.flag("actors", "all")
        side = reader.one("side", lambda v: v if v in ("by", "to") else None, "accepted are by, to")
        return {
            "actors": actors,
            "all_actors": every,
            "side": side or "",
        }

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``with Armenia or Azerbaijan``, parties in alphabetical order."""
        if not f.actors:
            return ""
        before = {"": "with", "by": "by", "to": "directed at"}[f.side]
        return f"{before} {listed(self._names(f, vocabulary), _word(f))}"

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``Armenia or Azerbaijan acting``; ``with`` stands before the word on the page."""
        if not f.actors:
            return ""
        after = {"": "", "by": " acting", "to": " acted on"}[f.side]
        return f"{some(self._names(f, vocabulary), _word(f))}{after}"

    @staticmethod
    def _names(f: Filter, vocabulary: Vocabulary) -> list[str]:
        return sorted({vocabulary.actor_name(v) for v in f.actors}, key=str.casefold)


def _word(f: Filter) -> str:
    return "and" if f.all_actors else "or"
