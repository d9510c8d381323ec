"""Rivers and capitals of the base map, and that nothing is drawn along the 180th meridian."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from test_base_map import GEO, GROUND, cells, unit

from geodash.geo.base_file import LEVELS

#: A point on a river, and from which level on it is drawn.
RIVERS = {
    "Nile": ((18.5, 31.85), 0),
    "Congo": ((-2.9, 16.2), 0),
    "Euphrates": ((35.85, 39.2), 3),
    "Dnipro": ((50.4, 30.56), 3),
    "Kura": ((41.7, 44.8), 5),
    "Aras": ((39.0, 46.2), 5),
    "Jordan": ((32.2, 35.56), 5),
}

pytestmark = pytest.mark.data


@pytest.mark.parametrize("name", RIVERS)
def test_rivers_are_drawn_from_their_level_on(name: str) -> None:
    (lat, lon), least = RIVERS[name]
    x, y = unit(lat, lon)
    for z in (level.z for level in LEVELS if level.z >= least):
        reach = 0.35 / 360 if z else 2 / 360
        seen = GROUND.within((x - reach, y - reach, x + reach, y + reach), z)
        lines = shapely.union_all([*seen.rivers, *seen.streams])
        assert lines.distance(shapely.Point(x, y)) < reach, z
    names = {
        t for kind, t, *_ in (n for _, cell in cells(6).values() for n in cell.names) if kind == "r"
    }
    assert name in names


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: f"z{level.z}")
def test_rivers_keep_to_land_and_out_of_lakes(level) -> None:
    on_water = along = 0.0
    for _, cell in cells(level.z).values():
        lines = [*cell.rivers, *cell.streams]
        assert all(len(line) > 1 for line in lines)
        if lines and (lines := shapely.MultiLineString(lines)):
            lakes = shapely.union_all([shapely.Polygon(r[0], r[1:]) for r in cell.lakes])
            land = shapely.union_all(
                [shapely.Polygon(r[0], r[1:]) for _, some in cell.lands for r in some]
            )
            along += lines.length
            on_water += lines.difference(land.difference(lakes).buffer(1)).length
    assert along > 1000 and on_water < 0.001 * along


def test_the_180th_meridian_has_no_line() -> None:
    """No line runs along it, and no sliver of land lies on it. (That no picture is missing: test_round_the_world.py.)"""
    for level in LEVELS:
        for (x, _), (_, cell) in cells(level.z).items():
            if x not in (0, 2**level.z - 1):
                continue
            edge = 0 if x == 0 else level.extent
            lines = [*cell.rivers, *cell.streams, *cell.provinces]
            lines += [line for *_, some in cell.borders for line in some]
            assert not any((line[:, 0] == edge).sum() > 1 for line in lines)
            for _, polygons in cell.lands:
                for outline in (rings[0] for rings in polygons):
                    touches = (outline[:, 0] == edge).sum() > 1
                    assert not touches or np.ptp(outline[:, 0]) >= 8, (level.z, outline[:4])


def test_every_capital_is_named_by_zoom_6() -> None:
    """In the cells or in labels.geojson, whatever larger town is beside it; those of islands that no map has aside."""
    named = {p.text: p.least_zoom for p in GEO.printed if p.kind == "town"}
    for _, cell in cells(6).values():
        for kind, text, _, _, zoom, _ in cell.names:
            if kind == "t":
                named[text] = min(zoom, named.get(text, 99))
    late = {
        (place.name, place.country)
        for place in GEO.gazetteer
        if place.kind == "capital" and named.get(place.label, 99) > 6
    }
    assert {("Baghdad", "IRQ"), ("New Delhi", "IND"), ("Hong Kong", "HKG")}.isdisjoint(late)
    assert len(late) <= 6, sorted(late)
