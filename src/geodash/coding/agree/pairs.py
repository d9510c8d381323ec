"""Which events of two codings are the same: by the words that tell them, then type, actors, days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodash.coding.agree.assignment import assignment
from geodash.coding.agree.told import Coded, length, likeness, shared

#: What speaks for a pair, in points. Words come first; the rest decides between events of one sentence.
WORDS, TYPE, KIND, PEOPLE, DAYS, PLACE = 40, 15, 8, 15, 10, 5
#: Words that stand in one sentence, but not in common.
SENTENCE = 10
#: Without a word in common all of the rest has to be the same.
_ELSEWHERE = TYPE + PEOPLE + DAYS + PLACE
_CONFIRMED = 10_000
#: Code points of a stretch of text.
_STRETCH = 200
#: More than there is of the rest.
_REST = 20

#: Whether two events are one, as somebody decided, by their ids.
Decided = Mapping[tuple[str, str], bool]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two events have in common: shares from 0 to 1, and whether somebody said that they are one.

    ``rest`` counts what else is equal: it only decides between pairs that are alike in all that comes before.
    """

    words: float
    sentence: bool
    type: bool
    kind: bool
    people: float
    days: str
    place: bool
    rest: int = 0
    confirmed: bool = False

    @property
    def reasons(self) -> list[str]:
        """For a reader: ``same words``, ``same type``, …"""
        found = ["paired by hand"] if self.confirmed else []
        if self.words:
            found.append(f"{self.words:.0%} of the words in common")
        elif self.sentence:
            found.append("one sentence")
        found.append("same type" if self.type else "same kind" if self.kind else "another kind")
        found.append(
            "same actors"
            if self.people == 1
            else "some actors in common"
            if self.people
            else "other actors"
        )
        return [
            *found,
            {"same": "same days", "overlap": "days overlap"}.get(self.days, "other days"),
        ]


@dataclass(frozen=True, slots=True)
class Pair:
    """An event as both coded it, and what says so."""

    one: Coded
    other: Coded
    evidence: Evidence


def pairs(
    one: Sequence[Coded], other: Sequence[Coded], decided: Decided | None = None
) -> list[Pair]:
    """The pairs in the order of ``one``; each event is in one pair at most.

    They do not depend on the order of rows, nor on which coding is called the first.
    """
    # The same sum is worked out whichever of the two comes first.
    turned = [c.key for c in other] < [c.key for c in one]
    rows, columns = (other, one) if turned else (one, other)
    by_hand = {(b, a) if turned else (a, b): yes for (a, b), yes in (decided or {}).items()}
    found: dict[tuple[int, int], Evidence] = {}
    scores: dict[tuple[int, int], int] = {}
    for r, c in _likely(rows, columns, by_hand):
        mine, theirs = rows[r], columns[c]
        said = by_hand.get((mine.event.event_id, theirs.event.event_id))
        if said is False:
            continue
        evidence = _evidence(mine, theirs, confirmed=bool(said))
        if points := _score(evidence, mine, theirs):
            found[r, c], scores[r, c] = evidence, points * _REST + evidence.rest
    made = [
        Pair(*((columns[c], rows[r]) if turned else (rows[r], columns[c])), found[r, c])
        for r, c in assignment(len(rows), len(columns), scores).items()
    ]
    return sorted(made, key=lambda p: p.one.key)


def _likely(
    rows: Sequence[Coded], columns: Sequence[Coded], by_hand: Decided
) -> list[tuple[int, int]]:
    """The pairs that have any chance: the others need not be looked at, of thousands of events."""
    at = {c.event.event_id: n for n, c in enumerate(columns)}
    places: dict[object, list[int]] = {}
    for n, coded in enumerate(columns):
        for key in _keys(coded):
            places.setdefault(key, []).append(n)
    found = {
        (r, c) for r, coded in enumerate(rows) for key in _keys(coded) for c in places.get(key, ())
    }
    own = {c.event.event_id: n for n, c in enumerate(rows)}
    found |= {(own[a], at[b]) for a, b in by_hand if a in own and b in at}
    return sorted(found)


def _keys(coded: Coded) -> set[object]:
    """Events that are one share a stretch of text, or else type, days and place."""
    e = coded.event
    stretches: set[object] = {
        (article, n)
        for article, spans in coded.sentences.items()
        for start, end in spans
        for n in range(start // _STRETCH, end // _STRETCH + 1)
    }
    return stretches | {(e.event_type, e.interval, e.place_id, e.area_id)}


def _evidence(one: Coded, other: Coded, *, confirmed: bool) -> Evidence:
    a, b = one.event, other.event
    mine, theirs = one.actors | one.recipients, other.actors | other.recipients
    everybody = mine | theirs
    return Evidence(
        words=likeness(one.told, other.told),
        sentence=bool(shared(one.sentences, other.sentences)),
        type=a.event_type == b.event_type,
        kind=a.kind == b.kind,
        people=len(mine & theirs) / len(everybody) if everybody else 1.0,
        days=_days(one, other),
        place=(a.place_id, a.area_id) == (b.place_id, b.area_id),
        rest=sum(x == y for x, y in zip(_rest(one), _rest(other), strict=True)),
        confirmed=confirmed,
    )


def _rest(coded: Coded) -> tuple[object, ...]:
    e = coded.event
    toll = e.deaths_low, e.deaths_best, e.deaths_high
    near = e.point, e.place_role, e.where_prec
    people = coded.actors, coded.recipients, coded.says
    return (e.title, e.status, e.date_basis, toll, *near, *people, coded.words)


def _days(one: Coded, other: Coded) -> str:
    mine, theirs = one.event.interval, other.event.interval
    if mine == theirs:
        return "same"
    if mine and theirs and mine.first <= theirs.last and theirs.first <= mine.last:
        return "overlap"
    return "apart"


def _score(e: Evidence, one: Coded, other: Coded) -> int:
    """Points for a pair; 0 for what can't be one event."""
    if e.confirmed:
        return _CONFIRMED
    points = TYPE if e.type else KIND if e.kind else 0
    points += round(PEOPLE * e.people)
    points += {"same": DAYS, "overlap": DAYS // 2}.get(e.days, 0)
    points += PLACE if e.place else 0
    if e.words:
        # A clause out of a sentence that the other took whole tells the same.
        common = shared(one.told, other.told) / (min(length(one.told), length(other.told)) or 1)
        alike = e.kind or e.people or e.days != "apart"
        return round(WORDS * (common + e.words) / 2) + points if alike else 0
    if e.sentence:
        return SENTENCE + points if e.kind and e.people and e.days != "apart" else 0
    return points if points >= _ELSEWHERE else 0
