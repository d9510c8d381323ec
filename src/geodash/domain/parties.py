"""Who speaks in an event, and to which state or organisation an actor belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodash.domain.kinds import Kind
from geodash.domain.model import Actor, Event

#: Kinds of events that consist of words: those who act in them are those who speak.
_WORDS = frozenset({Kind.ACCUSATION, Kind.TALKS})
#: Kinds of actors for whom nobody speaks.
_VOICELESS = frozenset({"civilians", "other"})


def voices(event: Event) -> tuple[str, ...]:
    """Who speaks in an event, as actor ids.

    The claimants of an act that only they assert; those who act in what consists of words
    (accusations, threats, talks), whoever passes it on; of anything else those whom the article
    cites, or if it cites nobody those who act.
    """
    if event.one_sided:
        return event.attributed_to
    if event.plover_kind in _WORDS:
        return event.actors or event.attributed_to
    return event.attributed_to or event.actors


def party_of(actors: Mapping[str, Actor], actor_id: str) -> str:
    """The state or organisation that an actor belongs to: the topmost of its known parents."""
    seen = {actor_id}
    while (actor := actors.get(actor_id)) and actor.parent in actors and actor.parent not in seen:
        actor_id = actor.parent
        seen.add(actor_id)
    return actor_id


def parties(actors: Mapping[str, Actor], ids: Iterable[str]) -> tuple[str, ...]:
    """The parties of several actors, each once."""
    return tuple(dict.fromkeys(party_of(actors, i) for i in ids))


def has_voice(actors: Mapping[str, Actor], party: str) -> bool:
    """Whether anybody speaks for a party: nobody does for civilians or groupings."""
    actor = actors.get(party)
    return actor is not None and actor.kind not in _VOICELESS
