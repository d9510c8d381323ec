"""Into a collection: a folder that is one, a file of events, a frame of one's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodash.collection.read.contract import ESSENTIAL, REFERS, default_contract
from geodash.collection.scaffold import scaffold
from geodash.exchange.cells import cell, csv_text
from geodash.exchange.csv_ import DERIVED
from geodash.imports.recognise import bring
from geodash.imports.report import brought_lines, taken_lines
from geodash.imports.take import take
from geodash.notebook.frames import CRS
from geodash.notebook.opened import Opened

#: Worked out of an event: not a column to be kept.
_DERIVED = frozenset({*DERIVED, "plover"})
_POINT = ("latitude", "longitude")


def opened(
    path: str | Path,
    *,
    form: str = "",
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Opened:
    """Open a collection's folder, or a file of events that ``geodash import`` reads.

    A file is brought into a collection that lasts as long as what is returned, whose ``told`` says what was
    recognised, asked and left out; ``form``, ``columns`` and ``answers`` are ``--as``, ``--map`` and
    ``--answer`` of the command. Raises ``OSError`` for what isn't there, ``ValueError`` for a file that
    isn't read.
    """
    source = Path(path)
    if not source.is_file():
        return Opened(source)
    return _brought(source, source.stem, form, columns, answers)


def from_geodataframe(
    frame: gpd.GeoDataFrame,
    *,
    title: str = "A frame",
    actors: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Opened:
    """A collection of a frame of one's own; :meth:`Opened.save` keeps it.

    With the contract's columns (``event_id`` and ``title`` at least, as :meth:`Opened.events` gives them)
    its rows are events as they stand, and ``actors`` says who is who. Any other frame is read as a file of
    its columns would be: ``columns`` and ``answers`` are ``--map`` and ``--answer`` of ``geodash import``.
    Raises ``ValueError`` for a frame without a CRS, and for one that isn't read.
    """
    if frame.crs is None:
        raise ValueError("the frame has no CRS: say which with frame.set_crs(…)")
    plain = frame.to_crs(CRS)
    if plain.index.name is not None and plain.index.name not in plain.columns:
        plain = plain.reset_index()
    if set(ESSENTIAL["events"]) <= set(plain.columns):
        return _as_it_stands(plain, title, actors)
    with TemporaryDirectory(prefix="geodash-frame-") as folder:
        file = Path(folder) / f"{_file_name(title)}.geojson"
        file.write_text(json.dumps(_features(plain), ensure_ascii=False), "utf-8")
        return _brought(file, title, "", columns, answers)


def _file_name(title: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in title)[:80].strip("-") or "frame"


def _brought(
    file: Path,
    title: str,
    form: str,
    columns: Mapping[str, str] | None,
    answers: Mapping[str, str] | None,
) -> Opened:
    beside = TemporaryDirectory(prefix="geodash-opened-")
    folder = Path(beside.name) / "collection"
    scaffold(folder, title)
    brought = bring(file, form=form, told=columns, answers=answers)
    taken = take(brought, folder)
    try:
        told = (*brought_lines(brought), *taken_lines(taken, dry_run=False))
    finally:
        taken.plan.close()
    return Opened(folder, told, beside)


def _as_it_stands(frame: gpd.GeoDataFrame, title: str, actors: pd.DataFrame | None) -> Opened:
    """A collection whose events are the rows of a frame with the contract's columns."""
    beside = TemporaryDirectory(prefix="geodash-opened-")
    folder = Path(beside.name) / "collection"
    scaffold(folder, title)
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    for name, found in zip(_POINT, _points(frame), strict=True):
        table[name] = found
    kept = [n for n in table.columns if n not in _DERIVED]
    rows = [[_cell(v) for v in row] for row in table[kept].itertuples(index=False, name=None)]
    _write(folder, "events", list(map(str, kept)), rows)
    _write(folder, "actors", *_actors(table, actors))
    return Opened(folder, (), beside)


def _points(frame: gpd.GeoDataFrame) -> tuple[list[Any], list[Any]]:
    """Latitudes and longitudes: those of the columns where the geometry is these, rounded; else the geometry's."""
    known = [frame[n] if n in frame.columns else [None] * len(frame) for n in _POINT]
    found: list[tuple[Any, Any]] = []
    for shape, *own in zip(frame.geometry, *known, strict=True):
        if shape is None or shape.is_empty:
            found.append((None, None))
            continue
        point = shape if shape.geom_type == "Point" else shape.representative_point()
        near = all(
            not pd.isna(o) and abs(float(o) - p) < 1e-3
            for o, p in zip(own, (point.y, point.x), strict=True)
        )
        found.append((own[0], own[1]) if near else (point.y, point.x))
    return [y for y, _ in found], [x for _, x in found]


def _actors(table: pd.DataFrame, actors: pd.DataFrame | None) -> tuple[list[str], list[list[str]]]:
    """Who is who, and a row for each that the events name besides."""
    names = list(default_contract().tables["actors"])
    rows: dict[str, list[str]] = {}
    if actors is not None:
        told = actors if actors.index.name is None else actors.reset_index()
        names = list(dict.fromkeys((*names, *map(str, told.columns))))
        for record in told.to_dict("records"):
            rows[_cell(record.get("actor_id"))] = [_cell(record.get(n)) for n in names]
    for column, target in REFERS["events"].items():
        if target != "actors" or column not in table.columns:
            continue
        for value in table[column]:
            for name in filter(None, map(str.strip, _cell(value).split(";"))):
                rows.setdefault(name, [{"actor_id": name, "name": name}.get(n, "") for n in names])
    return names, list(rows.values())


def _write(folder: Path, table: str, header: list[str], rows: list[list[str]]) -> None:
    text = csv_text(header, rows, "\n")
    (folder / f"{table}.csv").write_text(text, "utf-8", errors="replace", newline="")


def _cell(value: Any) -> str:
    """A frame's value as a cell: blank for what is missing, days as ISO dates, whole numbers without a point."""
    if isinstance(value, list | tuple | set | frozenset):
        return ";".join(map(_cell, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell(value if isinstance(value, str | date | float) else str(value))


def _features(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    names = [n for n in frame.columns if n != frame.geometry.name]
    cells = frame[names].itertuples(index=False, name=None)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": shapely.geometry.mapping(shape) if shape else None,
                "properties": dict(zip(map(str, names), map(_cell, row), strict=True)),
            }
            for shape, row in zip(frame.geometry, cells, strict=True)
        ],
    }
