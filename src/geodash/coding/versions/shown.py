"""The review of a new version as the page shows it: what settled itself, the questions, both texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from geodash.coding.versions.align import How, Pair, Span, Unit
from geodash.coding.versions.answers import (
    CLOSE,
    EACH,
    GONE,
    OTHER,
    SAME,
    WITHDRAW,
    Decision,
    Decisions,
    alone,
    bare,
)
from geodash.coding.versions.facts import FactQuestion, Places, facts_of
from geodash.coding.versions.review import Passage, Question, Review
from geodash.coding.versions.take import BARE, NOTE, Asked
from geodash.domain.model import Collection, Event, Status
from geodash.domain.passage import Block, paragraphs
from geodash.words.lists import listed

Json = dict[str, Any]

#: Letters of a passage in the list.
_QUOTE = 74
_FEW_SETTLED = 400


def shown(asked: Asked, decisions: Decisions, places: Places) -> Json:
    """Everything that the page draws once; what changes with an answer is :func:`progress`."""
    review, collection = asked.review, asked.collection
    edited = [q for q in review.questions if not q.gone]
    gone = [q for q in review.questions if q.gone]
    total = len(review.settled) + sum(len(q.passages) for q in review.questions)
    return {
        "article": {"id": review.article.article_id, "title": review.article.title},
        "counts": {
            "passages": total,
            "same": len(review.settled),
            "edited": sum(len(q.passages) for q in edited),
            "sentences": sum(len(q.pairs) for q in edited),
            "gone": sum(len(q.passages) for q in gone),
        },
        "questions": [*(_question(asked, q, places) for q in review.questions), *_notes(asked)],
        "settled": {
            "said": _settled(review),
            "rows": [_settled_row(collection, review, p) for p in review.settled[:_FEW_SETTLED]],
        },
        "fresh": {
            "said": _count(len(review.fresh), "new sentence"),
            "rows": [
                {"text": review.body[u.start : u.end], "paragraph": u.paragraph, "at": u.start}
                for u in review.fresh
            ],
        },
        "old": list(_column(asked, old=True)),
        "new": list(_column(asked, old=False)),
    } | progress(asked, decisions)


def progress(asked: Asked, decisions: Decisions) -> Json:
    """What is decided, in words by question, and what is still ``open`` and why."""
    still = asked.open(decisions)
    more = [_bare_question(asked, e) for e in bare(asked.collection, asked.review, decisions)]
    ids = [q.id for q in asked.review.questions]
    ids += [f"{NOTE}{n}" for n in asked.review.loose] + [q["id"] for q in more]
    return {
        "all": len(ids),
        "open": still,
        "said": {
            i: said for i in ids if i not in still and (said := _said(asked, i, decisions[i]))
        },
        "bare": more,
    }


# Questions ---------------------------------------------------------------------------------------


def _question(asked: Asked, question: Question, places: Places) -> Json:
    review, collection = asked.review, asked.collection
    facts = asked.facts[question.id]
    remarks = facts_of(collection, question, places)[1]
    first = question.passages[0]
    quote = review.article.body[slice(*(first.old if question.gone else question.old))]
    events = [collection.events[e] for e in question.events]
    lone = alone(collection, question)
    return {
        "id": question.id,
        "kind": "gone" if question.gone else "edited",
        "quote": _short(quote),
        "under": _under(question, facts, events),
        "events": [_event(e) for e in events],
        "facts": [_fact(f) for f in facts],
        "remarks": [{"label": r.label, "said": r.said} for r in remarks],
        "notes": [{"n": n, "text": review.article.notes[n].text} for n in question.notes],
        "alone": list(lone),
        "at": {"old": question.old[0], "new": (question.new or (_near(review, question), 0))[0]},
        "answers": [OTHER, GONE] if question.gone else [SAME, OTHER, GONE],
    }


def _near(review: Review, question: Question) -> int:
    """Where the sentence before it stands now."""
    before = [
        p.new.start
        for p in review.pairs
        if p.old is not None and p.new is not None and p.old.start < question.old[0]
    ]
    return before[-1] if before else 0


def _under(question: Question, facts: Sequence[FactQuestion], events: Sequence[Event]) -> str:
    number = next((p.old.paragraph for p in question.pairs if p.old and p.old.paragraph), None)
    words = [f"¶{number}" if number else "heading"]
    words.append(
        events[0].title if len(events) == 1 and question.gone else _count(len(events), "event")
    )
    kinds = {"Toll": "a figure changed", "When": "a day changed", "Where": "a place changed", "Who": "a name changed"}  # fmt: skip
    words += dict.fromkeys(kinds[f.label] for f in facts if f.label in kinds)
    return " · ".join(words)


def _event(event: Event) -> Json:
    return {
        "id": event.event_id,
        "title": event.title,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status is Status.PLANNED,
    }


def _fact(fact: FactQuestion) -> Json:
    options = [{"label": o.label, "asks": o.asks} for o in fact.options]
    return {
        "id": fact.id,
        "label": fact.label,
        "said": fact.said,
        "events": list(fact.events),
        "options": options,
        "chosen": fact.chosen,
    }


def _notes(asked: Asked) -> Iterator[Json]:
    for n in asked.review.loose:
        text = asked.review.article.notes[n].text
        yield _aside(f"{NOTE}{n}", "note", text, "an editors’ note whose words are gone", [])


def _bare_question(asked: Asked, ident: str) -> Json:
    event = asked.collection.events[ident]
    return _aside(
        f"{BARE}{ident}", "bare", event.title, "no words tell this event any more", [_event(event)]
    )


def _aside(ident: str, kind: str, quote: str, under: str, events: list[Json]) -> Json:
    nothing: list[Json] = []
    return {"id": ident, "kind": kind, "quote": _short(quote), "text": quote, "under": under, "events": events,
            "facts": nothing, "remarks": nothing, "notes": nothing, "alone": [], "at": None, "answers": []}  # fmt: skip


def _said(asked: Asked, ident: str, decision: Decision) -> str:
    """What was decided, for the list."""
    if ident.startswith(NOTE):
        return "closed" if decision.answer == CLOSE else "left as it is"
    if ident.startswith(BARE):
        return "withdrawn" if decision.answer == WITHDRAW else "kept without words"
    words = {
        SAME: "taken",
        OTHER: "other words",
        GONE: "gone from the text",
        EACH: "each by itself",
    }
    told = [words.get(decision.answer, "")]
    for fact in asked.facts[ident]:
        n, text = decision.facts.get(fact.id, (-1, ""))
        if 0 <= n < len(fact.options) and (fact.options[n].sets or fact.options[n].asks):
            told.append(f"{fact.label.lower()}: {text or fact.options[n].label}")
    if decision.bare and decision.answer in (GONE, EACH):
        told.append("withdrawn" if decision.bare == WITHDRAW else "kept without words")
    if decision.notes:
        told.append(_count(len(decision.notes), "note") + " closed")
    return "; ".join(told)


# What needs no answer ------------------------------------------------------------------------------


def _settled(review: Review) -> str:
    """``55 the same words, one paragraph further down``."""
    body, after = review.article.body, review.body
    moves = Counter(
        _paragraph(after, p.new[0]) - _paragraph(body, p.old[0]) for p in review.settled if p.new
    )
    said = f"{len(review.settled):,} the same words"
    away = [(by, n) for by, n in moves.most_common() if by]
    if not away:
        return said
    by, n = away[0]
    far = "one paragraph" if abs(by) == 1 else f"{abs(by)} paragraphs"
    where = f"{far} further {'down' if by > 0 else 'up'}"
    return f"{said}, {where}" if n == len(review.settled) else f"{said}, {n:,} of them {where}"


def _paragraph(body: str, at: int) -> int:
    blocks = [b for b in paragraphs(body) if b.start <= at]
    return sum(b.number is not None for b in blocks)


def _settled_row(collection: Collection, review: Review, passage: Passage) -> Json:
    old, new = review.article.body, review.body
    return {
        "quote": _short(old[slice(*passage.old)]),
        "title": collection.events[passage.mention.event_id].title,
        "old": _paragraph(old, passage.old[0]),
        "new": _paragraph(new, passage.new[0]) if passage.new else 0,
    }


# Two columns ----------------------------------------------------------------------------------------


def _column(asked: Asked, *, old: bool) -> Iterator[Json]:
    """The paragraphs of one text; a piece has its ``q``\\ uestion, is ``edit``\\ ed, is coded as a ``kind``."""
    review = asked.review
    body = review.article.body if old else review.body
    spans = _Spans(asked, old)
    for block in paragraphs(body):
        pieces = list(spans.pieces(body, block))
        yield {"number": block.number, "level": block.level, "at": block.start, "pieces": pieces}


class _Spans:
    """What is to be seen in one text, by where it stands."""

    def __init__(self, asked: Asked, old: bool) -> None:
        events = asked.collection.events
        self.questions: list[tuple[Span, str]] = []
        self.marks: list[tuple[Span, str]] = []
        self.edits: list[Span] = []
        for q in asked.review.questions:
            for pair in q.pairs:
                if unit := pair.old if old else pair.new:
                    self.questions.append(((unit.start, unit.end), q.id))
            for p in q.passages:
                if span := p.old if old else p.new:
                    self.marks.append((span, events[p.mention.event_id].kind.value))
        for pair in asked.review.pairs:
            self.edits += _edited(pair, old)
        self.fresh = [] if old else [(u.start, u.end) for u in asked.review.fresh]

    def pieces(self, body: str, block: Block) -> Iterator[Json]:
        start, end = block.start, block.end
        spans = [s for s, _ in (*self.questions, *self.marks)] + self.edits + self.fresh
        cuts = {start, end} | {c for s in spans for c in s if start < c < end}
        bounds = sorted(cuts)
        for left, right in pairwise(bounds):
            over = [(s[1] - s[0], kind) for s, kind in self.marks if s[0] <= left and right <= s[1]]
            asked = [q for s, q in self.questions if s[0] <= left and right <= s[1]]
            yield {
                "text": body[left:right],
                "at": left,
                "q": asked,
                "edit": any(s[0] <= left and right <= s[1] for s in self.edits),
                "kind": min(over)[1] if over else "",
                "fresh": any(s[0] <= left and right <= s[1] for s in self.fresh),
            }


def _edited(pair: Pair, old: bool) -> Iterator[Span]:
    if pair.how is How.GONE and old and pair.old:
        yield pair.old.start, pair.old.end
    for edit in pair.edits:
        unit: Unit | None = pair.old if old else pair.new
        first, last = (edit.a, edit.b) if old else (edit.c, edit.d)
        if not edit.same and unit and first < last:
            yield unit.tokens[first].start, unit.tokens[last - 1].end


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTE else plain[: _QUOTE - 1].rpartition(" ")[0] + " …"


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def to_decide(asked: Asked) -> str:
    """In a sentence, for who has no page: how much settles itself, and what doesn't."""
    review = asked.review
    total = len(review.settled) + sum(len(q.passages) for q in review.questions)
    parts = [
        _count(sum(not q.gone for q in review.questions), "edited sentence"),
        _count(sum(q.gone for q in review.questions), "passage") + " gone",
        _count(len(review.loose), "editors’ note"),
    ]
    asked_for = listed(p for p in parts if not p.startswith("0 "))
    said = f"{_count(total, 'passage')}: {len(review.settled):,} settle themselves"
    return f"{said}; to decide: {asked_for}." if asked_for else f"{said}; nothing is to be decided."
