"""Whose names come first: those of the countries that the events shown are of, before bystanders'.

Where there is no room on a party's land, its name stands on water close by, with a line to it, never on
the land of another. Where a party has no room for that either, no country is named: parties are named before
bystanders, or none is (``map/parties.js`` does the same).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import shapely

from geodash.views.drawing import COUNTRIES, LABELS
from geodash.views.still import grounds
from geodash.views.still.countries import Room, complete, named, spot_for
from geodash.views.still.country_forms import forms, has_code
from geodash.views.still.land import Land
from geodash.views.still.marks import Box, along
from geodash.views.still.typeset import Placed, size_of


def in_view(land: Land, parties: Iterable[str]) -> list[str]:
    """The parties of whose land enough is seen, and which the map has a name for."""
    if land.view.zoom < COUNTRIES.complete_from:
        return []
    view = land.view.width * land.view.height

    def enough(code: str) -> bool:
        size = land.size(code) * COUNTRIES.row
        least = COUNTRIES.party if land.whole(code) else view * COUNTRIES.party_fills
        return size >= max(least, COUNTRIES.party)

    return [c for c in parties if c in land.base.country_names and c in land.spans and enough(c)]


def unnamed(land: Land, parties: Iterable[str], placed: Iterable[Placed]) -> list[str]:
    """The parties in view without a name."""
    there = named(land.base, placed)
    return [c for c in in_view(land, parties) if c not in there]


def hushed(land: Land, parties: Sequence[str], placed: Sequence[Placed]) -> list[Placed]:
    """Without the names of countries where a party found no place for its own."""
    if not unnamed(land, parties, placed):
        return list(placed)
    return [p for p in placed if p.label.order != "country"]


def uneven(land: Land, parties: Sequence[str], placed: Iterable[Placed]) -> set[str]:
    """The countries with their whole name on a map that has a code for a party in view: no bystander is named more fully."""
    codes = {name.place_id: code for code, name in land.base.country_names.items()}
    country = (p.label for p in placed if p.label.order == "country")
    texts = {codes.get(label.place_id, ""): label.text for label in country}
    if not any(texts.get(code) == code for code in in_view(land, parties)):
        return set()
    return {code for code, text in texts.items() if text != code and has_code(code)}


def alike(land: Land, parties: Sequence[str], placed: Sequence[Placed]) -> list[Placed]:
    """With codes for all countries where a party has no room for more."""
    found = list(placed)
    places = {land.base.country_names[c].place_id: c for c in uneven(land, parties, found)}
    for i, p in enumerate(found):
        if p.label.order == "country" and (code := places.get(p.label.place_id)):
            label = replace(p.label, text=code, kind="country_small", below="")
            found[i] = replace(p, label=label, box=_shortened(p, *size_of(label)))
    return found


def rooms(placed: Iterable[Placed]) -> list[Box]:
    """What names take, with what they keep free beside them and along their lines."""
    found: list[Box] = []
    for p in placed:
        left, top, right, bottom = p.box
        found.append((left - LABELS.gap, top - 1, right + LABELS.gap, bottom + 1))
        found += along(*p.leader) if p.leader else []
    return found


def in_codes(
    land: Land, there: Room, parties: Sequence[str], placed: Sequence[Placed], taken: Sequence[Box]
) -> list[Placed]:
    """By their codes where a party has its own only: laid out anew, for they leave room for further countries."""
    if not uneven(land, parties, placed):
        return list(placed)
    names = land.base.country_names
    own = {names[c].place_id for c in parties if c in names}
    kept = [p for p in placed if p.label.order != "country" or p.label.place_id in own]
    kept = alike(land, parties, kept)
    others = complete(land, there, kept, [*taken, *rooms(kept)], even=True)
    return alike(land, parties, [*kept, *others])


def _shortened(placed: Placed, w: float, h: float) -> Box:
    """Where a code stands instead of a name: in its middle, or where its line begins."""
    left, top, right, bottom = placed.box
    x, y = placed.leader[0] if placed.leader else ((left + right) / 2, (top + bottom) / 2)
    x, y = max(left, min(right - w, x - w / 2)), max(top, min(bottom - h, y - h / 2))
    return x, y, x + w, y + h


def first(land: Land, parties: Sequence[str], covered: Sequence[Box]) -> list[Placed]:
    """The names of the parties in view, before any other name."""
    found: list[Placed] = []
    taken = list(covered)
    for code in in_view(land, parties):
        name = land.base.country_names[code]
        if spot := spot_for(land, code, name, taken) or _outside(land, code, taken):
            found.append(spot)
            taken += rooms([spot])
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
