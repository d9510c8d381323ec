"""Whose words stand beside an event where there is little room: those with a part in it, and third parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodash.domain.model import Relation
from geodash.domain.parties import parties
from geodash.views.card.content import Card
from geodash.views.card.said import Said
from geodash.words.lists import listed
from geodash.words.names import actor_names

#: So many answers stand on a slide or in a line.
MOST_HEARD = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers that are told; ``own`` are those of whoever has a part in the event.

    ``others`` names in a sentence those who speak of it beside them, in alphabetical order.
    """

    said: tuple[Said, ...]
    own: tuple[Said, ...]
    others: str = ""


def heard(card: Card) -> Heard:
    """By their part in the event, not by whose side they take: those whom it concerns, or who take part.

    Each is heard once, whoever is accused also with what more he says. Third parties are heard all or
    none; for none, a line names them.
    """
    own, third = _by_part(card)
    chosen = own
    if len(chosen) + len(third) <= MOST_HEARD or not chosen:
        chosen, third = (*chosen, *third[:MOST_HEARD]), third[MOST_HEARD:]
    names = _names(card, third)
    more = "Others who speak of it" if chosen else "Those who speak of it"
    return Heard(chosen, own, f"{more} in the articles: {names}." if names else "")


def _by_part(card: Card) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Those with a part in the event, and third parties that speak of this very event, one each."""
    threads, actors = card.lookup.threads, card.lookup.collection.actors
    event = card.event
    accused = threads.accused(event.event_id)
    concerned = threads.concerned(event.event_id)
    part = set(concerned) or set(parties(actors, (*event.actors, *event.recipients)))
    firsts: dict[str, Said] = {}
    more: list[Said] = []
    suffered: dict[str, Said] = {}
    third: dict[str, Said] = {}
    for said in (*card.answers.other, *card.answers.rest):
        sides = parties(actors, said.answer.voices)
        mine = [side for side in sides if side in part]
        if mine and any(side not in firsts for side in mine):
            firsts.update((side, said) for side in mine if side not in firsts)
        elif mine and not (said.answer.relation is Relation.PART_OF and said.answer.via):
            # His accounts of other parts have slides of their own.
            more.append(said)
        elif mine:
            # But where nobody named tells of it, those who suffered it have no part that they tell in it.
            suffered.update((s, said) for s in mine if s not in accused and s not in suffered)
        elif not said.answer.via:
            third.setdefault(" ".join(sides), said)
    own = [*dict.fromkeys(firsts.values()), *(more if accused else ())][:MOST_HEARD]
    own += suffered.values() if concerned != accused else ()
    order = list(dict.fromkeys(said.voice for said in own))
    own.sort(key=lambda s: (order.index(s.voice), s.scope))  # what one says stands together
    return tuple(own), tuple(third.values())


def _names(card: Card, said: Iterable[Said]) -> str:
    actors = card.lookup.collection.actors
    speaking = (p for s in said for p in parties(actors, s.answer.voices))
    return listed(sorted(actor_names(actors, speaking), key=str.casefold))
