"""Selections to export: of the shipped collection, and of one full of traps."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import shipped_sample
from collection_kit import ACTORS, EVENT, LINK, MENTION, MENTION2, SAID, make, table

from geodash.collection import load
from geodash.domain.model import Collection
from geodash.exchange.select import select
from geodash.exchange.selection import Selection
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
TRAPS = ("=1+1", "+cmd|' /C calc'!A0", "-x", "@SUM(A1)", "\u00a0=2", "'=kept", "'plain", "＝3")
HOSTILE = '<img src=x onerror=alert(1)> "“;, \\ {x} % & $ # _ ^ ~ | `z` Ա🙂 ER  - TY  - @misc{a,'

#: For ``monkeypatch.setattr``, where a test asks of a PNG anything but its size: a full one takes a second.
SMALL_PICTURES = ("geodash.exchange.picture.SCALE", 0.25)


def hostile(folder: Path) -> Path:
    """A collection with formulas, markup, quotes and columns of its own; one umbrella, one part."""
    events = [
        EVENT | {"note": TRAPS[0], "x": TRAPS[1], "kind": "mine", "Title": "twin", "fid": "7"},
        SAID | {"title": f"{HOSTILE}"[:88], "latitude": "", "longitude": "", "x": "=HYPERLINK(1)"},
        EVENT | {"event_id": "whole", "title": "Both ways near Goris blocked", "deaths_best": "4"},
        EVENT | {"event_id": "gone", "title": "Withdrawn", "withdrawn": "2023-01-01"},
        *(
            EVENT | {"event_id": f"t{i}", "title": trap, "longitude": "46.3456789", "where_prec": p}
            for i, (trap, p) in enumerate(zip(TRAPS, "12345671", strict=True))
        ),
    ]
    links = [LINK, {"from_event": "e1", "to_event": "whole", "relation": "part_of"}]
    more = ("x", "kind", "fid")
    rows = [{k: v for k, v in e.items() if k != "Title"} for e in events]
    return make(
        folder,
        events=table("events", *rows, more=more),
        mentions=table("mentions", MENTION, MENTION2),
        links=table("links", *links),
        actors=table("actors", *ACTORS[:2], ACTORS[2] | {"name": HOSTILE, "parent": "arm"}),
    )


@cache
def site_of(folder: Path) -> Site:
    """The site of a folder, opened once."""
    return shipped_sample.site() if folder == ROOT else Site.open(folder)


@cache
def _packaged() -> GeoData:
    """geodash's own geodata, read once for all collections that bring none."""
    return GeoData(None)


@cache
def _parts_of(folder: Path) -> tuple[Store, Collection, GeoData]:
    if folder == ROOT:
        site = site_of(folder)
        return site.store, site.collection, site.geodata
    geodata = GeoData(folder) if (folder / "geodata").exists() else _packaged()
    collection = load(folder)
    return Store(collection, geodata.gazetteer, geodata.areas), collection, geodata


def cut(folder: Path, query: str = "", link: str = "") -> Selection:
    """What a query selects of the collection in a folder."""
    store, collection, geodata = _parts_of(folder)
    f, notices = Filter.from_params(query, store.vocabulary)
    assert not notices
    return select(store, collection, geodata, f, link)
