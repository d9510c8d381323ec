"""An accusation's other side in a sentence or two, for lists and tables: who answers what, who doesn't."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.domain.model import Relation
from geodash.domain.parties import parties
from geodash.views.card.content import Card
from geodash.views.card.heard import heard
from geodash.views.card.said import Said
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.notes import editors_note
from geodash.words.numbers import number_of

#: Answers to the point that are named of each party; further ones are counted.
_NAMED = 3


def short_reply(card: Card) -> str:
    """``Greece dismisses the accusation. The articles give no answer by Italy.``

    Of each party that is accused all answers to the point, a denial first; of one that gives none, the
    nearest on the whole. Of what accuses nobody, what is said of it by those with a part in it and by
    others. Then what answers are missing, and those that editors’ notes tell; blank for what wants none. Of an act
    that a side tells in its own defence, first in answer to what.
    """
    sentences = [s for answers in _of_each(card) for s in _sentences(card, answers)]
    if not (sentences or card.lookup.threads.accused(card.event.event_id)):
        sentences = list(_spoken_of(card))
    notes = map(editors_note, card.told_answers)
    return " ".join(filter(None, (_told_to(card), *sentences, card.answers.no_answer, *notes)))


def _told_to(card: Card) -> str:
    """``Told in answer to “Azerbaijan fires mortars”.``: of an act that a side tells in its own defence, what it answers."""
    threads, event = card.lookup.threads, card.event
    if not event.one_sided:
        return ""
    told = (
        s.answer.event.event_id
        for s in card.answers.same
        if not s.answer.via and s.answer.relation is Relation.ABOUT
    )
    answered = (a for i in told for a in threads.answered(i) if a.relation is Relation.RESPONDS_TO)
    acts = (a.event for a in answered if not a.in_turn and a.event.one_sided)
    titles = dict.fromkeys(f"“{e.title}”" for e in acts)
    return f"Told in answer to {listed(titles)}." if titles else ""


def _spoken_of(card: Card) -> Iterator[str]:
    """What is said of the very event."""
    found = heard(card)
    yield from (_sentence(s) for s in found.said if s.answer.bears and not s.answer.via)
    yield found.others


def _of_each(card: Card) -> Iterator[list[Said]]:
    """The answers of each of the concerned; else what the claim itself denies is theirs."""
    threads, actors = card.lookup.threads, card.lookup.collection.actors
    left = set(threads.concerned(card.event.event_id))
    denied = (s for s in card.answered if s.answer.relation is Relation.DENIES)
    answers = [s for s in card.answers.concerned if s.answer.bears]
    to_point = [s for s in answers if not s.answer.via]
    for said in (*answers, *denied):
        if theirs := left.intersection(parties(actors, said.answer.voices)):
            left -= theirs
            same = (s for s in to_point if theirs.intersection(parties(actors, s.answer.voices)))
            yield list(same) if said in to_point else [said]


def _sentences(card: Card, answers: list[Said]) -> Iterator[str]:
    yield from map(_sentence, answers[:_NAMED])
    if more := answers[_NAMED:]:
        actors = card.lookup.collection.actors
        names = actor_names(actors, parties(actors, more[0].answer.voices))
        yield f"And {number_of(len(more), 'more answer')} by {listed(names)}."


def _sentence(said: Said) -> str:
    voice = f"{said.lead}{'' if said.runs_on else ':'} " if said.lead else ""
    return " ".join(filter(None, (f"{voice}{said.title.rstrip('.')}.", said.brief_lines)))
