"""What a page that stands alone carries: style sheets, the base map's files, outlines, each packed."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from geodash.domain.model import Event
from geodash.geo.areas import AREA_PREFIX
from geodash.geo.layers import GeoData
from geodash.views import drawing
from geodash.views.area_names import area_feature

ASSETS = Path(__file__).resolve().parents[1] / "assets"
#: A file's name and its content as text that can stand in a page.
Packed = tuple[str, str]


def packed(value: object) -> str:
    """JSON, gzipped, as base64; days as ISO dates."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return _squeezed(text.encode())


def _squeezed(raw: bytes) -> str:
    # mtime 0: equal content gives equal bytes.
    return base64.b64encode(gzip.compress(raw, 7, mtime=0)).decode()


def geo_files(geodata: GeoData) -> tuple[Packed, ...]:
    """The files of the base map beside its pieces, such as the names on it."""
    return _packed_geo(geodata.version, tuple(sorted(geodata.files.items())))


def area_files(geodata: GeoData, events: Iterable[Event]) -> list[Packed]:
    """The outlines of the world's provinces of these events and of what they are about."""
    found = (geodata.areas.get(i) for i in area_ids(geodata, events))
    return [(f"geo/area/{a.area_id}", packed(area_feature(a))) for a in found if a]


def area_ids(geodata: GeoData, events: Iterable[Event]) -> list[str]:
    """The same by their ids; our own areas have a file of their own."""
    named: dict[str, None] = {}
    for event in events:
        about = (
            i.removeprefix(AREA_PREFIX) for i in event.about_places if i.startswith(AREA_PREFIX)
        )
        named |= dict.fromkeys((event.area_id, *about))
    own = {area.area_id for area in geodata.areas}
    return [i for i in named if i and i not in own]


@lru_cache(maxsize=2)
def _packed_geo(version: str, files: tuple[tuple[str, Path], ...]) -> tuple[Packed, ...]:
    """The geodata files by name, once a version."""
    del version  # part of the key: the same paths may hold other content later
    return tuple((f"geo/{name}", packed(json.loads(path.read_bytes()))) for name, path in files)


def style_sheets(names: Sequence[str]) -> str:
    """Style sheets of ours as one, after the colours of what is drawn."""
    sheets = ((ASSETS / name).read_text("utf-8") for name in names)
    text = "\n".join((drawing.as_css(), *sheets))
    # Leaflet's sheet names pictures that we don't use: nothing in this file leads outside it.
    text = re.sub(r"url\((?!data:)[^)]*\)", "none", text)
    if "<" in text:
        raise ValueError("a style sheet with “<” in it can't stand in a file")
    return text
