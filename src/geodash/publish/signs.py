"""The marks of kinds in pages that have no script to draw them: what ``panel/article.js`` does, before it is sent."""

from __future__ import annotations

import re

from geodash.domain.kinds import Kind, Kinds
from geodash.views.still.marks import shape
from geodash.views.still.words import number

#: The slot that our templates leave for a mark; what comes from data is escaped and can't be one.
_SLOT = re.compile(
    r'<span class="gd-slot" data-kind="([^"]*)" data-size="(\d+)"( data-one-sided)?( data-planned)?></span>'
)
#: Of the size of a sign, how far its mark reaches.
_REACH = 0.36


def drawn(html: str, kinds: Kinds) -> str:
    """Our HTML with every slot filled."""
    known = {kind.value: kind for kind in kinds}

    def sign(slot: re.Match[str]) -> str:
        size, half = int(slot[2]), int(slot[2]) / 2
        mark = shape(
            known.get(slot[1], Kind.OTHER),
            planned=bool(slot[4]),
            one_sided=bool(slot[3]),
            r=size * _REACH,
        )
        box = f"{number(-half)} {number(-half)} {size} {size}"
        return (
            f'<svg class="gd-glyph" width="{size}" height="{size}" viewBox="{box}" '
            f'overflow="visible" aria-hidden="true">{mark}</svg>'
        )

    return _SLOT.sub(sign, html)
