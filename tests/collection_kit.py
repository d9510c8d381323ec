"""Small collections for tests: a good one, and ways to spoil it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from geodash.collection.read.contract import default_contract
from geodash.collection.read.known_places import KnownPlaces

ARTICLE = """\
---
title: "On the Road"
publisher: Example Press
genre: report
published_earliest: 2022-12-12
published_latest: 2022-12-31
---

## A heading

On Monday the road near Goris was blocked by a crowd. Armenia said that Azerbaijan staged it.
Azerbaijan rejected this on Tuesday. The road near Goris was blocked by a crowd again later.
"""
QUOTE = "On Monday the road near Goris was blocked by a crowd"
TWICE = "near Goris was blocked by a crowd"

EVENT = {
    "event_id": "e1",
    "title": "Road near Goris blocked",
    "date_start": "2022-12-12",
    "date_end": "2022-12-12",
    "date_basis": "stated",
    "place_name": "near Goris",
    "latitude": "39.51",
    "longitude": "46.34",
    "where_prec": "2",
    "place_role": "scene",
    "event_type": "PROTEST",
    "actors": "crowd",
    "status": "reported",
}
SAID = {
    "event_id": "e2",
    "title": "Armenia says that Azerbaijan staged the blocking",
    "latitude": "40.18",
    "longitude": "44.51",
    "place_role": "seat",
    "event_type": "DISAPPROVE",
    "actors": "arm",
    "recipients": "aze",
}
MENTION = {
    "mention_id": "m1",
    "event_id": "e1",
    "article_id": "road",
    "quote": QUOTE,
    "supports": "what;when;where;who",
}
MENTION2 = {
    "mention_id": "m2",
    "event_id": "e2",
    "article_id": "road",
    "quote": "Armenia said that Azerbaijan staged it",
    "supports": "what;who",
}
LINK = {"from_event": "e2", "to_event": "e1", "relation": "about"}
ACTORS = [
    {"actor_id": "arm", "name": "Armenia", "kind": "state", "country": "ARM"},
    {"actor_id": "aze", "name": "Azerbaijan", "kind": "state", "country": "AZE"},
    {"actor_id": "crowd", "name": "Crowd", "kind": "protesters"},
]
GEODATA = KnownPlaces(areas={}, places={"geonames:1": (39.51, 46.34)})


def table(name: str, *rows: dict[str, str], more: tuple[str, ...] = (), **dialect: str) -> str:
    """CSV text of a table with all columns of the contract, and ``more``."""
    out = io.StringIO(newline="")
    columns = [*default_contract().tables[name], *more]
    writer = csv.DictWriter(out, columns, lineterminator="\n", **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def make(folder: Path, **files: str | bytes | None) -> Path:
    """The good collection in ``folder``; ``events=…`` replaces events.csv, ``None`` omits it."""
    content: dict[str, str | bytes | None] = {
        "events": table("events", EVENT, SAID),
        "mentions": table("mentions", MENTION, MENTION2),
        "links": table("links", LINK),
        "actors": table("actors", *ACTORS),
        "article": ARTICLE,
        **files,
    }
    article = content.pop("article")
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    targets = {f"{name}.csv": value for name, value in content.items()}
    for name, value in {**targets, "articles/road.md": article}.items():
        if value is not None:
            data = value.encode() if isinstance(value, str) else value
            (folder / name).write_bytes(data)
    return folder


def codes(collection, *severities: str) -> set[str]:
    """The kinds of problems found (of the given severities)."""
    return {p.code for p in collection.problems if not severities or p.severity in severities}


def problem(collection, code: str):
    """The one problem of a kind."""
    found = [p for p in collection.problems if p.code == code]
    assert len(found) == 1, [str(p) for p in collection.problems]
    return found[0]
