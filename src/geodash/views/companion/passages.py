"""The passages of an article that a reader steps through: one an event, the words that tell just it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geodash.domain.lookup import Lookup
from geodash.domain.model import Fact, Mention
from geodash.domain.passage import Mark, paragraph_at


@dataclass(frozen=True, slots=True)
class Told:
    """Words of an article that tell an event, and its parts that no words but these tell there.

    ``mention_id`` is whose words they are, ``paragraph`` where they begin; ``None`` in a heading.
    """

    event_id: str
    mention_id: str
    parts: tuple[str, ...] = ()
    paragraph: int | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """The event and those parts."""
        return (self.event_id, *self.parts)


def passages_of(lookup: Lookup, article_id: str) -> tuple[Told, ...]:
    """The passages of an article in the order of its text.

    Of an event's mentions the shortest that says what happened; where none does, the shortest. A part whose
    words are its whole's joins it: the reader would else stand still while the map goes on.
    """
    found = _shortest(lookup, article_id)
    whole_of = {i: whole for i in found if (whole := _whole(lookup, found, i))}
    parts: dict[str, list[str]] = {}
    for event_id in found:
        if event_id in whole_of:
            parts.setdefault(_top(whole_of, event_id), []).append(event_id)
    body = lookup.collection.articles[article_id].body
    order = sorted(found.values(), key=lambda m: (m.start, m.end, m.event_id))
    return tuple(
        Told(
            mark.event_id,
            mark.mention_id,
            tuple(parts.get(mark.event_id, ())),
            paragraph_at(body, mark.start).number,
        )
        for mark in order
        if mark.event_id not in whole_of
    )


def _shortest(lookup: Lookup, article_id: str) -> dict[str, Mark]:
    """The mark of each event that is told in the article."""
    mentions = {m.mention_id: m for ms in _of(lookup, article_id) for m in ms}
    found: dict[str, Mark] = {}
    for mark in lookup.marks(article_id):
        held = found.get(mark.event_id)
        if held is None or _rank(mark, mentions) < _rank(held, mentions):
            found[mark.event_id] = mark
    return found


def _of(lookup: Lookup, article_id: str) -> Iterator[list[Mention]]:
    for event_id in {m.event_id for m in lookup.marks(article_id)}:
        yield lookup.mentions[event_id]


def _rank(mark: Mark, mentions: Mapping[str, Mention]) -> tuple[bool, int, int]:
    says_what = Fact.WHAT in mentions[mark.mention_id].supports
    return not says_what, mark.end - mark.start, mark.start


def _whole(lookup: Lookup, found: Mapping[str, Mark], event_id: str) -> str:
    """The whole whose words tell this part, too; blank for what has words of its own."""
    own = found[event_id]
    for whole in lookup.threads.umbrellas(event_id):
        other = found.get(whole)
        if other and own.start < other.end and other.start < own.end:
            return whole
    return ""


def _top(whole_of: Mapping[str, str], event_id: str) -> str:
    """The outermost of its wholes that the same words tell."""
    seen = {event_id}
    while event_id in whole_of and whole_of[event_id] not in seen:
        event_id = whole_of[event_id]
        seen.add(event_id)
    return event_id
