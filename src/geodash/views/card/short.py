"""An accusation's other side in a sentence or two, for lists and tables: who answers what, who doesn't."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.domain.model import Relation
from geodash.domain.parties import parties
from geodash.views.card.answers import Said
from geodash.views.card.content import Card


def short_reply(card: Card) -> str:
    """``Greece dismisses the accusation. The articles give no answer by Italy.``

    One answer of each party that is accused, and what answers are missing; blank for what wants none.
    """
    sentences = [*(_sentence(said) for said in _first_of_each(card)), card.answers.no_answer]
    return " ".join(filter(None, sentences))


def _first_of_each(card: Card) -> Iterator[Said]:
    """The nearest answer of each of the accused; else what the claim itself denies is theirs."""
    threads, actors = card.lookup.threads, card.lookup.collection.actors
    left = list(threads.accused(card.event.event_id))
    denied = (s for s in card.answered if s.answer.relation is Relation.DENIES)
    answers = (s for s in card.answers.accused if s.answer.bears)
    for said in (*answers, *denied):
        speaking = set(parties(actors, said.answer.voices)).intersection(left)
        if speaking:
            left = [party for party in left if party not in speaking]
            yield said


def _sentence(said: Said) -> str:
    voice = f"{said.lead}{'' if said.runs_on else ':'} " if said.lead else ""
    return f"{voice}{said.title.rstrip('.')}."
