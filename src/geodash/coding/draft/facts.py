"""Which cells of a row say one fact together, and are asked about together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: Facts by table: what they are called in a question, and the columns that say them.
FACTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "events": {
        "title": ("title",),
        "kind": ("event_type",),
        "when": ("date_start", "date_end", "date_kind", "date_basis", "date_note"),
        "where": (
            "place_name", "place_id", "area_id", "latitude", "longitude", "where_prec", "place_role",
        ),
        "who": ("actors", "recipients"),
        "says": ("status", "attributed_to"),
        "toll": ("deaths_best", "deaths_low", "deaths_high", "deaths_of"),
        "about": ("about_places",),
        "context": ("context",),
        "standing": ("withdrawn", "replaced_by"),
        "note": ("note",),
    },
    "mentions": {
        "words": ("article_id", "quote", "prefix", "suffix", "start", "end"),
        "event": ("event_id",),
        "supports": ("supports",),
        "stance": ("stance", "disputes_what"),
    },
    "considered": {
        "words": ("article_id", "quote", "prefix", "suffix", "start", "end"),
        "reason": ("reason",),
        "read": ("by", "date"),
    },
}  # fmt: skip
#: Cells that mean nothing apart: whoever changes one of them has changed them all.
_TOGETHER = (
    frozenset({"date_start", "date_end"}),
    frozenset({"place_id", "area_id", "latitude", "longitude"}),
    frozenset({"deaths_best", "deaths_low", "deaths_high"}),
    frozenset({"stance", "disputes_what"}),
    frozenset({"withdrawn", "replaced_by"}),
    frozenset({"article_id", "quote", "prefix", "suffix", "start", "end"}),
    frozenset({"by", "date"}),
)


def fact_of(table: str, column: str) -> str:
    """The fact that a column says, or the column where it says one of its own."""
    facts = FACTS.get(table, {})
    return next((fact for fact, columns in facts.items() if column in columns), column)


def columns_of(table: str, fact: str) -> tuple[str, ...]:
    """The columns that say a fact."""
    return FACTS.get(table, {}).get(fact, (fact,))


def touched(columns: Iterable[str]) -> frozenset[str]:
    """Columns with those that mean nothing without them."""
    found = frozenset(columns)
    return found.union(*(unit for unit in _TOGETHER if unit & found))
