"""Coded words in their sentence and paragraph, ready for the card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodash.domain.lookup import Lookup
from geodash.domain.model import Article, Fact, Mention
from geodash.domain.notes import cautions
from geodash.domain.passage import Mark, Segment, paragraph_at, segments, sentence_span
from geodash.views.card.facts import supporting
from geodash.views.cite import date_inferred
from geodash.words.dates import window_label
from geodash.words.texts import abridged, shortened

_FACT_WORDS = 110
#: Words that stand in the passage above need only be recognised.
_SHOWN_WORDS = 44


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their sentence; ``before`` and ``after`` are the rest of the paragraph.

    ``article`` is ``None`` when the collection lacks it, ``number`` when the words weren't found.
    ``span`` is where the sentence stands in the body.
    """

    mention: Mention
    article: Article | None
    core: tuple[Segment, ...]
    before: tuple[Segment, ...] = ()
    after: tuple[Segment, ...] = ()
    number: int | None = None
    found: bool = False
    span: tuple[int, int] = (0, 0)
    window: str = ""
    inferred: bool = False

    @property
    def cautions(self) -> tuple[str, ...]:
        """What editors' notes say of whose the words of the sentence are."""
        return cautions(self.article, "".join(s.text for s in self.core)) if self.article else ()

    @property
    def marked(self) -> set[str]:
        """The mentions whose words stand in the paragraph."""
        pieces = (*self.before, *self.core, *self.after)
        return {mark.mention_id for piece in pieces for mark in piece.marks}


@dataclass(frozen=True, slots=True)
class FactWords:
    """The words behind a fact; ``shown`` when they stand in the passage's own paragraph."""

    mention_id: str
    quote: str
    passage: Passage
    shown: bool


def passage_of(lookup: Lookup, mention: Mention) -> Passage:
    """The sentence around a mention, with this event's other words in it marked too."""
    article = lookup.collection.articles.get(mention.article_id)
    mark = lookup.mark_of(mention)
    if article is None or mark is None:
        return Passage(mention, article, (Segment(mention.quote),))
    body = article.body
    marks = _marks(lookup, mention.article_id, mention.event_id)
    first = paragraph_at(body, mark.start)
    last = paragraph_at(body, max(mark.start, mark.end - 1))
    start, end = sentence_span(body, mark.start, mark.end)
    return Passage(
        mention,
        article,
        core=tuple(segments(body, start, end, marks)),
        before=tuple(segments(body, first.start, start, marks)),
        after=tuple(segments(body, end, last.end, marks)),
        number=first.number,
        found=True,
        span=(start, end),
        window=window_label(article),
        inferred=date_inferred(article),
    )


def _marks(lookup: Lookup, article_id: str, event_id: str) -> list[Mark]:
    """The words of an event in an article, with those on the toll of what it is part of."""
    mentions = list(lookup.mentions.get(event_id, ()))
    for umbrella in lookup.threads.ancestors(event_id):
        mentions += supporting(lookup.mentions.get(umbrella, ()), Fact.TOLL)
    marks = (lookup.mark_of(m) for m in mentions if m.article_id == article_id)
    return [mark for mark in marks if mark]


def words_of(
    lookup: Lookup, mentions: Iterable[Mention], shown: Passage | None
) -> tuple[FactWords, ...]:
    """The words behind a fact, each with where it stands; ``shown`` is the passage on the card."""
    found = []
    for mention in mentions:
        passage = passage_of(lookup, mention)
        here = bool(
            shown
            and shown.found
            and passage.found
            and mention.mention_id in shown.marked
            and (mention.article_id, passage.number) == (shown.mention.article_id, shown.number)
        )
        quote = mention.quote
        quote = abridged(quote, _SHOWN_WORDS) if here else shortened(quote, _FACT_WORDS)
        found.append(FactWords(mention.mention_id, quote, passage, here))
    return tuple(found)
