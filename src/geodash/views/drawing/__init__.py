"""How maps are drawn: the numbers of marks, names, areas and of what they stand on.

The live map and the still maps are two engines that read the same numbers here, the browser by
``core/told.js``. Lengths are pixels of the live map, units of a still one. What the marks of kinds
look like is in :mod:`geodash.views.symbols`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from geodash.views.drawing.areas import AREAS
from geodash.views.drawing.countries import COUNTRIES
from geodash.views.drawing.ground import GROUND
from geodash.views.drawing.labels import LABELS
from geodash.views.drawing.marks import MARKS

__all__ = ["AREAS", "COUNTRIES", "GROUND", "LABELS", "MARKS", "as_css", "as_json"]


def as_css() -> str:
    """What style sheets need of it: widths of a seat's and a place's ring, edges included."""
    widths = {
        "seat": 2 * MARKS.seat,
        "seat-edge": MARKS.seat_edge,
        "numbered": 2 * MARKS.numbered,
        "ring": 2 * MARKS.ring,
        "ring-edge": MARKS.ring_edge,
    }
    return f":root{{{''.join(f'--gd-{name}:{px:g}px;' for name, px in widths.items())}}}"


def as_json() -> dict[str, Any]:
    """All of it for the browser (``core/told.js``: ``drawing``)."""
    return {
        "marks": asdict(MARKS),
        "labels": asdict(LABELS),
        "areas": asdict(AREAS),
        "countries": asdict(COUNTRIES),
        "ground": asdict(GROUND),
    }
