"""What is looked up in a collection again and again, worked out once a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodash.domain.differing import Differing, differing
from geodash.domain.model import Article, Collection, Fact, Mention, Stance
from geodash.domain.passage import Mark, locate, sentence_span
from geodash.domain.threads import Threads

_KEY = "_lookup"


class Lookup:
    """Mentions by event, marks by article and the threads of one collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.threads = Threads(collection)
        self.mentions: dict[str, list[Mention]] = {}
        self._in_article: dict[str, list[Mention]] = {}
        self._best: dict[str, str] = {}
        self._differing: dict[str, Differing] | None = None
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._what: dict[str, set[str]] = {}
        for mention in collection.mentions:
            if mention.event_id in collection.events:
                self.mentions.setdefault(mention.event_id, []).append(mention)
                self._in_article.setdefault(mention.article_id, []).append(mention)

    def marks(self, article_id: str) -> tuple[Mark, ...]:
        """Every coded passage of an article that can be found in it, withdrawn events left out."""
        if article_id not in self._marks:
            article = self.collection.articles[article_id]
            found = (self._mark(article, m) for m in self._in_article.get(article_id, ()))
            self._marks[article_id] = tuple(
                m for m in found if m and not self.collection.events[m.event_id].withdrawn
            )
        return self._marks[article_id]

    def told_in(self, article_id: str, start: int, end: int) -> Iterator[str]:
        """The events of which words between two offsets of an article tell what happened."""
        marks = self.marks(article_id)
        if article_id not in self._what:
            mentions = self._in_article.get(article_id, ())
            self._what[article_id] = {m.mention_id for m in mentions if Fact.WHAT in m.supports}
        what = self._what[article_id]
        return (
            m.event_id for m in marks if m.start < end and start < m.end and m.mention_id in what
        )

    def _mark(self, article: Article, mention: Mention) -> Mark | None:
        span = locate(article, mention)
        if span is None or span[0] == span[1]:
            return None
        kind = self.collection.events[mention.event_id].kind
        return Mark(mention.mention_id, mention.event_id, kind, *span)

    def mark_of(self, mention: Mention) -> Mark | None:
        """Where a mention stands in its article, withdrawn or not."""
        article = self.collection.articles.get(mention.article_id)
        return self._mark(article, mention) if article else None

    def best(self, event_id: str) -> Mention | None:
        """The mention to show first: it tells what happened, carries most facts, and can be found."""
        mentions = self.mentions.get(event_id, ())
        if not mentions:
            return None
        return max(mentions, key=self._weight)

    def best_id(self, event_id: str) -> str:
        """The id of that mention, worked out once; blank where there is none."""
        if event_id not in self._best:
            mention = self.best(event_id)
            self._best[event_id] = mention.mention_id if mention else ""
        return self._best[event_id]

    @property
    def differing(self) -> Mapping[str, Differing]:
        """The events that articles tell differently, worked out once."""
        if self._differing is None:
            found = ((i, differing(mentions)) for i, mentions in self.mentions.items())
            self._differing = {i: d for i, d in found if d is not None}
        return self._differing

    def tersest(self, event_id: str) -> Mention | None:
        """The mention to quote in a line: its own words rather than those shared with others."""
        mentions = [m for m in self.mentions.get(event_id, ()) if m.stance is Stance.REPORTS]
        if not mentions:
            return self.best(event_id)
        return min(
            mentions,
            key=lambda m: (Fact.WHAT not in m.supports, self._told_by(m) > 1, len(m.quote)),
        )

    def together(self, mention: Mention) -> tuple[Mention, ...]:
        """A mention with the event's further words in its sentence that tell what happened, in text order.

        A sentence may tell it in two passages, a statement and its reason; of words that overlap
        the mention's it alone is left.
        """
        mark = self.mark_of(mention)
        if mark is None or Fact.WHAT not in mention.supports:
            return (mention,)
        body = self.collection.articles[mention.article_id].body
        first, last = sentence_span(body, mark.start, mark.end)
        found = [(mark.start, mark.end, mention)]
        for other in self.mentions.get(mention.event_id, ()):
            told = Fact.WHAT in other.supports and other.stance is mention.stance
            at = self.mark_of(other) if told and other.article_id == mention.article_id else None
            apart = at and all(at.end <= start or end <= at.start for start, end, _ in found)
            if at and apart and first <= at.start and at.end <= last:
                found.append((at.start, at.end, other))
        return tuple(m for *_, m in sorted(found, key=lambda f: f[:2]))

    def _told_by(self, mention: Mention) -> int:
        others = self._in_article.get(mention.article_id, ())
        return len({m.event_id for m in others if m.quote == mention.quote})

    def _weight(self, mention: Mention) -> tuple[bool, bool, bool, int, bool]:
        return (
            mention.stance is Stance.REPORTS,
            self.mark_of(mention) is not None,
            Fact.WHAT in mention.supports,
            len(mention.supports),
            Fact.WHO in mention.supports,
        )


def lookup_of(collection: Collection) -> Lookup:
    """The lookup of a collection, made once; it goes when the collection goes."""
    # Kept with the collection itself: that holds mappings and can be no key of a cache.
    kept = vars(collection)
    found: Lookup | None = kept.get(_KEY)
    return found if found is not None else kept.setdefault(_KEY, Lookup(collection))
