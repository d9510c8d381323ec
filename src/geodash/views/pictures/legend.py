"""The legend of a picture: the marks that stand in it, and no others, in rows that fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from geodash.domain.kinds import Kind, ordered
from geodash.domain.model import Event, Status
from geodash.views.drawing import AREAS, MARKS
from geodash.views.palette import INK
from geodash.views.pictures.text import Face, line
from geodash.views.places import draw
from geodash.views.still.marks import brackets, shape
from geodash.views.still.words import number
from geodash.words.kinds import kind_label
from geodash.words.precision import MOVED, NO_SCENE, SPOKEN
from geodash.words.says import ONE_SIDE, accounts

FACE = Face(13.5, color=INK)
_ROW, _SIGN, _GAP = 25.0, 27.0, 22.0
#: A sign around 0,0 and what it means.
Sign = tuple[str, str]


def kinds_of(events: Sequence[Event]) -> list[Sign]:
    """A mark for each kind among the events, with how many there are."""
    return [
        (shape(kind), f"{kind_label(kind)} {sum(e.kind == kind for e in events)}")
        for kind in ordered(e.kind for e in events)
    ]


def signs_of(
    events: Sequence[Event], selected: Collection[str] = (), *, moved: bool = False
) -> Iterator[Sign]:
    """The conventions of a map that are in use on it; ``moved``: a mark stands aside."""
    drawn = {draw(e) for e in events}
    if words := accounts(events):
        yield one_side(words)
    if any(e.status is Status.PLANNED for e in events):
        yield shape(Kind.TALKS, planned=True), "dotted edge: planned"
    if drawn & {"near", "area"}:
        soft = f'<circle r="13" fill="url(#gd-soft)"/>{shape(Kind.OTHER, r=6.5)}'
        yield soft, "soft edge: place approximate"
    if drawn & {"seat", "country"}:
        yield _disc(MARKS.seat), NO_SCENE
    if any(draw(e) == "seat" and e.about_places for e in events):
        yield _disc(MARKS.ring), SPOKEN
    chosen = [e for e in events if e.event_id in selected]
    if chosen:
        yield f'<g transform="scale(.62)">{brackets(17)}</g>', "selected"
    if any(e.area_id or any(a.startswith("area:") for a in e.about_places) for e in chosen):
        yield _tint(), "grey: its area or road"
    if moved:
        yield _lead(), MOVED


def one_side(words: str = ONE_SIDE) -> Sign:
    """The badge of what no article says in its own voice."""
    return shape(Kind.OTHER, one_sided=True, r=7.5), words


def _disc(radius: float) -> str:
    return f'<circle r="{radius - 0.8:g}" fill="{MARKS.paper}" stroke="{INK}" stroke-width="1.6"/>'


def _lead() -> str:
    line = f'<path d="M-7 5L7 -5" stroke="{INK}" stroke-width="1.25"/>'
    return f'{line}<circle cx="-7" cy="5" r="2.6" fill="{INK}"/>'


def _tint() -> str:
    return (
        f'<path d="M-8 -4L-1 -7L8 -4L7 5L-3 7L-8 3Z" fill="{AREAS.ink}" fill-opacity=".2" '
        f'stroke="{AREAS.ink}" stroke-opacity=".6" stroke-width="1.2"/>'
    )


def rows(signs: Sequence[Sign], across: float) -> tuple[str, float]:
    """The signs with their words, one after the other; SVG from 0,0 on and its height."""
    parts, x, y = [], 0.0, _ROW / 2
    for sign, words in signs:
        wide = _SIGN + FACE.wide(words)
        if x and x + wide > across:
            x, y = 0.0, y + _ROW
        parts.append(f'<g transform="translate({number(x + 10)} {number(y)})">{sign}</g>')
        parts.append(line(x + _SIGN, y + 4.6, words, FACE))
        x += wide + _GAP
    return "".join(parts), y + _ROW / 2 if parts else 0.0
