"""The base map in pieces: geodata/base.sqlite."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import shapely

from . import base_ground, base_names, base_relief, base_rivers
from . import natural_earth as ne
from .base_file import cut, lines_in, mercator, polygons_in
from .base_file import write as write_file
from .base_ground import Ground
from .base_names import Name

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.base_cells import Cell
from geodash.geo.base_file import FILE, LEVELS, Level

Key = tuple[int, int, int]


def cells_of(ground: Ground, level: Level) -> dict[Key, Cell]:
    """A level in cells."""
    z, extent = level.z, level.extent
    found: dict[Key, Cell] = defaultdict(lambda: Cell(extent))
    codes = list(ground.lands)
    for (x, y), parts in cut(mercator([ground.lands[c] for c in codes]), z):
        for i, shape in parts:
            if polygons := polygons_in(shape, z, x, y, extent):
                found[z, x, y].lands.append((codes[i], polygons))
    for (x, y), parts in cut(mercator(ground.lakes), z):
        for _, shape in parts:
            found[z, x, y].lakes.extend(polygons_in(shape, z, x, y, extent))
    for (x, y), parts in cut(mercator([ground.provinces]), z):
        for _, shape in parts:
            found[z, x, y].provinces.extend(lines_in(shape, z, x, y, extent))
    for (x, y), parts in cut(mercator([ground.rivers, ground.streams]), z):
        cell = found.get((z, x, y), Cell(extent))
        land = [polygon for _, polygons in cell.lands for polygon in polygons]
        for i, shape in parts:
            lines = base_rivers.on_land(lines_in(shape, z, x, y, extent), land, cell.lakes)
            (cell.streams if i else cell.rivers).extend(lines)
    keys = list(ground.borders)
    for (x, y), parts in cut(mercator([ground.borders[k] for k in keys]), z):
        for i, shape in parts:
            if lines := lines_in(shape, z, x, y, extent):
                found[z, x, y].borders.append((*keys[i], lines))
    return dict(found)


def put_names(cells: dict[Key, Cell], names: list[Name]) -> None:
    """Each name into its cell of every level on which it can be seen."""
    ends = [*(level.least for level in LEVELS[1:]), 99.0]
    for level, end in zip(LEVELS[1:], ends[1:], strict=True):
        some = [n for n in names if n.min_zoom < end]
        where = shapely.get_coordinates(mercator([shapely.Point(n.lon, n.lat) for n in some]))
        for name, at in zip(some, where * 2**level.z, strict=True):
            x, y = (int(v) for v in at)
            units = [round((v - int(v)) * level.extent) for v in at]
            cell = cells.setdefault((level.z, x, y), Cell(level.extent))
            cell.names.append((name.kind[0], name.text, *units, name.min_zoom, name.rank))


def write(root: Path, out: Path) -> None:
    """Write base.sqlite."""
    cells: dict[Key, Cell] = {}
    for level, ground in zip(LEVELS, base_ground.levels(root), strict=True):
        cells |= cells_of(ground, level)
    names = {iso: ne.country_name(root, iso, iso)[0] for iso in base_ground.states(root)}
    put_names(cells, base_names.build(root, out))
    write_file(out / FILE, cells, base_relief.build(root), names)
