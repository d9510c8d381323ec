"""A mark that stands for several places is named by all of them or by none (``map/together.js`` in Python).

One name alone would tell where all happened.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from geodash.views.drawing import LABELS
from geodash.views.still.typeset import Label, Placed
from geodash.views.still.view import XY, View


def together(labels: Sequence[Label], placed: Sequence[Placed], view: View) -> list[Placed]:
    """Without the names of a mark that are of one place where that of another found no room."""

    def mark_of(label: Label) -> XY | None:
        if label.order not in ("selected", "event"):
            return None
        x, y = label.at or view.at(label.latitude, label.longitude)
        return round(x, 1), round(y, 1)

    def elsewhere(a: Label, b: Label) -> bool:
        here, there = (view.at(x.latitude, x.longitude) for x in (a, b))
        return math.dist(here, there) > LABELS.elsewhere

    told = {(mark_of(p.label), p.label.text) for p in placed}
    without = [(mark_of(x), x) for x in labels if (mark_of(x), x.text) not in told]
    without = [(mark, x) for mark, x in without if mark]
    return [
        p
        for p in placed
        if not any(mark == mark_of(p.label) and elsewhere(x, p.label) for mark, x in without)
    ]
