"""Two codings made comparable: their events with the words that tell them, actors under common names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodash.domain.model import Collection, Event, Fact, Mention
from geodash.domain.passage import sentence_span
from geodash.geo.fold import fold

Span = tuple[int, int]
#: Stretches of text by article, in order, none touching the next.
Spans = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Coded:
    """An event of one coding.

    ``told`` are the words that say what happened, ``words`` all its words, ``sentences`` the whole sentences of
    ``told``; the actors go by names that both codings share.
    """

    event: Event
    told: Spans
    words: Spans
    sentences: Spans
    actors: frozenset[str]
    recipients: frozenset[str]
    says: frozenset[str]

    @property
    def key(self) -> tuple[object, ...]:
        """Its place in an order that depends on what was coded, not on rows; ids only part what is alike."""
        first = [(article, *span) for article, spans in sorted(self.told.items()) for span in spans]
        e = self.event
        said = (e.event_type or "", e.date_start or "", e.date_end or "", e.place_id, e.title)
        people = tuple(sorted(self.actors)), tuple(sorted(self.recipients))
        return tuple(first), tuple(map(str, said)), people, e.event_id


def length(spans: Spans) -> int:
    """Code points that they cover."""
    return sum(end - start for own in spans.values() for start, end in own)


def shared(one: Spans, other: Spans) -> int:
    """Code points that both cover."""
    return sum(
        max(0, min(a_end, b_end) - max(a, b))
        for article in one.keys() & other.keys()
        for a, a_end in one[article]
        for b, b_end in other[article]
    )


def likeness(one: Spans, other: Spans) -> float:
    """What both cover, as a share of what either does; 0 to 1."""
    common = shared(one, other)
    return common / ((length(one) + length(other) - common) or 1)


def coded(
    collection: Collection, articles: frozenset[str], names: Mapping[str, str]
) -> tuple[list[Coded], int]:
    """The events that ``articles`` alone tell, in the order of :attr:`Coded.key`, and how many others tell too.

    Withdrawn events are none. ``names`` are those of the actors, by id.
    """
    mentions: dict[str, list[Mention]] = {}
    for mention in collection.mentions:
        if mention.start is not None and mention.article_id in collection.articles:
            mentions.setdefault(mention.event_id, []).append(mention)
    found, elsewhere = [], 0
    for event in collection.events.values():
        own = mentions.get(event.event_id, [])
        there = {m.article_id for m in own}
        if event.withdrawn or not there & articles:
            continue
        if there - articles:
            elsewhere += 1
            continue
        found.append(_coded(collection, event, own, names))
    return sorted(found, key=lambda c: c.key), elsewhere


def _coded(
    collection: Collection, event: Event, own: list[Mention], names: Mapping[str, str]
) -> Coded:
    what = [m for m in own if Fact.WHAT in m.supports] or own
    around = [
        (m.article_id, sentence_span(collection.articles[m.article_id].body, *_bounds(m)))
        for m in what
    ]
    people = (event.actors, event.recipients, event.attributed_to)
    return Coded(
        event,
        _spans((m.article_id, _bounds(m)) for m in what),
        _spans((m.article_id, _bounds(m)) for m in own),
        _spans(around),
        *(frozenset(names.get(i, i) for i in ids) for ids in people),
    )


def _bounds(mention: Mention) -> Span:
    return mention.start or 0, mention.end or 0


def _spans(found: Iterable[tuple[str, Span]]) -> Spans:
    """Joined where they touch."""
    made: dict[str, list[Span]] = {}
    for article, (start, end) in sorted(found):
        own = made.setdefault(article, [])
        if own and start <= own[-1][1]:
            own[-1] = own[-1][0], max(own[-1][1], end)
        else:
            own.append((start, end))
    return {article: tuple(own) for article, own in made.items()}


def common_names(one: Collection, other: Collection) -> tuple[dict[str, str], dict[str, str]]:
    """A name for each actor by its id, first of ``one``, then of ``other``; equal where they are the same actor.

    The same are those of one id, and those of which one is called what the other is, or is also called.
    """
    sides = one.actors, other.actors
    owner: dict[tuple[int, str], tuple[int, str]] = {
        (n, i): (n, i) for n in (0, 1) for i in sides[n]
    }

    def top(at: tuple[int, str]) -> tuple[int, str]:
        while owner[at] != at:
            at = owner[at]
        return at

    def join(a: tuple[int, str], b: tuple[int, str]) -> None:
        first, second = sorted((top(a), top(b)))
        owner[second] = first

    called: tuple[dict[str, list[str]], ...] = ({}, {})
    for n, actors in enumerate(sides):
        for ident, actor in actors.items():
            for name in {fold(actor.name), *map(fold, actor.aliases)} - {""}:
                called[n].setdefault(name, []).append(ident)
    for ident in sides[0].keys() & sides[1].keys():
        join((0, ident), (1, ident))
    for name in called[0].keys() & called[1].keys():
        # A name that two actors of one coding have says of neither who it is.
        if len(called[0][name]) == len(called[1][name]) == 1:
            join((0, called[0][name][0]), (1, called[1][name][0]))
    groups: dict[tuple[int, str], set[str]] = {}
    for at in owner:
        groups.setdefault(top(at), set()).add(sides[at[0]][at[1]].name)
    names: dict[tuple[int, str], str] = {}
    taken: set[str] = set()
    for at in sorted(groups, key=lambda g: (min(groups[g]), sorted(groups[g]), g)):
        name = min(groups[at])
        # Two actors of one name stay two.
        while name in taken:
            name += " *"
        taken.add(name)
        names[at] = name
    made = [{i: names[top((n, i))] for i in sides[n]} for n in (0, 1)]
    return made[0], made[1]
