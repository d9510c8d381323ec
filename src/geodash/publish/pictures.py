"""What others show of a link: a picture, and the answer to oEmbed, beside the page that it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from geodash.domain.model import Event
from geodash.publish.edition import Edition
from geodash.publish.embed import oembed_leaf
from geodash.publish.head import Told
from geodash.publish.leaf import Leaf, Makers, digest
from geodash.publish.maps import StillMap, place_map
from geodash.publish.stock import FOLDER
from geodash.views.places import place_label
from geodash.words.texts import capital

#: Of more events each place has a picture, not each event: they are more than half of all drawing.
MOST_OF_THEIR_OWN = 2000


@dataclass(frozen=True, slots=True)
class Picture:
    """A map beside words, at a path: a title, what stands below it, and whose it is."""

    path: str
    words: tuple[str, str, str]
    still: StillMap

    @property
    def key(self) -> str:
        """Changes with all that it shows."""
        return _key(self.words, self.still)

    def leaf(self, path: str) -> Leaf:
        """Title and words stand whole or are cut alike."""
        return Leaf(path, self.key, partial(self.still.beside, self.words))


def _key(words: tuple[str, str, str], still: StillMap) -> str:
    return digest(*words, still.seen)


def own_picture(edition: Edition, path: str) -> str:
    """Where the picture of a page stands beside it; blank where nobody knows where the pages stand."""
    return f"{path}card.jpg" if edition.url else ""


def shared_picture(edition: Edition, event: Event) -> Picture | None:
    """The picture that an event of many has in common with all that were at its place, and say no more of where.

    It says nothing of what happened, so nothing of one side alone. ``None`` where each event has its own, and for one
    with parts: its map shows where they were.
    """
    if edition.app or not edition.url or len(edition.in_time) <= MOST_OF_THEIR_OWN:
        return None
    if edition.store.members(event.event_id):
        return None
    still = place_map(edition, event)
    words = (capital(place_label(event, edition.names)), "", edition.collection.title)
    return Picture(f"{FOLDER}/places/{_key(words, still)}.jpg", words, still)


def beside_leaves(
    edition: Edition, told: Told, path: str, still: StillMap, shared: Picture | None = None
) -> Makers:
    """The picture of a page that says it has one, and the answer to oEmbed beside it."""
    if not told.picture:
        return {}
    words = (told.heading, told.description, edition.collection.title)
    picture = shared or Picture(told.picture, words, still)
    return {
        picture.path: picture.leaf,
        f"{path}oembed.json": lambda _: oembed_leaf(
            edition, path, told.heading, told.description, picture.path
        ),
    }
