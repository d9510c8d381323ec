"""What makes a published article live: Read's own parts as one script, what they are told, the ground of its views."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import Any

from geodash.domain.extent import Bounds
from geodash.geo.areas import Area
from geodash.geo.layers import ATTRIBUTION, GeoData
from geodash.publish.edition import PAGE, Edition
from geodash.publish.leaf import Leaf, digest, packed
from geodash.views import told
from geodash.views.area_names import area_feature
from geodash.views.bundle import bundle, reader
from geodash.views.companion.answer import Reading
from geodash.views.map import map_module
from geodash.views.packed import ASSETS, area_ids
from geodash.views.show_ground import Pieces, wanted
from geodash.views.slides import Frame
from geodash.views.still.fit import view_of
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE

Json = dict[str, Any]
#: Units of the map beside an article on a usual screen.
_MAP = (800.0, 540.0)
#: How Folium's map comes on a published page.
DRAWN = {
    "map/folium.js": (
        "import drawn from '../publish/drawn.js';\nexport const folium = async () => drawn;\n"
    ),
}


@cache
def live_script() -> bytes:
    """Read's modules, Leaflet and Folium's map as one classic script."""
    root = f"export const ROOT = new URL('{PAGE.root}', document.baseURI);\n"
    made = {"core/root.js": root, **DRAWN, "publish/drawn.js": map_module()}
    return bundle("publish/live.js", reader(ASSETS, made)).encode()


def ground_at(geodata: GeoData) -> str:
    """The folder of the map's files, by their version."""
    return f"_/geo-{geodata.version[:10]}/"


def pieces_of(edition: Edition, read: Json) -> Pieces:
    """The cells of the base map that an article's views show."""
    views: list[Bounds] = [v for v in (read["view"], *(s["view"] for s in read["stops"])) if v]
    views = views or [tuple(edition.homes[0]["bounds"])]
    return wanted(view_of(edition.geodata, (), Frame(bounds=v), _MAP) for v in dict.fromkeys(views))


def version_of(read: Json) -> str:
    """The version of an article's companion: the page's own, as the collection's changes with every save."""
    return digest(json.dumps(read))[:8]


def read_leaf(edition: Edition, article_id: str, read: Json) -> Leaf:
    """``a/<article>/read.json``: what the script is given, its text left out, which stands in the page."""
    reading = Reading(edition.collection, edition.payloads, edition.geodata.areas)
    shown = {k: v for k, v in read.items() if k != "html"}
    first = reading.answer([("article", article_id)], shown)
    version = version_of(read)
    first |= {"version": version}
    base, pieces = edition.geodata.base, pieces_of(edition, read)
    cells = {p: int(bool(base and base.cell(*p))) for p in pieces.ground}
    relief = [p for p in pieces.relief if base and base.relief(*p)]
    data = {
        "api": "api/",
        "first": first,
        "told": told.as_json(edition.collection, edition.geodata.areas),
        "collection": {**edition.heading, "version": version},
        "attribution": ATTRIBUTION,
        "boundary_note": BOUNDARY_NOTE,
        "boundary_short": BOUNDARIES,
        "geo_version": edition.geodata.version,
        "homes": list(edition.homes),
        "ground_at": ground_at(edition.geodata),
        "ground": {
            "cells": {_at(p): n for p, n in cells.items()},
            "relief": list(map(_at, relief)),
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return Leaf.of(f"a/{article_id}/read.json", text.encode())


def ground_leaves(edition: Edition, found: Iterable[Pieces]) -> Iterator[Leaf]:
    """The map's files that any of the articles shows, each gzipped as it lies."""
    geodata, folder, found = edition.geodata, ground_at(edition.geodata), list(found)
    names = [f"{name}.bin" for name in geodata.files]
    names += [f"area/{i}.bin" for i in area_ids(geodata, edition.in_time)]
    names += [f"base/{_at(p)}.bin" for p in sorted({p for one in found for p in one.ground})]
    names += [f"relief/{_at(p)}.webp" for p in sorted({p for one in found for p in one.relief})]
    leaves = (ground_leaf(geodata, f"{folder}{name}") for name in names)
    yield from (leaf for leaf in leaves if leaf)


def ground_leaf(geodata: GeoData, path: str) -> Leaf | None:
    """One of them by its path; ``None`` of open water, and for what is none."""
    folder = ground_at(geodata)
    name, _, suffix = path.removeprefix(folder).rpartition(".")
    if not path.startswith(folder) or suffix not in ("bin", "webp"):
        return None
    kind, _, rest = name.partition("/")
    if name in geodata.files:
        return _packed(path, geodata.files[name].read_bytes)
    if kind == "area":
        area = geodata.areas.get(rest)
        return _packed(path, partial(_feature, area)) if area else None
    numbers = rest.split("/")
    if geodata.base is None or len(numbers) != 3 or not all(n.isdecimal() for n in numbers):
        return None
    ask = {"base": geodata.base.cell, "relief": geodata.base.relief}.get(kind)
    data = ask(*map(int, numbers)) if ask else None
    # The path says the version.
    return Leaf(path, path, lambda: data) if data else None


def _at(place: tuple[int, int, int]) -> str:
    return "/".join(map(str, place))


def _feature(area: Area) -> bytes:
    return json.dumps(area_feature(area), default=date.isoformat).encode()


def _packed(path: str, read: Callable[[], bytes]) -> Leaf:
    return Leaf(path, path, lambda: packed(read()))
