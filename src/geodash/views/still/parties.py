"""Whose names come first: those of the countries that the events shown are of, before bystanders'.

Where there is no room on a party's land, its name stands outside with a line to it, rather on water than
on the land of another (``map/parties.js`` does the same).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import shapely

from geodash.views.drawing import COUNTRIES, LABELS
from geodash.views.still import grounds
from geodash.views.still.countries import Land, forms, named, spot_for
from geodash.views.still.marks import Box, along
from geodash.views.still.typeset import Placed


def in_view(land: Land, parties: Iterable[str]) -> list[str]:
    """The parties of whose land enough is seen, and which the map has a name for."""
    if land.view.zoom < COUNTRIES.complete_from:
        return []
    known = [c for c in parties if c in land.base.country_names]
    return [c for c in known if land.size(c) * COUNTRIES.row >= COUNTRIES.party]


def neglected(land: Land, parties: Sequence[str], placed: Iterable[Placed]) -> list[str]:
    """The parties without a name on a map that names bystanders."""
    there = named(land.base, placed) - {""}
    return [c for c in in_view(land, parties) if c not in there] if there - {*parties} else []


def first(land: Land, parties: Sequence[str], covered: Sequence[Box]) -> list[Placed]:
    """The names of the parties in view, before any other name."""
    found: list[Placed] = []
    taken = list(covered)
    for code in in_view(land, parties):
        name = land.base.country_names[code]
        if spot := spot_for(land, code, name, taken) or _outside(land, code, taken):
            found.append(spot)
            left, top, right, bottom = spot.box
            taken.append((left - LABELS.gap, top - 1, right + LABELS.gap, bottom + 1))
            taken += along(*spot.leader) if spot.leader else []
    return found


def _outside(land: Land, code: str, taken: Sequence[Box]) -> Placed | None:
    """A name with a line to its country, in full rather than as a code."""
    name = land.base.country_names[code]
    whole = land.shapes[code]
    ground = max(shapely.get_parts(whole), key=lambda part: part.area)
    for form in (f for f in forms(name.text, code) if f.kind == "country_small"):
        label = replace(
            form,
            latitude=name.point[0],
            longitude=name.point[1],
            place_id=name.place_id,
            ground=ground,
        )
        if spot := grounds.place(label, land, taken):
            return spot
    return None
