"""The picture that messengers show of a link: 1200 × 630, below the 300 kB that WhatsApp takes."""

from __future__ import annotations

from geodash.exchange.raster import jpeg
from geodash.publish.edition import Edition
from geodash.publish.head import Told
from geodash.publish.leaf import Leaf, digest
from geodash.publish.maps import StillMap
from geodash.views.pictures.card import SIZE, link_card

#: Bytes at most, and the qualities that are tried in turn.
MOST = 300_000
_QUALITIES = (84, 70, 55)


def picture_leaf(edition: Edition, told: Told, path: str, still: StillMap) -> Leaf:
    """``<path>card.jpg`` beside a page: its title and description, whole or cut alike, beside its map."""
    words = (told.heading, told.description, edition.collection.title)

    def make() -> bytes:
        svg = link_card(
            edition.geodata,
            still.events,
            *words,
            frame=still.frame,
            members={e.event_id: edition.store.members(e.event_id) for e in still.events},
            home=tuple(edition.homes[0]["bounds"]),
        )
        found = b""
        for quality in _QUALITIES:
            found = jpeg(svg, SIZE[0], quality)
            if len(found) <= MOST:
                break
        return found

    return Leaf(f"{path}card.jpg", digest(*words, still.key), make)
