"""A comparison taken away: the events of A and of B, each with its side, and what both hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geodash.domain.model import Collection, time_order
from geodash.exchange.select import cut_of
from geodash.exchange.selection import Selection, Sides
from geodash.exchange.takeaway import FilterError, asked
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store
from geodash.query.compare import Comparison, describe, is_compared, read
from geodash.query.params import REFUSED, query_string
from geodash.views.analysis.compare import Shares
from geodash.views.analysis.tallies import tallies


def strict_sides(
    params: str | Iterable[tuple[str, str]], shared: Filter, store: Store
) -> Comparison | None:
    """The comparison that parameters ask for, ``None`` where they tell no side.

    Raises ``FilterError`` for a side that makes no sense: a file must be what was asked for.
    """
    pairs = asked(params) if isinstance(params, str) else list(params)
    if not is_compared(pairs):
        return None
    compared, notices = read(pairs, shared, store, dropped=REFUSED)
    if notices or compared is None:
        raise FilterError(notices or ["there is nothing to compare under this filter"])
    return compared


def select_sides(
    store: Store, collection: Collection, geodata: GeoData, compared: Comparison, address: str = ""
) -> Selection:
    """All events of either side in time order, those of both once; ``address`` is the pages' own."""
    ids = [store.ids(side.filter) for _, side in compared.sides]
    events = tuple(sorted(store.events(list(dict.fromkeys([*ids[0], *ids[1]]))), key=time_order))
    shares = Shares.of(store, compared)
    counted = {e.event_id for e in shares.all}
    umbrellas = frozenset(e.event_id for e in events) - counted
    query = query_string([*compared.shared.to_params(), *compared.side_params()])
    return replace(
        cut_of(store, collection, geodata, events),
        words=describe(store, compared),
        query=query,
        link=f"{address}analyse?tab=compare&{query}" if address else "",
        umbrellas=umbrellas,
        members={i: store.members(i) for i in umbrellas},
        sides=Sides(
            f"A: {compared.a.label}",
            f"B: {compared.b.label}",
            frozenset(ids[0]),
            frozenset(ids[1]),
            tuple(_rows(tally) for tally in tallies(store, compared, shares.a, shares.b)),
        ),
    )


def _rows(tally: dict[str, object]) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    rows: list[dict] = tally["rows"]  # type: ignore[assignment,type-arg]
    return str(tally["title"]), tuple((r["label"], r["a"]["n"], r["b"]["n"]) for r in rows)
