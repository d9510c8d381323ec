"""What is proposed for a new event, shown in its card in the places of the values; nothing of it is the event's yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.rows import Texts
from geodash.coding.desk.state import State
from geodash.coding.desk.table import texts
from geodash.coding.draft.rows import is_provisional
from geodash.geo.names import PlaceNames

Json = dict[str, Any]
#: The cells of a row of the card, and those of them that are blank as long as nobody filled it.
ROWS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "when": (
        ("date_start", "date_end", "date_kind", "date_basis", "date_note"),
        ("date_start", "date_end", "date_note"),
    ),
    "where": (
        (
            "place_role", "place_name", "place_id", "area_id", "latitude", "longitude", "where_prec",
            "about_places",
        ),
        ("place_role", "place_name", "place_id", "latitude", "about_places"),
    ),
    "who": (("actors", "recipients"), ("actors", "recipients")),
    "says": (("status", "attributed_to"), ("attributed_to",)),
}  # fmt: skip
#: The columns of the table that are a row of the card.
_IN_TABLE: Mapping[str, tuple[str, ...]] = {"who": ("who", "whom")}
#: Columns that a proposal may fill.
COLUMNS = frozenset(c for cells, _ in ROWS.values() for c in cells)


def proposed(found: Candidate, event_id: str) -> dict[str, Texts]:
    """By row of the card the cells that are proposed for it: where it is blank, nobody looked at it or refused them."""
    given = found.state.proposed.get(event_id)
    if not given or not is_provisional(event_id) or event_id not in found.rows["events"]:
        return {}
    cells = found.event_row(event_id)
    rows = {}
    for row, (columns, blank) in ROWS.items():
        sets = {c: str(given[c]) for c in columns if given.get(c)}
        other = any(cells.get(c, "") != v for c, v in sets.items())
        free = not any(cells.get(c, "").strip() for c in blank)
        settled = f"{event_id}|{row}" in found.state.looked | found.state.refused
        if sets and other and free and not settled:
            rows[row] = sets
    return rows


def filled(state: State, rows: Mapping[str, Mapping[str, Texts]]) -> State:
    """The draft as it would be with what is proposed for its events: by event and row of the card."""
    for event_id, sets in rows.items():
        row = state.of("events").get(event_id)
        if row is not None:
            cells = {c: v for each in sets.values() for c, v in each.items()}
            state = state.with_row("events", event_id, {**row, **cells})
    return state


def in_table(
    rows: Mapping[str, Mapping[str, Texts]], made: Candidate, names: PlaceNames
) -> dict[str, Json]:
    """By event and column of the table: the ``row`` of the card that is proposed, its ``text`` there and what it ``set``s.

    ``made`` is the draft with all of it filled in.
    """
    found: dict[str, Json] = {}
    for event_id, sets in rows.items():
        event = made.collection.events.get(event_id)
        if event is None:
            continue
        said = texts(made, event, names)
        found[event_id] = {
            column: {"row": row, "text": said[column], "set": cells}
            for row, cells in sets.items()
            for column in _IN_TABLE.get(row, (row,))
            if said[column]
        }
    return found


def with_ghosts(
    card: Json,
    rows: Mapping[str, Texts],
    made: Callable[[State], Json | None],
    state: State,
) -> Json:
    """The card with the rows that are proposed as they would be; ``made`` makes the card of a draft."""
    event_id = card["id"]
    if not rows or state.of("events").get(event_id) is None:
        return card
    there = made(filled(state, {event_id: rows}))
    if there is None:
        return card
    ghosts = {r["key"]: r for r in there["rows"]}
    told = [
        {**ghosts[r["key"]], "looked": False, "ghost": rows[r["key"]]} if r["key"] in rows else r
        for r in card["rows"]
    ]
    return {**card, "rows": told}
