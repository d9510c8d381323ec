"""The picture of a link beside the page that it leads to."""

from __future__ import annotations

from functools import partial

from geodash.publish.edition import Edition
from geodash.publish.head import Told
from geodash.publish.leaf import Leaf, digest
from geodash.publish.maps import StillMap


def picture_leaf(edition: Edition, told: Told, path: str, still: StillMap) -> Leaf:
    """``<path>card.jpg`` beside a page: its title and description, whole or cut alike, beside its map."""
    words = (told.heading, told.description, edition.collection.title)
    return Leaf(f"{path}card.jpg", digest(*words, still.key), partial(still.beside, words))
