"""Links that two coders made: compared where both coded the events at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geodash.coding.agree.pairs import Pair
from geodash.domain.model import Collection, Link


@dataclass(frozen=True, slots=True)
class Links:
    """How many links both made, and those that only one did, as it has them.

    Counted are links whose two events are both in a pair: of the same pairs, in the same direction and with the same
    relation they are the same. ``other_ends``: links of the same two events that only differ in relation or direction.
    """

    both: int
    only_one: tuple[Link, ...]
    only_other: tuple[Link, ...]
    other_ends: int

    @property
    def either(self) -> int:
        """Links that one of the two made."""
        return self.both + len(self.only_one) + len(self.only_other)

    @property
    def share(self) -> float | None:
        """What both made of what either did (Jaccard’s), 0 to 1; ``None`` without a link."""
        return self.both / self.either if self.either else None


def links_of(one: Collection, other: Collection, pairs: Sequence[Pair]) -> Links:
    """Compares the links of two codings between events that are paired."""
    numbers = (
        {p.one.event.event_id: n for n, p in enumerate(pairs)},
        {p.other.event.event_id: n for n, p in enumerate(pairs)},
    )
    mine = dict(_placed(one, numbers[0]))
    theirs = dict(_placed(other, numbers[1]))
    only_one = tuple(link for key, link in mine.items() if key not in theirs)
    only_other = tuple(link for key, link in theirs.items() if key not in mine)
    ends = {frozenset(k[:2]) for k in mine.keys() - theirs.keys()}
    apart = ends & {frozenset(k[:2]) for k in theirs.keys() - mine.keys()}
    return Links(len(mine.keys() & theirs.keys()), only_one, only_other, len(apart))


@dataclass(frozen=True, slots=True)
class Apart:
    """The links from one event that only one of two coders made, the other's as the first coding's rows would have them."""

    one: tuple[Link, ...]
    other: tuple[Link, ...]


def apart_from(found: Links, pairs: Sequence[Pair], pair: Pair) -> Apart:
    """What of ``found`` begins at a pair's event."""
    named = {p.other.event.event_id: p.one.event.event_id for p in pairs}
    mine, theirs = pair.one.event.event_id, pair.other.event.event_id
    return Apart(
        tuple(k for k in found.only_one if k.from_event == mine),
        tuple(
            replace(k, from_event=named[k.from_event], to_event=named[k.to_event])
            for k in found.only_other
            if k.from_event == theirs
        ),
    )


def _placed(
    collection: Collection, numbers: dict[str, int]
) -> Iterator[tuple[tuple[int, int, str], Link]]:
    """Each link by the pairs at its ends."""
    for link in collection.links:
        ends = numbers.get(link.from_event), numbers.get(link.to_event)
        if ends[0] is not None and ends[1] is not None:
            yield (ends[0], ends[1], link.relation.value), link
