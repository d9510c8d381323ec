"""What is compared of an event that both coded: a value for each field, and how it is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geodash.coding.agree.kappa import Kappa, Weight, kappa, same, steps
from geodash.coding.agree.pairs import Pair
from geodash.coding.agree.told import Coded, likeness
from geodash.domain.model import Event

NONE = "none"
#: UCDP’s steps from the place itself to the country; a seat has none, sea and air stand beside them.
_WHERE_STEPS = ("1", "2", "3", "4", "5", "6")
_DATE_STEPS = ("1", "2", "3", "4", "5")
NOMINAL, WEIGHTED = "Cohen’s κ", "Cohen’s κ, linear weights"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how its value is read and what of it is alike.

    ``columns`` of ``events.csv`` say it; ``likeness`` is the mean share in common, for lists.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    value: Callable[[Coded], str]
    weight: Weight[str] = same
    parts: Callable[[Coded], frozenset[str]] | None = None

    @property
    def variant(self) -> str:
        """Which kappa it is."""
        return NOMINAL if self.weight is same else WEIGHTED


@dataclass(frozen=True, slots=True)
class Figure:
    """The agreement on one field over all pairs; ``likeness`` is blank where only equal is alike."""

    field: Field
    kappa: Kappa
    likeness: float | None = None


def _set(values: Iterable[str]) -> str:
    return "; ".join(sorted(values)) or NONE


def _place(e: Event) -> str:
    ident = e.area_id or e.place_id
    if ident or e.point is None:
        return ident or NONE
    return f"{e.point.latitude:.2f}, {e.point.longitude:.2f}"


def _days(e: Event) -> str:
    return " to ".join(d.isoformat() for d in e.interval) if e.interval else NONE


def _toll(e: Event) -> str:
    figures = (e.deaths_low, e.deaths_best, e.deaths_high)
    if all(n is None for n in figures):
        return NONE
    return " / ".join("–" if n is None else str(n) for n in figures)


FIELDS: Sequence[Field] = (
    Field("kind", "Kind", ("event_type",), lambda c: c.event.kind.value),
    Field("event_type", "Type", ("event_type",), lambda c: c.event.event_type or NONE),
    Field("place", "Place", ("place_id", "area_id", "latitude", "longitude"), lambda c: _place(c.event)),
    Field("place_role", "What the place is", ("place_role",), lambda c: c.event.place_role or NONE),
    Field(
        "where_prec", "How near the place is known", ("where_prec",),
        lambda c: str(c.event.where_prec or NONE), steps(_WHERE_STEPS),
    ),
    Field("days", "Days", ("date_start", "date_end"), lambda c: _days(c.event)),
    Field(
        "date_prec", "How near the date is known", ("date_start", "date_end"),
        lambda c: str(c.event.date_prec or NONE), steps(_DATE_STEPS),
    ),
    Field("date_basis", "Printed or worked out", ("date_basis",), lambda c: c.event.date_basis or NONE),
    Field("actors", "Who did it", ("actors",), lambda c: _set(c.actors), parts=lambda c: c.actors),
    Field(
        "recipients", "To whom", ("recipients",), lambda c: _set(c.recipients),
        parts=lambda c: c.recipients,
    ),
    Field("status", "Status", ("status",), lambda c: c.event.status.value),
    Field(
        "attributed_to", "Who says so", ("attributed_to",), lambda c: _set(c.says),
        parts=lambda c: c.says,
    ),
    Field(
        "toll", "Toll", ("deaths_low", "deaths_best", "deaths_high"), lambda c: _toll(c.event)
    ),
)  # fmt: skip


def figures(pairs: Sequence[Pair]) -> list[Figure]:
    """The agreement on each field, in the order of :data:`FIELDS`."""
    return [_figure(field, pairs) for field in FIELDS]


def _figure(field: Field, pairs: Sequence[Pair]) -> Figure:
    found = kappa([(field.value(p.one), field.value(p.other)) for p in pairs], field.weight)
    if field.parts is None or not pairs:
        return Figure(field, found)
    shares = [_share(field.parts(p.one), field.parts(p.other)) for p in pairs]
    return Figure(field, found, sum(sorted(shares)) / len(pairs))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard’s: what both have of what either has."""
    return len(one & other) / len(one | other) if one | other else 1.0


def words_in_common(pairs: Sequence[Pair]) -> float | None:
    """The mean share of words that both have for an event; ``None`` without a pair."""
    if not pairs:
        return None
    return sum(sorted(likeness(p.one.words, p.other.words) for p in pairs)) / len(pairs)


def differing(pair: Pair) -> list[Field]:
    """The fields in which the two differ; the precision of days that differ is no second difference."""
    found = [f for f in FIELDS if f.value(pair.one) != f.value(pair.other)]
    names = {f.name for f in found}
    doubled = {"kind": "event_type", "date_prec": "days"}
    return [f for f in found if doubled.get(f.name) not in names]
