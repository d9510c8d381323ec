"""The lines of a slide that shows a view: events, or speakers, each accusation beside its answer.

An accusation never stands in a list without the other side. What doesn't fit on one slide goes on on the next, as
far as it needs; what lines in a row share, date or reply, is said once a slide. A view of more events than anybody
goes through slide by slide is told in numbers of each kind: nothing that would set party against party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from geodash.domain.lookup import Lookup
from geodash.domain.model import Event
from geodash.domain.parties import parties, voices
from geodash.geo.names import PlaceNames
from geodash.query import Filter
from geodash.views.card.content import card_of
from geodash.views.card.short import short_reply
from geodash.views.places import place_label
from geodash.views.slides import ListLine
from geodash.words.dates import date_label_short, date_remark, told_when
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.numbers import number_word
from geodash.words.texts import clauses

#: Views of more events than this are told in numbers.
MOST_LISTED = 120
#: Rows of text that a slide holds in type that the last row can read, and letters in each.
_HIGH, _ACROSS = 15.5, 78
#: Letters of a reply: more, and no slide would hold the line. No title of a sound collection is as long as is shown.
_MOST = 600
#: Of rows of text: above a date, and what parts a reply from the next line; a kind on the first slide.
_DATE, _REPLY, _KIND = 1.1, 0.4, 0.8


def list_lines(
    lookup: Lookup, events: Sequence[Event], names: PlaceNames, f: Filter
) -> tuple[ListLine, ...]:
    """A line an event in time order; a line a speaker where the view asks who speaks.

    Each has its own date and reply: what several share is said once by :func:`pages`.
    """
    spoken = _by_speaker(lookup, events) if f.side == "by" and f.actors else {}
    if len(spoken) > 1:
        return _speakers(lookup, spoken, names)
    return tuple(_line(lookup, same, names) for same in _sentences(lookup, events))


def pages(lines: Sequence[ListLine], kinds: int = 0) -> list[tuple[ListLine, ...]]:
    """The lines slide by slide, what lines in a row share said once on each.

    ``kinds`` are those that the first slide counts above its lines.
    """
    if not lines:
        return [()]
    room = _HIGH * len(lines)  # more than all of them need
    made = _packed(lines, kinds, room)
    # Over as many slides, all about as full.
    need = (sum(map(_page_height, made)) + kinds * _KIND) / len(made)
    for share in (need * (1 + step / 20) for step in range(20)):
        even = _packed(lines, kinds, share)
        if len(even) <= len(made):
            made = even
            break
    return [tuple(_once(page)) for page in made]


# Lines ------------------------------------------------------------------------------------------


def _sentences(lookup: Lookup, events: Sequence[Event]) -> Iterator[list[Event]]:
    """The events, those together that are all parts of one whole and that the same words tell of."""

    def told(event: Event) -> tuple[str, ...]:
        mention, wholes = lookup.best(event.event_id), lookup.threads.umbrellas(event.event_id)
        if mention is None or len(wholes) != 1:
            return (event.event_id,)
        return (wholes[0], mention.article_id, mention.quote, told_when(event))

    for key, same in groupby(events, key=told):
        parts = list(same)
        ids = {e.event_id for e in parts}
        if len(parts) > 1 and ids == set(lookup.threads.members(key[0])):
            yield parts
        else:
            yield from ([event] for event in parts)


def _line(lookup: Lookup, events: Sequence[Event], names: PlaceNames) -> ListLine:
    """An event's line; that of several parts of one sentence has the title of the whole and says how many."""
    event = events[0]
    title, place = event.title, place_label(event, names)
    if len(events) > 1:
        title = lookup.collection.events[lookup.threads.umbrellas(event.event_id)[0]].title
        place = f"{number_word(len(events))} events, told in one sentence"
    return ListLine(
        tuple(e.event_id for e in events),
        clauses(title),
        told_when(event),
        reply=clauses(short_reply(card_of(lookup.collection, event.event_id, names)), _MOST),
        place=clauses(_beside(title, place), _MOST // 4),
    )


def _beside(title: str, place: str) -> str:
    """A place as it stands beside a title; blank where the title says it."""
    bare = place.removeprefix("near ").removeprefix("about ").removesuffix(" province")
    return "" if bare in title else place


def _by_speaker(lookup: Lookup, events: Sequence[Event]) -> dict[str, list[Event]]:
    """The events by the party that speaks in them; empty if one has no single speaker."""
    actors, found = lookup.collection.actors, dict[str, list[Event]]()
    for event in events:
        speaking = parties(actors, voices(event))
        if len(speaking) != 1:
            return {}
        found.setdefault(speaking[0], []).append(event)
    return found


def _speakers(
    lookup: Lookup, spoken: dict[str, list[Event]], names: PlaceNames
) -> tuple[ListLine, ...]:
    """One line a speaker in alphabetical order; the date of most of it stands over all."""
    actors = lookup.collection.actors
    dates = Counter(told_when(e) for events in spoken.values() for e in events)
    common = dates.most_common(1)[0][0]
    lines = []
    for party, events in spoken.items():
        name = actor_names(actors, [party])[0]
        texts, replies = [], []
        places = [place_label(e, names) for e in events]
        for event in sorted(events, key=lambda e: not e.title.startswith(f"{name} ")):
            when = ", ".join(filter(None, (date_label_short(event), date_remark(event))))
            apart = "" if told_when(event) == common else f" ({when})"
            texts.append(f"{event.title.removeprefix(f'{name} ')}{apart}")
            replies.append(short_reply(card_of(lookup.collection, event.event_id)))
        reply = " ".join(dict.fromkeys(filter(None, replies)))
        ids = tuple(e.event_id for e in events)
        runs_on = any(e.title.startswith(f"{name} ") for e in events)
        voice = name if runs_on else f"{name}:"
        place = listed(dict.fromkeys(places))
        lines.append(
            ListLine(ids, "; ".join(texts), common, voice, clauses(reply, _MOST), place=place)
        )
    return tuple(sorted(lines, key=lambda line: line.voice.casefold()))


def _once(lines: Sequence[ListLine]) -> Iterator[ListLine]:
    """Dates and replies that lines in a row share, said once: at their head, at their end."""
    before = ""
    for (when, reply), same in groupby(lines, key=lambda line: (line.when, line.reply)):
        group = list(same)
        for n, line in enumerate(group, 1):
            one, last = not reply or len(group) == 1, n == len(group)
            yield replace(
                line,
                when="" if when == before else when,
                reply=reply if one else _to_all(reply, n) if last else "",
                replies_to=1 if one else n if last else 0,
            )
            before = when


def _to_all(reply: str, n: int) -> str:
    ours = reply.startswith(("The ", "Told "))
    start = reply[:1].lower() + reply[1:] if ours else reply
    return f"To {'both' if n == 2 else f'these {number_word(n)}'}: {start}"


# Pages ------------------------------------------------------------------------------------------


def _packed(lines: Sequence[ListLine], kinds: int, share: float) -> list[list[ListLine]]:
    """The lines on pages of about ``share`` rows, none fuller than a slide holds.

    Lines of one reply stand together, unless they are more than a slide holds.
    """
    made: list[list[ListLine]] = [[]]
    for group in _groups(lines):
        pieces = [group] if _page_height(group) <= _HIGH else [[line] for line in group]
        for piece in pieces:
            taken = kinds * _KIND if len(made) == 1 else 0
            high = _page_height([*made[-1], *piece]) + taken
            if made[-1] and (high > _HIGH or high - _page_height(piece) / 2 > share):
                made.append([])
            made[-1] += piece
    return made


def _groups(lines: Sequence[ListLine]) -> list[list[ListLine]]:
    """Lines in a row that share a date and a reply, and each that wants none."""
    groups: list[list[ListLine]] = []
    for (_, reply), same in groupby(lines, key=lambda line: (line.when, line.reply)):
        group = list(same)
        groups += [group] if reply else [[line] for line in group]
    return groups


def _page_height(lines: Sequence[ListLine]) -> float:
    """How many rows of text lines take on one slide, about."""
    return sum(map(_height, _once(lines)))


def _height(line: ListLine) -> float:
    rows = _rows(line.told) + (_DATE if line.when else 0)
    return rows + (_rows(line.reply) + _REPLY if line.reply else 0.2)


def _rows(text: str) -> int:
    return -(-len(text) // _ACROSS) if text.strip() else 0
