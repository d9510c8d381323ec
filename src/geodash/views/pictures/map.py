"""The map as it stands, with its legend, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodash.domain.model import Event
from geodash.domain.wholes import giving_way
from geodash.geo.layers import GeoData
from geodash.views.pictures.legend import Sign, kinds_of, rows, signs_of
from geodash.views.pictures.sheet import Caption, framed, sheet
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.views.still.fit import view_of
from geodash.views.still.glyphs import writable
from geodash.views.still.marks import LEAD
from geodash.views.still.view import View
from geodash.words.isolated import isolated

#: Units of a map where nobody says how large it stands, and what may be asked for.
SIZE = (1040, 640)
LEAST, MOST = (320, 240), (1600, 1200)


@dataclass(frozen=True, slots=True)
class Figure:
    """A map as SVG, the legend of what is on it, and in words what is not: events, and names without a font.

    ``away`` are the events that have a place which is not in view.
    """

    svg: str
    legend: tuple[Sign, ...]
    elsewhere: str = ""
    away: tuple[Event, ...] = ()


def map_figure(
    geodata: GeoData,
    events: Sequence[Event],
    *,
    frame: Frame | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    size: tuple[int, int] = SIZE,
    scale: float = 1,
    title: str = "",
    prefix: str = "",
) -> Figure:
    """The map of ``events`` with ``scale`` pixels a unit; equal input gives equal text.

    ``frame`` is as in :func:`still_map`; its centre and zoom are those of a live map of ``size``,
    so that the same is in view. ``prefix`` goes before the
    picture's ids, where several stand in one page.
    """
    units = (size[0] / scale, size[1] / scale)
    nameless: dict[str, None] = {}

    def can_write(name: str) -> bool:
        return writable(name) or bool(nameless.update({name: None}))

    shown, members = _as_seen(frame or Frame(), units), members or {}
    drawing = still_map(
        geodata, events, frame=shown, size=size, scale=scale, members=members, note="",
        can_write=can_write, title=title, prefix=prefix,
    )  # fmt: skip
    view = view_of(geodata, events, shown, units, members=members)
    ids = {e.event_id for e in events}
    aside = giving_way(ids, ids, lambda whole: members.get(whole, ()))
    counted = [e for e in events if e.event_id not in aside]
    seen = [e for e in counted if e.point and view.holds(*e.point, -8)]
    chosen = _selected(shown, members)
    signs = (*kinds_of(seen), *signs_of(seen, chosen, moved=LEAD in drawing))
    missing = len(counted) - len(seen)
    lacking = [_not_here(missing, len(seen))] if missing else []
    if nameless:
        told = ", ".join(map(isolated, nameless))
        lacking.append(f"No font for {told}: their marks have no name here.")
    away = tuple(e for e in counted if e.point and e not in seen)
    return Figure(drawing, signs, " ".join(lacking), away)


def map_picture(
    geodata: GeoData,
    events: Sequence[Event],
    caption: Caption,
    *,
    frame: Frame | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    size: tuple[int, int] = SIZE,
) -> str:
    """The same on a sheet with its words and its legend, one pixel a unit."""
    size = clamped(size)
    found = map_figure(
        geodata, events, frame=frame, members=members, size=size, title=caption.title
    )
    caption = replace(caption, words=f"{caption.words} {found.elsewhere}".strip())
    below, high = rows(found.legend, size[0])
    return sheet(caption, found.svg + framed(*size), size, below, high)


def clamped(size: tuple[int, int]) -> tuple[int, int]:
    """A size that a picture can have."""
    wide, high = (max(a, min(b, n)) for n, a, b in zip(size, LEAST, MOST, strict=True))
    return wide, high


def _as_seen(frame: Frame, size: tuple[float, float]) -> Frame:
    if frame.center is None:
        return frame
    view = View.around(*frame.center, frame.zoom or 0, *size)
    return replace(frame, bounds=view.bounds, center=None, zoom=None)


def _selected(frame: Frame, members: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(m for s in frame.selected for m in (s, *members.get(s, ())))


def _not_here(missing: int, seen: int) -> str:
    here = f"On this map: {seen:,}; " if seen else "None of them on this map; "
    return f"{here}{missing:,} elsewhere or without a place."
