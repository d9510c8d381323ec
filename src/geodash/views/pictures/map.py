"""The map as it stands, with its legend, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geodash.domain.extent import Bounds
from geodash.domain.model import Event, Kind
from geodash.domain.wholes import giving_way
from geodash.geo.layers import GeoData
from geodash.views.pictures.legend import kinds_of, rows, signs_of
from geodash.views.pictures.sheet import Caption, framed, sheet
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.views.still.fit import view_of
from geodash.views.still.glyphs import writable
from geodash.views.still.view import View

#: Units of a map where nobody says how large it stands, and what may be asked for.
SIZE = (1040, 640)
LEAST, MOST = (320, 240), (1600, 1200)


def map_picture(
    geodata: GeoData,
    events: Sequence[Event],
    caption: Caption,
    *,
    frame: Frame | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    size: tuple[int, int] = SIZE,
    names: Mapping[Kind, str] | None = None,
    home: Bounds | None = None,
) -> str:
    """An SVG of the map on its sheet, one pixel a unit; equal input gives equal text.

    ``frame`` is as in :func:`still_map`; its centre and zoom are those of a live map of ``size``
    pixels, so that the same is in view. ``home`` is shown when no event has a place; ``names`` are
    the collection's own of kinds.
    """
    size = clamped(size)
    shown = _as_seen(frame or Frame(), size)
    members = members or {}
    drawing = still_map(
        geodata, events, frame=shown, size=size, scale=1, members=members, note="", home=home,
        can_write=writable, title=caption.title,
    )  # fmt: skip
    view = view_of(geodata, events, shown, size, members=members, home=home)
    ids = {e.event_id for e in events}
    aside = giving_way(ids, ids, lambda whole: members.get(whole, ()))
    counted = [e for e in events if e.event_id not in aside]
    seen = [e for e in counted if e.point and view.holds(*e.point, -8)]
    signs = [*kinds_of(seen, names or {}), *signs_of(seen, _selected(shown, members))]
    missing = len(counted) - len(seen)
    if missing:
        caption = replace(caption, words=f"{caption.words} {_not_here(missing, len(seen))}".strip())
    below, high = rows(signs, size[0])
    return sheet(caption, drawing + framed(*size), size, below, high)


def clamped(size: tuple[int, int]) -> tuple[int, int]:
    """A size that a picture can have."""
    wide, high = (max(a, min(b, n)) for n, a, b in zip(size, LEAST, MOST, strict=True))
    return wide, high


def _as_seen(frame: Frame, size: tuple[int, int]) -> Frame:
    if frame.center is None:
        return frame
    view = View.around(*frame.center, frame.zoom or 0, *size)
    return replace(frame, bounds=view.bounds, center=None, zoom=None)


def _selected(frame: Frame, members: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(m for s in frame.selected for m in (s, *members.get(s, ())))


def _not_here(missing: int, seen: int) -> str:
    here = f"On this map: {seen:,}; " if seen else "None of them on this map; "
    return f"{here}{missing:,} elsewhere or without a place."
