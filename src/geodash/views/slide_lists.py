"""The lines of a slide that shows a view: events, or speakers, each accusation beside its answer.

An accusation never stands in a list without the other side. What doesn't fit on one slide goes on on the
next; a view of very many events is told in numbers of each
kind instead: nothing that would set party against party.
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
from geodash.views.slides import ListLine
from geodash.words.dates import date_label_short
from geodash.words.names import actor_names
from geodash.words.numbers import number_word

#: Lists that would take more slides than this are told in numbers.
MOST_PAGES = 3
#: Rows of text that a slide holds in type that the last row can read, and letters in each.
_HIGH, _ACROSS = 16.2, 78
#: Of rows of text: above a date, and what parts a reply from the next line.
_DATE, _REPLY = 1.1, 0.4


def list_lines(
    lookup: Lookup, events: Sequence[Event], names: PlaceNames, f: Filter
) -> tuple[ListLine, ...]:
    """A line an event in time order; a line a speaker where the view asks who speaks."""
    spoken = _by_speaker(lookup, events) if f.side == "by" and f.actors else {}
    if len(spoken) > 1:
        return _speakers(lookup, spoken)
    lines = [
        ListLine(
            (event.event_id,),
            event.title,
            date_label_short(event),
            reply=short_reply(card_of(lookup.collection, event.event_id, names)),
        )
        for event in events
    ]
    return tuple(_once(lines))


def pages(lines: Sequence[ListLine]) -> list[tuple[ListLine, ...]]:
    """The lines slide by slide; of too many, one page without any."""
    made = _packed(lines)
    if not lines or len(made) > MOST_PAGES or any(sum(map(_height, page)) > _HIGH for page in made):
        return [()]
    even = _evened(lines, len(made)) if len(made) > 1 else made
    return [tuple(_begun(page, lines)) for page in even]


# Lines ------------------------------------------------------------------------------------------


def _by_speaker(lookup: Lookup, events: Sequence[Event]) -> dict[str, list[Event]]:
    """The events by the party that speaks in them; empty if one has no single speaker."""
    actors, found = lookup.collection.actors, dict[str, list[Event]]()
    for event in events:
        speaking = parties(actors, voices(event))
        if len(speaking) != 1:
            return {}
        found.setdefault(speaking[0], []).append(event)
    return found


def _speakers(lookup: Lookup, spoken: dict[str, list[Event]]) -> tuple[ListLine, ...]:
    """One line a speaker in alphabetical order; the date of most of it stands over all."""
    actors = lookup.collection.actors
    dates = Counter(date_label_short(e) for events in spoken.values() for e in events)
    common = dates.most_common(1)[0][0]
    lines = []
    for party, events in spoken.items():
        name = actor_names(actors, [party])[0]
        texts, replies = [], []
        for event in sorted(events, key=lambda e: not e.title.startswith(f"{name} ")):
            when = date_label_short(event)
            apart = "" if when == common else f" ({when})"
            texts.append(f"{event.title.removeprefix(f'{name} ')}{apart}")
            replies.append(short_reply(card_of(lookup.collection, event.event_id)))
        reply = " ".join(dict.fromkeys(filter(None, replies)))
        ids = tuple(e.event_id for e in events)
        runs_on = any(e.title.startswith(f"{name} ") for e in events)
        voice = name if runs_on else f"{name}:"
        lines.append(ListLine(ids, "; ".join(texts), voice=voice, reply=reply))
    lines.sort(key=lambda line: line.voice.casefold())
    return (replace(lines[0], when=common), *lines[1:])


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
    start = reply if not reply.startswith("The ") else reply[:1].lower() + reply[1:]
    return f"To {'both' if n == 2 else f'these {number_word(n)}'}: {start}"


# Pages ------------------------------------------------------------------------------------------


def _groups(lines: Sequence[ListLine]) -> list[list[ListLine]]:
    """Lines that must stand on one page: those that share a reply."""
    groups: list[list[ListLine]] = []
    for line in lines:
        if groups and groups[-1][-1].replies_to == 0:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _height(line: ListLine) -> float:
    """How many rows of text a line takes, about."""
    rows = _rows(f"{line.voice} {line.text}") + (_DATE if line.when else 0)
    return rows + (_rows(line.reply) + _REPLY if line.reply else 0.2)


def _rows(text: str) -> int:
    return -(-len(text) // _ACROSS) if text.strip() else 0


def _evened(lines: Sequence[ListLine], count: int) -> list[list[ListLine]]:
    """The same over ``count`` pages of about the same height, as far as each holds it."""
    share = sum(map(_height, lines)) / count
    made: list[list[ListLine]] = [[]]
    for group in _groups(lines):
        high, here = sum(map(_height, group)), sum(map(_height, made[-1]))
        full = here + high > _HIGH or here + high / 2 > share
        if made[-1] and full and len(made) < count:
            made.append([])
        made[-1] += group
    if any(sum(map(_height, page)) > _HIGH for page in made):
        return _packed(lines)
    return made


def _packed(lines: Sequence[ListLine]) -> list[list[ListLine]]:
    made: list[list[ListLine]] = [[]]
    for group in _groups(lines):
        if made[-1] and sum(map(_height, (*made[-1], *group))) > _HIGH:
            made.append([])
        made[-1] += group
    return made


def _begun(page: Sequence[ListLine], lines: Sequence[ListLine]) -> Iterator[ListLine]:
    """A page's lines; the first says its date even where the page before did."""
    first = page[0]
    if not first.when:
        before = lines[: lines.index(first)]
        first = replace(first, when=next((x.when for x in reversed(before) if x.when), ""))
    yield first
    yield from page[1:]
