"""The picture of a link, as messengers show it: a map beside a few large words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodash.domain.extent import Bounds
from geodash.domain.model import Event
from geodash.geo.layers import GeoData
from geodash.views.palette import ACCENT, INK, PAPER, SECOND
from geodash.views.pictures.text import Face, line, wrapped
from geodash.views.slides import Frame
from geodash.views.still import still_map
from geodash.views.still.base import Base, base_of
from geodash.views.still.fit import view_of
from geodash.views.still.glyphs import writable
from geodash.views.still.view import View
from geodash.views.still.words import SERIF
from geodash.words.notes import BOUNDARIES

SIZE = (1200, 630)
#: The map, and the words to its left.
MAP, LEFT = (690, 630), (510, 630)
_SCALE = 1.45
_EDGE = 40.0
_ACROSS = LEFT[0] - 2 * _EDGE
_OF = Face(25, color=SECOND)
_TITLES = tuple(Face(size, SERIF, 600, INK, 1.2) for size in (54, 48, 42, 36))
_WORDS = tuple(Face(size, color=SECOND, leading=1.32) for size in (25, 22, 20))
_BRAND = Face(25, SERIF, 600, ACCENT)
#: Lines of the title, and of the words below it.
_MOST_TITLE, _BOTTOM = 6, 560.0


@dataclass(frozen=True, slots=True)
class LinkCard:
    """The parts of a picture of :data:`SIZE`: ``words`` (SVG of :data:`LEFT`) beside a map of :data:`MAP`.

    ``map`` is the SVG that is laid over the bed of ``view``.
    """

    words: str
    map: str
    base: Base
    view: View


def link_card(
    geodata: GeoData,
    events: Sequence[Event],
    title: str,
    words: str,
    of: str,
    *,
    frame: Frame | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    home: Bounds | None = None,
) -> LinkCard:
    """``title`` and ``words`` of the collection ``of``, beside their map.

    All text may be hostile; what is too long is cut at a word.
    """
    units = (MAP[0] / _SCALE, MAP[1] / _SCALE)
    view = view_of(geodata, events, frame or Frame(), units, members=members, home=home)
    drawing = still_map(
        geodata, events, frame=frame, size=MAP, scale=_SCALE, members=members, home=home,
        note=BOUNDARIES, can_write=writable, bed=False,
    )  # fmt: skip
    return LinkCard(_words(title, words, of), drawing, base_of(geodata), view)


def _words(title: str, words: str, of: str) -> str:
    face = next((f for f in _TITLES if len(wrapped(title, f, _ACROSS)) <= 4), _TITLES[-1])
    parts, y = _lines(wrapped(of, _OF, _ACROSS), _OF, _EDGE + 4, 2)
    head, y = _lines(wrapped(title, face, _ACROSS), face, y + 14, _MOST_TITLE)
    body = _body(words, y + 16)
    brand = line(_EDGE, SIZE[1] - 30, "geodash", _BRAND)
    wide, high = LEFT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}"><rect width="100%" height="100%" fill="{PAPER}"/>'
        f"{parts}{head}{body}{brand}</svg>"
    )


def _body(words: str, y: float) -> str:
    """The words in the largest type in which all of them fit; cut in the smallest."""
    set_ = [(face, wrapped(words, face, _ACROSS), _room(face, y)) for face in _WORDS]
    face, lines, room = next((s for s in set_ if len(s[1]) <= s[2]), set_[-1])
    return _lines(lines, face, y, room)[0]


def _room(face: Face, y: float) -> int:
    return max(0, int((_BOTTOM - y) / (face.size * face.leading)))


def _lines(lines: Sequence[str], face: Face, y: float, most: int) -> tuple[str, float]:
    """So many lines from a height on, the last with an ellipsis where there are more."""
    shown = list(lines[:most])
    if shown and len(lines) > most:
        shown[-1] = f"{shown[-1].rstrip(',;:. ')} …"
    parts = []
    for text in shown:
        parts.append(line(_EDGE, y + face.size, text, face))
        y += face.size * face.leading
    return "".join(parts), y
