"""Checks of a passage read alone: does it name what it is said to carry, and does it end?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from geodash.collection.checks.flag import Flag
from geodash.collection.checks.placewords import named, names_of, own_words
from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.model import Collection, Event, Fact, Mention, Stance
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.searched import search_words

_WORD = re.compile(r"[^\W_]+")
#: English words that need another after them: a passage that stops here stops inside a phrase.
_UNFINISHED = frozenset(
    _WORD.findall(
        """a an and every from her his into its my no nor of or our than the their these those which
    whose with your"""
    )
)
#: English words that say when; so does any figure.
_TIMES = frozenset(
    _WORD.findall(
        """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    day days week weeks weekend month months year years decade decades century night morning
    afternoon evening noon midnight spring summer autumn winter recent recently last next earlier
    later ago since until now currently soon ongoing during after before when already"""
    )
)
COUNTRY = 6
#: What a name has and a text leaves out: “(route of 2020–2022)”, “District”.
_ADDED = re.compile(r"\s*(\([^)]*\)|\b(District|Province|Oblast))$")


def passage_flags(
    mention: Mention, event: Event, collection: Collection, geodata: KnownPlaces
) -> Iterator[Flag]:
    """Doubts about one mention, all of them notes: a list of names is never whole."""
    said = " ".join(search_words(mention.quote))
    body = collection.articles[mention.article_id].body
    english = collection.articles[mention.article_id].language.startswith("en")
    # A passage that disputes has another place, day or actor, that is why it is there.
    carried = mention.supports if mention.stance is Stance.REPORTS else ()
    places = _place_names(event, collection, geodata)
    if Fact.WHO in carried and not named(said, _names(event, collection)):
        yield Flag(
            "supports", "who-unnamed", "Read alone, these words name nobody whom the event names.",
            "Take “who” off unless they do; then add the name to `aliases` in actors.csv.", "info",
        )  # fmt: skip
    if Fact.WHERE in carried and places is not None and not named(said, places):
        yield Flag(
            "supports", "where-unnamed", "Read alone, these words don’t name the event’s place.",
            "Take “where” off unless they do; then write it into place_name as they have it.",
            "info",
        )  # fmt: skip
    if Fact.WHEN in carried and english and not _dated(said):
        yield Flag(
            "supports", "when-unnamed", "Read alone, these words give no day or time.",
            "Take “when” off, or quote the words that say so.", "info",
        )  # fmt: skip
    if english and _cut(mention, body):
        yield Flag(
            "quote", "quote-cut", "The passage stops inside a phrase.",
            "End it where the clause ends.", "info",
        )  # fmt: skip


def _names(event: Event, collection: Collection) -> Iterator[str]:
    """All names of all whom an event names, and of what they belong to."""
    ids = (*event.actors, *event.recipients, *event.attributed_to, *event.deaths_of)
    return names_of(collection.actors, ids)


def _place_names(
    event: Event, collection: Collection, geodata: KnownPlaces
) -> Iterable[str] | None:
    """All names of the place and of what the event is about; ``None`` if some are not known.

    A country is named by those who act in its name as well.
    """
    names = [event.place_name]
    area = f"{AREA_PREFIX}{event.area_id}" if event.area_id else ""
    for ident in filter(None, (event.place_id, area, *event.about_places)):
        known = geodata.names.get(ident)
        if known is None:
            return None
        names += [_ADDED.sub("", name) for name in known.split(";")]
        names += own_words(known) if ident == area else []
    return chain(names, _names(event, collection)) if event.where_prec == COUNTRY else names


def _dated(said: str) -> bool:
    return any(c.isdigit() for c in said) or not _TIMES.isdisjoint(said.split())


def _cut(mention: Mention, body: str) -> bool:
    """Whether the passage ends within a word, or with a word that needs the next."""
    if mention.end is None:
        return False
    before, after = body[mention.end - 1 : mention.end], body[mention.end : mention.end + 1]
    if before.isalnum() and after.isalnum():
        return True
    rest = body[mention.end :].lstrip(" ")
    last = search_words(mention.quote)[-1:]
    return before.isalnum() and rest[:1].isalpha() and bool(_UNFINISHED.intersection(last))
