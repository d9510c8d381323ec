"""What an editor decided on a new version: read from a page, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geodash.coding.intake.facts import published
from geodash.coding.versions.align import Span
from geodash.coding.versions.facts import FactQuestion, Option
from geodash.coding.versions.review import Question, Review
from geodash.domain.model import Collection

Json = dict[str, Any]

#: The same; other words of the new text; gone; each event by itself.
SAME, OTHER, GONE, EACH = "same", "other", "gone", "each"
#: Of an event that no words tell any more.
WITHDRAW, KEEP = "withdraw", "keep"
#: Of a note on words that are gone.
CLOSE, LEAVE = "close", "leave"
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer. ``facts`` are options by question, each with what was typed; ``notes`` are closed."""

    answer: str
    span: Span | None = None
    facts: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    notes: frozenset[int] = frozenset()
    each: Mapping[str, Decision] = field(default_factory=dict)
    bare: str = ""

    @classmethod
    def from_json(cls, found: Json) -> Decision:
        """From a page; raises ``ValueError`` for what is none."""
        try:
            span = found.get("span")
            each = found.get("each") or {}
            return cls(
                answer=str(found["answer"]),
                span=(int(span[0]), int(span[1])) if span else None,
                facts={
                    str(k): (int(v["n"]), str(v.get("text") or "")[:200])
                    for k, v in (found.get("facts") or {}).items()
                },
                notes=frozenset(int(n) for n in found.get("notes") or ()),
                each={str(k): cls.from_json(v) for k, v in list(each.items())[:_MOST]},
                bare=str(found.get("bare") or ""),
            )
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ValueError("It is no answer.") from error


Decisions = Mapping[str, Decision]


def decisions_of(found: object) -> dict[str, Decision]:
    """All of them, by question; raises ``ValueError``."""
    if not isinstance(found, dict) or len(found) > _MOST:
        raise ValueError("These are no answers.")
    return {str(key): Decision.from_json(value) for key, value in found.items()}


def typed_days(text: str) -> dict[str, str]:
    """The cells of a day, or of two, that was typed; raises ``ValueError`` with the reason."""
    first, last = published(text)
    if not first:
        raise ValueError("Write a day, such as 13 September 2022.")
    return {"date_start": first, "date_end": last}


def cells_of(option: Option, text: str) -> dict[str, str]:
    """What an option sets."""
    return typed_days(text) if option.asks else dict(option.sets)


def open_reason(
    question: Question,
    facts: list[FactQuestion],
    decision: Decision | None,
    alone: tuple[str, ...],
    body: str,
) -> str:
    """Why a question is not decided yet, in a sentence; blank when it is."""
    if decision is None:
        return "Nothing is decided here yet."
    if decision.answer == EACH:
        for event in question.events:
            one = decision.each.get(event)
            if one is None or one.answer not in (SAME, OTHER, GONE):
                return "Decide for each event."
            if reason := _words_open(question, one, body):
                return reason
    elif reason := _words_open(question, decision, body):
        return reason
    if set(alone) & set(gone_events(question, decision)) and decision.bare not in (WITHDRAW, KEEP):
        return "Say what becomes of an event that no words tell."
    still = asked_of(question, decision)
    for fact in facts:
        if not still & set(fact.events):
            continue
        n, text = decision.facts.get(fact.id, (-1, ""))
        if not 0 <= n < len(fact.options):
            return f"{fact.label}: choose what becomes of it."
        try:
            cells_of(fact.options[n], text)
        except ValueError as error:
            return str(error)
    return ""


def _words_open(question: Question, one: Decision, body: str) -> str:
    if one.answer == SAME:
        return (
            "These words are gone; choose others." if question.new is None or question.gone else ""
        )
    if one.answer == OTHER:
        start, end = one.span or (0, 0)
        if not (0 <= start < end <= len(body) and body[start:end].strip() == body[start:end]):
            return "Choose words in the new text."
        return ""
    return "" if one.answer == GONE else "Nothing is decided here yet."


def answer_for(decision: Decision, event: str) -> Decision:
    """What was decided for one event."""
    return decision.each.get(event, decision) if decision.answer == EACH else decision


def gone_events(question: Question, decision: Decision) -> Iterator[str]:
    """The events that lose these words."""
    return (e for e in question.events if answer_for(decision, e).answer == GONE)


def asked_of(question: Question, decision: Decision) -> set[str]:
    """The events whose facts are asked for; a sentence that one of them lost says nothing of it."""
    lost = () if question.gone else gone_events(question, decision)
    return set(question.events) - set(lost)


def alone(collection: Collection, question: Question) -> tuple[str, ...]:
    """The events that no other words tell, here or in another article."""
    inside = {p.mention.mention_id for p in question.passages}
    elsewhere = {m.event_id for m in collection.mentions if m.mention_id not in inside}
    return tuple(
        e for e in question.events if e not in elsewhere and not collection.events[e].withdrawn
    )


def bare(collection: Collection, review: Review, decisions: Decisions) -> tuple[str, ...]:
    """Events that lose their last words by several answers together."""
    lost: dict[str, set[str]] = {}
    told: set[str] = set()
    for question in review.questions:
        told.update(alone(collection, question))
        decision = decisions.get(question.id)
        for event in gone_events(question, decision) if decision else ():
            mine = {p.mention.mention_id for p in question.passages if p.mention.event_id == event}
            lost.setdefault(event, set()).update(mine)
    rest = {m.event_id for m in collection.mentions if m.mention_id not in lost.get(m.event_id, ())}
    return tuple(e for e in lost if e not in rest and e not in told)
