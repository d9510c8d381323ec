"""What others show of a link: a picture, and the answer to oEmbed, beside the page that it leads to."""

from __future__ import annotations

from functools import partial

from geodash.publish.edition import Edition
from geodash.publish.embed import oembed_leaf
from geodash.publish.head import Told
from geodash.publish.leaf import Leaf, Makers, digest
from geodash.publish.maps import StillMap


def beside_leaves(edition: Edition, told: Told, path: str, still: StillMap) -> Makers:
    """``<path>card.jpg`` and the answer to oEmbed beside a page that says it has a picture."""
    if not told.picture:
        return {}
    words = (told.heading, told.description, edition.collection.title)
    return {
        # Title and description stand whole or are cut alike, beside their map.
        f"{path}card.jpg": lambda at: Leaf(
            at, digest(*words, still.seen), partial(still.beside, words)
        ),
        f"{path}oembed.json": lambda _: oembed_leaf(edition, path, told.heading, told.description),
    }
