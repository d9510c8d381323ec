"""Checks of an event beside those it is linked to, or told by the same words as.

They need no judgement: days that a link rules out, and rows that the coding rules want alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodash.collection.checks.context import CheckContext
from geodash.collection.checks.flag import Flag
from geodash.collection.checks.place import MATERIAL
from geodash.domain.kinds import EventType
from geodash.domain.model import DateKind, Event, Relation
from geodash.domain.parties import parties

_ANSWERS = (Relation.DENIES, Relation.RESPONDS_TO)
_EXERCISE = re.compile(
    r"\b(?:military|naval|air|joint|holds?|held)\s+(?:\w+\s+){0,2}"
    r"(?:exercises?|drills?|manoeuvres?|maneuvers?)\b",
    re.IGNORECASE,
)


def inside_whole(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A part lies within the days of its whole."""
    for whole in context.linked(event.event_id, Relation.PART_OF):
        own, days = event.interval, whole.interval
        if own and days and not (days.first <= own.first and own.last <= days.last):
            yield Flag(
                "date_start", "outside-whole",
                f"It is part of {whole.event_id}, but its days are not within those of that event.",
                "Correct the dates of one of the two, or take the link off.",
            )  # fmt: skip


def after_cause(event: Event, context: CheckContext) -> Iterator[Flag]:
    """An answer doesn't begin before what it answers; two that answer each other have no first."""
    for other in context.linked(event.event_id, *_ANSWERS):
        own, cause = event.interval, other.interval
        mutual = event in context.linked(other.event_id, *_ANSWERS)
        if own and cause and not mutual and own.first < cause.first:
            yield Flag(
                "date_start", "answer-early",
                f"It answers {other.event_id}, but its days begin before that event’s.",
                "Let it begin with what it answers, or take the link off.",
            )  # fmt: skip


def ordered(event: Event, context: CheckContext) -> Iterator[Flag]:
    """What follows comes later, and what it follows is not dated after it."""
    for earlier in context.linked(event.event_id, Relation.FOLLOWS):
        own, other = event.interval, earlier.interval
        if not own or not other:
            continue
        begins = own.first if event.date_kind is DateKind.THROUGHOUT else own.last
        if own.last < other.first:
            yield Flag(
                "event_id", "follows-earlier",
                f"It is said to follow {earlier.event_id}, but lies before it.",
                "Turn the link round or correct the dates.",
            )  # fmt: skip
        elif earlier.date_kind is DateKind.WITHIN and begins < other.last:
            yield Flag(
                "event_id", "follows-open",
                f"It is said to follow {earlier.event_id}, whose days run on beyond its own.",
                f"Let the days of {earlier.event_id} end with this event at the latest.",
            )  # fmt: skip


def like_its_twin(event: Event, context: CheckContext) -> Iterator[Flag]:
    """Where two sides say the same in the same words, both rows are coded and linked alike."""
    for twin in context.twins(event.event_id):
        if _mirrors(event, twin, context) and _traits(event, twin, context) != _traits(
            twin, event, context
        ):
            yield Flag(
                "event_id", "twin-unlike",
                f"The same words tell {twin.event_id} of the other side, but the two differ in "
                "days, status, place_role or links.",
                "Code and link both alike, or say in a passage of its own what differs.",
            )  # fmt: skip


def _mirrors(one: Event, two: Event, context: CheckContext) -> bool:
    """Whether two events of one type are done by each other's recipients."""
    actors = context.collection.actors
    doers, targets = parties(actors, one.actors), parties(actors, one.recipients)
    if not doers or not targets or set(doers) == set(targets):
        return False
    other = set(parties(actors, two.actors)), set(parties(actors, two.recipients))
    return one.event_type == two.event_type and other == (set(targets), set(doers))


def _traits(event: Event, twin: Event, context: CheckContext) -> tuple[object, ...]:
    links = {
        (relation, other.event_id)
        for relation in Relation
        for other in context.linked(event.event_id, relation)
        if other.event_id != twin.event_id
    }
    return event.interval, event.status, event.place_role, links


def same_actor(event: Event, context: CheckContext) -> Iterator[Flag]:
    """Who complains of an act that only he asserts accuses those who did it, or the state they serve.

    A state may be accused of what its forces are said to do; forces aren't of what a state does.
    """
    if event.plover is not EventType.DISAPPROVE:
        return
    actors = context.collection.actors
    accused = set(event.recipients)
    for act in context.linked(event.event_id, Relation.ABOUT):
        doers = set(parties(actors, act.actors))
        if not act.one_sided or accused in (set(act.actors), doers):
            continue
        by_same = set(parties(actors, event.actors)) == set(parties(actors, act.attributed_to))
        if by_same and set(parties(actors, accused)) == doers:
            yield Flag(
                "recipients", "actor-class",
                f"It accuses another actor of the same side than {act.event_id}, the act it tells of.",
                "Name who did it or the state they serve, as the words have it.",
            )  # fmt: skip


def mirrored_kind(event: Event, context: CheckContext) -> Iterator[Flag]:
    """What two sides do to each other by the same words is of one kind."""
    actors = context.collection.actors
    doers, targets = parties(actors, event.actors), parties(actors, event.recipients)
    for other in context.told_with(event.event_id) if doers and targets else ():
        mirrored = (
            set(doers) != set(targets)
            and set(parties(actors, other.actors)) == set(targets)
            and set(parties(actors, other.recipients)) == set(doers)
        )
        acts = event.plover in MATERIAL and other.plover in MATERIAL
        if mirrored and acts and event.kind != other.kind:
            yield Flag(
                "event_type", "mirror-kind",
                f"The same words tell what the other side does to it, {other.event_id}, as an act of "
                "another kind.",
                "Give both the same type.",
            )  # fmt: skip


def exercise_type(event: Event, context: CheckContext) -> Iterator[Flag]:
    """An exercise is MOBILIZE, alone or joint, whoever holds it."""
    wrong = event.plover in MATERIAL and event.plover is not EventType.MOBILIZE
    if wrong and _EXERCISE.search(event.title):
        yield Flag(
            "event_type", "exercise-type",
            f"Its title tells of a military exercise, but it is {event.plover}.",
            "Write MOBILIZE, as for every exercise.",
        )  # fmt: skip


def same_kind(event: Event, context: CheckContext) -> Iterator[Flag]:
    """Acts of different sides that one passage tells are acts of one type, as a rule."""
    actors = context.collection.actors
    doers = set(parties(actors, event.actors))
    for other in context.told_with(event.event_id):
        others = set(parties(actors, other.actors))
        acts = event.plover in MATERIAL and other.plover in MATERIAL
        if acts and event.plover != other.plover and doers and others and not doers & others:
            yield Flag(
                "event_type", "equal-acts",
                f"The same words tell {other.event_id}, done by others, as {other.plover}.",
                "If it is the same act, give both the same type.", "info",
            )  # fmt: skip


BESIDE_CHECKS = (
    inside_whole,
    after_cause,
    ordered,
    like_its_twin,
    same_actor,
    mirrored_kind,
    exercise_type,
    same_kind,
)
