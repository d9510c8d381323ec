"""Who acted on whom: pairs of actors or countries, as an analyst's table counts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geodash.query.params import Pairs, Reader, is_clean
from geodash.query.parts.base import Clause, Part, ids, in_list, joined, marks
from geodash.query.vocabulary import Vocabulary
from geodash.words.lists import listed

if TYPE_CHECKING:
    from geodash.query.filter import Filter

#: Between who acted and who was acted on.
ARROW = ">"
_NOBODY = "e.people NOT IN (SELECT people FROM people_actors WHERE side = '{side}')"


class PairPart(Part):
    """``pair=ARM>AZE``: the first acted, the second was acted on.

    An actor stands for itself as coded, a country code for all actors of the country (``actor``
    has the wider net). A blank side is nobody named: ``pair=ARM>`` is addressed to nobody.
    """

    name = "pairs"
    fields = ("pairs",)
    keys = ("pair",)
    many = ("pair",)
    let_go = "by and to anyone"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Two ids around ``>``, at most one of them blank."""
        if not all(map(is_pair, f.pairs)):
            raise ValueError("pairs: two ids around >, at most one of them blank")
        return {"pairs": ids("pairs", f.pairs)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Any of the pairs."""
        if not f.pairs:
            return None
        return joined((self._pair(pair, vocabulary) for pair in f.pairs), "OR")

    def _pair(self, pair: str, vocabulary: Vocabulary) -> Clause:
        doer, target = split(pair)
        return joined((_side(doer, "by", vocabulary), _side(target, "to", vocabulary)))

    def params(self, f: Filter) -> Pairs:
        """``pair=ARM>AZE``."""
        return [("pair", value) for value in f.pairs]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Both sides are known, or one of them is blank."""

        def accept(value: str) -> str | None:
            if not is_pair(value):
                return None
            named = [side for side in split(value) if side]
            known = vocabulary is None or all(map(vocabulary.knows_actor, named))
            return value if known else None

        accepted = "accepted are two actors or countries like ARM>AZE, one of them may be blank"
        return {"pairs": reader.many("pair", accept, accepted)}

    def sides(self, vocabulary: Vocabulary) -> dict[str, Sequence[str]]:
        """Every value that names somebody on a side, with the actors that it stands for there."""
        return {v: _named(v, vocabulary) for v in (*vocabulary.actors, *vocabulary.countries)}

    def nobody(self, side: str, vocabulary: Vocabulary) -> Clause:
        """That nobody is named on a side: ``by`` or ``to``."""
        return _side("", side, vocabulary)

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``by Armenia, directed at Azerbaijan``."""
        return listed((self._words(pair, vocabulary) for pair in f.pairs), "or")

    @staticmethod
    def _words(pair: str, vocabulary: Vocabulary) -> str:
        doer, target = (vocabulary.actor_name(v) if v else "nobody named" for v in split(pair))
        return f"by {doer} and directed at {target}"


def split(pair: str) -> tuple[str, str]:
    """Who acted, who was acted on; blank for nobody named."""
    doer, _, target = pair.partition(ARROW)
    return doer, target


def is_pair(value: str) -> bool:
    """Whether it is two ids around one arrow, at most one of them blank."""
    return is_clean(value) and value.count(ARROW) == 1 and len(value) > 1 and " " not in value


def _side(value: str, side: str, vocabulary: Vocabulary) -> Clause:
    if not value:
        nobody, happens = (
            Clause(_NOBODY.format(side=side), over="people"),
            vocabulary.kinds.doerless,
        )
        # What happens without anybody doing it leaves no name out.
        done = Clause(f"coalesce(e.event_type, '') NOT IN ({marks(happens)})", happens, "closed")
        return joined((nobody, done)) if happens and side == "by" else nobody
    named = _named(value, vocabulary)
    return in_list("people", "actor_id", named, f" AND side = '{side}'")


def _named(value: str, vocabulary: Vocabulary) -> Sequence[str]:
    return (value,) if value in vocabulary.actors else vocabulary.actor_ids(value)
