"""Two codings compared: what both coded, what one of them left out, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from geodash.coding.agree.fields import Figure, figures, words_in_common
from geodash.coding.agree.links import Links, links_of
from geodash.coding.agree.pairs import Decided, Pair, pairs
from geodash.coding.agree.told import Coded, coded, common_names
from geodash.domain.kinds import AnyKind, ordered
from geodash.domain.model import Collection

#: Stands for a kind where the other coded no such event.
NOT_CODED = ""


@dataclass(frozen=True)
class Comparison:
    """``one`` and ``other`` are called ``names``; ``articles`` are those that both coded.

    ``left_out`` are events, of the one and of the other, that further articles tell too.
    """

    names: tuple[str, str]
    articles: tuple[str, ...]
    pairs: tuple[Pair, ...]
    only_one: tuple[Coded, ...]
    only_other: tuple[Coded, ...]
    left_out: tuple[int, int]
    links: Links

    @property
    def counts(self) -> tuple[int, int]:
        """Events of the one and of the other."""
        return len(self.pairs) + len(self.only_one), len(self.pairs) + len(self.only_other)

    @cached_property
    def ids(self) -> tuple[frozenset[str], frozenset[str]]:
        """Of the events that are compared, of the one and of the other."""
        one = (*(p.one for p in self.pairs), *self.only_one)
        other = (*(p.other for p in self.pairs), *self.only_other)
        return frozenset(c.event.event_id for c in one), frozenset(c.event.event_id for c in other)

    @property
    def found_by_both(self) -> float | None:
        """Dice’s share of events that both coded, 0 to 1; ``None`` without an event."""
        whole = sum(self.counts)
        return 2 * len(self.pairs) / whole if whole else None

    @cached_property
    def figures(self) -> list[Figure]:
        """By field."""
        return figures(self.pairs)

    @cached_property
    def words(self) -> float | None:
        """The mean share of words in common."""
        return words_in_common(self.pairs)

    @cached_property
    def confusions(self) -> Mapping[tuple[str, str], int]:
        """How often the one’s kind met the other’s; :data:`NOT_CODED` for an event that a side lacks."""
        found = Counter((p.one.event.kind.value, p.other.event.kind.value) for p in self.pairs)
        found.update((c.event.kind.value, NOT_CODED) for c in self.only_one)
        found.update((NOT_CODED, c.event.kind.value) for c in self.only_other)
        return found

    @property
    def kinds(self) -> list[AnyKind]:
        """Those that either used, in their order."""
        both = ((p.one.event.kind, p.other.event.kind) for p in self.pairs)
        alone = (c.event.kind for c in (*self.only_one, *self.only_other))
        return ordered([*(kind for kinds in both for kind in kinds), *alone])


def compare(
    one: Collection,
    other: Collection,
    names: tuple[str, str],
    articles: frozenset[str],
    decided: Decided | None = None,
) -> Comparison:
    """Compares what ``articles`` tell; ``decided`` are pairs that somebody confirmed or refused."""
    called = common_names(one, other)
    there = articles & one.articles.keys() & other.articles.keys()
    mine, mine_elsewhere = coded(one, there, called[0])
    theirs, theirs_elsewhere = coded(other, there, called[1])
    found = pairs(mine, theirs, decided)
    paired = {id(c) for p in found for c in (p.one, p.other)}
    return Comparison(
        names,
        tuple(i for i in one.articles if i in there),
        tuple(found),
        tuple(c for c in mine if id(c) not in paired),
        tuple(c for c in theirs if id(c) not in paired),
        (mine_elsewhere, theirs_elsewhere),
        links_of(one, other, found),
    )


def articles_coded(collection: Collection) -> frozenset[str]:
    """The articles of which something is coded, or noted as holding no event."""
    told = {m.article_id for m in collection.mentions}
    return frozenset(told | {c.article_id for c in collection.considered})
