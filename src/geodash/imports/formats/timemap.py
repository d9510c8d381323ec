"""Timemap: events as JSON, with sources and associations beside them, and its workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geodash.imports.form import Form
from geodash.imports.readers.container import Opened
from geodash.imports.readers.objects import flat, objects, parsed, text
from geodash.imports.table import Table, records

TIMEMAP = Form(
    key="timemap",
    title="Timemap",
    fields={
        "id": ("id", "civid", "event_id"),
        "title": ("title",),
        "date": ("date", "datetime"),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "place": ("location",),
        "text": ("description",),
        "source": ("source_names",),
        "url": ("source_addresses", "url", "links"),
    },
    wants=(
        ("description",),
        ("date",),
        ("location", "latitude"),
        ("source1", "source_1", "association1", "association_1", "sources", "associations"),
    ),
    loses="Associations, filters and media are kept as columns; the hour is kept, the day counts.",
)
_MOST = 50_000_000


def timemap(file: Opened) -> tuple[Table, Form] | None:
    """The events of a Timemap."""
    if file.kind != "json":
        return None
    found = parsed(file)
    events = found.get("events") if isinstance(found, dict) else found
    rows = objects(events)
    known = [r for r in rows if {"date", "datetime"} & r.keys() and {"latitude", "location"} & r.keys() and {"sources", "associations", "filters"} & r.keys()]  # fmt: skip
    if not rows or 2 * len(known) < len(rows):
        return None
    noticed: list[str] = []
    beside = {n: _beside(file, found, n, noticed) for n in ("sources", "associations")}
    return records(file.name, [_row(r, beside) for r in rows], noticed), TIMEMAP


def _row(event: dict[str, Any], beside: dict[str, dict[str, Any]]) -> dict[str, str]:
    row = dict(flat({k: v for k, v in event.items() if k not in beside}))
    for name, known in beside.items():
        listed = event.get(name)
        listed = listed if isinstance(listed, list) else [listed] if listed else []
        row[name] = text(listed)
        items = [known.get(str(v), v) if isinstance(v, str | int) else v for v in listed]
        if name == "sources" and listed:
            row["source names"] = "; ".join(filter(None, (_name(i) for i in items)))
            row["source addresses"] = "; ".join(a for i in items for a in _addresses(i))
    return row


def _name(item: object) -> str:
    if not isinstance(item, dict):
        return "" if isinstance(item, str) and item.startswith("http") else text(item)
    return text(next((item[k] for k in ("title", "description", "name", "id") if item.get(k)), ""))


def _addresses(item: object) -> list[str]:
    if isinstance(item, str):
        return [item] if item.startswith("http") else []
    if not isinstance(item, dict):
        return []
    found = [item.get("url"), item.get("path"), *(p for p in item.get("paths") or () if p)]
    return [text(f) for f in found if isinstance(f, str) and f]


def _beside(file: Opened, found: object, name: str, noticed: list[str]) -> dict[str, Any]:
    """Sources or associations by id, out of the file or one beside it."""
    value = found.get(name) if isinstance(found, dict) else None
    path = (file.beside or Path()) / f"{name}.json"
    if value is None and path.is_file() and path.stat().st_size < _MOST:
        try:
            value = json.loads(path.read_bytes())
            noticed.append(f"{name}.json beside it was read, too.")
        except (ValueError, RecursionError):
            noticed.append(f"{name}.json beside it can't be read.")
    if isinstance(value, dict) and name in value:
        value = value[name]
    if isinstance(value, dict):
        return {str(k): v for k, v in value.items()}
    return {str(v.get("id")): v for v in objects(value)}
