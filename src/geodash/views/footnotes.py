"""Footnotes of a text about events: where the words stand, the words, and which facts they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geodash.domain.lookup import Lookup
from geodash.domain.model import Event, Fact, Mention
from geodash.domain.passage import paragraph_at
from geodash.views.card.facts import supporting
from geodash.views.cite import published
from geodash.words.lists import listed
from geodash.words.texts import quoted

#: What a footnote says of the facts that its words carry.
LABELS = {
    Fact.WHAT: "what",
    Fact.WHO: "who",
    Fact.WHEN: "when",
    Fact.WHERE: "where",
    Fact.TOLL: "the dead",
}


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote as plain text; ``mention_id`` is blank for a remark of the coder."""

    text: str
    event_id: str
    mention_id: str = ""
    facts: tuple[Fact, ...] = ()
    number: int = 0

    def numbered(self, number: int) -> Footnote:
        """The same with its number in the text."""
        return replace(self, number=number)


@dataclass(frozen=True, slots=True)
class Sources:
    """The mentions that stand for each fact of an event: one an article, as few as will do."""

    by_fact: Mapping[Fact, tuple[Mention, ...]]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Each mention once, in the order of the facts."""
        found = (m for mentions in self.by_fact.values() for m in mentions)
        return tuple({m.mention_id: m for m in found}.values())

    def facts(self, mention: Mention) -> tuple[Fact, ...]:
        """The facts for which a mention stands."""
        return tuple(f for f, mentions in self.by_fact.items() if mention in mentions)


def sources(lookup: Lookup, event: Event, facts: Sequence[Fact]) -> Sources:
    """The mentions to cite for ``facts``: those that carry most of them, then the shortest."""
    mentions = lookup.mentions.get(event.event_id, ())
    chosen: dict[str, Mention] = {}
    by_fact = {}
    for fact in facts:
        by_article: dict[str, list[Mention]] = {}
        for mention in supporting(mentions, fact):
            by_article.setdefault(mention.article_id, []).append(mention)
        picked = [_pick(found, chosen, facts) for found in by_article.values()]
        chosen.update((m.mention_id, m) for m in picked)
        by_fact[fact] = tuple(picked)
    return Sources(by_fact)


def _pick(
    found: Iterable[Mention], chosen: Mapping[str, Mention], facts: Sequence[Fact]
) -> Mention:
    def weight(mention: Mention) -> tuple[bool, int, int]:
        carried = len(set(mention.supports).intersection(facts))
        return mention.mention_id not in chosen, -carried, len(mention.quote)

    return min(found, key=weight)


def footnote_of(lookup: Lookup, mention: Mention, facts: Sequence[Fact] = ()) -> Footnote:
    """``“Title”, publisher, window, ¶3: “words” (what, when). Event cc-0042.``"""
    article = lookup.collection.articles.get(mention.article_id)
    parts = [published(article) if article else f"article {mention.article_id}"]
    mark = lookup.mark_of(mention)
    where = paragraph_at(article.body, mark.start).number if article and mark else None
    parts.append(f"¶{where}: {quoted(mention.quote)}" if where else quoted(mention.quote))
    carried = f" ({listed([LABELS[f] for f in facts])})" if facts else ""
    said = f"{', '.join(parts)}{carried}"
    stop = "" if said.endswith((".”", "!”", "?”")) else "."
    text = f"{said}{stop} Event {mention.event_id}."
    return Footnote(text, mention.event_id, mention.mention_id, tuple(facts))


def date_remark(event: Event) -> Footnote:
    """How a date that no article prints was worked out."""
    how = f" {event.date_note}" if event.date_note else ""
    end = "" if how.endswith((".", "”", "!", "?")) or not how else "."
    return Footnote(f"Date inferred.{how}{end} Event {event.event_id}.", event.event_id)
