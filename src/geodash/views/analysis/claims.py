"""Claims and answers: which are one side's alone, which are answered, which disputed; and losses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geodash.domain.kinds import EventType
from geodash.domain.lookup import Lookup
from geodash.domain.model import Event, Relation, Status
from geodash.domain.notes import told
from geodash.domain.threads import Threads
from geodash.geo.names import PlaceNames
from geodash.views.analysis.figures import Json
from geodash.views.card.content import Card, card_of
from geodash.views.card.inferred import inferred_parties
from geodash.views.card.said import Said
from geodash.views.losses import Loss, losses, sums
from geodash.views.places import place_label
from geodash.words.dates import told_when
from geodash.words.differing import differs
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.precision import place_known
from geodash.words.says import named_source
from geodash.words.tolls import toll_figure

_ANSWERS = 3
GROUPS = (
    ("disputed", "Said or told by one side, denied or rejected by another"),
    ("answered", "Answered by those whom it concerns"),
    ("whole", "Answered by them as part of a whole alone"),
    ("alone", "One side’s account or an article’s, without an answer"),
)


def claims(lookup: Lookup, events: Sequence[Event], names: PlaceNames) -> list[Json]:
    """The groups, each with its claims in time order.

    A claim is an event told by one side, or one that accuses somebody. Parts of a whole that is
    itself a claim stand under the whole.
    """
    groups: dict[str, list[Json]] = {key: [] for key, _ in GROUPS}
    for event in _wholes(lookup, events):
        accused = lookup.threads.accused(event.event_id)
        if not (event.one_sided or accused or lookup.threads.unanswered(event.event_id)):
            continue
        card = card_of(lookup.collection, event.event_id, names)
        groups[_group(lookup, event)].append(_claim(card, accused))
    return [{"key": key, "title": title, "rows": groups[key]} for key, title in GROUPS]


def _wholes(lookup: Lookup, events: Iterable[Event]) -> list[Event]:
    """Each event, or the claim that it is part of, once."""
    found: dict[str, Event] = {}
    for event in events:
        whole = account_of(lookup, event)
        found.setdefault(whole.event_id, whole)
    return list(found.values())


def account_of(lookup: Lookup, event: Event) -> Event:
    """The outermost one-sided whole that an event is part of: one account; else the event itself."""
    above = [lookup.collection.events[i] for i in lookup.threads.ancestors(event.event_id)]
    return next((e for e in reversed(above) if e.one_sided and not e.withdrawn), event)


def _group(lookup: Lookup, event: Event) -> str:
    threads = lookup.threads
    if (
        event.status is Status.DISPUTED
        or threads.denied(event.event_id)
        or _rejected(threads, event)
    ):
        return "disputed"
    if threads.heard(event.event_id):
        return "answered"
    return "whole" if threads.heard_on_whole(event.event_id) else "alone"


def _rejected(threads: Threads, event: Event) -> bool:
    """Whether whoever it concerns rejects it: whether words deny or dismiss is often theirs to know."""
    answers = (a for a in threads.answers(event.event_id) if a.bears and not a.of_whole)
    said = (a for a in answers if a.relation is Relation.RESPONDS_TO)
    return any(a.event.plover is EventType.REJECT for a in said)


def _claim(card: Card, accused: Sequence[str]) -> Json:
    event, actors = card.event, card.lookup.collection.actors
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "title": event.title,
        "when": told_when(event),
        "where": _where(event, card.names),
        "parts": len(card.members),
        "says": named_source(event, actors),
        "differs": differs(card.lookup.differing, event.event_id),
        "about": _about(card, accused),
        "answers": _answers(card),
        "silent": card.answers.no_answer,
        "editors": _editors(card),
    }


def _editors(card: Card) -> list[str]:
    """What the editors say that must stand beside a claim: answers, corrections, whose words are quoted."""
    quoted = (c for said in card.answers.other[:_ANSWERS] for c in said.cautions())
    return list(dict.fromkeys((*(told(note.text) for note in card.in_sight), *quoted)))


def _about(card: Card, accused: Sequence[str]) -> str:
    """Whom a claim concerns, with a remark after those whom no words of it name."""
    lookup, event = card.lookup, card.event
    mentions = lookup.mentions.get(event.event_id, ())
    inferred = inferred_parties(lookup.collection, event, mentions)
    found = ((actor_names(lookup.collection.actors, [p])[0], p in inferred) for p in accused)
    names = {name: f"{name} (inferred)" if unsaid else name for name, unsaid in found}
    return listed(names[name] for name in sorted(names, key=str.casefold))


def _where(event: Event, names: PlaceNames) -> str:
    closely = place_known(event)
    return f"{place_label(event, names)} ({closely})" if event.where_prec else closely


def _answers(card: Card) -> list[Json]:
    return [_answer(said) for said in card.answers.other[:_ANSWERS]]


def _answer(said: Said) -> Json:
    event = said.answer.event
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "voice": said.lead,
        "runs_on": said.runs_on,
        "title": said.title,
        "quote": said.quote,
        "silent": said.lines,
    }


def toll(lookup: Lookup, events: Sequence[Event], names: PlaceNames) -> Json:
    """Losses by side and source, and figure by figure; a side without a figure has ``None``."""
    found = losses(lookup.collection, events, names)
    return {
        "sides": [
            {
                "side": side,
                "says": says,
                "n": n,
                "ids": [x.event.event_id for x in found if x.reported and _key(x) == (side, says)],
            }
            for (side, says), n in sums(found).items()
        ],
        "rows": [_loss(lookup, loss) for loss in found if loss.reported],
    }


def _key(loss: Loss) -> tuple[str, str]:
    return loss.side_name, loss.says


def _loss(lookup: Lookup, loss: Loss) -> Json:
    event = loss.event
    card = card_of(lookup.collection, event.event_id)
    return {
        "id": event.event_id,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "title": event.title,
        "when": told_when(event, short=False),
        "figure": toll_figure(event),
        "of": loss.whose if event.deaths_of else "",
        "says": loss.says,
        "notes": list(loss.notes),
        "answers": _answers(card),
        "silent": card.answers.no_answer,
        "editors": _editors(card),
    }
