"""GeoPackage: layers ``events``, ``areas`` and ``mentions``, for QGIS and GeoPandas.

Written with GDAL through pyogrio, column by column, so that days are days, counts are integers and
what is unknown is NULL. An unlocated event is a row without geometry.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyogrio import raw, set_gdal_config_options

from geodash.collection.read.contract import default_contract
from geodash.collection.write.temporary import temporary_folder
from geodash.exchange.about import about, about_text
from geodash.exchange.cells import cell, columns
from geodash.exchange.csv_ import derived_of
from geodash.exchange.facts import Facts
from geodash.exchange.geojson import position
from geodash.exchange.selection import Selection

_CRS = "EPSG:4326"
_OWN_NAMES = ("fid", "geom")
#: GDAL stamps its files; a fixed day keeps equal selections equal byte for byte.
_STAMP = "2000-01-01T00:00:00.000Z"
_lock = threading.Lock()


@dataclass(slots=True)
class _Field:
    """One attribute: its values, and what is unknown."""

    name: str
    values: np.ndarray
    missing: np.ndarray


def write(selection: Selection) -> bytes:
    """The file; points have no more decimals than their places are known to."""
    with temporary_folder() as folder, _lock:
        set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
        path = folder / "selection.gpkg"
        try:
            _events(path, selection)
            _areas(path, selection)
            _mentions(path, selection)
        finally:
            set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _events(path: Path, selection: Selection) -> None:
    events = selection.events
    points = [position(e) for e in events]
    wkb = [shapely.to_wkb(shapely.Point(p)) if p else None for p in points]
    facts = Facts(selection)
    fields = _table("events", events)
    taken = {f.name.casefold() for f in fields}
    for name, value in derived_of(selection.collection.kinds).items():
        unique = f"geodash_{name}" if name in taken else name
        fields.append(_field(unique, [value(e, facts) for e in events]))
    _layer(path, "events", "Events", fields, selection, wkb, "Point")


def _areas(path: Path, selection: Selection) -> None:
    areas = selection.areas
    names = ("area_id", "name", "name_other", "kind", "valid_from", "valid_to", "note")
    fields = [
        _field(n, [getattr(a, n) for a in areas], "date" if n.startswith("valid") else "")
        for n in names
    ]
    wkb = [shapely.to_wkb(a.geometry) for a in areas]
    _layer(
        path,
        "areas",
        "Areas and lines that the events cover or are about",
        fields,
        selection,
        wkb,
        "Unknown",
    )


def _mentions(path: Path, selection: Selection) -> None:
    fields = _table("mentions", selection.mentions)
    _layer(path, "mentions", "Passages that support the events", fields, selection)


def _table(table: str, items: Sequence[Any]) -> list[_Field]:
    """The contract's columns of a table, and those of its own; typed by the contract."""
    known = default_contract().tables[table]
    fields: list[_Field] = []
    taken = set(_OWN_NAMES)
    for name in columns(table, items):
        # SQLite doesn't tell names apart by their case.
        unique, n = name, 2
        while unique.casefold() in taken:
            unique, n = f"{name}_{n}", n + 1
        taken.add(unique.casefold())
        if name in known:
            fields.append(_field(unique, [getattr(i, name) for i in items], known[name].type))
        else:
            fields.append(_field(unique, [i.extra.get(name) or None for i in items]))
    return fields


def _field(name: str, values: Sequence[Any], type_: str = "") -> _Field:
    """A column; ``type_`` is Table Schema's, else told by the values."""
    missing = np.array([v is None or v == "" or v == () for v in values], dtype=bool)
    present = [v for v, gone in zip(values, missing, strict=True) if not gone]
    if type_ == "date":
        days = [v if isinstance(v, date) else None for v in values]
        return _Field(name, np.array(days, dtype="datetime64[D]"), missing)
    if type_ == "number":
        return _Field(name, np.array([v or 0.0 for v in values], dtype="float64"), missing)
    whole = type_ == "integer" or (bool(present) and all(isinstance(v, int) for v in present))
    if whole:
        return _Field(name, np.array([v or 0 for v in values], dtype="int64"), missing)
    texts = [cell(v).encode("utf-8", "replace").decode() for v in values]
    return _Field(name, np.array(texts, dtype=object), missing)


def _layer(
    path: Path,
    layer: str,
    title: str,
    fields: Sequence[_Field],
    selection: Selection,
    wkb: Sequence[bytes | None] | None = None,
    geometry_type: str | None = None,
) -> None:
    spatial: dict[str, Any] = {}
    if wkb is not None:
        spatial = {"crs": _CRS, "geometry_type": geometry_type}
    raw.write(
        path,
        geometry=None if wkb is None else np.array(wkb, dtype=object),
        field_data=[f.values for f in fields],
        fields=[f.name for f in fields],
        field_mask=[f.missing for f in fields],
        layer=layer,
        driver="GPKG",
        promote_to_multi=False,
        append=path.exists(),
        dataset_metadata={} if path.exists() else _metadata(selection),
        layer_options={"IDENTIFIER": title, "DESCRIPTION": about_text(selection)},
        **spatial,
    )


def _metadata(selection: Selection) -> dict[str, str]:
    """What the file says of itself; several licences under one key."""
    found: dict[str, str] = {}
    for label, text in about(selection):
        key = label.upper()
        found[key] = f"{found[key]}; {text}" if key in found else text
    return found
