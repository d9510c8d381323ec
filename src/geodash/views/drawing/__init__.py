"""How maps are drawn: the numbers of marks, names, areas and of what they stand on.

The live map and the still maps are two engines that read the same numbers here, the browser by
``core/told.js``. Lengths are pixels of the live map, units of a still one. What the marks of kinds
look like is in :mod:`geodash.views.symbols`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from geodash.views.drawing.areas import AREAS
from geodash.views.drawing.ground import GROUND
from geodash.views.drawing.labels import LABELS
from geodash.views.drawing.marks import MARKS

__all__ = ["AREAS", "GROUND", "LABELS", "MARKS", "as_json"]


def as_json() -> dict[str, Any]:
    """All of it for the browser (``core/told.js``: ``drawing``)."""
    return {
        "marks": asdict(MARKS),
        "labels": asdict(LABELS),
        "areas": asdict(AREAS),
        "ground": asdict(GROUND),
    }
