"""Where articles tell one event differently: what differs, and the words of each that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geodash.domain.model import Fact, Mention, Stance

#: What an article may contradict, and the fact that another's words on it carry.
DISPUTABLE: Mapping[str, Fact] = MappingProxyType(
    {
        "occurrence": Fact.WHAT,
        "actor": Fact.WHO,
        "date": Fact.WHEN,
        "place": Fact.WHERE,
        "figures": Fact.TOLL,
        "label": Fact.WHAT,
    }
)


@dataclass(frozen=True, slots=True)
class Differing:
    """An event that articles tell differently.

    ``what`` differs, in the order of :data:`DISPUTABLE`; blank where no row says it. ``passages`` are
    the words of each article on it, one an article: those that the event's facts follow first.
    """

    what: tuple[str, ...]
    passages: tuple[Mention, ...]


def differing(mentions: Sequence[Mention]) -> Differing | None:
    """What the mentions of one event tell of it; ``None`` where no article contradicts another."""
    against = [m for m in mentions if m.stance is Stance.DISPUTES]
    if not against:
        return None
    named = {what for m in against for what in m.disputes_what}
    what = tuple(w for w in DISPUTABLE if w in named)
    facts = {DISPUTABLE[w] for w in what} or {Fact.WHAT}
    contradicting = {m.article_id for m in against}
    told = [m for m in mentions if m.stance is Stance.REPORTS]
    # An article that contradicts others is heard by the words that do.
    others = [m for m in told if m.article_id not in contradicting]
    chosen = _one_each(others, facts) or _one_each(told, facts)
    return Differing(what, (*chosen, *_one_each(against, facts)))


def _one_each(mentions: Iterable[Mention], facts: set[Fact]) -> list[Mention]:
    """Of each article the words that carry most of the facts; of one that has none, nothing."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        held = best.get(mention.article_id)
        if held is None or _weight(mention, facts) > _weight(held, facts):
            best[mention.article_id] = mention
    return [
        m for m in best.values() if m.stance is Stance.DISPUTES or facts.intersection(m.supports)
    ]


def _weight(mention: Mention, facts: set[Fact]) -> tuple[int, bool]:
    return len(facts.intersection(mention.supports)), Fact.WHAT in mention.supports
