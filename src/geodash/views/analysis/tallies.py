"""What two sides hold of each kind, party, source and place: in whole events, never in percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from geodash.domain.kinds import AnyKind
from geodash.domain.model import Event, Status
from geodash.query.compare import Comparison
from geodash.query.store import Store
from geodash.views.analysis.figures import Json, figure, sides
from geodash.views.places import place_label
from geodash.words.kinds import kind_label
from geodash.words.labels import STATUS_LABELS

#: Rows of one list; parties of whom it is said what they did and what was done to them.
MOST_ROWS, MOST_PARTIES = 12, 3

Row = tuple[str, str, Callable[[Event], bool]]


def tallies(
    store: Store, compared: Comparison, a: Sequence[Event], b: Sequence[Event]
) -> list[Json]:
    """By kind, who to whom, who vouches, party and place; a row that neither side has is left out.

    An event between several parties counts in several rows.
    """
    kinds = ((k.value, kind_label(k), _is_kind(k)) for k in store.vocabulary.kinds)
    status = ((s.value, STATUS_LABELS[s], _has_status(s)) for s in Status)
    return [
        _counted("kind", "Kinds", kinds, a, b),
        _counted("who", "Who to whom", _whom(store, compared, [*a, *b]), a, b),
        _counted("status", "Who vouches", status, a, b),
        _ranked("party", "Who takes part", lambda e: _parties(store, e), a, b),
        _ranked("place", "Where", lambda e: _place(store, e), a, b),
    ]


def _is_kind(kind: AnyKind) -> Callable[[Event], bool]:
    return lambda e: e.kind == kind


def _has_status(status: Status) -> Callable[[Event], bool]:
    return lambda e: e.status is status


def _whom(store: Store, compared: Comparison, events: Iterable[Event]) -> Iterable[Row]:
    """Of the parties that are asked for, else of those with most events: what each did and met."""
    vocabulary = store.vocabulary
    asked = [*compared.shared.actors, *compared.a.filter.actors, *compared.b.filter.actors]
    most = Counter(party for event in events for party in _codes(store, event))
    ranked = sorted(most, key=lambda p: (-most[p], vocabulary.actor_name(p).casefold()))
    parties = list(dict.fromkeys(asked or ranked))[:MOST_PARTIES]
    for party in sorted(parties, key=lambda p: vocabulary.actor_name(p).casefold()):
        ids, name = frozenset(vocabulary.actor_ids(party)), vocabulary.actor_name(party)
        yield f"{party}>", f"by {name}", _among(ids, "actors")
        yield f">{party}", f"to or with {name}", _among(ids, "recipients")


def _among(ids: frozenset[str], field: str) -> Callable[[Event], bool]:
    return lambda e: not ids.isdisjoint(getattr(e, field))


def _codes(store: Store, event: Event) -> Iterable[str]:
    return sides(store.vocabulary, (*event.actors, *event.recipients), countries=True)


def _parties(store: Store, event: Event) -> Iterable[str]:
    return dict.fromkeys(map(store.vocabulary.actor_name, _codes(store, event)))


def _place(store: Store, event: Event) -> Iterable[str]:
    return (place_label(event, store.vocabulary.places),) if event.point else ()


def _counted(
    key: str, title: str, rows: Iterable[Row], a: Sequence[Event], b: Sequence[Event]
) -> Json:
    found: list[Json] = [
        {"value": value, "label": label, "a": figure(filter(has, a)), "b": figure(filter(has, b))}
        for value, label, has in rows
    ]
    found = [row for row in found if row["a"]["n"] or row["b"]["n"]]
    return {"key": key, "title": title, "rows": found, "more": 0}


def _ranked(
    key: str,
    title: str,
    values: Callable[[Event], Iterable[str]],
    a: Sequence[Event],
    b: Sequence[Event],
) -> Json:
    """The values with the largest difference first."""
    groups: dict[str, tuple[list[Event], list[Event]]] = {}
    for at, events in enumerate((a, b)):
        for event in events:
            for value in values(event):
                groups.setdefault(value, ([], []))[at].append(event)
    ranked = sorted(
        groups.items(), key=lambda g: (-abs(len(g[1][0]) - len(g[1][1])), g[0].casefold())
    )
    rows = [
        {"value": value, "label": value, "a": figure(one), "b": figure(two)}
        for value, (one, two) in ranked[:MOST_ROWS]
    ]
    return {"key": key, "title": title, "rows": rows, "more": max(0, len(ranked) - MOST_ROWS)}
