"""The article's text cut at every passage, as the page draws it."""

from __future__ import annotations

from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.sentences import sentences_of
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Fact, Status
from geodash.domain.passage import Mark, Segment, paragraphs, segments
from geodash.words.coding import REASONS

Json = dict[str, Any]
CODED, NO_EVENT, OPEN = "coded", "none", "open"


def pieces(found: Candidate, article_id: str) -> list[list[Json]]:
    """For each block of the body the stretches under one set of marks, with offsets in it.

    ``opens`` are the signs to draw before the stretch, ``kinds`` those of its lines.
    """
    body = found.collection.articles[article_id].body
    marks = telling(found, article_id)
    made = []
    for block in paragraphs(body):
        at, row = block.start, []
        for piece in segments(body, block.start, block.end, marks):
            row.append(_piece(found, piece, at))
            at += len(piece.text)
        made.append(row)
    return made


def telling(found: Candidate, article_id: str) -> tuple[Mark, ...]:
    """The passages that tell what happened; all of an event that has none such."""
    marks = lookup_of(found.collection).marks(article_id)
    what = {m.mention_id for m in found.collection.mentions if Fact.WHAT in m.supports}
    told = {m.event_id for m in marks if m.mention_id in what}
    return tuple(m for m in marks if m.mention_id in what or m.event_id not in told)


def _piece(found: Candidate, piece: Segment, at: int) -> Json:
    made: Json = {"start": at, "end": at + len(piece.text)}
    if piece.marks:
        made["events"] = list(piece.events)
        made["kinds"] = list(dict.fromkeys(m.kind.value for m in piece.marks))[:2]
    if piece.opens:
        made["opens"] = _signs(found, piece.opens)
    return made


def _signs(found: Candidate, opens: tuple[Mark, ...]) -> list[Json]:
    """One sign for each event whose words begin here; those that look alike are counted."""
    signs: dict[tuple[str, bool, bool], Json] = {}
    for event_id in dict.fromkeys(m.event_id for m in opens):
        event = found.collection.events[event_id]
        planned = event.status is Status.PLANNED
        key = (event.kind.value, event.one_sided, planned)
        sign = signs.setdefault(
            key,
            {
                "kind": event.kind.value,
                "one_sided": event.one_sided,
                "planned": planned,
                "events": [],
            },
        )
        sign["events"].append(event_id)
    return list(signs.values())


def coverage(found: Candidate, article_id: str) -> list[str]:
    """What became of each sentence: it holds an event, was read and holds none, or is still to be read."""
    article = found.collection.articles[article_id]
    marks = lookup_of(found.collection).marks(article_id)
    none = considered(found, article_id)
    made = []
    for sentence in sentences_of(article.body):
        told = any(m.start < sentence.end and m.end > sentence.start for m in marks)
        read = any(r["start"] < sentence.end and r["end"] > sentence.start for r in none)
        made.append(CODED if told else NO_EVENT if read else OPEN)
    return made


def considered(found: Candidate, article_id: str) -> list[Json]:
    """What was read and holds no event: where, and why."""
    rows = found.rows["considered"].items()
    return [
        {
            "id": ident,
            "start": int(r["start"]),
            "end": int(r["end"]),
            "words": REASONS.get(r.get("reason", ""), r.get("reason", "")),
        }
        for ident, r in rows
        if r.get("article_id") == article_id
        and r.get("start", "").isdigit()
        and r.get("end", "").isdigit()
    ]
