"""Who is told of as acting or acted upon though no words of the row name him: his part is inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geodash.collection.checks.placewords import named, names_of
from geodash.domain.model import Collection, Event, Fact, Mention, Stance
from geodash.domain.parties import parties
from geodash.geo.searched import search_words

_NAMING = frozenset((Fact.WHO, Fact.WHAT))
#: How a coder's note says that the words on who are of another act: who did this one is taken from them.
_DOER = re.compile(r"\bWho (?:acted|attacked|did it) is inferred\b")


def inferred_doers(event: Event, mentions: Sequence[Mention]) -> frozenset[str]:
    """The doers of an act of which no words say who did it: all, also where the note says that it is inferred."""
    said = any(Fact.WHO in m.supports for m in mentions)
    return frozenset() if said and not _DOER.search(event.note) else frozenset(event.actors)


def inferred_recipients(
    collection: Collection, event: Event, mentions: Sequence[Mention]
) -> frozenset[str]:
    """The recipients whom no words for who or what name; all of them where no words say who.

    Names are those in ``actors.csv``, which are in English: of words in another language nothing is said.
    """
    told = [m for m in mentions if m.stance is Stance.REPORTS]
    if not any(Fact.WHO in m.supports for m in told):
        return frozenset(event.recipients)
    naming = [m for m in told if not _NAMING.isdisjoint(m.supports)]
    if not all(_english(collection, m) for m in naming):
        return frozenset()
    said = [" ".join(search_words(m.quote)) for m in naming]
    return frozenset(r for r in event.recipients if not _named(collection, r, said))


def inferred_parties(
    collection: Collection, event: Event, mentions: Sequence[Mention]
) -> frozenset[str]:
    """The parties that are told of through such doers and recipients alone."""
    inferred = inferred_doers(event, mentions) | inferred_recipients(collection, event, mentions)
    sure = (i for i in (*event.actors, *event.recipients) if i not in inferred)
    actors = collection.actors
    return frozenset(parties(actors, inferred)) - frozenset(parties(actors, sure))


def _named(collection: Collection, actor_id: str, said: Iterable[str]) -> bool:
    # An actor that nobody describes has no names to look for.
    names = list(names_of(collection.actors, [actor_id]))
    return not names or any(named(words, names) for words in said)


def _english(collection: Collection, mention: Mention) -> bool:
    article = collection.articles.get(mention.article_id)
    return article is not None and article.language.startswith("en")
