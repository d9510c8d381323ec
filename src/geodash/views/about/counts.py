"""Counts for About: what there is, how sure, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geodash.domain.model import (
    AnchorState,
    Collection,
    Context,
    DateBasis,
    Event,
    PlaceRole,
    Status,
)
from geodash.domain.wholes import PartsOf, giving_way
from geodash.query.params import query_string
from geodash.query.schema import descendants
from geodash.query.source import part_of
from geodash.words.dates import UNDATED
from geodash.words.kinds import kind_label
from geodash.words.labels import ROLE_LABELS, STATUS_LABELS
from geodash.words.numbers import number_of, plural
from geodash.words.precision import DATE, PLACE
from geodash.words.texts import capital

#: A value to count, its label, and the filter that shows just these events.
Value = tuple[object, str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class CountRow:
    """A line of a table of counts; ``query`` shows just these events in Explore, if anything can."""

    label: str
    n: int
    query: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A table of counts and what its rows count."""

    key: str
    title: str
    rows: tuple[CountRow, ...]
    note: str = ""


def standing(collection: Collection) -> list[Event]:
    """Events that have not been withdrawn."""
    return [e for e in collection.events.values() if not e.withdrawn]


def parts_of(collection: Collection) -> PartsOf:
    """The parts of each whole, parts of parts too."""
    parts = descendants(part_of(collection.links))
    return lambda whole: parts.get(whole, ())


def counted(events: Iterable[Event], parts: PartsOf) -> list[Event]:
    """Those that count as events beside each other: a whole gives way to its parts, as on Explore."""
    events = list(events)
    ids = {e.event_id for e in events}
    aside = giving_way(ids, ids, parts)
    return [e for e in events if e.event_id not in aside]


def inferred_dates(events: Sequence[Event]) -> str:
    """How many of the dated events have a date that was inferred, and how many of these say how."""
    dated = [e for e in events if e.interval]
    inferred = [e for e in dated if e.date_basis is DateBasis.INFERRED]
    if not inferred:
        return ""
    n, say = len(inferred), sum(bool(e.date_note) for e in inferred)
    how = "each says how" if say == n else f"{say:,} of them {plural(say, 'says', 'say')} how"
    whole = number_of(len(dated), "dated event")
    return f"The dates of {n:,} of {whole} ({100 * n / len(dated):.0f} %) were inferred; {how}."


def tables(collection: Collection) -> list[Counted]:
    """By kind, status, precision of place and date, role, and context; each adds up to the events."""
    events = counted(standing(collection), parts_of(collection))
    return [
        Counted(
            "kind",
            "By kind",
            _rows(
                events,
                lambda e: e.kind,
                [(k, kind_label(k), [("kind", k.value)]) for k in collection.kinds],
            ),
        ),
        Counted(
            "status",
            "By who vouches for it",
            _rows(
                events,
                lambda e: e.status,
                [(s, STATUS_LABELS[s], [("status", s.value)]) for s in Status],
            ),
            "About whether it happened, not about who did it or what to call it.",
        ),
        Counted("where", "How closely the place is known", _places(events), "UCDP where_prec."),
        Counted("when", "How closely the date is known", _dates(events), "UCDP date_prec."),
        Counted(
            "role",
            "Why the mark stands where it stands",
            _rows(
                events,
                lambda e: e.place_role,
                [
                    *((r, ROLE_LABELS[r], [("role", r.value)]) for r in PlaceRole),
                    (None, "Not on the map", []),
                ],
            ),
        ),
        Counted("context", "News or history told in passing", _contexts(events)),
    ]


def _rows(
    events: Iterable[Event],
    key: Callable[[Event], object],
    values: Sequence[Value],
) -> tuple[CountRow, ...]:
    counts = Counter(map(key, events))
    return tuple(
        CountRow(label, counts[value], query_string([*pairs, ("bg", "1")]) if pairs else "")
        for value, label, pairs in values
        if counts[value]
    )


def _places(events: Sequence[Event]) -> tuple[CountRow, ...]:
    labels: list[Value] = [(n, capital(step.known), []) for n, step in PLACE.items()]
    labels.append((None, "No precision: the speaker’s seat, or not on the map", []))
    return _rows(events, lambda e: e.where_prec, labels)


def _dates(events: Sequence[Event]) -> tuple[CountRow, ...]:
    labels: list[Value] = [(n, capital(step.known), []) for n, step in DATE.items()]
    labels.append((None, capital(UNDATED), []))
    return _rows(events, lambda e: e.date_prec, labels)


def _contexts(events: Sequence[Event]) -> tuple[CountRow, ...]:
    foreground = sum(e.context is Context.FOREGROUND for e in events)
    return (
        CountRow("Foreground", foreground, ""),
        CountRow("Background, hidden until asked for", len(events) - foreground, "bg=1"),
    )


def anchors(collection: Collection) -> tuple[CountRow, ...]:
    """How well the words of every mention are found in its article as it is now."""
    counts = Counter(a.state for a in collection.anchors.values())
    words = {
        AnchorState.EXACT: "Found where they were coded",
        AnchorState.MOVED: "Found elsewhere: the text was edited around them",
        AnchorState.FUZZY: "Similar words found: to be looked at",
        AnchorState.AMBIGUOUS: "Found more than once: to be looked at",
        AnchorState.LOST: "Not found",
    }
    return tuple(CountRow(words[state], counts[state]) for state in AnchorState)


@dataclass(frozen=True, slots=True)
class Coded:
    """Events told in an article, its mentions, and the share (percent) of its words in them."""

    events: int
    mentions: int
    share: int


def by_article(collection: Collection) -> dict[str, Coded]:
    """What is coded of each article, by its id."""
    found: dict[str, Coded] = {}
    stands, parts = standing(collection), parts_of(collection)
    for article_id, article in collection.articles.items():
        own = [m for m in collection.mentions if m.article_id == article_id]
        told = {m.event_id for m in own}
        events = counted((e for e in stands if e.event_id in told), parts)
        covered = _covered((m.start, m.end) for m in own)
        share = round(100 * covered / len(article.body)) if article.body else 0
        found[article_id] = Coded(len(events), len(own), share)
    return found


def _covered(spans: Iterable[tuple[int | None, int | None]]) -> int:
    """Code points under at least one span."""
    total, reach = 0, 0
    for start, end in sorted((s, e) for s, e in spans if s is not None and e is not None):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total
