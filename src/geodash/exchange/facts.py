"""What is said of an event beside its own columns: passages, articles, the whole it is part of."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Mention, Relation
from geodash.exchange.selection import Selection
from geodash.views.cite import published


class Facts:
    """One selection, with its mentions and links by event."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self._lookup = lookup_of(selection.collection)
        self._mentions: dict[str, list[Mention]] = {}
        for mention in selection.mentions:
            self._mentions.setdefault(mention.event_id, []).append(mention)
        self._wholes: dict[str, list[str]] = {}
        for link in selection.collection.links:
            if link.relation is Relation.PART_OF:
                self._wholes.setdefault(link.from_event, []).append(link.to_event)
        self._published = {i: published(a) for i, a in selection.articles.items()}

    def mentions(self, event_id: str) -> Sequence[Mention]:
        """The passages that support an event, in the order of the collection."""
        return self._mentions.get(event_id, ())

    def wholes(self, event_id: str) -> tuple[str, ...]:
        """The events that it is part of."""
        return tuple(self._wholes.get(event_id, ()))

    def articles(self, event_id: str) -> tuple[str, ...]:
        """The articles that tell it, in the order of the collection."""
        told = {m.article_id for m in self.mentions(event_id)}
        return tuple(i for i in self.selection.articles if i in told)

    def quote(self, event_id: str) -> str:
        """The passage that the page shows first; blank where nothing supports the event."""
        best = self._lookup.best(event_id)
        return best.quote if best else ""

    def source(self, event_id: str) -> str:
        """The article of that passage: title, publisher, when it was published."""
        best = self._lookup.best(event_id)
        return self._published.get(best.article_id, "") if best else ""
