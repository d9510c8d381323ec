"""Names of the countries in view: no border has a name on one side only.

A country whose land in view has room for its name is named, if not at the place that the base map has
for it, then elsewhere on its land, smaller, in two lines or by its code; where only islands of it
are in view, in brackets beside these (``map/country_names.js`` does the same). Only what is too
small for all of these, or covered by marks, has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geodash.views.drawing import COUNTRIES
from geodash.views.still.base import Base, MapName
from geodash.views.still.country_forms import forms, label_of
from geodash.views.still.land import Land
from geodash.views.still.marks import Box
from geodash.views.still.typeset import Label, Placed, clear, size_of
from geodash.views.still.view import XY


@dataclass(frozen=True, slots=True)
class Room:
    """Which countries would be named in an empty picture, and which have room for a code that would
    stand beside an unnamed neighbour of their like, so that they have none.
    """

    able: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


def room(land: Land, around: Sequence[Box]) -> Room:
    """What there is room for; ``around`` is what stands over any map."""
    return _room(land, tuple(around))


@lru_cache(128)
def _room(land: Land, around: Sequence[Box]) -> Room:
    if land.view.zoom < COUNTRIES.complete_from:
        return Room()
    fits = {code: form for code in land.spans if (form := _fits(land, code, around))}
    able = set(fits)
    while alone := {c for c in able if fits[c] == "code" and not land.like(c) <= able}:
        able -= alone
    return Room(frozenset(able), frozenset(fits) - able)


def _fits(land: Land, code: str, around: Sequence[Box]) -> str:
    """What of a country has room in an empty picture: its name, its code, nothing."""
    name = land.base.country_names.get(code)
    for form, wide, afloat in _tries(name.text if name else code, code, land.near):
        w, h = size_of(form)
        for x, y in land.spots(code, wide, afloat):
            if clear((x - w / 2, y - h / 2, x + w / 2, y + h / 2), land.view, around):
                return "code" if form.text == code else "name"
    return ""


def complete(
    land: Land, room: Room, placed: Sequence[Placed], covered: Sequence[Box], *, even: bool = False
) -> list[Placed]:
    """Names for the countries in view that have none yet; ``covered`` is what they keep clear of.

    With ``even`` all have their code first, and a fuller name where that leaves room for it.
    """
    if land.view.zoom < COUNTRIES.complete_from:
        return []
    done = named(land.base, placed) | room.silent
    # The smallest first: the others have more room to give way in.
    order = sorted(land.spans, key=lambda c: (land.widest(c), c))
    order = [code for code in order if code in land.base.country_names and code not in done]
    if not even:
        return list(_each(land, order, covered, brief=False).values())
    found: dict[str, Placed] = {}
    for _ in range(COUNTRIES.rounds):
        found = _each(land, order, covered, brief=True)
        left = [code for code in order if code not in found and code in room.able]
        if not left:
            break
        order = [*left, *(code for code in order if code not in left)]
    return _fuller(land, found, covered)


def _each(
    land: Land, order: Sequence[str], covered: Sequence[Box], *, brief: bool
) -> dict[str, Placed]:
    """Names of countries one after another, by code."""
    taken, found = list(covered), {}
    for code in order:
        if spot := spot_for(land, code, land.base.country_names[code], taken, brief=brief):
            found[code] = spot
            taken.append(spot.box)
    return found


def _fuller(land: Land, found: Mapping[str, Placed], covered: Sequence[Box]) -> list[Placed]:
    """More of each name, the largest country's first, where all others leave room for it."""
    out = dict(found)
    for code in sorted(found, key=lambda c: (-land.widest(c), c)):
        others = [*covered, *(p.box for c, p in out.items() if c != code)]
        out[code] = spot_for(land, code, land.base.country_names[code], others) or out[code]
    return list(out.values())


def even(
    land: Land, room: Room, placed: Sequence[Placed], parties: Sequence[str] = ()
) -> list[Placed]:
    """Without the names of countries that have a neighbour without one, where room is scarce; parties have theirs."""
    found = list(placed)
    while not land.near and (pairs := one_sided(land, room, found)):
        alone = {land.base.country_names[one].place_id for one, _ in pairs if one not in parties}
        if not alone:
            break
        found = [p for p in found if p.label.order != "country" or p.label.place_id not in alone]
    return found


def spot_for(
    land: Land, code: str, name: MapName, taken: Sequence[Box], *, brief: bool = False
) -> Placed | None:
    """Where a country is named on its land, in the fullest form that has room, ``brief`` its shortest only."""
    at = land.middles[code]
    tries = _tries(name.text, code, land.near)
    for form, wide, afloat in (t for t in tries if not brief or t[0].text == tries[-1][0].text):
        w, h = size_of(form)
        for x, y in land.outward(code, wide, afloat):
            box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            if clear(box, land.view, taken):
                return _placed(form, name, box, at)
    return _beside(land, code, name, taken) if land.near else None


@lru_cache(1000)
def _tries(name: str, code: str, near: bool) -> Sequence[tuple[Label, float, bool]]:
    """Each form with the width that must be on land, and whether its ends may lie on water."""
    found: list[tuple[Label, float, bool]] = []
    for form in forms(name, code):
        wide = size_of(form)[0]
        found.append((form, wide, False))
        if near and form.kind == "country_small":
            found.append((form, wide, True))
    # A country that is narrower than its shortest name has it astride its borders.
    if near:
        form, wide, _ = found[-1]
        found.append((form, wide * COUNTRIES.astride - 2 * COUNTRIES.margin, False))
    return found


def _beside(land: Land, code: str, name: MapName, taken: Sequence[Box]) -> Placed | None:
    """In brackets on the water around the middle of a country's islands."""
    if not _islands(land, code):
        return None
    label = label_of(f"({name.text})", "country_small")
    w, h = size_of(label)
    mx, my = land.middles[code]
    for gap in COUNTRIES.beside:
        dx, dy = gap + w / 2, gap + h
        for x, y in ((mx, my + dy), (mx, my - dy), (mx + dx, my), (mx - dx, my)):
            box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            if clear(box, land.view, taken) and land.at_sea(box):
                return _placed(label, name, box, (mx, my))
    return None


def _islands(land: Land, code: str) -> bool:
    """Whether all that is seen of a country lies within the picture, without a border, and is large
    enough to matter.
    """
    if any(code in pair for pair in land.borders):
        return False
    return land.whole(code) and land.widest(code) ** 2 >= COUNTRIES.island


def _placed(form: Label, name: MapName, box: Box, at: XY) -> Placed:
    label = replace(form, latitude=name.point[0], longitude=name.point[1], place_id=name.place_id)
    return Placed(label, box, "middle", *at)


def named(base: Base, placed: Iterable[Placed]) -> set[str]:
    """Codes of the countries whose names stand on the map."""
    codes = {name.place_id: code for code, name in base.country_names.items()}
    return {codes.get(p.label.place_id, "") for p in placed if p.label.order == "country"}


def one_sided(land: Land, room: Room, placed: Iterable[Placed]) -> list[tuple[str, str]]:
    """Borders with a name on one side only: codes of the named and of the unnamed country.

    What would have no name in an empty picture either doesn't count.
    """
    known = named(land.base, placed)
    return [
        (one, other)
        for pair in sorted(land.borders)
        for one, other in (pair, pair[::-1])
        if one in known and other not in known and other in room.able
    ]
