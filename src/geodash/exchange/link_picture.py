"""The picture that messengers show of a link: 1200 × 630, below the 300 kB that WhatsApp takes."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from geodash.exchange.raster import packed, picture
from geodash.views.palette import HAIRLINE
from geodash.views.pictures.card import LEFT, MAP, SIZE, LinkCard
from geodash.views.still import bed_map
from geodash.views.still.base import Base
from geodash.views.still.relief import shaded
from geodash.views.still.view import View

#: Bytes at most, and the qualities that are tried in turn.
MOST = 300_000
_QUALITIES = (84, 70, 55)


def link_picture(card: LinkCard) -> bytes:
    """A JPEG of a card, no larger than :data:`MOST` where a quality allows it."""
    whole = Image.new("RGB", SIZE)
    whole.paste(picture(card.words, LEFT[0]), (0, 0))
    whole.paste(_bed(card.base, card.view), (LEFT[0], 0))
    over = picture(card.map, MAP[0])
    whole.paste(over, (LEFT[0], 0), over)
    ImageDraw.Draw(whole).rectangle((LEFT[0] - 1, 0, LEFT[0], SIZE[1]), fill=HAIRLINE)
    found = b""
    for quality in _QUALITIES:
        found = packed(whole, quality)
        if len(found) <= MOST:
            break
    return found


@lru_cache(32)
def _bed(base: Base, view: View) -> Image.Image:
    """Sea, land, water and relief of a view, as its pictures have them in common; 1.3 MB each."""
    return shaded(picture(bed_map(base, view, MAP), MAP[0]).convert("RGB"), base, view)
