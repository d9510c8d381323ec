"""Ids for rows that have none of their own yet, and their names wherever they are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodash.coding.draft.rows import PROVISIONAL, Cells, is_provisional, key_of
from geodash.collection.read.contract import KEYS, REFERS
from geodash.collection.read.ids import Ids, id_of_name, ids_after
from geodash.domain.editing import CellChange
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.gazetteer import OWN

#: The column of a row's id in the tables of the collection's geodata, and what its id begins with there.
_DRAWN = {"places": ("place_id", OWN), "areas": ("area_id", "")}
#: The tables whose ids are made of names; in others a column of that name is somebody's own.
_NAMED = ("actors", *_DRAWN)

Rows = Mapping[str, Mapping[str, Cells | None]]
#: New id by provisional one, table by table.
Given = Mapping[str, Mapping[str, str]]


def give_ids(rows: Rows, taken: Mapping[str, Iterable[str]], log: Iterable[CellChange]) -> Given:
    """An id for each provisional one: that after the highest ever; of what has a name, what that makes.

    ``taken`` are the ids in the tables; the ``log`` knows those that aren't there any more.
    """
    given: dict[str, dict[str, str]] = {}
    logged = list(log)
    for table, changes in rows.items():
        new = [ident for ident, row in changes.items() if row is not None and is_provisional(ident)]
        if not new or table == "links":
            continue
        known = Ids((*taken.get(table, ()), *(c.id for c in logged if c.table == table)))
        numbered = ids_after(known, table)
        given[table] = {}
        for ident in new:
            name = (changes[ident] or {}).get("name", "") if table in _NAMED else ""
            given[table][ident] = _named(name, known, table) if name else next(numbered)
    return given


def _named(name: str, known: Ids, table: str) -> str:
    begin = _DRAWN[table][1] if table in _DRAWN else ""
    base = begin + (id_of_name(name) or table.removesuffix("s"))
    found, number = base, 1
    while found in known or known.alike(found):
        number += 1
        found = f"{base}-{number}"
    known.add(found)
    return found


def with_ids(rows: Rows, given: Given) -> dict[str, dict[str, Cells | None]]:
    """The rows under the ids that were given, which they name each other by."""
    made: dict[str, dict[str, Cells | None]] = {}
    for table, changes in rows.items():
        own = given.get(table, {})
        made[table] = {}
        for ident, cells in changes.items():
            named = None if cells is None else _named_in(table, cells, given)
            new = own.get(ident, ident)
            if named is not None and table != "links":
                named = {**named, _DRAWN[table][0] if table in _DRAWN else KEYS[table][0]: new}
            made[table][key_of(table, named) if table == "links" and named else new] = named
    return made


def _named_in(table: str, cells: Cells, given: Given) -> Cells:
    refers = REFERS.get(table, {})
    about = dict(given.get("places", {}))
    about |= {AREA_PREFIX + old: AREA_PREFIX + new for old, new in given.get("areas", {}).items()}
    known = {**given, "about": about}
    return {
        name: _other(text, known.get(refers[name], {})) if name in refers else text
        for name, text in cells.items()
    }


def _other(text: str, given: Mapping[str, str]) -> str:
    if not given or PROVISIONAL not in text:
        return text
    return ";".join(given.get(part.strip(), part) for part in text.split(";"))
